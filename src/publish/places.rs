//! Where publishing keeps what readers don't see.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::PublishError;
use super::writer::{Writer, require_writable};

/// The folders and files of one output folder.
#[derive(Debug)]
pub(super) struct Places {
    /// What readers see.
    pub(super) output: PathBuf,
    /// `.bantin/`, or a folder of its own in it where the output is not the usual one.
    pub(super) state: PathBuf,
    /// One for the site, whatever its output.
    pub(super) lock: PathBuf,
    pub(super) manifest: PathBuf,
    /// The list of the site that is about to be published.
    pub(super) manifest_next: PathBuf,
    /// The list of [`Self::previous`]; without it nobody knows what that holds.
    pub(super) manifest_previous: PathBuf,
    /// [`Self::manifest_previous`], put aside while a run makes the next site of the previous one. Where it is found
    /// by another run, that one was cut off.
    pub(super) manifest_taken: PathBuf,
    /// The list of the site that [`Self::changed`] and [`Self::removed`] lead up to, where a run died before it wrote
    /// these.
    pub(super) manifest_told: PathBuf,
    /// What is still to be replaced file by file.
    pub(super) journal: PathBuf,
    /// For upload tools: the files that the last build wrote or changed, one a line.
    pub(super) changed: PathBuf,
    /// For upload tools: the files that the last build took away, one a line.
    pub(super) removed: PathBuf,
    /// The site that is being made.
    pub(super) next: PathBuf,
    /// The twin of the output folder: the site as it was one build ago, unchanged files shared with it by
    /// hard link.
    pub(super) previous: PathBuf,
    /// A site that is about to be deleted, or, where two folders can't be exchanged in one call, about to
    /// become the previous one.
    pub(super) outgoing: PathBuf,
}

impl Places {
    /// Chooses the places, and creates the folders they lie in.
    ///
    /// The usual output keeps its state in `.bantin/` itself. Another has a folder there, named by the hash
    /// of its path from the root, so that a moved site still knows it.
    pub(super) fn of(root: &Path, output: PathBuf, writer: &Writer) -> Result<Self, PublishError> {
        let bantin = root.join(".bantin");
        let from_root = output.strip_prefix(root).unwrap_or(&output);
        let state = if from_root == Path::new("public") {
            bantin.clone()
        } else {
            let name = blake3::hash(from_root.as_os_str().as_encoded_bytes()).to_hex();
            bantin.join("outputs").join(&name[..16])
        };
        writer.folder(&state)?;
        let parent = output.parent().unwrap_or(&output).to_owned();
        writer.folder(&parent)?;
        let mut places = Self {
            lock: bantin.join("lock"),
            manifest: state.join("manifest"),
            manifest_next: state.join("manifest.next"),
            manifest_previous: state.join("manifest.previous"),
            manifest_taken: state.join("manifest.taken"),
            manifest_told: state.join("manifest.told"),
            journal: state.join("journal"),
            changed: state.join("changed.txt"),
            removed: state.join("removed.txt"),
            next: PathBuf::new(),
            previous: PathBuf::new(),
            outgoing: PathBuf::new(),
            output,
            state,
        };
        places.keep_trees(&parent);
        Ok(places)
    }

    /// Puts the trees on the disk that the output is on, since only there can folders be exchanged.
    fn keep_trees(&mut self, parent: &Path) {
        let visible = if self.output.exists() { &self.output } else { parent };
        // A mount point is on another disk than its own parent, and can't be exchanged at all.
        if !same_disk(&self.state, visible) && same_disk(parent, visible) {
            self.keep_trees_beside();
        } else {
            self.keep_trees_in_state();
        }
    }

    fn keep_trees_in_state(&mut self) {
        let state = &self.state;
        (self.next, self.previous, self.outgoing) =
            (state.join("next"), state.join("previous"), state.join("outgoing"));
    }

    fn keep_trees_beside(&mut self) {
        let name = self.output.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let beside = |what: &str| self.output.with_file_name(format!(".bantin-{what}-{name}"));
        (self.next, self.previous, self.outgoing) = (beside("next"), beside("previous"), beside("outgoing"));
    }

    /// The folder that the output folder is listed in.
    pub(super) fn parent(&self) -> &Path {
        self.output.parent().unwrap_or(&self.output)
    }

    /// The file through which files are replaced one by one.
    pub(super) fn scratch(&self) -> PathBuf {
        self.output.join(SCRATCH)
    }

    /// Whether the output folder may be exchanged with another: a mount point never can, nor what this process must
    /// not move.
    pub(super) fn may_exchange(&self) -> bool {
        let may_move = || [&self.output, self.parent()].map(require_writable).iter().all(Result::is_ok);
        !self.output.exists() || same_disk(&self.output, self.parent()) && may_move()
    }

    /// Deletes what a build that died left, and puts back a site that it was about to replace.
    pub(super) fn clear_leftovers(&self, writer: &Writer) -> Result<(), PublishError> {
        if self.outgoing.exists() && !self.output.exists() {
            writer.rename(&self.outgoing, &self.output)?;
        }
        writer.remove_tree(&self.outgoing)?;
        writer.remove_tree(&self.next)?;
        // What was being written aside, to take the place of a list.
        for list in [&self.manifest, &self.journal, &self.changed, &self.removed] {
            writer.remove_file(&list.with_extension("new"))?;
        }
        writer.remove_file(&self.journal)?;
        writer.remove_file(&self.scratch())
    }

    /// Creates the folder of the site to be made; in `.bantin/` where nothing may be created beside the
    /// output.
    pub(super) fn create_next(&mut self, writer: &Writer) -> Result<(), PublishError> {
        match writer.folder(&self.next) {
            Err(PublishError::Disk { source, .. }) if source.kind() == io::ErrorKind::PermissionDenied => {
                self.keep_trees_in_state();
                writer.remove_tree(&self.next)?;
                writer.folder(&self.next)
            }
            result => result,
        }
    }
}

/// The name of [`Places::scratch`].
pub(super) const SCRATCH: &str = ".bantin-new";

#[cfg(unix)]
fn same_disk(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path| fs::metadata(path).map(|found| found.dev()).ok();
    device(one) == device(other)
}

/// Taken for granted; where it is not so, files are replaced one by one.
#[cfg(not(unix))]
fn same_disk(_: &Path, _: &Path) -> bool {
    true
}
