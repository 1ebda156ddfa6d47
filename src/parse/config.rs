//! Reads `site.yaml`.

use super::fields::{Fields, check_slug};
use super::web_address::own_address;
use super::words::{Word, word};
use super::yaml::Node;
use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::model::{Category, Contact, Language, Paths, Programme, Publisher, RawHtml, SiteConfig, TimeZone};
use crate::source::Spanned;

/// How many items a list page holds where `site.yaml` says nothing.
const PAGINATE: usize = 20;
/// More would break the budget of a first view.
const PAGINATE_MOST: usize = 100;

/// What `site.yaml` says, before documents are known.
pub(super) struct WrittenConfig {
    /// The site.
    pub config: SiteConfig,
    /// For each programme the number of its document.
    pub programme_documents: Vec<Option<Spanned<String>>>,
}

/// Reads the site's settings; what is missing gets its default.
pub(super) fn parse_config(node: &Node, out: &mut Diagnostics) -> Option<WrittenConfig> {
    let mut fields =
        Fields::open(node, "title: Bản tin xã Lam Sơn\npublisher:\n  name: Ủy ban nhân dân xã Lam Sơn", out)?;
    let title = fields.required("title", "Bản tin xã Lam Sơn").map(|text| text.value).unwrap_or_default();
    let language = fields.text("language").and_then(|tag| language(&tag, fields.out));
    let language = language.unwrap_or_else(|| Language("vi".to_owned()));
    let (programmes, programme_documents) = programmes(&mut fields);
    let paths = paths(&mut fields, &language);
    let config = SiteConfig {
        title,
        description: fields.string("description"),
        base_url: fields.text("base_url").and_then(|url| base_url(url, fields.out)),
        timezone: timezone(&mut fields),
        theme: theme(&mut fields),
        publisher: publisher(&mut fields),
        licence: fields.string("licence"),
        categories: categories(&mut fields),
        programmes,
        paginate: paginate(&mut fields),
        raw_html: fields.word("raw_html", &RAW_HTML).unwrap_or(RawHtml::Text),
        publish_sources: fields.flag("publish_sources").unwrap_or(false),
        poll_endpoint: polls(&mut fields),
        paths,
        language,
    };
    fields.finish();
    Some(WrittenConfig { config, programme_documents })
}

/// A language tag: two or three letters, with a region where needed.
pub(super) fn language(written: &Spanned<String>, out: &mut Diagnostics) -> Option<Language> {
    let tag = &written.value;
    let mut parts = tag.split('-');
    let primary = parts.next().is_some_and(|part| {
        (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_lowercase())
    });
    if primary
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
    {
        return Some(Language(tag.clone()));
    }
    out.push(
        Diagnostic::error("unknown-language", &written.span, text!(
            vi: "«{tag}» không phải là mã ngôn ngữ",
            en: "“{tag}” is not the code of a language",
        ))
        .help(text!(vi: "viết `vi` cho tiếng Việt, `en` cho tiếng Anh", en: "write `vi` for Vietnamese, `en` for English")),
    );
    None
}

/// How an office is reached; the fields of a mapping, or nothing.
pub(super) fn contact(fields: &mut Fields<'_, '_>) -> Contact {
    Contact {
        name: fields.string("name"),
        address: fields.string("address"),
        phone: fields.string("phone"),
        email: fields.string("email"),
    }
}

fn base_url(written: Spanned<String>, out: &mut Diagnostics) -> Option<String> {
    let url = own_address(written, out)?;
    let url = url.split(['?', '#']).next().unwrap_or_default();
    Some(if url.ends_with('/') { url.to_owned() } else { format!("{url}/") })
}

fn timezone(fields: &mut Fields<'_, '_>) -> TimeZone {
    let default = chrono_tz::Asia::Ho_Chi_Minh;
    let Some(written) = fields.text("timezone") else { return default };
    written.value.parse().unwrap_or_else(|_| {
        let names = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
        fields.out.push(invalid_zone(&written, crate::diagnostic::nearest(&written.value, names)));
        default
    })
}

fn invalid_zone(written: &Spanned<String>, near: Option<&str>) -> Diagnostic {
    let (zone, near) = (&written.value, near.unwrap_or("Asia/Ho_Chi_Minh"));
    Diagnostic::error(
        "invalid-value",
        &written.span,
        text!(
            vi: "không có múi giờ «{zone}»",
            en: "there is no time zone “{zone}”",
        ),
    )
    .help(text!(vi: "có phải «{near}»?", en: "did you mean “{near}”?"))
    .help(text!(vi: "giờ Việt Nam là Asia/Ho_Chi_Minh", en: "the time of Viet Nam is Asia/Ho_Chi_Minh"))
}

fn theme(fields: &mut Fields<'_, '_>) -> Spanned<String> {
    let written = fields.text("theme");
    let theme = written.and_then(|theme| check_slug(theme, fields.out));
    theme.unwrap_or_else(|| Spanned::new("default".to_owned(), fields.span.clone()))
}

fn publisher(fields: &mut Fields<'_, '_>) -> Publisher {
    let Some(node) = fields.take("publisher") else {
        fields.missing("publisher", "{name: Ủy ban nhân dân xã Lam Sơn}");
        return Publisher::default();
    };
    let Some(mut fields) = Fields::open(node, "publisher:\n  name: Ủy ban nhân dân xã Lam Sơn", fields.out)
    else {
        return Publisher::default();
    };
    let name =
        fields.required("name", "Ủy ban nhân dân xã Lam Sơn").map(|name| name.value).unwrap_or_default();
    let contact = Contact { name: None, ..contact(&mut fields) };
    let logo = fields.text("logo");
    fields.finish();
    Publisher { name, contact, logo }
}

fn categories(fields: &mut Fields<'_, '_>) -> Vec<Category> {
    let mut categories: Vec<Category> = Vec::new();
    for node in fields.list("categories") {
        let Some(mut item) =
            Fields::open(node, "categories:\n  - {id: de-an-06, name: Đề án 06}", fields.out)
        else {
            continue;
        };
        let slug = item.slug("id", "de-an-06");
        let name = item.required("name", "Đề án 06");
        item.finish();
        let (Some(slug), Some(name)) = (slug, name) else { continue };
        if let Some(first) = categories.iter().find(|other| other.slug == slug.value) {
            fields.out.push(super::duplicate_id(&slug, &first.span));
            continue;
        }
        categories.push(Category { slug: slug.value, name: name.value, span: slug.span });
    }
    categories
}

fn programmes(fields: &mut Fields<'_, '_>) -> (Vec<Programme>, Vec<Option<Spanned<String>>>) {
    let (mut programmes, mut documents): (Vec<Programme>, Vec<_>) = (Vec::new(), Vec::new());
    for node in fields.list("programmes") {
        let Some(mut item) =
            Fields::open(node, "programmes:\n  - {id: de-an-06, name: Đề án 06}", fields.out)
        else {
            continue;
        };
        let slug = item.slug("id", "de-an-06");
        let name = item.required("name", "Đề án 06");
        let title = item.string("title");
        let document = item.text("document");
        item.finish();
        let (Some(slug), Some(name)) = (slug, name) else { continue };
        if let Some(first) = programmes.iter().find(|other| other.slug == slug.value) {
            fields.out.push(super::duplicate_id(&slug, &first.span));
            continue;
        }
        let (slug, span) = (slug.value, slug.span);
        programmes.push(Programme { slug, name: name.value, title, document: None, span });
        documents.push(document);
    }
    (programmes, documents)
}

fn paginate(fields: &mut Fields<'_, '_>) -> usize {
    let Some(written) = fields.count("paginate") else { return PAGINATE };
    let wanted = usize::try_from(written.value).unwrap_or(usize::MAX);
    if (1..=PAGINATE_MOST).contains(&wanted) {
        return wanted;
    }
    fields.out.push(
        Diagnostic::error(
            "invalid-value",
            &written.span,
            text!(
                vi: "mỗi trang danh sách có từ 1 đến {PAGINATE_MOST} mục",
                en: "a list page holds 1 to {PAGINATE_MOST} items",
            ),
        )
        .help(text!(vi: "viết `paginate: {PAGINATE}`", en: "write `paginate: {PAGINATE}`")),
    );
    PAGINATE
}

fn polls(fields: &mut Fields<'_, '_>) -> Option<String> {
    let node = fields.take("polls")?;
    let mut polls = Fields::open(node, "polls: {endpoint: \"https://forms.example/\"}", fields.out)?;
    let endpoint = polls.text("endpoint").and_then(|endpoint| own_address(endpoint, polls.out));
    polls.finish();
    endpoint
}

const RAW_HTML: [Word<RawHtml>; 2] = [
    word("text", RawHtml::Text, "hiện nguyên như chữ"),
    word("sanitise", RawHtml::Sanitise, "cho qua những thẻ an toàn"),
];

/// The addresses' first parts, by language; a language without its own list has the English ones.
fn default_paths(language: &Language) -> Paths {
    let [bulletins, localities, events, metrics, documents, search, categories, data] =
        match language.tag() {
            "vi" => {
                ["ban-tin", "dia-phuong", "su-kien", "chi-so", "van-ban", "tim-kiem", "chuyen-muc", "du-lieu"]
            }
            _ => {
                ["bulletins", "localities", "events", "metrics", "documents", "search", "categories", "data"]
            }
        }
        .map(str::to_owned);
    Paths { bulletins, localities, events, metrics, documents, search, categories, data }
}

fn path_of_another(path: &Spanned<String>, key: &str) -> Diagnostic {
    let written = &path.value;
    Diagnostic::error(
        "duplicate-id",
        &path.span,
        text!(
            vi: "«{written}» là địa chỉ mặc định của «{key}»",
            en: "“{written}” is where “{key}” lives by default",
        ),
    )
    .help(text!(
        vi: "chọn tên khác, hoặc ghi `{key}:` một tên khác ở đây",
        en: "choose another, or write another one for `{key}:` here",
    ))
}

fn paths(fields: &mut Fields<'_, '_>, language: &Language) -> Paths {
    let mut paths = default_paths(language);
    let Some(node) = fields.take("paths") else { return paths };
    let Some(mut written) = Fields::open(node, "paths:\n  bulletins: ban-tin", fields.out) else {
        return paths;
    };
    let Paths { bulletins, localities, events, metrics, documents, search, categories, data } = &mut paths;
    let mut all = [
        ("bulletins", bulletins),
        ("localities", localities),
        ("events", events),
        ("metrics", metrics),
        ("documents", documents),
        ("search", search),
        ("categories", categories),
        ("data", data),
    ];
    let mut given: Vec<(usize, Spanned<String>)> = Vec::new();
    for (at, (key, path)) in all.iter_mut().enumerate() {
        let text = written.text(key);
        let Some(slug) = text.and_then(|path| check_slug(path, written.out)) else { continue };
        path.clone_from(&slug.value);
        given.push((at, slug));
    }
    // Only when all are known: a path may take the default of one that has another.
    for (nth, (at, slug)) in given.iter().enumerate() {
        if let Some((_, first)) = given[..nth].iter().find(|(_, first)| first.value == slug.value) {
            written.out.push(super::duplicate_id(slug, &first.span));
        } else if let Some((key, _)) = all
            .iter()
            .enumerate()
            .filter(|(other, _)| given.iter().all(|(given, _)| given != other))
            .find_map(|(other, (key, path))| (other != *at && **path == slug.value).then_some((*key, path)))
        {
            written.out.push(path_of_another(slug, key));
        }
    }
    written.finish();
    paths
}
