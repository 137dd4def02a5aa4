//! What of the cases needs somebody today: clocks that are overdue or nearly so, and transfers without an answer.

use domain::calendar::Calendar;
use domain::day::Day;
use domain::due::Unit;
use domain::permission::Act;
use sheets::Cell;
use store::case::DueBetween;
use store::grant::{Grant, Of, may};
use store::transfer::WaitingKey;
use store::{By, Error, Page, Read, Reader, Stop};

use super::left;
use crate::case;
use crate::figure::MOST_COUNTED;
use crate::look::home::{DueRow, WaitingRow};
use crate::look::{Link, Shell};
use crate::page::file::{PIECE, Rows, text};
use crate::page::{self, Halt, granted};
use crate::session::Visitor;

/// How many working days ahead a due date is shown on Today.
const SOON: i64 = 2;

/// How many transfers without an answer Today shows.
pub(crate) const MOST_TRANSFERS: usize = 5;

/// Which running clocks of the cases of a body and of those under it need somebody today.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Their due date has passed.
    Overdue,
    /// They are due within two working days.
    Soon,
}

impl Part {
    /// Both, in the order of Today.
    pub(crate) const ALL: [Self; 2] = [Self::Overdue, Self::Soon];

    /// The word of the address.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Soon => "soon",
        }
    }

    /// The clocks that the right to read cases shows.
    fn between(self, grant: &Grant, calendar: &Calendar, today: Day) -> DueBetween {
        match self {
            Self::Overdue => DueBetween::of(grant, Day::FLOOR, today.plus(-1)),
            Self::Soon => DueBetween::of(grant, today, soon_until(calendar, today)),
        }
    }
}

/// The last day that is at most two working days away; of the calendar, where the working days of its year are not known.
fn soon_until(calendar: &Calendar, today: Day) -> Day {
    let (mut last, mut worked) = (today, 0);
    loop {
        let next = last.next();
        worked += calendar.kind(next).map_or(1, |kind| i64::from(kind.is_working()));
        if worked > SOON {
            return last;
        }
        last = next;
    }
}

/// How many clocks of a part run, not counted beyond one more than [`MOST_COUNTED`].
pub(crate) async fn count(read: &mut Reader<'_>, part: Part, grant: &Grant, calendar: &Calendar) -> Result<i64, Halt> {
    let asked = part.between(grant, calendar, read.today());
    Ok(store::case::due_count(read, asked, MOST_COUNTED + 1).await?)
}

/// How many cases of what is overdue nobody took up; nothing is said of what is soon.
pub(crate) async fn untaken(
    read: &mut Reader<'_>,
    part: Part,
    grant: &Grant,
    calendar: &Calendar,
) -> Result<i64, Halt> {
    if part != Part::Overdue {
        return Ok(0);
    }
    let asked = part.between(grant, calendar, read.today());
    Ok(store::case::due_untaken(read, asked, MOST_COUNTED + 1).await?)
}

/// The running clocks of a part as rows of Today, the longest overdue first, and the key of the next page where there is one.
pub(crate) async fn waiting(
    read: &mut Reader<'_>,
    shell: &Shell,
    (part, grant): (Part, &Grant),
    calendar: &Calendar,
    after: Option<(Day, i64)>,
    size: usize,
) -> Result<(Vec<DueRow>, Option<String>), Halt> {
    let today = read.today();
    let page = store::case::due_between(read, part.between(grant, calendar, today), after, size).await?;
    let next = page.rows.last().filter(|_| page.more).map(|row| format!("{}.{}", row.due_on.to_iso(), row.clock));
    Ok((page.rows.into_iter().map(|row| due_row(shell, calendar, today, row)).collect(), next))
}

/// What has to be done by the due date of a clock.
fn why(shell: &Shell, row: &store::case::DueRow) -> String {
    match row.kind.as_str() {
        store::case::NOTIFY => shell.ta("home-why-notify", &[("from", &row.from_on.vn())]),
        kind => shell.of("clock-kind", kind),
    }
}

/// The clocks of a part as a file, with the words whole: whoever reads the list may open each case.
pub(crate) struct Taken {
    shell: Shell,
    asked: DueBetween,
    after: Option<(Day, i64)>,
}

impl Taken {
    /// The clocks that the right to read cases shows.
    pub(crate) fn new(shell: &Shell, (part, grant): (Part, &Grant), calendar: &Calendar, today: Day) -> Self {
        Self { shell: shell.clone(), asked: part.between(grant, calendar, today), after: None }
    }
}

impl Rows for Taken {
    const TITLE: &'static str = "column-due";
    const COLUMNS: &'static [(&'static str, u16)] = &[
        ("column-due", 13),
        ("column-case", 14),
        ("column-why", 32),
        ("column-words", 70),
        ("column-accountable", 32),
        ("column-place", 22),
        ("column-field", 22),
    ];

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let page = store::case::due_between(read, self.asked, self.after, PIECE).await?;
        self.after = page.rows.last().map(|last| (last.due_on, last.clock));
        let cells = |row: store::case::DueRow| {
            vec![
                Cell::Day(row.due_on),
                text(case::number(row.case)),
                text(why(&self.shell, &row)),
                text(row.words.unwrap_or_else(|| self.shell.t("words-kept"))),
                text(row.accountable),
                text(row.place),
                text(case::field(&self.shell, &row.field)),
            ]
        };
        Ok(Page { rows: page.rows.into_iter().map(cells).collect(), more: page.more })
    }
}

fn due_row(shell: &Shell, calendar: &Calendar, today: Day, row: store::case::DueRow) -> DueRow {
    let (words, over) = left(shell, calendar, Unit::WorkingDays, today, row.due_on);
    let field = case::field(shell, &row.field);
    let why = why(shell, &row);
    DueRow {
        case: Link::new(format!("/cases/{}", row.case), page::words(shell, row.words.as_deref(), 90)),
        why: format!("{} · {why}", case::number(row.case)),
        place: if field.is_empty() { row.place } else { format!("{} · {field}", row.place) },
        body: if row.accountable == shell.unit { String::new() } else { row.accountable },
        words,
        due: row.due_on.vn(),
        over,
    }
}

/// The transfers without an answer that the right to read cases shows, as rows of Today, from behind a key on, and the key of the last
/// one where there are more.
pub(crate) async fn transfers(
    read: &mut Reader<'_>,
    shell: &Shell,
    visitor: &Visitor,
    grant: &Grant,
    calendar: &Calendar,
    (after, most): (Option<WaitingKey>, usize),
) -> Result<(Vec<WaitingRow>, Option<WaitingKey>), Halt> {
    let today = read.today();
    let mut rows = Vec::new();
    let page = store::transfer::waiting(read, (grant.organisation, grant.below), after, most).await?;
    let next = page.rows.last().filter(|_| page.more).map(store::transfer::WaitingRow::key);
    for row in page.rows {
        if !is_shown(read, visitor.by, grant, &row).await? {
            continue;
        }
        let undated = row.answer_by.is_none() && !row.incoming;
        let may_date = undated && granted(read, visitor.by, Act::CaseTransfer, Of::Case(row.case)).await?.is_some();
        let href = format!("/cases/{}/date-transfer?transfer={}", row.case, row.id);
        let date = may_date.then(|| Link::new(href, shell.of("case-do", "date-transfer")));
        rows.push(WaitingRow { date, ..transfer_line(shell, calendar, today, &row) });
    }
    Ok((rows, next))
}

/// Whether a transfer is shown to whoever reads the cases of the body alone: its case may be another body's.
pub(crate) async fn is_shown(
    read: &mut dyn Read,
    by: By,
    grant: &Grant,
    row: &store::transfer::WaitingRow,
) -> Result<bool, Error> {
    if grant.below {
        return Ok(true);
    }
    match may(read, by, Act::CaseRead, Of::Case(row.case)).await {
        Ok(_) => Ok(true),
        Err(Stop::Refused(_)) => Ok(false),
        Err(Stop::Failed(error)) => Err(error),
    }
}

/// A transfer without an answer as a list shows it.
pub(crate) fn transfer_line(
    shell: &Shell,
    calendar: &Calendar,
    today: Day,
    row: &store::transfer::WaitingRow,
) -> WaitingRow {
    let waits = shell.ta("transfer-waits", &[("count", &row.sent_on.days_until(today))]);
    let (words, over) = match row.answer_by {
        Some(by) => left(shell, calendar, Unit::WorkingDays, today, by),
        None => (waits.clone(), false),
    };
    let mut sent = shell.ta("transfer-sent-on", &[("day", &row.sent_on.vn())]);
    if row.answer_by.is_some() {
        sent = format!("{sent}, {waits}");
    }
    WaitingRow {
        case: Link::new(format!("/cases/{}", row.case), page::words(shell, row.words.as_deref(), 90)),
        why: format!("{} · {}, {sent}", case::number(row.case), shell.of("transfer-mode", &row.mode)),
        body: if row.incoming {
            shell.ta("transfer-from", &[("body", &row.from_name)])
        } else {
            shell.ta("transfer-to", &[("body", &row.to_name)])
        },
        words,
        due: row.answer_by.map(Day::vn).unwrap_or_default(),
        over,
        date: None,
    }
}
