//! Reads statistics: one YAML file a metric, with its observations beside it as CSV where there are many.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::choice::choice;
use super::event::inferred;
use super::fields::{Fields, items_of, without_grouping};
use super::locality::day;
use super::words::{Word, word};
use super::yaml::{Node, NodeKind};
use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::model::{
    Dated, Day, Direction, Group, GroupId, MetricKind, ObservationStatus, Qualifier, TimeZone, Unit,
    as_number,
};
use crate::source::{Span, Spanned};

/// A metric as written.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct WrittenMetricFile {
    /// Its name.
    pub name: Spanned<String>,
    /// What is counted.
    pub description: Option<String>,
    /// What it counts in.
    pub unit: Unit,
    /// What kind of figure.
    pub kind: MetricKind,
    /// Which way is better.
    pub direction: Direction,
    /// Whether figures can only grow.
    pub cumulative: Option<bool>,
    /// The id of the metric whose rest this one counts.
    pub remaining_of: Option<Spanned<String>>,
    /// The programme's id.
    pub programme: Option<Spanned<String>>,
    /// Who states the figures.
    pub source: Option<String>,
    /// The groups.
    pub groups: Vec<Group>,
    /// The figures written here.
    pub observations: Vec<WrittenObservation>,
    /// The name of the table that holds them instead.
    pub table: Option<Spanned<String>>,
    /// The goals.
    pub targets: Vec<WrittenTargetFigure>,
}

/// A figure as written.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct WrittenObservation {
    /// The locality's id.
    pub locality: Option<Spanned<String>>,
    /// When.
    pub date: Dated,
    /// Of which group.
    pub group: Option<GroupId>,
    /// The figure.
    #[serde(with = "as_number")]
    pub value: Spanned<Decimal>,
    /// The whole.
    #[serde(with = "as_number")]
    pub of: Option<Spanned<Decimal>>,
    /// The stated per cent.
    #[serde(with = "as_number")]
    pub percent: Option<Spanned<Decimal>>,
    /// How it is meant.
    pub qualifier: Qualifier,
    /// How settled it is.
    pub status: ObservationStatus,
    /// For readers.
    pub note: Option<String>,
    /// Why the source contradicts itself.
    pub accept: Option<Spanned<String>>,
    /// The bulletin's id.
    pub bulletin: Option<Spanned<String>>,
    /// Where it stands.
    pub span: Span,
}

/// A goal as written.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct WrittenTargetFigure {
    /// The locality's id.
    pub locality: Option<Spanned<String>>,
    /// Of which group.
    pub group: Option<GroupId>,
    /// The last day.
    #[serde(with = "as_number")]
    pub due: Option<Spanned<Day>>,
    /// The figure.
    #[serde(with = "as_number")]
    pub value: Option<Spanned<Decimal>>,
    /// How the source puts it.
    pub text: Option<String>,
    /// Why no figure tells whether it was reached.
    pub accept: Option<Spanned<String>>,
    /// Where it stands.
    pub span: Span,
}

const KINDS: [Word<MetricKind>; 4] = [
    word("count", MetricKind::Count, "số đếm từng người, từng vụ, từng thẻ"),
    word("amount", MetricKind::Amount, "số lượng, có thể có phần lẻ"),
    word("percent", MetricKind::Percent, "tỷ lệ phần trăm"),
    word("rate", MetricKind::Rate, "tỷ suất"),
];

const DIRECTIONS: [Word<Direction>; 3] = [
    word("up", Direction::Up, "càng nhiều càng tốt"),
    word("down", Direction::Down, "càng ít càng tốt"),
    word("none", Direction::None, "không có chiều nào tốt hơn"),
];

const QUALIFIERS: [Word<Qualifier>; 4] = [
    word("exact", Qualifier::Exact, "đúng số ấy"),
    word("over", Qualifier::Over, "hơn, trên"),
    word("under", Qualifier::Under, "dưới, gần"),
    word("about", Qualifier::About, "khoảng"),
];

const STATUSES: [Word<ObservationStatus>; 3] = [
    word("final", ObservationStatus::Final, "chính thức"),
    word("provisional", ObservationStatus::Provisional, "tạm tính, sơ bộ"),
    word("revised", ObservationStatus::Revised, "đã sửa lại"),
];

/// Reads a metric's file.
pub(super) fn parse_metric(node: &Node, zone: TimeZone, out: &mut Diagnostics) -> Option<WrittenMetricFile> {
    let mut fields = Fields::open(
        node,
        "name: Căn cước công dân gắn chíp đã cấp\nunit: thẻ\nkind: count\nobservations:\n  - {locality: lam-son, date: 2022-11, value: 77894}",
        out,
    )?;
    let name = fields.required("name", "Căn cước công dân gắn chíp đã cấp");
    let kind = fields.word("kind", &KINDS).unwrap_or(MetricKind::Count);
    let groups = groups(&mut fields);
    let unit = unit(&mut fields);
    let context = MetricContext { kind, groups: &groups, zone, in_table: false };
    let (observations, table) = observations(&mut fields, &context);
    let written = WrittenMetricFile {
        name: name.clone().unwrap_or_else(|| Spanned::new(String::new(), node.span.clone())),
        description: fields.string("description"),
        unit,
        kind,
        direction: fields.word("direction", &DIRECTIONS).unwrap_or(Direction::None),
        cumulative: fields.flag("cumulative"),
        remaining_of: fields.text("remaining_of"),
        programme: fields.text("programme"),
        source: fields.string("source"),
        targets: targets(&mut fields, &context),
        groups,
        observations,
        table,
    };
    fields.finish();
    name.map(|_| written)
}

fn unit(fields: &mut Fields<'_, '_>) -> Unit {
    let empty = || Unit { one: String::new(), other: String::new() };
    let Some(node) = fields.take("unit") else {
        fields.missing("unit", "người");
        return empty();
    };
    if !matches!(node.kind, NodeKind::Mapping(_)) {
        let unit = fields.string("unit").unwrap_or_default();
        return Unit { one: unit.clone(), other: unit };
    }
    let Some(mut fields) = Fields::open(node, "unit: {one: card, other: cards}", fields.out) else {
        return empty();
    };
    let one = fields.required("one", "thẻ");
    let other = fields.required("other", "thẻ");
    fields.finish();
    let (one, other) = (one.map(|text| text.value), other.map(|text| text.value));
    Unit { one: one.unwrap_or_default(), other: other.unwrap_or_default() }
}

fn groups(fields: &mut Fields<'_, '_>) -> Vec<Group> {
    let mut groups: Vec<(Group, Span)> = Vec::new();
    for node in fields.list("groups") {
        let Some(mut item) =
            Fields::open(node, "groups:\n  - {id: hoan-thanh, name: Đã hoàn thành}", fields.out)
        else {
            continue;
        };
        let slug = item.slug("id", "hoan-thanh");
        let name = item.required("name", "Đã hoàn thành");
        item.finish();
        let (Some(slug), Some(name)) = (slug, name) else { continue };
        if let Some((_, first)) = groups.iter().find(|(other, _)| other.slug == slug.value) {
            fields.out.push(super::duplicate_id(&slug, first));
            continue;
        }
        groups.push((Group { slug: slug.value, name: name.value }, slug.span));
    }
    groups.into_iter().map(|(group, _)| group).collect()
}

/// The group of this id; `None` with a report where there is none.
pub(super) fn find_group(
    written: &Spanned<impl AsRef<str>>,
    groups: &[Group],
    out: &mut Diagnostics,
) -> Option<GroupId> {
    let name = written.value.as_ref();
    let found = groups.iter().position(|group| group.slug == name);
    if found.is_none() {
        let known = groups.iter().map(|group| group.slug.as_str());
        let help = super::suggestion(name, known).unwrap_or_else(|| {
            let at = text!(vi: "`groups:` của chỉ số", en: "`groups:` of the metric");
            choice(&at, groups.iter().map(|group| (group.slug.as_str(), group.name.as_str())))
        });
        out.push(super::broken_reference(&text!(vi: "nhóm", en: "group"), written, [help]));
    }
    found.map(GroupId::at)
}

fn observations(
    fields: &mut Fields<'_, '_>,
    context: &MetricContext<'_>,
) -> (Vec<WrittenObservation>, Option<Spanned<String>>) {
    let Some(node) = fields.take("observations") else { return (Vec::new(), None) };
    if let NodeKind::Text(name) = &node.kind {
        return (Vec::new(), Some(Spanned::new(name.clone(), node.span.clone())));
    }
    let items = items_of(node, fields.out);
    let found = items.iter().filter_map(|item| parse_observation(item, context, fields.out)).collect();
    (found, None)
}

/// The keys of an observation, which are the columns of a table.
pub(super) const OBSERVATION_KEYS: [&str; 13] = [
    "locality",
    "date",
    "value",
    "of",
    "percent",
    "group",
    "qualifier",
    "status",
    "note",
    "accept",
    "bulletin",
    "date_note",
    "date_as_written",
];

/// Those that every observation has.
pub(super) const OBSERVATION_REQUIRED: [&str; 3] = ["locality", "date", "value"];

/// What an observation or a target is read with.
pub(super) struct MetricContext<'a> {
    /// The metric's kind: a count takes whole numbers only.
    pub kind: MetricKind,
    /// The metric's groups.
    pub groups: &'a [Group],
    /// The site's zone.
    pub zone: TimeZone,
    /// Whether each figure is a row of a table.
    pub in_table: bool,
}

/// Reads one figure, from YAML or from a row of a table.
pub(super) fn parse_observation(
    node: &Node,
    context: &MetricContext<'_>,
    out: &mut Diagnostics,
) -> Option<WrittenObservation> {
    let mut fields =
        Fields::open(node, "observations:\n  - {locality: lam-son, date: 2022-11, value: 77894}", out)?;
    fields.in_table = context.in_table;
    let locality = fields.required("locality", "lam-son");
    let inferred = inferred(&mut fields);
    let has_date = fields.take("date").is_some();
    let date = fields.date("date");
    if !has_date {
        fields.missing("date", "2022-11");
    }
    let has_value = fields.take("value").is_some();
    let value = fields.decimal("value").and_then(|value| whole(value, context.kind, fields.out));
    if !has_value {
        fields.missing("value", "77894");
    }
    let group = fields.text("group").and_then(|group| find_group(&group, context.groups, fields.out));
    let of = fields.decimal("of").and_then(|of| whole(of, context.kind, fields.out));
    let percent = fields.decimal("percent");
    let qualifier = fields.word("qualifier", &QUALIFIERS).unwrap_or(Qualifier::Exact);
    let status = fields.word("status", &STATUSES).unwrap_or(ObservationStatus::Final);
    let (note, accept) = (fields.string("note"), fields.text("accept"));
    let bulletin = fields.text("bulletin");
    // Before anything is given up: a misspelt key is most often why another is missing.
    fields.finish();
    Some(WrittenObservation {
        locality: Some(locality?),
        date: Dated { when: date?.value.when(context.zone), inferred },
        group,
        value: value?,
        of,
        percent,
        qualifier,
        status,
        note,
        accept,
        bulletin,
        span: node.span.clone(),
    })
}

/// A count is a whole number: `77.894` in one is the running text's way of writing 77894, and `12.000` of 12000.
fn whole(number: Spanned<Decimal>, kind: MetricKind, out: &mut Diagnostics) -> Option<Spanned<Decimal>> {
    if kind != MetricKind::Count {
        return Some(number);
    }
    if number.value.is_sign_negative() && !number.value.is_zero() {
        out.push(below_zero(&number));
        return None;
    }
    if number.value.scale() == 0 {
        return Some(number);
    }
    let written = number.value;
    let meant = match without_grouping(written) {
        Some(digits) => Some(
            text!(vi: "viết `{digits}`, không có dấu ngăn hàng nghìn", en: "write `{digits}`, without grouping"),
        ),
        None => written
            .is_integer()
            .then(|| written.trunc())
            .map(|whole| text!(vi: "viết `{whole}`", en: "write `{whole}`")),
    };
    out.push(
        Diagnostic::error(
            "invalid-number",
            &number.span,
            text!(
                vi: "chỉ số này đếm từng đơn vị, nên {written} không phải là một giá trị của nó",
                en: "this metric counts whole things, so {written} can't be one of its values",
            ),
        )
        .help_if(meant)
        .help(text!(
            vi: "nếu số liệu có phần lẻ thật, đổi `kind: count` thành `kind: amount`",
            en: "if the figures do have decimals, change `kind: count` to `kind: amount`",
        )),
    );
    None
}

fn below_zero(number: &Spanned<Decimal>) -> Diagnostic {
    let (written, positive) = (number.value, number.value.abs());
    let message = text!(
        vi: "chỉ số này đếm từng đơn vị, nên không thể là {written}",
        en: "this metric counts things, so it can't be {written}",
    );
    Diagnostic::error("invalid-number", &number.span, message)
        .help(text!(vi: "viết `{positive}`, nếu dấu trừ là gõ nhầm", en: "write `{positive}`, if the minus is a slip"))
        .help(text!(
            vi: "nếu số liệu nói tăng hay giảm bao nhiêu, đổi `kind: count` thành `kind: amount`",
            en: "if the figures say by how much something rose or fell, change `kind: count` to `kind: amount`",
        ))
}

fn targets(fields: &mut Fields<'_, '_>, context: &MetricContext<'_>) -> Vec<WrittenTargetFigure> {
    let nodes = fields.list("targets");
    nodes.iter().filter_map(|node| target(node, context, fields.out)).collect()
}

fn target(node: &Node, context: &MetricContext<'_>, out: &mut Diagnostics) -> Option<WrittenTargetFigure> {
    let mut fields =
        Fields::open(node, "targets:\n  - {locality: lam-son, due: 2022-12-31, value: 89430}", out)?;
    let locality = fields.required("locality", "lam-son");
    let group = fields.text("group").and_then(|group| find_group(&group, context.groups, fields.out));
    let target = WrittenTargetFigure {
        locality,
        group,
        due: due(&mut fields),
        value: fields.decimal("value").and_then(|value| whole(value, context.kind, fields.out)),
        text: fields.string("text"),
        accept: fields.text("accept"),
        span: node.span.clone(),
    };
    fields.finish();
    Some(target)
}

/// The last day of a target, with the place where it stands.
fn due(fields: &mut Fields<'_, '_>) -> Option<Spanned<Day>> {
    let span = fields.take("due")?.span.clone();
    day(fields, "due").map(|day| Spanned::new(day, span))
}
