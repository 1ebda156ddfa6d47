//! The words before a figure that loosen it: hơn, gần, dưới, khoảng, over, near, under, about.
//!
//! Says which they are. How far they loosen a figure is the content format's to say.

use crate::vietnamese::scan::strip_last_words;

/// How words loosen the figure behind them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrittenQualifier {
    /// hơn, trên, ít nhất: the data is at least the words.
    Over,
    /// gần: the data is below the words, but not far.
    Near,
    /// dưới, chưa đến, tối đa: the data is below the words.
    Under,
    /// khoảng, chừng, xấp xỉ: the data is on either side.
    About,
}

/// The qualifier that ends a text, which is what stands directly before a figure: `còn hơn` gives over.
///
/// Knows Vietnamese and English words. `26 trên 24` is no qualifier but a share.
pub fn qualifier_before(text: &str) -> Option<WrittenQualifier> {
    let fits = |(words, qualifier): &(&str, WrittenQualifier)| {
        let before = strip_last_words(text, words)?;
        let share = *words == "trên" && before.trim_end().ends_with(|last: char| last.is_ascii_digit());
        (!share).then_some((words.len(), *qualifier))
    };
    // "không quá" says the opposite of "quá": the longest words count.
    QUALIFIERS.iter().filter_map(fits).max_by_key(|(length, _)| *length).map(|(_, qualifier)| qualifier)
}

/// Words before a figure; a longer entry wins over a shorter one that it ends in.
const QUALIFIERS: [(&str, WrittenQualifier); 44] = [
    ("hơn", WrittenQualifier::Over),
    ("trên", WrittenQualifier::Over),
    ("quá", WrittenQualifier::Over),
    ("vượt", WrittenQualifier::Over),
    ("ít nhất", WrittenQualifier::Over),
    ("tối thiểu", WrittenQualifier::Over),
    ("không dưới", WrittenQualifier::Over),
    ("không ít hơn", WrittenQualifier::Over),
    ("gần", WrittenQualifier::Near),
    ("dưới", WrittenQualifier::Under),
    ("chưa đến", WrittenQualifier::Under),
    ("chưa tới", WrittenQualifier::Under),
    ("chưa đầy", WrittenQualifier::Under),
    ("tối đa", WrittenQualifier::Under),
    ("ít hơn", WrittenQualifier::Under),
    ("không quá", WrittenQualifier::Under),
    ("không hơn", WrittenQualifier::Under),
    ("khoảng", WrittenQualifier::About),
    ("chừng", WrittenQualifier::About),
    ("ước", WrittenQualifier::About),
    ("ước tính", WrittenQualifier::About),
    ("ước đạt", WrittenQualifier::About),
    ("xấp xỉ", WrittenQualifier::About),
    ("over", WrittenQualifier::Over),
    ("above", WrittenQualifier::Over),
    ("more than", WrittenQualifier::Over),
    ("at least", WrittenQualifier::Over),
    ("no less than", WrittenQualifier::Over),
    ("no fewer than", WrittenQualifier::Over),
    ("near", WrittenQualifier::Near),
    ("nearly", WrittenQualifier::Near),
    ("almost", WrittenQualifier::Near),
    ("close to", WrittenQualifier::Near),
    ("under", WrittenQualifier::Under),
    ("below", WrittenQualifier::Under),
    ("less than", WrittenQualifier::Under),
    ("fewer than", WrittenQualifier::Under),
    ("at most", WrittenQualifier::Under),
    ("up to", WrittenQualifier::Under),
    ("no more than", WrittenQualifier::Under),
    ("about", WrittenQualifier::About),
    ("around", WrittenQualifier::About),
    ("roughly", WrittenQualifier::About),
    ("approximately", WrittenQualifier::About),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_qualifier(text: &str, expected: Option<WrittenQualifier>) {
        assert_eq!(qualifier_before(text), expected, "{text}");
    }

    #[test]
    fn qualifiers_stand_directly_before() {
        use WrittenQualifier::*;
        for words in ["còn hơn ", "Trên", "ít nhất", "tối thiểu ", "không dưới", "more than ", "Over"]
        {
            check_qualifier(words, Some(Over));
        }
        for words in ["gần ", "nearly ", "almost"] {
            check_qualifier(words, Some(Near));
        }
        for words in ["dưới", "chưa đến\u{a0}", "không quá", "ít hơn", "tối đa", "less than "] {
            check_qualifier(words, Some(Under));
        }
        for words in ["khoảng ", "chừng", "ước đạt", "xấp xỉ", "about"] {
            check_qualifier(words, Some(About));
        }
        for words in ["", "hơn một", "khoan", "lớnhơn", "12 trên ", "thêm"] {
            check_qualifier(words, None);
        }
    }

    #[test]
    fn qualifiers_are_listed_once() {
        for (index, (words, _)) in QUALIFIERS.iter().enumerate() {
            assert!(QUALIFIERS[index + 1..].iter().all(|(other, _)| other != words), "{words}");
        }
    }
}
