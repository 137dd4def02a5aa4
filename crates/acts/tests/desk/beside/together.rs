//! Several cases answered at once: each for itself, all or none.

use acts::case::{AnswerTogether, MOST_TOGETHER, Shown};
use acts::dialogue;
use domain::event::Subject;
use domain::permission::Role;
use domain::refusal::Refusal;

use super::super::handled::House;
use super::super::{Desk, HELD, SpotResult, day, n, now, spoken};
use super::{refused, stranger};
use crate::support::both;

impl Desk {
    async fn shown(&self, case: i64) -> Shown {
        Shown { case, version: self.case(case).await.version }
    }

    fn together(&self, cases: Vec<Shown>, result: SpotResult) -> AnswerTogether {
        AnswerTogether { dialogue: self.dialogue, cases, happened_on: None, answer: spoken(self.term, result) }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn five_questions_are_answered_together_each_with_its_own_reply() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let mut cases = Vec::new();
        for at in 0..5 {
            cases.push(desk.raise(&format!("r{at}")).await.case);
        }
        let mut shown = Vec::new();
        for case in &cases {
            shown.push(desk.shown(*case).await);
        }
        let act = desk.together(shown, SpotResult::CannotBeDone);
        let done = desk.act("t", act.clone()).await.expect("they are answered");
        let again = desk.act("t", act).await.expect("the same key is the same act");
        assert_eq!((done.replies.len(), &again.replies), (5, &done.replies));
        assert_eq!(desk.counts(HELD, now()).await, [n("resolved.cannot", 5)]);
        for case in cases {
            let acts = desk.acts(Subject::Case, case).await;
            assert_eq!(acts.iter().filter(|act| **act == "case.answered_on_the_spot").count(), 1);
            let mut read = desk.store.reader().await.expect("a reader");
            let points = store::case::points(&mut read, case).await.expect("reads");
            assert_eq!(points[0].answer.as_deref(), Some("Xã đã cho kiểm tra."));
        }
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_several_cases_all_are_answered_or_none() {
    both(async |_, store| {
        let house = House::open(store).await;
        let desk = &house.desk;
        let (one, two) = (desk.raise("r1").await.case, desk.raise("r2").await.case);
        let (first, second) = (desk.shown(one).await, desk.shown(two).await);
        let refusal = async |key: &str, cases: Vec<Shown>| {
            let answer = desk.act(key, desk.together(cases, SpotResult::Done)).await;
            assert_eq!(desk.case(one).await.handling, "received", "nothing of it was kept");
            refused(answer)
        };
        assert_eq!(refusal("k0", Vec::new()).await, Refusal::Missing { field: "cases" });
        assert_eq!(refusal("k1", vec![first, first]).await, Refusal::NotAChoice { field: "cases" });
        let many = (1..=51).map(|case| Shown { case, version: 1 }).collect();
        assert_eq!(refusal("k2", many).await, Refusal::TooMany { field: "cases", most: MOST_TOGETHER });
        let stale = Shown { version: 9, ..second };
        assert_eq!(refusal("k3", vec![first, stale]).await, Refusal::Conflict);
        let open = dialogue::Open {
            organisation: desk.by.organisation,
            title: "Rác thải".to_owned(),
            chair: None,
            deputy_reason: String::new(),
            held_on: day(HELD),
            territory: Some(desk.village),
            place: String::new(),
        };
        let other = desk.act("other", open).await.expect("another dialogue");
        let raise = acts::submission::Raise { session: other.session, ..desk.opinion("Rác.") };
        let elsewhere = desk.act("r3", raise).await.expect("it is raised").case;
        let elsewhere = desk.shown(elsewhere).await;
        assert_eq!(refusal("k4", vec![first, elsewhere]).await, Refusal::NotAChoice { field: "cases" });
        let foreign = stranger(&house, Role::Clerk).await;
        let act = desk.together(vec![first, second], SpotResult::Done);
        assert_eq!(refused(desk.office.act(foreign, "k5", act).await), Refusal::NotThere);
        desk.answer("a", two, SpotResult::Done).await.expect("it is answered");
        let second = desk.shown(two).await;
        assert_eq!(refusal("k6", vec![first, second]).await, Refusal::AlreadyAnswered);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agency_of_the_place_may_be_the_one_that_answers() {
    both(async |_, store| {
        let house = House::open(store).await;
        let desk = &house.desk;
        let (person, post) = (acts::term::Person::New("Lê Văn Kinh".to_owned()), "head".to_owned());
        let begin = acts::term::Begin { organisation: house.division, person, post, from: day("2026-01-01") };
        let term = desk.act("term", begin).await.expect("a term").term;
        let mut read = desk.store.reader().await.expect("a reader");
        let all = store::term::answerers(&mut read, desk.dialogue, day(HELD)).await.expect("reads");
        assert_eq!(all.first().map(|one| (one.term, one.chairs)), Some((desk.term, true)), "the chair first");
        assert!(all.iter().any(|one| one.term == term && one.organisation == house.division));
        drop(read);
        let mut opinion = desk.opinion("Nước đục.");
        opinion.answer = Some(spoken(term, SpotResult::Promised));
        let raised = desk.act("r", opinion).await.expect("raised and answered in one act");
        let mut read = desk.store.reader().await.expect("a reader");
        let points = store::case::points(&mut read, raised.case).await.expect("reads");
        assert_eq!(points[0].speaker.as_deref(), Some("Lê Văn Kinh"));
        assert_eq!(points[0].by_on, Some(day("2026-09-30")));
        desk.verify().await;
    })
    .await;
}
