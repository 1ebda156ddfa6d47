//! A site in a file, and what is said about it in both languages.
//!
//! ```text
//! -- content/localities.yaml --
//! - {id: lam-son, name: xã Lam Sơn, level: comune}
//! == vi ==
//! lỗi[invalid-value]: …
//! == en ==
//! error[invalid-value]: …
//! ```
//!
//! What a file holds other than UTF-8 is said at its head: `-- a.md as latin-1 --`, `as utf-16`; `as picture`,
//! `as broken picture` and `as unknown picture` stand for files that are no text.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use bantin::source::{BinaryFile, PictureFault, PictureFormat, PictureHeader, SourceFile};

/// A site and what is said about it.
#[derive(Debug, Default)]
pub struct Case {
    /// All that stands before the expectations, as written.
    head: String,
    /// By the head of each file, `as …` included.
    files: BTreeMap<String, String>,
    /// What is said in Vietnamese.
    pub vi: String,
    /// What is said in English.
    pub en: String,
}

impl Case {
    /// Takes a case apart.
    pub fn parse(text: &str) -> Self {
        let (head, said) = text.split_once("== vi ==\n").unwrap_or((text, ""));
        let (vi, en) = said.split_once("== en ==\n").unwrap_or((said, ""));
        let mut case =
            Self { head: head.to_owned(), vi: vi.to_owned(), en: en.to_owned(), ..Self::default() };
        let mut file: Option<&mut String> = None;
        for line in head.lines() {
            if let Some(name) = line.strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --")) {
                file = Some(case.files.entry(name.to_owned()).or_default());
            } else if let Some(file) = &mut file {
                file.push_str(line);
                file.push('\n');
            }
        }
        case
    }

    /// The case with other expectations.
    pub fn with_expectations(&self, vi: &str, en: &str) -> String {
        let head = &self.head;
        format!("{head}== vi ==\n{vi}== en ==\n{en}")
    }

    /// Puts its files, all of them texts in UTF-8, into a folder.
    pub fn write(&self, root: &Path) {
        for (path, text) in &self.files {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }

    /// Its files.
    pub fn sources(&self) -> (Vec<SourceFile>, BTreeMap<String, BinaryFile>) {
        let mut texts = Vec::new();
        let mut binaries = BTreeMap::new();
        for (name, text) in &self.files {
            let (path, kind) = name.split_once(" as ").unwrap_or((name, "utf-8"));
            let header = PictureHeader { format: PictureFormat::Jpeg, width: 40, height: 30 };
            let picture = match kind {
                "picture" => Ok(header),
                "broken picture" => Err(PictureFault::Broken),
                "unknown picture" => Err(PictureFault::UnknownFormat),
                _ => {
                    let bytes = bytes(text, kind);
                    if path.starts_with("content/files/") {
                        let active = bantin::active::first(path, &bytes);
                        binaries.insert(path.to_owned(), BinaryFile { size: 1000, picture: None, active });
                    }
                    texts.push(SourceFile::decoded(path, &bytes));
                    continue;
                }
            };
            binaries.insert(path.to_owned(), BinaryFile { size: 1000, picture: Some(picture), active: None });
        }
        (texts, binaries)
    }
}

fn bytes(text: &str, encoding: &str) -> Vec<u8> {
    match encoding {
        "utf-8" => text.as_bytes().to_vec(),
        "latin-1" => text.chars().map(|letter| u8::try_from(letter).unwrap()).collect(),
        "utf-16" => [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect(),
        _ => panic!("no such encoding: {encoding}"),
    }
}
