//! Decides which document a number means: number, issuer and day name one, a number alone does not.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::model::{Day, Document, DocumentId, LocalityId};
use crate::parse::document::WrittenDocument;
use crate::parse::{duplicate_id, suggestion};
use crate::source::{FileId, Span, Spanned};
use crate::vietnamese::DocumentNumber;

/// All documents while they are being found; ids are given out last, in the order of the slugs.
#[derive(Default)]
pub(super) struct Documents {
    drafts: Vec<Document>,
    by_slug: BTreeMap<String, usize>,
    /// Those that a file describes.
    by_number: HashMap<String, Vec<usize>>,
    /// Documents that no file describes, by all that a text says of them.
    by_mention: HashMap<(String, Option<Day>, Option<LocalityId>), usize>,
    /// The numbers that were reported as ambiguous, by text: one line in its front matter mends them all.
    reported: BTreeSet<(FileId, String)>,
}

/// A document among [`Documents`]; becomes a [`DocumentId`] at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct DraftId(usize);

/// A province or district.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area<'a> {
    /// Its id.
    pub id: LocalityId,
    /// Its slug.
    pub slug: &'a str,
}

/// What a text says of a document.
pub(super) struct Mention<'a> {
    /// Its number.
    pub number: &'a DocumentNumber,
    /// Its date, where the text gives one.
    pub date: Option<Day>,
    /// The province or district that the text is about: whose 61/KH-UBND is meant, where the symbol does not say.
    pub area: Option<Area<'a>>,
    /// Where it stands.
    pub span: &'a Span,
    /// The documents that the text's front matter names.
    pub named: &'a [DraftId],
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
            let at = documents.add(Document {
                slug: slug.value,
                number: entry.number.as_ref().map(|number| number.canonical().to_owned()),
                kind,
                issuer: entry.issuer,
                date: entry.date,
                title: entry.title,
                url: entry.url,
                cited_by: Vec::new(),
                span: Some(slug.span),
            });
            if let Some(number) = &entry.number {
                documents.by_number.entry(number.same_paper_key()).or_default().push(at);
            }
        }
        documents
    }

    fn add(&mut self, document: Document) -> usize {
        let at = self.drafts.len();
        self.by_slug.insert(document.slug.clone(), at);
        self.drafts.push(document);
        at
    }

    /// The described document of this id.
    pub fn by_id(&self, id: &str) -> Option<DraftId> {
        self.by_slug.get(id).copied().map(DraftId)
    }

    /// The document that a number in a text means; a number that nothing describes becomes one known by its
    /// number alone. `None` where several could be meant, which is reported.
    pub fn mentioned(&mut self, mention: &Mention<'_>, out: &mut Diagnostics) -> Option<DraftId> {
        let key = mention.number.same_paper_key();
        let described = self.fitting(&key, mention);
        if let Some(named) = described.iter().find(|at| mention.named.contains(&DraftId(**at))) {
            return Some(DraftId(*named));
        }
        match described.as_slice() {
            [] => Some(self.unknown(key, mention)),
            [one] => Some(DraftId(*one)),
            several => {
                if self.reported.insert((mention.span.file, key)) {
                    out.push(self.ambiguous(mention, several));
                }
                None
            }
        }
    }

    /// The described documents that bear the number; where the text gives a day, only those of that day.
    fn fitting(&self, key: &str, mention: &Mention<'_>) -> Vec<usize> {
        let bearers = self.by_number.get(key).into_iter().flatten().copied();
        bearers.filter(|at| mention.date.is_none() || self.drafts[*at].date == mention.date).collect()
    }

    fn unknown(&mut self, key: String, mention: &Mention<'_>) -> DraftId {
        let area = mention.area.filter(|_| !is_central(mention.number));
        let key = (key, mention.date, area.map(|area| area.id));
        if let Some(at) = self.by_mention.get(&key) {
            return DraftId(*at);
        }
        let document = Document {
            slug: self.free_slug(full_slug(mention, area)),
            number: Some(mention.number.canonical().to_owned()),
            kind: mention.number.kind().map(str::to_owned),
            issuer: None,
            date: mention.date,
            title: None,
            url: None,
            cited_by: Vec::new(),
            span: None,
        };
        let at = self.add(document);
        self.by_mention.insert(key, at);
        DraftId(at)
    }

    /// A slug that no other document has; numbered where it is taken.
    fn free_slug(&self, slug: String) -> String {
        let numbered = (2..).map(|at| format!("{slug}-{at}"));
        let mut candidates = std::iter::once(slug.clone()).chain(numbered);
        candidates.find(|slug| !self.by_slug.contains_key(slug)).unwrap_or_default()
    }

    fn ambiguous(&self, mention: &Mention<'_>, several: &[usize]) -> Diagnostic {
        let number = mention.number.canonical();
        let (count, first) = (several.len(), &self.drafts[several[0]].slug);
        let error = Diagnostic::error(
            "ambiguous-document",
            mention.span,
            text!(
                vi: "có {count} văn bản mang số {number}",
                en: "{count} documents bear the number {number}",
            ),
        );
        let error = several.iter().fold(error, |error, at| {
            let document = &self.drafts[*at];
            let Some(span) = &document.span else { return error };
            let (slug, issuer) = (&document.slug, document.issuer.as_deref().unwrap_or("?"));
            error.label(span, text!(vi: "{slug}: {issuer}", en: "{slug}: {issuer}"))
        });
        error.help(text!(
            vi: "ghi rõ văn bản nào trong phần khai báo: `documents: [{first}]`",
            en: "say which one in the front matter: `documents: [{first}]`",
        ))
    }

    /// What is near an id that names nothing.
    pub fn nearest(&self, written: &str) -> Option<crate::diagnostic::Text> {
        suggestion(written, self.by_slug.keys().map(String::as_str))
    }

    /// Gives out the ids, in the order of the slugs; documents that nothing published names are left out when
    /// no file describes them.
    pub fn finish(self, used: impl Iterator<Item = DraftId>) -> (Vec<Document>, DocumentIds) {
        let mut is_kept: Vec<bool> = self.drafts.iter().map(|draft| draft.span.is_some()).collect();
        used.for_each(|draft| is_kept[draft.0] = true);
        let mut drafts: Vec<Option<Document>> = self.drafts.into_iter().map(Some).collect();
        let mut ids = DocumentIds(vec![None; drafts.len()]);
        let mut documents = Vec::new();
        for at in self.by_slug.into_values().filter(|at| is_kept[*at]) {
            ids.0[at] = Some(DocumentId::at(documents.len()));
            documents.extend(drafts[at].take());
        }
        (documents, ids)
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

/// `61-kh-ubnd-tua-chua-2022`: all that tells the document from others of its number, so that its address
/// stays what it is when another of them is mentioned.
fn full_slug(mention: &Mention<'_>, area: Option<Area<'_>>) -> String {
    let year = mention.date.map(|day| day.format("%Y").to_string());
    let parts = [Some(mention.number.slug()), area.map(|area| area.slug.to_owned()), year];
    parts.into_iter().flatten().collect::<Vec<_>>().join("-")
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
