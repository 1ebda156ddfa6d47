//! What bantin promises, tested from outside.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on fails")]

mod architecture;
mod charts;
mod command_line;
mod components;
mod documents;
mod figures;
mod hostile;
mod kills;
mod messages;
mod mistakes;
mod place_names;
mod random;
mod review;
mod rules;
mod search;
mod sites;
mod successions;
mod support;
mod tables;
mod unread;
mod world;
