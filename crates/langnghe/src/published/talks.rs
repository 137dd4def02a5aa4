//! The dialogues of a line and the letters it got, and what people raised there.

use acts::case::{Answer, SpotResult};
use acts::dialogue::{Announce, BeginSession, Conclude, HoldSession, Session};
use acts::letter::{Entry, Register};
use acts::submission::{Mark, Mode, Raise};
use anyhow::Context as _;
use domain::day::Day;
use domain::dialogue::{Audience, Duty, Form};
use domain::event::Kind;

use super::Player;
use super::cases::{Way, ways};
use super::house::{House, Houses};
use super::told::{Line, Sentence, Told};

/// Days between the announcement of a dialogue and its first session.
const NOTICE: i64 = 10;
/// Days of the range that stay free at its end, so that what was raised can be replied to in it.
const FREE: i64 = 70;
/// People who came to a session.
const PEOPLE: i64 = 60;

/// A matter that was raised and not handled yet.
#[derive(Debug, Clone)]
pub(super) struct Raised {
    pub(super) case: i64,
    pub(super) point: i64,
    pub(super) submission: i64,
    pub(super) on: Day,
    pub(super) way: Way,
}

/// Where somebody can raise something.
#[derive(Debug, Clone)]
struct Desk {
    house: usize,
    on: Day,
    dialogue: i64,
    sessions: Vec<(i64, i64)>,
}

impl Player<'_> {
    /// Plays one line: what was held or came in, what was raised, and what became of it.
    pub(super) async fn line(
        &mut self,
        told: &Told,
        line: &Line,
        houses: &[House],
        all: &Houses,
    ) -> anyhow::Result<()> {
        let ways = ways(line);
        let sentences = told.sentences_for(line, ways.len());
        let matters: Vec<(Way, &Sentence)> = ways.into_iter().zip(sentences).collect();
        if line.letters {
            return self.letters(told, line, houses, all, matters).await;
        }
        let mut desks = self.held(told, line, houses, all).await?;
        if desks.is_empty() {
            return Ok(());
        }
        // What was raised before the range.
        if line.beside.carried_over > 0 {
            let on = told.from.plus(-30);
            desks.push(self.desk(told, line, houses, all, (0, 0), &[on], None).await?);
        }
        let counted = desks.len() - usize::from(line.beside.carried_over > 0);
        let mut raised: Vec<Vec<Raised>> = vec![Vec::new(); desks.len()];
        for (index, matter) in matters.into_iter().enumerate() {
            let desk = match matter.0 {
                Way::CarriedOver { .. } => counted,
                _ => index % counted,
            };
            let number = raised[desk].len();
            let matter = self.raise(told, houses, &desks[desk], matter, index, number).await?;
            raised[desk].push(matter);
        }
        for (desk, raised) in desks.iter().zip(raised) {
            let house = &houses[desk.house];
            self.strike(told, house, &raised).await?;
            self.close(house, desk).await?;
            self.handle(told, house, all.outside, &raised).await?;
        }
        Ok(())
    }

    /// Announces the dialogues of a line and begins their sessions.
    async fn held(&mut self, told: &Told, line: &Line, houses: &[House], all: &Houses) -> anyhow::Result<Vec<Desk>> {
        let (held, sites) = (line.held(), line.sites());
        let mut desks = Vec::with_capacity(held);
        let mut used = vec![0; houses.len()];
        let mut plans: Vec<Vec<(i64, i8)>> = houses.iter().map(|house| house.planned.clone()).collect();
        for index in 0..held {
            let house = index % line.active();
            // Sites are spread as evenly as they can be.
            let sessions = sites / held + usize::from(index < sites % held);
            let planned = if plans[house].is_empty() { None } else { Some(plans[house].remove(0)) };
            let first = match planned {
                Some((_, month)) => Day::new(told.from.year(), month, 15).context("a month of the plan")?,
                None => spread(told.from.plus(NOTICE + 5), told.to.plus(-FREE), index, held),
            };
            let days: Vec<Day> = (0..sessions).map(|no| first.plus(i64::try_from(no).unwrap_or(0))).collect();
            let place = (house, used[house]);
            used[house] += sessions;
            let desk = self.desk(told, line, houses, all, place, &days, planned.map(|(id, _)| id));
            desks.push(desk.await.with_context(|| format!("{}, dialogue {}", line.name, index + 1))?);
        }
        Ok(desks)
    }

    /// One dialogue: announced, and its sessions begun, each in a village of its own. `place` is the body and how many of its
    /// villages were used before.
    #[expect(clippy::too_many_arguments, reason = "what a dialogue needs to be held")]
    async fn desk(
        &mut self,
        told: &Told,
        line: &Line,
        houses: &[House],
        all: &Houses,
        place: (usize, usize),
        days: &[Day],
        planned: Option<i64>,
    ) -> anyhow::Result<Desk> {
        let (at, used) = place;
        let house = &houses[at];
        let topic = line.topics.get((at + used) % line.topics.len().max(1));
        let elsewhere = topic.filter(|topic| !topic.at.is_empty());
        let mut sessions = Vec::with_capacity(days.len());
        for on in days {
            let territory = match elsewhere {
                Some(topic) => {
                    *all.places.get(&topic.at).with_context(|| format!("no place has the code {}", topic.at))?
                }
                None => self.village(told, house).await?,
            };
            sessions.push(Session {
                on: *on,
                territory: Some(territory),
                place: String::new(),
                chair: Some(house.head),
                deputy_reason: String::new(),
            });
        }
        let announced_on = days[0].plus(-NOTICE);
        self.at(announced_on, "08:00")?;
        let announce = Announce {
            organisation: house.body,
            title: topic.map_or_else(|| told.title.clone(), |topic| topic.title.clone()),
            duties: vec![if line.kind == "party_committee" { Duty::Secretary } else { Duty::Chairman }],
            audience: Audience::Residents,
            members_of: None,
            form: Form::Conference,
            planned,
            sessions: sessions.clone(),
            happened_on: announced_on,
        };
        let announced = self.of_head(house, announce).await?;
        for (session, on) in announced.sessions.iter().zip(days) {
            self.at(*on, "07:30")?;
            self.act(house.body, BeginSession { session: *session }).await?;
        }
        let places = sessions.iter().filter_map(|session| session.territory);
        Ok(Desk {
            house: at,
            on: days[0],
            dialogue: announced.dialogue,
            sessions: announced.sessions.into_iter().zip(places).collect(),
        })
    }

    /// Raises one matter, and answers it on the spot where that is its way.
    async fn raise(
        &mut self,
        told: &Told,
        houses: &[House],
        desk: &Desk,
        (way, sentence): (Way, &Sentence),
        index: usize,
        number: usize,
    ) -> anyhow::Result<Raised> {
        let house = &houses[desk.house];
        let at = number % desk.sessions.len();
        let (session, _) = desk.sessions[at];
        let on = desk.on.plus(i64::try_from(at).unwrap_or(0));
        let minute = 8 * 60 + number.min(540);
        self.at(on, &format!("{:02}:{:02}", minute / 60, minute % 60))?;
        let answer = way.on_the_spot().then(|| Answer {
            answered_by: Some(house.head),
            speaker: String::new(),
            result: if index.is_multiple_of(2) { SpotResult::Explained } else { SpotResult::Done },
            by_on: None,
            words: told.answer.clone(),
            ground: String::new(),
        });
        let raise = Raise {
            session,
            turn: None,
            words: sentence.words.clone(),
            no_denunciation: false,
            name: String::new(),
            contact: String::new(),
            represents: String::new(),
            mode: Mode::Unnamed,
            head_count: None,
            territory: None,
            field: sentence.field.clone(),
            kind: Kind::Recommendation,
            mark: if answer.is_some() { Mark::Answered } else { Mark::Conclusion },
            answer,
            slip: None,
            draft: false,
        };
        let raised = self.act(house.body, raise).await?;
        Ok(Raised { case: raised.case, point: raised.point, submission: raised.submission, on, way })
    }

    /// Ends the sessions of a dialogue and concludes it.
    async fn close(&mut self, house: &House, desk: &Desk) -> anyhow::Result<()> {
        let mut on = desk.on;
        for (session, _) in &desk.sessions {
            self.at(on, "17:30")?;
            let attendance = vec![(Audience::Residents, PEOPLE)];
            self.act(house.body, HoldSession { session: *session, happened_on: None, attendance }).await?;
            on = on.next();
        }
        let signed_on = on.plus(1);
        self.at(signed_on, "09:00")?;
        let conclude = Conclude {
            dialogue: desk.dialogue,
            happened_on: signed_on,
            minutes_signed_on: Some(signed_on),
            no_minutes: String::new(),
        };
        self.of_head(house, conclude).await
    }

    /// The letters of a line, each of which is one matter.
    async fn letters(
        &mut self,
        told: &Told,
        line: &Line,
        houses: &[House],
        all: &Houses,
        matters: Vec<(Way, &Sentence)>,
    ) -> anyhow::Result<()> {
        let count = matters.len();
        for (index, (way, sentence)) in matters.into_iter().enumerate() {
            let house = &houses[index % line.active()];
            let on = spread(told.from, told.to.plus(-FREE), index, count);
            self.at(on, "09:30")?;
            let letter = Register {
                organisation: house.body,
                series: String::new(),
                number: (index + 1).to_string(),
                received_on: on,
                words: sentence.words.clone(),
                no_denunciation: false,
                name: String::new(),
                contact: String::new(),
                address: String::new(),
                territory: house.territory,
                field: sentence.field.clone(),
                kind: Kind::Complaint,
                entry: Entry::default(),
            };
            let new = self.act(house.body, letter).await?;
            let raised = Raised { case: new.case, point: new.point, submission: new.submission, on, way };
            self.handle(told, house, all.outside, &[raised]).await?;
        }
        Ok(())
    }
}

/// The day of one of `count` things that are spread over a range as evenly as can be.
fn spread(from: Day, to: Day, index: usize, count: usize) -> Day {
    let days = from.days_until(to).max(0);
    let (index, count) = (i64::try_from(index).unwrap_or(0), i64::try_from(count.max(1)).unwrap_or(1));
    from.plus(days * index / count)
}
