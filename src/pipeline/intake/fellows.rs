//! The notes of one import as they know each other: a relation leads to where the other note stands now, or is left out.

use std::collections::BTreeMap;

use super::Fate;
use crate::model::form::text_of;
use crate::model::{RecordFields, Value};

/// A note as the others of its import call it.
pub struct Fellow {
    /// The document that it names itself.
    pub document: Option<String>,
    /// Its id there.
    pub id: Option<String>,
    /// The name that it is to have in the archive, once its place is known.
    pub name: Option<String>,
}

/// All notes of an import, by their numbers.
#[derive(Default)]
pub struct Fellows {
    /// Each as it came.
    pub all: Vec<Fellow>,
    /// Those that say again, word for word, what an earlier one says, with the number of that.
    pub echoes: BTreeMap<usize, usize>,
}

/// Where notes stand that have these names in what is imported; none for those that do not come.
pub struct Leads<'a> {
    fellows: &'a Fellows,
    stand: BTreeMap<String, Option<String>>,
}

impl Fellows {
    /// Where relations lead, as far as is known what becomes of the notes.
    pub fn leads(&self, fates: &[Option<Fate>]) -> Leads<'_> {
        let mut stand: BTreeMap<String, Option<String>> = BTreeMap::new();
        let others = self.all.iter().zip(fates).enumerate().filter(|(number, _)| !self.echoes.contains_key(number));
        for (_, (fellow, fate)) in others {
            let (Some(document), Some(id)) = (&fellow.document, &fellow.id) else { continue };
            let name = match fate {
                Some(Fate::Written(document, id) | Fate::There(document, id)) => Some(format!("{document}/{id}")),
                Some(Fate::Proposed(..) | Fate::Refused(_)) => None,
                None => fellow.name.clone(),
            };
            // Of several that come with one name it is the first that comes in.
            let first = stand.entry(format!("{document}/{id}")).or_default();
            *first = first.take().or(name);
        }
        Leads { fellows: self, stand }
    }

    /// What becomes of those that say again what an earlier one says.
    pub fn settle_echoes(&self, fates: &mut [Option<Fate>]) {
        for (number, earlier) in &self.echoes {
            fates[*number] = match fates[*earlier].clone() {
                Some(Fate::Written(document, id)) => Some(Fate::There(document, id)),
                fate => fate,
            };
        }
    }
}

impl Leads<'_> {
    /// The fields of a note with relations that lead where the others stand, and those that are left out, in a few words each.
    pub fn followed(&self, number: usize, fields: &RecordFields) -> (RecordFields, Vec<String>) {
        let own = self.fellows.all[number].document.as_deref().unwrap_or_default();
        let (mut fields, mut left) = (fields.clone(), Vec::new());
        for (_, value) in fields.iter_mut().filter(|(name, _)| name == "relates") {
            if let Value::List(relations) = value {
                relations.retain_mut(|relation| match relation {
                    Value::Fields(relation) => self.follow(own, relation).map_err(|told| left.push(told)).is_ok(),
                    Value::List(_) | Value::Text(_) => true,
                });
            }
        }
        fields.retain(|(name, value)| name != "relates" || !matches!(value, Value::List(items) if items.is_empty()));
        (fields, left)
    }

    /// Leads a relation to where its note stands; the error says that this does not come.
    fn follow(&self, own: &str, relation: &mut RecordFields) -> Result<(), String> {
        let Some(to) = text_of(relation, "to") else { return Ok(()) };
        let full = if to.contains('/') { to.to_owned() } else { format!("{own}/{to}") };
        // A name that no note has here is one of the archive.
        match self.stand.get(&full) {
            Some(None) => {
                let how = text_of(relation, "as").unwrap_or_default();
                Err(format!("the relation `{how}` to {full}, which is not taken over"))
            }
            Some(Some(name)) if *name != full => {
                let target = relation.iter_mut().filter(|(field, _)| field == "to");
                target.for_each(|(_, to)| *to = Value::text(name.as_str()));
                Ok(())
            }
            Some(Some(_)) | None => Ok(()),
        }
    }
}
