//! Whether a style could fetch something. Reads no CSS: looks for the few ways to name an address.

/// Ways to name an address without `url(`, to load other styles, or to run something in browsers of long ago.
const REACHING: [&str; 9] = [
    "@import",
    "@namespace",
    "image-set(",
    "image(",
    "cross-fade(",
    "src(",
    "expression(",
    "-moz-binding",
    "javascript:",
];
/// What an address may begin with: a part of the same file, a picture or a font in it.
const INSIDE: [&str; 8] = [
    "#",
    "data:image/png",
    "data:image/jpeg",
    "data:image/gif",
    "data:image/webp",
    "data:font/",
    "data:application/font",
    "data:application/x-font",
];

/// The first words of a style that reach out of its file; `None` where none do.
///
/// A backslash may spell any of them in another way, so a style with one is not trusted.
pub(super) fn reaches_out(style: &str) -> Option<String> {
    let style = style.to_ascii_lowercase();
    if style.contains('\\') {
        return Some("\\".to_owned());
    }
    if let Some(found) = REACHING.iter().find(|word| style.contains(**word)) {
        return Some((*found).to_owned());
    }
    let outside = style
        .split("url(")
        .skip(1)
        .find(|rest| !is_inside(rest.trim_start_matches(['"', '\'', ' ', '\t', '\n'])));
    outside.map(|rest| {
        format!("url({}", rest.chars().take_while(|letter| *letter != ')').take(40).collect::<String>())
    })
}

/// Whether an address leads nowhere but into the file itself.
pub(super) fn is_inside(address: &str) -> bool {
    let address = address.trim_start().to_ascii_lowercase();
    INSIDE.iter().any(|start| address.starts_with(start))
}
