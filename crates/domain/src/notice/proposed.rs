//! What the program proposes for a point: a body that leads, a last day. A proposal is marked as one until somebody confirms
//! it, and nothing is proposed where nothing speaks for it.

use crate::day::Day;
use crate::fold::fold;

/// A body that could lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// The body.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// How many matters of the same field of work it led before.
    pub led: i64,
}

/// Why a body is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proposal {
    /// The words name it.
    Named(i64),
    /// It led most matters of that field before.
    Field(i64),
}

impl Proposal {
    /// The body.
    pub const fn body(self) -> i64 {
        match self {
            Self::Named(body) | Self::Field(body) => body,
        }
    }
}

/// The body to propose for a matter: the one whose name stands in its words, the longest if several do; else the one that led
/// most matters of its field before. Nothing where neither tells, or where two bodies led as many.
pub fn lead(words: &str, bodies: &[Body]) -> Option<Proposal> {
    let words = format!(" {} ", spaced(words));
    let named = bodies.iter().filter(|body| {
        let name = spaced(&body.name);
        !name.is_empty() && words.contains(&format!(" {name} "))
    });
    if let Some(body) = named.max_by_key(|body| body.name.chars().count()) {
        return Some(Proposal::Named(body.id));
    }
    let most = bodies.iter().map(|body| body.led).max().filter(|most| *most > 0)?;
    let mut first = bodies.iter().filter(|body| body.led == most);
    match (first.next(), first.next()) {
        (Some(body), None) => Some(Proposal::Field(body.id)),
        _ => None,
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
    use super::{Body, Proposal, lead};

    fn body(id: i64, name: &str, led: i64) -> Body {
        Body { id, name: name.to_owned(), led }
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
