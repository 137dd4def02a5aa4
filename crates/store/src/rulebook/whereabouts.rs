//! Which rules a body is under: its level, its place and the places above it.

use domain::rule::Jurisdiction;

use crate::reader::Read;
use crate::{Error, Row, args};

/// The level of a body and the places whose rules bind it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Whereabouts {
    /// `province`, `district`, `commune`.
    pub level: String,
    /// Its own place, then those above it; the whole country goes without saying.
    pub places: Vec<Jurisdiction>,
}

impl Whereabouts {
    /// Reads level and code of the body's place, of the one above it and of the one above that, which may be nothing.
    pub fn read(row: &Row, first: usize) -> Result<Self, Error> {
        let level: String = row.get(first)?;
        let mut places = vec![Jurisdiction::place(level.clone(), row.get::<String>(first + 1)?)];
        for column in [first + 2, first + 4] {
            let Some(above) = row.get::<Option<String>>(column)? else { break };
            places.push(Jurisdiction::place(above, row.get::<String>(column + 1)?));
        }
        Ok(Self { level, places })
    }

    /// The place of the body itself.
    pub fn own(&self) -> &Jurisdiction {
        &self.places[0]
    }
}

/// How a body stands to the rulebook.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The number of the rulebook.
    pub number: i64,
    /// Whether a body that works in this installation stands above it.
    pub under: bool,
    /// Whether one of those is a body of the same place, which then speaks for the place.
    pub within: bool,
    /// Its place and those above.
    pub at: Whereabouts,
}

/// How a body stands to the rulebook.
pub async fn standing(read: &mut dyn Read, organisation: i64) -> Result<Option<Standing>, Error> {
    let row = read
        .row(
            "SELECT i.rulebook,
                    CASE WHEN EXISTS (SELECT 1 FROM organisation_scope c JOIN organisations a ON a.id = c.ancestor_id
                      WHERE c.organisation_id = o.id AND c.ancestor_id <> o.id AND a.outside = 0) THEN 1 ELSE 0 END,
                    CASE WHEN EXISTS (SELECT 1 FROM organisation_scope c JOIN organisations a ON a.id = c.ancestor_id
                      WHERE c.organisation_id = o.id AND c.ancestor_id <> o.id AND a.outside = 0
                        AND a.territory_id = o.territory_id) THEN 1 ELSE 0 END,
                    t.level, t.code, p.level, p.code, g.level, g.code
             FROM organisations o JOIN installation i ON i.id = 1 JOIN territories t ON t.id = o.territory_id
             LEFT JOIN territories p ON p.id = t.parent_id LEFT JOIN territories g ON g.id = p.parent_id
             WHERE o.id = $1",
            &args![organisation],
        )
        .await?;
    row.map(|row| {
        Ok(Standing { number: row.get(0)?, under: row.get(1)?, within: row.get(2)?, at: Whereabouts::read(&row, 3)? })
    })
    .transpose()
}
