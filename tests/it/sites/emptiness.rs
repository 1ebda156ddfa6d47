//! Nothing empty is printed: no box, list, table or heading without something in it.

use crate::support::built::ALL;
use crate::support::filled::empty;

#[test]
fn nothing_empty_is_printed() {
    let mut found = Vec::new();
    for site in ALL {
        for (page, html) in site.built().pages() {
            found.extend(empty(html).into_iter().map(|element| format!("{site:?}: {page}: {element}")));
        }
    }
    assert!(found.is_empty(), "{} empty elements\n{}", found.len(), found.join("\n"));
}
