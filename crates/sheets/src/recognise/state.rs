//! How far a matter has come: from a column of its own, or from what stands where it was answered.

use domain::day::Day;

use super::Reading;
use crate::cells::line;
use crate::outcome::{self, SENTENCE};
use crate::paper::{paper, sent};
use crate::row::{Column, Problem, SentOn, SheetRow, Status};
use crate::words::plain;

impl Reading<'_> {
    pub(super) fn read_status(&self, at: usize, row: &mut SheetRow) {
        let mut typed = self.text(at, Column::Status);
        for (column, said) in [(Column::Answer, &mut row.answer), (Column::Status, &mut typed)] {
            if outcome::is_carried(said) {
                self.note(column, said, &mut row.notes);
                said.clear();
            }
        }
        self.read_note(at, typed.is_empty(), row);
        let text = plain(&typed);
        let mut says: Vec<String> = row.answer.lines().map(str::to_owned).collect();
        let whole = says.join(" ");
        if text.is_empty() {
            row.status = says.iter().find_map(|line| outcome::leading(line, &whole));
            if says.iter().all(|line| outcome::begun(line, &whole).is_none()) {
                let by = says.iter().find_map(|line| outcome::by_word(line, &whole));
                row.by_words = by.map(|(_, words)| words).unwrap_or_default();
            }
            // A state alone is no answer, unless it is all that is said of what was settled.
            let settled = row.status.is_none_or(Status::is_settled);
            if !settled && says.iter().all(|line| outcome::is_bare(line)) {
                row.answer.clear();
            }
        } else {
            read_state(&typed, &text, row);
        }
        // An answer of a later day was not given there.
        let later = row.answered_on.is_some_and(|day| day > row.date.unwrap_or(self.near));
        let there = outcome::on_the_spot(&typed) || says.iter().any(|line| outcome::answered_there(line));
        row.on_the_spot = row.status.is_some_and(Status::is_settled) && !later && there;
        if !text.is_empty() {
            says.push(typed);
        }
        if row.on_the_spot && row.answer.is_empty() {
            row.answer = says.join("\n");
        }
        self.read_days_of(&says, row);
        self.read_papers(&says, row);
    }

    /// What was noted of a row: an answer where nothing else says what came of it, else a note that is kept.
    fn read_note(&self, at: usize, stateless: bool, row: &mut SheetRow) {
        let note = self.text(at, Column::Note);
        if note.is_empty() {
            return;
        }
        let settles = outcome::leading(&note, &note).is_some_and(Status::is_settled);
        if stateless && row.answer.is_empty() && settles {
            row.by_words.clone_from(&note);
            row.answer = note;
            return;
        }
        row.beyond = outcome::is_beyond(&note);
        if outcome::is_carried(&note) || !row.answer.contains(&note) {
            self.note(Column::Note, &note, &mut row.notes);
        }
    }

    /// Notes what stands in a column, with its heading.
    fn note(&self, column: Column, said: &str, notes: &mut String) {
        let heading = self.head.columns.iter().find(|(_, known, _)| *known == column);
        let heading = heading.map(|(_, _, heading)| heading.trim()).unwrap_or_default();
        let line = format!("{heading}: {}", line(said));
        *notes = [notes.as_str(), line.as_str()].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n");
    }

    /// The number of the paper with which it was answered, or to whom it was sent on while it is open.
    fn read_papers(&self, says: &[String], row: &mut SheetRow) {
        match row.status {
            Some(Status::Done | Status::Explained) if !row.on_the_spot => {
                let mut led = says.iter().filter(|line| outcome::leading(line, line).is_some());
                row.paper = led.find_map(|line| Some(paper(line).0).filter(|it| !it.is_empty())).unwrap_or_default();
            }
            Some(Status::InProgress) => {
                let raised = row.date.unwrap_or(self.near);
                row.sent = says
                    .iter()
                    .find_map(|line| sent(line, self.near))
                    .map(|sent| SentOn { on: sent.on.filter(|day| (raised..=self.today).contains(day)), ..sent });
                // Why it was sent is told in the words of the table.
                for line in says.iter().filter(|line| sent(line, self.near).is_some()) {
                    also_answered(line, &mut row.answer);
                }
            }
            _ => {}
        }
    }

    /// The day in a cell that says how far a matter has come: the last one of what is not settled, that of the answer of what
    /// is. A column of its own says it better.
    fn read_days_of(&self, says: &[String], row: &mut SheetRow) {
        let all = says;
        let mut says = says.iter().filter(|line| line.split_whitespace().count() <= 3 * SENTENCE);
        match row.status {
            Some(Status::Done | Status::Explained) if !row.on_the_spot => {
                let day = says
                    .filter(|line| outcome::leading(line, line).is_some())
                    .find_map(|line| outcome::answered(line, self.near))
                    .or_else(|| all.iter().find_map(|line| self.day_of_paper(line)));
                let raised = row.date.unwrap_or(self.near);
                row.answered_on = row.answered_on.or(day.filter(|day| (raised..=self.today).contains(day)));
            }
            Some(Status::Deferred) if row.review_on.is_none() => {
                row.review_on = says.find_map(|line| outcome::until(line, self.near));
            }
            Some(Status::InProgress | Status::NotTakenUp) if row.due_on.is_none() => {
                // The day on which it was sent is no last day.
                let sent_on = |line: &String| sent(line, self.near).and_then(|sent| sent.on);
                row.due_on =
                    says.find_map(|line| outcome::until(line, self.near).filter(|due| sent_on(line) != Some(*due)));
            }
            // Without a status a day that has passed may be that on which it was done.
            None if row.due_on.is_none() => {
                let day = says.find_map(|line| outcome::until(line, self.near));
                row.due_on = day.filter(|day| *day > self.today);
            }
            _ => {}
        }
    }
}

impl Reading<'_> {
    /// The day of the paper with which a long answer begins.
    fn day_of_paper(&self, line: &str) -> Option<Day> {
        let first: Vec<&str> = line.split_whitespace().take(3 * SENTENCE).collect();
        let first = first.join(" ");
        (outcome::leading(&first, line).is_some_and(Status::is_settled) && !paper(&first).0.is_empty())
            .then(|| outcome::answered(&first, self.near))
            .flatten()
    }
}

fn read_state(typed: &str, text: &str, row: &mut SheetRow) {
    // "Đã thay 6 bóng đèn" names no state, and says more than that somebody answered.
    let work = outcome::by_word(typed, typed).filter(|(status, _)| *status == Status::Done);
    if let Some((status, words)) = work.filter(|_| outcome::begun(typed, typed).is_none()) {
        row.status = Some(status);
        row.by_words = words;
    } else {
        row.status = outcome::status(text);
    }
    // What asks another body for something settles nothing.
    let asks_on = row.status.is_some_and(Status::is_settled) && outcome::asks_on(typed);
    if asks_on {
        row.status = Some(Status::InProgress);
    }
    // A sentence says more than how far it has come: it is kept with the answer.
    if text.split(' ').count() > SENTENCE || asks_on {
        also_answered(typed, &mut row.answer);
    }
    if row.status.is_none() {
        row.problems.push(Problem::UnknownStatus);
    }
}

fn also_answered(typed: &str, answer: &mut String) {
    if !answer.contains(typed) {
        *answer = [answer.as_str(), typed].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n");
    }
}
