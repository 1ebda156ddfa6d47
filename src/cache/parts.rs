//! A page's view, field by field: what it is told from another by.

use serde::Serialize;
use serde::ser::{Error as _, Impossible, SerializeStruct, Serializer};

use crate::digest::Digest;
use crate::serial::refuse;

/// What a page shows, as the fields that templates know, each written down behind the one before it.
#[derive(Debug, Default)]
pub struct Parts {
    written: Vec<u8>,
    fields: Vec<Field>,
}

/// A field of what a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// What it is a field of: nothing for the page's own view.
    of: &'static str,
    name: &'static str,
    /// A short hash of its value. It tells which fields have changed; whether any has, [`Parts::digest`] decides.
    pub check: u16,
}

impl Field {
    /// The name by which people are told of it: `title`, `frame.title`.
    pub fn full_name(&self) -> String {
        match self.of {
            "" => self.name.to_owned(),
            of => format!("{of}.{}", self.name),
        }
    }
}

impl Parts {
    /// Adds each field of a struct.
    ///
    /// # Errors
    ///
    /// What is wrong with a value that is no struct, or with a field that can't be written down.
    pub fn add(&mut self, of: &'static str, fields: &(impl Serialize + ?Sized)) -> Result<(), String> {
        fields.serialize(Adding { of, parts: self }).map_err(|error| error.to_string())
    }

    /// Forgets all, to be used for another page.
    pub fn clear(&mut self) {
        self.written.clear();
        self.fields.clear();
    }

    /// The hash of all that was added.
    pub fn digest(&self) -> Digest {
        Digest::of(&self.written)
    }

    /// Every field, in the order in which they were added.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }
}

/// Takes a struct, field by field.
struct Adding<'a> {
    of: &'static str,
    parts: &'a mut Parts,
}

impl SerializeStruct for Adding<'_> {
    type Ok = ();
    type Error = postcard::Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), postcard::Error> {
        let Parts { written, fields } = &mut *self.parts;
        let from = written.len();
        *written = postcard::to_extend(value, std::mem::take(written))?;
        let check = (crc32fast::hash(&written[from..]) & 0xffff) as u16;
        // Where one ends and the next begins.
        written.extend(((written.len() - from) as u64).to_le_bytes());
        fields.push(Field { of: self.of, name, check });
        Ok(())
    }

    fn end(self) -> Result<(), postcard::Error> {
        Ok(())
    }
}

/// Nothing else has fields.
type NoFields = Impossible<(), postcard::Error>;

impl<'a> Serializer for Adding<'a> {
    type Ok = ();
    type Error = postcard::Error;
    type SerializeSeq = NoFields;
    type SerializeTuple = NoFields;
    type SerializeTupleStruct = NoFields;
    type SerializeTupleVariant = NoFields;
    type SerializeMap = NoFields;
    type SerializeStruct = Adding<'a>;
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

    fn parts(outer: &Outer) -> Parts {
        let mut parts = Parts::default();
        parts.add("y", &Inner { name: "left over" }).unwrap();
        parts.clear();
        parts.add("x", outer).unwrap();
        parts
    }

    fn outer() -> Outer {
        Outer { title: "Một \"hai\"", list: vec![Inner { name: "a" }, Inner { name: "b" }], note: None }
    }

    #[test]
    fn each_field_has_a_name_and_says_whether_it_changed() {
        let before = parts(&outer());
        let names: Vec<String> = before.fields().iter().map(Field::full_name).collect();
        assert_eq!(names, ["x.title", "x.list", "x.note"]);
        let changed = |outer: Outer| {
            let now = parts(&outer);
            let changed = before.fields().iter().zip(now.fields()).filter(|(a, b)| a != b);
            let changed: Vec<&str> = changed.map(|(field, _)| field.name).collect();
            assert_eq!(before.digest() == now.digest(), changed.is_empty());
            changed
        };
        assert!(changed(outer()).is_empty());
        assert_eq!(changed(Outer { list: vec![Inner { name: "a" }], ..outer() }), ["list"]);
        assert_eq!(changed(Outer { list: vec![Inner { name: "ab" }], ..outer() }), ["list"]);
        assert_eq!(changed(Outer { note: Some(""), ..outer() }), ["note"]);
    }

    #[test]
    fn what_is_no_struct_is_refused() {
        let mut parts = Parts::default();
        assert!(parts.add("", "text").is_err());
        assert!(parts.add("", &[1, 2]).is_err());
        assert!(parts.fields().is_empty());
    }
}
