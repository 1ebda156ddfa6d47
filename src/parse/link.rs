//! Decides where an address in a text may lead, and takes reference schemes apart.

use super::words::{Word, word};
use std::borrow::Cow;

use crate::model::{ChartKind, Period, SCHEMES};

/// One of the schemes. (By this name, since a reference in a struct that is read would have to borrow from what it
/// is read from.)
pub(super) type Scheme = &'static str;

/// How a scheme is kept: by its number in the list.
pub(super) mod scheme {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::SCHEMES;

    pub(in crate::parse) fn serialize<S: Serializer>(scheme: &str, to: S) -> Result<S::Ok, S::Error> {
        SCHEMES.iter().position(|known| *known == scheme).serialize(to)
    }

    pub(in crate::parse) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<super::Scheme, D::Error> {
        let number = Option::<usize>::deserialize(from)?;
        let scheme = number.and_then(|number| SCHEMES.get(number));
        scheme.copied().ok_or_else(|| D::Error::custom("no such scheme"))
    }
}

/// What a link may lead to outside the site.
const ALLOWED: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Where an address leads.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Destination<'a> {
    /// A reference into the site.
    Scheme {
        /// One of the content format's schemes.
        scheme: &'static str,
        /// What stands behind the colon.
        rest: &'a str,
    },
    /// Another site, an e-mail or telephone program.
    Elsewhere,
    /// A page, file or fragment of this site.
    Local,
    /// A scheme that runs code or reads what it should not, or one that nobody knows.
    Refused,
}

/// Decides where an address leads, as a browser would read it: white space and control characters inside an
/// address are dropped by browsers, so `java\nscript:` is `javascript:`.
pub(super) fn destination(written: &str) -> Destination<'_> {
    let is_dropped = |c: char| c.is_whitespace() || c.is_control();
    // Nearly every address is seen to be plain byte by byte.
    let is_plain = written.bytes().all(|byte| byte.is_ascii_graphic());
    let seen = match !is_plain && written.contains(is_dropped) {
        true => Cow::Owned(written.replace(is_dropped, "")),
        false => Cow::Borrowed(written),
    };
    let scheme =
        seen.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| !scheme.contains(['/', '?', '#']));
    let Some(scheme) = scheme else {
        // `//host/…` is another site under whatever scheme the page has; `\` reads as `/` to browsers. A scheme with
        // a wide colon behind it is no file's name.
        let wide = seen.split_once('：').is_some_and(|(scheme, _)| SCHEMES.contains(&scheme));
        let refused = seen.starts_with("//") || seen.contains('\\') || wide;
        return if refused { Destination::Refused } else { Destination::Local };
    };
    let ours = SCHEMES.into_iter().find(|known| *known == scheme);
    match (ours, written.split_once(':')) {
        (Some(scheme), Some((_, rest))) => Destination::Scheme { scheme, rest: rest.trim() },
        _ if ALLOWED.contains(&scheme.to_ascii_lowercase().as_str()) => Destination::Elsewhere,
        _ => Destination::Refused,
    }
}

/// `metric:ID[.GROUP][@LOCALITY[/PERIOD]][#FIGURE]`, taken apart.
#[derive(Debug, PartialEq)]
pub(super) struct WrittenMetric<'a> {
    /// The metric's id.
    pub metric: &'a str,
    /// The group's id.
    pub group: Option<&'a str>,
    /// The locality's id.
    pub locality: Option<&'a str>,
    /// The period as written.
    pub period: Option<&'a str>,
    /// What stands behind `#`.
    pub figure: Option<&'a str>,
}

/// Takes what stands behind `metric:` apart.
pub(super) fn metric(rest: &str) -> WrittenMetric<'_> {
    let (rest, figure) = split(rest, '#');
    let (rest, place) = split(rest, '@');
    let (metric, group) = split(rest, '.');
    let (locality, period) = place.map_or((None, None), |place| {
        let (locality, period) = split(place, '/');
        (Some(locality), period)
    });
    WrittenMetric { metric, group, locality, period, figure }
}

/// The words behind `?kind=`.
pub(super) const CHART_KINDS: [Word<ChartKind>; 5] = [
    word("bar", ChartKind::Bar, "cột"),
    word("line", ChartKind::Line, "đường"),
    word("progress", ChartKind::Progress, "tiến độ"),
    word("table", ChartKind::Table, "bảng"),
    word("map", ChartKind::Map, "bản đồ"),
];

/// `chart:ID[@LOCALITY,…][?kind=KIND]`, taken apart.
#[derive(Debug, PartialEq)]
pub(super) struct WrittenChart<'a> {
    /// The metric's id.
    pub metric: &'a str,
    /// The ids of the localities.
    pub localities: Vec<&'a str>,
    /// What stands behind `?kind=`; the whole query where it is another.
    pub kind: Option<&'a str>,
}

/// Takes what stands behind `chart:` apart.
pub(super) fn chart(rest: &str) -> WrittenChart<'_> {
    let (rest, query) = split(rest, '?');
    let (metric, places) = split(rest, '@');
    let localities = places.map_or_else(Vec::new, |places| places.split(',').map(str::trim).collect());
    WrittenChart { metric, localities, kind: query.map(|query| query.strip_prefix("kind=").unwrap_or(query)) }
}

/// A period as references write it: as in data files.
pub(super) fn period(written: &str) -> Option<Period> {
    super::date::read(written).ok().map(|date| date.period)
}

fn split(text: &str, at: char) -> (&str, Option<&str>) {
    text.split_once(at).map_or((text, None), |(before, behind)| (before, Some(behind)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(written: &str, expected: Destination<'_>) {
        assert_eq!(destination(written), expected, "{written:?}");
    }

    #[test]
    fn only_harmless_schemes_lead_out_of_the_site() {
        for fine in ["https://a.vn", "HTTP://a.vn", "mailto:a@b.vn", "tel:0123"] {
            check(fine, Destination::Elsewhere);
        }
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "java\nscript:x",
            " javascript:x",
            "java\u{0}script:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//evil.example/x",
            "\\\\evil.example",
            "/\\evil.example",
            "blob:x",
            "intent:x",
        ] {
            check(bad, Destination::Refused);
        }
        for local in ["#muc", "gioi-thieu.html", "/files/a.pdf", "a/b:c.html", "?x=1:2"] {
            check(local, Destination::Local);
        }
    }

    #[test]
    fn references_come_apart() {
        check("metric:a@b", Destination::Scheme { scheme: "metric", rest: "a@b" });
        let metric = metric("nhiem-vu.hoan-thanh@viet-nam/2023#percent");
        assert_eq!(
            (metric.metric, metric.group, metric.locality, metric.period, metric.figure),
            ("nhiem-vu", Some("hoan-thanh"), Some("viet-nam"), Some("2023"), Some("percent"))
        );
        let chart = chart("cap-can-cuoc@thuong-xuan,cua-lo?kind=bar");
        assert_eq!((chart.localities, chart.kind), (vec!["thuong-xuan", "cua-lo"], Some("bar")));
    }

    proptest! {
        /// Read as the URL standard says (drop tabs and line ends, and what cannot be seen before the first
        /// letter), nothing that passes has a scheme but those that are allowed.
        #[test]
        fn whatever_hides_a_scheme_is_no_way_out(
            written in "(java|script|data|vbscript|https?|mailto|metric|:|/|\\\\|#|\\?|[\u{0}\u{1}\t\n\r \u{a0}\u{200b}\u{feff}]|[a-zA-Z.+-]|\\PC){0,12}",
        ) {
            let unseen = |c: char| c <= ' ';
            let seen = written.trim_matches(unseen).replace(['\t', '\n', '\r'], "").to_ascii_lowercase();
            let scheme = seen.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| {
                scheme.starts_with(|c: char| c.is_ascii_lowercase())
                    && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
            });
            match destination(&written) {
                Destination::Elsewhere => prop_assert!(scheme.is_none_or(|scheme| ALLOWED.contains(&scheme))),
                Destination::Local => prop_assert!(scheme.is_none() && !seen.starts_with("//")),
                Destination::Scheme { scheme: ours, rest } => {
                    prop_assert!(SCHEMES.contains(&ours) && rest.trim() == rest && written.contains(rest));
                }
                Destination::Refused => {}
            }
        }

        #[test]
        fn references_are_put_together_again(
            metric_id in "[a-z-]{1,8}", group in prop::option::of("[a-z]{1,5}"),
            place in prop::option::of(("[a-z]{1,5}", prop::option::of("[0-9]{4}(-Q[1-4])?"))),
            figure in prop::option::of("[a-z]{1,7}"),
        ) {
            let part = |sign: char, part: Option<&String>| part.map_or(String::new(), |part| format!("{sign}{part}"));
            let (locality, period) = place.unzip();
            let period = period.flatten();
            let written = [
                metric_id.clone(), part('.', group.as_ref()), part('@', locality.as_ref()),
                part('/', period.as_ref()), part('#', figure.as_ref()),
            ].concat();
            let expected = WrittenMetric {
                metric: &metric_id, group: group.as_deref(), locality: locality.as_deref(),
                period: period.as_deref(), figure: figure.as_deref(),
            };
            prop_assert_eq!(metric(&written), expected);
        }

        #[test]
        fn any_reference_comes_apart(rest in "([.@/#?,=]|kind|[a-z]{1,3}|\\PC){0,16}") {
            let whole = metric(&rest);
            prop_assert!(rest.starts_with(whole.metric));
            let _ = (chart(&rest), period(&rest));
        }
    }
}
