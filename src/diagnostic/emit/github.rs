//! Prints diagnostics as workflow commands, which GitHub shows beside the lines of a change.
//!
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use std::io;

use super::human::more_alike;
use super::place::{Places, visible};
use crate::diagnostic::{Diagnostics, MessageLanguage, Severity};
use crate::source::Sources;

/// Prints one command a line: `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=…::…`.
///
/// # Errors
///
/// What the writer says.
pub fn github(
    diagnostics: &Diagnostics,
    sources: &Sources,
    language: MessageLanguage,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut places = Places::new(sources);
    for (one, left_out) in diagnostics.with_left_out() {
        let place = places.at(&one.span);
        let command = match one.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let mut message = visible(one.message.get(language));
        for help in &one.help {
            message.push('\n');
            message.push_str(&visible(help.get(language)));
        }
        if left_out > 0 {
            message.push('\n');
            message.push_str(more_alike(one.rule, place.path, left_out).get(language));
        }
        writeln!(
            out,
            "::{command} file={},line={},col={},endLine={},endColumn={},title={}::{}",
            property(place.path),
            place.start.line,
            place.start.column,
            place.end.line,
            place.end.column,
            property(one.rule),
            data(&message),
        )?;
    }
    Ok(())
}

/// What follows the second `::`: a line end would end the command, and begin another.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value between commas.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
