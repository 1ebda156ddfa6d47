//! Why a text that was read before can't be read again as it was.

use std::error::Error;
use std::fmt;
use std::io;

/// A text that is not kept in memory and is not any more what it was when it was first read.
///
/// Travels inside an [`io::Error`] of its cause's kind, since that is what everyone who reads texts gives on.
#[derive(Debug)]
pub struct Unread {
    /// From the project's root.
    pub path: String,
    /// What the disk says; `None` where the file holds something else by now.
    pub cause: Option<io::Error>,
}

impl fmt::Display for Unread {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cause {
            Some(cause) => write!(formatter, "can't read {}: {cause}", self.path),
            None => write!(formatter, "{} was changed meanwhile", self.path),
        }
    }
}

impl Error for Unread {}

impl From<Unread> for io::Error {
    fn from(unread: Unread) -> Self {
        let kind = unread.cause.as_ref().map_or(io::ErrorKind::InvalidData, io::Error::kind);
        Self::new(kind, unread)
    }
}
