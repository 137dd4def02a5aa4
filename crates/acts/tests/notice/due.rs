//! What is due after a dialogue: begun by its conclusion, dated by a confirmed rule, done by papers.

use acts::case::Link;
use acts::duty::{Fulfil, Report};
use acts::event::Correct;
use acts::rule::Confirm;
use acts::submission::{Mark, SetMark};
use acts::transfer::SendOn;
use domain::duty::{Addressee, AfterDuty};
use domain::event::Subject;
use domain::refusal::Refusal;
use store::duty::{self, DutyRow};

use super::{CONCLUDED, Hall, ISSUED, refused};
use crate::desk::{HELD, day};
use crate::support::both;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_due_after_a_dialogue_begins_with_its_conclusion_and_is_done_by_papers() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        assert_eq!(hall.duties().await, []);
        hall.conclude().await;
        let waiting = |duties: &[DutyRow]| {
            duties.iter().filter(|it| it.done_on.is_none()).map(|it| it.duty.clone()).collect::<Vec<_>>()
        };
        assert_eq!(waiting(&hall.duties().await), ["beyond", "copies", "notice", "report"]);
        let dialogue = hall.house.desk.dialogue;
        let fulfil = |duty, on: &str| Fulfil {
            dialogue,
            duty,
            document: "Báo cáo số 31/BC-UBND".to_owned(),
            happened_on: day(on),
        };
        let early = Refusal::HappenedBefore { earliest: day(HELD) };
        refused(hall.house.desk.act("early", fulfil(AfterDuty::Report, "2026-09-10")).await, &early);
        refused(
            hall.house.desk.act("none", fulfil(AfterDuty::MadeKnown, ISSUED)).await,
            &Refusal::NotAChoice { field: "duty" },
        );
        hall.house.desk.act("report", fulfil(AfterDuty::Report, ISSUED)).await.expect("it is reported");
        refused(hall.house.desk.act("twice", fulfil(AfterDuty::Report, ISSUED)).await, &Refusal::AlreadyDone);
        let id = hall.ready().await;
        hall.issue("issue", id, "05").await.expect("it is issued");
        let duties = hall.duties().await;
        assert_eq!(waiting(&duties), ["beyond", "copies"]);
        let of = |duty: &str| duties.iter().find(|it| it.duty == duty).expect("it is there").clone();
        assert_eq!((of("notice").notice, of("notice").done_on), (Some(id), Some(day(ISSUED))));
        assert_eq!(of("report").document.as_deref(), Some("Báo cáo số 31/BC-UBND"));
        let mut read = hall.house.desk.store.reader().await.expect("a reader");
        let today = duty::waiting(&mut read, hall.house.desk.by.organisation, 10).await.expect("reads");
        assert_eq!(today.len(), 2);
        // Striking what was typed by mistake lets it wait again.
        let events = store::event::history(&mut read, Subject::Dialogue, dialogue).await.expect("reads");
        let done = events.iter().find(|event| event.event.act() == "dialogue.duty_done").expect("it happened").id;
        drop(read);
        let strike = acts::event::Strike { event: done, reason: "Ghi nhầm".to_owned() };
        hall.house.desk.act("strike", strike).await.expect("it is struck");
        assert_eq!(waiting(&hall.duties().await), ["beyond", "copies", "report"]);
        hall.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_result_is_reported_to_each_by_a_paper_of_its_own_and_done_with_the_last() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        hall.conclude().await;
        let (desk, dialogue) = (&hall.house.desk, hall.house.desk.dialogue);
        let report = |to, number: &str, on: &str| Report {
            dialogue,
            to,
            document: format!("Báo cáo số {number}"),
            happened_on: day(on),
        };
        let done = async || {
            let duties = hall.duties().await;
            let of = duties.iter().find(|it| it.duty == "report").expect("it is there");
            let mut read = desk.store.reader().await.expect("a reader");
            let rows = duty::reported(&mut read, dialogue).await.expect("reads");
            (of.done_on, rows.into_iter().map(|it| (it.to, it.on)).collect::<Vec<_>>())
        };
        let early = Refusal::HappenedBefore { earliest: day(HELD) };
        refused(desk.act("early", report(Addressee::Committee, "31/BC", "2026-09-10")).await, &early);
        let none = Report { document: " ".to_owned(), ..report(Addressee::Committee, "", ISSUED) };
        refused(desk.act("none", none).await, &Refusal::Missing { field: "document" });
        desk.act("committee", report(Addressee::Committee, "31/BC", ISSUED)).await.expect("it is reported");
        assert_eq!(done().await, (None, vec![("committee".to_owned(), day(ISSUED))]), "one of two is not all");
        let later = day(ISSUED).plus(1).to_iso();
        desk.act("superior", report(Addressee::Superior, "32/BC", &later)).await.expect("it is reported");
        let (all, rows) = done().await;
        assert_eq!((all, rows.len()), (Some(day(&later)), 2), "done with the last of them");
        // A report that was recorded by mistake lets the duty wait again.
        let mut read = desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Dialogue, dialogue).await.expect("reads");
        let last = events.iter().rfind(|event| event.event.act() == "dialogue.duty_reported").expect("it happened").id;
        drop(read);
        desk.act("strike", acts::event::Strike { event: last, reason: "Ghi nhầm".to_owned() }).await.expect("struck");
        assert_eq!(done().await, (None, vec![("committee".to_owned(), day(ISSUED))]));
        // One paper to all of them is enough, and nothing is reported after it.
        let all = Fulfil {
            dialogue,
            duty: AfterDuty::Report,
            document: "Báo cáo số 33/BC".to_owned(),
            happened_on: day(ISSUED),
        };
        desk.act("all", all).await.expect("it is reported");
        assert_eq!(done().await.0, Some(day(ISSUED)));
        refused(desk.act("twice", report(Addressee::Superior, "34/BC", ISSUED)).await, &Refusal::AlreadyDone);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_issued_before_the_conclusion_counts_when_the_duties_begin() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let id = hall.ready().await;
        hall.issue("issue", id, "05").await.expect("it is issued");
        assert_eq!(hall.duties().await, []);
        hall.conclude().await;
        let duties = hall.duties().await;
        let notice = duties.iter().find(|it| it.duty == "notice").expect("it is there");
        assert_eq!((notice.notice, notice.done_on), (Some(id), Some(day(ISSUED))));
        hall.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_that_is_confirmed_dates_what_is_due_after_dialogues() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        hall.conclude().await;
        assert!(hall.duties().await.iter().all(|it| it.due_on.is_none()), "no rule, no day");
        let confirm = Confirm {
            organisation: hall.house.desk.by.organisation,
            rule: "DT-CONCL".to_owned(),
            copied: 1,
            level: None,
            amount: 7,
            unit: "working_day".to_owned(),
            bound: "at_most".to_owned(),
            month: None,
            day: None,
            valid_from: day("2026-01-01"),
            valid_to: None,
            document: "Quy chế đối thoại số 03/QC-ĐU".to_owned(),
            on: day("2026-01-05"),
            version: 0,
        };
        hall.house.desk.act("rule", confirm).await.expect("it is confirmed");
        let duties = hall.duties().await;
        let notice = duties.iter().find(|it| it.duty == "notice").expect("it is there");
        assert_eq!(notice.due_on, Some(day("2026-09-23")), "seven working days after the conclusion");
        assert_eq!(notice.rule.as_ref().map(|(rule, _)| rule.as_str()), Some("DT-CONCL"));
        assert!(duties.iter().filter(|it| it.duty != "notice").all(|it| it.due_on.is_none()));
        hall.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_due_is_counted_anew_when_a_correction_of_the_conclusion_is_struck() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        hall.conclude().await;
        let (desk, first) = (&hall.house.desk, hall.duties().await[0].from_on);
        let newest = async |act: &str| {
            let mut read = desk.store.reader().await.expect("a reader");
            let events = store::event::history(&mut read, Subject::Dialogue, desk.dialogue).await.expect("reads");
            events.iter().rfind(|known| known.event.act() == act).expect("it happened").id
        };
        let reason = || "Ghi nhầm".to_owned();
        let concluded = newest("dialogue.concluded").await;
        let early = Correct { event: concluded, happened_on: day("2026-09-10"), reason: reason() };
        refused(desk.act("early", early).await, &Refusal::HappenedBefore { earliest: day(HELD) });
        let correct = Correct { event: concluded, happened_on: day("2026-09-18"), reason: reason() };
        desk.act("correct", correct).await.expect("it is corrected");
        assert!(hall.duties().await.iter().all(|it| it.from_on == day("2026-09-18")));
        let strike = acts::event::Strike { event: newest("event.corrected").await, reason: reason() };
        desk.act("strike-it", strike).await.expect("the correction is struck");
        assert!(hall.duties().await.iter().all(|it| it.from_on == first), "the clocks follow");
        let restore = acts::event::Strike { event: newest("event.struck").await, reason: reason() };
        desk.act("restore", restore).await.expect("the correction stands again");
        assert!(hall.duties().await.iter().all(|it| it.from_on == day("2026-09-18")));
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_a_dialogue_is_corrected_to_before_what_it_follows() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        hall.conclude().await;
        let desk = &hall.house.desk;
        let fulfil = Fulfil {
            dialogue: desk.dialogue,
            duty: AfterDuty::Report,
            document: "Báo cáo số 31/BC-UBND".to_owned(),
            happened_on: day(ISSUED),
        };
        desk.act("report", fulfil).await.expect("it is reported");
        let mut read = desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Dialogue, desk.dialogue).await.expect("reads");
        drop(read);
        for act in ["dialogue.session_minutes_signed", "dialogue.duty_done"] {
            let event = events.iter().find(|known| known.event.act() == act).expect("it happened").id;
            let correct = Correct { event, happened_on: day("2026-09-10"), reason: "Ghi nhầm".to_owned() };
            refused(desk.act(act, correct).await, &Refusal::HappenedBefore { earliest: day(HELD) });
        }
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_beyond_competence_is_done_with_the_last_of_it_that_is_sent_on() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let desk = &hall.house.desk;
        for (at, matter) in hall.open.iter().enumerate() {
            let mark = SetMark { submission: matter.submission, mark: Mark::Beyond, version: 1 };
            desk.act(&format!("mark-{at}"), mark).await.expect("it is marked");
        }
        hall.conclude().await;
        let send = async |at: usize, on: &str| SendOn {
            case: hall.open[at].case,
            version: desk.case(hall.open[at].case).await.version,
            to: hall.house.power,
            points: Vec::new(),
            number: "45/UBND".to_owned(),
            proof: String::new(),
            reason: "Thuộc thẩm quyền của đơn vị".to_owned(),
            answer_by: None,
            told: None,
            on_behalf_of: None,
            happened_on: day(on),
        };
        let beyond = async || {
            let duties = hall.duties().await;
            let row = duties.into_iter().find(|it| it.duty == "beyond").expect("it is owed");
            (row.done_on, row.nothing)
        };
        desk.act("one", send(0, "2026-09-15").await).await.expect("it is sent");
        assert_eq!(beyond().await, (None, false), "one of two waits still");
        desk.act("two", send(1, ISSUED).await).await.expect("it is sent");
        assert_eq!(beyond().await, (Some(day(ISSUED)), false), "nobody has to say so as well");
        let fulfil = |document: &str| Fulfil {
            dialogue: desk.dialogue,
            duty: AfterDuty::Beyond,
            document: document.to_owned(),
            happened_on: day(ISSUED),
        };
        desk.act("paper", fulfil("Công văn số 45/UBND")).await.expect("its paper may be named still");
        refused(desk.act("twice", fulfil("Công văn số 46/UBND")).await, &Refusal::AlreadyDone);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_for_sent_on_is_owed_again_when_the_transfer_is_struck_and_follows_its_day() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let desk = &hall.house.desk;
        for (at, matter) in hall.open.iter().enumerate() {
            let mark = SetMark { submission: matter.submission, mark: Mark::Beyond, version: 1 };
            desk.act(&format!("mark-{at}"), mark).await.expect("it is marked");
        }
        hall.conclude().await;
        for (at, on) in [(0, "2026-09-15"), (1, ISSUED)] {
            let send = SendOn {
                case: hall.open[at].case,
                version: desk.case(hall.open[at].case).await.version,
                to: hall.house.power,
                points: Vec::new(),
                number: "45/UBND".to_owned(),
                proof: String::new(),
                reason: "Thuộc thẩm quyền của đơn vị".to_owned(),
                answer_by: None,
                told: None,
                on_behalf_of: None,
                happened_on: day(on),
            };
            desk.act(&format!("send-{at}"), send).await.expect("it is sent");
        }
        let done = async || hall.duties().await.into_iter().find(|it| it.duty == "beyond").expect("owed").done_on;
        assert_eq!(done().await, Some(day(ISSUED)));
        let newest = async |act: &str| {
            let mut read = desk.store.reader().await.expect("a reader");
            let events = store::event::history(&mut read, Subject::Case, hall.open[1].case).await.expect("reads");
            events.iter().rfind(|known| known.event.act() == act).expect("it happened").id
        };
        let reason = || "Ghi nhầm".to_owned();
        let sent = newest("case.sent_on").await;
        let correct = Correct { event: sent, happened_on: day("2026-09-16"), reason: reason() };
        desk.act("correct", correct).await.expect("it went out on another day");
        assert_eq!(done().await, Some(day("2026-09-16")), "it was done on the day on the paper");
        let strike = |event| acts::event::Strike { event, reason: reason() };
        desk.act("strike-day", strike(newest("event.corrected").await)).await.expect("the first day was right");
        assert_eq!(done().await, Some(day(ISSUED)));
        desk.act("strike", strike(sent)).await.expect("it was never sent");
        assert_eq!(done().await, None, "what was not sent on is owed");
        desk.act("restore", strike(newest("event.struck").await)).await.expect("it was sent");
        assert_eq!(done().await, Some(day(ISSUED)));
        desk.verify().await;
        let document = "Công văn số 45/UBND".to_owned();
        let on = day(ISSUED);
        let paper = Fulfil { dialogue: desk.dialogue, duty: AfterDuty::Beyond, document, happened_on: on };
        desk.act("paper", paper).await.expect("its paper is named");
        desk.act("strike-again", strike(sent)).await.expect("it was never sent");
        assert_eq!(done().await, Some(on), "what a paper shows stays");
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_point_beyond_competence_that_was_not_sent_on_with_the_other_of_its_case_is_still_owed() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let desk = &hall.house.desk;
        for (at, matter) in hall.open.iter().enumerate() {
            let mark = SetMark { submission: matter.submission, mark: Mark::Beyond, version: 1 };
            desk.act(&format!("mark-{at}"), mark).await.expect("it is marked");
        }
        let [root, other] = &hall.open;
        let version = desk.case(other.case).await.version;
        let reason = "Cùng một nguồn nước".to_owned();
        let link = Link { case: other.case, version, root: root.case, reason, happened_on: day(CONCLUDED) };
        desk.act("link", link).await.expect("it is a point of the first");
        hall.conclude().await;
        let send = async |point: i64, on: &str| SendOn {
            case: root.case,
            version: desk.case(root.case).await.version,
            to: hall.house.power,
            points: vec![point],
            number: "45/UBND".to_owned(),
            proof: String::new(),
            reason: "Thuộc thẩm quyền của đơn vị".to_owned(),
            answer_by: None,
            told: None,
            on_behalf_of: None,
            happened_on: day(on),
        };
        let beyond = async || hall.duties().await.into_iter().find(|it| it.duty == "beyond").expect("owed").done_on;
        desk.act("one", send(root.point, "2026-09-15").await).await.expect("it is sent");
        assert_eq!(beyond().await, None, "the other point waits still");
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_on_before_the_conclusion_is_not_owed_after_it() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let desk = &hall.house.desk;
        let send = SendOn {
            case: hall.open[0].case,
            version: desk.case(hall.open[0].case).await.version,
            to: hall.house.power,
            points: Vec::new(),
            number: "45/UBND".to_owned(),
            proof: String::new(),
            reason: "Thuộc thẩm quyền của đơn vị".to_owned(),
            answer_by: None,
            told: None,
            on_behalf_of: None,
            happened_on: day(HELD),
        };
        desk.act("send", send).await.expect("it is sent");
        hall.conclude().await;
        let duties = hall.duties().await;
        let of = |duty: &str| duties.iter().find(|it| it.duty == duty).expect("it is owed").done_on;
        assert_eq!((of("beyond"), of("report")), (Some(day(CONCLUDED)), None));
        desk.verify().await;
    })
    .await;
}
