//! SVG and other XML: which elements, attributes and declarations only draw.
//!
//! A list of what is safe, not of what is not: the drawing elements of SVG pass, those of HTML and MathML never, and
//! elements of namespaces that no browser knows do nothing. What can't be read is not trusted, since browsers show
//! a file up to where it breaks.

use std::ops::Range;

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use super::style::{is_inside, reaches_out};
use crate::source::{ActiveKind, ActivePart};

const SVG: &str = "http://www.w3.org/2000/svg";
const HTML: &str = "http://www.w3.org/1999/xhtml";
const MATHML: &str = "http://www.w3.org/1998/Math/MathML";

/// The elements of SVG 1.1 and 2 that draw, group or describe. Left out are `script`, `foreignObject`, `a`, what
/// plays, and `animate` and `set`, which can give an element a new address.
const DRAWING: [&str; 61] = [
    "animateMotion",
    "animateTransform",
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feImage",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "font",
    "font-face",
    "g",
    "glyph",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "metadata",
    "missing-glyph",
    "mpath",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tspan",
    "use",
];

/// The attributes of SVG that hold a name or words, in small letters, and never a style.
const NAMES: [&str; 14] = [
    "alt",
    "class",
    "desc",
    "g1",
    "g2",
    "glyph-name",
    "id",
    "label",
    "lang",
    "name",
    "title",
    "u1",
    "u2",
    "unicode",
];

/// The first thing in a file that would run or reach out of it.
pub(super) fn first(bytes: &[u8]) -> Option<ActivePart> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Some(ActivePart { kind: ActiveKind::Encoding, what: "UTF-8".to_owned(), at: 0..0 });
    };
    // No XML has them; to a reader of UTF-16, or of Japanese, what stands around them is something else.
    if let Some(at) = bytes.iter().position(|byte| *byte < b' ' && !byte.is_ascii_whitespace()) {
        return Some(ActivePart { kind: ActiveKind::Encoding, what: "UTF-8".to_owned(), at: at..at });
    }
    let mut walk = Walk { reader: NsReader::from_str(text), style: None, open: 0 };
    loop {
        let start = walk.position();
        match walk.step() {
            Ok(true) => {}
            Ok(false) => return None,
            Err((kind, what)) => {
                let end = walk.position().max(start).min(text.len());
                return Some(ActivePart { kind, what, at: first_line(text, start..end) });
            }
        }
    }
}

/// Only the first line of what is at fault, so that a message can show it.
fn first_line(text: &str, at: Range<usize>) -> Range<usize> {
    let words = text.get(at.clone()).unwrap_or_default();
    let blank = words.len() - words.trim_start().len();
    let start = at.start + blank;
    start..words.trim_start().find('\n').map_or(at.end, |length| start + length)
}

/// What is wrong, and its name.
type Fault = (ActiveKind, String);

struct Walk<'a> {
    reader: NsReader<&'a [u8]>,
    /// The words of a `style` element that is open.
    style: Option<String>,
    open: usize,
}

impl Walk<'_> {
    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// Reads one event; `false` at the end.
    fn step(&mut self) -> Result<bool, Fault> {
        let in_style = self.style.is_some();
        let (namespace, event) = self.reader.read_resolved_event().map_err(|error| unreadable(&error))?;
        let namespace = match namespace {
            ResolveResult::Bound(Namespace(name)) => name,
            ResolveResult::Unbound => "",
            ResolveResult::Unknown(prefix) => return Err((ActiveKind::Unreadable, prefix)),
        };
        match event {
            Event::Start(tag) => {
                element(namespace, &tag, in_style)?;
                self.open += 1;
                self.style = (namespace == SVG && local(&tag) == "style").then(String::new);
            }
            Event::Empty(tag) => element(namespace, &tag, in_style)?,
            Event::End(_) => {
                self.open = self.open.saturating_sub(1);
                if let Some(reaching) = self.style.take().and_then(|style| reaches_out(&style)) {
                    return Err((ActiveKind::Outside, reaching));
                }
            }
            Event::Text(words) => self.words(&words),
            Event::CData(words) => self.words(&words),
            Event::GeneralRef(reference) => {
                let words = reference.resolve_char_ref().map_err(|error| unreadable(&error))?;
                let known = matches!(&*reference, "amp" | "lt" | "gt" | "quot" | "apos");
                match (words, known) {
                    (Some(letter), _) => self.words(letter.encode_utf8(&mut [0; 4])),
                    (None, true) => self.words(" "),
                    (None, false) => return Err((ActiveKind::Declaration, format!("&{};", &*reference))),
                }
            }
            Event::DocType(declared) if declared.contains('[') => {
                return Err((ActiveKind::Declaration, "DOCTYPE".to_owned()));
            }
            Event::PI(instruction) if instruction.target().eq_ignore_ascii_case("xml-stylesheet") => {
                return Err((ActiveKind::Outside, "xml-stylesheet".to_owned()));
            }
            Event::Decl(declared) => match declared.encoding() {
                Some(Ok(name)) if !["utf-8", "us-ascii"].contains(&name.to_ascii_lowercase().as_str()) => {
                    return Err((ActiveKind::Encoding, name.into_owned()));
                }
                Some(Err(error)) => return Err(unreadable(&error)),
                _ => {}
            },
            Event::Eof if self.open > 0 => return Err((ActiveKind::Unreadable, "</".to_owned())),
            Event::Eof => return Ok(false),
            Event::DocType(_) | Event::PI(_) | Event::Comment(_) => {}
        }
        Ok(true)
    }

    fn words(&mut self, words: &str) {
        if let Some(style) = &mut self.style {
            style.push_str(words);
        }
    }
}

fn unreadable(error: &dyn std::fmt::Display) -> Fault {
    (ActiveKind::Unreadable, error.to_string())
}

fn local(tag: &BytesStart<'_>) -> String {
    tag.local_name().as_ref().to_owned()
}

/// Whether an element and its attributes do nothing but draw.
///
/// In a style nothing does: browsers leave out the words of an element there and join those around it.
fn element(namespace: &str, tag: &BytesStart<'_>, in_style: bool) -> Result<(), Fault> {
    let name = local(tag);
    let draws = match namespace {
        SVG => DRAWING.contains(&name.as_str()),
        HTML | MATHML => false,
        _ => true,
    };
    if !draws || in_style {
        return Err((ActiveKind::Element, format!("<{name}")));
    }
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| unreadable(&error))?;
        let value = attribute
            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .map_err(|error| unreadable(&error))?;
        let key = attribute.key.local_name().as_ref().to_ascii_lowercase();
        if attribute.key.as_namespace_binding().is_some() {
            // The reader takes the name of a namespace as it is written, browsers as it reads.
            if attribute.value.contains('&') {
                return Err((ActiveKind::Declaration, attribute.value.into_owned()));
            }
        } else if namespace == SVG {
            let is_prefixed = attribute.key.prefix().is_some_and(|prefix| !prefix.as_ref().is_empty());
            drawing_attribute(&key, &value, is_style(&key) && !is_prefixed)?;
        }
    }
    Ok(())
}

/// Whether browsers may read an attribute as a style: most of those that draw, `fill` and `mask` as well as `style`.
///
/// Also those that nobody knows yet; not those that hold a name or words, where anything may stand.
fn is_style(key: &str) -> bool {
    !NAMES.contains(&key) && !key.starts_with("data-") && !key.starts_with("aria-")
}

fn drawing_attribute(key: &str, value: &str, is_style: bool) -> Result<(), Fault> {
    if key.starts_with("on") {
        return Err((ActiveKind::Handler, key.to_owned()));
    }
    if matches!(key, "href" | "src" | "base") && !is_inside(value) && !value.trim().is_empty() {
        return Err((ActiveKind::Outside, value.chars().take(60).collect()));
    }
    if key == "attributename" && !matches!(value, "transform" | "gradientTransform" | "patternTransform") {
        return Err((ActiveKind::Element, format!("attributeName=\"{value}\"")));
    }
    match reaches_out(value).filter(|_| is_style || value.to_ascii_lowercase().contains("url(")) {
        Some(reaching) => Err((ActiveKind::Outside, reaching)),
        None => Ok(()),
    }
}
