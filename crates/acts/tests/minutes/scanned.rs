//! Scans of signed minutes: what is taken in, and who opens it.

use acts::minutes::{AddScans, Kept, MOST_SCANS, OpenScan, keep};
use domain::event::DialogueEvent;
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use store::grant::{Of, may};
use store::minutes;

use super::refused;
use crate::desk::{Desk, HELD};
use crate::support::both;

/// A small PDF with a word in it.
fn pdf(word: &str) -> Vec<u8> {
    format!("%PDF-1.4\n1 0 obj << /Type /Catalog {word} >> endobj\nstartxref\n9\n%%EOF\n").into_bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scan_is_kept_once_and_opened_by_an_act() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let session = desk.session;
        let early = keep(&desk.office, desk.by, session, pdf("1")).await;
        refused(early, &Refusal::MinutesNotSigned);
        desk.hold("hold", session).await;
        let unknown = vec![Kept { sha256: [7; 32] }];
        refused(desk.act("a1", AddScans { session, files: unknown }).await, &Refusal::MinutesNotSigned);
        desk.sign("sign", session, HELD).await.expect("they are signed");
        let file = keep(&desk.office, desk.by, session, pdf("1")).await.expect("it is kept");
        let again = keep(&desk.office, desk.by, session, pdf("1")).await.expect("it is kept");
        assert_eq!(file, again);
        let add = |files: Vec<Kept>| AddScans { session, files };
        refused(desk.act("a2", add(Vec::new())).await, &Refusal::Missing { field: "scans" });
        let many = vec![file.clone(); MOST_SCANS + 1];
        refused(desk.act("a3", add(many)).await, &Refusal::TooMany { field: "scans", most: MOST_SCANS });
        let unknown = vec![Kept { sha256: [7; 32] }];
        refused(desk.act("a4", add(unknown)).await, &Refusal::NotAScan { field: "scans" });
        let second = keep(&desk.office, desk.by, session, pdf("2")).await.expect("it is kept");
        let scans = desk.act("a5", add(vec![file, second])).await.expect("they lie there");
        desk.act("open", OpenScan { scan: scans[0] }).await.expect("it is opened");
        refused(desk.act("open-2", OpenScan { scan: 1 }).await, &Refusal::NotThere);
        let opened = DialogueEvent::ScanOpened { scan: scans[0] };
        assert!(desk.happened().await.iter().any(|(_, event)| *event == opened));
        let mut read = desk.store.reader().await.expect("a reader");
        let of = Of::Dialogue(desk.dialogue);
        let (grant, _) = may(&mut read, desk.by, Right::CaseReadIdentity, of).await.expect("a grant");
        let bytes = minutes::scan_bytes(&mut read, &grant, desk.dialogue, scans[0]).await.expect("reads");
        assert_eq!(bytes, Some(("application/pdf".to_owned(), pdf("1"))));
        let elsewhere = minutes::scan_bytes(&mut read, &grant, desk.dialogue + 1, scans[0]).await.expect("reads");
        assert_eq!(elsewhere, None, "of another dialogue");
        let (grant, _) = may(&mut read, desk.by, Right::DialogueRead, of).await.expect("a grant");
        let unseen = minutes::scan_bytes(&mut read, &grant, desk.dialogue, scans[0]).await.expect("reads");
        assert_eq!(unseen, None, "without the right to open identities");
        drop(read);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_scan_or_would_run_is_refused() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let wrong = [
            b"PK\x03\x04 a workbook".to_vec(),
            b"%PDF-1.4\ncut off".to_vec(),
            pdf("/OpenAction << /S /JavaScript /JS (app.alert) >>"),
            pdf("/Names << /EmbeddedFiles /EmbeddedFile >>"),
            pdf("/OpenAction << /S /J#61vaScript /J#53 (app.alert) >>"),
            pdf("/Length 4 >> stream\n/JS \nendstream\n2 0 obj << /JS(app.alert)"),
            pdf("% >> stream without its line\n/AA << /O << /S/Launch>>"),
            b"<svg/>".to_vec(),
        ];
        for bytes in wrong {
            let kept = keep(&desk.office, desk.by, desk.session, bytes).await;
            refused(kept, &Refusal::NotAScan { field: "scans" });
        }
        let large = keep(&desk.office, desk.by, desk.session, vec![0; 20 * 1024 * 1024 + 1]).await;
        refused(large, &Refusal::TooLarge { field: "scans", most: 20 });
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_scan_is_refused_for_what_its_pictures_happen_to_hold() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        desk.hold("hold", desk.session).await;
        desk.sign("sign", desk.session, HELD).await.expect("they are signed");
        let drawn = [
            "/Filter /DCTDecode >>\nstream\n\u{1}/JS /JavaScript /Launch\u{2}\nendstream",
            "/Filter /DCTDecode >>stream\r\n%/XFA (/JS)/J#53 >>\r\nendstream",
            "/JSON 1 /Launched 2 /Title (JS)",
        ];
        for (key, inside) in drawn.into_iter().enumerate() {
            let kept = keep(&desk.office, desk.by, desk.session, pdf(inside)).await.expect("it is kept");
            let add = AddScans { session: desk.session, files: vec![kept] };
            desk.act(&format!("add-{key}"), add).await.expect("it lies there");
        }
        desk.verify().await;
    })
    .await;
}
