//! Every event comes back as it was kept.

use domain::declared::{DeclaredCell, DeclaredNumber};
use domain::dialogue::{Audience, Duty, Form, ThemeKind};
use domain::due::Unit;
use domain::duty::{Addressee, AfterDuty, StartedDuty};
use domain::event::{Delivery, Group, Moved, Theme, Urged};
use domain::notice::{NumberMode, NumberRuns, Series};
use domain::supervision::{FindingResult, Looked, SamePerson};
use domain::{
    AccountEvent, Assessment, CaseEvent, CasePoint, Channel, Contact, ContactWay, Corrupt, Day, DeclaredEvent,
    DialogueEvent, EndGround, Event, HandoverEvent, Kind, Mark, NoticeEvent, NoticePoint, OrganisationEvent, PlanEvent,
    PlannedEvent, PointAnswer, PointResult, ReviewResult, Role, RulebookEvent, Subject, SubmissionEvent,
    SupervisionEvent, TransferAnswer,
};

use crate::history::{cannot, day, promised, reason, received};

/// Every result of a point, as the answers of one reply.
fn every_result() -> Vec<PointAnswer> {
    let results =
        [PointResult::Done, PointResult::Explained, promised("2020-05-01"), cannot(), PointResult::BeyondCompetence];
    (1..).zip(results).map(|(point, result)| PointAnswer { point, result }).collect()
}

pub(crate) fn case_samples() -> Vec<CaseEvent> {
    vec![
        received(2, None),
        CaseEvent::PointAdded { point: 3, submission: None },
        CaseEvent::PointParted { point: 3 },
        CaseEvent::Linked { root: 9, point: 3, words: Some(reason()) },
        CaseEvent::Unlinked { words: None },
        CaseEvent::Placed { territory: 5, field: "water".to_owned() },
        CaseEvent::Assigned { assignment: 6, lead: 2, due_on: day("2020-03-23"), words: None },
        CaseEvent::Noticed { notice: 4, point: 5, due_on: Some(day("2020-03-20")) },
        CaseEvent::Accepted { body: 2 },
        CaseEvent::Progressed { body: 2, words: None },
        CaseEvent::Extended { due_on: day("2020-04-23"), told: true, words: None },
        CaseEvent::AnsweredOnTheSpot { reply: 1, session: 2, body: 3, points: every_result(), speaker: Some(reason()) },
        CaseEvent::Replied { reply: 1, body: 3, points: Vec::new() },
        CaseEvent::PromiseKept { point: 3, words: None },
        CaseEvent::Suspended { words: None },
        CaseEvent::Resumed { words: None },
        CaseEvent::SetAside { words: None },
        CaseEvent::TakenUp {
            moved: Some(Moved {
                since: day("2020-04-01"),
                days: 7,
                unit: Unit::CalendarDays,
                from: day("2020-04-20"),
                to: day("2020-04-27"),
            }),
            words: None,
        },
        CaseEvent::SentOn { transfer: 1, to: 2, points: vec![3, 4], words: None },
        CaseEvent::TransferReceived { transfer: 1 },
        CaseEvent::TransferAnswered { transfer: 1, points: vec![3], words: Some(reason()) },
        CaseEvent::TransferReplied {
            transfer: 1,
            points: vec![
                TransferAnswer { point: 3, result: Some(promised("2020-05-01")) },
                TransferAnswer { point: 4, result: None },
            ],
            signer: Some(reason()),
            words: None,
        },
        CaseEvent::TransferDated { transfer: 1, answer_by: day("2020-05-01") },
        CaseEvent::TransferReturned { transfer: 1, words: None },
        CaseEvent::ReportedUp { to: 2, document: reason() },
        CaseEvent::Merged { root: 9, words: None },
        CaseEvent::Unmerged { words: None },
        CaseEvent::Reopened { reason: reason() },
        CaseEvent::ReopenedUntil { due_on: day("2020-05-01"), reason: reason() },
        CaseEvent::Ended { ground: EndGround::Refused, code: Some("a\"1".to_owned()), words: None },
        CaseEvent::Assessed {
            reply: 1,
            value: Assessment::NotAgreed,
            contacts: vec![Contact { on: day("2020-03-24"), way: ContactWay::Visit }],
            words: None,
        },
        CaseEvent::ReviewOpened { review: 1, assessed: 2, level: 2, body: None },
        CaseEvent::ReviewDecided { review: 1, body: Some(3), result: ReviewResult::NotUpheld, reason: reason() },
        CaseEvent::ReviewUpheld { review: 1, body: None, due_on: day("2020-05-01"), reason: reason() },
        CaseEvent::Confirmed { organisation: 4, words: None },
        CaseEvent::Found {
            finding: 1,
            organisation: 4,
            point: Some(5),
            result: FindingResult::Partly,
            ways: Looked::ALL.to_vec(),
            same: SamePerson::ALL.to_vec(),
            files: vec![9],
            words: reason(),
        },
        CaseEvent::Told { way: ContactWay::Telephone, words: None },
        CaseEvent::ToldByNotice { notice: 5 },
        CaseEvent::IdentityRead,
        CaseEvent::CodeGiven { submission: 7 },
        CaseEvent::ClockRedated { clock: 7, rule_version: 2, due_on: None },
        CaseEvent::HandedOver { handover: 8, to: 9 },
        CaseEvent::TakenOver { handover: 8, from: 7, to: 9 },
        CaseEvent::ReplyDrafted { reply: 1, body: 3, points: every_result(), left_out: vec![6] },
        CaseEvent::ReplySubmitted { reply: 1 },
        CaseEvent::ReplyApproved { reply: 1, own: true },
        CaseEvent::ReplySentBack { reply: 1, words: Some(reason()) },
        CaseEvent::DeliveryChosen { points: vec![3, 4], way: Delivery::Village },
        CaseEvent::AskedBack { assignment: 6, body: 2, words: Some(reason()) },
        CaseEvent::AskAnswered { assignment: 6, words: None },
        CaseEvent::Returned { assignment: 6, body: 2, to: 3, words: Some(reason()) },
        CaseEvent::PartGiven { part: 7, assignment: 6, to: 4, due_on: day("2020-04-23"), words: None },
        CaseEvent::PartDone { part: 7, words: None },
        CaseEvent::Urged { letter: 8, to: 2, what: Urged::Transfer },
        CaseEvent::UrgingIssued { letter: 8, signer: Some(3) },
        CaseEvent::EvidenceFiled { reply: 1, point: 5, files: vec![9] },
        CaseEvent::HeldNoDenunciation,
        CaseEvent::SentFor { transfer: 1, body: 2 },
    ]
}

fn notice_samples() -> Vec<NoticeEvent> {
    let point = NoticePoint {
        point: 5,
        matter: reason(),
        conclusion: reason(),
        lead: Some(2),
        cooperating: vec![3],
        due_on: Some(day("2026-10-05")),
        evidence: None,
        delivery: Delivery::Village,
        contact: true,
        proposed: true,
        cases: vec![8, 9],
    };
    vec![
        NoticeEvent::Drafted { dialogue: 1, organisation: 2, replaces: None },
        NoticeEvent::Described { general: Some(reason()), carrying_out: None, recipients: vec![reason()] },
        NoticeEvent::PointSet { point },
        NoticeEvent::PointTaken { point: 6, due_on: Some(day("2026-10-01")) },
        NoticeEvent::PointDropped { point: 6 },
        NoticeEvent::Noted { cases: vec![7] },
        NoticeEvent::ProposalsConfirmed,
        NoticeEvent::Submitted,
        NoticeEvent::Issued { signer: Some(4), drawn: false },
        NoticeEvent::Published,
        NoticeEvent::Replaced { by: 12 },
        NoticeEvent::Scanned { scans: vec![7, 8] },
        NoticeEvent::Kept { paper: reason() },
    ]
}

fn submission_samples() -> Vec<SubmissionEvent> {
    let (territory, field) = (5, "land".to_owned());
    vec![
        SubmissionEvent::Raised {
            turn: 1,
            kind: Kind::Recommendation,
            channel: Channel::Spoken,
            text: reason(),
            territory,
            field: field.clone(),
        },
        SubmissionEvent::Revised { version: 2, text: reason(), territory, field },
        SubmissionEvent::KindSet { kind: Kind::Feedback },
        SubmissionEvent::Marked { mark: Mark::Conclusion },
        SubmissionEvent::TypedFrom { slip: 7 },
        SubmissionEvent::Withheld { private_slip: 8 },
        SubmissionEvent::TitleReleased { title: reason() },
        SubmissionEvent::TitleWithdrawn,
        SubmissionEvent::Noted { note: 9, text: reason() },
        SubmissionEvent::HeldNoDenunciation,
        SubmissionEvent::Kept,
        SubmissionEvent::Printed,
        SubmissionEvent::Erased { denunciation: 12 },
    ]
}

fn dialogue_samples() -> Vec<DialogueEvent> {
    vec![
        DialogueEvent::Announced { organisation: 1, chair: None, title: reason() },
        DialogueEvent::SessionSet { session: 1, on: day("2020-03-02"), territory: 5 },
        DialogueEvent::Opened { session: 1 },
        DialogueEvent::Held { session: 1 },
        DialogueEvent::Concluded { no_minutes: None },
        DialogueEvent::HandedOver { handover: 1, organisation: 2, chair: Some(3) },
        DialogueEvent::Described { duties: vec![Duty::Secretary, Duty::Chairman], audience: Audience::Residents },
        DialogueEvent::PlannedAs { planned: Some(4) },
        DialogueEvent::SessionChaired { session: 1, chair: 3, deputy_reason: Some(reason()) },
        DialogueEvent::Attended { session: 1, groups: vec![Group { audience: Audience::Youth, people: 30 }] },
        DialogueEvent::Arranged { form: Form::Online, members_of: Some(2) },
        DialogueEvent::BodiesPresent { session: 1, bodies: vec![2, 3] },
        DialogueEvent::AgendaSet { themes: vec![Theme { theme: 6, kind: ThemeKind::Policy, title: reason() }] },
        DialogueEvent::MinutesSigned,
        DialogueEvent::MinutesTaken {
            session: 1,
            began: Some(450),
            ended: None,
            secretary: Some(reason()),
            conclusion: None,
            read_back: true,
        },
        DialogueEvent::SessionMinutesSigned { session: 1 },
        DialogueEvent::SessionWithoutMinutes { session: 1, reason: reason() },
        DialogueEvent::MinutesScanned { session: 1, scans: vec![3, 4] },
        DialogueEvent::ScanOpened { scan: 3 },
        DialogueEvent::SpeakersRead { session: 1 },
        DialogueEvent::SessionUnchaired { session: 1 },
        DialogueEvent::PrivateSlipGiven { private_slip: 8, session: 1, no: 1, submission: Some(2), slip: None },
        DialogueEvent::SlipsAdded { session: 1, slips: vec![7, 9] },
        DialogueEvent::SlipSetAside { slip: 7, reason: reason() },
        DialogueEvent::DutiesStarted {
            duties: vec![StartedDuty {
                duty: AfterDuty::Notice,
                clock: 3,
                rule: Some("DT-CONCL".to_owned()),
                rule_version: Some(1),
                due_on: Some(day("2020-04-01")),
            }],
        },
        DialogueEvent::DutyRedated { clock: 3, rule: None, rule_version: None, due_on: None },
        DialogueEvent::DutyDone { duty: AfterDuty::Copies, notice: None, document: Some(reason()) },
        DialogueEvent::DutyReported { to: Addressee::Superior, document: reason() },
        DialogueEvent::ImportBegun { import: 6 },
        DialogueEvent::ImportCompleted { import: 6 },
        DialogueEvent::ImportConcluded { import: 6 },
        DialogueEvent::ImportUndone { import: 6, reason: reason() },
        DialogueEvent::SlipTakenUp { slip: 7 },
        DialogueEvent::MinutesKept { session: 1, paper: reason() },
    ]
}

fn account_samples() -> Vec<AccountEvent> {
    vec![
        AccountEvent::Created { organisation: 1 },
        AccountEvent::Granted {
            organisation: 1,
            role: Role::IdentityKeeper,
            from_on: day("2020-03-02"),
            to_on: Day::OPEN,
        },
        AccountEvent::Revoked { organisation: 1, role: Role::Clerk },
        AccountEvent::PasswordSet,
        AccountEvent::ResetIssued,
        AccountEvent::SessionRevoked,
        AccountEvent::SignedOutEverywhere,
        AccountEvent::RecoveryIssued,
        AccountEvent::PinSet,
        AccountEvent::PinCleared,
        AccountEvent::TotpSet,
        AccountEvent::TotpCleared,
    ]
}

fn plan_samples() -> Vec<Event> {
    vec![
        PlanEvent::Drafted { organisation: 1, post: "secretary".to_owned(), year: 2020, dialogues: vec![2, 3] }.into(),
        PlanEvent::Redrafted { dialogues: vec![2] }.into(),
        PlanEvent::Submitted.into(),
        PlanEvent::Approved.into(),
        PlanEvent::Published.into(),
        PlanEvent::Amended { edition: 2, added: vec![4], dropped: vec![2], reason: reason() }.into(),
        PlannedEvent::Entered {
            plan: 1,
            edition: 1,
            month: 4,
            topic: reason(),
            form: "conference".to_owned(),
            audience: "residents".to_owned(),
        }
        .into(),
        PlannedEvent::Withdrawn.into(),
        PlannedEvent::Dropped { edition: 2 }.into(),
        PlannedEvent::Postponed { month: Some(6), reason: reason() }.into(),
        PlannedEvent::Cancelled { reason: reason() }.into(),
        PlannedEvent::Restored { reason: reason() }.into(),
        PlannedEvent::ExcuseAccepted { words: None }.into(),
        PlannedEvent::ExcuseQuestioned { words: reason() }.into(),
        PlannedEvent::Held { dialogue: 5 }.into(),
        PlannedEvent::Released { dialogue: 5 }.into(),
    ]
}

fn declared_samples() -> Vec<DeclaredEvent> {
    let cell = |number, count| DeclaredCell { number, count };
    vec![
        DeclaredEvent::Recorded {
            organisation: 1,
            from_on: day("2020-01-01"),
            to_on: day("2020-06-30"),
            number: Some(reason()),
            cells: vec![cell(DeclaredNumber::Held, 4), cell(DeclaredNumber::NotTakenUp, 0)],
        },
        DeclaredEvent::Revised { number: None, cells: vec![cell(DeclaredNumber::Held, 5)], reason: reason() },
        DeclaredEvent::Scanned { scans: vec![7, 8] },
    ]
}

fn supervision_samples() -> Vec<SupervisionEvent> {
    let form = Looked::Visit;
    vec![
        SupervisionEvent::Planned { organisation: 4, notice: 2, year: 2026, month: Some(9), form },
        SupervisionEvent::Replanned { month: None, form },
        SupervisionEvent::Issued { document: reason() },
        SupervisionEvent::CarriedOut { form },
        SupervisionEvent::Reported { to: 1, document: reason(), remarks: Some(reason()), proposals: None },
        SupervisionEvent::Dropped { reason: reason() },
    ]
}

/// One of each event.
pub(crate) fn all_samples() -> Vec<Event> {
    let mut samples: Vec<Event> = case_samples().into_iter().map(Event::from).collect();
    samples.extend(notice_samples().into_iter().map(Event::from));
    samples.extend(submission_samples().into_iter().map(Event::from));
    samples.extend(dialogue_samples().into_iter().map(Event::from));
    samples.extend([
        OrganisationEvent::Founded { kind: "people_committee".to_owned(), territory: 5 }.into(),
        OrganisationEvent::Renamed { text: reason(), basis: reason() }.into(),
        OrganisationEvent::Placed { line: "party".to_owned(), superior: Some(2) }.into(),
        OrganisationEvent::Ended { successors: vec![3, 4], handover: Some(5), basis: reason() }.into(),
        OrganisationEvent::VillageAdded { territory: 6 }.into(),
        OrganisationEvent::TermBegun { term: 1, person: 2, post: "chairman".to_owned() }.into(),
        OrganisationEvent::TermEnded { term: 1, handover: None }.into(),
        OrganisationEvent::ApprovalSettled { own: true, words: reason() }.into(),
        OrganisationEvent::SeriesSet {
            series: Series::Notice,
            mode: NumberMode::Internal,
            runs: NumberRuns::Term,
            next: 7,
        }
        .into(),
        OrganisationEvent::DeviceRegistered { device: 1 }.into(),
        OrganisationEvent::DeviceRevoked { device: 1 }.into(),
    ]);
    samples.extend(account_samples().into_iter().map(Event::from));
    samples.extend([
        HandoverEvent::Opened { organisation: 1, term: None, items: vec![2, 3] }.into(),
        HandoverEvent::Given { items: vec![2], receiver: 4, term: None }.into(),
        HandoverEvent::Closed.into(),
    ]);
    samples.extend([
        RulebookEvent::RuleConfirmed { rule: "TCD-NOTIFY".to_owned(), version: 2, document: reason() }.into(),
        RulebookEvent::RuleWithdrawn { rule: "TCD-NOTIFY".to_owned(), version: 2, reason: reason() }.into(),
        RulebookEvent::DaySet { on: day("2026-11-24"), kind: "public_holiday".to_owned(), document: reason() }.into(),
        RulebookEvent::DayCleared { on: day("2026-11-24"), reason: reason() }.into(),
        RulebookEvent::YearAdopted { year: 2028, document: reason() }.into(),
        RulebookEvent::YearDropped { year: 2028, reason: reason() }.into(),
        RulebookEvent::YearEntered {
            year: 2028,
            days: vec![(day("2028-01-01"), "public_holiday".to_owned())],
            announced: false,
            document: reason(),
        }
        .into(),
        RulebookEvent::PlaceClosed {
            closure: 1,
            place: "commune:90001".to_owned(),
            from: day("2026-09-14"),
            to: day("2026-09-15"),
            document: reason(),
        }
        .into(),
        RulebookEvent::ClosureLifted { closure: 1, reason: reason() }.into(),
    ]);
    samples.extend(plan_samples());
    samples.extend(supervision_samples().into_iter().map(Event::from));
    samples.extend(declared_samples().into_iter().map(Event::from));
    samples.extend(crate::gatherings::samples().into_iter().map(Event::from));
    samples.extend(crate::receptions::samples().into_iter().map(Event::from));
    samples.extend(crate::letters::samples().into_iter().map(Event::from));
    samples.extend(crate::surveys::samples().into_iter().map(Event::from));
    samples.extend(crate::denunciations::samples().into_iter().map(Event::from));
    samples.extend(crate::complaints::samples().into_iter().map(Event::from));
    samples.extend([
        Event::Corrected { of: 1, happened_on: day("2020-03-02"), reason: reason() },
        Event::Struck { of: 1, reason: reason() },
        Event::Contested { of: 1, reason: reason() },
        Event::ContestAnswered { of: 1, words: reason() },
        Event::PaperNamed { of: 1, dated_on: day("2020-03-20"), words: reason() },
    ]);
    samples
}

#[test]
fn there_is_a_sample_of_every_act() {
    let sampled: Vec<&str> = all_samples().iter().map(Event::act).collect();
    assert_eq!(sampled, Event::all_acts().collect::<Vec<_>>());
}

#[test]
fn what_is_kept_comes_back() {
    for event in all_samples() {
        let (act, version, data) = (event.act(), event.version(), event.data());
        assert_eq!(Event::parse(act, version, &data).as_ref(), Ok(&event), "{act} {data}");
        assert_eq!(Event::parse(act, version, &data).unwrap().data(), data);
    }
}

#[test]
fn an_act_begins_with_its_subject() {
    for event in all_samples() {
        let word = event.subject().map_or("event", Subject::as_str);
        assert!(event.act().starts_with(&format!("{word}.")), "{}", event.act());
    }
}

#[test]
fn data_is_one_object_of_its_declaration_in_order() {
    let check = |event: Event, expected: &str| assert_eq!(event.data(), expected);
    check(CaseEvent::Suspended { words: None }.into(), r#"{"words":null}"#);
    check(CaseEvent::IdentityRead.into(), "{}");
    check(CaseEvent::PointAdded { point: 3, submission: None }.into(), r#"{"point":3,"submission":null}"#);
    check(
        CaseEvent::Replied {
            reply: 1,
            body: 2,
            points: vec![PointAnswer { point: 3, result: promised("2020-05-01") }],
        }
        .into(),
        r#"{"reply":1,"body":2,"points":[{"point":3,"result":{"is":"promised","by_on":"2020-05-01"}}]}"#,
    );
    check(
        AccountEvent::Revoked { organisation: 1, role: Role::IdentityKeeper }.into(),
        r#"{"organisation":1,"role":"identity_keeper"}"#,
    );
    let digest = "07".repeat(32);
    check(
        Event::Struck { of: 5, reason: reason() },
        &format!(r#"{{"of":5,"reason":{{"id":70,"digest":"{digest}"}}}}"#),
    );
}

#[test]
fn words_kept_are_the_words_of_the_data() {
    for PointAnswer { result, .. } in every_result() {
        let json = serde_json::to_string(&result).unwrap();
        assert!(json.starts_with(&format!("{{\"is\":\"{}\"", result.as_str())), "{json}");
    }
    let quoted = |word: &str| format!("\"{word}\"");
    for role in Role::ALL {
        assert_eq!(serde_json::to_string(&role).unwrap(), quoted(role.as_str()));
        assert_eq!(Role::parse(role.as_str()), Some(role));
    }
    for kind in Kind::ALL {
        assert_eq!(serde_json::to_string(&kind).unwrap(), quoted(kind.as_str()));
        assert_eq!(Kind::parse(kind.as_str()), Some(kind));
    }
    for channel in Channel::ALL {
        assert_eq!(serde_json::to_string(&channel).unwrap(), quoted(channel.as_str()));
        assert_eq!(Channel::parse(channel.as_str()), Some(channel));
    }
    for ground in [EndGround::Withdrawn, EndGround::Guided, EndGround::Refused] {
        assert_eq!(serde_json::to_string(&ground).unwrap(), quoted(ground.as_str()));
    }
    for value in [Assessment::Agreed, Assessment::NotAgreed, Assessment::None] {
        assert_eq!(serde_json::to_string(&value).unwrap(), quoted(value.as_str()));
    }
    for subject in Subject::ALL {
        assert_eq!(Subject::parse(subject.as_str()), Some(subject));
    }
    assert_eq!((Role::parse("Clerk"), Kind::parse("denunciation"), Subject::parse("")), (None, None, None));
}

#[test]
fn what_cannot_be_read_says_why() {
    let act = |act: &str| Event::parse(act, 1, "{}");
    for name in ["case.vanished", "event.erased", "case", "", "caseload.received", "event.corrected "] {
        assert_eq!(act(name), Err(Corrupt::Act(name.to_owned())));
    }
    let newer = Event::parse("case.suspended", 3, "{}");
    assert_eq!(newer, Err(Corrupt::Version { act: "case.suspended".to_owned(), version: 3 }));
    let newer = Event::parse("event.struck", 2, "{}");
    assert_eq!(newer, Err(Corrupt::Version { act: "event.struck".to_owned(), version: 2 }));
    for data in ["", "null", "{", r#"{"root":"9"}"#, "{}", r#"{"root":9,"more":1}"#, r#"{"root":9.5}"#] {
        assert!(matches!(Event::parse("case.merged", 1, data), Err(Corrupt::Data { .. })), "{data}");
    }
    let point = CasePoint { point: 1, submission: None };
    assert!(serde_json::from_str::<CasePoint>(r#"{"point":1,"submission":null,"name":"x"}"#).is_err());
    assert_eq!(serde_json::from_str::<CasePoint>(r#"{"point":1}"#).unwrap(), point);
}

#[test]
fn an_answer_of_before_names_nobody_who_was_typed() {
    let data = r#"{"reply":1,"session":2,"body":3,"points":[]}"#;
    let answer = CaseEvent::AnsweredOnTheSpot { reply: 1, session: 2, body: 3, points: Vec::new(), speaker: None };
    assert_eq!(Event::parse("case.answered_on_the_spot", 1, data).expect("it is read"), Event::Case(answer));
}
