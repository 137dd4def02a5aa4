//! Whoever does not agree has the result reviewed: once by the head, once above for a new reason, and it stands beside the
//! outcome.

use acts::case::{Assess, SpotResult};
use acts::review::Decide;
use domain::event::{Assessment, ReviewResult};
use domain::permission::Role;
use domain::refusal::Refusal;
use domain::span::Axis;
use store::review;

use super::{House, Matter, refused};
use crate::desk::day;
use crate::support::both;

impl House {
    async fn replied(&self, key: &str) -> Matter {
        let matter = self.raise(key).await;
        self.assign(matter.case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        self.reply(&matter, "2026-09-20", SpotResult::Done).await.expect("it is replied to");
        matter
    }

    async fn said(&self, case: i64, value: Assessment, words: &str, on: &str) -> Result<i64, acts::Stop> {
        let (contacts, words, happened_on) = (Vec::new(), words.to_owned(), day(on));
        let version = self.version(case).await;
        let act = Assess { case, version, value, contacts, words, no_denunciation: false, happened_on };
        Ok(self.desk.act(&format!("said-{case}-{on}"), act).await?.review)
    }

    pub(super) async fn decision(&self, case: i64, result: ReviewResult, on: &str) -> Decide {
        Decide {
            case,
            version: self.version(case).await,
            result,
            reason: "Đã xem lại tại chỗ".to_owned(),
            number: "31/UBND".to_owned(),
            on_behalf_of: None,
            due_on: Some(day(on).plus(10)),
            happened_on: day(on),
        }
    }

    async fn decide(&self, case: i64, result: ReviewResult, on: &str) -> Result<(), acts::Stop> {
        let act = self.decision(case, result, on).await;
        self.desk.act(&format!("decide-{case}-{on}"), act).await
    }

    /// The reviews of a case: level, who decides, and how each stands.
    async fn reviews(&self, case: i64) -> Vec<(i64, Option<i64>, String)> {
        let mut read = self.desk.store.reader().await.expect("a reader");
        let rows = review::of_case(&mut read, case).await.expect("reads");
        rows.into_iter().map(|row| (row.level, row.body, row.state)).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn not_agreeing_opens_one_review_then_one_above_for_a_new_reason_and_then_all_is_answered() {
    both(async |_, store| {
        let house = House::open(store).await;
        let (case, own) = (house.replied("Nước đục").await.case, house.desk.by.organisation);
        let early = house.decision(case, ReviewResult::NotUpheld, "2026-09-21").await;
        assert_eq!(refused(house.desk.act("early", early).await), Refusal::NoReview);
        house.said(case, Assessment::NotAgreed, "Nước vẫn đục", "2026-09-22").await.expect("it is recorded");
        assert_eq!(house.reviews(case).await, [(1, Some(own), "open".to_owned())]);
        house.said(case, Assessment::NotAgreed, "Vẫn thế", "2026-09-23").await.expect("it is recorded");
        assert_eq!(house.reviews(case).await.len(), 1, "one at a time");
        let before = house.decision(case, ReviewResult::NotUpheld, "2026-09-21").await;
        assert_eq!(
            refused(house.desk.act("before", before).await),
            Refusal::HappenedBefore { earliest: day("2026-09-22") }
        );
        let mut wordless = house.decision(case, ReviewResult::NotUpheld, "2026-09-25").await;
        wordless.reason.clear();
        assert_eq!(refused(house.desk.act("wordless", wordless).await), Refusal::Missing { field: "reason" });
        house.decide(case, ReviewResult::NotUpheld, "2026-09-25").await.expect("it is decided");
        assert_eq!(house.outcome(case, "2026-09-26").await, "resolved", "a review changes no outcome");
        let again = house.said(case, Assessment::NotAgreed, "  NƯỚC vẫn đục ", "2026-09-28").await;
        assert_eq!(refused(again), Refusal::ReasonNotNew { field: "assess_words" });
        house.said(case, Assessment::NotAgreed, "Đo lại vẫn quá mức", "2026-09-28").await.expect("a new reason");
        assert_eq!(house.reviews(case).await[1], (2, None, "open".to_owned()), "nobody above is known here");
        house.decide(case, ReviewResult::NotUpheld, "2026-10-02").await.expect("what those above decided");
        let last = house.said(case, Assessment::NotAgreed, "Lý do khác nữa", "2026-10-05").await;
        last.expect("it is recorded, and opens nothing");
        assert_eq!(house.reviews(case).await.len(), 2);
        for (on, stands) in [
            ("2026-09-22", "under_way"),
            ("2026-09-25", "not_upheld"),
            ("2026-09-28", "under_way_above"),
            ("2026-10-02", "exhausted"),
        ] {
            assert_eq!(house.holds(case, Axis::Review, on).await, stands, "{on}");
        }
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_that_is_upheld_is_a_reopening_and_the_next_answer_is_reviewed_anew() {
    both(async |_, store| {
        let house = House::open(store).await;
        let matter = house.replied("Nước đục").await;
        let case = matter.case;
        house.said(case, Assessment::NotAgreed, "Nước vẫn đục", "2026-09-22").await.expect("it is recorded");
        house.decide(case, ReviewResult::Upheld, "2026-09-25").await.expect("it is decided");
        assert_eq!(house.desk.case(case).await.handling, "assigned", "it has to be settled again");
        assert_eq!(house.outcome(case, "2026-09-24").await, "resolved");
        assert_eq!(house.outcome(case, "2026-09-25").await, "in_progress");
        assert_eq!(house.holds(case, Axis::Review, "2026-09-25").await, "none");
        house.reply(&matter, "2026-09-28", SpotResult::Done).await.expect("it is replied to again");
        house.said(case, Assessment::NotAgreed, "Nước vẫn đục", "2026-09-29").await.expect("of the new answer");
        let levels: Vec<_> = house.reviews(case).await.into_iter().map(|(level, _, state)| (level, state)).collect();
        assert_eq!(levels, [(1, "upheld".to_owned()), (1, "open".to_owned())]);
        // Once the decision is struck, the case is what it was.
        let decided = house.event_of(case, "case.review_decided").await;
        house.strike(decided).await;
        assert_eq!(house.outcome(case, "2026-09-26").await, "resolved");
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_goes_with_what_opened_it() {
    both(async |_, store| {
        let house = House::open(store).await;
        let (one, two) = (house.replied("Một").await.case, house.replied("Hai").await.case);
        house.said(one, Assessment::NotAgreed, "Chưa xong", "2026-09-22").await.expect("it is recorded");
        let said = house.event_of(one, "case.assessed").await;
        house.strike(said).await;
        assert_eq!(house.reviews(one).await[0].2, "struck");
        assert_eq!(refused(house.decide(one, ReviewResult::Upheld, "2026-09-25").await), Refusal::NoReview);
        // The person agrees meanwhile: nothing is left to decide; if they think better of it, it is the same level again.
        house.said(two, Assessment::NotAgreed, "Chưa xong", "2026-09-22").await.expect("it is recorded");
        house.said(two, Assessment::Agreed, "", "2026-09-23").await.expect("it is recorded");
        assert_eq!(house.reviews(two).await[0].2, "withdrawn");
        house.said(two, Assessment::NotAgreed, "Lại hỏng", "2026-09-24").await.expect("it is recorded");
        assert_eq!(house.reviews(two).await[1].0, 1);
        house.decide(two, ReviewResult::NotUpheld, "2026-09-25").await.expect("it is decided");
        // What rests on it is struck first.
        let mut read = house.desk.store.reader().await.expect("a reader");
        let newest = store::event::newest(&mut read, domain::Subject::Case, two, "case.assessed").await;
        drop(read);
        let event = newest.expect("reads").expect("it was said");
        let strike = acts::event::Strike { event, reason: "Ghi nhầm".to_owned() };
        assert_eq!(refused(house.desk.act("strike", strike).await), Refusal::LaterStands);
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_decides_the_case_decides_its_review() {
    both(async |_, store| {
        let house = House::open(store).await;
        let case = house.replied("Nước đục").await.case;
        house.said(case, Assessment::NotAgreed, "Nước vẫn đục", "2026-09-22").await.expect("it is recorded");
        for (login, body, role) in [
            ("lead", house.division, Role::Head),
            ("front", house.front, Role::Head),
            ("handler", house.desk.by.organisation, Role::Handler),
        ] {
            let by = house.colleague(login, body, role).await;
            let act = house.decision(case, ReviewResult::NotUpheld, "2026-09-25").await;
            let answer = refused(house.desk.office.act(by, login, act).await);
            assert!(matches!(answer, Refusal::NotAllowed | Refusal::NotThere), "{login}: {answer:?}");
        }
        let head = house.colleague("head", house.desk.by.organisation, Role::Head).await;
        let act = house.decision(case, ReviewResult::NotUpheld, "2026-09-25").await;
        house.desk.office.act(head, "head", act).await.expect("the head decides");
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_review_that_was_opened_by_mistake_leaves_the_first_as_it_was_decided() {
    both(async |_, store| {
        let house = House::open(store).await;
        let case = house.replied("Nước đục").await.case;
        house.said(case, Assessment::NotAgreed, "Nước vẫn đục", "2026-09-22").await.expect("it is recorded");
        house.decide(case, ReviewResult::NotUpheld, "2026-09-25").await.expect("it is decided");
        house.said(case, Assessment::NotAgreed, "Đo lại vẫn quá mức", "2026-09-28").await.expect("a new reason");
        let (opened, _) = house.last_of(case, "case.assessed").await;
        house.strike(opened).await;
        assert_eq!(house.holds(case, Axis::Review, "2026-09-29").await, "not_upheld");
        let states: Vec<_> = house.reviews(case).await.into_iter().map(|(level, _, state)| (level, state)).collect();
        assert_eq!(states, [(1, "not_upheld".to_owned()), (2, "struck".to_owned())]);
        house.said(case, Assessment::NotAgreed, "Giếng mới cũng đục", "2026-09-30").await.expect("a new reason");
        assert_eq!(house.reviews(case).await[2].0, 2, "the level above, not the head again");
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_a_case_is_corrected_to_before_what_it_follows() {
    both(async |_, store| {
        let house = House::open(store).await;
        let case = house.replied("Nước đục").await.case;
        house.said(case, Assessment::NotAgreed, "Nước vẫn đục", "2026-09-22").await.expect("it is recorded");
        house.decide(case, ReviewResult::NotUpheld, "2026-09-25").await.expect("it is decided");
        for (act, on, earliest) in
            [("case.review_decided", "2026-09-21", "2026-09-22"), ("case.assessed", "2026-09-19", "2026-09-20")]
        {
            let event = house.event_of(case, act).await;
            let correct = |on| acts::event::Correct { event, happened_on: day(on), reason: "Ghi nhầm".to_owned() };
            let early = house.desk.act(act, correct(on)).await;
            assert_eq!(refused(early), Refusal::HappenedBefore { earliest: day(earliest) }, "{act}");
        }
        assert_eq!(house.holds(case, Axis::Review, "2026-09-26").await, "not_upheld");
        house.desk.verify().await;
    })
    .await;
}

impl House {
    /// The newest event of an act.
    async fn last_of(&self, case: i64, act: &str) -> (i64, domain::day::Day) {
        let mut read = self.desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, domain::event::Subject::Case, case).await.expect("reads");
        let last = events.iter().rfind(|known| known.event.act() == act).expect("it happened");
        (last.id, last.happened_on)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_whose_review_is_under_way_is_merged_only_once_it_is_decided() {
    both(async |_, store| {
        let house = House::open(store).await;
        let (one, root) = (house.replied("Một").await, house.raise("root").await);
        house.said(one.case, Assessment::NotAgreed, "Nước vẫn đục", "2026-09-22").await.expect("it is recorded");
        assert_eq!(refused(house.merge(&one, &root, "2026-09-23").await), Refusal::ReviewUnderWay);
        assert_eq!(house.reviews(one.case).await[0].2, "open", "the review stays with the case that it is of");
        house.decide(one.case, ReviewResult::NotUpheld, "2026-09-25").await.expect("it is decided");
        house.merge(&one, &root, "2026-09-26").await.expect("nothing of it is under way any more");
        house.desk.verify().await;
    })
    .await;
}
