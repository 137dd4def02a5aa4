//! Scans of notices as they were signed: which notices have some, what is taken in, and who opens it.

use acts::minutes::{Kept, MOST_SCANS};
use acts::notice::Strike;
use acts::notice::scan::{AddScans, keep};
use domain::event::{Event, NoticeEvent, Subject};
use domain::permission::{Act as Right, Role};
use domain::refusal::Refusal;
use store::event;
use store::grant::{Of, may};
use store::notice::scan;
use store::search::numbered;

use super::{Hall, refused};
use crate::support::both;

/// A small PDF with a word in it.
fn pdf(word: &str) -> Vec<u8> {
    format!("%PDF-1.4\n1 0 obj << /Type /Catalog {word} >> endobj\nstartxref\n9\n%%EOF\n").into_bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_that_was_issued_has_its_signed_scans_and_another_has_none() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let id = hall.ready().await;
        let (house, desk) = (&hall.house, &hall.house.desk);
        let add = |files: Vec<Kept>| AddScans { notice: id, files };
        let unknown = || vec![Kept { sha256: [7; 32] }];
        refused(keep(&desk.office, desk.by, id, pdf("1")).await, &Refusal::NoticeNotIssued);
        refused(desk.act("early", add(unknown())).await, &Refusal::NoticeNotIssued);
        hall.issue("i", id, "05/TB-UBND").await.expect("it is issued");
        let script = pdf("/OpenAction << /S /JavaScript /JS (app.alert) >>");
        refused(keep(&desk.office, desk.by, id, script).await, &Refusal::NotAScan { field: "scans" });
        let one = keep(&desk.office, desk.by, id, pdf("1")).await.expect("it is kept");
        assert_eq!(one, keep(&desk.office, desk.by, id, pdf("1")).await.expect("it is kept"), "once");
        refused(desk.act("none", add(Vec::new())).await, &Refusal::Missing { field: "scans" });
        let many = vec![one.clone(); MOST_SCANS + 1];
        refused(desk.act("many", add(many)).await, &Refusal::TooMany { field: "scans", most: MOST_SCANS });
        refused(desk.act("unknown", add(unknown())).await, &Refusal::NotAScan { field: "scans" });
        let front = house.colleague("front", house.front, Role::Front).await;
        let nobody = desk.office.act(front, "front", add(vec![one.clone()])).await.map(|_| ());
        assert!(nobody.is_err(), "who supervises lays nothing beside it");
        let two = keep(&desk.office, desk.by, id, pdf("2")).await.expect("it is kept");
        let scans = desk.act("add", add(vec![one.clone(), two])).await.expect("they lie there");
        let again = desk.act("add", add(vec![one, Kept { sha256: [7; 32] }])).await;
        assert!(again.is_err() || again.expect("one key") == scans, "one key is one act");
        let mut read = desk.store.reader().await.expect("a reader");
        let rows = scan::list(&mut read, id).await.expect("reads");
        let listed: Vec<_> = rows.iter().map(|row| (row.id, row.no, row.kind.as_str())).collect();
        assert_eq!(listed, [(scans[0], 1, "application/pdf"), (scans[1], 2, "application/pdf")]);
        let (grant, _) = may(&mut read, desk.by, Right::DialogueRead, Of::Dialogue(desk.dialogue)).await.expect("may");
        let bytes = scan::bytes(&mut read, &grant, id, scans[1]).await.expect("reads");
        assert_eq!(bytes, Some(("application/pdf".to_owned(), pdf("2"))));
        assert_eq!(scan::bytes(&mut read, &grant, id + 1, scans[1]).await.expect("reads"), None, "of another notice");
        let (grant, _) =
            may(&mut read, front, Right::SupervisionRead, Of::Supervised(desk.dialogue)).await.expect("may");
        assert!(scan::bytes(&mut read, &grant, id, scans[0]).await.expect("reads").is_some(), "the Front reads it");
        // Its number finds it, whole or as far as its first stroke, and no other does.
        let own = desk.by.organisation;
        let (reads, _) = may(&mut read, desk.by, Right::CaseRead, Of::Organisation(own)).await.expect("may");
        for (typed, known) in [("05/TB-UBND", 1), (" 05/tb-ubnd ", 1), ("05", 1), ("5", 0), ("TB-UBND", 0), ("0%", 0)] {
            let found = numbered(&mut read, &reads, typed).await.expect("reads");
            assert_eq!(found.iter().filter(|row| row.what == "notice" && row.id == id).count(), known, "{typed}");
        }
        let events = event::history(&mut read, Subject::Notice, id).await.expect("reads");
        let told = Event::Notice(NoticeEvent::Scanned { scans });
        assert_eq!(events.iter().filter(|known| known.event == told).count(), 1);
        drop(read);
        desk.verify().await;
        let version = hall.version(id).await;
        desk.act("strike", Strike { notice: id, version, reason: "Nhập nhầm".to_owned() }).await.expect("it is struck");
        refused(desk.act("late", add(unknown())).await, &Refusal::AlreadyStruck);
        desk.verify().await;
    })
    .await;
}
