//! What can keep words out of a file.

use std::io;
use std::path::PathBuf;

use crate::diagnostic::{Text, text};
use crate::refusal::refusal;

/// A file that was not changed.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.text().en)]
pub struct EditError {
    /// The file, as it was named.
    pub path: PathBuf,
    /// Why.
    pub fault: EditFault,
}

/// Why a file was not changed.
#[derive(Debug, thiserror::Error)]
pub enum EditFault {
    /// The disk refused.
    #[error(transparent)]
    Disk(#[from] io::Error),
    /// It is not any more what was read.
    #[error("changed meanwhile")]
    Changed,
    /// Its bytes are not UTF-8, or can't be followed to the place in question.
    #[error("can't be followed")]
    Unmappable,
}

impl EditError {
    /// The failure in both languages, with the file and what to do about it.
    pub fn text(&self) -> Text {
        let path = self.path.display();
        match &self.fault {
            EditFault::Disk(error) => {
                let Text { vi, en } = refusal(error);
                text!(vi: "không ghi được {path}: {vi}", en: "can't write {path}: {en}")
            }
            EditFault::Changed => text!(
                vi: "{path} vừa được sửa trong lúc đọc nên được giữ nguyên; hãy chạy lại",
                en: "{path} was changed meanwhile, so it was left alone; run this again",
            ),
            EditFault::Unmappable => text!(
                vi: "{path} có chữ mã hóa theo cách không sửa tự động được nên được giữ nguyên; hãy lưu tệp dạng UTF-8 rồi chạy lại",
                en: "{path} is encoded in a way that can't be edited safely, so it was left alone; save it as UTF-8 and run this again",
            ),
        }
    }
}
