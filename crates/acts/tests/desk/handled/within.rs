//! Within an assignment: a question asked back once, giving it back, parts, and how far it is extended.

use acts::Stop;
use acts::assignment::{AnswerAsk, AskBack, Extend, GiveBack, GivePart, PartDone};
use acts::organisation::{Found, PlaceUnder};
use acts::rule::Confirm;
use domain::permission::Role;
use domain::refusal::Refusal;
use store::assignment;

use super::{House, Matter, refused};
use crate::desk::day;
use crate::support::both;

impl House {
    /// A body of the place that stands under nobody.
    pub(super) async fn aside(&self) -> i64 {
        let police = self.body("Công an xã", "police", self.desk.by.organisation).await;
        self.colleague("quan.tri.ca", police, Role::Administrator).await;
        let mut read = self.desk.store.reader().await.expect("a reader");
        let version = store::organisation::find(&mut read, police).await.expect("reads").expect("is there").version;
        drop(read);
        let place =
            PlaceUnder { organisation: police, line: String::new(), superior: None, from: day("2026-01-02"), version };
        self.desk.act("place-police", place).await.expect("it is placed");
        police
    }

    pub(super) async fn body(&self, name: &str, kind: &str, superior: i64) -> i64 {
        let found = Found {
            superior,
            line: String::new(),
            kind: kind.to_owned(),
            name: name.to_owned(),
            territory: None,
            outside: false,
            from: day("2026-01-01"),
        };
        self.desk.act(name, found).await.expect("a body").organisation
    }

    pub(super) async fn ask(&self, case: i64, body: i64, on: &str) -> AskBack {
        AskBack {
            case,
            version: self.version(case).await,
            words: "Địa điểm nào?".to_owned(),
            on_behalf_of: Some(body),
            happened_on: day(on),
        }
    }

    pub(super) async fn back(&self, case: i64, body: i64, on: &str) -> GiveBack {
        GiveBack {
            case,
            version: self.version(case).await,
            reason: "Không thuộc thẩm quyền".to_owned(),
            on_behalf_of: Some(body),
            happened_on: day(on),
        }
    }

    pub(super) async fn part(&self, case: i64, to: i64, on: &str, due_on: &str) -> GivePart {
        GivePart {
            case,
            version: self.version(case).await,
            to,
            words: "Đo đạc hiện trạng".to_owned(),
            due_on: Some(day(due_on)),
            on_behalf_of: Some(self.division),
            happened_on: day(on),
        }
    }

    async fn assignments(&self, case: i64) -> Vec<(i64, String)> {
        let mut read = self.desk.store.reader().await.expect("a reader");
        let rows = assignment::of_case(&mut read, case).await.expect("reads");
        rows.into_iter().map(|row| (row.lead, row.state)).collect()
    }

    async fn assigned_to(&self, key: &str, lead: i64) -> Matter {
        let matter = self.raise(key).await;
        let mut act = self.assignment(matter.case, "2026-09-14", "2026-09-30").await;
        act.lead = lead;
        self.desk.act(&format!("assign-{key}"), act).await.expect("it is assigned");
        matter
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_under_the_assigner_asks_back_once_within_two_working_days() {
    both(async |_, store| {
        let house = House::open(store).await;
        // 14 September 2026 is a Monday.
        let late = house.assigned_to("late", house.division).await;
        let act = house.ask(late.case, house.division, "2026-09-17").await;
        let latest = day("2026-09-16");
        assert_eq!(refused(house.desk.act("late-ask", act).await), Refusal::AskTooLate { latest });
        let back = house.back(late.case, house.division, "2026-09-15").await;
        assert_eq!(refused(house.desk.act("back", back).await), Refusal::UnderAssigner);

        let matter = house.assigned_to("one", house.division).await;
        let act = house.ask(matter.case, house.division, "2026-09-16").await;
        house.desk.act("ask", act).await.expect("it asks back");
        let waits = async || {
            let mut read = house.desk.store.reader().await.expect("a reader");
            assignment::questions(&mut read, house.desk.by.organisation, 10).await.expect("reads").rows.len()
        };
        assert_eq!(waits().await, 1);
        let again = house.ask(matter.case, house.division, "2026-09-16").await;
        assert_eq!(refused(house.desk.act("again", again).await), Refusal::AlreadyDone);
        let (case, words) = (matter.case, "Tổ 3".to_owned());
        let answer = AnswerAsk { case, version: house.version(case).await, words, happened_on: day("2026-09-17") };
        house.desk.act("answer", answer).await.expect("it is answered");
        assert_eq!(waits().await, 0);
        let thrice = house.ask(case, house.division, "2026-09-16").await;
        assert_eq!(refused(house.desk.act("thrice", thrice).await), Refusal::AlreadyDone, "once is once");
        house.strike(house.event_of(case, "case.ask_answered").await).await;
        assert_eq!(waits().await, 1, "it waits again");
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_beside_the_assigner_gives_the_case_back_and_the_origin_answers_for_it() {
    both(async |_, store| {
        let house = House::open(store).await;
        let police = house.aside().await;
        let matter = house.assigned_to("one", police).await;
        let ask = house.ask(matter.case, police, "2026-09-15").await;
        assert_eq!(refused(house.desk.act("ask", ask).await), Refusal::NotUnderAssigner);
        let mut bare = house.back(matter.case, police, "2026-09-15").await;
        bare.reason.clear();
        assert_eq!(refused(house.desk.act("bare", bare).await), Refusal::Missing { field: "reason" });
        let back = house.back(matter.case, police, "2026-09-15").await;
        house.desk.act("back", back).await.expect("it is given back");
        let row = house.desk.case(matter.case).await;
        assert_eq!((row.accountable_id, row.handling.as_str()), (house.desk.by.organisation, "received"));
        assert_eq!(house.assignments(matter.case).await, [(police, "returned".to_owned())]);
        let mut read = house.desk.store.reader().await.expect("a reader");
        let clocks = assignment::clocks(&mut read, matter.case).await.expect("reads");
        assert_eq!(clocks.iter().map(|it| it.state.as_str()).collect::<Vec<_>>(), ["stopped"]);
        drop(read);
        house.strike(house.event_of(matter.case, "case.returned").await).await;
        assert_eq!(house.assignments(matter.case).await, [(police, "open".to_owned())]);
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_offered_is_given_back_within_the_days_of_a_confirmed_rule() {
    both(async |_, store| {
        let house = House::open(store).await;
        let police = house.aside().await;
        let (free, bound) = (house.assigned_to("free", police).await, house.assigned_to("bound", police).await);
        let late = house.back(free.case, police, "2026-09-28").await;
        house.desk.act("free-back", late).await.expect("no rule, no last day");
        let rule = Confirm { rule: "DT-OFFER".to_owned(), ..house.desk.confirm(3, 0) };
        house.desk.act("rule", rule).await.expect("it is confirmed");
        let late = house.back(bound.case, police, "2026-09-18").await;
        let too_late = Refusal::ReturnTooLate { latest: day("2026-09-17") };
        assert_eq!(refused(house.desk.act("late", late).await), too_late, "three working days after Monday");
        assert_eq!(house.desk.case(bound.case).await.accountable_id, police, "one body answers for it meanwhile");
        let back = house.back(bound.case, police, "2026-09-17").await;
        house.desk.act("back", back).await.expect("it is given back in time");
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_goes_to_a_body_under_the_lead_which_stays_accountable() {
    both(async |_, store| {
        let house = House::open(store).await;
        let team = house.body("Tổ địa chính", "service_centre", house.division).await;
        let matter = house.assigned_to("one", house.division).await;
        let case = matter.case;
        let sideways = house.part(case, house.sister, "2026-09-15", "2026-09-25").await;
        assert_eq!(refused(house.desk.act("sideways", sideways).await), Refusal::NotAChoice { field: "part_to" });
        let long = house.part(case, team, "2026-09-15", "2026-10-25").await;
        let latest = day("2026-09-30");
        assert_eq!(refused(house.desk.act("long", long).await), Refusal::TooLate { field: "due_on", latest });
        let part = house.part(case, team, "2026-09-15", "2026-09-25").await;
        let part = house.desk.act("part", part).await.expect("it is given").part;
        assert_eq!(house.desk.case(case).await.accountable_id, house.division, "the lead stays accountable");

        let surveyor = house.colleague("dia.chinh", team, Role::Handler).await;
        let version = house.version(case).await;
        let done = PartDone { case, version, part, words: "Đã đo".to_owned(), happened_on: day("2026-09-20") };
        let stranger = house.colleague("nguoi.la", house.sister, Role::Handler).await;
        assert!(matches!(
            house.desk.office.act(stranger, "stranger", done.clone()).await,
            Err(Stop::Refused(Refusal::NotThere))
        ));
        let further =
            GivePart { on_behalf_of: None, version, ..house.part(case, team, "2026-09-16", "2026-09-20").await };
        let further = house.desk.office.act(surveyor, "further", further).await;
        assert!(matches!(further, Err(Stop::Refused(Refusal::NotAllowed))), "one level, and no more");
        house.desk.office.act(surveyor, "done", done).await.expect("it is done");
        let mut read = house.desk.store.reader().await.expect("a reader");
        assert_eq!(assignment::parts(&mut read, case).await.expect("reads")[0].state, "done");
        drop(read);
        assert_eq!(house.outcome(case, "2026-09-21").await, "in_progress", "a part is not the whole");
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gives_a_part_of_a_part_or_assigns_what_is_one() {
    both(async |_, store| {
        let house = House::open(store).await;
        let team = house.body("Tổ địa chính", "service_centre", house.division).await;
        let crew = house.body("Nhóm đo đạc", "service_centre", team).await;
        let case = house.assigned_to("one", house.division).await.case;
        let part = house.part(case, team, "2026-09-15", "2026-09-25").await;
        house.desk.act("part", part).await.expect("it is given");

        // Neither those who have the part, whatever they may do elsewhere, nor whoever records for them.
        for role in [Role::Handler, Role::Clerk, Role::Head] {
            let login = format!("to.{}", role.as_str());
            let by = house.colleague(&login, team, role).await;
            let further = house.part(case, crew, "2026-09-16", "2026-09-20").await;
            let further = GivePart { on_behalf_of: None, ..further };
            let answer = house.desk.office.act(by, &format!("part-{login}"), further).await;
            assert!(matches!(answer, Err(Stop::Refused(Refusal::NotAllowed))), "{login} gives no part");
            let mut assign = house.assignment(case, "2026-09-16", "2026-09-20").await;
            assign.lead = crew;
            let answer = house.desk.office.act(by, &format!("assign-{login}"), assign).await;
            assert!(matches!(answer, Err(Stop::Refused(Refusal::NotAllowed))), "{login} assigns nothing");
        }
        let further = house.part(case, crew, "2026-09-16", "2026-09-20").await;
        let further = GivePart { on_behalf_of: Some(team), ..further };
        let refusal = Refusal::NotAChoice { field: "on_behalf_of" };
        assert_eq!(refused(house.desk.act("further", further).await), refusal);
        let mut read = house.desk.store.reader().await.expect("a reader");
        let parts = assignment::parts(&mut read, case).await.expect("reads");
        drop(read);
        assert_eq!(parts.iter().map(|part| part.to).collect::<Vec<_>>(), [team]);
        assert_eq!(house.assignments(case).await, [(house.division, "open".to_owned())]);
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_extension_beyond_the_setting_needs_the_person_to_be_told() {
    both(async |_, store| {
        let house = House::open(store).await;
        let extend = async |matter: &Matter, due_on: &str, told: bool| Extend {
            case: matter.case,
            version: house.version(matter.case).await,
            due_on: Some(day(due_on)),
            reason: "Chờ đo đạc".to_owned(),
            told,
            happened_on: day("2026-09-20"),
        };
        let matter = house.assigned_to("one", house.division).await;
        // Thirty working days after Wednesday 30 September.
        let latest = day("2026-11-11");
        let act = extend(&matter, "2026-11-12", false).await;
        assert_eq!(refused(house.desk.act("long", act).await), Refusal::ExtensionTooLong { latest });
        let act = extend(&matter, "2026-11-11", false).await;
        house.desk.act("short", act).await.expect("as far as the setting allows");
        let act = extend(&matter, "2026-12-30", true).await;
        house.desk.act("told", act).await.expect("they were told");
        house.desk.verify().await;
    })
    .await;
}
