//! `postil list`: what an archive holds, a line each, with the place where it is written.

mod rows;

use clap::{Args, ValueEnum};
use serde_json::{Value as Json, json};

use super::catalogue::{self, Catalogue};
use super::{Exit, Global};
use crate::model::{ClosedList, DocumentId, EntityId, QuestionId, Standing, Status};
use crate::problem::did_you_mean;
use crate::shell::{Refusal, WrongUse, terminal};
use crate::source::hidden::harmless;
use crate::source::word::on_one_line;

/// List what the archive holds, with the place where it is written
#[derive(Debug, Args)]
#[command(before_help = examples())]
pub struct List {
    /// What to list
    #[arg(value_name = "KIND", value_enum)]
    kind: Kind,
    /// Only what stands in this document or answers from it
    #[arg(long, value_name = "ID")]
    document: Option<String>,
    /// Only what answers this question
    #[arg(long, value_name = "ID")]
    question: Option<String>,
    /// Only what has this status
    #[arg(long, value_name = "WORD")]
    status: Option<String>,
    /// Only what names this entity, in whatever part
    #[arg(long, value_name = "ID")]
    entity: Option<String>,
    /// For people, or for programs
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// What stands above the options, with the words of the closed lists as they are.
fn examples() -> String {
    format!(
        "\
Examples:
  postil list claims --status disputed       claims that somebody disputes
  postil list figures --question coast-toll  every number on one question
  postil list notes --document hecatomb --format json

Statuses of claims: {}.
Statuses of questions: {}.
",
        words::<Status>().join(", "),
        words::<Standing>().join(", "),
    )
}

fn words<T: ClosedList>() -> Vec<&'static str> {
    T::WORDS.iter().map(|word| word.name).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    Documents,
    Notes,
    Claims,
    Figures,
    Translations,
    Wordings,
    Mentions,
    Comments,
    Questions,
    Entities,
    Terms,
    Works,
    Editors,
    Archives,
}

/// For whom something is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

/// What a list is narrowed to.
#[derive(Debug, Clone, Copy, Default)]
struct Filters<'a> {
    document: Option<DocumentId>,
    question: Option<QuestionId>,
    entity: Option<EntityId>,
    status: Option<&'a str>,
}

/// One line of a list.
struct Row {
    name: String,
    columns: Vec<(&'static str, String)>,
    place: (String, usize),
}

/// Prints a list; the last line of the messages says how long it is.
pub fn run(global: &Global, command: &List) -> Result<Exit, Refusal> {
    let catalogue = catalogue::open(global)?;
    let filters = filters(&catalogue, command)?;
    let rows = rows::rows(&catalogue, command.kind, filters);
    let text = match command.format {
        Format::Text => table(&rows),
        Format::Json => {
            let rows: Vec<Json> = rows.iter().map(object).collect();
            format!("{:#}\n", Json::Array(rows))
        }
    };
    terminal::output(&text)?;
    Ok(Exit::Done)
}

/// The words of a kind of list, and by what it can be narrowed.
fn narrowed_by(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Notes | Kind::Claims | Kind::Figures => &["document", "question", "status", "entity"],
        Kind::Translations | Kind::Wordings | Kind::Comments => &["document"],
        Kind::Mentions => &["document", "entity"],
        Kind::Documents => &["question", "entity"],
        Kind::Questions => &["document", "status", "entity"],
        Kind::Entities | Kind::Terms => &["document"],
        Kind::Works | Kind::Editors | Kind::Archives => &[],
    }
}

fn filters<'a>(catalogue: &Catalogue, command: &'a List) -> Result<Filters<'a>, WrongUse> {
    let given = [
        ("document", &command.document),
        ("question", &command.question),
        ("status", &command.status),
        ("entity", &command.entity),
    ];
    let allowed = narrowed_by(command.kind);
    if let Some((name, _)) = given.iter().find(|(name, value)| value.is_some() && !allowed.contains(name)) {
        let kind = command.kind.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned());
        let help = match allowed {
            [] => "they are not many".to_owned(),
            _ => format!("by {}", allowed.iter().map(|name| format!("--{name}")).collect::<Vec<_>>().join(", ")),
        };
        return Err(WrongUse::new(format!("{kind} are not narrowed by --{name}"), help));
    }
    let archive = &catalogue.archive;
    let shows = |list: &str| format!("postil list {list} shows all");
    let document =
        number("document", &command.document, archive.documents.iter().map(|record| record.id.as_str()), shows("documents"))?;
    let question = number(
        "question",
        &command.question,
        archive.questions.iter().map(|record| record.id.value.as_str()),
        shows("questions"),
    )?;
    let entity =
        number("entity", &command.entity, archive.entities.iter().map(|record| record.id.value.as_str()), shows("entities"))?;
    let words: Vec<&str> = match command.kind {
        Kind::Questions => words::<Standing>(),
        Kind::Documents
        | Kind::Notes
        | Kind::Claims
        | Kind::Figures
        | Kind::Translations
        | Kind::Wordings
        | Kind::Mentions
        | Kind::Comments
        | Kind::Entities
        | Kind::Terms
        | Kind::Works
        | Kind::Editors
        | Kind::Archives => words::<Status>(),
    };
    let all = words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    number("status", &command.status, words.into_iter(), format!("there are {all}"))?;
    Ok(Filters {
        document: document.map(DocumentId),
        question: question.map(QuestionId),
        // Whoever names a signpost means what it leads to.
        entity: entity.map(|number| archive.meant(EntityId(number))),
        status: command.status.as_deref(),
    })
}

/// The place of a name among those that there are; of one that is near to none `otherwise` is the help.
fn number<'a>(
    what: &str,
    name: &Option<String>,
    known: impl Iterator<Item = &'a str> + Clone,
    otherwise: String,
) -> Result<Option<u32>, WrongUse> {
    let Some(name) = name else { return Ok(None) };
    match known.clone().position(|other| other == name) {
        Some(number) => Ok(Some(number as u32)),
        None => {
            let help = did_you_mean(name, known).unwrap_or(otherwise);
            Err(WrongUse::new(format!("there is no {what} `{name}`"), help))
        }
    }
}

fn object(row: &Row) -> Json {
    let mut object = json!({ "name": row.name });
    for (name, value) in &row.columns {
        object[*name] = json!(value);
    }
    object["file"] = json!(row.place.0);
    object["line"] = json!(row.place.1);
    object
}

/// Lines whose columns begin below one another; the last one, which is the longest, ends with the place.
fn table(rows: &[Row]) -> String {
    let cells = |row: &Row| -> Vec<String> {
        let words = row.columns.iter().map(|(_, words)| on_one_line(words));
        std::iter::once(row.name.clone()).chain(words).collect()
    };
    let lines: Vec<Vec<String>> = rows.iter().map(cells).collect();
    let count = lines.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| lines.iter().filter_map(|line| line.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..count.saturating_sub(1)).map(|column| width(column).unwrap_or(0)).collect();
    let mut text = String::new();
    for (line, row) in lines.iter().zip(rows) {
        for (column, cell) in line.iter().enumerate() {
            let padding = widths.get(column).map_or(0, |width| width - cell.chars().count());
            text.push_str(&format!("{cell}{}  ", " ".repeat(padding)));
        }
        text.push_str(&format!("{}:{}\n", row.place.0, row.place.1));
    }
    harmless(&text)
}
