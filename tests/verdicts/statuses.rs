//! How claims stand and why; who says what on a question, and who is silent.

use super::archive::{Files, Found};
use postil::model::{End, Reason, RelationKind, Standing, Status, Verdict};

const ENTITIES: &str = "\
- {id: coast, type: place, name: Coast}
- {id: e, type: event, name: E, date: 2025-03-07~, place: coast}
- {id: l1, type: organisation, name: L1}
- {id: l2, type: organisation, name: L2}
";

const FIGURES: &str = "\
- id: q
  asks: Q
  kind: figure
  unit: person
  scopes: [{id: all, label: A}, {id: part, label: P, within: all}]
";

fn claim(id: &str, more: &str) -> String {
    format!("- id: {id}\n  quote: word\n  claim:\n    says: S\n    question: q\n    modality: asserted\n{more}")
}

fn positions(exclusive: bool) -> String {
    format!(
        "- {{id: q, asks: Q, kind: position, exclusive: {exclusive}, event: e, positions: [{{id: x, says: X}}, {{id: y, says: Y}}, {{id: z, says: Z}}]}}\n"
    )
}

fn basis(lineage: &str) -> String {
    format!("    basis: {{kind: count, lineage: {lineage}}}\n")
}

fn status(found: &Found, name: &str) -> Status {
    found.claim(name).status
}

#[test]
fn a_figure_that_conflicts_disputes_both_claims_and_says_which() {
    let figure = |number: &str| format!("    figures: [{{value: 7, of: part}}, {{value: {number}, of: all}}]\n");
    let found = Files::new(FIGURES, ENTITIES)
        .document("a", "", &claim("n", &figure("10")))
        .document("b", "", &claim("n", &figure("11")))
        .find();
    for (own, other) in [("a/n", "b/n"), ("b/n", "a/n")] {
        assert_eq!(status(&found, own), Status::Disputed);
        let [Reason::Figure { own: 1, other: figure, scope: Some(0), verdict: Verdict::Conflict }] =
            found.claim(own).reasons.as_slice()
        else {
            panic!("{:?}", found.claim(own).reasons)
        };
        assert_eq!((found.name(figure.claim).as_str(), figure.number), (other, 1));
    }
    assert_eq!(found.question("q").standing, Standing::Disputed);
}

#[test]
fn the_same_figure_is_agreement_only_from_another_document_with_another_lineage() {
    let figure = "    figures: {value: 10, of: all}\n";
    let say = |lineage: &str| claim("n", &format!("{}{figure}", basis(lineage)));
    let two = |left: &str, right: &str| Files::new(FIGURES, ENTITIES).document("a", "", left).document("b", "", right).find();
    let found = two(&say("l1"), &say("l2"));
    assert_eq!((status(&found, "a/n"), status(&found, "b/n")), (Status::Agreed, Status::Agreed));
    assert!(matches!(found.claim("a/n").reasons[..], [Reason::Figure { own: 0, verdict: Verdict::Agree, .. }]));
    assert_eq!(found.question("q").standing, Standing::Agreed);
    let found = two(&say("l1"), &say("l1"));
    assert_eq!(status(&found, "a/n"), Status::OneSource, "the same lineage is the same count");
    let found = two(&say("l1"), &claim("n", figure));
    let both = (status(&found, "a/n"), status(&found, "b/n"));
    assert_eq!(both, (Status::OneSource, Status::NoSource), "without a basis it may be the same count");
    let one = say("l1").replace("id: n", "id: m") + &say("l2");
    let found = Files::new(FIGURES, ENTITIES).document("a", "", &one).find();
    assert_eq!(status(&found, "a/n"), Status::OneSource, "a document does not confirm itself");
    assert_eq!(found.question("q").standing, Standing::OneDocument);
}

#[test]
fn another_position_disputes_only_where_one_alone_can_hold() {
    let take = |answer: &str| claim("n", &format!("    answer: {answer}\n"));
    let archive = |exclusive| {
        Files::new(&positions(exclusive), ENTITIES)
            .document("a", "", &take("x"))
            .document("b", "", &take("y"))
            .document("c", "", &take("[x, z]"))
            .find()
    };
    let found = archive(true);
    let [Reason::Position { positions, other }] = found.claim("a/n").reasons.as_slice() else {
        panic!("{:?}", found.claim("a/n").reasons)
    };
    assert_eq!(*positions, [1]);
    assert_eq!(found.name(*other), "b/n");
    assert_eq!(status(&found, "c/n"), Status::Disputed);
    assert_eq!((found.claim("b/n").opposed, found.question("q").opposed), (2, 2));
    let found = archive(false);
    assert_eq!(status(&found, "a/n"), Status::NoSource);
    assert_eq!(found.question("q").standing, Standing::SideBySide);
}

#[test]
fn a_shared_position_is_agreement_from_another_lineage() {
    let take = |answer: &str, lineage: &str| claim("n", &format!("    answer: {answer}\n{}", basis(lineage)));
    let found = Files::new(&positions(false), ENTITIES)
        .document("a", "", &take("[x, y]", "l1"))
        .document("b", "", &take("y", "l2"))
        .document("c", "", &take("z", "l2"))
        .find();
    let [Reason::Position { positions, .. }] = found.claim("a/n").reasons.as_slice() else { panic!("agreed by y") };
    assert_eq!(*positions, [1]);
    assert_eq!((status(&found, "b/n"), status(&found, "c/n")), (Status::Agreed, Status::OneSource));
}

#[test]
fn a_dispute_weighs_on_both_and_each_sees_its_end() {
    let found = Files::new("- {id: q, asks: Q, kind: open}\n", ENTITIES)
        .document("a", "", &claim("n", &format!("{}  relates: {{to: b/n, as: disputes}}\n", basis("l1"))))
        .document("b", "", &claim("n", ""))
        .document("c", "", "- id: remark\n  quote: word\n  note: N\n  relates: {to: a/n, as: contradicts}\n")
        .find();
    let bearings = |name: &str| -> Vec<(String, RelationKind, End)> {
        let relations = found.claim(name).reasons.iter().map(|reason| match reason {
            Reason::Relation(bearing) => (found.name(bearing.other), bearing.kind, bearing.end),
            Reason::Figure { .. } | Reason::Position { .. } => panic!("only relations stand"),
        });
        relations.collect()
    };
    let own =
        [("b/n".to_owned(), RelationKind::Disputes, End::Says), ("c/remark".to_owned(), RelationKind::Contradicts, End::IsSaid)];
    assert_eq!(bearings("a/n"), own);
    assert_eq!(bearings("b/n"), [("a/n".to_owned(), RelationKind::Disputes, End::IsSaid)]);
    assert_eq!(found.question("q").relations.len(), 2);
}

#[test]
fn agreement_by_relation_needs_another_lineage_and_a_ground_speaks_one_way() {
    let say = |lineage: &str, more: &str| claim("n", &format!("{}{more}", basis(lineage)));
    let found = Files::new("- {id: q, asks: Q, kind: open}\n", ENTITIES)
        .document("a", "", &say("l1", "  relates: [{to: b/n, as: supports}, {to: c/n, as: agrees-with}]\n"))
        .document("b", "", &say("l2", ""))
        .document("c", "", &say("l1", ""))
        .find();
    assert_eq!(status(&found, "a/n"), Status::OneSource);
    assert_eq!(status(&found, "b/n"), Status::Agreed);
    assert_eq!(status(&found, "c/n"), Status::OneSource);
}

#[test]
fn a_denial_has_no_figure_of_its_own_and_is_not_silence() {
    let denial = claim("n", "    figures: {value: 11, of: all}\n").replace("asserted", "denied");
    let found = Files::new(FIGURES, ENTITIES)
        .document("a", "", &claim("n", "    figures: {value: 10, of: all}\n"))
        .document("b", "", &denial)
        .document("c", "", "")
        .find();
    assert_eq!((status(&found, "a/n"), status(&found, "b/n")), (Status::NoSource, Status::NoSource));
    let question = found.question("q");
    assert_eq!(question.verdicts.total(), 0);
    assert_eq!(found.names(&question.rows[1].denials), ["b/n"]);
    assert_eq!(found.documents(&question.silent.documents), ["c"]);
}

#[test]
fn a_document_from_before_the_event_is_not_silent_but_too_early() {
    let found = Files::new(&positions(false), ENTITIES)
        .document("speaks", "issued: 2025-03-10\n", &claim("n", "    answer: [z, x]\n"))
        .document("undated", "", "")
        .document("same-day", "issued: 2025-03-06\n", "")
        .document("before", "issued: 2024\n", "")
        .document("early-but-speaks", "issued: 2018\n", &claim("n", ""))
        .find();
    let question = found.question("q");
    assert_eq!(found.documents(&question.silent.documents), ["same-day", "undated"], "the event was about the seventh");
    assert_eq!(found.documents(&question.too_early.documents), ["before"]);
    let rows: Vec<_> = question.rows.iter().map(|row| row.document).collect();
    assert_eq!(found.documents(&rows), ["early-but-speaks", "speaks"]);
    assert_eq!(found.names(&question.rows[1].positions[0]), ["speaks/n"]);
    assert!(question.rows[1].positions[1].is_empty());
    assert_eq!(found.names(&question.rows[0].others), ["early-but-speaks/n"]);
}

#[test]
fn a_claim_without_question_stands_by_its_relations_and_its_basis() {
    let bare = |id: &str, more: &str| claim(id, more).replace("    question: q\n", "");
    let found = Files::new("", ENTITIES)
        .document("a", "", &(bare("n", "    figures: {value: 1}\n") + &bare("m", &basis("l1"))))
        .document("b", "", &bare("n", "    figures: {value: 2}\n  relates: {to: a/m, as: disputes}\n"))
        .find();
    let told = ["a/n", "a/m", "b/n"].map(|name| status(&found, name));
    assert_eq!(told, [Status::NoSource, Status::Disputed, Status::Disputed]);
    assert!(found.claim("a/n").figures.is_empty());
}

#[test]
fn the_most_contested_question_comes_first_and_the_unanswered_last() {
    let questions = "- {id: empty, asks: E, kind: open}\n- {id: calm, asks: C, kind: open}\n".to_owned() + &positions(true);
    let take =
        |answer: &str| claim("n", &format!("    answer: {answer}\n")) + &claim("m", "").replace("question: q", "question: calm");
    let found = Files::new(&questions, ENTITIES).document("a", "", &take("x")).document("b", "", &take("y")).find();
    let order = found.findings().most_contested.iter().map(|id| found.archive.question(*id).id.value.as_str());
    assert_eq!(order.collect::<Vec<_>>(), ["q", "calm", "empty"]);
    assert_eq!(found.question("empty").standing, Standing::Unanswered);
}

#[test]
fn two_documents_meet_in_figures_positions_and_relations_each_counted_once() {
    let figure = |number: u8, more: &str| claim("n", &format!("    figures: {{value: {number}, of: all}}\n{more}"));
    let found = Files::new(FIGURES, ENTITIES)
        .document("a", "", &figure(10, "  relates: [{to: b/n, as: agrees-with}, {to: c/n, as: agrees-with}]\n"))
        .document("b", "", &figure(10, "  relates: {to: c/n, as: disputes}\n"))
        .document("c", "", &figure(11, "  relates: {to: a/n, as: repeats}\n"))
        .find();
    let told: Vec<_> =
        found.findings().meetings.values().map(|meeting| (meeting.agree, meeting.conflict, meeting.repeat)).collect();
    assert_eq!(told, [(1, 0, 0), (1, 1, 1), (0, 1, 0)]);
}

#[test]
fn a_relation_adds_nothing_to_what_some_of_several_figures_say_already() {
    let figures =
        |part: u8, more: &str| claim("n", &format!("    figures: [{{value: 10, of: all}}, {{value: {part}, of: part}}]\n{more}"));
    for (kind, expected) in [("agrees-with", (1, 1)), ("disputes", (1, 1))] {
        let found = Files::new(FIGURES, ENTITIES)
            .document("a", "", &figures(5, &format!("  relates: {{to: b/n, as: {kind}}}\n")))
            .document("b", "", &figures(6, ""))
            .find();
        let meeting = found.findings().meetings.values().next().unwrap();
        assert_eq!((meeting.agree, meeting.conflict), expected, "{kind}");
    }
}

#[test]
fn figures_of_one_document_stand_beside_one_another_also_where_others_only_deny() {
    let figure = |id: &str, number: u8| claim(id, &format!("    figures: {{value: {number}, of: all}}\n"));
    let found = Files::new(FIGURES, ENTITIES)
        .document("a", "", &(figure("n", 5) + &figure("m", 6)))
        .document("b", "", &figure("n", 9).replace("asserted", "denied"))
        .find();
    let question = found.question("q");
    assert_eq!(question.verdicts.get(Verdict::Conflict), 1);
    assert_eq!(question.inside.values().copied().collect::<Vec<_>>(), [question.verdicts], "all of them stand in one document");
}

#[test]
fn a_question_with_a_denial_is_neither_agreed_nor_side_by_side() {
    let take = |lineage: &str| claim("n", &format!("    answer: x\n{}", basis(lineage)));
    let denied = claim("n", "").replace("asserted", "denied");
    let standing = |documents: &[&str]| {
        let files = documents
            .iter()
            .zip(["a", "b", "c"])
            .fold(Files::new(&positions(true), ENTITIES), |files, (notes, id)| files.document(id, "", notes));
        files.find().question("q").standing
    };
    assert_eq!(standing(&[&take("l1"), &take("l2")]), Standing::Agreed);
    assert_eq!(standing(&[&take("l1"), &take("l2"), &denied]), Standing::WithDenials);
    assert_eq!(standing(&[&take("l1"), &denied]), Standing::WithDenials);
    assert_eq!(standing(&[&denied]), Standing::OneDocument);
    let other = take("l2").replace("answer: x", "answer: y");
    assert_eq!(standing(&[&take("l1"), &other, &denied]), Standing::Disputed);
}

#[test]
fn a_dispute_about_another_question_contests_that_one_alone() {
    let questions = positions(false) + "- {id: other, asks: O, kind: open}\n";
    let say = |lineage: &str| claim("n", &format!("    answer: x\n{}", basis(lineage)));
    let found = Files::new(&questions, ENTITIES)
        .document("a", "", &(say("l1") + "  relates: {to: c/n, as: disputes}\n"))
        .document("b", "", &say("l2"))
        .document("c", "", &claim("n", "").replace("question: q", "question: other"))
        .document("d", "", &claim("n", "").replace("question: q", "question: other"))
        .find();
    assert_eq!([status(&found, "a/n"), status(&found, "c/n")], [Status::Disputed; 2], "the claims are, whatever they answer");
    assert_eq!((found.question("q").standing, found.question("q").contested), (Standing::Agreed, 0));
    assert_eq!((found.question("other").standing, found.question("other").contested), (Standing::Disputed, 1));
    // A remark is no claim: whoever disputes it has said nothing against an answer, and whoever disputes by one has.
    let remark = "- {id: m, quote: word, note: So it is told.}\n";
    let found = Files::new(&questions, ENTITIES)
        .document("a", "", &(say("l1") + "  relates: {to: c/m, as: disputes}\n"))
        .document("b", "", &claim("n", "").replace("question: q", "question: other"))
        .document("c", "", &(remark.to_owned() + "- {id: o, quote: word, note: No., relates: {to: b/n, as: disputes}}\n"))
        .find();
    assert_eq!((found.question("q").contested, found.question("other").contested), (0, 1));
}

#[test]
fn whoever_says_that_it_was_the_one_or_the_other_agrees_with_neither() {
    let take = |answer: &str, lineage: &str| claim("n", &format!("    answer: {answer}\n{}", basis(lineage)));
    let find = |third: &str| {
        Files::new(&positions(true), ENTITIES)
            .document("a", "", &take("[x, y]", "l1"))
            .document("b", "", &take("x", "l2"))
            .document("c", "", &take(third, "l2"))
            .find()
    };
    let found = find("z");
    assert_eq!((found.claim("a/n").opposed, status(&found, "b/n")), (1, Status::Disputed));
    let found = find("x");
    assert_eq!(["a/n", "b/n"].map(|name| status(&found, name)), [Status::OneSource; 2]);
    let both = find("[y, x]");
    let [Reason::Position { positions, .. }] = both.claim("a/n").reasons.as_slice() else { panic!("agreed: both leave it open") };
    assert_eq!(*positions, [0, 1], "the answer is all of it");
    let agreed: u64 = both.findings().meetings.values().map(|meeting| meeting.agree).sum();
    assert_eq!(agreed, 1);
}

#[test]
fn all_who_agree_are_counted_and_the_first_by_date_are_named() {
    let lineages: String = ["l6", "l5", "l4", "l3"].map(|id| format!("- {{id: {id}, type: group, name: {id}}}\n")).concat();
    let take = |number: usize| {
        let figure = "    answer: x\n    figures: {value: 7}\n";
        (
            format!("d{number}"),
            format!("issued: {}\n", 1900 - number),
            claim("n", &format!("{figure}{}", basis(&format!("l{number}")))),
        )
    };
    for entities in [ENTITIES.to_owned() + &lineages, lineages.clone() + ENTITIES] {
        let files = (1..=6)
            .map(take)
            .fold(Files::new(&positions(false), &entities), |files, (id, record, notes)| files.document(&id, &record, &notes));
        let found = files.find();
        let claim = found.claim("d1/n");
        assert_eq!((claim.status, claim.same_figures, claim.same_answers, claim.unnamed()), (Status::Agreed, 5, 5, 4));
        let named: Vec<String> = claim
            .reasons
            .iter()
            .map(|reason| match reason {
                Reason::Figure { other, .. } => found.name(other.claim),
                Reason::Position { other, .. } => found.name(*other),
                Reason::Relation(_) => panic!("there are none"),
            })
            .collect();
        assert_eq!(named, ["d6/n", "d5/n", "d4/n", "d6/n", "d5/n", "d4/n"], "the oldest come first, however entities are sorted");
    }
}

#[test]
fn a_question_is_not_comparable_only_where_nothing_but_figures_answers_it() {
    let figure = |scope: &str| claim("n", &format!("    figures: {{value: 5, of: {scope}}}\n"));
    let standing = |questions: &str, documents: [&str; 2]| {
        let files = Files::new(questions, ENTITIES).document("a", "", documents[0]).document("b", "", documents[1]);
        files.find().question("q").standing
    };
    assert_eq!(standing(FIGURES, [&figure("all"), &figure("part")]), Standing::NotComparable);
    assert_eq!(standing(FIGURES, [&figure("all"), &claim("n", "")]), Standing::SideBySide, "one figure");
    let take = |unit: &str| claim("n", &format!("    answer: x\n    figures: {{value: 5, unit: {unit}}}\n"));
    assert_eq!(standing(&positions(false), [&take("ship"), &take("house")]), Standing::SideBySide, "positions are taken");
}
