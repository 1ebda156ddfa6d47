//! What many pages show the same, written once for all of them: teasers in lists of bulletins and under each of them,
//! the archive beside lists.
//!
//! Every bulletin's page has a dozen teasers, mostly of the same few; every bulletin stands in the lists of its year,
//! its month and its category, beside each of which all years are named. Links
//! in these lead by the site's root, so that they are the same from every page of a depth.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use serde::Serialize;

use super::RenderError;
use super::desk::Desk;
use super::engine::{Engine, Fields};
use super::markup::{Markup, SharedMarkup};
use super::part::{Months, TeaserView, YearView, brief_teaser, teaser, years};
use crate::model::BulletinId;

/// How many bytes of teasers are held. Those beyond are written again for every page, so that there is room for a site
/// of any size.
const HELD: usize = 32 << 20;

/// As much of a bulletin as a teaser shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Neither its lead nor its picture: beside something else, whose page stays as it is when one of these changes.
    Brief,
    /// Both, over the whole width: in a list of bulletins.
    Wide,
}

/// What is written in one language, by the way from its pages to the site's root.
pub struct Written<'a> {
    engine: Arc<Engine<'a>>,
    teasers: RwLock<Teasers>,
    archives: RwLock<BTreeMap<(String, Months), SharedMarkup>>,
}

/// Teasers that were written.
#[derive(Debug, Default)]
struct Teasers {
    of: BTreeMap<(String, Form), BTreeMap<BulletinId, SharedMarkup>>,
    /// How many bytes they have.
    size: usize,
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

    /// The teasers of some bulletins for the page at hand, in the order given.
    ///
    /// # Errors
    ///
    /// [`RenderError::Theme`] with the place in the template.
    pub fn teasers(
        &self,
        desk: &Desk<'_>,
        ids: &[BulletinId],
        form: Form,
    ) -> Result<Vec<SharedMarkup>, RenderError> {
        let which = (desk.root(), form);
        let known: Vec<Option<SharedMarkup>> = {
            let teasers = self.teasers.read().unwrap_or_else(PoisonError::into_inner);
            let held = teasers.of.get(&which);
            ids.iter().map(|id| held.and_then(|held| held.get(id)).cloned()).collect()
        };
        let or_write = |(known, id): (Option<SharedMarkup>, &BulletinId)| match known {
            Some(markup) => Ok(markup),
            None => self.teaser(desk, &which, *id),
        };
        known.into_iter().zip(ids).map(or_write).collect()
    }

    fn teaser(
        &self,
        desk: &Desk<'_>,
        which: &(String, Form),
        id: BulletinId,
    ) -> Result<SharedMarkup, RenderError> {
        #[derive(Serialize)]
        struct Arguments {
            item: TeaserView,
            variant: Option<&'static str>,
            shows_lead: bool,
            shows_picture: bool,
        }

        let (root, form) = which;
        let desk = desk.by_root(root);
        let (item, variant) = match form {
            Form::Brief => (brief_teaser(&desk, id), None),
            Form::Wide => (teaser(&desk, id), Some("wide")),
        };
        let shows = *form == Form::Wide;
        let arguments = Arguments { item, variant, shows_lead: shows, shows_picture: shows };
        let markup = self.write("teaser", &arguments, &desk)?;
        let (size, markup) = (markup.len(), SharedMarkup::from(markup));
        let mut teasers = self.teasers.write().unwrap_or_else(PoisonError::into_inner);
        if teasers.size + size <= HELD {
            let of_page = teasers.of.entry(which.clone()).or_default();
            if of_page.insert(id, markup.clone()).is_none() {
                teasers.size += size;
            }
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
        let desk = desk.by_root(&which.0);
        let years = years(&desk, months);
        let markup = match years.is_empty() {
            true => Markup::new(),
            false => self.write("archive", &Arguments { years }, &desk)?,
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
        site.bulletins[id.index()].lead = Some(site.bulletins[id.index()].title.clone());
        let text = "{% component teaser(item: map, variant: string = \"\", shows_lead: bool, shows_picture: bool, @frame) %}\
            <a href=\"{{ item.link }}\">{{ variant }}{{ item.lead or \"\" }}</a>{% endcomponent teaser %}";
        let template = Template { file: site.bulletin(id).file, text: text.to_owned() };
        let templates = [("components/teaser/teaser.html".to_owned(), template)].into();
        let theme = Theme { templates, ..Theme::default() };
        let written = Written::new(Arc::new(Engine::new(&theme).unwrap()));
        let teaser = |address, form| {
            at_desk(&site, address, |desk| written.teasers(desk, &[id], form).unwrap()[0].as_str().to_owned())
        };
        let held = || written.teasers.read().unwrap().of.values().map(BTreeMap::len).sum::<usize>();
        let below = "<a href=\"../../ban-tin/2022/tin.html\"></a>";
        for address in ["ban-tin/2021/a.html", "ban-tin/2022/b.html"] {
            assert_eq!(teaser(address, Form::Brief), below);
            assert_eq!(held(), 1);
        }
        let brief = "<a href=\"ban-tin/2022/tin.html\"></a>";
        let wide = "<a href=\"ban-tin/2022/tin.html\">widetin</a>";
        assert_eq!(teaser("a.html", Form::Brief), brief);
        assert_eq!(teaser("a.html", Form::Wide), wide);
        assert_eq!(held(), 3);
        assert_eq!(written.teasers.read().unwrap().size, [below, brief, wide].concat().len());
    }
}
