//! The `bantin` command.

fn main() {}
