//! One mistake is one message, at the place where it is mended.

use bantin::parse::Drafts;
use bantin::pipeline;
use bantin::source::LineIndex;

use crate::support::built::options;
use crate::support::case::Case;
use crate::support::site::check_sources as check_texts;

/// Compares all that is said about a site: `path:line rule "the words pointed at"`; no words for a whole file.
#[track_caller]
fn check(site: &str, expected: &[&str]) {
    let found = check_texts(Case::parse(site).sources());
    let said: Vec<String> = found
        .diagnostics
        .iter()
        .map(|one| {
            let file = found.sources.get(one.span.file);
            let lines = LineIndex::new(found.sources.text(one.span.file).unwrap());
            let line = lines.at(one.span.start as usize).line;
            let path = file.path.trim_start_matches("content/");
            let words = &lines.text()[one.span.range()];
            format!("{path}:{line} {} {words:?}", one.rule)
        })
        .collect();
    assert_eq!(said, expected);
}

const PLACES: &str = "-- content/localities.yaml --
- {id: xa-nhe, name: xã Xá Nhè, level: district}
";

fn with_places(files: &str) -> String {
    format!("{PLACES}{files}")
}

#[test]
fn a_misspelt_key_is_named_beside_what_it_leaves_missing() {
    check(
        &with_places(
            "-- content/statistics/cap.yaml --
name: Cấp thẻ
unit: thẻ
observations:
  - {locality: xa-nhe, dat: 2022, value: 1}
",
        ),
        &["statistics/cap.yaml:4 missing-field \"locality\"", "statistics/cap.yaml:4 unknown-key \"dat\""],
    );
}

#[test]
fn a_misspelt_column_is_no_mistake_of_every_row() {
    check(
        &with_places(
            "-- content/statistics/cap.yaml --
name: Cấp thẻ
unit: thẻ
observations: cap.csv
-- content/statistics/cap.csv --
locality,dat,value
xa-nhe,2022,1
xa-nhe,2023,2
",
        ),
        &[
            "statistics/cap.csv:1 missing-field \"locality,dat,value\"",
            "statistics/cap.csv:1 unknown-key \"dat\"",
        ],
    );
}

#[test]
fn a_picture_that_can_not_be_shown_is_said_once_where_it_is_shown() {
    let root = tempfile::tempdir().unwrap();
    let site = "-- content/site.yaml --
title: Bản tin
publisher: {name: Tổ công tác}
-- content/bulletins/a.md --
---
title: A
date: 2022-11-24
localities: []
image: bia.tiff
image_alt: Hội trường
---
![Bà con](%C4%91o%C3%A0n.heic)
-- content/bulletins/bia.tiff --
-- content/bulletins/đoàn.heic --
-- content/bulletins/không ai dùng.heic --
";
    Case::parse(site).write(root.path());
    let found = pipeline::check(&options(root.path(), "2026-01-01", Drafts::LeftOut)).unwrap();
    let said: Vec<String> = found
        .diagnostics
        .iter()
        .map(|one| format!("{} {}", found.sources.get(one.span.file).path, one.rule))
        .collect();
    let expected = [
        "content/bulletins/a.md unsupported-picture",
        "content/bulletins/a.md unsupported-picture",
        "content/bulletins/không ai dùng.heic misplaced-file",
    ];
    assert_eq!(said, expected);
}

#[test]
fn a_number_that_fits_several_documents_is_said_once_a_text() {
    check(
        "-- content/documents.yaml --
- {id: mot, number: 61/KH-UBND}
- {id: hai, number: 61/KH-UBND}
-- content/bulletins/a.md --
---
title: A
date: 2022-11-24
localities: []
documents: [61/KH-UBND]
---
Theo [kế hoạch](document:61/KH-UBND), tức Kế hoạch số 61/KH-UBND.
",
        &["bulletins/a.md:5 ambiguous-document \"61/KH-UBND\""],
    );
}

#[test]
fn a_key_with_nothing_behind_it_is_pointed_at() {
    check(
        "-- content/bulletins/a.md --
---
date: 2022-11-24
title: null
localities: []
---
",
        &["bulletins/a.md:3 missing-field \"title\""],
    );
}

#[test]
fn a_tag_has_letters() {
    check(
        "-- content/bulletins/a.md --
---
title: A
date: 2022-11-24
localities: []
tags: [\"!!!\", căn cước]
---
",
        &["bulletins/a.md:5 invalid-slug \"\\\"!!!\\\"\""],
    );
}

#[test]
fn an_event_begins_once() {
    check(
        "-- content/events.yaml --
- {id: a, name: Họp, date: 2022-11-24, start: 2022-11-25}
- {id: b, name: Họp, date: 2022-11-24, date_as_written: 24/11}
",
        &["events.yaml:1 duplicate-key \"start\"", "events.yaml:2 missing-field \"24/11\""],
    );
}

#[test]
fn the_file_beside_a_translation_is_its_original_whatever_its_slug() {
    check(
        "-- content/bulletins/a.md --
---
title: A
date: 2022-11-24
localities: []
slug: khac
---
-- content/bulletins/a.en.md --
---
title: A
---
-- themes/default/strings/en.yaml --
home: Home
",
        &[],
    );
}

#[test]
fn a_translation_of_a_text_that_can_not_be_read_is_not_at_fault() {
    check(
        "-- content/bulletins/a.md --
---
title: A
-- content/bulletins/a.en.md --
---
title: A
---
-- themes/default/strings/en.yaml --
home: Home
",
        &["bulletins/a.md:1 unclosed-front-matter \"---\""],
    );
}

#[test]
fn what_a_translation_says_of_an_inherited_picture_is_missing_there() {
    check(
        "-- content/bulletins/a.md --
---
title: A
date: 2022-11-24
localities: []
image: a.jpg
image_alt: Bà con
---
-- content/bulletins/a.jpg as picture --
-- content/bulletins/a.en.md --
---
title: In English
---
-- themes/default/strings/en.yaml --
home: Home
",
        &["bulletins/a.en.md:2 missing-alt \"In English\""],
    );
}

#[test]
fn a_file_in_another_encoding_has_no_other_fault() {
    check(
        "-- content/localities.yaml as utf-16 --
- {id: xa-nhe, name: xã Xá Nhè, level: district}
-- content/bulletins/b.md as utf-16 --
x
-- content/statistics/cap.yaml as latin-1 --
name: Café
-- content/bulletins/a.md --
---
title: A
date: 2022-11-24
localities: [xa-nhe]
---
[](bulletin:b) [](metric:cap@xa-nhe)
",
        &[
            "bulletins/b.md:1 utf16 \"\"",
            "localities.yaml:1 utf16 \"\"",
            "statistics/cap.yaml:1 invalid-utf8 \"\u{FFFD}\"",
        ],
    );
}

#[test]
fn an_empty_file_lacks_what_it_should_say() {
    check(
        "-- content/pages/a.md --
---
---
-- content/statistics/b.yaml --
",
        &[
            "pages/a.md:2 missing-field \"\"",
            "statistics/b.yaml:1 missing-field \"\"",
            "statistics/b.yaml:1 missing-field \"\"",
        ],
    );
}

#[test]
fn a_path_may_not_take_the_default_of_another() {
    check(
        "-- content/site.yaml --
title: T
publisher: {name: P}
paths: {data: dia-phuong, events: chi-so, metrics: so-lieu}
",
        &["site.yaml:3 duplicate-id \"dia-phuong\""],
    );
}

#[test]
fn the_publishers_logo_is_there() {
    let site = |logo: &str| {
        format!(
            "-- content/site.yaml --
title: T
publisher: {{name: P, logo: {logo}}}
-- content/files/dau.svg as unknown picture --
"
        )
    };
    check(&site("files/dau.svg"), &[]);
    check(&site("files/dấu.svg"), &["site.yaml:2 missing-picture \"files/dấu.svg\""]);
}

#[test]
fn a_text_and_its_translation_are_waited_for_once() {
    let held = |original: &str, translation: &str| {
        let site = format!(
            "-- content/bulletins/a.md --
---
title: A
date: 2022-11-24
localities: []
{original}---
-- content/bulletins/a.en.md --
---
title: A
{translation}---
-- themes/default/strings/en.yaml --
home: Home
"
        );
        let found = check_texts(Case::parse(&site).sources());
        let path = |file| found.sources.get(file).path.trim_start_matches("content/bulletins/").to_owned();
        found.held.iter().map(|held| path(held.file)).collect::<Vec<_>>()
    };
    assert_eq!(held("publish: 2030-01-01\n", ""), ["a.md"]);
    assert_eq!(held("draft: true\n", "draft: true\n"), ["a.md"]);
    assert_eq!(held("", "draft: true\n"), ["a.en.md"]);
    assert_eq!(held("", ""), [""; 0]);
}

#[test]
fn a_figure_that_the_data_do_not_give_is_named_and_one_that_they_give_is_not() {
    check(
        &with_places(
            "-- content/statistics/cap.yaml --
name: Cấp thẻ
unit: thẻ
observations:
  - {locality: xa-nhe, date: 2021, value: 1}
  - {locality: xa-nhe, date: 2022, value: 2, percent: 50, accept: Không rõ mẫu số.}
-- content/bulletins/2022/a.md --
---
title: A
date: 2022-11-24
localities: [xa-nhe]
---
[](metric:cap@xa-nhe) [](metric:cap@xa-nhe#percent) [](metric:cap@xa-nhe#change) [](metric:cap@xa-nhe#remaining)
[](metric:cap@xa-nhe/2021#percent) [](metric:cap@xa-nhe/2021#change)
",
        ),
        &[
            "bulletins/2022/a.md:6 broken-reference \"remaining\"",
            "bulletins/2022/a.md:7 broken-reference \"percent\"",
            "bulletins/2022/a.md:7 broken-reference \"change\"",
        ],
    );
}

#[test]
fn an_empty_site_is_one_mistake_whatever_refers_to_it() {
    check(
        "-- content/site.yaml --
# chưa có gì
-- content/bulletins/a.md --
---
title: A
date: 2022-11-24
localities: []
category: tin
programme: de-an-06
---
",
        &["site.yaml:1 missing-field \"\""],
    );
}

#[test]
fn a_list_of_places_that_cannot_be_read_makes_no_accept_idle() {
    check(
        "-- content/localities.yaml --
- {id: xa-nhe name: xã Xá Nhè, level: commune}
-- content/statistics/cap.yaml --
name: Cấp thẻ
unit: thẻ
observations:
  - {locality: xa-nhe, date: 2022, value: 1, of: 2, percent: 51, accept: Nguồn viết thế.}
targets:
  - {locality: xa-nhe, due: 2022-12-31, value: 2, accept: Chưa có kết quả.}
-- content/bulletins/a.md --
---
title: A
date: 2022-11-24
localities: [xa-nhe]
accept: [{rule: abolished-place, reason: Trích nguyên văn.}]
---
Bài.
",
        &["localities.yaml:1 yaml-syntax \"name\""],
    );
}
