//! From a table to rows: headings found, titles, sums and signatures left out, what was joined filled down, each cell read.

mod meeting;
mod said;
mod state;

use domain::day::Day;
use domain::denunciation;

use self::meeting::Group;
use crate::cells::{field, fields, is_ordinal, line, without_number};
use crate::day::day;
use crate::found::{LeftOut, Recognised, Unrecognised, Why};
use crate::heading::{Head, head};
use crate::legacy;
use crate::limits::CHARACTERS;
use crate::row::{Column, Problem, SheetRow, Status};
use crate::split::items;
use crate::table::{Cell, Joins, Table};
use crate::words::{WORDS, has_phrase, plain};

/// Finds headings and rows in the first of some tables that has both. `near` is the day given for the whole table, whose year
/// counts where a cell writes none; nothing lies after `today`.
pub fn recognise(tables: &[Table], near: Day, today: Day) -> Result<Recognised, Unrecognised> {
    let mut why = Unrecognised::NoTable;
    for table in tables.iter().filter(|table| !table.rows.is_empty()) {
        let (converted, encoding) = legacy::table(table);
        let used = converted.as_ref().unwrap_or(table);
        let joins = Joins::of(used);
        let Some(head) = head(used, &joins) else {
            if why == Unrecognised::NoTable {
                why = Unrecognised::NoHeadings;
            }
            continue;
        };
        let mut found = Reading { table: used, joins: &joins, raw: table, head: &head, near, today }.rows();
        found.encoding = encoding;
        if found.rows.is_empty() {
            why = Unrecognised::NoRows;
            continue;
        }
        return Ok(found);
    }
    Err(why)
}

struct Reading<'a> {
    table: &'a Table,
    joins: &'a Joins,
    /// As it was brought, before an old encoding was converted.
    raw: &'a Table,
    head: &'a Head,
    near: Day,
    today: Day,
}

impl Reading<'_> {
    fn rows(&self) -> Recognised {
        let columns = self.head.columns.iter().map(|(_, column, heading)| (*column, heading.clone())).collect();
        let mut found = Recognised { columns, unused: self.head.unused.clone(), ..Recognised::default() };
        let mut group = Group::default();
        let mut ended = false;
        for at in 0..self.table.rows.len() {
            let why = if at < self.head.top {
                Some(Why::Title)
            } else if at <= self.head.bottom {
                Some(Why::Head)
            } else if ended {
                Some(Why::Signature)
            } else {
                self.no_matter(at, &mut group, &mut found)
            };
            match why {
                Some(why) => {
                    ended |= why == Why::Signature;
                    if why != Why::Blank {
                        found.left_out.push(LeftOut { row: at + 1, why });
                    }
                }
                None => found.rows.push(self.row(at, &group)),
            }
        }
        found
    }

    /// Why a row below the headings holds no matter of its own; nothing where it holds one.
    fn no_matter(&self, at: usize, group: &mut Group, found: &mut Recognised) -> Option<Why> {
        if self.table.is_blank(at) {
            return Some(Why::Blank);
        }
        let filled: Vec<(usize, String)> = (0..self.table.rows[at].len())
            .filter(|column| !self.table.cell(at, *column).is_empty())
            .map(|column| (column, self.table.cell(at, column).shown()))
            .collect();
        let texts: Vec<String> = filled.iter().map(|(_, text)| plain(text)).collect();
        if self.is_numbering(&texts) {
            return Some(Why::Head);
        }
        // Before signatures, which hold a day as well.
        let title = title_of(&filled);
        if let Some((column, (text, ordinal))) = title
            && self.begins_meeting(at, column, text, ordinal, group)
        {
            return Some(Why::Group);
        }
        let begins = |list: &[String], text: &str| {
            list.iter()
                .any(|word| text == word || text.strip_prefix(word.as_str()).is_some_and(|rest| rest.starts_with(' ')))
        };
        let first = texts.iter().find(|text| !text.chars().all(|letter| letter.is_ascii_digit()));
        let short = first.is_some_and(|text| text.split(' ').count() <= 6);
        let numberless = !self.is_numbered(at);
        if let Some(first) = first
            && short
            && numberless
            && begins(&WORDS.marks.total, first)
        {
            return Some(Why::Total);
        }
        if numberless
            && texts.iter().any(|text| text.split(' ').count() <= 8 && begins(&WORDS.marks.signature, text))
            && self.words_of(at).is_empty()
            || (numberless && filled.len() <= 2 && texts.iter().all(|text| is_signature(text)))
        {
            return Some(Why::Signature);
        }
        // The words were joined with those of the row above: it says more of that matter.
        if let Some(column) = self.of(Column::Words) {
            let (top, _) = self.joins.joined(at, column);
            if top < at && top > self.head.bottom {
                if let Some(last) = found.rows.last_mut() {
                    self.go_on(at, last);
                }
                return Some(Why::GoesOn);
            }
        }
        if let Some((column, (text, ordinal))) = title
            && self.is_group(at, column, text, ordinal, group)
        {
            return Some(Why::Group);
        }
        None
    }

    /// 1, 2, 3 … or (1), (2), (3) under the headings.
    fn is_numbering(&self, texts: &[String]) -> bool {
        texts.len() >= 3
            && texts.len() + 1 >= self.head.columns.len().min(4)
            && texts.windows(2).all(|pair| {
                let next = |text: &str| text.parse::<u32>().ok();
                matches!((next(&pair[0]), next(&pair[1])), (Some(one), Some(other)) if other == one + 1)
            })
    }

    /// Whether a meeting's title stands there; the rows below it have its day and place.
    fn begins_meeting(&self, at: usize, column: usize, title: &str, ordinal: bool, group: &mut Group) -> bool {
        let alone = !ordinal && !self.spans(at, column) && self.of(Column::Words) == Some(column);
        let found = if alone { None } else { meeting::meeting(title, ordinal, self.near) };
        found.is_some_and(|found| {
            *group = Group::of(found);
            true
        })
    }

    fn spans(&self, at: usize, column: usize) -> bool {
        self.joins.holding(at, column).is_some_and(|it| it.top == at && it.right > it.left)
    }

    /// A title over the rows below it: it spans columns, or has an ordinal of its own, and may name their place or field.
    fn is_group(&self, at: usize, column: usize, title: &str, ordinal: bool, group: &mut Group) -> bool {
        let spans = self.spans(at, column);
        let in_words = self.of(Column::Words) == Some(column);
        let words = plain(title);
        let short = words.split(' ').count() <= if spans { 14 } else { 6 };
        if words.is_empty() || !short || (in_words && !spans && !ordinal) {
            return false;
        }
        let (field, fields) = (field(title), fields(title));
        if WORDS.marks.places.iter().any(|word| words.starts_with(&format!("{word} "))) {
            title.clone_into(&mut group.place);
        } else if !field.is_empty() {
            title.trim().clone_into(&mut group.section);
            group.field = if fields.len() > 1 { String::new() } else { field };
            group.fields = if fields.len() > 1 { fields } else { Vec::new() };
        } else if !spans {
            return false;
        }
        true
    }

    fn of(&self, column: Column) -> Option<usize> {
        self.head.columns.iter().find(|(_, known, _)| *known == column).map(|(at, ..)| *at)
    }

    fn is_numbered(&self, at: usize) -> bool {
        self.of(Column::Number).is_some_and(|column| {
            let text = self.table.cell(at, column).shown();
            !text.is_empty() && text.trim_end_matches('.').chars().all(|letter| letter.is_ascii_digit())
        })
    }

    fn words_of(&self, at: usize) -> String {
        self.text(at, Column::Words)
    }

    /// The cell of a column; what was joined downwards fills the rows it covers.
    fn cell(&self, at: usize, column: Column) -> &Cell {
        const NOTHING: &Cell = &Cell::Empty;
        self.of(column).map_or(NOTHING, |place| self.cell_at(at, place))
    }

    fn cell_at(&self, at: usize, place: usize) -> &Cell {
        let (row, joined) = self.joins.joined(at, place);
        if row > self.head.bottom { self.table.cell(row, joined) } else { self.table.cell(at, place) }
    }

    fn text(&self, at: usize, column: Column) -> String {
        self.of(column).map_or_else(String::new, |place| self.text_at(at, place))
    }

    fn text_at(&self, at: usize, place: usize) -> String {
        let text = self.cell_at(at, place).shown();
        text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }

    fn go_on(&self, at: usize, last: &mut SheetRow) {
        let more = [self.answers(at), self.text(at, Column::Agency)];
        for (more, kept) in more.into_iter().zip([&mut last.answer, &mut last.agency]) {
            if !more.is_empty() && *kept != more {
                if !kept.is_empty() {
                    kept.push('\n');
                }
                kept.push_str(&more);
            }
        }
    }

    fn row(&self, at: usize, group: &Group) -> SheetRow {
        let mut row = SheetRow {
            row: at + 1,
            number: self.text(at, Column::Number),
            words: self.text(at, Column::Words),
            name: line(&self.text(at, Column::Name)),
            contact: line(&self.text(at, Column::Contact)),
            place: line(&self.text(at, Column::Place)),
            agency: line(&self.text(at, Column::Agency)),
            answer: self.answers(at),
            ..SheetRow::default()
        };
        if row.place.is_empty()
            && let Some((name, place)) = named_place(&row.name)
        {
            (row.name, row.place) = (name, place);
        }
        if row.place.is_empty() {
            row.place.clone_from(&group.place);
        }
        row.held_at.clone_from(&group.held_at);
        row.goes_on = !row.name.is_empty()
            && self.of(Column::Name).is_some_and(|column| {
                let (top, _) = self.joins.joined(at, column);
                top < at && top > self.head.bottom
            });
        row.items = items(&row.words);
        if let Some(column) = self.of(Column::Words) {
            let (top, left) = self.joins.joined(at, column);
            let as_brought = self.raw.cell(top, left).shown();
            if self.table.cell(top, left).shown() != as_brought {
                row.original = Some(as_brought);
            }
        }
        self.read_field(at, group, &mut row);
        self.read_kind(at, &mut row);
        self.read_channel(at, &mut row);
        for (column, past) in
            [(Column::Date, true), (Column::Answered, true), (Column::Due, false), (Column::Review, false)]
        {
            let day = self.read_day(at, column, past, &mut row.problems);
            match column {
                Column::Date if self.cell(at, column).is_empty() => row.date = self.on(group, &mut row.problems),
                Column::Date => row.date = day,
                Column::Answered => row.answered_on = day,
                Column::Due => row.due_on = day,
                _ => row.review_on = day,
            }
        }
        if row.date.is_some() && row.date == group.on {
            row.meeting.clone_from(&group.meeting);
        }
        self.read_status(at, &mut row);
        self.check(&mut row);
        row
    }

    /// The day of a row's meeting, where the row has none of its own.
    fn on(&self, group: &Group, problems: &mut Vec<Problem>) -> Option<Day> {
        if group.on.is_some_and(|on| on > self.today) {
            problems.push(Problem::InTheFuture(Column::Date));
        }
        group.on.filter(|on| *on <= self.today)
    }

    fn check(&self, row: &mut SheetRow) {
        if row.words.is_empty() {
            row.problems.push(Problem::NoWords);
        }
        let lengths = [(Column::Words, &row.words), (Column::Answer, &row.answer)];
        for (column, text) in lengths {
            if text.chars().count() > CHARACTERS / 4 {
                row.problems.push(Problem::TooLong(column));
            }
        }
        for (column, text) in [
            (Column::Name, &row.name),
            (Column::Contact, &row.contact),
            (Column::Place, &row.place),
            (Column::Agency, &row.agency),
        ] {
            if text.chars().count() > 200 {
                row.problems.push(Problem::TooLong(column));
            }
        }
        if row.status.is_some_and(Status::is_settled) && row.answer.is_empty() {
            row.problems.push(Problem::NoAnswer);
        }
        let raised = row.date.unwrap_or(self.near);
        if row.answered_on.is_some_and(|on| on < raised) {
            row.problems.push(Problem::AnsweredBefore);
        }
        let said = [&row.words, &row.notes, &row.answer].into_iter().any(|text| denunciation::is_said(text));
        if said && !row.problems.contains(&Problem::Denunciation) {
            row.problems.push(Problem::Denunciation);
        }
        // What may not be kept is not carried further either.
        if row.problems.contains(&Problem::Denunciation) {
            for text in
                [&mut row.words, &mut row.name, &mut row.contact, &mut row.answer, &mut row.agency, &mut row.notes]
            {
                text.clear();
            }
            row.items.clear();
            row.original = None;
        }
    }

    fn read_day(&self, at: usize, column: Column, past: bool, problems: &mut Vec<Problem>) -> Option<Day> {
        let cell = self.cell(at, column);
        if cell.is_empty() {
            return None;
        }
        match day(cell, self.near) {
            None => {
                problems.push(Problem::NotADate(column));
                None
            }
            Some(day) if past && day > self.today => {
                problems.push(Problem::InTheFuture(column));
                None
            }
            found => found,
        }
    }
}

/// Name and place of "Ông Bé, ấp Bến Sen".
fn named_place(name: &str) -> Option<(String, String)> {
    let (name, place) = name.rsplit_once(',')?;
    let said = plain(place);
    let is_place = WORDS.marks.places.iter().any(|word| said.starts_with(&format!("{word} ")));
    (is_place && !name.trim().is_empty()).then(|| (name.trim().to_owned(), place.trim().to_owned()))
}

/// The one text of a row, or that after its ordinal, with its column and whether an ordinal stands before it.
fn title_of(filled: &[(usize, String)]) -> Option<(usize, (&str, bool))> {
    match filled {
        [(column, text)] => Some((*column, without_number(text))),
        [(_, number), (column, text)] if is_ordinal(number.trim_end_matches('.')) => {
            Some((*column, (text.as_str(), true)))
        }
        _ => None,
    }
}

/// Who made or signed a table, or the place and day below it.
fn is_signature(text: &str) -> bool {
    let words = text.split(' ').count();
    // "…, ngày 5 tháng 3 năm 2026" below a table.
    let dated = [&WORDS.marks.day, &WORDS.marks.month, &WORDS.marks.year]
        .iter()
        .all(|list| list.iter().any(|word| has_phrase(text, word)));
    words <= 14
        && (dated
            || WORDS.marks.signature.iter().any(|word| text == word || text.starts_with(&format!("{word} ")))
                && words <= 8)
}
