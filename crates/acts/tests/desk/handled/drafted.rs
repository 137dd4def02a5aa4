//! Replies on their way: drafted, submitted, approved by somebody else or sent back, issued; and how people are told.

use acts::case::{SpotResult, Tell};
use acts::organisation::SettleApproval;
use acts::reply::{Approve, ChooseDelivery, Draft, Issue, LeftOut, SendBack, Submit};
use acts::{By, Stop, event};
use domain::event::{ContactWay, Delivery, Event};
use domain::permission::Role;
use domain::refusal::Refusal;
use store::{Act, reply};

use super::{House, Matter, refused, said};
use crate::desk::day;
use crate::support::both;

impl House {
    pub(super) async fn draft(&self, matter: &Matter, on: &str, result: SpotResult) -> Draft {
        Draft {
            case: matter.case,
            version: self.version(matter.case).await,
            draft: None,
            points: vec![said(matter.point, result)],
            left_out: Vec::new(),
            on_behalf_of: Some(self.division),
            submit: false,
            happened_on: day(on),
        }
    }

    pub(super) async fn drafts(&self, case: i64) -> Vec<reply::DraftRow> {
        let mut read = self.desk.store.reader().await.expect("a reader");
        reply::drafts(&mut read, case).await.expect("reads")
    }

    pub(super) async fn by<A: Act>(&self, by: By, key: &str, act: A) -> Result<A::Answer, Stop> {
        Ok(self.desk.office.act(by, key, act).await?.answer)
    }

    async fn issue(&self, matter: &Matter, draft: i64, on: &str) -> Issue {
        Issue {
            case: matter.case,
            version: self.version(matter.case).await,
            draft,
            number: "12/PKT".to_owned(),
            signer: None,
            signed: false,
            happened_on: day(on),
        }
    }

    async fn deliveries(&self, case: i64) -> Vec<(String, String)> {
        let mut read = self.desk.store.reader().await.expect("a reader");
        let rows = reply::deliveries(&mut read, case).await.expect("reads");
        rows.into_iter().map(|row| (row.way, row.state)).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_is_drafted_approved_by_another_person_and_issued() {
    both(async |_, store| {
        let house = House::open(store).await;
        let matter = house.raise("one").await;
        let case = matter.case;
        house.assign(case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        let handler = house.colleague("can.bo", house.division, Role::Handler).await;
        let approver = house.colleague("truong.phong", house.division, Role::Approver).await;
        let mut draft = house.draft(&matter, "2026-09-16", SpotResult::Done).await;
        (draft.on_behalf_of, draft.submit) = (None, true);
        draft.points[0].evidence = "Biên bản nghiệm thu".to_owned();
        let id = house.by(handler, "draft", draft).await.expect("it is drafted").reply;
        let rows = house.drafts(case).await;
        assert_eq!((rows[0].state.as_str(), rows[0].drafter), ("submitted", handler.actor));
        let in_force = async || {
            let mut read = house.desk.store.reader().await.expect("a reader");
            reply::in_force(&mut read, case).await.expect("reads")
        };
        assert_eq!((in_force().await, house.outcome(case, "2026-09-20").await), (0, "in_progress"), "a draft is none");

        let version = house.version(case).await;
        let approve = Approve { case, version, draft: id, happened_on: day("2026-09-17") };
        assert_eq!(refused(house.by(handler, "own", approve.clone()).await), Refusal::NotAllowed);
        let early = house.issue(&matter, id, "2026-09-18").await;
        assert_eq!(refused(house.by(handler, "early", early).await), Refusal::NotApproved);
        let reason = "Thiếu ảnh".to_owned();
        let back = SendBack { case, version, draft: id, reason, happened_on: day("2026-09-17") };
        house.by(approver, "back", back).await.expect("it is sent back");
        let rows = house.drafts(case).await;
        assert_eq!((rows[0].state.as_str(), rows[0].back.as_deref()), ("sent_back", Some("Thiếu ảnh")));
        assert_eq!(refused(house.by(approver, "too soon", approve).await), Refusal::Conflict);

        let mut again = house.draft(&matter, "2026-09-17", SpotResult::Explained).await;
        (again.draft, again.on_behalf_of) = (Some(id), None);
        house.by(handler, "again", again).await.expect("it is written anew");
        let version = house.version(case).await;
        let submit = Submit { case, version, draft: id, happened_on: day("2026-09-17") };
        house.by(handler, "submit", submit).await.expect("it is submitted");
        let mut late = house.draft(&matter, "2026-09-17", SpotResult::Done).await;
        (late.draft, late.on_behalf_of) = (Some(id), None);
        assert_eq!(refused(house.by(handler, "late", late).await), Refusal::DraftMoved);
        let version = house.version(case).await;
        let approve = Approve { case, version, draft: id, happened_on: day("2026-09-18") };
        house.by(approver, "approve", approve).await.expect("it is approved");
        let issue = house.issue(&matter, id, "2026-09-19").await;
        let issued = house.by(handler, "issue", issue.clone()).await.expect("it is issued");
        assert_eq!((issued.reply, in_force().await), (id, 1));
        let once = house.by(handler, "issue", issue).await.expect("the same key is the same act");
        assert_eq!(once.reply, id);
        assert_eq!(house.outcome(case, "2026-09-20").await, "resolved");
        assert_eq!(house.drafts(case).await[0].state, "issued");
        assert!(
            matches!(house.last(case).await.1, Event::Case(domain::CaseEvent::Replied { reply, .. }) if reply == id)
        );
        house.strike(house.event_of(case, "case.replied").await).await;
        assert_eq!((house.drafts(case).await[0].state.as_str(), in_force().await), ("struck", 0));
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_drafts_a_reply_approves_it_only_where_the_body_lets_them() {
    both(async |_, store| {
        let house = House::open(store).await;
        let matter = house.raise("one").await;
        let case = matter.case;
        let office = house.colleague("van.phong", house.desk.by.organisation, Role::Office).await;
        let mut draft = house.draft(&matter, "2026-09-16", SpotResult::Done).await;
        (draft.on_behalf_of, draft.submit) = (None, true);
        let id = house.by(office, "draft", draft).await.expect("it is drafted").reply;
        let approve = Approve { case, version: house.version(case).await, draft: id, happened_on: day("2026-09-17") };
        assert_eq!(refused(house.by(office, "own", approve.clone()).await), Refusal::OwnDraft);
        assert_eq!(refused(house.desk.act("clerk", approve.clone()).await), Refusal::NotAllowed);
        let settle = SettleApproval {
            organisation: house.desk.by.organisation,
            own: true,
            reason: "Văn phòng chỉ có một người".to_owned(),
            happened_on: day("2026-09-17"),
        };
        house.desk.act("settle", settle.clone()).await.expect("it is settled");
        assert_eq!(refused(house.desk.act("again", settle).await), Refusal::AlreadyDone);
        assert_eq!(refused(house.desk.act("nobody else's", approve.clone()).await), Refusal::NotAllowed);
        house.by(office, "approve", approve).await.expect("it is approved");
        let approved = house.event_of(case, "case.reply_approved").await;
        let correct =
            event::Correct { event: approved, happened_on: day("2026-09-18"), reason: "Ghi nhầm ngày".to_owned() };
        house.desk.act("correct", correct).await.expect("its day is corrected");
        house.strike(approved).await;
        assert_eq!(house.drafts(case).await[0].state, "submitted", "every state has its way back");
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_signed_on_paper_needs_no_approval_here() {
    both(async |_, store| {
        let house = House::open(store).await;
        let matter = house.raise("one").await;
        let mut draft = house.draft(&matter, "2026-09-16", SpotResult::Promised).await;
        draft.on_behalf_of = None;
        let id = house.desk.act("draft", draft).await.expect("it is drafted").reply;
        let mut issue = house.issue(&matter, id, "2026-09-17").await;
        issue.signed = true;
        assert_eq!(refused(house.desk.act("nobody", issue.clone()).await), Refusal::Missing { field: "signer" });
        issue.signer = Some(house.desk.term);
        issue.number.clear();
        assert_eq!(refused(house.desk.act("bare", issue.clone()).await), Refusal::Missing { field: "number" });
        issue.number = "31/UBND".to_owned();
        house.desk.act("issue", issue.clone()).await.expect("it is issued");
        assert_eq!(refused(house.desk.act("twice", issue).await), Refusal::Conflict);
        assert_eq!(house.outcome(matter.case, "2026-09-20").await, "in_progress");
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_covers_every_open_point_or_says_why_not() {
    both(async |_, store| {
        let house = House::open(store).await;
        let (root, other) = (house.raise("root").await, house.raise("other").await);
        house.link(&other, &root, "2026-09-15").await.expect("it is linked");
        let mut draft = house.draft(&root, "2026-09-16", SpotResult::Done).await;
        draft.on_behalf_of = None;
        assert_eq!(refused(house.desk.act("half", draft.clone()).await), Refusal::NotCovered { open: 1 });
        let mut read = house.desk.store.reader().await.expect("a reader");
        let linked = store::case::linked(&mut read, root.case).await.expect("reads")[0].point;
        drop(read);
        draft.left_out = vec![LeftOut { point: root.point, reason: "Trùng".to_owned() }];
        assert_eq!(refused(house.desk.act("both", draft.clone()).await), Refusal::NotAChoice { field: "point" });
        draft.left_out = vec![LeftOut { point: linked, reason: String::new() }];
        assert_eq!(refused(house.desk.act("bare", draft.clone()).await), Refusal::Missing { field: "reason" });
        draft.left_out[0].reason = "Trả lời riêng sau khi có kết quả đo đạc".to_owned();
        house.desk.act("draft", draft).await.expect("it says why not");
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_head_chooses_how_people_are_told_and_who_was_not_told_is_listed() {
    both(async |_, store| {
        let house = House::open(store).await;
        let matter = house.raise("one").await;
        let case = matter.case;
        let choose = async |way: Delivery, on: &str| {
            let version = house.version(case).await;
            let act = ChooseDelivery { case, version, points: Vec::new(), way, happened_on: day(on) };
            house.desk.act(&format!("choose-{way:?}"), act).await
        };
        choose(Delivery::Village, "2026-09-15").await.expect("it is chosen");
        let one = |way: &str, state: &str| vec![(way.to_owned(), state.to_owned())];
        assert_eq!(house.deliveries(case).await, one("village", "waiting"));
        house.assign(case, "2026-09-16", "2026-09-30").await.expect("it is assigned");
        house.reply(&matter, "2026-09-20", SpotResult::Done).await.expect("it is replied to");
        assert_eq!(house.deliveries(case).await, one("village", "to_tell"));
        let listed = async || {
            let mut read = house.desk.store.reader().await.expect("a reader");
            reply::to_tell(&mut read, house.desk.by.organisation, 0, 10).await.expect("reads").rows.len()
        };
        assert_eq!(listed().await, 1);
        choose(Delivery::Letter, "2026-09-21").await.expect("it is chosen anew");
        assert_eq!(house.deliveries(case).await, one("letter", "to_tell"));
        let version = house.version(case).await;
        let tell =
            Tell { case, version, way: ContactWay::Letter, words: String::new(), happened_on: day("2026-09-22") };
        house.desk.act("tell", tell).await.expect("they are told");
        assert_eq!((house.deliveries(case).await, listed().await), (one("letter", "told"), 0));
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_writes_the_draft_of_another_body_anew() {
    both(async |_, store| {
        let house = House::open(store).await;
        let matter = house.raise("one").await;
        let case = matter.case;
        let mut assign = house.assignment(case, "2026-09-14", "2026-09-30").await;
        assign.cooperating = vec![house.sister];
        house.desk.act("assign", assign).await.expect("it is assigned");
        let lead = house.colleague("can.bo", house.division, Role::Handler).await;
        let sister = house.colleague("can.bo.2", house.sister, Role::Handler).await;
        let mut draft = house.draft(&matter, "2026-09-16", SpotResult::Done).await;
        draft.on_behalf_of = None;
        let id = house.by(lead, "draft", draft).await.expect("it is drafted").reply;
        let mut over = house.draft(&matter, "2026-09-17", SpotResult::Explained).await;
        (over.draft, over.on_behalf_of) = (Some(id), None);
        assert_eq!(refused(house.by(sister, "over", over).await), Refusal::NotAChoice { field: "draft" });
        let rows = house.drafts(case).await;
        assert_eq!((rows.len(), rows[0].body, rows[0].drafter), (1, house.division, lead.actor));
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_promise_that_is_over_by_the_day_of_issue_is_not_made() {
    both(async |_, store| {
        let house = House::open(store).await;
        let matter = house.raise("one").await;
        let mut draft = house.draft(&matter, "2026-09-16", SpotResult::Promised).await;
        draft.on_behalf_of = None;
        draft.points[0].by_on = Some(day("2026-09-18"));
        let id = house.desk.act("draft", draft).await.expect("it is drafted").reply;
        let mut issue = house.issue(&matter, id, "2026-09-20").await;
        (issue.signed, issue.signer) = (true, Some(house.desk.term));
        assert_eq!(
            refused(house.desk.act("late", issue.clone()).await),
            Refusal::TooEarly { field: "by_on", earliest: day("2026-09-20") }
        );
        issue.happened_on = day("2026-09-18");
        house.desk.act("in time", issue).await.expect("it is issued");
        house.desk.verify().await;
    })
    .await;
}
