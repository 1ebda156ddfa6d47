//! Reads the folder of statistics: one metric a file, with the table beside it that has its figures.

use std::io;

use super::metric::{
    MetricContext, OBSERVATION_KEYS, OBSERVATION_REQUIRED, WrittenMetricFile, parse_metric, parse_observation,
};
use super::site::{Unreadable, read_mapping};
use super::table::{Columns, parse_table};
use super::{broken_reference, duplicate_id, suggestion};
use crate::cache::Texts;
use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::digest::Digest;
use crate::model::TimeZone;
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
            if own.has_errors() || file.fault.is_some() {
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
        Ok(metrics)
    }

    fn metric(&self, id: FileId, out: &mut Diagnostics) -> io::Result<Option<WrittenMetricFile>> {
        let Some(mut metric) = self.file(id, out)? else { return Ok(None) };
        self.add_table(&self.sources.get(id).path, &mut metric, out)?;
        Ok(Some(metric))
    }

    /// Reads a metric's own file, or remembers what was read of the same text before.
    fn file(&self, id: FileId, out: &mut Diagnostics) -> io::Result<Option<WrittenMetricFile>> {
        let file = self.sources.get(id);
        let key = Digest::of_all([b"metric", file.digest.as_bytes(), self.zone.name().as_bytes()]);
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
        let Some(id) = self.sources.find(&format!("{folder}{}", table.value)) else {
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

fn bad_file_name(stem: &str, slug: &Spanned<String>) -> Diagnostic {
    let better = &slug.value;
    Diagnostic::error("invalid-slug", &slug.span, text!(
        vi: "tên tệp «{stem}» chưa đúng: mã của chỉ số là tên tệp, chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối",
        en: "the file name “{stem}” can't be an id: only lower-case letters without marks, digits and hyphens can",
    ))
    .help(text!(vi: "đổi tên tệp thành {better}.yaml", en: "rename the file to {better}.yaml"))
}
