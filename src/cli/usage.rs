//! Says what is wrong with a command line, and what to write instead, in both languages.

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::diagnostic::{Text, text};

/// What could not be understood, without a full stop.
pub(super) fn fault(error: &clap::Error) -> Text {
    let argument = context(error, ContextKind::InvalidArg);
    let argument = name(&argument);
    let value = context(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument if !argument.starts_with('-') => text!(
            vi: "thừa «{argument}»: chương trình không biết dùng vào đâu",
            en: "there is no use for “{argument}” here",
        ),
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
        // Numbers are the one kind of value that clap itself reads.
        ErrorKind::ValueValidation => text!(
            vi: "«{argument}» không nhận «{value}», chỉ nhận một số nguyên từ 1 trở lên",
            en: "“{argument}” does not take “{value}”, only a whole number from 1 on",
        ),
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

/// What to write instead, as far as the error tells; `asked` is the command of bantin that the line names.
pub(super) fn suggestion(error: &clap::Error, bantin: &Command, asked: Option<&Command>) -> Option<Text> {
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    if let Some(near) = kinds.into_iter().map(|kind| context(error, kind)).find(|near| !near.is_empty()) {
        return Some(text!(vi: "gần nhất là «{near}»", en: "the nearest is “{near}”"));
    }
    let argument = context(error, ContextKind::InvalidArg);
    let argument = name(&argument);
    match error.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => owner(argument, bantin),
        ErrorKind::UnknownArgument => extra(argument, asked?),
        ErrorKind::MissingSubcommand => {
            let commands: Vec<&str> = bantin.get_subcommands().map(Command::get_name).collect();
            let commands = commands.join(", ");
            Some(text!(vi: "có các lệnh: {commands}", en: "the commands are: {commands}"))
        }
        // The help of an option is in the one language that is spoken.
        ErrorKind::InvalidValue if context(error, ContextKind::InvalidValue).is_empty() => {
            let option = asked.into_iter().chain([bantin]).find_map(|command| option(command, argument))?;
            let help = option.get_help()?.to_string();
            Some(text!(vi: "{argument}: {help}", en: "{argument}: {help}"))
        }
        ErrorKind::TooManyValues => Some(text!(
            vi: "chỉ viết `{argument}`, không kèm gì",
            en: "write `{argument}` and nothing with it",
        )),
        ErrorKind::ArgumentConflict => {
            Some(text!(vi: "giữ lại một, bỏ phần còn lại", en: "keep one of them, delete the rest"))
        }
        _ => None,
    }
}

/// The command that an option belongs to, where it was given to another.
fn owner(argument: &str, bantin: &Command) -> Option<Text> {
    let owners: Vec<String> = bantin
        .get_subcommands()
        .filter(|command| option(command, argument).is_some())
        .map(|command| format!("`bantin {}`", command.get_name()))
        .collect();
    let list = owners.join(", ");
    (!owners.is_empty()).then(|| {
        text!(
            vi: "tùy chọn ấy dùng được với: {list}",
            en: "that option can be given to: {list}",
        )
    })
}

/// A word too many is most often the site's folder, or the second of two questions.
fn extra(word: &str, asked: &Command) -> Option<Text> {
    let command = asked.get_name();
    if option(asked, "--root").is_some() {
        return Some(text!(
            vi: "nếu đó là thư mục của trang tin thì viết `bantin {command} --root {word}`, nếu không thì bỏ đi",
            en: "if it is the site's folder, write `bantin {command} --root {word}`; if not, delete it",
        ));
    }
    Some(text!(
        vi: "mỗi lần chỉ hỏi một tên: `bantin {command} {word}`",
        en: "ask for one name at a time: `bantin {command} {word}`",
    ))
}

fn option<'a>(command: &'a Command, argument: &str) -> Option<&'a clap::Arg> {
    let long = argument.strip_prefix("--")?;
    command.get_arguments().find(|option| option.get_long() == Some(long))
}

/// An option without the word that clap puts in the place of its value: `--root <DIR>`.
fn name(argument: &str) -> &str {
    argument.split_once(" <").map_or(argument, |(name, _)| name)
}

fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    }
}
