//! One build of a site at a time.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::Path;
use std::process;

use super::PublishError;

/// Held by the operating system for as long as this lives, and no longer than the process.
///
/// The file stays when the lock goes: deleting it would let two builds lock two files of one name.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    pub(super) fn take(path: &Path) -> Result<Self, PublishError> {
        let failed = |source| PublishError::Disk { path: path.to_owned(), source };
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
        let mut file = file.map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(PublishError::Locked { pid: holder(file) }),
            Err(TryLockError::Error(source)) => return Err(failed(source)),
        }
        sign(&mut file).map_err(failed)?;
        Ok(Self { _file: file })
    }
}

fn sign(file: &mut File) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    writeln!(file, "{}", process::id())
}

fn holder(file: File) -> Option<u32> {
    let mut pid = String::new();
    file.take(20).read_to_string(&mut pid).ok()?;
    pid.trim().parse().ok()
}
