//! Decides by its name what a file is: a text, a picture, something else, or nobody's business.

/// What is done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Read and decoded.
    Text,
    /// Measured.
    Picture,
    /// Listed.
    Other,
}

const CONTENT_TEXTS: [&str; 4] = ["yaml", "yml", "md", "csv"];
const THEME_TEXTS: [&str; 8] = ["yaml", "yml", "md", "csv", "html", "css", "js", "svg"];
const PICTURES: [&str; 5] = ["jpg", "jpeg", "png", "webp", "gif"];

/// The kind of a file by its path from the root.
pub(super) fn kind(path: &str) -> Kind {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let texts: &[&str] = if path.starts_with("content/files/") {
        &[]
    } else if path.starts_with("content/") {
        &CONTENT_TEXTS
    } else {
        &THEME_TEXTS
    };
    if texts.contains(&ending.as_str()) {
        Kind::Text
    } else if PICTURES.contains(&ending.as_str()) {
        Kind::Picture
    } else {
        Kind::Other
    }
}

/// Beginnings of names that systems, editors, version control and programs that sync folders give to what nobody
/// wrote, and hide; and those of the settings of such programs.
const HIDDEN_LITTER: [&str; 29] = [
    "._",
    ".#",
    ".~",
    ".git",
    ".hg",
    ".svn",
    ".ds_store",
    ".directory",
    ".trash",
    ".nfs",
    ".fuse_hidden",
    ".goutputstream",
    ".idea",
    ".vscode",
    ".editorconfig",
    ".dropbox",
    ".appledouble",
    ".apdisk",
    ".documentrevisions-",
    ".fseventsd",
    ".localized",
    ".spotlight-",
    ".temporaryitems",
    ".markdownlint",
    ".prettier",
    ".syncthing.",
    ".sync_",
    ".nextcloudsync",
    ".owncloudsync",
];
/// Whole names of that kind, which others may begin with.
const HIDDEN_NAMES: [&str; 12] = [
    ".bzr",
    ".cache",
    ".hidden",
    ".jj",
    ".keep",
    ".obsidian",
    ".settings",
    ".stfolder",
    ".stignore",
    ".stversions",
    ".vs",
    ".zed",
];

/// Whether a file or folder is none of the site's: hidden, or left behind by an editor or a desktop.
pub(super) fn is_left_behind(name: &str) -> bool {
    name.starts_with('.') || is_litter(name)
}

/// Whether a file or folder was left behind by an editor or a desktop, so that nobody misses it.
pub(super) fn is_litter(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    name.starts_with("~$")
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || [".swp", ".swo", ".swn", ".swx", ".kate-swp"].iter().any(|ending| name.ends_with(ending))
        || ["thumbs.db", "desktop.ini"].contains(&lower.as_str())
        || HIDDEN_NAMES.contains(&lower.as_str())
        || HIDDEN_LITTER.iter().any(|beginning| lower.starts_with(beginning))
}

/// Whether a name can be written in an address and a list: no line end, no tab, no `\`. What is taken out of texts is
/// another matter.
pub(super) fn is_usable(name: &str) -> bool {
    !name.contains(['\\', '\n', '\t'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, expected: Kind) {
        assert_eq!(kind(path), expected, "{path}");
    }

    #[test]
    fn content_is_text_where_people_write_it() {
        check("content/site.yaml", Kind::Text);
        check("content/bulletins/2022/ra-quan/index.en.md", Kind::Text);
        check("content/bulletins/2022/A.MD", Kind::Text);
        check("content/bulletins/2022/Ảnh.JPG", Kind::Picture);
        check("content/bulletins/2022/ảnh.svg", Kind::Other);
        check("content/readme", Kind::Other);
    }

    #[test]
    fn files_to_copy_are_never_text() {
        check("content/files/huong-dan.md", Kind::Other);
        check("content/files/data/so-lieu.csv", Kind::Other);
        check("content/files/logo.png", Kind::Picture);
    }

    #[test]
    fn themes_have_more_kinds_of_text() {
        check("themes/default/templates/bulletin.html", Kind::Text);
        check("themes/default/assets/mark.svg", Kind::Text);
        check("themes/default/assets/sign.woff2", Kind::Other);
    }

    #[test]
    fn leftovers_are_told_from_names_that_only_look_odd() {
        for name in [".DS_Store", "~$bao-cao.docx", "a.md~", "#a.md#", ".a.md.swp", "Thumbs.db"] {
            assert!(is_left_behind(name), "{name}");
        }
        for name in ["a~b.md", "swp.md", "c#.md", "thumbs.md"] {
            assert!(!is_left_behind(name), "{name}");
        }
        for name in [
            ".DS_Store",
            "._anh.jpg",
            ".gitkeep",
            ".a.md.swp",
            ".~lock.a.docx#",
            "~$a.docx",
            ".Spotlight-V100",
            ".obsidian",
        ] {
            assert!(is_litter(name), "{name}");
        }
        for name in [".well-known", ".htaccess", ".nojekyll", ".ghi-chu.md", ".keep-tin.md", ".nhap"] {
            assert!(is_left_behind(name) && !is_litter(name), "{name}");
        }
    }
}
