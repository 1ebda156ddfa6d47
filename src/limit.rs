//! The limit for the size of files (`ulimit -f`): on Unix, whoever passes it is ended by a signal, without a word.
//!
//! Whoever writes files asks first. Of the other limits the system tells by an error.

use std::io;
#[cfg(unix)]
use std::sync::OnceLock;

/// Whether the process may write a file of so many bytes.
///
/// # Errors
///
/// [`io::ErrorKind::FileTooLarge`], as the system would say if it said anything.
pub(crate) fn require_small(bytes: u64) -> io::Result<()> {
    if bytes > largest_file() { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(()) }
}

/// Asked once: it is set before the program begins.
#[cfg(unix)]
fn largest_file() -> u64 {
    use rustix::process::{Resource, getrlimit};
    static LARGEST: OnceLock<u64> = OnceLock::new();
    *LARGEST.get_or_init(|| getrlimit(Resource::Fsize).current.unwrap_or(u64::MAX))
}

#[cfg(not(unix))]
fn largest_file() -> u64 {
    u64::MAX
}
