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

/// The word that a line begins with, and the number of its colour in a terminal (ECMA-48, 8.3.117).
struct Mark {
    vi: &'static str,
    en: &'static str,
    colour: &'static str,
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
        self.say_marked(Mark { vi: "lỗi", en: "error", colour: "1;31" }, fault);
        if let Some(help) = help {
            self.hint(help);
        }
    }

    /// What was done all the same, and wants a look.
    pub(super) fn caution(&self, caution: &Text) {
        self.say_marked(Mark { vi: "cảnh báo", en: "warning", colour: "1;33" }, caution);
    }

    fn say_marked(&self, mark: Mark, text: &Text) {
        let word = match self.language {
            MessageLanguage::Vietnamese => mark.vi,
            MessageLanguage::English => mark.en,
        };
        let text = visible(text.get(self.language));
        match self.colour {
            Colour::Always => say_line(&format!("\u{1B}[{}m{word}\u{1B}[0m: {text}", mark.colour)),
            Colour::Never => say_line(&format!("{word}: {text}")),
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
