//! Where claims come from: who counted first, who repeats whom, and chains that lead nowhere.

use super::archive::{Files, Found};
use postil::model::{BasisKind, Circle, ClosedList, Ground, Status, Step};

const ENTITIES: &str = "\
- {id: counter, type: organisation, name: Counter}
- {id: the-counter, type: organisation, name: The Counter, see: counter}
- {id: agency, type: organisation, name: Agency}
- {id: paper, type: organisation, name: Paper}
- {id: quoter, type: person, name: Quoter}
";

/// A claim on the question `q`, with what else it says.
fn claim(id: &str, more: &str) -> String {
    let claim = "  claim:\n    says: S\n    question: q\n    modality: asserted\n";
    format!("- id: {id}\n  quote: word\n{claim}{more}")
}

fn files() -> Files {
    Files::new("- {id: q, asks: Q, kind: open}\n", ENTITIES)
}

fn lineages(found: &Found) -> Vec<&str> {
    found.entities(found.question("q").lineages.iter().map(|(entity, _)| *entity))
}

#[test]
fn a_claim_rests_on_its_lineage_and_on_those_who_counted_where_none_is_named() {
    let notes = [
        claim("first", "    basis: {kind: media, by: agency, lineage: counter}\n"),
        claim("again", "    basis: {kind: count, by: the-counter}\n"),
        claim("paper", "    basis: [{kind: document, by: paper}, {kind: witness}]\n"),
        claim("witness", "    basis: {kind: witness}\n"),
        claim("nobody", ""),
        claim("unstated", "    basis: {kind: unstated, by: agency}\n"),
    ];
    let found = files().document("d", "", &notes.concat()).find();
    assert_eq!(lineages(&found), ["counter", "paper"], "a signpost is whom it leads to");
    let question = found.question("q");
    assert_eq!(found.names(&question.lineages[0].1), ["d/again", "d/first"]);
    assert_eq!(found.names(&question.unnamed), ["d/witness"]);
    assert_eq!(found.names(&question.unstated), ["d/nobody", "d/unstated"]);
    assert_eq!(found.claim("d/first").ground, Ground::Lineage);
}

#[test]
fn whoever_repeats_a_count_is_not_another_source() {
    let repeats =
        |id: &str, to: &str| claim(id, &format!("    basis: {{kind: media, by: {id}}}\n  relates: {{to: {to}, as: repeats}}\n"));
    let found = files()
        .document("a", "", &claim("count", "    basis: {kind: count, lineage: counter}\n"))
        .document("b", "", &repeats("agency", "a/count"))
        .document("c", "", &repeats("paper", "b/agency"))
        .document("e", "", &claim("bare", "  relates: {to: c/paper, as: quotes}\n"))
        .find();
    assert_eq!(lineages(&found), ["counter"]);
    assert_eq!(found.names(&found.question("q").lineages[0].1), ["a/count", "b/agency", "c/paper", "e/bare"]);
    assert!(found.question("q").unstated.is_empty(), "what is taken from a count rests on it");
}

#[test]
fn whoever_repeats_a_claim_without_source_names_none() {
    let found = files()
        .document("a", "", &claim("bare", ""))
        .document("b", "", &claim("told", "    basis: {kind: media, by: paper}\n  relates: {to: a/bare, as: repeats}\n"))
        .document("c", "", &claim("again", "  relates: {to: a/bare, as: repeats}\n"))
        .find();
    assert!(lineages(&found).is_empty());
    assert_eq!(found.names(&found.question("q").unnamed), ["b/told"]);
    assert_eq!(found.names(&found.question("q").unstated), ["a/bare", "c/again"]);
}

#[test]
fn claims_that_only_repeat_one_another_are_a_circle() {
    let found = files()
        .document("a", "", &claim("x", "    basis: {kind: count, lineage: counter}\n  relates: {to: b/x, as: repeats}\n"))
        .document("b", "", &claim("x", "  relates: {to: c/x, as: quotes}\n"))
        .document("c", "", &claim("x", "  relates: {to: a/x, as: repeats}\n"))
        .document("e", "", &claim("x", "  relates: {to: c/x, as: repeats}\n"))
        .find();
    assert!(lineages(&found).is_empty(), "in a circle nobody is the first");
    assert_eq!(found.names(&found.question("q").circular), ["a/x", "b/x", "c/x", "e/x"]);
    let [Circle::Claims(circle)] = found.findings().circles.as_slice() else { panic!("there is one circle") };
    assert_eq!(found.names(circle), ["a/x", "b/x", "c/x"]);
}

#[test]
fn every_claim_of_a_circle_is_told_in_one() {
    let found = files()
        .document("a", "", &claim("x", "  relates: {to: b/x, as: repeats}\n"))
        .document("b", "", &claim("x", "  relates: [{to: a/x, as: repeats}, {to: c/x, as: repeats}]\n"))
        .document("c", "", &claim("x", "  relates: {to: b/x, as: repeats}\n"))
        .find();
    let told = found.findings().circles.iter().map(|circle| {
        let Circle::Claims(claims) = circle else { panic!("only claims repeat: {circle:?}") };
        found.names(claims).join(" ")
    });
    assert_eq!(told.collect::<Vec<_>>(), ["a/x b/x", "b/x c/x"]);
    let says = |id: &str, by: &str, from: &str| claim(id, &format!("    basis: {{kind: media, by: {by}, lineage: {from}}}\n"));
    let notes =
        [says("v", "agency", "paper"), says("w", "paper", "agency"), says("x", "paper", "quoter"), says("y", "quoter", "paper")];
    let found = files().document("d", "", &notes.concat()).find();
    let told = found.findings().circles.iter().map(|circle| {
        let Circle::Entities { entities, claims, .. } = circle else {
            panic!("only entities have it from one another: {circle:?}")
        };
        format!("{}: {}", found.entities(entities.iter().copied()).join(" "), found.names(claims).join(" "))
    });
    assert_eq!(told.collect::<Vec<_>>(), ["agency paper: d/v d/w", "paper quoter: d/x d/y"]);
}

#[test]
fn what_one_of_a_circle_states_each_of_them_repeats() {
    let counted = "    basis: {kind: count, by: counter}\n  relates: {to: b/x, as: repeats}\n";
    let found = files()
        .document("a", "", &claim("x", counted))
        .document("b", "", &claim("x", "  relates: {to: a/x, as: repeats}\n"))
        .document("c", "", &claim("x", "  relates: {to: b/x, as: repeats}\n"))
        .find();
    for name in ["a/x", "b/x", "c/x"] {
        assert_eq!((found.claim(name).status, found.claim(name).ground), (Status::OneSource, Ground::Circular), "{name}");
    }
}

#[test]
fn what_is_not_stated_names_no_lineage() {
    let notes = [
        claim("x", "    basis: {kind: unstated, by: paper, lineage: agency}\n"),
        claim("y", "    basis: {kind: unstated, by: agency, lineage: paper}\n"),
    ];
    let found = files().document("d", "publisher: agency\n", &notes.concat()).find();
    assert!(lineages(&found).is_empty() && found.findings().circles.is_empty(), "{:?}", found.findings().circles);
    assert!(!found.claim("d/x").chain.branches.iter().flatten().any(|step| matches!(step, Step::Lineage(_))));
}

#[test]
fn a_circle_with_a_way_out_rests_on_what_lies_outside() {
    let found = files()
        .document("a", "", &claim("x", "  relates: [{to: b/x, as: repeats}, {to: c/x, as: repeats}]\n"))
        .document("b", "", &claim("x", "  relates: {to: a/x, as: repeats}\n"))
        .document("c", "", &claim("x", "    basis: {kind: count, lineage: counter}\n"))
        .find();
    assert_eq!(found.names(&found.question("q").lineages[0].1), ["a/x", "b/x", "c/x"]);
    assert_eq!(found.findings().circles.len(), 1, "the circle is shown all the same");
}

#[test]
fn entities_that_have_it_from_one_another_are_a_circle() {
    let notes = [
        claim("x", "    basis: {kind: media, by: paper, lineage: agency}\n"),
        claim("y", "    basis: {kind: media, by: agency, lineage: paper}\n"),
        claim("z", "    basis: {kind: media, by: paper, lineage: counter}\n"),
    ];
    let found = files().document("d", "", &notes.concat()).find();
    let [Circle::Entities { entities, claims, .. }] = found.findings().circles.as_slice() else { panic!("there is one circle") };
    assert_eq!(found.entities(entities.iter().copied()), ["agency", "paper"]);
    assert_eq!(found.names(claims), ["d/y", "d/x"]);
}

#[test]
fn a_chain_that_comes_back_to_somebody_is_told() {
    let notes = [
        claim("back", "    asserter: quoter\n    via: agency\n    basis: {kind: media, by: the-counter, lineage: agency}\n"),
        claim("own", "    asserter: agency\n    via: agency\n    basis: {kind: count, by: agency, lineage: agency}\n"),
        claim("home", "    asserter: counter\n    basis: {kind: media, by: paper}\n"),
    ];
    let found = files().document("d", "publisher: paper\n", &notes.concat()).find();
    let told: Vec<(String, &str)> = found
        .findings()
        .circles
        .iter()
        .map(|circle| {
            let Circle::Chain { claim, entity } = circle else { panic!("only chains come back: {circle:?}") };
            (found.name(*claim), found.entities([*entity])[0])
        })
        .collect();
    assert_eq!(told, [("d/back".to_owned(), "agency"), ("d/home".to_owned(), "paper")]);
}

#[test]
fn a_chain_goes_from_the_document_to_whoever_first_knew() {
    let note = claim(
        "n",
        "    asserter: counter\n    via: [quoter, agency]\n    basis: [{kind: count, by: agency, lineage: counter}, {kind: count, by: counter, lineage: counter}]\n  relates: {to: e/n, as: quotes}\n",
    );
    let found = files().document("d", "publisher: paper\n", &note).document("e", "publisher: paper\n", &claim("n", "")).find();
    let chain = &found.claim("d/n").chain;
    assert_eq!(words(&found, &chain.trunk), "document d; via agency; via quoter; asserter counter");
    let branches: Vec<String> = chain.branches.iter().map(|branch| words(&found, branch)).collect();
    assert_eq!(branches, ["claim e/n", "count agency; lineage counter", "count counter"]);
    let chain = &found.claim("e/n").chain;
    assert_eq!(words(&found, &chain.trunk), "document e; voice paper");
    assert!(chain.branches.is_empty());
}

fn words(found: &Found, steps: &[Step]) -> String {
    let names = |entities: &[postil::model::EntityId]| found.entities(entities.iter().copied()).join(", ");
    let words = steps.iter().map(|step| match step {
        Step::Document(id) => format!("document {}", found.documents(&[*id])[0]),
        Step::Via(entity) => format!("via {}", names(&[*entity])),
        Step::Voice(entities) => format!("voice {}", names(entities)),
        Step::Unnamed => "unnamed".to_owned(),
        Step::Asserter(entities) => format!("asserter {}", names(entities)),
        Step::Claim { claim, .. } => format!("claim {}", found.name(*claim)),
        Step::Basis { kind, by } => format!("{} {}", BasisKind::name(*kind), names(by)),
        Step::Lineage(entity) => format!("lineage {}", names(&[*entity])),
    });
    words.collect::<Vec<_>>().join("; ")
}

#[test]
fn whoever_quotes_to_say_that_it_is_not_so_rests_on_their_own_ground() {
    let own = |id: &str, relates: &str| claim(id, &format!("    basis: {{kind: witness, by: paper}}\n  relates: {relates}\n"));
    let found = files()
        .document("a", "", &claim("count", "    basis: {kind: count, lineage: counter}\n"))
        .document("b", "", &own("rebuts", "[{to: a/count, as: quotes}, {to: a/count, as: disputes}]"))
        .document("c", "", &own("denies", "{to: a/count, as: quotes}").replace("asserted", "denied"))
        .document(
            "e",
            "",
            &own("repeats", "{to: c/denies, as: repeats}").replace("asserted", "denied").replace("paper", "agency"),
        )
        .document("d", "", &own("quotes", "[{to: a/count, as: quotes}, {to: b/rebuts, as: contradicts}]"))
        .find();
    let of = |name: &str| found.entities(found.claim(name).lineages.iter().copied()).join(" ");
    assert_eq!(["b/rebuts", "c/denies", "d/quotes", "e/repeats"].map(of), ["paper", "paper", "counter", "paper"]);
    let steps =
        |name: &str| found.claim(name).chain.branches.iter().flatten().filter(|step| matches!(step, Step::Claim { .. })).count();
    assert_eq!(["b/rebuts", "d/quotes", "e/repeats"].map(steps), [0, 1, 1], "whoever repeats a denial has it from there");
    let repeats: u64 = found.findings().meetings.values().map(|meeting| meeting.repeat).sum();
    assert_eq!(repeats, 2);
}

#[test]
fn whoever_repeats_to_say_that_it_is_not_so_rests_on_their_own_ground() {
    let own = |id: &str, relates: &str| claim(id, &format!("    basis: {{kind: witness, by: paper}}\n  relates: {relates}\n"));
    let found = files()
        .document("a", "", &claim("count", "    basis: {kind: count, lineage: counter}\n"))
        .document("b", "", &own("rebuts", "[{to: a/count, as: repeats}, {to: a/count, as: contradicts}]"))
        .document("c", "", &own("denies", "{to: a/count, as: repeats}").replace("asserted", "denied"))
        .find();
    let of = |name: &str| found.entities(found.claim(name).lineages.iter().copied()).join(" ");
    assert_eq!(["a/count", "b/rebuts", "c/denies"].map(of), ["counter", "paper", "paper"]);
}
