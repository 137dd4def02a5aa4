//! The opinions of a round as they are typed, and the themes under which they are put.

use async_trait::async_trait;
use domain::day::Day;
use domain::denunciation;
use domain::event::{Gathered, GatheredTheme, GatheringEvent, Kind, Subject};
use domain::gathering::{MOST_OPINIONS, MOST_THEMES, RoundState};
use domain::refusal::Refusal;
use domain::text::TextRef;
use serde::{Deserialize, Serialize};
use store::dialogue::session;
use store::gathering::{self, NewOpinion};
use store::{Act, Error, Ids, Read, Stop, Tx, organisation};

use super::{Found, after_opening, found, settle};
use crate::field::{LINE, WORDS, happened, needed, optional};
use crate::submission::known_field;

/// An opinion as it was typed. No name is asked for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Typed {
    /// The words.
    pub words: String,
    /// Whether who types them says that they are no denunciation, though they look like one.
    #[serde(default)]
    pub no_denunciation: bool,
    /// Village or commune; the place of the body that holds the dialogue when none is given.
    pub territory: Option<i64>,
    /// Code of the field; empty when not known.
    pub field: String,
    /// What kind of matter it is.
    pub kind: Kind,
    /// Whether it is only noted: thanks, a plain statement.
    pub noted: bool,
    /// Whether people are aggrieved by it: it stands first in the synthesis.
    #[serde(default)]
    pub pressing: bool,
    /// How many people said so.
    pub people: Option<i64>,
    /// Which branch or organisation brought it; may be empty.
    pub brought: String,
    /// The theme.
    pub theme: Option<i64>,
    /// The case that is there already and of which it becomes a point.
    pub root: Option<i64>,
}

impl Typed {
    /// The opinion, and whether it has to be said of it that it is no denunciation. `said` is the text where its words are kept already.
    async fn gathered(
        &self,
        tx: &mut Tx,
        found: &Found,
        (id, said): (i64, Option<TextRef>),
        on: Day,
    ) -> Result<(Gathered, bool), Stop> {
        let words = needed("words", &self.words, WORDS)?;
        let held_none = denunciation::held_none("words", words, self.no_denunciation)?;
        let field = known_field(&self.field)?;
        let brought = optional("brought", &self.brought, LINE)?;
        if self.people.is_some_and(|people| !(1..=100_000).contains(&people)) {
            return Err(Refusal::Unreadable { field: "people" }.into());
        }
        if self.theme.is_some_and(|theme| !found.now.themes.iter().any(|it| it.theme.theme == theme)) {
            return Err(Refusal::NotAChoice { field: "theme" }.into());
        }
        let own = organisation::find(tx, found.now.holder).await?.ok_or(Refusal::NotThere)?.territory;
        let territory = self.territory.unwrap_or(own);
        if territory != own && !session::place_within(tx, territory, own, on).await? {
            return Err(Refusal::NotAChoice { field: "village" }.into());
        }
        if let Some(case) = self.root {
            super::sent::root(tx, found, case).await?;
        }
        let text = match said {
            Some(said) => said,
            None => tx.text(words)?,
        };
        let brought = if brought.is_empty() { None } else { Some(tx.text(brought)?) };
        let gathered = Gathered {
            opinion: id,
            theme: self.theme,
            text,
            territory,
            field: field.to_owned(),
            kind: self.kind,
            noted: self.noted,
            pressing: self.pressing,
            people: self.people,
            brought,
            root: self.root,
        };
        Ok((gathered, held_none))
    }
}

/// Types opinions into a round that is open.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Add {
    /// The round.
    pub round: i64,
    /// The opinions.
    pub opinions: Vec<Typed>,
    /// The day on which they were said or brought.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Add {
    const NAME: &'static str = "gathering.add";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, self.round, &[RoundState::Open]).await?;
        add(tx, &found, &self.opinions, self.happened_on).await?;
        Ok(())
    }
}

/// Adds opinions to a round that is open, and says their ids; refused whole where one of them can't be.
pub(crate) async fn add(tx: &mut Tx, found: &Found, typed: &[Typed], on: Day) -> Result<Vec<i64>, Stop> {
    let typed: Vec<_> = typed.iter().map(|typed| (typed, None)).collect();
    put(tx, found, typed, on).await
}

/// Adds an opinion whose words are a text already, which it shares with where they were written first.
pub(crate) async fn take(tx: &mut Tx, found: &Found, typed: &Typed, said: TextRef, on: Day) -> Result<i64, Stop> {
    let made = put(tx, found, vec![(typed, Some(said))], on).await?;
    Ok(*made.first().ok_or(Refusal::NotThere)?)
}

async fn put(tx: &mut Tx, found: &Found, typed: Vec<(&Typed, Option<TextRef>)>, on: Day) -> Result<Vec<i64>, Stop> {
    let on = happened(on, tx.today())?;
    after_opening(&found.row, on)?;
    if found.now.standing().count() + typed.len() > MOST_OPINIONS {
        return Err(Refusal::RoundFull { most: MOST_OPINIONS }.into());
    }
    let mut opinions = Vec::with_capacity(typed.len());
    for (typed, said) in typed {
        let id = tx.id()?;
        opinions.push(typed.gathered(tx, found, (id, said), on).await?);
    }
    let first = i64::try_from(found.now.opinions.len()).unwrap_or(i64::MAX) + 1;
    let rows: Vec<NewOpinion<'_>> =
        (first..).zip(&opinions).map(|(no, (gathered, _))| NewOpinion { no, gathered }).collect();
    gathering::add_opinions(tx, &found.grant, found.row.id, &rows);
    let ids = opinions.iter().map(|(opinion, _)| opinion.opinion).collect();
    for (opinion, held_none) in opinions {
        let id = opinion.opinion;
        tx.append(Subject::Gathering, found.row.id, on, GatheringEvent::OpinionAdded { opinion }.into())?;
        if held_none {
            let held = GatheringEvent::HeldNoDenunciation { opinion: id };
            tx.append(Subject::Gathering, found.row.id, on, held.into())?;
        }
    }
    Ok(ids)
}

/// The opinion of a round, where it stands.
fn stands(found: &Found, id: i64) -> Result<(), Refusal> {
    let known = found.now.standing().any(|it| it.gathered.opinion == id);
    if known { Ok(()) } else { Err(Refusal::NotThere) }
}

/// Types an opinion anew while its round is open.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Revise {
    /// The round.
    pub round: i64,
    /// The opinion.
    pub opinion: i64,
    /// As it is now.
    pub typed: Typed,
}

#[async_trait]
impl Act for Revise {
    const NAME: &'static str = "gathering.revise";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, self.round, &[RoundState::Open]).await?;
        stands(&found, self.opinion)?;
        let today = tx.today();
        let (opinion, held_none) = self.typed.gathered(tx, &found, (self.opinion, None), today).await?;
        gathering::set_opinion(tx, &found.grant, self.round, &opinion);
        tx.append(Subject::Gathering, self.round, today, GatheringEvent::OpinionRevised { opinion }.into())?;
        if held_none {
            let held = GatheringEvent::HeldNoDenunciation { opinion: self.opinion };
            tx.append(Subject::Gathering, self.round, today, held.into())?;
        }
        Ok(())
    }
}

/// Takes an opinion out that was typed by mistake.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StrikeOpinion {
    /// The round.
    pub round: i64,
    /// The opinion.
    pub opinion: i64,
}

#[async_trait]
impl Act for StrikeOpinion {
    const NAME: &'static str = "gathering.strike_opinion";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, self.round, &[RoundState::Open, RoundState::Closed]).await?;
        stands(&found, self.opinion)?;
        let today = tx.today();
        gathering::strike_opinion(tx, &found.grant, self.round, self.opinion);
        tx.append(
            Subject::Gathering,
            self.round,
            today,
            GatheringEvent::OpinionStruck { opinion: self.opinion }.into(),
        )?;
        Ok(())
    }
}

/// Puts opinions under a theme, a new one where it is named, or under none.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Move {
    /// The round.
    pub round: i64,
    /// The opinions.
    pub opinions: Vec<i64>,
    /// The theme; none takes them out of theirs.
    pub theme: Option<i64>,
}

#[async_trait]
impl Act for Move {
    const NAME: &'static str = "gathering.move";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, self.round, &[RoundState::Open, RoundState::Closed]).await?;
        if self.opinions.is_empty() {
            return Err(Refusal::Missing { field: "opinions" }.into());
        }
        for id in &self.opinions {
            stands(&found, *id)?;
        }
        if self.theme.is_some_and(|theme| !found.now.themes.iter().any(|it| it.theme.theme == theme)) {
            return Err(Refusal::NotAChoice { field: "theme" }.into());
        }
        let today = tx.today();
        gathering::move_opinions(tx, &found.grant, self.round, &self.opinions, self.theme);
        let moved = GatheringEvent::OpinionsMoved { opinions: self.opinions.clone(), theme: self.theme };
        tx.append(Subject::Gathering, self.round, today, moved.into())?;
        Ok(())
    }
}

/// A theme as it was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThemeTyped {
    /// The theme that it is already; a new one when none is given.
    pub theme: Option<i64>,
    /// Its title.
    pub title: String,
}

/// Sets the themes of a round, all of them and in their order. One that is left out is gone: its opinions have none.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetThemes {
    /// The round.
    pub round: i64,
    /// The themes.
    pub themes: Vec<ThemeTyped>,
}

#[async_trait]
impl Act for SetThemes {
    const NAME: &'static str = "gathering.set_themes";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, self.round, &[RoundState::Open, RoundState::Closed]).await?;
        if self.themes.len() > MOST_THEMES {
            return Err(Refusal::TooMany { field: "theme_title", most: MOST_THEMES }.into());
        }
        let mut themes: Vec<GatheredTheme> = Vec::with_capacity(self.themes.len());
        for typed in &self.themes {
            let title = needed("theme_title", &typed.title, LINE)?;
            let known = typed.theme.map(|id| found.now.themes.iter().find(|it| it.theme.theme == id));
            let theme = match known {
                Some(None) => return Err(Refusal::Conflict.into()),
                Some(Some(it)) => it.theme.theme,
                None => tx.id()?,
            };
            if themes.iter().any(|it| it.theme == theme) {
                return Err(Refusal::NotAChoice { field: "theme_title" }.into());
            }
            themes.push(GatheredTheme { theme, title: tx.text(title)? });
        }
        let gone = |theme: Option<i64>| theme.is_some_and(|id| !themes.iter().any(|it| it.theme == id));
        let opinions: Vec<i64> =
            found.now.standing().filter(|it| gone(it.gathered.theme)).map(|it| it.gathered.opinion).collect();
        let today = tx.today();
        tx.append(Subject::Gathering, self.round, today, GatheringEvent::ThemesSet { themes }.into())?;
        settle(tx, &found.grant, self.round, None).await?;
        if !opinions.is_empty() {
            gathering::move_opinions(tx, &found.grant, self.round, &opinions, None);
            let moved = GatheringEvent::OpinionsMoved { opinions, theme: None };
            tx.append(Subject::Gathering, self.round, today, moved.into())?;
        }
        Ok(())
    }
}
