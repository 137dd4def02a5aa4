//! One clerk carries the whole chain: what everybody did on paper, typed months later with its days, makes nobody late.

use acts::assignment::Accept;
use acts::case::{Assess, SpotResult};
use acts::dialogue::{Announce, Announcement, Conclude, HoldSession, Session};
use acts::duty::Fulfil;
use acts::minutes::{Sign, Take};
use acts::notice::{Draft, Issue, Publish, SetPoint, Written};
use acts::plan::{self, Advance, Meant, Step};
use acts::reply::{Reply, ReplyPoint};
use acts::submission::{Mark, Raise, Raised};
use acts::transfer::{AnswerTransfer, PointTold, Receive, SendOn};
use acts::{Act, By};
use domain::day::{Day, Instant};
use domain::dialogue::{Audience, Duty, Form};
use domain::duty::AfterDuty;
use domain::event::{Assessment, Contact, ContactWay, Delivery, Subject};
use domain::permission::Role;
use store::behalf::{self, For};
use store::case::{DueBetween, due_between};
use store::figure::results::{self, Asked, Mode, Scope};
use store::grant::{Of, may};
use store::{Store, duty, notice};

use crate::desk::day;
use crate::desk::handled::House;
use crate::support::both;

/// The day on which all of it is typed.
const TYPED: &str = "2026-12-30";

/// One clerk of a commune, who types for everybody.
struct Clerk {
    house: House,
    by: By,
}

impl Clerk {
    async fn sit_down(store: Store) -> Self {
        let house = House::open(store).await;
        let by = house.colleague("mot.minh", house.desk.by.organisation, Role::Clerk).await;
        Self { house, by }
    }

    #[track_caller]
    fn types<A: Act>(&self, key: &str, act: A) -> impl Future<Output = A::Answer> {
        let (office, by, key) = (self.house.desk.office.clone(), self.by, key.to_owned());
        async move {
            let done = office.act(by, &key, act).await;
            done.unwrap_or_else(|stop| panic!("{key}: {stop}")).answer
        }
    }

    async fn version(&self, case: i64) -> i64 {
        self.house.desk.case(case).await.version
    }

    /// The plan of the chairman, issued in January, and a dialogue of two sessions by it.
    async fn plan(&self) -> Announcement {
        let organisation = self.by.organisation;
        let topic = Meant {
            month: 9,
            topic: "Nước sạch, đường thôn".to_owned(),
            form: Form::Conference,
            audience: Audience::Residents,
        };
        let draft = plan::Draft {
            organisation,
            post: "chairman".to_owned(),
            year: 2026,
            dialogues: vec![topic],
            happened_on: day("2026-01-05"),
        };
        let drafted = self.types("plan", draft).await;
        for (step, on) in [(Step::Approved, "2026-01-12"), (Step::Published, "2026-01-14")] {
            let mut read = self.house.desk.store.reader().await.expect("a reader");
            let row = store::plan::find(&mut read, drafted.plan).await.expect("reads").expect("is there");
            drop(read);
            let advance = Advance { plan: drafted.plan, version: row.version, to: step, happened_on: day(on) };
            self.types(on, advance).await;
        }
        let session = |on: &str| Session {
            on: day(on),
            territory: Some(self.house.desk.village),
            place: "Nhà văn hóa".to_owned(),
            chair: Some(self.house.desk.term),
            deputy_reason: String::new(),
        };
        let announce = Announce {
            organisation,
            title: "Nước sạch, đường thôn".to_owned(),
            duties: vec![Duty::Chairman],
            audience: Audience::Residents,
            members_of: None,
            form: Form::Conference,
            planned: Some(drafted.dialogues[0]),
            sessions: vec![session("2026-09-17"), session("2026-09-18")],
            happened_on: day("2026-09-04"),
        };
        self.types("announce", announce).await
    }

    /// Both sessions are held, what was said is typed, and their minutes are signed.
    async fn dialogue(&self, dialogue: &Announcement) -> [Raised; 3] {
        for (session, on) in dialogue.sessions.iter().zip(["2026-09-17", "2026-09-18"]) {
            let attendance = vec![(Audience::Residents, 40)];
            self.types(on, HoldSession { session: *session, happened_on: Some(day(on)), attendance }).await;
        }
        let at = |session: i64, words: &str, mark| Raise { session, mark, ..self.house.desk.opinion(words) };
        let answered = acts::case::Answer {
            answered_by: Some(self.house.desk.term),
            speaker: String::new(),
            result: SpotResult::Explained,
            by_on: None,
            words: "Danh sách niêm yết ở nhà văn hóa.".to_owned(),
            ground: String::new(),
        };
        let (first, second) = (dialogue.sessions[0], dialogue.sessions[1]);
        let spot = Raise { answer: Some(answered), ..at(first, "Danh sách hỗ trợ ở đâu?", Mark::Answered) };
        let raised = [
            self.types("spot", spot).await,
            self.types("road", at(first, "Đường thôn ngập.", Mark::Conclusion)).await,
            self.types("power", at(second, "Cột điện nghiêng.", Mark::Beyond)).await,
        ];
        for session in &dialogue.sessions {
            let take = Take {
                seen: None,
                session: *session,
                began: Some(8 * 60),
                ended: Some(11 * 60),
                secretary: "Lò Thị Mơ, Văn phòng".to_owned(),
                conclusion: "Xã tiếp thu các ý kiến.".to_owned(),
                read_back: true,
            };
            self.types(&format!("take {session}"), take).await;
            let sign = Sign { session: *session, happened_on: day("2026-09-18") };
            self.types(&format!("sign {session}"), sign).await;
        }
        let conclude = Conclude {
            dialogue: dialogue.dialogue,
            happened_on: day("2026-09-18"),
            minutes_signed_on: None,
            no_minutes: String::new(),
        };
        self.types("conclude", conclude).await;
        raised
    }

    /// What the power company has to do goes there by letter, is proven to be there, and is answered.
    async fn transfer(&self, case: i64, point: i64) {
        let send = SendOn {
            case,
            version: self.version(case).await,
            to: self.house.power,
            points: Vec::new(),
            number: "41/UBND-VP".to_owned(),
            proof: String::new(),
            reason: "Việc của ngành điện".to_owned(),
            answer_by: Some(day("2026-10-15")),
            told: Some(ContactWay::Telephone),
            on_behalf_of: None,
            happened_on: day("2026-09-21"),
        };
        let transfer = self.types("send", send).await.transfer;
        let (version, proof) = (self.version(case).await, "Phiếu báo phát".to_owned());
        self.types("receive", Receive { case, version, transfer, proof, happened_on: day("2026-09-23") }).await;
        let answer = AnswerTransfer {
            case,
            version: self.version(case).await,
            transfer,
            points: vec![PointTold {
                point,
                result: Some(SpotResult::Done),
                by_on: None,
                words: String::new(),
                ground: String::new(),
            }],
            number: String::new(),
            signer: String::new(),
            told: None,
            words: "Đã dựng lại cột.".to_owned(),
            happened_on: day("2026-10-09"),
        };
        self.types("answered", answer).await;
    }

    /// The notice of conclusion with the number of the signed paper.
    async fn notice(&self, dialogue: i64, case: i64) {
        let on = day("2026-09-22");
        let draft = Draft { dialogue, organisation: None, replaces: None, happened_on: on };
        let id = self.types("notice", draft).await;
        let point = {
            let mut read = self.house.desk.store.reader().await.expect("a reader");
            let points = notice::points(&mut read, id).await.expect("reads");
            assert_eq!(points.iter().map(|point| point.cases.clone()).collect::<Vec<_>>(), [vec![case]]);
            points[0].id
        };
        let written = Written {
            matter: "Đường thôn".to_owned(),
            conclusion: "Phòng Kinh tế đắp lại đoạn ngập.".to_owned(),
            lead: Some(self.house.division),
            cooperating: Vec::new(),
            due_on: Some(day("2026-10-20")),
            evidence: "Ảnh chụp".to_owned(),
            delivery: Delivery::Village,
            contact: false,
            cases: vec![case],
        };
        let version = self.notice_version(id).await;
        let set = SetPoint { notice: id, version, point: Some(point), written, happened_on: on };
        self.types("point", set).await;
        let issue = Issue {
            notice: id,
            version: self.notice_version(id).await,
            number: "27/TB-UBND".to_owned(),
            signer: Some(self.house.desk.term),
            happened_on: on,
        };
        self.types("issue", issue).await;
        let version = self.notice_version(id).await;
        self.types("publish", Publish { notice: id, version, happened_on: day("2026-09-24") }).await;
        for (duty, document, on) in [
            (AfterDuty::Beyond, "Công văn số 41/UBND-VP", "2026-09-21"),
            (AfterDuty::Report, "Báo cáo số 88/BC-UBND", "2026-09-25"),
            (AfterDuty::Copies, "Thông báo số 27/TB-UBND", "2026-09-24"),
        ] {
            let fulfil = Fulfil { dialogue, duty, document: document.to_owned(), happened_on: day(on) };
            self.types(document, fulfil).await;
        }
    }

    async fn notice_version(&self, id: i64) -> i64 {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        notice::find(&mut read, id).await.expect("reads").expect("is there").version
    }

    /// The division accepted on paper, replied on paper, and the person agreed.
    async fn reply(&self, raised: &Raised) {
        let (case, on_behalf_of) = (raised.case, Some(self.house.division));
        let version = self.version(case).await;
        self.types("accept", Accept { case, version, on_behalf_of, happened_on: day("2026-09-25") }).await;
        let reply = Reply {
            case,
            version: self.version(case).await,
            number: "12/PKT".to_owned(),
            signer: None,
            points: vec![ReplyPoint {
                point: raised.point,
                result: SpotResult::Done,
                by_on: None,
                words: "Đã đắp xong đoạn ngập.".to_owned(),
                ground: String::new(),
                evidence: "Biên bản nghiệm thu".to_owned(),
            }],
            on_behalf_of,
            happened_on: day("2026-10-12"),
        };
        self.types("reply", reply).await;
        let assess = Assess {
            case,
            version: self.version(case).await,
            value: Assessment::Agreed,
            contacts: vec![Contact { on: day("2026-10-16"), way: ContactWay::Visit }],
            words: String::new(),
            no_denunciation: false,
            happened_on: day("2026-10-16"),
        };
        self.types("assess", assess).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_clerk_types_the_whole_chain_later_and_nobody_is_late_for_that() {
    both(async |_, store| {
        let clerk = Clerk::sit_down(store).await;
        let dialogue = clerk.plan().await;
        let [spot, flood, pole] = clerk.dialogue(&dialogue).await;
        clerk.transfer(pole.case, pole.point).await;
        clerk.notice(dialogue.dialogue, flood.case).await;
        clerk.reply(&flood).await;

        let mut read = clerk.house.desk.store.reader().await.expect("a reader");
        // No clock runs past its day, and nothing that is due after the dialogue waits.
        let own = Of::Organisation(clerk.by.organisation);
        let (grant, _) = may(&mut read, clerk.by, domain::Act::CaseRead, own).await.expect("its clerk");
        let over = DueBetween::of(&grant, Day::FLOOR, day(TYPED));
        let over = due_between(&mut read, over, None, 50).await.expect("reads").rows;
        assert!(over.is_empty(), "{over:?}");
        assert_eq!(duty::waiting(&mut read, clerk.by.organisation, 10).await.expect("reads").len(), 0);

        // The report of the year: planned and held, three matters resolved, none late.
        let asked = Asked {
            scope: Scope::Body(clerk.by.organisation),
            mode: Mode::Raised,
            from: day("2026-01-01"),
            to: day(TYPED),
            state_on: day(TYPED),
            as_of: Instant::end_of(day(TYPED)),
        };
        let lines = results::count(&mut read, &asked, "commune").await.expect("reads");
        let all = lines.iter().find(|line| line.level.is_none() && line.line.is_none()).expect("a total");
        let cases = &all.counts.cases;
        assert_eq!((cases.total, cases.resolved, cases.confirmed), (3, 3, 1));
        assert_eq!((cases.late, cases.overdue, cases.in_progress, cases.not_taken_up), (0, 0, 0, 0));
        assert_eq!(cases.on_time, 1, "the one that had a day");
        assert_eq!((all.counts.dialogues.held, all.counts.dialogues.added), (1, 0));

        // Everything that somebody else did stands in their list.
        let names = async |read: &mut store::Reader<'_>, body: i64, head: bool| {
            let (right, _) = may(read, clerk.house.desk.by, domain::Act::CaseRead, Of::Organisation(body))
                .await
                .expect("the first account reads all of the commune");
            let rows =
                behalf::recorded_for(read, &right, For { account: 0, head }, None, 100).await.expect("reads").rows;
            rows.iter().map(|row| row.recorded.event.act()).collect::<Vec<_>>()
        };
        assert_eq!(names(&mut read, clerk.house.division, false).await, ["case.replied", "case.accepted"]);
        let power = names(&mut read, clerk.house.power, false).await;
        assert_eq!(power, ["case.transfer_answered", "case.transfer_received"]);
        let head = names(&mut read, clerk.by.organisation, true).await;
        let answered = "case.answered_on_the_spot";
        for act in ["plan.approved", "dialogue.session_minutes_signed", "dialogue.concluded", "notice.issued", answered]
        {
            assert!(head.contains(&act), "{act} in {head:?}");
        }
        let spoken = store::event::history(&mut read, Subject::Case, spot.case).await.expect("reads");
        assert!(spoken.iter().all(|event| event.happened_on <= day("2026-09-18")));
        drop(read);
        clerk.house.desk.verify().await;
    })
    .await;
}
