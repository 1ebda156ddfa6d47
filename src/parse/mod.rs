//! Turns text into the model, and never fails: it gives what it understood, and diagnostics for the rest.

mod yaml;
