//! The order of lists, as a reader of the archive's language looks names up (ICU collation).

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale::Locale;

use crate::model::{Archive, Bound, Date, DocumentId, EntityId, Orders, TermId};

/// Computes every order.
pub fn orders(archive: &Archive) -> Orders {
    let collator = collator(&archive.site.language.tag);
    let mut documents: Vec<DocumentId> = (0..archive.documents.len() as u32).map(DocumentId).collect();
    documents.sort_by(|left, right| {
        let (left, right) = (archive.document(*left), archive.document(*right));
        let dates = sort_date(left.record.issued.as_ref()).cmp(&sort_date(right.record.issued.as_ref()));
        dates.then_with(|| collator.compare(&left.record.title, &right.record.title)).then_with(|| left.id.cmp(&right.id))
    });
    let mut entities: Vec<EntityId> = (0..archive.entities.len() as u32).map(EntityId).collect();
    entities.sort_by(|left, right| {
        let order = collator.compare(archive.sort_text(*left), archive.sort_text(*right));
        order.then_with(|| archive.entity(*left).id.value.cmp(&archive.entity(*right).id.value))
    });
    let mut terms: Vec<TermId> = (0..archive.terms.len() as u32).map(TermId).collect();
    terms.sort_by(|left, right| {
        let (left, right) = (archive.term(*left), archive.term(*right));
        collator.compare(&left.term, &right.term).then_with(|| left.id.value.cmp(&right.id.value))
    });
    Orders { documents, entities, terms }
}

/// What a date is sorted by; no date sorts last.
fn sort_date(date: Option<&Date>) -> (bool, String, u8, u8) {
    let moment = date.and_then(|date| match (&date.start, &date.end) {
        (Bound::At(moment), _) | (Bound::Open | Bound::Unknown, Bound::At(moment)) => Some(moment),
        (Bound::Open | Bound::Unknown, Bound::Open | Bound::Unknown) => None,
    });
    match moment {
        Some(moment) => (false, moment.year.clone(), moment.month.unwrap_or(0), moment.day.unwrap_or(0)),
        None => (true, String::new(), 0, 0),
    }
}

fn collator(tag: &str) -> CollatorBorrowed<'static> {
    let locale = Locale::try_from_str(tag).unwrap_or(Locale::UNKNOWN);
    Collator::try_new(CollatorPreferences::from(&locale), CollatorOptions::default())
        .expect("the collation data is built into the program")
}
