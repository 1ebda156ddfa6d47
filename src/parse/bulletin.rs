//! Reads a bulletin: front matter field by field, then the text.

use std::io;

use serde::{Deserialize, Serialize};

use super::config::language;
use super::cut::ask_about_cut_values;
use super::date::WrittenDate;
use super::event::{WrittenEvent, inferred, parse_events};
use super::fields::{Fields, check_slug};
use super::front_matter;
use super::locality::day;
use super::markdown::{ParsedText, parse_body};
use super::order::{DateOf, LaterDate, check_order};
use super::poll::poll;
use super::web_address::web_address_field;
use super::yaml::{Node, NodeKind, parse_yaml};
use crate::cache::Texts;
use crate::diagnostic::{Diagnostic, Diagnostics, Parsed, text};
use crate::digest::Digest;
use crate::model::{
    Accepted, Body, Correction, Credit, Dated, Day, Poll, SourceCredit, TimeZone, Withdrawal,
};
use crate::source::{FileId, Sources, Span, Spanned, kept_of};
use crate::vietnamese::slugify;

/// What reading a bulletin depends on besides its file.
pub(super) struct Settings<'a> {
    /// The site's zone.
    pub zone: TimeZone,
    /// The site's language.
    pub language: String,
    /// What was read before.
    pub kept: &'a Texts,
}

/// Bulletins as written. Each has a place of its own in memory, which it leaves when its bulletin is made.
pub(super) type WrittenBulletins = Vec<Box<WrittenBulletin>>;

/// A bulletin as written: everything that other files have to be known for is still a name.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct WrittenBulletin {
    /// Its file.
    pub file: FileId,
    /// Its path without language and ending, which its translations share.
    pub base: String,
    /// Where its Markdown begins.
    pub body_start: usize,
    /// Its id, from `slug:` or the file's name.
    pub slug: Spanned<String>,
    /// The language in the file's name or in `lang:`; `None`: the site's.
    pub language: Option<Spanned<String>>,
    /// The headline.
    pub title: Option<Spanned<String>>,
    /// Its date; a translation has its original's.
    pub date: Option<Dated>,
    /// When it was changed.
    pub updated: Option<Dated>,
    /// The lead.
    pub lead: Option<Spanned<String>>,
    /// The byline; `None` where nothing is said.
    pub authors: Option<Vec<String>>,
    /// The category's id.
    pub category: Option<Spanned<String>>,
    /// The programme's id.
    pub programme: Option<Spanned<String>>,
    /// The ids of the localities; `None` where nothing is said.
    pub localities: Option<Vec<Spanned<String>>>,
    /// The tags.
    pub tags: Vec<Spanned<String>>,
    /// The file of the lead picture.
    pub image: Option<Spanned<String>>,
    /// What it shows.
    pub image_alt: Option<String>,
    /// What is printed below the lead picture.
    pub image_caption: Option<String>,
    /// Credit and consent, by file.
    pub credits: Vec<(Spanned<String>, Credit)>,
    /// Its events.
    pub events: Vec<WrittenEvent>,
    /// The ids of its events, once they are taken out.
    pub event_slugs: Vec<Spanned<String>>,
    /// The documents it names besides those in the text.
    pub documents: Vec<Spanned<String>>,
    /// Where it was taken from.
    pub source: Option<Box<SourceCredit>>,
    /// A question to readers.
    pub poll: Option<Box<Poll>>,
    /// Corrections, newest first.
    pub corrections: Vec<Correction>,
    /// Why and since when it no longer stands.
    pub withdrawn: Option<Box<Withdrawal>>,
    /// What an editor lets stand.
    pub accepted: Vec<Accepted>,
    /// Not before this moment.
    pub publish: Option<WrittenDate>,
    /// Not in lists after this day.
    pub expires: Option<Day>,
    /// Old addresses.
    pub aliases: Vec<Spanned<String>>,
    /// Whether it is a draft.
    pub draft: bool,
    /// Its text.
    pub text: ParsedText,
}

impl WrittenBulletin {
    /// Gives back the room that its lists grew into: all bulletins are held until the last is read.
    fn let_go_of_room(&mut self) {
        self.authors.iter_mut().for_each(Vec::shrink_to_fit);
        self.localities.iter_mut().for_each(Vec::shrink_to_fit);
        self.tags.shrink_to_fit();
        self.documents.shrink_to_fit();
        self.text.references.shrink_to_fit();
        self.text.unnamed.shrink_to_fit();
    }
}

/// Reads a bulletin's file, or remembers what was read of the same text before; `None` where it has no front
/// matter that could be read. The tree of the text is made again when its page is.
///
/// # Errors
///
/// Where the text can't be read again.
pub(super) fn parse_bulletin(
    sources: &Sources,
    id: FileId,
    settings: &Settings<'_>,
) -> io::Result<Parsed<Option<Box<WrittenBulletin>>>> {
    let file = sources.get(id);
    let [zone, language] = [settings.zone.name(), &settings.language].map(str::as_bytes);
    let (digest, text) = sources.digest_and_text(id)?;
    let key = Digest::of_all([file.path.as_bytes(), digest.as_bytes(), zone, language]);
    if let Some(known) = kept_of(id, || settings.kept.find(key)) {
        return Ok(Parsed { value: Some(known), diagnostics: Diagnostics::default() });
    }
    let text = text.map_or_else(|| sources.text(id), Ok)?;
    let mut parsed = read(id, &file.path, &text, settings);
    if let Parsed { value: Some(bulletin), diagnostics } = &mut parsed {
        bulletin.text.body = Body::default();
        bulletin.let_go_of_room();
        if diagnostics.is_empty() {
            settings.kept.keep(key, bulletin);
        }
    }
    Ok(parsed)
}

fn read(id: FileId, path: &str, file: &str, settings: &Settings<'_>) -> Parsed<Option<Box<WrittenBulletin>>> {
    let mut out = Diagnostics::default();
    let parts = front_matter::split(file, id, &mut out);
    let Some(yaml) = parts.yaml else { return Parsed { value: None, diagnostics: out } };
    let Parsed { value: node, diagnostics } = parse_yaml(file, id, yaml.clone());
    out.extend(diagnostics);
    let node = match node {
        None if out.has_errors() => return Parsed { value: None, diagnostics: out },
        node => node.unwrap_or_else(|| Node::nothing(Span::new(id, yaml))),
    };
    ask_about_cut_values(&node, &file[..parts.body], &["title", "lead"], &mut out);
    let mut text = parse_body(file, id, parts.body);
    out.extend(std::mem::take(&mut text.diagnostics));
    let name = FileName::of(path);
    let value = Fields::open(
        &node,
        "title: Xã Lam Sơn ra quân làm căn cước\ndate: 2022-11-24\nlocalities: [lam-son]",
        &mut out,
    )
    .map(|fields| {
        let head = Head { file: id, body_start: parts.body, name };
        Box::new(front_matter_fields(fields, head, text, settings))
    });
    Parsed { value, diagnostics: out }
}

struct Head {
    file: FileId,
    body_start: usize,
    name: FileName,
}

fn front_matter_fields(
    mut fields: Fields<'_, '_>,
    head: Head,
    text: ParsedText,
    settings: &Settings<'_>,
) -> WrittenBulletin {
    let lang = fields.text("lang").filter(|tag| language(tag, fields.out).is_some());
    let language = lang.or_else(|| head.name.language.map(|tag| Spanned::new(tag, Span::top(head.file))));
    let translated = language.as_ref().is_some_and(|tag| tag.value != settings.language);
    let slug = slug(&mut fields, &head.name.stem, head.file);
    let title = fields.required("title", "Xã Lam Sơn ra quân làm căn cước");
    let date = date(&mut fields, translated, settings.zone);
    let mut later = Vec::new();
    let updated = updated(&mut fields, settings.zone, &mut later);
    let localities = localities(&mut fields, translated);
    let bulletin = WrittenBulletin {
        file: head.file,
        base: head.name.base,
        body_start: head.body_start,
        slug,
        language,
        title,
        date,
        updated,
        lead: fields.text("lead"),
        authors: fields.take("authors").is_some().then(|| values(fields.texts("authors"))),
        category: fields.text("category"),
        programme: fields.text("programme"),
        localities,
        tags: tags(&mut fields),
        image: fields.text("image"),
        image_alt: fields.string("image_alt"),
        image_caption: fields.string("image_caption"),
        credits: credits(&mut fields),
        events: events(&mut fields, settings.zone),
        event_slugs: Vec::new(),
        documents: fields.texts("documents"),
        source: source(&mut fields).map(Box::new),
        poll: poll(&mut fields, &mut later).map(Box::new),
        corrections: corrections(&mut fields, &mut later),
        withdrawn: withdrawn(&mut fields).map(Box::new),
        accepted: accepted(&mut fields),
        publish: fields.date("publish").map(|date| date.value),
        expires: LaterDate::take_day(&mut fields, "expires", DateOf::Expiry, &mut later),
        aliases: aliases(&mut fields),
        draft: fields.flag("draft").unwrap_or(false),
        text,
    };
    if let (Some(own), Some(at)) = (&bulletin.date, fields.take("date")) {
        check_order(own.period(), &at.span, &later, fields.out);
    }
    fields.finish();
    bulletin
}

/// What a file's name says: `2022-11-24-ra-quan.en.md` is `ra-quan` in English.
struct FileName {
    stem: String,
    language: Option<String>,
    /// The path without language and ending.
    base: String,
}

impl FileName {
    fn of(path: &str) -> Self {
        let mut parts = path.rsplit('/');
        let name = parts.next().unwrap_or_default().trim_end_matches(".md");
        let (stem, language) = match name.rsplit_once('.') {
            Some((stem, tag)) if (2..=3).contains(&tag.len()) => (stem, Some(tag.to_owned())),
            _ => (name, None),
        };
        let base = path[..path.len() - path.rsplit('/').next().unwrap_or_default().len()].to_owned() + stem;
        let stem = if stem == "index" { parts.next().unwrap_or_default() } else { stem };
        Self { stem: without_date(stem).to_owned(), language, base }
    }
}

/// The slug that a file's name gives, for a file whose front matter can't be read.
pub(super) fn slug_of_file(path: &str) -> String {
    slugify(&FileName::of(path).stem)
}

/// The name without a leading `2022-11-24-`, as other generators write it.
fn without_date(stem: &str) -> &str {
    match stem.as_bytes() {
        [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'-' | b'_', ..]
            if [y1, y2, y3, y4, m1, m2, d1, d2].iter().all(|byte| byte.is_ascii_digit()) =>
        {
            &stem[11..]
        }
        _ => stem,
    }
}

fn slug(fields: &mut Fields<'_, '_>, stem: &str, file: FileId) -> Spanned<String> {
    if let Some(written) = fields.text("slug") {
        let better = Spanned::new(slugify(&written.value), written.span.clone());
        return check_slug(written, fields.out).unwrap_or(better);
    }
    let slug = slugify(stem);
    if slug.is_empty() {
        fields.missing("slug", "ra-quan-lam-son");
    }
    Spanned::new(slug, Span::top(file))
}

fn date(fields: &mut Fields<'_, '_>, translated: bool, zone: TimeZone) -> Option<Dated> {
    let inferred = inferred(fields);
    if fields.take("date").is_none() && !translated {
        fields.missing("date", "2022-11-24");
    }
    let date = fields.date("date")?;
    Some(Dated { when: date.value.when(zone), inferred })
}

fn updated(fields: &mut Fields<'_, '_>, zone: TimeZone, later: &mut Vec<LaterDate>) -> Option<Dated> {
    let Spanned { value, span } = fields.date("updated")?;
    let when = value.when(zone);
    later.push(LaterDate { of: DateOf::Update, period: when.period, span });
    Some(Dated { when, inferred: None })
}

/// At least one place, or `[]`, said on purpose.
fn localities(fields: &mut Fields<'_, '_>, translated: bool) -> Option<Vec<Spanned<String>>> {
    if fields.take("localities").is_some() {
        return Some(fields.texts("localities"));
    }
    if !translated {
        fields.missing("localities", "[lam-son]");
    }
    None
}

/// Tags are told apart by the slugs of their names, so each has a letter or a digit.
fn tags(fields: &mut Fields<'_, '_>) -> Vec<Spanned<String>> {
    let mut tags = fields.texts("tags");
    tags.retain(|tag| {
        let name = &tag.value;
        let fine = !slugify(name).is_empty();
        if !fine {
            let message = text!(
                vi: "«{name}» không thể là một thẻ: không có chữ hay số nào",
                en: "“{name}” can't be a tag: it has no letter or digit",
            );
            let help = text!(vi: "viết `tags: [cải cách hành chính]`", en: "write `tags: [public services]`");
            fields.out.push(Diagnostic::error("invalid-slug", &tag.span, message).help(help));
        }
        fine
    });
    tags
}

fn values(texts: Vec<Spanned<String>>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}

fn credits(fields: &mut Fields<'_, '_>) -> Vec<(Spanned<String>, Credit)> {
    let mut credits = Vec::new();
    for node in fields.list("images") {
        let Some(mut item) = Fields::open(
            node,
            "images:\n  - {file: toan-canh.jpg, credit: Văn hóa xã, consent: true}",
            fields.out,
        ) else {
            continue;
        };
        let file = item.required("file", "toan-canh.jpg");
        let credit = Credit { name: item.string("credit"), consent: item.flag("consent") };
        item.finish();
        credits.extend(file.map(|file| (file, credit)));
    }
    credits
}

fn events(fields: &mut Fields<'_, '_>, zone: TimeZone) -> Vec<WrittenEvent> {
    fields.take("events").map_or_else(Vec::new, |node| parse_events(node, zone, fields.out))
}

fn source(fields: &mut Fields<'_, '_>) -> Option<SourceCredit> {
    let node = fields.take("source")?;
    if !matches!(node.kind, NodeKind::Mapping(_)) {
        return fields.string("source").map(|name| SourceCredit { name, url: None });
    }
    let mut fields = Fields::open(node, "source: {name: Cổng thông tin điện tử}", fields.out)?;
    let name = fields.required("name", "Cổng thông tin điện tử");
    let url = web_address_field(&mut fields, "url");
    fields.finish();
    Some(SourceCredit { name: name?.value, url })
}

fn corrections(fields: &mut Fields<'_, '_>, later: &mut Vec<LaterDate>) -> Vec<Correction> {
    let mut corrections = Vec::new();
    for node in fields.list("corrections") {
        let Some(mut item) = Fields::open(
            node,
            "corrections:\n  - {date: 2022-11-26, text: Tính lại tỷ lệ theo số đã cấp.}",
            fields.out,
        ) else {
            continue;
        };
        let given = item.take("date").is_some();
        let date = LaterDate::take_day(&mut item, "date", DateOf::Correction, later);
        if !given {
            item.missing("date", "2022-11-26");
        }
        let (from, to) = (item.string("from"), item.string("to"));
        let text = item.required("text", "Tính lại tỷ lệ theo số đã cấp.");
        item.finish();
        if let (Some(date), Some(text)) = (date, text) {
            corrections.push(Correction { date, from, to, text: text.value });
        }
    }
    corrections.sort_by_key(|one| std::cmp::Reverse(one.date));
    corrections
}

fn withdrawn(fields: &mut Fields<'_, '_>) -> Option<Withdrawal> {
    let node = fields.take("withdrawn")?;
    let mut fields =
        Fields::open(node, "withdrawn: {date: 2023-05-01, reason: Số liệu không còn đúng.}", fields.out)?;
    let given = fields.take("date").is_some();
    let date = day(&mut fields, "date");
    if !given {
        fields.missing("date", "2023-05-01");
    }
    let reason = fields.required("reason", "Số liệu không còn đúng.");
    fields.finish();
    Some(Withdrawal { date: date?, reason: reason?.value })
}

fn accepted(fields: &mut Fields<'_, '_>) -> Vec<Accepted> {
    let mut accepted = Vec::new();
    for node in fields.list("accept") {
        let Some(mut item) =
            Fields::open(node, "accept:\n  - {rule: misspelt-place, reason: Trích nguyên văn.}", fields.out)
        else {
            continue;
        };
        let rule = item.required("rule", "long-sentence");
        let reason = item.required("reason", "Trích nguyên văn.");
        item.finish();
        if let (Some(rule), Some(reason)) = (rule, reason) {
            accepted.push(Accepted { rule, reason: reason.value, span: node.span.clone() });
        }
    }
    accepted
}

/// Whether servers and hosts take a file of this name for orders to them: a page in its place would stop the site.
fn is_for_servers(path: &str) -> bool {
    let ordering = ["_headers", "_redirects", "_routes.json", "_worker.js", "web.config"];
    path.split('/').any(|part| part.starts_with('.'))
        || path.rsplit('/').next().is_some_and(|name| ordering.contains(&name.to_ascii_lowercase().as_str()))
}

/// Old addresses, as an address of the site: no leading `/`, no way out of the site.
fn aliases(fields: &mut Fields<'_, '_>) -> Vec<Spanned<String>> {
    let mut aliases = Vec::new();
    for written in fields.texts("aliases") {
        let path = written.value.trim_start_matches('/');
        let path = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        let plain = !path.contains(['?', '#', ':', '%']) && !path.chars().any(char::is_control);
        if plain && !is_for_servers(&path) && crate::output::Address::new(path.as_str()).is_some() {
            aliases.push(Spanned::new(path, written.span));
            continue;
        }
        let shown = &written.value;
        fields.out.push(
            Diagnostic::error(
                "invalid-value",
                &written.span,
                text!(
                    vi: "«{shown}» không phải là địa chỉ cũ trên trang này",
                    en: "“{shown}” is not an old address of this site",
                ),
            )
            .help(text!(
                vi: "viết phần sau tên miền, ví dụ /tin-cu/123.html",
                en: "write what stood behind the domain, such as /tin-cu/123.html",
            )),
        );
    }
    aliases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, stem: &str, language: Option<&str>) {
        let name = FileName::of(path);
        assert_eq!((name.stem.as_str(), name.language.as_deref()), (stem, language), "{path}");
    }

    #[test]
    fn the_files_or_folders_name_gives_slug_and_language() {
        check("content/bulletins/2022/ra-quan.md", "ra-quan", None);
        check("content/bulletins/2022/ra-quan/index.md", "ra-quan", None);
        check("content/bulletins/2022/ra-quan/index.en.md", "ra-quan", Some("en"));
        check("content/bulletins/2022-11-24-ra-quan.en.md", "ra-quan", Some("en"));
        check("content/bulletins/2022-11-24.md", "2022-11-24", None);
        check("content/bulletins/de-an-06.tap-huan.md", "de-an-06.tap-huan", None);
    }
}
