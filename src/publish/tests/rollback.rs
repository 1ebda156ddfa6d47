//! Going back to the previous site, and what publishing costs once there is one.

use super::super::rollback::rollback_with;
use super::*;

pub(super) fn back(desk: &Desk) -> Result<Published, PublishError> {
    rollback_with(&quick_writer(), desk.root(), &desk.output())
}

#[test]
fn the_previous_site_is_put_back_and_taken_away_again() {
    let desk = Desk::published();
    desk.build(&NEW).unwrap();
    desk.write("public/.htaccess", "changed since");
    let with_dotfile = |site| {
        let mut files = whole(site);
        files.insert(".htaccess".to_owned(), b"changed since".to_vec());
        files
    };
    let returned = back(&desk).unwrap();
    assert_eq!(desk.visible(), with_dotfile(&OLD));
    assert_eq!(
        names(&returned.written),
        ["assets/old.css", "ban-tin/2022/b.html", "chi-so/x/y.html", "index.html"]
    );
    assert_eq!(names(&returned.removed), ["ban-tin/2022/c.html", "chi-so/x"]);
    back(&desk).unwrap();
    assert_eq!(desk.visible(), with_dotfile(&NEW));
    desk.assert_tidy();
}

#[test]
fn after_going_back_a_build_shows_the_new_site_again() {
    let desk = Desk::published();
    desk.build(&NEW).unwrap();
    back(&desk).unwrap();
    let published = desk.build(&NEW).unwrap();
    assert_eq!(names(&published.written), ["ban-tin/2022/c.html", "chi-so/x", "index.html"]);
    assert_eq!(desk.visible(), whole(&NEW));
}

#[test]
fn a_refused_build_leaves_the_way_back_open() {
    let desk = Desk::published();
    desk.build(&NEW).unwrap();
    let staging = desk.open().unwrap();
    put(&staging, "index.html", "half a site").unwrap();
    drop(staging);
    back(&desk).unwrap();
    assert_eq!(desk.visible(), whole(&OLD));
}

#[test]
fn where_folders_cannot_be_exchanged_it_is_told_that_no_site_is_kept() {
    let desk = Desk::new();
    let writer = || {
        let writer = quick_writer();
        writer.faults.forbid_exchange();
        writer
    };
    for site in [&OLD[..], &NEW] {
        desk.build_with(writer(), site).unwrap();
        let refused = rollback_with(&writer(), desk.root(), &desk.output()).unwrap_err();
        assert!(matches!(&refused, PublishError::NoWayBack { fault: BackFault::Fixed, .. }), "{refused:?}");
        assert_eq!(desk.visible(), published(site));
        desk.assert_tidy();
    }
}

#[test]
fn without_a_previous_site_there_is_no_way_back_and_the_reason_is_told() {
    let why = |desk: &Desk| match back(desk) {
        Err(PublishError::NoWayBack { fault, .. }) => fault,
        other => panic!("{other:?}"),
    };
    let desk = Desk::new();
    assert_eq!(why(&desk), BackFault::NothingBuilt);
    desk.build(&OLD).unwrap();
    assert_eq!(why(&desk), BackFault::NothingBefore);
    assert_eq!(desk.visible(), published(&OLD));
    desk.build(&NEW).unwrap();
    desk.write(".bantin/previous/index.html", "somebody was here");
    assert_eq!(why(&desk), BackFault::Changed { file: "index.html".to_owned() });
    fs::remove_dir_all(desk.root().join(".bantin/previous")).unwrap();
    assert_eq!(why(&desk), BackFault::Lost);
    fs::remove_dir_all(desk.root().join(".bantin")).unwrap();
    assert_eq!(desk.visible(), published(&NEW));
    fs::remove_dir_all(desk.output()).unwrap();
    assert_eq!(why(&desk), BackFault::NothingBuilt);
}

#[test]
fn a_crash_while_going_back_leaves_one_site_or_the_other() {
    for step in 1.. {
        assert!(step < 100);
        let desk = Desk::published();
        desk.build(&NEW).unwrap();
        let writer = quick_writer();
        writer.faults.plan(step, Fault::Dies);
        let result = rollback_with(&writer, desk.root(), &desk.output());
        let visible = desk.visible();
        assert!(visible == whole(&NEW) || visible == whole(&OLD), "step {step}");
        desk.build(&THIRD).unwrap();
        assert_eq!(desk.visible(), whole(&THIRD), "step {step}");
        desk.assert_tidy();
        if !writer.faults.happened() {
            assert!(result.is_ok() && step > 5);
            return;
        }
    }
}

#[test]
fn a_third_build_touches_what_changed_and_nothing_else() {
    let desk = Desk::published();
    desk.build(&NEW).unwrap();
    let writer = quick_writer();
    desk.build_with(writer.clone(), &THIRD).unwrap();
    let log = writer.faults.log();
    let touched = |name: &str| log.iter().filter(|line| line.ends_with(&format!(" {name}"))).count();
    assert_eq!(touched("a.html"), 0, "it was the same in all three: {log:#?}");
    assert_eq!(touched("c.html"), 1, "it is linked from the published site: {log:#?}");
    assert_eq!(desk.visible(), whole(&THIRD));
    assert_eq!(files(&desk.root().join(".bantin/previous")), whole(&NEW));
}

#[test]
fn a_published_file_that_was_written_into_is_mended_in_both_sites() {
    let desk = Desk::published();
    desk.build(&NEW).unwrap();
    let page = desk.output().join("ban-tin/2022/a.html");
    fs::write(&page, "defaced").unwrap();
    desk.build(&NEW).unwrap();
    assert_eq!(desk.visible(), whole(&NEW));
    desk.build(&THIRD).unwrap();
    assert_eq!(desk.visible(), whole(&THIRD));
}

#[test]
fn a_site_that_was_copied_elsewhere_is_still_the_same() {
    let desk = Desk::published();
    let page = desk.output().join("index.html");
    let touched = fs::File::options().write(true).open(&page).unwrap();
    touched.set_modified(std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(7)).unwrap();
    assert_eq!(desk.build(&OLD).unwrap().way, Way::Nothing);
}

#[test]
fn what_somebody_did_to_the_site_or_its_twin_comes_back_with_no_later_build() {
    let take_away = |file: &Path| fs::remove_file(file).unwrap();
    let replace = |file: &Path| {
        fs::remove_file(file).unwrap();
        fs::write(file, "defaced").unwrap();
    };
    let put_folder = |file: &Path| {
        fs::remove_file(file).unwrap();
        fs::create_dir(file).unwrap();
    };
    for (at, harm) in [take_away, replace, put_folder].iter().enumerate() {
        for site in ["public", ".bantin/previous"] {
            for name in ["index.html", "ban-tin/2022/a.html"] {
                let desk = Desk::new();
                desk.build(&OLD).unwrap();
                let with_home = |home| {
                    let mut files = OLD;
                    files[0].1 = home;
                    files
                };
                desk.build(&with_home("second home")).unwrap();
                harm(&desk.root().join(site).join(name));
                for home in ["second home", "third home", "fourth home", "fifth home"] {
                    desk.build(&with_home(home)).unwrap();
                    assert!(desk.visible() == published(&with_home(home)), "{at} {site} {name}, {home}");
                    desk.assert_tidy();
                }
            }
        }
    }
}
