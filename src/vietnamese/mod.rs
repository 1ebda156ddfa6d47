//! The rules of written Vietnamese; knows nothing of bulletins.
