//! Reads localities as they are written; what the gazetteer knows of them comes in `resolve`.

use rust_decimal::Decimal;

use super::config::contact;
use super::date::WrittenDate;
use super::fields::{Fields, decimal_of, items_of, text_of};
use super::place::{Around, offers};
use super::words::{Word, word};
use super::yaml::{Node, NodeKind};
use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::model::{Contact, Day, Level, Population, SuccessionKind};
use crate::source::Spanned;

/// An entry of `localities.yaml`.
#[derive(Debug)]
pub(super) struct WrittenLocality {
    /// Its id.
    pub slug: Spanned<String>,
    /// The gazetteer's key.
    pub key: Option<Spanned<String>>,
    /// Its name, with the kind word.
    pub name: Option<Spanned<String>>,
    /// How high it stands.
    pub level: Option<Level>,
    /// What it lies in.
    pub parent: Option<Spanned<String>>,
    /// The official code.
    pub code: Option<String>,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// Its first day.
    pub from: Option<Day>,
    /// Its last day.
    pub until: Option<Day>,
    /// What it became.
    pub successors: Vec<WrittenSuccession>,
    /// Latitude and longitude.
    pub location: Option<(Decimal, Decimal)>,
    /// People.
    pub population: Option<Population>,
    /// Its office.
    pub contact: Option<Contact>,
}

/// What a locality became.
#[derive(Debug)]
pub(super) struct WrittenSuccession {
    /// The id.
    pub to: Spanned<String>,
    /// How much of it.
    pub kind: SuccessionKind,
    /// Since when.
    pub date: Option<Day>,
    /// By which act.
    pub act: Option<String>,
}

const LEVELS: [Word<Level>; 5] = [
    word("country", Level::Country, "cả nước"),
    word("province", Level::Province, "tỉnh, thành phố trực thuộc trung ương"),
    word("district", Level::District, "huyện, quận, thị xã"),
    word("commune", Level::Commune, "xã, phường, thị trấn"),
    word("village", Level::Village, "thôn, bản"),
];

const SUCCESSION_KINDS: [Word<SuccessionKind>; 4] = [
    word("whole", SuccessionKind::Whole, "nhập toàn bộ"),
    word("part", SuccessionKind::Part, "chia một phần"),
    word("renamed", SuccessionKind::Renamed, "đổi tên"),
    word("continued", SuccessionKind::Continued, "giữ nguyên"),
];

/// Reads the localities of one file.
pub(super) fn parse_localities(node: &Node, out: &mut Diagnostics) -> Vec<WrittenLocality> {
    items_of(node, out).iter().filter_map(|item| locality(item, out)).collect()
}

fn locality(node: &Node, out: &mut Diagnostics) -> Option<WrittenLocality> {
    let mut fields = Fields::open(node, "- {id: xa-nhe, gazetteer: old-03244}", out)?;
    let slug = fields.slug("id", "lam-son");
    let key = fields.text("gazetteer");
    let name = if key.is_some() { fields.text("name") } else { fields.required("name", "xã Lam Sơn") };
    let level = fields.word("level", &LEVELS);
    if key.is_none() && level.is_none() && fields.take("level").is_none() {
        let named = name.as_ref().or(slug.as_ref()).map_or("", |named| named.value.as_str());
        let known = Around { id: slug.as_ref().map(|slug| slug.value.as_str()), ..Around::default() };
        fields.missing_or("level", "commune", offers(named, &known));
    }
    let written = WrittenLocality {
        slug: slug.clone().unwrap_or_else(|| Spanned::new(String::new(), node.span.clone())),
        key,
        name,
        level,
        parent: fields.text("parent"),
        code: fields.string("code"),
        aliases: fields.texts("aliases").into_iter().map(|alias| alias.value).collect(),
        from: day(&mut fields, "from"),
        until: day(&mut fields, "until"),
        successors: successors(&mut fields),
        location: location(&mut fields),
        population: population(&mut fields),
        contact: office(&mut fields),
    };
    fields.finish();
    slug.map(|_| written)
}

/// A whole day; a month or year is reported.
pub(super) fn day(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Day> {
    let written: Spanned<WrittenDate> = fields.date(key)?;
    let day = written.value.day();
    if day.is_none() {
        fields.out.push(
            Diagnostic::error(
                "invalid-date",
                &written.span,
                text!(
                    vi: "«{key}» cần đủ ngày, tháng, năm",
                    en: "“{key}” wants a day, a month and a year",
                ),
            )
            .help(text!(vi: "viết ví dụ `{key}: 2025-07-01`", en: "write for example `{key}: 2025-07-01`")),
        );
    }
    day
}

fn successors(fields: &mut Fields<'_, '_>) -> Vec<WrittenSuccession> {
    let nodes = fields.list("successors");
    nodes.iter().filter_map(|node| succession(node, fields.out)).collect()
}

fn succession(node: &Node, out: &mut Diagnostics) -> Option<WrittenSuccession> {
    if !matches!(node.kind, NodeKind::Mapping(_)) {
        let to = text_of(node, out)?;
        return Some(WrittenSuccession { to, kind: SuccessionKind::Whole, date: None, act: None });
    }
    let mut fields = Fields::open(node, "successors:\n  - {id: xa-moi, kind: whole, date: 2025-07-01}", out)?;
    let to = fields.required("id", "xa-moi");
    let kind = fields.word("kind", &SUCCESSION_KINDS).unwrap_or(SuccessionKind::Whole);
    let date = day(&mut fields, "date");
    let act = fields.string("act");
    fields.finish();
    Some(WrittenSuccession { to: to?, kind, date, act })
}

fn location(fields: &mut Fields<'_, '_>) -> Option<(Decimal, Decimal)> {
    let node = fields.take("location")?;
    let items = items_of(node, fields.out);
    let degrees: Vec<Decimal> =
        items.iter().filter_map(|item| decimal_of(item, fields.out)).map(|number| number.value).collect();
    let [latitude, longitude] = *degrees.as_slice() else {
        if degrees.len() == items.len() && !items.is_empty() {
            fields.out.push(bad_location(node));
        }
        return None;
    };
    let fine = latitude.abs() <= Decimal::from(90) && longitude.abs() <= Decimal::from(180);
    if !fine {
        fields.out.push(bad_location(node));
    }
    fine.then_some((latitude, longitude))
}

fn bad_location(node: &Node) -> Diagnostic {
    Diagnostic::error("invalid-value", &node.span, text!(
        vi: "«location» cần vĩ độ rồi kinh độ",
        en: "“location” wants the latitude, then the longitude",
    ))
    .help(text!(vi: "viết ví dụ `location: [21.846, 103.462]`", en: "write for example `location: [21.846, 103.462]`"))
}

fn population(fields: &mut Fields<'_, '_>) -> Option<Population> {
    let node = fields.take("population")?;
    let mut fields = Fields::open(node, "population: {value: 5600, date: 2022}", fields.out)?;
    let value = fields.count("value");
    if value.is_none() && fields.take("value").is_none() {
        fields.missing("value", "5600");
    }
    let date = fields.date("date");
    if date.is_none() && fields.take("date").is_none() {
        fields.missing("date", "2022");
    }
    fields.finish();
    Some(Population { value: value?.value.into(), period: date?.value.period })
}

fn office(fields: &mut Fields<'_, '_>) -> Option<Contact> {
    let node = fields.take("contact")?;
    let mut fields = Fields::open(
        node,
        "contact:\n  name: Ủy ban nhân dân xã Lam Sơn\n  phone: 0215 000 000",
        fields.out,
    )?;
    let contact = contact(&mut fields);
    fields.finish();
    Some(contact)
}
