//! What many pages show the same, written once for all of them: teasers under bulletins, the archive beside lists.
//!
//! Every bulletin's page has a dozen teasers, mostly of the same few; every page of a list names all years. Links
//! in these lead by the site's root, so that they are the same from every page of a depth.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use serde::Serialize;

use super::RenderError;
use super::desk::Desk;
use super::engine::{Engine, Fields};
use super::markup::{Markup, SharedMarkup};
use super::part::{Months, TeaserView, YearView, brief_teaser, years};
use crate::derive::address::Page;
use crate::model::BulletinId;

/// How many teasers are held, some 500 bytes each. Those beyond are written again for every page, so that there is
/// room for a site of any size.
const HELD: usize = 32_768;

/// What is written in one language, by the way from its pages to the site's root.
pub struct Written<'a> {
    engine: Arc<Engine<'a>>,
    teasers: RwLock<BTreeMap<String, BTreeMap<BulletinId, SharedMarkup>>>,
    archives: RwLock<BTreeMap<(String, Months), SharedMarkup>>,
}

/// What these may see of the frame of the pages that they stand on.
#[derive(Serialize)]
struct Frame<'a> {
    language: &'a str,
    foreign: Option<&'a str>,
    root: &'a str,
}

impl<'a> Written<'a> {
    /// Nothing yet.
    pub fn new(engine: Arc<Engine<'a>>) -> Self {
        Self { engine, teasers: RwLock::default(), archives: RwLock::default() }
    }

    /// The teasers of some bulletins for the page at hand, in the order given: without leads and pictures, so that
    /// pages stay as they are when one of these changes.
    ///
    /// # Errors
    ///
    /// [`RenderError::Theme`] with the place in the template.
    pub fn teasers(&self, desk: &Desk<'_>, ids: &[BulletinId]) -> Result<Vec<SharedMarkup>, RenderError> {
        let root = desk.root();
        let known: Vec<Option<SharedMarkup>> = {
            let teasers = self.teasers.read().unwrap_or_else(PoisonError::into_inner);
            let held = teasers.get(&root);
            ids.iter().map(|id| held.and_then(|held| held.get(id)).cloned()).collect()
        };
        let or_write = |(known, id): (Option<SharedMarkup>, &BulletinId)| match known {
            Some(markup) => Ok(markup),
            None => self.teaser(desk, &root, *id),
        };
        known.into_iter().zip(ids).map(or_write).collect()
    }

    fn teaser(&self, desk: &Desk<'_>, root: &str, id: BulletinId) -> Result<SharedMarkup, RenderError> {
        #[derive(Serialize)]
        struct Arguments {
            item: TeaserView,
        }

        let link = desk.link_by_root(Page::Bulletin(id));
        let item = TeaserView { link, ..brief_teaser(desk, id) };
        let markup = SharedMarkup::from(self.write("teaser", &Arguments { item }, desk)?);
        let mut teasers = self.teasers.write().unwrap_or_else(PoisonError::into_inner);
        if teasers.values().map(BTreeMap::len).sum::<usize>() < HELD {
            teasers.entry(root.to_owned()).or_default().insert(id, markup.clone());
        }
        Ok(markup)
    }

    /// The years that have bulletins, with the months asked for, for the page at hand; empty where there is none.
    ///
    /// # Errors
    ///
    /// [`RenderError::Theme`] with the place in the template.
    pub fn archive(&self, desk: &Desk<'_>, months: Months) -> Result<SharedMarkup, RenderError> {
        #[derive(Serialize)]
        struct Arguments {
            years: Vec<YearView>,
        }

        let which = (desk.root(), months);
        let known = self.archives.read().unwrap_or_else(PoisonError::into_inner).get(&which).cloned();
        if let Some(markup) = known {
            return Ok(markup);
        }
        let years = years(desk, months);
        let markup = match years.is_empty() {
            true => Markup::new(),
            false => self.write("archive", &Arguments { years }, desk)?,
        };
        let markup = SharedMarkup::from(markup);
        self.archives.write().unwrap_or_else(PoisonError::into_inner).insert(which, markup.clone());
        Ok(markup)
    }

    fn write(
        &self,
        component: &str,
        arguments: &impl Serialize,
        desk: &Desk<'_>,
    ) -> Result<Markup, RenderError> {
        let site = &desk.site.config.language;
        let foreign = (desk.language != site).then(|| site.tag());
        let frame = Frame { language: desk.language.tag(), foreign, root: &desk.root() };
        self.engine.component(component, Fields::of(arguments)?, Fields::of(&frame)?)
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
        let written = Written::new(Arc::new(Engine::new(&theme).unwrap()));
        let from = |address| at_desk(&site, address, |desk| written.teasers(desk, &[id]).unwrap());
        let held = || written.teasers.read().unwrap().values().map(BTreeMap::len).sum::<usize>();
        let (one, other) = (from("ban-tin/2021/a.html"), from("ban-tin/2022/b.html"));
        assert_eq!(one[0].as_str(), "<a href=\"../../ban-tin/2022/tin.html\">2022-11-24</a>");
        assert_eq!((&one, held()), (&other, 1));
        assert_eq!(from("a.html")[0].as_str(), "<a href=\"ban-tin/2022/tin.html\">2022-11-24</a>");
        assert_eq!(held(), 2);
    }
}
