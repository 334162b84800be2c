//! Reads `table.txt` and `derived.txt` and asks of every case whether the verdict is the one that the definitions give.

use super::archive::{Files, Found};
use postil::model::{ClosedList, Verdict};

const ENTITIES: &str = "\
- {id: coast, type: place, name: Coast}
- {id: the-coast, type: place, name: The coast, see: coast}
- {id: town, type: place, name: Town, broader: coast}
- {id: coast-event, type: event, name: C, date: 2025-03-07~/.., place: coast}
- {id: town-event, type: event, name: T, date: 2025-03-08, place: town}
- {id: counter, type: organisation, name: Counter}
";

/// A group of cases: how the question and the documents are made.
struct Group<'a> {
    words: Vec<&'a str>,
    issued: [Option<&'a str>; 2],
}

impl<'a> Group<'a> {
    fn read(line: &'a str) -> Group<'a> {
        let words: Vec<&str> = line.split(',').map(str::trim).collect();
        let mut issued = words.iter().find_map(|word| word.strip_prefix("issued ")).unwrap_or_default().split_whitespace();
        Group { issued: [issued.next(), issued.next()], words }
    }

    fn has(&self, word: &str) -> bool {
        self.words.contains(&word)
    }

    fn files(&self, figures: [&str; 2], turned: Order) -> Files {
        let mut question = "- {id: q, asks: Q, kind: figure, unit: person".to_owned();
        if self.has("cumulative") {
            question += ", cumulative: true";
        }
        if self.has("event") {
            question += ", event: coast-event";
        }
        if self.has("scopes") {
            question += ", scopes: [{id: all, label: A}, {id: civilians, label: C, within: all}, \
                         {id: women, label: W, within: civilians}, {id: fighters, label: F, within: all}]";
        }
        let files = Files::new(&(question + "}\n"), ENTITIES);
        let basis = if self.has("one lineage") { "    basis: {kind: count, lineage: counter}\n" } else { "" };
        let claim = |id: &str, figures: &str| {
            format!(
                "- id: {id}\n  quote: word\n  claim:\n    says: S\n    modality: asserted\n    question: q\n{basis}    figures:\n{figures}"
            )
        };
        let figures = figures.map(|figure| format!("    - {{{figure}}}\n"));
        let issued = self.issued.map(|date| date.map_or(String::new(), |date| format!("issued: {date}\n")));
        let (first, second) = match turned {
            Order::AsWritten => (0, 1),
            Order::Turned => (1, 0),
        };
        if self.has("one claim") {
            let both = format!("{}{}", figures[first], figures[second]);
            files.document("a", &issued[0], &claim("n", &both))
        } else if self.has("one document") {
            files.document("a", &issued[0], &format!("{}{}", claim("n", &figures[first]), claim("m", &figures[second])))
        } else {
            let files = files.document("a", &issued[first], &claim("n", &figures[first]));
            files.document("b", &issued[second], &claim("m", &figures[second]))
        }
    }
}

#[derive(Clone, Copy)]
enum Order {
    AsWritten,
    Turned,
}

/// The one verdict of an archive with two figures, as the table writes it.
fn verdict(found: &Found) -> String {
    let question = found.question("q");
    let found: Vec<&Verdict> = Verdict::ALL.iter().filter(|verdict| question.verdicts.get(**verdict) > 0).collect();
    assert!(question.verdicts.total() <= 1, "two figures have one verdict");
    match found.as_slice() {
        [] => "none".to_owned(),
        [Verdict::NotComparable, ..] => {
            let differs: Vec<&str> = question.differs[0].0.list().map(ClosedList::name).collect();
            format!("not-comparable: {}", differs.join(", "))
        }
        [verdict, ..] => verdict.name().to_owned(),
    }
}

#[test]
fn each_case_of_the_tables_has_its_verdict_in_both_orders() {
    for (name, table, least) in [("table.txt", include_str!("table.txt"), 130), ("derived.txt", include_str!("derived.txt"), 580)]
    {
        let mut group = Group::read("");
        let (mut cases, mut faults) = (0, Vec::new());
        for (number, line) in table.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
            if let Some(words) = line.strip_prefix("= ") {
                group = Group::read(words);
                continue;
            }
            let [left, right, expected] = line.split('|').map(str::trim).collect::<Vec<_>>().try_into().unwrap();
            cases += 1;
            for order in [Order::AsWritten, Order::Turned] {
                let told = verdict(&group.files([left, right], order).find());
                if told != expected {
                    faults.push(format!("{name}:{}: {left} | {right}: {told}, not {expected}", number + 1));
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
        assert!(cases >= least, "{name}: {cases} cases");
    }
}
