//! What bantin promises, tested from outside.

mod architecture;
mod rules;
mod support;
