//! Says what may be named where what was written is near to nothing: all that there is, as long as that is little.

use crate::diagnostic::{Text, text};

/// How many are listed; who has more finds them sooner where they are declared.
const MOST: usize = 10;

/// All things of a kind by id and name, in their order, or where to look for them; `at` says where they are declared.
pub(super) fn choice<'a>(at: &Text, all: impl IntoIterator<Item = (&'a str, &'a str)>) -> Text {
    let all: Vec<String> =
        all.into_iter().take(MOST + 1).map(|(id, name)| format!("`{id}` ({name})")).collect();
    let Text { vi, en } = at;
    match all.as_slice() {
        [] => text!(
            vi: "{vi} chưa có mã nào; hãy khai ở đó trước",
            en: "{en} has none yet; declare it there first",
        ),
        [only] => text!(vi: "hiện chỉ có {only}", en: "the only one is {only}"),
        few if few.len() <= MOST => {
            let few = few.join(", ");
            text!(vi: "viết một trong các mã đang có: {few}", en: "write one of those that exist: {few}")
        }
        _ => text!(vi: "xem các mã đang có ở {vi}", en: "see those that exist in {en}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(count: usize, vi: &str, en: &str) {
        let all: Vec<(String, String)> =
            (1..=count).map(|number| (format!("muc-{number}"), format!("Mục {number}"))).collect();
        let at = text!(vi: "site.yaml của trang", en: "the site's site.yaml");
        let said = choice(&at, all.iter().map(|(id, name)| (id.as_str(), name.as_str())));
        assert_eq!((said.vi.as_str(), said.en.as_str()), (vi, en));
    }

    #[test]
    fn a_few_are_listed_and_of_many_it_is_said_where_they_are() {
        check(
            0,
            "site.yaml của trang chưa có mã nào; hãy khai ở đó trước",
            "the site's site.yaml has none yet; declare it there first",
        );
        check(1, "hiện chỉ có `muc-1` (Mục 1)", "the only one is `muc-1` (Mục 1)");
        check(
            2,
            "viết một trong các mã đang có: `muc-1` (Mục 1), `muc-2` (Mục 2)",
            "write one of those that exist: `muc-1` (Mục 1), `muc-2` (Mục 2)",
        );
        check(11, "xem các mã đang có ở site.yaml của trang", "see those that exist in the site's site.yaml");
    }

    #[test]
    fn ten_are_still_a_few() {
        let ten: Vec<String> = (1..=10).map(|number| format!("m{number}")).collect();
        let said = choice(&Text::default(), ten.iter().map(|id| (id.as_str(), "Mục")));
        assert!(said.vi.ends_with("`m10` (Mục)"), "{}", said.vi);
    }
}
