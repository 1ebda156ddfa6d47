//! What many pages show the same, written once for all of them: bulletins, places and documents in lists, and the
//! archive beside lists.
//!
//! Every bulletin's page has a dozen teasers, mostly of the same few; every bulletin stands in the lists of its year,
//! its month and its category, and on the pages of its places and documents. Links in these lead by the site's root:
//! the archive is the same from every page of a depth, and an item gets the way there when it is put into a list.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use serde::Serialize;

use super::RenderError;
use super::desk::Desk;
use super::engine::{Engine, Fields};
use super::markup::{ItemMarkup, ListMarkup, Markup, SharedMarkup};
use super::part::{
    EntryView, Months, PlaceView, TeaserView, YearView, brief_teaser, document_entry, place_view, teaser,
    years,
};
use crate::model::{BulletinId, DocumentId, LocalityId};

/// How many bytes of items are held: more than those of 100,000 bulletins have. Those beyond are written again for every
/// page, so that there is room for a site of any size.
const HELD: usize = 128 << 20;

/// Something in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Listed {
    /// A bulletin's teaser.
    Teaser(BulletinId, Form),
    /// A place with what it lies in.
    Place(LocalityId),
    /// A document with what is known of it.
    Document(DocumentId),
}

/// As much of a bulletin as a teaser shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Neither its lead nor its picture: beside something else, whose page stays as it is when one of these changes.
    Brief,
    /// Its lead: in a narrow list.
    Lead,
    /// Both, over the whole width: in a list of bulletins.
    Wide,
}

/// What is written in one language.
pub struct Written<'a> {
    engine: Arc<Engine<'a>>,
    items: RwLock<Held>,
    /// By the way from their pages to the site's root.
    archives: RwLock<BTreeMap<(String, Months), SharedMarkup>>,
}

/// Items that were written.
#[derive(Debug, Default)]
struct Held {
    items: BTreeMap<Listed, ItemMarkup>,
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
        Self { engine, items: RwLock::default(), archives: RwLock::default() }
    }

    /// Items of a list for the page at hand, in the order given.
    ///
    /// # Errors
    ///
    /// [`RenderError::Theme`] with the place in the template.
    pub fn list(
        &self,
        desk: &Desk<'_>,
        items: impl IntoIterator<Item = Listed>,
    ) -> Result<ListMarkup, RenderError> {
        let known: Vec<(Listed, Option<ItemMarkup>)> = {
            let held = self.items.read().unwrap_or_else(PoisonError::into_inner);
            items.into_iter().map(|item| (item, held.items.get(&item).cloned())).collect()
        };
        let or_write = |(item, known): (Listed, Option<ItemMarkup>)| match known {
            Some(markup) => Ok(markup),
            None => self.item(desk, item),
        };
        let items = known.into_iter().map(or_write).collect::<Result<_, RenderError>>()?;
        Ok(ListMarkup::new(desk.root(), items))
    }

    fn item(&self, desk: &Desk<'_>, item: Listed) -> Result<ItemMarkup, RenderError> {
        #[derive(Serialize)]
        struct Teaser {
            item: TeaserView,
            variant: Option<&'static str>,
            shows_lead: bool,
            shows_picture: bool,
        }
        #[derive(Serialize)]
        struct Place {
            item: PlaceView,
        }
        #[derive(Serialize)]
        struct Entry {
            item: EntryView,
        }

        let desk = desk.by_root(ItemMarkup::ROOT);
        let markup = match item {
            Listed::Teaser(id, form) => {
                let item = if form == Form::Brief { brief_teaser(&desk, id) } else { teaser(&desk, id) };
                let is_wide = form == Form::Wide;
                let variant = is_wide.then_some("wide");
                let teaser =
                    Teaser { item, variant, shows_lead: form != Form::Brief, shows_picture: is_wide };
                self.write("teaser_item", &teaser, &desk)?
            }
            Listed::Place(id) => self.write("place_item", &Place { item: place_view(&desk, id) }, &desk)?,
            Listed::Document(id) => {
                self.write("list_item", &Entry { item: document_entry(&desk, id) }, &desk)?
            }
        };
        let markup = ItemMarkup::of(&markup);
        let size = markup.size();
        let mut held = self.items.write().unwrap_or_else(PoisonError::into_inner);
        if held.size + size <= HELD && held.items.insert(item, markup.clone()).is_none() {
            held.size += size;
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
    use crate::derive::fixture::{bulletin, locality, site};
    use crate::model::{Template, Theme};
    use crate::render::fixture::at_desk;

    #[test]
    fn an_item_is_written_once_for_all_pages_and_leads_from_each_to_its_page() {
        let mut site = site();
        let place = locality(&mut site, "xa-nhe", None);
        let id = bulletin(&mut site, "tin", &[place]);
        site.bulletins[id.index()].lead = Some(site.bulletins[id.index()].title.clone());
        let text = "{% component teaser_item(item: map, variant: string = \"\", shows_lead: bool, shows_picture: bool, @frame) %}\
            <a href=\"{{ item.link }}\">{{ variant }}{{ item.lead or \"\" }}</a>{% endcomponent teaser_item %}\
            {% component place_item(item: map, @frame) %}<a href=\"{{ item.link }}\">{% endcomponent place_item %}";
        let template = Template { file: site.bulletin(id).file, text: text.to_owned() };
        let templates = [("components/teaser/teaser.html".to_owned(), template)].into();
        let theme = Theme { templates, ..Theme::default() };
        let written = Written::new(Arc::new(Engine::new(&theme).unwrap()));
        let list = |address, items: &[Listed]| {
            let list = at_desk(&site, address, |desk| written.list(desk, items.iter().copied()).unwrap());
            serde_json::to_value(list).unwrap().as_str().unwrap().to_owned()
        };
        let held = || written.items.read().unwrap().items.len();
        let [brief, lead, wide] = [Form::Brief, Form::Lead, Form::Wide].map(|form| Listed::Teaser(id, form));
        for address in ["ban-tin/2021/a.html", "ban-tin/2022/b.html"] {
            assert_eq!(
                list(address, &[Listed::Place(place), brief]),
                "<a href=\"../../dia-phuong/xa-nhe.html\">\n<a href=\"../../ban-tin/2022/tin.html\"></a>"
            );
            assert_eq!(held(), 2);
        }
        assert_eq!(list("a.html", &[brief]), "<a href=\"ban-tin/2022/tin.html\"></a>");
        assert_eq!(list("a.html", &[lead]), "<a href=\"ban-tin/2022/tin.html\">tin</a>");
        assert_eq!(list("a.html", &[wide]), "<a href=\"ban-tin/2022/tin.html\">widetin</a>");
        assert_eq!(list("a.html", &[]), "");
        assert_eq!(held(), 4);
        let held = written.items.read().unwrap();
        assert_eq!(held.size, held.items.values().map(ItemMarkup::size).sum::<usize>());
    }
}
