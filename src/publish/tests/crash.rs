//! Publishing with a fault at its first change of the disk, at its second, and so on until none is left.

use super::*;

/// More changes than any of these builds makes; a fault that never happens would loop for ever.
const TOO_MANY: usize = 500;

/// Builds the new site over the old one with a fault at each change in turn, then looks, then builds again.
fn at_each_step(fault: Fault, exchange: bool, look: impl Fn(&Desk, usize, bool)) {
    for step in 1.. {
        assert!(step < TOO_MANY);
        let desk = Desk::published();
        let writer = quick_writer();
        let faults = writer.faults.clone();
        faults.plan(step, fault);
        if !exchange {
            faults.forbid_exchange();
        }
        let result = desk.build_with(writer, &NEW);
        look(&desk, step, result.is_ok());
        let again = quick_writer();
        if !exchange {
            again.faults.forbid_exchange();
        }
        desk.build_with(again, &NEW).unwrap_or_else(|error| panic!("after a fault at step {step}: {error}"));
        assert_eq!(desk.visible(), whole(&NEW), "after step {step}");
        desk.assert_tidy();
        if !faults.happened() {
            assert!(step > 10, "there are more changes than {step}");
            return;
        }
    }
}

#[test]
fn a_crash_at_each_step_leaves_the_old_site_or_the_new() {
    at_each_step(Fault::Dies, true, |desk, step, published| {
        let visible = desk.visible();
        let expected = if visible == whole(&NEW) { whole(&NEW) } else { whole(&OLD) };
        assert_eq!(visible, expected, "step {step}");
        assert!(!published || visible == whole(&NEW), "step {step}");
    });
}

#[test]
fn an_error_at_each_step_leaves_the_old_site_and_success_the_new() {
    at_each_step(Fault::Fails, true, |desk, step, published| {
        let expected = if published { whole(&NEW) } else { whole(&OLD) };
        assert_eq!(desk.visible(), expected, "step {step}");
    });
}

#[test]
fn where_folders_cannot_be_exchanged_each_file_is_whole_at_each_step() {
    for fault in [Fault::Dies, Fault::Fails] {
        at_each_step(fault, false, |desk, step, published| {
            let (old, new) = (whole(&OLD), whole(&NEW));
            for (path, bytes) in desk.visible() {
                let is_scratch = path == places::SCRATCH;
                let whole = old.get(&path) == Some(&bytes) || new.get(&path) == Some(&bytes);
                assert!(whole || is_scratch, "step {step}: {path}");
            }
            assert!(!published || desk.visible() == new, "step {step}");
        });
    }
}

#[test]
fn a_first_build_that_dies_shows_nothing_or_all() {
    for step in 1.. {
        assert!(step < TOO_MANY);
        let desk = Desk::new();
        let writer = quick_writer();
        let faults = writer.faults.clone();
        faults.plan(step, Fault::Dies);
        let _ = desk.build_with(writer, &OLD);
        let visible = desk.visible();
        assert!(visible.is_empty() || visible == published(&OLD), "step {step}: {} files", visible.len());
        desk.build(&OLD).unwrap();
        assert_eq!(desk.visible(), published(&OLD));
        if !faults.happened() {
            return;
        }
    }
}

#[test]
fn a_site_replaced_file_by_file_ends_like_one_that_was_exchanged() {
    let desk = Desk::published();
    let writer = quick_writer();
    writer.faults.forbid_exchange();
    let published = desk.build_with(writer.clone(), &NEW).unwrap();
    assert_eq!(published.way, Way::FileByFile);
    assert_eq!(desk.visible(), whole(&NEW));
    assert!(!desk.output().join("assets").exists(), "empty folders go with their files");
    let log = writer.faults.log();
    let at = |what: &str| log.iter().position(|line| line == what).unwrap_or_else(|| panic!("no {what}"));
    assert!(at("rename x") < at("rename index.html"), "pages come after what they need");
    assert!(at("rename c.html") < at("remove b.html"), "what is gone goes last");
    desk.assert_tidy();
}

#[test]
fn everything_is_on_the_disk_before_the_exchange_and_the_exchange_before_the_end() {
    let desk = Desk::published();
    let writer = quick_writer();
    desk.build_with(writer.clone(), &NEW).unwrap();
    let log = writer.faults.log();
    let at = |what: &str| log.iter().position(|line| line == what).unwrap_or_else(|| panic!("no {what}"));
    let parent = desk.root().file_name().unwrap().to_string_lossy();
    let order = [
        "create index.html",
        "link .htaccess",
        "rename manifest.next",
        "sync folder .bantin",
        "sync tree next",
        "exchange public",
        "rename previous",
        &format!("sync folder {parent}"),
        "rename manifest.previous",
        "rename manifest",
    ];
    assert!(order.is_sorted_by_key(|what| at(what)), "{log:#?}");
}

/// A site over which the new one was to be written file by file, and whether that died, at this step.
fn dying_file_by_file(step: usize) -> (Desk, bool) {
    assert!(step < TOO_MANY);
    let desk = Desk::published();
    let writer = quick_writer();
    writer.faults.forbid_exchange();
    writer.faults.plan(step, Fault::Dies);
    let _ = desk.build_with(writer.clone(), &NEW);
    (desk, writer.faults.happened())
}

#[test]
fn what_a_crash_left_half_replaced_is_completed_though_the_next_build_is_refused() {
    for step in 1.. {
        let (desk, happened) = dying_file_by_file(step);
        let begun = desk.root().join(".bantin/journal").exists();
        drop(Staging::open_with(quick_writer(), desk.root(), &desk.output()).unwrap());
        let visible = desk.visible();
        let expected = if begun || visible == whole(&NEW) { whole(&NEW) } else { whole(&OLD) };
        assert_eq!(visible, expected, "step {step}");
        if !happened {
            return;
        }
    }
}

#[test]
fn a_site_that_was_taken_away_for_a_moment_is_put_back() {
    let desk = Desk::published();
    fs::rename(desk.output(), desk.root().join(".bantin/outgoing")).unwrap();
    drop(desk.open().unwrap());
    assert_eq!(desk.visible(), whole(&OLD));
    desk.assert_tidy();
}

#[test]
fn what_is_left_of_a_file_by_file_crash_goes_even_when_nothing_else_changes() {
    let desk = Desk::published();
    desk.write(&format!("public/{}", places::SCRATCH), "half a fi");
    assert_eq!(desk.build(&OLD).unwrap().way, Way::Nothing);
    assert_eq!(desk.visible(), whole(&OLD));
}
