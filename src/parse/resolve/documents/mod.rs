//! Decides which document a number means: number, issuer and year name one, a number alone does not.

mod asked;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::ground::Ground;
use super::misspelt::{Known, is_of_known_parts, misspelt_numbers};
use crate::diagnostic::Diagnostics;
use crate::model::{CitedIn, Day, Document, DocumentId, Period};
use crate::parse::document::WrittenDocument;
use crate::parse::markdown::{Said, SaidDate};
use crate::parse::{duplicate_id, suggestion};
use crate::source::{FileId, Span, Spanned};
use crate::vietnamese::{DocumentNumber, Issuer, Seat, issuer_at};

/// All documents while they are being found; ids are given out last, in the order of the slugs.
#[derive(Default)]
pub(super) struct Documents {
    drafts: Vec<Entry>,
    by_slug: BTreeMap<String, usize>,
    /// Those that a file describes.
    by_number: HashMap<String, Vec<usize>>,
    /// Documents that no file describes, by all that a text says of them.
    by_mention: HashMap<(String, Option<When>, Option<String>), usize>,
    /// The numbers that were asked about, by text: one line in its front matter answers for them all.
    reported: BTreeSet<(FileId, String)>,
    /// The described documents without a date that were asked about.
    undated: BTreeSet<usize>,
}

/// A document while it is being found.
struct Entry {
    document: Document,
    /// Its number, where it has one.
    number: Option<DocumentNumber>,
    /// [`DocumentNumber::same_paper_key`] of that.
    key: Option<String>,
    /// What its issuer belongs to, where that is known.
    office: Option<Seat>,
    /// Whether a file describes it and says nothing of its date.
    is_undated: bool,
    /// Where each text first mentions it, where its number may be misspelt.
    mentions: Vec<Span>,
}

/// When a document that no file describes was issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum When {
    /// As the text says.
    Said(SaidDate),
    /// Nobody says; numbers begin anew each year, so texts of two years need not mean one paper.
    CitedIn(i32),
}

/// A document among [`Documents`]; becomes a [`DocumentId`] at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct DraftId(usize);

/// What a text says of a document.
pub(super) struct Mention<'a> {
    /// Its number.
    pub number: &'a DocumentNumber,
    /// Its date and issuer, as far as the text says.
    pub said: Option<&'a Said>,
    /// Where and when the text stands, which counts where it says neither; `None` for a link that names the
    /// document by its number: the only one on the site that bears it is meant.
    pub ground: Option<Ground<'a>>,
    /// Where it stands.
    pub span: &'a Span,
    /// The documents that the text's front matter names, or that it has said more of elsewhere, as
    /// [`Documents::in_order`] has them.
    pub named: &'a [DraftId],
}

impl Mention<'_> {
    fn date(&self) -> Option<SaidDate> {
        self.said.and_then(|said| said.date)
    }

    fn office(&self) -> Option<&Seat> {
        self.said.and_then(|said| said.issuer.as_ref()).map(|issuer| &issuer.seat)
    }
}

impl Documents {
    /// Takes what `documents.yaml` describes.
    pub fn described(written: Vec<WrittenDocument>, out: &mut Diagnostics) -> Self {
        let mut documents = Self::default();
        let mut first: BTreeMap<String, Span> = BTreeMap::new();
        for entry in written {
            let slug = entry.slug.clone().or_else(|| {
                let number = entry.number.as_ref()?;
                Some(Spanned::new(documents.free_slug(number.slug()), entry.span.clone()))
            });
            let Some(slug) = slug else { continue };
            if let Some(first) = first.get(&slug.value) {
                out.push(duplicate_id(&slug, first));
                continue;
            }
            first.insert(slug.value.clone(), slug.span.clone());
            let kind = entry.kind.or_else(|| entry.number.as_ref()?.kind().map(str::to_owned));
            let office = entry.issuer.as_deref().and_then(issuer_at).map(|(issuer, _)| issuer.seat);
            let document = Document {
                slug: slug.value,
                number: entry.number.as_ref().map(|number| number.canonical().to_owned()),
                kind,
                issuer: entry.issuer,
                date: entry.date,
                year: None,
                cited_in: None,
                title: entry.title,
                url: entry.url,
                cited_by: Vec::new(),
                span: Some(slug.span),
            };
            let at = documents.add(document, entry.number.as_ref(), office);
            documents.drafts[at].is_undated = entry.is_undated;
            if let Some(number) = &entry.number {
                documents.by_number.entry(number.same_paper_key()).or_default().push(at);
            }
        }
        documents
    }

    fn add(&mut self, document: Document, number: Option<&DocumentNumber>, office: Option<Seat>) -> usize {
        let at = self.drafts.len();
        self.by_slug.insert(document.slug.clone(), at);
        let key = number.map(DocumentNumber::same_paper_key);
        self.drafts.push(Entry {
            document,
            number: number.cloned(),
            key,
            office,
            is_undated: false,
            mentions: Vec::new(),
        });
        at
    }

    /// The described document of this id.
    pub fn by_id(&self, id: &str) -> Option<DraftId> {
        self.by_slug.get(id).copied().map(DraftId)
    }

    /// Documents that a text names, by their numbers and each once: a text may name thousands.
    pub fn in_order(&self, mut named: Vec<DraftId>) -> Vec<DraftId> {
        named.sort_by_key(|draft| (self.drafts[draft.0].key.as_deref(), *draft));
        named.dedup();
        named
    }

    /// Whether a file describes a document of this number.
    pub fn is_described(&self, number: &DocumentNumber) -> bool {
        self.by_number.contains_key(&number.same_paper_key())
    }

    /// The document that a number in a text means; a number that nothing describes becomes one known by what the
    /// text says alone. `None` where several could be meant, which is reported.
    pub fn mentioned(&mut self, mention: &Mention<'_>, out: &mut Diagnostics) -> Option<DraftId> {
        let key = mention.number.same_paper_key();
        if let Some(named) = self.named(&key, mention) {
            return Some(named);
        }
        let bearers = self.by_number.get(&key).into_iter().flatten().copied();
        let fitting: Vec<usize> = bearers.filter(|at| self.fits(*at, mention)).collect();
        match fitting.as_slice() {
            [] => {
                self.perhaps_undated(&key, mention).into_iter().for_each(|asked| out.push(asked));
                Some(self.unknown(key, mention))
            }
            [one] if !self.is_of_another_year(*one, mention) => Some(DraftId(*one)),
            several => {
                let asked = self.reported.insert((mention.span.file, key.clone()));
                if let [one] = several {
                    if asked {
                        out.push(self.perhaps_another(mention, *one));
                    }
                    return Some(self.unknown(key, mention));
                }
                if asked {
                    out.push(self.ambiguous(mention, several));
                }
                None
            }
        }
    }

    /// The document that the text itself has named; where it has named several of the number, what the mention says
    /// must tell them apart.
    fn named(&self, key: &str, mention: &Mention<'_>) -> Option<DraftId> {
        let key_of = |draft: &DraftId| self.drafts[draft.0].key.as_deref();
        let from = mention.named.partition_point(|draft| key_of(draft) < Some(key));
        let bearers = mention.named[from..].iter().copied().take_while(|draft| key_of(draft) == Some(key));
        let mut fitting = bearers.filter(|draft| {
            let entry = &self.drafts[draft.0];
            entry.is_of(mention.date()).unwrap_or(true) && !entry.contradicts(mention.office())
        });
        let first = fitting.next()?;
        fitting.all(|other| other == first).then_some(first)
    }

    /// Whether a described document may be the one that is meant: date and issuer are what the text says, and where it
    /// says neither, the text's day and place do not rule it out.
    fn fits(&self, at: usize, mention: &Mention<'_>) -> bool {
        let entry = &self.drafts[at];
        if entry.contradicts(mention.office()) || !entry.is_of(mention.date()).unwrap_or(true) {
            return false;
        }
        let Some(ground) = mention.ground.filter(|_| !is_central(mention.number)) else { return true };
        let is_later = entry.document.date.zip(ground.day).is_some_and(|(issued, day)| issued > day);
        match mention.date() {
            Some(SaidDate::Day(_)) => true,
            date => (date.is_some() || !is_later) && !self.is_elsewhere(at, mention),
        }
    }

    /// Whether a described document was issued for another place than the text's, and the text names no issuer.
    fn is_elsewhere(&self, at: usize, mention: &Mention<'_>) -> bool {
        let is_issuer_named = matches!(mention.office(), Some(Seat::Unit { name: Some(_), .. }));
        let ground = mention.ground.filter(|_| !is_issuer_named && !is_central(mention.number));
        let office = self.drafts[at].office.as_ref();
        ground.zip(office).is_some_and(|(ground, office)| ground.is_elsewhere(office))
    }

    /// Whether it takes the text's writer to say that a document of another year is meant: numbers begin anew each
    /// year. What an organ of the whole country issued is cited for years by its number.
    fn is_of_another_year(&self, at: usize, mention: &Mention<'_>) -> bool {
        let issued = self.drafts[at].document.date;
        let day = mention.ground.and_then(|ground| ground.day);
        mention.date().is_none()
            && mention.number.year().is_none()
            && !is_central(mention.number)
            && issued.zip(day).is_some_and(|(issued, day)| year_of(issued) != year_of(day))
    }

    fn unknown(&mut self, key: String, mention: &Mention<'_>) -> DraftId {
        let is_local = !is_central(mention.number);
        let ground = mention.ground.filter(|_| is_local);
        let holder = ground.and_then(|ground| ground.holder(mention.office()));
        let year = ground.and_then(|ground| ground.day).map(year_of);
        let cited_in = year.filter(|_| mention.number.year().is_none()).map(When::CitedIn);
        let when = mention.date().map(When::Said).or(cited_in);
        let identity = (key, when, holder);
        let at = match self.by_mention.get(&identity) {
            Some(at) => *at,
            None => {
                let at = self.of_mention(mention, when, identity.2.as_deref());
                self.by_mention.insert(identity, at);
                at
            }
        };
        let mentions = &mut self.drafts[at].mentions;
        let is_new = mentions.last().is_none_or(|last| last.file != mention.span.file);
        if is_new && !is_of_known_parts(mention.number) {
            mentions.push(mention.span.clone());
        }
        DraftId(at)
    }

    fn of_mention(&mut self, mention: &Mention<'_>, when: Option<When>, holder: Option<&str>) -> usize {
        let document = Document {
            slug: self.free_slug(full_slug(mention.number, holder, when)),
            number: Some(mention.number.canonical().to_owned()),
            kind: mention.number.kind().map(str::to_owned),
            issuer: mention
                .said
                .and_then(|said| said.issuer.as_ref())
                .map(|issuer| full_name(issuer, mention)),
            date: match mention.date() {
                Some(SaidDate::Day(day)) => Some(day),
                _ => None,
            },
            year: match mention.date() {
                Some(SaidDate::Year(year)) => Some(year),
                _ => None,
            },
            cited_in: Some(CitedIn {
                place: mention
                    .ground
                    .filter(|_| mention.office().is_none() && holder.is_some())
                    .and_then(|ground| ground.area()),
                year: match when {
                    Some(When::CitedIn(year)) => Some(year),
                    _ => None,
                },
            }),
            title: None,
            url: None,
            cited_by: Vec::new(),
            span: None,
        };
        self.add(document, Some(mention.number), mention.office().cloned())
    }

    /// A slug that no other document has; numbered where it is taken.
    fn free_slug(&self, slug: String) -> String {
        let numbered = (2..).map(|at| format!("{slug}-{at}"));
        let mut candidates = std::iter::once(slug.clone()).chain(numbered);
        candidates.find(|slug| !self.by_slug.contains_key(slug)).unwrap_or_default()
    }

    /// What is near an id that names nothing.
    pub fn nearest(&self, written: &str) -> Option<crate::diagnostic::Text> {
        suggestion(written, self.by_slug.keys().map(String::as_str))
    }

    /// Gives out the ids, in the order of the slugs; documents that nothing published names are left out when
    /// no file describes them. Says which numbers are most likely misspelt, now that all are known.
    pub fn finish(
        self,
        used: impl Iterator<Item = DraftId>,
        out: &mut Diagnostics,
    ) -> (Vec<Document>, DocumentIds) {
        misspelt_numbers(self.drafts.iter().filter_map(Entry::known), out);
        let mut is_kept: Vec<bool> = self.drafts.iter().map(|draft| draft.document.span.is_some()).collect();
        used.for_each(|draft| is_kept[draft.0] = true);
        let mut bearers: HashMap<&str, usize> = HashMap::new();
        let kept = self.drafts.iter().zip(&is_kept).filter(|(_, is_kept)| **is_kept);
        for key in kept.filter_map(|(entry, _)| entry.key.as_deref()) {
            *bearers.entry(key).or_default() += 1;
        }
        let is_alone: Vec<bool> = self
            .drafts
            .iter()
            .map(|entry| entry.key.as_deref().is_none_or(|key| bearers.get(key) == Some(&1)))
            .collect();
        let drafts = self.drafts.into_iter().zip(is_alone);
        let mut drafts: Vec<Option<Document>> =
            drafts.map(|(draft, is_alone)| Some(draft.into_document(is_alone))).collect();
        let mut ids = DocumentIds(vec![None; drafts.len()]);
        let mut documents = Vec::new();
        for at in self.by_slug.into_values().filter(|at| is_kept[*at]) {
            ids.0[at] = Some(DocumentId::at(documents.len()));
            documents.extend(drafts[at].take());
        }
        (documents, ids)
    }
}

impl Entry {
    /// The document; one that no other has the number of needs nothing that tells it apart.
    fn into_document(self, is_alone: bool) -> Document {
        let cited_in = self.document.cited_in.filter(|_| !is_alone);
        Document { cited_in, ..self.document }
    }

    /// Whether it was issued when a text says; `None` where the text says nothing.
    fn is_of(&self, said: Option<SaidDate>) -> Option<bool> {
        said.map(|said| match said {
            SaidDate::Day(day) => self.document.date == Some(day),
            SaidDate::Year(year) => self.document.date.is_some_and(|date| year_of(date) == year),
        })
    }

    fn contradicts(&self, said: Option<&Seat>) -> bool {
        self.office.as_ref().zip(said).is_some_and(|(own, said)| own.contradicts(said))
    }

    fn known(&self) -> Option<Known<'_>> {
        let number = self.number.as_ref()?;
        Some(Known { number, is_described: self.document.span.is_some(), mentions: &self.mentions })
    }
}

/// The id of each draft that became a document.
pub(super) struct DocumentIds(Vec<Option<DocumentId>>);

impl DocumentIds {
    /// The id of a draft.
    pub fn of(&self, draft: DraftId) -> Option<DocumentId> {
        self.0.get(draft.0).copied().flatten()
    }
}

fn year_of(day: Day) -> i32 {
    Period::Day(day).year()
}

/// `61-kh-ubnd-tua-chua-2022`: all that tells the document from others of its number, so that its address
/// stays what it is when another of them is mentioned.
fn full_slug(number: &DocumentNumber, holder: Option<&str>, when: Option<When>) -> String {
    let when = when.map(|when| match when {
        When::Said(SaidDate::Day(day)) => year_of(day).to_string(),
        When::Said(SaidDate::Year(year)) => year.to_string(),
        When::CitedIn(year) => format!("tin-{year}"),
    });
    let parts = [Some(number.slug()), holder.map(str::to_owned), when];
    parts.into_iter().flatten().collect::<Vec<_>>().join("-")
}

/// "UBND xã" as it is to be read beside the texts of other places: "UBND xã Xá Nhè".
fn full_name(issuer: &Issuer, mention: &Mention<'_>) -> String {
    let Seat::Unit { kind, name: None } = &issuer.seat else { return issuer.written.clone() };
    let unit = mention.ground.and_then(|ground| ground.name_of(*kind));
    let office = issuer.written.rsplit_once(' ').map(|(office, _)| office);
    match (office, unit) {
        (Some(office), Some(unit)) => format!("{office} {unit}"),
        _ => issuer.written.clone(),
    }
}

/// Whether the symbol names an organ that there is only one of: then the number is the same paper for every
/// place. Symbols by Nghị định 30/2020/NĐ-CP: TTg, CP, QH, UBTVQH, CTN, TW, VPCP and the ministries, B….
fn is_central(number: &DocumentNumber) -> bool {
    let symbol = number.symbol();
    let local_with_b = ["BCĐ", "BCH", "BQL", "BTV", "BKT", "BTG"];
    symbol.split(['-', '/']).any(|part| {
        let organ = part.trim_end_matches(|c: char| c.is_ascii_digit());
        matches!(organ, "TTg" | "CP" | "QH" | "UBTVQH" | "CTN" | "TW" | "VPCP")
            || (organ.starts_with('B')
                && organ.chars().count() >= 3
                && organ.chars().all(|c| c.is_uppercase() || c == '&')
                && !local_with_b.contains(&organ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vietnamese::parse_document_number;

    #[track_caller]
    fn check(number: &str, central: bool) {
        assert_eq!(is_central(&parse_document_number(number).expect("a number")), central, "{number}");
    }

    #[test]
    fn only_central_organs_make_a_number_one_paper_for_the_whole_country() {
        check("06/QĐ-TTg", true);
        check("42/2022/NĐ-CP", true);
        check("1243/NQ-UBTVQH15", true);
        check("26/2023/QH15", true);
        check("104/QĐ-BCA", true);
        check("61/KH-UBND", false);
        check("3074/UBND-CA", false);
        check("12/KH-BCĐ", false);
    }
}
