//! What is not to be seen yet is seen nowhere; what is no longer to be found is in no list.
//!
//! In the odd site every word, name and address of the text under embargo holds [`EMBARGOED`], those of the
//! draft [`DRAFT`], and the numbers of the documents that only they cite are nobody else's.

use bantin::pipeline::Drafts;

use crate::support::built::{Built, Whole};

const EMBARGOED: &str = "chuadengio";
const DRAFT: &str = "connhap";
const EMBARGOED_DOCUMENT: &str = "9876";
const DRAFTS_DOCUMENT: &str = "8765";

/// The addresses whose name or content holds a word, in whatever case. The list of hashes is passed over: four
/// digits in a row are bound to stand in it, and it names nothing but these addresses.
fn traces(built: &Built, word: &str) -> Vec<String> {
    let holds = |address: &str, bytes: &[u8]| {
        address.to_lowercase().contains(word)
            || bytes.windows(word.len()).any(|found| found.eq_ignore_ascii_case(word.as_bytes()))
    };
    let files = built.files.iter().filter(|(address, _)| *address != "SHA256SUMS");
    let files = files.filter(|(address, bytes)| holds(address, bytes));
    files.map(|(address, _)| address.clone()).collect()
}

#[track_caller]
fn check_no_trace(built: &Built, words: &[&str]) {
    for word in words {
        assert_eq!(traces(built, word), Vec::<String>::new(), "«{word}» is seen");
    }
}

#[track_caller]
fn check_everywhere(built: &Built, words: &[&str], addresses: &[&str]) {
    let traces: Vec<String> = words.iter().flat_map(|word| traces(built, word)).collect();
    for address in addresses {
        assert!(traces.iter().any(|trace| trace == address), "{address} is not among {traces:#?}");
    }
}

#[test]
fn drafts_and_texts_under_embargo_leave_no_trace() {
    let words = [EMBARGOED, DRAFT, EMBARGOED_DOCUMENT, DRAFTS_DOCUMENT];
    check_no_trace(Whole::Odd.built(), &words);
    check_no_trace(&Whole::Odd.build("2199-01-01T07:59:59+07:00", Drafts::LeftOut), &words);
}

#[test]
fn a_text_under_embargo_is_everywhere_once_it_is_due() {
    let built = Whole::Odd.build("2199-01-01T08:00+07:00", Drafts::LeftOut);
    check_everywhere(
        &built,
        &[EMBARGOED, EMBARGOED_DOCUMENT],
        &[
            "index.html",
            "tin/index.html",
            "tin/2025/chuadengio-hop-mat.html",
            "tin/2025/chuadengio-hop-mat.en.html",
            "tin/2025/chuadengio-hop-mat/chuadengio.png",
            "muc/tin-ngan.html",
            "muc/the/chuadengio.html",
            "muc/chuong-trinh/chuong-trinh-trong.html",
            "noi/xa-mau.html",
            "lich/index.html",
            "lich/chuadengio-hop-mat-2199.html",
            "giay-to/9876-qd-ubnd-huyen-mau-tin-2025.html",
            "chuadengio.html",
        ],
    );
    check_no_trace(&built, &[DRAFT, DRAFTS_DOCUMENT]);
}

#[test]
fn drafts_are_shown_on_demand_and_embargoes_hold_even_then() {
    let built = Whole::Odd.build("2026-01-01", Drafts::Shown);
    check_everywhere(
        &built,
        &[DRAFT, DRAFTS_DOCUMENT],
        &[
            "tin/2025/connhap-ke-hoach.html",
            "tin/2025/connhap-ke-hoach/connhap.png",
            "lich/connhap-hop-2025.html",
            "muc/the/connhap.html",
            "giay-to/8765-qd-ubnd-huyen-mau-tin-2025.html",
            "connhap.html",
        ],
    );
    check_no_trace(&built, &[EMBARGOED, EMBARGOED_DOCUMENT]);
}

/// A word of the title, and the page.
const KEPT: [(&str, &str); 2] = [("darut", "tin/2023/da-rut.html"), ("hethan", "tin/2023/het-han.html")];

/// A page that links to one of them by its title.
const QUOTING: &str = "tin/2024/so-lieu.html";

#[test]
fn withdrawn_and_expired_texts_keep_their_page_and_leave_every_list() {
    let built = Whole::Odd.built();
    for (word, own) in KEPT {
        assert!(built.page(own).contains("bt-notice"), "{own} does not say what became of it");
        // Its Markdown stands beside its page.
        let folder = own.replace(".html", "/");
        let kept = |at: &String| at == own || at == QUOTING || at.starts_with(&folder);
        let elsewhere = traces(built, word).into_iter().filter(|at| !kept(at));
        assert_eq!(elsewhere.collect::<Vec<_>>(), [""; 0], "{word}");
    }
    check_no_trace(built, &["the-chi-co-o-bai-da-rut.html"]);
}

#[test]
fn texts_are_in_the_lists_until_they_are_withdrawn_or_expire() {
    let before = Whole::Odd.build("2023-04-30", Drafts::LeftOut);
    check_everywhere(
        &before,
        &["darut"],
        &["tin/2023/04.html", "muc/chuong-trinh/de-an-06.html", "muc/the/the-chi-co-o-bai-da-rut.html"],
    );
    check_everywhere(&before, &["hethan"], &["tin/2023/06.html"]);
    for (_, own) in KEPT {
        assert!(!before.page(own).contains("bt-notice"), "{own} is marked too early");
    }
}
