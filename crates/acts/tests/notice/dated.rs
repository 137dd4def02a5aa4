//! A notice is older than what is typed of it: its paper says when it was issued.

use acts::dialogue::{Announce, BeginSession, Conclude, HoldSession, Session};
use acts::follow::GiveCode;
use acts::notice::{Describe, Draft, Issue, Publish, SetSeries, Strike, Submit};
use domain::dialogue::{Audience, Duty, Form};
use domain::event::Subject;
use domain::notice::{NumberMode, NumberRuns, Series};
use domain::refusal::Refusal;
use domain::span::Axis;
use domain::timeline::timeline;
use store::notice;

use super::{CONCLUDED, Hall, ISSUED, refused};
use crate::desk::day;
use crate::support::both;

/// The day on which everything is typed, long after it happened.
const TYPED: &str = "2026-12-30";

impl Hall {
    /// As [`Hall::ready`], drafted on the day on which it is typed.
    async fn typed_late(&self) -> i64 {
        let id = self.ready_on(TYPED).await;
        let version = self.version(id).await;
        let submit = Submit { notice: id, version, happened_on: day(CONCLUDED) };
        self.house.desk.act("submit", submit).await.expect("it is submitted");
        id
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_gets_a_notice_is_kept_though_its_words_were_typed_after_the_day_on_the_paper() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let id = hall.typed_late().await;
        let describe = Describe {
            notice: id,
            version: hall.version(id).await,
            general: "Nhân dân thẳng thắn.".to_owned(),
            carrying_out: String::new(),
            recipients: Vec::new(),
            happened_on: day(TYPED),
        };
        hall.house.desk.act("describe", describe).await.expect("it is written");
        hall.issue("issue", id, "05/TB-UBND").await.expect("it is issued");
        let mut read = hall.house.desk.store.reader().await.expect("a reader");
        let receivers = notice::recipients(&mut read, id).await.expect("reads");
        assert!(!receivers.is_empty(), "those who were proposed on the draft");
        drop(read);
        assert_eq!(hall.notice(id).await.general.as_deref(), Some("Nhân dân thẳng thắn."));
        hall.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_is_issued_on_the_day_on_its_paper_whenever_it_is_typed() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let id = hall.typed_late().await;
        hall.issue("issue", id, "05/TB-UBND").await.expect("it is issued");
        let row = hall.notice(id).await;
        assert_eq!((row.submitted_on, row.issued_on), (Some(day(CONCLUDED)), Some(day(ISSUED))));
        let publish = |on| Publish { notice: id, version: row.version, happened_on: day(on) };
        refused(
            hall.house.desk.act("early", publish("2026-09-15")).await,
            &Refusal::HappenedBefore { earliest: day(ISSUED) },
        );
        hall.house.desk.act("publish", publish("2026-09-18")).await.expect("it is public");
        assert_eq!(hall.notice(id).await.published_on, Some(day("2026-09-18")));
        // What is due after the dialogue was done by the paper, too.
        hall.conclude().await;
        let duties = hall.duties().await;
        let done = duties.iter().find(|it| it.duty == "notice").expect("it is there");
        assert_eq!(done.done_on, Some(day(ISSUED)));
        let mut read = hall.house.desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Notice, id).await.expect("reads");
        drop(read);
        let states: Vec<_> = timeline(&events)
            .into_iter()
            .filter(|it| it.axis == Axis::Notice)
            .map(|it| (it.value, it.from.to_iso()))
            .collect();
        let expected = [("submitted", CONCLUDED), ("issued", ISSUED), ("published", "2026-09-18")];
        assert_eq!(states, expected.map(|(state, on)| (state.to_owned(), on.to_owned())));
        hall.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_is_not_replaced_by_an_older_one() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let id = hall.ready().await;
        hall.issue("issue", id, "05").await.expect("it is issued");
        let again = Draft {
            dialogue: hall.house.desk.dialogue,
            organisation: None,
            replaces: Some(id),
            happened_on: day(TYPED),
        };
        let new = hall.house.desk.act("replace", again).await.expect("it is drafted");
        let version = hall.version(new).await;
        let issue = |on| Issue {
            notice: new,
            version,
            number: "06".to_owned(),
            signer: Some(hall.house.desk.term),
            happened_on: day(on),
        };
        refused(
            hall.house.desk.act("older", issue(CONCLUDED)).await,
            &Refusal::HappenedBefore { earliest: day(ISSUED) },
        );
        hall.house.desk.act("newer", issue("2026-09-18")).await.expect("it is issued");
        assert_eq!(hall.notice(id).await.replaced_by, Some(new));
        hall.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conference_made_known_before_its_conclusion_owes_that_no_more() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let desk = &hall.house.desk;
        let announce = Announce {
            organisation: desk.by.organisation,
            title: "Hội nghị trao đổi, đối thoại".to_owned(),
            duties: vec![Duty::Conference],
            audience: Audience::Residents,
            members_of: None,
            form: Form::Conference,
            planned: None,
            sessions: vec![Session {
                on: day("2026-10-05"),
                territory: Some(desk.village),
                place: String::new(),
                chair: Some(desk.term),
                deputy_reason: String::new(),
            }],
            happened_on: day("2026-09-20"),
        };
        let new = desk.act("announce", announce).await.expect("it is announced");
        let (dialogue, session) = (new.dialogue, new.sessions[0]);
        desk.act("begin", BeginSession { session }).await.expect("it begins");
        desk.act("held", HoldSession { session, happened_on: None, attendance: Vec::new() }).await.expect("it is held");
        let draft = Draft { dialogue, organisation: None, replaces: None, happened_on: day(TYPED) };
        let id = desk.act("draft-2", draft).await.expect("it is drafted");
        let (version, number) = (hall.version(id).await, "06".to_owned());
        let issue = Issue { notice: id, version, number, signer: None, happened_on: day("2026-10-06") };
        desk.act("issue-2", issue).await.expect("it is issued");
        let publish = Publish { notice: id, version: version + 1, happened_on: day("2026-10-07") };
        desk.act("publish-2", publish).await.expect("it is public");
        let conclude = Conclude {
            dialogue,
            happened_on: day("2026-10-08"),
            minutes_signed_on: Some(day("2026-10-08")),
            no_minutes: String::new(),
        };
        desk.act("conclude-2", conclude).await.expect("it is concluded");
        let mut read = desk.store.reader().await.expect("a reader");
        let duties = store::duty::of_dialogue(&mut read, dialogue).await.expect("reads");
        drop(read);
        let known = duties.iter().find(|it| it.duty == "made_known").expect("it is there");
        assert_eq!((known.notice, known.done_on), (Some(id), Some(day("2026-10-07"))));
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_is_struck_though_somebody_was_given_a_code_and_something_was_struck_since() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let id = hall.ready().await;
        hall.issue("issue", id, "05").await.expect("it is issued");
        let matter = &hall.open[0];
        hall.house.desk.act("code", GiveCode { submission: matter.submission }).await.expect("it is given");
        let version = hall.house.desk.case(matter.case).await.version;
        let accept = acts::assignment::Accept {
            case: matter.case,
            version,
            on_behalf_of: Some(hall.house.division),
            happened_on: day("2026-09-17"),
        };
        hall.house.desk.act("accept", accept).await.expect("it is accepted");
        let version = hall.version(id).await;
        let strike = Strike { notice: id, version, reason: "Nhập nhầm".to_owned() };
        refused(hall.house.desk.act("rests", strike.clone()).await, &Refusal::LaterStands);
        let mut read = hall.house.desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Case, matter.case).await.expect("reads");
        let accepted = events.iter().find(|known| known.event.act() == "case.accepted").expect("it happened").id;
        drop(read);
        let back = acts::event::Strike { event: accepted, reason: "Ghi nhầm".to_owned() };
        hall.house.desk.act("back", back).await.expect("it is struck");
        hall.house.desk.act("strike", strike).await.expect("nothing rests on it");
        assert_eq!(hall.notice(id).await.state, "struck");
        assert_eq!(hall.house.desk.case(matter.case).await.handling, "received");
        hall.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_series_set_with_a_day_of_last_year_counts_on_in_this_one() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let organisation = hall.house.desk.by.organisation;
        let set = |next, on| SetSeries {
            organisation,
            series: Series::Notice,
            mode: NumberMode::Internal,
            runs: NumberRuns::Year,
            next,
            happened_on: day(on),
        };
        hall.house.desk.act("now", set(7, ISSUED)).await.expect("it is set");
        hall.house.desk.act("then", set(9, "2025-12-31")).await.expect("it is set");
        let mut read = hall.house.desk.store.reader().await.expect("a reader");
        let row = notice::series::find(&mut read, organisation, Series::Notice).await.expect("reads").expect("is set");
        assert_eq!((row.next, row.counted_in), (9, 2026));
    })
    .await;
}
