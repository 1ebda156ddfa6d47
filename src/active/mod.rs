//! Finds what a browser or a server would run in a file that is published as it is.
//!
//! A file of `content/files/` is copied, not made, so nothing in it is escaped. Judges by the name, as servers choose
//! the type they send, and then by the bytes. Changes nothing: a file with something to run in it is not published,
//! since whoever cleans it would have to read it exactly as every browser does.

mod markup;
mod style;

use crate::source::{ActiveKind, ActivePart};

/// The names of programs that servers run before they send a file, anywhere among the endings: some servers take
/// `anh.php.jpg` for a program, too.
const RUN_BY_SERVERS: [&str; 18] = [
    "asa", "ashx", "asp", "aspx", "cer", "cgi", "jsp", "jspx", "phar", "php", "php3", "php4", "php5", "php7",
    "phtml", "shtm", "shtml", "stm",
];
/// Files that are nothing but something to run, or that hide what they hold.
const RUN_BY_BROWSERS: [&str; 9] = ["hta", "htc", "js", "mht", "mhtml", "mjs", "svgz", "swf", "xsl"];
const HTML: [&str; 4] = ["htm", "html", "xht", "xhtml"];
const XML: [&str; 10] = ["atom", "gpx", "kml", "mml", "rdf", "rss", "svg", "wsdl", "xml", "xsd"];
/// What every server knows by another type than HTML, so that no browser guesses.
const NEVER_GUESSED: [&str; 32] = [
    "7z", "avi", "bmp", "css", "csv", "doc", "docx", "epub", "gif", "gz", "ico", "ics", "jpeg", "jpg",
    "json", "mp3", "mp4", "odp", "ods", "odt", "ogg", "pdf", "png", "ppt", "pptx", "rtf", "txt", "wav",
    "webm", "webp", "xls", "zip",
];
/// How far browsers look into a file whose type they were not told.
///
/// <https://mimesniff.spec.whatwg.org/#reading-the-resource-header>
const GUESSED_FROM: usize = 1445;

/// How much of a file must be read to judge it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Nothing: its name says enough.
    Nothing,
    /// Its first bytes.
    Head(usize),
    /// All of it.
    Whole,
}

/// How much of a file [`first`] wants to see, by its name.
pub fn reach(name: &str) -> Reach {
    let ending = ending(name);
    if is_run(name) || NEVER_GUESSED.contains(&ending.as_str()) || ending == "xlsx" {
        Reach::Nothing
    } else if HTML.contains(&ending.as_str()) || XML.contains(&ending.as_str()) {
        Reach::Whole
    } else {
        Reach::Head(GUESSED_FROM)
    }
}

/// The first thing in a file that would run, lead out of the site or load something; `bytes` are what [`reach`] asks
/// for.
pub fn first(name: &str, bytes: &[u8]) -> Option<ActivePart> {
    let ending = ending(name);
    let whole = |kind, what: &str| Some(ActivePart { kind, what: what.to_owned(), at: 0..0 });
    if is_run(name) {
        return whole(ActiveKind::Program, &ending);
    }
    match reach(name) {
        Reach::Nothing => None,
        Reach::Head(_) => first_tag(bytes).filter(|part| bytes[..part.at.start].trim_ascii().is_empty()),
        Reach::Whole if !HTML.contains(&ending.as_str()) => markup::first(bytes),
        Reach::Whole if has_utf16_mark(bytes) => whole(ActiveKind::Encoding, "UTF-16"),
        Reach::Whole => first_tag(bytes),
    }
}

fn is_run(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name).to_ascii_lowercase();
    let mut endings = file.split('.').skip(1).map(|ending| ending.trim_end());
    RUN_BY_BROWSERS.contains(&ending(name).as_str()) || endings.any(|ending| RUN_BY_SERVERS.contains(&ending))
}

/// In small letters, without the spaces and dots behind it that some disks take away.
fn ending(name: &str) -> String {
    let file = name.rsplit('/').next().unwrap_or(name).trim_end_matches([' ', '.']);
    file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

/// Tags of HTML can be written in UTF-16, too, where the first bytes say so; a file of no known type that begins with
/// them is taken for plain text.
fn has_utf16_mark(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF])
}

/// The first tag, comment or declaration.
fn first_tag(bytes: &[u8]) -> Option<ActivePart> {
    let (skipped, bytes) = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => (3, rest),
        None => (0, bytes),
    };
    let opens = |pair: &[u8]| pair[0] == b'<' && (pair[1].is_ascii_alphabetic() || b"/!?".contains(&pair[1]));
    let at = bytes.windows(2).position(opens)?;
    let name: String = bytes[at..]
        .iter()
        .skip(1)
        .take(20)
        .map(|byte| char::from(*byte))
        .take_while(|letter| letter.is_ascii_alphanumeric() || "/!?-".contains(*letter))
        .collect();
    let length = name.len() + 1;
    Some(ActivePart {
        kind: ActiveKind::Page,
        what: format!("<{name}"),
        at: skipped + at..skipped + at + length,
    })
}

#[cfg(test)]
mod tests;
