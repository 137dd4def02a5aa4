//! Rounds in which opinions are gathered before a dialogue (nắm tình hình, lấy ý kiến trước đối thoại): how one stands by its
//! events. The Front and the organisations collect and put together what people say before each dialogue, and propose it to the
//! head.

use serde::{Deserialize, Serialize};

use crate::correction::{Effective, effective};
use crate::day::Day;
use crate::event::{Event, Gathered, GatheredMade, GatheredTheme, GatheringEvent, Recorded};
use crate::text::TextRef;

/// The most opinions of one round: sending it is one act. A second round for the same dialogue can be opened.
pub const MOST_OPINIONS: usize = 200;
/// The most themes of one round.
pub const MOST_THEMES: usize = 40;

/// How far a round has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RoundState {
    /// Somebody asked for it.
    Asked,
    /// Opinions are typed.
    Open,
    /// Nothing more is typed.
    Closed,
    /// The synthesis was sent; it changes no more.
    Sent,
    /// Recorded by mistake.
    Struck,
}

impl RoundState {
    /// Every state, in order.
    pub const ALL: [Self; 5] = [Self::Asked, Self::Open, Self::Closed, Self::Sent, Self::Struck];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Sent => "sent",
            Self::Struck => "struck",
        }
    }

    /// The state kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// What the body that holds the dialogue decided of a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThemeWay {
    /// It is on the agenda of the dialogue.
    Agenda,
    /// It is answered in writing before the dialogue.
    Written,
    /// It goes to a body that settles it.
    Passed,
    /// It has no place in this dialogue, for a reason that is told to who gathered.
    LeftOut,
}

impl ThemeWay {
    /// Every way, in the order of declaration.
    pub const ALL: [Self; 4] = [Self::Agenda, Self::Written, Self::Passed, Self::LeftOut];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agenda => "agenda",
            Self::Written => "written",
            Self::Passed => "passed",
            Self::LeftOut => "left_out",
        }
    }

    /// The way kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.as_str() == word)
    }
}

/// What was decided of a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// What becomes of it.
    pub way: ThemeWay,
    /// The line of the agenda.
    pub agenda: Option<i64>,
    /// The body to which it goes.
    pub to: Option<i64>,
    /// The reason, or what names the paper.
    pub words: Option<TextRef>,
    /// When.
    pub on: Day,
}

/// A theme as its round has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundTheme {
    /// The theme.
    pub theme: GatheredTheme,
    /// What was decided of it.
    pub placed: Option<Placed>,
}

/// An opinion as its round has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundOpinion {
    /// The opinion as it was typed last.
    pub gathered: Gathered,
    /// Whether it was recorded by mistake.
    pub struck: bool,
    /// What it became.
    pub made: Option<GatheredMade>,
}

/// A round as its events leave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// The body that gathers.
    pub organisation: i64,
    /// The body whose dialogue it is for.
    pub holder: i64,
    /// The dialogue.
    pub dialogue: Option<i64>,
    /// The dialogue as a plan names it.
    pub planned: Option<i64>,
    /// How far it has come.
    pub state: RoundState,
    /// When it was asked for.
    pub asked_on: Option<Day>,
    /// By when the synthesis is asked for.
    pub by_on: Option<Day>,
    /// What names the paper of the request.
    pub request: Option<TextRef>,
    /// When gathering began.
    pub opened_on: Option<Day>,
    /// The day on the synthesis.
    pub sent_on: Option<Day>,
    /// The number of the synthesis.
    pub document: Option<TextRef>,
    /// Who signed it.
    pub signer: Option<TextRef>,
    /// Its themes in their order; those that were taken out are gone.
    pub themes: Vec<RoundTheme>,
    /// Its opinions, in the order in which they were typed.
    pub opinions: Vec<RoundOpinion>,
}

impl Round {
    fn founded(founding: &Effective<'_>) -> Option<Self> {
        let Event::Gathering(happened) = &founding.recorded.event else { return None };
        let (organisation, holder, dialogue, planned, state) = match happened {
            GatheringEvent::Asked { organisation, holder, dialogue, planned, .. } => {
                (*organisation, *holder, *dialogue, *planned, RoundState::Asked)
            }
            GatheringEvent::Opened { organisation, holder, dialogue, planned, .. } => {
                (*organisation, *holder, *dialogue, *planned, RoundState::Open)
            }
            _ => return None,
        };
        let mut round = Self {
            organisation,
            holder,
            dialogue,
            planned,
            state: if founding.struck { RoundState::Struck } else { state },
            asked_on: None,
            by_on: None,
            request: None,
            opened_on: None,
            sent_on: None,
            document: None,
            signer: None,
            themes: Vec::new(),
            opinions: Vec::new(),
        };
        match happened {
            GatheringEvent::Asked { by_on, document, .. } => {
                (round.asked_on, round.by_on, round.request) = (Some(founding.on), *by_on, document.clone());
            }
            _ => round.opened_on = Some(founding.on),
        }
        Some(round)
    }

    fn apply(&mut self, event: &Effective<'_>) {
        let Event::Gathering(happened) = &event.recorded.event else { return };
        match happened {
            GatheringEvent::Asked { .. } | GatheringEvent::HeldNoDenunciation { .. } => {}
            GatheringEvent::Opened { .. } => {
                self.opened_on = Some(event.on);
                self.turn(RoundState::Open);
            }
            GatheringEvent::ThemesSet { themes } => {
                let before = std::mem::take(&mut self.themes);
                let placed = |theme: i64| before.iter().find(|known| known.theme.theme == theme);
                self.themes = themes
                    .iter()
                    .map(|theme| RoundTheme {
                        theme: theme.clone(),
                        placed: placed(theme.theme).and_then(|known| known.placed.clone()),
                    })
                    .collect();
            }
            GatheringEvent::OpinionAdded { opinion } => {
                self.opinions.push(RoundOpinion { gathered: opinion.clone(), struck: false, made: None });
            }
            GatheringEvent::OpinionRevised { opinion } => {
                if let Some(known) = self.opinion(opinion.opinion) {
                    known.gathered = opinion.clone();
                }
            }
            GatheringEvent::OpinionsMoved { opinions, theme } => {
                for id in opinions {
                    if let Some(known) = self.opinion(*id) {
                        known.gathered.theme = *theme;
                    }
                }
            }
            GatheringEvent::OpinionStruck { opinion } => {
                if let Some(known) = self.opinion(*opinion) {
                    known.struck = true;
                }
            }
            GatheringEvent::Closed => self.turn(RoundState::Closed),
            GatheringEvent::Reopened => self.turn(RoundState::Open),
            GatheringEvent::Sent { document, signer, opinions } => {
                (self.sent_on, self.document, self.signer) = (Some(event.on), Some(document.clone()), signer.clone());
                for made in opinions {
                    if let Some(known) = self.opinion(made.opinion) {
                        known.made = Some(*made);
                    }
                }
                self.turn(RoundState::Sent);
            }
            GatheringEvent::ThemePlaced { theme, way, agenda, to, words } => {
                let placed = Placed { way: *way, agenda: *agenda, to: *to, words: words.clone(), on: event.on };
                if let Some(known) = self.themes.iter_mut().find(|known| known.theme.theme == *theme) {
                    known.placed = Some(placed);
                }
            }
        }
    }

    fn opinion(&mut self, id: i64) -> Option<&mut RoundOpinion> {
        self.opinions.iter_mut().find(|known| known.gathered.opinion == id)
    }

    fn turn(&mut self, state: RoundState) {
        if self.state != RoundState::Struck {
            self.state = state;
        }
    }

    /// How it stands after all its events; nothing where they are not those of a round. `events` in the order of their `seq`:
    /// what was typed on one day is taken in that order, and days of papers change no order here.
    pub fn by(events: &[Recorded]) -> Option<Self> {
        let mut effective = effective(events);
        effective.sort_by_key(|event| event.recorded.seq);
        let (founding, later) = effective.split_first()?;
        let mut round = Self::founded(founding)?;
        for event in later {
            round.apply(event);
        }
        Some(round)
    }

    /// The opinions that stand.
    pub fn standing(&self) -> impl Iterator<Item = &RoundOpinion> {
        self.opinions.iter().filter(|opinion| !opinion.struck)
    }
}
