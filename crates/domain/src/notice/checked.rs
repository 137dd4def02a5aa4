//! What has to hold before a notice is issued: every matter of the dialogue is listed once, the sums agree, and each point
//! has a conclusion, a body that leads and a day.

use crate::day::Day;

/// A matter of the dialogue as the annex of a notice lists it. Numbers are those of the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the matter")]
pub struct Listed {
    /// The submission.
    pub submission: i64,
    /// The case in which it counts.
    pub case: i64,
    /// Its number in the dialogue.
    pub no: i64,
    /// Whether it was answered, on the spot or since.
    pub answered: bool,
    /// Whether that answer came after the dialogue, not on the spot.
    pub later: bool,
    /// Whether it goes to another body: sent on, or said to be beyond competence.
    pub beyond: bool,
    /// Whether it ended lawfully without an answer, such as by being withdrawn.
    pub ended: bool,
}

/// What a notice makes of one matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// It was answered on the spot.
    Answered,
    /// It was answered after the dialogue.
    Later,
    /// A point settles it, counted from 1.
    Point(usize),
    /// It goes to another body.
    Beyond,
    /// It is noted: nothing has to be settled.
    Noted,
    /// It stands nowhere.
    Nowhere,
}

/// A point as far as it is checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Check {
    /// The body that leads.
    pub lead: Option<i64>,
    /// Its last day.
    pub due_on: Option<Day>,
    /// Whether lead or day were proposed and nobody has confirmed them.
    pub proposed: bool,
    /// Whether nobody has written yet what was concluded.
    pub unsaid: bool,
    /// The cases that it settles.
    pub cases: Vec<i64>,
}

/// Why a notice can't be issued yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// A matter stands nowhere.
    Nowhere {
        /// Its number in the dialogue.
        no: i64,
    },
    /// A matter stands in two places.
    Twice {
        /// Its number in the dialogue.
        no: i64,
    },
    /// A point settles nothing that was raised in the dialogue.
    Empty {
        /// The point, counted from 1.
        point: usize,
    },
    /// Nobody leads a point.
    NoLead {
        /// The point, counted from 1.
        point: usize,
    },
    /// A point has no last day.
    NoDue {
        /// The point, counted from 1.
        point: usize,
    },
    /// The last day of a point lies before the day on which the notice is issued.
    DueBeforeIssue {
        /// The point, counted from 1.
        point: usize,
    },
    /// Nobody has written what was concluded.
    Unsaid {
        /// The point, counted from 1.
        point: usize,
    },
    /// What the program proposes for a point was not confirmed.
    Proposed {
        /// The point, counted from 1.
        point: usize,
    },
}

/// How many matters became what. They add up to all that were raised.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sums {
    /// Raised in the dialogue.
    pub all: usize,
    /// Answered on the spot.
    pub answered: usize,
    /// Answered after the dialogue.
    pub later: usize,
    /// In a point.
    pub points: usize,
    /// Gone to another body.
    pub beyond: usize,
    /// Noted.
    pub noted: usize,
    /// Standing nowhere.
    pub nowhere: usize,
}

/// What the notice makes of each matter, in the order in which they are given. A point comes before everything: what somebody
/// wrote into the notice is what it says of it. The second value tells whether the matter stands elsewhere, too.
pub fn fates(listed: &[Listed], points: &[Check], noted: &[i64]) -> Vec<(Fate, bool)> {
    let fate = |matter: &Listed| {
        let mut places: Vec<Fate> = (1..)
            .zip(points)
            .filter(|(_, point)| point.cases.contains(&matter.case))
            .map(|(number, _)| Fate::Point(number))
            .collect();
        if matter.answered {
            places.push(if matter.later { Fate::Later } else { Fate::Answered });
        }
        // What goes to another body may be followed by a point of the notice, too: somebody has to ask there.
        if matter.beyond && places.is_empty() {
            places.push(Fate::Beyond);
        }
        if noted.contains(&matter.case) || (matter.ended && places.is_empty()) {
            places.push(Fate::Noted);
        }
        (places.first().copied().unwrap_or(Fate::Nowhere), places.len() > 1)
    };
    listed.iter().map(fate).collect()
}

/// All that keeps a notice from being issued on a day, in the order of the matters and then of the points. Without a day
/// only what doesn't hang on it.
pub fn checks(listed: &[Listed], points: &[Check], noted: &[i64], issued_on: Option<Day>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (matter, (fate, elsewhere)) in listed.iter().zip(fates(listed, points, noted)) {
        if fate == Fate::Nowhere {
            faults.push(Fault::Nowhere { no: matter.no });
        }
        if elsewhere {
            faults.push(Fault::Twice { no: matter.no });
        }
    }
    for (point, check) in (1..).zip(points) {
        if !check.cases.iter().any(|case| listed.iter().any(|matter| matter.case == *case)) {
            faults.push(Fault::Empty { point });
        }
        if check.unsaid {
            faults.push(Fault::Unsaid { point });
        }
        if check.lead.is_none() {
            faults.push(Fault::NoLead { point });
        }
        match check.due_on {
            None => faults.push(Fault::NoDue { point }),
            Some(due_on) if issued_on.is_some_and(|issued_on| due_on < issued_on) => {
                faults.push(Fault::DueBeforeIssue { point });
            }
            Some(_) => {}
        }
        if check.proposed {
            faults.push(Fault::Proposed { point });
        }
    }
    faults
}

/// The sums that the notice says and its annex has to have.
pub fn sums(fates: &[(Fate, bool)]) -> Sums {
    let mut sums = Sums { all: fates.len(), ..Sums::default() };
    for (fate, _) in fates {
        match fate {
            Fate::Answered => sums.answered += 1,
            Fate::Later => sums.later += 1,
            Fate::Point(_) => sums.points += 1,
            Fate::Beyond => sums.beyond += 1,
            Fate::Noted => sums.noted += 1,
            Fate::Nowhere => sums.nowhere += 1,
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::{Check, Fate, Fault, Listed, checks, fates, sums};
    use crate::day::Day;

    fn matter(no: i64) -> Listed {
        Listed { submission: 100 + no, case: 200 + no, no, answered: false, later: false, beyond: false, ended: false }
    }

    fn point(cases: &[i64], due_on: Day) -> Check {
        Check { lead: Some(7), due_on: Some(due_on), cases: cases.to_vec(), ..Check::default() }
    }

    #[test]
    fn every_matter_stands_once_and_the_sums_agree() {
        let day = Day::FLOOR.plus(900);
        let listed = [
            Listed { answered: true, ..matter(1) },
            matter(2),
            matter(3),
            Listed { beyond: true, ..matter(4) },
            matter(5),
            Listed { answered: true, later: true, ..matter(6) },
        ];
        let points = [point(&[202, 203], day)];
        assert_eq!(checks(&listed, &points, &[205], Some(day)), []);
        let said = fates(&listed, &points, &[205]);
        assert_eq!(
            said.iter().map(|(fate, _)| *fate).collect::<Vec<_>>(),
            [Fate::Answered, Fate::Point(1), Fate::Point(1), Fate::Beyond, Fate::Noted, Fate::Later]
        );
        let sums = sums(&said);
        let listed = sums.answered + sums.later + sums.points + sums.beyond + sums.noted;
        assert_eq!(listed + sums.nowhere, sums.all);
        assert_eq!((sums.answered, sums.later, sums.points, sums.beyond, sums.noted), (1, 1, 2, 1, 1));
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let day = Day::FLOOR.plus(900);
        let listed = [Listed { answered: true, ..matter(1) }, matter(2), matter(3)];
        let points = [
            point(&[201], day),
            Check { cases: vec![202], ..Check::default() },
            Check { proposed: true, unsaid: true, ..point(&[999], day.plus(-1)) },
        ];
        assert_eq!(
            checks(&listed, &points, &[202], Some(day)),
            [
                Fault::Twice { no: 1 },
                Fault::Twice { no: 2 },
                Fault::Nowhere { no: 3 },
                Fault::NoLead { point: 2 },
                Fault::NoDue { point: 2 },
                Fault::Empty { point: 3 },
                Fault::Unsaid { point: 3 },
                Fault::DueBeforeIssue { point: 3 },
                Fault::Proposed { point: 3 },
            ]
        );
        assert!(!checks(&listed, &points, &[], None).contains(&Fault::DueBeforeIssue { point: 3 }));
    }

    #[test]
    fn what_goes_elsewhere_may_be_followed_by_a_point() {
        let day = Day::FLOOR.plus(900);
        let listed = [Listed { beyond: true, ..matter(1) }];
        assert_eq!(checks(&listed, &[point(&[201], day)], &[], Some(day)), []);
    }
}
