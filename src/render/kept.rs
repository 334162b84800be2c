//! What a build leaves behind for the next one: each thing under all that it was made from, so that it is never a wrong one.
//!
//! A preview builds again and again from files that are nearly the same. It still does all of the work of which a change might be
//! seen elsewhere; only what is a function of a few texts is taken from here when those are the same to the letter.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::before::Origin;
use super::citation::Citations;
use super::code::{self, Coloured};
use super::outcome::ThemeFault;
use super::theme::{self, Ready};
use crate::model::{Language, Theme};

/// Everything that is kept from one build to the next.
#[derive(Default)]
pub struct Kept {
    theme: Mutex<Option<KeptTheme>>,
    citations: Mutex<Option<(Vec<String>, Arc<Citations>)>>,
    coloured: Mutex<Generations<(String, String), Arc<KeptCode>>>,
    pages: Mutex<Generations<String, KeptPage>>,
}

/// A page under what it was drawn from.
type KeptPage = (Origin, Arc<[u8]>);

/// The assets of a theme: path, and bytes as they are published.
pub type Assets = Arc<[(String, Arc<[u8]>)]>;

struct KeptTheme {
    theme: Theme,
    language: Language,
    ready: Arc<Ready>,
    assets: Assets,
}

struct KeptCode {
    html: String,
    coloured: Option<Coloured>,
}

/// What was used in this build, and what in the last one: what neither has used is dropped.
struct Generations<K, V> {
    now: BTreeMap<K, V>,
    last: BTreeMap<K, V>,
}

impl<K: Ord, V> Default for Generations<K, V> {
    fn default() -> Self {
        Generations { now: BTreeMap::new(), last: BTreeMap::new() }
    }
}

impl<K: Ord, V: Clone> Generations<K, V> {
    fn find(&mut self, key: &K) -> Option<V> {
        if let Some((key, value)) = self.last.remove_entry(key) {
            self.now.insert(key, value);
        }
        self.now.get(key).cloned()
    }

    fn end(&mut self) {
        self.last = std::mem::take(&mut self.now);
    }
}

impl std::fmt::Debug for Kept {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let pages = lock(&self.pages);
        write!(out, "Kept({} pages)", pages.now.len() + pages.last.len())
    }
}

impl Kept {
    /// A theme made ready, and its assets.
    pub fn theme(&self, theme: &Theme, language: &Language) -> Result<(Arc<Ready>, Assets), Vec<ThemeFault>> {
        let mut kept = lock(&self.theme);
        if let Some(same) = kept.as_ref().filter(|kept| kept.theme == *theme && kept.language == *language) {
            return Ok((Arc::clone(&same.ready), Arc::clone(&same.assets)));
        }
        *kept = None;
        let ready = Arc::new(theme::load(theme, language)?);
        let assets: Assets = theme::assets(theme).map(|(path, bytes)| (path.to_owned(), bytes.as_ref().into())).collect();
        let (theme, language) = (theme.clone(), language.clone());
        *kept = Some(KeptTheme { theme, language, ready: Arc::clone(&ready), assets: Arc::clone(&assets) });
        Ok((ready, assets))
    }

    /// Works as a style prints them; `made_from` is everything that this depends on.
    pub fn citations(&self, made_from: Vec<String>, print: impl FnOnce() -> Citations) -> Arc<Citations> {
        let mut kept = lock(&self.citations);
        match &*kept {
            Some((known, citations)) if *known == made_from => Arc::clone(citations),
            Some(_) | None => {
                let citations = Arc::new(print());
                *kept = Some((made_from, Arc::clone(&citations)));
                citations
            }
        }
    }

    /// Code in its colours; where most of it is known already, the rest alone is coloured.
    pub fn highlight(&self, code: &str, language: Option<&str>) -> String {
        let key = (language.unwrap_or_default().to_owned(), code.to_owned());
        let nearest = {
            let mut kept = lock(&self.coloured);
            if let Some(same) = kept.find(&key) {
                return same.html.clone();
            }
            let alike = kept.last.iter().chain(&kept.now).filter(|((known, _), _)| *known == key.0);
            let shared = |it: &Arc<KeptCode>| it.coloured.as_ref().map_or(0, |coloured| coloured.shared_bytes(code));
            alike.map(|(_, it)| it).max_by_key(|it| shared(it)).cloned()
        };
        let before = nearest.as_ref().and_then(|nearest| nearest.coloured.as_ref());
        let (html, coloured) = code::highlight_after(code, language, before);
        lock(&self.coloured).now.insert(key, Arc::new(KeptCode { html: html.clone(), coloured }));
        html
    }

    /// A page: the one that was drawn at that path from the same origin, else the one that `draw` adds to `out`.
    pub fn page(
        &self,
        path: &str,
        origin: Origin,
        out: &mut Vec<u8>,
        draw: impl FnOnce(&mut Vec<u8>) -> Result<(), ThemeFault>,
    ) -> Result<(), ThemeFault> {
        let path = path.to_owned();
        if let Some((_, page)) = lock(&self.pages).find(&path).filter(|(known, _)| *known == origin) {
            out.extend_from_slice(&page);
            return Ok(());
        }
        let start = out.len();
        draw(out)?;
        lock(&self.pages).now.insert(path, (origin, out[start..].into()));
        Ok(())
    }

    /// Ends a build: what it has not used is kept for one more only.
    pub fn end(&self) {
        lock(&self.coloured).end();
        lock(&self.pages).end();
    }
}

/// A lock after a panic: each thing is put in whole, so that what it guards is sound.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
