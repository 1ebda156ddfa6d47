//! Numbers as bits, and bits as characters that may stand in any script: the coding of the shards.
//!
//! Thirteen bits are two of 91 printable ASCII characters, so that a file is nearly as small unpacked as a
//! compressing host makes it, and is read without unpacking. `docs/search-format.md`, chapter 3.

/// How many characters there are: those from `#` to `~` without the backslash.
const DIGITS: u32 = 91;

/// How many bits two characters hold: 91 × 91 is more than 2¹³.
const BITS: u32 = 13;

/// Writes bits, the lowest of a number first.
#[derive(Debug, Default)]
pub struct BitWriter {
    text: String,
    pending: u64,
    count: u32,
}

impl BitWriter {
    /// The lowest `bits` bits of a number; at most 32.
    pub fn bits(&mut self, value: u32, bits: u32) {
        let mask = (1_u64 << bits) - 1;
        self.pending |= (u64::from(value) & mask) << self.count;
        self.count += bits;
        while self.count >= BITS {
            self.flush();
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
        let mut zeros = value >> k;
        while zeros > 0 {
            let some = zeros.min(32);
            self.bits(0, some);
            zeros -= some;
        }
        self.bits(1, 1);
        self.bits(value, k);
    }

    /// What was written.
    pub fn finish(mut self) -> String {
        if self.count > 0 {
            self.flush();
        }
        self.text
    }

    fn flush(&mut self) {
        let value = (self.pending & ((1 << BITS) - 1)) as u32;
        self.text.push(digit(value / DIGITS));
        self.text.push(digit(value % DIGITS));
        self.pending >>= BITS;
        self.count = self.count.saturating_sub(BITS);
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
    overrun: u32,
}

impl<'a> BitReader<'a> {
    /// Reads from the start.
    pub fn new(text: &'a str) -> Self {
        Self { rest: text.as_bytes().iter(), pending: 0, count: 0, overrun: 0 }
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
        above.wrapping_shl(k) | self.bits(k)
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
