//! What many pages show the same, written once for all of them: bulletins, places and documents in lists, and the
//! archive beside lists.
//!
//! Every bulletin's page has a dozen teasers, mostly of the same few; every bulletin stands in the lists of its year,
//! its month and its category, and on the pages of its places and documents. Links in these lead by the site's root,
//! and get the way there when they are put on a page.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use serde::Serialize;

use super::RenderError;
use super::desk::Desk;
use super::engine::{Engine, Fields};
use super::markup::{ListMarkup, Markup, SharedMarkup};
use super::part::{
    EntryView, Months, PlaceView, TeaserView, YearView, brief_teaser, document_entry, place_view, teaser,
    years,
};
use crate::model::{BulletinId, DocumentId, Language, LocalityId};

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
    frame: Fields,
    items: RwLock<Held>,
    archives: RwLock<BTreeMap<Months, SharedMarkup>>,
}

/// Items that were written.
#[derive(Debug, Default)]
struct Held {
    items: BTreeMap<Listed, SharedMarkup>,
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
    /// Nothing yet of what a language's pages show; `site` is the language of the site's own names.
    ///
    /// # Errors
    ///
    /// As for [`Fields::of`].
    pub fn new(engine: Arc<Engine<'a>>, language: &Language, site: &Language) -> Result<Self, RenderError> {
        let foreign = (language != site).then(|| site.tag());
        let frame = Fields::of(&Frame { language: language.tag(), foreign, root: SharedMarkup::ROOT })?;
        Ok(Self { engine, frame, items: RwLock::default(), archives: RwLock::default() })
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
        let known: Vec<(Listed, Option<SharedMarkup>)> = {
            let held = self.items.read().unwrap_or_else(PoisonError::into_inner);
            items.into_iter().map(|item| (item, held.items.get(&item).cloned())).collect()
        };
        let or_write = |(item, known): (Listed, Option<SharedMarkup>)| match known {
            Some(markup) => Ok(markup),
            None => self.item(desk, item),
        };
        let items = known.into_iter().map(or_write).collect::<Result<_, RenderError>>()?;
        Ok(ListMarkup::new(desk.root(), items))
    }

    fn item(&self, desk: &Desk<'_>, item: Listed) -> Result<SharedMarkup, RenderError> {
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

        let desk = desk.by_root(SharedMarkup::ROOT);
        let markup = match item {
            Listed::Teaser(id, form) => {
                let item = if form == Form::Brief { brief_teaser(&desk, id) } else { teaser(&desk, id) };
                let is_wide = form == Form::Wide;
                let variant = is_wide.then_some("wide");
                let teaser =
                    Teaser { item, variant, shows_lead: form != Form::Brief, shows_picture: is_wide };
                self.write("teaser_item", &teaser)?
            }
            Listed::Place(id) => self.write("place_item", &Place { item: place_view(&desk, id) })?,
            Listed::Document(id) => self.write("list_item", &Entry { item: document_entry(&desk, id) })?,
        };
        let markup = SharedMarkup::of(&markup);
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
    pub fn archive(&self, desk: &Desk<'_>, months: Months) -> Result<ListMarkup, RenderError> {
        #[derive(Serialize)]
        struct Arguments {
            years: Vec<YearView>,
        }

        let on_page = |markup| ListMarkup::new(desk.root(), vec![markup]);
        let known = self.archives.read().unwrap_or_else(PoisonError::into_inner).get(&months).cloned();
        if let Some(markup) = known {
            return Ok(on_page(markup));
        }
        let desk = desk.by_root(SharedMarkup::ROOT);
        let years = years(&desk, months);
        if years.is_empty() {
            return Ok(ListMarkup::default());
        }
        let markup = SharedMarkup::of(&self.write("archive", &Arguments { years })?);
        self.archives.write().unwrap_or_else(PoisonError::into_inner).insert(months, markup.clone());
        Ok(on_page(markup))
    }

    fn write(&self, component: &str, arguments: &impl Serialize) -> Result<Markup, RenderError> {
        self.engine.component(component, Fields::of(arguments)?, &self.frame)
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
            {% component place_item(item: map, @frame) %}<a href=\"{{ item.link }}\">{% endcomponent place_item %}\
            {% component archive(years: array) %}{% for year in years %}<a href=\"{{ year.link }}\">{% endfor %}{% endcomponent archive %}";
        let template = Template { file: site.bulletin(id).file, text: text.to_owned() };
        let templates = [("components/teaser/teaser.html".to_owned(), template)].into();
        let theme = Theme { templates, ..Theme::default() };
        let language = &site.config.language;
        let written = Written::new(Arc::new(Engine::new(&theme).unwrap()), language, language).unwrap();
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
        assert_eq!(held.size, held.items.values().map(SharedMarkup::size).sum::<usize>());
        let archive = |address| {
            let archive = at_desk(&site, address, |desk| written.archive(desk, Months::All).unwrap());
            serde_json::to_value(archive).unwrap().as_str().unwrap().to_owned()
        };
        assert_eq!(archive("a.html"), "<a href=\"ban-tin/2022/index.html\">");
        assert_eq!(archive("ban-tin/2022/01.html"), "<a href=\"../../ban-tin/2022/index.html\">");
        assert_eq!(written.archives.read().unwrap().len(), 1);
    }
}
