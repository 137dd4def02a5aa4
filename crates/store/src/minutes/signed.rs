//! What the minutes of a session say: gathered until they are signed, kept as it was from then on (decision 0036).

use domain::day::Day;
use domain::event::{DialogueEvent, Event, Subject};
use domain::text::TextRef;
use serde::{Deserialize, Serialize};

use super::{Chair, MinutesRow, SpokenRow, Spot, spoken};
use crate::dialogue::{self, session};
use crate::event::of_act;
use crate::grant::Grant;
use crate::paper::{IssuerRow, Line, Words, issuer_on, kept, superior_on, written};
use crate::reader::Read;
use crate::submission::KEPT;
use crate::synthesis::{self, Earlier, EarlierMatter};
use crate::tx::Tx;
use crate::{Error, args};

/// What the minutes of a session say. Names and numbers are those of the day; what was typed is named by its text, so that it can
/// be erased or kept from everybody here as well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The body that holds the dialogue.
    pub issuer: IssuerRow,
    /// The body right over it.
    pub over: Option<IssuerRow>,
    /// Whether the dialogue has other sessions.
    pub several: bool,
    /// Its number in the dialogue.
    pub no: i64,
    /// Its day.
    pub held_on: Day,
    /// When it began, in minutes since midnight.
    pub began: Option<i64>,
    /// When it ended.
    pub ended: Option<i64>,
    /// Whether they were read back.
    pub read_back: bool,
    /// The village or commune.
    pub place: String,
    /// Who chaired it.
    pub chair: Option<Chair>,
    /// How many came of each group.
    pub came: Vec<(String, i64)>,
    /// The bodies that were there.
    pub bodies: Vec<String>,
    title: i64,
    hall: Option<i64>,
    secretary: Option<i64>,
    conclusion: Option<i64>,
    earlier: Option<Before>,
    spoken: Vec<Spoken>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Before {
    dialogue: i64,
    held_on: Day,
    matters: Vec<(i64, String, Option<Day>)>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Spoken {
    turn_no: i64,
    mode: String,
    submission: i64,
    channel: String,
    words: i64,
    place: String,
    mark: String,
    #[serde(default)]
    kind: String,
    answer: Option<Answered>,
    lead: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Answered {
    words: i64,
    speaker: Option<(String, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    named: Option<i64>,
    body: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    promised_on: Option<Day>,
}

impl From<&SpokenRow> for Spoken {
    fn from(row: &SpokenRow) -> Self {
        Self {
            turn_no: row.turn_no,
            mode: row.mode.clone(),
            submission: row.submission,
            channel: row.channel.clone(),
            words: row.text,
            place: row.place.clone(),
            mark: row.mark.clone(),
            kind: row.kind.clone(),
            answer: row.answer.as_ref().map(|answer| Answered {
                words: answer.text,
                speaker: answer.speaker.clone(),
                named: answer.named.as_ref().map(|(text, _)| *text),
                body: answer.body.clone(),
                promised_on: answer.promised_on,
            }),
            lead: row.lead.clone(),
        }
    }
}

impl Spoken {
    fn told(&self, words: &Words) -> SpokenRow {
        SpokenRow {
            turn_no: self.turn_no,
            mode: self.mode.clone(),
            submission: self.submission,
            channel: self.channel.clone(),
            words: words.get(self.words),
            text: self.words,
            place: self.place.clone(),
            mark: self.mark.clone(),
            kind: self.kind.clone(),
            answer: self.answer.as_ref().map(|answer| Spot {
                words: words.get(answer.words).unwrap_or_default(),
                text: answer.words,
                speaker: answer.speaker.clone(),
                named: answer.named.map(|text| (text, words.get(text))),
                body: answer.body.clone(),
                promised_on: answer.promised_on,
            }),
            lead: self.lead.clone(),
        }
    }
}

/// What the minutes of a session say, with the words that were typed.
#[derive(Clone, Debug)]
pub struct Told {
    /// What was gathered or kept.
    pub said: Said,
    /// The title of the dialogue; empty once erased.
    pub title: String,
    /// The hall.
    pub hall: Option<String>,
    /// Who took them.
    pub secretary: Option<String>,
    /// What the chair concluded.
    pub conclusion: Option<String>,
    /// The dialogue before.
    pub earlier: Option<Earlier>,
    /// What was raised; what is kept from everybody now is left out.
    pub spoken: Vec<SpokenRow>,
}

/// What the minutes of a session say: as they were signed, or as they would be. Those that were signed before papers were kept
/// are gathered as of their day. `line` tells in which one the body over the issuer stands.
pub async fn told(read: &mut dyn Read, row: &MinutesRow, line: Line) -> Result<Option<Told>, Error> {
    let mut was = None;
    if row.signed_on.is_some() {
        for event in of_act(read, Subject::Dialogue, row.dialogue, "dialogue.minutes_kept").await?.into_iter().rev() {
            if let Event::Dialogue(DialogueEvent::MinutesKept { session, paper }) = event
                && session == row.session
            {
                was = kept::<Said>(read, paper.id).await?;
                break;
            }
        }
    }
    let said = match was {
        Some(said) => Some(said),
        None => gathered(read, row, line, row.signed_on).await?,
    };
    match said {
        Some(said) => with_words(read, said).await.map(Some),
        None => Ok(None),
    }
}

/// What the minutes of a session say by a day, or now; nothing where its dialogue or its body is not there.
async fn gathered(
    read: &mut dyn Read,
    row: &MinutesRow,
    line: Line,
    signed_on: Option<Day>,
) -> Result<Option<Said>, Error> {
    let on = signed_on.unwrap_or(row.held_on);
    let Some(talk) = dialogue::find(read, row.dialogue).await? else { return Ok(None) };
    let Some(issuer) = issuer_on(read, talk.organisation, on).await? else { return Ok(None) };
    let texts = read
        .row(
            "SELECT d.title_text_id, s.place_text_id, m.secretary_text_id, m.conclusion_text_id
             FROM sessions s JOIN dialogues d ON d.id = s.dialogue_id LEFT JOIN minutes m ON m.session_id = s.id
             WHERE s.id = $1",
            &args![row.session],
        )
        .await?;
    let Some(texts) = texts else { return Ok(None) };
    let sessions = super::of_dialogue(read, row.dialogue).await?.len();
    let bodies = session::bodies(read, row.dialogue).await?;
    let before = synthesis::earlier(read, row.session).await?;
    Ok(Some(Said {
        over: superior_on(read, talk.organisation, line(&issuer.kind), on).await?,
        issuer,
        several: sessions > 1,
        no: row.no,
        held_on: row.held_on,
        began: row.began,
        ended: row.ended,
        read_back: row.read_back,
        place: row.place.clone(),
        chair: row.chair.clone(),
        came: session::attendance(read, row.session).await?,
        bodies: bodies.into_iter().filter(|(of, ..)| *of == row.session).map(|(_, _, name)| name).collect(),
        title: texts.get(0)?,
        hall: texts.get(1)?,
        secretary: texts.get(2)?,
        conclusion: texts.get(3)?,
        earlier: before.map(|it| Before {
            dialogue: it.dialogue,
            held_on: it.held_on,
            matters: it.matters.into_iter().map(|it| (it.text, it.outcome, it.due_on)).collect(),
        }),
        spoken: spoken(read, row.session, signed_on.unwrap_or(Day::OPEN)).await?.iter().map(Spoken::from).collect(),
    }))
}

async fn with_words(read: &mut dyn Read, said: Said) -> Result<Told, Error> {
    let mut texts = vec![said.title];
    texts.extend(said.hall.into_iter().chain(said.secretary).chain(said.conclusion));
    texts.extend(said.earlier.iter().flat_map(|before| before.matters.iter().map(|(text, ..)| *text)));
    for matter in &said.spoken {
        texts.push(matter.words);
        texts.extend(matter.answer.iter().flat_map(|answer| [Some(answer.words), answer.named]).flatten());
    }
    let words = Words::of(read, &texts).await?;
    let hidden = Words::hidden(read, &texts).await?;
    let shown = |text: i64| text != KEPT && !hidden.contains(&text);
    let earlier = said.earlier.as_ref().map(|before| Earlier {
        dialogue: before.dialogue,
        held_on: before.held_on,
        matters: before
            .matters
            .iter()
            .filter(|(text, ..)| shown(*text))
            .map(|(text, outcome, due_on)| EarlierMatter {
                words: words.get(*text),
                text: *text,
                outcome: outcome.clone(),
                due_on: *due_on,
            })
            .collect(),
    });
    Ok(Told {
        title: words.get(said.title).unwrap_or_default(),
        hall: words.get(said.hall),
        secretary: words.get(said.secretary),
        conclusion: words.get(said.conclusion),
        earlier,
        spoken: said.spoken.iter().filter(|row| shown(row.words)).map(|row| row.told(&words)).collect(),
        said,
    })
}

/// Keeps what the minutes of a session say that are signed on the day `on`, and names it for the event.
pub async fn keep(tx: &mut Tx, _: &Grant, row: &MinutesRow, line: Line, on: Day) -> Result<Option<TextRef>, Error> {
    let said = gathered(tx, row, line, Some(on)).await?;
    said.map(|said| tx.text(&written(&said))).transpose()
}
