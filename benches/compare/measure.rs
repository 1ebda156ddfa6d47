//! What a command costs as a whole: CPU seconds of the process and those it started, memory, wall time.
//!
//! Reads `/proc`, so it runs on Linux only.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What a command cost.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cost {
    /// User and system time, in seconds.
    pub cpu: f64,
    /// In seconds.
    pub wall: f64,
    /// The most that was resident at once, in bytes; sampled, so a short peak may be missed.
    pub memory: u64,
}

/// Runs a command to its end.
///
/// # Panics
///
/// Where the command fails: what it made is no measure of anything.
pub fn run(command: &mut Command) -> Cost {
    let begun = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the command starts");
    let process = Path::new("/proc").join(child.id().to_string());
    let mut memory = 0;
    let cpu = loop {
        let (ended, ticks) = stat(&process);
        if ended {
            break ticks as f64 / 100.0;
        }
        memory = memory.max(peak(&process));
        thread::sleep(Duration::from_millis(2));
    };
    let wall = begun.elapsed().as_secs_f64();
    let status = child.wait().expect("the command ends");
    assert!(status.success(), "{command:?} failed");
    Cost { cpu, wall, memory }
}

/// Whether a process has ended, and its ticks of 10 ms so far, with those of its children that have ended.
///
/// The fields behind the name in `/proc/PID/stat`: state, … utime (12th), stime, cutime, cstime; proc(5).
fn stat(process: &Path) -> (bool, u64) {
    let text = fs::read_to_string(process.join("stat")).unwrap_or_default();
    let fields: Vec<&str> = text.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = fields.iter().skip(11).take(4).filter_map(|field| field.parse::<u64>().ok()).sum();
    (fields.first().is_none_or(|state| *state == "Z"), ticks)
}

fn peak(process: &Path) -> u64 {
    let text = fs::read_to_string(process.join("status")).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or_default() * 1024
}

/// How many files lie below a folder, and their bytes.
pub fn weigh(folder: &Path) -> (usize, u64) {
    let mut found = (0, 0);
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            let (files, bytes) = weigh(&entry.path());
            found = (found.0 + files, found.1 + bytes);
        } else {
            found = (found.0 + 1, found.1 + entry.metadata().map_or(0, |found| found.len()));
        }
    }
    found
}
