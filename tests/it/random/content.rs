//! Single files that are anything at all, in a site that is sound otherwise.

use std::collections::BTreeMap;

use bantin::diagnostic::MessageLanguage;
use bantin::diagnostic::emit::{Colour, human};
use bantin::pipeline::Found;
use proptest::prelude::*;

use super::words::{lines, markdown, yaml};
use super::{cases, in_time};
use crate::support::site::check;

const LOCALITIES: &str =
    "- {id: xa-nhe, gazetteer: old-03244}\n- {id: lam-son, name: xã Lam Sơn, kind: commune}\n";
const METRIC: &str = "\
name: Thẻ căn cước
unit: thẻ
kind: count
direction: up
groups: [{id: nam, name: Nam}, {id: nu, name: Nữ}]
observations:
  - {locality: xa-nhe, date: 2022, value: 77894, of: 89431}
  - {locality: lam-son, date: 2022, value: 12}
";
const HEAD: &str = "title: Xã ra quân\ndate: 2022-11-24\nlocalities: [xa-nhe]\n";

/// What is said of a sound site in which these files stand.
pub fn said_of<const N: usize>(files: [(&str, String); N]) -> Found {
    let sound = [
        ("content/localities.yaml", LOCALITIES.to_owned()),
        ("content/statistics/the.yaml", METRIC.to_owned()),
        ("content/bulletins/2022/ra-quan.md", format!("---\n{HEAD}---\nBài.\n")),
    ];
    let mut all: BTreeMap<String, String> = sound.map(|(path, text)| (path.to_owned(), text)).into();
    all.extend(files.map(|(path, text)| (path.to_owned(), text)));
    in_time(|| check(all))
}

/// Every place in every message lies in its text, and every message can be printed; gives them as they are.
pub fn printed(found: &Found) -> String {
    for one in found.diagnostics.iter() {
        for span in one.labels.iter().map(|label| &label.span).chain([&one.span]) {
            let file = found.sources.get(span.file);
            let text = found.sources.text(span.file).unwrap();
            assert!(text.get(span.range()).is_some(), "{}: {:?} in {}", one.rule, span.range(), file.path);
        }
    }
    let mut out = Vec::new();
    for language in [MessageLanguage::Vietnamese, MessageLanguage::English] {
        human(&found.diagnostics, &found.sources, language, Colour::Never, &mut out).unwrap();
    }
    String::from_utf8(out).unwrap()
}

/// Checks a file twice.
#[track_caller]
fn check_file(path: &str, text: &str) {
    let decoded = bantin::source::decode(text.as_bytes()).0;
    let once = printed(&said_of([(path, decoded.clone())]));
    assert_eq!(once, printed(&said_of([(path, decoded)])));
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn any_text_of_a_bulletin_is_read_or_refused(text in markdown()) {
        check_file("content/bulletins/2022/khac.md", &format!("---\n{HEAD}---\n{text}"));
    }

    #[test]
    fn any_front_matter_is_read_or_refused(yaml in prop_oneof![yaml(), lines()], sound in any::<bool>()) {
        let head = if sound { HEAD } else { "" };
        check_file("content/bulletins/2022/khac.md", &format!("---\n{head}{yaml}\n---\nBài.\n"));
    }

    #[test]
    fn any_file_of_a_bulletin_is_read_or_refused(yaml in yaml(), text in markdown()) {
        check_file("content/bulletins/2022/khac.md", &format!("{yaml}{text}"));
    }

    #[test]
    fn any_data_file_is_read_or_refused(
        file in prop::sample::select(vec![
            "content/statistics/khac.yaml", "content/statistics/the.yaml", "content/localities.yaml", "content/site.yaml",
            "content/events.yaml", "content/documents.yaml", "content/glossary.yaml", "content/pages/khac.md",
            "themes/default/strings/vi.yaml", "themes/default/theme.yaml",
        ]),
        text in prop_oneof![
            yaml(),
            lines(),
            prop::collection::vec(lines(), 0..4).prop_map(|rows| {
                rows.iter().map(|row| format!("- {{{}}}\n", row.trim_end().replace('\n', ", "))).collect::<String>()
            }),
            prop::collection::vec(lines(), 0..4).prop_map(|rows| {
                let rows = rows.iter().map(|row| format!("  - {{{}}}\n", row.trim_end().replace('\n', ", ")));
                format!("name: Chỉ số\nunit: hồ sơ\nkind: count\ndirection: up\nobservations:\n{}", rows.collect::<String>())
            }),
        ],
    ) {
        check_file(file, &text);
    }

    #[test]
    fn any_table_is_read_or_refused(
        head in prop::sample::select(vec!["locality,date,value", "locality;date;value;of;percent;note", "locality", ""]),
        rows in "(xa-nhe|lam-son|2022(-11)?|[,;]|[0-9]{1,4}|\"|\n|[.]|đ|\\PC){0,40}",
    ) {
        check_file("content/statistics/the.csv", &format!("{head}\n{rows}"));
    }
}
