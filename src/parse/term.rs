//! Reads the records of `terms.yaml`.

use super::fields::Fields;
use super::yaml::Map;
use crate::format::TERM;
use crate::model::{Scheme, Term, Written};
use crate::problem::Problems;
use crate::source::SourceFile;

/// Reads one term; `None` where it has no id. The flag tells whether it is sound.
pub fn term(file: &SourceFile, map: Map, problems: &mut Problems) -> (Option<Term<Written>>, bool) {
    let place = map.place;
    let mut fields = Fields::new(file, &TERM, map);
    let id = fields.id();
    let term = fields.required_text("term").value;
    let language = fields.language("language").map(|language| language.value);
    let scheme = fields.choice("scheme").unwrap_or(Scheme::Technical);
    let says = fields.prose("says");
    let (broader, related) = (fields.texts("broader"), fields.texts("related"));
    let signature = fields.signature();
    let sound = fields.finish().report(problems);
    let term = id.map(|id| Term { id, place, term, language, scheme, says, broader, related, signature });
    (term, sound)
}
