//! What comes of a letter: only what the law allows for its class; its case ends or is sent on with it, and goes on again when that
//! is struck.

use acts::event::{Correct, Strike as StrikeEvent};
use acts::letter::{Classify, Entry, Process, Register, RegisterRepeat, Registered};
use acts::transfer::Sent;
use domain::event::{CaseEvent, ContactWay, Event, Kind, Subject};
use domain::letter::LetterWay;
use domain::letter::class::{Competence, Sphere};
use domain::letter::process::Processing;
use domain::refusal::Refusal;
use store::letter::list::Which;
use store::letter::process;
use store::{Read as _, case};

use crate::desk::{HELD, day};
use crate::support::both;

use super::{Office, entry, refused};

impl Office {
    /// A letter that came that way and was classified so.
    pub(super) async fn classed(&self, number: &str, kind: Kind, way: LetterWay, competence: Competence) -> Registered {
        let referrer = if way.is_referred() { "Ủy ban Mặt trận xã".to_owned() } else { String::new() };
        let entry = Entry { way: Some(way), referrer, ..entry() };
        let register = Register { kind, entry, ..self.register(number) };
        let made = self.act(&format!("new-{number}"), register).await.expect("it is entered");
        self.classify(number, made.letter, kind, competence, &[]).await;
        made
    }

    pub(super) async fn classify(&self, key: &str, letter: i64, kind: Kind, competence: Competence, lacks: &[&str]) {
        let classify = Classify {
            letter,
            seen: self.stands(letter).await.classed_by,
            kind,
            mixed: false,
            lacks: lacks.iter().map(|code| (*code).to_owned()).collect(),
            competence,
            sphere: Sphere::Administrative,
            people: 1,
            representatives: None,
        };
        self.act(&format!("class-{key}"), classify).await.expect("it is classified");
    }

    pub(super) async fn stands(&self, letter: i64) -> domain::letter::Letter {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Letter, letter).await.expect("reads");
        domain::letter::Letter::by(&events).expect("it has a history")
    }

    pub(super) async fn outcome(&self, case: i64) -> String {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        case::find(&mut read, case).await.expect("reads").expect("is there").handling
    }

    pub(super) async fn processed(&self, key: &str, process: Process) -> Result<Sent, acts::Stop> {
        self.act(key, process).await
    }

    pub(super) async fn waits(&self) -> usize {
        self.listed(&Which { waiting: true, ..Which::default() }).await.len()
    }
}

pub(super) fn process_of(letter: i64, outcome: Processing) -> Process {
    Process {
        letter,
        seen: 0,
        outcome,
        ground: String::new(),
        to: None,
        by_word: false,
        number: "12/TB-UBND".to_owned(),
        signer: "Chủ tịch".to_owned(),
        reason: "Gửi Ủy ban nhân dân tỉnh để được giải quyết".to_owned(),
        told: Some(ContactWay::Letter),
        happened_on: day(HELD),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complaint_for_another_body_is_guided_once_and_its_case_ends_until_that_is_struck() {
    both(async |_, store| {
        let at = Office::open(store).await;
        let made = at.registered("128").await;
        let unclassified = process_of(made.letter, Processing::Guide);
        refused(at.processed("none", unclassified).await, &Refusal::Missing { field: "letter_class" });
        let made = at.classed("129", Kind::Complaint, LetterWay::Post, Competence::Outside).await;
        assert_eq!(at.waits().await, 2);
        let guide = process_of(made.letter, Processing::Guide);
        let send = Process { outcome: Processing::Transfer, ..guide.clone() };
        refused(at.processed("send", send).await, &Refusal::LetterNotSo);
        let unsigned = Process { signer: String::new(), ..guide.clone() };
        refused(at.processed("unsigned", unsigned).await, &Refusal::Missing { field: "paper_signer" });
        at.processed("guide", guide.clone()).await.expect("it is guided");
        at.processed("guide", guide.clone()).await.expect("once by one key");
        assert_eq!((at.outcome(made.case).await.as_str(), at.waits().await), ("closed.guided", 1));
        refused(at.processed("again", guide.clone()).await, &Refusal::Conflict);
        // The same content comes again: its sender is not guided a second time.
        let register = Register { kind: Kind::Complaint, ..at.register("130") };
        let register =
            Register { entry: Entry { way: Some(LetterWay::Post), referrer: String::new(), ..entry() }, ..register };
        let again = at.act("new-130", RegisterRepeat { register, root: made.case }).await.expect("entered").registered;
        at.classify("130", again.letter, Kind::Complaint, Competence::Outside, &[]).await;
        let second = process_of(again.letter, Processing::Guide);
        refused(at.processed("second", second.clone()).await, &Refusal::GuidedBefore { on: day(HELD) });
        at.classify("131", again.letter, Kind::Complaint, Competence::Outside, &["guided_before"]).await;
        let file =
            Process { outcome: Processing::File, ground: "XLD28_1".to_owned(), by_word: true, told: None, ..second };
        at.processed("file", file).await.expect("it is filed away");
        assert_eq!(at.outcome(again.case).await, "closed.refused");
        // Taken back, its case goes on and it waits again.
        let (event, mut read) =
            (at.last_event(made.letter).await, at.house.desk.store.reader().await.expect("a reader"));
        let moved = at.stands(made.letter).await.processed.and_then(|(it, _)| it.case_event).expect("its case ended");
        assert!(process::find(&mut read, made.letter).await.expect("reads").is_some());
        drop(read);
        let reason = "Gõ nhầm đơn".to_owned();
        let alone = StrikeEvent { event: moved, reason: reason.clone() };
        refused(at.act("alone", alone).await, &Refusal::LaterStands);
        at.act("back", StrikeEvent { event, reason }).await.expect("it is taken back");
        assert_eq!(at.outcome(made.case).await, "received");
        assert_eq!(at.waits().await, 2);
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complaint_is_refused_only_on_a_ground_of_the_law_and_on_paper_and_one_that_lacks_something_is_completed() {
    both(async |_, store| {
        let at = Office::open(store).await;
        let made = at.classed("128", Kind::Complaint, LetterWay::Counter, Competence::Within).await;
        let refuse = process_of(made.letter, Processing::Refuse);
        refused(at.processed("bare", refuse.clone()).await, &Refusal::Missing { field: "letter_ground" });
        let other = Process { ground: "XLD28_1".to_owned(), ..refuse.clone() };
        refused(at.processed("other", other).await, &Refusal::NotAChoice { field: "letter_ground" });
        let refuse = Process { ground: "KN11_6".to_owned(), ..refuse };
        let word = Process { by_word: true, ..refuse.clone() };
        refused(at.processed("word", word).await, &Refusal::NotAChoice { field: "letter_by_word" });
        let early = Process { happened_on: day("2026-09-01"), ..refuse.clone() };
        refused(at.processed("early", early).await, &Refusal::HappenedBefore { earliest: day(HELD) });
        at.processed("refuse", refuse).await.expect("it is refused");
        assert_eq!(at.outcome(made.case).await, "closed.refused");
        // What came of it came of a letter of that class.
        let seen = at.stands(made.letter).await.classed_by;
        let anew = Classify {
            letter: made.letter,
            seen,
            kind: Kind::Feedback,
            mixed: false,
            lacks: Vec::new(),
            competence: Competence::Within,
            sphere: Sphere::Administrative,
            people: 1,
            representatives: None,
        };
        refused(at.act("anew", anew).await, &Refusal::LaterStands);
        let lacking = at.classed("129", Kind::Complaint, LetterWay::Post, Competence::Within).await;
        at.classify("lacks", lacking.letter, Kind::Complaint, Competence::Within, &["signature"]).await;
        let complete = Process { by_word: true, ..process_of(lacking.letter, Processing::Complete) };
        at.processed("complete", complete).await.expect("its sender is asked");
        assert_eq!((at.outcome(lacking.case).await.as_str(), at.waits().await), ("received", 1), "it waits on");
        at.classify("whole", lacking.letter, Kind::Complaint, Competence::Within, &[]).await;
        let seen = at.stands(lacking.letter).await.processed_by;
        let accept = Process { seen, ..process_of(lacking.letter, Processing::Accept) };
        at.processed("accept", accept).await.expect("it is taken up");
        assert_eq!((at.outcome(lacking.case).await.as_str(), at.waits().await), ("received", 0));
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recommendation_for_another_body_is_sent_on_and_a_complaint_that_was_referred_goes_back() {
    both(async |_, store| {
        let at = Office::open(store).await;
        let made = at.classed("128", Kind::Recommendation, LetterWay::Post, Competence::Outside).await;
        let send = process_of(made.letter, Processing::Transfer);
        refused(at.processed("nowhere", send.clone()).await, &Refusal::Missing { field: "receiver" });
        let to = Some(at.house.power);
        at.processed("send", Process { to, ..send }).await.expect("it is sent on");
        assert!(at.stands(made.letter).await.processed.is_some_and(|(it, _)| it.case_event.is_some()));
        let event = at.last_event(made.letter).await;
        at.act("back", StrikeEvent { event, reason: "Gõ nhầm".to_owned() }).await.expect("it is taken back");
        assert_eq!(at.waits().await, 1);
        let referred = at.classed("129", Kind::Complaint, LetterWay::Front, Competence::Outside).await;
        let guide = process_of(referred.letter, Processing::Guide);
        refused(at.processed("guide", guide.clone()).await, &Refusal::LetterNotSo);
        at.processed("return", Process { outcome: Processing::Return, ..guide }).await.expect("it goes back");
        assert_eq!(at.outcome(referred.case).await, "closed.guided");
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_of_a_letter_is_said_once_and_taken_back_whole_with_its_case() {
    both(async |_, store| {
        let at = Office::open(store).await;
        let made = at.classed("128", Kind::Complaint, LetterWay::Post, Competence::Outside).await;
        // It came a second time while it waited: the same content, no matter of somebody else.
        let entry = Entry { way: Some(LetterWay::Post), referrer: String::new(), ..entry() };
        let register = Register { kind: Kind::Complaint, entry, ..at.register("129") };
        at.act("new-129", RegisterRepeat { register, root: made.case }).await.expect("it is entered");
        // A ground that nobody asked for is not that of the end.
        let guide = Process { ground: "XLD28_1".to_owned(), ..process_of(made.letter, Processing::Guide) };
        at.processed("guide", guide).await.expect("it is guided");
        assert_eq!((at.outcome(made.case).await.as_str(), at.waits().await), ("closed.guided", 0));
        let processed = at.stands(made.letter).await.processed.expect("it is processed").0;
        let (ended, told) = (processed.case_event.expect("its case ended"), processed.told_event.expect("it was told"));
        let mut read = at.house.desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Case, made.case).await.expect("reads");
        let end = events.iter().find(|known| known.id == ended).map(|known| &known.event);
        let Some(Event::Case(CaseEvent::Ended { code: None, words: Some(words), .. })) = end else {
            panic!("it ended without a code: {end:?}")
        };
        let row =
            read.row("SELECT body FROM texts WHERE id = $1", &[store::Value::Int(words.id)]).await.expect("reads");
        let basis: String = row.expect("a text").get(0).expect("words");
        assert!(
            basis.contains("07/2014") && !basis.contains("Gửi"),
            "the article, and no words of the letter: {basis}"
        );
        drop(read);
        let (reason, happened_on) = ("Gõ nhầm".to_owned(), day(HELD));
        let moved = Correct { event: ended, happened_on, reason: reason.clone() };
        refused(at.act("moved", moved).await, &Refusal::LaterStands);
        let event = at.last_event(made.letter).await;
        at.act("back", StrikeEvent { event, reason: reason.clone() }).await.expect("it is taken back");
        assert_eq!((at.outcome(made.case).await.as_str(), at.waits().await), ("received", 1));
        let mut read = at.house.desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Case, made.case).await.expect("reads");
        drop(read);
        assert!(domain::correction::struck_by(&events, told).is_some(), "nor was its sender told");
        let struck = events.iter().find(|known| matches!(known.event, Event::Struck { of, .. } if of == ended));
        let again = StrikeEvent { event: struck.expect("its end was struck").id, reason };
        refused(at.act("again", again).await, &Refusal::LaterStands);
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_up_or_filed_away_needs_no_paper() {
    both(async |_, store| {
        let at = Office::open(store).await;
        let made = at.classed("128", Kind::Recommendation, LetterWay::Post, Competence::Within).await;
        let bare = |letter, outcome| Process {
            number: String::new(),
            signer: String::new(),
            told: None,
            ..process_of(letter, outcome)
        };
        at.processed("accept", bare(made.letter, Processing::Accept)).await.expect("it is taken up");
        let made = at.classed("129", Kind::Complaint, LetterWay::Post, Competence::Within).await;
        at.classify("lacks", made.letter, Kind::Complaint, Competence::Within, &["signature"]).await;
        let file = Process { ground: "XLD28_1".to_owned(), ..bare(made.letter, Processing::File) };
        at.processed("file", file).await.expect("it is filed away");
        assert_eq!((at.outcome(made.case).await.as_str(), at.waits().await), ("closed.refused", 0));
        at.agrees().await;
    })
    .await;
}
