//! In which language bantin speaks: the one asked for, else the site's, else the computer's, else Vietnamese.

use std::ffi::OsString;

use crate::diagnostic::MessageLanguage;

/// The language that `--lang` asks for, looked for before anything else is understood, because what could not
/// be understood has to be said in it.
pub(super) fn asked_for(arguments: &[OsString]) -> Option<MessageLanguage> {
    let words: Vec<&str> = arguments
        .iter()
        .map(|word| word.to_str().unwrap_or_default())
        .take_while(|word| *word != "--")
        .collect();
    let after = words.windows(2).filter(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    let joined = words.iter().filter_map(|word| word.strip_prefix("--lang="));
    after.chain(joined).find_map(|tag| match tag {
        "vi" => Some(MessageLanguage::Vietnamese),
        "en" => Some(MessageLanguage::English),
        _ => None,
    })
}

/// The language of a site, which its writers read.
pub(super) fn of_tag(tag: &str) -> MessageLanguage {
    match tag.split(['-', '_', '.']).next() {
        Some("vi") => MessageLanguage::Vietnamese,
        _ => MessageLanguage::English,
    }
}

/// The language of the computer, from the variables of POSIX; Vietnamese where they name none.
pub(super) fn of_environment(variable: impl Fn(&str) -> Option<String>) -> MessageLanguage {
    let named =
        ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty());
    match named.as_deref().and_then(|locale| locale.split(['_', '.', '@']).next()) {
        None | Some("C" | "POSIX") => MessageLanguage::Vietnamese,
        Some(tag) => of_tag(tag),
    }
}

#[cfg(test)]
mod tests {
    use super::MessageLanguage::{English, Vietnamese};
    use super::*;

    #[track_caller]
    fn check(words: &[&str], expected: Option<MessageLanguage>) {
        let words: Vec<OsString> = words.iter().map(OsString::from).collect();
        assert_eq!(asked_for(&words), expected);
    }

    #[test]
    fn the_language_is_known_before_the_rest_is_understood() {
        check(&["bantin", "--nonsense", "--lang", "en"], Some(English));
        check(&["bantin", "build", "--lang=vi"], Some(Vietnamese));
        check(&["bantin", "--lang", "fr"], None);
        check(&["bantin", "explain", "--", "--lang", "en"], None);
        check(&["bantin", "--lang"], None);
    }

    #[test]
    fn the_computer_speaks_vietnamese_unless_it_says_otherwise() {
        let with = |name: &'static str, value: &'static str| {
            of_environment(move |asked| (asked == name).then(|| value.to_owned()))
        };
        assert_eq!(with("LANG", "en_US.UTF-8"), English);
        assert_eq!(with("LC_ALL", "vi_VN.UTF-8"), Vietnamese);
        assert_eq!(with("LANG", "C.UTF-8"), Vietnamese);
        assert_eq!(with("LANG", ""), Vietnamese);
        assert_eq!(with("LANG", "fr_FR"), English);
    }
}
