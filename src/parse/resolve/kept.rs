//! Localities as they were made in an earlier build: of each, all but its key, which the gazetteer lends again.

use std::io;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer};

use crate::digest::Digest;
use crate::gazetteer;
use crate::model::{Contact, Day, Level, Locality, LocalityId, Population, Succession, as_number};
use crate::source::{FileId, Sources, Span};

/// The file that all entries stand in, and what its localities are found by; `None` where there are several, since
/// what is kept knows the places in one file alone.
///
/// # Errors
///
/// As for [`Sources::text`].
pub(in crate::parse) fn localities_of(sources: &Sources) -> io::Result<Option<(FileId, Digest)>> {
    let has_more = sources.under("content/localities/").any(|(_, file)| file.path.ends_with(".yaml"));
    let Some(file) = sources.find("content/localities.yaml").filter(|_| !has_more) else { return Ok(None) };
    Ok(Some((file, Digest::of_all([b"localities", sources.digest(file)?.as_bytes()]))))
}

/// Reads what [`Locality`] writes.
pub(super) fn places<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Locality>, D::Error> {
    let kept = Vec::<Place>::deserialize(from)?;
    Ok(kept.into_iter().map(|Place(place)| place).collect())
}

#[derive(Deserialize)]
struct Place(#[serde(with = "Kept")] Locality);

/// The fields of [`Locality`].
#[derive(Deserialize)]
#[serde(remote = "Locality")]
struct Kept {
    slug: String,
    name: String,
    level: Level,
    parent: Option<LocalityId>,
    code: Option<String>,
    #[serde(deserialize_with = "key")]
    key: Option<Key>,
    aliases: Vec<String>,
    #[serde(with = "as_number")]
    from: Option<Day>,
    #[serde(with = "as_number")]
    until: Option<Day>,
    successors: Vec<Succession>,
    predecessors: Vec<LocalityId>,
    #[serde(with = "as_number")]
    location: Option<(Decimal, Decimal)>,
    #[serde(with = "as_number")]
    area: Option<Decimal>,
    population: Option<Population>,
    contact: Option<Contact>,
    has_page: bool,
    span: Option<Span>,
}

/// A key of the gazetteer. (By this name, since a reference in a struct that is read would have to borrow from what it
/// is read from.)
type Key = &'static str;

fn key<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Key>, D::Error> {
    let written = Option::<&str>::deserialize(from)?;
    Ok(written.and_then(gazetteer::unit).map(|unit| unit.key))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::cache::{Store, Texts};
    use crate::diagnostic::Diagnostics;
    use crate::parse::locality::parse_localities;
    use crate::parse::yaml::parse_yaml;
    use crate::source::{SourceFile, kept_of};

    use super::super::localities::{Localities, localities};
    use super::*;

    #[test]
    fn what_is_kept_of_localities_is_what_was_made() {
        let yaml = "- {id: a, gazetteer: new-03244, population: {value: 1200, period: 2024}}\n\
            - {id: b, name: Bản B, level: village, parent: a, location: [21.9, 103.3], contact: {phone: '113'}}\n\
            - {id: c, name: xã C, level: commune, successors: [{to: a, kind: part, date: 2025-07-01, act: x}]}\n";
        let sources = Sources::new(vec![SourceFile::new("content/localities.yaml", yaml)], BTreeMap::new());
        let (file, key) = localities_of(&sources).unwrap().unwrap();
        let mut out = Diagnostics::default();
        let node = parse_yaml(yaml, file, 0..yaml.len()).value.unwrap();
        let made = localities(parse_localities(&node, &mut out), &mut out);
        assert!(made.all.iter().filter(|place| place.key.is_some()).count() > 3);
        let folder = tempfile::tempdir().unwrap();
        let store = Store::of(folder.path());
        let texts = Texts::keeping(&store);
        texts.keep(key, &made);
        texts.write().unwrap();
        let known: Localities = kept_of(file, || Texts::read(&store).find(key)).unwrap();
        assert_eq!(format!("{:?}", known.all), format!("{:?}", made.all));
        assert!(known.named().eq(made.named()));
    }

    #[test]
    fn what_stands_in_several_files_is_not_kept() {
        let file = |path: &str| SourceFile::new(path, "");
        let of = |paths: &[&str]| {
            let files = paths.iter().map(|path| file(path)).collect();
            localities_of(&Sources::new(files, BTreeMap::new())).unwrap().is_some()
        };
        assert!(of(&["content/localities.yaml", "content/localities/readme.md"]));
        assert!(
            !of(&["content/localities.yaml", "content/localities/b.yaml"]) && !of(&["content/site.yaml"])
        );
    }
}
