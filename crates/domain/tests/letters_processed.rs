//! What comes of a letter: over all letters there can be, what the law allows and nothing else, each case with its article.

use domain::letter::LetterWay;
use domain::letter::class::{Class, Competence, Content, Sphere, lack, lacks_of};
use domain::letter::process::{Processing, allowed, cases, ground, grounds, is_never_sent_on, needed, no_row};

use crate::history::day;

fn letters() -> Vec<(Class, Option<LetterWay>)> {
    let ways: Vec<Option<LetterWay>> = [None].into_iter().chain(LetterWay::ALL.map(Some)).collect();
    let lacks = [vec![], vec!["signature"], vec!["guided_before"], vec!["sent_to_several"]];
    let mut letters = Vec::new();
    for content in Content::ALL {
        for competence in Competence::ALL {
            for sphere in Sphere::ALL {
                for lacks in &lacks {
                    let class = Class {
                        content: *content,
                        lacks: lacks.iter().map(|code| (*code).to_owned()).collect(),
                        competence: *competence,
                        sphere: *sphere,
                        people: 1,
                        representatives: None,
                        many: false,
                    };
                    letters.extend(ways.iter().map(|way| (class.clone(), *way)));
                }
            }
        }
    }
    letters
}

/// What the law says of a letter, in the words of the circular and of the laws: written apart from the data.
fn by_the_law(class: &Class, way: Option<LetterWay>) -> Vec<Processing> {
    let lacks = |code: &str| class.lacks.iter().any(|it| it == code);
    let hopeless = lacks("guided_before") || lacks("sent_to_several");
    let referred = matches!(way, Some(LetterWay::Front | LetterWay::Deputies | LetterWay::Press));
    let administrative = matches!(class.sphere, Sphere::Administrative | Sphere::Enterprise);
    let mut may = Vec::new();
    match (class.content, class.competence) {
        (Content::Complaint, Competence::Within) => {
            // Law on complaints, article 11.
            may.push(Processing::Refuse);
            match (class.is_eligible(), hopeless) {
                (true, _) => may.push(Processing::Accept),
                (false, false) => may.push(Processing::Complete),
                (false, true) => {}
            }
        }
        // Complaints are never sent on: back to whoever referred them, else guided.
        (Content::Complaint, Competence::Outside) if referred => may.push(Processing::Return),
        (Content::Complaint, Competence::Outside) if !hopeless => may.push(Processing::Guide),
        (Content::Petition, Competence::Within) if class.is_eligible() => may.push(Processing::Accept),
        (Content::Petition, Competence::Outside) if class.is_eligible() => {
            may.push(Processing::Transfer);
            if !administrative {
                may.push(Processing::Guide);
            }
        }
        (Content::Complaint, Competence::Outside) | (Content::Petition, _) => {}
        (Content::Mixed, competence) => {
            // Law on reception, article 25, clause 3.
            may.push(Processing::Split);
            if competence == Competence::Within && class.is_eligible() {
                may.push(Processing::Accept);
            }
        }
    }
    // Circular 05/2021, article 28: what is not eligible, and a complaint with a final decision.
    if !class.is_eligible() || class.content == Content::Complaint {
        may.push(Processing::File);
    }
    may.sort_unstable();
    may
}

#[test]
fn of_every_letter_comes_what_the_law_allows_and_nothing_else() {
    let letters = letters();
    assert_eq!(letters.len(), 3 * 2 * 6 * 4 * 9);
    for (class, way) in letters {
        let mut found: Vec<Processing> =
            allowed(&class, way, day("2026-11-23")).iter().map(|case| case.outcome).collect();
        found.sort_unstable();
        found.dedup();
        assert_eq!(found, by_the_law(&class, way), "{class:?} {way:?}");
        if class.content == Content::Complaint {
            assert!(!found.contains(&Processing::Transfer), "a complaint is never sent on: {class:?}");
        }
    }
}

#[test]
fn every_case_and_ground_names_its_article_and_says_where_it_was_read() {
    for case in cases() {
        assert!(!case.title.is_empty() && !case.title_en.is_empty(), "{case:?}");
        assert!(case.article.contains("Điều") || case.article.contains("Mẫu số"), "{case:?}");
        assert!(case.source.contains("số"), "{case:?}");
        assert_eq!(case.form.is_empty(), case.outcome == Processing::File, "{case:?}");
        assert!(case.grounds.iter().all(|code| ground(code, day("2026-11-23")).is_some()), "{case:?}");
        assert!(case.bars.iter().all(|code| lack(code).is_some()), "{case:?}");
    }
    for outcome in Processing::ALL {
        let case = needed(*outcome, Content::Complaint).expect("a case of the law is shown for each");
        assert_eq!(case.outcome, *outcome);
    }
    assert!(lacks_of(Content::Complaint, day("2026-11-23")).any(|lack| lack.code == "guided_before"));
    for no in 1..=9 {
        let it = ground(&format!("KN11_{no}"), day("2026-01-05")).expect("it is in force");
        assert_eq!(it.article, format!("Điều 11 khoản {no}"));
    }
    // The law of 2025 may have worded the eighth anew: it counts on, and says that its words were not compared.
    let (before, after) = (ground("KN11_8", day("2026-06-30")), ground("KN11_8", day("2026-07-01")));
    assert_eq!(before.map(|it| it.provenance.as_str()), Some("verified"));
    assert_eq!(after.map(|it| it.provenance.as_str()), Some("unverified"));
    assert_eq!(grounds().len(), 12);
}

#[test]
fn what_ends_a_case_and_what_waits_on_is_said_of_each_outcome() {
    let ends: Vec<_> = Processing::ALL.iter().map(|it| it.ends().map_or("", |ground| ground.as_str())).collect();
    assert_eq!(ends, ["", "", "refused", "guided", "", "guided", "guided", "refused"]);
    assert_eq!(Processing::ALL.iter().filter(|it| it.waits()).collect::<Vec<_>>(), [&Processing::Complete]);
}

#[test]
fn before_the_first_row_of_an_outcome_its_first_rows_are_shown_as_not_in_force_and_nothing_is_forbidden_for_that() {
    for (on, rowless) in [
        ("2026-11-23", &[][..]),
        ("2019-05-06", &[Processing::File]),
        (
            "2013-01-07",
            &[
                Processing::Accept,
                Processing::Complete,
                Processing::Guide,
                Processing::Transfer,
                Processing::Return,
                Processing::Split,
                Processing::File,
            ],
        ),
    ] {
        for (class, way) in letters() {
            let cases = allowed(&class, way, day(on));
            let mut found: Vec<Processing> = cases.iter().map(|case| case.outcome).collect();
            found.sort_unstable();
            found.dedup();
            assert_eq!(found, by_the_law(&class, way), "{on} {class:?} {way:?}");
            for case in cases {
                assert_eq!(case.is_in_force(day(on)), !rowless.contains(&case.outcome), "{on} {case:?}");
                assert!(case.grounds.iter().all(|code| ground(code, day(on)).is_some()), "{on} {case:?}");
            }
        }
    }
    assert!(no_row().contains("Chưa có dòng quy tắc"));
}

#[test]
fn of_one_day_each_case_of_the_law_is_there_once() {
    // The circular of 2014 and the one that took its place follow each other, without a day between them.
    for on in ["2014-12-15", "2021-11-14", "2021-11-15", "2026-11-23"] {
        for (class, way) in letters() {
            let mut said: Vec<_> =
                allowed(&class, way, day(on)).iter().map(|case| (case.outcome, &case.title)).collect();
            let all = said.len();
            said.sort_unstable();
            said.dedup();
            assert_eq!(said.len(), all, "{on} {class:?}");
        }
    }
}

#[test]
fn a_complaint_is_never_sent_on_and_what_is_split_is_judged_by_its_contents() {
    let never: Vec<_> = Content::ALL.iter().map(|content| is_never_sent_on(*content)).collect();
    assert_eq!(never, [true, false, false]);
}
