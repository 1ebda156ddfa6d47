use rust_decimal::Decimal;

use super::*;
use crate::derive::fixture::{bulletin, day, locality, site};
use crate::model::{
    Alignment, Dated, Direction, Figured, GlossaryEntry, GroupId, Inline, LocalityId, Metric, MetricId,
    MetricKind, MetricReference, Observation, ObservationId, ObservationStatus, Period, Qualifier, Reference,
    Site, Target, Unit, When,
};
use crate::render::fixture::at_desk;
use crate::source::Spanned;

fn text(words: &str) -> Inline {
    Inline::Text(words.to_owned())
}

fn paragraph(inlines: Vec<Inline>) -> Body {
    Body { blocks: vec![Block::Paragraph(inlines)], footnotes: Vec::new() }
}

/// A site with one bulletin, `ban-tin/2022/a.html`, about one commune.
fn one_bulletin() -> (Site, BulletinId, LocalityId) {
    let mut site = site();
    let commune = locality(&mut site, "xa-nhe", None);
    let id = bulletin(&mut site, "a", &[commune]);
    (site, id, commune)
}

fn refer(site: &mut Site, id: BulletinId, target: Option<Target>) -> usize {
    let references = &mut site.bulletins[id.index()];
    let span = references.title.span.clone();
    references.references.push(Reference { target, span, written: "viết-gì-đó".into() });
    references.references.len() - 1
}

fn written(site: &Site, id: BulletinId, body: &Body) -> BodyHtml {
    at_desk(site, "ban-tin/2022/a.html", |desk| body_html(desk, Owner::Bulletin(id), None, body))
}

#[track_caller]
fn check(site: &Site, id: BulletinId, inlines: Vec<Inline>, expected: &str) {
    let html = written(site, id, &paragraph(inlines)).text_html;
    assert_eq!(html.as_str(), format!("<p>{expected}</p>\n"));
}

/// Adds a metric with one observation: 12.174 of 77.894, stated as 15,7 %.
fn measured(site: &mut Site, locality: LocalityId, accept: Option<&str>) -> MetricReference {
    let span = site.bulletins[0].title.span.clone();
    let decimal = |value: &str| Spanned::new(value.parse::<Decimal>().expect("a decimal"), span.clone());
    let observation = Observation {
        locality: Some(locality),
        date: Dated { when: When { period: Period::Day(day(2022, 11, 24)), time: None }, inferred: None },
        group: None,
        value: decimal("12174"),
        of: Some(decimal("77894")),
        percent: Some(decimal("15.7")),
        qualifier: Qualifier::Exact,
        status: ObservationStatus::Final,
        note: None,
        accept: accept.map(|reason| Spanned::new(reason.to_owned(), span.clone())),
        bulletin: None,
        span: span.clone(),
    };
    site.metrics.push(Metric {
        slug: "dinh-danh".to_owned(),
        file: span.file,
        name: Spanned::new("Định danh".to_owned(), span.clone()),
        description: None,
        unit: Unit { one: "tài khoản".to_owned(), other: "tài khoản".to_owned() },
        kind: MetricKind::Count,
        direction: Direction::Up,
        cumulative: None,
        remaining_of: None,
        programme: None,
        source: None,
        groups: Vec::new(),
        observations: vec![observation],
        targets: Vec::new(),
    });
    MetricReference {
        metric: MetricId::at(0),
        locality: Some(locality),
        group: None::<GroupId>,
        period: None,
        figure: Figured::Value,
        observation: Some(ObservationId::at(0)),
    }
}

#[test]
fn what_a_writer_wrote_never_becomes_markup() {
    let (site, id, _) = one_bulletin();
    check(
        &site,
        id,
        vec![
            text("<script>&"),
            Inline::RawHtml("<img onerror=x>".to_owned()),
            Inline::Code("</p>".to_owned()),
        ],
        "&lt;script&gt;&amp;&lt;img onerror=x&gt;<code>&lt;/p&gt;</code>",
    );
    let block = Body { blocks: vec![Block::RawHtml("<b>x</b>\n".to_owned())], footnotes: Vec::new() };
    assert_eq!(written(&site, id, &block).text_html.as_str(), "<p>&lt;b&gt;x&lt;/b&gt;</p>\n");
}

#[test]
fn references_lead_to_their_pages_and_fill_in_missing_words() {
    let (mut site, id, commune) = one_bulletin();
    let reference = refer(&mut site, id, Some(Target::Locality(commune)));
    let link = |text| Inline::Reference { reference, text };
    check(&site, id, vec![link(vec![text("xã")])], r#"<a href="../../dia-phuong/xa-nhe.html">xã</a>"#);
    check(&site, id, vec![link(Vec::new())], r#"<a href="../../dia-phuong/xa-nhe.html">xã xa-nhe</a>"#);
}

#[test]
fn what_was_not_found_stands_as_plain_words() {
    let (mut site, id, commune) = one_bulletin();
    let broken = refer(&mut site, id, None);
    check(&site, id, vec![Inline::Reference { reference: broken, text: vec![text("số 1")] }], "số 1");
    let nameless = Inline::Reference { reference: broken, text: Vec::new() };
    check(&site, id, vec![nameless.clone()], "viết-gì-đó");
    site.bulletins[id.index()].references[broken].written = Box::default();
    assert!(written(&site, id, &paragraph(vec![nameless])).text_html.is_empty());
    site.localities[commune.index()].has_page = false;
    let hidden = refer(&mut site, id, Some(Target::Locality(commune)));
    check(&site, id, vec![Inline::Reference { reference: hidden, text: Vec::new() }], "xã xa-nhe");
}

#[test]
fn quoted_figures_carry_their_exact_value_and_what_their_source_leaves_open() {
    let (mut site, id, commune) = one_bulletin();
    let quoted = measured(&mut site, commune, Some("Nguồn ghi 15,7%."));
    let percent = MetricReference { figure: Figured::Percent, ..quoted.clone() };
    let value = refer(&mut site, id, Some(Target::Metric(Box::new(quoted))));
    let percent = refer(&mut site, id, Some(Target::Metric(Box::new(percent))));
    let body = paragraph(vec![
        Inline::Reference { reference: value, text: Vec::new() },
        Inline::Reference { reference: percent, text: Vec::new() },
    ]);
    let html = written(&site, id, &body);
    let mark = |mention| {
        format!(r##"<sup><a href="#_note-1" id="_note-1-{mention}" aria-label="notes.mark">1</a></sup>"##)
    };
    assert_eq!(
        html.text_html.as_str(),
        format!(
            concat!(
                r#"<p><a class="bt-quantity" href="../../chi-so/dinh-danh.html" data-value="12174">12.174</a>{}"#,
                r#"<a class="bt-quantity" href="../../chi-so/dinh-danh.html" data-value="15.7">15,7%</a>{}</p>"#,
                "\n"
            ),
            mark(1),
            mark(2)
        )
    );
    let notes = html.notes_html.as_str();
    assert!(notes.starts_with(r#"<li class="bt-footnotes__item" id="_note-1">Nguồn ghi 15,7%."#), "{notes}");
    assert_eq!(notes.matches("</a>").count(), 2, "a way back to each mention: {notes}");
}

/// What stands between the brackets of a link without words to a figure behind `before`.
#[track_caller]
fn check_filled(before: &str, figure: Figured, change: impl FnOnce(&mut Metric), expected: &str) {
    let (mut site, id, commune) = one_bulletin();
    let quoted = measured(&mut site, commune, None);
    change(&mut site.metrics[0]);
    let reference =
        refer(&mut site, id, Some(Target::Metric(Box::new(MetricReference { figure, ..quoted }))));
    let body = paragraph(vec![text(before), Inline::Reference { reference, text: Vec::new() }]);
    let html = written(&site, id, &body).text_html;
    let (_, rest) = html.as_str().split_once("data-value=").expect("a figure");
    let (_, rest) = rest.split_once('>').expect("the end of its tag");
    assert_eq!(rest.split_once("</a>").map(|(words, _)| words), Some(expected), "{before}");
}

#[test]
fn every_figure_is_filled_in() {
    let as_it_is = |_: &mut Metric| {};
    check_filled("", Figured::Value, as_it_is, "12.174");
    check_filled("", Figured::Percent, as_it_is, "15,7%");
    check_filled("", Figured::Computed, as_it_is, "15,6%");
    check_filled("", Figured::Of, as_it_is, "77.894");
    check_filled("", Figured::Remaining, as_it_is, "65.720");
    let over = |metric: &mut Metric| metric.observations[0].qualifier = Qualifier::Over;
    check_filled("còn ", Figured::Value, over, "quantity.over 12.174");
    check_filled("Xong. ", Figured::Value, over, "Quantity.over 12.174");
    check_filled("còn hơn ", Figured::Value, over, "12.174");
    check_filled("còn ", Figured::Remaining, over, "quantity.under 65.720");
}

#[test]
fn a_change_is_filled_in_with_its_sign_unless_the_words_bear_it() {
    let fell = |metric: &mut Metric| {
        let mut before = metric.observations[0].clone();
        before.date.when.period = Period::Day(day(2022, 10, 24));
        before.value.value = Decimal::from(12_204);
        metric.observations.push(before);
    };
    check_filled("thay đổi ", Figured::Change, fell, "−30");
    check_filled("giảm ", Figured::Change, fell, "30");
    check_filled("tăng ", Figured::Change, fell, "−30");
}

#[test]
fn footnotes_are_numbered_as_readers_meet_them() {
    let (site, id, _) = one_bulletin();
    let note = |inlines| vec![Block::Paragraph(inlines)];
    let body = Body {
        blocks: vec![Block::Paragraph(vec![Inline::FootnoteMark(1), Inline::FootnoteMark(7)])],
        footnotes: vec![note(vec![text("trong")]), note(vec![text("ngoài"), Inline::FootnoteMark(0)])],
    };
    let notes = written(&site, id, &body).notes_html;
    let (first, second) = notes.as_str().split_once("</li>").expect("two notes");
    assert!(first.contains("ngoài") && first.contains("href=\"#_note-2\""), "{first}");
    assert!(second.contains("trong"), "{second}");
}

#[test]
fn an_abbreviation_is_explained_once_and_never_inside_a_symbol() {
    let (mut site, id, _) = one_bulletin();
    site.glossary.push(GlossaryEntry { short: "UBND".to_owned(), full: "Ủy ban nhân dân".to_owned() });
    check(
        &site,
        id,
        vec![text("3074/UBND-CA, UBND xã, "), Inline::Strong(vec![text("UBND huyện")])],
        "3074/UBND-CA, <abbr title=\"Ủy ban nhân dân\">UBND</abbr> xã, <strong>UBND huyện</strong>",
    );
}

#[test]
fn links_from_the_root_hold_below_any_path_and_other_sites_are_marked() {
    let (site, id, _) = one_bulletin();
    let link = |to: &str| Inline::Link { to: to.to_owned(), title: None, text: vec![text("x")] };
    check(&site, id, vec![link("/gioi-thieu.html")], r#"<a href="../../gioi-thieu.html">x</a>"#);
    check(
        &site,
        id,
        vec![link("https://x.vn/?a&b")],
        r#"<a href="https://x.vn/?a&amp;b" rel="external">x</a>"#,
    );
    check(&site, id, vec![link("#phan-2")], r##"<a href="#phan-2">x</a>"##);
}

#[test]
fn tables_name_their_rows_and_columns_and_can_be_scrolled() {
    let (site, id, _) = one_bulletin();
    let cell = |words: &str| vec![text(words)];
    let body = Body {
        blocks: vec![Block::Table {
            alignments: vec![Alignment::None, Alignment::Right],
            head: vec![Vec::new(), cell("Số")],
            rows: vec![vec![cell("Xã"), cell("12")]],
        }],
        footnotes: Vec::new(),
    };
    let html = written(&site, id, &body).text_html;
    assert_eq!(
        html.as_str(),
        concat!(
            "<div class=\"bt-table\" role=\"region\" tabindex=\"0\" aria-label=\"table.numbered\">\n",
            "<table class=\"bt-table__grid\">\n",
            "<thead><tr><td></td><th scope=\"col\" class=\"bt-table__number\">Số</th></tr></thead>\n",
            "<tbody>\n",
            "<tr><th scope=\"row\">Xã</th><td class=\"bt-table__number\">12</td></tr>\n",
            "</tbody>\n</table>\n</div>\n"
        )
    );
}

#[track_caller]
fn check_raw(pieces: &[&str], expected: &str) {
    let (mut site, id, _) = one_bulletin();
    site.config.raw_html = crate::model::RawHtml::Sanitise;
    let inlines = pieces.iter().map(|piece| match piece.strip_prefix('*') {
        Some(stressed) => Inline::Emphasis(vec![text("x"), Inline::RawHtml(stressed.to_owned())]),
        None => Inline::RawHtml((*piece).to_owned()),
    });
    check(&site, id, inlines.collect(), expected);
}

#[test]
fn safe_elements_pass_bare_and_closed() {
    check_raw(&["<sub class=x onclick=\"y\">2</sub>", "<BR/>"], "<sub>2</sub><br>");
    check_raw(&["<b>", "<i>", "x</b>y"], "<b><i>x</i></b>y");
    check_raw(&["<mark>x"], "<mark>x</mark>");
    check_raw(&["a &amp; b &copy; <!-- c -->d"], "a &amp; b &amp;copy; d");
}

#[test]
fn no_setting_lets_scripts_through() {
    check_raw(&["<script>alert(1)</script>"], "&lt;script&gt;alert(1)&lt;/script&gt;");
    check_raw(&["<b<script>x"], "<b>x</b>");
    check_raw(&["<bad>", "<img src=x onerror=y>"], "&lt;bad&gt;&lt;img src=x onerror=y&gt;");
    check_raw(&["<a href='javascript:x'>y</a>"], "&lt;a href=&#39;javascript:x&#39;&gt;y&lt;/a&gt;");
    check_raw(&["<", "<b", "</b>"], "&lt;&lt;b&lt;/b&gt;");
}

#[test]
fn raw_elements_do_not_cross_the_texts_own_structure() {
    check_raw(&["<b>", "*</b>", "y"], "<b><em>x&lt;/b&gt;</em>y</b>");
    check_raw(&["*<i>", "y</i>"], "<em>x<i></i></em>y&lt;/i&gt;");
}
