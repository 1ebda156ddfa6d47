//! How a camera was held (EXIF tag 0x0112): the one thing in a photograph's metadata that readers need.

use std::io::{BufRead, Seek};

use exif::{In, Reader, Tag};

/// From 1 (upright) to 8; 5 to 8 lie on their side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Orientation(u16);

impl Orientation {
    pub(super) const UPRIGHT: Self = Self(1);

    /// Reads it from a JPEG file; one that says nothing, or nonsense, is upright.
    pub(super) fn of_jpeg(file: &mut (impl BufRead + Seek)) -> Self {
        // A photograph with one broken tag still says how it was held.
        let mut reader = Reader::new();
        let found = reader
            .continue_on_error(true)
            .read_from_container(file)
            .or_else(|error| error.distill_partial_result(|_| ()));
        let Ok(exif) = found else { return Self::UPRIGHT };
        let value = exif.get_field(Tag::Orientation, In::PRIMARY).and_then(|field| field.value.get_uint(0));
        value
            .and_then(|value| u16::try_from(value).ok())
            .filter(|value| (1..=8).contains(value))
            .map_or(Self::UPRIGHT, Self)
    }

    /// Whether width and height change places when the picture is shown.
    pub(super) fn lies_on_its_side(self) -> bool {
        self.0 >= 5
    }

    /// EXIF data that say this and nothing else: a TIFF header and a directory of one entry.
    pub(super) fn to_exif(self) -> Vec<u8> {
        let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01".to_vec();
        exif.extend(b"\x01\x12\0\x03\0\0\0\x01");
        exif.extend(self.0.to_be_bytes());
        exif.extend(b"\0\0\0\0\0\0");
        exif
    }
}
