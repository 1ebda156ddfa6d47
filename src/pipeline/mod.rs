//! Knows the order of the stages: load, parse, check, render and search, publish. The one place that names two of
//! them.

mod error;
mod texts;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::cache::{Basis, Cache, Reason};
use crate::check::{self, Review};
use crate::derive::Derived;
use crate::diagnostic::{Diagnostics, Parsed};
use crate::edit::{self, EditError, Insertion};
use crate::load::{self, Disk, Known, LoadError, Loaded, Reading};
use crate::model::{Bodies, Held, Site, Theme};
use crate::offer;
use crate::output::{Address, Nowhere, Sink};
use crate::parse;
use crate::publish::{self, PublishError, Published, Staging};
use crate::render::{self, Input, RenderError};
use crate::search::{self, Answer, Kept, SearchError, Shards};
use crate::source::{FileId, Sources};

pub use crate::load::TEXTS_IN_MEMORY;
pub use crate::offer::{Link, Offer, Offers};
pub use crate::parse::{AsOf, Drafts, is_base_url, parse_as_of};
pub use crate::publish::Way;
pub use crate::render::{part_of_page, part_of_site};
pub use error::Error;
use error::unread;
pub use texts::Texts;

/// What to build, from where, to where, as of when.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder with `content/` in it.
    pub root: PathBuf,
    /// The folder that the site is published to.
    pub output: PathBuf,
    /// Where the site is served, instead of what `site.yaml` says; ends with `/`.
    pub base_url: Option<String>,
    /// What happens to texts that are not due.
    pub drafts: Drafts,
    /// The moment that decides what is due.
    pub as_of: AsOf,
    /// Whether warnings refuse publication, too.
    pub strict: bool,
    /// How many bytes of texts are kept rather than read again: [`TEXTS_IN_MEMORY`], but for tests.
    pub texts_in_memory: usize,
    /// Whether pages answer searches.
    pub search: bool,
    /// When this began, by the clock that files get their times from; `None`: no file is known by its time.
    pub begun: Option<SystemTime>,
}

/// The longest step in which disks count the times of files: two seconds on those of USB sticks.
const STEP_OF_TIMES: Duration = Duration::from_secs(2);

/// What was found in the content, and what messages about it need.
#[derive(Debug)]
pub struct Found {
    /// All problems, the most serious first.
    pub diagnostics: Diagnostics,
    /// The texts that they point into.
    pub sources: Sources,
    /// The site's language, where it could be read.
    pub language: Option<String>,
    /// The texts that are left out for now.
    pub held: Vec<Held>,
}

/// How a build ended.
#[derive(Debug)]
pub enum Outcome {
    /// The site is published.
    Published(Report),
    /// The content has errors: what was published stays.
    Refused(Found),
}

impl Outcome {
    /// What was found, in either case.
    pub fn found(&self) -> &Found {
        match self {
            Self::Published(report) => &report.found,
            Self::Refused(found) => found,
        }
    }
}

/// What a build published.
#[derive(Debug)]
pub struct Report {
    /// What was found in the content.
    pub found: Found,
    /// How many pages the site has.
    pub pages: usize,
    /// How many files are new or changed.
    pub written: usize,
    /// How many files are gone.
    pub removed: usize,
    /// The pages that were made anew, and why each.
    pub made: BTreeMap<Address, Reason>,
    /// What publishing did, in full.
    pub published: Published,
}

/// What a search found, and what was found in the content on the way.
#[derive(Debug)]
pub struct Searched {
    /// The problems of the content.
    pub found: Found,
    /// The answer; `None` where `site.yaml` can't be read, so that there is no site.
    pub answer: Option<Answer>,
}

/// Builds the site and publishes it, all of it or nothing.
///
/// # Errors
///
/// Where the disk, a permission or the theme's surroundings are at fault. Problems in the content are no
/// error: they are in the [`Outcome`].
pub fn build(options: &Options) -> Result<Outcome, Error> {
    let settled = options.begun.and_then(|begun| begun.checked_sub(STEP_OF_TIMES));
    let mut cache = Cache::keeping(&options.root, settled.and_then(load::program_stamp));
    let built = build_with(options, settled, &mut cache);
    if let Err(Error::Load(LoadError::Changed { .. })) = &built {
        // Perhaps it was changed before, and its stamp did not tell. What can't be forgotten is met again.
        let _ = cache.forget_stamps();
    }
    built
}

/// `settled`: see [`Reading::settled`].
fn build_with(options: &Options, settled: Option<SystemTime>, cache: &mut Cache) -> Result<Outcome, Error> {
    let find = |stamp| cache.stamps.find(stamp);
    let known: Option<Known<'_>> = if cache.stamps.is_empty() { None } else { Some(&find) };
    let reading = Reading { budget: options.texts_in_memory, settled, known };
    let loaded = load::load(&options.root, &reading)?;
    let mut understood = read(&loaded.sources, cache, options)?;
    cache.stamps.keep(loaded.sources.stamps().collect());
    let Understood { whole: Some(whole), diagnostics } = &mut understood else {
        return Ok(Outcome::Refused(understood.into_found(loaded.sources)));
    };
    let given = Given { loaded: &loaded, cache, strict: options.strict };
    let open = || Staging::open(&options.root, &options.output);
    let made = look_over_and_make(whole, diagnostics, &given, open)?;
    let Some((staging, pages)) = made else {
        return Ok(Outcome::Refused(understood.into_found(loaded.sources)));
    };
    index(whole, &loaded.sources, cache, &staging)?;
    // The site is of no more use, and its room is: what follows writes lists of every file, old and new.
    let found = understood.into_found(loaded.sources);
    // Written while the lock is held. What can't be kept is only found out again.
    let _ = cache.write();
    let made = std::mem::take(&mut cache.pages).into_reasons();
    let published = staging.publish()?;
    let (written, removed) = (published.written.len(), published.removed.len());
    Ok(Outcome::Published(Report { found, pages, written, removed, made, published }))
}

/// Puts the site as it was one build ago back before readers.
///
/// # Errors
///
/// Where there is no such site, or the disk or a permission is at fault; then readers see what they saw.
pub fn rollback(root: &Path, output: &Path) -> Result<Published, Error> {
    // A folder that bantin has published from goes back even where its content is gone.
    if !root.join(".bantin").is_dir() {
        load::require_site(root)?;
    }
    Ok(publish::rollback(root, output)?)
}

/// Does everything but publish; without the search index, which can't be at fault.
///
/// # Errors
///
/// As for [`build`].
pub fn check(options: &Options) -> Result<Found, Error> {
    let loaded = load::load(&options.root, &Reading::all(options.texts_in_memory))?;
    let cache = Cache::of(&options.root);
    let mut understood = read(&loaded.sources, &cache, options)?;
    if let Understood { whole: Some(whole), diagnostics } = &mut understood {
        let given = Given { loaded: &loaded, cache: &cache, strict: false };
        look_over_and_make(whole, diagnostics, &given, || Ok(Nowhere))?;
    }
    Ok(understood.into_found(loaded.sources))
}

/// What numbers in texts may be tied to.
#[derive(Debug)]
pub struct Figures {
    /// What was found in the content besides; `offers` is empty where it could not be understood.
    pub found: Found,
    /// By file, in the order of their paths.
    pub offers: Vec<Offers>,
    /// The names of the metrics, in their order: what [`Link::metric`] counts in.
    pub metric_names: Vec<String>,
    disk: Disk,
}

/// Finds the numbers in bulletins that equal a figure of the data and are not linked to it; in all of them, or
/// in those that `named` are or lie below.
///
/// # Errors
///
/// As for [`build`], and where `named` names nothing of the site.
pub fn figures(options: &Options, named: &[PathBuf]) -> Result<Figures, Error> {
    let Loaded { sources, disk, .. } = load::load(&options.root, &Reading::all(options.texts_in_memory))?;
    let wanted = match named {
        [] => None,
        named => Some(disk.texts_named(&options.root, named)?),
    };
    let is_wanted =
        |file: FileId| wanted.as_ref().is_none_or(|wanted| wanted.contains(&sources.get(file).path));
    let understood = understand(&sources, &Cache::of(&options.root), options)?;
    let (mut offers, mut metric_names) = (Vec::new(), Vec::new());
    if let Some(Whole { site, .. }) = &understood.whole {
        let bodies = Texts { site, sources: &sources };
        offers = offer::offers(site, &sources, &bodies, &is_wanted).map_err(unread)?;
        metric_names = site.metrics.iter().map(|metric| metric.name.value.clone()).collect();
    }
    Ok(Figures { offers, metric_names, disk, found: understood.into_found(sources) })
}

impl Figures {
    /// The text of a file, as it was before anything was written into it.
    ///
    /// # Errors
    ///
    /// Where it has to be read again and can't be.
    pub fn text(&self, offers: &Offers) -> Result<Cow<'_, str>, Error> {
        self.found.sources.text(offers.file).map_err(unread)
    }

    /// Writes the links of a file of this text about which there is no doubt, and gives back those that were written.
    ///
    /// # Errors
    ///
    /// Where the file can't be changed; then it is as it was.
    pub fn write<'o>(&self, offers: &'o Offers, text: &str) -> Result<Vec<&'o Offer>, EditError> {
        let sure: Vec<&Offer> = offers.offers.iter().filter(|offer| offer.links.len() == 1).collect();
        let source = self.found.sources.get(offers.file);
        let place = self.disk.place_of(&source.path).filter(|_| !sure.is_empty());
        let Some(place) = place else { return Ok(Vec::new()) };
        let insertions: Vec<Insertion> = sure
            .iter()
            .flat_map(|offer| {
                let range = offer.span.range();
                let address = &offer.links[0].address;
                [
                    Insertion { at: range.start, words: "[".to_owned() },
                    Insertion { at: range.end, words: format!("]({address})") },
                ]
            })
            .collect();
        edit::insert(&place, text, &insertions)?;
        Ok(sure)
    }
}

/// Answers a query as the published site would: from an index of the same bytes, made in memory of the content
/// as it stands. What is at fault in the content elsewhere keeps nobody from searching it.
///
/// # Errors
///
/// As for [`build`].
pub fn search(options: &Options, query: &str, limit: usize) -> Result<Searched, Error> {
    let Loaded { sources, .. } = load::load(&options.root, &Reading::all(options.texts_in_memory))?;
    let understood = understand(&sources, &Cache::of(&options.root), options)?;
    let shards = understood.shards(&sources)?;
    let answer = shards.map(|shards| search::answer(&shards, query, limit));
    Ok(Searched { found: understood.into_found(sources), answer })
}

/// Makes the index of a site whose texts are in memory already; `None` where there is no site in them: what tests
/// and measurements of search start from.
///
/// # Errors
///
/// [`Error::Search`].
pub fn index_sources(sources: &Sources, as_of: AsOf) -> Result<Option<Shards>, Error> {
    let options = in_memory(as_of, Drafts::LeftOut);
    understand(sources, &Cache::default(), &options)?.shards(sources)
}

/// Makes the index of such a site as a build does, and puts its files into a sink; nothing where there is no site.
///
/// # Errors
///
/// [`Error::Search`].
pub fn publish_index(sources: &Sources, as_of: AsOf, cache: &Cache, sink: &dyn Sink) -> Result<(), Error> {
    let understood = understand(sources, cache, &in_memory(as_of, Drafts::LeftOut))?;
    let Some(whole) = &understood.whole else { return Ok(()) };
    Ok(index(whole, sources, cache, sink)?)
}

/// Reads the texts of a site that are in memory already, and checks them: what tests of rules and messages
/// start from.
///
/// # Errors
///
/// As for [`build`].
pub fn check_sources(sources: Sources, as_of: AsOf, drafts: Drafts) -> Result<Found, Error> {
    Ok(understand(&sources, &Cache::default(), &in_memory(as_of, drafts))?.into_found(sources))
}

fn in_memory(as_of: AsOf, drafts: Drafts) -> Options {
    let (root, output) = (PathBuf::new(), PathBuf::new());
    Options {
        root,
        output,
        base_url: None,
        drafts,
        as_of,
        strict: false,
        texts_in_memory: TEXTS_IN_MEMORY,
        search: true,
        begun: None,
    }
}

/// The site, where there is one, and all that is wrong with it.
struct Understood {
    whole: Option<Whole>,
    diagnostics: Diagnostics,
}

/// All that outputs are made from but the texts.
struct Whole {
    site: Site,
    theme: Theme,
    /// What the two are together.
    basis: Option<Basis>,
}

impl Understood {
    fn shards(&self, sources: &Sources) -> Result<Option<Shards>, Error> {
        let Some(Whole { site, theme, .. }) = &self.whole else { return Ok(None) };
        Ok(Some(search::shards(site, theme, &Texts { site, sources })?))
    }

    fn into_found(mut self, sources: Sources) -> Found {
        self.diagnostics.sort(&sources);
        let (language, held) = match self.whole {
            Some(Whole { site, .. }) => (Some(site.config.language.tag().to_owned()), site.held),
            None => (None, Vec::new()),
        };
        Found { diagnostics: self.diagnostics, sources, language, held }
    }
}

/// The site, read and looked over.
fn understand(sources: &Sources, cache: &Cache, options: &Options) -> Result<Understood, Error> {
    let mut understood = read(sources, cache, options)?;
    if let Understood { whole: Some(whole), diagnostics } = &mut understood {
        let Whole { site, .. } = whole;
        let (derived, bodies) = (Derived::of(site), Texts { site, sources });
        let context = check::Context { derived: &derived, sources, bodies: &bodies, known: &cache.findings };
        let review = check::check(context, diagnostics).map_err(unread)?;
        look_over_the_rest(&mut Some(review), site, diagnostics)?;
    }
    Ok(understood)
}

fn read(sources: &Sources, cache: &Cache, options: &Options) -> Result<Understood, Error> {
    let Parsed { value: site, mut diagnostics } =
        parse::parse_site(sources, options.as_of, options.drafts, &cache.texts).map_err(unread)?;
    let Some(mut site) = site else { return Ok(Understood { whole: None, diagnostics }) };
    if let Some(base_url) = &options.base_url {
        site.config.base_url = Some(base_url.clone());
    }
    let Parsed { value: mut theme, diagnostics: found } =
        parse::parse_theme(sources, &site.config).map_err(unread)?;
    diagnostics.extend(found);
    if !options.search {
        theme.leave_search_out();
    }
    diagnostics.extend(parse::check_languages(&site, &theme, sources));
    let basis = Basis::of(&(&site, &theme));
    cache.findings.stand_on(basis);
    Ok(Understood { whole: Some(Whole { site, theme, basis }), diagnostics })
}

/// What a site is made with.
struct Given<'a> {
    loaded: &'a Loaded,
    cache: &'a Cache,
    /// Whether a warning refuses as an error does, so that nothing is made before every text is looked through.
    strict: bool,
}

/// Adds what is wrong with a site that only the whole of it shows, and makes all but its search index: a text is read
/// once for both. Gives where it was put and the number of its pages; nothing where there is an error. What was made
/// by then is of no use.
fn look_over_and_make<S: Sink>(
    Whole { site, theme, basis }: &Whole,
    found: &mut Diagnostics,
    given: &Given<'_>,
    open: impl FnOnce() -> Result<S, PublishError>,
) -> Result<Option<(S, usize)>, Error> {
    let Given { loaded: Loaded { sources, disk, .. }, cache, strict } = *given;
    let (derived, bodies) = (Derived::of(site), Texts { site, sources });
    let context = check::Context { derived: &derived, sources, bodies: &bodies, known: &cache.findings };
    let mut review = Some(check::check(context, found).map_err(unread)?);
    if strict {
        look_over_the_rest(&mut review, site, found)?;
    }
    let is_refused = refused(found, strict) || review.as_ref().is_some_and(Review::has_errors);
    let made = match is_refused {
        true => None,
        false => {
            let sink = open()?;
            let bodies = review.as_ref().map_or(&bodies as &dyn Bodies, |review| review);
            let (derived, files, pages) = (&derived, disk, &cache.pages);
            let input = Input { derived, theme, basis: *basis, bodies, files, pages };
            Some((render::render(&input, &sink), sink))
        }
    };
    look_over_the_rest(&mut review, site, found)?;
    match made.filter(|_| !found.has_errors()) {
        None => Ok(None),
        Some((Err(RenderError::Theme(fault)), _)) => {
            found.push(*fault);
            Ok(None)
        }
        Some((pages, sink)) => Ok(Some((sink, pages?))),
    }
}

/// Looks through the texts that nobody asked for, and takes out of all that was found what may stand. Once: a review is
/// gone then.
fn look_over_the_rest(
    review: &mut Option<Review<'_>>,
    site: &Site,
    found: &mut Diagnostics,
) -> Result<(), Error> {
    if let Some(review) = review.take() {
        found.extend(review.finish().map_err(unread)?);
        *found = check::let_stand(site, std::mem::take(found));
    }
    Ok(())
}

fn refused(found: &Diagnostics, strict: bool) -> bool {
    found.has_errors() || strict && !found.is_empty()
}

/// Makes the search index, or as much of it as has changed since the last build.
fn index(whole: &Whole, sources: &Sources, cache: &Cache, sink: &dyn Sink) -> Result<(), SearchError> {
    let Whole { site, theme, basis } = whole;
    let kept = cache.index.as_ref().zip(*basis).map(|(index, basis)| Kept { index, basis });
    search::publish(site, theme, &Texts { site, sources }, sink, kept)
}
