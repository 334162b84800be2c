//! What becomes of notes and breaks at the borders of words and numbers when a text changes, in scripts of every kind.

use super::changed_text::{accepted, changed, in_doubt};

/// Expects that notes stand in a changed text as they did.
#[track_caller]
fn stands(text: &str, quotes: &[&str]) {
    let notes: String = (1..).zip(quotes).map(|(at, quote)| format!("- {{id: n{at}, quote: {quote}}}\n")).collect();
    let archive = changed(text, &notes, "");
    let ended = archive.run(&["anchors", "repair", "--safe"]);
    assert_eq!(ended.code, 0, "{ended:?}");
}

#[test]
fn numbers_of_chinese_and_japanese_are_whole_in_every_writing() {
    let inside = ["the words are now part of longer ones"];
    for (text, quote) in [
        ("约有三点五万人死亡。", "五万人"),
        ("约有３．５万人死亡。", "５万人"),
        ("共１，240人死亡。", "240人"),
        ("有二、三人死亡。", "三人"),
        ("有二至三人死亡。", "三人"),
        ("是第三人。", "三人"),
        ("有壹佰三人。", "三人"),
        ("有三分之一人。", "一人"),
        ("死亡率是5％左右", "死亡率是5"),
    ] {
        in_doubt(text, &format!("quote: {quote}"), &inside);
    }
    accepted("约有三点五万人死亡。", "quote: 五万人", "quote: 三点五万人\n");
    stands("新。在2012，240人死亡。人数三十。重点三个。", &["240人", "三十", "三个"]);
}

#[test]
fn katakana_is_a_word_of_its_own_beside_digits_and_letters() {
    let text = "カナダ40人も。テロリスト40人が死亡した。ISメンバーも来た。3ヘクタールの町。カナダ3人。\n\n新しい段落。\n";
    stands(text, &["テロリスト", "メンバー", "ヘクタール", "カナダ, every: true"]);
}

#[test]
fn no_paragraph_begins_inside_a_word_of_any_script() {
    for (text, before) in [
        ("他走了。百三十人来了。", "三十人来"),
        ("他走了。三点五万人来了。", "五万人来"),
        ("هم هنا. أجناس غادروا", "ناس غادروا"),
        ("הם הלכו. והאנשים באו", "אנשים באו"),
        ("वे गए। अनेक आए", "नेक आए"),
        ("그들은 갔다. 큰사람들이 왔다", "사람들이"),
        ("They left. Then B240 men came.", "240 men"),
    ] {
        let archive = changed(text, "", &format!("breaks: ['{before}']\n"));
        archive.run(&["check"]).says(1, &["anchor-in-doubt"]);
    }
    // Words that are stuck together because a text has lost its paragraphs are parted where a capital letter stands.
    for (text, before) in [("They were killedNobody came.", "Nobody"), ("他走了三十人来了。", "三十人")] {
        let archive = changed(text, "", &format!("breaks: [{before}]\n"));
        archive.run(&["anchors", "repair", "--safe"]).says(0, &["the hash is renewed"]);
    }
}

#[test]
fn a_history_of_one_change_in_braces_becomes_a_list_before_a_remark() {
    for (was, now) in [
        ("{on: 2025-01-01, was: was kild, change: spelling} # typo", "[{on: 2025-01-01, was: was kild, change: spelling}, {on: "),
        (
            "{on: 2025-01-01, was: was kild, change: spelling,  } # {é}",
            "[{on: 2025-01-01, was: was kild, change: spelling,  }, {on: ",
        ),
    ] {
        let notes = format!("- id: n\n  quote: he was kiled\n  history: {was}\n- {{id: o, quote: Some}}\n");
        let archive = changed("Some say he was killed there.\n", &notes, "");
        archive.run(&["anchors", "accept", "d/n"]).says(0, &["the hash is renewed"]);
        let written = archive.notes();
        assert!(written.contains(now) && written.contains(&format!("]{}\n", &was[was.find(" #").unwrap()..])), "{written}");
        archive.run(&["check"]).says(0, &[]);
    }
}

#[test]
fn signs_of_numbers_bind_over_a_blank_and_behind_a_bracket() {
    let inside = ["the words are now part of longer ones"];
    for (text, quote) in [
        ("They (.240 people) left.", "240 people"),
        ("Some < 240 people left.", "240 people"),
        ("It cost $ 240 then.", "240 then"),
        ("Ils sont 240\u{a0}% ici.", "sont 240"),
    ] {
        in_doubt(text, &format!("quote: {quote}"), &inside);
    }
    stands("Put in. In 2012 $5 were paid. Then - 240 people left.", &["In 2012", "240 people"]);
}

#[test]
fn a_number_in_digits_of_another_script_is_never_taken_unseen() {
    // The sentence that was quoted is struck out; what is like it speaks of another place.
    let text = "رأوا 1,383 مدنيا في الشمال غدا.";
    in_doubt(text, "quote: ١٬٣٨٣ مدنيا", &["1 spelling", "postil anchors repair d/a"]);
    accepted(text, "quote: ١٬٣٨٣ مدنيا", "was: ١٬٣٨٣ مدنيا, change: spelling");
    // Signs between thousands are no digits.
    let archive = changed("رأوا ١٣٨٣ مدنيا.", "- {id: a, quote: ١٬٣٨٣ مدنيا}\n", "");
    archive.run(&["anchors", "repair", "--safe"]).says(0, &["the hash is renewed"]);
}

#[test]
fn a_text_taken_anew_with_or_without_its_vowels_is_spelt_otherwise() {
    for (with, without) in [
        (
            "قَالَ الرَّاوِي: خَرَجْنَا مِنَ الْمَدِينَةِ فِي آذَار وَكَانَ مَعَنَا رِجَالٌ كَثِيرُونَ.",
            "قال الراوي: خرجنا من المدينة في آذار وكان معنا رجال كثيرون.",
        ),
        ("בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם.", "בראשית ברא אלהים את השמים."),
        ("Μῆνιν ἄειδε θεὰ Πηληϊάδεω Ἀχιλῆος.", "Μηνιν αειδε θεα Πηληιαδεω Αχιληος."),
    ] {
        for (text, quoted) in [(with, without), (without, with)] {
            let behind = |words: &str| words.split_once(' ').unwrap().1.trim_end_matches('.').to_owned();
            let (expected, quoted) = (behind(text), behind(quoted));
            let archive = changed(text, &format!("- id: a\n  quote: '{quoted}'\n"), "");
            archive.run(&["anchors", "repair", "--safe"]).says(1, &["1 spelling", "the hash stays as it is"]);
            archive.run(&["anchors", "repair", "d/a"]).says(0, &["the hash is renewed"]);
            assert!(archive.notes().contains(&expected), "{}", archive.notes());
            // A note that is made now is told of the words that it means.
            archive.put("content/documents/d/notes.yaml", format!("- id: a\n  quote: '{quoted}'\n").as_bytes());
            archive.run(&["check"]).says(1, &["the nearest words are", expected.split(' ').next().unwrap()]);
        }
    }
}

#[test]
fn half_a_number_or_half_a_word_is_never_proposed() {
    accepted("There were 1 383 men here.", "quote: '1,383 men'", "quote: '1 383 men'\n");
    accepted("There were 1 383 men here.", "quote: '1,040 men', prefix: were", "quote: '1 383 men'\n");
    accepted("They lost 1 383 then.", "quote: 'They lost 1,040'", "quote: 'They lost 1 383'\n");
    for note in ["quote: نمی\u{200C}خواهم بروم", "quote: نمی\u{200C}خواهم بروم, prefix: گفت"] {
        in_doubt("او گفت نمی خواهم بروم و رفت.", note, &["1 spelling"]);
        accepted("او گفت نمی خواهم بروم و رفت.", note, "quote: نمی خواهم بروم\n");
    }
}
