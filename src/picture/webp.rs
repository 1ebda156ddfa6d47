//! WebP (RFC 9649): chunks in a RIFF container, and in each frame of a moving picture chunks again.

use super::PictureProblem;
use super::bytes::Bytes;

/// Bits of the first byte of `VP8X` that promise EXIF and XMP chunks.
const PROMISES_METADATA: u8 = 0b0000_1100;
/// Bytes of a frame before its own chunks: place, size, duration, blending.
const FRAME_HEAD: usize = 16;

pub(super) fn without_metadata(mut bytes: Bytes<'_>) -> Result<Vec<u8>, PictureProblem> {
    bytes.expect(b"RIFF")?;
    let mut inside = Bytes::new(sized(&mut bytes)?);
    inside.expect(b"WEBP")?;
    let mut kept = b"WEBP".to_vec();
    let mut has_pixels = false;
    while !inside.is_empty() {
        let kind: [u8; 4] = inside.array()?;
        let contents = sized(&mut inside)?;
        step_over_padding(&mut inside, contents);
        let contents = match &kind {
            b"VP8X" => {
                let (flags, rest) = contents.split_first().ok_or(PictureProblem::Damaged)?;
                [&[flags & !PROMISES_METADATA], rest].concat()
            }
            b"ANMF" => frame(Bytes::new(contents))?,
            b"ICCP" | b"ANIM" | b"ALPH" | b"VP8 " | b"VP8L" => contents.to_vec(),
            _ => continue,
        };
        has_pixels |= matches!(&kind, b"ANMF" | b"VP8 " | b"VP8L");
        put_chunk(&mut kept, kind, &contents);
    }
    if !has_pixels {
        return Err(PictureProblem::Damaged);
    }
    let mut file = Vec::with_capacity(kept.len() + 8);
    put_chunk(&mut file, *b"RIFF", &kept);
    Ok(file)
}

fn frame(mut contents: Bytes<'_>) -> Result<Vec<u8>, PictureProblem> {
    let mut kept = contents.take(FRAME_HEAD)?.to_vec();
    while !contents.is_empty() {
        let kind: [u8; 4] = contents.array()?;
        let inner = sized(&mut contents)?;
        step_over_padding(&mut contents, inner);
        if matches!(&kind, b"ALPH" | b"VP8 " | b"VP8L") {
            put_chunk(&mut kept, kind, inner);
        }
    }
    Ok(kept)
}

/// A length, and as many bytes.
fn sized<'a>(bytes: &mut Bytes<'a>) -> Result<&'a [u8], PictureProblem> {
    let length = u32::from_le_bytes(bytes.array()?);
    bytes.take(usize::try_from(length).map_err(|_| PictureProblem::BreaksOff)?)
}

/// An odd chunk is followed by one byte more; some writers forget the very last one.
fn step_over_padding(bytes: &mut Bytes<'_>, contents: &[u8]) {
    if contents.len() % 2 == 1 && !bytes.is_empty() {
        let _ = bytes.byte();
    }
}

fn put_chunk(kept: &mut Vec<u8>, kind: [u8; 4], contents: &[u8]) {
    // What is kept came out of a container whose length is a `u32`, and is never longer than it was but
    // for one byte of padding a chunk.
    let length = u32::try_from(contents.len()).unwrap_or(u32::MAX);
    kept.extend(kind);
    kept.extend(length.to_le_bytes());
    kept.extend(contents);
    if contents.len() % 2 == 1 {
        kept.push(0);
    }
}
