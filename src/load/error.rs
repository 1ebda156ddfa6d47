//! What can keep a site from being read.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::diagnostic::{Text, text};
use crate::refusal::{refusal, remedy};

/// Why a site could not be read. Paths are from the site's root, unless said otherwise.
#[derive(Debug, Error)]
#[error("{}", self.text().en)]
pub enum LoadError {
    /// The folder that was to be a site does not exist.
    NoRoot {
        /// As it was given.
        root: PathBuf,
    },
    /// There is no `content/site.yaml`.
    NoSite {
        /// The folder that was to be a site, as it was given.
        root: PathBuf,
        /// The nearest folder above that is one.
        above: Option<PathBuf>,
    },
    /// The disk refused.
    Unreadable {
        /// The file or folder.
        path: String,
        /// What it said.
        source: io::Error,
    },
    /// A path that was named, where no text of the site is.
    NotOfSite {
        /// As it was named.
        path: String,
    },
    /// A text that holds something else than when it was read first, a moment ago.
    Changed {
        /// The file.
        path: String,
    },
    /// A text that nobody can have written, or a file that is too large to publish.
    TooLarge {
        /// The file.
        path: String,
        /// In bytes.
        size: u64,
        /// How large a file of its kind may be, in bytes.
        limit: u64,
    },
    /// A name with characters that nobody sees: messengers put them into those of pictures.
    HiddenInName {
        /// Its place, with those characters escaped.
        path: String,
        /// Its place without them.
        seen: String,
    },
    /// A file or link that is not what a site is made of.
    Unusable {
        /// Its place, with what can't be shown escaped.
        path: String,
        /// What is wrong with it.
        fault: PathFault,
    },
}

/// What is wrong with a path, whatever it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathFault {
    /// A symbolic link that leads out of the site, to a hidden part of it, or nowhere.
    LinkLeaves,
    /// A symbolic link to a folder that it lies in.
    LinkCircle,
    /// A pipe, a socket or a device.
    NotAFile,
    /// A name that is not UTF-8, or has a line end, a tab or a backslash in it.
    UnusableName,
    /// Two files whose names differ only in how their marks are encoded.
    SameName,
}

impl LoadError {
    /// The failure in both languages, with its path and what to do about it.
    pub fn text(&self) -> Text {
        match self {
            Self::NoRoot { root } => {
                let root = root.display();
                text!(vi: "không có thư mục «{root}»", en: "there is no folder “{root}”")
            }
            Self::NoSite { root, above: None } => {
                let root = root.display();
                text!(
                    vi: "«{root}» không phải thư mục của một trang tin: không có content/site.yaml",
                    en: "“{root}” is not a site: there is no content/site.yaml in it",
                )
            }
            Self::NoSite { root, above: Some(above) } => {
                let (root, above) = (root.display(), above.display());
                text!(
                    vi: "«{root}» không phải thư mục của một trang tin: không có content/site.yaml; thư mục phía trên có trang tin là «{above}», hãy dùng --root",
                    en: "“{root}” is not a site: there is no content/site.yaml in it; the folder above that is one is “{above}”: use --root",
                )
            }
            Self::Unreadable { path, source } => {
                let Text { vi, en } = refusal(source);
                text!(vi: "không đọc được {path}: {vi}", en: "can't read {path}: {en}")
            }
            Self::NotOfSite { path } => text!(
                vi: "ở {path} không có bài nào của trang tin này",
                en: "there is no text of this site at {path}",
            ),
            Self::Changed { path } => text!(
                vi: "{path} vừa được sửa trong lúc bantin đang chạy, nên chưa có gì được đăng; hãy chạy lại",
                en: "{path} was changed while bantin was running, so nothing was published; run this again",
            ),
            Self::TooLarge { path, size, limit } => {
                let (size, limit) = (mebibytes(*size), mebibytes(*limit));
                text!(
                    vi: "{path} quá lớn: {size} MiB; tệp loại này chỉ được đến {limit} MiB; hãy chia nhỏ, hoặc để tệp ở nơi khác rồi đặt liên kết",
                    en: "{path} is too large: {size} MiB; a file of its kind may have {limit} MiB; split it, or keep it elsewhere and link to it",
                )
            }
            Self::HiddenInName { path, seen } => text!(
                vi: "tên tệp «{path}» có ký tự không nhìn thấy, thường do ứng dụng nhắn tin đặt vào; hãy đổi tên: xóa hết tên cũ rồi gõ lại, thành «{seen}»",
                en: "there are hidden characters in the file name “{path}”, as messengers put there; rename it: delete all of the old name and type “{seen}”",
            ),
            Self::Unusable { path, fault } => fault.text(path),
        }
    }
}

impl LoadError {
    /// What to do about it, where [`Self::text`] does not say so already.
    pub fn help(&self) -> Option<Text> {
        match self {
            Self::Unreadable { source, .. } => remedy(source),
            Self::NoRoot { .. } => Some(text!(
                vi: "hãy xem lại đường dẫn viết sau --root",
                en: "look over the path after --root",
            )),
            Self::NoSite { above: None, .. } => Some(text!(
                vi: "sau --root hãy viết thư mục có content/site.yaml, hoặc chuyển vào thư mục ấy rồi chạy lại",
                en: "after --root, write the folder that content/site.yaml is in, or go to that folder and run this again",
            )),
            _ => None,
        }
    }
}

impl PathFault {
    fn text(self, path: &str) -> Text {
        match self {
            Self::LinkLeaves => text!(
                vi: "{path} là liên kết dẫn ra ngoài trang tin, đến phần ẩn hoặc không dẫn đến đâu; hãy chép tệp thật vào đây",
                en: "{path} is a link that leads out of the site, to a hidden part of it, or nowhere; put the file itself here",
            ),
            Self::LinkCircle => text!(
                vi: "{path} là liên kết đến chính thư mục chứa nó",
                en: "{path} is a link to a folder that it lies in",
            ),
            Self::NotAFile => text!(
                vi: "{path} không phải tệp thường (mà là ống dẫn, ổ cắm hoặc thiết bị)",
                en: "{path} is no regular file, but a pipe, a socket or a device",
            ),
            Self::UnusableName => text!(
                vi: "tên tệp «{path}» không dùng được: phải là UTF-8, không có dấu xuống dòng, dấu Tab hay dấu gạch chéo ngược; hãy đổi tên",
                en: "the file name “{path}” can't be used: it must be UTF-8, without line ends, tabs and backslashes; rename it",
            ),
            Self::SameName => text!(
                vi: "có hai tệp cùng tên {path}, chỉ khác cách mã hóa dấu; hãy xóa một",
                en: "there are two files named {path} that differ only in how marks are encoded; delete one",
            ),
        }
    }
}

/// Rounded up, so that a size above a limit never looks equal to it.
fn mebibytes(bytes: u64) -> u64 {
    bytes.div_ceil(1024 * 1024)
}
