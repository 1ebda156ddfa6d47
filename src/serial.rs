//! For serializers that take values of a few shapes alone.

/// Methods of a `serde::Serializer` that refuse what they are given, with the error named first.
macro_rules! refuse {
    ($error:expr; $($method:ident $(<$value:ident>)? ($($argument:ty),*) -> $result:ty),+ $(,)?) => {$(
        fn $method $(<$value: serde::Serialize + ?Sized>)? (self, $(_: $argument),*) -> Result<$result, Self::Error> {
            Err($error)
        }
    )+};
}

pub(crate) use refuse;
