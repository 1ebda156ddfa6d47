//! How many slips of the hand lie between two words.
//!
//! Counts letters and nothing else; what counts as one letter (with its marks, or folded) the caller decides.

/// How many letters are added, missing, wrong or exchanged with their neighbour.
///
/// Optimal string alignment (Damerau and Levenshtein, no letter moved twice), one row at a time.
pub fn slips(one: &[char], other: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, wanted) in other.iter().enumerate() {
            let replaced = last[column] + usize::from(letter != wanted);
            let mut least = replaced.min(last[column + 1] + 1).min(current[column] + 1);
            let exchanged = row > 0 && column > 0 && *letter == other[column - 1] && one[row - 1] == *wanted;
            if exchanged {
                least = least.min(before_last[column - 1] + 1);
            }
            current.push(least);
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, expected: usize) {
        let [one, other] = [one, other].map(|word| word.chars().collect::<Vec<_>>());
        assert_eq!((slips(&one, &other), slips(&other, &one)), (expected, expected));
    }

    #[test]
    fn each_slip_counts_once() {
        check("", "", 0);
        check("ab", "", 2);
        check("ab", "abc", 1);
        check("ab", "ba", 1);
        check("đê", "de", 2);
        check("tua chua", "tau chua", 1);
        check("ca", "abc", 3);
    }
}
