//! The analyser here and the one in browsers read a text alike: `tests/search/analyser.json` says how, line by
//! line, and both are held to it. `UPDATE_ANALYSER=1 cargo test` writes it anew.

use std::fs;
use std::path::Path;

use bantin::search::analyse;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use crate::random::words::piece;

/// What the rules of `docs/search-format.md` are about, one case a line.
const WRITTEN: &[&str] = &[
    "Điện Biên Phủ",
    "ĐIỆN BIÊN PHỦ",
    "Die\u{302}\u{323}n Bie\u{302}n",
    "Diê\u{323}n",
    "đ Đ ð Ð ɖ Ɖ",
    "hoà hòa hoá hóa",
    "thuý thúy quý qúy",
    "Huyện uỷ, Huyện ủy",
    "đường duong đương đuong dường",
    "ươu ưoư ăâă",
    "kỹ kĩ Lý Lí",
    "Ea H'Leo Đắk R’Lấp",
    "77.894 77,894 77894",
    "87,1 87.1 87,10 87.10%",
    "06 6 006 000 0",
    "0,125 0.5 00,5",
    "1.234.567,89 1,234,567.89 1.234.567",
    "1.2.3 31.12.2022 24/11/2022 24-11-2022",
    "5. 5, .5 ,5 5.. 5.,5",
    "1234.567 12.3456 1.23",
    "123456789012345678901234567890123456789",
    "61/KH-UBND, 06/QĐ-TTg; 42/2022/NĐ-CP",
    "57-NQ/TW: 26/2023/QH15!",
    "45TB QH15 4G km2 m² H5N1",
    "TP.HCM TP. Vinh; v.v… và… hết?",
    "dòng một\ndòng hai\r\ndòng ba",
    "định\u{ad}danh định\u{200b}danh 77\u{200b}894",
    "no\u{a0}break\u{202f}space\u{2007}here",
    "“ngoặc” (ngoặc) [ngoặc] – gạch — gạch",
    "emoji 🇻🇳 👍🏽 chữ👍dính ❤️",
    "北京 ສະບາຍດີ សួស្តី Привет Ελλάς ΟΔΟΣ",
    "İstanbul STRASSE straße ﬁn Ａ１",
    "naïve café Łódź Ångström",
    "a\u{301}\u{300} ê\u{323}\u{301} a\u{306}\u{302}",
    "\u{301}đầu 1\u{301} 2\u{302}3",
    "x\u{31b} i\u{302} y\u{306} d\u{302}",
    "siêusiêusiêusiêusiêusiêusiêusiêusiêuđường",
    "",
    " \t ",
    "77.894.",
    "a.b,c;d:e!f?g",
    "+84 (0)215 3-456-789",
    "58,5% của 1.223/2.376 hồ sơ",
];

/// How many lines are made up of pieces that once broke an analyser somewhere.
const MADE_UP: usize = 300;

const PIECES: &[&str] = &[
    "a", "ă", "â", "Ấ", "ờ", "Ữ", "đ", "Đ", "ð", "y", "ỹ", "Q", "u", "ng", "tr", "0", "1", "06", "789", ".",
    ",", ":", "-", "/", " ", "\n", "\u{301}", "\u{323}", "\u{302}", "\u{31b}", "\u{306}", "\u{340}",
    "\u{a0}", "\u{200d}", "\u{ad}", "…", "’", "ß", "Σ", "σ", "ς", "Ж", "ế", "字", "한", "☃", "👍", "İ", "ǆ",
    "ﬀ", "½", "²", "٣", "\u{2028}",
];

#[test]
fn both_analysers_read_alike() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search/analyser.json");
    let lines: Vec<String> = texts().iter().map(|text| vector(text).to_string()).collect();
    let found = format!("[\n{}\n]\n", lines.join(",\n"));
    if std::env::var_os("UPDATE_ANALYSER").is_some() {
        fs::write(&path, &found).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let differs = kept.lines().zip(found.lines()).find(|(kept, found)| kept != found);
    assert_eq!(differs, None, "kept and found");
    assert_eq!(kept.len(), found.len());
}

/// The other half is a script: `tests/browser/vectors.test.mjs` runs it on what this writes.
#[test]
#[ignore = "writes a file for the browser's half; tests/deep runs it"]
fn random_texts_are_written_for_the_other_half() {
    let path = std::env::var_os("ANALYSER_VECTORS").expect("ANALYSER_VECTORS names a file");
    let config = ProptestConfig::default();
    let (cases, mut runner) = (config.cases, TestRunner::new(config));
    let known = prop::sample::select(PIECES).prop_map(str::to_owned);
    let text = prop::collection::vec(prop_oneof![3 => known, 1 => piece(), 1 => any::<String>()], 0..24);
    let drawn = (0..cases).map(|_| vector(&text.new_tree(&mut runner).unwrap().current().concat()));
    fs::write(path, Value::Array(drawn.collect()).to_string()).unwrap();
}

/// A text, and `[fold, signature, whether a sentence begins, whether a number]` for each of its tokens.
fn vector(text: &str) -> Value {
    let mut tokens = Vec::new();
    analyse(text, |token| {
        let (begins, is_number) = (u8::from(token.begins), u8::from(token.is_number));
        tokens.push(json!([token.fold, token.signature.number(), begins, is_number]));
    });
    json!([text, tokens])
}

fn texts() -> Vec<String> {
    let mut texts: Vec<String> = WRITTEN.iter().map(|text| (*text).to_owned()).collect();
    let mut state = 20_221_124_u64;
    for _ in 0..MADE_UP {
        let mut text = String::new();
        for _ in 0..24 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(PIECES[(state >> 33) as usize % PIECES.len()]);
        }
        texts.push(text);
    }
    texts
}
