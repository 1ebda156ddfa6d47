//! Says in both languages what the operating system refused; knows neither who asked nor for what.

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
        _ => text!(vi: "hệ thống báo «{error}»", en: "{error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_that_people_can_mend_are_said_in_their_language() {
        let full = refusal(&Error::from(ErrorKind::StorageFull));
        assert_eq!((full.vi.as_str(), full.en.as_str()), ("đĩa đã đầy", "the disk is full"));
        assert_eq!(refusal(&Error::other("lỗi 7")).vi, "hệ thống báo «lỗi 7»");
    }
}
