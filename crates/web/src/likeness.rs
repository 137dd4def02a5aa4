//! Matters that may be the same as one that is typed, brought or read: of the same place or one whose place it took, in near
//! words. People are shown them; the program decides nothing.

use std::cmp::Reverse;

use domain::field;
use domain::likeness::{Matter, Place};
use domain::permission::Act;
use domain::territory::Unit;
use store::case::{self, LineRow, NearRow};
use store::grant::Of;
use store::{Error, Reader, territory};

use crate::case::number;
use crate::look::desk::Earlier;
use crate::look::{Link, Shell, Status};
use crate::page::{Halt, granted, short};
use crate::session::Visitor;

/// The newest cases of a body, and of each place and field, or of each place where no field is known, that are compared.
const COMPARED: i64 = 150;
/// Shorter words say too little to be compared with anything.
const LETTERS: usize = 12;

/// What is compared with what is there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said<'a> {
    /// The body at which it is raised.
    pub(crate) body: i64,
    /// Where it lies.
    pub(crate) place: i64,
    /// Code of its field; empty while it is not known.
    pub(crate) field: &'a str,
    /// Its words.
    pub(crate) words: &'a str,
    /// Its own case, where it has one.
    pub(crate) but: Option<i64>,
}

/// The cases around a place: of it, and of those whose place it took.
pub(crate) struct Around {
    name: String,
    rows: Vec<(NearRow, Matter, Place)>,
}

impl Around {
    /// Those of a body around a place that is in use.
    pub(crate) async fn place(read: &mut Reader<'_>, body: i64, place: i64, field: &str) -> Result<Self, Error> {
        let name = territory::find(read, place).await?.map(|row| row.name).unwrap_or_default();
        let before = territory::before(read, place).await?;
        Self::read(read, body, (Some(place), name, before), field).await
    }

    /// The same around an official unit, whether it is in use or not.
    pub(crate) async fn unit(
        read: &mut Reader<'_>,
        body: i64,
        (place, unit): (Option<i64>, &'static Unit),
        field: &str,
    ) -> Result<Self, Error> {
        let before = territory::before_unit(read, unit).await?;
        Self::read(read, body, (place, unit.name.to_owned(), before), field).await
    }

    async fn read(
        read: &mut Reader<'_>,
        body: i64,
        (place, name, before): (Option<i64>, String, Vec<i64>),
        field: &str,
    ) -> Result<Self, Error> {
        let places: Vec<i64> = place.into_iter().chain(before.iter().copied()).collect();
        let rows = case::near(read, body, &places, &branch(field), COMPARED).await?;
        let rows = rows.into_iter().filter_map(|row| {
            let lies = match row.territory {
                there if Some(there) == place => Place::Same,
                there if before.contains(&there) => Place::Predecessor,
                _ => return None,
            };
            // The name of a place counts no word; what was said before its change bears the name of then.
            let matter = Matter::new(&row.words, &row.field, &row.place);
            Some((row, matter, lies))
        });
        Ok(Self { name, rows: rows.collect() })
    }

    /// Those of them that may be the same as what was said, the nearest first, at most so many.
    pub(crate) fn near(&self, words: &str, field: &str, but: Option<i64>, most: usize) -> Vec<&NearRow> {
        if words.trim().chars().count() < LETTERS {
            return Vec::new();
        }
        let said = Matter::new(words, field, &self.name);
        let others = self.rows.iter().filter(|(row, ..)| but != Some(row.case));
        let mut found: Vec<(u32, &NearRow)> = others
            .filter_map(|(row, matter, lies)| {
                let likeness = said.likeness(matter, *lies);
                likeness.is_proposed().then_some((likeness.percent, row))
            })
            .collect();
        // Stable: of those that are equally near the newest stand first.
        found.sort_by_key(|(percent, _)| Reverse(*percent));
        found.into_iter().take(most).map(|(_, row)| row).collect()
    }
}

/// The cases that may be the same, the nearest first, at most so many, where the visitor reads those of the body.
pub(crate) async fn proposed(
    read: &mut Reader<'_>,
    visitor: &Visitor,
    said: Said<'_>,
    most: usize,
) -> Result<Vec<NearRow>, Halt> {
    if said.words.trim().chars().count() < LETTERS
        || granted(read, visitor.by, Act::CaseRead, Of::Organisation(said.body)).await?.is_none()
    {
        return Ok(Vec::new());
    }
    let around = Around::place(read, said.body, said.place, said.field).await?;
    Ok(around.near(said.words, said.field, said.but, most).into_iter().cloned().collect())
}

/// The same as a page shows them: the case, when and where, how it stands.
pub(crate) async fn shown(
    read: &mut Reader<'_>,
    shell: &Shell,
    visitor: &Visitor,
    said: Said<'_>,
    most: usize,
) -> Result<Vec<Earlier>, Halt> {
    let found = proposed(read, visitor, said, most).await?;
    let ids: Vec<i64> = found.iter().map(|row| row.case).collect();
    let lines = case::lines(read, &ids).await?;
    let one = |(row, line): (&NearRow, &LineRow)| Earlier {
        case: Link::new(format!("/cases/{}", row.case), short(&row.words, 90)),
        line: format!("{} · {}, {}", number(row.case), row.raised_on.vn(), row.place),
        status: Status::outcome(shell.lang, &line.outcome),
    };
    Ok(found.iter().zip(&lines).map(one).collect())
}

/// The fields that may be those of one matter: of the same branch, and none yet. While it is not known there are none: all are.
pub(crate) fn branch(field: &str) -> Vec<&str> {
    let Some(root) = field.split('.').next().filter(|root| !root.is_empty()) else { return Vec::new() };
    let of_branch = field::CODES.iter().copied().filter(|code| code.split('.').next() == Some(root));
    of_branch.chain([""]).collect()
}
