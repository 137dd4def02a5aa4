//! The minutes of a dialogue's session: who came, each turn with its matters and the answers on the spot, the conclusion.

use domain::Day;

use crate::model::{Authority, Block, Document, Outline, Run, Signature};
use crate::paper::{Official, Paper, Time, capital, labelled, paragraph};
use crate::print::count;
use crate::typed::Text;
use crate::words::{day_in_figures, day_in_words, fill, words};

/// The minutes as data. Who spoke has no place here: each turn prints a numbered blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minutes {
    /// Its frame; `about` names the dialogue.
    pub paper: Paper,
    /// The day of the session.
    pub held: Day,
    /// When it began; left to be written by hand where nobody said.
    pub began: Option<Time>,
    /// When it ended, in the same way.
    pub ended: Option<Time>,
    /// Where it was held.
    pub place: String,
    /// Who chaired it.
    pub chairs: Vec<Official>,
    /// Who took the minutes.
    pub secretaries: Vec<Official>,
    /// How many came of each group; nobody is named.
    pub came: Vec<Came>,
    /// Bodies that were present.
    pub bodies: Vec<String>,
    /// What became of the opinions of the dialogue before, in sentences.
    pub earlier: Vec<String>,
    /// What was raised, in order.
    pub turns: Vec<Turn>,
    /// What the chair concluded.
    pub conclusion: Vec<String>,
    /// Whether the minutes were read back to those who were there.
    pub read_back: bool,
}

/// People of one group who came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// The group.
    pub group: String,
    /// How many.
    pub people: u32,
}

/// Whose turn it is. Nobody's name stands here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Somebody who spoke: a blank for the name.
    Speaker,
    /// Somebody who handed in a letter: a blank for the name.
    Letter,
    /// Somebody who asked not to be named: no blank.
    Unnamed,
    /// Somebody for a group: a blank for the name.
    Group,
}

/// Somebody speaking once, or one letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Its number in the session, which is that of its blank.
    pub number: u32,
    /// The village or group they came from.
    pub from: Option<String>,
    /// How they come to speak.
    pub who: Who,
    /// What was raised.
    pub matters: Vec<Matter>,
}

/// A matter of a turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    /// In the words of who raised it.
    pub words: String,
    /// What was answered on the spot.
    pub answers: Vec<Answer>,
    /// Where it is settled afterwards.
    pub left_to: Option<LeftTo>,
}

/// Where a matter is settled after the dialogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeftTo {
    /// With a body that is named.
    Body(String),
    /// By the notice of conclusion.
    Notice,
    /// Elsewhere: it is beyond the competence of the body.
    Beyond,
    /// Nobody said: it was neither answered nor marked.
    Nobody,
}

/// Who signs the minutes: whoever took them at the left, the chair at the right, each in their own name.
pub fn signatures(secretary: Option<&str>, chair: Option<&str>) -> Vec<Signature> {
    let said = &words().minutes;
    let of = |post: &str, name: Option<&str>| Signature {
        authority: Authority::Own,
        post: Text::from(post),
        name: name.map(Text::from),
    };
    vec![of(&said.signs_secretary, secretary), of(&said.signs_chair, chair)]
}

fn time(time: Option<Time>) -> String {
    time.map_or_else(|| words().minutes.no_time.clone(), Time::words)
}

/// An answer on the spot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The post or body that answered.
    pub by: String,
    /// What was answered.
    pub words: String,
    /// The day by which something was promised; none where nothing was.
    pub promised: Option<Day>,
}

/// The minutes as a paper.
pub fn minutes(data: &Minutes) -> Document {
    let said = &words().minutes;
    let opening = fill(
        &said.opening,
        &[
            ("time", &time(data.began)),
            ("day", &day_in_words(data.held)),
            ("place", data.place.trim()),
            ("issuer", &data.paper.issuer_words()),
            ("about", data.paper.about.trim()),
        ],
    );
    let mut body = vec![paragraph(opening), Block::Heading(Text::from(&said.present))];
    let address = data.paper.address();
    officials(&said.chair, &data.chairs, address, &mut body);
    officials(&said.secretary, &data.secretaries, address, &mut body);
    came(data, &mut body);
    if !data.bodies.is_empty() {
        body.push(point(&said.bodies));
        body.extend(data.bodies.iter().map(|name| Block::Dash(vec![Run::from(name)])));
    }
    if !data.earlier.is_empty() {
        body.push(Block::Heading(Text::from(&said.earlier)));
        body.extend(data.earlier.iter().map(paragraph));
    }
    body.push(Block::Heading(Text::from(&said.opinions)));
    turns(data, &mut body);
    body.push(Block::Heading(Text::from(&said.conclusion)));
    if data.conclusion.is_empty() {
        body.push(paragraph(&said.no_conclusion));
    }
    body.extend(data.conclusion.iter().map(paragraph));
    let closed = if data.read_back { &said.closed_read } else { &said.closed };
    body.push(paragraph(fill(closed, &[("time", &time(data.ended))])));
    data.paper.document(&words().kind_minutes, Outline::Roman, body)
}

fn point(text: impl Into<Text>) -> Block {
    Block::Point { runs: vec![Run::Plain(text.into())], heads: false }
}

fn officials(label: &str, officials: &[Official], address: &str, body: &mut Vec<Block>) {
    body.push(point(label));
    // Somebody did it: a name that nobody typed is written by hand.
    if officials.is_empty() {
        body.push(paragraph(&words().common.to_write));
    }
    body.extend(officials.iter().map(|official| Block::Dash(vec![Run::from(capital(&official.addressed(address)))])));
}

fn came(data: &Minutes, body: &mut Vec<Block>) {
    let said = &words().minutes;
    if data.came.is_empty() {
        body.push(point(&said.nobody_counted));
        return;
    }
    let all: i64 = data.came.iter().map(|group| i64::from(group.people)).sum();
    body.push(point(fill(&said.came, &[("count", &count(all))])));
    for group in &data.came {
        let people = count(i64::from(group.people));
        let text = fill(&said.group, &[("group", group.group.trim()), ("count", &people)]);
        body.push(Block::Dash(vec![Run::from(text)]));
    }
}

fn turns(data: &Minutes, body: &mut Vec<Block>) {
    let said = &words().minutes;
    if data.turns.is_empty() {
        body.push(paragraph(&said.no_opinions));
        return;
    }
    let matters = || data.turns.iter().flat_map(|turn| &turn.matters);
    let number = |many: usize| count(i64::try_from(many).unwrap_or(i64::MAX));
    let answered = matters().filter(|matter| !matter.answers.is_empty()).count();
    let values =
        [("turns", number(data.turns.len())), ("matters", number(matters().count())), ("answered", number(answered))];
    let values = values.each_ref().map(|(key, value)| (*key, value.as_str()));
    body.push(paragraph(fill(if answered == 0 { &said.spoken_unanswered } else { &said.spoken }, &values)));
    for turn in &data.turns {
        let (who, from) = match turn.who {
            Who::Speaker => (&said.speaker, &said.speaker_from),
            Who::Letter => (&said.letter, &said.letter_from),
            Who::Unnamed => (&said.unnamed, &said.speaker_from),
            Who::Group => (&said.group_speaker, &said.speaker_from),
        };
        let from = match &turn.from {
            Some(place) => fill(from, &[("from", place.trim())]),
            None => ":".to_owned(),
        };
        let mut runs = vec![Run::Plain(Text::form(who))];
        if turn.who != Who::Unnamed {
            runs.push(Run::Blank(turn.number));
        }
        runs.push(Run::Plain(Text::form(&from)));
        body.push(Block::Point { runs, heads: true });
        for (index, matter) in turn.matters.iter().enumerate() {
            let words = vec![Run::from(&matter.words)];
            // A single matter has no letter before it.
            body.push(if turn.matters.len() > 1 { Block::Letter(index, words) } else { Block::Paragraph(words) });
            for answer in &matter.answers {
                let label = fill(&said.answered, &[("by", answer.by.trim())]);
                body.push(Block::Paragraph(labelled(&label, &answer.words)));
                if let Some(day) = answer.promised {
                    let by = fill(&said.promised_by, &[("day", &day_in_figures(day))]);
                    body.push(Block::Paragraph(labelled(&said.promised, &by)));
                }
            }
            let to = match &matter.left_to {
                None => continue,
                Some(LeftTo::Body(name)) => name,
                Some(LeftTo::Notice) => &said.left_notice,
                Some(LeftTo::Beyond) => &said.left_beyond,
                Some(LeftTo::Nobody) => {
                    body.push(paragraph(&said.left_nobody));
                    continue;
                }
            };
            body.push(Block::Paragraph(labelled(&said.left, to)));
        }
    }
}
