//! A writer's own tables.

use super::Writer;
use crate::model::{Alignment, Inline};
use crate::render::markup::Markup;

/// What a cell of a table is there for.
#[derive(Clone, Copy)]
enum Cell {
    NamesColumn,
    NamesRow,
    Value,
}

impl<'a> Writer<'a> {
    pub(super) fn table(
        &mut self,
        alignments: &[Alignment],
        head: &'a [Vec<Inline>],
        rows: &'a [Vec<Vec<Inline>>],
        out: &mut Markup,
    ) {
        let name = self.next_table_name();
        open_table(&name, out);
        if head.iter().any(|cell| !cell.is_empty()) {
            self.head(alignments, head, out);
        }
        if !rows.is_empty() {
            self.rows(alignments, rows, out);
        }
        out.raw("</table>\n</div>\n");
    }

    fn head(&mut self, alignments: &[Alignment], head: &'a [Vec<Inline>], out: &mut Markup) {
        out.raw("<thead><tr>");
        for (at, cell) in head.iter().enumerate() {
            // An empty heading names no column and is none.
            let kind = if cell.is_empty() { Cell::Value } else { Cell::NamesColumn };
            self.cell(kind, alignments.get(at), cell, out);
        }
        out.raw("</tr></thead>\n");
    }

    fn rows(&mut self, alignments: &[Alignment], rows: &'a [Vec<Vec<Inline>>], out: &mut Markup) {
        out.raw("<tbody>\n");
        for row in rows {
            out.raw("<tr>");
            for (at, cell) in row.iter().enumerate() {
                let names_row = at == 0 && row.len() > 1 && !cell.is_empty();
                let kind = if names_row { Cell::NamesRow } else { Cell::Value };
                self.cell(kind, alignments.get(at), cell, out);
            }
            out.raw("</tr>\n");
        }
        out.raw("</tbody>\n");
    }

    /// Tables without a caption are told apart by their number.
    pub(super) fn next_table_name(&mut self) -> String {
        self.tables += 1;
        self.desk.words.fill("table.numbered", &[("number", &self.tables.to_string())])
    }

    fn cell(&mut self, kind: Cell, alignment: Option<&Alignment>, text: &'a [Inline], out: &mut Markup) {
        let (open, close) = match kind {
            Cell::NamesColumn => ("<th scope=\"col\"", "</th>"),
            Cell::NamesRow => ("<th scope=\"row\"", "</th>"),
            Cell::Value => ("<td", "</td>"),
        };
        out.raw(open);
        match alignment {
            Some(Alignment::Right) => out.raw(" class=\"bt-table__number\""),
            Some(Alignment::Centre) => out.raw(" class=\"bt-table__centre\""),
            Some(Alignment::Left | Alignment::None) | None => out,
        };
        out.raw(">");
        self.begin_block();
        self.inlines(text, out);
        out.raw(close);
    }
}

/// A region of its own, so that a wide table can be scrolled with the keyboard.
pub(super) fn open_table(name: &str, out: &mut Markup) {
    out.raw("<div class=\"bt-table\" role=\"region\" tabindex=\"0\"")
        .attribute("aria-label", name)
        .raw(">\n<table class=\"bt-table__grid\">\n");
}
