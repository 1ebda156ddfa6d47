//! Input that was made to take long or to fill memory: each ends in a message or in a site, in time and in bounds.
//!
//! The program runs as itself, so that an overflow of the stack, a hang or a crash is seen as one. The bounds are no
//! measurement: they are many times what a debug build on a busy machine takes, and a blow-up exceeds any.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use super::{SITE, bulletin, site, write};
use crate::support::built::DAY;

/// Seconds of the processor for one build; what grows by its square takes hours.
const SECONDS: u32 = 60;
/// Of addresses, in KiB; a release build holds a quarter of it at most.
const MEMORY: u32 = 4 * 1024 * 1024;

/// How a build ended.
struct Ended {
    /// The exit status; the negative number of a signal.
    status: i32,
    /// What was said in English.
    said: String,
}

/// Runs the program within the bounds, where the system knows any.
fn run(root: &Path) -> Ended {
    let command = format!("ulimit -t {SECONDS} -v {MEMORY} 2>/dev/null; exec \"$@\"");
    let program = std::env::var_os("BANTIN").unwrap_or_else(|| env!("CARGO_BIN_EXE_bantin").into());
    let mut shell = Command::new("sh");
    shell
        .args(["-c", &command, "sh"])
        .arg(program)
        .args(["--lang", "en", "build", "--as-of", DAY, "--root"])
        .arg(root);
    let output = shell.env("RAYON_NUM_THREADS", "2").output().unwrap();
    #[cfg(unix)]
    let signal = std::os::unix::process::ExitStatusExt::signal(&output.status);
    #[cfg(not(unix))]
    let signal = None;
    let status = output.status.code().unwrap_or_else(|| -signal.unwrap_or_default());
    Ended { status, said: String::from_utf8_lossy(&output.stderr).into_owned() }
}

/// Builds a site that is published.
#[track_caller]
fn check_published(what: &str, files: &[(&str, &str)]) {
    let root = site(files);
    let ended = run(root.path());
    assert_eq!(ended.status, 0, "{what}: {}", ended.said);
}

/// Builds a site that is refused with a message: its rule, and a place or a file in it.
#[track_caller]
fn check_refused(what: &str, files: &[(&str, &str)], rule: &str, place: &str) {
    let root = site(files);
    refused(what, root.path(), rule, place);
}

#[track_caller]
fn refused(what: &str, root: &Path, rule: &str, place: &str) {
    let ended = run(root);
    let start: String = ended.said.chars().take(400).collect();
    assert_eq!(ended.status, 1, "{what}: {start}");
    assert!(
        ended.said.contains(rule) && ended.said.contains(place),
        "{what}: not {rule} at {place}: {start}"
    );
    assert!(ended.said.len() < 64 * 1024, "{what}: {} bytes of messages", ended.said.len());
    assert!(!root.join("public").exists(), "{what}");
}

fn text(markdown: &str) -> String {
    bulletin("", markdown)
}

const TEXT: &str = "content/bulletins/a.md";

#[test]
fn nesting_in_a_text_is_cut_and_never_overflows() {
    const DEEP: usize = 20_000;
    for (what, opens, closes) in [
        ("brackets", "[", "]"),
        ("links", "[", "](https://a.vn)"),
        ("emphasis", "*a _b ", " c_ d*"),
        ("strong emphasis", "**a ", " c**"),
        ("struck emphasis", "~~a *b ", " c* d~~"),
        ("quotes", "> ", ""),
        ("lists in a line", "- ", ""),
        ("quotes and lists", "> 1. ", ""),
        ("footnotes", "[^a]: ", ""),
    ] {
        check_published(what, &[(TEXT, &text(&format!("{}a{}", opens.repeat(DEEP), closes.repeat(DEEP))))]);
    }
    let stairs: String = (0..1000).map(|at| format!("{}- a\n", "  ".repeat(at))).collect();
    check_published("lists, line by line", &[(TEXT, &text(&stairs[..stairs.len().min(900_000)]))]);
    check_refused(
        "pictures",
        &[(TEXT, &text(&format!("{}a{}", "![".repeat(DEEP), "](x.png)".repeat(DEEP))))],
        "missing-picture",
        "a.md:7",
    );
}

#[test]
fn no_pattern_takes_a_parser_the_square_of_its_length() {
    const MANY: usize = 40_000;
    for pattern in [
        "[",
        "](",
        "![",
        "[ (](",
        "[](",
        "[a](<b",
        "[a](",
        "<a ",
        "<!-- <",
        "!-- <",
        "<!A ",
        "<?",
        "<![CDATA[",
        "* ",
        "_a *",
        "a***",
        "a**b_",
        "``\\",
        "`a",
        "~~a",
        "[^",
        "[^a]",
        "[^a\n",
        "<a [^\n",
        "x[^1]\n",
        "[^a]: b\n",
        "[a]: b\n\n",
        "|",
        "|a\n",
        "> ",
        "a\n> b\n",
        "- a\n",
        "1) ",
        "# a\n\n",
        "&amp;",
        "\\",
        "\"",
        "«",
        "12/KH-UBND ",
        "ngày 1/2/2022 ",
        "1.2,3.4 ",
        "xã Xá Nhè ",
        "e\u{302}\u{301}",
    ] {
        check_published(pattern, &[(TEXT, &text(&pattern.repeat(MANY.min(900_000 / pattern.len()))))]);
    }
}

#[test]
fn many_references_and_faults_are_looked_up_and_said_once() {
    const MANY: usize = 8_000;
    let headings: String = (0..MANY).map(|at| format!("# đề mục {at}\n\n")).collect();
    let wrong: String = (0..MANY / 4).map(|at| format!("[x](#sai-{at}) ")).collect();
    check_refused(
        "links to headings",
        &[(TEXT, &text(&format!("{headings}{wrong}")))],
        "broken-reference",
        "a.md:",
    );
    for reference in
        ["metric:a@b", "locality:a", "event:a", "bulletin:khong-co", "document:a", "khong-co.html"]
    {
        let links = format!("[1]({reference}) ").repeat(MANY);
        check_refused(reference, &[(TEXT, &text(&links))], "broken-", "a.md:7");
    }
    check_refused("pictures", &[(TEXT, &text(&"![a](x.png)\n\n".repeat(MANY)))], "missing-picture", "a.md:7");
}

#[test]
fn long_lines_and_wide_tables() {
    check_published("a line of letters", &[(TEXT, &text(&"a".repeat(1_000_000)))]);
    check_published("a line of words", &[(TEXT, &text(&"ấp ".repeat(200_000)))]);
    check_published("a title", &[(TEXT, &text("Bài.").replace("Ra quân", &"a b ".repeat(100_000)))]);
    check_published(
        "a tag",
        &[(TEXT, &bulletin("tags: [a]\n", "Bài.").replace("[a]", &format!("[{}]", "a".repeat(200))))],
    );
    let row = |cell: &str| format!("{}|\n", cell.repeat(10_000));
    check_published(
        "ten thousand columns",
        &[(TEXT, &text(&format!("{}{}{}", row("|a"), row("|-"), row("|b"))))],
    );
    check_published(
        "short rows below them",
        &[(TEXT, &text(&format!("{}{}{}", row("|a"), row("|-"), "|b|\n".repeat(50_000))))],
    );
}

#[test]
fn yaml_that_multiplies_nests_or_goes_on_is_refused_at_its_place() {
    const LIST: &str = "content/glossary.yaml";
    let bomb: String = (1..12)
        .map(|level| format!("a{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 9].join(", ")))
        .collect();
    check_refused("aliases", &[(LIST, &format!("a0: &a0 x\n{bomb}"))], "yaml-too-large", "glossary.yaml:");
    let chain: String = (1..20_000).map(|at| format!("b{at}: &b{at} [*b{}]\n", at - 1)).collect();
    check_refused(
        "a chain of aliases",
        &[(LIST, &format!("b0: &b0 x\n{chain}"))],
        "yaml-too-large",
        "glossary.yaml:",
    );
    let merged: String = (0..200).map(|at| format!("m{at}:\n  <<: *a\n")).collect();
    check_refused("merge keys", &[(LIST, &format!("a: &a {{b: c}}\n{merged}"))], "error[", "glossary.yaml:");
    for (what, open) in
        [("flow lists", "["), ("flow mappings", "{a: "), ("lists", "- "), ("keys of keys", "? ")]
    {
        check_refused(what, &[(LIST, &open.repeat(200_000))], "error[yaml-", "glossary.yaml:1");
    }
    let stairs: String = (0..2000).map(|at| format!("{}a:\n", " ".repeat(at))).collect();
    check_refused("mappings", &[(LIST, &stairs)], "yaml-too-large", "glossary.yaml:65");
    for (what, key) in [("words", "k"), ("numbers", "1")] {
        let keys: String = (0..1_000_000).map(|at| format!("{key}{at}: 1\n")).collect();
        check_refused(what, &[(LIST, &keys)], "yaml-too-large", "glossary.yaml:10001");
        check_refused(
            what,
            &[("content/site.yaml", &format!("{SITE}{keys}"))],
            "yaml-too-large",
            "site.yaml:",
        );
        check_refused(what, &[(TEXT, &bulletin(&keys[..900_000], "Bài."))], "yaml-too-large", "a.md:");
    }
    for figure in [
        "1e999999999",
        "0.000000000000000000000000000000000001",
        &"9".repeat(100_000),
        "-1e-99999",
        "0x41",
        ".inf",
        ".nan",
    ] {
        let metric = format!(
            "name: N\nunit: u\nkind: count\nobservations: [{{locality: viet-nam, date: 2020, value: {figure}}}]\n"
        );
        check_refused(
            &figure[..figure.len().min(20)],
            &[("content/statistics/a.yaml", &metric)],
            "invalid-number",
            "a.yaml:4",
        );
    }
}

#[test]
fn tables_of_figures_that_nobody_wrote() {
    let metric = "name: N\nunit: u\nkind: count\nobservations: a.csv\n";
    let check = |what: &str, table: &str, rule: &str| {
        check_refused(
            what,
            &[("content/statistics/a.yaml", metric), ("content/statistics/a.csv", table)],
            rule,
            "a.csv:",
        );
    };
    let columns: String = (0..500_000).map(|at| format!(",c{at}")).collect();
    check("columns", &format!("locality,date,value{columns}\nviet-nam,2020,1\n"), "unknown-key");
    check("an open quotation", &format!("locality,date,value\n\"{}", "a\n".repeat(200_000)), "error[");
    check(
        "doubled quotation marks",
        &format!("locality,date,value\n{}\n", "\"a\"\"b\",".repeat(200_000)),
        "error[",
    );
    check("one long cell", &format!("locality,date,value\n{},2020,1\n", "a".repeat(5_000_000)), "error[");
}

#[test]
fn a_file_of_a_gigabyte_is_refused_unread() {
    const GIGABYTE: u64 = 1 << 30;
    for (path, start) in [
        ("content/bulletins/a.md", &b""[..]),
        ("content/glossary.yaml", b""),
        ("content/statistics/a.csv", b""),
        ("content/bulletins/a.jpg", b"\xFF\xD8\xFF\xE1\x00\x02"),
        ("content/bulletins/a.png", b"\x89PNG\r\n\x1a\n"),
        ("content/files/phim.mp4", b""),
        ("content/files/logo.svg", b"<svg>"),
        ("themes/default/templates/base.html", b""),
    ] {
        let root = site(&[]);
        write(root.path(), path, b"");
        let mut file = File::create(root.path().join(path)).unwrap();
        file.write_all(start).unwrap();
        // A hole: it takes no room on the disk, and reading it would be noticed.
        file.set_len(GIGABYTE).unwrap();
        refused(path, root.path(), "is too large: 1024 MiB", path);
    }
}

#[test]
fn a_picture_that_promises_more_than_it_is_is_refused() {
    let root = site(&[(TEXT, &text("![ảnh](a.png)"))]);
    let head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x08\x06\0\0\0\0\0\0\0";
    write(root.path(), "content/bulletins/a.png", head);
    let ended = run(root.path());
    assert_eq!(ended.status, 1, "{}", ended.said);
    assert!(ended.said.contains("a.png"), "{}", ended.said);
}

#[test]
fn texts_in_other_encodings_are_named_as_such() {
    let page = text("Bài có dấu.");
    let utf16 = |swap: bool| {
        page.encode_utf16().flat_map(move |unit| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() })
    };
    let cases: [(&str, Vec<u8>, &str); 6] = [
        ("UTF-16 LE", [0xFF, 0xFE].into_iter().chain(utf16(false)).collect(), "error[utf16]"),
        ("UTF-16 BE", [0xFE, 0xFF].into_iter().chain(utf16(true)).collect(), "error[utf16]"),
        ("UTF-16 LE without its mark", utf16(false).collect(), "error["),
        ("UTF-16 BE without its mark", utf16(true).collect(), "error["),
        (
            "Windows-1252",
            page.replace("Bài có dấu", "B\u{0}")
                .bytes()
                .map(|byte| if byte == 0 { 0xE0 } else { byte })
                .collect(),
            "error[invalid-utf8]",
        ),
        ("noise", (0..4096_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect(), "error["),
    ];
    for (what, bytes, rule) in cases {
        for path in ["content/bulletins/a.md", "content/localities.yaml", "content/site.yaml"] {
            let root = site(&[]);
            write(root.path(), path, &bytes);
            refused(what, root.path(), rule, path);
        }
    }
}

/// Nobody reads the texts of a site that says nothing of itself, but for this.
#[test]
fn a_text_in_another_encoding_is_named_beside_a_site_that_can_not_be_read() {
    let root = site(&[]);
    write(root.path(), "content/site.yaml", b"title: [");
    write(root.path(), "content/bulletins/a.md", b"\xFF\xFEa\0");
    let ended = run(root.path());
    assert_eq!(ended.status, 1, "{}", ended.said);
    for said in ["error[yaml-syntax]", "error[utf16]", "content/bulletins/a.md:1:1"] {
        assert!(ended.said.contains(said), "no {said} in {}", ended.said);
    }
}
