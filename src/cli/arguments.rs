//! What was typed, and no more: what it means is decided in [`meaning`](super::meaning).

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

// No field has a help text here: those stand in `words`, in both languages.

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "bantin", version, disable_help_flag = true, disable_help_subcommand = true)]
#[command(disable_version_flag = true, next_line_help = false)]
pub(super) struct Arguments {
    #[arg(long, global = true, display_order = 90, value_name = "vi|en", hide_possible_values = true)]
    pub(super) lang: Option<Lang>,
    #[arg(long, short, global = true, display_order = 91)]
    pub(super) quiet: bool,
    #[arg(long, short, global = true, display_order = 92, action = ArgAction::Help)]
    help: Option<bool>,
    #[arg(long, short = 'V', display_order = 93, action = ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What is to be done.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Build(BuildArguments),
    Check(CheckArguments),
    Explain(ExplainArguments),
    Figures(FiguresArguments),
    Search(SearchArguments),
    Place(PlaceArguments),
    Rollback(RollbackArguments),
    Help(HelpArguments),
}

#[derive(Debug, Args)]
pub(super) struct BuildArguments {
    #[arg(long, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    #[arg(long)]
    pub(super) drafts: bool,
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<String>,
    #[arg(long)]
    pub(super) strict: bool,
    #[arg(long)]
    pub(super) without_search: bool,
    #[arg(long)]
    pub(super) explain: bool,
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    #[arg(long, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    #[arg(long, value_name = "FORMAT", hide_possible_values = true, hide_default_value = true)]
    #[arg(default_value = "text")]
    pub(super) format: Format,
    #[arg(long)]
    pub(super) strict: bool,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    #[arg(value_name = "RULE")]
    pub(super) rule: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct FiguresArguments {
    #[arg(long, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    #[arg(long)]
    pub(super) write: bool,
    #[arg(long, value_name = "FORMAT", hide_possible_values = true, hide_default_value = true)]
    #[arg(default_value = "text")]
    pub(super) format: ListFormat,
    #[arg(value_name = "PATHS")]
    pub(super) paths: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct SearchArguments {
    #[arg(value_name = "QUERY")]
    pub(super) query: Vec<String>,
    #[arg(long, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    #[arg(long, value_name = "N", hide_default_value = true, default_value = "10")]
    #[arg(allow_negative_numbers = true)]
    pub(super) limit: NonZeroUsize,
    #[arg(long, value_name = "FORMAT", hide_possible_values = true, hide_default_value = true)]
    #[arg(default_value = "text")]
    pub(super) format: ListFormat,
}

#[derive(Debug, Args)]
pub(super) struct RollbackArguments {
    #[arg(long, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct PlaceArguments {
    #[arg(value_name = "NAME")]
    pub(super) name: Vec<String>,
    #[arg(long, value_name = "FORMAT", hide_possible_values = true, hide_default_value = true)]
    #[arg(default_value = "text")]
    pub(super) format: ListFormat,
    #[arg(long)]
    pub(super) notice: bool,
}

#[derive(Debug, Args)]
pub(super) struct HelpArguments {
    #[arg(value_name = "COMMAND")]
    pub(super) command: Option<String>,
}

/// A language of messages, as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Lang {
    Vi,
    En,
}

/// How a list that is no list of problems is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// For people.
    Text,
    Json,
}

/// How problems are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Text,
    Json,
    Github,
    Sarif,
}
