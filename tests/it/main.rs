//! What bantin promises, tested from outside.

mod architecture;
mod messages;
mod rules;
mod sites;
mod support;
