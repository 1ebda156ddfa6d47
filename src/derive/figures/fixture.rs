//! Metrics and observations in a few words, for tests.

use std::str::FromStr;

use rust_decimal::Decimal;

use crate::model::{
    BulletinId, Dated, Direction, Group, GroupId, LocalityId, Metric, MetricKind, Observation,
    ObservationStatus, Period, Qualifier, TargetFigure, Unit, When,
};
use crate::source::{SourceFile, Sources, Span, Spanned};

pub(crate) fn decimal(written: &str) -> Decimal {
    Decimal::from_str(written).expect("a test writes decimals")
}

fn span() -> Span {
    let file = SourceFile::new("m.yaml", String::new());
    let sources = Sources::new(vec![file], Default::default());
    Span::top(sources.find("m.yaml").expect("the only file"))
}

pub(super) fn spanned<T>(value: T) -> Spanned<T> {
    Spanned::new(value, span())
}

/// An observation under construction: place 0, no group, exact.
pub(crate) struct Observed(Observation);

/// A value for a year or a month.
pub(crate) fn observed(period: &str, value: &str) -> Observed {
    let number = |part: &str| part.parse::<i32>().expect("a test writes periods");
    let period = match period.split_once('-') {
        Some((year, month)) => Period::Month(number(year), number(month) as u32),
        None => Period::Year(number(period)),
    };
    Observed(Observation {
        locality: Some(LocalityId::at(0)),
        date: Dated { when: When { period, time: None }, inferred: None },
        group: None,
        value: spanned(decimal(value)),
        of: None,
        percent: None,
        qualifier: Qualifier::Exact,
        status: ObservationStatus::Final,
        note: None,
        accept: None,
        bulletin: None,
        span: span(),
    })
}

impl Observed {
    pub(crate) fn at(mut self, locality: usize) -> Self {
        self.0.locality = Some(LocalityId::at(locality));
        self
    }

    pub(crate) fn group(mut self, group: usize) -> Self {
        self.0.group = Some(GroupId::at(group));
        self
    }

    pub(crate) fn of(mut self, of: &str) -> Self {
        self.0.of = Some(spanned(decimal(of)));
        self
    }

    pub(crate) fn percent(mut self, percent: &str) -> Self {
        self.0.percent = Some(spanned(decimal(percent)));
        self
    }

    pub(crate) fn qualifier(mut self, qualifier: Qualifier) -> Self {
        self.0.qualifier = qualifier;
        self
    }

    pub(crate) fn status(mut self, status: ObservationStatus) -> Self {
        self.0.status = status;
        self
    }

    pub(crate) fn bulletin(mut self, bulletin: BulletinId) -> Self {
        self.0.bulletin = Some(bulletin);
        self
    }

    pub(crate) fn build(self) -> Observation {
        self.0
    }
}

pub(crate) fn metric(observations: impl IntoIterator<Item = Observation>) -> Metric {
    Metric {
        slug: "m".into(),
        file: span().file,
        name: spanned("M".into()),
        description: None,
        unit: Unit { one: "thẻ".into(), other: "thẻ".into() },
        kind: MetricKind::Count,
        direction: Direction::Up,
        cumulative: None,
        remaining_of: None,
        programme: None,
        source: None,
        groups: Vec::new(),
        observations: observations.into_iter().collect(),
        targets: Vec::new(),
    }
}

pub(crate) fn with_groups(mut metric: Metric, count: usize) -> Metric {
    metric.groups =
        (0..count).map(|at| Group { slug: format!("g{at}"), name: format!("Nhóm {at}") }).collect();
    metric
}

/// A goal for place 0.
pub(crate) fn target(value: &str) -> TargetFigure {
    TargetFigure {
        locality: Some(LocalityId::at(0)),
        group: None,
        due: None,
        value: Some(spanned(decimal(value))),
        text: None,
        accept: None,
        span: span(),
    }
}
