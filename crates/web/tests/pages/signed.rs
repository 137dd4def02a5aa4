//! Papers that were signed: they say for ever what was signed, whatever is recorded afterwards, by whatever day.

use acts::By;
use acts::case::{Answer as Spoken, Merge, SpotResult};
use acts::dialogue::{Conclude, HoldSession};
use acts::minutes::Take;
use acts::notice::{Describe, Draft, DropPoint, Issue, SetPoint, Written};
use acts::organisation::Rename;
use acts::reply::{Reply, ReplyPoint};
use acts::submission::{Mark, Mode, Raise, Raised, Withhold};
use acts::transfer::SendOn;
use axum::http::StatusCode;
use domain::dialogue::Audience;
use domain::event::{CaseEvent, Delivery, DialogueEvent, Event, Kind, Subject};
use domain::permission::Role;
use testing::Fresh;

use super::Commune;
use crate::house::{TODAY, day};

const ISSUED: &str = "2026-09-16";
const LATER: &str = "2026-09-25";

/// A dialogue with five matters, one of them answered on the spot; its minutes are signed.
struct Papers {
    commune: Commune,
    all: By,
    raised: Vec<Raised>,
    lead: i64,
}

impl Papers {
    async fn open(database: Fresh) -> Self {
        let commune = Commune::open(database).await;
        let house = &commune.house;
        let all = house.account("moi.viec", commune.organisation, &[Role::Head, Role::Office, Role::Clerk]).await;
        let lead = house.found(commune.organisation, "division", "Phòng Kinh tế", None).await;
        let mut raised = Vec::new();
        for (no, words) in ["Đường sạt.", "Nước đục.", "Chợ chật.", "Điện yếu.", "Nước vẫn đục."].iter().enumerate()
        {
            let answer = (no == 0).then(|| spot(commune.term));
            let raise = Raise {
                session: commune.session,
                turn: None,
                words: (*words).to_owned(),
                no_denunciation: false,
                name: String::new(),
                contact: String::new(),
                represents: String::new(),
                mode: Mode::Named,
                head_count: None,
                territory: None,
                field: "05".to_owned(),
                kind: Kind::Recommendation,
                mark: if no == 0 { Mark::None } else { Mark::Conclusion },
                answer,
                slip: None,
                draft: false,
            };
            raised.push(house.act(all, raise).await);
        }
        let take = Take {
            session: commune.session,
            began: Some(450),
            ended: Some(660),
            secretary: "Lê Thị Ghi, công chức Văn phòng".to_owned(),
            conclusion: "Giao Phòng Kinh tế kiểm tra.".to_owned(),
            read_back: true,
            seen: None,
        };
        house.act(all, take).await;
        let attendance = vec![(Audience::Residents, 84)];
        house.act(all, HoldSession { session: commune.session, happened_on: None, attendance }).await;
        let conclude = Conclude {
            dialogue: commune.dialogue,
            happened_on: day(TODAY),
            minutes_signed_on: Some(day(TODAY)),
            no_minutes: String::new(),
        };
        house.act(all, conclude).await;
        Self { commune, all, raised, lead }
    }

    async fn version(&self, id: i64) -> i64 {
        let mut read = self.commune.house.store.reader().await.expect("a reader");
        store::notice::find(&mut read, id).await.expect("reads").expect("is there").version
    }

    async fn of_case(&self, id: i64) -> i64 {
        let mut read = self.commune.house.store.reader().await.expect("a reader");
        store::case::find(&mut read, id).await.expect("reads").expect("is there").version
    }

    /// Issues a notice with one point for all that is open.
    async fn issued(&self) -> i64 {
        let (house, dialogue) = (&self.commune.house, self.commune.dialogue);
        house.store.move_today(day(ISSUED)).await.expect("days pass");
        let draft = Draft { dialogue, organisation: None, replaces: None, happened_on: day(ISSUED) };
        let notice = house.act(self.all, draft).await;
        let begun = self.commune.clerk.get(&format!("/notices/{notice}")).await;
        assert!(begun.shows("Giao Phòng Kinh tế kiểm tra."), "what the minutes conclude begins it: {}", begun.html);
        let mut read = house.store.reader().await.expect("a reader");
        let points = store::notice::points(&mut read, notice).await.expect("reads");
        drop(read);
        let written = Written {
            matter: "Nước, chợ và điện".to_owned(),
            conclusion: "Kiểm tra, trả lời người dân.".to_owned(),
            lead: Some(self.lead),
            cooperating: Vec::new(),
            due_on: Some(day("2026-10-05")),
            evidence: String::new(),
            delivery: Delivery::Village,
            contact: false,
            cases: self.raised[1..].iter().map(|raised| raised.case).collect(),
        };
        let (version, point) = (self.version(notice).await, Some(points[0].id));
        house.act(self.all, SetPoint { notice, version, point, written, happened_on: day(ISSUED) }).await;
        for point in &points[1..] {
            let version = self.version(notice).await;
            house.act(self.all, DropPoint { notice, version, point: point.id, happened_on: day(ISSUED) }).await;
        }
        let describe = Describe {
            notice,
            version: self.version(notice).await,
            general: "Cuộc đối thoại cởi mở.".to_owned(),
            carrying_out: String::new(),
            recipients: vec!["Như trên".to_owned()],
            happened_on: day(ISSUED),
        };
        house.act(self.all, describe).await;
        let version = self.version(notice).await;
        let (number, signer) = ("05/TB-UBND".to_owned(), Some(self.commune.term));
        house.act(self.all, Issue { notice, version, number, signer, happened_on: day(ISSUED) }).await;
        notice
    }

    fn minutes(&self) -> String {
        format!("/dialogues/{}/minutes", self.commune.dialogue)
    }

    /// What was signed: both Word files, and what the pages tell of it.
    async fn papers(&self, notice: i64) -> Vec<Vec<u8>> {
        let minutes = format!("{}/word?session={}", self.minutes(), self.commune.session);
        let mut papers = Vec::new();
        for path in [format!("/notices/{notice}/word"), minutes] {
            let word = self.commune.clerk.get(&path).await;
            assert_eq!(word.status, StatusCode::OK, "{path}");
            papers.push(word.bytes.clone());
        }
        papers
    }

    /// What is recorded weeks later, some of it with the days of before.
    async fn goes_on(&self) {
        let house = &self.commune.house;
        house.store.move_today(day(LATER)).await.expect("days pass");
        let [spot, replied, sent, merged, root] = [0, 1, 2, 4, 3].map(|no| self.raised[no]);
        let point = ReplyPoint {
            point: replied.point,
            result: SpotResult::Done,
            by_on: None,
            words: "Đã súc rửa bể.".to_owned(),
            ground: String::new(),
            evidence: String::new(),
        };
        let reply = Reply {
            case: replied.case,
            version: self.of_case(replied.case).await,
            number: String::new(),
            signer: None,
            points: vec![point],
            on_behalf_of: None,
            happened_on: day(ISSUED),
        };
        house.act(self.all, reply).await;
        let power = house.found(self.commune.organisation, "division", "Điện lực", None).await;
        let passed_on = SendOn {
            case: sent.case,
            version: self.of_case(sent.case).await,
            to: power,
            points: Vec::new(),
            number: "45/UBND".to_owned(),
            proof: String::new(),
            reason: "Đúng thẩm quyền".to_owned(),
            answer_by: None,
            told: None,
            on_behalf_of: None,
            happened_on: day(ISSUED),
        };
        house.act(self.all, passed_on).await;
        let merge = Merge {
            case: merged.case,
            version: self.of_case(merged.case).await,
            root: root.case,
            reason: "Cùng một việc".to_owned(),
            happened_on: day(ISSUED),
        };
        house.act(self.all, merge).await;
        let spoken = |event: &Event| matches!(event, Event::Case(CaseEvent::AnsweredOnTheSpot { .. }));
        self.strike(Subject::Case, spot.case, &spoken).await;
        let taken = |event: &Event| matches!(event, Event::Dialogue(DialogueEvent::MinutesTaken { .. }));
        self.strike(Subject::Dialogue, self.commune.dialogue, &taken).await;
        for (organisation, name) in
            [(self.lead, "Phòng Kinh tế mới"), (self.commune.organisation, "Ủy ban nhân dân xã Khác")]
        {
            let mut read = house.store.reader().await.expect("a reader");
            let row = store::organisation::find(&mut read, organisation).await.expect("reads").expect("is there");
            drop(read);
            let (name, basis, version) = (name.to_owned(), "Nghị quyết 12/NQ-HĐND".to_owned(), row.version);
            house.act(house.first, Rename { organisation, name, basis, from: day("2026-09-02"), version }).await;
        }
    }

    async fn strike(&self, subject: Subject, id: i64, which: &dyn Fn(&Event) -> bool) {
        let house = &self.commune.house;
        let mut read = house.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, subject, id).await.expect("reads");
        drop(read);
        let event = events.iter().find(|event| which(&event.event)).expect("it happened").id;
        house.act(self.all, acts::event::Strike { event, reason: "Ghi nhầm".to_owned() }).await;
    }
}

fn spot(term: i64) -> Spoken {
    let (words, ground) = ("Xã đã sửa.".to_owned(), String::new());
    Spoken { answered_by: Some(term), speaker: String::new(), result: SpotResult::Done, by_on: None, words, ground }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_that_was_signed_says_for_ever_what_was_signed() {
    for database in Fresh::both().await {
        let papers = Papers::open(database).await;
        let notice = papers.issued().await;
        let before = papers.papers(notice).await;
        let page = papers.commune.clerk.get(&format!("/notices/{notice}/paper")).await;
        for words in ["Đường sạt.", "Xã đã sửa.", "Phòng Kinh tế", "Đinh Quang Sáng", "84"] {
            assert!(page.shows(words), "{words}: {}", page.html);
        }
        papers.goes_on().await;
        let after = papers.papers(notice).await;
        assert!(before[0] == after[0], "the notice");
        assert!(before[1] == after[1], "the minutes");
        // So do its sums, and the page of the minutes.
        let shown = papers.commune.clerk.get(&format!("/notices/{notice}")).await;
        let sums: [(&str, &dyn web::lang::Arg); 6] = [
            ("all", &5_usize),
            ("answered", &1_usize),
            ("later", &0_usize),
            ("points", &4_usize),
            ("beyond", &0_usize),
            ("noted", &0_usize),
        ];
        assert!(shown.shows(&web::lang::Lang::Vi.ta("notice-counted", &sums)), "{}", shown.html);
        assert!(papers.commune.clerk.get(&papers.minutes()).await.shows("Xã đã sửa."));
        papers.commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_from_everybody_leaves_the_papers_that_were_signed() {
    for database in Fresh::both().await {
        let papers = Papers::open(database).await;
        let notice = papers.issued().await;
        let hidden = papers.raised[2].submission;
        let (session, submission) = (papers.commune.session, Some(hidden));
        let withhold = Withhold { session, submission, slip: None, happened_on: None };
        papers.commune.house.act(papers.all, withhold).await;
        for path in [format!("/notices/{notice}/paper"), format!("{}/paper", papers.minutes())] {
            let page = papers.commune.clerk.get(&path).await;
            assert!(page.shows("Nước đục.") && !page.shows("Chợ chật."), "{path}: {}", page.html);
        }
        papers.commune.house.verify().await;
    }
}
