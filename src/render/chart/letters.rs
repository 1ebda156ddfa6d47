//! How wide words are at most, and where they are broken. Nobody knows the face that a reader's page is set in; so
//! the widest of the theme's list is reckoned with.

use super::paper::Em;

/// How wide words are at most: as in DejaVu Sans, the widest face of the theme's list.
pub fn width_of(text: &str) -> Em {
    regular(width_of_bold(text))
}

fn regular(bold: Em) -> Em {
    Em(bold.0 - bold.0 / 10)
}

/// How wide they are in bold letters.
pub fn width_of_bold(text: &str) -> Em {
    Em(text.chars().map(width_of_letter).sum())
}

fn width_of_letter(letter: char) -> i32 {
    match letter {
        'i' | 'ì' | 'í' | 'ỉ' | 'ĩ' | 'ị' | 'l' | 'j' | '|' | '.' | ',' | ':' | ';' | '·' | '\'' | '/' => {
            38
        }
        ' ' | '\u{a0}' | 'I' | 'Í' | 'Ì' => 38,
        'f' | 't' | 'r' | '(' | ')' | '-' => 50,
        's' | 'c' | 'z' => 60,
        'm' | 'w' | 'M' | 'W' | '%' | '—' | '…' => 110,
        '0'..='9' => 70,
        _ if letter.is_uppercase() => 86,
        _ if (letter as u32) < 0x2000 => 72,
        _ => 100,
    }
}

/// Breaks bold words into lines no wider than `width`.
pub fn wrapped_bold(text: &str, width: Em) -> Vec<String> {
    wrapped(text, Em(width.0 * 9 / 10))
}

/// Breaks words into lines no wider than `width`; a word that is wider alone is cut, with a hyphen.
pub fn wrapped(text: &str, width: Em) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let mut pieces = cut(word, width).into_iter();
        let first = pieces.next().unwrap_or_default();
        match lines.last_mut() {
            Some(line) if width_of(line) + width_of(" ") + width_of(&first) <= width => {
                line.push(' ');
                line.push_str(&first);
            }
            _ => lines.push(first),
        }
        lines.extend(pieces);
    }
    lines
}

/// As much of a word as has room with a hyphen behind it, and so on; a piece is never empty.
fn cut(word: &str, width: Em) -> Vec<String> {
    if width_of(word) <= width {
        return vec![word.to_owned()];
    }
    let room = width - width_of("-");
    let (mut pieces, mut piece, mut bold) = (Vec::new(), String::new(), Em::ZERO);
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let more = Em(width_of_letter(letter));
        let limit = if letters.peek().is_none() { width } else { room };
        if regular(bold + more) > limit && !piece.is_empty() {
            piece.push('-');
            pieces.push(std::mem::take(&mut piece));
            bold = Em::ZERO;
        }
        piece.push(letter);
        bold += more;
    }
    pieces.push(piece);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_wrapped_and_endless_words_cut() {
        let lines = wrapped("Tổ công tác triển khai Đề án 06 khu dân cư số 12", Em(1000));
        assert_eq!(lines.join(" "), "Tổ công tác triển khai Đề án 06 khu dân cư số 12");
        assert!(lines.len() > 2 && lines.iter().all(|line| width_of(line) <= Em(1000)), "{lines:?}");
        let lines = wrapped(&"ơ".repeat(40), Em(1000));
        assert!(lines.len() > 2 && lines.iter().all(|line| width_of(line) <= Em(1000)), "{lines:?}");
        assert_eq!(wrapped("", Em(1000)), Vec::<String>::new());
    }

    #[test]
    fn a_word_that_fits_is_not_cut() {
        let word = "ơ".repeat(14);
        let width = width_of(&word);
        assert_eq!(wrapped(&word, width), [word.as_str()]);
        assert_eq!(wrapped(&word, width - Em(1)).len(), 2);
        assert_eq!(wrapped("ơơ", Em(1)), ["ơ-", "ơ"], "no width is too narrow for a letter");
    }
}
