//! Content with an error is not published, and what was published before stays.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use bantin::pipeline::{self, Drafts, Options, Outcome, TEXTS_IN_MEMORY};

use crate::support::built::{DAY, Whole, build, files, options};

fn run(root: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bantin"))
        .args(["build", "--as-of", DAY, "--lang", "en", "--root"])
        .arg(root)
        .output()
        .unwrap()
}

#[test]
fn refused_build_leaves_public_untouched() {
    let root = Whole::English.copy();
    let first = run(root.path());
    assert!(first.status.success(), "{}", String::from_utf8_lossy(&first.stderr));
    let before = files(&root.path().join("public"));
    assert!(before.contains_key("index.html"));

    let bulletin = root.path().join("content/bulletins/2025-03-01-cards.md");
    let good = fs::read_to_string(&bulletin).unwrap();
    fs::write(&bulletin, good.replace("[lam-son]", "[lam-sen]").replace("Half", "CHANGED")).unwrap();
    let refused = run(root.path());
    let said = String::from_utf8_lossy(&refused.stderr);
    assert_eq!(refused.status.code(), Some(1), "{said}");
    assert!(said.contains("content/bulletins/2025-03-01-cards.md:5:14"), "{said}");
    assert!(said.contains("lam-son"), "the nearest is not named: {said}");
    assert_eq!(files(&root.path().join("public")), before);

    fs::write(&bulletin, good.replace("Half", "CHANGED")).unwrap();
    assert!(run(root.path()).status.success());
    assert_ne!(files(&root.path().join("public")), before);
}

/// What a build of the site in a folder says, if it refuses it; it has to say the same as a check.
fn refused(options: &Options) -> Option<Vec<String>> {
    let outcome = pipeline::build(options).unwrap();
    let said = |found: &pipeline::Found| {
        found.diagnostics.iter().map(|one| format!("{} {:?}", one.rule, one.span)).collect::<Vec<_>>()
    };
    assert_eq!(said(outcome.found()), said(&pipeline::check(options).unwrap()));
    matches!(outcome, Outcome::Refused(_)).then(|| said(outcome.found()))
}

/// What lies beside the site: the cache and what is staged.
fn kept_aside(root: &Path) -> Vec<String> {
    files(&root.join(".bantin")).into_keys().filter(|path| !path.starts_with("cache/")).collect()
}

#[test]
fn words_that_are_wrong_refuse_a_build_over_a_site_and_without_one() {
    const TEXT: &str = "content/bulletins/2024/so-ket-cua-lo/index.md";
    for texts_in_memory in [TEXTS_IN_MEMORY, 0] {
        let root = Whole::Sample.copy();
        let text = root.path().join(TEXT);
        let good = fs::read_to_string(&text).unwrap();
        let wrong = good.replace("[16](metric:mo-hinh@cua-lo)", "[17](metric:mo-hinh@cua-lo)");
        assert_ne!(good, wrong);
        let options = Options { texts_in_memory, ..options(root.path(), DAY, Drafts::LeftOut) };
        fs::write(&text, &wrong).unwrap();
        let said = refused(&options).expect("nothing is there to publish");
        assert!(said.iter().any(|one| one.starts_with("figure-disagrees")), "{said:?}");
        assert!(!options.output.exists());

        fs::write(&text, &good).unwrap();
        let before = build(root.path(), DAY, Drafts::LeftOut).unwrap().files;
        let aside = kept_aside(root.path());
        fs::write(&text, &wrong).unwrap();
        assert_eq!(refused(&options), Some(said));
        assert!(files(&options.output) == before && kept_aside(root.path()) == aside);

        fs::write(&text, &good).unwrap();
        assert_eq!(refused(&options), None);
        assert!(files(&options.output) == before);
    }
}

#[test]
fn a_strict_build_is_refused_for_a_warning_before_it_makes_anything() {
    let root = Whole::Odd.copy();
    let options = Options { strict: true, ..options(root.path(), DAY, Drafts::LeftOut) };
    assert!(refused(&options).is_some_and(|said| !said.is_empty()));
    assert!(!root.path().join(".bantin").exists());
    assert_eq!(refused(&Options { strict: false, ..options }), None);
}
