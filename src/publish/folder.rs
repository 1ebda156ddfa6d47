//! Decides whether a folder may be replaced by a published site. Changes nothing.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{OutputFault, PublishError, sums};

/// Folders of a site that are never output, nor hold it.
const KEPT: [&str; 4] = ["content", "themes", ".bantin", ".git"];

/// The site's folder and its output folder, which need not exist, with all links resolved.
pub(super) fn resolve(root: &Path, output: &Path) -> Result<(PathBuf, PathBuf), PublishError> {
    let disk = |path: &Path| {
        let path = path.to_owned();
        move |source| PublishError::Disk { path, source }
    };
    let root = fs::canonicalize(root).map_err(disk(root))?;
    let output = canonical(&std::path::absolute(output).map_err(disk(output))?).map_err(disk(output))?;
    let home = env::home_dir().and_then(|home| fs::canonicalize(home).ok());
    match fault(&root, &output, home.as_deref()) {
        Some(fault) => Err(PublishError::BadOutput { output, fault }),
        None => Ok((root, output)),
    }
}

fn fault(root: &Path, output: &Path, home: Option<&Path>) -> Option<OutputFault> {
    if output == root {
        return Some(OutputFault::Root);
    }
    if root.starts_with(output) {
        return Some(OutputFault::AboveRoot);
    }
    let kept = KEPT.iter().map(|name| root.join(name)).map(|path| fs::canonicalize(&path).unwrap_or(path));
    if kept.into_iter().any(|kept| output.starts_with(&kept) || kept.starts_with(output)) {
        return Some(OutputFault::Sources);
    }
    if home.is_some_and(|home| home.starts_with(output)) {
        return Some(OutputFault::Home);
    }
    if output.ancestors().skip(1).any(sums::is_site) {
        return Some(OutputFault::InSite);
    }
    // A link to nowhere has metadata of its own and none of a target.
    let is_there = fs::symlink_metadata(output).is_ok();
    (is_there && !output.is_dir()).then_some(OutputFault::NotAFolder)
}

/// Resolves the links of a path whose last parts may be missing.
fn canonical(path: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => match (path.parent(), path.file_name()) {
            (Some(parent), Some(name)) => Ok(canonical(parent)?.join(name)),
            // `missing/..` names nothing.
            _ => Err(error),
        },
        found => found,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(output: &Path, expected: Option<OutputFault>) {
        let folder = output.to_owned();
        let root = root_of(output);
        match (resolve(&root, output), expected) {
            (Ok((_, found)), None) => assert!(found.ends_with(folder.file_name().unwrap())),
            (Err(PublishError::BadOutput { fault, .. }), Some(expected)) => assert_eq!(fault, expected),
            (found, expected) => panic!("{}: {found:?}, not {expected:?}", output.display()),
        }
    }

    /// The folder named `site` that lies in the output's folder or in one above it.
    fn root_of(output: &Path) -> PathBuf {
        output.ancestors().map(|folder| folder.join("site")).find(|site| site.is_dir()).unwrap()
    }

    fn site() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for inner in ["site/content/bulletins", "site/themes", "site/public", "elsewhere"] {
            fs::create_dir_all(folder.path().join(inner)).unwrap();
        }
        fs::write(folder.path().join("elsewhere/file"), "").unwrap();
        folder
    }

    #[test]
    fn ordinary_output_folders_are_fine() {
        let folder = site();
        for output in ["site/public", "site/dist/web", "elsewhere", "missing/too", "site/contents"] {
            check(&folder.path().join(output), None);
        }
    }

    #[test]
    fn what_holds_peoples_work_is_never_output() {
        let folder = site();
        let at = |path| folder.path().join(path);
        check(&at("site"), Some(OutputFault::Root));
        check(&at("site/public/.."), Some(OutputFault::Root));
        check(folder.path(), Some(OutputFault::AboveRoot));
        for output in
            ["site/content", "site/content/bulletins", "site/themes/x", "site/.bantin/next", "site/.git"]
        {
            check(&at(output), Some(OutputFault::Sources));
        }
        check(&at("elsewhere/file"), Some(OutputFault::NotAFolder));
        let root = fs::canonicalize(at("site")).unwrap();
        let (home, elsewhere) = (at("elsewhere/me"), at("elsewhere"));
        assert_eq!(fault(&root, Path::new("/"), None), Some(OutputFault::AboveRoot));
        assert_eq!(fault(&root, &home, Some(&home)), Some(OutputFault::Home));
        assert_eq!(fault(&root, &elsewhere, Some(&home)), Some(OutputFault::Home));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_seen_through() {
        use std::os::unix::fs::symlink;
        let folder = site();
        let at = |path| folder.path().join(path);
        for (link, target) in [("to-root", "site"), ("to-content", "site/content"), ("nowhere", "gone")] {
            symlink(at(target), at(link)).unwrap();
        }
        check(&at("to-root"), Some(OutputFault::Root));
        check(&at("to-root/content/x"), Some(OutputFault::Sources));
        check(&at("to-content"), Some(OutputFault::Sources));
        check(&at("nowhere"), Some(OutputFault::NotAFolder));
        fs::remove_dir(at("site/themes")).unwrap();
        symlink(at("elsewhere"), at("site/themes")).unwrap();
        check(&at("elsewhere"), Some(OutputFault::Sources));
    }
}
