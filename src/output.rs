//! A finished file, and the place one is put.
//!
//! Knows neither what the file is made from nor where it is kept.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Where an output lives, from the site's root: `ban-tin/2022/ra-quan.html`.
///
/// Parts are separated by `/`; none is empty, `.` or `..`, so an address never leaves the output folder. Plan, cache
/// and staging each know every address of the site: its clones share one text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Address(Arc<str>);

impl Address {
    /// Takes an address that holds what [`Address`] promises.
    pub fn new(address: impl AsRef<str>) -> Option<Self> {
        let address = address.as_ref();
        let mut parts = address.as_bytes().split(|byte| *byte == b'/');
        let fine = parts.all(|part| !matches!(part, b"" | b"." | b".."))
            && !address.bytes().any(|byte| matches!(byte, b'\\' | b'\0'));
        fine.then(|| Self(address.into()))
    }

    /// Joins parts that are slugs or were checked before; what could leave the folder is made harmless.
    pub fn of(parts: &[&str]) -> Self {
        let mut address = String::with_capacity(parts.iter().map(|part| part.len() + 1).sum());
        for part in parts.iter().flat_map(|part| part.split('/')) {
            if matches!(part, "" | "." | "..") {
                continue;
            }
            if !address.is_empty() {
                address.push('/');
            }
            match part.contains(['\\', '\0']) {
                true => address.push_str(&part.replace(['\\', '\0'], "-")),
                false => address.push_str(part),
            }
        }
        Self(address.into())
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The relative link that leads from a page at `self` to `target`: `../../dia-phuong/xa-nhe.html`.
    ///
    /// Always names a file, so that it holds from `file://` too. What would end a link or change its meaning
    /// is percent-encoded; letters of all languages stay.
    pub fn link_to(&self, target: &Self) -> String {
        let (here, there) = (self.folder(), target.folder());
        let same = here.bytes().zip(there.bytes()).take_while(|(a, b)| a == b).count();
        let shared = here.as_bytes()[..same].iter().rposition(|byte| *byte == b'/').map_or(0, |at| at + 1);
        let up = here[shared..].matches('/').count();
        let rest = &target.0[shared..];
        let mut link = String::with_capacity("../".len() * up + rest.len());
        for _ in 0..up {
            link.push_str("../");
        }
        push_in_link(&mut link, rest);
        link
    }

    /// The folder that it lies in, with a slash at its end; empty at the root.
    fn folder(&self) -> &str {
        &self.0[..self.0.rfind('/').map_or(0, |at| at + 1)]
    }

    /// The address as it stands in a link behind the site's base or a way to its root.
    pub fn in_link(&self) -> String {
        let mut link = String::with_capacity(self.0.len());
        push_in_link(&mut link, &self.0);
        link
    }

    /// What a theme writes before an address to get a link from the page at `self`: `../../`, or nothing.
    pub fn to_root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

fn push_in_link(link: &mut String, path: &str) {
    // Slugs and the program's own names hold nothing else, and a page has a hundred links.
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-./_".contains(&byte);
    if path.bytes().all(is_plain) {
        link.push_str(path);
        return;
    }
    // A colon in the first part would make it a scheme.
    let is_encoded = |c| {
        matches!(c, '"' | '#' | '%' | ':' | '<' | '>' | '?' | '[' | '\\' | ']' | '^' | '`' | '{' | '|' | '}')
            || char::is_control(c)
            || char::is_whitespace(c)
    };
    push_percent_encoded(link, path, is_encoded);
}

/// Writes some characters of a text as URLs do: each byte as `%` and two digits (RFC 3986, 2.1).
pub fn percent_encoded(text: &str, is_encoded: impl Fn(char) -> bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    push_percent_encoded(&mut encoded, text, is_encoded);
    encoded
}

/// Nearly every address has nothing to be encoded, so what lies between is taken over in one piece.
fn push_percent_encoded(encoded: &mut String, text: &str, is_encoded: impl Fn(char) -> bool) {
    let mut rest = text;
    while let Some((at, c)) = rest.char_indices().find(|(_, c)| is_encoded(*c)) {
        let (before, behind) = rest.split_at(at);
        encoded.push_str(before);
        let (c, behind) = behind.split_at(c.len_utf8());
        encoded.extend(c.bytes().map(|byte| format!("%{byte:02X}")));
        rest = behind;
    }
    encoded.push_str(rest);
}

/// A path as a disk names it: Markdown editors write a space in a file's name as `%20`, a đ as `%C4%91`.
pub fn percent_decoded(written: &str) -> String {
    let mut bytes = Vec::with_capacity(written.len());
    let mut rest = written.as_bytes();
    while let Some((byte, behind)) = rest.split_first() {
        let hex = behind.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.filter(|_| *byte == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(decoded) => {
                bytes.push(decoded);
                rest = &behind[2..];
            }
            None => {
                bytes.push(*byte);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What a file holds, as far as a comparison needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// SHA-256, the hash that every upload tool and `sha256sum` know.
    pub sha256: [u8; 32],
    /// In bytes.
    pub size: u64,
}

impl Fingerprint {
    /// The fingerprint of a file that holds these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self { sha256: Sha256::digest(bytes).into(), size: bytes.len() as u64 }
    }
}

/// Makes the fingerprint of a file that is never held whole.
#[derive(Debug, Default)]
pub struct Hashing {
    sha256: Sha256,
    size: u64,
}

impl Hashing {
    /// Takes the next bytes.
    pub fn take(&mut self, bytes: &[u8]) {
        self.sha256.update(bytes);
        self.size += bytes.len() as u64;
    }

    /// How many bytes it has taken.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The fingerprint of all that was taken.
    pub fn finish(self) -> Fingerprint {
        Fingerprint { sha256: self.sha256.finalize().into(), size: self.size }
    }
}

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.take(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes what a file holds, from its first byte to its last.
pub type Make<'m> = dyn FnMut(&mut dyn Write) -> io::Result<()> + 'm;

/// Takes finished files, one by one and from many threads.
pub trait Sink: Sync {
    /// Keeps a finished file, and says what it holds.
    ///
    /// # Errors
    ///
    /// What the place it is kept in says.
    fn put(&self, address: &Address, bytes: &[u8]) -> io::Result<Fingerprint>;

    /// As [`Self::put`], for a file that grows with the site: `make` writes it once, and it need not be held whole.
    ///
    /// # Errors
    ///
    /// As for [`Self::put`]; and what `make` says.
    fn put_in_pieces(&self, address: &Address, make: &mut Make<'_>) -> io::Result<Fingerprint> {
        let mut bytes = Vec::new();
        make(&mut bytes)?;
        self.put(address, &bytes)
    }

    /// Keeps a file that need not be made, because one that holds just this is there already; `false` where
    /// there is none, so that it has to be made and put.
    ///
    /// # Errors
    ///
    /// As for [`Self::put`].
    fn keep(&self, address: &Address, holds: &Fingerprint) -> io::Result<bool>;

    /// The bytes of a file that holds just this and is there already; `None` where there is none. It is not kept.
    ///
    /// # Errors
    ///
    /// As for [`Self::put`].
    fn read(&self, address: &Address, holds: &Fingerprint) -> io::Result<Option<Vec<u8>>>;
}

/// Keeps outputs in memory.
#[derive(Debug, Default)]
pub struct InMemory {
    files: Mutex<BTreeMap<Address, Vec<u8>>>,
}

impl InMemory {
    /// What was put, by address.
    pub fn into_files(self) -> BTreeMap<Address, Vec<u8>> {
        self.files.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for InMemory {
    fn put(&self, address: &Address, bytes: &[u8]) -> io::Result<Fingerprint> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(address.clone(), bytes.to_vec());
        Ok(Fingerprint::of(bytes))
    }

    fn keep(&self, _: &Address, _: &Fingerprint) -> io::Result<bool> {
        Ok(false)
    }

    fn read(&self, _: &Address, _: &Fingerprint) -> io::Result<Option<Vec<u8>>> {
        Ok(None)
    }
}

/// Drops what it is given: for `check`, which publishes nothing.
#[derive(Debug)]
pub struct Nowhere;

impl Sink for Nowhere {
    fn put(&self, _: &Address, bytes: &[u8]) -> io::Result<Fingerprint> {
        Ok(Fingerprint::of(bytes))
    }

    fn put_in_pieces(&self, _: &Address, make: &mut Make<'_>) -> io::Result<Fingerprint> {
        let mut hash = Hashing::default();
        make(&mut hash)?;
        Ok(hash.finish())
    }

    /// What could be made before can be made again.
    fn keep(&self, _: &Address, _: &Fingerprint) -> io::Result<bool> {
        Ok(true)
    }

    fn read(&self, _: &Address, _: &Fingerprint) -> io::Result<Option<Vec<u8>>> {
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(from: &str, to: &str, link: &str) {
        assert_eq!(Address::of(&[from]).link_to(&Address::of(&[to])), link);
    }

    #[test]
    fn links_lead_from_page_to_page_without_a_server() {
        check("index.html", "ban-tin/index.html", "ban-tin/index.html");
        check("ban-tin/2022/a.html", "ban-tin/2022/b.html", "b.html");
        check("ban-tin/2022/a.html", "dia-phuong/x.html", "../../dia-phuong/x.html");
        check("ban-tin/2022/a.html", "index.html", "../../index.html");
        check("ban-tin/2022/11.html", "ban-tin/2022/index.html", "index.html");
        check("a/b.html", "a/Tin cũ #1: 100%.html", "Tin%20cũ%20%231%3A%20100%25.html");
    }

    #[test]
    fn names_that_links_would_misread_are_encoded() {
        check("a.html", "ảnh 1 & 2.png", "ảnh%201%20&%202.png");
        check("a.html", "50%/a?b#c.png", "50%25/a%3Fb%23c.png");
        check("a.html", "ban-tin:1.html", "ban-tin%3A1.html");
        for name in ["ảnh 1 & 2.png", "50%/a?b#c.png", "100%.png"] {
            assert_eq!(percent_decoded(&Address::of(&[name]).in_link()), name);
        }
        assert_eq!(percent_decoded("100%zz"), "100%zz");
    }

    #[test]
    fn no_address_leaves_the_output_folder() {
        for address in ["../x", "a/../b", "/etc/passwd", "a//b", "", "a\\b", "./a"] {
            assert_eq!(Address::new(address), None, "{address}");
        }
        assert_eq!(Address::of(&["a/../../b", "", "c.html"]).as_str(), "a/b/c.html");
    }
}
