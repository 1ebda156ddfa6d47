//! A page's view, field by field: what it is told from another by.

use serde::Serialize;
use serde::ser::{Error as _, Impossible, SerializeStruct, Serializer};

use crate::digest::Digest;
use crate::serial::refuse;

/// A field of what a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is a field of: nothing for the page's own view.
    pub of: &'static str,
    /// Its name, as templates know it.
    pub name: &'static str,
    /// The hash of its value.
    pub digest: Digest,
}

impl Part {
    /// The name by which people are told of it: `title`, `frame.title`.
    pub fn full_name(&self) -> String {
        match self.of {
            "" => self.name.to_owned(),
            of => format!("{of}.{}", self.name),
        }
    }

    /// Adds each field of a struct to `parts`. `buffer` is emptied and used.
    ///
    /// # Errors
    ///
    /// What is wrong with a value that is no struct, or with a field that can't be written down.
    pub fn add_all(
        of: &'static str,
        fields: &(impl Serialize + ?Sized),
        buffer: &mut Vec<u8>,
        parts: &mut Vec<Self>,
    ) -> Result<(), String> {
        fields.serialize(Fields { of, buffer, parts }).map_err(|error| error.to_string())
    }
}

/// Takes a struct, and hashes each field as it comes.
struct Fields<'a> {
    of: &'static str,
    buffer: &'a mut Vec<u8>,
    parts: &'a mut Vec<Part>,
}

impl SerializeStruct for Fields<'_> {
    type Ok = ();
    type Error = postcard::Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), postcard::Error> {
        self.buffer.clear();
        *self.buffer = postcard::to_extend(value, std::mem::take(self.buffer))?;
        self.parts.push(Part { of: self.of, name, digest: Digest::of(self.buffer) });
        Ok(())
    }

    fn end(self) -> Result<(), postcard::Error> {
        Ok(())
    }
}

/// Nothing else has fields.
type NoFields = Impossible<(), postcard::Error>;

impl<'a> Serializer for Fields<'a> {
    type Ok = ();
    type Error = postcard::Error;
    type SerializeSeq = NoFields;
    type SerializeTuple = NoFields;
    type SerializeTupleStruct = NoFields;
    type SerializeTupleVariant = NoFields;
    type SerializeMap = NoFields;
    type SerializeStruct = Fields<'a>;
    type SerializeStructVariant = NoFields;

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, postcard::Error> {
        Ok(self)
    }

    refuse! { postcard::Error::custom("no struct");
        serialize_bool(bool) -> (), serialize_i8(i8) -> (), serialize_i16(i16) -> (), serialize_i32(i32) -> (),
        serialize_i64(i64) -> (), serialize_u8(u8) -> (), serialize_u16(u16) -> (), serialize_u32(u32) -> (),
        serialize_u64(u64) -> (), serialize_f32(f32) -> (), serialize_f64(f64) -> (), serialize_char(char) -> (),
        serialize_str(&str) -> (), serialize_bytes(&[u8]) -> (), serialize_none() -> (), serialize_unit() -> (),
        serialize_some<T>(&T) -> (),
        serialize_unit_struct(&'static str) -> (),
        serialize_unit_variant(&'static str, u32, &'static str) -> (),
        serialize_newtype_struct<T>(&'static str, &T) -> (),
        serialize_newtype_variant<T>(&'static str, u32, &'static str, &T) -> (),
        serialize_seq(Option<usize>) -> NoFields, serialize_tuple(usize) -> NoFields,
        serialize_tuple_struct(&'static str, usize) -> NoFields,
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> NoFields,
        serialize_map(Option<usize>) -> NoFields,
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> NoFields,
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

    fn parts(outer: &Outer) -> Vec<Part> {
        let mut parts = Vec::new();
        Part::add_all("x", outer, &mut b"left over".to_vec(), &mut parts).unwrap();
        parts
    }

    fn outer() -> Outer {
        Outer { title: "Một \"hai\"", list: vec![Inner { name: "a" }, Inner { name: "b" }], note: None }
    }

    #[test]
    fn each_field_has_a_name_and_a_hash_of_its_own() {
        let before = parts(&outer());
        let names: Vec<String> = before.iter().map(Part::full_name).collect();
        assert_eq!(names, ["x.title", "x.list", "x.note"]);
        let changed = |outer: Outer| {
            let now = parts(&outer);
            let changed = before.iter().zip(&now).filter(|(a, b)| a.digest != b.digest);
            changed.map(|(part, _)| part.name).collect::<Vec<_>>()
        };
        assert!(changed(outer()).is_empty());
        assert_eq!(changed(Outer { list: vec![Inner { name: "a" }], ..outer() }), ["list"]);
        assert_eq!(changed(Outer { list: vec![Inner { name: "ab" }], ..outer() }), ["list"]);
        assert_eq!(changed(Outer { note: Some(""), ..outer() }), ["note"]);
    }

    #[test]
    fn what_is_no_struct_is_refused() {
        let mut parts = Vec::new();
        assert!(Part::add_all("", "text", &mut Vec::new(), &mut parts).is_err());
        assert!(Part::add_all("", &[1, 2], &mut Vec::new(), &mut parts).is_err());
        assert!(parts.is_empty());
    }
}
