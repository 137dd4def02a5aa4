//! A notice in the supervision plan of a year, carried out, reported; a finding of its point is of all its cases.

use acts::supervision::{CarryOut, Find, Issue as IssuePlan, Plan, Report, Undo};
use domain::permission::Role;
use domain::refusal::Refusal;
use domain::supervision::{FindingResult, Looked};
use store::supervision;

use super::{Hall, ISSUED, refused};
use crate::desk::day;
use crate::desk::handled::House;
use crate::support::both;

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_is_supervised_from_the_plan_of_the_year_to_its_report() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let id = hall.ready().await;
        let house = &hall.house;
        let front = house.colleague("front", house.front, Role::Front).await;
        let office = &house.desk.office;
        let plan =
            Plan { notice: id, year: 2026, month: Some(10), form: Looked::Papers, happened_on: day("2026-09-20") };
        refused(office.act(front, "draft", plan.clone()).await.map(|_| ()), &Refusal::NoticeNotIssued);
        let waiting = async || {
            let mut read = house.desk.store.reader().await.expect("a reader");
            let right = store::grant::Of::Organisation(house.front);
            let grant = store::grant::may(&mut read, front, domain::permission::Act::SupervisionRead, right).await;
            let grant = grant.expect("the Front may").0;
            let rows = supervision::to_inspect(&mut read, &grant, day("2026-01-01"), 10).await.expect("reads");
            rows.iter().map(|row| (row.notice.id, row.points, row.due_on)).collect::<Vec<_>>()
        };
        assert!(waiting().await.is_empty(), "a draft is not looked at");
        hall.issue("i", id, "05/TB-UBND").await.expect("it is issued");
        assert_eq!(waiting().await, [(id, 1, Some(day("2026-10-05")))], "its point waits, with its day");
        let line = office.act(front, "plan", plan.clone()).await.expect("it is planned").answer;
        refused(office.act(front, "again", plan).await.map(|_| ()), &Refusal::AlreadyDone);
        let issue = IssuePlan {
            organisation: house.front,
            year: 2026,
            document: "12/KH-MTTQ".to_owned(),
            happened_on: day("2026-09-21"),
        };
        office.act(front, "issue", issue).await.expect("the plan is issued");
        let row = async || {
            let mut read = house.desk.store.reader().await.expect("a reader");
            supervision::find_supervision(&mut read, line).await.expect("reads").expect("is there")
        };
        assert_eq!(row().await.state, "issued");
        let report = |version, to| Report {
            supervision: line,
            version,
            to,
            document: "30/BC-MTTQ".to_owned(),
            remarks: "Cơ bản đúng".to_owned(),
            proposals: String::new(),
            happened_on: day("2026-10-20"),
        };
        let to = {
            let mut read = house.desk.store.reader().await.expect("a reader");
            supervision::same_level(&mut read, id).await.expect("reads")[0].0
        };
        let version = row().await.version;
        refused(office.act(front, "soon", report(version, to)).await.map(|_| ()), &Refusal::NothingToLookAt);
        let carry = |version, on| CarryOut { supervision: line, version, form: Looked::Visit, happened_on: day(on) };
        let early = office.act(front, "early", carry(version, "2026-09-15")).await.map(|_| ());
        refused(early, &Refusal::HappenedBefore { earliest: day(ISSUED) });
        office.act(front, "carry", carry(version, "2026-10-12")).await.expect("it is carried out");
        refused(office.act(front, "old", carry(version, "2026-10-12")).await.map(|_| ()), &Refusal::Conflict);
        // What is found of the point is found of each of its cases.
        let [one, two] = [hall.open[0].case, hall.open[1].case];
        let find = Find {
            case: one,
            result: FindingResult::Partly,
            ways: vec![Looked::Visit, Looked::Asked],
            words: "Mới làm một nửa.".to_owned(),
            files: Vec::new(),
            happened_on: day("2026-10-12"),
        };
        let finding = office.act(front, "find", find).await.expect("it is found").answer.finding;
        assert!(waiting().await.is_empty(), "and waits no more once somebody looked at it");
        {
            let mut read = house.desk.store.reader().await.expect("a reader");
            let cases: Vec<i64> =
                supervision::cases_of(&mut read, finding).await.expect("reads").iter().map(|it| it.0).collect();
            assert_eq!(cases, [one, two]);
            assert_eq!(supervision::of_case(&mut read, two).await.expect("reads")[0].result, FindingResult::Partly);
            let point = supervision::matter(&mut read, one).await.expect("reads").expect("it is of a point").point;
            let all = supervision::of_point(&mut read, point).await.expect("reads");
            assert_eq!(all.iter().map(|(row, cases)| (row.id, cases.clone())).collect::<Vec<_>>(), [(finding, cases)]);
        }
        let version = row().await.version;
        let elsewhere = office.act(front, "power", report(version, house.power)).await.map(|_| ());
        refused(elsewhere, &Refusal::NotAChoice { field: "report_to" });
        office.act(front, "report", report(version, to)).await.expect("it is reported");
        let now = row().await;
        assert_eq!((now.state.as_str(), now.report.as_deref()), ("reported", Some("30/BC-MTTQ")));
        let undo = Undo { supervision: line, version: now.version, reason: "Nhầm số".to_owned() };
        refused(house.desk.act("exec", undo.clone()).await, &Refusal::NotThere);
        office.act(front, "undo", undo).await.expect("the report is struck");
        assert_eq!(row().await.state, "carried_out");
        house.desk.verify().await;
    })
    .await;
}

async fn version(house: &House, case: i64) -> i64 {
    let mut read = house.desk.store.reader().await.expect("a reader");
    store::case::version(&mut read, case).await.expect("reads").expect("is there")
}

/// What was found of a point is told of each of its cases, and of the one in which some of them count since.
#[tokio::test(flavor = "multi_thread")]
async fn all_cases_of_a_point_are_told_where_they_count() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let id = hall.ready().await;
        hall.issue("i", id, "05/TB-UBND").await.expect("it is issued");
        let house = &hall.house;
        let front = house.colleague("front", house.front, Role::Front).await;
        let [one, two] = [hall.open[0].case, hall.open[1].case];
        let find = async |key: &str, case: i64, result: FindingResult, on: &str| {
            let (ways, files) = (vec![Looked::Visit], Vec::new());
            let find = Find { case, result, ways, words: "Đã xem.".to_owned(), files, happened_on: day(on) };
            house.desk.office.act(front, key, find).await.expect("it is found").answer.finding
        };
        let told = async || {
            let mut read = house.desk.store.reader().await.expect("a reader");
            let point = supervision::matter(&mut read, one).await.expect("reads").expect("it is of a point").point;
            let all = supervision::of_point(&mut read, point).await.expect("reads");
            all.into_iter().map(|(row, cases)| (row.id, cases)).collect::<Vec<_>>()
        };
        assert_eq!(told().await, [], "nobody looked yet");
        let both = find("both", one, FindingResult::Done, "2026-10-12").await;
        assert_eq!(told().await, [(both, vec![one, two])]);
        let worse = find("worse", two, FindingResult::NotDone, "2026-10-13").await;
        assert_eq!(told().await, [(worse, vec![one, two])], "the newest of a case stands");
        // Where one of them counts in a case that is of no point, what is found of that is told, too.
        let other = house.raise("Chợ chật, nêu lại.").await.case;
        let assign = acts::assignment::Assign {
            case: other,
            version: version(house, other).await,
            lead: house.division,
            cooperating: Vec::new(),
            due_on: Some(day("2026-10-30")),
            evidence: String::new(),
            contact: false,
            happened_on: day("2026-10-14"),
        };
        house.desk.act("assign", assign).await.expect("it is assigned");
        let (version, reason) = (version(house, two).await, "Cùng một việc".to_owned());
        let merge = acts::case::Merge { case: two, version, root: other, reason, happened_on: day("2026-10-15") };
        house.desk.act("merge", merge).await.expect("it is merged");
        let done = find("done", other, FindingResult::Partly, "2026-10-20").await;
        assert_eq!(told().await, [(worse, vec![one]), (done, vec![other])], "the worst first");
        house.desk.verify().await;
    })
    .await;
}
