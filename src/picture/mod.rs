//! Knows the containers of pictures: how large one is, and how to take out what it says about people.
//!
//! Decodes no pixel, reads no disk and chooses no size to publish. The walkers keep what they know to be
//! needed and drop all else, so that a kind of metadata nobody thought of is dropped too.

mod bytes;
mod gif;
mod header;
mod jpeg;
mod orientation;
mod png;
mod webp;

use crate::diagnostic::{Text, text};
use crate::source::PictureFormat;
use bytes::Bytes;

pub use header::header;

/// Why the metadata of a picture can't be taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PictureProblem {
    /// The bytes are not of the format they were taken for.
    #[error("the picture is not of the format that its first bytes promised")]
    OtherFormat,
    /// The file ends before the picture does, as after an upload that was cut off.
    #[error("the picture file ends before the picture does")]
    BreaksOff,
    /// A part that every picture of the format has is missing or has no sense.
    #[error("the picture file is damaged")]
    Damaged,
}

impl PictureProblem {
    /// The problem in both languages.
    pub fn text(self) -> Text {
        match self {
            Self::OtherFormat => text!(
                vi: "tệp ảnh không đúng định dạng ghi ở đầu tệp",
                en: "the picture is not of the format that its first bytes promised",
            ),
            Self::BreaksOff => text!(
                vi: "tệp ảnh bị đứt giữa chừng",
                en: "the picture file ends before the picture does",
            ),
            Self::Damaged => text!(vi: "tệp ảnh bị hỏng", en: "the picture file is damaged"),
        }
    }
}

/// Takes out everything that is not needed to show the picture: place, time, camera, names, comments,
/// previews, films and whatever was appended.
///
/// Pixels stay as they are, bit by bit, and so do colour profiles and the way a photograph was held.
///
/// # Errors
///
/// Where the file is not whole; nothing of it may be published then, since what was not understood could
/// not be taken out.
pub fn without_metadata(bytes: Vec<u8>, format: PictureFormat) -> Result<Vec<u8>, PictureProblem> {
    match format {
        PictureFormat::Jpeg => jpeg::without_metadata(&bytes),
        PictureFormat::Png => png::without_metadata(Bytes::new(&bytes)),
        PictureFormat::Webp => webp::without_metadata(Bytes::new(&bytes)),
        PictureFormat::Gif => gif::without_metadata(Bytes::new(&bytes)),
    }
}

#[cfg(test)]
mod tests;
