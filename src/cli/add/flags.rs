//! The flags of `postil add`: those of a kind are called as its fields are, and take what these take.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches};

use crate::format::{CLAIM, Field, Layout, NOTE, Need, RENDERING, Takes, WORDING, record_of};
use crate::model::{ClosedList, RecordFields, RecordKind, Value};
use crate::pipeline;
use crate::shell::WrongUse;

/// Fields of a note that its flags leave to the program, or that the kind of the note stands for.
const NOT_ASKED: [&str; 7] = ["claim", "translation", "wording", "mention", "history", "created", "modified"];

/// What `postil add` was asked for.
#[derive(Debug, Clone)]
pub struct Add {
    /// What is to be added.
    pub kind: RecordKind,
    /// Each flag that was given, with its values.
    pub given: Vec<(&'static str, Vec<String>)>,
    /// The document of a note.
    pub document: Option<String>,
    /// The file of the record.
    pub file: Option<String>,
    /// The text of a document.
    pub text: Option<String>,
    /// Only show what would be written.
    pub dry_run: bool,
}

/// A flag and the field that it fills.
#[derive(Debug, Clone, Copy)]
pub struct Flag {
    /// Its name without the hyphens.
    pub name: &'static str,
    /// Its field.
    pub field: &'static Field,
    /// Where the field stands.
    pub part: Part,
}

/// Which record a field belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The record itself.
    Record,
    /// The claim, translation or wording that a note is.
    Content,
}

/// The flags of a kind that fill fields, in the order of the fields.
pub fn flags(kind: RecordKind) -> Vec<Flag> {
    let of = |part: Part, form: &'static [Field]| {
        let honoured = form.iter().filter(|field| !matches!(field.need, Need::NotHonoured(_)));
        honoured.map(move |field| match (part, field.name) {
            // A note is signed by `by`; a rendering has one of its own.
            (Part::Content, "by") => Flag { name: "translation-by", field, part },
            (Part::Content | Part::Record, name) => Flag { name, field, part },
        })
    };
    let is_asked = |flag: &Flag| !NOT_ASKED.contains(&flag.name) || (kind == RecordKind::Mention && flag.name == "mention");
    let note = || of(Part::Record, NOTE.fields).filter(is_asked);
    match kind {
        RecordKind::Claim => note().chain(of(Part::Content, CLAIM.fields)).collect(),
        RecordKind::Translation => note().chain(of(Part::Content, RENDERING.fields)).collect(),
        RecordKind::Wording => note().chain(of(Part::Content, WORDING.fields)).collect(),
        RecordKind::Mention | RecordKind::Comment => note().collect(),
        RecordKind::Document | RecordKind::Work => {
            const NAMED: &[Field] = &[Field::optional("id", Takes::Id, "Its name; made from its title where none is given.")];
            of(Part::Record, NAMED).chain(of(Part::Record, record_of(kind).fields)).filter(is_given).collect()
        }
        RecordKind::Entity | RecordKind::Question | RecordKind::Term => {
            of(Part::Record, record_of(kind).fields).filter(is_asked).collect()
        }
    }
}

/// What a program fills in is no flag.
fn is_given(flag: &Flag) -> bool {
    !["text_sha256", "translations"].contains(&flag.name)
}

/// The flags without which a record of a kind is nothing.
pub fn needed(kind: RecordKind) -> Vec<Flag> {
    let is_needed = |flag: &Flag| match (kind, flag.name) {
        (_, "id") => false,
        (RecordKind::Comment, "note") | (RecordKind::Mention, "mention") | (RecordKind::Work, "type" | "title") => true,
        _ => flag.field.need == Need::Needed,
    };
    flags(kind).into_iter().filter(is_needed).collect()
}

/// The value of a field as a flag gives it; the error says what is wrong.
pub fn value(flag: Flag, given: &[String]) -> Result<Value, WrongUse> {
    let read = |text: &String| {
        pipeline::read_value(text).map_err(|told| {
            let braced = format!("{{{text}}}");
            let is_bare = !text.starts_with(['{', '[']);
            // What is told of a line of text would make a text of it.
            let told = if is_bare { "names and values stand in braces" } else { &told };
            let help = match pipeline::read_value(&braced) {
                Ok(Value::Fields(_)) if is_bare => format!("write --{} '{}'", flag.name, braced.replace('\'', r"'\''")),
                _ => "write it as it would stand in YAML: {name: value}, [a, b]".to_owned(),
            };
            WrongUse::new(format!("--{} “{text}”: {told}", flag.name), help)
        })
    };
    let as_written = |text: &String| match text.starts_with(['{', '[']) {
        true => read(text),
        false => Ok(Value::text(text.as_str())),
    };
    let values: Vec<Value> = match flag.field.layout() {
        Layout::Text | Layout::Quotation | Layout::Prose | Layout::Number | Layout::Flag | Layout::Word(_) => {
            given.iter().map(|text| Value::text(text.as_str())).collect()
        }
        Layout::Texts | Layout::Localised => given.iter().map(as_written).collect::<Result<_, _>>()?,
        Layout::Fields(_) | Layout::Rows(_) | Layout::Records(_) | Layout::Pairs => {
            given.iter().map(read).collect::<Result<_, _>>()?
        }
    };
    let mut flat = Vec::new();
    for value in values {
        match value {
            Value::List(items) => flat.extend(items),
            value @ (Value::Text(_) | Value::Fields(_)) => flat.push(value),
        }
    }
    Ok(match <[Value; 1]>::try_from(flat) {
        Ok([only]) => only,
        Err(several) => Value::List(several),
    })
}

/// The fields of a record of a kind; those of a claim, translation or wording in a field of its name.
pub fn record(kind: RecordKind, values: Vec<(Flag, Value)>) -> RecordFields {
    let (mut fields, mut content) = (Vec::new(), Vec::new());
    for (Flag { field, part, .. }, value) in values {
        match part {
            Part::Record => fields.push((field.name.to_owned(), value)),
            Part::Content => content.push((field.name.to_owned(), value)),
        }
    }
    if !content.is_empty() {
        fields.push((kind.name().to_owned(), Value::Fields(content)));
    }
    fields
}

impl Args for Add {
    fn augment_args(command: Command) -> Command {
        let kinds = RecordKind::ALL.iter().map(|kind| subcommand(*kind));
        command
            .about("Write a document, a note or another record into the archive")
            .before_help(EXAMPLES)
            .subcommand_required(true)
            .arg_required_else_help(true)
            .disable_help_subcommand(true)
            .subcommand_value_name("KIND")
            .subcommand_help_heading("Kinds")
            .subcommands(kinds)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Add::augment_args(command)
    }
}

impl FromArgMatches for Add {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Add, Error> {
        let (name, matches) = matches.subcommand().expect("a kind is required");
        let kind = RecordKind::ALL.iter().copied().find(|kind| kind.name() == name).expect("only kinds are subcommands");
        let texts = |name: &str| -> Vec<String> {
            matches.try_get_many::<String>(name).ok().flatten().map_or_else(Vec::new, |texts| texts.cloned().collect())
        };
        let one = |name: &str| texts(name).pop();
        let mut given = Vec::new();
        for flag in flags(kind) {
            let values = if !matches!(flag.field.layout(), Layout::Flag) {
                texts(flag.name)
            } else if matches.get_flag(flag.name) {
                vec!["true".to_owned()]
            } else {
                Vec::new()
            };
            if !values.is_empty() {
                given.push((flag.name, values));
            }
        }
        let file = one("layer").or_else(|| one("file"));
        Ok(Add { kind, given, document: one("document"), file, text: one("text"), dry_run: matches.get_flag("dry-run") })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Add::from_arg_matches(matches)?;
        Ok(())
    }
}

const EXAMPLES: &str = "\
Examples:
  postil add document --title 'A chronicle' --language en --kind report --text ~/chronicle.txt
  postil add claim --document chronicle --quote 'forty boats' --says 'Forty boats were lost.' --modality asserted
  postil add mention --document chronicle --quote 'the mill' --mention old-mill
  postil add entity --type place --name 'The old mill'

Flags are called as the fields of the format; what has fields of its own is written as in YAML:
--figures '{min: 41, as_of: 1882}'. At a terminal, what is missing is asked for.
";

fn subcommand(kind: RecordKind) -> Command {
    let mut command = Command::new(kind.name()).about(about(kind)).args(flags(kind).iter().map(|flag| argument(kind, flag)));
    if kind.is_note() {
        command = command
            .arg(
                Arg::new("document")
                    .long("document")
                    .value_name("ID")
                    .help("The document on which it stands [needed]")
                    .display_order(0),
            )
            .arg(
                Arg::new("layer")
                    .long("layer")
                    .value_name("NAME")
                    .help("The sidecar into which it goes: NAME is notes.NAME.yaml [default: notes.yaml]"),
            );
    }
    match kind {
        RecordKind::Document => {
            command = command.arg(
                Arg::new("text").long("text").value_name("FILE").help("The file of its text, .md or .txt; it is copied as it is"),
            );
        }
        RecordKind::Entity => {
            command = command
                .arg(Arg::new("file").long("file").value_name("FILE").help("Its file in entities/ [default: that of its type]"));
        }
        RecordKind::Claim
        | RecordKind::Translation
        | RecordKind::Wording
        | RecordKind::Mention
        | RecordKind::Comment
        | RecordKind::Question
        | RecordKind::Term
        | RecordKind::Work => {}
    }
    let dry = Arg::new("dry-run").long("dry-run").action(ArgAction::SetTrue).help("Write nothing; show what would be written");
    command.arg(dry)
}

fn about(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Document => "A text with its record",
        RecordKind::Claim => "A note that somebody says that something is so",
        RecordKind::Translation => "A note on how words are rendered in another language",
        RecordKind::Wording => "A note on a word that carries weight",
        RecordKind::Mention => "A note on who or what is named",
        RecordKind::Comment => "A plain note",
        RecordKind::Entity => "A person, organisation, group, place, event or work that documents name",
        RecordKind::Question => "What several documents answer",
        RecordKind::Term => "A word worth explaining",
        RecordKind::Work => "A work of the bibliography",
    }
}

fn argument(kind: RecordKind, flag: &Flag) -> Arg {
    let is_needed = needed(kind).iter().any(|other| other.name == flag.name);
    let mut about = flag.field.help.trim_end_matches('.').to_owned();
    if is_needed {
        about.push_str(" [needed]");
    }
    let argument = Arg::new(flag.name).long(flag.name).help(about);
    match flag.field.layout() {
        Layout::Flag => argument.action(ArgAction::SetTrue),
        Layout::Word(words) => {
            argument.value_name("WORD").value_parser(PossibleValuesParser::new(words.iter().map(|word| word.name)))
        }
        Layout::Text | Layout::Quotation | Layout::Prose => argument.value_name("TEXT").allow_hyphen_values(true),
        Layout::Number => argument.value_name("DATE").allow_hyphen_values(true),
        Layout::Texts => argument.value_name("TEXT").action(ArgAction::Append),
        Layout::Localised | Layout::Fields(_) | Layout::Pairs => argument.value_name("YAML"),
        Layout::Rows(_) | Layout::Records(_) => argument.value_name("YAML").action(ArgAction::Append),
    }
}
