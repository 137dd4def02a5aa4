//! A joint dialogue has two notices and one set of assignments.

use acts::dialogue::{Announce, HoldSession, Session};
use acts::notice::{ConfirmProposals, Draft, Issue, Strike};
use acts::organisation;
use domain::dialogue::{Audience, Duty, Form};
use domain::refusal::Refusal;
use store::notice;

use super::refused;
use crate::desk::day;
use crate::desk::handled::House;
use crate::support::both;

#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::too_many_lines, reason = "one story")]
async fn a_point_of_two_notices_is_one_assignment_with_the_earlier_day() {
    both(async |_, store| {
        let house = House::open(store).await;
        let desk = &house.desk;
        let committee = organisation::Found {
            superior: desk.by.organisation,
            line: "party".to_owned(),
            kind: "party_committee".to_owned(),
            name: "Đảng ủy xã Mẫu".to_owned(),
            territory: None,
            outside: false,
            from: day("2026-01-01"),
        };
        let party = desk.act("party", committee).await.expect("a body").organisation;
        let announce = Announce {
            organisation: desk.by.organisation,
            title: "Đối thoại quý IV".to_owned(),
            duties: vec![Duty::Secretary, Duty::Chairman],
            audience: Audience::Residents,
            members_of: None,
            form: Form::Conference,
            planned: None,
            sessions: vec![Session {
                on: day("2026-10-05"),
                territory: Some(desk.village),
                place: String::new(),
                chair: Some(desk.term),
                deputy_reason: String::new(),
            }],
            happened_on: day("2026-09-20"),
        };
        let new = desk.act("announce", announce).await.expect("it is announced");
        let session = new.sessions[0];
        desk.act("begin", acts::dialogue::BeginSession { session }).await.expect("it begins");
        let mut opinion = desk.opinion("Đề nghị Phòng Kinh tế sửa cống.");
        opinion.session = session;
        let raised = desk.act("raise", opinion).await.expect("it is raised");
        let hold = HoldSession { session, happened_on: None, attendance: Vec::new() };
        desk.act("hold", hold).await.expect("it is held");
        let draft = |organisation, on: &str| Draft {
            dialogue: new.dialogue,
            organisation: Some(organisation),
            replaces: None,
            happened_on: day(on),
        };
        let version = async |id| {
            let mut read = desk.store.reader().await.expect("a reader");
            notice::find(&mut read, id).await.expect("reads").expect("is there").version
        };
        let first = desk.act("first", draft(desk.by.organisation, "2026-10-06")).await.expect("it is drafted");
        let mut read = desk.store.reader().await.expect("a reader");
        let points = notice::points(&mut read, first).await.expect("reads");
        drop(read);
        let written = acts::notice::Written {
            matter: "Cống".to_owned(),
            conclusion: "Sửa cống.".to_owned(),
            lead: Some(house.division),
            cooperating: Vec::new(),
            due_on: Some(day("2026-11-20")),
            evidence: String::new(),
            delivery: domain::event::Delivery::Letter,
            contact: false,
            cases: vec![raised.case],
        };
        let set = acts::notice::SetPoint {
            notice: first,
            version: version(first).await,
            point: Some(points[0].id),
            written,
            happened_on: day("2026-10-06"),
        };
        desk.act("set", set).await.expect("it is written");
        let issue = async |id, key: &str, on: &str| {
            let issue = Issue {
                notice: id,
                version: version(id).await,
                number: "12".to_owned(),
                signer: None,
                happened_on: day(on),
            };
            desk.act(key, issue).await
        };
        issue(first, "issue", "2026-10-08").await.expect("it is issued");
        let second = desk.act("second", draft(party, "2026-10-09")).await.expect("it is drafted");
        let confirm =
            ConfirmProposals { notice: second, version: version(second).await, happened_on: day("2026-10-09") };
        refused(desk.act("nothing", confirm).await, &Refusal::AlreadyDone);
        let date = acts::notice::DateTaken {
            notice: second,
            version: version(second).await,
            point: points[0].id,
            due_on: Some(day("2026-11-01")),
            happened_on: day("2026-10-09"),
        };
        desk.act("date", date).await.expect("it has an earlier day");
        issue(second, "issue-2", "2026-10-10").await.expect("it is issued");
        let mut read = desk.store.reader().await.expect("a reader");
        let made = store::assignment::of_case(&mut read, raised.case).await.expect("reads");
        assert_eq!(made.len(), 1, "one assignment");
        assert_eq!((made[0].due_on, made[0].assigned_on), (day("2026-11-01"), day("2026-10-08")));
        assert_eq!(notice::of_case(&mut read, raised.case).await.expect("reads").len(), 2, "both notices name it");
        drop(read);
        let strike = async |id| Strike { notice: id, version: version(id).await, reason: "Nhập nhầm".to_owned() };
        refused(desk.act("strike-1", strike(first).await).await, &Refusal::LaterStands);
        desk.act("strike-2", strike(second).await).await.expect("it is struck");
        let mut read = desk.store.reader().await.expect("a reader");
        let made = store::assignment::of_case(&mut read, raised.case).await.expect("reads");
        assert_eq!(made[0].due_on, day("2026-11-20"), "the day of the first one is back");
        drop(read);
        desk.verify().await;
    })
    .await;
}
