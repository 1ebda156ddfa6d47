//! Resolves bulletins: what their front matter names and what their texts refer to.

use std::collections::{BTreeMap, BTreeSet};

use super::documents::{DocumentIds, Documents, DraftId};
use super::found::{Found, Names};
use super::ground::{Ground, Places};
use super::pictures::{PictureContext, PictureNames, check_credits, picture};
use super::references::{self, Naming, TextContext, document, resolve};
use super::statistics::{HeldFigures, Series};
use super::visibility::Standing;
use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::model::{Bulletin, BulletinId, LocalityId, Picture, SiteConfig, Tag, TagId};
use crate::parse::bulletin::{WrittenBulletin, WrittenBulletins};
use crate::source::{Sources, Spanned};
use crate::vietnamese::slugify;

/// What bulletins are resolved with.
pub(super) struct Context<'a> {
    /// Every file.
    pub sources: &'a Sources,
    /// The names of the site.
    pub names: &'a Names,
    /// The figures of the site.
    pub series: &'a Series<'a>,
    /// Figures that are left out for now.
    pub held_figures: &'a HeldFigures,
    /// The localities of the site.
    pub places: &'a Places<'a>,
    /// The site.
    pub config: &'a SiteConfig,
}

impl<'a> Context<'a> {
    /// What a text is resolved with that has no day and speaks of no place of its own.
    pub fn undated(&self) -> TextContext<'a> {
        TextContext {
            names: self.names,
            series: self.series,
            held_figures: self.held_figures,
            day: None,
            ground: Ground { places: self.places, own: &[], day: None },
            named: &[],
            published: true,
        }
    }
}

/// A published bulletin whose documents have no ids yet.
pub(super) struct Drafted {
    bulletin: Bulletin,
    references: Vec<references::Draft>,
    tags: Vec<String>,
    /// The documents it cites, each once, in the order of first mention.
    pub documents: Vec<DraftId>,
}

impl Drafted {
    /// Puts the documents' ids in.
    pub fn finish(self, ids: &DocumentIds) -> Bulletin {
        // Collected in place, so in the room of drafts.
        let mut references: Vec<_> = self.references.into_iter().map(|draft| draft.finish(ids)).collect();
        references.shrink_to_fit();
        Bulletin {
            references,
            documents: self.documents.iter().filter_map(|draft| ids.of(*draft)).collect(),
            ..self.bulletin
        }
    }
}

/// Makes the published bulletins, in the order of `written`, and the tags that they bear.
pub(super) fn bulletins(
    written: WrittenBulletins,
    standings: &[Standing],
    context: &Context<'_>,
    documents: &mut Documents,
    out: &mut Diagnostics,
) -> (Vec<Drafted>, Vec<Tag>) {
    let ids = ids(standings);
    let mut tags = Tags::default();
    let mut pictures: BTreeMap<String, PictureNames> = BTreeMap::new();
    let mut drafted: Vec<Drafted> = Vec::with_capacity(ids.iter().flatten().count());
    let translated: BTreeSet<usize> = standings.iter().filter_map(|standing| standing.original_at).collect();
    let mut heads: BTreeMap<usize, Head> = BTreeMap::new();
    for (at, (written, standing)) in written.into_iter().zip(standings).enumerate() {
        // The original stands before its translations, which inherit from it.
        let original = standing.original_at.and_then(|at| heads.get(&at));
        let inherits_picture = original.is_some_and(|original| original.image.is_some());
        let shows_none = !inherits_picture && written.image.is_none() && written.text.pictures.is_empty();
        let names = match shows_none {
            true => &mut PictureNames::default(),
            false => pictures.entry(written.slug.value.clone()).or_default(),
        };
        let mut one = One { written, standing, context, names, out: &mut *out };
        let mut head = one.head(original, documents, &mut tags);
        let original = standing.original_at.and_then(|at| ids[at]);
        let draft = one.draft(&head, original, documents);
        if translated.contains(&at) {
            head.cited.clone_from(&draft.documents);
            heads.insert(at, head);
        }
        if standing.is_published() {
            drafted.push(draft);
        }
    }
    link_translations(&mut drafted);
    let tags = tags.finish(&mut drafted);
    (drafted, tags)
}

/// The id of each bulletin that is published.
fn ids(standings: &[Standing]) -> Vec<Option<BulletinId>> {
    let mut next = 0;
    let mut ids = Vec::with_capacity(standings.len());
    for standing in standings {
        ids.push(standing.is_published().then(|| BulletinId::at(next)));
        next += usize::from(standing.is_published());
    }
    ids
}

fn link_translations(drafted: &mut [Drafted]) {
    let pairs: Vec<(BulletinId, usize)> =
        drafted.iter().enumerate().filter_map(|(at, draft)| Some((draft.bulletin.original?, at))).collect();
    for (original, translation) in pairs {
        drafted[original.index()].bulletin.translations.push(BulletinId::at(translation));
    }
}

/// What a translation inherits.
#[derive(Clone, Default)]
struct Head {
    authors: Vec<String>,
    category: Option<crate::model::CategoryId>,
    programme: Option<crate::model::ProgrammeId>,
    localities: Vec<LocalityId>,
    tags: Vec<String>,
    image: Option<Spanned<String>>,
    events: Vec<crate::model::EventId>,
    named: Vec<DraftId>,
    /// All that the text cites; a translation means the same papers.
    cited: Vec<DraftId>,
    source: Option<Box<crate::model::SourceCredit>>,
    poll: Option<Box<crate::model::Poll>>,
    corrections: Vec<crate::model::Correction>,
    credits: Vec<(Spanned<String>, crate::model::Credit)>,
    updated: Option<crate::model::Dated>,
}

/// One bulletin while it is resolved.
struct One<'a> {
    written: Box<WrittenBulletin>,
    standing: &'a Standing,
    context: &'a Context<'a>,
    names: &'a mut PictureNames,
    out: &'a mut Diagnostics,
}

impl One<'_> {
    fn head(&mut self, original: Option<&Head>, documents: &mut Documents, tags: &mut Tags) -> Head {
        let names = self.context.names;
        let written = &mut self.written;
        let out = &mut *self.out;
        let day = written.date.as_ref().map(|date| date.period().last_day());
        let localities: Vec<LocalityId> =
            written.localities.iter().flatten().filter_map(|name| names.locality(name, day, out)).collect();
        let category = written.category.as_ref().and_then(|name| names.category(name, out));
        let programme = written.programme.as_ref().and_then(|name| names.programme(name, out));
        let slugs = written.event_slugs.iter();
        let events = slugs.filter_map(|slug| names.events.get(&slug.value).and_then(Found::published));
        let mut head = Head {
            authors: written.authors.take().unwrap_or_default(),
            category,
            programme,
            localities,
            tags: Vec::new(),
            image: written.image.take(),
            events: events.collect(),
            named: Vec::new(),
            cited: Vec::new(),
            source: written.source.take(),
            poll: written.poll.take(),
            corrections: std::mem::take(&mut written.corrections),
            credits: std::mem::take(&mut written.credits),
            updated: written.updated.take(),
        };
        let context = self.text_context(&head.localities, &[]);
        let named = std::mem::take(&mut self.written.documents);
        head.named = named
            .iter()
            .filter_map(|name| document(name, Naming::InList, &context, documents, self.out))
            .collect();
        if self.standing.is_published() {
            // Two spellings of one tag are one: «Tổ công tác» and `to-cong-tac`.
            let mut seen = BTreeSet::new();
            let slugs = self.written.tags.iter().map(|tag| tags.take(&tag.value));
            head.tags = slugs.filter(|slug| seen.insert(slug.clone())).collect();
        }
        match original {
            Some(original) => inherited(head, original),
            None => head,
        }
    }

    fn draft(&mut self, head: &Head, original: Option<BulletinId>, documents: &mut Documents) -> Drafted {
        let named = documents.in_order(head.named.iter().chain(&head.cited).copied().collect());
        let context = self.text_context(&head.localities, &named);
        let mut references = resolve(&mut self.written.text, &context, documents, self.out);
        // Collected in place, so in the room of what was written.
        references.shrink_to_fit();
        let mut cited = head.named.clone();
        cited.extend(references.iter().filter_map(references::Draft::document));
        let mut seen = BTreeSet::new();
        cited.retain(|draft| seen.insert(*draft));
        let bulletin = self.bulletin(head, original);
        Drafted { bulletin, references, tags: head.tags.clone(), documents: cited }
    }

    fn text_context<'c>(&self, own: &'c [LocalityId], named: &'c [DraftId]) -> TextContext<'c>
    where
        Self: 'c,
    {
        let day = self.written.date.as_ref().map(|date| date.period().last_day());
        TextContext {
            names: self.context.names,
            series: self.context.series,
            held_figures: self.context.held_figures,
            day,
            ground: Ground { places: self.context.places, own, day },
            named,
            published: self.standing.is_published(),
        }
    }

    fn bulletin(&mut self, head: &Head, original: Option<BulletinId>) -> Bulletin {
        let (image, pictures) = self.pictures(head);
        let written = &mut self.written;
        let missing = || Spanned::new(String::new(), written.slug.span.clone());
        let nothing = crate::model::Dated {
            when: crate::model::When { period: crate::model::Period::Year(0), time: None },
            inferred: None,
        };
        Bulletin {
            file: written.file,
            body_start: written.body_start as u32,
            slug: written.slug.value.clone(),
            language: self.standing.language.clone(),
            original,
            translations: Vec::new(),
            title: written.title.clone().unwrap_or_else(missing),
            date: written.date.clone().unwrap_or(nothing),
            updated: head.updated.clone(),
            lead: written.lead.take(),
            authors: head.authors.clone(),
            category: head.category,
            programme: head.programme,
            localities: head.localities.clone(),
            tags: Vec::new(),
            image: image.map(Box::new),
            image_caption: written.image_caption.take(),
            pictures,
            events: head.events.clone(),
            documents: Vec::new(),
            references: Vec::new(),
            links: std::mem::take(&mut written.text.links),
            source: head.source.clone(),
            poll: head.poll.clone(),
            corrections: head.corrections.clone(),
            accepted: std::mem::take(&mut written.accepted),
            listing: self.standing.listing.clone(),
            expires: written.expires,
            publish: written.publish.map(|date| date.moment(self.context.config.timezone)),
            aliases: std::mem::take(&mut written.aliases),
        }
    }

    fn pictures(&mut self, head: &Head) -> (Option<Picture>, Vec<Option<Picture>>) {
        let path = &self.context.sources.get(self.written.file).path;
        let context = PictureContext { sources: self.context.sources, text: path, credits: &head.credits };
        check_credits(&context, self.out);
        let image = head.image.as_ref().and_then(|file| {
            let alt = self.written.image_alt.clone().unwrap_or_default();
            if alt.is_empty() {
                self.out.push(missing_image_alt(file, self.written.title.as_ref()));
            }
            picture(file, alt, &context, self.names, self.out)
        });
        let written = std::mem::take(&mut self.written.text.pictures);
        let pictures =
            written.into_iter().map(|one| picture(&one.file, one.alt, &context, self.names, self.out));
        (image, pictures.collect())
    }
}

/// Of an inherited picture the words are missing in the translation, whose title shows where.
fn missing_image_alt(file: &Spanned<String>, title: Option<&Spanned<String>>) -> Diagnostic {
    let name = &file.value;
    let here = title.map(|title| &title.span).filter(|title| title.file != file.span.file);
    Diagnostic::error(
        "missing-alt",
        here.unwrap_or(&file.span),
        text!(
            vi: "ảnh «{name}» chưa có lời mô tả cho người không nhìn thấy",
            en: "the picture “{name}” has no words for those who can't see it",
        ),
    )
    .help(text!(
        vi: "thêm dòng `image_alt: Bà con xếp hàng làm căn cước`",
        en: "add the line `image_alt: People queue for identity cards`",
    ))
}

/// A translation has everything of its original but title, lead, texts and alternative texts; what it says
/// itself stands.
fn inherited(own: Head, original: &Head) -> Head {
    fn list<T: Clone>(own: Vec<T>, original: &[T]) -> Vec<T> {
        if own.is_empty() { original.to_vec() } else { own }
    }
    Head {
        authors: list(own.authors, &original.authors),
        category: own.category.or(original.category),
        programme: own.programme.or(original.programme),
        localities: list(own.localities, &original.localities),
        tags: list(own.tags, &original.tags),
        image: own.image.or_else(|| original.image.clone()),
        events: list(own.events, &original.events),
        named: list(own.named, &original.named),
        cited: original.cited.clone(),
        source: own.source.or_else(|| original.source.clone()),
        poll: own.poll.or_else(|| original.poll.clone()),
        corrections: list(own.corrections, &original.corrections),
        credits: list(own.credits, &original.credits),
        updated: own.updated.or_else(|| original.updated.clone()),
    }
}

/// Tags by slug, with the name that was written first.
#[derive(Default)]
struct Tags {
    names: BTreeMap<String, String>,
}

impl Tags {
    fn take(&mut self, written: &str) -> String {
        let slug = slugify(written);
        let name = self.names.entry(slug.clone()).or_insert_with(|| written.to_owned());
        // A name with marks says more than the slug that another text wrote.
        if *name == slug {
            written.clone_into(name);
        }
        slug
    }

    fn finish(self, drafted: &mut [Drafted]) -> Vec<Tag> {
        let ids: BTreeMap<&str, TagId> =
            self.names.keys().enumerate().map(|(at, slug)| (slug.as_str(), TagId::at(at))).collect();
        for draft in drafted {
            let slugs = std::mem::take(&mut draft.tags);
            draft.bulletin.tags = slugs.iter().filter_map(|slug| ids.get(slug.as_str()).copied()).collect();
        }
        self.names.into_iter().map(|(slug, name)| Tag { slug, name }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_translation_inherits_what_it_does_not_say_itself() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let place = [LocalityId::at(0)];
        let original = Head {
            authors: names(&["Ban biên tập"]),
            tags: names(&["can-cuoc"]),
            localities: place.to_vec(),
            ..Head::default()
        };
        let own = Head { authors: names(&["A translator"]), ..Head::default() };
        let head = inherited(own, &original);
        assert_eq!(head.authors, ["A translator"]);
        assert_eq!((head.tags, head.localities), (names(&["can-cuoc"]), place.to_vec()));
    }
}
