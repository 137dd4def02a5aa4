//! Rounds of gathering: asked for, typed, sent, and what becomes of what was gathered; who reads its words until then.

mod noticed;
mod sent;
mod survey;
mod walls;

use acts::gathering::{Add, Ask, Close, CorrectOpening, ForDialogue, Open, Send, SetThemes, ThemeTyped, Typed};
use acts::{Act, By, Stop};
use domain::event::Kind;
use domain::permission::Role;
use domain::refusal::Refusal;
use store::Store;
use store::gathering::opinion::OpinionRow;
use store::gathering::{self, RoundRow, RoundThemeRow};

use crate::desk::day;
use crate::desk::handled::House;

#[track_caller]
fn refused<T: std::fmt::Debug>(answer: Result<T, Stop>, expected: &Refusal) {
    match answer {
        Err(Stop::Refused(refusal)) => assert_eq!(refusal, *expected),
        other => panic!("{expected:?}: {other:?}"),
    }
}

/// A commune whose Front has an account of its own, and a round that it opened for the dialogue.
struct Gathered {
    house: House,
    front: By,
    round: i64,
}

fn typed(words: &str) -> Typed {
    Typed {
        words: words.to_owned(),
        no_denunciation: false,
        territory: None,
        field: "05".to_owned(),
        kind: Kind::Recommendation,
        noted: false,
        pressing: false,
        people: Some(12),
        brought: "Chi hội Nông dân thôn Bến Sen".to_owned(),
        theme: None,
        root: None,
    }
}

impl Gathered {
    async fn open(store: Store) -> Self {
        let house = House::open(store).await;
        let front = house.colleague("front.own", house.front, Role::Front).await;
        let mut gathered = Self { house, front, round: 0 };
        let open = gathered.opening();
        gathered.round = gathered.front("open", open).await.expect("it is opened");
        gathered
    }

    fn opening(&self) -> Open {
        Open {
            round: None,
            gatherer: self.house.front,
            dialogue: Some(ForDialogue::Announced(self.house.desk.dialogue)),
            happened_on: day("2026-09-01"),
        }
    }

    async fn front<A: Act>(&self, key: &str, act: A) -> Result<A::Answer, Stop> {
        Ok(self.house.desk.office.act(self.front, key, act).await?.answer)
    }

    async fn add(&self, key: &str, opinions: Vec<Typed>) -> Result<(), Stop> {
        self.front(key, Add { round: self.round, opinions, happened_on: day("2026-09-02") }).await
    }

    async fn themes(&self, titles: &[&str]) -> Vec<i64> {
        let themes = titles.iter().map(|title| ThemeTyped { theme: None, title: (*title).to_owned() }).collect();
        self.front("themes", SetThemes { round: self.round, themes }).await.expect("they are set");
        self.shown_themes().await.iter().map(|theme| theme.id).collect()
    }

    async fn sending(&self) -> Send {
        Send {
            round: self.round,
            version: self.row().await.version,
            number: "31/TH-MTTQ".to_owned(),
            signer: "Chủ tịch Mặt trận".to_owned(),
            happened_on: day("2026-09-05"),
        }
    }

    async fn send(&self, key: &str) -> Result<(), Stop> {
        let send = self.sending().await;
        self.front(key, send).await
    }

    async fn row(&self) -> RoundRow {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        gathering::find(&mut read, self.round).await.expect("reads").expect("is there")
    }

    async fn shown_themes(&self) -> Vec<RoundThemeRow> {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        gathering::themes(&mut read, self.round).await.expect("reads")
    }

    async fn opinions(&self) -> Vec<OpinionRow> {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        gathering::opinion::of_round(&mut read, self.round, day("2026-12-30")).await.expect("reads")
    }

    /// Numbers of submissions and of cases.
    async fn counted(&self) -> (i64, i64) {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        let mut count = async |sql: &str| -> i64 {
            let row = store::Read::row(&mut read, sql, &[]).await.expect("reads").expect("a count");
            row.get(0).expect("a number")
        };
        (count("SELECT count(*) FROM submissions").await, count("SELECT count(*) FROM cases").await)
    }

    fn asking(&self) -> Ask {
        Ask {
            gatherer: self.house.front,
            dialogue: ForDialogue::Announced(self.house.desk.dialogue),
            by_on: Some(day("2026-09-08")),
            document: "12/UBND".to_owned(),
            happened_on: day("2026-08-20"),
        }
    }

    fn closing(&self, again: bool) -> Close {
        Close { round: self.round, again, happened_on: day("2026-09-04") }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_denunciation_comes_into_a_round_and_what_only_mentions_one_is_said_to_be_none() {
    crate::support::both(async |_, store| {
        let at = Gathered::open(store).await;
        let looks = Refusal::LooksLikeDenunciation { field: "words" };
        let passing = "Đề nghị trả lời đơn tố cáo gửi năm ngoái.";
        let both = vec![typed("Nước đục."), typed("Dân tố cáo trưởng thôn bớt tiền.")];
        refused(at.add("k", both).await, &looks);
        assert!(at.opinions().await.is_empty(), "it is refused whole");
        at.add("k", vec![Typed { no_denunciation: true, ..typed(passing) }]).await.expect("typed");
        let opinion = at.opinions().await[0].id;
        let revise = |typed| acts::gathering::Revise { round: at.round, opinion, typed };
        refused(at.front("r", revise(typed("Tố giác trưởng thôn."))).await, &looks);
        at.front("r", revise(Typed { no_denunciation: true, ..typed(passing) })).await.expect("it is typed anew");
        let mut read = at.house.desk.store.reader().await.expect("a reader");
        let events = store::event::timeline(&mut read, domain::event::Subject::Gathering, at.round).await;
        let is_held = |row: &&store::event::EventRow| row.recorded.event.act() == "gathering.held_no_denunciation";
        assert_eq!(events.expect("reads").iter().filter(is_held).count(), 2);
        drop(read);
        at.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_that_was_opened_earlier_than_recorded_is_corrected_and_takes_what_was_said_before() {
    crate::support::both(async |_, store| {
        let at = Gathered::open(store).await;
        let said = |on: &str| Add { round: at.round, opinions: vec![typed("Nước đục.")], happened_on: day(on) };
        refused(at.front("before", said("2026-08-31")).await, &Refusal::RoundOpenedLater { opened: day("2026-09-01") });
        let opening = |on: &str, reason: &str| CorrectOpening {
            round: at.round,
            happened_on: day(on),
            reason: reason.to_owned(),
        };
        refused(at.front("no reason", opening("2026-08-25", " ")).await, &Refusal::Missing { field: "reason" });
        at.front("correct", opening("2026-08-25", "Theo kế hoạch của Mặt trận")).await.expect("it is corrected");
        assert_eq!(at.row().await.opened_on, Some(day("2026-08-25")));
        at.front("before again", said("2026-08-31")).await.expect("it is typed");
        let late = Refusal::TooLate { field: "happened_on", latest: day("2026-08-31") };
        refused(at.front("late", opening("2026-09-02", "Nhầm")).await, &late);
        at.front("once more", opening("2026-08-31", "Theo sổ")).await.expect("a correction is corrected in turn");
        assert_eq!(at.row().await.opened_on, Some(day("2026-08-31")));
        at.send("send").await.expect("it is sent");
        refused(at.front("sent", opening("2026-08-20", "Theo sổ")).await, &Refusal::RoundNotOpen);
        at.house.desk.verify().await;
    })
    .await;
}
