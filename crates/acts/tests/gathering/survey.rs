//! The survey of a round: sheets typed one by one, sums counted by hand, words that become opinions.

mod kept;

use acts::survey::{
    AddSheets, AnswerTyped, Count, CountTyped, Describe, QuestionTyped, SetQuestions, SheetTyped, StrikeCount,
    StrikeSheet, TakeWords,
};
use acts::{By, Stop};
use domain::event::{Kind, Subject};
use domain::permission::Role;
use domain::refusal::Refusal;
use domain::survey::{MOST_SHEETS, MOST_SHEETS_AT_ONCE, PeopleGroup, QuestionKind};
use store::Store;
use store::survey::{self, QuestionRow, SurveyRow, sheet};

use super::{Gathered, refused};
use crate::desk::day;
use crate::support::both;

/// A round with a survey of three questions: one choice, several, and words.
struct Surveyed {
    at: Gathered,
    questions: Vec<QuestionRow>,
}

fn asked(words: &str, kind: QuestionKind, choices: &[&str]) -> QuestionTyped {
    let choices = choices.iter().map(|choice| (*choice).to_owned()).collect();
    QuestionTyped { words: words.to_owned(), kind, choices }
}

impl Surveyed {
    async fn draft(store: Store, handed_out: i64) -> Self {
        let at = Gathered::open(store).await;
        at.front("describe", describing(at.round, 0, handed_out)).await.expect("it is described");
        let questions = vec![
            asked("Ông/bà có hài lòng với nước sạch không?", QuestionKind::One, &["Có", "Không"]),
            asked("Việc nào cần làm trước?", QuestionKind::Several, &["Đường", "Nước", "Chợ"]),
            asked("Ý kiến khác", QuestionKind::Open, &[]),
        ];
        at.front("questions", SetQuestions { round: at.round, version: 1, questions }).await.expect("they are set");
        let mut surveyed = Self { at, questions: Vec::new() };
        surveyed.questions = surveyed.shown().await;
        surveyed
    }

    async fn shown(&self) -> Vec<QuestionRow> {
        let mut read = self.at.house.desk.store.reader().await.expect("a reader");
        survey::questions(&mut read, self.at.round).await.expect("reads")
    }

    async fn row(&self) -> SurveyRow {
        let mut read = self.at.house.desk.store.reader().await.expect("a reader");
        survey::find(&mut read, self.at.round).await.expect("reads").expect("is there")
    }

    fn choice(&self, question: usize, choice: usize) -> i64 {
        self.questions[question].choices[choice].0
    }

    /// A sheet with these choices of the first two questions, and these words.
    fn sheet(&self, one: usize, several: &[usize], words: &str) -> SheetTyped {
        let several = several.iter().map(|choice| self.choice(1, *choice)).collect();
        let answer = |at: usize, choices, words: &str| AnswerTyped {
            question: self.questions[at].id,
            choices,
            words: words.to_owned(),
        };
        SheetTyped {
            territory: None,
            group: Some(PeopleGroup::Farmers),
            answers: vec![
                answer(0, vec![self.choice(0, one)], ""),
                answer(1, several, ""),
                answer(2, Vec::new(), words),
            ],
            no_denunciation: false,
        }
    }

    async fn add(&self, key: &str, sheets: Vec<SheetTyped>) -> Result<(), Stop> {
        self.at.front(key, AddSheets { round: self.at.round, sheets }).await.map(|_| ())
    }

    fn count(&self, returned: i64, valid: i64, cells: &[i64], reason: &str) -> Count {
        let cells = cells.iter().enumerate().map(|(at, count)| (self.choice(0, at), *count)).collect();
        Count {
            round: self.at.round,
            question: self.questions[0].id,
            typed: CountTyped { returned, valid, cells },
            document: "12/BB-MTTQ".to_owned(),
            happened_on: day("2026-09-03"),
            reason: reason.to_owned(),
        }
    }

    fn take(&self, sheet: i64) -> TakeWords {
        TakeWords {
            round: self.at.round,
            sheet,
            question: self.questions[2].id,
            theme: None,
            field: "05".to_owned(),
            kind: Kind::Recommendation,
            no_denunciation: false,
        }
    }

    async fn sheets(&self) -> Vec<sheet::SheetLine> {
        let mut read = self.at.house.desk.store.reader().await.expect("a reader");
        sheet::list(&mut read, self.at.round, None, 100).await.expect("reads").rows
    }

    async fn summed(&self) -> sheet::Summed {
        let mut read = self.at.house.desk.store.reader().await.expect("a reader");
        sheet::summed(&mut read, self.at.round).await.expect("reads")
    }
}

fn describing(round: i64, version: i64, handed_out: i64) -> Describe {
    Describe {
        round,
        version,
        title: "Khảo sát về nước sạch".to_owned(),
        purpose: "Chuẩn bị đối thoại".to_owned(),
        from_on: day("2026-09-01"),
        to_on: day("2026-09-10"),
        handed_out,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sheets_of_a_survey_are_typed_one_by_one_and_summed() {
    both(async |_, store| {
        let at = Surveyed::draft(store, 10).await;
        at.add("1", vec![at.sheet(0, &[0, 1], "Nước đục.")]).await.expect("typed");
        at.add("2", vec![at.sheet(1, &[1], ""), at.sheet(0, &[], "")]).await.expect("typed");
        at.add("2", vec![at.sheet(1, &[1], ""), at.sheet(0, &[], "")]).await.expect("the same key is the same sheets");
        let summed = at.summed().await;
        let chosen = |question, choice| summed.chosen.get(&at.choice(question, choice)).copied().unwrap_or_default();
        assert_eq!((chosen(0, 0), chosen(0, 1)), (2, 1));
        assert_eq!((chosen(1, 0), chosen(1, 1), chosen(1, 2)), (1, 2, 0));
        let valid: Vec<i64> = at.questions.iter().map(|it| summed.valid[&it.id]).collect();
        assert_eq!(valid, [3, 2, 1], "a question that a sheet leaves out is not answered by it");
        let lines = at.sheets().await;
        assert_eq!(lines.iter().map(|line| (line.no, line.answers)).collect::<Vec<_>>(), [(3, 1), (2, 2), (1, 3)]);
        at.at.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_that_does_not_fit_its_questions_is_refused() {
    both(async |_, store| {
        let at = Surveyed::draft(store, 2).await;
        let wrong = Refusal::NotAChoice { field: "answers" };
        let mut foreign = at.sheet(0, &[0], "");
        foreign.answers[0].choices = vec![at.choice(1, 0)];
        refused(at.add("foreign", vec![foreign]).await, &wrong);
        let mut both = at.sheet(0, &[0], "");
        both.answers[0].choices.push(at.choice(0, 1));
        refused(at.add("both", vec![both]).await, &wrong);
        let mut worded = at.sheet(0, &[0], "");
        worded.answers[0].words = "Có".to_owned();
        refused(at.add("worded", vec![worded]).await, &wrong);
        let empty = SheetTyped { answers: Vec::new(), ..at.sheet(0, &[], "") };
        refused(at.add("empty", vec![empty]).await, &Refusal::Missing { field: "answers" });
        let three = (0..3).map(|_| at.sheet(0, &[], "")).collect();
        refused(at.add("three", three).await, &Refusal::SurveyOver { field: "sheets", most: 2 });
        let accusing = at.sheet(0, &[], "Tôi tố cáo ông A nhận tiền.");
        refused(at.add("said", vec![accusing.clone()]).await, &Refusal::LooksLikeDenunciation { field: "answers" });
        let none = SheetTyped { no_denunciation: true, ..accusing };
        at.add("none", vec![none]).await.expect("who types it says that it is none");
        assert_eq!(at.row().await.sheets, 1);
        at.at.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_questions_of_a_survey_are_fixed_once_somebody_answered() {
    both(async |_, store| {
        let at = Surveyed::draft(store, 10).await;
        let round = at.at.round;
        let to = |version, question| SetQuestions { round, version, questions: vec![question] };
        let other = || asked("Khác?", QuestionKind::One, &["Có", "Không"]);
        at.add("1", vec![at.sheet(0, &[0], "")]).await.expect("typed");
        refused(at.at.front("again", to(3, other())).await, &Refusal::SurveyFixed);
        let sheet = at.sheets().await[0].id;
        let strike = |reason: &str| StrikeSheet { round, sheet, reason: reason.to_owned() };
        refused(at.at.front("why", strike(" ")).await, &Refusal::Missing { field: "reason" });
        at.at.front("strike", strike("Nhập nhầm phiếu")).await.expect("struck");
        refused(at.at.front("twice", strike("Nhập nhầm phiếu")).await, &Refusal::AlreadyStruck);
        assert!(at.summed().await.valid.is_empty(), "a struck sheet counts no more");
        let version = at.row().await.version;
        refused(at.at.front("old", to(version - 1, other())).await, &Refusal::Conflict);
        at.at.front("now", to(version, other())).await.expect("nobody answers any more");
        let version = version + 1;
        assert_eq!(at.shown().await.len(), 1);
        let one = to(version, asked("Một?", QuestionKind::One, &["Có"]));
        refused(at.at.front("one", one).await, &Refusal::Missing { field: "survey_choices" });
        let same = to(version, asked("Một?", QuestionKind::One, &["Có", "Có "]));
        refused(at.at.front("same", same).await, &Refusal::AlreadyThere { field: "survey_choices" });
        let open = to(version, asked("Một?", QuestionKind::Open, &["Có"]));
        refused(at.at.front("no choices", open).await, &Refusal::NotAChoice { field: "question_kind" });
        at.at.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_counted_by_hand_or_typed_and_never_both() {
    both(async |_, store| {
        let at = Surveyed::draft(store, 100).await;
        let round = at.at.round;
        let over = |field, most| Refusal::SurveyOver { field, most };
        refused(at.at.front("returned", at.count(101, 80, &[50, 30], "")).await, &over("returned", 100));
        refused(at.at.front("valid", at.count(90, 91, &[50, 30], "")).await, &over("valid", 90));
        refused(at.at.front("cells", at.count(90, 80, &[50, 31], "")).await, &over("cells", 80));
        refused(at.at.front("half", at.count(90, 80, &[50], "")).await, &Refusal::Missing { field: "cells" });
        let mut foreign = at.count(90, 80, &[50, 30], "");
        foreign.typed.cells[0].0 = at.choice(1, 0);
        refused(at.at.front("foreign", foreign).await, &Refusal::NotAChoice { field: "cells" });
        let open = Count { question: at.questions[2].id, ..at.count(90, 80, &[], "") };
        refused(at.at.front("no choices", open).await, &Refusal::NotAChoice { field: "survey_question" });
        let early = Count { happened_on: day("2026-08-31"), ..at.count(90, 80, &[50, 30], "") };
        refused(at.at.front("early", early).await, &Refusal::HappenedBefore { earliest: day("2026-09-01") });
        at.at.front("count", at.count(90, 80, &[50, 30], "")).await.expect("counted");
        refused(at.at.front("no reason", at.count(90, 80, &[51, 29], "")).await, &Refusal::Missing { field: "reason" });
        at.at.front("again", at.count(90, 80, &[51, 29], "Cộng nhầm")).await.expect("counted again");
        let counted = at.shown().await[0].counted.clone().expect("it is counted");
        assert_eq!((counted.returned, counted.valid), (90, 80));
        assert_eq!(counted.cells[&at.choice(0, 0)], 51);
        refused(at.add("typed", vec![at.sheet(0, &[0], "")]).await, &Refusal::SurveyTwice);
        let mut others = at.sheet(0, &[0], "");
        others.answers.remove(0);
        at.add("others", vec![others]).await.expect("the other questions are typed");
        let version = at.row().await.version;
        refused(at.at.front("fewer", describing(round, version, 89)).await, &Refusal::SurveyUnder { least: 90 });
        refused(at.at.front("old", describing(round, version - 1, 120)).await, &Refusal::Conflict);
        at.at.front("more", describing(round, version, 120)).await.expect("more were handed out");
        let strike = StrikeCount { round, question: at.questions[0].id, reason: "Của đợt khác".to_owned() };
        at.at.front("uncount", strike.clone()).await.expect("struck");
        refused(at.at.front("uncount twice", strike).await, &Refusal::NotThere);
        at.add("typed now", vec![at.sheet(0, &[0], "")]).await.expect("now sheets are typed");
        refused(at.at.front("counted now", at.count(90, 80, &[50, 30], "")).await, &Refusal::SurveyTwice);
        at.at.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_on_a_sheet_becomes_an_opinion_of_the_round_once() {
    both(async |_, store| {
        let at = Surveyed::draft(store, 10).await;
        let round = at.at.round;
        at.add("1", vec![at.sheet(0, &[0], "Nước đục ba tháng nay.")]).await.expect("typed");
        let sheet = at.sheets().await[0].id;
        let none = TakeWords { question: at.questions[0].id, ..at.take(sheet) };
        refused(at.at.front("no words", none).await, &Refusal::NotThere);
        at.at.front("take", at.take(sheet)).await.expect("taken");
        refused(at.at.front("twice", at.take(sheet)).await, &Refusal::AlreadyDone);
        let opinions = at.at.opinions().await;
        assert_eq!(opinions.len(), 1);
        assert_eq!(opinions[0].words.as_deref(), Some("Nước đục ba tháng nay."));
        let strike = StrikeSheet { round, sheet, reason: "Nhầm".to_owned() };
        refused(at.at.front("strike", strike.clone()).await, &Refusal::SurveyTaken);
        let out = acts::gathering::StrikeOpinion { round, opinion: opinions[0].id };
        at.at.front("out", out).await.expect("the opinion is taken out");
        at.at.front("strike now", strike).await.expect("now the sheet can be struck");
        at.at.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_with_a_survey_alone_is_sent_and_its_survey_changes_no_more() {
    both(async |_, store| {
        let at = Surveyed::draft(store, 10).await;
        refused(at.at.send("empty").await, &Refusal::Missing { field: "opinions" });
        at.add("1", vec![at.sheet(0, &[0], "")]).await.expect("typed");
        at.at.send("send").await.expect("sent");
        refused(at.add("2", vec![at.sheet(0, &[0], "")]).await, &Refusal::RoundNotOpen);
        let version = at.row().await.version;
        refused(at.at.front("late", describing(at.at.round, version, 20)).await, &Refusal::RoundNotOpen);
        at.at.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_gather_may_not_survey() {
    both(async |_, store| {
        let at = Surveyed::draft(store, 10).await;
        let holder = at.at.house.desk.by.organisation;
        let head: By = at.at.house.colleague("commune.head", holder, Role::Head).await;
        let add = AddSheets { round: at.at.round, sheets: vec![at.sheet(0, &[0], "")] };
        let done = at.at.house.desk.office.act(head, "add", add).await.map(|_| ());
        refused(done, &Refusal::NotThere);
        let mut read = at.at.house.desk.store.reader().await.expect("a reader");
        let history = store::event::history(&mut read, Subject::Survey, at.at.round).await.expect("reads");
        assert_eq!(history.len(), 2, "what it is, and its questions");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_a_survey_takes_five_thousand_sheets_and_no_more() {
    both(async |_, store| {
        let at = Surveyed::draft(store, 6_000).await;
        let many = |count: usize| (0..count).map(|no| at.sheet(no % 2, &[no % 3], "")).collect::<Vec<_>>();
        let most = Refusal::TooMany { field: "sheets", most: MOST_SHEETS_AT_ONCE };
        refused(at.add("too many at once", many(MOST_SHEETS_AT_ONCE + 1)).await, &most);
        for batch in 0..MOST_SHEETS / MOST_SHEETS_AT_ONCE {
            at.add(&format!("batch {batch}"), many(MOST_SHEETS_AT_ONCE)).await.expect("typed");
        }
        refused(at.add("one more", many(1)).await, &Refusal::TooMany { field: "sheets", most: MOST_SHEETS });
        let summed = at.summed().await;
        assert_eq!((summed.chosen[&at.choice(0, 0)], summed.valid[&at.questions[1].id]), (2_500, 5_000));
        let mut read = at.at.house.desk.store.reader().await.expect("a reader");
        let page = sheet::list(&mut read, at.at.round, Some(101), 100).await.expect("reads");
        assert_eq!((page.rows.len(), page.rows[0].no, page.more), (100, 100, false), "the last page");
    })
    .await;
}
