//! What of a survey is kept from everybody, what tells whose a sheet is, and forms that are sent beside or twice.

use acts::gathering::StrikeOpinion;
use acts::survey::{AddQuestion, AddSheets, DropQuestion, KeepWords, SheetTyped};
use domain::event::{Event, GatheringEvent, Subject};
use domain::refusal::Refusal;
use domain::survey::{FEWEST_SHOWN, QuestionKind};
use store::survey::sheet::{self, WordsRow};

use super::{Surveyed, asked, describing, refused};
use crate::support::both;

const SAID: &str = "Nước đục ba tháng nay.";

impl Surveyed {
    async fn words(&self, sheet: i64) -> WordsRow {
        let mut read = self.at.house.desk.store.reader().await.expect("a reader");
        let row = sheet::words_of(&mut read, sheet, self.questions[2].id).await.expect("reads");
        row.expect("the answer is there")
    }

    async fn keep(&self, key: &str, sheet: i64) -> Result<(), acts::Stop> {
        let keep = KeepWords { round: self.at.round, sheet, question: self.questions[2].id };
        self.at.front(key, keep).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn words_on_a_sheet_are_kept_from_everybody_and_their_opinion_leaves_the_round() {
    both(async |_, store| {
        let at = Surveyed::draft(store, 10).await;
        at.add("1", vec![at.sheet(0, &[0], SAID)]).await.expect("typed");
        let sheet = at.sheets().await[0].id;
        at.at.front("take", at.take(sheet)).await.expect("taken");
        at.keep("keep", sheet).await.expect("kept");
        refused(at.keep("again", sheet).await, &Refusal::WordsWithheld);
        refused(at.at.front("take again", at.take(sheet)).await, &Refusal::WordsWithheld);
        assert_eq!(at.words(sheet).await.words, None);
        assert!(at.at.opinions().await[0].struck, "it is not gathered");
        assert_eq!(at.summed().await.valid[&at.questions[2].id], 1, "the sheet counts");
        at.at.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_on_a_sheet_are_kept_from_everybody_after_the_synthesis_was_sent() {
    both(async |_, store| {
        let at = Surveyed::draft(store, 10).await;
        at.add("1", vec![at.sheet(0, &[0], SAID)]).await.expect("typed");
        let sheet = at.sheets().await[0].id;
        at.at.front("take", at.take(sheet)).await.expect("taken");
        at.at.send("send").await.expect("sent");
        assert_eq!(at.at.opinions().await[0].words.as_deref(), Some(SAID));
        at.keep("keep", sheet).await.expect("kept");
        assert_eq!(at.words(sheet).await.words, None);
        assert_eq!(at.at.opinions().await[0].words, None, "what was raised with them is kept too");
        at.at.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opinion_that_was_taken_from_a_sheet_is_one_text_with_it() {
    both(async |_, store| {
        let at = Surveyed::draft(store, 10).await;
        at.add("1", vec![at.sheet(0, &[0], SAID)]).await.expect("typed");
        let sheet = at.sheets().await[0].id;
        at.at.front("take", at.take(sheet)).await.expect("taken");
        let mut read = at.at.house.desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Gathering, at.at.round).await.expect("reads");
        drop(read);
        let texts = events.iter().filter_map(|event| match &event.event {
            Event::Gathering(GatheringEvent::OpinionAdded { opinion }) => Some(opinion.text.id),
            _ => None,
        });
        assert_eq!(texts.collect::<Vec<_>>(), [at.words(sheet).await.text]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opinion_says_the_village_of_its_sheet_only_where_that_tells_nobody() {
    both(async |_, store| {
        let at = Surveyed::draft(store, 10).await;
        let village = Some(at.at.house.desk.village);
        let of_village = || SheetTyped { territory: village, ..at.sheet(0, &[0], SAID) };
        at.add("1", vec![of_village()]).await.expect("typed");
        let first = at.sheets().await[0].id;
        at.at.front("few", at.take(first)).await.expect("taken");
        at.add("rest", (1..FEWEST_SHOWN).map(|_| of_village()).collect()).await.expect("typed");
        let second = at.sheets().await[0].id;
        at.at.front("enough", at.take(second)).await.expect("taken");
        let places: Vec<bool> = at.at.opinions().await.iter().map(|it| Some(it.place.0) == village).collect();
        assert_eq!(places, [false, true]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_whose_opinion_was_struck_are_no_opinion_any_more() {
    both(async |_, store| {
        let at = Surveyed::draft(store, 10).await;
        at.add("1", vec![at.sheet(0, &[0], SAID)]).await.expect("typed");
        let sheet = at.sheets().await[0].id;
        at.at.front("take", at.take(sheet)).await.expect("taken");
        assert_eq!(at.words(sheet).await.opinion, Some(1));
        let out = StrikeOpinion { round: at.at.round, opinion: at.at.opinions().await[0].id };
        at.at.front("out", out).await.expect("struck");
        assert_eq!(at.words(sheet).await.opinion, None);
        at.at.front("take again", at.take(sheet)).await.expect("taken again");
        assert_eq!(at.words(sheet).await.opinion, Some(2));
        at.at.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_survey_is_described_while_its_sheets_are_typed() {
    both(async |_, store| {
        let at = Surveyed::draft(store, 10).await;
        let shown = at.row().await.version;
        at.add("1", vec![at.sheet(0, &[0], "")]).await.expect("typed");
        at.at.front("more", describing(at.at.round, shown, 20)).await.expect("typing a sheet is no conflict");
        at.at.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_types_sheets_is_answered_which_they_are() {
    both(async |_, store| {
        let at = Surveyed::draft(store, 10).await;
        let add = || AddSheets { round: at.at.round, sheets: vec![at.sheet(0, &[0], ""), at.sheet(1, &[], "")] };
        let made = at.at.front("two", add()).await.expect("typed");
        assert_eq!(at.at.front("two", add()).await.expect("the same key"), made);
        at.add("other", vec![at.sheet(0, &[0], "")]).await.expect("typed");
        let mut read = at.at.house.desk.store.reader().await.expect("a reader");
        for (made, no) in made.iter().zip(1..) {
            assert_eq!(sheet::number(&mut read, at.at.round, *made).await.expect("reads"), Some(no));
        }
        drop(read);
        at.at.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_is_sent_twice_is_added_once_and_dropped_once() {
    both(async |_, store| {
        let at = Surveyed::draft(store, 10).await;
        let (round, version) = (at.at.round, at.row().await.version);
        let question = || asked("Khác?", QuestionKind::One, &["Có", "Không"]);
        let add = || AddQuestion { round, version, question: question(), place: Some(1) };
        at.at.front("add", add()).await.expect("added");
        at.at.front("add", add()).await.expect("the same key is the same question");
        let shown = at.shown().await;
        assert_eq!(shown[1..], at.questions[..], "those that were there are the same, behind it");
        refused(at.at.front("old page", add()).await, &Refusal::Conflict);
        let drop = || DropQuestion { round, version: version + 1, question: shown[0].id };
        at.at.front("drop", drop()).await.expect("dropped");
        at.at.front("drop", drop()).await.expect("the same key again");
        assert_eq!(at.shown().await, at.questions);
        at.at.house.desk.verify().await;
    })
    .await;
}
