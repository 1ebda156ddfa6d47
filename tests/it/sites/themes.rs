//! What a site changes of the theme changes, and nothing else does.

use std::fs;
use std::path::Path;

use bantin::pipeline::Drafts;

use crate::support::built::{Built, DAY, Whole, build};
use crate::support::html::{inside, words};

const PAGE: &str = "ban-tin/2024/so-ket-cua-lo.html";

/// The sample with these files beside its content, and a line more in its `site.yaml`.
fn sample_with(line: &str, files: &[(&str, &str)]) -> Result<Built, String> {
    let root = Whole::Sample.copy();
    let settings = root.path().join("content/site.yaml");
    let text = fs::read_to_string(&settings).unwrap();
    fs::write(&settings, format!("{line}\n{}", text.replace("\ntheme: default\n", "\n"))).unwrap();
    for (path, text) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).unwrap();
        fs::write(path, text).unwrap();
    }
    build(root.path(), DAY, Drafts::LeftOut)
}

#[test]
fn a_theme_of_one_word_and_one_colour_is_a_whole_theme() {
    let files = [
        ("themes/our-office/strings/vi.yaml", "bulletin:\n  published: Ngày đăng tin\n"),
        ("themes/our-office/assets/css/tokens/office.css", ":root { --bt-accent: #00529b; }\n"),
    ];
    let built = sample_with("theme: our-office", &files).unwrap();
    assert!(words(inside(built.page(PAGE), "main")).contains("Ngày đăng tin"));
    let style = built.files.iter().find(|(address, _)| address.starts_with("assets/style.")).unwrap();
    let style = std::str::from_utf8(style.1).unwrap();
    assert!(style.contains("#00529b") && style.contains(".bt-masthead"), "the style sheet is not whole");
}

#[test]
fn a_masthead_of_the_sites_own_knows_a_page_by_its_place_in_the_menu() {
    let component = "{% component masthead(@site, @frame) %}<samp>{{ frame.kind }}, {{ frame.root }}, \
                     {{ frame.address or '-' }}</samp>{% endcomponent masthead %}";
    let files = [("themes/default/components/masthead/masthead.html", component)];
    let built = sample_with("", &files).unwrap();
    for (page, expected) in [
        (PAGE, "bulletin, ../../, -"),
        ("ban-tin/2024/index.html", "bulletins, ../../, -"),
        ("ban-tin/index.html", "bulletins, ../, ban-tin/index.html"),
        ("index.html", "home, , -"),
    ] {
        assert_eq!(words(inside(built.page(page), "samp")), expected, "{page}");
    }
}

#[test]
fn a_file_in_the_sites_default_theme_takes_the_place_of_the_built_in_one() {
    let component = "{% component byline(authors: array, source: map = {}) %}<p>Viết bởi {{ authors[0] }}</p>\
                     {% endcomponent byline %}";
    let built = sample_with("", &[("themes/default/components/byline/byline.html", component)]).unwrap();
    assert!(words(inside(built.page(PAGE), "main")).contains("Viết bởi Hữu Lương"));
}

/// What is said about the sample with these words for the theme.
fn said_of(line: &str, path: &str, words: &str) -> String {
    sample_with(line, &[(path, words)]).unwrap_err()
}

#[test]
fn a_language_that_is_begun_is_one_error_that_says_how_much_is_missing() {
    let path = "themes/default/strings/fr.yaml";
    let said = said_of("", path, "menu:\n  bulletins: Nouvelles\n");
    assert_eq!(said.lines().count(), 1, "{said}");
    let number = said.split(' ').find_map(|word| word.parse::<usize>().ok()).unwrap();
    assert!(number > 300, "{said}");
    assert!(said.contains("the language “fr” lacks") && said.ends_with(", …\n"), "{said}");

    let vi = include_str!("../../../themes/default/strings/vi.yaml");
    let (before, rest) = vi.split_once("forms:\n").unwrap();
    let (_, behind) = rest.split_once("\n\n").unwrap();
    let said = said_of("", path, &format!("{before}{behind}"));
    assert_eq!(said, "theme-string: the language “fr” lacks the string “forms”\n");
    sample_with("", &[(path, vi)]).unwrap();

    let said = said_of("", path, "menu:\n  bulletins: [\n");
    assert!(!said.contains("lacks"), "of a file that can't be read nobody knows what it lacks: {said}");
}

#[test]
fn a_word_that_a_site_adds_in_one_language_is_asked_for_in_the_others_where_it_was_added() {
    let said = said_of("theme: rieng", "themes/rieng/strings/vi.yaml", "menu:\n  buletins: Tin\n");
    assert_eq!(said, "theme-string: the language “en” lacks the string “menu.buletins”\n");
}

#[test]
fn a_word_that_asks_for_a_value_nobody_knows_is_an_error_that_names_those_there_are() {
    let said = |words: &str| said_of("theme: rieng", "themes/rieng/strings/vi.yaml", words);
    assert_eq!(
        said("count:\n  bulletins: \"{dem} bản tin\"\n  newest_bulletins: \"{newest}/{count}\"\n"),
        "theme-string: no value of the string “count.bulletins” is called “{dem}”\n"
    );
    assert_eq!(
        said("count: {bulletins: {one: \"một tin\", other: \"{count tin\"}}\n"),
        "theme-string: no value of the string “count.bulletins” is called “{count”\n"
    );
    assert_eq!(
        said("menu:\n  bulletins: \"{count} tin\"\n"),
        "theme-string: no value of the string “menu.bulletins” is called “{count}”\n"
    );
    assert_eq!(
        said("menu:\n  bulletins: {one: Tin, other: Các tin}\n"),
        "theme-string: the string “menu.bulletins” does not depend on a number\n"
    );

    let vi = include_str!("../../../themes/default/strings/vi.yaml");
    let slip = vi.replace("\"tháng {m}/{yyyy}\"", "\"tháng {m}/{nam}\"").replace("{h}:{min}", "{gio}:{min}");
    assert_eq!(
        said(&slip),
        "theme-string: no value of the string “month” is called “{nam}”\n\
         theme-string: no value of the string “time” is called “{gio}”\n"
    );
}

#[test]
fn the_words_of_one_built_in_language_ask_for_what_the_others_ask_for() {
    for (path, words) in [
        ("themes/default/strings/vi.yaml", include_str!("../../../themes/default/strings/vi.yaml")),
        ("themes/default/strings/en.yaml", include_str!("../../../themes/default/strings/en.yaml")),
    ] {
        sample_with("", &[(path, words)]).unwrap();
    }
}
