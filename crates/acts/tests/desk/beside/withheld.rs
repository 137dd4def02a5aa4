//! What is told in private is gone from every place at once, stays accountable, and comes back only by a striking.

use acts::case::ReadIdentity;
use acts::slip::{self, Add};
use acts::submission::{Raise, Release, Revise, StrikePrivateSlip, Undo};
use domain::event::Subject;
use domain::permission::{Act as Right, Role};
use domain::refusal::Refusal;
use store::dialogue::released;
use store::figure::{self, Population};
use store::grant::{Of, may};
use store::submission::{private_slip_of, private_slips};
use store::{case, event, search, submission};

use super::super::handled::House;
use super::super::{Desk, HELD, day, n, now};
use super::{another, refused, stranger};
use crate::support::both;

/// Words that stand nowhere else.
const SECRET: &str = "Ông trưởng thôn Quách bớt tiền";
/// A name that stands nowhere else.
const WHO: &str = "Bà Lò Thị Ngoạn";

/// Everything that any reader of the store tells of a matter, to whoever may see the most of it.
async fn told(desk: &Desk, raised: &acts::submission::Raised) -> String {
    let mut read = desk.store.reader().await.expect("a reader");
    let read = &mut read;
    let population = Population {
        below: true,
        scope: desk.by.organisation,
        from: day("2026-01-01"),
        to: day("2026-12-31"),
        state_on: day("2026-12-31"),
        as_of: now(),
    };
    let (grant, _) = may(read, desk.by, Right::CaseReadIdentity, Of::Case(raised.case)).await.expect("they may");
    let list = figure::list(read, &population, &[], None, None, 100).await.expect("reads");
    [
        format!("{:?}", submission::at_desk(read, desk.session, desk.by.account, 100).await.expect("reads")),
        format!("{:?}", submission::earlier_versions(read, raised.submission).await.expect("reads")),
        format!("{:?}", submission::submitters(read, &grant, raised.case).await.expect("reads")),
        format!("{:?}", case::find(read, raised.case).await.expect("reads")),
        format!("{:?}", case::points(read, raised.case).await.expect("reads")),
        format!("{:?}", case::earlier(read, desk.by.organisation, desk.village, "05", 0).await.expect("reads")),
        format!("{:?}", list.rows),
        format!("{:?}", search::find(read, &[desk.by.organisation], "truong thon").await.expect("reads")),
        format!("{:?}", search::find(read, &[desk.by.organisation], "Quách").await.expect("reads")),
        format!("{:?}", released(read, desk.dialogue).await.expect("reads")),
        format!("{:?}", event::timeline(read, Subject::Submission, raised.submission).await.expect("reads")),
        format!("{:?}", event::timeline(read, Subject::Case, raised.case).await.expect("reads")),
        format!("{:?}", event::timeline(read, Subject::Dialogue, desk.dialogue).await.expect("reads")),
        format!("{:?}", private_slips(read, desk.session).await.expect("reads")),
    ]
    .join("\n")
}

impl Desk {
    fn accusation(&self) -> Raise {
        Raise { name: WHO.to_owned(), ..self.opinion(SECRET) }
    }

    async fn found(&self) -> usize {
        let mut read = self.store.reader().await.expect("a reader");
        search::find(&mut read, &[self.by.organisation], "truong thon quach").await.expect("reads").len()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_told_in_private_is_in_no_list_no_search_and_no_version_any_more() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let raised = desk.act("r", desk.accusation()).await.expect("it is raised");
        let revise = Revise {
            submission: raised.submission,
            version: 1,
            words: format!("{SECRET} của dân."),
            no_denunciation: false,
            territory: Some(desk.village),
            field: "05".to_owned(),
            kind: None,
        };
        desk.act("v", revise.clone()).await.expect("it is written anew");
        let title = Release { submission: raised.submission, title: "Việc ông Quách".to_owned() };
        desk.act("t", title.clone()).await.expect("it is released");
        let before = told(&desk, &raised).await;
        assert!(before.contains("Quách") && before.contains("Ngoạn") && desk.found().await == 1);

        let given = desk.withhold("w", Some(raised.submission)).await.expect("a slip is given");
        let again = desk.withhold("w", Some(raised.submission)).await.expect("the same key is the same act");
        assert_eq!(given, again);
        let after = told(&desk, &raised).await;
        assert!(!after.contains("Quách") && !after.contains("bớt tiền") && !after.contains("Ngoạn"), "{after}");
        assert_eq!(desk.found().await, 0);
        let row = desk.row(raised.submission).await;
        assert_eq!((row.withheld, row.body, row.private, row.name), (true, None, Some(1), None));
        // Accountable still: it counts, and its case is open.
        assert_eq!(desk.counts(HELD, now()).await, [n("not_taken_up", 1)]);
        assert_eq!(desk.case(raised.case).await.handling, "received");
        assert!(case_points_withheld(&desk, raised.case).await);
        // Nobody writes the words back beside the slip, and the hall sees no title.
        let late = Revise { version: 2, ..revise };
        assert_eq!(refused(desk.act("v2", late).await), Refusal::WordsWithheld);
        assert_eq!(refused(desk.act("t2", title).await), Refusal::WordsWithheld);
        assert_eq!(refused(desk.withhold("w2", Some(raised.submission)).await), Refusal::WordsWithheld);
        assert!(desk.acts(Subject::Dialogue, desk.dialogue).await.contains(&"dialogue.private_slip_given"));
        assert!(desk.acts(Subject::Submission, raised.submission).await.contains(&"submission.withheld"));
        desk.verify().await;
        // The name is opened by nobody either, though the opening stays in the history.
        desk.act("i", ReadIdentity { case: raised.case }).await.expect("the act itself is theirs");
        assert!(!told(&desk, &raised).await.contains("Ngoạn"));
    })
    .await;
}

async fn case_points_withheld(desk: &Desk, case: i64) -> bool {
    let mut read = desk.store.reader().await.expect("a reader");
    let points = case::points(&mut read, case).await.expect("reads");
    points.iter().all(|point| point.withheld && point.body.is_none() && !point.identity)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_given_by_mistake_is_struck_with_a_reason_and_the_words_come_back() {
    both(async |_, store| {
        let house = House::open(store).await;
        let desk = &house.desk;
        let raised = desk.act("r", desk.accusation()).await.expect("it is raised");
        let before = told(desk, &raised).await;
        let given = desk.withhold("w", Some(raised.submission)).await.expect("a slip is given").private_slip;
        let act = |reason: &str| StrikePrivateSlip { private_slip: given, reason: reason.to_owned() };
        let clerk = house.colleague("ghi.chep", desk.by.organisation, Role::Clerk).await;
        assert_eq!(refused(desk.office.act(clerk, "s0", act("Nhầm")).await), Refusal::NotAllowed);
        desk.store.move_today(day("2026-12-31")).await.expect("days pass");
        let late = desk.act("s9", act("Nhầm")).await;
        assert_eq!(refused(late), Refusal::NotAllowed, "the minute of who gave it is over");
        let foreign = stranger(&house, Role::Head).await;
        assert_eq!(refused(desk.office.act(foreign, "s1", act("Nhầm")).await), Refusal::NotThere);
        let head = house.colleague("chu.tich", desk.by.organisation, Role::Head).await;
        assert_eq!(refused(desk.office.act(head, "s2", act(" ")).await), Refusal::Missing { field: "reason" });
        desk.office.act(head, "s3", act("Bấm nhầm phím")).await.expect("it is struck");
        assert_eq!(refused(desk.office.act(head, "s4", act("Nhầm")).await), Refusal::AlreadyStruck);
        let after = told(desk, &raised).await;
        assert!(before.contains(WHO) && after.contains(WHO) && after.contains(SECRET));
        assert_eq!(desk.found().await, 1);
        let row = desk.row(raised.submission).await;
        assert_eq!((row.withheld, row.private), (false, None));
        // Striking the striking is no way round: the words would stay in sight.
        let mut read = desk.store.reader().await.expect("a reader");
        let struck = event::history(&mut read, Subject::Dialogue, desk.dialogue).await.expect("reads").pop();
        drop(read);
        let back = acts::event::Strike { event: struck.expect("it was struck").id, reason: "Lại".to_owned() };
        assert_eq!(refused(desk.act("s5", back).await), Refusal::NotAllowed);
        // It can be given again, with the next number.
        let again = desk.withhold("w2", Some(raised.submission)).await.expect("a slip is given").private_slip;
        let mut read = desk.store.reader().await.expect("a reader");
        let again = private_slip_of(&mut read, again).await.expect("reads").expect("is there");
        assert_eq!((again.no, again.case, again.struck), (2, Some(raised.case), false));
        drop(read);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_matter_not_yet_recorded_leaves_a_number_and_nothing_else() {
    both(async |_, store| {
        let house = House::open(store).await;
        let desk = &house.desk;
        desk.withhold("w1", None).await.expect("a slip is given");
        let second = desk.withhold("w2", None).await.expect("a slip is given");
        let mut read = desk.store.reader().await.expect("a reader");
        let row = private_slip_of(&mut read, second.private_slip).await.expect("reads").expect("is there");
        assert_eq!((row.no, row.submission, row.case, row.given_on), (2, None, None, day(HELD)));
        drop(read);
        let foreign = stranger(&house, Role::Clerk).await;
        let asked = desk.office.act(foreign, "w3", desk.private(None)).await;
        assert_eq!(refused(asked), Refusal::NotThere);
        let inspector = house.colleague("thanh.tra", desk.by.organisation, Role::Inspector).await;
        assert_eq!(refused(desk.office.act(inspector, "w4", desk.private(None)).await), Refusal::NotAllowed);
        let elsewhere = desk.withhold("w5", Some(999_999)).await;
        assert_eq!(refused(elsewhere), Refusal::NotThere);
        let late = acts::submission::Withhold { happened_on: Some(day("2027-01-01")), ..desk.private(None) };
        let today = day("2026-12-30");
        assert_eq!(refused(desk.act("w6", late).await), Refusal::HappenedInFuture { today });
        desk.act("s", StrikePrivateSlip { private_slip: second.private_slip, reason: "Nhầm".to_owned() })
            .await
            .expect("it is struck");
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_spoke_of_two_matters_is_named_at_neither_while_one_is_told_in_private() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let one = desk.act("r1", desk.accusation()).await.expect("it is raised");
        let harmless = another(Raise { name: WHO.to_owned(), ..desk.opinion("Nước đục.") }, one.turn);
        let two = desk.act("r2", harmless).await.expect("it is raised");
        desk.withhold("w", Some(one.submission)).await.expect("a slip is given");
        let row = desk.row(two.submission).await;
        assert_eq!((row.body.as_deref(), row.name, row.withheld), (Some("Nước đục."), None, false));
        assert!(!told(&desk, &two).await.contains("Ngoạn"));
        // Struck as typed by mistake it stays out of sight.
        desk.act("u", Undo { submission: one.submission }).await.expect("within the minute");
        assert!(!told(&desk, &one).await.contains("Quách"));
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_photograph_of_what_is_told_in_private_is_seen_by_nobody() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let mut pictures = Vec::new();
        for number in [1_u8, 2] {
            let mut file = vec![0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0];
            file.extend([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, number, 0xff, 0xd9]);
            pictures.push(slip::keep(&desk.office, desk.by, desk.session, file).await.expect("it is kept"));
        }
        let slips = desk.act("a", Add { session: desk.session, pictures }).await.expect("they lie there").slips;
        let typed = desk.act("r", Raise { slip: Some(slips[0]), ..desk.accusation() }).await.expect("it is typed");
        let submission = acts::submission::Withhold { session: desk.session, ..desk.private(Some(typed.submission)) };
        let first = desk.act("w1", submission).await.expect("a slip is given").private_slip;
        let waiting = acts::submission::Withhold { slip: Some(slips[1]), ..desk.private(None) };
        let second = desk.act("w2", waiting.clone()).await.expect("a slip is given").private_slip;
        assert_eq!(refused(desk.act("w3", waiting).await), Refusal::SlipNotWaiting);
        let seen = async |slip: i64| {
            let mut read = desk.store.reader().await.expect("a reader");
            let of = Of::Dialogue(desk.dialogue);
            let (grant, _) = may(&mut read, desk.by, Right::SubmissionRaise, of).await.expect("they may");
            store::slip::bytes(&mut read, &grant, desk.dialogue, slip).await.expect("reads").is_some()
        };
        assert!(!seen(slips[0]).await && !seen(slips[1]).await);
        desk.verify().await;
        for (key, private_slip) in [("s1", first), ("s2", second)] {
            let reason = "Bấm nhầm phím".to_owned();
            desk.act(key, StrikePrivateSlip { private_slip, reason }).await.expect("it is struck");
        }
        assert!(seen(slips[0]).await && seen(slips[1]).await);
        desk.verify().await;
    })
    .await;
}
