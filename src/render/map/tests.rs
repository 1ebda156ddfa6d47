//! Maps as pages have them: what is marked, what is said, and how much they weigh.

use rust_decimal::Decimal;

use super::*;
use crate::derive::fixture::{bulletin, locality, site};
use crate::model::{Level, LocalityId, Site};
use crate::render::fixture::at_desk;

/// A place of the gazetteer with a page.
fn place(site: &mut Site, slug: &str, key: &'static str, parent: Option<LocalityId>) -> LocalityId {
    let unit = crate::gazetteer::unit(key).expect(key);
    let id = locality(site, slug, parent);
    let place = &mut site.localities[id.index()];
    place.name = unit.display_name();
    place.level = match unit.level {
        crate::gazetteer::Level::Province => Level::Province,
        crate::gazetteer::Level::District => Level::District,
        crate::gazetteer::Level::Commune => Level::Commune,
    };
    place.key = Some(unit.key);
    place.location = unit.location().map(|point| (point.latitude, point.longitude));
    id
}

/// A site that reports on every commune of a few provinces.
fn crowded() -> Site {
    let mut site = site();
    for province in [
        "new-01", "new-08", "new-11", "new-24", "new-31", "new-40", "new-48", "new-56", "new-66", "new-79",
        "new-91",
    ] {
        let above = place(&mut site, province, province, None);
        for commune in crate::gazetteer::children(province) {
            place(&mut site, commune.key, commune.key, Some(above));
        }
    }
    let report = LocalityId::at(1);
    bulletin(&mut site, "tin", &[report]);
    site
}

fn country(site: &Site) -> String {
    at_desk(site, "dia-phuong/index.html", |desk| {
        country_map(desk, &|_| Some("#_in-x".to_owned())).expect("a map").drawing_html.as_str().to_owned()
    })
}

fn count(text: &str, part: &str) -> usize {
    text.matches(part).count()
}

/// What a map draws by one path.
fn path<'a>(map: &'a str, class: &str) -> &'a str {
    let rest = map.split(&format!("class=\"{class}\" d=\"")).nth(1).expect("the path");
    rest.split("/>").next().unwrap_or_default()
}

#[test]
fn the_country_has_hoang_sa_and_truong_sa_however_crowded_it_is() {
    let mut small = site();
    place(&mut small, "xa-nhe", "old-03244", None);
    for site in [&small, &crowded()] {
        let map = country(site);
        assert!(map.contains(">Đặc khu Hoàng Sa</text>") && map.contains(">Đặc khu Trường Sa</text>"));
    }
}

#[test]
fn a_crowded_country_marks_all_and_names_what_has_room() {
    let site = crowded();
    let map = country(&site);
    let links = count(&map, "class=\"bt-map__link\"");
    let names = count(&map, "class=\"bt-map__name");
    assert!((15..120).contains(&links), "{links} links");
    assert!((8..=links).contains(&names), "{names} names");
    let without_point = site.localities.iter().filter(|place| place.location.is_none()).count();
    let communes = site.localities.iter().filter(|place| place.level == Level::Commune).count();
    let dots = count(path(&map, "bt-map__dots"), "M");
    assert!(dots + links >= communes - without_point, "{dots} dots, {links} links");
}

#[test]
fn a_map_is_the_same_twice() {
    let site = crowded();
    assert_eq!(country(&site), country(&site));
}

#[test]
fn a_former_commune_says_that_its_point_is_approximate_and_a_present_one_does_not() {
    let mut site = site();
    let old = place(&mut site, "dien-bien", "old-11", None);
    let former = place(&mut site, "xa-nhe", "old-03244", Some(old));
    let new = place(&mut site, "dien-bien-nay", "new-11", None);
    let present = place(&mut site, "sang-nhe", "new-03244", Some(new));
    let notes = |id| {
        let map = at_desk(&site, "dia-phuong/a.html", |desk| locator(desk, id)).expect("a map");
        (map.notes.contains(&"map.approximate".to_owned()), map.drawing_html.as_str().contains("mark--near"))
    };
    assert_eq!(notes(former), (true, true));
    assert_eq!(notes(present), (false, false));
}

#[test]
fn siblings_that_share_a_point_are_named_and_not_drawn_over_each_other() {
    let mut site = site();
    let province = place(&mut site, "nghe-an", "old-40", None);
    let vinh = place(&mut site, "vinh", "old-412", Some(province));
    let one = place(&mut site, "nghi-thu", "old-16735", Some(vinh));
    place(&mut site, "nghi-tan", "old-16720", Some(vinh));
    let map = at_desk(&site, "dia-phuong/nghi-thu.html", |desk| locator(desk, one)).expect("a map");
    assert!(map.notes.contains(&"map.beside".to_owned()));
    assert_eq!(count(map.drawing_html.as_str(), "class=\"bt-map__target\""), 0);
}

#[test]
fn a_places_map_marks_its_neighbours_and_not_what_it_lies_in() {
    let mut site = site();
    let province = place(&mut site, "dien-bien", "new-11", None);
    let commune = place(&mut site, "sang-nhe", "new-03244", Some(province));
    place(&mut site, "dien-bien-phu", "new-03127", Some(province));
    let village = locality(&mut site, "ban-xa", Some(commune));
    let far_from_both = (Decimal::new(222, 1), Decimal::new(1023, 1));
    let of_village = &mut site.localities[village.index()];
    (of_village.level, of_village.location) = (Level::Village, Some(far_from_both));
    let links = |id, address| {
        let map = at_desk(&site, address, |desk| locator(desk, id)).expect("a map").drawing_html;
        ["sang-nhe.html", "dien-bien-phu.html", "ban-xa.html"].map(|link| count(map.as_str(), link))
    };
    assert_eq!(links(province, "dia-phuong/dien-bien.html"), [1, 1, 1]);
    assert_eq!(links(commune, "dia-phuong/sang-nhe.html"), [0, 1, 1]);
    assert_eq!(links(village, "dia-phuong/ban-xa.html"), [0, 1, 0]);
}

#[test]
fn a_district_is_its_communes() {
    let mut site = site();
    let province = place(&mut site, "tuyen-quang", "old-08", None);
    let district = place(&mut site, "chiem-hoa", "old-073", Some(province));
    let map = at_desk(&site, "dia-phuong/chiem-hoa.html", |desk| locator(desk, district)).expect("a map");
    let strong = path(map.drawing_html.as_str(), "bt-map__strong");
    let rows = strong.split('h').skip(1).filter_map(|row| row.split(['m', '"']).next()?.parse::<i32>().ok());
    let dots: i32 = rows.map(|length| 1 + length / 66).sum();
    assert!(dots > 40, "{strong}");
    assert!(map.notes.contains(&"map.strong".to_owned()));
}

#[test]
fn what_no_province_of_the_gazetteer_holds_has_no_map() {
    let mut site = site();
    let alone = locality(&mut site, "lam-son", None);
    assert!(at_desk(&site, "dia-phuong/lam-son.html", |desk| locator(desk, alone)).is_none());
    assert!(at_desk(&site, "dia-phuong/index.html", |desk| country_map(desk, &|_| None)).is_none());
}

#[test]
fn figures_are_dots_beside_their_words() {
    let mut site = site();
    let province = place(&mut site, "dien-bien", "new-11", None);
    let figures: Vec<Dot> = [("sang-nhe", "new-03244", 400), ("tua-chua", "new-03217", 100)]
        .into_iter()
        .map(|(slug, key, value)| Dot {
            place: place(&mut site, slug, key, Some(province)),
            value_label: value.to_string(),
            weight: Decimal::from(value),
        })
        .collect();
    let draw = |figures: &[Dot]| at_desk(&site, "chi-so/a.html", |desk| dots(desk, "Thẻ", figures));
    let map = draw(&figures).expect("a map").drawing_html;
    let map = map.as_str();
    assert!(map.contains(">Sáng Nhè 400</text>") && map.contains(">Tủa Chùa 100</text>"), "{map}");
    assert!(map.contains("r=\"18\"") && map.contains("r=\"9\""));
    assert!(draw(&figures[..1]).is_none());
}
