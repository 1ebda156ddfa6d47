//! Reads a file from its first byte to its last, and says when it breaks off.

use super::PictureProblem;

/// What is left of a file to read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bytes<'a> {
    rest: &'a [u8],
}

impl<'a> Bytes<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next `count` bytes.
    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], PictureProblem> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(PictureProblem::BreaksOff)?;
        self.rest = rest;
        Ok(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], PictureProblem> {
        let (taken, rest) = self.rest.split_first_chunk().ok_or(PictureProblem::BreaksOff)?;
        self.rest = rest;
        Ok(*taken)
    }

    pub(super) fn byte(&mut self) -> Result<u8, PictureProblem> {
        self.array().map(|[byte]| byte)
    }

    /// Steps over the signature of a format.
    pub(super) fn expect(&mut self, signature: &[u8]) -> Result<(), PictureProblem> {
        self.rest = self.rest.strip_prefix(signature).ok_or(PictureProblem::OtherFormat)?;
        Ok(())
    }
}
