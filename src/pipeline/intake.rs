//! Notes of other programs taken into an archive: those whose words stand at one place without a doubt, and no others.

mod fellows;
mod known;
mod said;
mod written;

use std::collections::{BTreeMap, BTreeSet};

use super::pen;
use super::reading::{Read, read};
use crate::format::NOTE;
use crate::intake::{self, Format, Offer, Spot};
use crate::model::{Passage, Question, Quote, QuotedPlace, RecordFields, Sameness, Side, Site, Value, Written};
use crate::parse::write::{self, Wanted};
use crate::problem::{HELPED_MAX, Problem, Problems};
use crate::reference::leads::{Lead, lead};
use crate::source::{Sources, Span};
use crate::{anchor, parse};
use anchor::Nearest;
use fellows::{Fellow, Fellows};
use known::known;
use said::{fields, without_units_of};
use written::{Ready, written};

/// How notes are to be taken over.
#[derive(Debug, Clone, Copy)]
pub struct Taking<'a> {
    /// The document that is meant, whatever the file says; else each note says it itself.
    pub into: Option<&'a str>,
    /// The sidecar into which notes go: `notes.hypothesis.yaml`.
    pub sidecar: &'a str,
    /// The address of the site on which the notes were made, if that is not the one of `archive.yaml`.
    pub base_url: Option<&'a str>,
}

/// An archive with what was taken over, and what became of each note.
#[derive(Debug)]
pub struct Taken {
    /// All files.
    pub sources: Sources,
    /// What became of each note, in the order of the file.
    pub told: Vec<Told>,
    /// What is new to look at in the archive: warnings and hints.
    pub problems: Vec<Problem>,
}

/// What became of a note.
#[derive(Debug, Clone)]
pub struct Told {
    /// How the file calls it.
    pub name: String,
    /// What became of it.
    pub fate: Fate,
    /// The words that it quotes.
    pub quote: Option<String>,
    /// What it says that the archive has no field for.
    pub left: Vec<String>,
}

/// What became of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It is written: its document and its id there.
    Written(String, String),
    /// It stands there already, word for word.
    There(String, String),
    /// Its words do not stand in the document without a doubt: why not and what is near, a sentence each.
    Proposed(String, Vec<String>),
    /// It cannot be taken over, and why.
    Refused(Vec<String>),
}

/// What the archive knows of itself.
struct Home {
    site: Site,
    questions: Vec<Question<Written>>,
    documents: BTreeSet<String>,
    /// The document that was taken from an address; none where several were, for nobody could tell which is meant.
    origins: BTreeMap<String, Option<String>>,
}

/// Takes notes over from files, each a name and its text; the error says why they are not of the format.
pub fn take_over(sources: &Sources, format: &Format, files: &[(String, String)], taking: Taking) -> Result<Taken, String> {
    let drafts = parse::parse(sources, &mut Problems::default());
    let mut origins: BTreeMap<String, Option<String>> = BTreeMap::new();
    for draft in &drafts.documents {
        if let Some(url) = &draft.record.url {
            origins.entry(bare(url)).and_modify(|only| *only = None).or_insert_with(|| Some(draft.id.clone()));
        }
    }
    let documents = drafts.documents.iter().map(|draft| draft.id.clone()).collect();
    let home = Home { site: drafts.site, questions: drafts.questions, documents, origins };
    let bases: Vec<&str> = [taking.base_url, home.site.base_url.as_deref()].into_iter().flatten().collect();
    let offers = (format.read)(files, &bases)?;
    let mut reads: BTreeMap<String, Option<Read>> = BTreeMap::new();
    let mut fellows = Fellows::default();
    let mut fates: Vec<Option<Fate>> = Vec::with_capacity(offers.len());
    let (mut ready, mut proposed) = (Vec::new(), 0);
    for (number, offer) in offers.iter().enumerate() {
        // To look for what is like each of thousands would take minutes.
        let nearest = if proposed < HELPED_MAX { Nearest::Told } else { Nearest::NotTold };
        let mut fellow = home.fellow(offer, &bases, taking.into);
        match settle(sources, &home, (&bases, taking, nearest), offer, &mut reads) {
            Ok((document, passages, place)) => {
                fellow.name = offer.id.as_ref().map(|id| format!("{document}/{id}"));
                let mut fields = fields(&home.site, offer, place);
                without_units_of(&home.questions, &mut fields);
                ready.push(Ready { number, document, passages, fields, id: offer.id.clone() });
                fates.push(None);
            }
            Err(fate) => {
                proposed += usize::from(matches!(fate, Fate::Proposed(..)));
                fates.push(Some(fate));
            }
        }
        fellows.all.push(fellow);
    }
    let mut write = |ready: &[Ready], fates: &mut [Option<Fate>]| {
        let mut ready = ready.to_vec();
        known(&home.questions, &reads, &mut ready, &mut fellows, fates);
        let tried: BTreeSet<usize> = ready.iter().map(|ready| ready.number).collect();
        let (sources, problems) = written(sources, &reads, taking.sidecar, (ready, &fellows), fates);
        fellows.settle_echoes(fates);
        (sources, problems, tried)
    };
    let mut found = fates.clone();
    let (mut sources, mut problems, tried) = write(&ready, &mut found);
    let is_refused = |ready: &Ready| matches!(found[ready.number], Some(Fate::Refused(_)));
    let (wrong, rest): (Vec<Ready>, Vec<Ready>) =
        ready.into_iter().partition(|ready| is_refused(ready) && tried.contains(&ready.number));
    // Without its relation to one that makes an error, a note may be the one that stands there from the last time.
    if !wrong.is_empty() && rest.iter().any(|ready| is_refused(ready) && ready.is_related()) {
        wrong.iter().for_each(|ready| fates[ready.number] = found[ready.number].take());
        (sources, problems, _) = write(&rest, &mut fates);
    } else {
        fates = found;
    }
    let leads = fellows.leads(&fates);
    let told = offers.into_iter().zip(&fates).enumerate().map(|(number, (offer, fate))| {
        let stands = matches!(fate, Some(Fate::Written(..) | Fate::There(..)));
        let left = if stands { leads.followed(number, &offer.fields).1 } else { Vec::new() };
        Told {
            quote: offer.spots.into_iter().find_map(|spot| spot.quote),
            fate: fate.clone().unwrap_or_else(|| Fate::Refused(vec!["nothing was written".to_owned()])),
            name: offer.name,
            left: [offer.left, left].concat(),
        }
    });
    let told = told.collect();
    Ok(Taken { sources, told, problems })
}

/// The document of a note, its places, and the fields that say where it stands; else what becomes of it.
fn settle(
    sources: &Sources,
    home: &Home,
    (bases, taking, nearest): (&[&str], Taking, Nearest),
    offer: &Offer,
    reads: &mut BTreeMap<String, Option<Read>>,
) -> Result<(String, Vec<Passage>, RecordFields), Fate> {
    let refused = |why: &str| Fate::Refused(vec![why.to_owned()]);
    if let Some(why) = &offer.refused {
        return Err(refused(why));
    }
    let mut homes = offer.spots.iter().map(|spot| home.of(spot, bases, taking.into));
    let (document, on) = homes.next().unwrap_or_else(|| Err("it stands nowhere".to_owned())).map_err(|why| refused(&why))?;
    if homes.any(|other| other.as_ref() != Ok(&(document.clone(), on.clone()))) {
        return Err(refused("it stands in several texts; a note has one"));
    }
    let read = reads.entry(document.clone()).or_insert_with(|| read(sources, &document));
    let Some(read) = read else { return Err(refused("its document cannot be read; postil check says why")) };
    if read.texts == Sameness::Changed {
        return Err(refused("the text of its document has changed; settle the notes that it has first: postil anchors"));
    }
    let Some(side) = anchor::side(&read.document, on.as_deref()) else {
        return Err(Fate::Refused(vec![format!("{document} has no translation into `{}`", on.unwrap_or_default())]));
    };
    let (passages, mut place) = placed(read, side, offer, nearest).map_err(|why| Fate::Proposed(document.clone(), why))?;
    place.extend(on.map(|on| ("on".to_owned(), Value::text(on))));
    Ok((document, passages, place))
}

impl Home {
    /// A note as relations of its file call it: by the document that it names itself, whichever is meant.
    fn fellow(&self, offer: &Offer, bases: &[&str], into: Option<&str>) -> Fellow {
        let named = offer.spots.first().and_then(|spot| self.named(spot, bases).0);
        Fellow { document: named.or_else(|| into.map(str::to_owned)), id: offer.id.clone(), name: None }
    }

    /// The document and the translation in which words stand; the error says why that cannot be told.
    fn of(&self, spot: &Spot, bases: &[&str], into: Option<&str>) -> Result<(String, Option<String>), String> {
        let (named, on) = self.named(spot, bases);
        match into.map(str::to_owned).or(named) {
            Some(id) if self.documents.contains(&id) => Ok((id, on)),
            Some(id) => Err(format!("there is no document `{id}`")),
            None => Err(match &spot.source {
                Some(source) => format!("no document of the archive comes from {source}; name the one that is meant with --into"),
                None => "it does not say on which document it stands; name it with --into".to_owned(),
            }),
        }
    }

    /// The document and the translation that words name themselves.
    fn named(&self, spot: &Spot, bases: &[&str]) -> (Option<String>, Option<String>) {
        let led = spot.source.as_deref().and_then(|source| lead(source, bases));
        let (named, on) = match led {
            Some(Lead::Document(id) | Lead::Tei(id)) => (Some(id), None),
            Some(Lead::Text(id, on)) => (Some(id), on),
            Some(Lead::Note(..) | Lead::Entity(_) | Lead::Term(_) | Lead::Question(..) | Lead::Scope(..))
            | Some(Lead::Work(_) | Lead::Word(_))
            | None => (None, None),
        };
        let by_address = || self.origins.get(&bare(spot.source.as_deref()?)).cloned().flatten();
        (spot.document.clone().or(named).or_else(by_address), spot.on.clone().or(on))
    }
}

/// The places of a note and the fields that say so; what is in doubt about them, if anything is.
fn placed(read: &Read, side: Side, offer: &Offer, nearest: Nearest) -> Result<(Vec<Passage>, RecordFields), Vec<String>> {
    let text = read.text(side);
    let quote_of = |spot: &Spot, span: Option<Span>| {
        // A paragraph in which words only begin does not hold them all; where they begin, the range says better.
        let begins = |number: &String| span.is_some_and(|span| format!("p{}", text.paragraph_at(span.start())) == *number);
        let paragraph = spot.paragraph.clone().filter(|number| !begins(number));
        let fields = [("quote", &spot.quote), ("prefix", &spot.prefix), ("suffix", &spot.suffix), ("in", &paragraph)];
        let mut fields: RecordFields =
            fields.into_iter().filter_map(|(name, words)| Some((name.to_owned(), Value::text(words.as_ref()?.trim())))).collect();
        fields.push(("id".to_owned(), Value::text("new")));
        write::note_of(Wanted { fields: &fields, form: NOTE.fields }).map(|note| note.anchor)
    };
    let one = |spot: &Spot, nearest: Nearest| -> Result<(Quote, QuotedPlace), Vec<String>> {
        let span = spot.range.and_then(|range| range.in_bytes(&text.plain)).map(|(start, end)| Span::new(start, end));
        if spot.quote.is_none() {
            let there = span.map(|span| format!("at that place stands “{}”", first_words(span.of(&text.plain))));
            let said = "it says where it stands by numbers alone, and nothing tells whether the text was the same".to_owned();
            return Err(std::iter::once(said).chain(there).collect());
        }
        let quote = quote_of(spot, span)?;
        let place = read.quotable().of_others(side, &quote, span, nearest)?;
        Ok((quote, place))
    };
    let expected = offer.places.unwrap_or(offer.spots.len());
    if expected == 1 {
        let (_, place) = one(&offer.spots[0], nearest)?;
        return Ok((vec![Passage { side, span: place.proposal.span }], pen::placing(&place)));
    }
    let said = || {
        vec![format!(
            "it stands at {expected} places, which are not all the places of its words, and nothing tells these from the others"
        )]
    };
    let stands = |spot: &Spot| match spot.range.and_then(|range| range.in_bytes(&text.plain)) {
        Some((start, end)) => Some(Span::new(start, end)),
        None => one(spot, Nearest::NotTold).ok().map(|(_, place)| place.proposal.span),
    };
    let places: Option<Vec<Span>> = offer.spots.iter().map(stands).collect();
    let bare = Spot { prefix: None, suffix: None, paragraph: None, range: None, ..offer.spots[0].clone() };
    let quote = quote_of(&bare, None)?;
    let found = places.and_then(|places| read.quotable().of_every(side, &quote, &places, expected));
    let (place, spans) = found.ok_or_else(said)?;
    let mut fields = pen::placing(&place);
    fields.push(("every".to_owned(), Value::text("true")));
    Ok((spans.into_iter().map(|span| Passage { side, span }).collect(), fields))
}

/// An address without the place on its page.
fn bare(address: &str) -> String {
    address.split('#').next().unwrap_or_default().trim_end_matches('/').to_owned()
}

fn first_words(text: &str) -> String {
    let mut words: Vec<&str> = text.split_whitespace().take(13).collect();
    if words.len() == 13 {
        words[12] = "…";
    }
    words.join(" ")
}

/// The formats in which notes are taken over.
pub fn formats() -> &'static [Format] {
    intake::FORMATS
}
