//! What bantin promises, tested from outside.

mod architecture;
mod command_line;
mod messages;
mod rules;
mod sites;
mod support;
