//! The notices of a dialogue on its page, and how the next one stands to the day by which it has to be issued.

use domain::calendar::Calendar;
use domain::day::Day;
use domain::duty::AfterDuty;
use domain::permission::Act;
use store::grant::Of;
use store::notice::{self, NoticeRow};
use store::rulebook::Rulebook;
use store::{Reader, duty};

use super::{href, status};
use crate::duty::{line, standing};
use crate::look::form::Choice;
use crate::look::notice::{After, DutyLine, Line};
use crate::look::{Link, Shell, Status};
use crate::page::{Halt, granted};
use crate::session::Visitor;

/// What comes after a dialogue: its notices and duties, for a reader who may or may not write them.
pub(crate) async fn after(
    read: &mut Reader<'_>,
    (shell, visitor): (&Shell, &Visitor),
    calendar: &Calendar,
    (id, state): (i64, &str),
    today: Day,
) -> Result<After, Halt> {
    let may = granted(read, visitor.by, Act::NoticeChange, Of::Dialogue(id)).await?.is_some();
    let rows = notice::of_dialogue(read, id).await?;
    let notices = rows.iter().map(|row| line_of(shell, row)).collect();
    let over = matches!(state, "held" | "concluded");
    let issuers = if may && over {
        let free = |body: i64| !rows.iter().any(|row| row.organisation == body && row.state != "replaced");
        let bodies = notice::issuers(read, id).await?.into_iter().filter(|body| free(body.id));
        bodies.map(|body| Choice::new(body.id.to_string(), body.name)).collect()
    } else {
        Vec::new()
    };
    let mut duties = duty::of_dialogue(read, id).await?;
    duties.sort_by_key(|row| AfterDuty::parse(&row.duty));
    let mut duties: Vec<DutyLine> = duties.iter().map(|row| line(shell, calendar, row, today)).collect();
    let reported = crate::duty::reported(read, shell, id).await?;
    if let Some(duty) = duties.iter_mut().find(|duty| duty.duty == AfterDuty::Report.as_str()) {
        duty.reported = reported;
    }
    Ok(After { notices, issuers, duties, may_fulfil: may, addressees: crate::duty::addressees(shell) })
}

/// A notice by its number and day, or as what it still is.
fn line_of(shell: &Shell, row: &NoticeRow) -> Line {
    let text = match (&row.number, row.issued_on) {
        (Some(number), Some(on)) => shell.ta("notice-numbered", &[("number", number), ("day", &on.vn())]),
        _ => shell.t("notice-unnumbered"),
    };
    Line { link: Link::new(href(row.id), text), body: row.body.clone(), status: status(shell, &row.state) }
}

/// How the notice of a dialogue stands to the day by which it has to be issued; nothing before the conclusion and without a
/// rule.
pub(super) async fn due(
    read: &mut Reader<'_>,
    shell: &Shell,
    book: &Rulebook,
    dialogue: i64,
    today: Day,
) -> Result<Option<Status>, Halt> {
    let rows = duty::of_dialogue(read, dialogue).await?;
    let row = rows.iter().find(|row| row.duty == AfterDuty::Notice.as_str() && row.due_on.is_some());
    Ok(row.map(|row| standing(shell, &book.calendar, row, today)))
}
