//! What is derived of a whole site: each kind made once a build, when it is first asked for, for checks and pages alike.
//!
//! A build of one changed sentence asks for little, and so makes little. Nothing is made here that a module beside
//! this one does not make.

use std::sync::OnceLock;

use super::address::{Planned, plan};
use super::contradiction::Contradictions;
use super::figures::{Ledgers, Totals};
use super::list::Lists;
use super::mention::Mentions;
use crate::model::Site;

/// A site with what is derived of it.
#[derive(Debug)]
pub struct Derived<'a> {
    /// The site.
    pub site: &'a Site,
    lists: Lists<'a>,
    planned: OnceLock<Vec<Planned>>,
    mentions: OnceLock<Mentions>,
    ledgers: Ledgers<'a>,
    totals: OnceLock<Totals>,
    contradictions: OnceLock<Contradictions>,
}

impl<'a> Derived<'a> {
    /// Its lists, and nothing else yet.
    pub fn of(site: &'a Site) -> Self {
        Self {
            site,
            lists: Lists::of(site),
            planned: OnceLock::new(),
            mentions: OnceLock::new(),
            ledgers: Ledgers::of(site),
            totals: OnceLock::new(),
            contradictions: OnceLock::new(),
        }
    }

    /// Its lists.
    pub fn lists(&self) -> &Lists<'a> {
        &self.lists
    }

    /// Everything that it publishes but the theme's files: see [`plan`].
    pub fn planned(&self) -> &[Planned] {
        self.planned.get_or_init(|| plan(self.site, &self.lists))
    }

    /// Who speaks of what.
    pub fn mentions(&self) -> &Mentions {
        self.mentions.get_or_init(|| Mentions::of(self.site))
    }

    /// The figures of each metric by place and time.
    pub fn ledgers(&self) -> &Ledgers<'a> {
        &self.ledgers
    }

    /// What places come to when all their parts are known.
    pub fn totals(&self) -> &Totals {
        self.totals.get_or_init(|| Totals::of(self.site, &self.ledgers))
    }

    /// What in the figures contradicts itself.
    pub fn contradictions(&self) -> &Contradictions {
        self.contradictions.get_or_init(|| Contradictions::of(self.site, &self.ledgers, self.totals()))
    }
}
