//! The commune of the demo shows every state in which a matter, a paper or a dialogue can be found at work, each on the page
//! where an official would meet it.

use testing::{Fresh, TextRow, all_rows};
use web::lang::Lang;

use super::slow_walk::Reader;
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
        assert!(home.contains(&soon) && reader.get(&soon).await.contains("15/09/2026"), "due soon");
        let waits = reader.get(&kept.case("Trại lợn đầu kênh")).await;
        assert!(waits.contains(&t("draft-state-submitted")), "a reply that waits for approval");
        let asked = reader.get(&kept.case("Hàng rau bán tràn")).await;
        assert!(asked.contains(&t("ask-title")), "asked back");
        let sent = reader.get("/transfers").await;
        assert!(sent.contains(&kept.case("Đoạn dốc đầu thôn")), "sent on and not answered");
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
        assert_eq!(talk["duties"], r#"["secretary","chairman"]"#, "each head is credited once");
        let drain = kept.case("Cống thoát nước sau chợ");
        let id = drain.rsplit('/').next().unwrap();
        let given: Vec<_> = kept.rows("assignments").iter().filter(|row| row["case_id"] == id).collect();
        assert_eq!(given.len(), 1, "one assignment of two notices");
        assert_eq!(given[0]["due_on"], "2026-07-20", "the earlier of two days");
    }
}
