//! What is still to be done where a site is replaced file by file, so that a run that died in it is completed
//! by the next.
//!
//! A text: a header with the number of lines, then `+ address` for each file to be put in place and
//! `- address` for each to be taken away.

use std::fs;
use std::io;
use std::path::Path;

use super::PublishError;
use super::writer::Writer;
use crate::output::Address;

const HEADER: &str = "bantin journal 1";

/// Files to be put in place and to be taken away, in the order of their addresses.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Journal {
    pub(super) written: Vec<Address>,
    pub(super) removed: Vec<Address>,
}

impl Journal {
    /// Reads one; none and a torn one are `None`: then nothing had been replaced yet.
    pub(super) fn read(path: &Path) -> Result<Option<Self>, PublishError> {
        match fs::read(path) {
            Ok(bytes) => Ok(std::str::from_utf8(&bytes).ok().and_then(Self::parse)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(PublishError::Disk { path: path.to_owned(), source }),
        }
    }

    /// Writes it aside and puts it in its place in one step.
    pub(super) fn save(&self, writer: &Writer, path: &Path) -> Result<(), PublishError> {
        writer.replace(path, &path.with_extension("new"), self.to_text().as_bytes())
    }

    fn to_text(&self) -> String {
        let lines = self.written.iter().map(|address| format!("+ {address}\n"));
        let lines = lines.chain(self.removed.iter().map(|address| format!("- {address}\n")));
        let count = self.written.len() + self.removed.len();
        std::iter::once(format!("{HEADER} {count}\n")).chain(lines).collect()
    }

    fn parse(text: &str) -> Option<Self> {
        let (count, lines) = text.strip_prefix(HEADER)?.split_once('\n')?;
        let mut journal = Self::default();
        for line in lines.lines() {
            let (what, address) = line.split_once(' ')?;
            let address = Address::new(address)?;
            match what {
                "+" => journal.written.push(address),
                "-" => journal.removed.push(address),
                _ => return None,
            }
        }
        let whole = count.trim().parse() == Ok(journal.written.len() + journal.removed.len());
        (whole && text.ends_with('\n')).then_some(journal)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_written_is_read_again_and_what_is_torn_is_not_believed() {
        let address = |written: &str| Address::new(written).unwrap();
        let journal = Journal {
            written: vec![address("a/tệp mới.html"), address("b.html")],
            removed: vec![address("c.css")],
        };
        let text = journal.to_text();
        assert_eq!(Journal::parse(&text), Some(journal));
        for length in (0..text.len()).filter(|length| text.is_char_boundary(*length)) {
            assert_eq!(Journal::parse(&text[..length]), None, "{length}");
        }
        assert_eq!(Journal::parse(&format!("{HEADER} 1\n+ ../x\n")), None);
    }

    proptest! {
        #[test]
        fn any_journal_is_read_as_it_was_written_and_no_part_of_it_is_believed(
            names in prop::collection::vec((any::<bool>(), "([a-zđ. +-]{1,6}/){0,2}[^\\p{C}/\\\\]{1,8}"), 0..8),
            cut in any::<prop::sample::Index>(),
        ) {
            let mut journal = Journal::default();
            for (goes, name) in names {
                let list = if goes { &mut journal.removed } else { &mut journal.written };
                list.extend(Address::new(name));
            }
            let text = journal.to_text();
            let torn = text.get(..cut.index(text.len())).and_then(Journal::parse);
            prop_assert_eq!(torn, None);
            prop_assert_eq!(Journal::parse(&text), Some(journal));
        }

        #[test]
        fn any_text_may_be_met_in_the_place_of_a_journal(lines in "([+-]| |/|\\.\\.|a|\n|\\PC){0,30}") {
            let _ = (Journal::parse(&lines), Journal::parse(&format!("{HEADER} 1\n{lines}\n")));
        }
    }
}
