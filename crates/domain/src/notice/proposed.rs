//! What the program proposes for a point: a body that leads, a last day. A proposal is marked as one until somebody confirms
//! it, and nothing is proposed where nothing speaks for it.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::day::Day;
use crate::fold::fold;
use crate::territory::Level;

/// A body that could lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// The body.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// How many matters of the same field of work it led before.
    pub led: i64,
    /// Whether it answers for that field of work by the [duties](on_duty) of such bodies.
    pub on_duty: bool,
}

/// Which bodies answer for fields of work, by the text that says so.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// The fields, with those under them that have no duty of their own.
    pub fields: Vec<String>,
    /// What the names of such bodies begin with.
    pub bodies: Vec<String>,
    /// The level of the places whose bodies they are.
    pub level: Level,
    /// The text that says so.
    pub source: String,
    /// How that text was read.
    pub provenance: String,
    /// First day.
    pub valid_from: Day,
    /// The day after the last.
    #[serde(default = "open")]
    pub valid_to: Day,
}

const fn open() -> Day {
    Day::OPEN
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    duty: Vec<Duty>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    let file = toml::from_str(include_str!("../../../../data/duties.toml"));
    file.unwrap_or_else(|error| panic!("data/duties.toml can be read: {error}"))
});

/// All duties that are known.
pub fn duties() -> &'static [Duty] {
    &FILE.duty
}

/// The duty for a field of work in places of a level on a day: that of the field itself, else of the one above it; none where
/// the field is not known or nothing says who answers for it.
pub fn duty(field: &str, level: &str, on: Day) -> Option<&'static Duty> {
    let holds = |duty: &&Duty| duty.level.as_str() == level && duty.valid_from <= on && on < duty.valid_to;
    let of = |field: &str| FILE.duty.iter().filter(holds).find(|duty| duty.fields.iter().any(|known| known == field));
    of(field).or_else(|| of(field.split_once('.')?.0))
}

/// Whether a body is one that has a duty, by its name.
pub fn on_duty(duty: &Duty, name: &str) -> bool {
    let name = format!("{} ", spaced(name));
    duty.bodies.iter().any(|begins| name.starts_with(&format!("{} ", spaced(begins))))
}

/// Why a body is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proposal {
    /// The words name it.
    Named(i64),
    /// It led most matters of that field before.
    Field(i64),
    /// Such bodies answer for that field.
    Duty(i64),
}

impl Proposal {
    /// The body.
    pub const fn body(self) -> i64 {
        match self {
            Self::Named(body) | Self::Field(body) | Self::Duty(body) => body,
        }
    }
}

/// The body to propose for a matter: the one whose name stands in its words, the longest if several do; else the one that led
/// most matters of its field before; where none led any, the one that answers for that field. Nothing where none of these tells,
/// or where it is true of two bodies.
pub fn lead(words: &str, bodies: &[Body]) -> Option<Proposal> {
    let words = format!(" {} ", spaced(words));
    let named = bodies.iter().filter(|body| {
        let name = spaced(&body.name);
        !name.is_empty() && words.contains(&format!(" {name} "))
    });
    if let Some(body) = named.max_by_key(|body| body.name.chars().count()) {
        return Some(Proposal::Named(body.id));
    }
    let only = |is: &dyn Fn(&Body) -> bool| {
        let mut those = bodies.iter().filter(|body| is(body));
        those.next().filter(|_| those.next().is_none()).map(|body| body.id)
    };
    match bodies.iter().map(|body| body.led).max().filter(|most| *most > 0) {
        Some(most) => only(&|body| body.led == most).map(Proposal::Field),
        None => only(&|body| body.on_duty).map(Proposal::Duty),
    }
}

/// Folded words with one space between them and nothing else.
fn spaced(words: &str) -> String {
    let folded = fold(words);
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The last day to propose: that of the confirmed rule, if there is one and it is not past by the day of the notice.
pub fn due(by_rule: Option<Day>, not_before: Day) -> Option<Day> {
    by_rule.filter(|on| *on >= not_before)
}

#[cfg(test)]
mod tests {
    use super::{Body, Proposal, duties, duty, lead, on_duty};
    use crate::day::Day;

    fn body(id: i64, name: &str, led: i64) -> Body {
        Body { id, name: name.to_owned(), led, on_duty: false }
    }

    #[test]
    fn where_none_led_a_matter_of_the_field_the_body_that_answers_for_it_is_proposed() {
        let today = Day::parse_iso("2026-09-14").expect("a day");
        let road = duty("03", "commune", today).expect("somebody answers for roads");
        let names = ["Phòng Kinh tế xã Bến Sen", "Phòng Văn hóa - Xã hội xã Bến Sen", "Phòng Kinh tếch"];
        let bodies: Vec<Body> =
            (1..).zip(names).map(|(id, name)| Body { on_duty: on_duty(road, name), ..body(id, name, 0) }).collect();
        assert_eq!(lead("Đường sạt.", &bodies), Some(Proposal::Duty(1)));
        let two = [bodies[0].clone(), Body { id: 9, ..bodies[0].clone() }];
        assert_eq!(lead("Đường sạt.", &two), None, "two bodies answer for it");
        let led = [bodies[0].clone(), Body { led: 1, ..bodies[1].clone() }];
        assert_eq!(lead("Đường sạt.", &led), Some(Proposal::Field(2)), "what was done comes first");
    }

    #[test]
    fn a_field_under_another_has_its_body_unless_it_has_one_of_its_own_and_what_has_no_field_has_none() {
        let today = Day::parse_iso("2026-09-14").expect("a day");
        let first = |field: &str| duty(field, "commune", today).map(|duty| duty.bodies[0].as_str());
        assert_eq!((first("01.02"), first("03.01")), (first("01"), first("14")));
        assert_eq!((first(""), first("99"), first("05")), (None, None, None));
        assert!(duty("03", "province", today).is_none() && duty("03", "commune", Day::FLOOR).is_none());
        for known in duties() {
            assert!(known.fields.iter().all(|field| crate::field::CODES.contains(&field.as_str())), "{known:?}");
        }
    }

    #[test]
    fn a_body_that_is_named_leads_and_else_the_one_that_did_before() {
        let bodies = [
            body(1, "Phòng Kinh tế", 2),
            body(2, "Công an xã", 0),
            body(3, "Phòng Văn hóa - Xã hội", 1),
            body(4, "Phòng Kinh tế, Hạ tầng và Đô thị", 0),
        ];
        assert_eq!(lead("Đề nghị công an xã xử lý xe quá tải.", &bodies), Some(Proposal::Named(2)));
        assert_eq!(lead("de nghi PHONG VAN HOA, XA HOI tra loi", &bodies), Some(Proposal::Named(3)));
        let long = "Giao Phòng Kinh tế, Hạ tầng và Đô thị kiểm tra";
        assert_eq!(lead(long, &bodies), Some(Proposal::Named(4)), "the longest name that stands there");
        assert_eq!(lead("Nước đục.", &bodies), Some(Proposal::Field(1)));
        assert_eq!(lead("Phòng kinh tếch", &bodies), Some(Proposal::Field(1)), "a part of a word names nobody");
    }

    #[test]
    fn nothing_is_proposed_where_nothing_speaks_for_it() {
        assert_eq!(lead("Nước đục.", &[body(1, "Phòng Kinh tế", 0)]), None);
        assert_eq!(lead("Nước đục.", &[body(1, "Một", 2), body(2, "Hai", 2)]), None);
        assert_eq!(lead("", &[]), None);
    }
}
