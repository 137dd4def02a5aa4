//! Marks that are set later, the pages of the desk's list, and neutral titles.

use acts::submission::{Mark, Raise, Release, Revise, SetMark, Strike, Withdraw};
use domain::event::Subject;
use domain::permission::Role;
use domain::refusal::Refusal;
use store::dialogue::released;
use store::submission::{Filter, counts, page_at_desk};

use super::super::handled::House;
use super::super::{Desk, SpotResult};
use super::{refused, stranger};
use crate::support::both;

impl Desk {
    async fn mark(&self, key: &str, submission: i64, mark: Mark, version: i64) -> Result<(), acts::Stop> {
        self.act(key, SetMark { submission, mark, version }).await
    }

    async fn titles(&self) -> Vec<String> {
        let mut read = self.store.reader().await.expect("a reader");
        released(&mut read, self.dialogue).await.expect("reads").into_iter().map(|row| row.title).collect()
    }

    async fn release(&self, key: &str, submission: i64, title: &str) -> Result<(), acts::Stop> {
        self.act(key, Release { submission, title: title.to_owned() }).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mark_is_set_later_and_taken_back_until_the_matter_is_answered() {
    both(async |_, store| {
        let house = House::open(store).await;
        let desk = &house.desk;
        let one = desk.raise("r").await;
        desk.mark("m1", one.submission, Mark::Conclusion, 1).await.expect("it is marked");
        assert_eq!(desk.row(one.submission).await.mark, "conclusion");
        desk.mark("m2", one.submission, Mark::Beyond, 1).await.expect("it is marked anew");
        desk.mark("m2", one.submission, Mark::Beyond, 1).await.expect("the same key is the same act");
        desk.mark("m3", one.submission, Mark::None, 1).await.expect("it is taken back");
        assert_eq!(desk.row(one.submission).await.mark, "");
        let stale = desk.mark("m4", one.submission, Mark::Beyond, 7).await;
        assert_eq!(refused(stale), Refusal::Conflict);
        let said = desk.mark("m5", one.submission, Mark::Answered, 1).await;
        assert_eq!(refused(said), Refusal::NotAChoice { field: "mark" }, "an answer has words");
        let foreign = stranger(&house, Role::Clerk).await;
        let act = SetMark { submission: one.submission, mark: Mark::Beyond, version: 1 };
        assert_eq!(refused(desk.office.act(foreign, "m6", act).await), Refusal::NotThere);
        desk.mark("m7", one.submission, Mark::Conclusion, 1).await.expect("it is marked");
        desk.answer("a", one.case, SpotResult::Done).await.expect("it is answered");
        assert_eq!(refused(desk.mark("m8", one.submission, Mark::None, 1).await), Refusal::AlreadyAnswered);
        let two = desk.raise("r2").await;
        desk.act("s", Strike { submission: two.submission, reason: "Gõ nhầm".to_owned() }).await.expect("struck");
        assert_eq!(refused(desk.mark("m9", two.submission, Mark::Beyond, 1).await), Refusal::AlreadyStruck);
        let acts = desk.acts(Subject::Submission, one.submission).await;
        assert_eq!(acts.iter().filter(|act| **act == "submission.marked").count(), 4);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_of_the_desk_has_as_many_rows_as_its_filters_say_over_its_pages() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        for at in 0..23 {
            let mark = match at % 4 {
                0 => Mark::None,
                1 => Mark::Conclusion,
                2 => Mark::Beyond,
                _ => Mark::Answered,
            };
            let answer = (mark == Mark::Answered).then(|| super::super::spoken(desk.term, SpotResult::Explained));
            let raise = Raise { mark, answer, ..desk.opinion(&format!("Việc {at}.")) };
            desk.act(&format!("r{at}"), raise).await.expect("it is raised");
        }
        let struck = desk.raise("x").await.submission;
        desk.act("s", Strike { submission: struck, reason: "Gõ nhầm".to_owned() }).await.expect("it is struck");
        let mut read = desk.store.reader().await.expect("a reader");
        let told = counts(&mut read, desk.session).await.expect("reads");
        assert_eq!((told.all, told.standing, told.last_turn), (24, 23, 24));
        for filter in Filter::ALL {
            let (mut n, mut before) = (0, None);
            loop {
                let page = page_at_desk(&mut read, desk.session, desk.by.account, filter, before, 5);
                let page = page.await.expect("reads");
                n += page.rows.len();
                assert!(page.rows.windows(2).all(|pair| pair[0].turn_no > pair[1].turn_no), "newest first");
                match page.rows.last() {
                    Some(last) if page.more => before = Some((last.turn_no, last.no)),
                    _ => break,
                }
            }
            assert_eq!(i64::try_from(n).expect("few"), told.of(filter), "{}", filter.as_str());
        }
        assert_eq!(told.standing, told.unmarked + told.answered + told.conclusion + told.beyond);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_hall_sees_a_neutral_title_that_names_nobody() {
    both(async |_, store| {
        let house = House::open(store).await;
        let desk = &house.desk;
        let one = desk.raise("r").await;
        assert_eq!(desk.titles().await, Vec::<String>::new(), "nothing is shown before it is released");
        let named = desk.release("t0", one.submission, "Bà Thị Sim hỏi về nước").await;
        assert_eq!(refused(named), Refusal::NamesThePerson { field: "title" });
        let empty = desk.release("t1", one.submission, " ").await;
        assert_eq!(refused(empty), Refusal::Missing { field: "title" });
        desk.release("t2", one.submission, "Nước sạch").await.expect("it is released");
        desk.release("t3", one.submission, "Nước sinh hoạt").await.expect("it is released anew");
        assert_eq!(desk.titles().await, ["Nước sinh hoạt"]);
        assert_eq!(desk.row(one.submission).await.title.as_deref(), Some("Nước sinh hoạt"));
        desk.act("w", Withdraw { submission: one.submission }).await.expect("it is taken back");
        assert_eq!(desk.titles().await, Vec::<String>::new());
        let again = desk.act("w2", Withdraw { submission: one.submission }).await;
        assert_eq!(refused(again), Refusal::AlreadyDone);
        desk.release("t4", one.submission, "Nước sạch").await.expect("it is released once more");
        let foreign = stranger(&house, Role::Clerk).await;
        let act = Release { submission: one.submission, title: "Khác".to_owned() };
        assert_eq!(refused(desk.office.act(foreign, "t5", act).await), Refusal::NotThere);
        desk.act("s", Strike { submission: one.submission, reason: "Gõ nhầm".to_owned() }).await.expect("struck");
        assert_eq!(desk.titles().await, Vec::<String>::new(), "what was struck is not shown");
        let late = desk.release("t6", one.submission, "Nước sạch").await;
        assert_eq!(refused(late), Refusal::AlreadyStruck);
        // Titles were typed: no event holds one.
        let mut read = desk.store.reader().await.expect("a reader");
        for event in store::event::history(&mut read, Subject::Submission, one.submission).await.expect("reads") {
            assert!(!event.event.data().contains("sạch"));
        }
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mark_and_a_new_version_of_the_words_do_not_hinder_each_other() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let one = desk.raise("r").await;
        desk.mark("m1", one.submission, Mark::Conclusion, 1).await.expect("it is marked");
        let revise = Revise {
            submission: one.submission,
            version: 1,
            words: "Nước rất đục.".to_owned(),
            no_denunciation: false,
            territory: Some(desk.village),
            field: "05".to_owned(),
            kind: None,
        };
        desk.act("v", revise).await.expect("marking made no version");
        assert_eq!(desk.row(one.submission).await.mark, "conclusion");
        let stale = desk.mark("m2", one.submission, Mark::Beyond, 1).await;
        assert_eq!(refused(stale), Refusal::Conflict, "who marks has read the words");
        desk.verify().await;
    })
    .await;
}
