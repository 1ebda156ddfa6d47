//! Places: maps stand where they are promised, and what was there before is told apart from what is there now.

use crate::support::built::Whole;

fn page(address: &str) -> &'static str {
    Whole::Sample.built().page(address)
}

#[test]
fn the_map_of_the_country_names_hoang_sa_and_truong_sa() {
    let index = page("dia-phuong/index.html");
    for name in ["Đặc khu Hoàng Sa", "Đặc khu Trường Sa"] {
        assert!(index.contains(&format!(">{name}</text>")), "{name}");
    }
}

#[test]
fn what_the_map_marks_stands_in_the_list_beside_it() {
    let index = page("dia-phuong/index.html");
    let links = index.split("class=\"bt-map__link\" href=\"").skip(1);
    let links: Vec<&str> = links.filter_map(|rest| rest.split_once('"').map(|(link, _)| link)).collect();
    assert!(links.len() >= 4, "{links:?}");
    for link in links {
        let target = match link.strip_prefix('#') {
            Some(id) => format!("id=\"{id}\""),
            None => format!("<a class=\"bt-register__name\" href=\"{link}\""),
        };
        assert!(index.contains(&target), "{link} leads to nothing in the list");
    }
}

#[test]
fn the_five_places_show_where_they_lie() {
    for place in ["xa-nhe", "thuong-xuan", "chiem-hoa", "phuc-thinh", "cua-lo", "nghi-thu", "tinh-bien"] {
        assert!(page(&format!("dia-phuong/{place}.html")).contains("class=\"bt-map__sheet\""), "{place}");
    }
}

#[test]
fn a_former_communes_point_is_said_to_be_approximate() {
    let words = "Vị trí gần đúng";
    assert!(page("dia-phuong/xa-nhe.html").contains(words));
    assert!(!page("dia-phuong/phuong-cua-lo.html").contains(words));
}

#[test]
fn a_present_place_shows_what_was_reported_of_the_former_ones_as_theirs() {
    let now = page("dia-phuong/phuong-cua-lo.html");
    let former = now.split("id=\"_former\"").nth(1).expect("bulletins of the former places");
    assert!(former.contains("so-ket-cua-lo.html"));
    let figures = now.split("id=\"_figures-cua-lo\"").nth(1).expect("figures of the former town");
    assert!(figures.contains("Số liệu của thị xã Cửa Lò"));
    assert!(!now.contains("id=\"_figures\""), "the ward has no figures of its own");
}
