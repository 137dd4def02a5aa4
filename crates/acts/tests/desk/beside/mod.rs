//! What stands beside the words at the desk: drafts, marks, neutral titles, photographed slips, what is told in private.

mod denounced;
mod drafts;
mod marks;
mod slips;
mod together;
mod withheld;

use acts::submission::{Raise, Raised, Withheld, Withhold};
use acts::{By, Stop};
use domain::permission::Role;
use domain::refusal::Refusal;
use store::submission::{self, SubmissionRow};

use super::handled::House;
use super::{Desk, day};
use crate::support::both;

/// The refusal of an act that had to be refused.
#[track_caller]
fn refused<T: std::fmt::Debug>(answer: Result<T, Stop>) -> Refusal {
    match answer {
        Err(Stop::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

impl Desk {
    async fn row(&self, id: i64) -> SubmissionRow {
        let mut read = self.store.reader().await.expect("a reader");
        let row = submission::one_at_desk(&mut read, self.session, self.by.account, id).await.expect("reads");
        row.expect("it was typed here")
    }

    async fn raise(&self, key: &str) -> Raised {
        self.act(key, self.opinion(key)).await.expect("it is raised")
    }

    fn private(&self, submission: Option<i64>) -> Withhold {
        Withhold { session: self.session, submission, slip: None, happened_on: None }
    }

    async fn withhold(&self, key: &str, submission: Option<i64>) -> Result<Withheld, Stop> {
        self.act(key, self.private(submission)).await
    }

    /// The events of a subject, by the names of their acts.
    async fn acts(&self, subject: domain::event::Subject, id: i64) -> Vec<&'static str> {
        let mut read = self.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, subject, id).await.expect("reads");
        events.iter().map(|known| known.event.act()).collect()
    }
}

/// Somebody of another body of the commune.
async fn stranger(house: &House, role: Role) -> By {
    house.colleague("nguoi.la", house.division, role).await
}

/// A matter of the same speaker.
fn another(raise: Raise, turn: i64) -> Raise {
    Raise { turn: Some(turn), ..raise }
}

/// On `PostgreSQL` two that drew the same number would be tried again, each time with all their statements.
#[tokio::test(flavor = "multi_thread")]
async fn clerks_of_one_session_take_their_numbers_one_after_the_other() {
    both(async |at, store| {
        let desk = Desk::open(store).await;
        desk.raise("warm").await;
        let before = desk.store.statements();
        let clerks: Vec<_> = (0..8)
            .map(|clerk| {
                let (office, by, opinion) = (desk.office.clone(), desk.by, desk.opinion("Đường hỏng."));
                tokio::spawn(async move {
                    for no in 0..5 {
                        office.act(by, &format!("r{clerk}-{no}"), opinion.clone()).await.expect("it is raised");
                    }
                })
            })
            .collect();
        for clerk in clerks {
            clerk.await.expect("it raises all");
        }
        let took = desk.store.statements() - before;
        assert!(took <= 40 * 15, "{}: {took} statements", at.engine());
        let mut read = desk.store.reader().await.expect("a reader");
        let rows = submission::at_desk(&mut read, desk.session, desk.by.account, 100).await.expect("reads");
        let mut numbers: Vec<i64> = rows.iter().map(|row| row.turn_no).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=41).collect::<Vec<_>>(), "no number is left out or given twice");
    })
    .await;
}
