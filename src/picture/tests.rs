use std::io::Cursor;

use proptest::prelude::*;

use super::*;
use crate::source::{PictureFault, PictureHeader};

/// What must never be found in a published picture.
const SECRET: &[u8] = b"21.846 N 103.462 E, Nguyen Van A";

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

fn measured(bytes: &[u8]) -> Result<PictureHeader, PictureFault> {
    header(&mut Cursor::new(bytes)).unwrap()
}

/// The secret, in the file and after its end, goes; nothing else changes that a reader could see.
#[track_caller]
fn check(picture: Vec<u8>, format: PictureFormat) -> Vec<u8> {
    assert!(holds(&picture, SECRET), "nothing was planted");
    let file = [&picture, SECRET].concat();
    let before = measured(&file).unwrap();
    let clean = without_metadata(file, format).unwrap();
    assert!(!holds(&clean, SECRET), "{format:?} still holds the secret");
    assert_eq!(measured(&clean), Ok(before));
    assert_eq!(
        without_metadata(clean.clone(), format).as_ref(),
        Ok(&clean),
        "cleaning twice changes nothing"
    );
    clean
}

fn segment(marker: u8, contents: &[&[u8]]) -> Vec<u8> {
    let contents = contents.concat();
    let length = u16::try_from(contents.len() + 2).unwrap();
    [&[0xFF, marker][..], &length.to_be_bytes(), &contents].concat()
}

/// EXIF as cameras write it: an orientation, and a place name in another tag.
fn camera_exif(orientation: u8) -> Vec<u8> {
    let length = u8::try_from(SECRET.len()).unwrap();
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x02\0".to_vec();
    exif.extend([0x0E, 0x01, 2, 0, length, 0, 0, 0, 38, 0, 0, 0]);
    exif.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    exif.extend([0; 4]);
    exif.extend(SECRET);
    exif
}

const FRAME: [u8; 9] = [8, 0, 100, 0, 200, 1, 1, 0x11, 0];
const PIXELS: &[u8] = &[0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD3, 0x56];

/// A progressive photograph of 200 × 100 with secrets wherever a camera, an editor or a telephone puts them.
fn photograph(orientation: u8) -> Vec<u8> {
    [
        vec![0xFF, 0xD8],
        segment(0xE0, &[b"JFIF\0\x01\x02\x01\0\x48\0\x48\x04\x04", SECRET, &[7; 16]]),
        segment(0xE1, &[&camera_exif(orientation)]),
        segment(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>", SECRET]),
        segment(0xE2, &[b"ICC_PROFILE\0\x01\x01colours"]),
        segment(0xE2, &[b"MPF\0", SECRET]),
        segment(0xED, &[b"Photoshop 3.0\08BIM", SECRET]),
        segment(0xEE, &[b"Adobe\0\x64\0\0\0\0\x01", SECRET]),
        segment(0xFE, &[SECRET]),
        segment(0xDB, &[&[0; 65]]),
        segment(0xC2, &[&FRAME]),
        segment(0xDA, &[&[1, 1, 0, 0, 63, 0]]),
        PIXELS.to_vec(),
        segment(0xFE, &[b"between scans: ", SECRET]),
        segment(0xDA, &[&[1, 1, 0, 0, 63, 0]]),
        PIXELS.to_vec(),
        vec![0xFF, 0xD9],
    ]
    .concat()
}

#[test]
fn photographs_lose_place_camera_preview_film_and_comments() {
    let clean = check(photograph(1), PictureFormat::Jpeg);
    assert!(!holds(&clean, b"Exif"));
    for kept in [&b"ICC_PROFILE\0\x01\x01colours"[..], b"Adobe\0\x64\0\0\0\0\x01", &FRAME, PIXELS] {
        assert!(holds(&clean, kept), "{kept:?} is needed to show the picture");
    }
    assert!(clean.ends_with(&[PIXELS, &[0xFF, 0xD9]].concat()));
}

#[test]
fn a_photograph_taken_upright_stays_upright() {
    for orientation in 2..=8 {
        let clean = check(photograph(orientation), PictureFormat::Jpeg);
        let size = measured(&clean).map(|shown| (shown.width, shown.height));
        assert_eq!(size, Ok(if orientation < 5 { (200, 100) } else { (100, 200) }), "{orientation}");
        assert!(clean[20..].starts_with(b"\xFF\xE1"), "EXIF follows JFIF");
    }
}

#[test]
fn nonsense_about_the_camera_is_taken_for_upright() {
    for orientation in [0, 9, 255] {
        assert!(!holds(&check(photograph(orientation), PictureFormat::Jpeg), b"Exif"), "{orientation}");
    }
}

fn png_chunk(kind: &[u8; 4], contents: &[u8]) -> Vec<u8> {
    let length = u32::try_from(contents.len()).unwrap();
    // The walker leaves checksums alone, so any will do.
    [&length.to_be_bytes(), kind, contents, b"crc."].concat()
}

fn drawing() -> Vec<u8> {
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        png_chunk(b"IHDR", &[0, 0, 0, 200, 0, 0, 0, 100, 8, 3, 0, 0, 0]),
        png_chunk(b"gAMA", &[0, 0, 0xB1, 0x8F]),
        png_chunk(b"tEXt", &[b"Author\0", SECRET].concat()),
        png_chunk(b"eXIf", &camera_exif(6)[6..]),
        png_chunk(b"tIME", SECRET),
        png_chunk(b"PLTE", &[1, 2, 3]),
        png_chunk(b"tRNS", &[9]),
        png_chunk(b"IDAT", b"pixels"),
        png_chunk(b"iTXt", &[b"XML:com.adobe.xmp\0", SECRET].concat()),
        png_chunk(b"zTXt", SECRET),
        png_chunk(b"prVt", SECRET),
        png_chunk(b"IEND", b""),
    ]
    .concat()
}

#[test]
fn drawings_lose_texts_times_and_what_was_cut_away() {
    let clean = check(drawing(), PictureFormat::Png);
    for kept in [b"gAMA", b"PLTE", b"tRNS", b"IDAT", b"IEND"] {
        assert!(holds(&clean, kept), "{kept:?} is needed to show the picture");
    }
}

fn riff(kind: &[u8; 4], contents: &[u8]) -> Vec<u8> {
    let length = u32::try_from(contents.len()).unwrap();
    let padding: &[u8] = if contents.len() % 2 == 1 { &[0] } else { &[] };
    [kind, &length.to_le_bytes(), contents, padding].concat()
}

fn moving_webp() -> Vec<u8> {
    let frame = [vec![0; 16], riff(b"VP8L", b"pixels!"), riff(b"note", SECRET)].concat();
    let inside = [
        b"WEBP".to_vec(),
        riff(b"VP8X", &[0b0010_1110, 0, 0, 0, 199, 0, 0, 99, 0, 0]),
        riff(b"ICCP", b"colours"),
        riff(b"ANIM", &[0; 6]),
        riff(b"ANMF", &frame),
        riff(b"EXIF", &camera_exif(6)),
        riff(b"XMP ", SECRET),
        riff(b"priv", SECRET),
    ];
    riff(b"RIFF", &inside.concat())
}

#[test]
fn webp_pictures_lose_metadata_in_the_file_and_in_each_frame() {
    let clean = check(moving_webp(), PictureFormat::Webp);
    assert_eq!(clean[20], 0b0010_0010, "no chunk is promised that is gone");
    assert_eq!(u32::from_le_bytes(clean[4..8].try_into().unwrap()) as usize + 8, clean.len());
    assert!(holds(&clean, b"pixels!\0") && holds(&clean, b"ICCP"));
}

fn moving_gif() -> Vec<u8> {
    let length = [u8::try_from(SECRET.len()).unwrap()];
    let secret = [&length[..], SECRET, &[0]].concat();
    [
        b"GIF89a\xC8\0\x64\0\x80\0\0".to_vec(),
        b"black.".to_vec(),
        b"\x21\xFF\x0BNETSCAPE2.0\x03\x01\x05\0\0".to_vec(),
        [b"\x21\xFE", &secret[..]].concat(),
        [b"\x21\xFF\x0BXMP DataXMP", &secret[..]].concat(),
        [b"\x21\x01\x0C............", &secret[..]].concat(),
        b"\x21\xF9\x04\0\x0A\0\0\0".to_vec(),
        b"\x2C\0\0\0\0\xC8\0\x64\0\0\x02\x03pix\0".to_vec(),
        vec![0x3B],
    ]
    .concat()
}

#[test]
fn moving_pictures_keep_moving_without_their_comments() {
    let clean = check(moving_gif(), PictureFormat::Gif);
    for kept in [&b"\x21\xFF\x0BNETSCAPE2.0\x03\x01\x05\0\0"[..], b"\x21\xF9\x04\0\x0A\0\0\0", b"\x03pix\0"] {
        assert!(holds(&clean, kept), "{kept:?}");
    }
}

fn all() -> [(Vec<u8>, PictureFormat); 4] {
    [
        (photograph(6), PictureFormat::Jpeg),
        (drawing(), PictureFormat::Png),
        (moving_webp(), PictureFormat::Webp),
        (moving_gif(), PictureFormat::Gif),
    ]
}

#[test]
fn a_file_that_breaks_off_is_refused_wherever_it_does() {
    for (file, format) in all() {
        for length in 0..file.len() {
            let result = without_metadata(file[..length].to_vec(), format);
            assert!(result.is_err(), "{format:?} cut to {length} of {}", file.len());
            let _ = measured(&file[..length]);
        }
        assert!(without_metadata(file, format).is_ok(), "{format:?}");
    }
}

#[test]
fn a_file_of_another_format_is_refused() {
    for (file, format) in all() {
        for (_, other) in all().into_iter().filter(|(_, other)| *other != format) {
            assert_eq!(without_metadata(file.clone(), other), Err(PictureProblem::OtherFormat));
        }
    }
}

#[test]
fn what_is_no_picture_is_said_to_be_none() {
    assert_eq!(measured(b"%PDF-1.7 and so on, long enough"), Err(PictureFault::UnknownFormat));
    assert_eq!(measured(b""), Err(PictureFault::Broken));
    assert_eq!(measured(&photograph(1)[..40]), Err(PictureFault::Broken));
    let flat = [&b"\x89PNG\r\n\x1a\n"[..], &png_chunk(b"IHDR", &[0; 13])].concat();
    assert_eq!(measured(&flat), Err(PictureFault::Broken), "no pixels across");
}

proptest! {
    /// Whatever the bytes, there is an answer, and what was cleaned once is clean.
    #[test]
    fn damaged_files_never_panic(
        which in 0..4_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
    ) {
        let (mut file, format) = all()[which].clone();
        for (at, byte) in changes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        let _ = measured(&file);
        if let Ok(clean) = without_metadata(file.clone(), format) {
            prop_assert_eq!(without_metadata(clean.clone(), format), Ok(clean));
        }
    }

    #[test]
    fn random_bytes_never_panic(
        which in 0..4_usize,
        bytes in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let starts: [&[u8]; 4] =
            [b"\xFF\xD8\xFF", b"\x89PNG\r\n\x1a\n", b"RIFF\x40\0\0\0WEBP", b"GIF89a"];
        let file = [starts[which], &bytes].concat();
        let _ = measured(&file);
        let _ = without_metadata(file, all()[which].1);
    }
}
