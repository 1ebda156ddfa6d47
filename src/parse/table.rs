//! Reads a table of observations (CSV) into the same nodes that YAML gives: the one door to the CSV library.

use std::collections::BTreeMap;

use super::fields::unknown_key;
use super::yaml::{Entry, Node, NodeKind};
use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::source::{FileId, Span, Spanned, floor_char_boundary};

/// How much may stand between two cells: a comma, quotation marks, spaces.
const BEFORE_CELL: usize = 64;
/// What stands around a cell that has a delimiter, a line end or such a mark in it.
const MARK: char = '"';
/// Columns beyond this many are left alone: the first of them are reported, which is enough.
const MOST_COLUMNS: usize = 100;

/// The columns that a table may have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    /// All of them, in the order in which messages name them.
    pub known: &'static [&'static str],
    /// Those without which no row can be read.
    pub required: &'static [&'static str],
}

/// Reads the rows of a table and hands them on one by one, so that a table of a hundred thousand is never in
/// memory as a tree; each is a mapping from the head's names to its cells.
///
/// Takes commas, or the semicolons that spreadsheets in Viet Nam write. Blank cells are left out, and so are rows that
/// have no others: spreadsheets write those below a table whose last rows were emptied. What is wrong
/// with the head is said once, there: no row is read without a column that all of them need.
pub(super) fn parse_table(
    text: &str,
    file: FileId,
    columns: Columns,
    out: &mut Diagnostics,
    mut take: impl FnMut(&Node, &mut Diagnostics),
) {
    let head_line = text.lines().next().unwrap_or_default();
    let delimiter = if head_line.matches(';').count() > head_line.matches(',').count() { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut head: Option<Head> = None;
    let mut record = csv::StringRecord::new();
    loop {
        let start = offset(reader.position(), text);
        match reader.read_record(&mut record) {
            Ok(true) => {}
            // The text is valid UTF-8 and rows may differ in length, so nothing else can go wrong.
            Ok(false) | Err(_) => break,
        }
        let range = start..offset(reader.position(), text);
        if let Some(fault) = open_quotation(&text[range.clone()], delimiter) {
            // Its cells are not those that were meant, and neither is what could be said of them.
            out.push(fault.told(file, start));
            match head {
                Some(_) => continue,
                None => return,
            }
        }
        let row = Row::of(&record, text, range, file);
        match &head {
            None => match Head::of(row, columns, out) {
                Some(names) => head = Some(names),
                None => return,
            },
            Some(_) if record.iter().all(str::is_empty) => {}
            Some(head) => take(&head.node(row, out), out),
        }
    }
}

fn offset(position: &csv::Position, text: &str) -> usize {
    usize::try_from(position.byte()).unwrap_or(usize::MAX).min(text.len())
}

/// A quotation mark that begins a cell and has none that ends it; places are counted from the row's first byte.
#[derive(Debug)]
struct OpenQuotation {
    mark: usize,
    /// A mark that the reader took for the end, though words follow it: it was written to begin another cell, or
    /// stands in the words of this one.
    taken_for_end: Option<usize>,
}

/// The first such mark of a row. The reader takes all that follows it for words of the cell, and says nothing.
fn open_quotation(row: &str, delimiter: u8) -> Option<OpenQuotation> {
    if !row.contains(MARK) {
        return None;
    }
    let ends_cell = |at: char| at == char::from(delimiter) || matches!(at, '\r' | '\n');
    // What the reader passes over between rows.
    let mut at = row.len() - row.trim_start_matches(['\r', '\n']).len();
    while at < row.len() {
        if row[at..].starts_with(MARK) {
            let mark = at;
            let Some(end) = end_of_quotation(row, mark) else {
                return Some(OpenQuotation { mark, taken_for_end: None });
            };
            at = end + 1;
            if !row[at..].trim_start_matches([' ', '\t']).starts_with(ends_cell) && at < row.trim_end().len()
            {
                return Some(OpenQuotation { mark, taken_for_end: Some(end) });
            }
        }
        at = row[at..].find(ends_cell).map_or(row.len(), |length| at + length + 1);
    }
    None
}

/// The mark that ends what the mark at a place begins: the first that is not written twice.
fn end_of_quotation(row: &str, mark: usize) -> Option<usize> {
    let mut at = mark + 1;
    loop {
        at += row[at..].find(MARK)?;
        if !row[at + 1..].starts_with(MARK) {
            return Some(at);
        }
        at += 2;
    }
}

impl OpenQuotation {
    fn told(&self, file: FileId, row: usize) -> Diagnostic {
        let place = |mark: usize| Span::new(file, row + mark..row + mark + MARK.len_utf8());
        let message = match self.taken_for_end {
            None => text!(
                vi: "dấu ngoặc kép mở ô này không có dấu đóng, nên mọi dòng bên dưới bị coi là chữ trong ô",
                en: "the quotation mark that begins this cell is never closed, so all rows below count as words in it",
            ),
            Some(_) => text!(
                vi: "dấu ngoặc kép mở ô này không được đóng ở cuối ô",
                en: "the quotation mark that begins this cell is not closed at the cell's end",
            ),
        };
        let open = Diagnostic::error("unclosed-quotation", &place(self.mark), message);
        let open = match self.taken_for_end {
            None => open,
            Some(end) => open.label(
                &place(end),
                text!(
                    vi: "dấu ngoặc kép kế tiếp ở đây, mà sau nó còn chữ",
                    en: "the next mark is here, and words follow it",
                ),
            ),
        };
        open.help(text!(
            vi: "thêm `\"` ở cuối ô, hoặc bỏ dấu ở đầu ô; dấu ngoặc kép trong ô thì viết hai lần: `\"Đội \"\"Xung kích\"\"\"`",
            en: "add `\"` at the end of the cell, or leave out the one at its beginning; write a mark inside a cell twice: `\"Đội \"\"Xung kích\"\"\"`",
        ))
    }
}

/// The cells of a row, each with its place.
struct Row {
    cells: Vec<Spanned<String>>,
    span: Span,
}

impl Row {
    /// The reader gives the place of a row; a cell's is found in it by its words.
    fn of(record: &csv::StringRecord, text: &str, range: std::ops::Range<usize>, file: FileId) -> Self {
        let written = &text[range.clone()];
        let start = range.start + (written.len() - written.trim_start_matches(['\n', '\r']).len());
        let end = range.start + written.trim_end().len();
        let span = Span::new(file, start..end.max(start));
        let mut at = start;
        let cells = record.iter().map(|cell| {
            // No further: quotation marks written twice are in no cell, and a row may have a million of those.
            let near = floor_char_boundary(text, end.max(at).min(at + cell.len() + BEFORE_CELL));
            let found = text[at..near.max(at)].find(cell).filter(|_| !cell.is_empty());
            let place = found.map_or_else(
                || span.clone(),
                |found| {
                    let from = at + found;
                    at = from + cell.len();
                    Span::new(file, from..at)
                },
            );
            Spanned::new(cell.to_owned(), place)
        });
        Self { cells: cells.collect(), span: span.clone() }
    }
}

/// The names of the columns; `None` for one that can't be read, which was reported.
struct Head {
    columns: Vec<Option<String>>,
}

impl Head {
    /// Holds the head to its columns; `None` where one is missing that every row needs.
    fn of(row: Row, allowed: Columns, out: &mut Diagnostics) -> Option<Self> {
        let mut columns: Vec<Option<String>> = Vec::with_capacity(row.cells.len());
        let mut complete = true;
        for name in allowed.required {
            if row.cells.iter().all(|cell| cell.value != *name) {
                out.push(missing_column(name, &row.span));
                complete = false;
            }
        }
        let mut firsts: BTreeMap<&str, &Spanned<String>> = BTreeMap::new();
        for cell in row.cells.iter().take(MOST_COLUMNS) {
            let problem = if !allowed.known.contains(&cell.value.as_str()) {
                Some(unknown_key(cell, allowed.known))
            } else {
                firsts.insert(&cell.value, cell).map(|first| {
                    firsts.insert(&cell.value, first);
                    repeated_column(cell, first)
                })
            };
            columns.push(problem.is_none().then(|| cell.value.clone()));
            problem.into_iter().for_each(|problem| out.push(problem));
        }
        complete.then_some(Self { columns })
    }

    /// Joins the head with a row.
    fn node(&self, row: Row, out: &mut Diagnostics) -> Node {
        if row.cells.len() > self.columns.len() {
            let (found, wanted) = (row.cells.len(), self.columns.len());
            out.push(
                Diagnostic::error(
                    "wrong-type",
                    &row.span,
                    text!(
                        vi: "dòng này có {found} ô, dòng đầu bảng có {wanted}",
                        en: "this row has {found} cells, the head has {wanted}",
                    ),
                )
                .help(text!(
                    vi: "đặt ô chữ có dấu phẩy trong ngoặc kép; số thì viết liền, không có dấu ngăn hàng nghìn: 1200",
                    en: "put a cell of words with a comma in it in quotation marks; write numbers without grouping: 1200",
                )),
            );
        }
        let cells = self.columns.iter().zip(row.cells).filter(|(_, cell)| !cell.value.is_empty());
        let entries = cells.filter_map(|(name, cell)| {
            Some(Entry {
                key: Spanned::new(name.clone()?, cell.span.clone()),
                value: Node { span: cell.span, kind: NodeKind::Text(cell.value) },
            })
        });
        Node { span: row.span, kind: NodeKind::Mapping(entries.collect()) }
    }
}

fn missing_column(name: &str, head: &Span) -> Diagnostic {
    Diagnostic::error(
        "missing-field",
        head,
        text!(
            vi: "bảng thiếu cột «{name}»",
            en: "the table has no column “{name}”",
        ),
    )
    .help(text!(vi: "thêm `{name}` vào dòng đầu bảng", en: "add `{name}` to the first line of the table"))
}

fn repeated_column(column: &Spanned<String>, first: &Spanned<String>) -> Diagnostic {
    let name = &column.value;
    Diagnostic::error(
        "duplicate-key",
        &column.span,
        text!(
            vi: "bảng có hai cột «{name}»",
            en: "the table has two columns “{name}”",
        ),
    )
    .label(&first.span, text!(vi: "cột thứ nhất ở đây", en: "the first one is here"))
    .help(text!(vi: "giữ lại một trong hai cột", en: "keep one of the two columns"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::source::{SourceFile, Sources};

    const COLUMNS: Columns =
        Columns { known: &["locality", "date", "value", "note"], required: &["locality"] };

    fn alone(text: &str) -> FileId {
        let file = SourceFile::new("a.csv", text);
        Sources::new(vec![file], BTreeMap::new()).find("a.csv").expect("just added")
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut out = Diagnostics::default();
        let mut found: Vec<String> = Vec::new();
        parse_table(text, alone(text), COLUMNS, &mut out, |row, _| found.push(shown(row, text)));
        found.extend(out.iter().map(|one| format!("{} at {:?}", one.rule, &text[one.span.range()])));
        assert_eq!(found, expected);
    }

    fn shown(row: &Node, text: &str) -> String {
        let NodeKind::Mapping(entries) = &row.kind else { return String::new() };
        let cells =
            entries.iter().map(|entry| format!("{}={}", entry.key.value, &text[entry.value.span.range()]));
        cells.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn each_cell_knows_its_column_and_its_place() {
        check(
            "locality,date,value\nxa-nhe,2022-11,12\nxa-nhe,,13\n",
            &["locality=xa-nhe date=2022-11 value=12", "locality=xa-nhe value=13"],
        );
        check("locality;note\nxa-nhe;\"trên 500; gần\"\n", &["locality=xa-nhe note=trên 500; gần"]);
        check("locality,date\n1,2,3\n", &["locality=1 date=2", "wrong-type at \"1,2,3\""]);
    }

    #[track_caller]
    fn check_quotation(text: &str, expected: &[(&str, usize)]) {
        let (mut out, mut found) = (Diagnostics::default(), Vec::new());
        parse_table(text, alone(text), COLUMNS, &mut out, |row, _| found.push((shown(row, text), 0)));
        found.extend(out.iter().map(|one| (one.rule.to_owned(), one.span.range().start)));
        let found: Vec<_> = found.iter().map(|(what, at)| (what.as_str(), *at)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_quotation_mark_that_nothing_closes_is_pointed_at_in_whatever_column() {
        for (cells, column) in
            [("\"xa-nhe,2022,1,", 0), ("xa-nhe,2022,\"1,", 12), ("xa-nhe,2022,1,\"Nguồn A", 14)]
        {
            let text = format!("locality,date,value,note\nxa-nhe,2021,0,\n{cells}\nxa-nhe,2023,3,\n");
            let mark = "locality,date,value,note\nxa-nhe,2021,0,\n".len() + column;
            check_quotation(&text, &[("locality=xa-nhe date=2021 value=0", 0), ("unclosed-quotation", mark)]);
            check_quotation(
                &text.replace('\n', "\r\n"),
                &[("locality=xa-nhe date=2021 value=0", 0), ("unclosed-quotation", mark + 2)],
            );
        }
        check_quotation("locality,\"note\nxa-nhe,\n", &[("unclosed-quotation", 9)]);
        check_quotation("locality,note\nxa-nhe,\"", &[("unclosed-quotation", 21)]);
        check_quotation("locality,note\nxa-nhe,\"a\"\"\nxa-nhe,b\n", &[("unclosed-quotation", 21)]);
    }

    #[test]
    fn a_cell_that_only_the_mark_of_a_later_row_closes_is_pointed_at() {
        let text = "locality;note\nxa-nhe;\"Nguồn A\nxa-nhe;\"Nguồn B\"\nxa-nhe;\n";
        check_quotation(text, &[("locality=xa-nhe", 0), ("unclosed-quotation", 21)]);
        let text = "locality;note\nxa-nhe;\"Đội \"Xung kích\" xã\"\nxa-nhe;\n";
        check_quotation(text, &[("locality=xa-nhe", 0), ("unclosed-quotation", 21)]);
    }

    #[test]
    fn cells_that_are_closed_may_have_lines_and_marks_and_spaces_behind_them() {
        check("locality,note\r\na,\"một\r\nb,2022,1\r\n\"\r\n", &["locality=a note=một\r\nb,2022,1"]);
        check("locality,note,date\na,\"x\" ,\"2022\" \n", &["locality=a note=x date=2022"]);
        check("locality,note\na,5\" dày\nb, \"x\n", &["locality=a note=5\" dày", "locality=b note=\"x"]);
        check(
            "locality,note\na,\"\"\nb,\"\"\"x\"\"\"\n\"c\"",
            &["locality=a", "locality=b note=\"x\"", "locality=c"],
        );
    }

    #[test]
    fn rows_that_are_empty_in_every_cell_are_none() {
        check(
            "locality;date;value\na;2022;1\n;;\nb;2023;2\n;;;;\n ; ;\n\"\";;",
            &["locality=a date=2022 value=1", "locality=b date=2023 value=2"],
        );
    }

    #[test]
    fn what_is_wrong_with_the_head_is_said_once_and_there() {
        check(
            "locality,vlue,date,date\na,1,2022,2023\nb,2,2022,2023\n",
            &[
                "locality=a date=2022",
                "locality=b date=2022",
                "unknown-key at \"vlue\"",
                "duplicate-key at \"date\"",
            ],
        );
        check("place;date\na;1\nb;2\n", &["missing-field at \"place;date\"", "unknown-key at \"place\""]);
    }

    proptest! {
        #[test]
        fn any_table_is_read_with_places_in_it(
            head in "(locality|date|value|note|[,;\"\r\n ]){0,12}",
            rows in "(xa-nhe|12|[,;]|\"|\"\"|\r|\n|[ \t]|đ|\\PC){0,60}",
        ) {
            let text = format!("{head}\n{rows}");
            let mut out = Diagnostics::default();
            let mut places = Vec::new();
            parse_table(&text, alone(&text), COLUMNS, &mut out, |row, _| {
                places.push(row.span.range());
                if let NodeKind::Mapping(entries) = &row.kind {
                    places.extend(entries.iter().map(|entry| entry.value.span.range()));
                }
            });
            places.extend(out.iter().map(|one| one.span.range()));
            for place in places {
                prop_assert!(text.get(place.clone()).is_some(), "{:?}", place);
            }
        }

        #[test]
        fn cells_that_are_quoted_are_read_back(
            cells in prop::collection::vec(("[a-z]{1,4}", "([a-zđế ,;\"]|\n){0,12}"), 1..6),
        ) {
            let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
            let rows: String = cells.iter().map(|(id, note)| format!("{id},{}\n", quoted(note))).collect();
            let text = format!("locality,note\n{rows}");
            let mut read = Vec::new();
            parse_table(&text, alone(&text), COLUMNS, &mut Diagnostics::default(), |row, _| {
                let NodeKind::Mapping(entries) = &row.kind else { return };
                let cell = |at: usize| match entries.get(at).map(|entry| &entry.value.kind) {
                    Some(NodeKind::Text(text)) => text.clone(),
                    _ => String::new(),
                };
                read.push((cell(0), cell(1)));
            });
            let trimmed: Vec<_> = cells.iter().map(|(id, note)| (id.clone(), note.trim().to_owned())).collect();
            prop_assert_eq!(read, trimmed);
        }
    }
}
