//! Prints diagnostics, one file a format.
