//! The record of a work that notes cite, as the citation library reads it (Hayagriva's `docs/file-format.md`).

use super::{Field, Record, Takes};
use crate::model::ListWord;

const fn may(name: &'static str, help: &'static str) -> Field {
    Field::optional(name, Takes::OfWork, help)
}

const fn kind(name: &'static str, help: &'static str) -> ListWord {
    ListWord { name, help }
}

/// Signs that a key does not have, nor spaces: citations end at some, and reference managers read the others as their own.
pub const NOT_IN_KEYS: &[char] = &[',', ';', '{', '}', '"', '#', '%', '\'', '(', ')', '=', '~', '\\'];

/// A work that notes cite.
pub const WORK: Record = Record {
    name: "work",
    help: "A work that notes cite, by its key; the fields are Hayagriva's.",
    fields: &[
        Field::optional("type", Takes::WordInAnyCase(TYPES), "What the work is."),
        may("title", "Its title; words in braces keep their capitals."),
        may("author", "Who made it: `Family, Given`, or `{name: …}` for a body."),
        may("date", "When it appeared."),
        may("editor", "Who edited it."),
        may("affiliated", "Others who had a part in it, by their roles."),
        may("publisher", "Who published it."),
        may("location", "Where it was published, or where it is kept."),
        may("organization", "The body for which or at which it was made."),
        may("issue", "The number of an issue."),
        may("chapter", "The number of a chapter."),
        may("volume", "The number of a volume."),
        may("volume-total", "How many volumes there are."),
        may("edition", "Which edition it is."),
        may("page-range", "The pages that it takes in what it appeared in."),
        may("page-total", "How many pages it has."),
        may("time-range", "The stretch of a recording."),
        may("runtime", "How long a recording is."),
        may("url", "Where it is found, with `date` for the day of the visit where it is known."),
        may("serial-number", "Its DOI, ISBN or another number."),
        may("serial", "Its DOI, ISBN or another number; an older name of `serial-number`."),
        may("language", "The language in which it is written."),
        may("archive", "The archive that keeps it."),
        may("archive-location", "Where that archive is."),
        may("call-number", "Its number in an archive or a library."),
        may("note", "A remark that is printed with it."),
        may("abstract", "A summary."),
        may("genre", "Its kind, in the words of the field."),
        Field::optional("parent", Takes::Work, "What it appeared in: another such record, or several.").list(),
    ],
    rules: &[],
};

const TYPES: &[ListWord] = &[
    kind("article", "A text in a journal or newspaper."),
    kind("chapter", "A part of a book."),
    kind("entry", "A piece of a larger work, such as of an encyclopedia."),
    kind("anthos", "A text of an anthology."),
    kind("report", "A report."),
    kind("thesis", "A thesis."),
    kind("web", "A web page or site."),
    kind("scene", "A part of a film or show."),
    kind("artwork", "A work of art."),
    kind("patent", "A patent."),
    kind("case", "A case at law."),
    kind("newspaper", "A newspaper."),
    kind("legislation", "A law."),
    kind("manuscript", "A text that was not published."),
    kind("post", "A post in a social network."),
    kind("misc", "Something else."),
    kind("performance", "A performance."),
    kind("periodical", "A journal or magazine."),
    kind("proceedings", "The proceedings of a conference."),
    kind("book", "A book."),
    kind("blog", "A series of posts."),
    kind("reference", "A dictionary or encyclopedia."),
    kind("conference", "A conference."),
    kind("anthology", "A collection of texts."),
    kind("repository", "A repository of code or data."),
    kind("thread", "A conversation in a network."),
    kind("video", "A film or video."),
    kind("audio", "A recording."),
    kind("exhibition", "An exhibition."),
    kind("original", "The original of what was published again."),
];
