//! The offices that issue papers, by the abbreviations that stand for them in numbers.

/// Whether an abbreviation, in letters of any case, is that of an office that stands in numbers all over the country.
pub fn is_office(abbreviation: &str) -> bool {
    OFFICES.contains(&abbreviation.to_uppercase().as_str())
}

/// Offices that stand in numbers all over the country, in capitals.
const OFFICES: [&str; 44] = [
    "UBND", "HĐND", "UBMTTQ", "MTTQ", "TTG", "CP", "QH", "UBTVQH", "VPCP", "TTCP", "CTN", "VP", "CA", "BCA",
    "BQP", "BNG", "BNV", "BTP", "BTC", "BCT", "BNN", "BNNPTNT", "BNNMT", "BGTVT", "BXD", "BTNMT", "BTTTT",
    "BLĐTBXH", "BVHTTDL", "BKHCN", "BKHĐT", "BGDĐT", "BYT", "UBDT", "BDTTG", "NHNN", "BCĐ", "BCH", "BTV",
    "TCT", "TW", "TU", "HU", "ĐU",
];
