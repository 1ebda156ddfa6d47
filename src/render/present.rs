//! Serialises what is there: a field of a struct or an entry of a map that is `None` is not written at all.
//!
//! For templates, whose components have defaults of their own that stand in for what is missing. Done on the way, so
//! that nobody has to go through a finished value a second time.

use std::fmt;

use serde::ser::{
    Error, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use crate::serial::refuse;

/// A value without its parts that are `None`, at any depth. An item of a list stays, since it has a place there.
pub struct Present<'a, T: ?Sized>(pub &'a T);

impl<T: Serialize + ?Sized> Serialize for Present<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(Leaving(serializer))
    }
}

/// Hands everything on to another serializer, or to a part of one, but for what is `None`.
struct Leaving<S>(S);

macro_rules! hand_on {
    ($($method:ident: $type:ty),+ $(,)?) => {$(
        fn $method(self, value: $type) -> Result<S::Ok, S::Error> {
            self.0.$method(value)
        }
    )+};
}

impl<S: Serializer> Serializer for Leaving<S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Leaving<S::SerializeSeq>;
    type SerializeTuple = Leaving<S::SerializeTuple>;
    type SerializeTupleStruct = Leaving<S::SerializeTupleStruct>;
    type SerializeTupleVariant = Leaving<S::SerializeTupleVariant>;
    type SerializeMap = Leaving<S::SerializeMap>;
    type SerializeStruct = Leaving<S::SerializeStruct>;
    type SerializeStructVariant = Leaving<S::SerializeStructVariant>;

    hand_on! {
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_i128: i128, serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
        serialize_u128: u128, serialize_f32: f32, serialize_f64: f64, serialize_char: char, serialize_str: &str,
        serialize_bytes: &[u8], serialize_unit_struct: &'static str,
    }

    fn serialize_none(self) -> Result<S::Ok, S::Error> {
        self.0.serialize_none()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.0.serialize_some(&Present(value))
    }

    fn serialize_unit(self) -> Result<S::Ok, S::Error> {
        self.0.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
    ) -> Result<S::Ok, S::Error> {
        self.0.serialize_unit_variant(name, index, variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.0.serialize_newtype_struct(name, &Present(value))
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.0.serialize_newtype_variant(name, index, variant, &Present(value))
    }

    fn serialize_seq(self, len: Option<usize>) -> Result<Self::SerializeSeq, S::Error> {
        self.0.serialize_seq(len).map(Leaving)
    }

    fn serialize_tuple(self, len: usize) -> Result<Self::SerializeTuple, S::Error> {
        self.0.serialize_tuple(len).map(Leaving)
    }

    fn serialize_tuple_struct(
        self,
        name: &'static str,
        len: usize,
    ) -> Result<Self::SerializeTupleStruct, S::Error> {
        self.0.serialize_tuple_struct(name, len).map(Leaving)
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        len: usize,
    ) -> Result<Self::SerializeTupleVariant, S::Error> {
        self.0.serialize_tuple_variant(name, index, variant, len).map(Leaving)
    }

    fn serialize_map(self, len: Option<usize>) -> Result<Self::SerializeMap, S::Error> {
        self.0.serialize_map(len).map(Leaving)
    }

    fn serialize_struct(self, name: &'static str, len: usize) -> Result<Self::SerializeStruct, S::Error> {
        self.0.serialize_struct(name, len).map(Leaving)
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        len: usize,
    ) -> Result<Self::SerializeStructVariant, S::Error> {
        self.0.serialize_struct_variant(name, index, variant, len).map(Leaving)
    }
}

/// Lists and tuples keep every item.
macro_rules! keep_items {
    ($($part:ident: $method:ident),+ $(,)?) => {$(
        impl<S: $part> $part for Leaving<S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
                self.0.$method(&Present(value))
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                self.0.end()
            }
        }
    )+};
}

keep_items! {
    SerializeSeq: serialize_element,
    SerializeTuple: serialize_element,
    SerializeTupleStruct: serialize_field,
    SerializeTupleVariant: serialize_field,
}

/// Structs keep the fields that hold something.
macro_rules! keep_fields {
    ($($part:ident),+ $(,)?) => {$(
        impl<S: $part> $part for Leaving<S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), S::Error> {
                if is_none(value) { self.0.skip_field(name) } else { self.0.serialize_field(name, &Present(value)) }
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                self.0.end()
            }
        }
    )+};
}

keep_fields!(SerializeStruct, SerializeStructVariant);

impl<S: SerializeMap> SerializeMap for Leaving<S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), S::Error> {
        self.0.serialize_key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
        self.0.serialize_value(&Present(value))
    }

    fn serialize_entry<K: Serialize + ?Sized, V: Serialize + ?Sized>(
        &mut self,
        key: &K,
        value: &V,
    ) -> Result<(), S::Error> {
        if is_none(value) { Ok(()) } else { self.0.serialize_entry(key, &Present(value)) }
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.0.end()
    }
}

fn is_none(value: &(impl Serialize + ?Sized)) -> bool {
    value.serialize(IsNone).is_ok()
}

/// Takes `None` and refuses all else as soon as it is seen, so that asking costs no more than a call.
struct IsNone;

/// There is a value.
#[derive(Debug)]
struct Something;

impl fmt::Display for Something {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }
}

impl std::error::Error for Something {}

impl Error for Something {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// No part of a value is ever looked at.
type NoPart = Impossible<(), Something>;

impl Serializer for IsNone {
    type Ok = ();
    type Error = Something;
    type SerializeSeq = NoPart;
    type SerializeTuple = NoPart;
    type SerializeTupleStruct = NoPart;
    type SerializeTupleVariant = NoPart;
    type SerializeMap = NoPart;
    type SerializeStruct = NoPart;
    type SerializeStructVariant = NoPart;

    refuse! { Something;
        serialize_bool(bool) -> (), serialize_i8(i8) -> (), serialize_i16(i16) -> (), serialize_i32(i32) -> (),
        serialize_i64(i64) -> (), serialize_u8(u8) -> (), serialize_u16(u16) -> (), serialize_u32(u32) -> (),
        serialize_u64(u64) -> (), serialize_f32(f32) -> (), serialize_f64(f64) -> (), serialize_char(char) -> (),
        serialize_str(&str) -> (), serialize_bytes(&[u8]) -> (),
        serialize_unit_variant(&'static str, u32, &'static str) -> (),
        serialize_seq(Option<usize>) -> NoPart, serialize_tuple(usize) -> NoPart,
        serialize_tuple_struct(&'static str, usize) -> NoPart,
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> NoPart,
        serialize_map(Option<usize>) -> NoPart,
        serialize_struct(&'static str, usize) -> NoPart,
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> NoPart,
        serialize_newtype_variant<T>(&'static str, u32, &'static str, &T) -> (),
    }

    fn serialize_none(self) -> Result<(), Something> {
        Ok(())
    }

    fn serialize_unit(self) -> Result<(), Something> {
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Something> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Something> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Something> {
        value.serialize(self)
    }
}
