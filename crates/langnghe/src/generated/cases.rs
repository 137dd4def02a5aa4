//! What becomes of a case: a chain of acts, each some days after the one before, as far as the last day allows.

use acts::case::SpotResult;
use domain::day::Day;
use domain::event::{Assessment, ContactWay, EndGround};
use serde_json::{Value, json};

use super::chance::Chance;
use super::house::{Body, Commune, House};
use super::sheet::Sheet;
use super::words::{Said, Words};

/// What becomes of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    OnTheSpot { promised: bool },
    Untouched,
    Assigned,
    Replied,
    Cannot,
    Promised,
    SentOn,
    Ended,
    Merged,
    Struck,
}

/// How often each happens, of a thousand.
const WAYS: [(Way, u64); 11] = [
    (Way::OnTheSpot { promised: false }, 330),
    (Way::OnTheSpot { promised: true }, 50),
    (Way::Untouched, 70),
    (Way::Assigned, 130),
    (Way::Replied, 260),
    (Way::Cannot, 30),
    (Way::Promised, 40),
    (Way::SentOn, 40),
    (Way::Ended, 20),
    (Way::Merged, 20),
    (Way::Struck, 10),
];

impl Way {
    pub(super) fn draw(chance: &mut Chance) -> Self {
        let weights = WAYS.map(|(_, weight)| weight);
        chance.weighed(&WAYS, &weights).0
    }

    /// A letter is neither answered on the spot nor struck.
    pub(super) const fn of_a_letter(self) -> Self {
        match self {
            Self::OnTheSpot { .. } | Self::Struck => Self::Replied,
            other => other,
        }
    }

    /// Whether others can count in it.
    pub(super) const fn can_be_root(self) -> bool {
        !matches!(self, Self::Merged | Self::Struck)
    }
}

/// A case that was opened.
#[derive(Debug, Clone, Copy)]
pub(super) struct Case<'a> {
    /// The line that opened it.
    pub(super) no: u64,
    pub(super) body: &'a Body,
    pub(super) commune: &'a Commune,
    pub(super) on: Day,
    /// The first day on which it is handled.
    pub(super) handled_from: Day,
    pub(super) way: Way,
}

/// The acts of one case, each not before the one before.
struct Chain<'a> {
    sheet: &'a mut Sheet,
    case: Case<'a>,
    on: Day,
    minute: i64,
}

impl Chain<'_> {
    /// Adds an act some days after the last one.
    fn then(&mut self, days: i64, act: &str, fields: Value) -> u64 {
        self.on = self.on.plus(days);
        self.record(self.on, act, fields)
    }

    /// Adds an act of an earlier day than that on which it is recorded.
    fn record(&mut self, happened_on: Day, act: &str, mut fields: Value) -> u64 {
        self.minute = (self.minute + 3).min(1430);
        fields["case"] = json!(format!("${}.case", self.case.no));
        fields["version"] = json!(format!("@{}.case", self.case.no));
        self.sheet.put((self.on, self.minute), happened_on, self.case.body.who(), act, fields)
    }

    fn point(&self) -> String {
        format!("${}.point", self.case.no)
    }
}

impl Case<'_> {
    /// Leads the case where its way goes. `root` is the line of another case of the same body.
    pub(super) fn follow(
        &self,
        sheet: &mut Sheet,
        chance: &mut Chance,
        words: &Words,
        said: Said<'_>,
        house: &House,
        root: Option<u64>,
    ) {
        let minute = 480 + chance.days(0, 480);
        let mut chain = Chain { sheet, case: *self, on: self.handled_from.plus(chance.days(0, 4)), minute };
        match self.way {
            Way::Untouched | Way::Struck => {}
            Way::OnTheSpot { promised } => {
                if promised && chance.percent(50) {
                    let words = words.answer(chance, said);
                    let keep = json!({ "point": chain.point(), "words": words });
                    chain.then(chance.days(5, 20), "reply.keep_promise", keep);
                }
                if !promised && chance.percent(4) {
                    chain.then(
                        chance.days(10, 30),
                        "case.reopen",
                        json!({ "reason": chance.one(&words.own.reopened) }),
                    );
                }
            }
            Way::Assigned => self.assign(&mut chain, chance, words),
            Way::Replied | Way::Cannot | Way::Promised => self.reply(&mut chain, chance, words, said),
            Way::SentOn => self.send_on(&mut chain, chance, words, said, house),
            Way::Ended => {
                let ground = if chance.percent(50) { EndGround::Withdrawn } else { EndGround::Guided };
                let end = json!({ "ground": ground, "basis": "", "reason": chance.one(&words.own.ended) });
                chain.then(chance.days(2, 10), "case.end", end);
            }
            Way::Merged => {
                if let Some(root) = root {
                    let reason = chance.one(&words.own.merged);
                    chain.then(1, "case.merge", json!({ "root": format!("${root}.case"), "reason": reason }));
                }
            }
        }
    }

    /// Sent on: by letter to the body outside, as an order to a body under the sender, or offered to the neighbours; and what
    /// came back.
    fn send_on(&self, chain: &mut Chain<'_>, chance: &mut Chance, words: &Words, said: Said<'_>, house: &House) {
        let neighbours: Vec<&Commune> = house.communes.iter().filter(|it| it.name != self.commune.name).collect();
        let (own, drawn) = (&words.own, chance.below(100));
        let offered = drawn >= 75 && !neighbours.is_empty();
        let (to, reason) = match drawn {
            _ if offered => (chance.one(&neighbours).bodies[1].id(), chance.one(&own.offered)),
            // The Party committee orders the People's Committee, and that one its division.
            50.. if self.body.duty == "secretary" => (self.commune.bodies[1].id(), chance.one(&own.ordered)),
            50.. => (self.commune.division.as_str(), chance.one(&own.ordered)),
            _ => (house.outside.as_str(), chance.one(&own.sent_on)),
        };
        let number = own.paper_number.replace("{}", &chance.below(900).to_string());
        let paper = json!({
            "to": to, "points": [], "number": number, "proof": "", "reason": reason,
            "answer_by": chain.on.plus(30), "on_behalf_of": null,
        });
        let sent = chain.then(0, "transfer.send_on", paper);
        let transfer = format!("${sent}.transfer");
        if offered && chance.percent(30) {
            let returned = json!({ "transfer": transfer, "reason": chance.one(&own.returned) });
            chain.then(chance.days(1, 5), "transfer.return", returned);
        } else if chance.percent(70) {
            let proof = chance.one(&own.proofs);
            chain.then(chance.days(1, 6), "transfer.receive", json!({ "transfer": transfer, "proof": proof }));
            if chance.percent(60) {
                let words = words.answer(chance, said);
                let answer = json!({
                    "transfer": transfer, "points": [{ "point": chain.point(), "result": "done" }], "words": words,
                });
                chain.then(chance.days(5, 25), "transfer.answer", answer);
            }
        }
    }

    fn assign(&self, chain: &mut Chain<'_>, chance: &mut Chance, words: &Words) {
        let due_on = chain.on.plus(chance.days(15, 45));
        let assign = json!({
            "lead": self.commune.division, "cooperating": [], "due_on": due_on,
            "evidence": chance.one(&words.own.evidence), "contact": chance.percent(30),
        });
        chain.then(0, "assignment.assign", assign);
        let behalf = json!(self.commune.division);
        if chance.percent(70) {
            chain.then(chance.days(0, 3), "assignment.accept", json!({ "on_behalf_of": behalf }));
        }
        if chance.percent(35) {
            let said = json!({ "words": chance.one(&words.own.progress), "on_behalf_of": behalf });
            chain.then(chance.days(1, 5), "assignment.progress", said);
        }
        if chance.percent(12) {
            let later = due_on.plus(chance.days(5, 20));
            let extend = json!({ "due_on": later, "reason": chance.one(&words.own.extended), "told": true });
            chain.then(chance.days(1, 4), "assignment.extend", extend);
        }
    }

    /// A reply on paper, and what follows it.
    fn reply(&self, chain: &mut Chain<'_>, chance: &mut Chance, words: &Words, said: Said<'_>) {
        self.assign(chain, chance, words);
        let happened_on = chain.on.plus(chance.days(3, 25));
        // One in seven is typed long after.
        let typed = if chance.percent(14) { chance.days(9, 40) } else { chance.days(0, 2) };
        let (result, by_on, ground) = match self.way {
            Way::Cannot => (SpotResult::CannotBeDone, None, chance.one(&words.own.grounds).as_str()),
            Way::Promised => (SpotResult::Promised, Some(happened_on.plus(chance.days(20, 80))), ""),
            _ if chance.percent(60) => (SpotResult::Done, None, ""),
            _ => (SpotResult::Explained, None, ""),
        };
        let answer = words.answer(chance, said);
        let point =
            json!({ "point": chain.point(), "result": result, "by_on": by_on, "words": answer, "ground": ground });
        let number = words.own.paper_number.replace("{}", &chance.below(900).to_string());
        let reply = json!({
            "number": number, "signer": null, "points": [point], "on_behalf_of": self.commune.division,
        });
        chain.on = happened_on.plus(typed);
        chain.record(happened_on, "reply.reply", reply);
        if self.way == Way::Promised {
            if chance.percent(60) {
                let words = words.answer(chance, said);
                let keep = json!({ "point": chain.point(), "words": words });
                chain.then(chance.days(5, 40), "reply.keep_promise", keep);
            }
            return;
        }
        if chance.percent(3) {
            let right = happened_on.plus(1).min(chain.on);
            let reason = chance.one(&words.own.corrected);
            let event = format!("!{}.case case.replied", self.no);
            chain.on = chain.on.plus(1);
            chain.record(right, "event.correct", json!({ "event": event, "reason": reason }));
        }
        if chance.percent(45) {
            assess(chain, chance, words);
        }
        if chance.percent(20) {
            let confirm = json!({ "words": chance.one(&words.own.confirmed), "document": "21/MTTQ-BTT", "on_behalf_of": self.commune.front });
            chain.then(chance.days(3, 12), "case.confirm", confirm);
        }
        if chance.percent(4) {
            let passed = chance.days(5, 30);
            let due_on = chain.on.plus(passed + chance.days(10, 30));
            let reopen = json!({ "reason": chance.one(&words.own.reopened), "due_on": due_on });
            chain.then(passed, "case.reopen", reopen);
        }
    }
}

/// What the person says of it: most agree, and silence is noted after three contacts only.
fn assess(chain: &mut Chain<'_>, chance: &mut Chance, words: &Words) {
    let value = *chance.weighed(&[Assessment::Agreed, Assessment::NotAgreed, Assessment::None], &[75, 15, 10]);
    let first = chain.on.plus(2);
    let contacts: Vec<Value> = if value == Assessment::None {
        let ways = [(0, ContactWay::Telephone), (2, ContactWay::Visit), (4, ContactWay::Village)];
        ways.iter().map(|(days, way)| json!({ "on": first.plus(*days), "way": way })).collect()
    } else {
        Vec::new()
    };
    let said = match value {
        Assessment::Agreed => chance.one(&words.own.agreed).as_str(),
        Assessment::NotAgreed => chance.one(&words.own.not_agreed).as_str(),
        Assessment::None => "",
    };
    chain.then(8, "case.assess", json!({ "value": value, "contacts": contacts, "words": said }));
}
