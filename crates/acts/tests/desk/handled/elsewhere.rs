//! What the receiver of a transfer answers, point by point, and the day by which it has to.

use acts::case::SpotResult;
use acts::transfer::{AnswerTransfer, DateTransfer, PointTold};
use acts::urging::Urge;
use domain::event::{CaseEvent, ContactWay, Event};
use domain::refusal::Refusal;
use store::case::Dossier;

use super::{House, Matter, refused};
use crate::desk::day;
use crate::support::both;

pub(super) fn told(point: i64) -> PointTold {
    PointTold { point, result: None, by_on: None, words: String::new(), ground: String::new() }
}

fn says(point: i64, result: SpotResult) -> PointTold {
    let by_on = (result == SpotResult::Promised).then(|| day("2026-10-20"));
    let ground = if result == SpotResult::CannotBeDone { "Đường dây nằm trong hành lang" } else { "" };
    PointTold { point, result: Some(result), by_on, words: "Đã xem xét.".to_owned(), ground: ground.to_owned() }
}

impl House {
    async fn letter_of(&self, matter: &Matter, transfer: i64, told: PointTold) -> AnswerTransfer {
        AnswerTransfer {
            points: vec![told],
            number: "12/CV-ĐL".to_owned(),
            signer: "Phó Giám đốc Điện lực".to_owned(),
            words: String::new(),
            ..self.answered(matter, transfer, "2026-10-01").await
        }
    }

    async fn dossier(&self, case: i64) -> Dossier {
        let mut read = self.desk.store.reader().await.expect("a reader");
        store::case::dossier(&mut read, case).await.expect("reads")
    }

    async fn owes(&self, until: &str) -> Vec<(i64, String)> {
        let mut read = self.desk.store.reader().await.expect("a reader");
        let own = (self.desk.by.organisation, None);
        let rows = store::urging::owed_by(&mut read, own, day(until), None, 50).await.expect("reads");
        rows.rows.into_iter().map(|row| (row.to, row.what)).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_answers_with_number_signer_and_a_result_for_each_point() {
    both(async |_, store| {
        let house = House::open(store).await;
        for (key, result, before, after) in [
            ("done", Some(SpotResult::Done), "resolved", "resolved"),
            ("explained", Some(SpotResult::Explained), "resolved", "resolved"),
            ("letter", None, "in_progress", "in_progress"),
            ("cannot", Some(SpotResult::CannotBeDone), "resolved.cannot", "resolved.cannot"),
            ("promised", Some(SpotResult::Promised), "in_progress", "in_progress.overdue"),
            // It says that it is not its business: the matter is the sender's again, and nobody answered it.
            ("beyond", Some(SpotResult::BeyondCompetence), "not_taken_up", "not_taken_up"),
        ] {
            let matter = house.raise(key).await;
            let sent = house.send(&matter, house.power, "2026-09-15").await.expect("it is sent");
            let said = result.map_or_else(
                || PointTold { words: "Đã nhận văn bản.".to_owned(), ..told(matter.point) },
                |result| says(matter.point, result),
            );
            let act = AnswerTransfer { told: Some(ContactWay::Visit), ..house.letter_of(&matter, sent, said).await };
            house.desk.act(&format!("answered-{key}"), act).await.expect("it is answered");
            assert_eq!(house.outcome(matter.case, "2026-10-01").await, before, "{key}");
            assert_eq!(house.outcome(matter.case, "2026-10-21").await, after, "{key}, later");
            let kept = house.dossier(matter.case).await;
            let [letter] = kept.answers.as_slice() else { panic!("one letter") };
            assert_eq!(
                (letter.number.as_str(), letter.signer.as_deref(), letter.on, letter.struck),
                ("12/CV-ĐL", Some("Phó Giám đốc Điện lực"), day("2026-10-01"), false)
            );
            let [point] = kept.answer_points.as_slice() else { panic!("one point") };
            assert_eq!(point.result.is_some(), result.is_some(), "{key}");
            let (_, last) = house.last(matter.case).await;
            assert!(
                matches!(last, Event::Case(CaseEvent::Told { way: ContactWay::Visit, .. })),
                "who raised it was told"
            );
        }
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_receiver_promises_it_owes_until_it_is_kept() {
    both(async |_, store| {
        let house = House::open(store).await;
        let matter = house.raise("one").await;
        let sent = house.send(&matter, house.power, "2026-09-15").await.expect("it is sent");
        let act = house.letter_of(&matter, sent, says(matter.point, SpotResult::Promised)).await;
        house.desk.act("promised", act).await.expect("it is answered");
        assert_eq!(house.owes("2026-10-20").await, [(house.power, "promise".to_owned())], "the receiver owes it");
        let keep = acts::reply::KeepPromise {
            case: matter.case,
            version: house.version(matter.case).await,
            point: matter.point,
            words: "Đã thay dây".to_owned(),
            happened_on: day("2026-10-18"),
        };
        house.desk.act("kept", keep).await.expect("it is kept");
        assert_eq!(
            (house.outcome(matter.case, "2026-10-18").await, house.owes("2026-10-20").await.len()),
            ("resolved", 0)
        );
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_of_a_receiver_that_says_too_little_is_refused() {
    both(async |_, store| {
        let house = House::open(store).await;
        let matter = house.raise("one").await;
        let sent = house.send(&matter, house.power, "2026-09-15").await.expect("it is sent");
        let good = says(matter.point, SpotResult::Done);
        for (key, said, refusal) in [
            ("words", PointTold { words: String::new(), ..good.clone() }, Refusal::Missing { field: "answer" }),
            (
                "day",
                PointTold { result: Some(SpotResult::Promised), ..good.clone() },
                Refusal::Missing { field: "by_on" },
            ),
            (
                "past",
                PointTold { by_on: Some(day("2026-09-30")), ..says(matter.point, SpotResult::Promised) },
                Refusal::TooEarly { field: "by_on", earliest: day("2026-10-01") },
            ),
            (
                "ground",
                PointTold { ground: String::new(), ..says(matter.point, SpotResult::CannotBeDone) },
                Refusal::Missing { field: "ground" },
            ),
            ("point", told(1), Refusal::NotAChoice { field: "point" }),
        ] {
            let act = house.letter_of(&matter, sent, said).await;
            assert_eq!(refused(house.desk.act(key, act).await), refusal, "{key}");
        }
        let twice =
            AnswerTransfer { points: vec![good.clone(), good.clone()], ..house.letter_of(&matter, sent, good).await };
        assert_eq!(refused(house.desk.act("twice", twice).await), Refusal::NotAChoice { field: "point" });
        let none = AnswerTransfer {
            points: Vec::new(),
            words: "Trả lời chung.".to_owned(),
            ..house.letter_of(&matter, sent, says(matter.point, SpotResult::Done)).await
        };
        assert_eq!(refused(house.desk.act("none", none).await), Refusal::Missing { field: "result" });
        assert!(house.dossier(matter.case).await.answers.is_empty(), "nothing of it is kept");
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_that_was_sent_without_a_day_is_urged_once_it_has_one() {
    both(async |_, store| {
        let house = House::open(store).await;
        let matter = house.raise("one").await;
        let sent = house.send(&matter, house.power, "2026-09-15").await.expect("it is sent");
        assert!(house.owes("2026-12-29").await.is_empty(), "without a day nothing is late");
        let date = async |by: Option<&str>, on: &str| DateTransfer {
            case: matter.case,
            version: house.version(matter.case).await,
            transfer: sent,
            answer_by: by.map(day),
            happened_on: day(on),
        };
        let early = date(Some("2026-09-20"), "2026-09-21").await;
        assert_eq!(
            refused(house.desk.act("early", early).await),
            Refusal::TooEarly { field: "answer_by", earliest: day("2026-09-21") }
        );
        let none = date(None, "2026-09-21").await;
        assert_eq!(refused(house.desk.act("none", none).await), Refusal::Missing { field: "answer_by" });
        let dated = date(Some("2026-10-05"), "2026-09-21").await;
        house.desk.act("set", dated).await.expect("a day is set");
        let again = date(Some("2026-10-06"), "2026-09-22").await;
        assert_eq!(refused(house.desk.act("again", again).await), Refusal::AlreadyDone);
        assert_eq!(house.owes("2026-10-05").await, [(house.power, "transfer".to_owned())]);
        let urge = Urge {
            organisation: house.desk.by.organisation,
            to: Some(house.power),
            number: String::new(),
            answer_by: None,
            happened_on: day("2026-10-06"),
        };
        house.desk.act("urge", urge).await.expect("it is urged");
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_receiver_answers_counts_whatever_the_sender_promised() {
    both(async |_, store| {
        let house = House::open(store).await;
        for (key, result, after) in [
            ("done", SpotResult::Done, "resolved"),
            ("promised", SpotResult::Promised, "in_progress"),
            ("cannot", SpotResult::CannotBeDone, "resolved.cannot"),
        ] {
            let matter = house.raise(key).await;
            house.assign(matter.case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
            house.reply(&matter, "2026-09-15", SpotResult::Promised).await.expect("it is promised");
            let sent = house.send(&matter, house.power, "2026-09-16").await.expect("it is sent");
            let act = house.letter_of(&matter, sent, says(matter.point, result)).await;
            house.desk.act(&format!("answered-{key}"), act).await.expect("it is answered");
            assert_eq!(house.outcome(matter.case, "2026-10-20").await, after, "{key}");
            let mut read = house.desk.store.reader().await.expect("a reader");
            let clocks = store::assignment::clocks(&mut read, matter.case).await.expect("reads");
            let running: Vec<_> = clocks
                .iter()
                .filter(|it| it.kind == store::assignment::PROMISE && it.state == "running")
                .map(|it| it.body)
                .collect();
            let owes: &[i64] = if result == SpotResult::Promised { &[house.power] } else { &[] };
            assert_eq!(running, owes, "{key}");
        }
        house.desk.verify().await;
    })
    .await;
}
