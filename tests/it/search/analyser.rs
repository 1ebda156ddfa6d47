//! The analyser's vectors.
