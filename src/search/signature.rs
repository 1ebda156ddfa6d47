//! The marks of a syllable, apart from its letters: so a query with some of them, all or none finds the same
//! word, and the nearest spelling first.

/// How many letters that may bear a mark are kept; no syllable of Vietnamese has more than four.
const LETTERS: u32 = 5;

/// Tones: none and the five marks.
const TONES: u16 = 6;

/// The tone of a syllable and the mark of each of its letters a, e, o, u and d.
///
/// The tone belongs to the syllable, not to a letter: `hoà` and `hòa` are the same. Below 1458.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Signature {
    tone: u16,
    /// A digit of base 3 a letter, the first letter lowest.
    marks: u16,
    /// The weight of the letter last read, in `marks`; 0 where the last letter bears no mark.
    last: u16,
    /// How many letters that may bear a mark were read.
    letters: u16,
}

impl Signature {
    /// No mark at all.
    pub const BARE: Self = Self { tone: 0, marks: 0, last: 0, letters: 0 };

    /// The signature as a number: the tone, and six times the marks.
    pub fn number(self) -> u16 {
        self.tone + TONES * self.marks
    }

    /// The signature of a [number](Self::number).
    pub fn of_number(number: u16) -> Self {
        Self { tone: number % TONES, marks: number / TONES, ..Self::BARE }
    }

    /// Whether nothing is marked.
    pub fn is_bare(self) -> bool {
        self.number() == 0
    }

    pub(super) fn add_letter(&mut self, letter: char, mark: u8) {
        self.last = 0;
        if matches!(letter, 'a' | 'e' | 'o' | 'u' | 'd') && u32::from(self.letters) < LETTERS {
            self.last = 3_u16.pow(u32::from(self.letters));
            self.letters += 1;
            self.marks += self.last * u16::from(mark);
        }
    }

    /// Two marks on one letter are one: the greater.
    pub(super) fn add_mark(&mut self, mark: u8) {
        if let Some(marks) = self.marks.checked_div(self.last) {
            self.marks += self.last * u16::from(mark).saturating_sub(marks % 3);
        }
    }

    /// Two tones in one syllable are one: the greater.
    pub(super) fn add_tone(&mut self, tone: u8) {
        self.tone = self.tone.max(u16::from(tone));
    }

    /// Without what only reading needs, so that equal signatures are equal values.
    pub(super) fn closed(self) -> Self {
        Self { tone: self.tone, marks: self.marks, ..Self::BARE }
    }
}

/// How well a written syllable fits a typed one with the same letters, both by their marks: 1 for a query that
/// bears none, more where all agree, less where a text bears none or others.
pub fn fit(typed: Signature, written: Signature) -> f64 {
    if typed.is_bare() {
        return 1.0;
    }
    if typed.number() == written.number() {
        return 1.15;
    }
    if written.is_bare() {
        return 0.6;
    }
    let mut conflicts = i32::from(typed.tone != 0 && typed.tone != written.tone);
    let (mut typed, mut written) = (typed.marks, written.marks);
    while typed > 0 {
        conflicts += i32::from(!typed.is_multiple_of(3) && typed % 3 != written % 3);
        typed /= 3;
        written /= 3;
    }
    if conflicts == 0 { 0.95 } else { 0.6_f64.powi(conflicts) }
}

#[cfg(test)]
mod tests {
    use super::super::analyse::analyse;
    use super::*;

    fn signature(syllable: &str) -> Signature {
        let mut found = Signature::BARE;
        analyse(syllable, |token| found = token.signature);
        found
    }

    #[track_caller]
    fn check(typed: &str, written: &str, expected: f64) {
        let found = fit(signature(typed), signature(written));
        assert!((found - expected).abs() < 1e-9, "{typed} {written}: {found}");
    }

    #[test]
    fn marks_are_compared_letter_by_letter() {
        check("duong", "đường", 1.0);
        check("đường", "đường", 1.15);
        check("đương", "đường", 0.95);
        check("dương", "đường", 0.95);
        check("dường", "đường", 0.95);
        check("đường", "duong", 0.6);
        check("đưởng", "đường", 0.6);
        check("đuồng", "đương", 0.36);
        check("hoà", "hòa", 1.15);
        check("qúy", "quý", 1.15);
    }

    #[test]
    fn the_number_says_all() {
        for syllable in ["", "a", "đường", "thuyền", "khuếch", "ươu"] {
            let signature = signature(syllable);
            assert_eq!(Signature::of_number(signature.number()), signature);
        }
    }
}
