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
