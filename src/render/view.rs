//! What a page shows, before any template has seen it: a value that can be told from another.
//!
//! Knows no template engine; [`Engine`](super::engine::Engine) turns it into what templates read.

use serde::Serialize;

use super::RenderError;
use super::engine::Fields;
use crate::cache::Parts;

/// What a page shows, or what stands around it: a struct whose fields are names in a template.
pub struct View<'a>(Box<dyn Shown + 'a>);

impl<'a> View<'a> {
    /// Takes a struct whole: nothing is made of it before it is asked for.
    pub fn of(fields: impl Serialize + 'a) -> Self {
        Self(Box::new(fields))
    }

    /// Adds each field to `parts`.
    ///
    /// # Errors
    ///
    /// [`RenderError::Template`] where a field can't be written down.
    pub fn add_to(&self, parts: &mut Parts, of: &'static str) -> Result<(), RenderError> {
        self.0.add_to(parts, of).map_err(RenderError::Template)
    }

    /// What templates read.
    ///
    /// # Errors
    ///
    /// [`RenderError::Template`] where a field is nothing that a template can hold.
    pub fn fields(&self) -> Result<Fields, RenderError> {
        self.0.fields()
    }
}

/// A struct of any type.
trait Shown {
    fn add_to(&self, parts: &mut Parts, of: &'static str) -> Result<(), String>;

    fn fields(&self) -> Result<Fields, RenderError>;
}

impl<T: Serialize> Shown for T {
    fn add_to(&self, parts: &mut Parts, of: &'static str) -> Result<(), String> {
        parts.add(of, self)
    }

    fn fields(&self) -> Result<Fields, RenderError> {
        Fields::of(self)
    }
}
