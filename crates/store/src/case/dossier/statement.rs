//! The statement that reads everything that is kept with a case.

/// One statement; the first column says what a row is. Clocks are looked up from what they belong to: SQLite, left to choose, reads
/// all clocks of a kind first (decision 0031).
pub(super) const ALL: &str = "
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
    SELECT 'transfer', t.id, t.hop, t.from_id, t.to_id, t.sender_id, t.sent_on, t.answer_by_on, f.name, o.name, t.mode, t.number, x.body,
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
    SELECT 'letter', b.id, l.id, 0, 0, 0, NULL, NULL, l.number, l.series, NULL, NULL, NULL, NULL, NULL
    FROM case_points q JOIN submissions b ON b.id = q.submission_id
    JOIN turns u ON u.id = b.turn_id AND u.source = 'letter' JOIN letters l ON l.id = u.source_id WHERE q.case_id = $1
    UNION ALL
    SELECT 'visit', v.submission_id, v.reception_id, CASE WHEN v.withheld = 1 THEN 0 ELSE v.no END, v.id, v.organisation_id, NULL, NULL, NULL,
           NULL, NULL, NULL, NULL, NULL, NULL
    FROM case_points q CROSS JOIN visits v WHERE q.case_id = $1 AND v.submission_id = q.submission_id
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
