//! The lists for upload tools: whoever follows them has what readers see, whatever became of the runs between.

use super::super::rollback::rollback_with;
use super::rollback::back;
use super::*;

#[test]
fn upload_tools_learn_what_changed() {
    let desk = Desk::published();
    desk.build(&NEW).unwrap();
    assert_eq!(desk.list("changed.txt"), "SHA256SUMS\nban-tin/2022/c.html\nchi-so/x\nindex.html\n");
    assert_eq!(desk.list("removed.txt"), "assets/old.css\nban-tin/2022/b.html\nchi-so/x/y.html\n");
    desk.build(&NEW).unwrap();
    assert_eq!((desk.list("changed.txt"), desk.list("removed.txt")), (String::new(), String::new()));
    back(&desk).unwrap();
    assert_eq!(desk.list("removed.txt"), "ban-tin/2022/c.html\nchi-so/x\n");
}

/// A copy of the site on another machine, kept up to date by the lists alone.
struct Elsewhere(Files);

impl Elsewhere {
    fn of(desk: &Desk) -> Self {
        Self(desk.visible())
    }

    /// Does what an upload tool does after a run that ended well.
    fn follow(&mut self, desk: &Desk) {
        for address in desk.list("changed.txt").lines() {
            self.0.insert(address.to_owned(), fs::read(desk.output().join(address)).unwrap());
        }
        for address in desk.list("removed.txt").lines() {
            self.0.remove(address);
        }
    }
}

/// A writer whose run dies at a change of the disk.
fn dying(step: usize, exchange: bool) -> Writer {
    let writer = quick_writer();
    writer.faults.plan(step, Fault::Dies);
    if !exchange {
        writer.faults.forbid_exchange();
    }
    writer
}

#[test]
fn what_runs_that_died_showed_is_in_the_lists_of_the_next_that_ends() {
    for exchange in [true, false] {
        for step in 1.. {
            let desk = Desk::published();
            let mut elsewhere = Elsewhere::of(&desk);
            let writer = dying(step, exchange);
            let last: &[_] = if step % 2 == 0 { &NEW } else { &OLD };
            // A second one dies, too, now here and now there.
            let second = dying(1 + step * 7 % 40, exchange);
            for (writer, site) in [(writer.clone(), &NEW[..]), (second, &THIRD), (quick_writer(), last)] {
                let result = desk.build_with(writer.clone(), site);
                // One that died when all but clearing away was done has ended.
                if result.is_ok() && !desk.root().join(".bantin/manifest.next").exists() {
                    elsewhere.follow(&desk);
                }
            }
            assert_eq!(elsewhere.0, whole(last), "step {step}");
            desk.assert_tidy();
            if !writer.faults.happened() {
                assert!(step > 10, "there are more changes than {step}");
                break;
            }
        }
    }
}

#[test]
fn what_a_way_back_that_died_showed_is_in_the_lists_too() {
    for step in 1.. {
        let desk = Desk::published();
        desk.build(&NEW).unwrap();
        let mut elsewhere = Elsewhere::of(&desk);
        let writer = dying(step, true);
        let _ = rollback_with(&writer, desk.root(), &desk.output());
        if !writer.faults.happened() {
            elsewhere.follow(&desk);
        }
        let last: &[_] = if step % 2 == 0 { &NEW } else { &THIRD };
        desk.build(last).unwrap();
        elsewhere.follow(&desk);
        assert_eq!(elsewhere.0, whole(last), "step {step}");
        if !writer.faults.happened() {
            assert!(step > 5);
            return;
        }
    }
}

#[test]
fn a_file_that_cannot_be_told_of_now_is_told_of_by_the_next_run() {
    let desk = Desk::published();
    let mut elsewhere = Elsewhere::of(&desk);
    let list = desk.root().join(".bantin/changed.txt");
    fs::remove_file(&list).unwrap();
    fs::create_dir(&list).unwrap();
    assert!(desk.build(&NEW).unwrap().loose_end.is_some());
    fs::remove_dir(&list).unwrap();
    desk.build(&NEW).unwrap();
    elsewhere.follow(&desk);
    assert_eq!(elsewhere.0, whole(&NEW));
    desk.assert_tidy();
}
