//! A dialogue as its events leave it: what its rows have to say, whatever was corrected or struck.

use crate::correction::effective;
use crate::day::Day;
use crate::dialogue::{Dialogue, ThemeKind};
use crate::event::{DialogueEvent, Event, Group, Recorded};

/// A session as the events leave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitting {
    /// The session.
    pub session: i64,
    /// Its day and its place; none when its setting was struck.
    pub set: Option<(Day, i64)>,
    /// The term of whoever chairs it.
    pub chair: Option<i64>,
    /// Id of the text why a deputy does.
    pub deputy_reason: Option<i64>,
    /// The event by which it began.
    pub opened_by: Option<i64>,
    /// The event by which it ended.
    pub held_by: Option<i64>,
    /// People who came, by group, in the order of the groups.
    pub attendance: Vec<Group>,
    /// Bodies present, in the order of their ids.
    pub bodies: Vec<i64>,
    /// The day on which its minutes were signed.
    pub minutes_signed_on: Option<Day>,
    /// What its minutes say beside what was typed at its desk.
    pub minutes: MinutesStanding,
    /// Scans of its signed minutes, in the order of their ids.
    pub scans: Vec<i64>,
}

/// What the minutes of a session say beside what was typed at its desk. Texts by their ids.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MinutesStanding {
    /// When it began, in minutes since midnight.
    pub began: Option<i64>,
    /// When it ended.
    pub ended: Option<i64>,
    /// Who took them.
    pub secretary: Option<i64>,
    /// What the chair concluded.
    pub conclusion: Option<i64>,
    /// They were read back.
    pub read_back: bool,
    /// Why none are taken.
    pub reason: Option<i64>,
}

/// A line of the agenda as the events leave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ThemeStanding {
    /// The theme.
    pub theme: i64,
    /// What it is.
    pub kind: ThemeKind,
    /// Id of the text of its title.
    pub title: i64,
}

/// A dialogue as the events leave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// `announced`, `open`, `held`, `concluded`, `struck`.
    pub state: &'static str,
    /// The body that holds it.
    pub organisation: i64,
    /// The term of the head whose dialogue it is.
    pub chair: Option<i64>,
    /// Its sessions, in the order of their ids.
    pub sittings: Vec<Sitting>,
    /// Its agenda.
    pub agenda: Vec<ThemeStanding>,
}

impl Standing {
    /// The day of its first session.
    pub fn first_on(&self) -> Option<Day> {
        self.sittings.iter().filter_map(|sitting| sitting.set).map(|(on, _)| on).min()
    }

    /// One session.
    pub fn sitting(&self, session: i64) -> Option<&Sitting> {
        self.sittings.iter().find(|sitting| sitting.session == session)
    }

    fn at(&mut self, session: i64) -> &mut Sitting {
        let place = self.sittings.iter().position(|sitting| sitting.session == session);
        let place = place.unwrap_or_else(|| {
            self.sittings.push(Sitting {
                session,
                set: None,
                chair: None,
                deputy_reason: None,
                opened_by: None,
                held_by: None,
                attendance: Vec::new(),
                bodies: Vec::new(),
                minutes_signed_on: None,
                minutes: MinutesStanding::default(),
                scans: Vec::new(),
            });
            self.sittings.len() - 1
        });
        &mut self.sittings[place]
    }

    fn apply(&mut self, on: Day, id: i64, event: &DialogueEvent) {
        match event {
            DialogueEvent::SessionSet { session, on, territory } => self.at(*session).set = Some((*on, *territory)),
            DialogueEvent::SessionChaired { session, chair, deputy_reason } => {
                let sitting = self.at(*session);
                (sitting.chair, sitting.deputy_reason) = (Some(*chair), deputy_reason.as_ref().map(|text| text.id));
            }
            DialogueEvent::SessionUnchaired { session } => {
                let sitting = self.at(*session);
                (sitting.chair, sitting.deputy_reason) = (None, None);
            }
            DialogueEvent::Opened { session } => self.at(*session).opened_by = Some(id),
            DialogueEvent::Held { session } => self.at(*session).held_by = Some(id),
            DialogueEvent::Attended { session, groups } => {
                let mut groups = groups.clone();
                groups.sort_by_key(|group| group.audience);
                self.at(*session).attendance = groups;
            }
            DialogueEvent::BodiesPresent { session, bodies } => {
                let mut bodies = bodies.clone();
                bodies.sort_unstable();
                self.at(*session).bodies = bodies;
            }
            DialogueEvent::AgendaSet { themes } => {
                self.agenda = themes
                    .iter()
                    .map(|theme| ThemeStanding { theme: theme.theme, kind: theme.kind, title: theme.title.id })
                    .collect();
            }
            DialogueEvent::SessionMinutesSigned { session } => self.at(*session).minutes_signed_on = Some(on),
            DialogueEvent::MinutesTaken { session, began, ended, secretary, conclusion, read_back } => {
                let minutes = &mut self.at(*session).minutes;
                *minutes = MinutesStanding {
                    began: *began,
                    ended: *ended,
                    secretary: secretary.as_ref().map(|text| text.id),
                    conclusion: conclusion.as_ref().map(|text| text.id),
                    read_back: *read_back,
                    reason: minutes.reason,
                };
            }
            DialogueEvent::SessionWithoutMinutes { session, reason } => {
                self.at(*session).minutes.reason = Some(reason.id);
            }
            DialogueEvent::MinutesScanned { session, scans } => {
                let kept = &mut self.at(*session).scans;
                kept.extend(scans);
                kept.sort_unstable();
            }
            DialogueEvent::HandedOver { organisation, chair, .. } => {
                (self.organisation, self.chair) = (*organisation, *chair);
            }
            // The minutes of all sessions, whenever those were set, are for `standing`.
            DialogueEvent::MinutesSigned
            | DialogueEvent::Announced { .. }
            | DialogueEvent::Described { .. }
            | DialogueEvent::Arranged { .. }
            | DialogueEvent::PlannedAs { .. }
            | DialogueEvent::Concluded { .. }
            | DialogueEvent::ScanOpened { .. }
            | DialogueEvent::SpeakersRead { .. }
            | DialogueEvent::PrivateSlipGiven { .. }
            | DialogueEvent::SlipsAdded { .. }
            | DialogueEvent::DutiesStarted { .. }
            | DialogueEvent::DutyRedated { .. }
            | DialogueEvent::DutyDone { .. }
            | DialogueEvent::DutyReported { .. }
            | DialogueEvent::SlipSetAside { .. }
            | DialogueEvent::ImportBegun { .. }
            | DialogueEvent::ImportCompleted { .. }
            | DialogueEvent::ImportConcluded { .. }
            | DialogueEvent::ImportUndone { .. }
            | DialogueEvent::MinutesKept { .. }
            | DialogueEvent::SlipTakenUp { .. } => {}
        }
    }
}

/// What the events of a dialogue leave; nothing where they are of something else. `events` in the order of their `seq`.
pub fn standing(events: &[Recorded]) -> Option<Standing> {
    let effective = effective(events);
    let (founding, later) = effective.split_first()?;
    let mut dialogue = Dialogue::founded(founding)?;
    let Event::Dialogue(DialogueEvent::Announced { organisation, chair, .. }) = &founding.recorded.event else {
        return None;
    };
    let mut standing = Standing {
        state: dialogue.state(),
        organisation: *organisation,
        chair: *chair,
        sittings: Vec::new(),
        agenda: Vec::new(),
    };
    for event in later {
        dialogue.apply(&event.recorded.event);
        if let Event::Dialogue(happened) = &event.recorded.event {
            standing.apply(event.on, event.recorded.id, happened);
        }
    }
    let all_signed = later.iter().rev().find_map(|event| {
        let signed = matches!(event.recorded.event, Event::Dialogue(DialogueEvent::MinutesSigned));
        signed.then_some(event.on)
    });
    for sitting in &mut standing.sittings {
        sitting.minutes_signed_on = sitting.minutes_signed_on.or(all_signed);
    }
    standing.state = dialogue.state();
    standing.sittings.sort_by_key(|sitting| sitting.session);
    Some(standing)
}

#[cfg(test)]
mod tests {
    use super::standing;
    use crate::day::{Day, Instant};
    use crate::dialogue::{Audience, ThemeKind};
    use crate::event::{DialogueEvent, Event, Group, Recorded, Theme};
    use crate::text::TextRef;

    fn text(id: i64) -> TextRef {
        TextRef::new(id, &[7; 32])
    }

    fn history(events: Vec<Event>) -> Vec<Recorded> {
        let day = Day::FLOOR.plus(738_000);
        let record = |(seq, event)| Recorded {
            id: 100 + seq,
            seq,
            happened_on: day.plus(seq),
            recorded_at: Instant::from_ms(seq),
            event,
        };
        (1..).zip(events).map(record).collect()
    }

    #[test]
    fn a_struck_attendance_gives_the_earlier_one_back() {
        let attended =
            |people| DialogueEvent::Attended { session: 1, groups: vec![Group { audience: Audience::Youth, people }] };
        let theme = Theme { theme: 9, kind: ThemeKind::Policy, title: text(5) };
        let mut events = history(vec![
            DialogueEvent::Announced { organisation: 1, chair: Some(2), title: text(1) }.into(),
            DialogueEvent::SessionSet { session: 1, on: Day::FLOOR, territory: 5 }.into(),
            DialogueEvent::AgendaSet { themes: vec![theme] }.into(),
            attended(30).into(),
            attended(40).into(),
        ]);
        let people = |events: &[Recorded]| standing(events).expect("a dialogue").sittings[0].attendance[0].people;
        assert_eq!(people(&events), 40);
        let again = Event::Struck { of: 105, reason: text(3) };
        events.push(Recorded { id: 200, seq: 6, event: again, ..events[4].clone() });
        assert_eq!(people(&events), 30);
        let stands = standing(&events).expect("a dialogue");
        assert_eq!((stands.agenda[0].title, stands.chair, stands.state), (5, Some(2), "announced"));
    }

    #[test]
    fn minutes_signed_at_once_are_those_of_every_session_that_had_none() {
        let set = |session| DialogueEvent::SessionSet { session, on: Day::FLOOR, territory: 5 };
        let mut events = history(vec![
            DialogueEvent::Announced { organisation: 1, chair: None, title: text(1) }.into(),
            set(1).into(),
            DialogueEvent::SessionMinutesSigned { session: 1 }.into(),
            DialogueEvent::MinutesSigned.into(),
            set(2).into(),
        ]);
        let signed = |events: &[Recorded]| -> Vec<Option<Day>> {
            standing(events).expect("a dialogue").sittings.iter().map(|sitting| sitting.minutes_signed_on).collect()
        };
        let on = |seq: usize| Some(Day::FLOOR.plus(738_000 + i64::try_from(seq).expect("small")));
        assert_eq!(signed(&events), [on(3), on(4)]);
        let struck = Event::Struck { of: 103, reason: text(3) };
        events.push(Recorded { id: 200, seq: 6, event: struck, ..events[4].clone() });
        assert_eq!(signed(&events), [on(4), on(4)]);
    }
}
