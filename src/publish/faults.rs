//! Lets a test choose the change of the disk that fails, and see in which order changes were made.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Mutex;

/// What happens at a chosen change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// It fails, as on a full disk; what follows works again.
    Fails,
    /// The process dies: nothing works any more, clearing up included.
    Dies,
}

/// The faults of one build; by default none.
#[derive(Debug, Default)]
pub(super) struct Faults {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    log: Vec<String>,
    planned: Option<(usize, Fault)>,
    cannot_exchange: bool,
    pretends_to_sync: bool,
    dead: bool,
    /// A file is being written as the fault happens.
    tears: bool,
}

impl Faults {
    /// Plans a fault at the change of this number, from 1.
    pub(super) fn plan(&self, at: usize, fault: Fault) {
        self.state.lock().unwrap().planned = Some((at, fault));
    }

    /// From now on, folders can't be exchanged.
    pub(super) fn forbid_exchange(&self) {
        self.state.lock().unwrap().cannot_exchange = true;
    }

    /// From now on, syncs are only noted: no test cuts the power, and a busy disk makes a test wait.
    pub(super) fn pretend_to_sync(&self) {
        self.state.lock().unwrap().pretends_to_sync = true;
    }

    pub(super) fn pretends_to_sync(&self) -> bool {
        self.state.lock().unwrap().pretends_to_sync
    }

    /// Every change that was begun: what, and the name of what was changed.
    pub(super) fn log(&self) -> Vec<String> {
        self.state.lock().unwrap().log.clone()
    }

    /// Whether the planned fault has happened.
    pub(super) fn happened(&self) -> bool {
        let state = self.state.lock().unwrap();
        state.planned.is_some_and(|(at, _)| state.log.len() >= at)
    }

    pub(super) fn next(&self, what: &str, path: &Path) -> io::Result<()> {
        let mut state = self.state.lock().unwrap();
        if state.dead {
            return Err(io::Error::other("dead"));
        }
        state.log.push(format!("{what} {}", path.file_name().unwrap_or_default().to_string_lossy()));
        state.tears = false;
        if let Some((at, fault)) = state.planned
            && at == state.log.len()
        {
            state.dead = fault == Fault::Dies;
            state.tears = true;
            return Err(io::ErrorKind::StorageFull.into());
        }
        if state.cannot_exchange && what == "exchange" {
            return Err(io::ErrorKind::CrossesDevices.into());
        }
        Ok(())
    }

    /// Leaves half a file where writing it failed.
    pub(super) fn tear(&self, path: &Path, bytes: &[u8]) {
        if std::mem::take(&mut self.state.lock().unwrap().tears) {
            let _ = fs::write(path, &bytes[..bytes.len() / 2]);
        }
    }
}
