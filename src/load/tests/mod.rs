use std::fs;
use std::path::Path;

use tempfile::TempDir;

#[cfg(unix)]
mod stamps;

use super::*;
use crate::source::{PictureFault, PictureFormat, PictureHeader, Unread};

fn site(files: &[(&str, &[u8])]) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "content/site.yaml", "title: Bản tin\n".as_bytes());
    for (path, bytes) in files {
        write(root.path(), path, bytes);
    }
    root
}

fn write(root: &Path, path: &str, bytes: &[u8]) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Keeps no text of a bulletin in memory, so that each is read again.
fn load(root: &Path) -> Result<Loaded, LoadError> {
    super::load(root, &Reading::all(0))
}

#[track_caller]
fn text(loaded: &Loaded, path: &str) -> String {
    loaded.sources.text(loaded.sources.find(path).unwrap()).unwrap().into_owned()
}

#[track_caller]
fn check_refused(root: &Path, vi: &str, en: &str) {
    let error = load(root).expect_err("this site can't be read");
    assert_eq!((error.text().vi.as_str(), error.to_string().as_str()), (vi, en));
}

#[test]
fn texts_are_decoded_and_everything_else_is_listed() {
    let gif = b"GIF89a\x03\0\x02\0\0\0\0;";
    let root = site(&[
        ("content/bulletins/2022/a/index.md", "\u{FEFF}một\r\nhai".as_bytes()),
        ("content/bulletins/2022/a/ảnh.GIF", gif),
        ("content/bulletins/2022/a/hong.png", b"not a picture at all"),
        ("content/files/luu-y.md", b"\xFF copied as it is"),
        ("content/bulletins/.DS_Store", b"x"),
        ("content/.git/config.yaml", b"x"),
    ]);
    let loaded = load(root.path()).unwrap();
    assert_eq!(text(&loaded, "content/bulletins/2022/a/index.md"), "một\nhai");
    let header = PictureHeader { format: PictureFormat::Gif, width: 3, height: 2 };
    let picture = |path| loaded.sources.binary(path).unwrap().picture;
    assert_eq!(picture("content/bulletins/2022/a/ảnh.GIF"), Some(Ok(header)));
    assert_eq!(picture("content/bulletins/2022/a/hong.png"), Some(Err(PictureFault::UnknownFormat)));
    assert_eq!(picture("content/files/luu-y.md"), None);
    assert_eq!(loaded.sources.binary("content/files/luu-y.md").unwrap().size, 17);
    assert_eq!(loaded.disk.read("content/files/luu-y.md").unwrap(), b"\xFF copied as it is");
    let paths = loaded.sources.iter().map(|(_, file)| file.path.as_str());
    assert!(
        paths
            .filter(|path| path.starts_with("content/"))
            .eq(["content/bulletins/2022/a/index.md", "content/site.yaml"])
    );
}

#[test]
fn a_text_that_is_read_again_is_what_it_was_or_named_as_the_one_that_is_not() {
    let path = "content/bulletins/2022/a/index.md";
    let root = site(&[(path, "một\r\nhai".as_bytes())]);
    let loaded = load(root.path()).unwrap();
    let file = loaded.sources.find(path).unwrap();
    let kept_of = |budget| {
        let loaded = super::load(root.path(), &Reading::all(budget)).unwrap();
        assert_eq!(text(&loaded, path), "một\nhai");
        loaded.sources.get(file).kept_bytes()
    };
    assert_eq!([kept_of(0), kept_of(100)], [0, 9]);
    assert_eq!(text(&loaded, path), "một\nhai");
    let unread = || loaded.sources.text(file).unwrap_err().downcast::<Unread>().unwrap();
    // Other bytes of the same text are the same text.
    write(root.path(), path, "một\nhai".as_bytes());
    assert_eq!(text(&loaded, path), "một\nhai");
    write(root.path(), path, "một\nba".as_bytes());
    assert_eq!((unread().path.as_str(), unread().cause.is_none()), (path, true));
    fs::remove_file(root.path().join(path)).unwrap();
    assert_eq!(unread().cause.map(|cause| cause.kind()), Some(io::ErrorKind::NotFound));
}

#[test]
fn a_text_is_what_its_file_holds_when_it_is_first_read() {
    let path = "content/bulletins/a.md";
    let root = site(&[(path, b"one")]);
    let loaded = load(root.path()).unwrap();
    write(root.path(), path, b"two");
    assert_eq!(text(&loaded, path), "two");
    let file = loaded.sources.find(path).unwrap();
    assert_eq!(loaded.sources.digest(file).unwrap(), Digest::of(b"two"));
    write(root.path(), path, b"three");
    assert!(loaded.sources.text(file).is_err());
}

#[test]
fn a_text_that_grows_too_long_before_it_is_read_is_named_as_one_that_changed() {
    let path = "content/bulletins/a.md";
    let root = site(&[(path, b"x")]);
    let loaded = load(root.path()).unwrap();
    write(root.path(), path, &vec![b'x'; LONGEST_MARKDOWN as usize + 1]);
    let unread = loaded.sources.text(loaded.sources.find(path).unwrap()).unwrap_err();
    assert!(unread.downcast::<Unread>().unwrap().cause.is_none());
    assert!(matches!(load(root.path()), Err(LoadError::TooLarge { .. })));
}

#[test]
fn only_listed_files_are_ever_read() {
    let root = site(&[("content/files/a.pdf", b"a"), ("secret.pdf", b"s")]);
    let loaded = load(root.path()).unwrap();
    for path in ["secret.pdf", "content/files/../../secret.pdf", "/etc/passwd", "content/files", ""] {
        assert_eq!(loaded.disk.read(path).unwrap_err().kind(), io::ErrorKind::NotFound, "{path}");
    }
    fs::remove_file(root.path().join("content/files/a.pdf")).unwrap();
    assert_eq!(loaded.disk.read("content/files/a.pdf").unwrap_err().kind(), io::ErrorKind::NotFound);
    fs::create_dir(root.path().join("content/files/a.pdf")).unwrap();
    assert!(loaded.disk.read("content/files/a.pdf").is_err(), "a folder is no file");
}

#[test]
fn the_sites_theme_files_lie_over_the_built_in_ones() {
    let built_in = load(site(&[]).path()).unwrap();
    let (_, some) = built_in.sources.under("themes/default/").next().expect("a theme is built in");
    assert!(some.built_in);
    let root = site(&[(&some.path, b"mine"), ("themes/ours/theme.yaml", b"name: ours")]);
    let loaded = load(root.path()).unwrap();
    let mine = loaded.sources.get(loaded.sources.find(&some.path).unwrap());
    assert_eq!((text(&loaded, &some.path).as_str(), mine.built_in), ("mine", false));
    let count = |loaded: &Loaded| loaded.sources.under("themes/default/").count();
    assert_eq!(count(&loaded), count(&built_in));
    assert_eq!(text(&loaded, "themes/ours/theme.yaml"), "name: ours");
}

#[test]
fn decomposed_file_names_are_the_same_names() {
    let root = site(&[("content/bulletins/a/e\u{302}\u{301}.pdf", b"x")]);
    let loaded = load(root.path()).unwrap();
    assert_eq!(loaded.disk.read("content/bulletins/a/ế.pdf").unwrap(), b"x");
    write(root.path(), "content/bulletins/a/ế.pdf", b"y");
    check_refused(
        root.path(),
        "có hai tệp cùng tên content/bulletins/a/ế.pdf, chỉ khác cách mã hóa dấu; hãy xóa một",
        "there are two files named content/bulletins/a/ế.pdf that differ only in how marks are encoded; delete one",
    );
}

#[test]
fn a_folder_without_a_site_names_the_one_above() {
    let root = site(&[]);
    let content = root.path().join("content");
    let (inner, above) = (content.display(), root.path().display());
    check_refused(
        &content,
        &format!(
            "«{inner}» không phải thư mục của một trang tin: không có content/site.yaml; thư mục phía trên có trang tin là «{above}», hãy dùng --root"
        ),
        &format!(
            "“{inner}” is not a site: there is no content/site.yaml in it; the folder above that is one is “{above}”: use --root"
        ),
    );
    let empty = tempfile::tempdir().unwrap();
    let folder = empty.path().display();
    check_refused(
        empty.path(),
        &format!("«{folder}» không phải thư mục của một trang tin: không có content/site.yaml"),
        &format!("“{folder}” is not a site: there is no content/site.yaml in it"),
    );
}

#[test]
fn a_text_that_nobody_wrote_is_refused_unread() {
    let root = site(&[]);
    let file = fs::File::create(root.path().join("content/glossary.yaml")).unwrap();
    // A hole: reading it would be noticed.
    file.set_len(1 << 40).unwrap();
    check_refused(
        root.path(),
        "content/glossary.yaml quá lớn: 1048576 MiB; tệp loại này chỉ được đến 16 MiB; hãy chia nhỏ, hoặc để tệp ở nơi khác rồi đặt liên kết",
        "content/glossary.yaml is too large: 1048576 MiB; a file of its kind may have 16 MiB; split it, or keep it elsewhere and link to it",
    );
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    const LEAVES_VI: &str =
        "là liên kết dẫn ra ngoài trang tin, đến phần ẩn hoặc không dẫn đến đâu; hãy chép tệp thật vào đây";
    const LEAVES_EN: &str =
        "is a link that leads out of the site, to a hidden part of it, or nowhere; put the file itself here";

    #[test]
    fn links_inside_the_site_are_followed() {
        let root = site(&[("data/2022/a.md", b"a"), ("content/glossary.yaml", b"b")]);
        fs::create_dir(root.path().join("content/bulletins")).unwrap();
        symlink("../../data/2022", root.path().join("content/bulletins/2022")).unwrap();
        symlink("../glossary.yaml", root.path().join("content/bulletins/b.yaml")).unwrap();
        let loaded = load(root.path()).unwrap();
        assert_eq!(text(&loaded, "content/bulletins/2022/a.md"), "a");
        assert_eq!(text(&loaded, "content/bulletins/b.yaml"), "b");
    }

    #[test]
    fn links_that_leave_the_site_are_refused() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret.md"), "secret").unwrap();
        let file = outside.path().join("secret.md");
        let root = site(&[(".git/config", b"secret")]);
        let targets = [outside.path(), &file, Path::new("../.git"), Path::new("/"), Path::new("nowhere.md")];
        for target in targets {
            let link = root.path().join("content/x.md");
            symlink(target, &link).unwrap();
            check_refused(
                root.path(),
                &format!("content/x.md {LEAVES_VI}"),
                &format!("content/x.md {LEAVES_EN}"),
            );
            fs::remove_file(link).unwrap();
        }
    }

    #[test]
    fn links_in_a_circle_are_refused() {
        let root = site(&[]);
        symlink(".", root.path().join("content/again")).unwrap();
        check_refused(
            root.path(),
            "content/again là liên kết đến chính thư mục chứa nó",
            "content/again is a link to a folder that it lies in",
        );
    }

    #[test]
    fn an_editors_hidden_link_to_nowhere_is_passed_over() {
        let root = site(&[]);
        symlink("me@here.123", root.path().join("content/.#site.yaml")).unwrap();
        load(root.path()).unwrap();
    }

    #[test]
    fn names_that_no_address_can_hold_are_refused() {
        for (name, shown) in [("a\nb", "a\\nb"), ("a\\b", "a\\\\b")] {
            let root = site(&[(&format!("content/files/{name}.pdf"), b"x")]);
            check_refused(
                root.path(),
                &format!(
                    "tên tệp «content/files/{shown}.pdf» không dùng được: phải là UTF-8, không có dấu xuống dòng, dấu Tab hay dấu gạch chéo ngược; hãy đổi tên"
                ),
                &format!(
                    "the file name “content/files/{shown}.pdf” can't be used: it must be UTF-8, without line ends, tabs and backslashes; rename it"
                ),
            );
        }
    }

    #[test]
    fn a_name_with_hidden_characters_is_refused_with_the_name_to_type() {
        for (sign, shown) in [('\u{200E}', "\\u{200e}"), ('\u{202E}', "\\u{202e}"), ('\u{FDD0}', "\\u{fdd0}")]
        {
            let root = site(&[(&format!("content/bulletins/{sign}lễ {sign}ra quân.jpg"), b"x")]);
            check_refused(
                root.path(),
                &format!(
                    "tên tệp «content/bulletins/{shown}lễ {shown}ra quân.jpg» có ký tự không nhìn thấy, thường do ứng dụng nhắn tin đặt vào; hãy đổi tên: xóa hết tên cũ rồi gõ lại, thành «content/bulletins/lễ ra quân.jpg»"
                ),
                &format!(
                    "there are hidden characters in the file name “content/bulletins/{shown}lễ {shown}ra quân.jpg”, as messengers put there; rename it: delete all of the old name and type “content/bulletins/lễ ra quân.jpg”"
                ),
            );
        }
    }

    #[test]
    fn what_is_no_regular_file_is_refused_unopened() {
        let root = site(&[]);
        let _socket = std::os::unix::net::UnixListener::bind(root.path().join("content/a.md")).unwrap();
        check_refused(
            root.path(),
            "content/a.md không phải tệp thường (mà là ống dẫn, ổ cắm hoặc thiết bị)",
            "content/a.md is no regular file, but a pipe, a socket or a device",
        );
    }
}
