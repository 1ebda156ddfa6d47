//! The theme's own files: published under names that hold a hash of their content, so that browsers may keep
//! them for ever and still never show an old one.

use std::collections::BTreeMap;

use serde::Serialize;

use super::RenderError;
use crate::derive::address::ASSETS;
use crate::model::{Asset, Theme};
use crate::output::{Address, Sink};
use crate::source::ReadBytes;

/// Sixteen hexadecimal digits: no two versions of one file meet by chance.
const HASH_DIGITS: usize = 16;

/// Where each file of the theme lives.
#[derive(Debug, Serialize)]
pub struct Assets {
    addresses: BTreeMap<String, Address>,
}

/// Publishes the theme's files.
///
/// # Errors
///
/// [`RenderError::Read`] and [`RenderError::Put`].
pub fn publish_assets(theme: &Theme, files: &dyn ReadBytes, sink: &dyn Sink) -> Result<Assets, RenderError> {
    let mut addresses = BTreeMap::new();
    for (name, asset) in &theme.assets {
        let bytes = match asset {
            Asset::Text(text) => text.clone().into_bytes(),
            Asset::Binary(path) => {
                files.read(path).map_err(|source| RenderError::Read { path: path.clone(), source })?
            }
        };
        let address = fingerprinted(name, &bytes);
        addresses.insert(name.clone(), address.clone());
        sink.put(&address, &bytes).map_err(|source| RenderError::Put { address, source })?;
    }
    Ok(Assets { addresses })
}

impl Assets {
    /// The file of a name of the theme.
    pub fn get(&self, name: &str) -> Option<&Address> {
        self.addresses.get(name)
    }

    /// Every file of the theme, in the order of their names in it.
    pub fn all(&self) -> impl Iterator<Item = &Address> {
        self.addresses.values()
    }

    /// The style sheets, in the order of their names.
    pub fn style_sheets(&self) -> impl Iterator<Item = &Address> {
        self.addresses.iter().filter(|(name, _)| name.ends_with(".css")).map(|(_, address)| address)
    }
}

fn fingerprinted(name: &str, bytes: &[u8]) -> Address {
    let hash = blake3::hash(bytes).to_hex();
    let hash = &hash[..HASH_DIGITS];
    let name = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && !ending.contains('/') => {
            format!("{stem}.{hash}.{ending}")
        }
        _ => format!("{name}.{hash}"),
    };
    Address::of(&[ASSETS, &name])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_changes_with_its_content() {
        let one = fingerprinted("img/mark.svg", b"<svg/>");
        assert_eq!(one.as_str(), "assets/img/mark.09a1d6ef9fbcf63a.svg");
        assert_ne!(one, fingerprinted("img/mark.svg", b"<svg />"));
        assert!(fingerprinted("licence", b"MIT").as_str().starts_with("assets/licence."));
    }
}
