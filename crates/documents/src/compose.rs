//! Lays a paper out by a profile: head, title, text, signatures, annexes.

pub(crate) mod head;
mod table;

use crate::error::Error;
use crate::model::{Block, Document, Issued, Outline, Run};
use crate::pages::{Align, Grid, GridKind, Item, Label, Line, List, Pages, Piece, Section, Slot, twips};
use crate::profile::{Measure, Part, Profile, Word};
use crate::typed::Text;
use crate::words::{day_in_words, fill, words};

/// Millimetres of a sheet of A4.
const SHORT_SIDE: u32 = 210;
const LONG_SIDE: u32 = 297;

/// Dots that stand for a name.
const BLANK: &str = "…………";

/// A blank in which number, day or month are written: no-break spaces, which no writer takes together.
pub(crate) const TO_BE_WRITTEN: &str = "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}";

/// The paper as it is written by the profile, which has to be that of who issues it and of its day.
pub fn compose(document: &Document, profile: &Profile) -> Result<Pages, Error> {
    if !profile.systems.contains(&document.issuer.system) {
        return Err(Error::MixedHead { profile: profile.id.clone(), system: document.issuer.system });
    }
    if !profile.in_force(document.day.day()) {
        return Err(Error::NotInForce { profile: profile.id.clone(), day: document.day.day() });
    }
    let required = [
        ("issuer", &document.issuer.name),
        ("place", &document.place),
        ("type name", &document.type_name),
        ("subject", &document.about),
    ];
    let needed = |field: &str| field != "type name" || !document.letter;
    if let Some((field, _)) = required.iter().find(|(field, text)| text.is_empty() && needed(field)) {
        return Err(Error::Missing { field });
    }
    let composer = Composer { profile, outline: document.outline };
    let mut sections = vec![composer.main(document)?];
    for (index, annex) in document.annexes.iter().enumerate() {
        let label = match document.annexes.len() {
            1 => words().common.annex.clone(),
            _ => format!("{} {}", words().common.annex, roman(index + 1)),
        };
        let width = composer.text_width(annex.landscape);
        let mut items = vec![
            Item::Line(Line { keep: true, ..Line::of(Part::AnnexLabel, Align::Center, Text::form(&label)) }),
            Item::Line(Line {
                keep: true,
                ..Line::of(Part::AnnexTitle, Align::Center, composer.cased(Part::AnnexTitle, &annex.title))
            }),
        ];
        let of = fill(&words().common.annex_of, &[("cited", &cited(document, profile))]);
        items.push(Item::Line(Line { keep: true, ..Line::of(Part::Reference, Align::Center, Text::from(of)) }));
        composer.blocks(&annex.body, width, &mut items)?;
        let restarts = profile.number(Measure::AnnexRestarts) == 1;
        sections.push(Section { landscape: annex.landscape, restarts, items });
    }
    let symbol = document.symbol.as_ref().map(|symbol| head::symbol(symbol, profile)).unwrap_or_default();
    let called = if document.letter { &document.about } else { &document.type_name };
    let title = Text::from(format!("{} {symbol}", called.as_str()));
    Ok(Pages { profile: profile.clone(), title, sections, mark: Text::default() })
}

/// How a paper names this one: kind, number, day and body.
pub(crate) fn cited(document: &Document, profile: &Profile) -> String {
    let symbol = document.symbol.as_ref().map(|symbol| head::symbol(symbol, profile)).unwrap_or_default();
    fill(
        &words().common.cited,
        &[
            ("type", document.type_name.as_str()),
            ("symbol", &symbol),
            ("sep", profile.word(Word::CitedDay)),
            ("day", &issued(document.day)),
            ("issuer", &document.issuer.name.as_str().replace('\n', " ")),
        ],
    )
}

/// The day of a paper in words, with blanks on a draft.
pub(crate) fn issued(day: Issued) -> String {
    match day {
        Issued::On(day) => day_in_words(day),
        Issued::Draft(day) => {
            let year = day.year().to_string();
            fill(&words().common.day, &[("day", TO_BE_WRITTEN), ("month", TO_BE_WRITTEN), ("year", &year)])
        }
    }
}

struct Composer<'a> {
    profile: &'a Profile,
    outline: Outline,
}

/// How far the headings and points were counted.
#[derive(Default)]
struct Counted {
    heading: usize,
    point: usize,
}

impl Composer<'_> {
    /// The width of the text in twips.
    fn text_width(&self, landscape: bool) -> u32 {
        let side = if landscape { LONG_SIDE } else { SHORT_SIDE };
        let margins = if landscape { Measure::MarginTop } else { Measure::MarginLeft };
        let other = if landscape { Measure::MarginBottom } else { Measure::MarginRight };
        twips(side) - twips(self.profile.number(margins)) - twips(self.profile.number(other))
    }

    /// The words in capitals where the part has them.
    fn cased(&self, part: Part, words: &Text) -> Text {
        if self.profile.face(part).upper { words.upper() } else { words.clone() }
    }

    fn main(&self, document: &Document) -> Result<Section, Error> {
        let width = self.text_width(document.landscape);
        let mut items = vec![Item::Grid(self.head(document, width))];
        if !document.letter {
            items.extend(self.title(document).into_iter().map(Item::Line));
        }
        let begin = items.len();
        self.blocks(&document.body, width, &mut items)?;
        self.end(&mut items[begin..]);
        items.extend(self.closing(document, width)?.into_iter().map(Item::Grid));
        Ok(Section { landscape: document.landscape, restarts: false, items })
    }

    fn blocks(&self, blocks: &[Block], width: u32, items: &mut Vec<Item>) -> Result<(), Error> {
        let mut counted = Counted::default();
        for block in blocks {
            items.push(match block {
                Block::Heading(text) => {
                    counted = Counted { heading: counted.heading + 1, point: 0 };
                    let label = Some(self.heading_label(counted.heading));
                    Item::Line(Line { keep: true, label, ..Line::of(Part::Heading, Align::Both, text.clone()) })
                }
                Block::Point { runs, heads } => {
                    if counted.heading == 0 {
                        return Err(Error::PointUnderNothing);
                    }
                    counted.point += 1;
                    let part = if *heads { Part::SubHeading } else { Part::Body };
                    let label = Some(self.point_label(&counted));
                    Item::Line(Line { keep: *heads, label, ..line(part, runs) })
                }
                Block::Letter(index, runs) => {
                    let letters = &words().common.letters;
                    let text = format!("{})", letters[index % letters.len()]);
                    let label = Some(Label { list: List::Letters, level: 0, text });
                    Item::Line(Line { label, ..line(Part::Body, runs) })
                }
                Block::Dash(runs) => {
                    let label = Some(Label { list: List::Dash, level: 0, text: "-".to_owned() });
                    Item::Line(Line { label, ..line(Part::Body, runs) })
                }
                Block::Addressed(to) => {
                    Item::Line(Line { keep: true, ..Line::of(Part::Body, Align::Center, to.clone()) })
                }
                Block::Paragraph(runs) => Item::Line(line(Part::Body, runs)),
                Block::Table(table) => Item::Grid(self.table(table, width)?),
            });
        }
        Ok(())
    }

    fn heading_label(&self, number: usize) -> Label {
        match self.outline {
            Outline::Roman => {
                let text = format!("{}{}", roman(number), self.profile.word(Word::RomanEnd));
                Label { list: List::Roman, level: 0, text }
            }
            Outline::Arabic => Label { list: List::Arabic, level: 0, text: format!("{number}.") },
        }
    }

    fn point_label(&self, counted: &Counted) -> Label {
        match self.outline {
            Outline::Roman => Label { list: List::Roman, level: 1, text: format!("{}.", counted.point) },
            Outline::Arabic => {
                Label { list: List::Arabic, level: 1, text: format!("{}.{}.", counted.heading, counted.point) }
            }
        }
    }

    /// Ends the text as the system ends it, and keeps its last lines with the signatures: no signature stands alone.
    fn end(&self, items: &mut [Item]) {
        let mark = self.profile.word(Word::BodyEnd);
        if let Some(Item::Line(line)) = items.last_mut()
            && let Some(piece) = line.runs.last_mut()
        {
            let bare = piece.words.as_str().trim_end_matches(['.', '/', ' ', '\n', ';']);
            piece.words = Text::form(&format!("{bare}{mark}"));
        }
        let from = items.len().saturating_sub(2);
        for item in &mut items[from..] {
            match item {
                Item::Line(line) => line.keep = true,
                Item::Grid(grid) => keep_last_rows(grid),
            }
        }
    }
}

/// A paragraph of the text.
fn line(part: Part, runs: &[Run]) -> Line {
    let piece = |run: &Run| match run {
        Run::Plain(words) => Piece { words: words.clone(), bold: false, italic: false, blank: None },
        Run::Bold(words) => Piece { words: words.clone(), bold: true, italic: false, blank: None },
        Run::Italic(words) => Piece { words: words.clone(), bold: false, italic: true, blank: None },
        Run::Blank(number) => Piece { words: Text::form(BLANK), bold: false, italic: false, blank: Some(*number) },
    };
    let runs = runs.iter().map(piece).filter(|piece| !piece.words.is_empty()).collect();
    Line { runs, ..Line::of(part, Align::Both, Text::default()) }
}

/// The last two rows of a table stay with what follows it.
fn keep_last_rows(grid: &mut Grid) {
    if grid.kind != GridKind::Table {
        return;
    }
    let from = grid.rows.len().saturating_sub(2);
    for slot in grid.rows[from..].iter_mut().flat_map(|row| &mut row.slots) {
        if let Slot::Begins(cell) = slot {
            cell.lines.iter_mut().for_each(|line| line.keep = true);
        }
    }
}

/// The number in Roman figures.
pub(crate) fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut rest = number;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn roman_figures() {
        let figures: Vec<String> = [1, 4, 9, 14, 40, 99].into_iter().map(roman).collect();
        assert_eq!(figures, ["I", "IV", "IX", "XIV", "XL", "XCIX"]);
    }
}
