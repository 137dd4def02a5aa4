//! One clerk carries a dialogue through the pages, months after all of it happened on paper: from the plan of the year to the
//! figures, each step typed with its own day, and nobody is late for having been typed late.

use axum::http::StatusCode;
use testing::Fresh;
use web::lang::Lang;

use super::notice::leading;
use super::{Commune, plan, rows, send};
use crate::house::{Answer, day, form, links, shown};

/// The day on which all of it is typed.
const TYPED: &str = "2026-12-30";
const TITLE: &str = "Nước sạch, đường thôn";

/// A commune in whose one browser everything is typed.
struct Chain {
    commune: Commune,
    division: String,
    power: String,
}

impl Chain {
    async fn begun(database: Fresh) -> Self {
        let commune = Commune::open(database).await;
        let (house, own) = (&commune.house, commune.organisation);
        let division = house.found(own, "division", "Phòng Kinh tế", None).await.to_string();
        let power = house.found(own, "outside", "Điện lực", None).await.to_string();
        house.store.move_today(day(TYPED)).await.expect("months pass");
        Self { commune, division, power }
    }

    async fn page(&self, path: &str) -> Answer {
        let page = self.commune.clerk.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        page
    }

    /// Sends a form of a page as it stands there, with some of its fields typed over; the address to which that led.
    async fn types(&self, path: &str, action: &str, typed: &[(&str, &str)]) -> String {
        let answer = send(&self.commune.clerk, &self.page(path).await, action, typed).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{action}: {}", answer.html);
        answer.location().split('?').next().expect("a path").to_owned()
    }

    /// Sends the form of an act of a case; where the act is one on a transfer, the one to which the page of the case leads.
    async fn acts(&self, case: &str, word: &str, typed: &[(&str, &str)]) {
        let action = format!("{case}/{word}");
        let led =
            links(&self.page(case).await.html).into_iter().find(|link| link.split('?').next() == Some(action.as_str()));
        let at = led.unwrap_or_else(|| panic!("the page of the case leads to {word}"));
        self.types(&at, &action, typed).await;
    }

    /// The point of which a form of a case asks.
    async fn point(&self, at: &str) -> String {
        let fields = shown(&self.page(at).await.html);
        fields.into_iter().find(|(name, _)| name == "point").expect("it asks of a point").1
    }

    /// The plan of the year, issued and published in January, and the dialogue that was announced by it, of two sessions.
    async fn planned(&self) -> String {
        let line = [("month-1", "9"), ("topic-1", TITLE), ("form-1", "conference"), ("audience-1", "residents")];
        let typed = [&line[..], &[("happened_on", "05/01/2026")]].concat();
        let plan = self.types("/plans/new?post=chairman&year=2026", "/plans", &typed).await;
        for (to, on) in [("approved", "12/01/2026"), ("published", "14/01/2026")] {
            self.types(&plan, &format!("{plan}/advance"), &[("to", to), ("happened_on", on)]).await;
        }
        let led = links(&self.page(&plan).await.html).into_iter().find(|link| link.contains("announce?planned="));
        let term = self.commune.term.to_string();
        let place = [("chair", term.as_str()), ("place", "Nhà văn hóa")];
        let typed = [&place[..], &[("session", "17/09/2026"), ("happened_on", "04/09/2026")]].concat();
        let dialogue = self.types(&led.expect("the plan leads there"), "/dialogues/announce", &typed).await;
        let second = [&place[..], &[("session", "18/09/2026")]].concat();
        self.types(&dialogue, &format!("{dialogue}/sessions"), &second).await;
        dialogue
    }

    /// Both sessions with what was said in them, their minutes and the conclusion: the matters in their order.
    async fn held(&self, dialogue: &str) -> [String; 3] {
        let term = self.commune.term.to_string();
        let answered = [("mark", "answered"), ("answered_by", term.as_str()), ("answer", "Niêm yết ở nhà văn hóa.")];
        let spot = [&[("words", "Danh sách hỗ trợ ở đâu?")][..], &answered[..]].concat();
        let flood = [("words", "Đường thôn ngập."), ("mark", "conclusion")];
        let pole = [("words", "Cột điện nghiêng."), ("mark", "beyond")];
        let said = [("17/09/2026", vec![&spot[..], &flood[..]]), ("18/09/2026", vec![&pole[..]])];
        let (mut cases, mut sessions) = (Vec::new(), Vec::new());
        for (on, all) in said {
            let act = |word: &str| format!("{dialogue}/{word}");
            let fields = form(&self.page(dialogue).await.html, &act("begin"));
            let session = fields.into_iter().find(|(name, _)| name == "sitting").expect("a session to begin").1;
            self.types(dialogue, &act("begin"), &[]).await;
            let desk = act(&format!("desk?session={session}"));
            for typed in all {
                self.types(&desk, &act("desk"), typed).await;
                cases.push(rows(&self.page(&desk).await).into_iter().next().expect("what was typed stands first"));
            }
            self.types(dialogue, &act("hold"), &[("happened_on", on), ("people_residents", "40")]).await;
            sessions.push(session);
        }
        let minutes = format!("{dialogue}/minutes");
        for session in sessions {
            let at = format!("{minutes}?session={session}");
            let typed = [("began", "8h"), ("ended", "11h"), ("secretary", "Lò Thị Mơ, Văn phòng")];
            let typed = [&typed[..], &[("conclusion", "Xã tiếp thu các ý kiến."), ("read_back", "1")]].concat();
            self.types(&at, &minutes, &typed).await;
            self.types(&at, &format!("{minutes}/sign"), &[("happened_on", "18/09/2026")]).await;
        }
        self.types(dialogue, &format!("{dialogue}/conclude"), &[("happened_on", "18/09/2026")]).await;
        cases.try_into().expect("three matters")
    }

    /// The notice with the number of the signed paper, and what else is due after a dialogue.
    async fn notified(&self, dialogue: &str) {
        let notice = self.types(dialogue, &format!("{dialogue}/notices"), &[]).await;
        let points = leading(&self.page(&notice).await, &format!("{notice}/point?point="));
        assert_eq!(points.len(), 1, "what was answered and what lies beyond are no points");
        let written = [
            ("lead", self.division.as_str()),
            ("due_on", "20/10/2026"),
            ("conclusion", "Phòng Kinh tế đắp lại đoạn ngập."),
            ("delivery", "village"),
        ];
        self.types(&points[0], &format!("{notice}/point"), &written).await;
        let issued = [("number", "27/TB-UBND"), ("happened_on", "22/09/2026")];
        self.types(&notice, &format!("{notice}/issue"), &issued).await;
        self.types(&notice, &format!("{notice}/publish"), &[("happened_on", "24/09/2026")]).await;
        for (duty, document, on) in [
            ("beyond", "Công văn số 41/UBND-VP", "21/09/2026"),
            ("report", "Báo cáo số 88/BC-UBND", "25/09/2026"),
            ("copies", "Thông báo số 27/TB-UBND", "24/09/2026"),
        ] {
            let typed = [("duty", duty), ("document", document), ("happened_on", on)];
            self.types(dialogue, &format!("{dialogue}/duty"), &typed).await;
        }
    }

    /// What the power company has to do goes there by letter, arrives, and is answered.
    async fn transferred(&self, case: &str) {
        let letter = [("receiver", self.power.as_str()), ("number", "41/UBND-VP"), ("reason", "Việc của ngành điện")];
        let days = [("answer_by", "15/10/2026"), ("told_way", "telephone"), ("happened_on", "21/09/2026")];
        self.acts(case, "send-on", &[letter, days].concat()).await;
        self.acts(case, "receive", &[("proof", "Phiếu báo phát"), ("happened_on", "23/09/2026")]).await;
        let led = links(&self.page(case).await.html).into_iter().find(|link| link.contains("/answer-transfer?"));
        let point = self.point(&led.expect("it can be answered")).await;
        let (result, answer) = (format!("result-{point}"), format!("answer-{point}"));
        let typed = [("number", "12/CV-ĐL"), (&*result, "done"), (&*answer, "Đã dựng lại cột.")];
        let typed = [&typed[..], &[("told_way", "telephone"), ("happened_on", "09/10/2026")]].concat();
        self.acts(case, "answer-transfer", &typed).await;
    }

    /// The division accepted and replied on paper, and whoever raised it was told and agreed.
    async fn replied(&self, case: &str) {
        self.acts(case, "accept", &[("happened_on", "25/09/2026")]).await;
        let point = self.point(&format!("{case}/reply")).await;
        let (result, answer) = (format!("result-{point}"), format!("answer-{point}"));
        let typed = [("number", "12/PKT"), (&*result, "done"), (&*answer, "Đã đắp xong đoạn ngập.")];
        self.acts(case, "reply", &[&typed[..], &[("happened_on", "12/10/2026")]].concat()).await;
        self.acts(case, "tell", &[("way", "village"), ("happened_on", "13/10/2026")]).await;
        let contact = [("contact_on-1", "16/10/2026"), ("contact_way-1", "visit"), ("happened_on", "16/10/2026")];
        self.acts(case, "assess", &[&[("assessment", "agreed")][..], &contact[..]].concat()).await;
    }

    /// Nothing is overdue or waits, on any page that would say so.
    async fn nobody_is_late(&self) {
        for lang in Lang::ALL {
            let clerk = self.commune.clerk.in_language(lang);
            let today = clerk.get("/").await;
            for waiting in ["/?part=overdue", "/?part=soon", "is-over", "id=\"duties\"", "id=\"transfers\""] {
                assert!(!today.html.contains(waiting), "{lang} {waiting}: {}", today.html);
            }
            for (path, none) in
                [("/urging", "urging-none"), ("/transfers", "transfers-waiting-none"), ("/to-tell", "to-tell-none")]
            {
                assert!(clerk.get(path).await.shows(&lang.t(none)), "{lang} {path}");
            }
        }
        let board = self.page("/plans").await;
        assert_eq!(plan::counter(&board, "held").0, "1/1");
        assert_eq!(plan::counter(&board, "missed").0, "0");
        assert!(!board.html.contains("show=late"), "it was held in its month: {}", board.html);
    }

    /// The figures of the year: one dialogue, three matters, all of them resolved, the one with a last day in time.
    async fn is_counted(&self) {
        let said = super::figures::numbers(&self.page("/figures").await.html);
        let of = |word: &str| {
            let number = format!("&number={word}");
            let whole = |rest: &str| ["", "&level=commune"].contains(&rest);
            let own = |address: &str| address.split_once(&number).is_some_and(|(_, rest)| whole(rest));
            said.iter().find(|(address, _)| own(address)).map_or(0, |(_, many)| *many)
        };
        let counted = ["held", "submissions", "total", "resolved", "on_time", "confirmed"].map(of);
        assert_eq!(counted, [1, 3, 3, 3, 1, 1], "{said:?}");
        assert_eq!(["late", "overdue", "in_progress", "not_taken_up"].map(of), [0; 4], "{said:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_clerk_types_a_whole_dialogue_months_later_and_nobody_is_late_for_that() {
    for database in Fresh::both().await {
        let chain = Chain::begun(database).await;
        let dialogue = chain.planned().await;
        let [spot, flood, pole] = chain.held(&dialogue).await;
        chain.transferred(&pole).await;
        chain.notified(&dialogue).await;
        chain.replied(&flood).await;
        chain.nobody_is_late().await;
        chain.is_counted().await;
        for (case, on) in [(spot, "17/09/2026"), (flood, "12/10/2026"), (pole, "09/10/2026")] {
            let page = chain.page(&case).await;
            assert!(page.shows(on) && page.shows(&Lang::Vi.t("outcome-resolved")), "{on}: {}", page.html);
            let late = Lang::Vi.ta("step-late-typed", &[("when", &"30/12/2026")]);
            let mark = late.split("30/12/2026").next().expect("what stands before the day");
            assert!(page.shows(mark), "that it was typed long after is said: {}", page.html);
        }
        chain.commune.house.verify().await;
    }
}
