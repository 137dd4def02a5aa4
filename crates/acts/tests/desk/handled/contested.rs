//! What was recorded for somebody else: they read it, contest it within its days, and whoever recorded it answers or mends.

use acts::assignment::Accept;
use acts::behalf::{AnswerContest, Contest, NamePaper, TakeBack};
use acts::case::SpotResult;
use acts::transfer::SendOn;
use acts::{Act, By, Stop};
use domain::permission::Role;
use domain::refusal::Refusal;
use store::behalf::{self, BehalfRow, For, TypedFor};
use store::grant::{Of, may};

use super::{House, TYPED, refused};
use crate::desk::day;
use crate::support::both;

impl House {
    async fn as_other<A: Act>(&self, by: By, key: &str, act: A) -> Result<A::Answer, Stop> {
        Ok(self.desk.office.act(by, key, act).await?.answer)
    }

    /// What was recorded for the body of an account, newest first.
    async fn recorded_for(&self, by: By, head: bool) -> Vec<BehalfRow> {
        let mut read = self.desk.store.reader().await.expect("a reader");
        let own = Of::Organisation(by.organisation);
        let (grant, _) = may(&mut read, by, domain::Act::EventContest, own).await.expect("their own");
        let reader = For { account: by.account, head };
        behalf::recorded_for(&mut read, &grant, reader, None, 50).await.expect("reads").rows
    }

    /// What waits for an answer of the body that recorded it.
    async fn waiting(&self) -> Vec<i64> {
        let mut read = self.desk.store.reader().await.expect("a reader");
        let own = Of::Organisation(self.desk.by.organisation);
        let (grant, _) = may(&mut read, self.desk.by, domain::Act::EventCorrect, own).await.expect("its clerk");
        let page = behalf::contested(&mut read, &grant, 0, None, 50).await.expect("reads");
        page.rows.iter().map(|row| row.recorded.id).collect()
    }

    /// A case that the clerk says the division accepted: the case, and that event.
    async fn accepted(&self, key: &str) -> (i64, i64) {
        let case = self.raise(key).await.case;
        self.assign(case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        let (version, on_behalf_of) = (self.version(case).await, Some(self.division));
        let accept = Accept { case, version, on_behalf_of, happened_on: day("2026-09-16") };
        self.desk.act(&format!("accept-{key}"), accept).await.expect("it is accepted");
        (case, self.event_of(case, "case.accepted").await)
    }
}

fn contest(event: i64, reason: &str) -> Contest {
    Contest { event, reason: reason.to_owned() }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_recorded_for_somebody_is_in_their_list_and_they_alone_contest_it() {
    both(async |_, store| {
        let house = House::open(store).await;
        let (case, event) = house.accepted("theirs").await;
        let handler = house.colleague("division.handler", house.division, Role::Handler).await;
        let other = house.colleague("sister.handler", house.sister, Role::Handler).await;
        let head = house.colleague("commune.head", house.desk.by.organisation, Role::Head).await;

        let theirs = house.recorded_for(handler, false).await;
        assert_eq!(theirs.iter().map(|row| row.recorded.id).collect::<Vec<_>>(), [event]);
        assert_eq!(house.recorded_for(other, false).await.len(), 0);
        let decided = house.event_of(case, "case.assigned").await;
        let heads = house.recorded_for(head, true).await;
        assert_eq!(heads.iter().map(|row| row.recorded.id).collect::<Vec<_>>(), [decided], "giving it was the head's");

        for (by, key, refusal) in [
            (other, "by another body", Refusal::NotThere),
            (head, "by the head above", Refusal::NotAllowed),
            (house.desk.by, "by whoever typed it", Refusal::NotAllowed),
        ] {
            let found = refused(house.as_other(by, key, contest(event, "Không đúng.")).await);
            assert!(found == refusal || found == Refusal::NotAllowed, "{key}: {found:?}");
        }
        let empty = house.as_other(handler, "empty", contest(event, "  ")).await;
        assert_eq!(refused(empty), Refusal::Missing { field: "reason" });

        let before = house.outcome(case, TYPED).await;
        house.as_other(handler, "c", contest(event, "Phòng chưa nhận.")).await.expect("it is contested");
        assert_eq!(house.waiting().await, [event]);
        assert_eq!(house.outcome(case, TYPED).await, before, "a contest changes nothing by itself");
        let again = house.as_other(handler, "again", contest(event, "Vẫn chưa.")).await;
        assert_eq!(refused(again), Refusal::AlreadyDone);
        let rows = house.recorded_for(handler, false).await;
        assert_eq!(rows[0].words.as_deref(), Some("Phòng chưa nhận."));
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_typed_for_another_body_is_in_its_list_and_contested() {
    both(async |_, store| {
        let house = House::open(store).await;
        let handler = house.colleague("division.handler", house.division, Role::Handler).await;
        let matter = house.raise("sent").await;
        house.assign(matter.case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        let letter = house.letter(&matter, house.power, "2026-09-15").await;
        let letter = SendOn { on_behalf_of: Some(house.division), ..letter };
        house.desk.act("send", letter).await.expect("the division sent it");
        let sent = house.event_of(matter.case, "case.sent_on").await;
        let theirs = house.recorded_for(handler, false).await;
        assert_eq!(theirs.iter().map(|row| row.recorded.id).collect::<Vec<_>>(), [sent]);
        house.as_other(handler, "c", contest(sent, "Phòng chưa gửi.")).await.expect("it is contested");
        assert_eq!(house.waiting().await, [sent]);
        let own = house.letter(&house.raise("own").await, house.power, "2026-09-15").await;
        house.desk.act("own-sent", own).await.expect("the commune sent it");
        assert_eq!(house.recorded_for(handler, false).await.len(), 1, "what the commune sent is its own");
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contest_ends_by_an_answer_a_correction_a_striking_or_when_it_is_taken_back() {
    both(async |_, store| {
        let house = House::open(store).await;
        let handler = house.colleague("division.handler", house.division, Role::Handler).await;
        let mut contested = Vec::new();
        for key in ["answered", "corrected", "struck", "taken back"] {
            let (_, event) = house.accepted(key).await;
            house.as_other(handler, &format!("c-{key}"), contest(event, "Không đúng.")).await.expect("it is contested");
            contested.push(event);
        }
        assert_eq!(house.waiting().await, contested);
        let answer = |event, words: &str| AnswerContest { event, words: words.to_owned() };
        assert_eq!(refused(house.desk.act("e", answer(contested[0], "")).await), Refusal::Missing { field: "note" });
        assert!(house.as_other(handler, "own", answer(contested[0], "Tự trả lời.")).await.is_err(), "not their own");
        house.desk.act("a", answer(contested[0], "Theo Công văn 12, ngày 16/9.")).await.expect("it is answered");
        let correct =
            acts::event::Correct {
                event: contested[1], happened_on: day("2026-09-17"), reason: "Ghi nhầm".to_owned()
            };
        house.desk.act("co", correct).await.expect("it is corrected");
        house.strike(contested[2]).await;
        let back = TakeBack { event: contested[3], reason: "Đã xem lại".to_owned() };
        house.as_other(handler, "b", back.clone()).await.expect("it is taken back");
        assert_eq!(house.waiting().await, [] as [i64; 0]);
        assert_eq!(refused(house.as_other(handler, "b2", back).await), Refusal::NotContested);
        assert_eq!(refused(house.desk.act("a2", answer(contested[0], "Nữa")).await), Refusal::NotContested);
        let struck = house.as_other(handler, "s", contest(contested[2], "Nữa")).await;
        assert_eq!(refused(struck), Refusal::AlreadyStruck);
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contest_comes_within_ten_working_days_of_the_recording() {
    both(async |_, store| {
        let house = House::open(store).await;
        let handler = house.colleague("division.handler", house.division, Role::Handler).await;
        let mut events = Vec::new();
        for key in ["in time", "too late"] {
            events.push(house.accepted(key).await.1);
        }
        // Recorded on Wednesday 30/12/2026; the first of January is a day off.
        house.desk.store.move_today(day("2027-01-14")).await.expect("days pass");
        house.as_other(handler, "in time", contest(events[0], "Không đúng.")).await.expect("the tenth working day");
        house.desk.store.move_today(day("2027-01-15")).await.expect("days pass");
        let late = house.as_other(handler, "late", contest(events[1], "Không đúng.")).await;
        assert_eq!(refused(late), Refusal::ContestOver { last: day("2027-01-14") });
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_settles_their_own_contest() {
    both(async |_, store| {
        let house = House::open(store).await;
        let head = house.colleague("commune.head", house.desk.by.organisation, Role::Head).await;
        let case = house.raise("decided").await.case;
        house.assign(case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        let event = house.event_of(case, "case.assigned").await;
        house.as_other(head, "c", contest(event, "Tôi giao phòng khác.")).await.expect("it is contested");
        let own = AnswerContest { event, words: "Giữ nguyên.".to_owned() };
        assert_eq!(refused(house.as_other(head, "own", own.clone()).await), Refusal::NotAllowed);
        house.desk.act("other", own).await.expect("whoever recorded it answers");
        assert_eq!(house.waiting().await, [] as [i64; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_strikes_the_contest_of_somebody_else() {
    both(async |_, store| {
        let house = House::open(store).await;
        let handler = house.colleague("division.handler", house.division, Role::Handler).await;
        let (case, event) = house.accepted("theirs").await;
        house.as_other(handler, "c", contest(event, "Không đúng.")).await.expect("it is contested");
        let (of, _) = house.last(case).await;
        let strike = acts::event::Strike { event: of, reason: "Không muốn thấy".to_owned() };
        assert_eq!(refused(house.desk.act("s", strike).await), Refusal::NotAllowed);
        assert_eq!(house.waiting().await, [event]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_bears_a_case_and_recorded_for_another_body_answers_its_contest() {
    both(async |_, store| {
        let house = House::open(store).await;
        let matter = house.raise("one").await;
        let mut assign = house.assignment(matter.case, "2026-09-14", "2026-09-30").await;
        assign.cooperating = vec![house.sister];
        house.desk.act("assign", assign).await.expect("it is assigned");
        let bearer = house.colleague("division.office", house.division, Role::Office).await;
        let sister = house.colleague("sister.handler", house.sister, Role::Handler).await;
        let mut paper = house.paper(&matter, "2026-09-20", SpotResult::Explained).await;
        paper.on_behalf_of = Some(house.sister);
        house.as_other(bearer, "reply", paper).await.expect("the bearer records it");
        let event = house.event_of(matter.case, "case.replied").await;
        house.as_other(sister, "c", contest(event, "Phòng tôi chưa trả lời.")).await.expect("it is contested");
        let answer = AnswerContest { event, words: "Theo Công văn 12, ngày 20/9.".to_owned() };
        assert!(house.as_other(sister, "own", answer.clone()).await.is_err(), "not their own");
        house.as_other(bearer, "a", answer).await.expect("whoever recorded it answers");
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_paper_of_what_was_recorded_for_somebody_is_named_and_stands_in_their_list() {
    both(async |_, store| {
        let house = House::open(store).await;
        let (case, event) = house.accepted("on paper").await;
        let handler = house.colleague("division.handler", house.division, Role::Handler).await;
        let paper = |event, number: &str, on: &str| NamePaper {
            event,
            number: number.to_owned(),
            dated_on: day(on),
            issuer: "Phòng Kinh tế".to_owned(),
        };
        for (key, act, refusal) in [
            ("later", paper(event, "12/KT", "2027-01-01"), Refusal::TooLate { field: "dated_on", latest: day(TYPED) }),
            ("unnumbered", paper(event, " ", "2026-09-16"), Refusal::Missing { field: "number" }),
            ("own", paper(house.event_of(case, "case.received").await, "1", "2026-09-16"), Refusal::NotOnBehalf),
        ] {
            assert_eq!(refused(house.desk.act(key, act).await), refusal, "{key}");
        }
        // What the division did with an account of its own is on no list: no paper stands behind it.
        let by_itself = house.raise("by itself").await.case;
        house.assign(by_itself, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        let version = house.version(by_itself).await;
        let accept = Accept { case: by_itself, version, on_behalf_of: None, happened_on: day("2026-09-16") };
        house.as_other(handler, "own accept", accept).await.expect("the division accepts");
        let own = house.event_of(by_itself, "case.accepted").await;
        assert_eq!(refused(house.desk.act("not on behalf", paper(own, "1", "2026-09-16")).await), Refusal::NotOnBehalf);
        let other = house.colleague("sister.handler", house.sister, Role::Handler).await;
        let foreign = house.as_other(other, "foreign", paper(event, "12/KT", "2026-09-16")).await;
        assert!(foreign.is_err(), "who may not amend it names no paper of it");
        house.desk.act("paper", paper(event, "12/KT", "2026-09-16")).await.expect("it is named");
        house.desk.act("again", paper(event, "12/KT-TH", "2026-09-15")).await.expect("a later one takes its place");
        let rows = house.recorded_for(handler, false).await;
        let of = |id: i64| rows.iter().find(|row| row.recorded.id == id).and_then(|row| row.paper.clone());
        let named = of(event).expect("its paper is beside it");
        assert_eq!((named.dated_on, named.words.as_deref()), (day("2026-09-15"), Some("12/KT-TH, Phòng Kinh tế")));
        assert_eq!(rows.len(), 3, "that the papers were named stands there as well");
        // It is contested like the rest, and struck once it is agreed to.
        let latest = rows[0].recorded.id;
        let doubt = Contest { event: latest, reason: "Chúng tôi không ra văn bản này".to_owned() };
        house.as_other(handler, "contest", doubt).await.expect("it is contested");
        assert_eq!(house.waiting().await, [latest]);
        house.strike(latest).await;
        let rows = house.recorded_for(handler, false).await;
        let row = rows.iter().find(|row| row.recorded.id == event).expect("is there");
        assert_eq!(row.paper.as_ref().and_then(|paper| paper.words.as_deref()), Some("12/KT, Phòng Kinh tế"));
        house.strike(event).await;
        assert_eq!(refused(house.desk.act("struck", paper(event, "1", "2026-09-16")).await), Refusal::AlreadyStruck);
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_account_recorded_for_others_is_in_a_list_of_its_own_by_whose_act_it_is_and_by_day() {
    both(async |_, store| {
        let house = House::open(store).await;
        let (_, accepted) = house.accepted("theirs").await;
        let spoken = house.raise("spoken").await.case;
        house.desk.answer("answer-spoken", spoken, SpotResult::Explained).await.expect("the chair answers");
        let answered = house.event_of(spoken, "case.answered_on_the_spot").await;
        let own = house.desk.by;
        let other = house.colleague("own.clerk", own.organisation, Role::Clerk).await;
        let list = async |by: By, whose, days: (&str, &str)| {
            let mut read = house.desk.store.reader().await.expect("a reader");
            let asked = TypedFor { account: by.account, whose, days: (day(days.0), day(days.1)) };
            let (grant, _) =
                may(&mut read, by, domain::Act::CaseRead, Of::Organisation(by.organisation)).await.expect("it reads");
            let page = behalf::typed_by(&mut read, &grant, asked, None, 50).await.expect("reads");
            let rows: Vec<i64> = page.rows.iter().map(|row| row.recorded.id).collect();
            (rows, behalf::typed_for(&mut read, &grant, by.account, 1_000).await.expect("reads").0)
        };
        let year = ("2026-01-01", "2026-12-31");
        let (rows, whose) = list(own, None, year).await;
        assert!(rows.contains(&answered) && rows.contains(&accepted), "both stand there: {rows:?}");
        let whose: Vec<(i64, bool, usize)> =
            whose.iter().map(|row| (row.organisation, row.head, usize::try_from(row.count).expect("few"))).collect();
        let [heads, division] = [(own.organisation, true), (house.division, false)];
        assert_eq!(whose, [(heads.0, true, rows.len() - 1), (division.0, false, 1)], "heads first");
        assert_eq!(list(own, Some(division), year).await.0, [accepted]);
        assert!(list(own, Some(heads), year).await.0.contains(&answered));
        assert!(!list(own, Some(heads), year).await.0.contains(&accepted));
        assert_eq!(list(own, Some(division), ("2026-09-17", "2026-12-31")).await.0, [0_i64; 0], "not of these days");
        assert_eq!(list(other, None, year).await, (Vec::new(), Vec::new()), "a list of whoever typed it");
        house.desk.verify().await;
    })
    .await;
}
