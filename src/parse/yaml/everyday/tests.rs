//! What is read here is what both libraries read.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::{kind::settle, parse_any};
use super::*;
use crate::source::{SourceFile, Sources};

/// Whether a text is one for this reader, which then reads it as both libraries do.
fn is_read(yaml: &str) -> bool {
    let sources = Sources::new(vec![SourceFile::new("a.yaml", yaml)], BTreeMap::new());
    let file = sources.find("a.yaml").expect("just added");
    let text = format!("{:7}{yaml}", "");
    let Some(tree) = read(yaml, file, 7) else { return false };
    let mut both = parse_any(&text, file, 7..text.len());
    let again = both.value.as_mut().map(|tree| settle(tree, yaml));
    assert_eq!(again, Some(Ok(())), "{yaml}");
    assert_eq!(both.diagnostics.iter().map(|one| one.rule).collect::<Vec<_>>(), [""; 0], "{yaml}");
    assert_eq!(Some(tree), both.value, "{yaml}");
    true
}

#[test]
fn what_files_are_written_in_is_read_here() {
    for yaml in [
        "title: \"Hội nghị: sơ kết\"\ndate: 2016-12-28\nauthors: [Minh Hà, \"Hữu Lương\"]\n",
        "observations:\n  - {locality: a, date: 2016, value: 992, percent: 87.10}\n\n  - locality: b\n    of: 12\n",
        "# Ảnh\nimages:\n - {file: a.png, credit: 'Ảnh: cô', no: [61-kh; (87.1%)]}\n  # Không có\n\n - file: b.png\ntags: [a]\ncount: true\nnote: 12 xã, (bảy) thôn…\n",
        "- a\n- b: [{c: [d, 0.5]}, e]\n  f:\n    g: 2016-12\n    h:\n      - 1\n      - i\n",
    ] {
        assert!(is_read(yaml), "{yaml}");
    }
}

#[test]
fn what_takes_more_than_a_look_is_left_to_the_libraries() {
    for yaml in [
        "",
        "\n",
        "a",
        "a:",
        "a:\n",
        "a: \n",
        "a:\n  \nb: c\n",
        "a: b \n",
        " a: b\nc: d\n",
        "a: b\n  c\n",
        "a: b: c\n",
        "a: b #c\n",
        "a: |\n  b\n",
        "a: \"b\\n\"\n",
        "a: 'b''c'\n",
        "a: [b,\n  c]\n",
        "a: [b,c]\n",
        "a: []\n",
        "a: &b c\n",
        "a: ~\n",
        "a: null\n",
        "a: 0x1F\n",
        "a: 1e5\n",
        "a: 03244\n",
        "a: 0b1\n",
        "a: 1e-5\n",
        "a: .5\n",
        "a: b\na: c\n",
        "a:\n# b\n",
        "a: b\n# c\n  d\n",
        "a: b\n---\nc: d\n",
        "hết: a\n",
        "-  a\n",
        "- - a\n",
        "a:\n- b\n",
        "\ta: b\n",
        "a: bé Nа\n",
        "a: \"b\"c\n",
        "a: [\"b\": c]\n",
        "a: [b]c\n",
    ] {
        assert!(!is_read(yaml), "{yaml}");
    }
}

#[test]
fn what_is_nested_deeply_is_left_to_the_libraries() {
    for (opening, step) in [("a:\n", 2), ("- a:\n", 4)] {
        let nested = |levels: usize| {
            let lines = (0..levels).map(|level| " ".repeat(level * step) + opening);
            lines.collect::<String>() + &" ".repeat(levels * step) + "b: c\n"
        };
        assert!(is_read(&nested(6)));
        // Every other level is looked at, from either side.
        assert!(!is_read(&nested(20)));
        assert!(!is_read(&("b:\n ".to_owned() + nested(20).replace('\n', "\n ").trim_end_matches(' '))));
    }
    let brackets = |levels: usize| "a: ".to_owned() + &"[".repeat(levels) + "b" + &"]".repeat(levels) + "\n";
    assert!(is_read(&brackets(6)));
    assert!(!is_read(&brackets(20)));
}

#[test]
fn mappings_with_many_keys_are_left_to_the_libraries() {
    let yaml = |keys: usize| (0..keys).map(|key| format!("k{key}: {key}\n")).collect::<String>();
    assert!(is_read(&yaml(MAX_KEYS)));
    assert!(!is_read(&yaml(MAX_KEYS + 1)));
}

/// Values, lists and mappings as people write them.
fn written(column: usize, depth: u32) -> BoxedStrategy<String> {
    let word = "[a-zđ]{1,6}( [a-zA-Zđế0-9:,.?!'-]{1,5}){0,3}|[0-9]{1,4}(-[0-9]{2}){0,2}|[0-9]{1,3}[a-z%/.+-]{1,3}[0-9]?|[0-9.]{1,5}|true|null|~|\"[a-z: ,#-]{0,8}\"|'[a-zđ\"]{0,4}'";
    let flow = prop_oneof![
        4 => word.prop_map(|word| format!(" {word}\n")),
        1 => proptest::collection::vec(word, 0..4).prop_map(|words| format!(" [{}]\n", words.join(", "))),
        1 => proptest::collection::vec(("[a-z]{1,3}", word), 0..4).prop_map(|pairs| {
            let pairs: Vec<_> = pairs.into_iter().map(|(key, value)| format!("{key}: {value}")).collect();
            format!(" {{{}}}\n", pairs.join(", "))
        }),
    ];
    if depth == 0 {
        return flow.boxed();
    }
    let indent = " ".repeat(column);
    let (listed, mapped) = (indent.clone(), indent);
    let item = (written(column + 2, depth - 1), "[a-z]{1,4}");
    let list = proptest::collection::vec(item, 1..4).prop_map(move |items| {
        let item = |(value, key): &(String, String)| match value.strip_prefix('\n') {
            None => format!("{listed}-{value}"),
            Some(_) => format!("{listed}- {key}: 1\n{listed}  z{key}:{value}"),
        };
        "\n".to_owned() + &items.iter().map(item).collect::<String>()
    });
    let pair = ("[a-z_]{1,5}", written(column + 2, depth - 1));
    let mapping = proptest::collection::vec(pair, 1..4).prop_map(move |pairs| {
        let pairs = pairs.iter().map(|(key, value)| format!("{mapped}{key}:{value}"));
        "\n".to_owned() + &pairs.collect::<String>()
    });
    prop_oneof![3 => flow, 1 => list, 2 => mapping].boxed()
}

proptest! {
    #[test]
    fn what_is_read_here_is_what_both_libraries_read(yaml in written(0, 3), at in any::<prop::sample::Index>(), sign in "|[ \n:,\"'#&*!?|>~\\[\\]{}-]|  |\n\n|\n *#[ a-z:]{0,3}|\n#|: |- |\\PC") {
        is_read(&yaml);
        let at = at.index(yaml.len() + 1);
        if let Some((before, after)) = yaml.split_at_checked(at) {
            is_read(&format!("{before}{sign}{after}"));
            is_read(&format!("{before}{}", after.split_once(&sign).map_or(after, |(_, after)| after)));
        }
    }

    #[test]
    fn any_signs_are_read_as_both_libraries_read_them(yaml in "([a-z]{1,3}: ?|- |  |\n  |\n|a|đ|1|0|\\.|,|, |\\[|\\]|\\{|\\}|\"|'|#|:|\\PC){0,16}") {
        is_read(&yaml);
    }
}
