//! GIF (89a): a screen, then pictures and extensions, one after another.

use super::PictureProblem;
use super::bytes::Bytes;

const EXTENSION: u8 = 0x21;
const PICTURE: u8 = 0x2C;
const TRAILER: u8 = 0x3B;
const GRAPHIC_CONTROL: u8 = 0xF9;
const APPLICATION: u8 = 0xFF;

pub(super) fn without_metadata(mut bytes: Bytes<'_>) -> Result<Vec<u8>, PictureProblem> {
    let whole = bytes.rest();
    bytes.expect(b"GIF8")?;
    let _version_and_size: [u8; 6] = bytes.array()?;
    colour_table(&mut bytes, 3)?;
    let mut kept = whole[..whole.len() - bytes.rest().len()].to_vec();
    let mut has_pixels = false;
    loop {
        let block = bytes.rest();
        match bytes.byte()? {
            TRAILER if has_pixels => {
                kept.push(TRAILER);
                return Ok(kept);
            }
            EXTENSION => {
                if let Some(extension) = extension(&mut bytes)? {
                    kept.extend(extension);
                }
            }
            PICTURE => {
                has_pixels = true;
                let _place_and_size: [u8; 8] = bytes.array()?;
                colour_table(&mut bytes, 1)?;
                let _code_size = bytes.byte()?;
                sub_blocks(&mut bytes)?;
                kept.extend(&block[..block.len() - bytes.rest().len()]);
            }
            _ => return Err(PictureProblem::Damaged),
        }
    }
}

/// Steps over the packed byte, what follows of its descriptor, and the colours it announces.
fn colour_table(bytes: &mut Bytes<'_>, descriptor: usize) -> Result<(), PictureProblem> {
    let packed = bytes.take(descriptor)?[0];
    if packed & 0x80 != 0 {
        bytes.take(3 << ((packed & 0x07) + 1))?;
    }
    Ok(())
}

/// An extension that moving pictures need: how long a frame stays, and how often all are repeated.
fn extension(bytes: &mut Bytes<'_>) -> Result<Option<Vec<u8>>, PictureProblem> {
    let label = bytes.byte()?;
    let blocks = sub_blocks(bytes)?;
    let kept = match (label, blocks.as_slice()) {
        (GRAPHIC_CONTROL, [control]) if control.len() == 4 => blocks,
        (APPLICATION, [b"NETSCAPE2.0", repeat, ..]) if repeat.len() == 3 => blocks[..2].to_vec(),
        _ => return Ok(None),
    };
    let mut extension = vec![EXTENSION, label];
    for block in kept {
        // A sub-block was read by a length of one byte.
        extension.push(u8::try_from(block.len()).unwrap_or(u8::MAX));
        extension.extend(block);
    }
    extension.push(0);
    Ok(Some(extension))
}

fn sub_blocks<'a>(bytes: &mut Bytes<'a>) -> Result<Vec<&'a [u8]>, PictureProblem> {
    let mut blocks = Vec::new();
    loop {
        match bytes.byte()? {
            0 => return Ok(blocks),
            length => blocks.push(bytes.take(usize::from(length))?),
        }
    }
}
