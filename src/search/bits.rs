//! Numbers as bits, and bits as characters that may stand in any script: the coding of the shards.
//!
//! Thirteen bits are two of 91 printable ASCII characters, so that a file is nearly as small unpacked as a
//! compressing host makes it, and is read without unpacking. `docs/search-format.md`, chapter 3.

/// How many characters there are: those from `#` to `~` without the backslash.
const DIGITS: u32 = 91;

/// How many bits two characters hold: 91 × 91 is more than 2¹³.
const BITS: u32 = 13;

/// How many bits stand in a word of a writer.
const WORD: usize = 64;

/// Writes bits, the lowest of a number first.
#[derive(Debug, Default)]
pub struct BitWriter {
    words: Vec<u64>,
    length: usize,
}

impl BitWriter {
    /// The bits of a text that [`Self::finish`] made, with zeros up to the end of its last two characters.
    pub fn of(text: &str) -> Self {
        let mut writer = Self::default();
        let mut reader = BitReader::new(text);
        for _ in 0..text.len() / 2 {
            writer.bits(reader.bits(BITS), BITS);
        }
        writer
    }

    /// How many bits were written.
    pub fn length(&self) -> usize {
        self.length
    }

    /// The lowest `bits` bits of a number; at most 32.
    pub fn bits(&mut self, value: u32, bits: u32) {
        let value = u64::from(value) & ((1 << bits) - 1);
        let offset = self.length % WORD;
        self.length += bits as usize;
        match self.words.last_mut() {
            Some(last) if offset > 0 => {
                *last |= value << offset;
                if self.length > self.words.len() * WORD {
                    self.words.push(value >> (WORD - offset));
                }
            }
            _ if bits > 0 => self.words.push(value),
            _ => {}
        }
    }

    /// A number from 1, small ones short: as many zeros as it has bits behind its first, a one, those bits.
    pub fn gamma(&mut self, value: u32) {
        let length = value.max(1).ilog2();
        self.bits(0, length);
        self.bits(1, 1);
        self.bits(value, length);
    }

    /// A number from 0 that is mostly about 2ᵏ: its part above k bits as so many zeros and a one, then k bits.
    pub fn rice(&mut self, value: u32, k: u32) {
        // A name alone in its space has all its 32 bits behind the one.
        let mut zeros = value.checked_shr(k).unwrap_or(0);
        while zeros > 0 {
            let some = zeros.min(32);
            self.bits(0, some);
            zeros -= some;
        }
        self.bits(1, 1);
        self.bits(value, k);
    }

    /// So many bits that another one has, from one of them on.
    pub fn append(&mut self, other: &Self, from: usize, length: usize) {
        let mut at = from;
        while at < from + length {
            let some = (from + length - at).min(32) as u32;
            self.bits(other.read(at), some);
            at += some as usize;
        }
    }

    /// What was written, as characters.
    pub fn finish(self) -> String {
        let mut text = String::with_capacity(self.length.div_ceil(BITS as usize) * 2);
        for at in (0..self.length).step_by(BITS as usize) {
            let value = self.read(at) & ((1 << BITS) - 1);
            text.push(digit(value / DIGITS));
            text.push(digit(value % DIGITS));
        }
        text
    }

    /// The 32 bits from one on; behind the end there are zeros.
    fn read(&self, at: usize) -> u32 {
        let word = |at: usize| self.words.get(at).copied().unwrap_or_default();
        let offset = at % WORD;
        let low = word(at / WORD) >> offset;
        let high = if offset > 32 { word(at / WORD + 1) << (WORD - offset) } else { 0 };
        (low | high) as u32
    }
}

fn digit(value: u32) -> char {
    let code = value + u32::from('#');
    let code = if code >= u32::from('\\') { code + 1 } else { code };
    char::from_u32(code).unwrap_or('#')
}

/// Reads what a [`BitWriter`] wrote; behind the end there are zeros.
#[derive(Debug)]
pub struct BitReader<'a> {
    rest: std::slice::Iter<'a, u8>,
    pending: u64,
    count: u32,
    /// How many bits were taken out of the text.
    taken: usize,
    overrun: u32,
}

impl<'a> BitReader<'a> {
    /// Reads from the start.
    pub fn new(text: &'a str) -> Self {
        Self { rest: text.as_bytes().iter(), pending: 0, count: 0, taken: 0, overrun: 0 }
    }

    /// A number of so many bits; at most 32.
    pub fn bits(&mut self, bits: u32) -> u32 {
        while self.count < bits {
            self.fill();
        }
        let value = self.pending & ((1_u64 << bits) - 1);
        self.pending >>= bits;
        self.count -= bits;
        value as u32
    }

    /// The other end of [`BitWriter::gamma`].
    pub fn gamma(&mut self) -> u32 {
        let length = self.zeros().min(31);
        self.bits(length) | 1 << length
    }

    /// The other end of [`BitWriter::rice`].
    pub fn rice(&mut self, k: u32) -> u32 {
        let above = self.zeros();
        above.checked_shl(k).unwrap_or(0) | self.bits(k)
    }

    /// How many bits were read.
    pub fn position(&self) -> usize {
        self.taken - self.count as usize
    }

    /// Whether so much was read behind the end that nothing can have been written there.
    pub fn is_past_end(&self) -> bool {
        self.overrun > 64
    }

    /// Zeros up to the next one, which is read too.
    fn zeros(&mut self) -> u32 {
        let mut zeros = 0;
        while self.bits(1) == 0 {
            zeros += 1;
            if self.is_past_end() {
                break;
            }
        }
        zeros
    }

    fn fill(&mut self) {
        let mut next = || match self.rest.next() {
            Some(byte) if *byte > b'\\' => u64::from(*byte) - 36,
            Some(byte) => u64::from(*byte).saturating_sub(35),
            None => {
                self.overrun += 1;
                0
            }
        };
        let value = next() * u64::from(DIGITS) + next();
        self.pending |= value << self.count;
        self.count += BITS;
        self.taken += BITS as usize;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_harmless_characters_are_used() {
        let all: String = (0..DIGITS).map(digit).collect();
        assert_eq!(all.len(), 91);
        assert!(!all.contains(['"', '\\', ' ', '\u{7f}', '\'']) || !all.contains('"') && !all.contains('\\'));
        assert!(all.starts_with('#') && all.ends_with('~') && all.is_ascii());
    }

    proptest! {
        #[test]
        fn what_is_appended_is_read(numbers in prop::collection::vec(0..=u32::MAX, 1..40), before in 0..70_u32) {
            let mut other = BitWriter::default();
            other.rice(before, 0);
            let from = other.length();
            numbers.iter().for_each(|number| other.gamma(number / 2 + 1));
            let mut writer = BitWriter::default();
            writer.bits(5, 3);
            writer.append(&other, from, other.length() - from);
            writer.gamma(77);
            let text = writer.finish();
            let mut reader = BitReader::new(&text);
            prop_assert_eq!(reader.bits(3), 5);
            for number in &numbers {
                prop_assert_eq!(reader.gamma(), number / 2 + 1);
            }
            prop_assert_eq!(reader.gamma(), 77);
        }

        #[test]
        fn what_was_written_is_read(numbers in prop::collection::vec((1..=u32::MAX, 0..32_u32), 0..60)) {
            let mut writer = BitWriter::default();
            for (number, k) in &numbers {
                writer.gamma(*number);
                writer.bits(*number, *k);
                writer.rice(*number % 5_000, *k % 14);
            }
            let text = writer.finish();
            let mut reader = BitReader::new(&text);
            for (number, k) in &numbers {
                prop_assert_eq!(reader.gamma(), *number);
                prop_assert_eq!(u64::from(reader.bits(*k)), u64::from(*number) & ((1_u64 << k) - 1));
                prop_assert_eq!(reader.rice(*k % 14), *number % 5_000);
            }
        }
    }
}
