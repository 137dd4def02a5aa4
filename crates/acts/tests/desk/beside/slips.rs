//! Photographed slips: laid beside a session, typed in order, set aside, and seen by who may type them.

use acts::slip::{self, Add, Kept, MOST_AT_ONCE, SetAside, TakeUp};
use acts::submission::{Raise, Strike, Undo};
use acts::{By, dialogue};
use domain::event::Subject;
use domain::permission::{Act as Right, Role};
use domain::refusal::Refusal;
use store::grant::{Of, may};
use store::slip::{SlipRow, bytes, list, waiting};

use super::super::handled::House;
use super::super::{Desk, HELD, day};
use super::{refused, stranger};
use crate::support::both;

/// A small picture of which each number gives another, with a word that says where it was taken.
fn photograph(number: u8) -> Vec<u8> {
    let mut file = vec![0xff, 0xd8, 0xff, 0xfe, 0, 10];
    file.extend(b"GPS here");
    file.extend([0xff, 0xc0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0]);
    file.extend([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0]);
    // More than one chunk.
    file.extend(std::iter::repeat_n(number, 300_000));
    file.extend([0xff, 0xd9]);
    file
}

impl Desk {
    async fn picture(&self, number: u8) -> Kept {
        slip::keep(&self.office, self.by, self.session, photograph(number)).await.expect("it is kept")
    }

    async fn lay(&self, key: &str, pictures: Vec<Kept>) -> Result<Vec<i64>, acts::Stop> {
        Ok(self.act(key, Add { session: self.session, pictures }).await?.slips)
    }

    async fn lie(&self, states: &[&str]) -> Vec<SlipRow> {
        let mut read = self.store.reader().await.expect("a reader");
        list(&mut read, self.session, states, 1, 100).await.expect("reads")
    }

    async fn typed_from(&self, key: &str, slip: i64) -> Result<acts::submission::Raised, acts::Stop> {
        self.act(key, Raise { slip: Some(slip), ..self.opinion(key) }).await
    }

    /// The picture as somebody may see it, by a right they hold there.
    async fn seen(&self, by: By, right: Right, slip: i64) -> Result<Option<Vec<u8>>, acts::Stop> {
        let mut read = self.store.reader().await.expect("a reader");
        let (grant, _) = may(&mut read, by, right, Of::Dialogue(self.dialogue)).await?;
        Ok(bytes(&mut read, &grant, self.dialogue, slip).await?.map(|(_, bytes)| bytes))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn slips_are_typed_in_their_order_and_those_that_cannot_be_are_set_aside() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let pictures = vec![desk.picture(1).await, desk.picture(2).await, desk.picture(3).await];
        let slips = desk.lay("add", pictures.clone()).await.expect("they lie there");
        assert_eq!(desk.lay("add", pictures).await.expect("the same key is the same act"), slips);
        let lying = desk.lie(&["waiting"]).await;
        assert_eq!(
            lying.iter().map(|row| (row.id, row.no)).collect::<Vec<_>>(),
            [(slips[0], 1), (slips[1], 2), (slips[2], 3)]
        );
        let one = desk.typed_from("r1", slips[0]).await.expect("it is typed");
        assert_eq!(refused(desk.typed_from("r2", slips[0]).await), Refusal::SlipNotWaiting);
        assert_eq!(desk.row(one.submission).await.slip, Some(slips[0]));
        let aside = SetAside { slip: slips[1], reason: "Không đọc được".to_owned() };
        desk.act("s", aside.clone()).await.expect("it is set aside");
        assert_eq!(refused(desk.act("s2", aside).await), Refusal::SlipNotWaiting);
        let without = SetAside { slip: slips[2], reason: " ".to_owned() };
        assert_eq!(refused(desk.act("s3", without).await), Refusal::Missing { field: "reason" });
        assert_eq!(desk.lie(&["set_aside"]).await[0].reason.as_deref(), Some("Không đọc được"));
        assert_eq!(refused(desk.typed_from("r3", slips[1]).await), Refusal::SlipNotWaiting);
        desk.act("t", TakeUp { slip: slips[1] }).await.expect("it waits again");
        assert_eq!(refused(desk.act("t2", TakeUp { slip: slips[1] }).await), Refusal::AlreadyDone);
        desk.typed_from("r4", slips[1]).await.expect("it is typed now");
        let more = vec![desk.picture(4).await];
        desk.lay("add2", more).await.expect("more come");
        assert_eq!(desk.lie(&["waiting"]).await.iter().map(|row| row.no).collect::<Vec<_>>(), [3, 4]);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_slip_of_a_struck_submission_waits_again() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let slips = desk.lay("add", vec![desk.picture(1).await]).await.expect("it lies there");
        let one = desk.typed_from("r1", slips[0]).await.expect("it is typed");
        desk.act("u", Undo { submission: one.submission }).await.expect("it is undone");
        assert_eq!(desk.lie(&["waiting"]).await.len(), 1, "nothing that was handed in is lost");
        desk.verify().await;
        let two = desk.typed_from("r2", slips[0]).await.expect("it is typed again");
        assert_eq!(desk.lie(&["typed"]).await[0].submission, Some(two.submission));
        desk.act("s", Strike { submission: two.submission, reason: "Nhầm phiếu".to_owned() }).await.expect("struck");
        let mut read = desk.store.reader().await.expect("a reader");
        assert_eq!(waiting(&mut read, desk.session).await.expect("reads"), 1);
        drop(read);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn handwriting_is_seen_by_who_may_type_it_and_without_what_the_camera_wrote() {
    both(async |_, store| {
        let house = House::open(store).await;
        let desk = &house.desk;
        let slips = desk.lay("add", vec![desk.picture(7).await]).await.expect("it lies there");
        let seen = desk.seen(desk.by, Right::SubmissionRaise, slips[0]).await.expect("they may").expect("a picture");
        assert!(!seen.windows(3).any(|part| part == b"GPS"));
        assert_eq!(seen.len(), photograph(7).len() - 12, "whole, over its chunks");
        let reader = desk.seen(desk.by, Right::DialogueRead, slips[0]).await.expect("they may read");
        assert_eq!(reader, None, "reading the dialogue is not enough");
        let inspector = house.colleague("thanh.tra", desk.by.organisation, Role::Inspector).await;
        let asked = desk.seen(inspector, Right::SubmissionRaise, slips[0]).await;
        assert_eq!(refused(asked), Refusal::NotAllowed);
        let foreign = stranger(&house, Role::Clerk).await;
        assert_eq!(refused(desk.seen(foreign, Right::SubmissionRaise, slips[0]).await), Refusal::NotThere);
        // By a grant on another dialogue nothing is seen.
        let open = dialogue::Open {
            organisation: desk.by.organisation,
            title: "Rác thải".to_owned(),
            chair: None,
            deputy_reason: String::new(),
            held_on: day(HELD),
            territory: Some(desk.village),
            place: String::new(),
        };
        let other = desk.act("other", open).await.expect("another dialogue");
        let mut read = desk.store.reader().await.expect("a reader");
        let of = Of::Dialogue(other.dialogue);
        let (grant, _) = may(&mut read, desk.by, Right::SubmissionRaise, of).await.expect("they may");
        assert_eq!(bytes(&mut read, &grant, other.dialogue, slips[0]).await.expect("reads"), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_slip_of_the_session_is_refused() {
    both(async |_, store| {
        let house = House::open(store).await;
        let desk = &house.desk;
        let none = slip::keep(&desk.office, desk.by, desk.session, b"%PDF-1.7".to_vec()).await;
        assert_eq!(refused(none), Refusal::NotAPicture { field: "photos" });
        let one = desk.picture(1).await;
        assert_eq!(refused(desk.lay("k0", Vec::new()).await), Refusal::Missing { field: "photos" });
        let many = vec![one.clone(); MOST_AT_ONCE + 1];
        assert_eq!(refused(desk.lay("k1", many).await), Refusal::TooMany { field: "photos", most: MOST_AT_ONCE });
        desk.lay("k2", vec![one.clone(); MOST_AT_ONCE]).await.expect("fifty at once");
        let unknown = Kept { sha256: [9; 32], rotation: 0 };
        assert_eq!(refused(desk.lay("k3", vec![unknown]).await), Refusal::NotAPicture { field: "photos" });
        let foreign = stranger(&house, Role::Clerk).await;
        let kept = slip::keep(&desk.office, foreign, desk.session, photograph(3)).await;
        assert_eq!(refused(kept), Refusal::NotThere);
        let act = Add { session: desk.session, pictures: vec![one] };
        assert_eq!(refused(desk.office.act(foreign, "k4", act).await), Refusal::NotThere);
        assert_eq!(refused(desk.typed_from("k5", 999_999).await), Refusal::SlipNotWaiting);
        let acts = desk.acts(Subject::Dialogue, desk.dialogue).await;
        assert_eq!(acts.iter().filter(|act| **act == "dialogue.slips_added").count(), 1);
    })
    .await;
}
