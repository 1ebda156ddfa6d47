//! Licences as addresses, for programs.

/// Licences that are not Creative Commons', by their SPDX ids.
const KNOWN: &[(&str, &str)] = &[
    ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    ("ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    ("ODC-By-1.0", "https://opendatacommons.org/licenses/by/1-0/"),
    ("PDDL-1.0", "https://opendatacommons.org/licenses/pddl/1-0/"),
    ("OGL-UK-3.0", "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"),
];

/// The address that names a licence; `None` for one known by its words alone.
pub fn licence_uri(licence: &str) -> Option<String> {
    if licence.starts_with("https://") || licence.starts_with("http://") {
        return (!licence.contains([' ', '<', '>', '"'])).then(|| licence.to_owned());
    }
    if let Some((_, uri)) = KNOWN.iter().find(|(id, _)| *id == licence) {
        return Some((*uri).to_owned());
    }
    let (kind, version) = licence.strip_prefix("CC-")?.rsplit_once('-')?;
    let is_known = ["BY", "BY-SA", "BY-NC", "BY-ND", "BY-NC-SA", "BY-NC-ND"].contains(&kind)
        && version.chars().all(|c| c.is_ascii_digit() || c == '.');
    is_known.then(|| format!("https://creativecommons.org/licenses/{}/{version}/", kind.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_with_an_address_are_named_by_it() {
        let by = Some("https://creativecommons.org/licenses/by/4.0/".to_owned());
        assert_eq!(licence_uri("CC-BY-4.0"), by);
        assert_eq!(
            licence_uri("ODC-By-1.0").as_deref(),
            Some("https://opendatacommons.org/licenses/by/1-0/")
        );
        assert_eq!(
            licence_uri("https://example.vn/giay-phep").as_deref(),
            Some("https://example.vn/giay-phep")
        );
        assert_eq!(licence_uri("Được dùng lại khi ghi rõ nguồn"), None);
        assert_eq!(licence_uri("CC-XX-4.0"), None);
    }
}
