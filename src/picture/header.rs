//! Reads what the first bytes of a picture say: its format and its size as shown.

use std::io::{self, BufRead, ErrorKind, Seek, SeekFrom};

use imagesize::{ImageError, ImageType};

use super::orientation::Orientation;
use crate::source::{PictureFault, PictureFormat, PictureHeader};

/// Reads the head of a picture, from the first byte of `file`.
///
/// Width and height are those of the picture as [`super::without_metadata`] leaves it and browsers show it:
/// a JPEG turned by its EXIF data counts as turned. The same data in PNG and WebP files are taken out and so
/// not counted, since browsers do not agree on them.
///
/// # Errors
///
/// What the disk says; a file that is no picture is an answer, not an error.
pub fn header(file: &mut (impl BufRead + Seek)) -> io::Result<Result<PictureHeader, PictureFault>> {
    match measure(file) {
        Ok(found) => Ok(found),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(Err(PictureFault::Broken)),
        // `imagesize` reports some bad data as I/O errors of its own making.
        Err(error) if matches!(error.kind(), ErrorKind::InvalidData | ErrorKind::InvalidInput) => {
            Ok(Err(PictureFault::Broken))
        }
        Err(error) => Err(error),
    }
}

fn measure(file: &mut (impl BufRead + Seek)) -> io::Result<Result<PictureHeader, PictureFault>> {
    let kind = match imagesize::reader_type(&mut *file) {
        Ok(kind) => kind,
        Err(ImageError::IoError(error)) => return Err(error),
        Err(_) => return Ok(Err(PictureFault::UnknownFormat)),
    };
    let format = match kind {
        ImageType::Jpeg => PictureFormat::Jpeg,
        ImageType::Png => PictureFormat::Png,
        ImageType::Webp => PictureFormat::Webp,
        ImageType::Gif => PictureFormat::Gif,
        _ => return Ok(Err(PictureFault::UnknownFormat)),
    };
    let size = match kind.reader_size(file) {
        Ok(size) => size,
        Err(ImageError::IoError(error)) => return Err(error),
        Err(_) => return Ok(Err(PictureFault::Broken)),
    };
    let turned = format == PictureFormat::Jpeg && {
        file.seek(SeekFrom::Start(0))?;
        Orientation::of_jpeg(file).lies_on_its_side()
    };
    let (across, down) = if turned { (size.height, size.width) } else { (size.width, size.height) };
    let shown = |pixels| u32::try_from(pixels).ok().filter(|pixels| *pixels > 0);
    let header =
        shown(across).zip(shown(down)).map(|(width, height)| PictureHeader { format, width, height });
    Ok(header.ok_or(PictureFault::Broken))
}
