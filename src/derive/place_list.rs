//! The A–Z of places; where it is too long for one page, the lists by letter and by province that it is cut into.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::model::{Level, LocalityId, Site};
use crate::vietnamese::collate::INDEX_HEADS;
use crate::vietnamese::{CollationKey, collation_key, index_head, without_type_word};

/// So many places stand in one A–Z with everything beside it; more would make the page slow to come and to read.
const ONE_PAGE: usize = 60;
/// So many places stand on one page of a list.
const A_PAGE: usize = 100;

/// A list of some of the places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceList {
    /// Those under a head of the A–Z.
    Letter(Letter),
    /// Those that lie in a province.
    Province(LocalityId),
}

/// A head of the A–Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Letter(usize);

impl Letter {
    /// The head under which a place stands, by its name without its kind word.
    pub fn of(name: &str) -> Self {
        let head = index_head(without_type_word(name));
        Self(INDEX_HEADS.iter().position(|known| *known == head).unwrap_or(INDEX_HEADS.len() - 1))
    }

    /// As it is read: "Đ", or "#" for names that begin with no Vietnamese letter.
    pub fn head(self) -> &'static str {
        INDEX_HEADS[self.0]
    }

    /// For addresses: as it is typed on a Telex keyboard, so that Đ and D keep apart.
    pub fn slug(self) -> String {
        match self.head() {
            "Ă" => "aw".to_owned(),
            "Â" => "aa".to_owned(),
            "Đ" => "dd".to_owned(),
            "Ê" => "ee".to_owned(),
            "Ô" => "oo".to_owned(),
            "Ơ" => "ow".to_owned(),
            "Ư" => "uw".to_owned(),
            "#" => "other".to_owned(),
            other => other.to_ascii_lowercase(),
        }
    }
}

/// All places that have a page, and the lists that they stand in.
///
/// Which lists there are and how long each is, every build asks; how they are ordered, only one that shows places.
#[derive(Debug)]
pub struct Places<'a> {
    site: &'a Site,
    /// How many places have a page.
    count: usize,
    sizes: BTreeMap<PlaceList, usize>,
    ordered: OnceLock<Ordered>,
}

/// The same in the order in which they are listed.
#[derive(Debug)]
struct Ordered {
    all: Vec<LocalityId>,
    lists: BTreeMap<PlaceList, Vec<LocalityId>>,
    /// Those of the A–Z by province, in order.
    provinces: Vec<LocalityId>,
    /// Where each place of the site, with a page or without, stands among all of them.
    ranks: Vec<usize>,
}

impl Ordered {
    fn of(places: &Places<'_>) -> Self {
        let site = places.site;
        let mut all: Vec<LocalityId> = site.all_localities().map(|(id, _)| id).collect();
        let order = Order::of(site);
        all.sort_by_cached_key(|id| order.key(*id));
        let mut ranks = vec![0; all.len()];
        for (rank, id) in all.iter().enumerate() {
            ranks[id.index()] = rank;
        }
        all.retain(|id| site.locality(*id).has_page);
        let mut lists: BTreeMap<PlaceList, Vec<LocalityId>> =
            places.sizes.iter().map(|(list, size)| (*list, Vec::with_capacity(*size))).collect();
        for place in &all {
            for list in lists_of(site, *place) {
                lists.entry(list).or_default().push(*place);
            }
        }
        let mut provinces: Vec<LocalityId> = lists.keys().filter_map(|list| list.province()).collect();
        provinces.sort_by_key(|id| ranks[id.index()]);
        Self { all, lists, provinces, ranks }
    }
}

/// The lists that a place stands in.
fn lists_of(site: &Site, place: LocalityId) -> impl Iterator<Item = PlaceList> {
    let above = site.ancestors(place).into_iter();
    let provinces = above.filter(|above| site.locality(*above).level == Level::Province);
    let letter = PlaceList::Letter(Letter::of(&site.locality(place).name));
    std::iter::once(letter).chain(provinces.map(PlaceList::Province))
}

impl<'a> Places<'a> {
    /// Sorts the places of a site into lists.
    pub fn of(site: &'a Site) -> Self {
        let (mut count, mut sizes) = (0, BTreeMap::new());
        for (place, locality) in site.all_localities().filter(|(_, locality)| locality.has_page) {
            count += 1;
            lists_of(site, place).for_each(|list| *sizes.entry(list).or_default() += 1);
            // A province does not stand among the places in it.
            if locality.level == Level::Province {
                sizes.entry(PlaceList::Province(place)).or_default();
            }
        }
        Self { site, count, sizes, ordered: OnceLock::new() }
    }

    fn ordered(&self) -> &Ordered {
        self.ordered.get_or_init(|| Ordered::of(self))
    }

    /// Orders any places as an A–Z does: by their own names, the kind word counting after them, then by what they
    /// lie in.
    pub fn rank(&self, id: LocalityId) -> usize {
        self.ordered().ranks[id.index()]
    }

    /// Every place, from A to Z.
    pub fn all(&self) -> &[LocalityId] {
        &self.ordered().all
    }

    /// Whether they all stand on the page of places, so that no list has a page of its own.
    pub fn are_on_one_page(&self) -> bool {
        self.count <= ONE_PAGE
    }

    /// The heads that have places, in Vietnamese order.
    pub fn letters(&self) -> impl Iterator<Item = Letter> {
        self.sizes.keys().filter_map(|list| match list {
            PlaceList::Letter(letter) => Some(*letter),
            PlaceList::Province(_) => None,
        })
    }

    /// The provinces that have a page or places with one, from A to Z.
    pub fn provinces(&self) -> &[LocalityId] {
        &self.ordered().provinces
    }

    /// The same, in no order that readers know.
    pub fn provinces_unordered(&self) -> impl Iterator<Item = LocalityId> {
        self.sizes.keys().filter_map(|list| list.province())
    }

    /// The places of a list, from A to Z; empty where there is no such list.
    pub fn list(&self, list: PlaceList) -> &[LocalityId] {
        self.ordered().lists.get(&list).map(Vec::as_slice).unwrap_or_default()
    }

    /// Every list with the number of its pages; none where one page holds all.
    pub fn paged(&self) -> impl Iterator<Item = (PlaceList, usize)> {
        let pages = self.sizes.keys().map(|list| (*list, self.pages(*list)));
        pages.filter(|(_, pages)| *pages > 0)
    }

    /// On how many pages a list stands; 0 where it has none of its own.
    pub fn pages(&self, list: PlaceList) -> usize {
        let size = self.sizes.get(&list).copied().unwrap_or_default();
        if self.are_on_one_page() { 0 } else { size.div_ceil(A_PAGE) }
    }

    /// The places of one page of a list, counted from 1.
    pub fn page(&self, list: PlaceList, page: usize) -> &[LocalityId] {
        self.list(list).chunks(A_PAGE).nth(page.saturating_sub(1)).unwrap_or_default()
    }
}

impl PlaceList {
    fn province(self) -> Option<LocalityId> {
        match self {
            Self::Province(id) => Some(id),
            Self::Letter(_) => None,
        }
    }
}

/// What places are put in order by.
struct Order<'a> {
    site: &'a Site,
    /// The keys of what the places in a place lie in: itself, and what is above it.
    within: BTreeMap<LocalityId, CollationKey>,
}

impl<'a> Order<'a> {
    fn of(site: &'a Site) -> Self {
        let mut within = BTreeMap::new();
        for (id, place) in site.all_localities() {
            if let Some(parent) = place.parent {
                within.entry(parent).or_insert_with(|| collation_key(&names_above(site, id)));
            }
        }
        Self { site, within }
    }

    fn key(&self, id: LocalityId) -> (CollationKey, CollationKey, Option<&CollationKey>, LocalityId) {
        let place = self.site.locality(id);
        let own = collation_key(without_type_word(&place.name));
        (own, collation_key(&place.name), place.parent.and_then(|parent| self.within.get(&parent)), id)
    }
}

fn names_above(site: &Site, id: LocalityId) -> String {
    let above = site.ancestors(id).into_iter();
    above.map(|above| site.locality(above).name.as_str()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{locality, site};
    use super::*;

    /// A province with communes of these names.
    fn places(names: &[String]) -> (Site, LocalityId) {
        let mut site = site();
        let province = locality(&mut site, "tinh", None);
        site.localities[province.index()].level = Level::Province;
        site.localities[province.index()].has_page = false;
        for (at, name) in names.iter().enumerate() {
            let id = locality(&mut site, &format!("xa-{at}"), Some(province));
            site.localities[id.index()].name = name.clone();
        }
        (site, province)
    }

    #[test]
    fn every_letter_has_an_address_of_its_own() {
        let mut slugs: Vec<String> = (0..INDEX_HEADS.len()).map(|at| Letter(at).slug()).collect();
        assert!(slugs.iter().all(|slug| slug.is_ascii()));
        slugs.sort();
        slugs.dedup();
        assert_eq!(slugs.len(), INDEX_HEADS.len());
    }

    #[test]
    fn kind_words_do_not_count_and_letters_follow_the_vietnamese_alphabet() {
        let names = ["xã Đông Sơn", "phường Dương Nội", "xã Ân Thi", "thị trấn An Châu", "xã Ở Đây"];
        let (site, _) = places(&names.map(str::to_owned));
        let places = Places::of(&site);
        let listed: Vec<&str> = places.all().iter().map(|id| site.locality(*id).name.as_str()).collect();
        assert_eq!(listed, ["thị trấn An Châu", "xã Ân Thi", "phường Dương Nội", "xã Đông Sơn", "xã Ở Đây"]);
        let heads: Vec<&str> = places.letters().map(Letter::head).collect();
        assert_eq!(heads, ["A", "Â", "D", "Đ", "Ơ"]);
    }

    #[test]
    fn few_places_stand_on_one_page_and_many_on_lists_that_hold_each_once() {
        let name = |at: usize| format!("xã {} {at}", ["An", "Đông", "Tân"][at % 3]);
        let (few, province) = places(&(0..ONE_PAGE).map(name).collect::<Vec<_>>());
        let few = Places::of(&few);
        assert_eq!((few.paged().count(), few.pages(PlaceList::Province(province))), (0, 0));
        let (site, province) = places(&(0..A_PAGE * 5).map(name).collect::<Vec<_>>());
        let many = Places::of(&site);
        assert_eq!(many.pages(PlaceList::Province(province)), 5);
        let letters: Vec<PlaceList> = many.letters().map(PlaceList::Letter).collect();
        let paged = letters.iter().flat_map(|list| {
            (1..=many.pages(*list)).flat_map(|page| many.page(*list, page)).copied().collect::<Vec<_>>()
        });
        assert_eq!(paged.collect::<Vec<_>>(), many.all());
        assert!(letters.iter().all(|list| many.page(*list, 1).len() <= A_PAGE));
    }
}
