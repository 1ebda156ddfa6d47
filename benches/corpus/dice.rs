//! Numbers that look random and are the same on every machine.

/// Vigna's SplitMix64: <https://prng.di.unimi.it/splitmix64.c>.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 to below a limit, each as likely as any other.
    pub fn below(&mut self, limit: usize) -> usize {
        ((u128::from(self.next()) * limit as u128) >> 64) as usize
    }

    /// From 0 to below a limit, the k-th about as likely as 1/k: how often words and places are named.
    pub fn zipf(&mut self, limit: usize) -> usize {
        // The logarithm of the rank is spread evenly, by halves: whole numbers are the same everywhere.
        let octaves = usize::BITS - limit.leading_zeros();
        let octave = self.below(octaves as usize);
        let low = (1_usize << octave) - 1;
        let width = 1_usize << octave;
        (low + self.below(width)).min(limit - 1)
    }
}
