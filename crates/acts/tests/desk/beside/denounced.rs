//! What looks like a denunciation is not written down, at no door, unless whoever types it says that it is none.

use acts::letter::{Entry, Register};
use acts::submission::{Raise, Revise};
use domain::event::{Kind, Subject};
use domain::refusal::Refusal;

use super::super::{Desk, day};
use super::refused;
use crate::support::both;

/// Words that stand nowhere else.
const SECRET: &str = "Tôi tố cáo ông Quách trưởng thôn bớt tiền.";
/// Words that only mention one.
const PASSING: &str = "Đề nghị trả lời đơn tố cáo gửi năm ngoái.";
const LOOKS: Refusal = Refusal::LooksLikeDenunciation { field: "words" };

/// How many rows every table has into which words, names and keys go.
async fn rows(desk: &Desk) -> Vec<i64> {
    let mut read = desk.store.reader().await.expect("a reader");
    let mut counts = Vec::new();
    for table in [
        "texts",
        "events",
        "requests",
        "search_rows",
        "drafts",
        "turns",
        "submitters",
        "submissions",
        "submission_versions",
        "cases",
        "letters",
        "jobs",
        "messages",
        "spans",
    ] {
        let text = format!("SELECT count(*) FROM {table}");
        let row = store::Read::row(&mut read, &text, &[]).await.expect("reads").expect("a count");
        counts.push(row.get(0).expect("a number"));
    }
    counts
}

impl Desk {
    fn written(&self, words: &str, no_denunciation: bool) -> Register {
        Register {
            organisation: self.by.organisation,
            series: String::new(),
            number: "12".to_owned(),
            received_on: day("2026-09-11"),
            words: words.to_owned(),
            no_denunciation,
            name: "Bà Lò Thị Ngoạn".to_owned(),
            contact: String::new(),
            address: String::new(),
            territory: None,
            field: "05".to_owned(),
            kind: Kind::Recommendation,
            entry: Entry::default(),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_looks_like_a_denunciation_is_written_nowhere_until_it_is_said_to_be_none() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let plain = desk.act("plain", desk.opinion("Nước đục.")).await.expect("it is raised");
        let revise = |words: &str, no_denunciation| Revise {
            submission: plain.submission,
            version: 1,
            words: words.to_owned(),
            no_denunciation,
            territory: Some(desk.village),
            field: "05".to_owned(),
            kind: None,
        };
        let before = rows(&desk).await;
        assert_eq!(refused(desk.act("k1", desk.opinion(SECRET)).await), LOOKS);
        assert_eq!(refused(desk.act("k2", desk.opinion("To cao ong Quach bot tien")).await), LOOKS);
        assert_eq!(refused(desk.act("k3", desk.written(SECRET, false)).await), LOOKS);
        assert_eq!(refused(desk.act("k4", revise(SECRET, false)).await), LOOKS);
        assert_eq!(rows(&desk).await, before, "the refused tries left no row");

        // The same keys go on with the tick, and that it was ticked stays in the history.
        let ticked = Raise { no_denunciation: true, ..desk.opinion(PASSING) };
        let raised = desk.act("k1", ticked).await.expect("it is raised");
        let letter = desk.act("k3", desk.written(PASSING, true)).await.expect("it is entered");
        desk.act("k4", revise(PASSING, true)).await.expect("it is written anew");
        for submission in [raised.submission, letter.submission, plain.submission] {
            let acts = desk.acts(Subject::Submission, submission).await;
            assert!(acts.contains(&"submission.held_no_denunciation"), "{acts:?}");
        }
        // A tick that nobody asked for says nothing.
        let ticked = Raise { no_denunciation: true, ..desk.opinion("Đèn hỏng.") };
        let raised = desk.act("k5", ticked).await.expect("it is raised");
        assert!(!desk.acts(Subject::Submission, raised.submission).await.contains(&"submission.held_no_denunciation"));
        desk.verify().await;
    })
    .await;
}
