//! The rules of written Vietnamese; knows nothing of bulletins.

use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// NFC.
pub fn normalise(text: &str) -> Cow<'_, str> {
    if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}
