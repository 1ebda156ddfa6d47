//! Texts and the trees that they become, written in short: `p[...]` a paragraph, `h2#id[...]` a heading.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::source::{SourceFile, Sources};

fn read(markdown: &str) -> (ParsedText, Sources) {
    let file = SourceFile::new("a.md", markdown);
    let sources = Sources::new(vec![file], BTreeMap::new());
    let id = sources.find("a.md").expect("just added");
    (parse_body(markdown, id, 0), sources)
}

#[track_caller]
fn check(markdown: &str, expected: &str) {
    let (text, _) = read(markdown);
    assert_eq!(blocks(&text.body.blocks), expected);
}

/// What a text refers to: each reference as the words of its whole span, then what it names.
#[track_caller]
fn check_references(markdown: &str, expected: &[&str]) {
    let (text, sources) = read(markdown);
    let found: Vec<String> = text
        .references
        .iter()
        .map(|reference| {
            let named = match &reference.to {
                WrittenTarget::Scheme { scheme, rest } => {
                    assert_eq!(
                        sources.words(&rest.span),
                        rest.value,
                        "the span of what stands behind the colon"
                    );
                    format!("{scheme}:{}", rest.value)
                }
                WrittenTarget::Mention { number, said } => {
                    let day = said.as_ref().and_then(|said| match said.date? {
                        SaidDate::Day(day) => Some(day),
                        SaidDate::Year(_) => None,
                    });
                    format!("{}{}", number.canonical(), day.map_or_else(String::new, |day| format!(" {day}")))
                }
            };
            format!("{} -> {named}", sources.words(&reference.span))
        })
        .collect();
    assert_eq!(found, expected);
}

fn blocks(all: &[Block]) -> String {
    all.iter().map(block).collect::<Vec<_>>().join(" ")
}

fn block(one: &Block) -> String {
    match one {
        Block::Heading { level, id, text } => format!("h{level}#{id}[{}]", inlines(text)),
        Block::Paragraph(text) => format!("p[{}]", inlines(text)),
        Block::Figure(figure) => {
            format!("figure{}({})", figure.picture, figure.caption.as_deref().unwrap_or_default())
        }
        Block::Chart { reference, caption } => format!("chart{reference}({})", inlines(caption)),
        Block::List { start, items } => {
            let items: Vec<String> = items.iter().map(|item| blocks(&item.blocks)).collect();
            format!("list{}[{}]", start.map_or_else(String::new, |start| start.to_string()), items.join("; "))
        }
        Block::Quote(inner) => format!("quote[{}]", blocks(inner)),
        Block::Table { head, rows, .. } => format!("table[{} columns, {} rows]", head.len(), rows.len()),
        Block::Code { language, text } => format!("code.{language}[{}]", text.trim_end()),
        Block::RawHtml(html) => format!("html[{}]", html.trim_end()),
        Block::Rule => "rule".to_owned(),
    }
}

fn inlines(all: &[Inline]) -> String {
    all.iter().map(inline).collect()
}

fn inline(one: &Inline) -> String {
    match one {
        Inline::Text(words) => words.clone(),
        Inline::Emphasis(text) => format!("_{}_", inlines(text)),
        Inline::Strong(text) => format!("*{}*", inlines(text)),
        Inline::Struck(text) => format!("~{}~", inlines(text)),
        Inline::Code(words) => format!("`{words}`"),
        Inline::Link { to, text, .. } => format!("<{}|{to}>", inlines(text)),
        Inline::Reference { reference, text } => format!("<{}|#{reference}>", inlines(text)),
        Inline::Picture { picture } => format!("picture{picture}"),
        Inline::RawHtml(html) => format!("html({html})"),
        Inline::FootnoteMark(number) => format!("^{number}"),
        Inline::LineBreak => "/".to_owned(),
        Inline::SoftBreak => " ".to_owned(),
    }
}

#[test]
fn a_picture_or_chart_alone_is_a_figure_and_one_in_a_line_is_not() {
    check("![Hội trường](a.jpg \"Quang cảnh\")", "figure0(Quang cảnh)");
    check("![Hội trường](a.jpg)", "figure0()");
    check("Xem ![Hội trường](a.jpg \"Quang cảnh\") này", "p[Xem picture0 này]");
    check("![Theo nơi](chart:cap@a,b)", "chart0(Theo nơi)");
    check("Xem ![theo nơi](chart:cap) này", "p[Xem <theo nơi|#0> này]");
}

#[test]
fn headings_step_down_one_at_a_time_below_the_pages_title() {
    check("# Một\n\n## Hai\n\n#### Ba", "h2#mot[Một] h3#hai[Hai] h4#ba[Ba]");
    check("## Một\n\n#### Hai\n\n## Một", "h2#mot[Một] h3#hai[Hai] h2#mot-2[Một]");
    check("##\n\n## !", "h2#muc[!]");
}

#[test]
fn references_are_numbered_in_the_order_in_which_they_stand() {
    check_references(
        "Ở [xã](locality:xa-nhe), theo 61/KH-UBND ngày 21/3/2022, có [12](metric:to@xa-nhe#of) tổ.",
        &[
            "[xã](locality:xa-nhe) -> locality:xa-nhe",
            "61/KH-UBND -> 61/KH-UBND 2022-03-21",
            "[12](metric:to@xa-nhe#of) -> metric:to@xa-nhe#of",
        ],
    );
}

#[test]
fn no_document_is_seen_in_addresses_code_dates_and_shares() {
    check_references(
        "Ngày 24/11/2022, 24/24 xã, `61/KH-UBND`, <https://a.vn/06/QD-TTg>, [xem](https://a.vn/61/KH-UBND).",
        &[],
    );
}

#[test]
fn a_document_named_in_the_words_of_a_link_is_cited_and_leads_where_the_link_leads() {
    check("[Kế hoạch 61/KH-UBND](https://a.vn)", "p[<Kế hoạch 61/KH-UBND|https://a.vn>]");
    check_references("[Kế hoạch 61/KH-UBND](https://a.vn)", &["61/KH-UBND -> 61/KH-UBND"]);
}

#[test]
fn a_document_is_pointed_at_behind_signs_that_are_written_in_another_way() {
    for markdown in ["[\\*61/KH-UBND đ*", "A &amp; B \\_ 61/KH-UBND", "61/KH\\-UBND"] {
        let (text, sources) = read(markdown);
        let written = &markdown[markdown.find('6').unwrap()..markdown.find("UBND").unwrap() + 4];
        assert_eq!(sources.words(&text.references[0].span), written);
    }
}

#[test]
fn footnotes_are_numbered_by_their_first_mention() {
    let (text, _) = read("Một[^b] hai[^a] ba[^b].\n\n[^a]: A.\n[^b]: B.");
    assert_eq!(blocks(&text.body.blocks), "p[Một^0 hai^1 ba^0.]");
    let notes: Vec<String> = text.body.footnotes.iter().map(|note| blocks(note)).collect();
    assert_eq!(notes, ["p[B.]", "p[A.]"]);
}

#[test]
fn links_that_browsers_would_run_keep_their_words_alone() {
    check("[Tải](javascript:x)", "p[_Tải_]");
    check("[Thư](<mailto:a@b.vn>) <a@b.vn>", "p[<Thư|mailto:a@b.vn> <a@b.vn|mailto:a@b.vn>]");
}

#[test]
fn quotes_in_quotes_end_somewhere() {
    let (text, _) = read(&(">".repeat(5_000) + " sâu"));
    assert!(blocks(&text.body.blocks).contains("sâu"));
}

proptest! {
    #[test]
    fn any_text_gives_the_same_tree_twice_and_spans_inside_it(
        markdown in "(?s)(# |> |- |1\\. |\\*|_|`|\\[|\\]|\\(|\\)|!|metric:a@b|chart:c|<b>|\\^|\\||61/KH-UBND|đ|\n|\\PC){0,60}",
    ) {
        let (first, _) = read(&markdown);
        prop_assert_eq!(&first.body, &read(&markdown).0.body);
        let spans = first.references.iter().map(|one| &one.span);
        let spans = spans.chain(first.diagnostics.iter().map(|one| &one.span));
        for span in spans.chain(first.links.iter().map(|one| &one.span)) {
            prop_assert!(markdown.get(span.range()).is_some());
        }
    }
}
