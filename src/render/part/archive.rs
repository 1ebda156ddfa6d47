//! The years and months that have bulletins.

use serde::Serialize;

use super::super::desk::Desk;
use crate::derive::address::Page;
use crate::derive::list::BulletinList;

/// Which years of an archive show their months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Months {
    /// Those of every year: for who looks for a month.
    All,
    /// Those of one year: beside a list, where months of every year would weigh more than the list.
    Of(i32),
}

/// A year with its months, or with none.
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

/// The years that have bulletins, latest first, with the months asked for.
pub fn years(desk: &Desk<'_>, shown: Months) -> Vec<YearView> {
    let link = |list| desk.link(Page::Bulletins(list, 1));
    let months = |year: i32| match shown {
        Months::Of(open) if open != year => Vec::new(),
        Months::Of(_) | Months::All => desk.lists.months(year),
    };
    let year = |(year, count): (i32, usize)| YearView {
        name: year.to_string(),
        link: link(BulletinList::Year(year)),
        count: desk.format().count(count),
        months: months(year)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derive::fixture::{bulletin, site};
    use crate::model::Period;
    use crate::render::fixture::at_desk;

    #[test]
    fn every_year_is_named_and_those_asked_for_have_their_months() {
        let mut site = site();
        for (year, month) in [(2021, 3), (2022, 5), (2022, 11)] {
            let id = bulletin(&mut site, "tin", &[]);
            site.bulletins[id.index()].date.when.period = Period::Month(year, month);
        }
        let shown = |months| {
            at_desk(&site, "ban-tin/index.html", |desk| {
                let year = |year: &YearView| {
                    let months = year.months.iter().map(|month| month.link.clone());
                    std::iter::once(year.link.clone()).chain(months).collect()
                };
                years(desk, months).iter().map(year).collect::<Vec<Vec<String>>>()
            })
        };
        let (older, newer) = ("../ban-tin/2021", "../ban-tin/2022");
        let page = |year: &str, name: &str| format!("{year}/{name}.html");
        let all_of_newer = vec![page(newer, "index"), page(newer, "11"), page(newer, "05")];
        assert_eq!(shown(Months::Of(2022)), [all_of_newer.clone(), vec![page(older, "index")]]);
        assert_eq!(shown(Months::All), [all_of_newer, vec![page(older, "index"), page(older, "03")]]);
    }
}
