//! JPEG (ITU-T T.81, annex B): segments, and between them the scans that hold the pixels.

use std::io::Cursor;

use super::PictureProblem;
use super::bytes::Bytes;
use super::orientation::Orientation;

const START: u8 = 0xD8;
const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;
const APP0: u8 = 0xE0;
const APP1: u8 = 0xE1;
const APP2: u8 = 0xE2;
const APP14: u8 = 0xEE;

/// Goes through all scans to the end of the picture, since a progressive one may have comments between them.
pub(super) fn without_metadata(file: &[u8]) -> Result<Vec<u8>, PictureProblem> {
    let mut bytes = Bytes::new(file);
    bytes.expect(&[0xFF, START])?;
    let mut kept = vec![0xFF, START];
    let mut orientation = Some(Orientation::of_jpeg(&mut Cursor::new(file)));
    let mut has_frame = false;
    loop {
        let marker = next_marker(&mut bytes)?;
        match marker {
            END if has_frame => {
                kept.extend([0xFF, END]);
                return Ok(kept);
            }
            END => return Err(PictureProblem::Damaged),
            // Stuffing, restarts and starts have no length; outside a scan they mean nothing.
            0x00 | 0x01 | 0xD0..=START => continue,
            _ => {}
        }
        let contents = segment(&mut bytes)?;
        has_frame |= is_frame(marker);
        let Some(contents) = needed(marker, contents) else { continue };
        // JFIF wants to be first; everything else may follow the orientation.
        if marker != APP0 {
            put_orientation(&mut kept, orientation.take());
        }
        put_segment(&mut kept, marker, &contents);
        if marker == SCAN {
            kept.extend(scan(&mut bytes)?);
        }
    }
}

/// What is to be kept of a segment, if anything.
fn needed(marker: u8, contents: &[u8]) -> Option<Vec<u8>> {
    let needed = match marker {
        // Frames, their tables, restarts and scans: the picture itself.
        0xC0..=0xCF | 0xDA..=0xDD => contents.to_vec(),
        // The version and the shape of a pixel; without the preview, which may show what was cut away.
        APP0 if contents.starts_with(b"JFIF\0") => [contents.get(..12)?, &[0, 0]].concat(),
        // Without the colour profile, photographs of newer telephones look pale; it describes a device's
        // colours, not a person or a place.
        APP2 if contents.starts_with(b"ICC_PROFILE\0") => contents.to_vec(),
        // Which colours the numbers stand for; without it, pictures in CMYK come out inverted.
        APP14 if contents.starts_with(b"Adobe") => contents.get(..12)?.to_vec(),
        _ => return None,
    };
    Some(needed)
}

fn is_frame(marker: u8) -> bool {
    // Huffman tables, a reserved marker and arithmetic conditioning stand among the frames.
    matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC)
}

/// The next marker's second byte; what is no marker is stepped over, as decoders do.
fn next_marker(bytes: &mut Bytes<'_>) -> Result<u8, PictureProblem> {
    while bytes.byte()? != 0xFF {}
    loop {
        let marker = bytes.byte()?;
        if marker != 0xFF {
            return Ok(marker);
        }
    }
}

fn segment<'a>(bytes: &mut Bytes<'a>) -> Result<&'a [u8], PictureProblem> {
    let length = usize::from(u16::from_be_bytes(bytes.array()?));
    bytes.take(length.checked_sub(2).ok_or(PictureProblem::Damaged)?)
}

/// The pixels of a scan: everything up to the next marker that is neither stuffing nor a restart.
fn scan<'a>(bytes: &mut Bytes<'a>) -> Result<&'a [u8], PictureProblem> {
    let ends = |pair: &[u8]| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xD0..=0xD7 | 0xFF);
    let length = bytes.rest().windows(2).position(ends).ok_or(PictureProblem::BreaksOff)?;
    bytes.take(length)
}

fn put_orientation(kept: &mut Vec<u8>, orientation: Option<Orientation>) {
    if let Some(turned) = orientation.filter(|one| *one != Orientation::UPRIGHT) {
        put_segment(kept, APP1, &turned.to_exif());
    }
}

fn put_segment(kept: &mut Vec<u8>, marker: u8, contents: &[u8]) {
    // What is kept was read from a segment, so its length fits one; EXIF of our own is 32 bytes.
    let length = u16::try_from(contents.len() + 2).unwrap_or(u16::MAX);
    kept.extend([0xFF, marker]);
    kept.extend(length.to_be_bytes());
    kept.extend(contents);
}
