//! The commune of the demo shows every state in which a matter, a paper or a dialogue can be found at work, each on the page
//! where an official would meet it.

use std::collections::BTreeSet;

use testing::{Fresh, TextRow, all_rows};
use web::lang::Lang;

use super::slow_walk::{Reader, numbers};
use crate::faults::commune::program;
use crate::faults::node::Node;

/// What the database of the demo holds.
struct Kept(std::collections::BTreeMap<String, Vec<TextRow>>);

impl Kept {
    fn rows(&self, table: &str) -> &[TextRow] {
        self.0.get(table).map_or(&[], Vec::as_slice)
    }

    /// The address of the case whose words hold these.
    fn case(&self, words: &str) -> String {
        let says = |case: &&TextRow| {
            let text = self.rows("texts").iter().find(|row| row["id"] == case["text_id"]);
            text.is_some_and(|text| text["body"].contains(words))
        };
        let case = self.rows("cases").iter().find(says).expect("it is a case");
        format!("/cases/{}", case["id"])
    }

    /// The notices of the dialogue that two heads held together, oldest first.
    fn joint(&self) -> Vec<&TextRow> {
        let mut of: Vec<&TextRow> = self
            .rows("notices")
            .iter()
            .filter(|row| {
                let dialogue = self.rows("dialogues").iter().find(|it| it["id"] == row["dialogue_id"]);
                dialogue.is_some_and(|it| it["line"] == "joint")
            })
            .collect();
        of.sort_by_key(|row| row["issued_on"].clone());
        of
    }
}

/// Whether a page leads to that very address, and not only to one that begins like it.
fn leads_to(page: &str, address: &str) -> bool {
    ["\"", "#", "?", "/"].iter().any(|end| page.contains(&format!("=\"{address}{end}")))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_shows_every_state_of_a_commune_at_work() {
    for fresh in Fresh::both().await {
        let folder = tempfile::tempdir().unwrap();
        let mut demo = program();
        demo.args(["demo", "--port", "0", "--database", fresh.url(), "--folder"]).arg(folder.path());
        let reader = Reader::of(Node::ready(demo).await, "thu.ky", "ben-sen-mo-phong").await;
        let kept = Kept(all_rows(fresh.url()).await);
        let t = |key: &str| Lang::Vi.t(key);

        let overdue = reader.get(&kept.case("Mương tiêu sau nhà")).await;
        assert!(overdue.contains("is-over"), "overdue");
        let home = reader.get("/").await;
        let soon = kept.case("Trạm y tế hay hết thuốc");
        assert!(leads_to(&home, &soon) && reader.get(&soon).await.contains("15/09/2026"), "due soon");
        let waits = reader.get(&kept.case("Trại lợn đầu kênh")).await;
        assert!(waits.contains(&t("draft-state-submitted")), "a reply that waits for approval");
        let asked = reader.get(&kept.case("Hàng rau bán tràn")).await;
        assert!(asked.contains(&t("ask-title")), "asked back");
        let sent = reader.get("/transfers").await;
        assert!(leads_to(&sent, &kept.case("Đoạn dốc đầu thôn")), "sent on and not answered");
        let promised = reader.get(&kept.case("Cả xã chưa có sân bóng")).await;
        assert!(promised.contains(&t("result-promised")), "promised");
        let review = reader.get(&kept.case("Nhà tôi dột")).await;
        assert!(review.contains(&t("case-under-review")), "under review");
        let late = reader.get(&soon).await;
        let typed = Lang::Vi.ta("step-late-typed", &[("when", &"03/09/2026")]);
        assert!(late.contains(typed.split("03/09").next().unwrap()), "typed long after its day");

        let notice = kept.rows("notices").iter().find(|row| row["state"] == "submitted").expect("one waits");
        let page = reader.get(&format!("/notices/{}", notice["id"])).await;
        assert!(page.contains(&t("notice-state-submitted")), "a notice that waits for its signature");

        let joint = kept.joint();
        assert_eq!(joint.len(), 2, "two notices of one dialogue");
        let points = |notice: &TextRow| -> Vec<String> {
            let rows = kept.rows("notice_point_issues").iter().filter(|row| row["notice_id"] == notice["id"]);
            rows.map(|row| row["notice_point_id"].clone()).collect()
        };
        assert_eq!(points(joint[0]), points(joint[1]), "one set of points");
        assert_eq!(points(joint[0]).len(), 2, "what is beyond competence is no point");
        let page = reader.get(&format!("/dialogues/{}", joint[0]["dialogue_id"])).await;
        assert!(page.contains("14/TB-UBND") && page.contains("09-TB/ĐU"), "{page}");
        let talk = kept.rows("dialogues").iter().find(|row| row["id"] == joint[0]["dialogue_id"]).unwrap();
        assert_eq!(talk["duties"], r#"["secretary","chairman"]"#, "each head is credited");
        counts_once(&reader, talk).await;
        let drain = kept.case("Cống thoát nước sau chợ");
        let id = drain.rsplit('/').next().unwrap();
        let given: Vec<_> = kept.rows("assignments").iter().filter(|row| row["case_id"] == id).collect();
        assert_eq!(given.len(), 1, "one assignment of two notices");
        assert_eq!(given[0]["due_on"], "2026-07-20", "the earlier of two days");

        kept.shows_what_the_front_gathered(&reader).await;
        let front = reader.colleague("mat.tran", "ben-sen-mo-phong").await;
        kept.shows_what_the_front_found(&reader, &front).await;
        kept.shows_what_units_declare(&reader).await;
    }
}

/// In the figures of its day a dialogue that two heads held together is one in the whole, one with each of them, and one joint.
async fn counts_once(reader: &Reader, talk: &TextRow) {
    let (on, id) = (&talk["first_on"], &talk["id"]);
    let page = reader.get(&format!("/figures?from={on}&to={on}")).await;
    let held: Vec<(String, usize)> =
        numbers(&page).into_iter().filter(|(address, _)| address.contains("&number=held")).collect();
    for line in ["", "&line=party", "&line=authority", "&line=joint"] {
        let own = format!("&number=held&level=commune{line}");
        let said = held.iter().find(|(address, _)| address.ends_with(&own)).map(|(_, count)| *count);
        assert_eq!(said, Some(1), "{own}: {held:?}");
    }
    for (address, count) in held {
        let alone = BTreeSet::from([format!("/dialogues/{id}")]);
        assert_eq!((count, reader.rows(&address).await), (1, (1, alone)), "{address}");
    }
}

impl Kept {
    /// The addresses of the rounds in a state.
    fn rounds(&self, state: &str) -> Vec<String> {
        let rows = self.rows("gatherings").iter().filter(|row| row["state"] == state);
        rows.map(|row| format!("/gatherings/{}", row["id"])).collect()
    }

    /// A round that was sent: one theme on the agenda and answered, one answered in writing, one of which nobody decided.
    async fn shows_what_the_front_gathered(&self, clerk: &Reader) {
        assert_eq!((self.rounds("asked").len(), self.rounds("sent").len()), (1, 2), "one is asked for, two were sent");
        let round = clerk.get(&self.rounds("sent")[0]).await;
        let line = Lang::Vi.ta("gathering-fate-agenda", &[("line", &"Mương tiêu, kênh tưới"), ("day", &"24/08/2026")]);
        assert!(round.contains(&line), "on the agenda: {line}");
        assert!(round.contains("Đã nạo vét 640 m kênh cuối nguồn"), "and answered");
        assert!(round.contains(&Lang::Vi.ta("gathering-fate-written", &[("day", &"24/08/2026")])), "in writing");
        assert!(round.contains("id=\"unanswered\""), "and one is answered nowhere");
        assert!(round.contains("22/BC-MTTQ"), "sent by a paper");
    }

    /// Findings of each result by somebody of the Front, of which one contradicts an answer; a plan with a line that was carried
    /// out and one to do. The clerk reads them and records none.
    async fn shows_what_the_front_found(&self, clerk: &Reader, front: &Reader) {
        let t = |key: &str| Lang::Vi.t(key);
        let drain = self.case("Cống thoát nước sau chợ");
        let page = clerk.get(&drain).await;
        assert!(page.contains(&t("finding-not-done")) && page.contains(&t("outcome-resolved")), "one contradicts");
        assert!(clerk.get("/").await.contains("id=\"flags\""), "and raises a flag");
        for (words, key) in [("Cầu gỗ qua kênh mục ván", "finding-done"), ("Đường trục thôn Gò Mây", "finding-partly")]
        {
            assert!(clerk.get(&self.case(words)).await.contains(&t(key)), "{key}");
        }
        let matter = front.get(&drain.replace("/cases/", "/supervision/cases/")).await;
        assert!(matter.contains("id=\"finding-find\""), "the Front records what it finds");
        let plan = front.get("/supervision/plan?year=2026").await;
        assert!(plan.contains(&t("supervision-reported")), "one line was carried out and reported");
        assert!(plan.contains(&t("supervision-issued")), "one is to do");
        let own = clerk.colleague("giam.sat", "ben-sen-mo-phong").await;
        let matter = own.get(&drain.replace("/cases/", "/supervision/cases/")).await;
        assert!(
            !matter.contains("id=\"finding-find\""),
            "whoever supervises within the executive records nothing of it"
        );
        assert!(matter.contains(&t("supervision-whose")), "and is told whose it is");
    }

    /// Declared figures of two units, of which one has no case in the program.
    async fn shows_what_units_declare(&self, clerk: &Reader) {
        assert_eq!(self.rows("declared_figures").len(), 2, "two units declare");
        let page = clerk.get("/declared").await;
        assert!(page.contains("18/BC-TTPVHCC"), "each by its paper");
        let figures = clerk.get("/figures").await;
        let alone = Lang::Vi.ta("declared-units-without", &[("count", &1_i64)]);
        assert!(figures.contains(&alone), "one of them without a case record");
    }
}
