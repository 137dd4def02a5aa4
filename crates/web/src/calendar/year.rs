//! All days of a year at once: a file or lines that somebody pasted, or what is proposed until there is an announcement.

use std::collections::BTreeSet;
use std::sync::Arc;

use acts::calendar::{DayEntered, EnterYear};
use axum::extract::multipart::Multipart;
use axum::extract::{FromRequest, OriginalUri, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use domain::calendar::{Entry, EntryKind, Status, lacking, proposed};
use domain::day::Day;
use domain::fold::fold;
use domain::refusal::Refusal;
use store::rulebook;

use super::change::{ahead_of, permitted, shown};
use crate::app::App;
use crate::lang::{Arg, Lang};
use crate::look::form::FormState;
use crate::look::rule::Fact;
use crate::look::{Nav, Shell};
use crate::page::{Halt, Posted, frame, halt, read};
use crate::rule::body;
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// The form with what the law and the lunar calendar say of a year that nobody has announced.
pub(super) fn proposal(shell: &Shell, year: i16) -> FormState {
    let line = |entry: &Entry| {
        let name = if shell.lang == Lang::En { &entry.name_en } else { &entry.name_vi };
        format!("{}; {}; {name}", entry.on.vn(), shell.of("calendar-kind", entry.kind.as_str()))
    };
    let lines: Vec<String> = proposed(year).iter().map(line).collect();
    FormState::default()
        .with("days", lines.join("\n"))
        .with("year_basis", Status::Computed.as_str())
        .with("document", shell.t("calendar-proposal-source"))
}

/// Reads the form of a year.
pub(super) fn entering(form: &mut FormState, body: i64) -> Result<EnterYear, Refusal> {
    read(form, |form| {
        let year: i16 = form.number("year");
        form.words("days");
        let days = lines(form.typed().value("days"), year).unwrap_or_else(|_| {
            form.refuse(Refusal::NotAChoice { field: "days" });
            Vec::new()
        });
        let status = form.one_of("year_basis", Status::parse, Status::Computed);
        let document = form.words("document");
        EnterYear {
            organisation: body,
            year,
            days,
            announced: status == Status::Announced,
            document,
            version: shown(form),
        }
    })
}

/// A line that can't be taken, and why, as a word of the catalogue.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    /// Its number.
    pub(super) line: usize,
    /// What it holds.
    pub(super) text: String,
    /// Why it can't be taken: `date`, `year`, `kind`, `weekday`, `twice` or `name`.
    pub(super) why: &'static str,
}

/// Days of a year, one a line: the date, what it is, its name; between them a tab, a semicolon or a comma. The line of
/// headings of a file, and columns behind the third, are passed over.
pub(super) fn lines(text: &str, year: i16) -> Result<Vec<DayEntered>, Wrong> {
    let (mut days, mut seen) = (Vec::new(), BTreeSet::new());
    let all = text.trim_start_matches('\u{feff}').lines().enumerate();
    for (index, line) in all.filter(|(_, line)| !line.trim().is_empty()) {
        let parts = cells(line);
        let wrong = |why| Wrong { line: index + 1, text: line.trim().to_owned(), why };
        // A day of another year is told as that, of whichever year.
        let Some(on) = Day::parse_vn(&parts[0]).or_else(|| Day::parse_iso(parts[0].trim())) else {
            if index == 0 && !parts[0].contains(|letter: char| letter.is_ascii_digit()) {
                continue;
            }
            return Err(wrong("date"));
        };
        let kind = parts.get(1).and_then(|word| kind(word)).ok_or_else(|| wrong("kind"))?;
        let name = parts.get(2).filter(|name| !name.is_empty()).ok_or_else(|| wrong("name"))?;
        if on.year() != year {
            return Err(wrong("year"));
        }
        if !acts::calendar::fits(kind, on) {
            return Err(wrong("weekday"));
        }
        if !seen.insert(on) {
            return Err(wrong("twice"));
        }
        days.push(DayEntered { on, kind, name: name.clone() });
    }
    Ok(days)
}

fn cells(line: &str) -> Vec<String> {
    let between = ['\t', ';'].into_iter().find(|between| line.contains(*between)).unwrap_or(',');
    line.split(between).map(|cell| cell.trim().trim_matches('"').to_owned()).collect()
}

/// The kind that a word means: that of the catalogue in either language, one that announcements use, or the program's own.
fn kind(word: &str) -> Option<EntryKind> {
    let typed = fold(word);
    EntryKind::ALL.into_iter().find(|kind| {
        let called = Lang::ALL.into_iter().flat_map(|lang| {
            let others = lang.of("calendar-called", kind.as_str());
            let own = lang.of("calendar-kind", kind.as_str());
            others.split('|').map(fold).chain([fold(&own)]).collect::<Vec<_>>()
        });
        typed == kind.as_str() || called.into_iter().any(|called| called == typed)
    })
}

/// Tells what is wrong with the first line that can't be taken.
pub(super) fn tell(form: &mut FormState, lang: Lang) {
    let year = form.value("year").parse().unwrap_or_default();
    if let Err(wrong) = lines(form.value("days"), year) {
        let facts = [("line", wrong.line.to_string()), ("text", wrong.text), ("year", year.to_string())];
        form.refuse(lang, &format!("year-line-{}", wrong.why), Some("days"), &facts);
    }
}

/// What a preview of a year says beside the clocks that move: how many days of which kind, and what is odd about them.
pub(super) fn facts(shell: &Shell, act: &EnterYear) -> Vec<Fact> {
    let fact = |key: &str, value: String| Fact::new(shell.t(key), value);
    let kinds = EntryKind::ALL.into_iter().filter_map(|kind| {
        let count = act.days.iter().filter(|day| day.kind == kind).count();
        (count > 0).then(|| format!("{}: {count}", shell.of("calendar-kind", kind.as_str())))
    });
    let status = if act.announced { Status::Announced } else { Status::Computed };
    let mut facts = vec![
        fact("calendar-entered", kinds.collect::<Vec<_>>().join("; ")),
        fact("field-year-basis", shell.of("calendar-status", status.as_str())),
        fact("field-document", act.document.clone()),
    ];
    let entries: Vec<Entry> = act.days.iter().map(entry).collect();
    let lacked: Vec<String> = lacking(act.year, &entries)
        .iter()
        .map(|it| format!("{} ({})", it.on.vn(), if shell.lang == Lang::En { &it.name_en } else { &it.name_vi }))
        .collect();
    if !lacked.is_empty() {
        facts.push(fact("calendar-lacks", lacked.join("; ")));
    }
    let of = |kind| act.days.iter().filter(|day| day.kind == kind).count();
    let (off, worked) = (of(EntryKind::SwappedDayOff), of(EntryKind::SwappedWorkingSaturday));
    if off != worked {
        let args: [(&str, &dyn Arg); 2] = [("off", &off), ("worked", &worked)];
        facts.push(fact("calendar-unpaired", shell.ta("calendar-unpaired-line", &args)));
    }
    facts
}

/// The days that were set one by one and that the year says otherwise, or not at all.
pub(super) async fn replaced(app: &App, shell: &Shell, act: &EnterYear) -> Result<Option<Fact>, Halt> {
    let mut read = app.office.store().reader().await?;
    let own = rulebook::days(&mut read).await?;
    let other = own.iter().filter(|row| row.day.on.year() == act.year).filter(|row| {
        let entered = act.days.iter().find(|day| day.on == row.day.on).map(|day| day.kind);
        entered != row.day.entry.as_ref().map(|entry| entry.kind)
    });
    let days: Vec<String> = other.map(|row| row.day.on.vn()).collect();
    Ok((!days.is_empty()).then(|| Fact::new(shell.t("calendar-replaced"), days.join("; "))))
}

fn entry(day: &DayEntered) -> Entry {
    Entry {
        on: day.on,
        kind: day.kind,
        status: Status::Announced,
        name_vi: day.name.clone(),
        name_en: String::new(),
        source: String::new(),
    }
}

/// `POST /calendar/year`: what the year would do that was pasted or brought as a file; nothing is changed.
pub(crate) async fn look(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
    request: Request,
) -> Result<Response, Halt> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let form = if kind.starts_with("multipart/form-data") {
        let parts = Multipart::from_request(request, &app).await.map_err(|_| Fault::Unreadable)?;
        with_file(&app, &visitor, &uri, parts).await?
    } else {
        let posted = Posted::from_request(request, &app).await;
        posted.map_err(|response| Halt::Answer(Box::new(response)))?.form
    };
    let form = form.with("change", "enter");
    let shell = frame(&app, &visitor, &uri, Nav::Rules);
    ahead_of(&app, shell, &visitor, form).await
}

/// The fields of the form; a file stands in the place of what was pasted. One that is no text is a line that can't be read. Who may
/// change no calendar is told so before any of it is read.
async fn with_file(app: &App, visitor: &Visitor, uri: &OriginalUri, mut parts: Multipart) -> Result<FormState, Halt> {
    let (mut pairs, mut file) = (Vec::<(String, String)>::new(), String::new());
    while let Some(part) = parts.next_field().await.map_err(|_| Fault::Unreadable)? {
        let name = part.name().map(str::to_owned);
        if name.as_deref().is_some_and(|name| matches!(name, "file" | "days")) {
            let body = body(&FormState::posted(pairs.clone()), visitor);
            permitted(app, visitor, body).await.map_err(halt(frame(app, visitor, uri, Nav::Rules)))?;
        }
        match name {
            Some(name) if name == "file" => {
                let bytes = part.bytes().await.map_err(|_| Fault::TooLarge)?;
                file = String::from_utf8_lossy(&bytes).into_owned();
            }
            Some(name) => pairs.push((name, part.text().await.map_err(|_| Fault::Unreadable)?)),
            None => {}
        }
    }
    if !file.trim().is_empty() {
        pairs.retain(|(name, _)| name != "days");
        pairs.push(("days".to_owned(), file));
    }
    Ok(FormState::posted(pairs))
}

/// The day that a year begins with, for what is told about it.
pub(super) fn title(shell: &Shell, act: &EnterYear) -> String {
    shell.ta("preview-enter", &[("year", &act.year.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> (usize, &'static str) {
        let wrong = lines(text, 2028).expect_err("it is wrong");
        (wrong.line, wrong.why)
    }

    #[test]
    fn lines_are_read_as_they_are_pasted_and_as_the_file_of_the_program_has_them() {
        let pasted = "Ngày\tLoại\tTên\n01/01/2028\tNghỉ lễ, tết\tTết Dương lịch\n\n3/1/2028\tnghỉ bù\tNghỉ bù\n";
        let file = "\u{feff}date,kind,name_vi,name_en\n2028-01-01,public_holiday,Tết Dương lịch,New Year's Day\n\
                    2028-01-03,day_in_lieu,Nghỉ bù,Day off in lieu\n";
        let semicolons = "01/01/2028; Public holiday; Tết Dương lịch\r\n03/01/2028;Day off in lieu;Nghỉ bù";
        let found = lines(pasted, 2028).expect("it is read");
        let day = |on, kind, name: &str| DayEntered { on, kind, name: name.to_owned() };
        let wanted = [
            day(Day::new(2028, 1, 1).unwrap(), EntryKind::PublicHoliday, "Tết Dương lịch"),
            day(Day::new(2028, 1, 3).unwrap(), EntryKind::DayInLieu, "Nghỉ bù"),
        ];
        assert_eq!(found, wanted);
        assert_eq!(lines(file, 2028).expect("it is read"), wanted);
        assert_eq!(lines(semicolons, 2028).expect("it is read"), wanted);
    }

    #[test]
    fn the_first_line_that_cannot_be_taken_says_its_number_and_why() {
        assert_eq!(wrong("01/01/2028;lễ;Tết\n31/02/2028;lễ;Không có"), (2, "date"));
        assert_eq!(wrong("01/01/0209;lễ;Tết"), (1, "year"));
        assert_eq!(wrong("01/01/2028;hội;Tết"), (1, "kind"));
        assert_eq!(wrong("01/01/2028;lễ"), (1, "name"));
        assert_eq!(wrong("01/01/2028;nghỉ bù;Thứ Bảy"), (1, "weekday"));
        assert_eq!(wrong("01/01/2028;lễ;Tết\n\n01/01/2028;lễ;Tết"), (3, "twice"));
    }
}
