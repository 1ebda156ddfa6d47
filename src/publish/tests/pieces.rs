//! Files that go to the disk while they are made.

use std::time::SystemTime;

use super::super::pieces::HELD;
use super::*;

const TABLE: &str = "du-lieu/bang.csv";
/// Rows enough that no table of them is held.
const ROWS: usize = HELD / 8;

fn build(desk: &Desk, writer: Writer, last: &str) -> Result<Published, PublishError> {
    let staging = Staging::open_with(writer, desk.root(), &desk.output())?;
    put(&staging, "index.html", "home")?;
    put_table(&staging, last)?;
    staging.publish()
}

fn put_table(staging: &Staging, last: &str) -> io::Result<Fingerprint> {
    let address = Address::new(TABLE).unwrap();
    staging.put_in_pieces(&address, &mut |to| {
        (0..ROWS).try_for_each(|row| writeln!(to, "hàng {row:06}"))?;
        to.write_all(last.as_bytes())
    })
}

fn table(last: &str) -> Vec<u8> {
    let rows: String = (0..ROWS).map(|row| format!("hàng {row:06}\n")).collect();
    (rows + last).into_bytes()
}

#[test]
fn a_large_file_is_published_as_it_was_made_and_written_again_only_when_it_changes() {
    let desk = Desk::new();
    let build = |last| build(&desk, quick_writer(), last).unwrap();
    assert_eq!(names(&build("một").written), [TABLE, "index.html"]);
    assert!(desk.visible()[TABLE] == table("một"));
    assert_eq!(build("một").way, Way::Nothing);
    // Somebody copies the site: all is the same but the times.
    let file = fs::File::options().append(true).open(desk.output().join(TABLE)).unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
    assert_eq!(build("một").way, Way::Nothing);
    assert_eq!(names(&build("hai").written), [TABLE]);
    assert!(desk.visible()[TABLE] == table("hai"));
    assert_eq!(names(&build("một").written), [TABLE]);
    assert!(desk.visible()[TABLE] == table("một"));
    desk.assert_tidy();
}

#[test]
fn a_second_large_file_of_one_address_is_refused() {
    let desk = Desk::new();
    let staging = desk.open().unwrap();
    put_table(&staging, "một").unwrap();
    let refused = PublishError::from(put_table(&staging, "hai").unwrap_err());
    assert!(matches!(refused, PublishError::TwoOutputs { .. }), "{refused}");
}

#[test]
fn a_disk_that_fills_up_in_the_middle_of_a_large_file_leaves_the_old_site() {
    let desk = Desk::published();
    // Twice, since the first build has no twin to clear.
    let appended = [(); 2].map(|()| {
        let writer = quick_writer();
        build(&desk, writer.clone(), "một").unwrap();
        desk.build(&OLD).unwrap();
        writer.faults.log().iter().position(|change| change.starts_with("append")).unwrap()
    });
    let writer = quick_writer();
    writer.faults.plan(appended[1] + 1, Fault::Fails);
    build(&desk, writer, "hai").unwrap_err();
    assert_eq!(desk.visible(), whole(&OLD));
    desk.assert_tidy();
}
