//! What kind of letter one is: classified by what it says, split where it says several things, and said to raise what a case that
//! is there raises.

use acts::case::Split;
use acts::letter::class::{Part, Repeated};
use acts::letter::{AddPart, Classify, Describe, RegisterRepeat, Repeat, Strike, Withhold};
use acts::submission;
use domain::event::{EndGround, Kind, Subject};
use domain::letter::Letter;
use domain::letter::class::{Class, Competence, Content, Sphere};
use domain::refusal::Refusal;
use store::letter::list::{Classed, Which};
use store::{Read, letter};

use crate::desk::{HELD, day};
use crate::support::both;

use super::{Office, entry, refused};

impl Office {
    async fn letter(&self, id: i64) -> Letter {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Letter, id).await.expect("reads");
        Letter::by(&events).expect("it has a history")
    }

    async fn parts(&self, id: i64) -> Vec<letter::PartRow> {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        letter::parts(&mut read, id).await.expect("reads")
    }

    async fn split(&self, key: &str, letter: i64, words: &str) -> Part {
        let (words, field) = (words.to_owned(), "03".to_owned());
        let part = AddPart { letter, words, no_denunciation: false, kind: Kind::Feedback, field };
        self.act(key, part).await.expect("it is split off")
    }
}

fn classify(letter: i64, seen: i64) -> Classify {
    Classify {
        letter,
        seen,
        kind: Kind::Complaint,
        mixed: false,
        lacks: vec!["documents".to_owned(), "signature".to_owned()],
        competence: Competence::Outside,
        sphere: Sphere::Judicial,
        people: 6,
        representatives: Some(2),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_classified_by_what_it_says_with_all_it_lacks_and_anew_when_that_was_wrong() {
    both(async |_, store| {
        let at = Office::open(store).await;
        let made = at.registered("128").await.letter;
        at.act("class", classify(made, 0)).await.expect("it is classified");
        let (class, on) = at.letter(made).await.class.expect("it is classified");
        let expected = Class {
            content: Content::Complaint,
            // In the order of the circular, however they were ticked.
            lacks: vec!["signature".to_owned(), "documents".to_owned()],
            competence: Competence::Outside,
            sphere: Sphere::Judicial,
            people: 6,
            representatives: Some(2),
            many: true,
        };
        assert_eq!((class, on), (expected, at.house.desk.store.reader().await.expect("a reader").today()));
        // The form was read before somebody else classified it.
        refused(at.act("late", classify(made, 0)).await, &Refusal::Conflict);
        let seen = at.letter(made).await.classed_by;
        let anew = Classify { kind: Kind::Feedback, lacks: Vec::new(), people: 4, ..classify(made, seen) };
        at.act("anew", anew).await.expect("it is classified anew");
        let (class, _) = at.letter(made).await.class.expect("it is classified");
        assert_eq!((class.content, class.many, class.is_eligible()), (Content::Petition, false, true));
        assert_eq!(at.said(made).await.kind, "feedback", "its matter is of that kind");
        let seen = at.letter(made).await.classed_by;
        for (key, wrong, refusal) in [
            (
                "lacks",
                // What a complaint needs, feedback does not.
                Classify { kind: Kind::Feedback, lacks: vec!["request".to_owned()], ..classify(made, seen) },
                Refusal::NotAChoice { field: "letter_lacks" },
            ),
            ("nobody", Classify { people: 0, ..classify(made, seen) }, Refusal::Unreadable { field: "letter_people" }),
            (
                "speakers",
                Classify { people: 1, ..classify(made, seen) },
                Refusal::Unreadable { field: "representatives" },
            ),
        ] {
            refused(at.act(key, wrong).await, &refusal);
        }
        let listed = async |class| at.listed(&Which { class: Some(class), ..Which::default() }).await.len();
        at.registered("129").await;
        assert_eq!(listed(Classed::Not).await, 1);
        assert_eq!((listed(Classed::As(Content::Petition)).await, listed(Classed::As(Content::Mixed)).await), (1, 0));
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_split_off_a_letter_has_a_case_of_its_own_and_goes_with_the_letter_where_that_is_kept() {
    both(async |_, store| {
        let at = Office::open(store).await;
        let made = at.registered("128").await;
        at.act("class", classify(made.letter, 0)).await.expect("it is classified");
        let part = at.split("part", made.letter, "Mương thoát nước sau nhà bị lấp.").await;
        let case = at.house.desk.case(part.case).await;
        let own = at.house.desk.case(made.case).await;
        assert_eq!((case.raised_on, case.origin_id, case.channel.as_str()), (own.raised_on, own.origin_id, "letter"));
        let now = at.letter(made.letter).await;
        assert_eq!(now.parts, [part.submission]);
        assert_eq!(now.class.as_ref().map(|(class, _)| class.content), Some(Content::Mixed));
        let single = Classify { ..classify(made.letter, now.classed_by) };
        refused(at.act("single", single).await, &Refusal::LaterStands);
        // The letter stays one in the list, and can't be taken out while the part stands.
        assert_eq!(at.listed(&Which::default()).await.len(), 1);
        let out = Strike { letter: made.letter, reason: "Nhập nhầm".to_owned() };
        refused(at.act("out", out.clone()).await, &Refusal::LaterStands);
        at.agrees().await;
        at.act("hold", Withhold { letter: made.letter }).await.expect("kept");
        assert_eq!(at.parts(made.letter).await[0].words, None, "with all that was split off it");
        at.agrees().await;
        let show = acts::event::Strike { event: at.last_event(made.letter).await, reason: "Nhầm".to_owned() };
        let office =
            at.house.colleague("van.phong", at.house.desk.by.organisation, domain::permission::Role::Office).await;
        at.house.desk.office.act(office, "show", show).await.expect("it comes back");
        assert!(at.parts(made.letter).await[0].words.is_some());
        let strike = submission::Strike { submission: part.submission, reason: "Tách nhầm".to_owned() };
        at.act("part-out", strike).await.expect("the part goes alone");
        assert_eq!(at.house.desk.case(part.case).await.handling, "struck");
        assert_eq!(at.house.desk.case(made.case).await.handling, "received");
        at.agrees().await;
        at.act("out-2", out).await.expect("now the letter can go");
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_day_of_a_letter_with_several_cases_is_corrected_once_its_parts_are_gone() {
    both(async |_, store| {
        let at = Office::open(store).await;
        let made = at.registered("128").await;
        let part = at.split("part", made.letter, "Mương thoát nước sau nhà bị lấp.").await;
        for (key, case) in [("own", made.case), ("part", part.case)] {
            let event = {
                let mut read = at.house.desk.store.reader().await.expect("a reader");
                store::event::history(&mut read, Subject::Case, case).await.expect("reads")[0].id
            };
            let correct =
                acts::event::Correct { event, happened_on: day("2026-09-05"), reason: "Gõ nhầm".to_owned() };
            refused(at.act(&format!("correct-{key}"), correct).await, &Refusal::LaterStands);
        }
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_repeats_a_case_becomes_a_point_of_it_while_that_waits_for_its_answer() {
    both(async |_, store| {
        let at = Office::open(store).await;
        let first = at.registered("128").await;
        let again = RegisterRepeat { register: at.register("129"), root: first.case };
        let again = at.act("again", again).await.expect("it is entered").registered;
        assert_eq!(at.house.desk.case(again.case).await.root, Some(first.case));
        assert_eq!(at.letter(again.letter).await.repeats, Some(first.case));
        at.agrees().await;
        let own = Repeat { letter: first.letter, root: Some(first.case) };
        refused(at.act("own", own).await, &Refusal::NotAChoice { field: "letter_repeats" });
        let none = Repeat { letter: first.letter, root: Some(999_999) };
        refused(at.act("none", none).await, &Refusal::NoSuchCase { field: "letter_repeats", case: 999_999 });
        // While its case is a point of the other one, it is a repeat.
        let undo = Repeat { letter: again.letter, root: None };
        refused(at.act("undo", undo.clone()).await, &Refusal::LaterStands);
        let root = at.house.desk.case(first.case).await;
        let points = {
            let mut read = at.house.desk.store.reader().await.expect("a reader");
            store::case::linked(&mut read, first.case).await.expect("reads").iter().map(|it| it.point).collect()
        };
        let split = Split {
            case: first.case,
            version: root.version,
            points,
            reason: "Khác việc".to_owned(),
            happened_on: day(HELD),
        };
        at.act("split", split).await.expect("it stands for itself again");
        at.act("undo-2", undo).await.expect("it is no repeat");
        assert_eq!(at.letter(again.letter).await.repeats, None);
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_repeats_a_case_that_ended_stands_beside_it_with_a_case_of_its_own() {
    both(async |_, store| {
        let at = Office::open(store).await;
        let first = at.registered("128").await;
        let end = acts::case::End {
            case: first.case,
            version: at.house.desk.case(first.case).await.version,
            ground: EndGround::Guided,
            basis: String::new(),
            reason: "Đã hướng dẫn gửi đúng cơ quan".to_owned(),
            happened_on: day(HELD),
        };
        at.act("end", end).await.expect("it ended");
        let again = at.registered("129").await;
        let Repeated { .. } = at
            .act("repeat", Repeat { letter: again.letter, root: Some(first.case) })
            .await
            .expect("it is said to be a repeat");
        assert_eq!(at.letter(again.letter).await.repeats, Some(first.case));
        assert_eq!(at.house.desk.case(again.case).await.root, None, "an ended case gets no point");
        let twice = Repeat { letter: again.letter, root: Some(first.case) };
        refused(at.act("twice", twice).await, &Refusal::AlreadyDone);
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_book_says_is_not_written_over_what_somebody_wrote_meanwhile() {
    both(async |_, store| {
        let at = Office::open(store).await;
        let made = at.registered("128").await.letter;
        let seen = at.letter(made).await.entered_by;
        let number = "128".to_owned();
        let boxed = Describe { letter: made, seen, series: String::new(), number, entry: entry() };
        at.act("first", boxed.clone()).await.expect("its box is noted");
        refused(at.act("second", boxed.clone()).await, &Refusal::Conflict);
        // Opening a scan or classifying it says nothing of the book.
        at.act("class", classify(made, 0)).await.expect("it is classified");
        let seen = at.letter(made).await.entered_by;
        at.act("third", Describe { seen, ..boxed }).await.expect("who read it last writes");
        at.agrees().await;
    })
    .await;
}
