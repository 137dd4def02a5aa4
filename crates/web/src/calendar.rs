//! The working calendar of a year: its days off by name, and setting or taking back a day with its document.

mod change;
mod recount;
mod year;

use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::calendar::{Calendar, DayKind, Entry, EntryKind, Status as Sure, proposed};
use domain::day::Day;
use domain::permission::Act;
use store::Read;
use store::grant::{Of, may};
use store::rulebook::{self, DayRow};

pub(crate) use change::{clear, preview, set, shown};
pub(crate) use recount::{progress, waiting};
pub(crate) use year::look;

use crate::app::App;
use crate::dialogue::of;
use crate::due::kind_class;
use crate::lang::{Arg, Lang};
use crate::look::calendar::{Calendar as Page, CalendarDay, Month, NamedDay, OwnDay, PolicyDay};
use crate::look::form::{Choice, FormState};
use crate::look::{Nav, Shape, Shell, Status};
use crate::page::{Halt, draw, frame, granted, halt, query, query_as};
use crate::rule;
use crate::session::{SignedIn, Visitor};

/// The day that is off by policy only, whatever the year: 24 November, Vietnam Culture Day.
const POLICY: (i8, i8) = (11, 24);

/// The word of a day that is set to be what its weekday says.
const WORKING_DAY: &str = "working_day";

/// What a page of the calendar was asked with.
#[derive(Default)]
pub(crate) struct Asked {
    /// The form that sets a day, as it was posted.
    pub(crate) set: Option<FormState>,
    /// The form that takes a day back, as it was posted.
    pub(crate) clear: Option<FormState>,
    /// The form that adopts the year, as it was posted.
    pub(crate) adopt: Option<FormState>,
    /// The form that leaves the year to the program again, as it was posted.
    pub(crate) drop: Option<FormState>,
    /// The form that enters a whole year, as it was posted.
    pub(crate) enter: Option<FormState>,
    /// The year, where it is not the one of the address.
    pub(crate) year: Option<i16>,
}

/// `GET /calendar`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Rules);
    let year = query_as(&uri, "year");
    let policy = year.filter(|_| query(&uri, "policy").is_some()).and_then(|year| Day::new(year, POLICY.0, POLICY.1));
    let set = policy.map(|on| {
        let name = shell.t("calendar-policy-name");
        FormState::default().with("on", on.vn()).with("kind", EntryKind::PublicHoliday.as_str()).with("name", name)
    });
    let enter = year.filter(|_| query(&uri, "propose").is_some()).map(|year| year::proposal(&shell, year));
    let asked = Asked { set, enter, year, ..Asked::default() };
    Ok(draw(&page(&app, shell, &visitor, of(&uri, &visitor), asked).await?))
}

/// The page of a year.
pub(crate) async fn page(app: &App, shell: Shell, visitor: &Visitor, body: i64, asked: Asked) -> Result<Page, Halt> {
    let book = app.office.store().rulebook().await?;
    let mut read = app.office.store().reader().await?;
    may(&mut read, visitor.by, Act::RulebookRead, Of::Organisation(body)).await.map_err(halt(shell.clone()))?;
    let right = granted(&mut read, visitor.by, Act::RulebookChange, Of::Organisation(body)).await?;
    // One calendar dates the cases of all bodies: nobody changes it who works under somebody else here.
    let under = rule::standing(&mut read, body).await?.under;
    let may_change = right.is_some() && !under;
    let kept_by = if under { rule::keeper(&mut read, body, false).await? } else { String::new() };
    let today = read.today();
    let calendar = &book.calendar;
    let last = calendar.years().next_back().unwrap_or(today.year()).max(today.year());
    let first = calendar.years().next().unwrap_or(today.year());
    // One year further than is known: that is the one whose days are entered next.
    let year = asked.year.unwrap_or(today.year()).clamp(first, last.saturating_add(1));
    let status = calendar.status(year);
    let own: Vec<DayRow> = rulebook::days(&mut read).await?;
    let own: Vec<OwnDay> = own.iter().filter(|row| row.day.on.year() == year).map(|row| own_day(&shell, row)).collect();
    let clear_days: Vec<Choice> = own.iter().map(|day| Choice::new(day.iso.clone(), day.date.clone())).collect();
    let working = days_of(year).filter(|day| calendar.kind(*day).is_some_and(DayKind::is_working)).count();
    Ok(Page {
        year: year.into(),
        status: Some(match status {
            Some(Sure::Announced) => Status::new(Shape::Done, shell.t("calendar-status-announced")),
            Some(Sure::Policy) => Status::new(Shape::Done, shell.t("calendar-status-policy")),
            Some(Sure::Computed) => Status::new(Shape::Soon, shell.t("calendar-status-computed")),
            None => Status::new(Shape::Todo, shell.t("calendar-status-none")),
        }),
        warning: match status {
            Some(Sure::Computed) => shell.t("calendar-warning-computed"),
            None => shell.t("calendar-warning-none"),
            _ => String::new(),
        },
        earlier: (year > first).then(|| format!("/calendar?year={}", year - 1)),
        later: (year <= last).then(|| format!("/calendar?year={}", year + 1)),
        working_days: i64::try_from(working).unwrap_or_default(),
        weekdays: (1..=7).map(|day| shell.of("weekday-short", &day.to_string())).collect(),
        months: if status.is_some() { months(&shell, calendar, year, today) } else { Vec::new() },
        policy: policy(calendar, year),
        own,
        version: book.version,
        progress: progress(&mut read, &shell).await?,
        kept_by,
        days_off: days_off(&shell, calendar, year),
        set: may_change.then(|| asked.set.unwrap_or_default()),
        adopt: (may_change && status != Some(Sure::Announced)).then(|| asked.adopt.unwrap_or_default()),
        propose: may_change && status.is_none() && !proposed(year).is_empty(),
        statuses: [Sure::Announced, Sure::Computed]
            .map(|status| Choice::new(status.as_str(), shell.of("calendar-status", status.as_str())))
            .to_vec(),
        enter: may_change.then(|| asked.enter.unwrap_or_default()),
        drop: (may_change && book.adopts(year)).then(|| asked.drop.unwrap_or_default()),
        kinds: EntryKind::ALL
            .iter()
            .map(|kind| kind.as_str())
            .chain([WORKING_DAY])
            .map(|kind| Choice::new(kind, shell.of("calendar-kind", kind)))
            .collect(),
        clear: (may_change && !clear_days.is_empty()).then(|| asked.clear.unwrap_or_default()),
        clear_days,
        shell,
    })
}

fn days_of(year: i16) -> impl Iterator<Item = Day> {
    let first = Day::new(year, 1, 1);
    std::iter::successors(first, |day| Some(day.next())).take_while(move |day| day.year() == year)
}

/// Kinds of day that are off.
const OFF: [EntryKind; 3] = [EntryKind::PublicHoliday, EntryKind::DayInLieu, EntryKind::SwappedDayOff];

/// How many days off are entered of a year.
fn count_off(calendar: &Calendar, year: i16) -> usize {
    calendar.entries(year).iter().filter(|entry| OFF.contains(&entry.kind)).count()
}

/// The same in words, by kind; nothing where none is entered.
fn days_off(shell: &Shell, calendar: &Calendar, year: i16) -> String {
    let entries = calendar.entries(year);
    let of = |kind: &EntryKind| entries.iter().filter(|entry| entry.kind == *kind).count();
    let kinds = OFF.iter().filter(|kind| of(kind) > 0);
    let kinds: Vec<String> =
        kinds.map(|kind| format!("{}: {}", shell.of("calendar-kind", kind.as_str()), of(kind))).collect();
    if kinds.is_empty() {
        return String::new();
    }
    let args: [(&str, &dyn Arg); 2] = [("count", &count_off(calendar, year)), ("kinds", &kinds.join("; "))];
    shell.ta("calendar-days-off", &args)
}

/// The policy day, where it is worked or off on a weekday of a known year.
fn policy(calendar: &Calendar, year: i16) -> Option<PolicyDay> {
    let on = Day::new(year, POLICY.0, POLICY.1)?;
    let waiting = calendar.policy().iter().any(|entry| entry.on == on);
    let off = calendar.entry(on).is_some();
    (waiting || off).then(|| PolicyDay { date: on.vn(), on: off })
}

fn own_day(shell: &Shell, row: &DayRow) -> OwnDay {
    let kind = row.day.entry.as_ref().map_or(WORKING_DAY, |entry| entry.kind.as_str());
    let kind = shell.of("calendar-kind", kind);
    let name = row.day.entry.as_ref().map(|entry| name(shell.lang, entry)).filter(|name| !name.is_empty());
    OwnDay {
        iso: row.day.on.to_iso(),
        date: row.day.on.vn(),
        name: name.map_or_else(|| kind.clone(), |name| format!("{kind}: {name}")),
        document: row.document.clone().unwrap_or_default(),
    }
}

fn name(lang: Lang, entry: &Entry) -> String {
    match lang {
        Lang::En if !entry.name_en.is_empty() => entry.name_en.clone(),
        _ => entry.name_vi.clone(),
    }
}

fn months(shell: &Shell, calendar: &Calendar, year: i16, today: Day) -> Vec<Month> {
    let entries = calendar.entries(year);
    let month = |number: i8| {
        let first = Day::new(year, number, 1)?;
        let blank = usize::try_from(first.weekday() - 1).unwrap_or_default();
        let mut places = vec![CalendarDay::default(); blank];
        places.extend(days_of(year).filter(|day| day.month() == number).map(|day| drawn(shell, calendar, day, today)));
        let named = entries.iter().filter(|entry| entry.on.month() == number);
        Some(Month {
            name: shell.of("month", &number.to_string()),
            weeks: places
                .chunks(7)
                .map(|week| {
                    let mut week = week.to_vec();
                    week.resize(7, CalendarDay::default());
                    week
                })
                .collect(),
            named: named
                .map(|entry| NamedDay {
                    date: entry.on.vn().chars().take(5).collect(),
                    name: match name(shell.lang, entry) {
                        name if name.is_empty() => shell.of("calendar-kind", entry.kind.as_str()),
                        name => name,
                    },
                })
                .collect(),
        })
    };
    (1..=12).filter_map(month).collect()
}

fn drawn(shell: &Shell, calendar: &Calendar, day: Day, today: Day) -> CalendarDay {
    let kind = calendar.kind(day).unwrap_or(DayKind::Working);
    let entry = calendar.entry(day).filter(|_| !matches!(kind, DayKind::Working | DayKind::Weekend));
    CalendarDay {
        number: day.day().into(),
        class: kind_class(kind),
        spoken: entry.map(|entry| shell.of("calendar-kind", entry.kind.as_str())).unwrap_or_default(),
        today: day == today,
    }
}
