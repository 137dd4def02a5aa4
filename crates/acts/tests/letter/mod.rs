//! Letters: what the book says of one, its number, its originals, its scans; one that is kept from everybody, one that is taken out.

mod beside;
mod classed;
mod complained;
mod later;
mod processed;
mod taken_out;

use acts::event::{Correct, Strike as StrikeEvent};
use acts::letter::scan::{AddScans, OpenScan, keep};
use acts::letter::{Describe, Entry, Register, Registered, ReturnOriginals, Withhold};
use acts::notice::SetSeries;
use acts::{Act, Stop};
use domain::day::Day;
use domain::event::{Kind, Subject};
use domain::letter::LetterWay;
use domain::notice::{NumberMode, NumberRuns, Series};
use domain::permission::{Act as Right, Role};
use domain::refusal::Refusal;
use store::grant::{Of, may};
use store::letter::list::{LetterLine, Which};
use store::letter::{LetterRow, Said, list, scan};
use store::{Store, letter, search};

use crate::desk::handled::House;
use crate::desk::{HELD, day};
use crate::support::both;

/// Words that stand nowhere else.
const WORDS: &str = "Ranh giới đất nhà Quách chưa rõ";

struct Office {
    house: House,
}

impl Office {
    async fn open(store: Store) -> Self {
        Self { house: House::open(store).await }
    }

    async fn act<A: Act>(&self, key: &str, act: A) -> Result<A::Answer, Stop> {
        self.house.desk.act(key, act).await
    }

    fn register(&self, number: &str) -> Register {
        Register {
            organisation: self.house.desk.by.organisation,
            series: "Sổ tiếp nhận đơn".to_owned(),
            number: number.to_owned(),
            received_on: day(HELD),
            words: WORDS.to_owned(),
            no_denunciation: false,
            name: "Ông Cao Văn Canari".to_owned(),
            contact: String::new(),
            address: String::new(),
            territory: Some(self.house.desk.village),
            field: "01".to_owned(),
            kind: Kind::Complaint,
            entry: entry(),
        }
    }

    async fn registered(&self, number: &str) -> Registered {
        self.act(&format!("new-{number}"), self.register(number)).await.expect("it is entered")
    }

    async fn row(&self, id: i64) -> LetterRow {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        letter::find(&mut read, id).await.expect("reads").expect("is there")
    }

    async fn said(&self, id: i64) -> Said {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        letter::said(&mut read, id).await.expect("reads").expect("is there")
    }

    async fn listed(&self, which: &Which) -> Vec<LetterLine> {
        let desk = &self.house.desk;
        let mut read = desk.store.reader().await.expect("a reader");
        let of = Of::Organisation(desk.by.organisation);
        let (grant, _) = may(&mut read, desk.by, Right::CaseRead, of).await.expect("a grant");
        list::page(&mut read, &grant, which, None, 9).await.expect("reads").rows
    }

    async fn last_event(&self, id: i64) -> i64 {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Letter, id).await.expect("reads");
        events.last().expect("it has a history").id
    }

    /// The event by which the book says what it says of a letter.
    async fn entered_by(&self, id: i64) -> i64 {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Letter, id).await.expect("reads");
        domain::letter::Letter::by(&events).expect("it has a history").entered_by
    }

    async fn last_act(&self, id: i64) -> &'static str {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Letter, id).await.expect("reads");
        events.last().expect("it has a history").event.act()
    }

    async fn found(&self) -> usize {
        let desk = &self.house.desk;
        let mut read = desk.store.reader().await.expect("a reader");
        search::find(&mut read, &[desk.by.organisation], "dat nha quach").await.expect("reads").len()
    }

    async fn agrees(&self) {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        let verified = store::history::verify(&mut read).await.expect("reads");
        assert_eq!(verified.problems, Vec::<String>::new());
    }
}

fn entry() -> Entry {
    Entry {
        way: Some(LetterWay::Front),
        referrer: "Ủy ban Mặt trận xã".to_owned(),
        dated_on: Some(day("2026-09-01")),
        file: "Hồ sơ 12".to_owned(),
        archive_box: "Hộp 3".to_owned(),
        originals: "01 Giấy chứng nhận".to_owned(),
    }
}

#[track_caller]
fn refused<T: std::fmt::Debug>(answer: Result<T, Stop>, expected: &Refusal) {
    match answer {
        Err(Stop::Refused(refusal)) => assert_eq!(refusal, *expected),
        other => panic!("{expected:?}: {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_book_says_of_a_letter_by_which_way_it_came_and_where_it_lies_and_can_be_mended() {
    both(async |_, store| {
        let at = Office::open(store).await;
        let made = at.registered("128").await;
        let said = at.said(made.letter).await;
        assert_eq!(at.row(made.letter).await.way, "front");
        assert_eq!(said.referrer.as_deref(), Some("Ủy ban Mặt trận xã"));
        assert_eq!((said.file.as_deref(), said.archive_box.as_deref()), (Some("Hồ sơ 12"), Some("Hộp 3")));
        let nobody = Register { entry: Entry { referrer: String::new(), ..entry() }, ..at.register("1") };
        refused(at.act("nobody", nobody).await, &Refusal::Missing { field: "referrer" });
        let later = Entry { dated_on: Some(day("2026-09-12")), ..entry() };
        let behind = Refusal::TooLate { field: "letter_dated", latest: day(HELD) };
        refused(at.act("later", Register { entry: later, ..at.register("2") }).await, &behind);
        let mended = Describe {
            letter: made.letter,
            seen: at.last_event(made.letter).await,
            series: "Sổ đơn 2026".to_owned(),
            number: "129".to_owned(),
            entry: Entry { way: Some(LetterWay::Post), archive_box: "Hộp 4".to_owned(), ..entry() },
        };
        // Who sent it on is not dropped without a word where the way names nobody.
        refused(at.act("way", mended.clone()).await, &Refusal::NotAChoice { field: "letter_way" });
        let noway = Describe { entry: Entry { way: None, ..entry() }, ..mended.clone() };
        refused(at.act("no-way", noway).await, &Refusal::Missing { field: "letter_way" });
        let mended = Describe { entry: Entry { referrer: String::new(), ..mended.entry }, ..mended };
        at.act("mend", mended).await.expect("the book is mended");
        let (row, said) = (at.row(made.letter).await, at.said(made.letter).await);
        assert_eq!((row.way.as_str(), row.number.as_str()), ("post", "129"));
        assert_eq!((said.referrer, said.archive_box.as_deref()), (None, Some("Hộp 4")), "nobody sent it on");
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_says_so_gets_the_next_number_of_the_year_for_its_letters_and_a_typed_one_stays() {
    both(async |_, store| {
        let at = Office::open(store).await;
        let none = at.act("none", at.register("")).await.expect("entered").letter;
        assert_eq!(at.row(none).await.number, "");
        let numbers = SetSeries {
            organisation: at.house.desk.by.organisation,
            series: Series::Incoming,
            mode: NumberMode::Internal,
            runs: NumberRuns::Year,
            next: 41,
            happened_on: day(HELD),
        };
        let office = at.house.colleague("van.phong", at.house.desk.by.organisation, Role::Office).await;
        at.house.desk.office.act(office, "numbers", numbers).await.expect("it draws");
        let first = at.act("a", at.register("")).await.expect("entered").letter;
        let second = at.act("b", at.register("")).await.expect("entered").letter;
        let typed = at.act("c", at.register("7a")).await.expect("entered").letter;
        let numbers = [at.row(first).await.number, at.row(second).await.number, at.row(typed).await.number];
        assert_eq!(numbers, ["41", "42", "7a"]);
        let seen = at.last_event(first).await;
        let other = Describe { letter: first, seen, series: String::new(), number: "50".to_owned(), entry: entry() };
        refused(at.act("other", other.clone()).await, &Refusal::NotAChoice { field: "number" });
        at.act("same", Describe { number: "41".to_owned(), ..other.clone() }).await.expect("it keeps its number");
        let boxed = Describe { letter: none, seen: at.last_event(none).await, number: String::new(), ..other };
        at.act("boxed", boxed).await.expect("its box is noted");
        assert_eq!(at.row(none).await.number, "", "noting where it lies draws no number");
        // What was written down from the book on paper is drawn for no other letter, and found in whatever book it stands.
        at.act("d", at.register("43")).await.expect("entered");
        at.act("e", Register { series: "Sổ khác".to_owned(), ..at.register("44") }).await.expect("entered");
        let next = at.act("f", at.register("")).await.expect("entered").letter;
        assert_eq!(at.row(next).await.number, "45");
        // A letter of last year comes after the first number of this year.
        let old =
            Register { received_on: day("2025-12-31"), territory: None, entry: Entry::default(), ..at.register("") };
        refused(at.act("old", old.clone()).await, &Refusal::Missing { field: "number" });
        let old = at.act("old-typed", Register { number: "311".to_owned(), ..old }).await.expect("entered").letter;
        assert_eq!(at.row(old).await.number, "311");
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn originals_are_given_back_once_on_a_day_after_their_letter_to_somebody_named() {
    both(async |_, store| {
        let at = Office::open(store).await;
        let made = at.registered("128").await;
        let give =
            |on: Day| ReturnOriginals {
                letter: made.letter, receiver: "Người gửi đơn".to_owned(), happened_on: on
            };
        let earliest = day(HELD);
        refused(at.act("early", give(day("2026-09-10"))).await, &Refusal::HappenedBefore { earliest });
        let nobody = ReturnOriginals { receiver: String::new(), ..give(earliest) };
        refused(at.act("nobody", nobody).await, &Refusal::Missing { field: "originals_receiver" });
        at.act("give", give(earliest)).await.expect("given back");
        refused(at.act("twice", give(earliest)).await, &Refusal::AlreadyDone);
        assert_eq!(at.said(made.letter).await.returned, Some((earliest, Some("Người gửi đơn".to_owned()))));
        let none = Describe {
            letter: made.letter,
            seen: at.entered_by(made.letter).await,
            series: String::new(),
            number: "128".to_owned(),
            entry: Entry { originals: String::new(), ..entry() },
        };
        refused(at.act("none", none).await, &Refusal::LaterStands);
        let event = at.last_event(made.letter).await;
        let before = Correct { event, happened_on: day("2026-09-10"), reason: "Gõ nhầm".to_owned() };
        refused(at.act("before", before).await, &Refusal::HappenedBefore { earliest });
        at.act("strike", StrikeEvent { event, reason: "Nhầm đơn".to_owned() }).await.expect("it was another letter");
        assert_eq!(at.said(made.letter).await.returned, None);
        at.agrees().await;
        let without = Register { entry: Entry::default(), ..at.register("130") };
        let without = at.act("without", without).await.expect("entered").letter;
        let give = ReturnOriginals { letter: without, ..give(earliest) };
        refused(at.act("nothing", give).await, &Refusal::Missing { field: "originals" });
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scan_of_a_letter_is_opened_by_who_may_open_identities_and_every_opening_stands() {
    both(async |_, store| {
        let at = Office::open(store).await;
        let made = at.registered("128").await;
        let desk = &at.house.desk;
        let pdf = b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\nstartxref\n9\n%%EOF\n".to_vec();
        let file = keep(&desk.office, desk.by, made.letter, pdf.clone()).await.expect("it is kept");
        let scans = at.act("scans", AddScans { letter: made.letter, files: vec![file] }).await.expect("laid down");
        at.act("open", OpenScan { scan: scans[0] }).await.expect("opened");
        at.agrees().await;
        {
            let mut read = desk.store.reader().await.expect("a reader");
            let events = store::event::history(&mut read, Subject::Letter, made.letter).await.expect("reads");
            assert_eq!(events.last().map(|it| it.event.act()), Some("letter.scan_opened"));
            let of = Of::Submission(made.submission);
            let (grant, _) = may(&mut read, desk.by, Right::CaseReadIdentity, of).await.expect("a grant");
            let read_by = scan::bytes(&mut read, &grant, made.letter, scans[0]).await.expect("reads");
            assert_eq!(read_by, Some(("application/pdf".to_owned(), pdf)));
            let (grant, _) = may(&mut read, desk.by, Right::CaseRead, of).await.expect("a grant");
            assert_eq!(scan::bytes(&mut read, &grant, made.letter, scans[0]).await.expect("reads"), None);
        }
        at.act("hold", Withhold { letter: made.letter }).await.expect("kept");
        refused(at.act("open-2", OpenScan { scan: scans[0] }).await, &Refusal::WordsWithheld);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_of_letters_is_asked_by_year_way_kind_and_outcome() {
    both(async |_, store| {
        let at = Office::open(store).await;
        at.registered("1").await;
        let post = Register {
            entry: Entry { way: Some(LetterWay::Post), ..Entry::default() },
            kind: Kind::Feedback,
            // The villages of the test are there since later.
            territory: None,
            received_on: day("2025-12-30"),
            ..at.register("2")
        };
        at.act("post", post).await.expect("entered");
        let all = Which::default();
        for (which, expected) in [
            (all.clone(), vec!["1", "2"]),
            (Which { year: Some(2025), ..all.clone() }, vec!["2"]),
            (Which { way: Some(LetterWay::Front), ..all.clone() }, vec!["1"]),
            (Which { kind: Some(Kind::Feedback), ..all.clone() }, vec!["2"]),
            (Which { outcome: "not_taken_up".to_owned(), ..all.clone() }, vec!["1", "2"]),
            (Which { outcome: "resolved".to_owned(), ..all.clone() }, vec![]),
            (Which { number: "2".to_owned(), ..all.clone() }, vec!["2"]),
            (Which { number: "12".to_owned(), ..all.clone() }, vec![]),
        ] {
            let listed = at.listed(&which).await;
            assert_eq!(listed.iter().map(|it| it.number.as_str()).collect::<Vec<_>>(), expected, "{which:?}");
        }
        let desk = &at.house.desk;
        let mut read = desk.store.reader().await.expect("a reader");
        let of = Of::Organisation(desk.by.organisation);
        let (grant, _) = may(&mut read, desk.by, Right::CaseRead, of).await.expect("a grant");
        assert_eq!(list::years(&mut read, &grant).await.expect("reads"), [2026, 2025]);
        let numbered = search::numbered(&mut read, &grant, "1").await.expect("reads");
        assert_eq!(numbered.first().map(|it| it.what.as_str()), Some("case"), "its number is the first that is found");
    })
    .await;
}
