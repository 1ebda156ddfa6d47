//! The second reading of YAML: what each scalar is, put into the tree of the first.
//!
//! Both read the same text, so the values come in the same order, and none has to be looked up by its key.

use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};

use super::{Node, NodeKind};

/// Says of each scalar of a tree whether it is a number, yes or no, or nothing.
///
/// # Errors
///
/// The byte of `yaml` at which this reading refuses what the first has taken.
pub(super) fn settle(tree: &mut Node, yaml: &str) -> Result<(), usize> {
    Place(Some(tree)).deserialize(serde_yaml::Deserializer::from_str(yaml)).map_err(|error| {
        let at = error.location().map_or(0, |location| location.index());
        at.min(yaml.len())
    })
}

/// What a scalar without quotation marks and without a tag is, where that is seen at once. `None` for what takes the
/// second reading: numbers that are more than digits and a point, and what looks like one of them.
pub(super) fn seen_kind(plain: &str) -> Option<fn(String) -> NodeKind> {
    match plain {
        // Few files say so, and no list of figures does: they can wait for the second reading.
        "~" | "null" | "Null" | "NULL" => return None,
        "true" | "True" | "TRUE" => return Some(|_| NodeKind::Bool(true)),
        "false" | "False" | "FALSE" => return Some(|_| NodeKind::Bool(false)),
        _ => {}
    }
    let first = *plain.as_bytes().first()?;
    if !first.is_ascii_digit() && !b"+-.".contains(&first) {
        return Some(NodeKind::Text);
    }
    if is_decimal(plain.strip_prefix('-').unwrap_or(plain)) {
        return Some(NodeKind::Number);
    }
    // All numbers are written with these few characters, and none has a hyphen behind a digit, as dates have.
    let is_fit = |byte: u8| byte.is_ascii_digit() || b"+-.abcdefinox".contains(&byte.to_ascii_lowercase());
    let has_hyphen = |two: &[u8]| two[0].is_ascii_digit() && two[1] == b'-';
    let is_text = !plain.bytes().all(is_fit) || plain.as_bytes().windows(2).any(has_hyphen);
    is_text.then_some(NodeKind::Text)
}

/// `2099` and `87.10`; nothing with zeros before it, and nothing too long for any type.
fn is_decimal(plain: &str) -> bool {
    let are_digits =
        |digits: &str| (1..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, parts) = plain.split_once('.').map_or((plain, None), |(whole, parts)| (whole, Some(parts)));
    are_digits(whole) && parts.is_none_or(are_digits) && (whole == "0" || !whole.starts_with('0'))
}

/// The node that the value to come belongs to; `None` where the first reading has none, so that the value is
/// read and dropped.
struct Place<'n>(Option<&'n mut Node>);

impl Place<'_> {
    /// A scalar that is more than its words.
    fn settle(self, kind: impl FnOnce(String) -> NodeKind) {
        if let Some(Node { kind: known, .. }) = self.0
            && let NodeKind::Text(written) = known
        {
            *known = kind(std::mem::take(written));
        }
    }
}

impl<'de> DeserializeSeed<'de> for Place<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        value.deserialize_any(self)
    }
}

/// However long a number is, it is one; whether it can be held, whoever wants a number says.
impl<'de> Visitor<'de> for Place<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("YAML")
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.settle(|_| NodeKind::Null);
        Ok(())
    }

    fn visit_bool<E: Error>(self, yes: bool) -> Result<(), E> {
        self.settle(|_| NodeKind::Bool(yes));
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        self.settle(NodeKind::Number);
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.settle(NodeKind::Number);
        Ok(())
    }

    fn visit_u128<E: Error>(self, _: u128) -> Result<(), E> {
        self.settle(NodeKind::Number);
        Ok(())
    }

    fn visit_i128<E: Error>(self, _: i128) -> Result<(), E> {
        self.settle(NodeKind::Number);
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.settle(NodeKind::Number);
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        let mut items = match self.0.map(|node| &mut node.kind) {
            Some(NodeKind::Sequence(items)) => items.as_mut_slice(),
            _ => &mut [],
        }
        .iter_mut();
        while values.next_element_seed(Place(items.next()))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<(), A::Error> {
        let mut entries = match self.0.map(|node| &mut node.kind) {
            Some(NodeKind::Mapping(entries)) => entries.as_mut_slice(),
            _ => &mut [],
        }
        .iter_mut();
        while pairs.next_key::<IgnoredAny>()?.is_some() {
            pairs.next_value_seed(Place(entries.next().map(|entry| &mut entry.value)))?;
        }
        Ok(())
    }

    /// A value with a tag before it, which says nothing here.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<(), A::Error> {
        let (IgnoredAny, value) = tagged.variant()?;
        value.newtype_variant_seed(self)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_yaml::Value;

    use super::*;

    fn name(kind: &NodeKind) -> &'static str {
        match kind {
            NodeKind::Null => "null",
            NodeKind::Bool(true) => "true",
            NodeKind::Bool(false) => "false",
            NodeKind::Number(_) => "number",
            NodeKind::Text(_) => "text",
            NodeKind::Sequence(_) | NodeKind::Mapping(_) => "another",
        }
    }

    fn name_of(value: &Value) -> &'static str {
        match value {
            Value::Null => "null",
            Value::Bool(true) => "true",
            Value::Bool(false) => "false",
            Value::Number(_) => "number",
            Value::String(_) => "text",
            _ => "another",
        }
    }

    #[track_caller]
    fn check(plain: &str, expected: Option<&str>) {
        let seen = seen_kind(plain).map(|kind| name(&kind(plain.to_owned())));
        assert_eq!(seen, expected, "{plain}");
    }

    #[test]
    fn words_dates_and_decimal_numbers_are_seen_and_the_rest_is_not() {
        for plain in ["2024-12-28", "xa-nhe", "count", "no", "tRUE", "Ủy ban", "06/2022", "24/11", "-a b"] {
            check(plain, Some("text"));
        }
        for plain in ["0", "2099", "87.10", "0.5", "-12", "-0.5"] {
            check(plain, Some("number"));
        }
        check("True", Some("true"));
        check("false", Some("false"));
        for plain in [
            "",
            "~",
            "NULL",
            "+1.5e-3",
            "0x1F",
            "03244",
            "001.5",
            "1.",
            ".inf",
            "-.INF",
            ".NaN",
            "1234567890123456",
        ] {
            check(plain, None);
        }
    }

    proptest! {
        #[test]
        fn what_is_seen_is_what_the_second_reading_says(
            plain in "[0-9a-zA-Z+.~_-][0-9a-zA-Zđ+.~_/-]{0,9}|-?[0-9]{1,15}(\\.[0-9]{1,15})?\
                |(?i)null|true|false|yes|no|nan|infinity|[+-]?\\.?(inf|nan)",
        ) {
            if let Some(kind) = seen_kind(&plain) && let Ok(value) = serde_yaml::from_str::<Value>(&plain) {
                prop_assert_eq!(name(&kind(plain)), name_of(&value));
            }
        }
    }
}
