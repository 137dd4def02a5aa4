//! What a draft begins with: one point for each matter that is neither answered nor goes elsewhere, with the lead and the day
//! that the program proposes and marks as proposed. What is concluded is empty: the chair says it, not the program, and the
//! words of the citizen are no conclusion.

use domain::day::Day;
use domain::event::{Delivery, NoticeEvent, NoticePoint, Subject};
use domain::notice::{self as rules, Body};
use store::grant::Grant;
use store::notice::listed::{self, MatterRow};
use store::rulebook;
use store::{Stop, Tx, assignment, duty, notice};

use super::{BODIES, LINE};
use domain::refusal::Refusal;

/// The trigger of the rule that gives an assignment its last day.
const GIVEN: &str = "assignment_given";

/// Appends the points that a draft begins with.
pub(super) async fn points(tx: &mut Tx, grant: &Grant, id: i64, on: Day, dialogue: i64) -> Result<(), Stop> {
    let matters = listed::matters(tx, dialogue, on).await?;
    let before = notice::led(tx, grant.organisation).await?;
    let bodies = assignment::bodies(tx, grant.organisation, on, BODIES).await?;
    let number = rulebook::number(tx).await?;
    let book = tx.rulebook(number).await?;
    let (place, ..) = duty::place(tx, dialogue).await?.ok_or(Refusal::NotThere)?;
    let due_on = rules::due(book.last_day(GIVEN, &place, on).map(|last| last.due.on), on);
    let mut seen = Vec::new();
    for matter in &matters {
        let listed = &matter.listed;
        if listed.answered || listed.beyond || listed.ended || seen.contains(&listed.case) {
            continue;
        }
        seen.push(listed.case);
        let words = matter.words.as_deref().unwrap_or_default();
        let could: Vec<Body> = bodies
            .iter()
            .filter(|body| body.leads && body.id != grant.organisation)
            .map(|body| Body {
                id: body.id,
                name: body.name.clone(),
                led: before
                    .iter()
                    .filter(|(field, lead, _)| *field == matter.field && *lead == body.id)
                    .map(|(_, _, many)| many)
                    .sum(),
            })
            .collect();
        let lead = rules::lead(words, &could).map(rules::Proposal::body);
        let texts = tx.texts(&[&short(matter), ""])?;
        let point = NoticePoint {
            point: tx.id()?,
            matter: texts[0].clone(),
            conclusion: texts[1].clone(),
            lead,
            cooperating: Vec::new(),
            due_on,
            evidence: None,
            // Nobody can write to whoever gave neither name nor contact.
            delivery: if matter.reachable { Delivery::Letter } else { Delivery::Village },
            contact: false,
            proposed: lead.is_some() || due_on.is_some(),
            cases: vec![listed.case],
        };
        tx.append(Subject::Notice, id, on, NoticeEvent::PointSet { point }.into())?;
    }
    Ok(())
}

/// The matter in short: its neutral title, else the beginning of its words up to the end of a sentence or of a word.
fn short(matter: &MatterRow) -> String {
    if let Some(title) = matter.title.as_deref().filter(|title| !title.trim().is_empty()) {
        return title.trim().to_owned();
    }
    let words = matter.words.as_deref().unwrap_or_default().trim();
    let sentence = words.split(['.', '?', '!', '\n']).next().unwrap_or_default().trim();
    if sentence.chars().count() <= LINE {
        return filled(sentence);
    }
    let mut cut: String = sentence.chars().take(LINE - 2).collect();
    if let Some(at) = cut.rfind(' ') {
        cut.truncate(at);
    }
    cut.push('…');
    cut
}

/// Words that are kept from everybody or were erased leave a mark that somebody has to write here.
fn filled(words: &str) -> String {
    if words.is_empty() { "…".to_owned() } else { words.to_owned() }
}
