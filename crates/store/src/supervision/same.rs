//! Cùng một người: what a person did in what they supervise.

use domain::day::Day;
use domain::supervision::SamePerson;

use crate::reader::Read;
use crate::{Error, Value, args, sql};

/// What a person did in the matter of these cases, raised in a dialogue: chaired it, signed, led, drafted, approved, recorded how
/// it was handled. Whoever only typed what was raised, placed it, or told somebody of it did nothing that is looked at.
pub async fn same_person(
    read: &mut dyn Read,
    person: i64,
    dialogue: i64,
    cases: &[i64],
    on: Day,
) -> Result<Vec<SamePerson>, Error> {
    let mut values: Vec<Value> = args![person, dialogue, on].to_vec();
    values.extend(cases.iter().map(|case| Value::Int(*case)));
    let of = sql::places(4, cases.len());
    let text = format!(
        "SELECT 'chaired' FROM terms m WHERE m.person_id = $1 AND (
           EXISTS (SELECT 1 FROM dialogues d WHERE d.id = $2 AND d.chair_term_id = m.id)
           OR EXISTS (SELECT 1 FROM sessions s WHERE s.dialogue_id = $2 AND s.struck = 0 AND s.chair_term_id = m.id))
         UNION SELECT 'signed' FROM terms m WHERE m.person_id = $1 AND (
           EXISTS (SELECT 1 FROM notices n WHERE n.dialogue_id = $2 AND n.signer_term_id = m.id AND n.state <> 'struck')
           OR EXISTS (SELECT 1 FROM replies r WHERE r.case_id IN ({of}) AND r.speaker_term_id = m.id
                      AND r.struck_event_id IS NULL))
         UNION SELECT 'led' FROM terms m JOIN cases c ON c.accountable_id = m.organisation_id AND c.id IN ({of})
           WHERE m.person_id = $1 AND m.from_on <= $3 AND m.to_on > $3
         UNION SELECT 'drafted' FROM reply_drafts r WHERE r.case_id IN ({of}) AND r.drafter_id = $1 AND r.state <> 'struck'
         UNION SELECT 'approved' FROM events e JOIN accounts a ON a.id = e.typist_id AND a.person_id = $1
           WHERE e.subject = 'case' AND e.subject_id IN ({of}) AND e.act = 'case.reply_approved'
         UNION SELECT 'recorded' FROM events e JOIN accounts a ON a.id = e.typist_id AND a.person_id = $1
           WHERE e.subject = 'case' AND e.subject_id IN ({of})
             AND e.act IN ('case.assigned', 'case.accepted', 'case.progressed', 'case.extended', 'case.answered_on_the_spot',
               'case.replied', 'case.promise_kept', 'case.suspended', 'case.resumed', 'case.ended', 'case.confirmed',
               'case.reply_drafted', 'case.part_done')"
    );
    let rows = read.rows(&text, &values).await?;
    let mut same = Vec::with_capacity(rows.len());
    for row in &rows {
        let word: String = row.get(0)?;
        same.extend(SamePerson::parse(&word));
    }
    same.sort_unstable();
    Ok(same)
}
