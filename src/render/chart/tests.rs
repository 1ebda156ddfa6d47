//! What every chart keeps to, whatever the figures: it is well-formed, nothing leaves it, no words meet.

use proptest::prelude::*;
use quick_xml::events::Event;

use super::paper::{Across, Em, Mark, Paper};
use super::*;
use crate::derive::figures::fixture as figures;
use crate::derive::fixture as sites;
use crate::model::{
    ChartKind, Dated, Direction, Group, GroupId, LocalityId, Observation, ObservationStatus, Period, Site,
    TargetFigure, Unit, When,
};
use crate::render::fixture::at_desk;
use crate::source::{SourceFile, Sources, Span, Spanned};

/// Places of the site that metrics are tried on; the last one was made from the one before.
const PLACES: usize = 30;

fn span() -> Span {
    let file = SourceFile::new("m.yaml", String::new());
    Span::top(Sources::new(vec![file], Default::default()).find("m.yaml").expect("the only file"))
}

fn decimal() -> impl Strategy<Value = Decimal> {
    let usual = (-500_i64..100_000, 0_u32..3).prop_map(|(digits, scale)| Decimal::new(digits, scale));
    prop_oneof![
        6 => usual,
        1 => Just(Decimal::ZERO),
        1 => any::<i64>().prop_map(Decimal::from),
        1 => Just(Decimal::MAX),
        1 => Just(Decimal::MIN),
    ]
}

fn period() -> impl Strategy<Value = Period> {
    prop_oneof![
        4 => (2019_i32..2026).prop_map(Period::Year),
        1 => (2023_i32..2025, 1_u32..5).prop_map(|(year, quarter)| Period::Quarter(year, quarter)),
        1 => (2024_i32..2026, 1_u32..13).prop_map(|(year, month)| Period::Month(year, month)),
        1 => (1_u32..29).prop_map(|day| Period::Day(sites::day(2025, 3, day))),
    ]
}

prop_compose! {
    fn observation()(
        place in 0..PLACES,
        period in period(),
        group in proptest::option::weighted(0.2, 0_usize..3),
        value in decimal(),
        of in proptest::option::weighted(0.3, decimal()),
        qualifier in proptest::sample::select(
            vec![Qualifier::Exact, Qualifier::Exact, Qualifier::Over, Qualifier::Under, Qualifier::About]
        ),
        provisional in any::<bool>(),
    ) -> Observation {
        Observation {
            locality: Some(LocalityId::at(place)),
            date: Dated { when: When { period, time: None }, inferred: None },
            group: group.map(GroupId::at),
            value: Spanned::new(value, span()),
            of: of.map(|of| Spanned::new(of, span())),
            qualifier,
            status: if provisional { ObservationStatus::Provisional } else { ObservationStatus::Final },
            ..figures::observed("2022", "0").build()
        }
    }
}

prop_compose! {
    fn target()(place in 0..PLACES, value in decimal(), due in proptest::option::of(2024_i32..2030)) -> TargetFigure {
        TargetFigure {
            locality: Some(LocalityId::at(place)),
            group: None,
            due: due.map(|year| Spanned::new(sites::day(year, 12, 31), span())),
            value: Some(Spanned::new(value, span())),
            text: None,
            accept: None,
            span: span(),
        }
    }
}

prop_compose! {
    fn metric()(
        observations in proptest::collection::vec(observation(), 0..120),
        targets in proptest::collection::vec(target(), 0..30),
        kind in proptest::sample::select(vec![MetricKind::Count, MetricKind::Percent]),
        direction in proptest::sample::select(vec![Direction::Up, Direction::Down, Direction::None]),
        unit in proptest::sample::select(vec!["thẻ", "%", ""]),
    ) -> Metric {
        let groups = ["Đã hoàn thành", "Thực hiện thường xuyên theo kế hoạch hằng năm của địa phương", "<&\">"];
        Metric {
            name: Spanned::new("Cấp <thẻ> & \"định danh\"".into(), span()),
            unit: Unit { one: unit.into(), other: unit.into() },
            kind,
            direction,
            groups: groups.map(|name| Group { slug: name.into(), name: name.into() }).into(),
            targets,
            ..figures::metric(observations)
        }
    }
}

/// A site with places of all kinds of names, the last made from the one before.
fn site_with(metric: Metric) -> Site {
    let mut site = sites::site();
    for at in 0..PLACES {
        let id = sites::locality(&mut site, &format!("xa-{at}"), None);
        site.localities[id.index()].name = match at % 4 {
            0 => format!("xã Số {at}"),
            1 => format!("thị trấn Nông trường Mộc Châu mở rộng về phía Đông số {at}"),
            2 => format!("Ẵ{}", "ơ".repeat(60)),
            _ => format!("bản <b>{at}</b> & \"x\""),
        };
    }
    let [old, new] = [PLACES - 2, PLACES - 1].map(LocalityId::at);
    sites::succeed(&mut site, old, new, crate::model::SuccessionKind::Renamed, sites::day(2022, 7, 1));
    site.metrics.push(metric);
    site
}

/// Every chart that a text could ask for of a site's one metric.
fn for_each_chart(site: &Site, mut look: impl FnMut(&Easel<'_>, &Chart)) {
    at_desk(site, "chi-so/m.html", |desk| {
        let easel = Easel::new(desk, MetricId::at(0));
        let kinds = [None, Some(ChartKind::Bar), Some(ChartKind::Line), Some(ChartKind::Progress)];
        let places: [&[LocalityId]; 3] =
            [&[], &[LocalityId::at(PLACES - 1)], &[LocalityId::at(1), LocalityId::at(2)]];
        for localities in places {
            for chart in kinds.into_iter().filter_map(|kind| easel.figures().chart(localities, kind)) {
                look(&easel, &chart);
            }
        }
        let groups = easel.figures().groups(&[]).map(Chart::Groups);
        groups.iter().for_each(|chart| look(&easel, chart));
    });
}

fn assert_within(paper: &Paper) {
    let across = |at: Across| (0..=Across::RIGHT.0).contains(&at.0);
    let down = |at: Em| (Em::ZERO..=paper.height()).contains(&at);
    for mark in paper.marks() {
        let is_within = match mark {
            Mark::Words(words) => across(words.x) && down(words.y),
            Mark::Box(_, (left, right), (top, height)) => {
                across(*left) && across(*right) && left < right && down(*top) && down(*top + *height)
            }
            Mark::Stroke(_, from, to) => across(from.0) && across(to.0) && down(from.1) && down(to.1),
            Mark::Dot(_, at) => across(at.0) && down(at.1),
        };
        assert!(is_within, "{mark:?} leaves the paper of {:?}", paper.height());
    }
    for [left, right, top, bottom] in paper.spaces() {
        let is_within = *left >= 0 && *right <= paper.width().0 && *top >= 0 && *bottom <= paper.height().0;
        assert!(is_within, "words leave the paper: {left} {right} {top} {bottom}, {:?}", paper.marks());
    }
}

fn assert_apart(paper: &Paper) {
    let spaces = paper.spaces();
    for (at, one) in spaces.iter().enumerate() {
        for other in &spaces[at + 1..] {
            let meet = one[0] < other[1] && other[0] < one[1] && one[2] < other[3] && other[2] < one[3];
            assert!(!meet, "words meet: {one:?} and {other:?} of {:?}", paper.marks());
        }
    }
}

fn assert_well_formed(xml: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut depth = 0_i32;
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {xml}")) {
            Event::Start(start) => {
                depth += 1;
                start.attributes().for_each(|attribute| assert!(attribute.is_ok(), "{xml}"));
            }
            Event::Empty(start) => {
                start.attributes().for_each(|attribute| assert!(attribute.is_ok(), "{xml}"));
            }
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{xml}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases / 3))]

    #[test]
    fn any_figures_give_a_whole_drawing_in_which_no_words_meet(metric in metric()) {
        for_each_chart(&site_with(metric), |easel, chart| {
            let sheet = easel.sheet(chart);
            for (paper, _) in &sheet.papers {
                assert_within(paper);
                assert_apart(paper);
            }
            let drawn = sheet.finish(easel.desk, "_chart");
            assert_well_formed(drawn.drawing_html.as_str());
            assert!(!drawn.drawing_html.as_str().contains("style="));
        });
    }
}

#[test]
fn a_year_ends_a_line_that_its_january_is_on() {
    let years = [("2021", "2000000"), ("2022", "79228162514264337593543950335"), ("2022-01", "0")];
    let of_place = |place| years.map(|(period, value)| figures::observed(period, value).at(place).build());
    let metric = figures::metric([1, 2].into_iter().flat_map(of_place));
    let mut panels = 0;
    for_each_chart(&site_with(metric), |easel, chart| {
        easel.sheet(chart).papers.iter().for_each(|(paper, _)| assert_apart(paper));
        panels += if let Chart::Lines(lines) = chart { lines.len() } else { 0 };
    });
    assert!(panels > 1);
}

#[test]
fn what_is_counted_for_each_period_is_joined_with_periods_of_its_length() {
    let drawn = |cumulative| {
        let periods = ["2020", "2021", "2022-01", "2022"];
        let metric = figures::metric(periods.map(|period| figures::observed(period, "7").at(1).build()));
        let (mut strokes, mut dots) = (0, 0);
        for_each_chart(&site_with(Metric { cumulative, ..metric }), |easel, chart| {
            let Chart::Lines(lines) = chart else { return };
            let panel =
                panels::panel(easel, &lines[0], "A", (&Scale::over([Decimal::from(7)]), panels::Ends::Below));
            let of_line = |mark: &&Mark| matches!(mark, Mark::Stroke(class, ..) if class.contains("line"));
            strokes = panel.0.marks().iter().filter(of_line).count();
            dots = panel.0.marks().iter().filter(|mark| matches!(mark, Mark::Dot(..))).count();
        });
        (strokes, dots)
    };
    assert_eq!(drawn(None), (3, 1));
    assert_eq!(drawn(Some(false)), (2, 2), "the years are joined, and January stands alone");
}
