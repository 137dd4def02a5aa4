//! What the body that holds the dialogue decides of the themes of a round: onto the agenda, answered beforehand, passed on, or
//! left out with a reason that who gathered reads.

use async_trait::async_trait;
use domain::day::Day;
use domain::dialogue::ThemeKind;
use domain::event::{DialogueEvent, GatheringEvent, Subject, Theme};
use domain::gathering::{Round, ThemeWay};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::dialogue::session;
use store::grant::{Of, SUBJECT, may};
use store::{Act, Error, Ids, Read, Stop, Tx, dialogue, gathering};

use super::settle;
use crate::dialogue::{AGENDA, settle as settle_dialogue};
use crate::field::{LINE, REASON, happened, needed, optional};

/// Decides what becomes of a theme of a round that was sent; the last decision counts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Place {
    /// The round.
    pub round: i64,
    /// The theme.
    pub theme: i64,
    /// What becomes of it.
    pub way: ThemeWay,
    /// The line of the agenda; a new one with the title of the theme when none is given.
    pub agenda: Option<i64>,
    /// The body to which it goes, where it is passed on.
    pub to: Option<i64>,
    /// The reason where it is left out, what names the paper where it is answered; may be empty otherwise.
    pub words: String,
    /// The day of the decision.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Place {
    const NAME: &'static str = "gathering.place";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, row) = may(tx, by, Right::GatheringDecide, Of::Gathering(self.round)).await?;
        let now = Round::by(tx.history(Subject::Gathering, self.round).await?).ok_or(Refusal::NotThere)?;
        let theme = now.themes.iter().find(|it| it.theme.theme == self.theme).ok_or(Refusal::NotThere)?;
        let on = happened(self.happened_on, tx.today())?;
        if let Some(earliest) = now.sent_on.filter(|earliest| on < *earliest) {
            return Err(Refusal::HappenedBefore { earliest }.into());
        }
        let words = optional("reason", &self.words, REASON)?;
        if self.way == ThemeWay::LeftOut {
            needed("reason", words, REASON)?;
        }
        let to = match (self.way, self.to) {
            (ThemeWay::Passed, None) => return Err(Refusal::Missing { field: "receiver" }.into()),
            (ThemeWay::Passed, Some(to)) => {
                if !session::are_around(tx, now.holder, &[to], on).await? {
                    return Err(Refusal::NotAChoice { field: "receiver" }.into());
                }
                Some(to)
            }
            _ => None,
        };
        let agenda = if self.way == ThemeWay::Agenda {
            let dialogue: Option<i64> = row.get(SUBJECT + 5)?;
            let dialogue = dialogue.ok_or(Refusal::NotAnnounced)?;
            Some(line(tx, dialogue, self.agenda, theme.theme.theme, on).await?)
        } else {
            None
        };
        let words = if words.is_empty() { None } else { Some(tx.text(words)?) };
        let placed = GatheringEvent::ThemePlaced { theme: self.theme, way: self.way, agenda, to, words };
        tx.append(Subject::Gathering, self.round, on, placed.into())?;
        settle(tx, &grant, self.round, None).await
    }
}

/// The line of the agenda of a dialogue that a theme becomes: one that is stands, or a new one at its end.
async fn line(tx: &mut Tx, id: i64, chosen: Option<i64>, theme: i64, on: Day) -> Result<i64, Stop> {
    let by = tx.by();
    let (grant, row) = may(tx, by, Right::DialogueOpen, Of::Dialogue(id)).await?;
    let state: String = row.get(SUBJECT)?;
    if let Some(last) = dialogue::last_on(tx, id).await?.filter(|_| matches!(state.as_str(), "held" | "concluded"))
        && (on > last || (chosen.is_none() && state == "concluded"))
    {
        return Err(Refusal::AgendaOver { last }.into());
    }
    let known = dialogue::agenda(tx, id).await?;
    if let Some(chosen) = chosen {
        let stands = known.iter().any(|it| it.id == chosen);
        return if stands { Ok(chosen) } else { Err(Refusal::NotAChoice { field: "agenda" }.into()) };
    }
    if state == "struck" {
        return Err(Refusal::NotThere.into());
    }
    if known.len() >= AGENDA {
        return Err(Refusal::TooMany { field: "agenda", most: AGENDA }.into());
    }
    let title = gathering::opinion::theme_title(tx, theme).await?.ok_or(Refusal::Missing { field: "theme_title" })?;
    let title: String = title.chars().take(LINE).collect();
    let (new, text) = (tx.id()?, tx.text(&title)?);
    dialogue::add_theme(tx, &grant, new, id, ThemeKind::Matter.as_str(), &text);
    let mut themes: Vec<Theme> = Vec::with_capacity(known.len() + 1);
    for row in known {
        let kind = ThemeKind::parse(&row.kind).ok_or_else(|| Error::Corrupt(format!("a theme {}", row.kind)))?;
        themes.push(Theme { theme: row.id, kind, title: row.text });
    }
    themes.push(Theme { theme: new, kind: ThemeKind::Matter, title: text });
    tx.history(Subject::Dialogue, id).await?;
    tx.append(Subject::Dialogue, id, on, DialogueEvent::AgendaSet { themes }.into())?;
    settle_dialogue(tx, &grant, id).await?;
    Ok(new)
}
