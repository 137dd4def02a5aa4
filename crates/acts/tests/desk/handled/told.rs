//! What the person and the Front say of a result stands beside it and changes no outcome.

use acts::case::{Assess, Confirm, Reopen, SpotResult};
use domain::event::{Assessment, Contact, ContactWay};
use domain::permission::Role;
use domain::refusal::Refusal;
use domain::span::Axis;

use super::{House, Matter, refused};
use crate::desk::day;
use crate::support::both;

impl House {
    async fn settled(&self, key: &str) -> Matter {
        let matter = self.raise(key).await;
        self.assign(matter.case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        self.reply(&matter, "2026-09-20", SpotResult::Done).await.expect("it is replied to");
        matter
    }

    async fn assessment(&self, case: i64, value: Assessment, on: &str) -> Assess {
        let words = if value == Assessment::NotAgreed { "Nước vẫn đục" } else { "" };
        Assess {
            case,
            version: self.version(case).await,
            value,
            contacts: Vec::new(),
            words: words.to_owned(),
            no_denunciation: false,
            happened_on: day(on),
        }
    }
}

fn contact(on: &str, way: ContactWay) -> Contact {
    Contact { on: day(on), way }
}

#[tokio::test(flavor = "multi_thread")]
async fn people_agree_or_not_and_silence_needs_three_contacts_by_two_ways() {
    both(async |_, store| {
        let house = House::open(store).await;
        let open = house.raise("open").await;
        let early = house.assessment(open.case, Assessment::Agreed, "2026-09-21").await;
        assert_eq!(refused(house.desk.act("early", early).await), Refusal::CaseNotEnded);
        let case = house.settled("one").await.case;
        let before = house.assessment(case, Assessment::Agreed, "2026-09-19").await;
        let expected = Refusal::HappenedBefore { earliest: day("2026-09-20") };
        assert_eq!(refused(house.desk.act("before", before).await), expected);
        let mut wordless = house.assessment(case, Assessment::NotAgreed, "2026-09-22").await;
        wordless.words.clear();
        assert_eq!(refused(house.desk.act("wordless", wordless).await), Refusal::Missing { field: "assess_words" });
        let mut silent = house.assessment(case, Assessment::None, "2026-09-28").await;
        silent.contacts = vec![
            contact("2026-09-22", ContactWay::Telephone),
            contact("2026-09-23", ContactWay::Telephone),
            contact("2026-09-24", ContactWay::Telephone),
        ];
        assert_eq!(refused(house.desk.act("s1", silent.clone()).await), Refusal::TooFewContacts, "one way");
        silent.contacts[2] = contact("2026-09-23", ContactWay::Visit);
        assert_eq!(refused(house.desk.act("s2", silent.clone()).await), Refusal::TooFewContacts, "two days");
        silent.contacts[2] = contact("2026-09-29", ContactWay::Visit);
        assert_eq!(refused(house.desk.act("s3", silent.clone()).await), Refusal::NotAChoice { field: "contacts" });
        silent.contacts[2] = contact("2026-09-26", ContactWay::Visit);
        house.desk.act("s4", silent).await.expect("silence is recorded as such");
        let not_agreed = house.assessment(case, Assessment::NotAgreed, "2026-10-05").await;
        house.desk.act("no", not_agreed).await.expect("it is recorded");
        for (on, value) in [("2026-09-21", "not_asked"), ("2026-09-28", "none"), ("2026-10-05", "not_agreed")] {
            assert_eq!(house.holds(case, Axis::Assessment, on).await, value, "{on}");
        }
        assert_eq!(house.outcome(case, "2026-10-06").await, "resolved", "it stands beside the outcome");
        // A reopening puts it out of force with the answers.
        let (version, reason) = (house.version(case).await, "Nước vẫn đục".to_owned());
        house
            .desk
            .act(
                "reopen",
                Reopen { case, version, reason, due_on: Some(day("2026-10-20")), happened_on: day("2026-10-07") },
            )
            .await
            .expect("it is reopened");
        assert_eq!(house.holds(case, Axis::Assessment, "2026-10-07").await, "not_asked");
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_front_confirms_itself_or_on_its_behalf_and_decides_nothing() {
    both(async |_, store| {
        let house = House::open(store).await;
        let front = house.colleague("front", house.front, Role::Front).await;
        let (one, two) = (house.settled("one").await.case, house.settled("two").await.case);
        let confirm = async |case, on_behalf_of| Confirm {
            case,
            version: house.version(case).await,
            words: "Đã xem tại chỗ".to_owned(),
            document: "Công văn số 21/MTTQ-BTT".to_owned(),
            on_behalf_of,
            happened_on: day("2026-09-25"),
        };
        let own = confirm(one, None).await;
        assert_eq!(refused(house.desk.act("own", own.clone()).await), Refusal::Missing { field: "on_behalf_of" });
        let other = confirm(one, Some(house.division)).await;
        assert_eq!(refused(house.desk.act("other", other).await), Refusal::NotAChoice { field: "on_behalf_of" });
        let by_word = Confirm { document: String::new(), ..confirm(two, Some(house.front)).await };
        let missing = Refusal::Missing { field: "document" };
        assert_eq!(refused(house.desk.act("w", by_word).await), missing, "the executive confirms nothing by itself");
        let own = Confirm { document: String::new(), ..own };
        house.desk.office.act(front, "f", own).await.expect("the Front confirms, and needs no paper for it");
        house.desk.act("b", confirm(two, Some(house.front)).await).await.expect("it confirmed on paper");
        for case in [one, two] {
            assert_eq!(house.holds(case, Axis::Confirmed, "2026-09-24").await, "no");
            assert_eq!(house.holds(case, Axis::Confirmed, "2026-09-25").await, "yes");
        }
        let open = house.raise("open").await.case;
        assert_eq!(refused(house.desk.act("o", confirm(open, Some(house.front)).await).await), Refusal::CaseNotEnded);
        let taken = house.assignment(open, "2026-09-26", "2026-09-30").await;
        assert_eq!(refused(house.desk.office.act(front, "t", taken).await), Refusal::NotThere);
        house.desk.verify().await;
    })
    .await;
}
