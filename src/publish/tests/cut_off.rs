//! The way back after runs that were cut off: it leads to the site before, or the truth is told.

use super::super::rollback::rollback_with;
use super::rollback::back;
use super::*;

const FAULTS: [Fault; 2] = [Fault::Dies, Fault::Fails];

/// A writer whose run fails at a change of the disk.
fn failing(step: usize, fault: Fault) -> Writer {
    assert!(step < 500);
    let writer = quick_writer();
    writer.faults.plan(step, fault);
    writer
}

/// With two sites published, so that there is a way back, from the new to the old.
fn with_twin() -> Desk {
    let desk = Desk::published();
    desk.build(&NEW).unwrap();
    desk
}

#[track_caller]
fn assert_cut_off(result: &Result<Published, PublishError>, step: usize) {
    let is_cut_off = matches!(result, Err(PublishError::NoWayBack { fault: BackFault::CutOff, .. }));
    assert!(is_cut_off, "step {step}: {result:?}");
}

#[test]
fn after_a_build_that_was_cut_off_the_way_back_leads_to_the_site_before_or_the_truth_is_told() {
    for fault in FAULTS {
        let (mut given_back, mut cut_off, mut completed) = (0, 0, 0);
        for step in 1.. {
            let desk = with_twin();
            let writer = failing(step, fault);
            let _ = desk.build_with(writer.clone(), &THIRD);
            let seen = desk.visible();
            let result = back(&desk);
            if seen == whole(&THIRD) {
                result.unwrap_or_else(|error| panic!("step {step}: {error}"));
                assert_eq!(desk.visible(), whole(&NEW), "step {step}");
                completed += 1;
            } else if result.is_ok() {
                assert_eq!(desk.visible(), whole(&OLD), "step {step}");
                given_back += 1;
            } else {
                assert_cut_off(&result, step);
                assert_eq!(desk.visible(), whole(&NEW), "step {step}");
                // As often as one asks.
                assert_cut_off(&back(&desk), step);
                cut_off += 1;
            }
            desk.build(&THIRD).unwrap();
            desk.build(&OLD).unwrap();
            back(&desk).unwrap_or_else(|error| panic!("step {step}: {error}"));
            assert_eq!(desk.visible(), whole(&THIRD), "step {step}");
            desk.assert_tidy();
            if !writer.faults.happened() {
                assert!(given_back > 2 && cut_off > 2 && completed > 2, "{given_back} {cut_off} {completed}");
                break;
            }
        }
    }
}

#[test]
fn after_the_first_change_was_cut_off_the_way_back_is_there_as_soon_as_readers_see_the_change() {
    for fault in FAULTS {
        for step in 1.. {
            let desk = Desk::published();
            let writer = failing(step, fault);
            let _ = desk.build_with(writer.clone(), &NEW);
            let has_changed = desk.visible() == whole(&NEW);
            match back(&desk) {
                Ok(_) => assert!(has_changed, "step {step}"),
                Err(PublishError::NoWayBack { fault: BackFault::NothingBefore, .. }) => {
                    assert!(!has_changed, "step {step}");
                }
                Err(error) => panic!("step {step}: {error}"),
            }
            assert_eq!(desk.visible(), whole(&OLD), "step {step}");
            if !writer.faults.happened() {
                break;
            }
        }
    }
}

#[test]
fn a_way_back_that_was_cut_off_can_be_gone_again() {
    for fault in FAULTS {
        for step in 1.. {
            let desk = with_twin();
            let writer = failing(step, fault);
            let _ = rollback_with(&writer, desk.root(), &desk.output());
            let other = if desk.visible() == whole(&NEW) { whole(&OLD) } else { whole(&NEW) };
            back(&desk).unwrap_or_else(|error| panic!("step {step}: {error}"));
            assert_eq!(desk.visible(), other, "step {step}");
            desk.assert_tidy();
            if !writer.faults.happened() {
                break;
            }
        }
    }
}

#[test]
fn a_run_that_was_cut_off_while_it_mended_another_is_mended_too() {
    for first in 1.. {
        let mut build_ended = false;
        // All pairs would take half a minute: each step of the mending comes up after some of the builds.
        for second in (1 + first % 5..).step_by(5) {
            let desk = with_twin();
            let (build, mending) = (failing(first, Fault::Dies), failing(second, Fault::Dies));
            let _ = desk.build_with(build.clone(), &THIRD);
            let was_exchanged = desk.visible() == whole(&THIRD);
            let _ = rollback_with(&mending, desk.root(), &desk.output());
            let before = desk.visible();
            let result = back(&desk);
            if result.is_ok() {
                assert_ne!(desk.visible(), before, "{first} {second}");
            } else {
                assert_cut_off(&result, first);
                assert_eq!(desk.visible(), before, "{first} {second}");
                assert!(!was_exchanged, "{first} {second}: the site before was whole");
            }
            desk.build(&OLD).unwrap();
            assert_eq!(desk.visible(), whole(&OLD), "{first} {second}");
            build_ended = !build.faults.happened();
            if !mending.faults.happened() {
                break;
            }
        }
        if build_ended {
            return;
        }
    }
}

#[test]
fn the_next_build_after_one_that_was_cut_off_opens_the_way_back_to_the_site_before_it() {
    for fault in FAULTS {
        for step in 1.. {
            let desk = with_twin();
            let writer = failing(step, fault);
            let _ = desk.build_with(writer.clone(), &THIRD);
            let seen = desk.visible();
            desk.build(&OLD).unwrap();
            back(&desk).unwrap_or_else(|error| panic!("step {step}: {error}"));
            assert_eq!(desk.visible(), seen, "step {step}");
            for site in [&NEW[..], &OLD] {
                desk.build(site).unwrap();
                assert_eq!(desk.visible(), whole(site), "step {step}");
            }
            if !writer.faults.happened() {
                break;
            }
        }
    }
}

#[test]
fn an_exchange_by_way_of_a_third_folder_is_completed_too() {
    let desk = with_twin();
    let writer = quick_writer();
    desk.build_with(writer.clone(), &THIRD).unwrap();
    let log = writer.faults.log();
    let exchange = log.iter().position(|line| line == "exchange public").unwrap();
    let desk = with_twin();
    // Dies behind the exchange, as its last renaming would leave it.
    let _ = desk.build_with(failing(exchange + 2, Fault::Dies), &THIRD);
    let kept = desk.root().join(".bantin");
    fs::rename(kept.join("previous"), kept.join("outgoing")).unwrap();
    back(&desk).unwrap();
    assert_eq!(desk.visible(), whole(&NEW));
    desk.assert_tidy();
}

#[test]
fn what_somebody_took_away_is_not_blamed_on_a_run() {
    let desk = with_twin();
    fs::remove_file(desk.root().join(".bantin/manifest.previous")).unwrap();
    let result = back(&desk);
    assert!(matches!(result, Err(PublishError::NoWayBack { fault: BackFault::Lost, .. })), "{result:?}");
}
