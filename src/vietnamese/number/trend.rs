//! The words that say which way a figure went: tăng, giảm, rose, fell.
//!
//! Says which they are and how near they stand. Whether the figure did go that way is decided elsewhere.

use crate::vietnamese::scan::{Cursor, strip_last_words, strip_words};

/// Which way a figure went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Trend {
    Up,
    Down,
}

/// A word of a trend before a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrittenTrend {
    /// Which way.
    pub trend: Trend,
    /// How many words stand between it and the figure: none in `tăng 120`, two in `giảm được gần 30`.
    pub words_between: usize,
}

/// The comparison that ends a text, which is what stands directly before a figure: `nhiều hơn` in `nhiều hơn
/// 120 so với tháng trước`. Behind a count the same words are a qualifier.
pub fn comparison_before(text: &str) -> Option<Trend> {
    COMPARISONS.iter().find(|(words, _)| strip_last_words(text, words).is_some()).map(|(_, trend)| *trend)
}

/// The words of a trend in the sentence that a text ends in, the nearest to its end first.
pub fn trends_before(text: &str) -> Vec<WrittenTrend> {
    let sentence = text.rfind(['.', ';', '!', '?', ':']).map_or(0, |at| at + 1);
    let mut found = Vec::new();
    let mut cursor = Cursor::new(text, sentence);
    while cursor.next().is_some() {
        if let Some((trend, behind)) = trend_at(cursor) {
            let words_between = behind.rest().split_whitespace().count();
            found.push(WrittenTrend { trend, words_between });
        }
        cursor = cursor.skip_word();
    }
    found.reverse();
    found
}

/// The word of a trend directly behind a figure: `30 fewer`.
pub fn trend_behind(text: &str) -> Option<Trend> {
    let text = text.trim_start();
    BEHIND.iter().find(|(words, _)| strip_words(text, words).is_some()).map(|(_, trend)| *trend)
}

fn trend_at(cursor: Cursor<'_>) -> Option<(Trend, Cursor<'_>)> {
    TRENDS.iter().find_map(|(words, trend)| Some((*trend, cursor.words(words)?)))
}

const COMPARISONS: [(&str, Trend); 4] =
    [("nhiều hơn", Trend::Up), ("cao hơn", Trend::Up), ("ít hơn", Trend::Down), ("thấp hơn", Trend::Down)];

const TRENDS: [(&str, Trend); 36] = [
    ("tăng", Trend::Up),
    ("thêm", Trend::Up),
    ("nhiều hơn", Trend::Up),
    ("cao hơn", Trend::Up),
    ("giảm", Trend::Down),
    ("bớt", Trend::Down),
    ("hạ", Trend::Down),
    ("sụt", Trend::Down),
    ("ít hơn", Trend::Down),
    ("thấp hơn", Trend::Down),
    ("up", Trend::Up),
    ("rose", Trend::Up),
    ("rise", Trend::Up),
    ("risen", Trend::Up),
    ("grew", Trend::Up),
    ("grown", Trend::Up),
    ("growth", Trend::Up),
    ("gain", Trend::Up),
    ("gained", Trend::Up),
    ("added", Trend::Up),
    ("increase", Trend::Up),
    ("increased", Trend::Up),
    ("another", Trend::Up),
    ("down", Trend::Down),
    ("fell", Trend::Down),
    ("fall", Trend::Down),
    ("fallen", Trend::Down),
    ("drop", Trend::Down),
    ("dropped", Trend::Down),
    ("decrease", Trend::Down),
    ("decreased", Trend::Down),
    ("decline", Trend::Down),
    ("declined", Trend::Down),
    ("reduced", Trend::Down),
    ("reduction", Trend::Down),
    ("cut", Trend::Down),
];

const BEHIND: [(&str, Trend); 6] = [
    ("more", Trend::Up),
    ("higher", Trend::Up),
    ("fewer", Trend::Down),
    ("less", Trend::Down),
    ("lower", Trend::Down),
    ("nữa", Trend::Up),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(Trend, usize)]) {
        let found: Vec<_> =
            trends_before(text).iter().map(|found| (found.trend, found.words_between)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_nearest_word_comes_first() {
        use Trend::*;
        check("tăng ", &[(Up, 0)]);
        check("Giảm được gần ", &[(Down, 2)]);
        check("đã giảm ở A, tăng thêm ", &[(Up, 0), (Up, 1), (Down, 4)]);
        check("tăng. Còn ", &[]);
        check("fell by ", &[(Down, 1)]);
        check("uplift and cutting ", &[]);
    }

    #[test]
    fn comparisons_and_words_behind() {
        assert_eq!(comparison_before("còn ít hơn "), Some(Trend::Down));
        assert_eq!(comparison_before("hơn "), None);
        assert_eq!(trend_behind(" fewer than in May"), Some(Trend::Down));
        assert_eq!(trend_behind(" cards"), None);
    }
}
