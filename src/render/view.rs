//! What a page shows, before any template has seen it: a value that can be told from another.
//!
//! Knows no template engine; [`Engine`](super::engine::Engine) turns it into what templates read.

use std::cell::Cell;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use super::RenderError;
use super::engine::Fields;
use crate::cache::Part;
use crate::digest::Digest;

/// What a page shows, or what stands around it: a struct whose fields are names in a template.
pub struct View<'a>(Box<dyn Shown + 'a>);

impl<'a> View<'a> {
    /// Takes a struct whole: nothing is made of it before it is asked for.
    pub fn of(fields: impl Serialize + 'a) -> Self {
        Self(Box::new(fields))
    }

    /// The hash of each field, added to `parts`; `prefix` stands before the names. `buffer` is emptied and used.
    ///
    /// # Errors
    ///
    /// [`RenderError::Template`] where a field can't be written down.
    pub fn parts(
        &self,
        prefix: &str,
        buffer: &mut Vec<u8>,
        parts: &mut Vec<Part>,
    ) -> Result<(), RenderError> {
        buffer.clear();
        let cuts = self.0.write(buffer).map_err(|error| RenderError::Template(error.to_string()))?;
        let ends = cuts.iter().skip(1).copied().chain([buffer.len()]);
        for (start, end) in cuts.iter().zip(ends) {
            let bytes = &buffer[*start..end];
            let name = bytes.split(|byte| *byte == b'"').nth(1).unwrap_or_default();
            let name = format!("{prefix}{}", String::from_utf8_lossy(name));
            parts.push(Part { name, digest: Digest::of(bytes) });
        }
        Ok(())
    }

    /// What templates read.
    ///
    /// # Errors
    ///
    /// [`RenderError::Template`] where a field is nothing that a template can hold.
    pub fn fields(&self) -> Result<Fields, RenderError> {
        self.0.fields()
    }
}

/// A struct of any type.
trait Shown {
    /// Writes the fields down, and gives where each begins.
    fn write(&self, to: &mut Vec<u8>) -> serde_json::Result<Vec<usize>>;

    fn fields(&self) -> Result<Fields, RenderError>;
}

impl<T: Serialize> Shown for T {
    fn write(&self, to: &mut Vec<u8>) -> serde_json::Result<Vec<usize>> {
        let written = Cell::new(to.len());
        let mut cuts = Cuts { written: &written, depth: 0, at: Vec::new() };
        let mut serializer = Serializer::with_formatter(Counted { to, written: &written }, &mut cuts);
        self.serialize(&mut serializer)?;
        Ok(cuts.at)
    }

    fn fields(&self) -> Result<Fields, RenderError> {
        Fields::of(self)
    }
}

/// Counts what is written.
struct Counted<'a> {
    to: &'a mut Vec<u8>,
    written: &'a Cell<usize>,
}

impl Write for Counted<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.to.extend_from_slice(bytes);
        self.written.set(self.to.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes JSON without spaces, and notes where the fields of the outermost object begin.
struct Cuts<'a> {
    written: &'a Cell<usize>,
    depth: usize,
    at: Vec<usize>,
}

impl Formatter for &mut Cuts<'_> {
    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth += 1;
        CompactFormatter.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth -= 1;
        CompactFormatter.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        CompactFormatter.begin_object_key(writer, first)?;
        if self.depth == 1 {
            self.at.push(self.written.get());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Inner {
        name: &'static str,
    }

    #[derive(Serialize)]
    struct Outer {
        title: &'static str,
        list: Vec<Inner>,
        note: Option<&'static str>,
    }

    fn parts(outer: Outer) -> Vec<Part> {
        let mut parts = Vec::new();
        View::of(outer).parts("x.", &mut b"left over".to_vec(), &mut parts).unwrap();
        parts
    }

    fn outer() -> Outer {
        Outer { title: "Một \"hai\"", list: vec![Inner { name: "a" }, Inner { name: "b" }], note: None }
    }

    #[test]
    fn each_field_has_a_name_and_a_hash_of_its_own() {
        let before = parts(outer());
        let names: Vec<&str> = before.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(names, ["x.title", "x.list", "x.note"]);
        let changed = |outer: Outer| {
            let now = parts(outer);
            let changed = before.iter().zip(&now).filter(|(a, b)| a.digest != b.digest);
            changed.map(|(part, _)| part.name.clone()).collect::<Vec<_>>()
        };
        assert!(changed(outer()).is_empty());
        assert_eq!(changed(Outer { list: vec![Inner { name: "a" }], ..outer() }), ["x.list"]);
        assert_eq!(changed(Outer { note: Some(""), ..outer() }), ["x.note"]);
    }
}
