//! Drafts are read by who types them, and go with what they become.

use acts::draft::{self, Keep, desk_form};
use acts::submission::Raise;
use domain::event::Subject;
use domain::permission::Role;
use domain::refusal::Refusal;
use store::draft::find;

use super::super::Desk;
use super::super::handled::House;
use super::{refused, stranger};
use crate::support::both;

impl Desk {
    fn draft(&self, entry: &str, body: &str) -> Keep {
        Keep { session: self.session, slip: None, entry: entry.to_owned(), body: body.to_owned() }
    }

    async fn drafted(&self, account: i64) -> Option<String> {
        let mut read = self.store.reader().await.expect("a reader");
        find(&mut read, account, &desk_form(self.session, None)).await.expect("reads").map(|draft| draft.body)
    }

    async fn keep(&self, entry: &str, body: &str) {
        draft::keep(&self.office, self.by, self.draft(entry, body)).await.expect("it is kept");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_read_by_who_types_it_and_by_nobody_else() {
    both(async |_, store| {
        let house = House::open(store).await;
        let desk = &house.desk;
        desk.keep("e1", "words=Nước").await;
        desk.keep("e1", "words=Nước đục").await;
        assert_eq!(desk.drafted(desk.by.account).await.as_deref(), Some("words=Nước đục"), "the last one");
        let colleague = house.colleague("dong.nghiep", desk.by.organisation, Role::Clerk).await;
        assert_eq!(desk.drafted(colleague.account).await, None);
        let stranger = stranger(&house, Role::Clerk).await;
        let kept = draft::keep(&desk.office, stranger, desk.draft("e1", "words=")).await;
        assert_eq!(refused(kept), Refusal::NotThere, "who may not type there keeps nothing");
        let long = desk.draft("e1", &"ă".repeat(draft::BODY + 1));
        let kept = draft::keep(&desk.office, desk.by, long).await;
        assert_eq!(refused(kept), Refusal::TooLong { field: "draft", most: draft::BODY });
        desk.keep("e1", "").await;
        assert_eq!(desk.drafted(desk.by.account).await, None, "nothing typed is no draft");
        assert!(!desk.acts(Subject::Dialogue, desk.dialogue).await.iter().any(|act| act.contains("draft")));
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_goes_with_what_it_becomes_and_a_late_one_does_not_bring_it_back() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        desk.keep("e1", "words=Nước đục").await;
        let raise = Raise { draft: true, ..desk.opinion("Nước đục.") };
        desk.act("e1", raise).await.expect("it is raised");
        assert_eq!(desk.drafted(desk.by.account).await, None);
        desk.keep("e1", "words=Nước đục").await;
        assert_eq!(desk.drafted(desk.by.account).await, None, "it was on its way when the opinion was sent");
        desk.keep("e2", "words=Rác").await;
        assert_eq!(desk.drafted(desk.by.account).await.as_deref(), Some("words=Rác"));
        // A refused opinion keeps its draft.
        let empty = Raise { draft: true, ..desk.opinion(" ") };
        assert_eq!(refused(desk.act("e2", empty).await), Refusal::Missing { field: "words" });
        assert_eq!(desk.drafted(desk.by.account).await.as_deref(), Some("words=Rác"));
        // What is told in private is gone at once, and stays gone.
        desk.withhold("e2", None).await.expect("a slip is given");
        assert_eq!(desk.drafted(desk.by.account).await, None);
        desk.keep("e2", "words=Rác của ông A").await;
        assert_eq!(desk.drafted(desk.by.account).await, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_nobody_touches_is_forgotten() {
    both(async |_, store| {
        let house = House::open(store).await;
        let desk = &house.desk;
        let colleague = house.colleague("dong.nghiep", desk.by.organisation, Role::Clerk).await;
        draft::keep(&desk.office, colleague, desk.draft("e1", "words=Nước")).await.expect("it is kept");
        desk.store.move_today(super::day("2027-01-07")).await.expect("days pass");
        desk.keep("e2", "words=Rác").await;
        assert_eq!(desk.drafted(colleague.account).await, None);
        assert!(desk.drafted(desk.by.account).await.is_some());
    })
    .await;
}
