//! Opens files that are read, and no pipe, device or folder of the same name.

use std::fs::{File, Metadata};
use std::io;
use std::path::Path;

/// Opens a file and looks at what was opened, since a name may mean something else by now.
pub(super) fn open_regular(real: &Path) -> io::Result<(File, Metadata)> {
    let file = open_at_once(real)?;
    let metadata = file.metadata()?;
    require_regular(&metadata)?;
    Ok((file, metadata))
}

/// Opens a file without waiting, as one would for the other end of a named pipe; to a regular file it is all one.
#[cfg(unix)]
fn open_at_once(real: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    use rustix::io::Errno;
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
    match rustix::fs::open(real, flags, Mode::empty()) {
        // A file that is lent to somebody over the network, who gives it back in a moment.
        Err(Errno::AGAIN) => File::open(real),
        opened => Ok(opened?.into()),
    }
}

/// Elsewhere no pipe has a name among files.
#[cfg(not(unix))]
fn open_at_once(real: &Path) -> io::Result<File> {
    File::open(real)
}

/// Refuses what can't be read from its beginning to its end.
pub(super) fn require_regular(metadata: &Metadata) -> io::Result<()> {
    match metadata.is_file() {
        true => Ok(()),
        false if metadata.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        false => Err(io::Error::other("not a regular file")),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_pipe_is_refused_at_once_and_so_is_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("a.md");
        rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RUSR).unwrap();
        assert_eq!(open_regular(&pipe).unwrap_err().to_string(), "not a regular file");
        assert_eq!(open_regular(folder.path()).unwrap_err().kind(), io::ErrorKind::IsADirectory);
    }
}
