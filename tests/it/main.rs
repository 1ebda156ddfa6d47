//! What bantin promises, tested from outside.

mod rules;
mod support;
