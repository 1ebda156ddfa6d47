//! Whatever is written: no panic, no hang, every place in a message lies in its text, and the same is said twice.
//!
//! What single readers promise is tested beside them; here are whole files and whole sites. An ordinary run draws
//! the same few hundred inputs each time (`.cargo/config.toml`); `tests/deep` draws others, for as long as it is
//! told to.

mod content;
mod index;
mod mutation;
mod publishing;
pub mod words;

use std::time::{Duration, Instant};

use proptest::prelude::*;

/// More than any of these takes on a busy machine: beyond it, something hangs.
const HANG: Duration = Duration::from_secs(60);

/// How many inputs to draw, where an ordinary run draws so many.
fn cases(usual: u32) -> ProptestConfig {
    let default = ProptestConfig::default();
    // Shrinking a whole site is worth a minute, not an hour; in milliseconds.
    ProptestConfig { cases: (default.cases * usual / 256).max(1), max_shrink_time: 60_000, ..default }
}

/// Fails where something took as long as if it hung.
#[track_caller]
fn in_time<T>(work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let done = work();
    assert!(begun.elapsed() < HANG, "{:?}", begun.elapsed());
    done
}
