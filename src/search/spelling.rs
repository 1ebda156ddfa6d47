//! What may have been meant by a syllable that texts don't have: marks typed as letters or digits, blanks left
//! out, sounds that dialects take for each other, a finger beside its key.
//!
//! `docs/search-format.md`, chapter 5. Knows sounds, no words: which syllables there are, the index says.

use super::signature::Signature;

/// A syllable in letters, and its marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelled {
    /// Without marks.
    pub fold: String,
    /// The marks.
    pub signature: Signature,
}

/// Initials that one dialect or another speaks alike, and their spellings.
const INITIALS: [(&str, &str); 13] = [
    ("s", "x"),
    ("tr", "ch"),
    ("d", "gi"),
    ("d", "r"),
    ("gi", "r"),
    ("d", "v"),
    ("l", "n"),
    ("c", "k"),
    ("c", "qu"),
    ("k", "qu"),
    ("ng", "ngh"),
    ("g", "gh"),
    ("ph", "f"),
];

/// The same for finals, vowels included.
const FINALS: [(&str, &str); 8] = [
    ("n", "ng"),
    ("t", "c"),
    ("nh", "n"),
    ("ch", "t"),
    ("m", "n"),
    ("ao", "au"),
    ("ai", "ay"),
    ("iu", "ieu"),
];

/// How far a syllable is from what was typed: 0 where i stands for y, 1 where a sound is taken for another, 2 for
/// a slip of a finger; `None` for anything farther.
pub fn distance(typed: &str, meant: &str) -> Option<u32> {
    if typed == meant || typed.replace('y', "i") == meant.replace('y', "i") {
        return Some(0);
    }
    if confused(&sound(typed), &sound(meant)) {
        return Some(1);
    }
    // In syllables of two letters one slip is half of the word.
    (typed.len() > 2 && meant.len() > 1 && is_slip(typed.as_bytes(), meant.as_bytes())).then_some(2)
}

/// A syllable with i for y, and with both i of `giêng` and `gì`, of which one is written.
fn sound(fold: &str) -> String {
    let fold = fold.replace('y', "i");
    match fold.strip_prefix("gi") {
        Some(rest) if !rest.starts_with(['a', 'o', 'u']) && rest != "e" => format!("gii{rest}"),
        _ => fold,
    }
}

fn confused(typed: &str, meant: &str) -> bool {
    let both_ways = |(a, b): &(&'static str, &'static str)| [(*a, *b), (*b, *a)];
    let initial = |(from, to): (&str, &str)| matches!((typed.strip_prefix(from), meant.strip_prefix(to)), (Some(a), Some(b)) if a == b && !a.is_empty());
    let last = |(from, to): (&str, &str)| matches!((typed.strip_suffix(from), meant.strip_suffix(to)), (Some(a), Some(b)) if a == b && !a.is_empty());
    INITIALS.iter().flat_map(both_ways).any(initial) || FINALS.iter().flat_map(both_ways).any(last)
}

/// Whether one letter was added, left out or replaced, or two side by side exchanged.
fn is_slip(typed: &[u8], meant: &[u8]) -> bool {
    let alike = typed.iter().zip(meant).take_while(|(a, b)| a == b).count();
    let (typed, meant) = (&typed[alike..], &meant[alike..]);
    match typed.len() as isize - meant.len() as isize {
        0 => {
            let exchanged =
                typed.len() > 1 && typed[0] == meant[1] && typed[1] == meant[0] && typed[2..] == meant[2..];
            exchanged || typed.get(1..) == meant.get(1..)
        }
        1 => typed[1..] == *meant,
        -1 => *typed == meant[1..],
        _ => false,
    }
}

/// What letters typed by the Telex rules stand for, where some of them are marks: `thuowngf` is thường.
pub fn from_telex(typed: &str) -> Option<Spelled> {
    let mut letters = Letters::default();
    for letter in typed.chars() {
        let done = match letter {
            's' => letters.tone(4),
            'f' => letters.tone(1),
            'r' => letters.tone(2),
            'x' => letters.tone(3),
            'j' => letters.tone(5),
            'w' => letters.horn(),
            'a' | 'e' | 'o' | 'd' => letters.double(letter),
            _ => false,
        };
        match (done, letter) {
            (true, _) => {}
            (false, 'w') => letters.push('u', 2),
            (false, letter) => letters.push(letter, 0),
        }
    }
    letters.spelled()
}

/// What letters and digits typed by the VNI rules stand for: `d9e62` is đề.
pub fn from_vni(typed: &str) -> Option<Spelled> {
    let mut letters = Letters::default();
    for letter in typed.chars() {
        let done = match letter {
            '1' => letters.tone(4),
            '2' => letters.tone(1),
            '3' => letters.tone(2),
            '4' => letters.tone(3),
            '5' => letters.tone(5),
            '6' => letters.mark(&['a', 'e', 'o'], 1),
            '7' => letters.horn(),
            '8' => letters.mark(&['a'], 2),
            '9' => letters.mark(&['d'], 1),
            'a'..='z' => {
                letters.push(letter, 0);
                continue;
            }
            _ => false,
        };
        if !done {
            return None;
        }
    }
    letters.spelled()
}

#[derive(Default)]
struct Letters {
    letters: Vec<(char, u8)>,
    tone: u8,
    marked: bool,
}

impl Letters {
    fn push(&mut self, letter: char, mark: u8) {
        self.marked |= mark > 0;
        self.letters.push((letter, mark));
    }

    fn has_vowel(&self) -> bool {
        self.letters.iter().any(|(letter, _)| "aeiouy".contains(*letter))
    }

    fn tone(&mut self, tone: u8) -> bool {
        let fits = self.has_vowel();
        if fits {
            self.tone = tone;
            self.marked = true;
        }
        fits
    }

    /// Marks the last of some letters that bears no mark yet.
    fn mark(&mut self, on: &[char], mark: u8) -> bool {
        let letter = self.letters.iter_mut().rev().find(|(letter, mark)| on.contains(letter) && *mark == 0);
        self.marked |= letter.is_some();
        letter.map(|(_, bare)| *bare = mark).is_some()
    }

    /// A letter that is a mark where the same stands before it: at once, or behind the consonants of its
    /// syllable's end.
    fn double(&mut self, letter: char) -> bool {
        (letter != 'd' || self.letters.first() == Some(&('d', 0))) && self.mark(&[letter], 1)
    }

    /// The mark of ă, ơ, ư, and of both letters of ươ.
    fn horn(&mut self) -> bool {
        let letters = &self.letters;
        let uo = letters.windows(2).rposition(|two| two[0].0 == 'u' && two[1].0 == 'o' && two[1].1 != 1);
        match uo {
            Some(at) => {
                self.letters[at].1 = 2;
                self.letters[at + 1].1 = 2;
                self.marked = true;
                true
            }
            // Keyboards take "aaw" for ă: the later mark stands.
            None => self.mark(&['a', 'o', 'u'], 2) || self.horn_for_roof(),
        }
    }

    fn horn_for_roof(&mut self) -> bool {
        let letter =
            self.letters.iter_mut().rev().find(|(letter, mark)| "ao".contains(*letter) && *mark == 1);
        letter.map(|(_, roof)| *roof = 2).is_some()
    }

    fn spelled(self) -> Option<Spelled> {
        if !self.marked {
            return None;
        }
        let mut signature = Signature::BARE;
        for (letter, mark) in &self.letters {
            signature.add_letter(*letter, *mark);
        }
        signature.add_tone(self.tone);
        let fold = self.letters.iter().map(|(letter, _)| letter).collect();
        Some(Spelled { fold, signature: signature.closed() })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::analyse::analyse;
    use super::*;

    #[track_caller]
    fn check_typing(read: fn(&str) -> Option<Spelled>, typed: &str, meant: &str) {
        let mut expected = None;
        analyse(meant, |token| {
            expected = Some(Spelled { fold: token.fold.to_owned(), signature: token.signature });
        });
        assert_eq!(read(typed), expected, "{typed}");
    }

    #[test]
    fn telex_that_no_keyboard_took_is_read() {
        for (typed, meant) in [
            ("thuowngf", "thường"),
            ("ddeef", "đề"),
            ("asn", "án"),
            ("caawn", "căn"),
            ("cuwowcs", "cước"),
            ("ddieejn", "điện"),
            ("rwngf", "rừng"),
            ("lux", "lũ"),
            ("queets", "quết"),
            ("hoaf", "hoà"),
            ("did", "đi"),
        ] {
            check_typing(from_telex, typed, meant);
        }
        assert_eq!(from_telex("kinh"), None);
    }

    #[test]
    fn vni_that_no_keyboard_took_is_read() {
        for (typed, meant) in [
            ("d9e62", "đề"),
            ("a1n", "án"),
            ("thu7o7ng2", "thường"),
            ("thuo7ng2", "thường"),
            ("xua6n", "xuân"),
            ("ca8n", "căn"),
            ("cu7o71c", "cước"),
            ("d9ie65n", "điện"),
        ] {
            check_typing(from_vni, typed, meant);
        }
        assert_eq!(from_vni("qh15"), None);
    }

    #[track_caller]
    fn check(typed: &str, meant: &str, expected: Option<u32>) {
        assert_eq!(distance(typed, meant), expected, "{typed} {meant}");
    }

    #[test]
    fn sounds_are_nearer_than_slips() {
        check("ly", "li", Some(0));
        check("suan", "xuan", Some(1));
        check("triem", "chiem", Some(1));
        check("gieng", "rieng", Some(1));
        check("cuot", "cuoc", Some(1));
        check("ngia", "nghia", Some(1));
        check("hao", "hoa", Some(2));
        check("vnag", "vang", Some(2));
        check("thuon", "thuong", Some(1));
        check("bien", "lang", None);
        check("an", "on", None);
    }

    proptest! {
        #[test]
        fn any_two_words_may_be_compared(
            one in "([a-zđ0-9]{0,14}|\\PC{0,6})", other in "([a-zđ0-9]{0,14}|\\PC{0,6})",
        ) {
            // In the short ones a slip is half of the word, and only what was typed may be wrong.
            if one.len().min(other.len()) > 2 {
                prop_assert_eq!(distance(&one, &other), distance(&other, &one));
            }
            prop_assert_eq!(distance(&one, &one), Some(0));
            let _ = (from_telex(&one), from_vni(&one));
        }
    }
}
