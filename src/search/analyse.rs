//! Text as search sees it: syllables without their marks, their marks apart, and numbers by their value.
//!
//! The rules stand in `docs/search-format.md`, chapter 1; `tests/search/analyser.json` holds this and the
//! browser's analyser together. Knows no word of any language.

use std::sync::OnceLock;

use super::signature::Signature;
use crate::vietnamese::parts_of;

/// The longest token, in characters: no word and no number that anyone searches for is longer.
const LONGEST: usize = 32;

/// One syllable, word of another language, or number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// Lower case, without marks; of a number its plain decimal form: `77894`, `87.1`.
    pub fold: &'a str,
    /// Its tone and the marks of its letters; [`Signature::BARE`] for a number.
    pub signature: Signature,
    /// Whether a sentence begins with it, so that it makes no pair with the token before.
    pub begins: bool,
    /// Whether it is a number.
    pub is_number: bool,
    /// Where it stands in the text: its first byte, and one past its last. The numbers of one run of digits
    /// (`31.12.2022`) all have that of the run.
    pub bytes: (usize, usize),
}

/// Calls `take` with each token of a text, in order.
pub fn analyse(text: &str, mut take: impl FnMut(Token<'_>)) {
    let mut reader = Reader { begins: true, ..Reader::default() };
    for (at, character) in text.char_indices() {
        reader.at = (at, at + character.len_utf8());
        match character {
            // Most of every text.
            'a'..='z' => reader.read(Sign::Letter(character, 0), &mut take),
            ' ' => reader.read(Sign::Other, &mut take),
            _ => signs_of(character).iter().for_each(|sign| reader.read(*sign, &mut take)),
        }
    }
    reader.end_word(&mut take);
    reader.end_number(&mut take);
}

/// What a part of a character is to the analyser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// A letter without its marks, with the mark that is part of it: that of đ.
    Letter(char, u8),
    /// A tone mark, 1 to 5.
    Tone(u8),
    /// The mark of a vowel: 1 for â ê ô, 2 for ă ơ ư.
    Mark(u8),
    Digit(char),
    /// A full stop or comma: part of a number between two digits.
    Separator(char),
    /// The end of a sentence.
    Break,
    /// Anything else.
    Other,
    /// Not there at all.
    Nothing,
}

/// Up to four signs: what most characters of any script decompose to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Signs {
    signs: [Sign; 4],
    count: u8,
}

impl Signs {
    fn of(character: char) -> Self {
        let mut signs = Self { signs: [Sign::Nothing; 4], count: 0 };
        for part in parts_of(character) {
            for lower in part.to_lowercase() {
                if usize::from(signs.count) < signs.signs.len() {
                    signs.signs[usize::from(signs.count)] = sign_of(lower);
                    signs.count += 1;
                }
            }
        }
        signs
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Sign> {
        self.signs.iter().take(usize::from(self.count))
    }
}

/// The signs of a character; those of Latin letters come from a table.
pub(super) fn signs_of(character: char) -> Signs {
    static TABLE: OnceLock<Vec<Signs>> = OnceLock::new();
    const LATIN: u32 = 0x250;
    const ADDITIONAL: std::ops::Range<u32> = 0x1E00..0x1F00;
    let table = TABLE.get_or_init(|| {
        let characters = (0..LATIN).chain(ADDITIONAL).map(|code| char::from_u32(code).unwrap_or(' '));
        characters.map(Signs::of).collect()
    });
    let code = character as u32;
    let at = if code < LATIN {
        Some(code)
    } else if ADDITIONAL.contains(&code) {
        Some(code - ADDITIONAL.start + LATIN)
    } else {
        None
    };
    at.and_then(|at| table.get(at as usize)).copied().unwrap_or_else(|| Signs::of(character))
}

fn sign_of(character: char) -> Sign {
    match character {
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{FEFF}' => Sign::Nothing,
        'đ' | 'ð' | 'ɖ' => Sign::Letter('d', 1),
        // The one letter whose lower case depends on its neighbours.
        'ς' => Sign::Letter('σ', 0),
        '\u{300}' => Sign::Tone(1),
        '\u{309}' => Sign::Tone(2),
        '\u{303}' => Sign::Tone(3),
        '\u{301}' => Sign::Tone(4),
        '\u{323}' => Sign::Tone(5),
        '\u{302}' => Sign::Mark(1),
        '\u{306}' | '\u{31B}' => Sign::Mark(2),
        '\u{300}'..='\u{36F}' => Sign::Nothing,
        'a'..='z' => Sign::Letter(character, 0),
        '0'..='9' => Sign::Digit(character),
        '.' | ',' => Sign::Separator(character),
        ';' | ':' | '!' | '?' | '\n' | '…' => Sign::Break,
        _ if is_letter(character) => Sign::Letter(character, 0),
        _ => Sign::Other,
    }
}

/// Whether a character beyond ASCII is part of words. By blocks, so that every browser's rule is the same; what
/// lies above U+FFFF (emoji, rare scripts) is none.
fn is_letter(character: char) -> bool {
    matches!(character as u32,
        0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0x1FFF | 0x2C00..=0x2DFF | 0x2E80..=0x2FFF | 0x3040..=0xD7FF
        | 0xF900..=0xFDFF | 0xFE70..=0xFEFE | 0xFF21..=0xFF3A | 0xFF41..=0xFF5A | 0xFF66..=0xFFDC)
}

/// A word while it is read.
#[derive(Debug, Default)]
struct Word {
    fold: String,
    length: usize,
    signature: Signature,
}

impl Word {
    fn add(&mut self, letter: char, mark: u8) {
        if self.length < LONGEST {
            self.fold.push(letter);
            self.length += 1;
            self.signature.add_letter(letter, mark);
        } else {
            // What is cut off takes its marks with it.
            self.signature.add_letter('-', 0);
        }
    }
}

#[derive(Debug, Default)]
struct Reader {
    word: Word,
    /// Where the word or the number that is read stands.
    bytes: (usize, usize),
    /// Where the character that is read stands.
    at: (usize, usize),
    /// Digits with their separators, the last of which may turn out to be none.
    digits: String,
    begins: bool,
}

impl Reader {
    fn read(&mut self, sign: Sign, take: &mut impl FnMut(Token<'_>)) {
        match sign {
            Sign::Nothing => {}
            Sign::Tone(tone) => {
                if self.word.length > 0 {
                    self.word.signature.add_tone(tone);
                    self.reach(false);
                }
            }
            Sign::Mark(mark) => {
                if self.word.length > 0 {
                    self.word.signature.add_mark(mark);
                    self.reach(false);
                }
            }
            Sign::Letter(letter, mark) => {
                self.end_number(take);
                self.reach(self.word.length == 0);
                self.word.add(letter, mark);
            }
            Sign::Digit(digit) => {
                self.end_word(take);
                self.reach(self.digits.is_empty());
                self.digits.push(digit);
            }
            Sign::Separator(separator) => {
                self.end_word(take);
                if self.digits.ends_with(|last: char| last.is_ascii_digit()) {
                    self.digits.push(separator);
                } else {
                    self.end_number(take);
                    self.begins |= separator == '.';
                }
            }
            Sign::Break | Sign::Other => {
                self.end_word(take);
                self.end_number(take);
                self.begins |= sign == Sign::Break;
            }
        }
    }

    /// The word or number goes on to the character that is read, or begins with it.
    fn reach(&mut self, begins: bool) {
        if begins {
            self.bytes.0 = self.at.0;
        }
        self.bytes.1 = self.at.1;
    }

    fn end_word(&mut self, take: &mut impl FnMut(Token<'_>)) {
        if self.word.length > 0 {
            let (fold, signature) = (self.word.fold.as_str(), self.word.signature.closed());
            let begins = std::mem::take(&mut self.begins);
            take(Token { fold, signature, begins, is_number: false, bytes: self.bytes });
        }
        self.word.fold.clear();
        self.word.length = 0;
        self.word.signature = Signature::default();
    }

    fn end_number(&mut self, take: &mut impl FnMut(Token<'_>)) {
        if self.digits.is_empty() {
            return;
        }
        let ends_sentence = self.digits.ends_with('.');
        let digits = self.digits.trim_end_matches(['.', ',']);
        for fold in plain_numbers(digits) {
            let begins = std::mem::take(&mut self.begins);
            let (signature, bytes) = (Signature::BARE, self.bytes);
            take(Token { fold: &fold, signature, begins, is_number: true, bytes });
        }
        self.digits.clear();
        self.begins |= ends_sentence;
    }
}

/// The numbers in a run of digits and separators, which begins and ends with a digit: `77.894` is one,
/// `31.12.2022` three.
fn plain_numbers(run: &str) -> Vec<String> {
    let parts: Vec<&str> = run.split(['.', ',']).collect();
    let signs: Vec<char> = run.chars().filter(|next| !next.is_ascii_digit()).collect();
    if signs.is_empty() {
        return vec![plain(run, "")];
    }
    let head = (1..=3).contains(&parts[0].len()) && !parts[0].starts_with('0');
    let groups = if head {
        let same = |(part, sign): &(&&str, &char)| part.len() == 3 && **sign == signs[0];
        parts[1..].iter().zip(&signs).take_while(same).count()
    } else {
        0
    };
    let whole = || parts[..=groups].concat();
    if groups == signs.len() {
        vec![plain(&whole(), "")]
    } else if groups + 1 == signs.len() && signs[groups] != signs[0] || signs.len() == 1 {
        vec![plain(&whole(), parts[groups + 1])]
    } else {
        parts.iter().map(|part| plain(part, "")).collect()
    }
}

/// A number without the zeros that say nothing.
fn plain(whole: &str, decimals: &str) -> String {
    let whole = whole.trim_start_matches('0');
    let decimals = decimals.trim_end_matches('0');
    let mut plain = if whole.is_empty() { "0".to_owned() } else { whole.to_owned() };
    if !decimals.is_empty() {
        plain.push('.');
        plain.push_str(decimals);
    }
    plain.truncate(LONGEST);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut found = String::new();
        analyse(text, |token| {
            found.push_str(if token.begins && !found.is_empty() { " | " } else { " " });
            found.push_str(token.fold);
        });
        assert_eq!(found.trim_start_matches([' ', '|']), expected, "{text}");
    }

    #[test]
    fn syllables_lose_their_marks_and_sentences_part_them() {
        check("Đề án 06. Điện Biên", "de an 6 | dien bien");
        check("61/KH-UBND", "61 kh ubnd");
        check("ngày 31.12.2022; 45TB", "ngay 31 12 2022 | 45 tb");
        check("“v…v” (Tủa Chùa)", "v | v tua chua");
    }

    #[test]
    fn numbers_are_read_by_value() {
        for (written, plain) in [
            ("77.894", "77894"),
            ("77,894", "77894"),
            ("87,1", "87.1"),
            ("87.10", "87.1"),
            ("06", "6"),
            ("000", "0"),
            ("0,125", "0.125"),
            ("1.234.567,89", "1234567.89"),
            ("1,234,567.89", "1234567.89"),
            ("1.2.3", "1 2 3"),
            ("5,0.", "5"),
            ("3.,4", "3 | 4"),
        ] {
            check(written, plain);
        }
    }
}
