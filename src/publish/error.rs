//! What can keep a site from being published.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use super::sums::SUMS;
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
    NoWayBack {
        /// The folder that was to go back.
        output: PathBuf,
        /// Why not.
        fault: BackFault,
    },
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
    /// It lies in a folder that bantin has published to.
    InSite,
    /// It is a file, or a link to nowhere.
    NotAFolder,
}

/// Why a folder can't go back to the site of the build before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BackFault {
    /// Bantin has built nothing there, or somebody deleted it.
    NothingBuilt,
    /// No build has changed the site since the first.
    NothingBefore,
    /// What was kept of the build before is gone, or the list of what it holds.
    Lost,
    /// A run was cut off while it made the next site of what was kept.
    CutOff,
    /// Somebody has changed what was kept.
    Changed {
        /// The first file that is not as it was, from the folder.
        file: String,
    },
    /// The folder can't be exchanged for another in one step.
    Fixed,
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
            Self::NoWayBack { output, fault } => fault.text(&output.display().to_string()),
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
            Self::Foreign { files, .. } => {
                let inner = files.iter().find_map(|file| file.strip_suffix(SUMS)?.strip_suffix('/'))?;
                Some(text!(
                    vi: "nếu «{inner}» là một trang khác, dựng vào đó bằng --output, thì hãy chuyển thư mục ấy ra ngoài",
                    en: "if “{inner}” is another site, which was built there by --output, move that folder elsewhere",
                ))
            }
            Self::NoWayBack { fault, .. } => Some(fault.help()),
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
            Self::InSite => text!(
                vi: "không thể xuất bản vào «{output}»: thư mục này nằm trong một trang đã dựng, và lần dựng sau của trang ấy sẽ gặp tệp lạ",
                en: "can't publish to “{output}”: it lies in a site that is built, whose next build would meet files it does not know",
            ),
            Self::NotAFolder => text!(
                vi: "không thể xuất bản vào «{output}»: đây không phải thư mục",
                en: "can't publish to “{output}”: it is not a folder",
            ),
        }
    }
}

impl BackFault {
    fn text(&self, output: &str) -> Text {
        match self {
            Self::NothingBuilt => text!(
                vi: "trong «{output}» không có trang nào do bantin dựng",
                en: "there is no site in “{output}” that bantin built",
            ),
            Self::NothingBefore => text!(
                vi: "trang trong «{output}» chưa thay đổi kể từ lần dựng đầu, nên không có trang trước đó để trở về",
                en: "the site in “{output}” has not changed since it was first built, so there is none to go back to",
            ),
            Self::Lost => text!(
                vi: "không còn bản lưu của trang trước đó: thư mục .bantin/ hoặc một phần của nó đã bị xóa hay chuyển đi",
                en: "what was kept of the site before is gone: the folder .bantin/, or a part of it, was deleted or moved",
            ),
            Self::CutOff => text!(
                vi: "một lần chạy trước bị ngắt giữa chừng (mất điện, bị dừng, hết chỗ trên đĩa …) khi đang dùng bản lưu của trang trước đó để ghép trang mới, nên bản lưu ấy không còn nguyên; trang trong «{output}» thì vẫn nguyên vẹn",
                en: "an earlier run was cut off (no power, stopped, a full disk …) while it put the new site together out of what was kept of the site before, which is not whole any more; the site in “{output}” is",
            ),
            Self::Changed { file } => text!(
                vi: "bản lưu của trang trước đó đã bị sửa, nên không đưa trở lại được: tệp {file} không còn như khi được ghi",
                en: "what was kept of the site before was changed, so it can't be put back: the file {file} is not as it was written",
            ),
            Self::Fixed => text!(
                vi: "«{output}» không đổi được với thư mục khác trong một bước (ổ gắn ngoài, ổ mạng, hoặc không có quyền), nên không giữ được trang trước đó",
                en: "“{output}” can't be exchanged for another folder in one step (a mounted or network disk, or no permission), so no site before it is kept",
            ),
        }
    }

    fn help(&self) -> Text {
        match self {
            Self::NothingBuilt => text!(
                vi: "hãy dựng trang bằng `bantin build`; nếu trang nằm ở thư mục khác thì nêu thư mục ấy sau --output",
                en: "build the site with `bantin build`; if it is in another folder, name that after --output",
            ),
            Self::NothingBefore | Self::Lost | Self::CutOff | Self::Changed { .. } => text!(
                vi: "hãy sửa nội dung rồi chạy `bantin build`; từ lần dựng có thay đổi ấy lại có trang để trở về",
                en: "correct the content and run `bantin build`; once that has changed the site, there is one to go back to",
            ),
            Self::Fixed => text!(
                vi: "hãy sửa nội dung rồi chạy `bantin build`; muốn có đường trở về thì đặt trang ở một thư mục thường trên đĩa của máy",
                en: "correct the content and run `bantin build`; to have a way back, keep the site in an ordinary folder of the computer's own disk",
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
