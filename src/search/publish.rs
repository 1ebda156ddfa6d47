//! Puts the files of an index into a sink: what changed since the last build, or all.

use std::collections::BTreeMap;
use std::sync::Mutex;

use rayon::prelude::*;

use super::SearchError;
use super::bale::Postings;
use super::change::{Changed, difference};
use super::document::Subject;
use super::family::{Family, address, head_address, head_script, script};
use super::harvest::Harvester;
use super::head::Head;
use super::index::{build, records, subjects};
use super::kept::{Files, Holds, Kept, Records, digest_of, texts};
use super::noted::Noted;
use super::patch::{Patch, Patched};
use super::place::{Places, notices};
use super::segment::Segments;
use super::shard::{flagged, pack, rules, syllables};
use crate::cache::{Aside, Basis};
use crate::digest::Digest;
use crate::model::{Bodies, Site, Theme};
use crate::output::{Address, Fingerprint, Sink};

/// One of so many records may have changed since the whole index was made; if it is more, it is made again.
const SHARE: usize = 32;
/// So many may have in any case.
const FEW: usize = 16;

/// What an index is made of, and where it goes.
pub struct Publisher<'a> {
    /// The site.
    pub site: &'a Site,
    /// Its theme.
    pub theme: &'a Theme,
    /// Its texts.
    pub bodies: &'a dyn Bodies,
    /// Where files go.
    pub sink: Noted<'a>,
}

/// What an index was made from.
#[derive(Clone, Copy)]
struct Origin<'a> {
    basis: Basis,
    texts: &'a [Option<Digest>],
}

/// What has to be done where little changed.
struct Plan {
    patched: Patched,
    head: Head,
    records: Records,
}

impl Publisher<'_> {
    /// Puts all files of the index into the sink. What is kept spares making what has not changed, and is brought up
    /// to date.
    ///
    /// # Errors
    ///
    /// [`SearchError`].
    pub fn publish(&self, kept: Option<Kept<'_>>) -> Result<(), SearchError> {
        let Some(kept) = kept else { return self.whole(None, None) };
        let subjects = subjects(self.site, &Segments::of(self.site));
        let texts = texts(&subjects, self.bodies)?;
        let origin = Origin { basis: kept.basis, texts: &texts };
        if self.renew(kept, origin, &subjects)? {
            return Ok(());
        }
        match kept.index.new_postings() {
            Ok(aside) => match self.whole(Some(aside), Some((kept, origin))) {
                // What was put aside and can't be read again is made without.
                Err(SearchError::Read(_)) => self.whole(None, None),
                made => made,
            },
            Err(_) => self.whole(None, None),
        }
    }

    /// Makes the whole index.
    fn whole(&self, aside: Option<Aside>, kept: Option<(Kept<'_>, Origin<'_>)>) -> Result<(), SearchError> {
        let mut index = build(self.site, self.theme, self.bodies, aside)?;
        let holds = Mutex::new(Holds::new());
        let (head, bits) = pack(&mut index, &|file| {
            let holds_now = self.put(file.address, script(file.family, file.number, &file.payload))?;
            if let Ok(mut holds) = holds.lock() {
                holds.insert((file.family, file.number), holds_now);
            }
            Ok(())
        })?;
        let of_head = self.put(head_address(), head_script(&head))?;
        let (Some((kept, Origin { basis, texts })), Ok(holds)) = (kept, holds.into_inner()) else {
            return Ok(());
        };
        let files = Files { basis, texts: digest_of(texts), families: head.families, holds, head: of_head };
        let records = Records {
            basis,
            texts: texts.to_vec(),
            ids: index.ids,
            layout: index.layout,
            bits,
            words: index.words.into_iter().collect(),
            bales: index.postings.segments,
            again: Default::default(),
        };
        if index.postings.aside.is_some_and(|aside| aside.keep().is_ok()) {
            // What can't be kept is made again.
            let _ = kept.index.keep(&files, &records);
        }
        Ok(())
    }

    /// Makes what changed, where that is little; says whether it was.
    fn renew(
        &self,
        kept: Kept<'_>,
        origin: Origin<'_>,
        subjects: &[Vec<Subject>; 2],
    ) -> Result<bool, SearchError> {
        let Some(files) = kept.index.files::<Files>().filter(|files| files.basis == origin.basis) else {
            return Ok(false);
        };
        if files.texts == digest_of(origin.texts) {
            let all: Vec<_> = files.holds.iter().collect();
            return Ok(self.keep(&files, &all)? && self.keep_one(&head_address(), &files.head)?);
        }
        let Some(plan) = self.plan(kept, origin, subjects, &files) else { return Ok(false) };
        let Plan { patched, head, records } = plan;
        let same: Vec<_> = files.holds.iter().filter(|(name, _)| !patched.files.contains_key(name)).collect();
        if !self.keep(&files, &same)? {
            return Ok(false);
        }
        let put = |((family, number), payload): ((Family, u32), String)| {
            let hash = patched.families.get(&family).and_then(|spec| spec.hash(number));
            let address = address(family, hash.unwrap_or_default(), number);
            Ok(((family, number), self.put(address, script(family, number, &payload))?))
        };
        let new = patched.files.into_par_iter().filter_map(|(name, payload)| Some((name, payload?)));
        let new: Vec<_> = new.map(put).collect::<Result<_, SearchError>>()?;
        let holds = same.into_iter().map(|(name, holds)| (*name, *holds)).chain(new).collect();
        let of_head = self.put(head_address(), head_script(&head))?;
        let texts = digest_of(origin.texts);
        let files = Files { basis: origin.basis, texts, families: patched.families, holds, head: of_head };
        // What can't be kept is made again.
        let _ = kept.index.keep(&files, &records);
        Ok(true)
    }

    /// What has to be done; nothing where that can't be said, or where it would be too much.
    fn plan(
        &self,
        kept: Kept<'_>,
        origin: Origin<'_>,
        subjects: &[Vec<Subject>; 2],
        files: &Files,
    ) -> Option<Plan> {
        let mut kept_records = kept.index.records::<Records>()?;
        let is_of_files = kept_records.basis == files.basis && digest_of(&kept_records.texts) == files.texts;
        let count = origin.texts.len();
        if !is_of_files || kept_records.ids.len() != count {
            return None;
        }
        let changed = changed(&kept_records, origin.texts, subjects);
        let again: usize = kept_records.again.iter().map(BTreeMap::len).sum();
        if changed.len() + again > (count / SHARE).max(FEW) {
            return None;
        }
        let places = Places::of(self.site);
        let harvester = Harvester::new(self.site, self.theme, self.bodies, &places);
        let bales = std::mem::take(&mut kept_records.bales);
        let postings = Postings { segments: bales, aside: kept.index.postings() };
        let difference = difference(&changed, &harvester, &kept_records, &postings)?;
        let flagged = flagged(&notices(self.site));
        let rules = [0, 1].map(|segment| rules(segment, count, &kept_records.layout, &flagged));
        let mut patch = Patch::new(files, &self.sink);
        let bits = patch.terms(&difference, rules, kept_records.bits)?;
        patch.shown(&difference.shown)?;
        let patched = patch.finish()?;
        let head = Head {
            records: count as u32,
            layout: kept_records.layout,
            families: patched.families.clone(),
            syllables: syllables(difference.words.iter().map(|(word, count)| (word.as_str(), *count))),
        };
        let records = Records {
            texts: origin.texts.to_vec(),
            bits,
            words: difference.words,
            bales: postings.segments,
            again: difference.again,
            ..kept_records
        };
        Some(Plan { patched, head, records })
    }

    fn put(&self, address: Address, bytes: Vec<u8>) -> Result<Fingerprint, SearchError> {
        let put = self.sink.put(&address, &bytes);
        put.map_err(|source| SearchError::Put { address, source })
    }

    /// Keeps files as they are; says whether all of them could be.
    fn keep(&self, files: &Files, all: &[(&(Family, u32), &Fingerprint)]) -> Result<bool, SearchError> {
        let kept = all
            .par_iter()
            .map(|((family, number), holds)| self.keep_one(&files.address(*family, *number), holds));
        kept.try_reduce(|| true, |a, b| Ok(a && b))
    }

    fn keep_one(&self, address: &Address, holds: &Fingerprint) -> Result<bool, SearchError> {
        let kept = self.sink.keep(address, holds);
        kept.map_err(|source| SearchError::Put { address: address.clone(), source })
    }
}

/// The records whose texts changed.
fn changed(kept: &Records, texts: &[Option<Digest>], subjects: &[Vec<Subject>; 2]) -> Vec<Changed> {
    let mut differs = kept.texts.iter().zip(texts).map(|(before, now)| before != now);
    let mut changed = Vec::new();
    for (segment, of_segment) in records(subjects, &kept.ids).into_iter().enumerate() {
        let of_segment = of_segment.into_iter().enumerate();
        changed.extend(
            of_segment.filter(|_| differs.next().unwrap_or_default()).map(|(at, record)| Changed {
                record,
                segment,
                at,
            }),
        );
    }
    changed
}
