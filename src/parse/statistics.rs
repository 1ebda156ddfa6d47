//! Reads the folder of statistics: one metric a file, with the table beside it that has its figures.

use std::collections::BTreeSet;
use std::io;

use super::fields::without_grouping;
use super::metric::{
    MetricContext, OBSERVATION_KEYS, OBSERVATION_REQUIRED, WrittenMetricFile, parse_metric, parse_observation,
};
use super::site::{Unreadable, read_mapping};
use super::table::{Columns, parse_table};
use super::{broken_reference, duplicate_id, suggestion};
use rust_decimal::Decimal;

use crate::cache::Texts;
use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::digest::Digest;
use crate::model::{MetricKind, TimeZone};
use crate::source::{FileId, Sources, Span, Spanned, kept_of};
use crate::vietnamese::slugify;

/// Where statistics are read from.
pub(super) struct Statistics<'a> {
    /// The files.
    pub sources: &'a Sources,
    /// What was read of them before.
    pub kept: &'a Texts,
    /// Where days begin.
    pub zone: TimeZone,
}

impl Statistics<'_> {
    /// Every metric with its slug and file, in the order of the slugs; notes those that can't be read.
    ///
    /// # Errors
    ///
    /// What the disk says, where a file has to be read again.
    pub fn read(
        &self,
        unreadable: &mut Unreadable,
        out: &mut Diagnostics,
    ) -> io::Result<Vec<(String, FileId, WrittenMetricFile)>> {
        let files =
            self.sources.under("content/statistics/").filter(|(_, file)| file.path.ends_with(".yaml"));
        let mut metrics: Vec<(String, FileId, WrittenMetricFile)> = Vec::new();
        for (id, file) in files {
            let stem = file.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".yaml");
            let slug = Spanned::new(slugify(stem), Span::top(id));
            if slug.value != stem {
                out.push(bad_file_name(stem, &slug));
            }
            let mut own = Diagnostics::default();
            let metric = self.metric(id, &mut own)?;
            if own.has_errors() || file.fault().is_some() {
                unreadable.figures.insert(slug.value.clone());
            }
            out.extend(own);
            let Some(metric) = metric else {
                unreadable.metrics.insert(slug.value);
                continue;
            };
            if let Some((_, first, _)) = metrics.iter().find(|(other, ..)| *other == slug.value) {
                out.push(duplicate_id(&slug, &Span::top(*first)));
                continue;
            }
            metrics.push((slug.value, id, metric));
        }
        metrics.sort_by(|a, b| a.0.cmp(&b.0));
        // A file that could not be read may be the one that names it.
        if unreadable.metrics.is_empty() {
            self.check_tables(&metrics, out);
        }
        Ok(metrics)
    }

    /// Warns of each table that no metric names.
    fn check_tables(&self, metrics: &[(String, FileId, WrittenMetricFile)], out: &mut Diagnostics) {
        let named: BTreeSet<String> = metrics
            .iter()
            .filter_map(|(_, id, metric)| {
                let table = metric.table.as_ref()?;
                Some(beside(&self.sources.get(*id).path, &table.value))
            })
            .collect();
        let tables =
            self.sources.under("content/statistics/").filter(|(_, file)| file.path.ends_with(".csv"));
        for (id, file) in tables.filter(|(_, file)| !named.contains(&file.path)) {
            let metric = format!("{}.yaml", file.path.trim_end_matches(".csv"));
            let is_there = self.sources.find(&metric).is_some();
            out.push(table_without_metric(id, &file.path, &metric, is_there));
        }
    }

    fn metric(&self, id: FileId, out: &mut Diagnostics) -> io::Result<Option<WrittenMetricFile>> {
        let Some(mut metric) = self.file(id, out)? else { return Ok(None) };
        self.add_table(&self.sources.get(id).path, &mut metric, out)?;
        check_grouping(&metric, out);
        Ok(Some(metric))
    }

    /// Reads a metric's own file, or remembers what was read of the same text before.
    fn file(&self, id: FileId, out: &mut Diagnostics) -> io::Result<Option<WrittenMetricFile>> {
        let file = self.sources.get(id);
        let key =
            Digest::of_all([b"metric", self.sources.digest(id)?.as_bytes(), self.zone.name().as_bytes()]);
        if let Some(metric) = kept_of(id, || self.kept.find(key)) {
            return Ok(Some(metric));
        }
        let mut own = Diagnostics::default();
        // The metric itself is kept, so its tree need not be.
        let node = read_mapping(self.sources, &Texts::default(), &file.path, &mut own)?;
        let metric = node.and_then(|node| parse_metric(&node, self.zone, &mut own));
        if let Some(metric) = metric.as_ref().filter(|_| own.is_empty()) {
            self.kept.keep(key, metric);
        }
        out.extend(own);
        Ok(metric)
    }

    /// Reads the figures that a metric has in a table, where it names one.
    fn add_table(&self, path: &str, metric: &mut WrittenMetricFile, out: &mut Diagnostics) -> io::Result<()> {
        let Some(table) = &metric.table else { return Ok(()) };
        let folder = path.rfind('/').map_or("", |at| &path[..=at]);
        let Some(id) = self.sources.find(&beside(path, &table.value)) else {
            let beside = self.sources.under(folder);
            let known = beside.filter_map(|(_, file)| file.path[folder.len()..].rsplit('/').next());
            let known: Vec<&str> = known.filter(|name| name.ends_with(".csv")).collect();
            let kind = text!(vi: "bảng số liệu", en: "table");
            out.push(broken_reference(&kind, table, suggestion(&table.value, known)));
            return Ok(());
        };
        let columns = Columns { known: &OBSERVATION_KEYS, required: &OBSERVATION_REQUIRED };
        let context =
            MetricContext { kind: metric.kind, groups: &metric.groups, zone: self.zone, in_table: true };
        let mut observations = Vec::new();
        parse_table(&self.sources.text(id)?, id, columns, out, |row, out| {
            observations.extend(parse_observation(row, &context, out));
        });
        metric.observations = observations;
        Ok(())
    }
}

/// Warns once a metric whose every fraction has three digits: `12.500` is most likely twelve thousand five hundred.
/// Counts take no fractions, shares and rates are no thousands.
fn check_grouping(metric: &WrittenMetricFile, out: &mut Diagnostics) {
    if metric.kind != MetricKind::Amount {
        return;
    }
    let observed = metric.observations.iter().flat_map(|one| std::iter::once(&one.value).chain(&one.of));
    let aimed = metric.targets.iter().filter_map(|target| target.value.as_ref());
    let fractions: Vec<_> = observed.chain(aimed).filter(|number| number.value.scale() > 0).collect();
    let Some(first) = fractions.first() else { return };
    let may_group = |number: &&Spanned<Decimal>| {
        let whole = number.value.abs().trunc();
        number.value.scale() == 3 && whole >= Decimal::ONE && whole < Decimal::ONE_THOUSAND
    };
    if !fractions.iter().all(may_group) {
        return;
    }
    // One figure in another form is enough to show that the point is no grouping.
    let shortened = fractions.iter().map(|number| number.value).find(|value| value.normalize().scale() < 3);
    let other = shortened.map_or_else(|| format!("{}0", first.value), |value| value.normalize().to_string());
    let (written, whole) = (first.value, without_grouping(first.value).unwrap_or_default());
    let message = text!(
        vi: "trong tệp số liệu, dấu chấm đứng trước phần thập phân: {written} có phải là {whole}?",
        en: "in data files a point stands before decimals: does {written} mean {whole}?",
    );
    out.push(
        Diagnostic::warning("decimals-like-thousands", &first.span, message)
            .help(text!(
                vi: "dấu chấm ngăn hàng nghìn thì bỏ ở mọi số của chỉ số này: viết `{whole}`",
                en: "if the point groups thousands, leave it out of all figures of this metric: write `{whole}`",
            ))
            .help(text!(
                vi: "đúng là phần thập phân thì cho thấy điều ấy ở một số: viết `{other}`",
                en: "if these are decimals, let one figure show it: write `{other}`",
            )),
    );
}

/// The path of a file in the folder of another.
fn beside(path: &str, name: &str) -> String {
    let folder = path.rfind('/').map_or("", |at| &path[..=at]);
    format!("{folder}{name}")
}

fn table_without_metric(id: FileId, path: &str, metric: &str, is_there: bool) -> Diagnostic {
    let name = path.rsplit('/').next().unwrap_or(path);
    let message = text!(
        vi: "không chỉ số nào dùng bảng «{path}»",
        en: "no metric uses the table “{path}”",
    );
    let help = match is_there {
        true => text!(
            vi: "thêm vào {metric} dòng `observations: {name}`",
            en: "add the line `observations: {name}` to {metric}",
        ),
        false => text!(
            vi: "thêm tệp {metric} như mẫu:\nname: Căn cước đã cấp\nunit: thẻ\nkind: count\nobservations: {name}",
            en: "add the file {metric}, such as:\nname: Identity cards issued\nunit: {{one: card, other: cards}}\nkind: count\nobservations: {name}",
        ),
    };
    Diagnostic::warning("misplaced-file", &Span::top(id), message).help(help)
}

fn bad_file_name(stem: &str, slug: &Spanned<String>) -> Diagnostic {
    let better = &slug.value;
    Diagnostic::error("invalid-slug", &slug.span, text!(
        vi: "tên tệp «{stem}» chưa đúng: mã của chỉ số là tên tệp, chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối",
        en: "the file name “{stem}” can't be an id: only lower-case letters without marks, digits and hyphens can",
    ))
    .help(text!(vi: "đổi tên tệp thành {better}.yaml", en: "rename the file to {better}.yaml"))
}
