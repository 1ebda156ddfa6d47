//! How the packed tables lie in their bytes: what the packer writes and the reader reads.
//!
//! A heading of [`HEADING`] bytes holds for each section, in the order of [`Section`], where it ends; the first
//! begins behind the heading. All numbers are unsigned, the least byte first. A unit is named by its number, its
//! place in the order of the keys; a name by its place in the order of [`Section::Names`].

/// One kind of thing in the packed tables; most are rows of equal length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// The key of each unit, ASCII, filled up with spaces to [`KEY`] bytes; in order.
    Keys,
    /// [`UNIT`] bytes a unit: name (2); kind, level and source of the point (1, see [`parted`]); parent (2); first
    /// and last day (4 bits each); point (2).
    Units,
    /// [`POINT`] bytes each, without repetition: degrees north (3), degrees east (3), see [`DEGREE`].
    Points,
    /// For the first units, as far as any has an area: [`AREA`] bytes, in hundredths of a square kilometre.
    Areas,
    /// Where each name ends in [`Section::NameLetters`] ([`END`] bytes each).
    Names,
    /// The bare names in UTF-8, each once; by the [`hash`] of their slugs, then by slug, then by their bytes.
    NameLetters,
    /// Where the slug of each name ends in [`Section::SlugLetters`] ([`END`] bytes each).
    Slugs,
    /// The slugs of the names, in their order.
    SlugLetters,
    /// The hash of each name's slug ([`NUMBER`] bytes), so that few names have to be looked at.
    NameHashes,
    /// Where each name's bearers end in [`Section::Bearers`] ([`NUMBER`] bytes each).
    BearerEnds,
    /// The units that bear each name, or are spelled like it in another list; by name, then in order.
    Bearers,
    /// The units that have a parent, by parent, then in order.
    Children,
    /// [`FACT`] bytes each: from (2); to (2); first day and kind (6 and 2 bits); by from, then by to.
    Facts,
    /// Places in [`Section::Facts`], by to, then by from.
    FactsByTo,
    /// [`DAY`] bytes each: year (2), month (1), day (1). The first is day 1: 0 means none.
    Days,
    /// The places in [`Section::Facts`] of those with an act, in order.
    FactsWithAct,
    /// Where the number of each of their acts ends in [`Section::ActLetters`] ([`END`] bytes each).
    Acts,
    /// The numbers of their acts.
    ActLetters,
    /// The units whose id ends in their code, in order.
    CodedIds,
    /// The units of which a list has another spelling, in order.
    UnitsWithVariant,
    /// Where each of these spellings ends in [`Section::VariantLetters`] ([`END`] bytes each).
    Variants,
    /// The other spellings, with their type words.
    VariantLetters,
}

/// The sections in their order.
pub(super) const SECTIONS: [Section; 22] = [
    Section::Keys,
    Section::Units,
    Section::Points,
    Section::Areas,
    Section::Names,
    Section::NameLetters,
    Section::Slugs,
    Section::SlugLetters,
    Section::NameHashes,
    Section::BearerEnds,
    Section::Bearers,
    Section::Children,
    Section::Facts,
    Section::FactsByTo,
    Section::Days,
    Section::FactsWithAct,
    Section::Acts,
    Section::ActLetters,
    Section::CodedIds,
    Section::UnitsWithVariant,
    Section::Variants,
    Section::VariantLetters,
];

/// Bytes before the first section: four for each.
pub(super) const HEADING: usize = 4 * SECTIONS.len();
/// Bytes of a key; the longest has nine.
pub(super) const KEY: usize = 9;
/// Bytes of a unit.
pub(super) const UNIT: usize = 8;
/// Bytes of a point.
pub(super) const POINT: usize = 6;
/// Bytes of an area.
pub(super) const AREA: usize = 3;
/// Bytes of the place where a name ends.
pub(super) const END: usize = 3;
/// Bytes of the number of a unit, name, point or fact.
pub(super) const NUMBER: usize = 2;
/// Bytes of a fact.
pub(super) const FACT: usize = 5;
/// Bytes of a day.
pub(super) const DAY: usize = 4;

/// Degrees are whole numbers of this many decimal places.
pub(super) const DEGREE: u32 = 4;
/// Areas are whole numbers of this many decimal places.
pub(super) const SQUARE_KILOMETRE: u32 = 2;
/// The number of no unit and no point.
pub(super) const NONE: u16 = u16::MAX;
/// The area that is not known.
pub(super) const NO_AREA: u32 = 0xFF_FFFF;

/// The kinds of units: the word in the table, whose slug has `-` for `_`, and before a name. Their places are their
/// numbers.
pub(super) const UNIT_KINDS: [(&str, &str); 9] = [
    ("tinh", "tỉnh"),
    ("thanh_pho", "thành phố"),
    ("quan", "quận"),
    ("huyen", "huyện"),
    ("thi_xa", "thị xã"),
    ("phuong", "phường"),
    ("xa", "xã"),
    ("thi_tran", "thị trấn"),
    ("dac_khu", "đặc khu"),
];
/// The levels as the table names them. Their places are their numbers.
pub(super) const LEVELS: [&str; 3] = ["province", "district", "commune"];
/// The kind, level and source of the byte that holds all three, in 4, 2 and 2 bits.
pub(super) fn parted(byte: u8) -> (usize, usize, usize) {
    (usize::from(byte & 15), usize::from(byte >> 4 & 3), usize::from(byte >> 6))
}

/// The hash of a slug: FNV-1a of 32 bits, both halves folded into one.
///
/// <http://www.isthe.com/chongo/tech/comp/fnv/>
pub(super) fn hash(slug: &str) -> u16 {
    let mixed = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let [one, two, three, four] = slug.bytes().fold(0x811c_9dc5, mixed).to_le_bytes();
    u16::from_le_bytes([one ^ three, two ^ four])
}

/// The id of a unit, from the slugs of its kind and of its name, and of those above it, the nearest first. `before`
/// is the month that tells it from its later self: of a province that was succeeded, and of a unit that ended before
/// the reform.
///
/// A province is called by its bare name; a commune is told apart by those above it, and a district that has a
/// number instead of a name by its type word: `phuong-14-quan-3-ho-chi-minh`.
pub(super) fn derived_id(slugs: &[(&str, &str)], before: Option<(i32, u32)>) -> String {
    let is_number = |name: &str| name.bytes().all(|byte| byte.is_ascii_digit());
    let mut id = String::new();
    for (at, (kind, name)) in slugs.iter().enumerate() {
        let is_typed = if at == 0 { slugs.len() > 1 } else { is_number(name) };
        let separator = if at == 0 { "" } else { "-" };
        match is_typed {
            true => id.extend([separator, &kind_slug(kind), "-", name]),
            false => id.extend([separator, name]),
        }
    }
    match before {
        Some((year, month)) => format!("{id}-truoc-{year}-{month:02}"),
        None => id,
    }
}

/// The slug of a kind, from its word in the table.
fn kind_slug(word: &str) -> String {
    word.replace('_', "-")
}
