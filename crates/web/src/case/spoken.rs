//! The words behind the points of a case: who raised them where, their earlier versions, the notes beside them.

use std::collections::BTreeSet;

use domain::day::Instant;
use store::case::{CaseRow, LetterRef, PointRow, VisitRef};

use super::said;
use super::standing::Facts;
use crate::look::case::Words;
use crate::look::{Link, Person, Shell};
use crate::minutes::note_line;

/// The words behind the points, with their earlier versions and the notes beside them; `reads_visits`: the bodies whose
/// receptions the reader sees.
pub(super) fn spoken(shell: &Shell, facts: &Facts, desk: &str, reads_visits: &BTreeSet<i64>) -> Vec<Words> {
    let (row, dossier) = (&facts.row, &facts.dossier);
    let said = facts.points.iter().filter_map(|point| point.submission.map(|submission| (point, submission)));
    said.map(|(point, submission)| {
        let earlier = dossier.versions.iter().filter(|(of, ..)| *of == submission);
        let letters = dossier.letters.iter().filter(|_| row.dialogue.is_none());
        let letter = { letters }.find(|letter| letter.submission == submission);
        let visit = dossier.visits.iter().find(|visit| visit.submission == submission);
        let visit = visit.map(|visit| (visit, reads_visits.contains(&visit.organisation)));
        let beside = dossier.notes.iter().filter(|note| note.submission == submission);
        let held = dossier.held_none.iter().filter(|(of, ..)| *of == submission);
        Words {
            held_none: held.map(|(_, at, who)| held_none(shell, *at, who)).collect(),
            earlier: versions(shell, earlier),
            notes: beside.map(|row| note_line(shell, row)).collect(),
            ..words(shell, row, point, (desk, letter, visit))
        }
    })
    .collect()
}

/// Earlier versions of the words, each with when it was typed.
fn versions<'a>(
    shell: &Shell,
    earlier: impl Iterator<Item = &'a (i64, Instant, Option<String>)>,
) -> Vec<(String, String)> {
    let version = |(_, at, words): &(i64, Instant, Option<String>)| {
        (format!("{} {}", at.day().vn(), at.vn_time()), words.clone().unwrap_or_else(|| shell.t("words-kept")))
    };
    earlier.map(version).collect()
}

/// Who said of words that they are no denunciation, and when.
fn held_none(shell: &Shell, at: Instant, who: &str) -> String {
    shell.ta("words-held-none", &[("name", &who), ("day", &at.day().vn()), ("time", &at.vn_time())])
}

/// Where a letter stands: its number and its book, as far as they are known.
fn written(shell: &Shell, letter: &LetterRef) -> String {
    let args: [(&str, &dyn crate::lang::Arg); 2] = [("number", &letter.number), ("series", &letter.series)];
    match (letter.number.is_empty(), letter.series.is_empty()) {
        (false, false) => shell.ta("words-letter-in", &args),
        (false, true) => shell.ta("words-letter-numbered", &args[..1]),
        (true, false) => shell.ta("words-letter-book", &args[1..]),
        (true, true) => shell.t("words-letter"),
    }
}

/// The visit of a reception in which something was raised, perhaps by a letter that was taken there; it leads to its day for who
/// reads receptions. Nothing is said of which visit it was while that is kept from everybody.
fn visited(shell: &Shell, letter: Option<&LetterRef>, (visit, reads): (&VisitRef, bool)) -> Link {
    let letter = letter.map(|letter| written(shell, letter));
    let Some(number) = visit.number else {
        return Link::new("", letter.unwrap_or_else(|| shell.t("words-visit")));
    };
    let said = match &letter {
        Some(letter) => shell.ta("words-letter-visit", &[("letter", letter), ("number", &number.to_string())]),
        None => shell.ta("visit-number", &[("number", &number.to_string())]),
    };
    let page = format!("{}?after={}#visit-{}", crate::reception::href(visit.reception), number - 1, visit.id);
    Link::new(if reads { page } else { String::new() }, said)
}

/// Where a case comes from: its dialogue, the letter that raised it first, else the body with which it was raised.
pub(super) fn origin(shell: &Shell, facts: &Facts, desk: &str) -> Link {
    if let Some(title) = &facts.row.dialogue_title {
        return Link::new(desk, title.clone());
    }
    let first = facts.points.first().and_then(|point| point.submission);
    match facts.dossier.letters.iter().find(|letter| Some(letter.submission) == first) {
        Some(letter) => {
            Link::new(crate::letter::href(letter.id), shell.ta("letter-origin", &[("body", &facts.row.origin)]))
        }
        None => Link::new(desk, facts.row.origin.clone()),
    }
}

fn words(
    shell: &Shell,
    row: &CaseRow,
    point: &PointRow,
    (desk, letter, visit): (&str, Option<&LetterRef>, Option<(&VisitRef, bool)>),
) -> Words {
    let source = match (visit, letter) {
        (Some(visit), letter) => visited(shell, letter, visit),
        (None, Some(letter)) => Link::new(crate::letter::href(letter.id), written(shell, letter)),
        (None, None) => Link::new(desk, row.dialogue_title.clone().unwrap_or_default()),
    };
    Words {
        text: said(shell, point),
        person: match point.mode.as_deref() {
            Some("named" | "group") if point.identity => Person::Kept,
            _ => Person::Unnamed,
        },
        place: row.place.clone(),
        source,
        on: row.raised_on.vn(),
        number: point.turn_no.filter(|_| letter.is_none() && visit.is_none()).unwrap_or_default(),
        typist: point.typist.clone().unwrap_or_default(),
        kind: point.kind.as_deref().map(|kind| shell.of("kind", kind)).unwrap_or_default(),
        earlier: Vec::new(),
        notes: Vec::new(),
        held_none: Vec::new(),
        struck: point.struck,
    }
}
