//! `postil explain`: what a code means, why it matters, and a wrong and a right record.

use clap::Args;

use super::Exit;
use crate::problem::report::severity_name;
use crate::problem::{Code, Example, did_you_mean};
use crate::shell::{Refusal, WrongUse, terminal};

/// Say what a code means, with a wrong and a right record
#[derive(Debug, Args)]
#[command(before_help = "\
Examples:
  postil explain                     every code in one line
  postil explain yaml-colon          one code at length
")]
pub struct Explain {
    /// The code, as it stands in brackets: error[CODE]
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

/// Explains one code, or lists all.
pub fn run(command: &Explain) -> Result<Exit, Refusal> {
    let text = match &command.code {
        Some(name) => explained(code(name)?),
        None => Code::ALL.iter().map(|code| line(*code)).collect(),
    };
    terminal::output(&text)?;
    Ok(Exit::Done)
}

/// The code of a name.
pub fn code(name: &str) -> Result<Code, WrongUse> {
    // Whoever has it from a message may take the word before it along: `error[yaml-colon]`.
    let bare = name.split_once('[').map_or(name, |(_, code)| code.trim_end_matches([']', ':'])).to_lowercase();
    let name = bare.as_str();
    let known = || Code::ALL.iter().map(|code| code.name());
    Code::ALL.iter().copied().find(|code| code.name() == name).ok_or_else(|| {
        let help = did_you_mean(name, known()).unwrap_or_else(|| "`postil explain` lists all codes".to_owned());
        WrongUse::new(format!("there is no code `{name}`"), help)
    })
}

fn line(code: Code) -> String {
    format!("{:<8}{:<30}{}\n", severity_name(code.severity()), code.name(), code.summary())
}

fn explained(code: Code) -> String {
    let explanation = code.explanation();
    let mut text = format!("{}[{}]: {}\n\n{}\n", severity_name(code.severity()), code.name(), code.summary(), explanation.text);
    for (word, examples) in [("Wrong", &explanation.wrong), ("Right", &explanation.right)] {
        for example in examples {
            text.push_str(&shown(word, example));
        }
    }
    text
}

fn shown(word: &str, example: &Example) -> String {
    let lines: String = example.text.lines().map(|line| format!("    {line}").trim_end().to_owned() + "\n").collect();
    format!("\n{word}: {}\n\n{lines}", example.path)
}
