//! What the page of a case says of its clocks: of parts, of suspensions, of an offer; where the matter has been for how many days;
//! and of which steps of a transfer the person is to be told.

use acts::organisation::PlaceUnder;
use acts::rule::Confirm;
use domain::permission::Role;
use testing::Fresh;
use web::lang::Lang;

use super::handled::Matter;
use super::send;
use crate::house::{Answer, day, links};

impl Matter {
    async fn is_assigned(&self, lead: i64) {
        let lead = lead.to_string();
        self.does("assign", &[("lead", &lead), ("due_on", "18/09/2026")]).await;
    }

    /// A body of the commune confirms a rule.
    async fn confirms(&self, rule: &str) {
        let (house, organisation) = (&self.commune.house, self.commune.organisation);
        let administrator = house
            .account(&format!("qt.{}", rule.to_lowercase().replace('-', ".")), organisation, &[Role::Administrator])
            .await;
        let mut read = house.store.reader().await.expect("a reader");
        let version = store::rulebook::number(&mut read).await.expect("reads");
        drop(read);
        let confirm = Confirm {
            organisation,
            rule: rule.to_owned(),
            copied: 1,
            level: None,
            amount: 3,
            unit: "working_day".to_owned(),
            bound: "at_most".to_owned(),
            month: None,
            day: None,
            valid_from: day("2026-01-01"),
            valid_to: None,
            document: "Quy chế phối hợp của xã".to_owned(),
            on: day("2026-01-05"),
            version,
        };
        house.act(administrator, confirm).await;
    }

    /// The link of the page of the case to an act of its transfer.
    async fn to_transfer(&self, word: &str) -> String {
        let own =
            links(&self.page().await.html).into_iter().find(|it| it.starts_with(&format!("{}/{word}?", self.case)));
        own.unwrap_or_else(|| panic!("the page leads to {word}"))
    }

    async fn follows_days(&self, to: &str) {
        self.commune.house.store.move_today(day(to)).await.expect("days pass");
    }
}

/// The part of a page between its heading of that id and the end of its section.
fn section<'a>(page: &'a Answer, id: &str) -> &'a str {
    let part = page.html.split(&format!("id=\"{id}\"")).nth(1).expect("it is on the page");
    part.split("</section>").next().expect("its end")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_has_its_clock_on_the_page_of_its_case_and_explains_its_day() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let (house, case) = (&matter.commune.house, &matter.case);
        matter.is_assigned(matter.division).await;
        house.account("can.bo", matter.division, &[Role::Handler]).await;
        let handler = house.signed_in("can.bo").await;
        let team = house.found(matter.division, "service_centre", "Tổ đo đạc", None).await;
        let at = format!("{case}/give-part");
        let form = handler.get(&at).await;
        let typed = [("part_to", &*team.to_string()), ("work", "Đo mương"), ("due_on", "15/09/2026")];
        send(&handler, &form, &at, &typed).await;
        for lang in Lang::ALL {
            let page = matter.commune.clerk.in_language(lang).get(case).await;
            let clocks = section(&page, "clocks");
            let kind = lang.ta("clock-kind-part", &[("body", &"Cơ quan Tổ đo đạc")]);
            assert!(clocks.contains(&kind) && clocks.contains("15/09/2026"), "{clocks}");
            assert!(clocks.matches("ln-days").count() >= 2, "both days explain themselves: {clocks}");
        }
        house.account("to.do", team, &[Role::Handler]).await;
        let surveyor = house.signed_in("to.do").await;
        let at = format!("{case}/part-done");
        let form = surveyor.get(&at).await;
        send(&surveyor, &form, &at, &[("note", "Đã đo")]).await;
        assert!(!section(&matter.page().await, "clocks").contains("Tổ đo đạc"), "what is done has no last day");
        house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspension_says_whether_the_days_stand_still() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let (house, clerk) = (&matter.commune.house, &matter.commune.clerk);
        let suspend = format!("{}/suspend", matter.case);
        let says = async |at: &str, key: &str| {
            for lang in Lang::ALL {
                assert!(clerk.in_language(lang).get(at).await.shows(&lang.t(key)), "{at} says {key}");
            }
        };
        says(&suspend, "suspend-clock-none").await;
        matter.is_assigned(matter.division).await;
        says(&suspend, "suspend-clock-stops").await;
        matter.does("suspend", &[("reason", "Mưa lũ")]).await;
        says(&matter.case, "case-suspended").await;
        says(&format!("{}/resume", matter.case), "resume-clock-moves").await;
        matter.does("resume", &[("reason", "Nước rút")]).await;
        // A rule whose clock does not stand still, as a place may have.
        matter.confirms("DT-REPLY").await;
        let sql = r#"UPDATE rules SET record = replace(record, '"pausable":true', '"pausable":false')"#;
        testing::run(house.url(), sql).await;
        matter.confirms("DT-TRANSFER").await;
        says(&suspend, "suspend-clock-runs-on").await;
        let form = clerk.get(&suspend).await;
        assert!(!form.shows(&Lang::Vi.t("suspend-clock-stops")), "nothing is promised that does not happen");
        matter.does("suspend", &[("reason", "Mưa lũ")]).await;
        says(&matter.case, "case-set-aside").await;
        let page = matter.page().await;
        assert!(!section(&page, "clocks").contains(&Lang::Vi.t("clock-suspended")), "the clock runs");
        says(&format!("{}/resume", matter.case), "resume-clock-ran-on").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_says_until_when_it_is_accepted_or_that_no_rule_says_so() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let (house, case) = (&matter.commune.house, &matter.case);
        let police = house.found(matter.commune.organisation, "police", "Công an xã", None).await;
        house.account("quan.tri.ca", police, &[Role::Administrator]).await;
        let mut read = house.store.reader().await.expect("a reader");
        let version = store::organisation::find(&mut read, police).await.expect("reads").expect("is there").version;
        drop(read);
        let (line, from) = (String::new(), day("2026-01-02"));
        house.act(house.first, PlaceUnder { organisation: police, line, superior: None, from, version }).await;
        matter.is_assigned(police).await;
        for lang in Lang::ALL {
            let page = matter.commune.clerk.in_language(lang).get(case).await;
            assert!(
                page.shows(&lang.t("offer-no-rule")) && page.shows("Cơ quan Công an xã"),
                "one body answers for it"
            );
        }
        matter.confirms("DT-OFFER").await;
        for lang in Lang::ALL {
            let page = matter.commune.clerk.in_language(lang).get(case).await;
            assert!(
                page.shows(&lang.ta("offer-until", &[("day", &"16/09/2026")])),
                "three working days after 11/09/2026"
            );
            assert!(page.shows("Quy chế phối hợp của xã"), "why it is that day");
        }
        matter.does("accept", &[]).await;
        assert!(!matter.page().await.shows(&Lang::Vi.t("offer-no-rule")));
        assert!(!matter.page().await.shows(&Lang::Vi.ta("offer-until", &[("day", &"16/09/2026")])), "it was accepted");
        house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_matter_has_been_is_shown_with_the_days_at_each_body_an_outside_one_too() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let power = matter.power.to_string();
        // Raised on 11/09: two days at the commune, five at the division, eight at the power company, then at the division again.
        matter.follows_days("2026-09-13").await;
        matter.is_assigned(matter.division).await;
        matter.follows_days("2026-09-18").await;
        matter.does("send-on", &[("receiver", &*power), ("number", "9/UBND"), ("reason", "Lưới điện")]).await;
        matter.follows_days("2026-09-26").await;
        let at = matter.to_transfer("return").await;
        matter.sends(&at, &[("reason", "Không thuộc ngành điện")]).await;
        matter.follows_days("2026-09-29").await;
        for lang in Lang::ALL {
            let page = matter.commune.clerk.in_language(lang).get(&matter.case).await;
            let hops = section(&page, "hops");
            let mut rest = hops;
            for (body, days) in [("Xã Mẫu", 2_i64), ("Phòng Kinh tế", 5), ("Điện lực", 8), ("Phòng Kinh tế", 3)]
            {
                let at = rest.find(body).unwrap_or_else(|| panic!("{body} in {hops}"));
                rest = &rest[at..];
                let count = lang.ta("day-count", &[("count", &days)]);
                let until = rest.find("</li>").expect("its end");
                assert!(rest[..until].contains(&count), "{body}: {count} in {rest}");
                rest = &rest[until..];
            }
        }
        matter.commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_person_is_told_that_the_receiver_has_it_and_that_it_was_urged() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let (house, clerk, power) = (&matter.commune.house, &matter.commune.clerk, matter.power.to_string());
        let typed = [
            ("receiver", &*power),
            ("number", "9/UBND"),
            ("reason", "Lưới điện"),
            ("answer_by", "15/09/2026"),
            ("told_way", "telephone"),
        ];
        matter.does("send-on", &typed).await;
        let tell = format!("{}/tell", matter.case);
        let listed = async || links(&clerk.get("/to-tell").await.html).contains(&tell);
        assert!(!listed().await, "they were told when it was sent");
        matter.follows_days("2026-09-14").await;
        let at = matter.to_transfer("receive").await;
        matter.sends(&at, &[("proof", "Dấu đến số 7")]).await;
        let says = async |key: &str, on: &str| {
            for lang in Lang::ALL {
                let line = lang.ta(key, &[("body", &"Cơ quan Điện lực"), ("day", &on)]);
                assert!(clerk.in_language(lang).get("/to-tell").await.shows(&line), "{line}");
            }
        };
        says("to-tell-step-received", "14/09/2026").await;
        matter.sends(&tell, &[("way", "telephone")]).await;
        assert!(!listed().await, "they were told");
        matter.follows_days("2026-09-16").await;
        let page = clerk.get("/urging").await;
        send(clerk, &page, "/urging", &[]).await;
        says("to-tell-step-urged", "16/09/2026").await;
        matter.sends(&tell, &[("way", "telephone")]).await;
        assert!(!listed().await, "they were told");
        house.verify().await;
    }
}
