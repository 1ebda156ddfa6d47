//! The command line: what was typed, what it means, and what is said about how it went.
//!
//! What is for people goes to standard error, what is for programs to standard output. Knows nothing of how a
//! site is made.

mod arguments;
mod figures;
mod language;
mod made;
mod meaning;
mod place;
mod report;
mod search;
mod speech;
mod usage;
mod words;

use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use crate::diagnostic::explain::{explain, rules};
use crate::diagnostic::{nearest, text};
use arguments::{Arguments, Command};
use report::Exit;
use speech::Speech;

/// Does what the command line says, the program's name first, and gives the exit status: 0 where all went
/// well, 1 where the content or the surroundings are at fault, 2 where the command line is.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let environment = language::of_environment(variable);
    let language = language::asked_for(&arguments).unwrap_or(environment);
    let mut speech = Speech::new(language);
    let mut bantin = words::in_language(Arguments::command(), language);
    let typed = bantin
        .try_get_matches_from_mut(&arguments)
        .and_then(|mut matches| Arguments::from_arg_matches_mut(&mut matches));
    let exit = match typed {
        Ok(typed) => {
            speech.quiet = typed.quiet;
            speech.chosen = typed.lang.is_some();
            obey(typed, &mut bantin, speech)
        }
        Err(error) => {
            let asked = arguments.iter().skip(1).find_map(|word| bantin.find_subcommand(word));
            refuse(&error, &bantin, asked, &speech)
        }
    };
    exit.into()
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Help that was asked for is an answer; everything else is a fault of the command line.
fn refuse(
    error: &clap::Error,
    bantin: &clap::Command,
    asked: Option<&clap::Command>,
    speech: &Speech,
) -> Exit {
    use clap::error::ErrorKind;
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Exit::of_printing(error.print()),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            // Whoever closed the pipe has no use for a complaint about it.
            let _closed = error.print();
            Exit::CommandLine
        }
        _ => {
            speech.fault(&usage::fault(error), usage::suggestion(error, bantin, asked).as_ref());
            let help = match asked {
                Some(asked) => format!("`bantin {} --help`", asked.get_name()),
                None => "`bantin --help`".to_owned(),
            };
            speech.hint(&text!(vi: "xem {help}", en: "see {help}"));
            Exit::CommandLine
        }
    }
}

fn obey(typed: Arguments, bantin: &mut clap::Command, speech: Speech) -> Exit {
    let epoch = variable(meaning::SOURCE_DATE_EPOCH);
    match typed.command {
        Command::Build(build) => match meaning::of_build(&build, epoch.as_deref()) {
            Ok(options) => report::build(&options, build.explain, speech),
            Err((fault, help)) => {
                speech.fault(&fault, help.as_ref());
                Exit::CommandLine
            }
        },
        Command::Check(check) => match meaning::of_check(&check, epoch.as_deref()) {
            Ok(options) => report::check(&options, check.format, speech),
            Err((fault, help)) => {
                speech.fault(&fault, help.as_ref());
                Exit::CommandLine
            }
        },
        Command::Figures(typed) => match meaning::of_figures(typed, epoch.as_deref()) {
            Ok((options, wanted)) => figures::figures(&options, &wanted, speech),
            Err((fault, help)) => {
                speech.fault(&fault, help.as_ref());
                Exit::CommandLine
            }
        },
        Command::Search(asked) => match meaning::of_search(&asked, epoch.as_deref()) {
            Ok(options) => search::search(&options, &asked, speech),
            Err((fault, help)) => {
                speech.fault(&fault, help.as_ref());
                Exit::CommandLine
            }
        },
        Command::Explain(asked) => explain_rule(asked.rule.as_deref(), &speech),
        Command::Place(asked) => place::place(&asked, &speech),
        Command::Rollback(rollback) => {
            let (root, output) = meaning::of_rollback(rollback);
            report::rollback(&root, &output, &speech)
        }
        Command::Help(asked) => help(asked.command.as_deref(), bantin, &speech),
    }
}

/// `bantin help build` says what `bantin build --help` says.
fn help(name: Option<&str>, bantin: &mut clap::Command, speech: &Speech) -> Exit {
    let Some(name) = name else { return Exit::of_printing(bantin.print_help()) };
    if let Some(command) = bantin.find_subcommand_mut(name) {
        return Exit::of_printing(command.print_help());
    }
    let near = nearest(name, bantin.get_subcommands().map(clap::Command::get_name));
    let near = near.map(|near| text!(vi: "gần nhất là «{near}»", en: "the nearest is “{near}”"));
    speech.fault(&text!(vi: "không có lệnh «{name}»", en: "there is no command “{name}”"), near.as_ref());
    speech.hint(&text!(vi: "xem `bantin --help`", en: "see `bantin --help`"));
    Exit::CommandLine
}

fn explain_rule(rule: Option<&str>, speech: &Speech) -> Exit {
    let Some(rule) = rule else { return Exit::of_printing(list_rules(speech)) };
    let rule = name_of(rule);
    if let Some(explanation) = explain(rule) {
        return Exit::of_printing(speech.answer(explanation.get(speech.language)));
    }
    let near = nearest(rule, rules());
    let near = near.map(|near| text!(vi: "gần nhất là «{near}»", en: "the nearest is “{near}”"));
    speech.fault(&text!(vi: "không có quy tắc «{rule}»", en: "there is no rule “{rule}”"), near.as_ref());
    speech.hint(&text!(vi: "xem mọi quy tắc: `bantin explain`", en: "see all rules: `bantin explain`"));
    Exit::CommandLine
}

/// A rule's name, out of what people copy from the head of a message: `[raw-html]`, `lỗi[raw-html]:`.
fn name_of(copied: &str) -> &str {
    let inside = copied.rsplit_once('[').map_or(copied, |(_, inside)| inside);
    inside.split_once(']').map_or(inside, |(name, _)| name).trim()
}

fn list_rules(speech: &Speech) -> io::Result<()> {
    let width = rules().map(str::len).max().unwrap_or_default();
    let lines = rules().map(|rule| {
        let title = explain(rule).map_or("", |explanation| explanation.title(speech.language));
        format!("{rule:width$}  {title}\n")
    });
    speech.answer(&lines.collect::<String>())
}
