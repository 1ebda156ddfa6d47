//! Writes a table as CSV (RFC 4180), for programs and for spreadsheets.
//!
//! For programs: UTF-8 without a byte-order mark, commas, points before decimals, column names.
//!
//! For spreadsheets: what Excel needs to show the table right after a double click. A byte-order mark, or it takes
//! UTF-8 for the code page of the machine; where the site's language writes 87,1, a decimal comma and semicolons,
//! as Windows does with those settings; headings and words for people. No `sep=;` line: it would end Excel's trust
//! in the byte-order mark, and stand as the heading in every other program.
//!
//! **Formulas.** A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@`, a tab or a line break (OWASP, CSV
//! Injection). Words of writers that begin so get a `'` before them, and so do words that begin with `'`: whoever
//! takes one leading `'` away has the words as written. For spreadsheets so do words that would be taken for a
//! number or a date, such as the code `03244`. Numbers are no words: −5 stays -5.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{QuoteStyle, StringRecord, Terminator, WriterBuilder};

use super::cell::Cell;
use super::field::{BETWEEN_IDS, BETWEEN_TEXTS, Field, Kind};
use super::table::{Scope, Table};
use crate::model::{Clock, Language, Period};
use crate::render::format::Format;
use crate::vietnamese::number::push_decimal;

/// What the first bytes of a file say to a spreadsheet: this is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// How much is written at once.
const BUFFER: usize = 64 * 1024;

/// How people of the site's language read a table.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// The language.
    pub language: &'a Language,
    /// How it writes numbers and dates.
    pub format: Format<'a>,
}

/// Writes a table for programs.
///
/// # Errors
///
/// What the place it is written to says.
pub fn for_programs(table: &dyn Table, scope: &Scope<'_>, to: &mut dyn Write) -> io::Result<()> {
    let fields = table.fields();
    let heads = fields.iter().map(|field| field.name);
    let mut file = File::begin(to, b',', heads);
    table.each_row(scope, &mut |cells| {
        for (cell, field) in cells.iter().zip(&fields) {
            file.cell(|text| plain(text, cell, field));
        }
        file.end_row();
    });
    file.finish()
}

/// Writes a table for spreadsheets.
///
/// # Errors
///
/// As for [`for_programs`].
pub fn for_spreadsheets(
    table: &dyn Table,
    scope: &Scope<'_>,
    reading: Reading<'_>,
    to: &mut dyn Write,
) -> io::Result<()> {
    let fields = table.fields();
    let heads = fields.iter().map(|field| field.title.to(reading.language));
    let delimiter = if reading.format.decimal_mark() == "," { b';' } else { b',' };
    to.write_all(BYTE_ORDER_MARK)?;
    let mut file = File::begin(to, delimiter, heads);
    table.each_row(scope, &mut |cells| {
        for (cell, field) in cells.iter().zip(&fields) {
            file.cell(|text| for_people(text, cell, field, reading));
        }
        file.end_row();
    });
    file.finish()
}

/// A file that is being written, row by row: a row that is whole takes the writer less than cell after cell.
struct File<'t> {
    writer: csv::Writer<&'t mut dyn Write>,
    /// What came of the rows so far: the first failure is the one to tell.
    written: Result<(), csv::Error>,
    /// The row at hand.
    row: StringRecord,
    /// What stands in the cell at hand; kept, so that it need not be made for each.
    text: String,
}

impl<'t> File<'t> {
    fn begin<'h>(to: &'t mut dyn Write, delimiter: u8, heads: impl Iterator<Item = &'h str>) -> Self {
        let writer = WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(Terminator::CRLF)
            .quote_style(QuoteStyle::Necessary)
            .buffer_capacity(BUFFER)
            .from_writer(to);
        let mut file = Self { writer, written: Ok(()), row: StringRecord::new(), text: String::new() };
        for head in heads {
            file.cell(|text| text.push_str(head));
        }
        file.end_row();
        file
    }

    fn cell(&mut self, write: impl FnOnce(&mut String)) {
        self.text.clear();
        write(&mut self.text);
        self.row.push_field(&self.text);
    }

    fn end_row(&mut self) {
        if self.written.is_ok() {
            self.written = self.writer.write_byte_record(self.row.as_byte_record());
        }
        self.row.clear();
    }

    fn finish(mut self) -> io::Result<()> {
        self.written?;
        self.writer.flush()
    }
}

/// A cell for programs.
fn plain(text: &mut String, cell: &Cell<'_>, field: &Field) {
    match cell {
        Cell::Empty => {}
        Cell::Text(words) if is_of_writers(field.kind) => defused(text, words),
        Cell::Text(words) => text.push_str(words),
        Cell::List(items) => joined(text, items, field.kind),
        Cell::Number(number) => push_decimal(text, *number, "."),
        Cell::Count(count) => text.push_str(&count.to_string()),
        Cell::Flag(flag) => text.push_str(if *flag { "true" } else { "false" }),
        Cell::Date(day) => Period::Day(*day).push_iso(text),
        Cell::Time(clock) => text.push_str(&time(*clock)),
        Cell::Period(period) => period.push_iso(text),
    }
}

/// A cell for people: decimals, words and periods as their language writes them; days as every spreadsheet
/// understands them.
fn for_people(text: &mut String, cell: &Cell<'_>, field: &Field, reading: Reading<'_>) {
    let language = reading.language;
    match (cell, field.kind) {
        (Cell::Number(number), _) => {
            push_decimal(text, *number, reading.format.decimal_mark());
        }
        (Cell::Flag(flag), _) => text.push_str(match (language.tag(), flag) {
            ("vi", true) => "có",
            ("vi", false) => "không",
            (_, true) => "yes",
            (_, false) => "no",
        }),
        (Cell::Period(period), _) if !matches!(period, Period::Day(_)) => {
            text.push_str(&reading.format.period(*period));
        }
        (Cell::Text(word), Kind::Choice(choices)) => {
            let choice = choices.iter().find(|(known, _)| known == word);
            text.push_str(choice.map_or(word, |(_, said)| said.to(language)));
        }
        (Cell::Text(_) | Cell::List(_), _) => {
            plain(text, cell, field);
            if is_numeric(text) {
                text.insert(0, '\'');
            }
        }
        _ => plain(text, cell, field),
    }
}

fn is_of_writers(kind: Kind) -> bool {
    matches!(kind, Kind::Text | Kind::Texts)
}

fn joined(text: &mut String, items: &[Cow<'_, str>], kind: Kind) {
    if is_of_writers(kind) {
        let items: Vec<String> = items.iter().map(|item| item.replace('|', "/")).collect();
        defused(text, &items.join(BETWEEN_TEXTS));
    } else {
        text.push_str(&items.join(BETWEEN_IDS));
    }
}

/// Words that no spreadsheet runs; one leading `'` less gives them back.
fn defused(text: &mut String, words: &str) {
    // The last four are the same signs in the width of East Asian letters, which some spreadsheets take for them.
    let is_trigger = |c: char| "=+-@\t\r\n'\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}".contains(c);
    if words.starts_with(is_trigger) {
        text.push('\'');
    }
    text.push_str(words);
}

/// Whether a spreadsheet would not leave words as they are: those that begin with a digit and hold nothing but digits
/// and what stands in numbers, dates and times would lose their zeros or become a day.
fn is_numeric(words: &str) -> bool {
    words.starts_with(|c: char| c.is_ascii_digit())
        && words.chars().all(|c| c.is_ascii_digit() || " .,:/-eE".contains(c))
}

/// `08:30:00`, as XML Schema writes a time of day.
pub fn time(clock: Clock) -> String {
    format!("{:02}:{:02}:00", clock.hour, clock.minute)
}

#[cfg(test)]
mod tests {
    use super::super::field::said;
    use super::*;
    use crate::model::Forms;

    #[track_caller]
    fn check(kind: Kind, cell: Cell<'_>, for_programs: &str, in_vietnamese: &str) {
        let field = Field { name: "x", kind, is_required: false, title: said("", ""), about: said("", "") };
        let forms = Forms { decimal: ",".into(), month: "tháng {m}/{yyyy}".into(), ..Forms::default() };
        let language = Language("vi".to_owned());
        let reading = Reading { language: &language, format: Format::new(&forms) };
        let (mut plainly, mut people) = (String::new(), String::new());
        plain(&mut plainly, &cell, &field);
        assert_eq!(plainly, for_programs);
        super::for_people(&mut people, &cell, &field, reading);
        assert_eq!(people, in_vietnamese);
    }

    #[test]
    fn words_that_would_run_are_defused_in_both_forms() {
        for written in ["=1+1", "+84 200", "-5 độ", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "'đã'"] {
            let defused = format!("'{written}");
            check(Kind::Text, Cell::from(written), &defused, &defused);
        }
        let items = Cell::list(["=cmd|' /C calc'!A0", "b"]);
        check(Kind::Texts, items, "'=cmd/' /C calc'!A0 | b", "'=cmd/' /C calc'!A0 | b");
    }

    #[test]
    fn one_leading_apostrophe_less_gives_the_words_back() {
        for written in ["=1", "'=1", "''", "Đề án 06", "a=b", ""] {
            let mut cell = String::new();
            defused(&mut cell, written);
            assert_eq!(cell.strip_prefix('\'').unwrap_or(&cell), written);
        }
    }

    #[test]
    fn numbers_stay_numbers() {
        let number = |text: &str| Cell::from(text.parse::<rust_decimal::Decimal>().expect("a decimal"));
        check(Kind::Decimal, number("-5"), "-5", "-5");
        check(Kind::Decimal, number("87.10"), "87.10", "87,10");
        check(Kind::Decimal, number("77894"), "77894", "77894");
    }

    #[test]
    fn what_a_spreadsheet_would_take_for_a_number_or_a_date_stays_words() {
        check(Kind::Text, Cell::from("03244"), "03244", "'03244");
        check(Kind::Text, Cell::from("1/7"), "1/7", "'1/7");
        check(Kind::Text, Cell::from("61/KH-UBND"), "61/KH-UBND", "61/KH-UBND");
    }

    #[test]
    fn days_are_for_all_and_months_for_their_readers() {
        let day = Period::Month(2022, 11).first_day();
        check(Kind::Period, Cell::from(Period::Day(day)), "2022-11-01", "2022-11-01");
        check(Kind::Period, Cell::from(Period::Month(2022, 11)), "2022-11", "tháng 11/2022");
        check(Kind::Boolean, Cell::from(true), "true", "có");
        check(Kind::Time, Cell::from(Clock { hour: 8, minute: 5 }), "08:05:00", "08:05:00");
    }
}
