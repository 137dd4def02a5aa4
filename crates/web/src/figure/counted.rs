//! `GET /figures`: the results of a scope as a page, each number with the rows behind it.

use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use documents::print;
use domain::dialogue::Line;
use store::declared::summed::{self, Summed};
use store::figure::results::{self, Counts, Mode, Number, ResultLine, Which};

use super::asking::Asking;
use super::declared::TakenFigures;
use super::scope::scopes;
use super::sentence;
use crate::app::App;
use crate::look::figure::{Counted, FigureLine, Figures, Headline, Table, TableCell, TableRow, Units};
use crate::look::form::{Choice, FormState};
use crate::look::{Link, Nav, Shell, paper};
use crate::page::{Halt, draw, file, frame, halt, query, redraw, refuse};
use crate::session::SignedIn;

/// What stands beside the outcomes, and of what each is a part.
const BESIDE: [(Number, Option<Number>); 17] = [
    (Number::CarriedOver, Some(Number::Total)),
    (Number::Raised, Some(Number::Total)),
    (Number::Reopened, Some(Number::Total)),
    (Number::Unsettled, Some(Number::Total)),
    (Number::Cannot, Some(Number::Resolved)),
    (Number::Ended, Some(Number::Resolved)),
    (Number::Confirmed, Some(Number::Resolved)),
    (Number::ConfirmedFront, Some(Number::Resolved)),
    (Number::ContradictedFront, Some(Number::Resolved)),
    (Number::Contradicted, Some(Number::Resolved)),
    (Number::NotAsked, Some(Number::Resolved)),
    (Number::Overdue, Some(Number::InProgress)),
    (Number::OnTime, Some(Number::Total)),
    (Number::Late, Some(Number::Total)),
    (Number::NoDue, Some(Number::Total)),
    (Number::Beyond, Some(Number::Total)),
    (Number::Waiting, Some(Number::Total)),
];

/// Those that only say something of what had to be settled.
const OF_WORKLOAD: [Number; 4] = [Number::CarriedOver, Number::Raised, Number::Reopened, Number::Unsettled];

/// `GET /figures`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Figures);
    let mut read = app.office.store().reader().await?;
    let (asking, refused) = Asking::read(&mut read, &uri, &visitor).await.map_err(halt(shell.clone()))?;
    let lines = results::count(&mut read, &asking.asked, &asking.level).await?;
    let summed = summed::sums(&mut read, &asking.asked).await?;
    if let (Some(format), None) = (file::wanted(&uri)?, &refused) {
        let rows = TakenFigures::new(&shell, &lines, &summed);
        return file::file(&app, &shell, format, read, rows).await;
    }
    let find = query(&uri, "find").unwrap_or_default().trim().to_owned();
    let (scopes, finder) = scopes(&mut read, &shell, &visitor, find).await?;
    let mut page = figures(shell, &asking, &lines, &summed);
    page.scopes = scopes;
    page.finder = finder;
    // The scope whose figures these are is offered whatever was looked for.
    let current = page.form.value("scope").to_owned();
    if !current.is_empty() && page.scopes.iter().all(|choice| choice.value != current) {
        page.scopes.insert(0, Choice::new(current, asking.name.clone()));
    }
    if let Some(refusal) = refused {
        page.form = retyped(page.form, &uri);
        refuse(&mut page.form, visitor.lang, &refusal);
        return Ok(redraw(&refusal, &page));
    }
    Ok(draw(&page))
}

/// The form with what was typed in place of what was answered.
fn retyped(mut form: FormState, uri: &OriginalUri) -> FormState {
    for name in ["from", "to", "state_on", "as_of"] {
        if let Some(typed) = query(uri, name) {
            form.values.insert(name.to_owned(), vec![typed]);
        }
    }
    form
}

/// The parts of a page that are of one question.
pub(super) struct Made<'a> {
    pub(super) shell: &'a Shell,
    pub(super) asking: &'a Asking,
}

/// Of which line a number is.
pub(super) fn which(line: &ResultLine) -> Which<'_> {
    Which { level: line.level.as_deref(), line: line.line, field: None }
}

impl Made<'_> {
    /// A number with its rows; a dash for none.
    pub(super) fn number(&self, which: Which<'_>, number: Number, counts: &Counts) -> Link {
        match number.of(counts) {
            0 => Link::new("", "–"),
            n => Link::new(self.asking.rows(which, number), print::number_vn(n)),
        }
    }

    fn counted(&self, which: Which<'_>, number: Number, n: i64, (of, precision): (i64, u32)) -> Counted {
        if n == 0 {
            let none = || "–".to_owned();
            return Counted { count: 0, fraction: none(), share: none(), href: String::new() };
        }
        let share = print::percent(n, of, precision).unwrap_or_default();
        Counted { count: n, fraction: print::fraction(n, of), share, href: self.asking.rows(which, number) }
    }

    pub(super) fn cases(&self, label: String, which: Which<'_>, parts: [i64; 3]) -> FigureLine {
        let [resolved, in_progress, not_taken_up] = parts;
        let total = parts.iter().sum();
        let of = (total, print::precision_of(&parts, total));
        FigureLine {
            label,
            total,
            all: Link::new(self.asking.rows(which, Number::Total), print::number_vn(total)),
            resolved: self.counted(which, Number::Resolved, resolved, of),
            in_progress: self.counted(which, Number::InProgress, in_progress, of),
            not_taken_up: self.counted(which, Number::NotTakenUp, not_taken_up, of),
            sum: false,
            part: which.line.is_some(),
        }
    }

    /// The name of a line: its level, the line of duty, or the sum.
    pub(super) fn label(&self, line: &ResultLine) -> String {
        match (line.line, &line.level) {
            (Some(duty), _) => self.shell.of("figures-line", duty.as_str()),
            (None, Some(level)) => self.shell.of("chair-level", level),
            (None, None) => self.shell.t("figure-sum"),
        }
    }
}

/// The lines of a table: where there is one level, the total says the same, and its parts with it.
fn shown(lines: &[ResultLine], has: impl Fn(&Counts) -> bool) -> Vec<&ResultLine> {
    let having: Vec<&ResultLine> = lines.iter().filter(|line| has(&line.counts)).collect();
    let levels = having.iter().filter(|line| line.level.is_some() && line.line.is_none()).count();
    // The only line of duty of a level says what the level says.
    let duties = |of: &ResultLine| having.iter().filter(|line| line.level == of.level && line.line.is_some()).count();
    let keeps = |line: &&ResultLine| match (&line.level, line.line) {
        (Some(_), None) => true,
        (Some(_), Some(_)) => duties(line) > 1,
        (None, None) => levels > 1,
        (None, Some(_)) => levels > 1 && duties(line) > 1,
    };
    let mut shown: Vec<&ResultLine> = having.iter().copied().filter(keeps).collect();
    if levels == 0 {
        shown = having;
    }
    shown
}

fn figures(shell: Shell, asking: &Asking, lines: &[ResultLine], summed: &Summed) -> Figures {
    let made = Made { shell: &shell, asking };
    let sum = lines.iter().find(|line| line.level.is_none() && line.line.is_none());
    let total = sum.map(|line| line.counts.clone()).unwrap_or_default();
    let modes = [Mode::Raised, Mode::Workload].map(super::asking::word);
    let modes = modes.map(|mode| Choice::new(mode, shell.of("figures-mode", mode))).into();
    let page = Figures {
        scope: asking.name.clone(),
        year: asking.year(),
        from: asking.asked.from.vn(),
        to: asking.asked.to.vn(),
        mode: super::asking::word(asking.asked.mode).to_owned(),
        state_on: asking.asked.state_on.vn(),
        as_of: asking.as_of.vn(),
        version: shell.t("figures-version-kq-1"),
        headlines: made.headlines(lines, &total),
        lines: made.outcomes(lines),
        beside: made.beside(lines),
        dialogues: made.dialogues(lines),
        voices: made.voices(lines),
        units: made.units(lines),
        fields: made.fields(&total),
        declared: made.declared(lines, summed),
        declaring: made.declaring(summed),
        sentences: sentence::of(&made, lines, &total),
        scopes: Vec::new(),
        finder: None,
        modes,
        form: asking.form(),
        shell: Shell::default(),
    };
    Figures { shell, ..page }
}

impl Made<'_> {
    fn outcomes(&self, lines: &[ResultLine]) -> Vec<FigureLine> {
        let shown = shown(lines, |counts| counts.cases.total > 0);
        let line = |line: &&ResultLine| {
            let cases = &line.counts.cases;
            let parts = [cases.resolved, cases.in_progress, cases.not_taken_up];
            let sum = line.level.is_none() && line.line.is_none();
            FigureLine { sum, ..self.cases(self.label(line), which(line), parts) }
        };
        shown.iter().map(line).collect()
    }

    fn beside(&self, lines: &[ResultLine]) -> Table {
        let shown: Vec<&ResultLine> =
            shown(lines, |counts| counts.cases.total > 0).into_iter().filter(|line| line.line.is_none()).collect();
        let of_mode = |number: &Number| self.asking.asked.mode == Mode::Workload || !OF_WORKLOAD.contains(number);
        let rows = BESIDE.iter().filter(|(number, _)| of_mode(number));
        let rows = rows.filter(|(number, _)| shown.iter().any(|line| number.of(&line.counts) > 0));
        let row = |(number, whole): &(Number, Option<Number>)| TableRow {
            label: self.shell.of("number", number.as_str()),
            cells: shown.iter().map(|line| self.cell(line, *number, *whole)).collect(),
            ..TableRow::default()
        };
        let heads = std::iter::once(self.shell.t("figures-of-these"));
        Table { heads: heads.chain(shown.iter().map(|line| self.label(line))).collect(), rows: rows.map(row).collect() }
    }

    /// A number of a line, with its share of another one.
    fn cell(&self, line: &ResultLine, number: Number, whole: Option<Number>) -> TableCell {
        let n = number.of(&line.counts);
        let share = whole.map(|whole| whole.of(&line.counts)).filter(|_| n > 0);
        let share = share.and_then(|whole| print::percent(n, whole, print::precision(whole)));
        TableCell { number: self.number(which(line), number, &line.counts), beside: share.unwrap_or_default() }
    }

    fn table(&self, lines: &[ResultLine], has: impl Fn(&Counts) -> bool, numbers: &[Number]) -> Table {
        let shown = shown(lines, has);
        let row = |line: &&ResultLine| TableRow {
            label: self.label(line),
            cells: numbers.iter().map(|number| self.cell(line, *number, None)).collect(),
            sum: line.level.is_none() && line.line.is_none(),
            part: line.line.is_some(),
        };
        let heads = std::iter::once(self.shell.t("figures-held-by"));
        let heads = heads.chain(numbers.iter().map(|number| self.shell.of("number", number.as_str())));
        Table { heads: heads.collect(), rows: shown.iter().map(row).collect() }
    }

    fn dialogues(&self, lines: &[ResultLine]) -> Table {
        let numbers =
            [Number::Planned, Number::Adjusted, Number::Held, Number::Added, Number::Postponed, Number::Cancelled];
        let has = |counts: &Counts| {
            counts.dialogues.held + counts.dialogues.plan.planned + counts.dialogues.plan.adjusted > 0
        };
        let mut table = self.table(lines, has, &numbers);
        // Beside what was held stands how much of the plan that is, as a report prints it.
        for (row, line) in table.rows.iter_mut().zip(shown(lines, has)) {
            let dialogues = &line.counts.dialogues;
            if dialogues.plan.planned > 0 {
                let plan = &dialogues.plan;
                row.cells[2].beside = format!(
                    "({})",
                    paper::dialogues(dialogues.held, dialogues.added, plan.planned, plan.adjusted_to())
                );
            }
        }
        table
    }

    fn voices(&self, lines: &[ResultLine]) -> Table {
        let has = |counts: &Counts| counts.turns + counts.letters + counts.submissions + counts.coverage.sites > 0;
        let mut numbers = vec![Number::Sites, Number::Turns, Number::Letters, Number::Submissions];
        // What was raised elsewhere has columns where there is anything.
        numbers.extend(
            [Number::Voters, Number::Elsewhere]
                .into_iter()
                .filter(|number| lines.iter().any(|line| number.of(&line.counts) > 0)),
        );
        self.table(lines, has, &numbers)
    }

    /// Coverage says something where there are several units.
    fn units(&self, lines: &[ResultLine]) -> Vec<Units> {
        let of =
            lines.iter().filter(|line| line.level.is_some() && line.line.is_none() && line.counts.coverage.units > 1);
        let many = |n: i64| usize::try_from(n).unwrap_or_default();
        of.map(|line| {
            let coverage = &line.counts.coverage;
            let link = |number: Number, text: String| Link::new(self.asking.rows(which(line), number), text);
            let active = print::fraction(coverage.active, coverage.units);
            let numbers = [
                link(Number::Active, active),
                link(Number::Units, print::number_vn(coverage.units)),
                self.number(which(line), Number::Idle, &line.counts),
                self.number(which(line), Number::Sites, &line.counts),
            ];
            let said = self.shell.ta("figures-units-said", &[("active", &coverage.active), ("idle", &coverage.idle)]);
            let names = ["active", "units", "idle", "sites"];
            Units {
                label: self.label(line),
                active: many(coverage.units - coverage.idle),
                all: many(coverage.units),
                said,
                sentence: sentence::linked(self.shell.lang, "figures-units-line", &names, &numbers, &[]),
            }
        })
        .collect()
    }

    fn headlines(&self, lines: &[ResultLine], total: &Counts) -> Vec<Headline> {
        let levels: Vec<&ResultLine> =
            lines.iter().filter(|line| line.level.is_some() && line.line.is_none()).collect();
        let with_cases: Vec<&&ResultLine> = levels.iter().filter(|line| line.counts.cases.total > 0).collect();
        let mut headlines = Vec::new();
        if total.cases.total > 0 {
            headlines.push(self.share(Which::default(), Number::Resolved, total, "figures-resolved-of-all"));
            if let [_, _, ..] = with_cases[..] {
                for line in with_cases.iter().take(2) {
                    let share = self.share(which(line), Number::Resolved, &line.counts, "");
                    let fraction = format!("{} {}", share.fraction, self.label(line).to_lowercase());
                    headlines.push(Headline { fraction, ..share });
                }
            } else {
                headlines.push(self.share(Which::default(), Number::InProgress, total, "figures-in-progress-of-all"));
            }
        }
        let widest =
            levels.iter().filter(|line| line.counts.coverage.units > 1).max_by_key(|line| line.counts.coverage.units);
        if let Some(line) = widest {
            let coverage = &line.counts.coverage;
            let share = print::percent(coverage.active, coverage.units, 1).unwrap_or_default();
            headlines.push(Headline {
                number: print::fraction(coverage.active, coverage.units),
                href: self.asking.rows(which(line), Number::Active),
                fraction: self.shell.ta("figures-units-share", &[("share", &share)]),
                detail: self.shell.ta("figures-at-sites", &[("sites", &coverage.sites)]),
            });
        } else if total.dialogues.held > 0 {
            headlines.push(Headline {
                number: print::number_vn(total.dialogues.held),
                href: self.asking.rows(Which::default(), Number::Held),
                fraction: self.shell.t("number-held"),
                detail: self.shell.ta("figures-at-sites", &[("sites", &total.coverage.sites)]),
            });
        }
        if headlines.len() < 4 && total.submissions > 0 {
            headlines.push(Headline {
                number: print::number_vn(total.submissions),
                href: self.asking.rows(Which::default(), Number::Submissions),
                fraction: self.shell.t("number-submissions"),
                detail: String::new(),
            });
        }
        headlines
    }

    /// A share in large, its fraction under it; the rest of the partition small.
    fn share(&self, which: Which<'_>, number: Number, counts: &Counts, words: &str) -> Headline {
        let (n, cases) = (number.of(counts), &counts.cases);
        let precision = print::precision_of(&cases.parts(), cases.total);
        let counted = self.counted(which, number, n, (cases.total, precision));
        let rest = [(Number::InProgress, cases.in_progress), (Number::NotTakenUp, cases.not_taken_up)];
        let rest = rest.iter().filter(|(other, n)| *n > 0 && *other != number).map(|(other, n)| {
            let share = print::percent(*n, cases.total, precision).unwrap_or_default();
            let outcome = self.shell.of("outcome", other.as_str()).to_lowercase();
            format!("{} {outcome} ({share})", print::fraction(*n, cases.total))
        });
        Headline {
            number: counted.share,
            href: counted.href,
            fraction: if words.is_empty() {
                counted.fraction
            } else {
                format!("{} {}", counted.fraction, self.shell.t(words))
            },
            detail: rest.collect::<Vec<_>>().join(", "),
        }
    }
}

/// The lines of duty that a report names.
pub(super) const fn is_named(line: &str) -> Option<Line> {
    match line.as_bytes() {
        b"party" => Some(Line::Party),
        b"authority" => Some(Line::Authority),
        b"joint" => Some(Line::Joint),
        _ => None,
    }
}
