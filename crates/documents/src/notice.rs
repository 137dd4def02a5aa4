//! The conclusion notice of a dialogue: what the chair decided of each matter, who leads, by when; and an annex on its side
//! that lists every opinion once.

use std::collections::BTreeSet;

use domain::Day;

use crate::error::Error;
use crate::issuer::in_words;
use crate::model::{Annex, Block, Cell, Column, Document, Issued, Outline, Row, Run, Table};
use crate::paper::{Official, Paper, day_at_beginning, labelled, paragraph};
use crate::print::count;
use crate::typed::Text;
use crate::words::{day_in_figures, fill, words};

/// The notice as data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its frame; `about` is the abstract.
    pub paper: Paper,
    /// The dialogue as a sentence names it.
    pub dialogue: String,
    /// By which channels the opinions were raised, in words; nothing where it was a dialogue.
    pub channels: String,
    /// The day of its session, of the last one if there were several.
    pub held: Day,
    /// Where it was held.
    pub place: String,
    /// Who chaired it.
    pub chairs: Vec<Official>,
    /// How many people came.
    pub people: u32,
    /// How many turns there were.
    pub turns: u32,
    /// What the chair says of the dialogue as a whole.
    pub general: Vec<String>,
    /// What was decided, point by point.
    pub points: Vec<Point>,
    /// What goes to other bodies.
    pub beyond: Vec<Beyond>,
    /// How it is carried out: who reports to whom, who monitors, who supervises.
    pub carrying_out: Vec<String>,
    /// Every opinion of the dialogue, once.
    pub opinions: Vec<Opinion>,
}

impl Notice {
    fn is_elsewhere(&self) -> bool {
        !self.channels.trim().is_empty()
    }
}

/// A point of the notice, which is an assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The matter, in short.
    pub matter: String,
    /// What the chair concluded.
    pub conclusion: String,
    /// The body that leads.
    pub lead: String,
    /// Bodies that take part.
    pub with: Vec<String>,
    /// By when.
    pub due: Option<Day>,
    /// In what form the result is told.
    pub form: Option<String>,
}

/// A matter that another body decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beyond {
    /// The matter, in short.
    pub matter: String,
    /// The body that it goes to.
    pub to: String,
    /// When it was sent there.
    pub sent: Option<Day>,
}

/// An opinion of the dialogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion {
    /// Its number in the dialogue.
    pub number: u32,
    /// The village or group that it came from; never a name.
    pub from: String,
    /// What was raised.
    pub words: String,
    /// Whether it was gathered before the dialogue and nobody raised it there.
    pub gathered: bool,
    /// What became of it.
    pub became: Became,
}

/// An answer on the spot, or after the dialogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// What was said.
    pub words: String,
    /// The day by which something was promised; none where nothing was.
    pub promised: Option<Day>,
    /// The number of the opinion into which this one was merged and whose answer it shares.
    pub shared: Option<u32>,
    /// Whether it came after the dialogue, not on the spot.
    pub later: bool,
}

/// What became of an opinion by the notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Became {
    /// It was answered on the spot or after the dialogue.
    Answered(Spot),
    /// It is settled by a point of the notice, counted from 0.
    Point(usize),
    /// It goes to another body, by a matter beyond competence, counted from 0.
    Beyond(usize),
    /// It is noted: nothing has to be settled.
    Noted,
}

/// Whom a notice concerns, from which its receivers are proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Concerned<'a> {
    /// To whom it reports.
    pub above: &'a [String],
    /// The boards of the Party that follow it.
    pub following: &'a [String],
    /// Who supervises how it is carried out.
    pub front: &'a [String],
    /// The organisations that take part.
    pub cooperating: &'a [String],
    /// Who carries it out.
    pub carrying_out: &'a [String],
    /// The villages that it is made known in.
    pub villages: &'a [String],
}

/// The receivers that are proposed, line by line, in the order of a paper: those above, who supervises, who carries it out, the
/// villages. The copy that is kept stands under them by itself.
pub fn receivers(of: Concerned<'_>) -> Vec<String> {
    let said = &words().notice;
    let lines = |form: &str, names: &[String]| -> Vec<String> {
        names.iter().map(|name| fill(form, &[("body", &in_words(name))])).collect()
    };
    let mut receivers = lines(&said.to_report, of.above);
    receivers.extend(lines(&said.to_follow, of.following));
    receivers.extend(lines(&said.to_supervise, of.front));
    receivers.extend(lines(&said.to_cooperate, of.cooperating));
    receivers.extend(lines(&said.to_carry_out, of.carrying_out));
    receivers.extend(lines(&said.to_make_known, of.villages));
    receivers
}

/// The notice as a paper. Refused where it would contradict itself: an opinion listed twice or under a point that is not
/// there, a point without a body that leads; on an issued one also a point without a day, or with one before the issue.
pub fn notice(data: &Notice) -> Result<Document, Error> {
    check(data)?;
    let said = &words().notice;
    let [opening, heard, closing] = framed(data);
    let mut body = vec![paragraph(opening), paragraph(heard)];
    body.push(Block::Heading(Text::from(&said.general)));
    body.push(paragraph(counted(data)));
    body.extend(data.general.iter().map(paragraph));
    body.push(Block::Heading(Text::from(&said.points)));
    points(data, &mut body);
    body.push(Block::Heading(Text::from(&said.beyond)));
    beyond(data, &mut body);
    body.push(Block::Heading(Text::from(&said.carrying_out)));
    // A single paragraph has no number before it.
    let numbered = data.carrying_out.len() > 1;
    let carrying_out = |text: &String| {
        if numbered { Block::Point { runs: vec![Run::from(text)], heads: false } } else { paragraph(text) }
    };
    body.extend(data.carrying_out.iter().map(carrying_out));
    body.push(paragraph(closing));
    let mut document = data.paper.document(&words().kind_notice, Outline::Arabic, body);
    document.annexes.push(Annex {
        title: Text::from(&said.annex),
        landscape: true,
        body: vec![Block::Table(annex(data))],
    });
    Ok(document)
}

/// How it begins, what comes before what was concluded, and how it ends: what was no dialogue was chaired by nobody.
fn framed(data: &Notice) -> [String; 3] {
    let (day, about) = (day_at_beginning(data.held), data.dialogue.trim());
    if data.is_elsewhere() {
        let said = &words().notice_elsewhere;
        let issuer = data.paper.issuer_words();
        let issuer = in_words(&issuer);
        return [
            fill(&said.opening, &[("day", &day), ("channels", data.channels.trim()), ("about", about)]),
            fill(&said.heard, &[("issuer", &issuer)]),
            fill(&said.closing, &[("issuer", &issuer)]),
        ];
    }
    let said = &words().notice;
    let address = data.paper.address();
    let chairs: Vec<String> = data.chairs.iter().map(|chair| chair.addressed(address)).collect();
    let opening = fill(
        if data.people == 0 { &said.opening_uncounted } else { &said.opening },
        &[
            ("day", &day),
            ("place", data.place.trim()),
            ("chair", &chairs.join("; ")),
            ("about", about),
            ("people", &count(i64::from(data.people))),
        ],
    );
    [opening, said.heard.clone(), said.closing.clone()]
}

fn check(data: &Notice) -> Result<(), Error> {
    let mut seen = BTreeSet::new();
    for opinion in &data.opinions {
        let number = opinion.number;
        if !seen.insert(number) {
            return Err(Error::ListedTwice { number });
        }
        match opinion.became {
            Became::Point(index) if index >= data.points.len() => return Err(Error::NoSuchPoint { number }),
            Became::Beyond(index) if index >= data.beyond.len() => return Err(Error::NoSuchPoint { number }),
            _ => {}
        }
    }
    for (index, point) in data.points.iter().enumerate() {
        let number = index + 1;
        if point.lead.trim().is_empty() {
            return Err(Error::NoLead { point: number });
        }
        // A draft is looked at before everything is known.
        if let Issued::On(day) = data.paper.day {
            let due = point.due.ok_or(Error::NoDue { point: number })?;
            if due < day {
                return Err(Error::DueBeforeIssue { point: number });
            }
        }
    }
    Ok(())
}

/// Counts from the annex itself, so that the two can't differ.
fn counted(data: &Notice) -> String {
    let number = |many: usize| count(i64::try_from(many).unwrap_or(i64::MAX));
    let of = |kind: fn(&Became) -> bool| data.opinions.iter().filter(|opinion| kind(&opinion.became)).count();
    let (said, apart) = (&words().notice, &words().notice_elsewhere);
    let (none, some, later) = if data.is_elsewhere() {
        (&apart.counted_none, &apart.counted, &apart.counted_later)
    } else {
        (&said.counted_none, &said.counted, &said.counted_later)
    };
    if data.opinions.is_empty() {
        return none.clone();
    }
    let gathered = data.opinions.iter().filter(|opinion| opinion.gathered).count();
    let all = [
        ("turns", count(i64::from(data.turns))),
        ("all", number(data.opinions.len())),
        ("spoken", number(data.opinions.len() - gathered)),
        ("gathered", number(gathered)),
    ];
    let some = match gathered {
        0 => some,
        all if all == data.opinions.len() => &said.counted_gathered_alone,
        _ => &said.counted_gathered,
    };
    let mut counted = fill(some, &all.each_ref().map(|(name, value)| (*name, value.as_str())));
    let of_those = |gathered: bool| {
        let is = |it: &&Opinion| it.gathered == gathered && matches!(&it.became, Became::Answered(spot) if spot.later);
        data.opinions.iter().filter(is).count()
    };
    // What there is none of is not counted in a sentence.
    let parts = [
        (&said.counted_spot, of(|became| matches!(became, Became::Answered(spot) if !spot.later))),
        (later, of_those(false)),
        (&said.counted_written, of_those(true)),
        (&said.counted_given, of(|became| matches!(became, Became::Point(_)))),
        (&said.counted_beyond, of(|became| matches!(became, Became::Beyond(_)))),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(_, many)| *many > 0)
        .map(|(form, many)| fill(form, &[("count", &number(many))]))
        .collect();
    if !parts.is_empty() {
        counted = format!("{counted} {}", fill(&said.among, &[("parts", &parts.join("; "))]));
    }
    let noted = of(|became| *became == Became::Noted);
    if noted > 0 {
        counted = format!("{counted} {}", fill(&said.counted_noted, &[("noted", &number(noted))]));
    }
    counted
}

fn points(data: &Notice, body: &mut Vec<Block>) {
    let said = &words().notice;
    if data.points.is_empty() {
        let none = if data.is_elsewhere() { &words().notice_elsewhere.no_points } else { &said.no_points };
        body.push(paragraph(none));
    }
    for point in &data.points {
        body.push(Block::Point { runs: vec![Run::from(&point.matter)], heads: true });
        body.push(Block::Paragraph(labelled(&said.concluded, &point.conclusion)));
        body.push(Block::Dash(labelled(&said.lead, ended(&point.lead))));
        if !point.with.is_empty() {
            body.push(Block::Dash(labelled(&said.with, ended(&point.with.join("; ")))));
        }
        if let Some(due) = point.due {
            body.push(Block::Dash(labelled(&said.due, ended(&day_in_figures(due)))));
        }
        if let Some(form) = &point.form {
            body.push(Block::Dash(labelled(&said.form, ended(form))));
        }
    }
}

fn beyond(data: &Notice, body: &mut Vec<Block>) {
    let said = &words().notice;
    if data.beyond.is_empty() {
        body.push(paragraph(&said.no_beyond));
    }
    for matter in &data.beyond {
        body.push(Block::Point { runs: vec![Run::from(&matter.matter)], heads: true });
        let to = matter.to.trim();
        body.push(paragraph(match matter.sent {
            Some(day) => fill(&said.sent, &[("to", to), ("day", &day_in_figures(day))]),
            None => fill(&said.to_send, &[("to", to)]),
        }));
    }
}

/// The words with a full stop.
fn ended(words: &str) -> Text {
    Text::from(format!("{}.", words.trim().trim_end_matches('.')))
}

fn annex(data: &Notice) -> Table {
    let said = &words().notice;
    let columns = vec![
        Column::Number,
        Column::Medium,
        Column::Wide,
        Column::Wide,
        Column::Medium,
        Column::Medium,
        Column::Short,
        Column::Wide,
    ];
    let head = vec![Row(said.columns.iter().map(Cell::of).collect())];
    let mut rows: Vec<Row> = data.opinions.iter().map(|opinion| row(opinion, data)).collect();
    if rows.is_empty() {
        rows.push(Row(vec![Cell::of(&said.no_opinions).across(columns.len())]));
    }
    Table { columns, head, rows }
}

fn row(opinion: &Opinion, data: &Notice) -> Row {
    let said = &words().notice;
    let (conclusion, lead, with, due, result) = match &opinion.became {
        Became::Answered(spot) => {
            let due = spot.promised.map(day_in_figures).unwrap_or_default();
            let result = match spot {
                Spot { later: true, .. } if data.is_elsewhere() => &words().notice_elsewhere.later,
                Spot { later: true, .. } if opinion.gathered => &said.written,
                Spot { later: true, .. } => &said.later,
                Spot { promised: Some(_), .. } => &said.promised,
                _ => &said.on_the_spot,
            };
            let result = match spot.shared {
                Some(number) => fill(&said.shared, &[("result", result), ("number", &number.to_string())]),
                None => result.clone(),
            };
            // What was promised on the spot is owed by who promised it.
            let promiser = spot.promised.filter(|_| !spot.later).map(|_| in_words(&data.paper.issuer_words()));
            (spot.words.clone(), promiser.unwrap_or_default(), String::new(), due, result)
        }
        Became::Point(index) => {
            let point = &data.points[*index];
            let number = format!("2.{}", index + 1);
            let conclusion = fill(&said.see_point, &[("point", &number), ("conclusion", point.conclusion.trim())]);
            let due = point.due.map(day_in_figures).unwrap_or_default();
            (conclusion, point.lead.clone(), point.with.join("; "), due, point.form.clone().unwrap_or_default())
        }
        Became::Noted => (said.noted.clone(), String::new(), String::new(), String::new(), String::new()),
        Became::Beyond(index) => {
            let Beyond { to, sent, .. } = &data.beyond[*index];
            let form = if sent.is_some() { &said.sent_on_day } else { &said.sent_on };
            let conclusion = fill(form, &[("to", to.trim()), ("day", &sent.map(day_in_figures).unwrap_or_default())]);
            // Nobody leads what was not sent to anybody yet.
            (conclusion, sent.map(|_| to.clone()).unwrap_or_default(), String::new(), String::new(), String::new())
        }
    };
    let number = opinion.number.to_string();
    let from =
        if opinion.gathered { fill(&said.gathered, &[("place", opinion.from.trim())]) } else { opinion.from.clone() };
    let cells = [&number, &from, &opinion.words, &conclusion, &lead, &with, &due, &result];
    Row(cells.into_iter().map(Cell::of).collect())
}
