//! Names that lead elsewhere: out of the site, onto each other, or onto what a system keeps for itself.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{SITE, bulletin, published, refused, site, write};
use crate::support::built::{DAY, build, files};
use bantin::pipeline::Drafts;

/// Ways to say "one folder up", or a place of the disk.
const OUTSIDE: [&str; 14] = [
    "../secret.txt",
    "../../../../etc/passwd",
    "/etc/passwd",
    "a/../../secret.txt",
    "..\\secret.txt",
    "..%2Fsecret.txt",
    "%2e%2e/secret.txt",
    "....//secret.txt",
    "C:\\secret.txt",
    "file:///etc/passwd",
    "~/secret.txt",
    "./../secret.txt",
    "\u{ff0e}\u{ff0e}/secret.txt",
    "..\u{2215}secret.txt",
];

/// What lies beside the sites and may be in none of them.
const SECRET: &str = "bí mật ở ngoài";

#[track_caller]
fn assert_kept_in(root: &Path, what: &str) {
    let Ok(built) = build(root, DAY, Drafts::LeftOut) else { return };
    for (address, bytes) in &built.files {
        assert!(!address.split('/').any(|part| matches!(part, "" | "." | "..")), "{what}: {address}");
        let held = bytes.windows(SECRET.len()).any(|part| part == SECRET.as_bytes());
        assert!(!held, "{what}: {address} holds what lies outside");
    }
}

/// A site in a folder of its own, with something beside it that is nobody's business.
fn beside_a_secret(path: &str, text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "secret.txt", SECRET.as_bytes());
    write(folder.path(), "site/secret.txt", SECRET.as_bytes());
    write(folder.path(), "site/content/site.yaml", SITE.as_bytes());
    write(folder.path(), &format!("site/{path}"), text.as_bytes());
    folder
}

#[test]
fn nothing_from_outside_comes_in_by_any_field_that_names_a_file() {
    for outside in OUTSIDE {
        let quoted = serde_json::to_string(outside).unwrap();
        let metric = format!("name: N\nunit: u\nkind: count\nobservations: {quoted}\n");
        for (path, text) in [
            ("content/bulletins/a.md", bulletin(&format!("image: {quoted}\nimage_alt: a\n"), "Bài.")),
            ("content/bulletins/a.md", bulletin(&format!("images: [{{file: {quoted}}}]\n"), "Bài.")),
            ("content/bulletins/a.md", bulletin("", &format!("![ảnh](<{outside}>)"))),
            ("content/bulletins/a.md", bulletin("", &format!("[tệp](<{outside}>)"))),
            ("content/bulletins/a.md", bulletin(&format!("slug: {quoted}\n"), "Bài.")),
            ("content/statistics/a.yaml", metric),
            (
                "content/site.yaml",
                SITE.replace("{name: Tổ biên tập}", &format!("{{name: P, logo: {quoted}}}")),
            ),
            ("content/site.yaml", format!("{SITE}theme: {quoted}\n")),
            ("content/site.yaml", format!("{SITE}paths: {{bulletins: {quoted}}}\n")),
            ("content/localities.yaml", format!("- {{id: {quoted}, name: N, level: commune}}\n")),
        ] {
            let folder = beside_a_secret(path, &text);
            let root = folder.path().join("site");
            let refusal = build(&root, DAY, Drafts::LeftOut);
            assert!(refusal.is_err(), "{outside} in {text}");
            assert_eq!(fs::read_to_string(folder.path().join("secret.txt")).unwrap(), SECRET);
            let is_dot =
                |name: &String| !["secret.txt"].contains(&name.as_str()) && !name.starts_with("site/");
            assert_eq!(
                files(folder.path()).into_keys().find(is_dot),
                None,
                "{outside}: something was written"
            );
        }
    }
}

#[test]
fn an_old_address_stays_in_the_site() {
    for outside in OUTSIDE {
        let quoted = serde_json::to_string(outside).unwrap();
        let folder =
            beside_a_secret("content/bulletins/a.md", &bulletin(&format!("aliases: [{quoted}]\n"), "Bài."));
        assert_kept_in(&folder.path().join("site"), outside);
        assert_eq!(fs::read_to_string(folder.path().join("secret.txt")).unwrap(), SECRET);
    }
    // What servers read as orders: one of these would stop the whole site.
    for orders in [
        "/.htaccess",
        "/.well-known/security.txt",
        "/a/.git/config",
        "/_redirects",
        "/_headers",
        "/_worker.js",
    ] {
        let said =
            refused(&[("content/bulletins/a.md", &bulletin(&format!("aliases: [{orders}]\n"), "Bài."))]);
        assert!(said.contains("invalid-value") || said.contains("address-taken"), "{orders}: {said}");
    }
}

#[test]
fn names_that_windows_can_not_write_are_refused() {
    for name in ["con", "nul", "aux", "prn", "com1", "lpt9", "CON"] {
        let said = refused(&[(&format!("content/bulletins/{name}.md"), &bulletin("", "Bài."))]);
        assert!(said.starts_with("address-taken"), "{name}: {said}");
        let said = refused(&[(&format!("content/files/{name}.pdf"), "x")]);
        assert!(said.starts_with("address-taken"), "{name}: {said}");
    }
    for name in
        ["mẫu.", "mẫu ", "a. /b.pdf", "a:b.pdf", "a?.pdf", "a*.pdf", "a|b.pdf", "\"a\".pdf", "<a>.pdf"]
    {
        let said = refused(&[(&format!("content/files/{name}"), "x")]);
        assert!(said.starts_with("address-taken"), "{name}: {said}");
    }
}

#[test]
fn an_address_that_no_disk_holds_is_refused() {
    let (name, alias) = ("a".repeat(256), "/a".repeat(1_100));
    for line in
        [format!("slug: {name}\n"), format!("aliases: [/{name}.html]\n"), format!("aliases: [{alias}]\n")]
    {
        let said = refused(&[("content/bulletins/a.md", &bulletin(&line, "Bài."))]);
        assert!(said.starts_with("address-taken") && said.contains("too long"), "{said}");
    }
    for (file, text) in [
        ("content/bulletins/a.md", bulletin("aliases: [/SHA256SUMS]\n", "Bài.")),
        ("content/bulletins/a.md", bulletin("aliases: [/sha256sums/x.html]\n", "Bài.")),
        ("content/files/assets", "x".to_owned()),
        ("content/files/SHA256SUMS/a", "x".to_owned()),
    ] {
        let said = refused(&[(file, &text)]);
        assert!(said.starts_with("address-taken"), "{file}: {said}");
    }
}

#[test]
fn of_two_things_that_one_disk_takes_for_one_none_wins() {
    let (one, other) = (bulletin("", "Một."), bulletin("", "Hai."));
    let old = bulletin("aliases: [/Tin-Cu/A.html]\n", "Ba.");
    let older = bulletin("slug: khac\naliases: [/tin-cu/a.HTML]\n", "Bốn.");
    for files in [
        [("content/files/Mau.pdf", "1"), ("content/files/mau.PDF", "2")],
        [("content/files/ban-tin/2024/A.html", "chữ"), ("content/bulletins/a.md", one.as_str())],
        [("content/files/INDEX.HTML", "chữ"), ("content/bulletins/a.md", one.as_str())],
        [("content/files/sha256sums", "1"), ("content/bulletins/a.md", one.as_str())],
        [("content/bulletins/a.md", old.as_str()), ("content/bulletins/b.md", older.as_str())],
        [
            ("content/bulletins/2024-05-01-a.md", one.as_str()),
            ("content/bulletins/2024-05-02-a.md", other.as_str()),
        ],
        [("content/files/STRASSE.pdf", "1"), ("content/files/strasse.pdf", "2")],
    ] {
        let said = refused(&files);
        assert!(said.contains("address-taken") || said.contains("duplicate-id"), "{files:?}: {said}");
    }
}

#[test]
fn an_owners_own_headers_are_kept() {
    let built = published(&[("content/files/_headers", "/*\n  X-Frame-Options: DENY\n")]);
    assert_eq!(built.files["_headers"], b"/*\n  X-Frame-Options: DENY\n");
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    /// The program itself, since a link that is refused is a failure of the world, which ends the command.
    fn say(root: &Path, more: &[&str]) -> (i32, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_bantin"))
            .args(["--lang", "en", "build", "--as-of", DAY, "--root"])
            .arg(root)
            .args(more)
            .env_clear()
            .output()
            .unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    }

    #[test]
    fn a_link_out_of_the_site_is_refused_wherever_it_stands() {
        let outside = tempfile::tempdir().unwrap();
        write(outside.path(), "secret.txt", SECRET.as_bytes());
        let file = outside.path().join("secret.txt");
        for (link, target) in [
            ("content/files/a.txt", file.as_path()),
            ("content/files/thu-muc", outside.path()),
            ("content/bulletins/a.md", file.as_path()),
            ("content/bulletins/anh.jpg", file.as_path()),
            ("content/statistics/a.csv", file.as_path()),
            ("content/glossary.yaml", file.as_path()),
            ("themes/default/assets/a.txt", file.as_path()),
            ("themes/default/templates/a.html", file.as_path()),
            ("themes/default/assets/sau", outside.path()),
            ("content/files/passwd", Path::new("/etc/passwd")),
            ("content/files/goc", Path::new("/")),
            ("content/files/git", Path::new("../../.git")),
            ("content/files/khong-co", Path::new("khong-co-dau.txt")),
        ] {
            let root = site(&[(".git/config", SECRET)]);
            fs::create_dir_all(root.path().join(link).parent().unwrap()).unwrap();
            symlink(target, root.path().join(link)).unwrap();
            let (status, said) = say(root.path(), &[]);
            assert_eq!(status, 1, "{link}: {said}");
            assert!(said.contains(&format!("{link} is a link that leads out of the site")), "{link}: {said}");
            assert!(!root.path().join("public").exists(), "{link}: something was published");
        }
    }

    #[test]
    fn a_link_in_a_circle_is_refused() {
        for link in ["content/files/vong", "content/bulletins/vong", "themes/vong"] {
            let root = site(&[]);
            fs::create_dir_all(root.path().join(link).parent().unwrap()).unwrap();
            symlink(".", root.path().join(link)).unwrap();
            let (status, said) = say(root.path(), &[]);
            assert_eq!(
                (status, said.contains("is a link to a folder that it lies in")),
                (1, true),
                "{link}: {said}"
            );
        }
    }

    #[test]
    fn nothing_is_written_through_a_link() {
        let outside = tempfile::tempdir().unwrap();
        write(outside.path(), "index.html", SECRET.as_bytes());
        let before = files(outside.path());
        // The output folder itself, a folder in it, a page in it.
        for link in ["public", "public/ban-tin", "public/index.html"] {
            let root = site(&[("content/bulletins/a.md", &bulletin("", "Bài."))]);
            fs::create_dir_all(root.path().join(link).parent().unwrap()).unwrap();
            let target = if link.ends_with(".html") {
                outside.path().join("index.html")
            } else {
                outside.path().to_owned()
            };
            symlink(target, root.path().join(link)).unwrap();
            let (status, said) = say(root.path(), &[]);
            assert_eq!(status, 1, "{link}: {said}");
            assert_eq!(files(outside.path()), before, "{link}: {said}");
        }
    }

    #[test]
    fn output_on_top_of_something_else_is_refused() {
        let root = site(&[("content/bulletins/a.md", &bulletin("", "Bài."))]);
        let before = files(root.path());
        for output in ["", ".", "content", "content/bulletins", "themes", ".bantin", "..", "/"] {
            let output = root.path().join(output);
            let (status, said) = say(root.path(), &["--output", output.to_str().unwrap()]);
            assert_eq!(status, 1, "{}: {said}", output.display());
            let mut after = files(root.path());
            after.retain(|path, _| !path.starts_with(".bantin/"));
            assert_eq!(after, before, "{}: {said}", output.display());
        }
    }
}
