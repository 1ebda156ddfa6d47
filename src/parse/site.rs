//! Reads every file of a site, and puts what they say together.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use rayon::prelude::*;

use super::bulletin::{Settings, WrittenBulletins, parse_bulletin, slug_of_file};
use super::config::{WrittenConfig, parse_config};
use super::copied::check_copied;
use super::cut::ask_about_cut_values;
use super::date;
use super::document::{WrittenDocument, parse_documents, parse_glossary};
use super::event::{WrittenEvent, parse_events};
use super::locality::parse_localities;
use super::metric::WrittenMetricFile;
use super::misplaced::check_places;
use super::page::{WrittenPage, parse_page};
use super::resolve::{Localities, assemble, localities, localities_of, path_of};
use super::statistics::Statistics;
use super::yaml::{Node, NodeKind, parse_yaml};
use crate::cache::Texts;
use crate::diagnostic::{Diagnostic, Diagnostics, Parsed, Text, text};
use crate::digest::Digest;
use crate::model::{GlossaryEntry, RawHtml, Site, TimeZone};
use crate::source::{EncodingFault, FileId, SourceFile, Sources, Span, Spanned, kept_of};

pub use crate::model::Moment;

/// The moment that decides what is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOf {
    /// This moment.
    Moment(Moment),
    /// The end of this day in the site's time zone: what is due on it is published.
    Day(crate::model::Day),
}

/// Whether drafts and texts that are not due are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drafts {
    /// They are.
    LeftOut,
    /// Drafts are shown; texts under embargo stay left out.
    Shown,
    /// Every text is looked at: for `check`, which publishes nothing.
    AllTexts,
}

/// Everything that was written, names unresolved.
pub(super) struct Written {
    /// `site.yaml`.
    pub config: WrittenConfig,
    /// Localities of all files, filled in from the gazetteer.
    pub localities: Localities,
    /// `documents.yaml`.
    pub documents: Vec<WrittenDocument>,
    /// `events.yaml`.
    pub events: Vec<WrittenEvent>,
    /// Abbreviations.
    pub glossary: Vec<GlossaryEntry>,
    /// Metrics by slug.
    pub metrics: Vec<(String, FileId, WrittenMetricFile)>,
    /// Bulletins, in the order of their files.
    pub bulletins: WrittenBulletins,
    /// Standing pages, in the order of their files.
    pub pages: Vec<WrittenPage>,
    /// What is known to be there and could not be read.
    pub unreadable: Unreadable,
}

/// How many bulletins are read before what they say is put in order.
const AT_A_TIME: usize = 4096;

/// What stands in files that could not be read, and has been reported: a reference to it is not at fault.
#[derive(Default)]
pub(super) struct Unreadable {
    /// Bulletins, by the slug of their file's name.
    pub bulletins: BTreeSet<String>,
    /// Metrics, likewise.
    pub metrics: BTreeSet<String>,
    /// Metrics of which some figure could not be read.
    pub figures: BTreeSet<String>,
    /// Whether a list of localities could not be read.
    pub localities: bool,
    /// Whether a list of events could not be read.
    pub events: bool,
}

/// Reads `--as-of`: a moment, or a day as the content format writes it.
///
/// # Errors
///
/// Says what is wrong with it and what to write.
pub fn parse_as_of(written: &str) -> Result<AsOf, (Text, Text)> {
    let date = date::read_day(written).map_err(|fault| (fault.message, fault.help))?;
    match date.day() {
        Some(day) if !date.has_time() => Ok(AsOf::Day(day)),
        _ if date.has_zone() => Ok(AsOf::Moment(date.moment(TimeZone::UTC))),
        _ => {
            // As one word, which a command line takes without quotation marks.
            let word = written.replacen(' ', "T", 1);
            Err((
                text!(vi: "«{written}» thiếu múi giờ", en: "“{written}” lacks its time zone"),
                text!(vi: "viết {word}+07:00", en: "write {word}+07:00"),
            ))
        }
    }
}

/// Reads the whole site; `None` where there is no `site.yaml` that could be read.
///
/// # Errors
///
/// Where a text can't be read again: [`Sources::text`].
pub fn parse_site(
    sources: &Sources,
    as_of: AsOf,
    drafts: Drafts,
    kept: &Texts,
) -> io::Result<Parsed<Option<Site>>> {
    let mut out = Diagnostics::default();
    let Some(config) = read_config(sources, kept, &mut out)? else {
        check_encodings(sources, &mut out)?;
        return Ok(Parsed { value: None, diagnostics: out });
    };
    let zone = config.config.timezone;
    let language = config.config.language.tag().to_owned();
    let mut unreadable = Unreadable::default();
    let (localities, all) = read_localities(sources, kept, &mut out)?;
    unreadable.localities = !all;
    let (documents, _) = read_lists(sources, kept, "content/documents", &mut out, parse_documents)?;
    let (events, all) =
        read_lists(sources, kept, "content/events", &mut out, |node, out| parse_events(node, zone, out))?;
    unreadable.events = !all;
    let mut written = Written {
        config,
        localities,
        documents,
        events,
        glossary: Vec::new(),
        metrics: Statistics { sources, kept, zone }.read(&mut unreadable, &mut out)?,
        bulletins: read_bulletins(sources, &Settings { zone, language, kept }, &mut unreadable, &mut out)?,
        pages: read_pages(sources, &mut out)?,
        unreadable,
    };
    if let Some((_, node)) = read_yaml(sources, kept, "content/glossary.yaml", &mut out)? {
        written.glossary = parse_glossary(&node, &mut out);
    }
    check_places(sources, || pictures_of(&written, sources), &mut out);
    check_copied(sources, &mut out);
    check_logo(sources, &written.config, &mut out);
    if written.config.config.raw_html == RawHtml::Sanitise {
        out.drop_rule("raw-html");
    }
    let as_of = moment(as_of, zone);
    let site = assemble(written, sources, as_of, drafts, &mut out);
    check_encodings(sources, &mut out)?;
    Ok(Parsed { value: Some(site), diagnostics: out })
}

/// The paths of all that texts show as pictures, whether it can be shown or not.
fn pictures_of(written: &Written, sources: &Sources) -> BTreeSet<String> {
    let path = |file: FileId, named: &Spanned<String>| path_of(&named.value, &sources.get(file).path);
    let of_bulletins = written.bulletins.iter().flat_map(|bulletin| {
        let in_text = bulletin.text.pictures.iter().map(|picture| &picture.file);
        in_text.chain(&bulletin.image).filter_map(move |named| path(bulletin.file, named))
    });
    let of_pages = written
        .pages
        .iter()
        .flat_map(|page| page.text.pictures.iter().filter_map(move |picture| path(page.file, &picture.file)));
    of_bulletins.chain(of_pages).collect()
}

fn moment(as_of: AsOf, zone: TimeZone) -> Moment {
    match as_of {
        AsOf::Moment(moment) => crate::model::moment_in(zone, moment),
        AsOf::Day(day) => date::last_moment(day, zone),
    }
}

/// Names the files in another encoding, and nothing else of them: what else is wrong there follows from that.
///
/// # Errors
///
/// Where a text that nobody needed can't be read.
fn check_encodings(sources: &Sources, out: &mut Diagnostics) -> io::Result<()> {
    let unknown: Vec<FileId> = sources.unknown().collect();
    // The failure that is reported is always the same.
    let read: Vec<io::Result<()>> = unknown.into_par_iter().map(|id| sources.text(id).map(drop)).collect();
    read.into_iter().collect::<io::Result<()>>()?;
    let faulty: BTreeMap<FileId, &EncodingFault> =
        sources.iter().filter_map(|(id, file)| Some((id, file.fault()?))).collect();
    if !faulty.is_empty() {
        out.retain(|one| !faulty.contains_key(&one.span.file));
    }
    for (id, fault) in faulty {
        let help = text!(
            vi: "mở tệp trong trình soạn thảo và lưu lại với mã UTF-8",
            en: "open the file in an editor and save it as UTF-8",
        );
        let fault = match fault {
            EncodingFault::Utf16 => Diagnostic::error(
                "utf16",
                &Span::top(id),
                text!(vi: "tệp được lưu với mã UTF-16", en: "the file is saved as UTF-16"),
            ),
            EncodingFault::NotUtf8 { at } => Diagnostic::error(
                "invalid-utf8",
                &Span::new(id, *at..at + char::REPLACEMENT_CHARACTER.len_utf8()),
                text!(
                    vi: "từ chỗ này tệp không phải là mã UTF-8",
                    en: "from here on the file is not UTF-8",
                ),
            ),
        };
        out.push(fault.help(help));
    }
    Ok(())
}

fn read_config(sources: &Sources, kept: &Texts, out: &mut Diagnostics) -> io::Result<Option<WrittenConfig>> {
    let Some(node) = read_mapping(sources, kept, "content/site.yaml", out)? else { return Ok(None) };
    // Beside an empty file every category and programme would be missing, too.
    if node.len() == 0 && matches!(node.kind, NodeKind::Mapping(_)) {
        out.push(
            Diagnostic::error(
                "missing-field",
                &node.span,
                text!(vi: "site.yaml còn trống", en: "site.yaml is empty"),
            )
            .help(text!(
                vi: "viết ít nhất hai dòng: `title: Bản tin xã Lam Sơn` và `publisher: {{name: Ủy ban nhân dân xã Lam Sơn}}`",
                en: "write two lines at least: `title: Bản tin xã Lam Sơn` and `publisher: {{name: Ủy ban nhân dân xã Lam Sơn}}`",
            )),
        );
        return Ok(None);
    }
    Ok(parse_config(&node, out))
}

/// As [`read_yaml`], for a file that has to say something: one that is empty lacks all that it should have.
pub(super) fn read_mapping(
    sources: &Sources,
    kept: &Texts,
    path: &str,
    out: &mut Diagnostics,
) -> io::Result<Option<Node>> {
    let Some(id) = sources.find(path) else { return Ok(None) };
    let mut own = Diagnostics::default();
    let node = read_yaml(sources, kept, path, &mut own)?.map(|(_, node)| node);
    let unread = own.has_errors() || sources.get(id).fault().is_some();
    out.extend(own);
    Ok(node.or_else(|| (!unread).then(|| Node::nothing(Span::top(id)))))
}

/// Reads one file of YAML, or remembers what was read of the same text before; `None` where there is none, or
/// nothing in it.
fn read_yaml(
    sources: &Sources,
    kept: &Texts,
    path: &str,
    out: &mut Diagnostics,
) -> io::Result<Option<(FileId, Node)>> {
    let Some(id) = sources.find(path) else { return Ok(None) };
    let key = Digest::of_all([b"yaml", sources.digest(id)?.as_bytes()]);
    if let Some(node) = kept_of(id, || kept.find(key)) {
        return Ok(Some((id, node)));
    }
    let text = sources.text(id)?;
    let Parsed { value, mut diagnostics } = parse_yaml(&text, id, 0..text.len());
    if let Some(node) = &value {
        ask_about_cut_values(node, &text, &[], &mut diagnostics);
    }
    if let Some(node) = value.as_ref().filter(|_| diagnostics.is_empty()) {
        kept.keep(key, node);
    }
    out.extend(diagnostics);
    Ok(value.map(|node| (id, node)))
}

/// Reads the localities and fills them in, or remembers what was made of the same file before: with what the gazetteer
/// adds, a site has some thousands. Says whether all could be read.
fn read_localities(sources: &Sources, kept: &Texts, out: &mut Diagnostics) -> io::Result<(Localities, bool)> {
    let key = localities_of(sources)?;
    if let Some(known) = key.and_then(|(file, key)| kept_of(file, || kept.find(key))) {
        return Ok((known, true));
    }
    let mut own = Diagnostics::default();
    let (written, all) = read_lists(sources, kept, "content/localities", &mut own, parse_localities)?;
    let made = localities(written, &mut own);
    if let Some((_, key)) = key.filter(|_| all && own.is_empty()) {
        kept.keep(key, &made);
    }
    out.extend(own);
    Ok((made, all))
}

/// Reads `<path>.yaml` and every YAML file of the folder `<path>/`; says whether all of it could be read.
fn read_lists<T>(
    sources: &Sources,
    kept: &Texts,
    path: &str,
    out: &mut Diagnostics,
    parse: impl Fn(&Node, &mut Diagnostics) -> Vec<T>,
) -> io::Result<(Vec<T>, bool)> {
    let folder = format!("{path}/");
    let inside =
        sources.under(&folder).map(|(_, file)| file.path.as_str()).filter(|path| path.ends_with(".yaml"));
    let single = format!("{path}.yaml");
    let paths: Vec<&str> = std::iter::once(single.as_str()).chain(inside).collect();
    let (mut found, mut all) = (Vec::new(), true);
    for path in paths {
        let mut own = Diagnostics::default();
        match read_yaml(sources, kept, path, &mut own)? {
            Some((_, node)) => {
                let items = parse(&node, &mut own);
                all &= node.len() == items.len();
                found.extend(items);
            }
            None => all &= !own.has_errors(),
        }
        all &= sources.find(path).is_none_or(|id| sources.get(id).fault().is_none());
        out.extend(own);
    }
    Ok((found, all))
}

/// Reads in parallel, collects in the order of the files; so many at a time that what is between the two is little.
fn read_bulletins(
    sources: &Sources,
    settings: &Settings<'_>,
    unreadable: &mut Unreadable,
    out: &mut Diagnostics,
) -> io::Result<WrittenBulletins> {
    let files: Vec<_> = markdown_under(sources, "content/bulletins/").collect();
    let mut bulletins = Vec::with_capacity(files.len());
    for files in files.chunks(AT_A_TIME) {
        let parsed: Vec<_> = files.par_iter().map(|(id, _)| parse_bulletin(sources, *id, settings)).collect();
        for (parsed, (_, file)) in parsed.into_iter().zip(files) {
            let Parsed { value, diagnostics } = parsed?;
            if value.is_none() {
                unreadable.bulletins.insert(slug_of_file(&file.path));
            }
            bulletins.extend(value);
            out.extend(diagnostics);
        }
    }
    Ok(bulletins)
}

fn read_pages(sources: &Sources, out: &mut Diagnostics) -> io::Result<Vec<WrittenPage>> {
    let mut pages = Vec::new();
    for (id, file) in markdown_under(sources, "content/pages/") {
        let text = sources.text(id)?;
        // Of a file in UTF-16 nothing was read.
        if file.fault() == Some(&EncodingFault::Utf16) {
            continue;
        }
        let Parsed { value, diagnostics } = parse_page(id, &file.path, &text);
        pages.extend(value);
        out.extend(diagnostics);
    }
    Ok(pages)
}

fn markdown_under<'a>(
    sources: &'a Sources,
    folder: &'a str,
) -> impl Iterator<Item = (FileId, &'a SourceFile)> {
    sources.under(folder).filter(|(_, file)| file.path.ends_with(".md"))
}

/// The publisher's sign is shown on every page, so one that is not there would be missing on all.
fn check_logo(sources: &Sources, config: &WrittenConfig, out: &mut Diagnostics) {
    let Some(logo) = &config.config.publisher.logo else { return };
    let name = logo.value.strip_prefix("content/").unwrap_or(&logo.value);
    let name = name.strip_prefix("files/").unwrap_or(name);
    if sources.binary(&format!("content/files/{name}")).is_some() {
        return;
    }
    let written = &logo.value;
    let known = sources.binaries_under("content/files/").map(|(path, _)| &path["content/".len()..]);
    out.push(
        Diagnostic::error(
            "missing-picture",
            &logo.span,
            text!(
                vi: "không có ảnh «{written}»",
                en: "there is no picture “{written}”",
            ),
        )
        .help_if(super::suggestion(written, known))
        .help(text!(vi: "đặt tệp ảnh vào content/files/", en: "put the picture's file into content/files/")),
    );
}
