//! Letters that deceive: signs that turn a line round, that nobody sees, or that look like others.

use super::{SITE, bulletin, published};
use crate::support::built::Built;

/// Signs that no published text may hold: controls, what turns the direction, what only programs read.
const BANNED: &str = "\u{0}\u{1}\u{8}\u{B}\u{C}\u{1B}\u{7F}\u{85}\u{9F}\u{61C}\u{200E}\u{200F}\u{202A}\u{202B}\u{202C}\
    \u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\u{2069}\u{206A}\u{FFF9}\u{FFFA}\u{FFFB}\u{FFFE}\u{FFFF}\u{FDD0}\u{E0041}\u{E007F}";

#[track_caller]
fn assert_clean(built: &Built, spelling: &str) {
    for (address, bytes) in &built.files {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        let bad = text.chars().find(|letter| BANNED.contains(*letter) || *letter == '\u{0}');
        assert_eq!(bad, None, "{spelling}: {address}");
    }
}

#[test]
fn no_file_holds_a_sign_that_turns_hides_or_controls() {
    let escaped: String = BANNED.chars().map(|letter| format!("\\U{:08x}", letter as u32)).collect();
    let entities: String = BANNED.chars().map(|letter| format!("&#x{:x};", letter as u32)).collect();
    let raw: String = BANNED.chars().collect();
    for (spelling, front, text) in [("as they are", &raw, &raw), ("as escapes", &escaped, &entities)] {
        let front = if spelling == "as they are" { format!("a{front}b") } else { format!("\"a{front}b\"") };
        // A YAML reader refuses most of these where they stand as they are; then nothing is published either.
        let config = format!("{SITE}description: {front}\n");
        let page = bulletin(
            &format!("lead: {front}\ntags: [{front}]\nauthors: [{front}]\n"),
            &format!(
                "Một{text}hai `mã{text}` [liên kết{text}](https://a.vn \"tên{text}\")\n\n```{text}\nmã{text}\n```\n\n## Đề{text} mục"
            ),
        );
        let glossary = "CCCD: căn cước công dân\n";
        let built = published(&[
            ("content/site.yaml", &config),
            ("content/bulletins/a.md", &page),
            ("content/glossary.yaml", glossary),
        ]);
        assert_clean(&built, spelling);
        assert!(built.page("ban-tin/2024/a.html").contains("Một"), "{spelling}");
    }
}

#[test]
fn line_ends_of_every_system_are_one() {
    let page = bulletin("lead: \"một\\r\\nhai\\rba\\u0085bốn\"\n", "a\r\nb\rc").replace('\n', "\r\n");
    let built = published(&[("content/bulletins/a.md", &page)]);
    for (address, bytes) in built.files.iter().filter(|(address, _)| !address.ends_with(".csv")) {
        assert!(!bytes.contains(&b'\r'), "{address}");
    }
}

#[test]
fn a_name_that_looks_like_another_is_asked_about_wherever_it_stands() {
    // Cyrillic Х, а and о; a space without width.
    for name in ["xã Хá Nhè", "xã Lаm Sơn", "Нòа Bình", "Lam\u{200B}Sơn"] {
        let config = SITE.replace("Tổ biên tập", name);
        let places = format!("- {{id: xa-mau, name: {name}, level: commune}}\n");
        let page = bulletin("", &format!("Tổ công tác đến {name}."))
            .replace("Ra quân", &format!("Ra quân ở {name}"));
        for file in [
            ("content/site.yaml", config),
            ("content/localities.yaml", places),
            ("content/bulletins/a.md", page),
        ] {
            let built = published(&[(file.0, &file.1)]);
            assert!(
                built.warnings.contains("look-alike-letters"),
                "{name} in {}: {}",
                file.0,
                built.warnings
            );
        }
    }
    let built =
        published(&[("content/bulletins/a.md", &bulletin("", "Hòa Bình, 5 μg, Москва, 👩🏽\u{200D}🌾"))]);
    assert!(!built.warnings.contains("look-alike-letters"), "{}", built.warnings);
}
