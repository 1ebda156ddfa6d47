//! What was typed becomes what is to be done. The one place that reads the clock.

use std::path::PathBuf;
use std::time::SystemTime;

use chrono::{DateTime, Utc};

use super::arguments::{
    BuildArguments, CheckArguments, FiguresArguments, RollbackArguments, SearchArguments,
};
use super::figures::Wanted;
use crate::diagnostic::{Text, text};
use crate::model::Moment;
use crate::pipeline::{AsOf, Drafts, Options, TEXTS_IN_MEMORY, is_base_url, parse_as_of};

/// The variable by which builds that must repeat name their moment, in seconds since 1970.
///
/// <https://reproducible-builds.org/specs/source-date-epoch/>
pub(super) const SOURCE_DATE_EPOCH: &str = "SOURCE_DATE_EPOCH";

/// What makes no sense, and what may help.
pub(super) type Fault = (Text, Option<Text>);

/// What a build is to do.
pub(super) fn of_build(typed: &BuildArguments, epoch: Option<&str>) -> Result<Options, Fault> {
    let root = typed.root.clone().unwrap_or_else(here);
    Ok(Options {
        output: typed.output.clone().unwrap_or_else(|| root.join("public")),
        root,
        base_url: typed.base_url.as_deref().map(base_url).transpose()?,
        drafts: if typed.drafts { Drafts::Shown } else { Drafts::LeftOut },
        as_of: as_of(typed.as_of.as_deref(), epoch)?,
        strict: typed.strict,
        texts_in_memory: TEXTS_IN_MEMORY,
        search: !typed.without_search,
        begun: Some(clock()),
    })
}

/// What a check is to do.
pub(super) fn of_check(typed: &CheckArguments, epoch: Option<&str>) -> Result<Options, Fault> {
    let root = typed.root.clone().unwrap_or_else(here);
    Ok(Options {
        output: root.join("public"),
        root,
        base_url: None,
        drafts: Drafts::AllTexts,
        as_of: as_of(None, epoch)?,
        strict: typed.strict,
        texts_in_memory: TEXTS_IN_MEMORY,
        search: true,
        begun: None,
    })
}

/// What a search for figures is to do: drafts are looked at as well, since they are what is being written.
pub(super) fn of_figures(typed: FiguresArguments, epoch: Option<&str>) -> Result<(Options, Wanted), Fault> {
    let root = typed.root.unwrap_or_else(here);
    let options = Options {
        output: root.join("public"),
        root,
        base_url: None,
        drafts: Drafts::AllTexts,
        as_of: as_of(None, epoch)?,
        strict: false,
        texts_in_memory: TEXTS_IN_MEMORY,
        search: true,
        begun: None,
    };
    Ok((options, Wanted { paths: typed.paths, write: typed.write, format: typed.format }))
}

/// What a search is to do: what is searched is the site as it would be published now.
pub(super) fn of_search(typed: &SearchArguments, epoch: Option<&str>) -> Result<Options, Fault> {
    let root = typed.root.clone().unwrap_or_else(here);
    Ok(Options {
        output: root.join("public"),
        root,
        base_url: None,
        drafts: Drafts::LeftOut,
        as_of: as_of(None, epoch)?,
        strict: false,
        texts_in_memory: TEXTS_IN_MEMORY,
        search: true,
        begun: None,
    })
}

/// The site and the output folder that are to go back one build.
pub(super) fn of_rollback(typed: RollbackArguments) -> (PathBuf, PathBuf) {
    let root = typed.root.unwrap_or_else(here);
    let output = typed.output.unwrap_or_else(|| root.join("public"));
    (root, output)
}

fn here() -> PathBuf {
    PathBuf::from(".")
}

fn base_url(typed: &str) -> Result<String, Fault> {
    if !is_base_url(typed) || typed.contains(['?', '#']) {
        let fault = text!(
            vi: "--base-url «{typed}» không dùng được làm địa chỉ của trang tin",
            en: "--base-url “{typed}” can't be the address of a site",
        );
        let help = text!(
            vi: "viết như https://tin.example.gov.vn/de-an-06/",
            en: "write it like https://tin.example.gov.vn/de-an-06/",
        );
        return Err((fault, Some(help)));
    }
    Ok(if typed.ends_with('/') { typed.to_owned() } else { format!("{typed}/") })
}

fn as_of(typed: Option<&str>, epoch: Option<&str>) -> Result<AsOf, Fault> {
    if let Some(typed) = typed {
        return parse_as_of(typed).map_err(|(Text { vi, en }, help)| {
            (text!(vi: "--as-of: {vi}", en: "--as-of: {en}"), Some(help))
        });
    }
    let Some(epoch) = epoch else { return Ok(AsOf::Moment(now())) };
    let moment = epoch.parse().ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    let moment = moment.ok_or_else(|| {
        let fault = text!(
            vi: "biến {SOURCE_DATE_EPOCH} «{epoch}» không phải số giây từ năm 1970",
            en: "the variable {SOURCE_DATE_EPOCH} “{epoch}” is not a number of seconds since 1970",
        );
        let help = text!(
            vi: "bỏ biến ấy đi, hoặc ghi số giây như `git log -1 --format=%ct` cho biết",
            en: "unset it, or give seconds as `git log -1 --format=%ct` does",
        );
        (fault, Some(help))
    })?;
    Ok(AsOf::Moment(moment.fixed_offset()))
}

fn now() -> Moment {
    DateTime::<Utc>::from(clock()).fixed_offset()
}

#[expect(clippy::disallowed_methods, reason = "what the clock says becomes an argument here")]
fn clock() -> SystemTime {
    SystemTime::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_a_day_and_what_is_none_is_refused() {
        let day = as_of(Some("24/11/2022"), Some("0"));
        assert!(matches!(day, Ok(AsOf::Day(day)) if day.to_string() == "2022-11-24"));
        let (fault, help) = as_of(Some("31/02/2024"), None).unwrap_err();
        assert!(fault.vi.starts_with("--as-of: "), "{}", fault.vi);
        assert!(help.is_some());
    }

    #[test]
    fn the_environment_names_the_moment_where_nobody_does() {
        let moment = as_of(None, Some("1669284000"));
        assert!(matches!(moment, Ok(AsOf::Moment(at)) if at.to_rfc3339() == "2022-11-24T10:00:00+00:00"));
        assert!(as_of(None, Some("hôm nay")).is_err());
    }

    #[test]
    fn addresses_are_whole_and_end_in_a_stroke() {
        assert_eq!(base_url("https://tin.example.gov.vn/a"), Ok("https://tin.example.gov.vn/a/".to_owned()));
        assert_eq!(base_url("http://localhost:8000/"), Ok("http://localhost:8000/".to_owned()));
        for nonsense in [
            "tin.example.gov.vn",
            "https://",
            "ftp://a/",
            "https:///a",
            "https://a/?b",
            "",
            "https://u:secret@a.vn/",
        ] {
            assert!(base_url(nonsense).is_err(), "{nonsense}");
        }
    }
}
