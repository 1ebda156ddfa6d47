//! Finds what a browser or a server would run in a file that is published as it is.
//!
//! A file of `content/files/` is copied, not made, so nothing in it is escaped. Judges by the name, as servers choose
//! the type they send, and then by the bytes. Changes nothing: a file with something to run in it is not published,
//! since whoever cleans it would have to read it exactly as every browser does.

mod markup;
mod style;

use crate::source::{ActiveKind, ActivePart};

/// The names of programs that servers run before they send a file, anywhere among the endings: some servers take
/// `anh.php.jpg` for a program, too. PHP with a number counts by itself.
const RUN_BY_SERVERS: [&str; 36] = [
    "asa", "ascx", "ashx", "asmx", "asp", "aspx", "axd", "cer", "cfc", "cfm", "cfml", "cgi", "cshtml",
    "fcgi", "jhtml", "jsp", "jspf", "jspx", "jsw", "jsv", "phar", "phps", "phpt", "pht", "phtm", "phtml",
    "rhtml", "rpy", "shtm", "shtml", "soap", "ssi", "stm", "svc", "vbhtml", "wsgi",
];
/// Programs that servers run where they are told to. Only at the end of a name, since `12.PL.pdf` is an appendix (phụ
/// lục).
const SCRIPTS: [&str; 15] =
    ["adp", "cjs", "cts", "erb", "go", "jsx", "lua", "mts", "pl", "py", "rb", "sh", "tcl", "ts", "tsx"];
/// Files that are nothing but something to run, or that hide what they hold.
const RUN_BY_BROWSERS: [&str; 11] =
    ["hta", "htc", "htt", "js", "mht", "mhtml", "mjs", "svgz", "swf", "xsl", "xslt"];
const HTML: [&str; 7] = ["htm", "html", "htmls", "hxt", "xht", "xhtm", "xhtml"];
const XML: [&str; 10] = ["atom", "gpx", "kml", "mml", "rdf", "rss", "svg", "wsdl", "xml", "xsd"];
/// What every server knows by another type than HTML, so that no browser guesses.
const NEVER_GUESSED: [&str; 33] = [
    "7z", "avi", "bmp", "css", "csv", "doc", "docx", "epub", "gif", "gz", "ico", "ics", "jpeg", "jpg",
    "json", "mp3", "mp4", "odp", "ods", "odt", "ogg", "pdf", "png", "ppt", "pptx", "rtf", "txt", "wav",
    "webm", "webp", "xls", "xlsx", "zip",
];
/// Endings of packed files that some servers take for a way of sending what is named before them, and browsers
/// unpack; some even send `index.html.gz` to whoever asks for `index.html`.
const PACKED: [&str; 6] = ["br", "bz2", "deflate", "gz", "z", "zst"];

/// What a file is served as, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Served {
    /// As something to run, or nothing that anybody could look into.
    Program,
    Html,
    Xml,
    /// As something that is never run.
    Fixed,
    /// As what a server or a browser makes of it.
    Guessed,
}

/// How much of a file must be read to judge it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Nothing: its name says enough.
    Nothing,
    /// Its blanks at the beginning, and a few bytes more: XML begins behind any number of them.
    Start,
    /// All of it.
    Whole,
}

/// How much of a file [`first`] wants to see, by its name.
pub fn reach(name: &str) -> Reach {
    match served(name) {
        Served::Program | Served::Fixed => Reach::Nothing,
        Served::Html | Served::Xml => Reach::Whole,
        Served::Guessed => Reach::Start,
    }
}

/// Whether bytes at the beginning of a file could all be blanks, in whatever encoding.
pub fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| byte.is_ascii_whitespace() || b"\0\xEF\xBB\xBF\xFE\xFF".contains(byte))
}

/// The first thing in a file that would run, lead out of the site or load something; `bytes` are what [`reach`] asks
/// for.
pub fn first(name: &str, bytes: &[u8]) -> Option<ActivePart> {
    let whole = |kind, what: &str| Some(ActivePart { kind, what: what.to_owned(), at: 0..0 });
    match served(name) {
        Served::Program => whole(ActiveKind::Program, endings(name).last().map_or("", |ending| ending)),
        Served::Fixed => None,
        Served::Xml => markup::first(bytes),
        Served::Html if is_in_another_encoding(bytes) => whole(ActiveKind::Encoding, "UTF-16"),
        Served::Html => first_tag(bytes),
        Served::Guessed if begins_in_utf16(bytes) => whole(ActiveKind::Encoding, "UTF-16"),
        Served::Guessed => {
            first_tag(bytes).filter(|part| without_mark(&bytes[..part.at.start]).trim_ascii().is_empty())
        }
    }
}

/// Servers look at the last ending, or at the last one that they know: to Apache, `trang.html.vi` is HTML in
/// Vietnamese, and `trang.html.pdf` is a PDF.
fn served(name: &str) -> Served {
    let endings = endings(name);
    let last = endings.last().map_or("", |ending| ending);
    if SCRIPTS.contains(&last) || endings.iter().any(|ending| is_run_anywhere(ending)) {
        return Served::Program;
    }
    let unpacked = endings.iter().rev().skip_while(|ending| PACKED.contains(&ending.as_str()));
    let known = unpacked.map(|ending| by_ending(ending)).find(|served| *served != Served::Guessed);
    match known {
        Some(Served::Program | Served::Html | Served::Xml) if PACKED.contains(&last) => Served::Program,
        Some(Served::Program) => Served::Program,
        Some(Served::Html) => Served::Html,
        // Whatever else the last ending is to a server, to browsers it may be HTML; and all XML begins with markup.
        _ => by_ending(last),
    }
}

fn by_ending(ending: &str) -> Served {
    if RUN_BY_BROWSERS.contains(&ending) {
        Served::Program
    } else if HTML.contains(&ending) {
        Served::Html
    } else if XML.contains(&ending) {
        Served::Xml
    } else if NEVER_GUESSED.contains(&ending) {
        Served::Fixed
    } else {
        Served::Guessed
    }
}

fn is_run_anywhere(ending: &str) -> bool {
    let is_numbered = |rest: &str| rest.bytes().all(|letter| letter.is_ascii_digit());
    RUN_BY_SERVERS.contains(&ending) || ending.strip_prefix("php").is_some_and(is_numbered)
}

/// In small letters, without the spaces and dots behind them that some disks take away.
fn endings(name: &str) -> Vec<String> {
    let file = name.rsplit('/').next().unwrap_or(name).trim_end_matches([' ', '.']);
    file.split('.').skip(1).map(|ending| ending.trim_end().to_ascii_lowercase()).collect()
}

/// Tags of HTML can be written in UTF-16, where the first bytes, or a server, say so, and be broken up by the signs
/// with which Japanese text changes its alphabet: browsers guess that encoding.
fn is_in_another_encoding(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xFF, 0xFE])
        || bytes.starts_with(&[0xFE, 0xFF])
        || bytes.iter().any(|byte| matches!(byte, 0 | 0x1B))
}

/// Whether a file begins with markup in UTF-16: XML may, with a mark or without.
fn begins_in_utf16(bytes: &[u8]) -> bool {
    [u16::from_le_bytes, u16::from_be_bytes].into_iter().any(|unit| {
        let mut signs = bytes
            .chunks_exact(2)
            .map(|pair| char::from_u32(u32::from(unit([pair[0], pair[1]]))).unwrap_or('\u{FFFD}'))
            .skip_while(|sign| sign.is_ascii_whitespace() || *sign == '\u{FEFF}');
        signs.next() == Some('<')
            && signs.next().is_some_and(|sign| opens(u8::try_from(sign).unwrap_or(b'_')))
    })
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// Whether a `<` before it begins markup; names of XML begin with more letters than those of HTML.
fn opens(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || !byte.is_ascii() || b"/!?_:".contains(&byte)
}

/// The first tag, comment or declaration.
fn first_tag(bytes: &[u8]) -> Option<ActivePart> {
    let at = bytes.windows(2).position(|pair| pair[0] == b'<' && opens(pair[1]))?;
    let name: String = bytes[at..]
        .iter()
        .skip(1)
        .take(20)
        .map(|byte| char::from(*byte))
        .take_while(|letter| letter.is_ascii_alphanumeric() || "/!?-_:".contains(*letter))
        .collect();
    Some(ActivePart { kind: ActiveKind::Page, at: at..at + name.len() + 1, what: format!("<{name}") })
}

#[cfg(test)]
mod tests;
