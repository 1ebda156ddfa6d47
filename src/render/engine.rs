//! The template engine, behind one door: nothing else in the program knows which one it is.
//!
//! Templates get a view and the words of the page's language, and no function that could reach for more.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use serde::Serialize;
use tera::value::Key;
use tera::{Context, ErrorKind, Tera, Value};

use super::RenderError;
use super::markup::Markup;
use super::present::Present;
use crate::diagnostic::{Diagnostic, Text, text};
use crate::model::{Template, Theme};
use crate::source::Span;

/// All templates of a theme, and what every page of one language shares.
pub struct Engine<'a> {
    tera: Tera,
    templates: &'a BTreeMap<String, Template>,
    /// The addresses in the site's menu: the pages that may be told from others in what stands around them.
    menu: Vec<String>,
    around: RwLock<BTreeMap<Seen, Around>>,
}

/// As much of a page's frame as what stands around the page may see of it; few pages differ in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Seen {
    kind: String,
    language: String,
    foreign: Option<String>,
    root: String,
    section: Option<String>,
    /// Empty for a page that is not in the menu.
    address: String,
}

/// What stands around a page, as markup.
#[derive(Debug, Clone)]
struct Around {
    masthead: Value,
    footer: Value,
}

/// What a page shows, as its template sees it.
pub struct Fields(Value);

impl Fields {
    /// Takes the fields of a struct; each is a name in the template.
    ///
    /// A part that is `None` is not there at all, so that a component's own default stands in for it.
    ///
    /// # Errors
    ///
    /// [`RenderError::Template`] where the value has a part that no template can hold.
    pub fn of(fields: &impl Serialize) -> Result<Self, RenderError> {
        Value::try_from_serializable(&Present(fields))
            .map(Self)
            .map_err(|error| RenderError::Template(error.to_string()))
    }

    fn into_context(self) -> Context {
        let mut context = Context::new();
        for (name, part) in self.0.into_map().into_iter().flatten() {
            match name {
                Key::Str(name) => context.insert_value(name, part),
                name => context.insert_value(name.as_str().unwrap_or_default().to_owned(), part),
            }
        }
        context
    }
}

impl<'a> Engine<'a> {
    /// Reads every template, so that a fault in any is found before a page is made.
    ///
    /// # Errors
    ///
    /// [`RenderError::Theme`] with the place of the first fault.
    pub fn new(theme: &'a Theme) -> Result<Self, RenderError> {
        let mut tera = Tera::new();
        let templates = &theme.templates;
        tera.add_raw_templates(templates.iter().map(|(name, template)| (name, &template.text)))
            .map_err(|error| explain(templates, &error))?;
        Ok(Self { tera, templates, menu: Vec::new(), around: RwLock::default() })
    }

    /// The same templates for pages that share something else; what has a `menu` is the site.
    pub fn sharing(&self, name: &'static str, Fields(value): Fields) -> Self {
        let entries = value.get_from_path("menu").and_then(Value::as_array);
        let menu = match entries {
            Some(entries) => entries.iter().filter_map(|entry| text(entry, "address")).collect(),
            None => self.menu.clone(),
        };
        let mut tera = self.tera.clone();
        tera.global_context().insert_value(name, value);
        Self { tera, templates: self.templates, menu, around: RwLock::default() }
    }

    /// Fills a template in; `frame` is the name under which it finds what stands around the page.
    ///
    /// # Errors
    ///
    /// [`RenderError::Theme`] with the place in the template.
    pub fn render(
        &self,
        template: &str,
        Fields(frame): Fields,
        view: Fields,
        buffer: &mut Vec<u8>,
    ) -> Result<(), RenderError> {
        let mut context = view.into_context();
        let Around { masthead, footer } = self.around(&frame)?;
        context.insert_value("masthead_html", masthead);
        context.insert_value("footer_html", footer);
        context.insert_value("frame", frame);
        self.tera.render_to(template, &context, buffer).map_err(|error| explain(self.templates, &error))
    }

    /// Masthead and footer hold more than many a page's own part: they are written once for all pages on which they
    /// are the same.
    fn around(&self, frame: &Value) -> Result<Around, RenderError> {
        let address = text(frame, "address").filter(|address| self.menu.contains(address));
        let seen = Seen {
            kind: text(frame, "kind").unwrap_or_default(),
            language: text(frame, "language").unwrap_or_default(),
            foreign: text(frame, "foreign"),
            root: text(frame, "root").unwrap_or_default(),
            section: text(frame, "section"),
            address: address.unwrap_or_default(),
        };
        let known = self.around.read().unwrap_or_else(PoisonError::into_inner).get(&seen).cloned();
        if let Some(around) = known {
            return Ok(around);
        }
        let Fields(frame) = Fields::of(&seen)?;
        let around = Around {
            masthead: Value::safe_string(&self.write_component("masthead", &Context::new(), &frame)?),
            footer: Value::safe_string(&self.write_component("footer", &Context::new(), &frame)?),
        };
        self.around.write().unwrap_or_else(PoisonError::into_inner).insert(seen, around.clone());
        Ok(around)
    }

    /// A component by itself; `frame` is as much as it may see of the pages that it is for.
    ///
    /// # Errors
    ///
    /// [`RenderError::Theme`] with the place in the template.
    pub fn component(
        &self,
        name: &str,
        arguments: Fields,
        Fields(frame): &Fields,
    ) -> Result<Markup, RenderError> {
        let markup = self.write_component(name, &arguments.into_context(), frame)?;
        Ok(Markup::from_template(markup.trim()))
    }

    fn write_component(&self, name: &str, arguments: &Context, frame: &Value) -> Result<String, RenderError> {
        let mut implicit = Context::new();
        implicit.insert_value("frame", frame.clone());
        self.tera
            .render_component_with_implicits(name, arguments, &implicit, None, true)
            .map_err(|error| self.explain_call(name, &error))
    }

    /// Points at the place in the theme where the engine stopped; where it names none, since nobody but the program
    /// calls the component, at the file that is to hold it.
    fn explain_call(&self, component: &str, error: &tera::Error) -> RenderError {
        let explained = explain(self.templates, error);
        let RenderError::Template(message) = &explained else { return explained };
        let folder = component.strip_suffix("_item").unwrap_or(component);
        let file = self.templates.get(&format!("components/{folder}/{folder}.html"));
        let Some(template) = file else { return explained };
        let message = match self.tera.contains_component(component) {
            true => fault(message),
            false => text!(
                vi: "tệp này không có thành phần «{component}», mà chương trình tự gọi",
                en: "this file has no component “{component}”, which the program itself calls",
            ),
        };
        let span = Span::new(template.file, 0..0);
        let help = text!(
            vi: "lấy thành phần «{component}» trong tệp có sẵn cùng đường dẫn làm mẫu: cùng tên và cùng các tham số",
            en: "begin with “{component}” of the built-in file of this path: the same name, the same parameters",
        );
        RenderError::Theme(Box::new(Diagnostic::error("theme-template", &span, message).help(help)))
    }
}

fn text(of: &Value, name: &str) -> Option<String> {
    of.get_from_path(name).and_then(Value::as_str).map(str::to_owned)
}

/// Points at the place in the theme where the engine stopped.
fn explain(templates: &BTreeMap<String, Template>, error: &tera::Error) -> RenderError {
    let (name, bytes, message) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (report.filename().to_owned(), report.span().range.clone(), report.message().to_owned())
        }
        ErrorKind::MissingParent { current, .. } => (current.clone(), 0..0, error.to_string()),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            (tpl.clone(), 0..0, error.to_string())
        }
        _ => return RenderError::Template(error.to_string()),
    };
    let Some(template) = templates.get(&name) else { return RenderError::Template(message) };
    let span = Span::new(template.file, bytes);
    RenderError::Theme(Box::new(Diagnostic::error("theme-template", &span, fault(&message))))
}

fn fault(message: &str) -> Text {
    text!(vi: "mẫu trang có lỗi: {message}", en: "the template has a fault: {message}")
}
