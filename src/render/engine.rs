//! The template engine, behind one door: nothing else in the program knows which one it is.
//!
//! Templates get a view and the words of the page's language, and no function that could reach for more.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, ErrorKind, Tera, Value};

use super::RenderError;
use super::present::Present;
use crate::diagnostic::{Diagnostic, Text, text};
use crate::model::{Template, Theme};
use crate::source::Span;

/// All templates of a theme, and what every page of one language shares.
pub struct Engine<'a> {
    tera: Tera,
    templates: &'a BTreeMap<String, Template>,
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
        Ok(Self { tera, templates })
    }

    /// The same templates for pages that share something else.
    pub fn sharing(&self, name: &'static str, Fields(value): Fields) -> Self {
        let mut tera = self.tera.clone();
        tera.global_context().insert_value(name, value);
        Self { tera, templates: self.templates }
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
        Fields(view): Fields,
        buffer: &mut Vec<u8>,
    ) -> Result<(), RenderError> {
        let mut context = Context::new();
        for (name, part) in view.into_map().into_iter().flatten() {
            context.insert_value(name.as_str().unwrap_or_default().to_owned(), part);
        }
        context.insert_value("frame", frame);
        self.tera.render_to(template, &context, buffer).map_err(|error| explain(self.templates, &error))
    }
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
