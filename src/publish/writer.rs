//! The one layer through which publishing changes the disk, so that tests can make any change fail.
//!
//! Knows no site: what goes where, and in which order, is decided above.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::PublishError;
#[cfg(test)]
use super::faults::Faults;
use crate::limit::require_small;

/// Changes files and folders; see the methods for what each promises after a crash.
#[derive(Debug, Default, Clone)]
pub(super) struct Writer {
    #[cfg(test)]
    pub(super) faults: std::sync::Arc<Faults>,
}

impl Writer {
    /// Creates a folder, and those above it, for everyone to read, whatever the process's mask says: a web
    /// server runs as somebody else.
    pub(super) fn folder(&self, path: &Path) -> Result<(), PublishError> {
        if path.is_dir() {
            return Ok(());
        }
        self.change("folder", path, || create_folder(path))
    }

    /// Creates a folder with another's permissions.
    pub(super) fn folder_like(&self, from: &Path, path: &Path) -> Result<(), PublishError> {
        self.change("folder", path, || {
            fs::create_dir(path)?;
            fs::set_permissions(path, fs::metadata(from)?.permissions())
        })
    }

    /// Creates a file, and the folders above it. Never writes into one that is there, which may have a
    /// second name in the published site.
    pub(super) fn create(&self, path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
        let result = self.change("create", path, || create_file(path, bytes).map(drop));
        #[cfg(test)]
        if result.is_err() {
            self.faults.tear(path, bytes);
        }
        result
    }

    /// Begins a file that is [written piece by piece](Self::append), and [ended](Self::end); as [`Self::create`].
    pub(super) fn begin(&self, path: &Path) -> Result<File, PublishError> {
        self.change("create", path, || open_new(path))
    }

    /// Writes the next bytes of a file, which is then so long.
    pub(super) fn append(
        &self,
        path: &Path,
        file: &mut File,
        bytes: &[u8],
        size: u64,
    ) -> Result<(), PublishError> {
        self.change("append", path, || {
            require_small(size)?;
            file.write_all(bytes)
        })
    }

    /// Ends a file that was written piece by piece.
    pub(super) fn end(&self, path: &Path, file: &File) -> Result<(), PublishError> {
        self.change("end", path, || end_file(file))
    }

    /// Replaces a file in one step, through `scratch` on the same disk; after a crash it is the old or new.
    pub(super) fn replace(&self, path: &Path, scratch: &Path, bytes: &[u8]) -> Result<(), PublishError> {
        self.remove_file(scratch)?;
        self.create(scratch, bytes)?;
        self.sync("sync", scratch, |file| File::open(file)?.sync_all())?;
        self.rename(scratch, path)
    }

    /// Gives a file a second name, or, where the disk knows no such thing, a copy; creates the folders above
    /// it. Says whether it is the second name.
    pub(super) fn link_or_copy(&self, from: &Path, to: &Path) -> Result<bool, PublishError> {
        self.change("link", to, || {
            let linked = match fs::hard_link(from, to) {
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    create_folders_above(to)?;
                    fs::hard_link(from, to)
                }
                linked => linked,
            };
            if linked.is_err() {
                copy(from, to)?;
            }
            Ok(linked.is_ok())
        })
    }

    /// Gives a file another place on the same disk, and creates the folders above it; replaces what is there.
    pub(super) fn place(&self, from: &Path, to: &Path) -> Result<(), PublishError> {
        self.change("place", to, || match fs::rename(from, to) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                create_folders_above(to)?;
                fs::rename(from, to)
            }
            result => result,
        })
    }

    /// Makes a symbolic link that leads where another does.
    pub(super) fn copy_link(&self, from: &Path, to: &Path) -> Result<(), PublishError> {
        self.change("link", to, || symbolic_link(&fs::read_link(from)?, to))
    }

    /// Gives a file or folder another name on the same disk.
    pub(super) fn rename(&self, from: &Path, to: &Path) -> Result<(), PublishError> {
        self.change("rename", to, || fs::rename(from, to))
    }

    /// Puts a folder where there is none, with an error that [`cannot_exchange`] can judge.
    pub(super) fn move_folder(&self, next: &Path, visible: &Path) -> io::Result<()> {
        self.allowed("exchange", visible)?;
        fs::rename(next, visible)
    }

    /// Exchanges two folders: in one step, or, where the system has no such call, by way of `outgoing`.
    pub(super) fn exchange(&self, next: &Path, visible: &Path, outgoing: &Path) -> io::Result<()> {
        self.allowed("exchange", visible)?;
        exchange(next, visible, outgoing)
    }

    /// Deletes a file, if it is there.
    pub(super) fn remove_file(&self, path: &Path) -> Result<(), PublishError> {
        if fs::symlink_metadata(path).is_err() {
            return Ok(());
        }
        self.change("remove", path, || fs::remove_file(path))
    }

    /// Deletes a folder with all in it, if it is there. Links in it are not followed.
    pub(super) fn remove_tree(&self, path: &Path) -> Result<(), PublishError> {
        if fs::symlink_metadata(path).is_err() {
            return Ok(());
        }
        self.change("remove tree", path, || fs::remove_dir_all(path))
    }

    /// Returns when everything in a tree is on the disk to stay.
    pub(super) fn sync_tree(&self, path: &Path) -> Result<(), PublishError> {
        self.sync("sync tree", path, sync_tree)
    }

    /// Returns when the names in a folder are on the disk to stay.
    pub(super) fn sync_folder(&self, path: &Path) -> Result<(), PublishError> {
        self.sync("sync folder", path, sync_folder)
    }

    fn change<T>(
        &self,
        what: &'static str,
        path: &Path,
        change: impl FnOnce() -> io::Result<T>,
    ) -> Result<T, PublishError> {
        self.allowed(what, path)
            .and_then(|()| change())
            .map_err(|source| PublishError::Disk { path: path.to_owned(), source })
    }

    fn sync(
        &self,
        what: &'static str,
        path: &Path,
        sync: impl FnOnce(&Path) -> io::Result<()>,
    ) -> Result<(), PublishError> {
        #[cfg(test)]
        if self.faults.pretends_to_sync() {
            return self.change(what, path, || Ok(()));
        }
        self.change(what, path, || sync(path))
    }

    #[cfg(test)]
    fn allowed(&self, what: &'static str, path: &Path) -> io::Result<()> {
        self.faults.next(what, path)
    }

    #[cfg(not(test))]
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "tests make it fail")]
    fn allowed(&self, _: &'static str, _: &Path) -> io::Result<()> {
        Ok(())
    }
}

/// Whether this process may change what a folder lists, as far as its permissions tell.
///
/// # Errors
///
/// Why it may not.
#[cfg(unix)]
pub(super) fn require_writable(folder: &Path) -> Result<(), PublishError> {
    rustix::fs::access(folder, rustix::fs::Access::WRITE_OK)
        .map_err(|error| PublishError::Disk { path: folder.to_owned(), source: error.into() })
}

/// Taken for granted; where it is not so, the first change says it.
#[cfg(not(unix))]
pub(super) fn require_writable(_: &Path) -> Result<(), PublishError> {
    Ok(())
}

/// Whether an error of [`Writer::exchange`] says that this disk or this folder can't do it, ever: another
/// disk, a mount point, a parent that may not be written, a file system without exchange.
pub(super) fn cannot_exchange(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::CrossesDevices
            | ErrorKind::ResourceBusy
            | ErrorKind::InvalidInput
            | ErrorKind::PermissionDenied
            | ErrorKind::Unsupported
    )
}

fn create_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    require_small(bytes.len() as u64)?;
    let mut file = open_new(path)?;
    file.write_all(bytes)?;
    end_file(&file)
}

/// Opens a file that is not there yet, and creates the folders above it.
fn open_new(path: &Path) -> io::Result<File> {
    let open = || new_file().open(path);
    match open() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            create_folders_above(path)?;
            open()
        }
        opened => opened,
    }
}

fn end_file(file: &File) -> io::Result<()> {
    let_all_read(file)?;
    // Elsewhere there is no call that syncs a whole tree.
    if cfg!(not(target_os = "linux")) {
        file.sync_all()?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let mut source = File::open(from)?;
    require_small(source.metadata()?.len())?;
    let mut copy = new_file().open(to)?;
    io::copy(&mut source, &mut copy)?;
    copy.set_permissions(source.metadata()?.permissions())
}

fn create_folders_above(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), create_folder)
}

/// Creates a folder and those above it, each of which another thread may create at the same time.
fn create_folder(path: &Path) -> io::Result<()> {
    match create_one_folder(path) {
        Err(error) if error.kind() == ErrorKind::NotFound && path.parent().is_some() => {
            create_folders_above(path)?;
            // Once: where the folder above is there now, the system has another reason, and will have it every time.
            create_one_folder(path)
        }
        created => created,
    }
}

fn create_one_folder(path: &Path) -> io::Result<()> {
    match fs::create_dir(path) {
        Ok(()) => readable_by_all(0o755).map_or(Ok(()), |mode| fs::set_permissions(path, mode)),
        // Another thread may have been first.
        Err(error) if error.kind() == ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(unix)]
fn readable_by_all(mode: u32) -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn readable_by_all(_: u32) -> Option<Permissions> {
    None
}

/// How a file is created: with the permissions that [`let_all_read`] would give it, as far as the process's mask
/// lets it.
#[cfg(unix)]
fn new_file() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o644);
    options
}

#[cfg(not(unix))]
fn new_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    options
}

/// Gives a file the permissions that the process's mask withheld. Asks first: of ten thousand files none needs it,
/// as a rule, and a change of permissions is one more entry in the disk's journal.
#[cfg(unix)]
fn let_all_read(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = file.metadata()?.permissions().mode();
    if mode & 0o7777 == 0o644 { Ok(()) } else { file.set_permissions(Permissions::from_mode(0o644)) }
}

#[cfg(not(unix))]
fn let_all_read(_: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn symbolic_link(target: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, link)
}

#[cfg(not(unix))]
fn symbolic_link(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(next: &Path, visible: &Path, _: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, next, CWD, visible, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(next: &Path, visible: &Path, outgoing: &Path) -> io::Result<()> {
    exchange_by_renaming(next, visible, outgoing)
}

/// Exchanges two folders where no single call does. For the moment between the first two steps there is no
/// site; a build that finds it so puts `outgoing` back.
#[cfg(any(test, not(any(target_os = "linux", target_vendor = "apple"))))]
fn exchange_by_renaming(next: &Path, visible: &Path, outgoing: &Path) -> io::Result<()> {
    fs::rename(visible, outgoing)?;
    if let Err(error) = fs::rename(next, visible) {
        fs::rename(outgoing, visible)?;
        return Err(error);
    }
    fs::rename(outgoing, next)
}

#[cfg(target_os = "linux")]
fn sync_tree(path: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(path)?)?)
}

/// Files were synced as they were written; their names remain.
#[cfg(not(target_os = "linux"))]
fn sync_tree(path: &Path) -> io::Result<()> {
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_tree(&entry.path())?;
        }
    }
    sync_folder(path)
}

#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// Folders can't be opened here; the file system's own journal keeps names.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn a_folder_that_the_system_never_creates_is_asked_for_once() {
        assert!(create_folder(Path::new("/proc/bantin/next")).is_err());
    }

    #[test]
    fn folders_are_exchanged_where_the_system_has_no_call_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let exchange = || exchange_by_renaming(&at("next"), &at("visible"), &at("outgoing"));
        for name in ["next", "visible"] {
            fs::create_dir(at(name)).unwrap();
            fs::write(at(name).join("name"), name).unwrap();
        }
        exchange().unwrap();
        assert_eq!(fs::read(at("visible").join("name")).unwrap(), b"next");
        assert_eq!(fs::read(at("next").join("name")).unwrap(), b"visible");
        fs::remove_dir_all(at("next")).unwrap();
        exchange().expect_err("there is nothing to exchange with");
        assert_eq!(fs::read(at("visible").join("name")).unwrap(), b"next", "the old site is put back");
    }
}
