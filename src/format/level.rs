//! A field on the wrong level: which record around or inside the one that it stands in takes it.

use super::{Many, RECORDS, Record};

impl Record {
    /// Where a field belongs that this record does not have: inside one of its fields, or beside that in which it stands itself.
    pub fn elsewhere(&self, field: &str) -> Option<String> {
        let ways: Vec<String> = self.inside(field).chain(self.around(field)).collect();
        (!ways.is_empty()).then(|| format!("`{field}` stands {}", ways.join(", or ")))
    }

    fn inside(&self, name: &str) -> impl Iterator<Item = String> {
        let holders = self.fields.iter().filter(|holder| holder.record().is_some_and(|record| record.field(name).is_some()));
        holders.map(|holder| match holder.many {
            Many::One => format!("below `{}:`, indented by two spaces more", holder.name),
            Many::Several => format!("in an entry of `{}`", holder.name),
        })
    }

    fn around(&self, name: &str) -> impl Iterator<Item = String> {
        let holders = RECORDS.iter().filter(move |record| record.field(name).is_some()).flat_map(|record| record.fields);
        let holders = holders.filter(move |holder| holder.record().is_some_and(|record| record == self));
        holders.map(|holder| format!("beside `{}:`, as far to the left as that", holder.name))
    }
}

#[cfg(test)]
mod tests {
    use crate::format::{CLAIM, FIGURE, NOTE, QUESTION};

    #[test]
    fn a_field_of_a_record_inside_is_said_to_stand_there() {
        assert_eq!(NOTE.elsewhere("modality").unwrap(), "`modality` stands below `claim:`, indented by two spaces more");
        assert_eq!(CLAIM.elsewhere("min").unwrap(), "`min` stands in an entry of `figures`");
    }

    #[test]
    fn a_field_of_the_record_around_is_said_to_stand_beside_its_own() {
        assert_eq!(CLAIM.elsewhere("quote").unwrap(), "`quote` stands beside `claim:`, as far to the left as that");
        assert_eq!(FIGURE.elsewhere("says").unwrap(), "`says` stands beside `figures:`, as far to the left as that");
    }

    #[test]
    fn a_field_of_both_is_said_to_stand_in_either() {
        let ways = "`note` stands in an entry of `basis`, or beside `claim:`, as far to the left as that";
        assert_eq!(CLAIM.elsewhere("note").unwrap(), ways);
    }

    #[test]
    fn a_field_of_a_record_that_is_neither_is_not_looked_for() {
        assert_eq!(NOTE.elsewhere("siglum"), None);
        assert_eq!(QUESTION.elsewhere("quote"), None);
    }
}
