//! Reads `documents.yaml` and `glossary.yaml`.

use super::fields::{Fields, items_of, text_of};
use super::locality::day;
use super::web_address::web_address_field;
use super::yaml::{Node, NodeKind};
use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::model::{Day, GlossaryEntry};
use crate::source::{Span, Spanned};
use crate::vietnamese::{DocumentNumber, parse_document_number, parse_spaced_number};

/// An entry of `documents.yaml`.
#[derive(Debug)]
pub(super) struct WrittenDocument {
    /// Its id; made from the number where none is given.
    pub slug: Option<Spanned<String>>,
    /// Its number, where it has one.
    pub number: Option<DocumentNumber>,
    /// What kind of document.
    pub kind: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// When.
    pub date: Option<Day>,
    /// Whether it has no line for the date; one that can't be read is another matter.
    pub is_undated: bool,
    /// What it is about.
    pub title: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Where the entry stands.
    pub span: Span,
}

/// Reads the documents of one file.
pub(super) fn parse_documents(node: &Node, out: &mut Diagnostics) -> Vec<WrittenDocument> {
    items_of(node, out).iter().filter_map(|item| document(item, out)).collect()
}

fn document(node: &Node, out: &mut Diagnostics) -> Option<WrittenDocument> {
    let mut fields = Fields::open(
        node,
        "- {id: 61-kh-ubnd-tua-chua-2022, number: 61/KH-UBND, issuer: UBND huyện Tủa Chùa, date: 2022-03-21}",
        out,
    )?;
    let has_id = fields.take("id").is_some();
    let slug = if has_id { fields.slug("id", "61-kh-ubnd-tua-chua-2022") } else { None };
    let number = fields.text("number").and_then(|written| number(&written, fields.out));
    let written = WrittenDocument {
        slug,
        number,
        kind: fields.string("kind"),
        issuer: fields.string("issuer"),
        date: day(&mut fields, "date"),
        is_undated: fields.take("date").is_none(),
        title: fields.string("title"),
        url: web_address_field(&mut fields, "url"),
        span: node.span.clone(),
    };
    if written.slug.is_none() && written.number.is_none() && !has_id && fields.take("number").is_none() {
        fields.missing("number", "61/KH-UBND");
    }
    fields.finish();
    (written.slug.is_some() || written.number.is_some()).then_some(written)
}

/// Reads the number of a document; what is none is reported.
pub(super) fn number(written: &Spanned<String>, out: &mut Diagnostics) -> Option<DocumentNumber> {
    let number = parse_document_number(&written.value);
    if number.is_none() {
        let shown = &written.value;
        let help = match parse_spaced_number(shown).as_ref().map(DocumentNumber::canonical) {
            Some(meant) => text!(
                vi: "viết liền, không có dấu cách: `{meant}`",
                en: "write it without blanks: `{meant}`",
            ),
            None => text!(
                vi: "viết đủ số và ký hiệu, ví dụ 61/KH-UBND, 3074/UBND-CA, 42/2022/NĐ-CP",
                en: "write number and symbol in full, such as 61/KH-UBND, 3074/UBND-CA, 42/2022/NĐ-CP",
            ),
        };
        let message = text!(
            vi: "«{shown}» không phải là số, ký hiệu văn bản",
            en: "“{shown}” is not the number of a document",
        );
        out.push(Diagnostic::error("invalid-value", &written.span, message).help(help));
    }
    number
}

/// Reads abbreviations and what they stand for.
pub(super) fn parse_glossary(node: &Node, out: &mut Diagnostics) -> Vec<GlossaryEntry> {
    let NodeKind::Mapping(entries) = &node.kind else {
        Fields::open(node, "UBND: Ủy ban nhân dân\nCCCD: căn cước công dân", out);
        return Vec::new();
    };
    let mut glossary: Vec<GlossaryEntry> = Vec::new();
    for entry in entries {
        let Some(full) = text_of(&entry.value, out).filter(|full| !full.value.is_empty()) else { continue };
        glossary.push(GlossaryEntry { short: entry.key.value.clone(), full: full.value });
    }
    glossary.sort_by(|a, b| a.short.cmp(&b.short));
    glossary
}
