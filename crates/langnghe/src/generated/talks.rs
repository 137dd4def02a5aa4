//! One part: a dialogue with what was raised in it, or some letters.

use acts::case::SpotResult;
use acts::submission::{Mark, Mode};
use domain::day::Day;
use domain::dialogue::{Audience, Form};
use serde_json::{Value, json};

use super::cases::{Case, Way};
use super::chance::Chance;
use super::house::{Body, Commune, House};
use super::sheet::Sheet;
use super::words::{Said, Words};

/// Days between the announcement of a dialogue and its first session.
const NOTICE: i64 = 10;

/// What a part is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) words: &'a Words,
    pub(super) house: &'a House,
    /// Which commune.
    pub(super) commune: usize,
    /// The day of its first session or letter.
    pub(super) on: Day,
    /// How many cases.
    pub(super) size: u64,
    /// Which of the commune's bodies holds the dialogue.
    pub(super) of: usize,
    /// How many dialogues the body held in the year before this one.
    pub(super) number: usize,
}

impl<'a> Part<'a> {
    fn commune(&self) -> &'a Commune {
        &self.house.communes[self.commune]
    }

    /// A session in a village; the first of its words is its name.
    fn village(&self, chance: &mut Chance) -> (&'a str, String) {
        let (no, name) = chance.one(&self.commune().villages);
        (name, format!("${no}"))
    }

    /// One dialogue: announced, held and concluded, with what was raised and what became of it.
    pub(super) fn dialogue(&self, sheet: &mut Sheet, chance: &mut Chance) {
        let commune = self.commune();
        let body = &commune.bodies[self.of];
        let two = self.size > 20 && chance.percent(40);
        let sessions: Vec<(Day, (&str, String))> =
            (0..=i64::from(two)).map(|no| (self.on.plus(no), self.village(chance))).collect();
        let announced = self.announce(sheet, chance, body, &sessions);
        for (no, (on, _)) in sessions.iter().enumerate() {
            let begin = json!({ "session": format!("${announced}.sessions.{no}") });
            sheet.put((*on, 445), *on, body.who(), "dialogue.begin_session", begin);
        }
        let mut cases = Vec::new();
        let mut minutes = vec![450; sessions.len()];
        for index in 0..self.size {
            let at = usize::try_from(index).unwrap_or(0) % sessions.len();
            let (on, (village, place)) = &sessions[at];
            let same = index > 0 && sessions.len() == 1 && chance.percent(15);
            let turn = cases.last().filter(|_| same).map(|case: &Case| format!("${}.turn", case.no));
            let session = format!("${announced}.sessions.{at}");
            let said = Said { village, commune: &commune.name, body: &body.name, on: *on };
            let (way, answer) = self.on_the_spot(chance, body, said);
            let matter = self.words.matter(chance, said);
            let unnamed = chance.percent(12);
            let raise = json!({
                "session": session, "turn": turn, "words": matter.words,
                "name": if turn.is_none() { self.words.name(chance) } else { String::new() },
                "contact": self.contact(chance), "represents": "",
                "mode": if unnamed { Mode::Unnamed } else { Mode::Named }, "head_count": null,
                "territory": place, "field": matter.field, "kind": matter.kind,
                "mark": mark(way), "answer": answer, "slip": null, "draft": false,
            });
            let no = sheet.put((*on, minutes[at]), *on, body.who(), "submission.raise", raise);
            minutes[at] += 2 + i64::from(index % 7 == 0);
            cases.push(Case { no, body, commune, on: *on, handled_from: self.on.plus(4), way });
        }
        self.correct_notes(sheet, chance, &cases, &minutes);
        self.close(sheet, chance, body, announced, &sessions);
        let root = cases.iter().position(|case| case.way.can_be_root());
        for (index, case) in cases.iter().enumerate() {
            let root = root.filter(|root| *root != index).map(|root| cases[root].no);
            let said = Said { village: "", commune: &commune.name, body: &body.name, on: case.on };
            case.follow(sheet, chance, self.words, said, self.house, root);
        }
    }

    fn announce(&self, sheet: &mut Sheet, chance: &mut Chance, body: &Body, sessions: &[(Day, (&str, String))]) -> u64 {
        let on = self.on.plus(-NOTICE);
        let village = sessions[0].1.0;
        let said = Said { village, commune: &self.commune().name, body: &body.name, on };
        let title = chance.one(&self.words.own.titles);
        let title = self.words.fill(chance, title, said);
        let set: Vec<Value> = sessions
            .iter()
            .map(|(on, (_, place))| {
                json!({ "on": on, "territory": place, "place": "", "chair": body.head, "deputy_reason": "" })
            })
            .collect();
        let announce = json!({
            "organisation": body.id(), "title": title, "duties": [body.duty], "audience": Audience::Residents,
            "members_of": null, "form": Form::Conference,
            "planned": self.planned(body), "sessions": set,
        });
        sheet.put((on, 480), on, body.who(), "dialogue.announce", announce)
    }

    /// The planned dialogue that this one is, where it is among the first of its body in the year.
    fn planned(&self, body: &Body) -> Option<String> {
        let of_body = body.planned(self.on.year());
        of_body.into_iter().nth(self.number)
    }

    /// What becomes of a case, and the answer where it is given at once.
    fn on_the_spot(&self, chance: &mut Chance, body: &Body, said: Said<'_>) -> (Way, Value) {
        let way = Way::draw(chance);
        let (result, by_on) = match way {
            Way::OnTheSpot { promised: true } => (SpotResult::Promised, Some(said.on.plus(chance.days(15, 60)))),
            Way::OnTheSpot { promised: false } if chance.percent(30) => (SpotResult::Done, None),
            Way::OnTheSpot { promised: false } => (SpotResult::Explained, None),
            _ => return (way, Value::Null),
        };
        let words = self.words.answer(chance, said);
        (way, json!({ "answered_by": body.head, "result": result, "by_on": by_on, "words": words, "ground": "" }))
    }

    fn contact(&self, chance: &mut Chance) -> String {
        let number = format!("{:06}", chance.below(1_000_000));
        if chance.percent(40) { self.words.own.turn_contact.replace("{}", &number) } else { String::new() }
    }

    /// What was typed by mistake is struck before the minutes are signed, and some words are typed better.
    fn correct_notes(&self, sheet: &mut Sheet, chance: &mut Chance, cases: &[Case<'_>], minutes: &[i64]) {
        let evening = minutes.iter().copied().max().unwrap_or(0).max(1000) + 5;
        for case in cases {
            let submission = format!("${}.submission", case.no);
            if case.way == Way::Struck {
                let strike = json!({ "submission": submission, "reason": chance.one(&self.words.own.struck) });
                sheet.put((case.on, evening), case.on, case.body.who(), "submission.strike", strike);
            } else if chance.percent(2) {
                let (village, place) = self.village(chance);
                let said = Said { village, commune: &case.commune.name, body: &case.body.name, on: case.on };
                let matter = self.words.matter(chance, said);
                let revise = json!({
                    "submission": submission, "version": 1, "words": matter.words, "territory": place,
                    "field": matter.field,
                });
                sheet.put((case.on, evening), case.on, case.body.who(), "submission.revise", revise);
            }
        }
    }

    /// Holds the sessions and signs the minutes; one dialogue in twelve waits for them.
    fn close(
        &self,
        sheet: &mut Sheet,
        chance: &mut Chance,
        body: &Body,
        announced: u64,
        sessions: &[(Day, (&str, String))],
    ) {
        for (no, (on, _)) in sessions.iter().enumerate() {
            let people = i64::try_from(self.size).unwrap_or(0) + chance.days(10, 120);
            let hold = json!({
                "session": format!("${announced}.sessions.{no}"), "attendance": [[Audience::Residents, people]],
            });
            sheet.put((*on, 1260), *on, body.who(), "dialogue.hold_session", hold);
        }
        let on = sessions[sessions.len() - 1].0.plus(2);
        if !chance.percent(8) {
            let conclude =
                json!({ "dialogue": format!("${announced}.dialogue"), "minutes_signed_on": on, "no_minutes": "" });
            sheet.put((on, 540), on, body.who(), "dialogue.conclude", conclude);
        }
    }

    /// Letters that came in one after the other.
    pub(super) fn letters(&self, sheet: &mut Sheet, chance: &mut Chance) {
        let commune = self.commune();
        let mut cases = Vec::new();
        for index in 0..self.size {
            let body = &commune.bodies[1];
            let (village, place) = self.village(chance);
            let said = Said { village, commune: &commune.name, body: &body.name, on: self.on };
            let matter = self.words.matter(chance, said);
            let number = format!("{}-{index}", chance.below(100_000));
            let register = json!({
                "organisation": body.id(), "series": "", "number": self.words.own.letter_number.replace("{}", &number),
                "received_on": self.on, "words": matter.words, "name": self.words.name(chance),
                "contact": self.contact(chance), "territory": place, "field": matter.field, "kind": matter.kind,
            });
            let minute = 480 + i64::try_from(index).unwrap_or(0) * 5;
            let no = sheet.put((self.on, minute), self.on, body.who(), "letter.register", register);
            let way = Way::draw(chance).of_a_letter();
            cases.push(Case { no, body, commune, on: self.on, handled_from: self.on.plus(2), way });
        }
        let root = cases.iter().position(|case| case.way.can_be_root());
        for (index, case) in cases.iter().enumerate() {
            let root = root.filter(|root| *root != index).map(|root| cases[root].no);
            let said = Said { village: "", commune: &commune.name, body: &case.body.name, on: case.on };
            case.follow(sheet, chance, self.words, said, self.house, root);
        }
    }
}

const fn mark(way: Way) -> Mark {
    match way {
        Way::OnTheSpot { .. } => Mark::Answered,
        Way::SentOn => Mark::Beyond,
        Way::Untouched => Mark::None,
        _ => Mark::Conclusion,
    }
}
