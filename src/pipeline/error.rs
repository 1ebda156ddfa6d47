//! What keeps a build from ending: the surroundings, never the content.

use std::io;

use crate::diagnostic::{Text, text};
use crate::load::LoadError;
use crate::publish::PublishError;
use crate::refusal::{refusal, remedy};
use crate::render::RenderError;
use crate::search::SearchError;
use crate::source::Unread;

/// What kept a build from ending: the surroundings, not the content.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The site can't be read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The words of a text can't be read again.
    #[error("a text can't be read again: {0}")]
    Text(#[source] io::Error),
    /// The pages can't be made.
    #[error(transparent)]
    Render(RenderError),
    /// The index can't be made.
    #[error(transparent)]
    Search(SearchError),
    /// The site can't be put in place.
    #[error(transparent)]
    Publish(#[from] PublishError),
}

impl Error {
    /// What happened, in both languages.
    pub fn text(&self) -> Text {
        match self {
            Self::Load(error) => error.text(),
            Self::Text(error) => {
                let Text { vi, en } = refusal(error);
                text!(vi: "không đọc lại được một bài: {vi}", en: "a text can't be read again: {en}")
            }
            Self::Render(error) => error.text(),
            Self::Search(error) => error.text(),
            Self::Publish(error) => error.text(),
        }
    }

    /// What to do about it, where [`Self::text`] does not say so already.
    pub fn help(&self) -> Option<Text> {
        match self {
            Self::Load(error) => error.help(),
            Self::Text(error) => remedy(error),
            Self::Render(error) => error.help(),
            Self::Search(error) => error.help(),
            Self::Publish(error) => error.help(),
        }
    }
}

impl From<RenderError> for Error {
    /// What the sink refused is told as the sink tells it: it knows the file on the disk.
    fn from(error: RenderError) -> Self {
        match error {
            RenderError::Put { source, .. } | RenderError::Read { source, .. } if is_unread(&source) => {
                unread(source)
            }
            RenderError::Put { source, .. } => Self::Publish(source.into()),
            error => Self::Render(error),
        }
    }
}

impl From<SearchError> for Error {
    /// As of a [`RenderError`].
    fn from(error: SearchError) -> Self {
        match error {
            SearchError::Put { source, .. } => Self::Publish(source.into()),
            SearchError::Read(source) if is_unread(&source) => unread(source),
            error @ SearchError::Read(_) => Self::Search(error),
        }
    }
}

fn is_unread(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<Unread>())
}

/// A text that can't be read again is told as one that could not be read at first, whoever asked for it.
pub(super) fn unread(error: io::Error) -> Error {
    match error.downcast() {
        Ok(Unread { path, cause: Some(source) }) => LoadError::Unreadable { path, source }.into(),
        Ok(Unread { path, cause: None }) => LoadError::Changed { path }.into(),
        Err(error) => Error::Text(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Address;

    #[test]
    fn a_text_that_changed_is_named_whoever_had_to_read_it_again() {
        let changed = || io::Error::from(Unread { path: "content/bulletins/a.md".to_owned(), cause: None });
        let address = || Address::of(&["a.md"]);
        let errors: [Error; 4] = [
            RenderError::Put { address: address(), source: changed() }.into(),
            RenderError::Read { path: String::new(), source: changed() }.into(),
            SearchError::Read(changed()).into(),
            unread(changed()),
        ];
        for error in errors {
            assert!(
                matches!(&error, Error::Load(LoadError::Changed { path }) if path == "content/bulletins/a.md")
            );
        }
        let full = || io::Error::from(io::ErrorKind::StorageFull);
        let put: Error = RenderError::Put { address: address(), source: full() }.into();
        assert!(matches!(put, Error::Publish(_)));
    }
}
