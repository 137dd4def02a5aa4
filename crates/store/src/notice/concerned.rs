//! Whom a notice concerns: the bodies and villages from which its receivers are proposed.

use domain::day::Day;

use super::{NoticeRow, PointRow};
use crate::paper::{Line, superior_on};
use crate::reader::Read;
use crate::submission::KEPT;
use crate::{Error, args};

/// Whom a notice concerns, each by its name and once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concerned {
    /// The Party committee of the place, and the body over the issuer.
    pub above: Vec<String>,
    /// Who follows it: the boards of the Party committee.
    pub following: Vec<String>,
    /// Who supervises it: the Front of the place.
    pub front: Vec<String>,
    /// Who takes part: the organisations of the place.
    pub cooperating: Vec<String>,
    /// The bodies that lead points or cooperate in them.
    pub carrying_out: Vec<String>,
    /// The villages in which its matters lie.
    pub villages: Vec<String>,
}

/// Whom a notice concerns on a day, by its points. `line` tells in which one the body over the issuer stands.
pub async fn concerned(
    read: &mut dyn Read,
    row: &NoticeRow,
    points: &[PointRow],
    (line, on): (Line, Day),
) -> Result<Concerned, Error> {
    let beside = read
        .rows(
            "SELECT o.name, o.kind FROM organisations i JOIN organisations o ON o.territory_id = i.territory_id
             WHERE i.id = $1 AND o.id <> i.id AND o.kind IN ('party_committee', 'party_board', 'front', 'organisation') AND o.outside = 0
               AND o.valid_from_on <= $2 AND o.valid_to_on > $2 ORDER BY o.sort_key, o.id",
            &args![row.organisation, on],
        )
        .await?;
    let beside =
        beside.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<Vec<(String, String)>, Error>>()?;
    let of_kind = |kind: &str| -> Vec<String> {
        beside.iter().filter(|(_, own)| own == kind).map(|(name, _)| name.clone()).collect()
    };
    let mut above = of_kind("party_committee");
    above.extend(superior_on(read, row.organisation, line(&row.kind), on).await?.map(|over| over.name));
    let [following, front, cooperating] = ["party_board", "front", "organisation"].map(of_kind);
    let mut carrying_out: Vec<String> = Vec::new();
    for (id, name) in points.iter().flat_map(|point| point.lead.iter().chain(&point.with)) {
        if *id != row.organisation
            && ![&carrying_out, &above, &following, &front, &cooperating].iter().any(|names| names.contains(name))
        {
            carrying_out.push(name.clone());
        }
    }
    let villages = read
        .rows(
            "SELECT DISTINCT l.name, l.fold FROM sessions s JOIN turns t ON t.source = 'session' AND t.source_id = s.id
             JOIN submissions b ON b.turn_id = t.id AND b.struck_event_id IS NULL AND b.text_id <> $2
             JOIN territories l ON l.id = b.territory_id AND l.level = 'village'
             WHERE s.dialogue_id = $1 AND s.struck = 0 ORDER BY l.fold, l.name",
            &args![row.dialogue, KEPT],
        )
        .await?;
    let villages = villages.iter().map(|row| row.get(0)).collect::<Result<_, Error>>()?;
    Ok(Concerned { above, following, front, cooperating, carrying_out, villages })
}
