//! Everything that is kept with a case beside its row, its points and its history, read by one statement however much it is:
//! the page of a case asks it and nothing else.

use domain::day::{Day, Instant};
use domain::supervision::{FindingResult, Looked, SamePerson};

use crate::assignment::{self, AssignmentRow, PartRow};
use crate::case::clocks::ClockRow;
use crate::case::lines::LetterRef;
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

/// One statement; the first column says what a row is. Clocks are looked up from what they belong to: SQLite, left to choose, reads
/// all clocks of a kind first (decision 0031).
const ALL: &str = "
    SELECT 'assignment' AS arm, a.id AS a, a.lead_id AS b, a.contact AS c, 0 AS d, 0 AS e, a.assigned_on AS f, a.due_on AS g,
           o.name AS h, x.body AS i, a.state AS j, NULL AS k, NULL AS l, NULL AS m, NULL AS n
    FROM assignments a JOIN organisations o ON o.id = a.lead_id LEFT JOIN texts x ON x.id = a.evidence_text_id
    WHERE a.case_id = $1
    UNION ALL
    SELECT 'cooperating', b.assignment_id, b.organisation_id, 0, 0, 0, NULL, NULL, o.name, NULL, NULL, NULL, NULL, NULL, NULL
    FROM assignments a JOIN assignment_bodies b ON b.assignment_id = a.id JOIN organisations o ON o.id = b.organisation_id
    WHERE a.case_id = $1
    UNION ALL
    SELECT 'part', p.id, p.assignment_id, p.organisation_id, 0, 0, p.given_on, p.due_on, o.name, x.body, p.state, NULL, NULL,
           NULL, NULL
    FROM assignment_parts p JOIN organisations o ON o.id = p.organisation_id JOIN texts x ON x.id = p.text_id
    WHERE p.case_id = $1
    UNION ALL
    SELECT 'transfer', t.id, t.hop, t.from_id, t.to_id, 0, t.sent_on, t.answer_by_on, f.name, o.name, t.mode, t.number, x.body,
           t.state, NULL
    FROM transfers t JOIN organisations f ON f.id = t.from_id JOIN organisations o ON o.id = t.to_id
    LEFT JOIN texts x ON x.id = t.proof_text_id WHERE t.case_id = $1
    UNION ALL
    SELECT 'answer', a.event_id, a.transfer_id, a.struck, 0, 0, a.answered_on, NULL, a.number, s.body, x.body, NULL, NULL, NULL,
           NULL
    FROM transfers t JOIN transfer_answers a ON a.transfer_id = t.id LEFT JOIN texts s ON s.id = a.signer_text_id
    LEFT JOIN texts x ON x.id = a.text_id WHERE t.case_id = $1
    UNION ALL
    SELECT 'answer point', a.event_id, p.case_point_id, 0, 0, q.no, p.by_on, NULL, p.result, x.body, g.body, NULL, NULL, NULL,
           NULL
    FROM transfers t JOIN transfer_answers a ON a.transfer_id = t.id JOIN transfer_answer_points p ON p.event_id = a.event_id
    JOIN case_points q ON q.id = p.case_point_id LEFT JOIN texts x ON x.id = p.text_id
    LEFT JOIN texts g ON g.id = p.ground_text_id WHERE t.case_id = $1
    UNION ALL
    SELECT 'draft', d.id, d.organisation_id, d.assignment_id, d.drafter_id, 0, d.drafted_on, d.since_on, o.name, p.name, d.state,
           x.body, NULL, NULL, NULL
    FROM reply_drafts d JOIN organisations o ON o.id = d.organisation_id JOIN people p ON p.id = d.drafter_id
    LEFT JOIN texts x ON x.id = d.back_text_id WHERE d.case_id = $1
    UNION ALL
    SELECT 'draft point', p.reply_id, p.case_point_id, p.text_id, p.evidence_text_id, q.no, p.by_on, NULL, p.result, x.body,
           g.body, e.body, NULL, NULL, NULL
    FROM reply_drafts d JOIN reply_draft_points p ON p.reply_id = d.id JOIN case_points q ON q.id = p.case_point_id
    JOIN texts x ON x.id = p.text_id LEFT JOIN texts g ON g.id = p.ground_text_id
    LEFT JOIN texts e ON e.id = p.evidence_text_id WHERE d.case_id = $1
    UNION ALL
    SELECT 'file', z.id, z.reply_id, z.case_point_id, a.size, z.no, NULL, NULL, a.type, NULL, NULL, NULL, NULL, NULL, NULL
    FROM reply_files z JOIN attachments a ON a.sha256 = z.sha256 WHERE z.case_id = $1 AND z.struck = 0
    UNION ALL
    SELECT 'delivery', v.case_point_id, 0, 0, 0, 0, v.chosen_on, NULL, v.way, v.state, NULL, NULL, NULL, NULL, NULL
    FROM point_deliveries v WHERE v.case_id = $1
    UNION ALL
    SELECT 'urged', l.id, i.event_id, i.struck, i.no, 0, COALESCE(l.issued_on, l.urged_on), NULL, o.name,
           l.number, i.what, NULL, NULL, NULL, NULL
    FROM urging_items i JOIN urging_letters l ON l.id = i.letter_id JOIN organisations o ON o.id = l.to_id
    WHERE i.case_id = $1
    UNION ALL
    SELECT 'review', r.id, r.level, r.organisation_id, 0, 0, r.opened_on, r.decided_on, o.name, x.body, r.state, r.number,
           w.body, NULL, NULL
    FROM reviews r JOIN assessments s ON s.id = r.assessment_id LEFT JOIN texts x ON x.id = s.text_id
    LEFT JOIN texts w ON w.id = r.text_id LEFT JOIN organisations o ON o.id = r.organisation_id WHERE r.case_id = $1
    UNION ALL
    SELECT 'merged', c.id, 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM cases c WHERE c.merged_into_id = $1
    UNION ALL
    SELECT DISTINCT 'bearer', o.id, 0, 0, 0, 0, NULL, NULL, o.name, NULL, NULL, NULL, NULL, NULL, NULL
    FROM spans s JOIN organisations o ON o.id = s.organisation_id
    WHERE s.subject = 'case' AND s.subject_id = $1 AND s.axis = 'bearer'
    UNION ALL
    SELECT 'version', q.submission_id, v.version, v.recorded_at, 0, 0, NULL, NULL, x.body, NULL, NULL, NULL, NULL, NULL, NULL
    FROM case_points q JOIN submission_versions v ON v.submission_id = q.submission_id JOIN texts x ON x.id = v.text_id
    WHERE q.case_id = $1
    UNION ALL
    SELECT 'note', n.id, n.submission_id, CASE WHEN EXISTS (
             SELECT 1 FROM turns u JOIN sessions z ON z.id = u.source_id JOIN import_dialogues i ON i.dialogue_id = z.dialogue_id
               AND n.recorded_at < i.known_from_at WHERE u.id = b.turn_id AND u.source = 'session') THEN 1 ELSE 0 END, 0, 0, n.noted_on, NULL, x.body, p.name, NULL, NULL, NULL, NULL, NULL
    FROM case_points q JOIN submissions b ON b.id = q.submission_id AND b.text_id <> $2
    JOIN submission_notes n ON n.submission_id = b.id JOIN texts x ON x.id = n.text_id
    JOIN accounts t ON t.id = n.typist_id JOIN people p ON p.id = t.person_id WHERE q.case_id = $1
    UNION ALL
    SELECT 'held none', e.id, e.subject_id, e.recorded_at, 0, 0, NULL, NULL, p.name, NULL, NULL, NULL, NULL, NULL, NULL
    FROM case_points q CROSS JOIN events e JOIN accounts t ON t.id = e.typist_id JOIN people p ON p.id = t.person_id
    WHERE q.case_id = $1 AND e.subject = 'submission' AND e.subject_id = q.submission_id
      AND e.act = 'submission.held_no_denunciation'
    UNION ALL
    SELECT 'letter', b.id, 0, 0, 0, 0, NULL, NULL, l.number, l.series, NULL, NULL, NULL, NULL, NULL
    FROM case_points q JOIN submissions b ON b.id = q.submission_id
    JOIN turns u ON u.id = b.turn_id AND u.source = 'letter' JOIN letters l ON l.id = u.source_id WHERE q.case_id = $1
    UNION ALL
    SELECT 'clock', k.id, k.subject_id, k.organisation_id, 0, 0, k.from_on, k.due_on, k.kind, k.state, NULL, NULL, NULL, NULL,
           NULL
    FROM assignments a CROSS JOIN clocks k WHERE a.case_id = $1 AND k.subject = 'assignment' AND k.subject_id = a.id
    UNION ALL
    SELECT 'clock', k.id, k.subject_id, k.organisation_id, 0, 0, k.from_on, k.due_on, k.kind, k.state, NULL, NULL, NULL, NULL,
           NULL
    FROM case_points q CROSS JOIN clocks k WHERE q.case_id = $1 AND k.subject = 'case_point' AND k.subject_id = q.id
    UNION ALL
    SELECT 'ruled', k.id, k.rule_version, 0, 0, 0, k.from_on, k.due_on, k.kind, k.state, k.rule_id, k.derivation, NULL, NULL,
           NULL
    FROM clocks k WHERE k.subject = 'case' AND k.subject_id = $1
    UNION ALL
    SELECT 'finding', f.id, q.event_id, f.organisation_id, q.struck, f.recorded_at, q.seen_on, NULL, o.name,
           COALESCE(p.name, ''), f.result, f.ways, f.same, x.body,
           CAST((SELECT count(*) FROM finding_files z WHERE z.finding_id = f.id) AS TEXT)
    FROM finding_cases q JOIN findings f ON f.id = q.finding_id JOIN organisations o ON o.id = f.organisation_id
    JOIN texts x ON x.id = f.text_id LEFT JOIN accounts t ON t.id = f.typist_id LEFT JOIN people p ON p.id = t.person_id
    WHERE q.case_id = $1
    UNION ALL
    SELECT 'noticed', n.id, (SELECT count(*) FROM notice_point_issues z WHERE z.notice_id = i.notice_id AND z.no <= i.no), 0, 0,
           0, n.issued_on, NULL, n.number, NULL, NULL, NULL, NULL, NULL, NULL
    FROM notice_point_cases c JOIN notice_point_issues i ON i.notice_point_id = c.notice_point_id
    JOIN notices n ON n.id = i.notice_id AND n.state IN ('issued', 'published') WHERE c.case_id = $1
    UNION ALL
    SELECT 'gathered', g.id, o.people, o.id, 0, 0, g.sent_on, NULL, a.name, x.body, NULL, NULL, NULL, NULL, NULL
    FROM gathering_opinions o JOIN gatherings g ON g.id = o.gathering_id AND g.state = 'sent'
    JOIN organisations a ON a.id = g.organisation_id LEFT JOIN gathering_themes t ON t.id = o.theme_id
    LEFT JOIN texts x ON x.id = t.title_text_id WHERE o.case_id = $1 AND o.state = 'sent'
    ORDER BY 1, 2, 6, 3";

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
            all.letters.push(LetterRef { submission: row.get(1)?, number: row.get(TEXT)?, series: row.get(TEXT + 1)? });
        }
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
