//! What is wrong with a line of YAML, in a writer's words.

use std::ops::Range;

use crate::diagnostic::{Text, text};

/// A slip of the pen: where it stands, and the line as it should be.
pub(super) struct Slip {
    /// In bytes of the YAML.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: Text,
    /// What to write instead.
    pub help: Text,
    /// That as a line of the file, where it is one.
    pub right: Option<String>,
    /// How far that line is indented, where it is not as far as the one that is wrong.
    pub indent: Option<usize>,
}

impl Slip {
    fn new(range: Range<usize>, message: Text, right: &str) -> Self {
        let right = right.trim();
        Self {
            right: Some(right.to_owned()),
            ..Self::without_line(range, message, text!(vi: "viết `{right}`", en: "write `{right}`"))
        }
    }

    fn without_line(range: Range<usize>, message: Text, help: Text) -> Self {
        Self { range, message, help, right: None, indent: None }
    }

    pub(super) fn tab(range: Range<usize>) -> Self {
        let message = text!(vi: "đầu dòng có dấu Tab", en: "the line begins with a tab");
        Self::without_line(range, message, text!(vi: "thụt đầu dòng bằng dấu cách", en: "indent with spaces"))
    }

    pub(super) fn colon_in_value(range: Range<usize>, right: &str) -> Self {
        let message = text!(
            vi: "giá trị có dấu hai chấm mà không có ngoặc kép",
            en: "the value has a colon in it and no quotation marks around it",
        );
        Self::new(range, message, right)
    }

    pub(super) fn sign(range: Range<usize>, sign: char, right: &str) -> Self {
        let message = text!(
            vi: "giá trị bắt đầu bằng «{sign}» mà không có ngoặc kép",
            en: "the value begins with “{sign}” and has no quotation marks around it",
        );
        Self::new(range, message, right)
    }

    pub(super) fn no_blank(range: Range<usize>, right: &str) -> Self {
        let message = text!(
            vi: "sau dấu hai chấm thiếu dấu cách",
            en: "there is no blank behind the colon",
        );
        Self::new(range, message, right)
    }

    pub(super) fn wide_colon(range: Range<usize>, right: &str) -> Self {
        let message = text!(
            vi: "dấu hai chấm là ký tự rộng «：» của bộ gõ khác",
            en: "the colon is the wide sign “：” of another keyboard",
        );
        Self::new(range, message, right)
    }

    /// `indent`: where the items begin.
    pub(super) fn dash(range: Range<usize>, indent: usize, right: &str) -> Self {
        let message = text!(
            vi: "đầu mục này thiếu dấu gạch nối và dấu cách",
            en: "this item does not begin with a hyphen and a blank",
        );
        Self { indent: Some(indent), ..Self::new(range, message, right) }
    }

    pub(super) fn comma(range: Range<usize>, right: &str) -> Self {
        let message = text!(
            vi: "giữa hai mục trong ngoặc thiếu dấu phẩy",
            en: "there is no comma between two things in the brackets",
        );
        Self::new(range, message, right)
    }

    pub(super) fn unclosed_quotation(range: Range<usize>, right: &str) -> Self {
        let message = text!(
            vi: "thiếu dấu nháy đóng",
            en: "the closing quotation mark is missing",
        );
        Self::new(range, message, right)
    }

    pub(super) fn behind_quotation(range: Range<usize>, right: &str) -> Self {
        let message = text!(
            vi: "sau dấu nháy đóng còn chữ",
            en: "words stand behind the closing quotation mark",
        );
        Self::new(range, message, right)
    }

    pub(super) fn unclosed_bracket(range: Range<usize>, bracket: char, right: &str) -> Self {
        let message = text!(
            vi: "ngoặc «{bracket}» mở ở đây mà không đóng",
            en: "the bracket “{bracket}” is opened here and not closed",
        );
        Self::new(range, message, right)
    }

    pub(super) fn unopened_bracket(range: Range<usize>, bracket: char, right: &str) -> Self {
        let message = text!(
            vi: "có ngoặc đóng «{bracket}» mà không có ngoặc mở",
            en: "there is a closing bracket “{bracket}” and no opening one",
        );
        Self::new(range, message, right)
    }

    pub(super) fn other_bracket(range: Range<usize>, open: char, close: char, right: &str) -> Self {
        let message = text!(
            vi: "mở bằng «{open}» mà đóng bằng «{close}»",
            en: "what “{open}” opens is closed by “{close}”",
        );
        Self::new(range, message, right)
    }

    pub(super) fn behind_bracket(range: Range<usize>, rest: &str) -> Self {
        let message = text!(vi: "sau ngoặc đóng còn chữ", en: "words stand behind the closing bracket");
        let help = text!(
            vi: "xóa «{rest}», hoặc đưa vào trong ngoặc",
            en: "delete “{rest}”, or put it within the brackets",
        );
        Self::without_line(range, message, help)
    }

    /// A line that is indented as none above it is.
    pub(super) fn indent(range: Range<usize>, above: &str, blanks: usize) -> Self {
        let message = text!(
            vi: "dòng này thụt vào không như các dòng cùng cấp",
            en: "this line is not indented as the others of its level are",
        );
        let help = match blanks {
            0 => text!(
                vi: "viết sát lề trái, như dòng `{above}:`",
                en: "begin it at the left edge, as the line `{above}:`",
            ),
            _ => text!(
                vi: "thụt vào {blanks} dấu cách, như dòng `{above}:`",
                en: "indent it by {blanks} blanks, as the line `{above}:`",
            ),
        };
        Self { indent: Some(blanks), ..Self::without_line(range, message, help) }
    }

    pub(super) fn unreadable(range: Range<usize>) -> Self {
        let message = text!(vi: "không đọc được dòng này", en: "this line can't be read");
        let help = text!(
            vi: "mỗi dòng là `khóa: giá trị`, có dấu cách sau dấu hai chấm; các dòng cùng cấp thụt vào như nhau",
            en: "each line is `key: value`, with a space after the colon; lines of one level are indented alike",
        );
        Self::without_line(range, message, help)
    }
}
