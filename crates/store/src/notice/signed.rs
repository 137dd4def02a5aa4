//! What stands around the points of a notice: gathered while it is drafted, kept as it was once it is issued (decision 0036).

use std::collections::BTreeSet;

use domain::day::Day;
use domain::event::{Event, NoticeEvent, Subject};
use domain::notice::Listed;
use domain::text::TextRef;
use serde::{Deserialize, Serialize};

use super::listed::{MatterRow, Texts, matters};
use super::{NoticeRow, PointRow, find, points};
use crate::dialogue::{self, session};
use crate::event::of_act;
use crate::grant::Grant;
use crate::minutes::{self, Chair};
use crate::paper::{IssuerRow, Line, Words, issuer_on, kept, superior_on, written};
use crate::reader::Read;
use crate::submission::KEPT;
use crate::tx::Tx;
use crate::{Error, args};

/// What stands around the points of a notice. Names and numbers are those of the day; what was typed is named by its text, so
/// that it can be erased or kept from everybody here as well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Around {
    /// The body that issues it.
    pub issuer: IssuerRow,
    /// The body right over it.
    pub over: Option<IssuerRow>,
    /// The name of the body on its page.
    pub body: String,
    /// Name and post of whoever signed it.
    pub signer: Option<(String, String)>,
    /// The name of the head of the body, who signs where nobody is named.
    pub head: Option<String>,
    /// The day of its last session.
    pub held_on: Day,
    /// Its sessions.
    pub sittings: Vec<Sitting>,
    /// How many people came.
    pub people: i64,
    /// How many spoke.
    pub turns: i64,
    /// By which channels it was raised, where it was at no dialogue; none where it was. Not in what was kept before they
    /// were kept with it: that is asked for, as it was when it was signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channels: Option<Vec<String>>,
    title: i64,
    bodies: Vec<(i64, String)>,
    matters: Vec<Matter>,
}

/// A session of the dialogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sitting {
    /// Who chaired it.
    pub chair: Option<Chair>,
    /// The village or commune.
    pub place: String,
    /// The hall; nothing once erased.
    #[serde(skip)]
    pub hall: Option<String>,
    hall_text: Option<i64>,
}

/// A matter without the words that were typed of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the matter")]
struct Matter {
    submission: i64,
    case: i64,
    no: i64,
    answered: bool,
    #[serde(default)]
    later: bool,
    beyond: bool,
    ended: bool,
    turn: i64,
    place: String,
    field: String,
    kind: String,
    mark: String,
    sent_to: Option<String>,
    sent_on: Option<Day>,
    held_on: Day,
    #[serde(default)]
    promised_on: Option<Day>,
    #[serde(default)]
    shared: Option<i64>,
    texts: Texts,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    gathered: Option<i64>,
}

impl From<&MatterRow> for Matter {
    fn from(row: &MatterRow) -> Self {
        Self {
            submission: row.listed.submission,
            case: row.listed.case,
            no: row.listed.no,
            answered: row.listed.answered,
            later: row.listed.later,
            beyond: row.listed.beyond,
            ended: row.listed.ended,
            turn: row.turn,
            place: row.place.clone(),
            field: row.field.clone(),
            kind: row.kind.clone(),
            mark: row.mark.clone(),
            sent_to: row.sent_to.clone(),
            sent_on: row.sent_on,
            held_on: row.held_on,
            promised_on: row.promised_on,
            shared: row.shared,
            texts: row.texts,
            gathered: row.gathered,
        }
    }
}

impl Matter {
    /// The matter with its words; what is kept from everybody now has neither title nor answer nor place.
    fn told(&self, words: &Words, hidden: &BTreeSet<i64>) -> MatterRow {
        let hidden = self.texts.words == KEPT || hidden.contains(&self.texts.words);
        let of = |text: Option<i64>| words.get(text).filter(|_| !hidden);
        MatterRow {
            listed: Listed {
                submission: self.submission,
                case: self.case,
                no: self.no,
                answered: self.answered,
                later: self.later,
                beyond: self.beyond,
                ended: self.ended,
            },
            turn: self.turn,
            place: if hidden { String::new() } else { self.place.clone() },
            words: of(Some(self.texts.words)),
            title: of(self.texts.title),
            field: self.field.clone(),
            kind: self.kind.clone(),
            mark: self.mark.clone(),
            answer: of(self.texts.answer),
            promised_on: self.promised_on.filter(|_| !hidden),
            shared: self.shared,
            // How a result is told was said in the points, when they were written.
            reachable: true,
            sent_to: self.sent_to.clone(),
            sent_on: self.sent_on,
            held_on: self.held_on,
            texts: self.texts,
            gathered: self.gathered,
        }
    }
}

/// What stands around the points of a notice, with the words that were typed.
#[derive(Clone, Debug)]
pub struct Told {
    /// What was gathered or kept.
    pub around: Around,
    /// The title of the dialogue; empty once erased.
    pub title: String,
    /// The matters of the dialogue.
    pub matters: Vec<MatterRow>,
}

impl Told {
    /// Gives points the names that their bodies had.
    pub fn name(&self, points: &mut [PointRow]) {
        let name = |(id, name): &mut (i64, String)| {
            if let Some((_, known)) = self.around.bodies.iter().find(|(known, _)| known == id) {
                name.clone_from(known);
            }
        };
        for point in points {
            point.lead.iter_mut().for_each(name);
            point.with.iter_mut().for_each(name);
        }
    }
}

/// What stands around the points of a notice: as it was issued, or as it would be on the day `until`. One that was issued before
/// papers were kept is gathered as of its day. `line` tells in which one the body over the issuer stands.
pub async fn told(read: &mut dyn Read, row: &NoticeRow, line: Line, until: Day) -> Result<Option<Told>, Error> {
    let was = match of_act(read, Subject::Notice, row.id, "notice.kept").await?.pop() {
        Some(Event::Notice(NoticeEvent::Kept { paper })) => kept::<Around>(read, paper.id).await?,
        _ => None,
    };
    let around = if was.is_some() {
        was
    } else {
        let mut matters = matters(read, row.dialogue, until).await?;
        // What was issued before papers were kept was issued without what was gathered.
        matters.retain(|matter| row.issued_on.is_none() || matter.gathered.is_none());
        gathered(read, row, &matters, (line, until)).await?
    };
    match around {
        Some(mut around) => {
            if around.channels.is_none() {
                around.channels = Some(dialogue::channels(read, row.dialogue).await?);
            }
            with_words(read, around).await.map(Some)
        }
        None => Ok(None),
    }
}

/// What stands around the points of a notice now, with the matters that were found; nothing where its dialogue or its body is
/// not there.
async fn gathered(
    read: &mut dyn Read,
    row: &NoticeRow,
    matters: &[MatterRow],
    (line, on): (Line, Day),
) -> Result<Option<Around>, Error> {
    let talk = dialogue::find(read, row.dialogue).await?;
    let issuer = issuer_on(read, row.organisation, on).await?;
    let (Some(talk), Some(issuer)) = (talk, issuer) else { return Ok(None) };
    let title = read.row("SELECT title_text_id FROM dialogues WHERE id = $1", &args![row.dialogue]).await?;
    let halls = read
        .rows("SELECT id, place_text_id FROM sessions WHERE dialogue_id = $1 ORDER BY id", &args![row.dialogue])
        .await?;
    let halls = halls.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<Vec<_>, Error>>()?;
    let (mut sittings, mut people, mut held_on) = (Vec::new(), 0, None);
    for sitting in minutes::of_dialogue(read, row.dialogue).await? {
        people += session::attendance(read, sitting.session).await?.iter().map(|(_, people)| people).sum::<i64>();
        held_on = held_on.max(Some(sitting.held_on));
        let hall_text = halls.iter().find(|(id, _)| *id == sitting.session).and_then(|(_, text): &(i64, _)| *text);
        sittings.push(Sitting { chair: sitting.chair, place: sitting.place, hall: None, hall_text });
    }
    let (turns, _) = dialogue::marked(read, row.dialogue).await?;
    let post = if row.kind == "party_committee" { "secretary" } else { "chairman" };
    let terms = session::chairs(read, row.organisation, on).await?;
    let head = terms.into_iter().find(|term| term.organisation == row.organisation && term.post == post);
    let mut bodies: Vec<(i64, String)> = Vec::new();
    for point in points(read, row.id).await? {
        bodies.extend(point.lead.into_iter().chain(point.with));
    }
    bodies.sort();
    bodies.dedup();
    Ok(Some(Around {
        over: superior_on(read, row.organisation, line(&issuer.kind), on).await?,
        issuer,
        body: row.body.clone(),
        signer: row.signer.clone(),
        head: head.map(|term| term.name),
        held_on: held_on.unwrap_or(talk.held_on),
        sittings,
        people,
        turns,
        channels: Some(dialogue::channels(read, row.dialogue).await?),
        title: title.map_or(Ok(KEPT), |row| row.get(0))?,
        bodies,
        matters: matters.iter().map(Matter::from).collect(),
    }))
}

async fn with_words(read: &mut dyn Read, mut around: Around) -> Result<Told, Error> {
    let mut texts = vec![around.title];
    texts.extend(around.sittings.iter().filter_map(|sitting| sitting.hall_text));
    for matter in &around.matters {
        texts.push(matter.texts.words);
        texts.extend(matter.texts.title.into_iter().chain(matter.texts.answer));
    }
    let words = Words::of(read, &texts).await?;
    let hidden = Words::hidden(read, &texts).await?;
    for sitting in &mut around.sittings {
        sitting.hall = words.get(sitting.hall_text);
    }
    let title = words.get(around.title).unwrap_or_default();
    let matters = around.matters.iter().map(|matter| matter.told(&words, &hidden)).collect();
    Ok(Told { around, title, matters })
}

/// Keeps what stands around the points of a notice that was just issued on the day `on`, with the matters by which it was
/// checked, and names it for the event.
pub async fn keep(
    tx: &mut Tx,
    _: &Grant,
    id: i64,
    matters: &[MatterRow],
    (line, on): (Line, Day),
) -> Result<Option<TextRef>, Error> {
    let Some(row) = find(tx, id).await? else { return Ok(None) };
    let around = gathered(tx, &row, matters, (line, on)).await?;
    around.map(|around| tx.text(&written(&around))).transpose()
}
