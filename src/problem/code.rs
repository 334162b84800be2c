//! Every code that a problem can have, with how grave it is.

/// How grave a problem is; only an error keeps a site from being published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site is not published.
    Error,
    /// Published, but an editor should look.
    Warning,
    /// Good to know.
    Hint,
}

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $summary:literal;)*) => {
        /// The kind of a problem; its name never changes once published.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $summary] $variant,)* }

        impl Code {
            /// All codes, in the order of this file.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The name in kebab case.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// How grave it is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }

            /// What the code stands for, in one sentence.
            pub fn summary(self) -> &'static str {
                match self { $(Code::$variant => $summary,)* }
            }

            /// The file that explains it at length.
            pub(super) fn written(self) -> &'static str {
                match self { $(Code::$variant => include_str!(concat!("explain/", $name, ".md")),)* }
            }
        }
    };
}

codes! {
    // Files.
    UnreadableFile "unreadable-file" Error "The machine refuses to give a file out.";
    NotUtf8 "not-utf8" Error "A file is not in the UTF-8 encoding.";
    FileTooLarge "file-too-large" Error "A YAML file is larger than 1 MiB.";
    UnknownFile "unknown-file" Error "A file has no meaning at this place of an archive.";
    MissingFile "missing-file" Error "A file that the archive needs is not there.";
    InvalidInventory "invalid-inventory" Error "The copy of another archive's inventory cannot be used.";
    NameTaken "name-taken" Error "Two things would be published at one address.";
    InvalidName "invalid-name" Error "A file or a page would have a name that not every disk takes.";
    // YAML.
    YamlColon "yaml-colon" Error "A text that holds a colon and a space needs quotation marks.";
    YamlTab "yaml-tab" Error "A tab stands where YAML wants spaces.";
    YamlIndentation "yaml-indentation" Error "A line is not indented like its neighbours.";
    YamlQuote "yaml-quote" Error "A quotation mark that opens a text is not closed, or the text goes on after it.";
    YamlComma "yaml-comma" Error "A comma inside {…} or […] has cut a text in two.";
    YamlColumn "yaml-column" Error "A record does not begin at column 1.";
    YamlReference "yaml-reference" Error "Anchors, aliases and tags are not read; a text that begins with &, * or ! needs quotation marks.";
    YamlSeveral "yaml-several" Error "A file holds more than one YAML document.";
    YamlDepth "yaml-depth" Error "Lists and maps stand inside one another more than 16 deep.";
    YamlSyntax "yaml-syntax" Error "A record is not YAML.";
    MergeConflict "merge-conflict" Error "A merge of two editors' changes was not finished.";
    YamlComment "yaml-comment" Warning "A text without quotation marks goes on behind ` #`, and that is not published.";
    DuplicateField "duplicate-field" Error "A field stands twice in one record.";
    // Characters.
    HiddenCharacter "hidden-character" Warning "A text holds a character that nobody sees where it has no business.";
    HiddenInName "hidden-in-name" Error "A name holds a character that nobody sees.";
    // Fields.
    UnknownField "unknown-field" Error "A record has a field that the format does not know.";
    MissingField "missing-field" Error "A record lacks a field that it needs.";
    EmptyValue "empty-value" Error "A field or a text is there, but nothing in it.";
    WrongType "wrong-type" Error "A value is not of the kind that its field takes.";
    UnknownValue "unknown-value" Error "A value is not on the closed list of its field.";
    NotHonoured "not-honoured" Error "A field of the format is not honoured yet and would be ignored.";
    ConflictingFields "conflicting-fields" Error "Two fields of a record exclude each other.";
    InvalidId "invalid-id" Error "An identifier has characters that identifiers do not have.";
    DuplicateId "duplicate-id" Error "Two records of one kind have the same identifier.";
    InvalidDate "invalid-date" Error "A date is not written as EDTF level 1.";
    InvalidLanguage "invalid-language" Error "A language is not a BCP 47 tag of a known language.";
    InvalidUrl "invalid-url" Error "An address is not one that a page may link to.";
    InvalidNumber "invalid-number" Error "A number is not written in digits, or a range ends before it begins.";
    InvalidLicense "invalid-license" Error "A licence is neither an SPDX identifier nor an address.";
    // Prose.
    RawHtml "raw-html" Error "Prose holds raw HTML.";
    MarkdownDepth "markdown-depth" Error "Quotations, lists, emphasis or links stand inside one another more than 64 deep.";
    BrokenLink "broken-link" Error "A link in prose leads nowhere.";
    // Anchors.
    QuoteNotFound "quote-not-found" Error "A quotation does not stand in the text.";
    QuoteAmbiguous "quote-ambiguous" Error "A quotation stands more than once in the text.";
    TooManyPlaces "too-many-places" Error "The notes of a document stand at more places than its page can hold.";
    QuoteVariant "quote-variant" Hint "A quotation matches but for quotation marks, dashes, spaces or composed letters.";
    TextChanged "text-changed" Error "The text is not the one that the notes were made for.";
    AnchorInDoubt "anchor-in-doubt" Error "A text has changed, and whether a quotation stands where it was meant cannot be told.";
    UnknownParagraph "unknown-paragraph" Error "A paragraph is named that the text does not have.";
    Misaligned "misaligned" Error "The paragraphs of a translation do not pair with those of the original.";
    // Names.
    UnknownEntity "unknown-entity" Error "No entity has this identifier.";
    UnknownQuestion "unknown-question" Error "No question has this identifier.";
    UnknownScope "unknown-scope" Error "The question has no such scope.";
    UnknownPosition "unknown-position" Error "The question has no such position.";
    UnknownTerm "unknown-term" Error "No term has this identifier.";
    UnknownNote "unknown-note" Error "No note has this identifier.";
    UnknownWork "unknown-work" Error "No work of the bibliography has this key.";
    UnknownEditor "unknown-editor" Error "No editor of the archive has this identifier.";
    UnknownTranslation "unknown-translation" Error "The document has no translation into this language.";
    AmbiguousName "ambiguous-name" Error "Two entities that are linked automatically share a name.";
    Circular "circular" Error "A record is, over others, part of itself.";
    ScopeDepth "scope-depth" Error "A scope of a question lies in more than 16 others.";
    // The house's own order.
    InvalidWork "invalid-work" Error "A work of the bibliography cannot be read.";
    TooManyRanges "too-many-ranges" Error "A document has more ranges of paragraphs than can be published.";
    ThemeBroken "theme-broken" Error "A template of the theme cannot be used.";
    // Editorial.
    Unused "unused" Warning "A record is not used anywhere.";
    PartExceedsWhole "part-exceeds-whole" Warning "In one document a part is certainly larger than its whole.";
    UnitMisspelt "unit-misspelt" Warning "A figure has nearly the unit of its question, and is compared with nothing.";
    RelationContradictsFigures "relation-contradicts-figures" Warning "A relation between two claims says otherwise than their figures.";
}
