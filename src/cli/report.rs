//! Runs the pipeline, and says how it went.

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use super::arguments::Format;
use super::made::explanation;
use super::speech::Speech;
use crate::diagnostic::{Diagnostics, MessageLanguage, Text, emit, text};
use crate::model::{Held, Moment};
use crate::pipeline::{self, Found, Options, Outcome, Report, Way};
use crate::source::Sources;

/// The exit statuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// What was asked for is done.
    Done,
    /// The content is at fault, or the surroundings: disk, permission.
    AtFault,
    /// The command line is at fault.
    CommandLine,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::SUCCESS,
            Exit::AtFault => Self::from(1),
            Exit::CommandLine => Self::from(2),
        }
    }
}

impl Exit {
    /// Whoever reads may stop reading: `bantin explain | head -1` has done what it should.
    pub(super) fn of_printing(printed: io::Result<()>) -> Self {
        match printed {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Self::AtFault,
            _ => Self::Done,
        }
    }
}

/// Builds, and says what was published, or why nothing was.
pub(super) fn build(options: &Options, explain: bool, speech: Speech) -> Exit {
    let outcome = match pipeline::build(options) {
        Ok(outcome) => outcome,
        Err(error) => {
            speech.fault(&error.text(), error.help().as_ref());
            return Exit::AtFault;
        }
    };
    let found = outcome.found();
    let speech = speech.on_site(found.language.as_deref());
    show(found, &speech);
    match &outcome {
        Outcome::Published(report) => {
            speech.say(&published(report, &options.output));
            if report.published.way == Way::FileByFile {
                speech.say(&file_by_file());
            }
            if let Some(loose_end) = &report.published.loose_end {
                speech.caution(&loose_end.text());
            }
            if let Some(waiting) = waiting(&report.found) {
                speech.say(&waiting);
            }
            if explain {
                speech.say(&explanation(&report.made));
            }
            Exit::Done
        }
        Outcome::Refused(_) => {
            speech.say(&nothing_published(&options.output));
            Exit::AtFault
        }
    }
}

/// Goes back one build, and says what readers see now.
pub(super) fn rollback(root: &Path, output: &Path, speech: &Speech) -> Exit {
    let published = match pipeline::rollback(root, output) {
        Ok(published) => published,
        Err(error) => {
            speech.fault(&error.text(), error.help().as_ref());
            return Exit::AtFault;
        }
    };
    let (output, written, removed) = (output.display(), published.written.len(), published.removed.len());
    speech.say(&text!(
        vi: "Đã đưa trang của lần dựng trước trở lại {output}: {written} tệp mới hoặc thay đổi, {removed} tệp bỏ đi.",
        en: "The site of the build before is back in {output}; files new or changed: {written}; removed: {removed}.",
    ));
    if let Some(loose_end) = &published.loose_end {
        speech.caution(&loose_end.text());
    }
    Exit::Done
}

/// Checks, and prints what was found in a format.
pub(super) fn check(options: &Options, format: Format, speech: Speech) -> Exit {
    let found = match pipeline::check(options) {
        Ok(found) => found,
        Err(error) => {
            speech.fault(&error.text(), error.help().as_ref());
            return Exit::AtFault;
        }
    };
    let speech = speech.on_site(found.language.as_deref());
    let printed = match format {
        Format::Text => {
            show(&found, &speech);
            Ok(())
        }
        Format::Json => print(&found, &speech, emit::json),
        Format::Github => print(&found, &speech, emit::github),
        Format::Sarif => print(&found, &speech, emit::sarif),
    };
    if found.diagnostics.is_empty() && format == Format::Text {
        speech.say(&text!(vi: "Không có lỗi hay cảnh báo nào.", en: "No errors and no warnings."));
    }
    let strictly = options.strict && !found.diagnostics.is_empty();
    if strictly || found.diagnostics.has_errors() { Exit::AtFault } else { Exit::of_printing(printed) }
}

/// Prints in a format for programs.
type Print = fn(&Diagnostics, &Sources, MessageLanguage, &mut dyn Write) -> io::Result<()>;

fn print(found: &Found, speech: &Speech, print: Print) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    print(&found.diagnostics, &found.sources, speech.language, &mut out)?;
    out.flush()
}

fn show(found: &Found, speech: &Speech) {
    let mut out = BufWriter::new(io::stderr().lock());
    // There is nobody left to tell that nobody listens.
    let _closed = emit::human(&found.diagnostics, &found.sources, speech.language, speech.colour, &mut out)
        .and_then(|()| out.flush());
}

fn published(report: &Report, output: &Path) -> Text {
    let output = output.display();
    let Report { pages, written, removed, .. } = report;
    if (*written, *removed) == (0, 0) {
        return text!(
            vi: "Không có gì thay đổi: {pages} trang trong {output} vẫn như cũ.",
            en: "Nothing has changed: the {pages} pages in {output} are as they were.",
        );
    }
    let removed = match removed {
        0 => text!(vi: "", en: ""),
        _ => text!(vi: ", {removed} tệp bỏ đi", en: "; removed: {removed}"),
    };
    let Text { vi: removed_vi, en: removed_en } = removed;
    text!(
        vi: "Đã đăng {pages} trang vào {output}: {written} tệp mới hoặc thay đổi{removed_vi}.",
        en: "Published {pages} pages to {output}; files new or changed: {written}{removed_en}.",
    )
}

/// What a refused build means for readers: before the first one there are none.
fn nothing_published(output: &Path) -> Text {
    let has_readers = output.read_dir().is_ok_and(|mut entries| entries.next().is_some());
    let output = output.display();
    match has_readers {
        true => text!(
            vi: "Chưa đăng gì mới; trang trong {output} được giữ nguyên.",
            en: "Nothing new was published; what is in {output} stays as it is.",
        ),
        false => text!(
            vi: "Chưa đăng gì: hãy sửa những chỗ nêu trên rồi dựng lại.",
            en: "Nothing was published: mend what is named above, then build again.",
        ),
    }
}

/// What remains of the promise where the folders could not be exchanged.
fn file_by_file() -> Text {
    text!(
        vi: "Không đổi được cả thư mục trong một bước, nên các tệp được thay lần lượt: trong lúc ấy người đọc có thể thấy bài mới cạnh bài cũ.",
        en: "The folder could not be exchanged in one step, so files were replaced one by one: meanwhile readers may have met new pages beside old ones.",
    )
}

/// What is not published yet: the next text to come, and how many drafts there are.
fn waiting(found: &Found) -> Option<Text> {
    let next = found.held.iter().filter_map(|held| Some((held.due?, held))).min_by_key(|(due, _)| *due);
    let drafts = found.held.iter().filter(|held| held.due.is_none()).count();
    let next = next.map(|(due, held)| next_due(due, held, &found.sources));
    match (next, drafts) {
        (next, 0) => next,
        (None, _) => {
            Some(text!(vi: "Còn {drafts} bản nháp chưa đăng.", en: "Drafts not published: {drafts}."))
        }
        (Some(Text { vi, en }), _) => Some(text!(
            vi: "{vi}\nCòn {drafts} bản nháp chưa đăng.",
            en: "{en}\nDrafts not published: {drafts}.",
        )),
    }
}

fn next_due(due: Moment, held: &Held, sources: &Sources) -> Text {
    let path = &sources.get(held.file).path;
    let (vi, en) = (due.format("%H:%M ngày %-d/%-m/%Y"), due.format("%Y-%m-%d %H:%M"));
    text!(
        vi: "Bài hẹn giờ tiếp theo đến hạn lúc {vi}: {path}. Hãy dựng lại trang sau lúc đó.",
        en: "The next text is due at {en}: {path}. Build again after that.",
    )
}
