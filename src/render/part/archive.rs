//! The years and months that have bulletins.

use serde::Serialize;

use super::super::desk::Desk;
use crate::derive::address::Page;
use crate::derive::list::BulletinList;

/// A year with its months.
#[derive(Serialize)]
pub struct YearView {
    name: String,
    link: String,
    count: String,
    months: Vec<MonthView>,
}

#[derive(Serialize)]
struct MonthView {
    name: String,
    link: String,
    count: String,
}

/// The years that have bulletins, latest first, with their months; the links lead by the site's root.
pub fn years(desk: &Desk<'_>) -> Vec<YearView> {
    let link = |list| desk.link_by_root(Page::Bulletins(list, 1));
    let year = |(year, count): (i32, usize)| YearView {
        name: year.to_string(),
        link: link(BulletinList::Year(year)),
        count: desk.format().count(count),
        months: desk
            .lists
            .months(year)
            .into_iter()
            .map(|(month, count)| MonthView {
                name: desk.format().month_name(month).to_owned(),
                link: link(BulletinList::Month(year, month)),
                count: desk.format().count(count),
            })
            .collect(),
    };
    desk.lists.years().into_iter().map(year).collect()
}
