//! A survey that is so far that the form of a route can be sent.

use acts::survey::{AddSheets, AnswerTyped, Count, CountTyped, Describe, QuestionTyped, SetQuestions, SheetTyped};
use domain::survey::QuestionKind;
use store::By;
use store::survey::{self, QuestionRow, sheet};

use super::tree::Tree;
use crate::house::{TODAY, day};

impl Tree {
    async fn asked(&self, round: i64) -> Vec<QuestionRow> {
        let mut read = self.house.store.reader().await.expect("a reader");
        survey::questions(&mut read, round).await.expect("reads")
    }

    /// A survey with a question of choices and one in somebody's own words; answered where the route needs it.
    pub(super) async fn survey(&self, path: &str, clerk: By, round: i64) {
        let on = day(TODAY);
        let describe = Describe {
            round,
            version: 0,
            title: "Khảo sát".to_owned(),
            purpose: String::new(),
            from_on: on,
            to_on: on,
            handed_out: 10,
        };
        self.house.act(clerk, describe).await;
        let choices = vec!["Có".to_owned(), "Chưa".to_owned()];
        let questions = vec![
            QuestionTyped { words: "Có nước sạch chưa?".to_owned(), kind: QuestionKind::One, choices },
            QuestionTyped { words: "Ý kiến khác".to_owned(), kind: QuestionKind::Open, choices: Vec::new() },
        ];
        self.house.act(clerk, SetQuestions { round, version: 1, questions }).await;
        let asked = self.asked(round).await;
        match path {
            "/gatherings/{id}/survey/strike-sheet"
            | "/gatherings/{id}/survey/take"
            | "/gatherings/{id}/survey/keep" => {
                let words = "Nước đục.".to_owned();
                let answers = vec![AnswerTyped { question: asked[1].id, choices: Vec::new(), words }];
                let sheet = SheetTyped { territory: None, group: None, answers, no_denunciation: false };
                self.house.act(clerk, AddSheets { round, sheets: vec![sheet] }).await;
            }
            "/gatherings/{id}/survey/strike-count" => {
                let cells = asked[0].choices.iter().map(|(choice, _)| (*choice, 2)).collect();
                let count = Count {
                    round,
                    question: asked[0].id,
                    typed: CountTyped { returned: 8, valid: 7, cells },
                    document: "12/BB".to_owned(),
                    happened_on: on,
                    reason: String::new(),
                };
                self.house.act(clerk, count).await;
            }
            _ => {}
        }
    }

    /// What the form of a route says beside what is typed.
    pub(super) async fn bring_survey(&self, path: &str, round: i64) -> Vec<(&'static str, String)> {
        let asked = self.asked(round).await;
        let mut read = self.house.store.reader().await.expect("a reader");
        let version = survey::find(&mut read, round).await.expect("reads").expect("is there").version.to_string();
        let sheets = sheet::list(&mut read, round, None, 1).await.expect("reads").rows;
        let sheet = sheets.first().map(|sheet| sheet.id.to_string()).unwrap_or_default();
        let named = |name: &str, id: i64| -> &'static str { format!("{name}-{id}").leak() };
        match path {
            "/gatherings/{id}/survey" | "/gatherings/{id}/survey/questions" => vec![("version", version)],
            "/gatherings/{id}/survey/drop-question" => vec![("version", version), ("dropped", asked[0].id.to_string())],
            "/gatherings/{id}/survey/sheets" => {
                vec![(named("answer", asked[0].id), asked[0].choices[0].0.to_string())]
            }
            "/gatherings/{id}/survey/strike-sheet" => vec![("sheet", sheet)],
            "/gatherings/{id}/survey/count" => {
                vec![
                    ("counted", asked[0].id.to_string()),
                    (named("cell", asked[0].choices[0].0), "3".to_owned()),
                    (named("cell", asked[0].choices[1].0), "4".to_owned()),
                ]
            }
            "/gatherings/{id}/survey/strike-count" => vec![("counted", asked[0].id.to_string())],
            "/gatherings/{id}/survey/take" | "/gatherings/{id}/survey/keep" => {
                vec![("sheet", sheet), ("answered", asked[1].id.to_string())]
            }
            _ => Vec::new(),
        }
    }
}
