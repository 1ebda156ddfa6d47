//! Says in both languages what the operating system refused, and what helps; knows neither who asked nor for what.

use std::io::{Error, ErrorKind};

use crate::diagnostic::{Text, text};

/// The cause of an I/O error, to stand after a path and a colon.
///
/// Causes that people can mend have words of their own; the rest keep the system's.
pub(crate) fn refusal(error: &Error) -> Text {
    match error.kind() {
        ErrorKind::NotFound => text!(vi: "không có tệp hoặc thư mục này", en: "no such file or folder"),
        ErrorKind::PermissionDenied => text!(vi: "không có quyền truy cập", en: "permission denied"),
        ErrorKind::StorageFull => text!(vi: "đĩa đã đầy", en: "the disk is full"),
        ErrorKind::QuotaExceeded => text!(vi: "đã hết hạn mức đĩa", en: "the disk quota is used up"),
        ErrorKind::FileTooLarge => {
            text!(vi: "tệp vượt quá giới hạn cho phép", en: "the file is larger than allowed")
        }
        ErrorKind::ReadOnlyFilesystem => {
            text!(vi: "đĩa chỉ cho phép đọc", en: "the disk can only be read")
        }
        ErrorKind::NotADirectory => text!(vi: "không phải thư mục", en: "not a folder"),
        ErrorKind::IsADirectory => text!(vi: "là thư mục, không phải tệp", en: "a folder, not a file"),
        _ if too_many_files(error) => {
            text!(vi: "đang mở quá nhiều tệp cùng lúc", en: "too many files are open at once")
        }
        _ => text!(vi: "hệ thống báo «{error}»", en: "{error}"),
    }
}

/// What people can do about an I/O error; `None` where nobody can tell.
pub(crate) fn remedy(error: &Error) -> Option<Text> {
    Some(match error.kind() {
        ErrorKind::NotFound => text!(
            vi: "có thể tệp vừa bị xóa, đổi tên hoặc chuyển đi; hãy chạy lại",
            en: "it may just have been deleted, renamed or moved; run this again",
        ),
        ErrorKind::PermissionDenied => text!(
            vi: "hãy cấp quyền cho tài khoản đang chạy bantin, rồi chạy lại",
            en: "give the account that runs bantin access to it, then run this again",
        ),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => text!(
            vi: "hãy xóa bớt những gì không cần để có chỗ trống, rồi chạy lại",
            en: "make room on the disk, then run this again",
        ),
        ErrorKind::FileTooLarge => text!(
            vi: "hãy nâng giới hạn kích thước tệp của tài khoản (`ulimit -f`), rồi chạy lại",
            en: "raise the account's limit for the size of files (`ulimit -f`), then run this again",
        ),
        ErrorKind::ReadOnlyFilesystem => text!(
            vi: "hãy đặt trang tin ở một đĩa ghi được",
            en: "keep the site on a disk that can be written",
        ),
        _ if too_many_files(error) => text!(
            vi: "hãy nâng giới hạn số tệp mở cùng lúc (`ulimit -n`), rồi chạy lại",
            en: "raise the limit for open files (`ulimit -n`), then run this again",
        ),
        _ => return None,
    })
}

/// The process's limit, or the system's (`EMFILE`, `ENFILE`): the standard library has no kind for them.
fn too_many_files(error: &Error) -> bool {
    cfg!(unix) && matches!(error.raw_os_error(), Some(23 | 24))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_that_people_can_mend_are_said_in_their_language() {
        let full = refusal(&Error::from(ErrorKind::StorageFull));
        assert_eq!((full.vi.as_str(), full.en.as_str()), ("đĩa đã đầy", "the disk is full"));
        assert_eq!(refusal(&Error::other("lỗi 7")).vi, "hệ thống báo «lỗi 7»");
        assert_eq!(remedy(&Error::other("lỗi 7")), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_limit_of_open_files_is_named() {
        let limit = Error::from_raw_os_error(24);
        assert_eq!(refusal(&limit).en, "too many files are open at once");
        assert!(remedy(&limit).is_some_and(|help| help.vi.contains("`ulimit -n`")));
    }
}
