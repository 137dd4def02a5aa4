//! Files that show what came of a point: beside which replies they are laid, by whom, and who opens them.

use acts::case::SpotResult;
use acts::event::Strike;
use acts::minutes::{Kept, MOST_SCANS};
use acts::reply::file::{AddFiles, keep};
use acts::reply::{Draft, Issue, Submit};
use domain::event::{CaseEvent, Event, Subject};
use domain::permission::{Act as Right, Role};
use domain::refusal::Refusal;
use store::event;
use store::grant::{Of, may};
use store::reply::file;

use super::{House, Matter, refused};
use crate::desk::day;
use crate::support::both;

/// A small PDF with a word in it.
fn pdf(word: &str) -> Vec<u8> {
    format!("%PDF-1.4\n1 0 obj << /Type /Catalog {word} >> endobj\nstartxref\n9\n%%EOF\n").into_bytes()
}

impl House {
    fn files(matter: &Matter, reply: i64, files: Vec<Kept>) -> AddFiles {
        AddFiles { case: matter.case, reply, point: matter.point, files }
    }

    async fn filed(&self, case: i64) -> Vec<(i64, i64)> {
        let mut read = self.desk.store.reader().await.expect("a reader");
        let rows = file::list(&mut read, case).await.expect("reads");
        rows.iter().map(|row| (row.scan.id, row.scan.no)).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_show_a_result_stand_beside_the_point_of_the_reply_and_go_with_their_event() {
    both(async |_, store| {
        let house = House::open(store).await;
        let (matter, desk) = (house.raise("one").await, &house.desk);
        house.assign(matter.case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        let reply = house.reply(&matter, "2026-09-15", SpotResult::Done).await.expect("it is replied").reply;
        let script = pdf("/OpenAction << /S /JavaScript /JS (app.alert) >>");
        let script = keep(&desk.office, desk.by, matter.case, script).await;
        assert_eq!(refused(script.map(drop)), Refusal::NotAScan { field: "scans" });
        let one = keep(&desk.office, desk.by, matter.case, pdf("1")).await.expect("it is kept");
        let two = keep(&desk.office, desk.by, matter.case, pdf("2")).await.expect("it is kept");
        let none = desk.act("none", House::files(&matter, reply, Vec::new())).await;
        assert_eq!(refused(none), Refusal::Missing { field: "scans" });
        let many = desk.act("many", House::files(&matter, reply, vec![one.clone(); MOST_SCANS + 1])).await;
        assert_eq!(refused(many), Refusal::TooMany { field: "scans", most: MOST_SCANS });
        let unknown = desk.act("unknown", House::files(&matter, reply, vec![Kept { sha256: [7; 32] }])).await;
        assert_eq!(refused(unknown), Refusal::NotAScan { field: "scans" });
        let elsewhere = desk.act("elsewhere", House::files(&matter, reply + 1, vec![one.clone()])).await;
        assert_eq!(refused(elsewhere), Refusal::NotAChoice { field: "point" });
        let files =
            desk.act("add", House::files(&matter, reply, vec![one.clone(), two])).await.expect("they lie there");
        assert_eq!(house.filed(matter.case).await, [(files[0], 1), (files[1], 2)]);
        let more = desk.act("more", House::files(&matter, reply, vec![one])).await.expect("one more")[0];
        assert_eq!(house.filed(matter.case).await.last(), Some(&(more, 3)));
        desk.verify().await;
        let reader = house.colleague("reads", desk.by.organisation, Role::Clerk).await;
        let mut read = desk.store.reader().await.expect("a reader");
        let (grant, _) = may(&mut read, reader, Right::CaseRead, Of::Case(matter.case)).await.expect("may");
        let bytes = file::bytes(&mut read, &grant, (matter.case, files[1]), false).await.expect("reads");
        assert_eq!(bytes, Some(("application/pdf".to_owned(), pdf("2"))));
        let other = file::bytes(&mut read, &grant, (matter.case + 1, files[1]), false).await.expect("reads");
        assert_eq!(other, None, "of another case");
        let events = event::history(&mut read, Subject::Case, matter.case).await.expect("reads");
        let laid = events.iter().find(
            |known| matches!(&known.event, Event::Case(CaseEvent::EvidenceFiled { files: told, .. }) if *told == files),
        );
        let laid = laid.expect("its event").id;
        drop(read);
        let strike = Strike { event: laid, reason: "Nhầm tệp".to_owned() };
        desk.act("strike", strike).await.expect("it is struck");
        assert_eq!(house.filed(matter.case).await, [(more, 3)]);
        let mut read = desk.store.reader().await.expect("a reader");
        assert_eq!(
            file::bytes(&mut read, &grant, (matter.case, files[1]), false).await.expect("reads"),
            None,
            "struck"
        );
        assert_eq!(house.outcome(matter.case, "2026-12-30").await, "resolved", "a file is no answer");
        drop(read);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_files_of_a_draft_are_those_of_its_reply_and_none_is_added_once_it_was_submitted() {
    both(async |_, store| {
        let house = House::open(store).await;
        let (matter, desk) = (house.raise("one").await, &house.desk);
        house.assign(matter.case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        let draft = house.draft(&matter, "2026-09-15", SpotResult::Done).await;
        let draft = Draft { on_behalf_of: None, ..draft };
        let draft = desk.act("draft", draft).await.expect("it is drafted").reply;
        let one = keep(&desk.office, desk.by, matter.case, pdf("1")).await.expect("it is kept");
        let file = desk.act("add", House::files(&matter, draft, vec![one.clone()])).await.expect("it lies there")[0];
        let version = house.version(matter.case).await;
        let submit = Submit { case: matter.case, version, draft, happened_on: day("2026-09-15") };
        desk.act("submit", submit).await.expect("it is submitted");
        let late = desk.act("late", House::files(&matter, draft, vec![one.clone()])).await;
        assert_eq!(refused(late), Refusal::DraftMoved, "what is approved is what was shown");
        let version = house.version(matter.case).await;
        let issue = Issue {
            case: matter.case,
            version,
            draft,
            number: "12/UBND".to_owned(),
            signed: true,
            signer: Some(desk.term),
            happened_on: day("2026-09-16"),
        };
        let reply = desk.act("issue", issue).await.expect("it is issued").reply;
        assert_eq!(reply, draft);
        assert_eq!(house.filed(matter.case).await, [(file, 1)]);
        desk.act("after", House::files(&matter, reply, vec![one])).await.expect("evidence may come later");
        assert_eq!(house.filed(matter.case).await.len(), 2);
        desk.verify().await;
    })
    .await;
}
