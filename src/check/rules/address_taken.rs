//! `address-taken`: two outputs that would overwrite each other, or a name that a file can't have.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::Rule;
use crate::derive::Derived;
use crate::derive::address::{ASSETS, Origin, Planned};
use crate::diagnostic::{Diagnostic, Diagnostics, Text, text};
use crate::model::Site;
use crate::source::{FileId, Sources, Span};
use crate::vietnamese::normalise;

pub(super) const RULE: Rule = Rule { name: "address-taken", run };

/// The list of the site's hashes, which publishing adds.
const SUMS: &str = "SHA256SUMS";
/// No disk in use has names of more bytes.
const LONGEST_NAME: usize = 255;
/// Linux takes paths of 4,096 bytes, and the site lies in a folder.
const LONGEST_ADDRESS: usize = 2_048;

fn run(derived: &Derived<'_>, sources: &Sources, found: &mut Diagnostics) {
    let (site, planned) = (derived.site, derived.planned());
    let Some(config) = sources.find("content/site.yaml") else { return };
    let sums = on_disk(SUMS);
    let mut taken: BTreeMap<String, &Planned> = BTreeMap::new();
    for one in planned {
        let written = one.address.as_str();
        let mut refuse = |message: &dyn Fn(&Text) -> Text| found.push(impossible(one, site, config, message));
        if let Some(part) = reserved_part(written) {
            refuse(&|what| name_reserved(written, part, what));
        }
        if is_too_long(written) {
            refuse(&|what| too_long(written, what));
        }
        let address = on_disk(written);
        if address.strip_prefix(&sums).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')) {
            refuse(&sums_reserved);
        }
        if address == ASSETS {
            refuse(&assets_reserved);
        }
        match taken.entry(address) {
            Entry::Occupied(first) => found.push(same_address(first.get(), one, site, config)),
            Entry::Vacant(free) => {
                free.insert(one);
            }
        }
    }
    for (address, below) in &taken {
        let folders = address.match_indices('/').map(|(end, _)| &address[..end]);
        if let Some(file) = folders.filter_map(|folder| taken.get(folder)).next() {
            found.push(file_and_folder(file, below, site, config));
        }
    }
}

/// The address as disks compare names that tell neither capitals nor the forms of a mark apart.
fn on_disk(address: &str) -> String {
    normalise(&address.to_lowercase()).into_owned()
}

fn same_address(first: &Planned, second: &Planned, site: &Site, config: FileId) -> Diagnostic {
    let address = &second.address;
    collision(first, second, site, config, |Text { vi: one_vi, en: one_en }, Text { vi, en }| {
        text!(
            vi: "hai thứ có cùng địa chỉ «{address}»: {one_vi} và {vi}",
            en: "two things have the address “{address}”: {one_en} and {en}",
        )
    })
}

fn file_and_folder(file: &Planned, below: &Planned, site: &Site, config: FileId) -> Diagnostic {
    let (address, deeper) = (&file.address, &below.address);
    collision(file, below, site, config, |Text { vi, en }, _| {
        text!(
            vi: "địa chỉ «{deeper}» cần thư mục «{address}», mà {vi} là tệp mang tên ấy",
            en: "the address “{deeper}” needs a folder “{address}”, but {en} is a file of that name",
        )
    })
}

/// Reports at the later of the two that a writer wrote somewhere, and points at the other.
fn collision(
    first: &Planned,
    second: &Planned,
    site: &Site,
    config: FileId,
    message: impl FnOnce(&Text, &Text) -> Text,
) -> Diagnostic {
    let (first, second) = (first.origin(site), second.origin(site));
    let message = message(&first.what, &second.what);
    let help = text!(
        vi: "đổi `slug`, `id`, tên tệp hoặc địa chỉ cũ của một trong hai",
        en: "change the `slug`, `id`, file name or old address of one of the two",
    );
    match (first, second) {
        (Origin { what, span: Some(first) }, Origin { span: Some(second), .. }) => {
            Diagnostic::error(RULE.name, &second, message).label(&first, what)
        }
        (first, second) => {
            let span = second.span.or(first.span).unwrap_or_else(|| Span::top(config));
            Diagnostic::error(RULE.name, &span, message)
        }
    }
    .help(help)
}

/// Reports something whose address can't be, whatever else there is.
fn impossible(one: &Planned, site: &Site, config: FileId, message: impl FnOnce(&Text) -> Text) -> Diagnostic {
    let Origin { what, span } = one.origin(site);
    let span = span.unwrap_or_else(|| Span::top(config));
    Diagnostic::error(RULE.name, &span, message(&what)).help(text!(
        vi: "đổi `slug`, `id`, tên tệp hoặc địa chỉ cũ",
        en: "change the `slug`, `id`, file name or old address",
    ))
}

fn sums_reserved(Text { vi, en }: &Text) -> Text {
    text!(
        vi: "{vi} có địa chỉ «{SUMS}», là tên của bản kê mã băm mà bantin tự ghi vào trang tin",
        en: "{en} has the address “{SUMS}”, the name of the list of hashes that bantin adds to the site",
    )
}

fn assets_reserved(Text { vi, en }: &Text) -> Text {
    text!(
        vi: "{vi} có địa chỉ «{ASSETS}», là thư mục chứa kiểu dáng và mã lệnh của giao diện",
        en: "{en} has the address “{ASSETS}”, the folder of the theme's styles and scripts",
    )
}

fn too_long(address: &str, Text { vi, en }: &Text) -> Text {
    let begin: String = address.chars().take(60).collect();
    text!(
        vi: "{vi} có địa chỉ quá dài: «{begin}…»; tên một tệp hay thư mục chỉ được đến {LONGEST_NAME} byte, cả địa chỉ đến {LONGEST_ADDRESS}",
        en: "{en} has an address that is too long: “{begin}…”; the name of a file or folder may have {LONGEST_NAME} bytes, the whole address {LONGEST_ADDRESS}",
    )
}

fn name_reserved(address: &str, part: &str, Text { vi, en }: &Text) -> Text {
    text!(
        vi: "{vi} có địa chỉ «{address}», nhưng trên Windows không tệp nào mang tên «{part}» được",
        en: "{en} has the address “{address}”, but no file can be called “{part}” on Windows",
    )
}

fn is_too_long(address: &str) -> bool {
    address.len() > LONGEST_ADDRESS || address.split('/').any(|part| part.len() > LONGEST_NAME)
}

/// The part of an address that no file can be called: the name of a device, whatever its ending; a name with a sign
/// that means something else; one that ends with a dot or a space, which Windows takes away.
///
/// <https://learn.microsoft.com/windows/win32/fileio/naming-a-file#naming-conventions>
fn reserved_part(address: &str) -> Option<&str> {
    let unusable =
        |part: &&str| part.ends_with(['.', ' ']) || part.contains(['<', '>', ':', '"', '|', '?', '*']);
    address.split('/').find(unusable).or_else(|| device(address))
}

fn device(address: &str) -> Option<&str> {
    let stems = address.split('/').filter_map(|part| part.split('.').next());
    // Three letters, and a digit that takes up to two bytes.
    stems.filter(|stem| (3..=5).contains(&stem.trim_end().len())).find(|stem| {
        let stem = stem.trim_end().to_ascii_uppercase();
        let numbered = |device: &str| {
            stem.strip_prefix(device).is_some_and(|number| {
                let mut digits = number.chars();
                matches!((digits.next(), digits.next()), (Some('1'..='9' | '¹' | '²' | '³'), None))
            })
        };
        matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_devices_are_known_whatever_their_ending() {
        for address in ["con.html", "a/AUX/b.html", "x/Com1.tar.gz", "lpt².txt", "nul", "con .txt"] {
            assert!(reserved_part(address).is_some(), "{address}");
        }
        for address in ["console.html", "com.html", "com10.html", "lpt0", "a/auxiliary.html", "x.con"] {
            assert_eq!(reserved_part(address), None, "{address}");
        }
    }

    #[test]
    fn names_that_windows_can_not_write_are_known() {
        for address in ["a./b.html", "a.html ", "tin:1.html", "a?b.html", "\"a\"", "a/b<c>.txt"] {
            assert!(reserved_part(address).is_some(), "{address}");
        }
        assert_eq!(reserved_part("Mẫu đơn 1, (a) & b.v2.docx"), None);
    }

    #[test]
    fn disks_that_are_blind_to_case_and_marks_decide() {
        assert_eq!(on_disk("Ảnh/A.HTML"), on_disk("a\u{309}nh/a.html"));
    }
}
