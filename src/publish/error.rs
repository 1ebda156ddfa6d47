//! What can keep a site from being published.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::diagnostic::{Text, text};
use crate::output::Address;
use crate::refusal::{refusal, remedy};

/// How many foreign files a message names.
const NAMED: usize = 10;

/// Why a site could not be published.
#[derive(Debug, Error)]
#[error("{}", self.text().en)]
pub enum PublishError {
    /// The output folder is a place that must not be replaced.
    BadOutput {
        /// The folder, with links resolved.
        output: PathBuf,
        /// Why not.
        fault: OutputFault,
    },
    /// The output folder holds files that bantin did not write.
    Foreign {
        /// The folder.
        output: PathBuf,
        /// The files, from the folder, in their order.
        files: Vec<String>,
    },
    /// Another build of the same site is running.
    Locked {
        /// Its process, where it could be read.
        pid: Option<u32>,
    },
    /// Two files were made for one address.
    TwoOutputs {
        /// The address.
        address: Address,
    },
    /// There is no site to go back to, or this folder can't be exchanged for it.
    NoPrevious,
    /// The disk refused.
    Disk {
        /// The file or folder.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
}

/// Why a folder can't be the output folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputFault {
    /// It is the site's own folder.
    Root,
    /// The site's folder lies in it.
    AboveRoot,
    /// It is, holds or lies in a folder that people or programs keep their work in: `content/`, `themes/`,
    /// `.bantin/`, `.git/`.
    Sources,
    /// It is a home folder, or one lies in it.
    Home,
    /// It is a file, or a link to nowhere.
    NotAFolder,
}

impl PublishError {
    /// The failure in both languages, with its place and what to do about it.
    pub fn text(&self) -> Text {
        match self {
            Self::BadOutput { output, fault } => fault.text(&output.display().to_string()),
            Self::Foreign { output, files } => foreign(&output.display().to_string(), files),
            Self::Locked { pid: Some(pid) } => text!(
                vi: "tiến trình {pid} đang dựng trang tin này; hãy đợi hoặc dừng tiến trình đó",
                en: "process {pid} is building this site; wait for it or stop it",
            ),
            Self::Locked { pid: None } => text!(
                vi: "một tiến trình khác đang dựng trang tin này; hãy đợi",
                en: "another process is building this site; wait for it",
            ),
            Self::TwoOutputs { address } => text!(
                vi: "hai nội dung cùng có địa chỉ {address}",
                en: "two files have the address {address}",
            ),
            Self::NoPrevious => text!(
                vi: "không có trang trước đó để trở về: chỉ giữ được trang của lần dựng ngay trước, và chỉ khi thư mục xuất bản đổi được trong một bước",
                en: "there is no previous site to go back to: only that of the build before is kept, and only where the output folder can be exchanged in one step",
            ),
            Self::Disk { path, source } => {
                let (path, Text { vi, en }) = (path.display(), refusal(source));
                text!(vi: "không ghi được {path}: {vi}", en: "can't write {path}: {en}")
            }
        }
    }
}

impl PublishError {
    /// What to do about it, where [`Self::text`] does not say so already.
    pub fn help(&self) -> Option<Text> {
        match self {
            Self::BadOutput { .. } => Some(text!(
                vi: "hãy chọn một thư mục chỉ dành cho trang đã dựng, chẳng hạn `--output public`",
                en: "choose a folder for the built site alone, such as `--output public`",
            )),
            Self::Disk { source, .. } => remedy(source),
            _ => None,
        }
    }
}

impl OutputFault {
    fn text(self, output: &str) -> Text {
        match self {
            Self::Root => text!(
                vi: "không thể xuất bản vào «{output}»: đây là thư mục gốc của trang tin",
                en: "can't publish to “{output}”: it is the site's own folder",
            ),
            Self::AboveRoot => text!(
                vi: "không thể xuất bản vào «{output}»: trang tin nằm trong thư mục này",
                en: "can't publish to “{output}”: the site's folder lies in it",
            ),
            Self::Sources => text!(
                vi: "không thể xuất bản vào «{output}»: đây là chỗ của nội dung, giao diện hoặc dữ liệu làm việc",
                en: "can't publish to “{output}”: content, themes or working data are kept there",
            ),
            Self::Home => text!(
                vi: "không thể xuất bản vào «{output}»: đây là thư mục cá nhân, hoặc chứa thư mục cá nhân",
                en: "can't publish to “{output}”: it is a home folder, or one lies in it",
            ),
            Self::NotAFolder => text!(
                vi: "không thể xuất bản vào «{output}»: đây không phải thư mục",
                en: "can't publish to “{output}”: it is not a folder",
            ),
        }
    }
}

fn foreign(output: &str, files: &[String]) -> Text {
    let named: String = files.iter().take(NAMED).map(|file| format!("\n  {}", file.escape_debug())).collect();
    let rest = files.len().saturating_sub(NAMED);
    let more = match rest {
        0 => text!(vi: "", en: ""),
        _ => text!(vi: "\n  và {rest} tệp khác", en: "\n  and {rest} more"),
    };
    let Text { vi, en } = more;
    text!(
        vi: "«{output}» có tệp không do bantin ghi, hoặc đã bị sửa khi .bantin/ không còn; hãy chuyển đi nơi khác hoặc chọn thư mục khác:{named}{vi}",
        en: "“{output}” holds files that bantin did not write, or that were changed while .bantin/ was lost; move them away or choose another folder:{named}{en}",
    )
}

impl From<PublishError> for io::Error {
    fn from(error: PublishError) -> Self {
        let kind = match &error {
            PublishError::Disk { source, .. } => source.kind(),
            PublishError::TwoOutputs { .. } => io::ErrorKind::AlreadyExists,
            _ => io::ErrorKind::Other,
        };
        Self::new(kind, error)
    }
}

impl From<io::Error> for PublishError {
    /// Takes back what [`crate::output::Sink::put`] gave.
    fn from(error: io::Error) -> Self {
        error.downcast().unwrap_or_else(|source| Self::Disk { path: PathBuf::new(), source })
    }
}
