//! What a site knows of the places that its own became and were made of, from no more than their keys.

use bantin::cache::Texts;
use bantin::derive::succession::{Carried, Obstacle, became, carried, made_of};
use bantin::model::{LocalityId, Site};
use bantin::parse::{Drafts, parse_as_of, parse_site};
use bantin::source::{SourceFile, Sources};

/// A site with nothing but these localities.
fn site(localities: &str) -> Site {
    let config = "title: Bản tin\nlanguage: vi\npublisher: {name: Tổ công tác}\n";
    let files = vec![
        SourceFile::new("content/site.yaml", config),
        SourceFile::new("content/localities.yaml", localities),
    ];
    let sources = Sources::new(files, Default::default());
    let as_of = parse_as_of("2026-01-01").expect("a day");
    parse_site(&sources, as_of, Drafts::AllTexts, &Texts::default())
        .expect("texts in memory")
        .value
        .expect("a site")
}

fn place(site: &Site, slug: &str) -> LocalityId {
    let found = site.all_localities().find(|(_, place)| place.slug == slug);
    found.unwrap_or_else(|| panic!("{slug} is not on the site")).0
}

fn names(site: &Site, places: &[LocalityId]) -> Vec<String> {
    places.iter().map(|place| site.locality(*place).name.clone()).collect()
}

/// What became of a place, a line a step.
fn story(site: &Site, slug: &str) -> Vec<String> {
    let told = became(site, place(site, slug)).into_iter().map(|step| {
        let date = step.date.map(|day| day.to_string()).unwrap_or_default();
        let act = step.act.map(|act| format!(" ({act})")).unwrap_or_default();
        format!("{date} {:?} {}{act}", step.kind, names(site, &step.to).join(", "))
    });
    told.collect()
}

#[test]
fn xa_nhe_brings_along_what_else_became_sang_nhe() {
    let site = site("- {id: xa-nhe, gazetteer: old-03244}\n");
    assert_eq!(story(&site, "xa-nhe"), ["2025-07-01 Whole xã Sáng Nhè"]);
    let sang_nhe = place(&site, "xa-sang-nhe-dien-bien");
    let parts = made_of(&site, sang_nhe);
    assert_eq!(names(&site, &parts), ["xã Mường Đun", "xã Xá Nhè", "xã Phình Sáng"]);
    assert_eq!(carried(&site, place(&site, "xa-nhe"), sang_nhe), Ok(Carried::Together(parts)));
}

#[test]
fn cua_lo_is_told_by_the_gazetteer_alone() {
    let site = site("- {id: cua-lo, gazetteer: pre-413}\n- {id: nghi-thu, gazetteer: pre-16735}\n");
    let told = ["2024-12-01 Whole thành phố Vinh (1243/NQ-UBTVQH15)", "2025-07-01 Renamed phường Cửa Lò"];
    assert_eq!(story(&site, "cua-lo"), told);
    let ward = place(&site, "phuong-cua-lo-nghe-an");
    assert_eq!(carried(&site, place(&site, "cua-lo"), ward), Ok(Carried::AsItIs));
    let Ok(Carried::Together(wards)) = carried(&site, place(&site, "nghi-thu"), ward) else {
        panic!("the seven wards went in whole");
    };
    assert_eq!(wards.len(), 7);
    let vinh = place(&site, "thanh-pho-vinh-nghe-an");
    assert_eq!(carried(&site, place(&site, "cua-lo"), vinh), Err(Obstacle::OthersUnknown));
}

#[test]
fn a_district_is_divided_and_its_tasks_are_no_ground() {
    let site = site("- {id: chiem-hoa, gazetteer: old-073}\n- {id: phuc-thinh, gazetteer: old-02338}\n");
    let district = place(&site, "chiem-hoa");
    let ten = became(&site, district).into_iter().find(|step| step.to.len() > 1).expect("ten communes");
    assert_eq!(ten.to.len(), 10);
    let commune = place(&site, "xa-chiem-hoa-tuyen-quang");
    assert_eq!(carried(&site, district, commune), Err(Obstacle::Divided));
    assert_eq!(carried(&site, district, place(&site, "tuyen-quang")), Err(Obstacle::NotItsGround));
    let parts = made_of(&site, commune);
    assert_eq!(carried(&site, place(&site, "phuc-thinh"), commune), Ok(Carried::Together(parts)));
}

#[test]
fn where_a_neighbour_was_split_nothing_is_added_up() {
    let site = site("- {id: luan-khe, gazetteer: old-15637}\n- {id: tan-thanh, gazetteer: new-15661}\n");
    let (split, whole) = (place(&site, "luan-khe"), place(&site, "tan-thanh"));
    assert_eq!(carried(&site, split, whole), Err(Obstacle::Divided));
    let others = made_of(&site, whole).into_iter().filter(|other| *other != split);
    for other in others {
        assert_eq!(carried(&site, other, whole), Err(Obstacle::WithPartsOf(vec![split])));
    }
}

#[test]
fn what_is_added_for_others_sake_has_no_page_and_stays_near() {
    let site = site("- {id: xa-nhe, gazetteer: old-03244}\n- {id: tua-chua, gazetteer: old-098}\n");
    let with_page: Vec<&str> =
        site.localities.iter().filter(|place| place.has_page).map(|place| place.slug.as_str()).collect();
    assert_eq!(with_page, ["dien-bien-truoc-2025-07", "tua-chua", "viet-nam", "xa-nhe"]);
    assert!(site.localities.len() < 60, "{}", site.localities.len());
    // Every commune knows all that it was made of, and every former one all that it became.
    for place in
        site.localities.iter().filter(|place| place.code.as_ref().is_some_and(|code| code.len() == 5))
    {
        let (before, after) = (&place.predecessors, &place.successors);
        assert!(if place.until.is_none() { !before.is_empty() } else { !after.is_empty() }, "{}", place.slug);
    }
}
