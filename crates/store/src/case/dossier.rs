//! Everything that is kept with a case beside its row, its points and its history, read by one statement however much it is:
//! the page of a case asks it and nothing else.

mod statement;

use domain::day::{Day, Instant};
use domain::supervision::{FindingResult, Looked, SamePerson};

use crate::assignment::{self, AssignmentRow, PartRow};
use crate::case::clocks::ClockRow;
use crate::case::lines::{LetterRef, VisitRef};
use crate::declared::scan::ScanRow;
use crate::gathering::shown::RaisedIn;
use crate::minutes::NoteRow;
use crate::reader::Read;
use crate::reply::file::FileRow;
use crate::reply::{DeliveryRow, DraftPointRow, DraftRow};
use crate::review::ReviewRow;
use crate::submission::KEPT;
use crate::supervision::FindingRow;
use crate::transfer::{AnswerPointRow, AnswerRow, TransferRow};
use crate::urging::UrgedRow;
use crate::{Error, Row, args};
use statement::ALL;

/// Everything that is kept with a case.
#[derive(Clone, Debug, Default)]
pub struct Dossier {
    /// The case.
    pub case: i64,
    /// Its assignments, newest first.
    pub assignments: Vec<AssignmentRow>,
    /// Bodies that cooperate: assignment and name.
    pub cooperating: Vec<(i64, String)>,
    /// The parts of its assignments, oldest first.
    pub parts: Vec<PartRow>,
    /// Its transfers, oldest first.
    pub transfers: Vec<TransferRow>,
    /// The letters by which their receivers answered, oldest first.
    pub answers: Vec<AnswerRow>,
    /// What those say of points, in the order of the points.
    pub answer_points: Vec<AnswerPointRow>,
    /// The drafts of its replies, oldest first.
    pub drafts: Vec<DraftRow>,
    /// What they say of points: draft and point, in the order of the points.
    pub draft_points: Vec<(i64, DraftPointRow)>,
    /// The files beside what its replies and drafts say, in the order in which they came.
    pub files: Vec<FileRow>,
    /// How the person is told of the result of a point.
    pub deliveries: Vec<DeliveryRow>,
    /// The letters that urged, oldest first.
    pub urged: Vec<UrgedRow>,
    /// The reviews of its result, oldest first.
    pub reviews: Vec<ReviewRow>,
    /// The cases that count in it, oldest first.
    pub merged: Vec<i64>,
    /// The bodies that answered for it, by id.
    pub bearers: Vec<(i64, String)>,
    /// Earlier versions of words: submission, when they were typed, words; newest first.
    pub versions: Vec<(i64, Instant, Option<String>)>,
    /// Corrections noted beside words, oldest first.
    pub notes: Vec<NoteRow>,
    /// Whose words were said to be no denunciation: submission, when, by whom; oldest first.
    pub held_none: Vec<(i64, Instant, String)>,
    /// Letters in which it was raised.
    pub letters: Vec<LetterRef>,
    /// Visits of a reception in which it was raised.
    pub visits: Vec<VisitRef>,
    /// The clocks of its assignments and promises, oldest first.
    pub clocks: Vec<assignment::ClockRow>,
    /// Its own clocks, in the order of their kinds.
    pub ruled: Vec<ClockRow>,
    /// What was found by those who supervise, the newest first.
    pub findings: Vec<FindingRow>,
    /// The points of notices from which it comes: notice, its number and day, the place of the point in it.
    pub noticed: Vec<(i64, Option<String>, Option<Day>, i64)>,
    /// The rounds before a dialogue in which it was raised, oldest first.
    pub gathered: Vec<RaisedIn>,
}

/// Where the days of an arm stand; five numbers come before them. What an arm does not have is 0 or nothing.
const ON: usize = 6;
/// Where its texts stand.
const TEXT: usize = 8;

/// Everything that is kept with a case.
pub async fn dossier(read: &mut dyn Read, case: i64) -> Result<Dossier, Error> {
    let mut all = Dossier { case, ..Dossier::default() };
    for row in read.rows(ALL, &args![case, KEPT]).await? {
        put(&mut all, &row)?;
    }
    all.assignments.reverse();
    all.transfers.sort_by_key(|row| row.hop);
    all.versions.reverse();
    all.findings.sort_by_key(|row| std::cmp::Reverse((row.seen_on, row.event)));
    all.ruled.sort_by(|one, other| (&one.kind, one.id).cmp(&(&other.kind, other.id)));
    Ok(all)
}

fn put(all: &mut Dossier, row: &Row) -> Result<(), Error> {
    let arm: String = row.get(0)?;
    match arm.as_str() {
        "assignment" => all.assignments.push(AssignmentRow {
            id: row.get(1)?,
            lead: row.get(2)?,
            lead_name: row.get(TEXT)?,
            assigned_on: row.get(ON)?,
            due_on: row.get(ON + 1)?,
            evidence: row.get(TEXT + 1)?,
            contact: row.get(3)?,
            state: row.get(TEXT + 2)?,
        }),
        "cooperating" => all.cooperating.push((row.get(1)?, row.get(TEXT)?)),
        "part" => all.parts.push(PartRow {
            id: row.get(1)?,
            assignment: row.get(2)?,
            to: row.get(3)?,
            to_name: row.get(TEXT)?,
            given_on: row.get(ON)?,
            due_on: row.get(ON + 1)?,
            words: row.get(TEXT + 1)?,
            state: row.get(TEXT + 2)?,
        }),
        "transfer" => all.transfers.push(TransferRow {
            id: row.get(1)?,
            hop: row.get(2)?,
            from: row.get(3)?,
            from_name: row.get(TEXT)?,
            to: row.get(4)?,
            to_name: row.get(TEXT + 1)?,
            mode: row.get(TEXT + 2)?,
            number: row.get(TEXT + 3)?,
            sent_on: row.get(ON)?,
            answer_by: row.get(ON + 1)?,
            proof: row.get(TEXT + 4)?,
            state: row.get(TEXT + 5)?,
            sender: row.get(5)?,
        }),
        "answer" => all.answers.push(AnswerRow {
            event: row.get(1)?,
            transfer: row.get(2)?,
            on: row.get(ON)?,
            number: row.get(TEXT)?,
            signer: row.get(TEXT + 1)?,
            words: row.get(TEXT + 2)?,
            struck: row.get(3)?,
        }),
        "answer point" => all.answer_points.push(AnswerPointRow {
            event: row.get(1)?,
            point: row.get(2)?,
            result: row.get(TEXT)?,
            by_on: row.get(ON)?,
            words: row.get(TEXT + 1)?,
            ground: row.get(TEXT + 2)?,
        }),
        "delivery" => all.deliveries.push(DeliveryRow {
            point: row.get(1)?,
            way: row.get(TEXT)?,
            chosen_on: row.get(ON)?,
            state: row.get(TEXT + 1)?,
        }),
        "urged" => all.urged.push(UrgedRow {
            letter: row.get(1)?,
            event: row.get(2)?,
            to_name: row.get(TEXT)?,
            on: row.get(ON)?,
            number: row.get(TEXT + 1)?,
            what: row.get(TEXT + 2)?,
            struck: row.get(3)?,
        }),
        "review" => all.reviews.push(ReviewRow {
            id: row.get(1)?,
            level: row.get(2)?,
            body: row.get(3)?,
            body_name: row.get(TEXT)?,
            opened_on: row.get(ON)?,
            reason: row.get(TEXT + 1)?,
            state: row.get(TEXT + 2)?,
            decided_on: row.get(ON + 1)?,
            number: row.get::<Option<String>>(TEXT + 3)?.unwrap_or_default(),
            words: row.get(TEXT + 4)?,
        }),
        "merged" => all.merged.push(row.get(1)?),
        "bearer" => all.bearers.push((row.get(1)?, row.get(TEXT)?)),
        "held none" => all.held_none.push((row.get(2)?, row.get(3)?, row.get(TEXT)?)),
        "version" => all.versions.push((row.get(1)?, row.get(3)?, row.get(TEXT)?)),
        "note" => all.notes.push(NoteRow {
            submission: row.get(2)?,
            on: row.get(ON)?,
            words: row.get(TEXT)?,
            typist: row.get(TEXT + 1)?,
            of_table: row.get(3)?,
        }),
        _ => return reply_or_clock(all, &arm, row),
    }
    Ok(())
}

fn reply_or_clock(all: &mut Dossier, arm: &str, row: &Row) -> Result<(), Error> {
    match arm {
        "draft" => all.drafts.push(DraftRow {
            id: row.get(1)?,
            case: all.case,
            body: row.get(2)?,
            body_name: row.get(TEXT)?,
            assignment: row.get(3)?,
            drafter: row.get(4)?,
            drafter_name: row.get(TEXT + 1)?,
            drafted_on: row.get(ON)?,
            state: row.get(TEXT + 2)?,
            since_on: row.get(ON + 1)?,
            back: row.get(TEXT + 3)?,
        }),
        "draft point" => {
            let point = DraftPointRow {
                point: row.get(2)?,
                result: row.get(TEXT)?,
                by_on: row.get(ON)?,
                text: row.get(3)?,
                words: row.get(TEXT + 1)?,
                ground: row.get(TEXT + 2)?,
                evidence: row.get(4)?,
                evidence_words: row.get(TEXT + 3)?,
            };
            all.draft_points.push((row.get(1)?, point));
        }
        "file" => {
            let scan = ScanRow { id: row.get(1)?, no: row.get(5)?, kind: row.get(TEXT)?, size: row.get(4)? };
            all.files.push(FileRow { reply: row.get(2)?, point: row.get(3)?, scan });
        }
        "letter" => {
            let (number, series) = (row.get(TEXT)?, row.get(TEXT + 1)?);
            all.letters.push(LetterRef { id: row.get(2)?, submission: row.get(1)?, number, series });
        }
        "visit" => all.visits.push(VisitRef {
            id: row.get(4)?,
            submission: row.get(1)?,
            reception: row.get(2)?,
            organisation: row.get(5)?,
            number: Some(row.get(3)?).filter(|number| *number > 0),
        }),
        "clock" => all.clocks.push(assignment::ClockRow {
            kind: row.get(TEXT)?,
            of: row.get(2)?,
            body: row.get(3)?,
            due_on: row.get(ON + 1)?,
            state: row.get(TEXT + 1)?,
            from_on: row.get(ON)?,
        }),
        "ruled" => all.ruled.push(ClockRow {
            id: row.get(1)?,
            kind: row.get(TEXT)?,
            state: row.get(TEXT + 1)?,
            from_on: row.get(ON)?,
            due_on: row.get(ON + 1)?,
            rule_id: row.get(TEXT + 2)?,
            rule_version: row.get(2)?,
            derivation: row.get(TEXT + 3)?,
        }),
        "finding" => {
            let (result, ways, same): (String, String, String) =
                (row.get(TEXT + 2)?, row.get(TEXT + 3)?, row.get(TEXT + 4)?);
            let files: String = row.get(TEXT + 6)?;
            all.findings.push(FindingRow {
                id: row.get(1)?,
                dialogue: 0,
                event: row.get(2)?,
                case: all.case,
                result: FindingResult::parse(&result)
                    .ok_or_else(|| Error::Corrupt(format!("a finding of {result}")))?,
                ways: ways.split(',').filter_map(Looked::parse).collect(),
                same: same.split(',').filter_map(SamePerson::parse).collect(),
                organisation: (row.get(3)?, row.get(TEXT)?),
                typist: row.get(TEXT + 1)?,
                recorded_at: row.get(5)?,
                seen_on: row.get(ON)?,
                struck: row.get(4)?,
                words: row.get(TEXT + 5)?,
                files: files.parse().unwrap_or_default(),
            });
        }
        "noticed" => all.noticed.push((row.get(1)?, row.get(TEXT)?, row.get(ON)?, row.get(2)?)),
        "gathered" => all.gathered.push(RaisedIn {
            round: row.get(1)?,
            gatherer: row.get(TEXT)?,
            sent_on: row.get(ON)?,
            people: row.get(2)?,
            theme: row.get(TEXT + 1)?,
        }),
        other => return Err(Error::Corrupt(format!("{other} is nothing that is kept with a case"))),
    }
    Ok(())
}
