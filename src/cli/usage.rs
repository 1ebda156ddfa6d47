//! Says what is wrong with a command line, in both languages.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::diagnostic::{Text, text};

/// What could not be understood, without a full stop.
pub(super) fn fault(error: &clap::Error) -> Text {
    let argument = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => text!(
            vi: "không có tùy chọn «{argument}»",
            en: "there is no option “{argument}”",
        ),
        ErrorKind::InvalidSubcommand => {
            let command = context(error, ContextKind::InvalidSubcommand);
            text!(vi: "không có lệnh «{command}»", en: "there is no command “{command}”")
        }
        ErrorKind::MissingSubcommand => text!(vi: "thiếu tên lệnh", en: "the command is missing"),
        ErrorKind::InvalidValue if value.is_empty() => text!(
            vi: "sau «{argument}» còn thiếu giá trị",
            en: "“{argument}” wants a value",
        ),
        ErrorKind::InvalidValue => {
            let allowed = context(error, ContextKind::ValidValue);
            text!(
                vi: "«{argument}» không nhận «{value}», chỉ nhận: {allowed}",
                en: "“{argument}” does not take “{value}”, only: {allowed}",
            )
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => text!(
            vi: "«{argument}» không nhận giá trị «{value}»",
            en: "“{argument}” does not take the value “{value}”",
        ),
        ErrorKind::ArgumentConflict => text!(
            vi: "«{argument}» chỉ được viết một lần",
            en: "“{argument}” can be given only once",
        ),
        ErrorKind::InvalidUtf8 => text!(
            vi: "dòng lệnh có chữ không phải UTF-8",
            en: "the command line holds text that is not UTF-8",
        ),
        _ => {
            let whole = error.to_string();
            let line = whole.lines().next().unwrap_or_default().trim_start_matches("error: ");
            text!(vi: "không hiểu dòng lệnh: {line}", en: "{line}")
        }
    }
}

/// What clap thinks was meant, or the nearest rule to one that does not exist.
pub(super) fn suggestion(error: &clap::Error) -> Option<Text> {
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let near = kinds.into_iter().map(|kind| context(error, kind)).find(|near| !near.is_empty())?;
    Some(text!(vi: "gần nhất là «{near}»", en: "the nearest is “{near}”"))
}

fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    }
}
