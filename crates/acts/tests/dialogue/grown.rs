//! What concluding a dialogue reads is what belongs to it, however much was answered elsewhere before.

use acts::case::{Answer, SpotResult};
use acts::dialogue::{Conclude, HoldSession};
use acts::minutes::{Sign, Take};
use acts::submission::{Mark, Raise};
use domain::dialogue::Audience;

use super::announce;
use crate::desk::{Desk, day};
use crate::support::both;

/// A day on which dialogues are held.
const HELD: &str = "2026-09-08";

/// Holds a dialogue in which so much is raised and answered on the spot, and concludes it: how many rows of whole tables its
/// minutes and its conclusion read.
async fn concluded(desk: &Desk, no: usize, matters: usize) -> u64 {
    let new = desk.act(&format!("announce {no}"), announce(desk, &[HELD])).await.expect("it is announced");
    let session = new.sessions[0];
    let attendance = vec![(Audience::Youth, 9)];
    let hold = HoldSession { session, happened_on: Some(day(HELD)), attendance };
    desk.act(&format!("hold {no}"), hold).await.expect("it is held");
    for matter in 0..matters {
        let answer = Answer {
            answered_by: Some(desk.term),
            speaker: String::new(),
            result: SpotResult::Explained,
            by_on: None,
            words: "Xã đã niêm yết.".to_owned(),
            ground: String::new(),
        };
        let raise = Raise {
            session,
            mark: Mark::Answered,
            answer: Some(answer),
            ..desk.opinion(&format!("Danh sách hỗ trợ đợt {no}.{matter} niêm yết ở đâu?"))
        };
        desk.act(&format!("raise {no} {matter}"), raise).await.expect("it is raised");
    }
    let before = desk.store.walked();
    let take = Take {
        seen: None,
        session,
        began: Some(8 * 60),
        ended: Some(11 * 60),
        secretary: "Lò Thị Mơ, Văn phòng".to_owned(),
        conclusion: "Xã tiếp thu các ý kiến.".to_owned(),
        read_back: true,
    };
    desk.act(&format!("take {no}"), take).await.expect("minutes are taken");
    desk.act(&format!("sign {no}"), Sign { session, happened_on: day(HELD) }).await.expect("they are signed");
    let conclude =
        Conclude { dialogue: new.dialogue, happened_on: day(HELD), minutes_signed_on: None, no_minutes: String::new() };
    desk.act(&format!("conclude {no}"), conclude).await.expect("it is concluded");
    desk.store.walked() - before
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_conclusion_reads_does_not_grow_with_what_was_answered_elsewhere() {
    both(async |at, store| {
        let desk = Desk::open(store).await;
        // What the house itself has to read is read by then.
        concluded(&desk, 0, 2).await;
        let few = concluded(&desk, 1, 2).await;
        concluded(&desk, 2, 60).await;
        let many = concluded(&desk, 3, 2).await;
        assert!(many < few + 30, "{}: {few} rows before, {many} behind sixty answers more", at.engine());
    })
    .await;
}
