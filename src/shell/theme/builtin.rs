//! The files of the theme that is built into the program, so that the binary alone suffices.

use crate::model::Theme;

/// Path inside the theme and bytes, in the order of paths; a test holds it against the folder `themes/default/`.
const FILES: &[(&str, &[u8])] = &[
    ("assets/colours.js", include_bytes!("../../../themes/default/assets/colours.js")),
    ("assets/pages.css", include_bytes!("../../../themes/default/assets/pages.css")),
    ("assets/search.js", include_bytes!("../../../themes/default/assets/search.js")),
    ("assets/site.js", include_bytes!("../../../themes/default/assets/site.js")),
    ("assets/style.css", include_bytes!("../../../themes/default/assets/style.css")),
    ("i18n/ar.yaml", include_bytes!("../../../themes/default/i18n/ar.yaml")),
    ("i18n/en.yaml", include_bytes!("../../../themes/default/i18n/en.yaml")),
    ("i18n/id.yaml", include_bytes!("../../../themes/default/i18n/id.yaml")),
    ("templates/404.html", include_bytes!("../../../themes/default/templates/404.html")),
    ("templates/base.html", include_bytes!("../../../themes/default/templates/base.html")),
    ("templates/basis.html", include_bytes!("../../../themes/default/templates/basis.html")),
    ("templates/bibliography.html", include_bytes!("../../../themes/default/templates/bibliography.html")),
    ("templates/chain.html", include_bytes!("../../../themes/default/templates/chain.html")),
    ("templates/circles.html", include_bytes!("../../../themes/default/templates/circles.html")),
    ("templates/citation.html", include_bytes!("../../../themes/default/templates/citation.html")),
    ("templates/claim.html", include_bytes!("../../../themes/default/templates/claim.html")),
    ("templates/claims.html", include_bytes!("../../../themes/default/templates/claims.html")),
    ("templates/claims_by_document.html", include_bytes!("../../../themes/default/templates/claims_by_document.html")),
    ("templates/claims_table.html", include_bytes!("../../../themes/default/templates/claims_table.html")),
    ("templates/compared.html", include_bytes!("../../../themes/default/templates/compared.html")),
    ("templates/computed.html", include_bytes!("../../../themes/default/templates/computed.html")),
    ("templates/computed_verdicts.html", include_bytes!("../../../themes/default/templates/computed_verdicts.html")),
    ("templates/computed_word.html", include_bytes!("../../../themes/default/templates/computed_word.html")),
    ("templates/counted.html", include_bytes!("../../../themes/default/templates/counted.html")),
    ("templates/data.html", include_bytes!("../../../themes/default/templates/data.html")),
    ("templates/data_files.html", include_bytes!("../../../themes/default/templates/data_files.html")),
    ("templates/document.html", include_bytes!("../../../themes/default/templates/document.html")),
    ("templates/document_places.html", include_bytes!("../../../themes/default/templates/document_places.html")),
    ("templates/documents.html", include_bytes!("../../../themes/default/templates/documents.html")),
    ("templates/documents_table.html", include_bytes!("../../../themes/default/templates/documents_table.html")),
    ("templates/entities.html", include_bytes!("../../../themes/default/templates/entities.html")),
    ("templates/entity.html", include_bytes!("../../../themes/default/templates/entity.html")),
    ("templates/fact.html", include_bytes!("../../../themes/default/templates/fact.html")),
    ("templates/figure_tables.html", include_bytes!("../../../themes/default/templates/figure_tables.html")),
    ("templates/found.html", include_bytes!("../../../themes/default/templates/found.html")),
    ("templates/history.html", include_bytes!("../../../themes/default/templates/history.html")),
    ("templates/home.html", include_bytes!("../../../themes/default/templates/home.html")),
    ("templates/license.html", include_bytes!("../../../themes/default/templates/license.html")),
    ("templates/link.html", include_bytes!("../../../themes/default/templates/link.html")),
    ("templates/links.html", include_bytes!("../../../themes/default/templates/links.html")),
    ("templates/lookup.html", include_bytes!("../../../themes/default/templates/lookup.html")),
    ("templates/matrix.html", include_bytes!("../../../themes/default/templates/matrix.html")),
    ("templates/meeting.html", include_bytes!("../../../themes/default/templates/meeting.html")),
    ("templates/naming.html", include_bytes!("../../../themes/default/templates/naming.html")),
    ("templates/note.html", include_bytes!("../../../themes/default/templates/note.html")),
    ("templates/options.html", include_bytes!("../../../themes/default/templates/options.html")),
    ("templates/otherwise.html", include_bytes!("../../../themes/default/templates/otherwise.html")),
    ("templates/parts.html", include_bytes!("../../../themes/default/templates/parts.html")),
    ("templates/places.html", include_bytes!("../../../themes/default/templates/places.html")),
    ("templates/plot.html", include_bytes!("../../../themes/default/templates/plot.html")),
    ("templates/positions_matrix.html", include_bytes!("../../../themes/default/templates/positions_matrix.html")),
    ("templates/prose.html", include_bytes!("../../../themes/default/templates/prose.html")),
    ("templates/question.html", include_bytes!("../../../themes/default/templates/question.html")),
    ("templates/questions.html", include_bytes!("../../../themes/default/templates/questions.html")),
    ("templates/questions_list.html", include_bytes!("../../../themes/default/templates/questions_list.html")),
    ("templates/record.html", include_bytes!("../../../themes/default/templates/record.html")),
    ("templates/record_end.html", include_bytes!("../../../themes/default/templates/record_end.html")),
    ("templates/relation.html", include_bytes!("../../../themes/default/templates/relation.html")),
    ("templates/rules.html", include_bytes!("../../../themes/default/templates/rules.html")),
    ("templates/search.html", include_bytes!("../../../themes/default/templates/search.html")),
    ("templates/signature.html", include_bytes!("../../../themes/default/templates/signature.html")),
    ("templates/source.html", include_bytes!("../../../themes/default/templates/source.html")),
    ("templates/stances.html", include_bytes!("../../../themes/default/templates/stances.html")),
    ("templates/standing.html", include_bytes!("../../../themes/default/templates/standing.html")),
    ("templates/step.html", include_bytes!("../../../themes/default/templates/step.html")),
    ("templates/strip.html", include_bytes!("../../../themes/default/templates/strip.html")),
    ("templates/term.html", include_bytes!("../../../themes/default/templates/term.html")),
    ("templates/terms.html", include_bytes!("../../../themes/default/templates/terms.html")),
    ("templates/terms_table.html", include_bytes!("../../../themes/default/templates/terms_table.html")),
    ("templates/time.html", include_bytes!("../../../themes/default/templates/time.html")),
    ("templates/timeline.html", include_bytes!("../../../themes/default/templates/timeline.html")),
    ("templates/why.html", include_bytes!("../../../themes/default/templates/why.html")),
    ("templates/words.html", include_bytes!("../../../themes/default/templates/words.html")),
];

/// The theme `default`.
pub fn built_in() -> Theme {
    Theme {
        name: super::DEFAULT.to_owned(),
        files: FILES.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect(),
        ..Theme::default()
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::FILES;
    use crate::shell::walk::{Kind, walk};

    #[test]
    fn the_table_and_the_folder_of_the_default_theme_agree() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
        let mut on_disk: Vec<String> =
            walk(&folder).unwrap().into_iter().filter(|entry| entry.kind == Kind::File).map(|entry| entry.path).collect();
        on_disk.sort();
        let built_in: Vec<&str> = FILES.iter().map(|(path, _)| *path).collect();
        assert_eq!(built_in, on_disk, "add or remove a line in src/shell/theme/builtin.rs");
    }
}
