//! Bulletins as lists of what else to read show them: each is written once for all the pages that name it.
//!
//! Every bulletin's page has a dozen of them, and they are mostly the same few. Their links lead by the site's root,
//! so that they are the same from every page of a depth; they show neither leads nor pictures, so that pages stay as
//! they are when a lead in such a list changes.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use serde::Serialize;

use super::RenderError;
use super::desk::Desk;
use super::engine::{Engine, Fields};
use super::markup::Markup;
use super::part::{TeaserView, brief_teaser};
use crate::derive::address::Page;
use crate::model::BulletinId;

/// How many are held, some 500 bytes each. Those beyond are written again for every page, so that a site of any size
/// finds room for them.
const HELD: usize = 32_768;

/// Teasers in one language, as markup.
pub struct Briefs<'a> {
    engine: Arc<Engine<'a>>,
    /// By the way to the site's root, then by bulletin.
    written: RwLock<BTreeMap<String, BTreeMap<BulletinId, Markup>>>,
}

/// What a teaser may see of the frame of the pages that it stands on.
#[derive(Serialize)]
struct Frame<'a> {
    language: &'a str,
    foreign: Option<&'a str>,
    root: &'a str,
}

impl<'a> Briefs<'a> {
    /// None yet.
    pub fn new(engine: Arc<Engine<'a>>) -> Self {
        Self { engine, written: RwLock::default() }
    }

    /// The teasers of some bulletins for the page at hand, in the order given.
    ///
    /// # Errors
    ///
    /// [`RenderError::Theme`] with the place in the template.
    pub fn of(&self, desk: &Desk<'_>, ids: &[BulletinId]) -> Result<Vec<Markup>, RenderError> {
        let root = desk.root();
        let known: Vec<Option<Markup>> = {
            let written = self.written.read().unwrap_or_else(PoisonError::into_inner);
            let held = written.get(&root);
            ids.iter().map(|id| held.and_then(|held| held.get(id)).cloned()).collect()
        };
        let or_write = |(known, id): (Option<Markup>, &BulletinId)| match known {
            Some(markup) => Ok(markup),
            None => self.write(desk, &root, *id),
        };
        known.into_iter().zip(ids).map(or_write).collect()
    }

    fn write(&self, desk: &Desk<'_>, root: &str, id: BulletinId) -> Result<Markup, RenderError> {
        let site = &desk.site.config.language;
        let foreign = (desk.language != site).then(|| site.tag());
        let frame = Frame { language: desk.language.tag(), foreign, root };
        let link = format!("{root}{}", desk.address_of(Page::Bulletin(id)).in_link());
        let teaser = Fields::of(&TeaserView { link, ..brief_teaser(desk, id) })?;
        let markup = self.engine.item("teaser", teaser, Fields::of(&frame)?)?;
        let mut written = self.written.write().unwrap_or_else(PoisonError::into_inner);
        if written.values().map(BTreeMap::len).sum::<usize>() < HELD {
            written.entry(root.to_owned()).or_default().insert(id, markup.clone());
        }
        Ok(markup)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derive::fixture::{bulletin, site};
    use crate::model::{Template, Theme};
    use crate::render::fixture::at_desk;

    #[test]
    fn a_teaser_is_written_once_for_all_pages_of_a_depth_and_leads_from_each_to_its_bulletin() {
        let mut site = site();
        let id = bulletin(&mut site, "tin", &[]);
        let text = "{% component teaser(item: map, @frame) %}\
            <a href=\"{{ item.link }}\">{{ item.date.iso }}</a>{% endcomponent teaser %}";
        let template = Template { file: site.bulletin(id).file, text: text.to_owned() };
        let templates = [("components/teaser/teaser.html".to_owned(), template)].into();
        let theme = Theme { templates, ..Theme::default() };
        let briefs = Briefs::new(Arc::new(Engine::new(&theme).unwrap()));
        let from = |address| at_desk(&site, address, |desk| briefs.of(desk, &[id]).unwrap());
        let held = || briefs.written.read().unwrap().values().map(BTreeMap::len).sum::<usize>();
        let (one, other) = (from("ban-tin/2021/a.html"), from("ban-tin/2022/b.html"));
        assert_eq!(one[0].as_str(), "<a href=\"../../ban-tin/2022/tin.html\">2022-11-24</a>");
        assert_eq!((&one, held()), (&other, 1));
        assert_eq!(from("a.html")[0].as_str(), "<a href=\"ban-tin/2022/tin.html\">2022-11-24</a>");
        assert_eq!(held(), 2);
    }
}
