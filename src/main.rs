//! The `bantin` command.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Pages are made of many small texts from many threads at once, which the system's own allocator takes a quarter of
/// a build for (decision 16).
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    bantin::cli::run(std::env::args_os())
}
