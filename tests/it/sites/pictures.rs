//! Published pictures say nothing but what they show, and pages keep their place free.

use crate::support::built::{ALL, Whole};
use crate::support::html::tags;

/// Names of metadata in the four formats, and the word that all metadata of the odd site's pictures hold.
const METADATA: [&str; 9] = [
    "LO-THIEN",
    "http://ns.adobe.com/xap",
    "x:xmpmeta",
    "Photoshop 3.0",
    "tEXt",
    "iTXt",
    "zTXt",
    "eXIf",
    "GPS",
];

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|found| found == word.as_bytes())
}

fn is_picture(address: &str) -> bool {
    [".jpg", ".png", ".webp", ".gif"].iter().any(|ending| address.ends_with(ending))
}

#[test]
fn published_pictures_hold_no_metadata() {
    let planted = crate::support::built::files(Whole::Odd.copy().path());
    let endings = ["dung.jpg", "chu.png", "nen.webp", "dong.gif"];
    for ending in endings {
        let (_, bytes) = planted.iter().find(|(path, _)| path.ends_with(ending)).unwrap();
        assert!(holds(bytes, "LO-THIEN"), "nothing is planted in {ending}");
        assert!(Whole::Odd.built().files.keys().any(|address| address.ends_with(ending)), "no {ending}");
    }
    for site in ALL {
        for (address, bytes) in site.built().files.iter().filter(|(address, _)| is_picture(address)) {
            let found: Vec<&str> = METADATA.into_iter().filter(|word| holds(bytes, word)).collect();
            assert!(found.is_empty(), "{site:?}: {address} holds {found:?}");
        }
    }
}

#[test]
fn every_picture_has_its_size_and_its_words() {
    for site in ALL {
        for (address, html) in site.built().pages() {
            for tag in tags(html).iter().filter(|tag| tag.name == "img") {
                let size = |name| tag.attribute(name).and_then(|size| size.parse::<u32>().ok());
                assert!(size("width") > Some(0) && size("height") > Some(0), "{site:?}: {address}: {tag:?}");
                assert!(tag.attribute("alt").is_some(), "{site:?}: {address}: {tag:?}");
            }
        }
    }
}

#[test]
fn a_photograph_that_lies_on_its_side_stands_upright() {
    let built = Whole::Odd.built();
    let page = tags(built.page("tin/2024/anh.html"));
    let picture = page.iter().find(|tag| tag.attribute("src") == Some("anh/dung.jpg")).unwrap();
    assert_eq!((picture.attribute("width"), picture.attribute("height")), (Some("40"), Some("64")));
    // The one entry that is kept: tag 0x0112, a short, once, with the value 6.
    let orientation = b"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06";
    assert!(built.files["tin/2024/anh/dung.jpg"].windows(10).any(|found| found == orientation));
}
