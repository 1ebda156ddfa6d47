use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::diagnostic::{Diagnostic, Diagnostics, MessageLanguage, Text, text};
use crate::source::{FileId, SourceFile, Sources, Span};

fn sources(files: &[(&str, &str)]) -> Sources {
    let files = files.iter().map(|(path, text)| SourceFile::new(*path, *text)).collect();
    Sources::new(files, BTreeMap::new())
}

/// The span of the first occurrence of some words.
fn span_of(sources: &Sources, path: &str, words: &str) -> Span {
    let file = sources.find(path).unwrap();
    let start = sources.text(file).unwrap().find(words).unwrap();
    Span::new(file, start..start + words.len())
}

fn all(found: impl IntoIterator<Item = Diagnostic>) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    found.into_iter().for_each(|one| diagnostics.push(one));
    diagnostics
}

fn printed(print: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    print(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn for_people(found: &Diagnostics, sources: &Sources, language: MessageLanguage) -> String {
    printed(|out| human(found, sources, language, Colour::Never, out))
}

const BULLETIN: &str = "---\ntitle: Tủa Chùa: ra quân\nlocalities: [Tủa Chùa, xa-nhe-2]\n---\n";

fn example() -> (Sources, Diagnostics) {
    let sources = sources(&[
        ("content/bulletins/2022/ra quân.md", BULLETIN),
        ("content/localities.yaml", "- id: xa-nhe\n- id: xa-nhe\n"),
    ]);
    let unknown = span_of(&sources, "content/bulletins/2022/ra quân.md", "xa-nhe-2");
    let twice = span_of(&sources, "content/localities.yaml", "xa-nhe\n- id: ");
    let first = Span { end: twice.start + 6, ..twice.clone() };
    let second = Span { start: twice.end, end: twice.end + 6, ..twice };
    let found = all([
        Diagnostic::error(
            "broken-reference",
            &unknown,
            text!(vi: "không có địa phương «xa-nhe-2»", en: "there is no locality “xa-nhe-2”"),
        )
        .help(text!(vi: "gần nhất là «xa-nhe»", en: "the nearest is “xa-nhe”")),
        Diagnostic::warning("duplicate-id", &second, text!(vi: "trùng, 100%", en: "again, 100%"))
            .label(&first, text!(vi: "lần đầu ở đây", en: "first here")),
    ]);
    (sources, found)
}

#[test]
fn people_see_the_line_with_carets_in_vietnamese() {
    let (sources, found) = example();
    let expected = "\
lỗi[broken-reference]: không có địa phương «xa-nhe-2»
 --> content/bulletins/2022/ra quân.md:3:24
  |
3 | localities: [Tủa Chùa, xa-nhe-2]
  |                        ^^^^^^^^
  |
  = gợi ý: gần nhất là «xa-nhe»

cảnh báo[duplicate-id]: trùng, 100%
 --> content/localities.yaml:2:7
  |
1 | - id: xa-nhe
  |       ------ lần đầu ở đây
2 | - id: xa-nhe
  |       ^^^^^^

1 lỗi, 1 cảnh báo
";
    assert_eq!(for_people(&found, &sources, MessageLanguage::Vietnamese), expected);
}

#[test]
fn people_see_the_line_with_carets_in_english() {
    let (sources, found) = example();
    let shown = for_people(&found, &sources, MessageLanguage::English);
    assert!(shown.starts_with("error[broken-reference]: there is no locality “xa-nhe-2”\n"), "{shown}");
    assert!(shown.contains("  = help: the nearest is “xa-nhe”\n"), "{shown}");
    assert!(shown.contains("warning[duplicate-id]: again, 100%\n"), "{shown}");
    assert!(shown.ends_with("1 error, 1 warning\n"), "{shown}");
}

#[test]
fn nothing_found_prints_nothing() {
    assert_eq!(for_people(&Diagnostics::default(), &sources(&[]), MessageLanguage::Vietnamese), "");
}

#[test]
fn a_span_of_several_lines_is_underlined_in_its_first() {
    let sources = sources(&[("a.yaml", "a:\n  - b: 1\n    c: 2\nd: 3\n")]);
    let span = span_of(&sources, "a.yaml", "b: 1\n    c: 2");
    let found = all([Diagnostic::error("wrong-type", &span, text!(vi: "sai", en: "wrong"))]);
    let expected = "\
error[wrong-type]: wrong
 --> a.yaml:2:5
  |
2 |   - b: 1
  |     ^^^^

1 error
";
    assert_eq!(for_people(&found, &sources, MessageLanguage::English), expected);
}

#[test]
fn of_a_long_paragraph_only_the_part_around_the_span_is_shown() {
    let before = "Sáng 24/11, xã Lam Sơn ra quân. ".repeat(40);
    let text = format!("{before}Xem [bài](bulletin:khong-co). {before}\n");
    let sources = sources(&[("a.md", &text)]);
    let span = span_of(&sources, "a.md", "bulletin:khong-co");
    let found = all([Diagnostic::error("broken-reference", &span, text!(vi: "không có", en: "none"))]);
    let shown = for_people(&found, &sources, MessageLanguage::English);
    assert!(shown.contains("Xem [bài](bulletin:khong-co)."), "{shown}");
    assert!(shown.lines().all(|line| line.chars().count() <= 150), "{shown}");
    assert!(shown.contains(&format!("a.md:1:{}\n", before.chars().count() + 11)), "{shown}");
}

#[test]
fn an_empty_file_is_named_without_a_snippet() {
    let sources = sources(&[("content/site.yaml", "")]);
    let top = Span::top(sources.find("content/site.yaml").unwrap());
    let found = all([Diagnostic::error("missing-field", &top, text!(vi: "trống", en: "empty"))]);
    let expected = "error[missing-field]: empty\n--> content/site.yaml:1:1\n\n1 error\n";
    assert_eq!(for_people(&found, &sources, MessageLanguage::English), expected);
}

#[test]
fn no_control_character_of_the_content_reaches_the_terminal() {
    let steering = "a\u{1B}]0;x\u{7}\u{9B}31m\u{202E}";
    let sources = sources(&[(&format!("{steering}.md"), steering)]);
    let span = Span::new(sources.iter().next().unwrap().0, 0..3);
    let message = Text { vi: steering.to_owned(), en: steering.to_owned() };
    let found = all([Diagnostic::error("raw-html", &span, message.clone())
        .label(&span, message.clone())
        .help(message)]);
    let controls = |letter: char| letter.is_control() && letter != '\n' || letter == '\u{202E}';
    assert!(!for_people(&found, &sources, MessageLanguage::Vietnamese).contains(controls));
    let command = printed(|out| github(&found, &sources, MessageLanguage::Vietnamese, out));
    assert_eq!(command.matches('\n').count(), 1, "one command a line: {command}");
    assert!(!command.split("::").nth(2).unwrap().contains(controls), "{command}");
}

#[test]
fn only_asked_for_is_there_colour() {
    let (sources, found) = example();
    let coloured = printed(|out| human(&found, &sources, MessageLanguage::Vietnamese, Colour::Always, out));
    assert!(coloured.contains('\u{1B}'));
    assert!(!for_people(&found, &sources, MessageLanguage::Vietnamese).contains('\u{1B}'));
}

#[test]
fn a_flood_of_problems_is_cut_off_and_counted() {
    let names: Vec<String> = (0..3_000).map(|number| format!("{number}.yaml")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "x: 1\n")).collect();
    let sources = sources(&files);
    let found = all((0..30_000).map(|number| {
        let span = span_of(&sources, &names[number % names.len()], "x");
        Diagnostic::error("unknown-key", &span, text!(vi: "khóa lạ {number}", en: "unknown key {number}"))
    }));
    let shown = for_people(&found, &sources, MessageLanguage::English);
    assert!(shown.len() <= (1 << 20) + 200, "{} bytes", shown.len());
    let messages = shown.matches("error[unknown-key]").count();
    let end = format!(
        "… {} more not shown here; mend what is above and run again\n\n30000 errors\n",
        30_000 - messages
    );
    assert!(shown.ends_with(&end), "{}", &shown[shown.len() - 200..]);
}

#[test]
fn many_problems_of_one_kind_in_one_file_are_summed_up_and_hide_no_other() {
    let sources = sources(&[("a.csv", "x\ny\n"), ("b.csv", "x\n")]);
    let wrong =
        |file, rule| Diagnostic::error(rule, &span_of(&sources, file, "x"), text!(vi: "sai", en: "wrong"));
    let mut found = all((0..25).map(|_| wrong("a.csv", "invalid-number")));
    found.push(wrong("a.csv", "invalid-date"));
    found.extend(all((0..20).map(|_| wrong("b.csv", "invalid-number"))));
    let shown = for_people(&found, &sources, MessageLanguage::English);
    assert_eq!(shown.matches("error[invalid-number]").count(), 40, "{shown}");
    assert_eq!(shown.matches("error[invalid-date]").count(), 1, "{shown}");
    assert_eq!(shown.matches("more in").count(), 1, "{shown}");
    assert!(shown.contains("… “invalid-number”: 5 more in a.csv\n"), "{shown}");
    assert!(shown.ends_with("46 errors\n"), "{shown}");
}

/// A hundred and fifty files with a warning of one rule in each line, the last of which has a warning of another.
fn many() -> (Sources, Diagnostics) {
    let names: Vec<String> = (100..250).map(|number| format!("{number}.md")).collect();
    let files: Vec<(&str, &str)> =
        names.iter().map(|name| (name.as_str(), "Hoà\n\u{1B}, đã họa\n")).collect();
    let sources = sources(&files);
    let mut found = Diagnostics::default();
    for name in &names {
        let words = text!(vi: "hai\nkiểu", en: "two\nkinds");
        let span = span_of(&sources, name, "họa");
        found.push(Diagnostic::warning("mixed-tone-marks", &span, words).help(text!(vi: "một", en: "one")));
    }
    let last = span_of(&sources, "249.md", "Hoà");
    found.push(Diagnostic::warning("raw-html", &last, text!(vi: "thẻ", en: "a tag")));
    (sources, found)
}

#[test]
fn of_many_problems_of_one_rule_the_first_are_shown_and_each_other_has_its_line() {
    let (sources, found) = many();
    let shown = for_people(&found, &sources, MessageLanguage::Vietnamese);
    assert_eq!(shown.matches("^^^").count(), 51, "{shown}");
    assert_eq!(shown.matches("gợi ý: một").count(), 50, "{shown}");
    let in_short = "\
… «mixed-tone-marks»: còn 100 chỗ nữa, ghi gọn mỗi chỗ một dòng
150.md:2:7: cảnh báo[mixed-tone-marks]: hai kiểu
151.md:2:7: cảnh báo[mixed-tone-marks]: hai kiểu
";
    let at = shown.find(in_short).unwrap_or_else(|| panic!("{shown}"));
    assert!(shown[..at].ends_with("\n\n"), "{shown}");
    assert!(shown[..at].contains("cảnh báo[raw-html]: thẻ\n"), "no rule hides another: {shown}");
    let end = "249.md:2:7: cảnh báo[mixed-tone-marks]: hai kiểu\n\n151 cảnh báo\n";
    assert!(shown.ends_with(end), "{shown}");
    assert_eq!(shown[at..].lines().count(), 103, "{shown}");
}

#[test]
fn a_line_has_colours_and_says_how_many_more_are_in_its_file() {
    let (sources, mut found) = many();
    let span = span_of(&sources, "249.md", "họa");
    found.extend(all((0..30)
        .map(|_| Diagnostic::warning("mixed-tone-marks", &span, text!(vi: "hai kiểu", en: "two kinds")))));
    let shown = for_people(&found, &sources, MessageLanguage::English);
    assert!(shown.contains("… “mixed-tone-marks”: 119 more, in short\n150.md:2:7: warning["), "{shown}");
    let end = "two kinds\n… “mixed-tone-marks”: 11 more in 249.md\n\n181 warnings\n";
    assert!(shown.ends_with(end), "{shown}");
    let coloured = printed(|out| human(&found, &sources, MessageLanguage::English, Colour::Always, out));
    let line = coloured.lines().find(|line| line.starts_with("150.md:2:7: ")).unwrap();
    assert!(line.contains('\u{1B}'), "{line:?}");
}

#[test]
fn lines_that_were_counted_before_are_those_that_are_counted_now() {
    let (sources, found) = many();
    let mut counted = Diagnostics::default();
    for one in found.iter() {
        let mut of_file = all([one.clone()]);
        of_file.count_lines(&sources.text(one.span.file).unwrap());
        assert!(of_file.iter().all(|one| one.begins.is_some()));
        counted.extend(of_file);
    }
    let language = MessageLanguage::Vietnamese;
    assert_eq!(for_people(&counted, &sources, language), for_people(&found, &sources, language));
}

#[test]
fn warnings_hide_no_error() {
    let (sources, mut found) = many();
    let span = span_of(&sources, "249.md", "Hoà");
    found.push(Diagnostic::error("broken-link", &span, text!(vi: "đứt", en: "broken")));
    let shown = for_people(&found, &sources, MessageLanguage::English);
    assert!(shown.starts_with("error[broken-link]: broken\n"), "{shown}");
    assert!(shown.ends_with("1 error (shown first), 151 warnings\n"), "{shown}");
}

#[test]
fn errors_have_more_room_than_warnings() {
    let (sources, warnings) = many();
    let mut errors = Diagnostics::default();
    for one in warnings.iter() {
        errors.push(Diagnostic::error(one.rule, &one.span, one.message.clone()));
    }
    let shown = for_people(&errors, &sources, MessageLanguage::English);
    assert_eq!(shown.matches("^^^").count(), 101, "{shown}");
    assert!(shown.contains("… “mixed-tone-marks”: 50 more, in short\n200.md:2:7: error["), "{shown}");
}

#[test]
fn long_words_of_the_content_are_cut_in_messages() {
    let sources = sources(&[("a.yaml", "x: 1\n")]);
    let span = span_of(&sources, "a.yaml", "x");
    let long = "ệ".repeat(100_000);
    let found =
        all([Diagnostic::error("unknown-key", &span, text!(vi: "khóa «{long}»", en: "key “{long}”"))]);
    assert!(for_people(&found, &sources, MessageLanguage::Vietnamese).len() < 5000);
}

#[test]
fn programs_get_both_languages() {
    let (sources, found) = example();
    let shown = printed(|out| json(&found, &sources, MessageLanguage::English, out));
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    let expected = serde_json::json!([
        {
            "rule": "broken-reference", "severity": "error",
            "file": "content/bulletins/2022/ra quân.md", "line": 3, "column": 24, "text": "xa-nhe-2",
            "message": {"vi": "không có địa phương «xa-nhe-2»", "en": "there is no locality “xa-nhe-2”"},
            "help": {"vi": ["gần nhất là «xa-nhe»"], "en": ["the nearest is “xa-nhe”"]},
        },
        {
            "rule": "duplicate-id", "severity": "warning",
            "file": "content/localities.yaml", "line": 2, "column": 7, "text": "xa-nhe",
            "message": {"vi": "trùng, 100%", "en": "again, 100%"},
            "help": {"vi": [], "en": []},
        },
    ]);
    assert_eq!(shown, expected);
    let nothing = printed(|out| json(&Diagnostics::default(), &sources, MessageLanguage::English, out));
    assert_eq!(nothing, "[]\n");
}

#[test]
fn github_gets_one_escaped_command_a_line() {
    let (sources, found) = example();
    let expected = "\
::error file=content/bulletins/2022/ra quân.md,line=3,col=24,endLine=3,endColumn=32,title=broken-reference\
::there is no locality “xa-nhe-2”%0Athe nearest is “xa-nhe”
::warning file=content/localities.yaml,line=2,col=7,endLine=2,endColumn=13,title=duplicate-id::again, 100%25
";
    assert_eq!(printed(|out| github(&found, &sources, MessageLanguage::English, out)), expected);
}

#[test]
fn github_commands_cannot_be_forged_by_names() {
    let sources = sources(&[("a,line=9::b%.md", "x")]);
    let span = Span::new(sources.iter().next().unwrap().0, 0..1);
    let found =
        all([Diagnostic::error("raw-html", &span, text!(vi: "a\r\n::error::b", en: "a\r\n::error::b"))]);
    let shown = printed(|out| github(&found, &sources, MessageLanguage::English, out));
    let start = "::error file=a%2Cline=9%3A%3Ab%25.md,line=1,col=1,endLine=1,endColumn=2,title=raw-html::a";
    assert!(shown.starts_with(start), "{shown}");
    assert_eq!(shown.lines().count(), 1);
}

#[test]
fn sarif_names_rules_places_and_related_places() {
    let (sources, found) = example();
    let log = printed(|out| sarif(&found, &sources, MessageLanguage::English, out));
    let log: serde_json::Value = serde_json::from_str(&log).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules[0]["id"], "broken-reference");
    assert!(rules[0]["help"]["markdown"].as_str().unwrap().starts_with("# "));
    let expected = serde_json::json!({
        "ruleId": "duplicate-id", "ruleIndex": 1, "level": "warning",
        "message": {"text": "again, 100%"},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": "content/localities.yaml"},
            "region": {"startLine": 2, "startColumn": 7, "endLine": 2, "endColumn": 13},
        }}],
        "relatedLocations": [{
            "message": {"text": "first here"},
            "physicalLocation": {
                "artifactLocation": {"uri": "content/localities.yaml"},
                "region": {"startLine": 1, "startColumn": 7, "endLine": 1, "endColumn": 13},
            },
        }],
    });
    assert_eq!(run["results"][1], expected);
    let first = &run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(first, "content/bulletins/2022/ra%20qu%C3%A2n.md");
}

proptest! {
    /// A message that panics hides what it had to say.
    #[test]
    fn no_span_of_any_text_panics(
        text in "(\\PC|[\n\t\u{0}\u{1B}\u{9B}\u{301}\u{200D}đệ文]){0,60}",
        other in "(\\PC|[\nđ]){0,20}",
        spans in prop::collection::vec((any::<bool>(), 0..90usize, 0..90usize), 1..5),
        colour in prop::bool::ANY,
    ) {
        let sources = sources(&[("a.md", &text), ("b.md", &other)]);
        let files: Vec<FileId> = sources.iter().map(|(id, _)| id).collect();
        let spans: Vec<Span> = spans
            .into_iter()
            .map(|(second, start, length)| Span::new(files[usize::from(second)], start..start + length))
            .collect();
        let words = text!(vi: "{text}", en: "{other}");
        let mut one = Diagnostic::error("raw-html", &spans[0], words.clone()).help(words.clone());
        for span in &spans[1..] {
            one = one.label(span, words.clone());
        }
        let found = all([one]);
        let colour = if colour { Colour::Always } else { Colour::Never };
        printed(|out| human(&found, &sources, MessageLanguage::Vietnamese, colour, out));
        printed(|out| json(&found, &sources, MessageLanguage::English, out));
        printed(|out| github(&found, &sources, MessageLanguage::English, out));
        printed(|out| sarif(&found, &sources, MessageLanguage::English, out));
    }
}
