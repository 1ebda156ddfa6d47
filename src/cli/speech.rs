//! How bantin speaks: in which language, with or without colour, to whom.

use std::io::{self, IsTerminal, Write};

use super::language::of_tag;
use crate::diagnostic::emit::{Colour, visible};
use crate::diagnostic::{MessageLanguage, Text};

/// How to speak.
#[derive(Debug, Clone, Copy)]
pub(super) struct Speech {
    pub(super) language: MessageLanguage,
    /// Whether the language was asked for; if not, the site's comes first once it is known.
    pub(super) chosen: bool,
    pub(super) colour: Colour,
    /// Whether only problems are worth a word.
    pub(super) quiet: bool,
}

impl Speech {
    /// With colour where standard error is a terminal that has it, and nobody objects.
    ///
    /// <https://no-color.org/>
    pub(super) fn new(language: MessageLanguage) -> Self {
        let objection = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
        let coloured = io::stderr().is_terminal() && !objection && !dumb;
        let colour = if coloured { Colour::Always } else { Colour::Never };
        Self { language, chosen: false, colour, quiet: false }
    }

    /// In the language of the site, unless another was asked for.
    pub(super) fn on_site(self, tag: Option<&str>) -> Self {
        match tag {
            Some(tag) if !self.chosen => Self { language: of_tag(tag), ..self },
            _ => self,
        }
    }

    /// To programs, or to whoever asked for a text: on standard output.
    pub(super) fn answer(&self, text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()
    }

    /// What keeps bantin from doing what was asked, and what may help.
    pub(super) fn fault(&self, fault: &Text, help: Option<&Text>) {
        let word = match self.language {
            MessageLanguage::Vietnamese => "lỗi",
            MessageLanguage::English => "error",
        };
        let word = match self.colour {
            Colour::Always => format!("\u{1B}[1;31m{word}\u{1B}[0m"),
            Colour::Never => word.to_owned(),
        };
        say_line(&format!("{word}: {}", visible(fault.get(self.language))));
        if let Some(help) = help {
            self.hint(help);
        }
    }

    /// What may help.
    pub(super) fn hint(&self, hint: &Text) {
        let word = match self.language {
            MessageLanguage::Vietnamese => "gợi ý",
            MessageLanguage::English => "help",
        };
        say_line(&format!("  = {word}: {}", visible(hint.get(self.language))));
    }

    /// How it went; nothing where only problems are worth a word.
    pub(super) fn say(&self, text: &Text) {
        if !self.quiet {
            say_line(&visible(text.get(self.language)));
        }
    }
}

fn say_line(line: &str) {
    // There is nobody left to tell that nobody listens.
    let _closed = writeln!(io::stderr(), "{line}");
}
