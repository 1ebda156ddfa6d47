//! Content with an error is not published, and what was published before stays.

use std::fs;
use std::process::{Command, Output};

use crate::support::built::{DAY, Whole, files};

fn run(root: &std::path::Path) -> Output {
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
