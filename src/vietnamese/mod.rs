//! The rules of written Vietnamese: keys, order, addresses, numbers, dates, numbers of documents, abbreviations,
//! quotations, slips of the pen.
//!
//! Pure functions of text. Nothing here rewrites what an author wrote: folding and reading make keys and
//! values, the visible text stays as it is. In doubt a form is not recognised: a missed link costs little, a
//! date turned into a document costs trust. Knows nothing of bulletins, reads no file, and is the one place
//! that names the Unicode normalisation library.

pub mod abbreviation;
pub mod citation;
pub mod collate;
pub mod date;
pub mod document_number;
pub mod fold;
pub mod issuer;
pub mod letter;
pub mod look_alike;
pub mod misspelling;
pub mod number;
pub mod pair;
pub mod quotation;
mod scan;
pub mod slip;
pub mod slug;
pub mod tone;

pub use abbreviation::{Standing, occurrences};
pub use citation::{Citation, citation};
pub use collate::{CollationKey, collation_key, index_head, without_type_word};
pub use date::{WrittenDate, dates_in, read_date};
pub use document_number::{
    DocumentNumber, document_numbers_in, parse_document_number, parse_spaced_number, spaced_numbers_in,
};
pub use fold::{fold, normalise, parts_of, tone_key};
pub use issuer::{Issuer, Seat, SeatKind, is_same_name, issuer_at};
pub use look_alike::{LookAlike, look_alikes};
pub use misspelling::{Misspelling, misspelling};
pub use pair::Pairs;
pub use quotation::{is_quoted, quotations_in};
pub use slip::slips;
pub use slug::{is_slug, slugify};
pub use tone::{ToneStyle, in_style, spelling_key, styled_syllables, tone_style};
