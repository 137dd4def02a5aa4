//! What the program does by itself (việc nền), for the administrator.

use std::sync::Arc;

use acts::job::{BACKUP_RULE, RetryJob};
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::day::Instant;
use domain::permission::Act;
use store::grant::{Of, may};
use store::job::{self, FailingRow};
use store::rulebook::Rulebook;
use store::{Reader, clock, rulebook};

use crate::app::App;
use crate::calendar;
use crate::dialogue::of;
use crate::look::home::Counter;
use crate::look::job::{Backup, FailingLine, Jobs};
use crate::look::parts::Shape;
use crate::look::{Link, Nav, Shell};
use crate::page::{Halt, Sent, draw, frame, go, granted, halt, query_as};
use crate::session::{SignedIn, Visitor};

/// Rows of a page.
const PAGE: usize = 25;
/// The most that the counter of Today counts.
const COUNTED: usize = 100;
/// A backup without a setting for it may become so many days old.
const OLD_DAYS: i64 = 2;

/// `GET /jobs`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Home);
    let book = app.office.store().rulebook().await?;
    let mut read = app.office.store().reader().await?;
    let asked = Of::Organisation(of(&uri, &visitor));
    may(&mut read, visitor.by, Act::JobRetry, asked).await.map_err(halt(shell.clone()))?;
    let backup = backup(&mut read, &shell, &visitor, &book).await?;
    let page = job::failing(&mut read, query_as(&uri, "after"), PAGE).await?;
    let next = page.rows.last().filter(|_| page.more).map(|last| format!("/jobs?after={}", last.id));
    let rows = page.rows.iter().map(|row| line(&shell, row)).collect();
    Ok(draw(&Jobs { shell, backup, rows, next }))
}

/// `POST /jobs/retry`.
pub(crate) async fn retry(mut sent: Sent) -> Result<Response, Halt> {
    let organisation = sent.body();
    let asked = (Act::JobRetry, Of::Organisation(organisation));
    let done = sent.act(asked, |form| RetryJob { organisation, job: form.number("job") }).await;
    done.map_err(halt(sent.frame(Nav::Home)))?;
    Ok(go("/jobs?said=job-retried"))
}

fn line(shell: &Shell, row: &FailingRow) -> FailingLine {
    let count = ("count", &row.attempts as &dyn crate::lang::Arg);
    let state = match row.again_at {
        Some(at) => {
            let at = format!("{} {}", at.vn_time(), at.day().vn());
            shell.ta("job-attempts-again", &[count, ("at", &at)])
        }
        None => shell.ta("job-attempts", &[count]),
    };
    FailingLine {
        id: row.id,
        what: shell.of("job", &row.kind),
        fault: shell.of("job-fault", &row.fault),
        remedy: shell.of("job-remedy", &row.fault),
        state,
        stopped: row.again_at.is_none(),
    }
}

/// How the daily backup is, by the machine's time: a backup is of the machine, whatever the database's own today is.
async fn backup(read: &mut Reader<'_>, shell: &Shell, visitor: &Visitor, book: &Rulebook) -> Result<Backup, Halt> {
    let now = clock::machine();
    let (right, last) = job::last_backups(read).await?;
    let at = rulebook::standing(read, visitor.organisation).await?.map(|standing| standing.at);
    let most = at.and_then(|at| book.rule(BACKUP_RULE, &at, now.day()).map(|rule| i64::from(rule.amount)));
    let fault = last.filter(|last| !last.fault.is_empty()).map(|last| {
        let at = format!("{} {}", last.at.vn_time(), last.at.day().vn());
        let (fault, remedy) = (shell.of("job-fault", &last.fault), shell.of("job-remedy", &last.fault));
        shell.ta("backup-failed", &[("at", &at), ("fault", &fault), ("remedy", &remedy)])
    });
    let (line, over) = match right {
        None => (shell.t("backup-none"), true),
        Some(right) => {
            let days = age(right.at, now);
            let at = format!("{} {}", right.at.vn_time(), right.at.day().vn());
            (shell.ta("backup-taken", &[("at", &at), ("days", &days)]), days > most.unwrap_or(OLD_DAYS))
        }
    };
    Ok(Backup { line, fault: fault.unwrap_or_default(), over })
}

/// Whole days that have passed.
fn age(at: Instant, now: Instant) -> i64 {
    (now.ms() - at.ms()).max(0) / 86_400_000
}

/// What Today shows of it to whoever administers: the backup, and counters of what does not go on and of clocks that wait for
/// their days.
pub(crate) async fn kept(
    read: &mut Reader<'_>,
    shell: &Shell,
    visitor: &Visitor,
    book: &Rulebook,
) -> Result<(Option<Backup>, Vec<Counter>), Halt> {
    let own = Of::Organisation(visitor.organisation);
    if granted(read, visitor.by, Act::JobRetry, own).await?.is_none() {
        return Ok((None, Vec::new()));
    }
    let failing = job::failing(read, None, COUNTED).await?.rows.len();
    let counter = (failing > 0).then(|| Counter {
        count: i64::try_from(failing).unwrap_or(i64::MAX),
        link: Link::new("/jobs#failing", shell.t("today-jobs")),
        shape: Shape::Over,
        more: false,
    });
    let counters = counter.into_iter().chain(calendar::waiting(read, shell).await?).collect();
    Ok((Some(backup(read, shell, visitor, book).await?), counters))
}

#[cfg(test)]
mod tests {
    use domain::day::Instant;

    use super::age;

    #[test]
    fn the_age_of_a_backup_is_in_whole_days() {
        let days = |ms: i64| age(Instant::from_ms(1_000), Instant::from_ms(1_000 + ms));
        assert_eq!((days(-5), days(0), days(86_399_999), days(86_400_000)), (0, 0, 0, 1));
    }
}
