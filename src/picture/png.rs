//! PNG (W3C PNG, third edition): a signature and chunks.

use super::PictureProblem;
use super::bytes::Bytes;

const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// The chunks that pixels, colours, transparency and movement need.
///
/// `pHYs` is nine bytes that say how wide a pixel is beside its height; text, time, EXIF and private chunks
/// are not here.
const NEEDED: [&[u8; 4]; 16] = [
    b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT",
    b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

pub(super) fn without_metadata(mut bytes: Bytes<'_>) -> Result<Vec<u8>, PictureProblem> {
    bytes.expect(&SIGNATURE)?;
    let mut kept = SIGNATURE.to_vec();
    let mut has_pixels = false;
    loop {
        let whole = bytes.rest();
        let length = u32::from_be_bytes(bytes.array()?);
        let kind: [u8; 4] = bytes.array()?;
        let length = usize::try_from(length).map_err(|_| PictureProblem::BreaksOff)?;
        bytes.take(length)?;
        let _checksum: [u8; 4] = bytes.array()?;
        if kept.len() == SIGNATURE.len() && &kind != b"IHDR" {
            return Err(PictureProblem::Damaged);
        }
        if NEEDED.contains(&&kind) {
            // A chunk goes out as it came, so its checksum stays right, or as wrong as it was.
            kept.extend(&whole[..whole.len() - bytes.rest().len()]);
        }
        has_pixels |= &kind == b"IDAT";
        if &kind == b"IEND" {
            // Some editors leave the end of a longer, uncut picture after this.
            return if has_pixels { Ok(kept) } else { Err(PictureProblem::Damaged) };
        }
    }
}
