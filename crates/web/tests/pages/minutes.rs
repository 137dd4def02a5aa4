//! Minutes from the desk to the signed paper with its scan, and the table of what was raised.

use acts::dialogue::HoldSession;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use domain::dialogue::Audience;
use domain::permission::Role;
use domain::refusal::Refusal;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, send, told};
use crate::house::{Answer, error, shown};

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\nstartxref\n9\n%%EOF\n";

impl Commune {
    pub(super) fn minutes(&self) -> String {
        format!("/dialogues/{}/minutes", self.dialogue)
    }

    pub(super) async fn hold(&self) {
        let attendance = vec![(Audience::Residents, 84)];
        self.house.act(self.by, HoldSession { session: self.session, happened_on: None, attendance }).await;
    }

    /// Posts a form of the minutes as it stands on their page, with some of its fields typed over.
    async fn in_minutes(&self, act: &str, typed: &[(&str, &str)]) -> Answer {
        let page = self.clerk.get(&self.minutes()).await;
        send(&self.clerk, &page, &format!("{}{act}", self.minutes()), typed).await
    }
}

#[track_caller]
fn done(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
}

#[tokio::test(flavor = "multi_thread")]
async fn minutes_go_from_the_desk_to_the_signed_paper_with_its_scan() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let first = [("words", "Nước <đục>."), ("who", "Bà Hồ Thị Sim"), ("village", "Bến"), ("mark", "conclusion")];
        commune.type_in(&first).await;
        commune.type_in(&[("words", "Rác đầy."), ("who", ""), ("mark", "beyond"), ("field", "02")]).await;
        let waiting = commune.clerk.get(&commune.minutes()).await;
        assert!(waiting.shows("Nước <đục>.") && waiting.shows(&Lang::Vi.t("minutes-not-yet")), "{}", waiting.html);
        let taken = [
            ("began", "7h30"),
            ("ended", "11:05"),
            ("secretary", "Lê Thị Ghi, công chức Văn phòng"),
            ("conclusion", "Giao Phòng Kinh tế kiểm tra."),
            ("read_back", "1"),
        ];
        done(&commune.in_minutes("", &taken).await);
        commune.hold().await;
        let paper = commune.clerk.get(&format!("{}/paper?session={}", commune.minutes(), commune.session)).await;
        for words in ["07 giờ 30 phút", "Nước <đục>.", "Lê Thị Ghi", "Giao Phòng Kinh tế kiểm tra.", "84 người"]
        {
            assert!(paper.shows(words), "{words}: {}", paper.html);
        }
        assert!(!paper.html.contains("Hồ Thị Sim"), "a blank stands for the name");
        let print = send(&commune.clerk, &paper, &format!("{}/names", commune.minutes()), &[]).await;
        assert_eq!(print.status, StatusCode::OK);
        assert!(print.shows("Ông (bà) Hồ Thị Sim") && !print.html.contains("minutes/word"), "{}", print.html);
        assert_eq!(print.headers[CACHE_CONTROL], "no-store");
        let word = commune.clerk.get(&format!("{}/word?session={}", commune.minutes(), commune.session)).await;
        assert_eq!(word.headers[CONTENT_DISPOSITION], "attachment; filename=\"bien-ban-2026-09-11.docx\"");
        done(&commune.in_minutes("/sign", &[("happened_on", "11/09/2026")]).await);
        let signed = commune.clerk.get(&commune.minutes()).await;
        assert!(signed.shows(&Lang::Vi.ta("minutes-signed", &[("day", &"11/09/2026")])), "{}", signed.html);
        let scans = format!("{}/scans?session={}", commune.minutes(), commune.session);
        done(&commune.clerk.upload(&scans, "scans", &[PDF]).await);
        let page = commune.clerk.get(&commune.minutes()).await;
        let open = page.html.split("action=\"").find_map(|part| {
            let path = part.split('"').next().unwrap_or_default();
            path.ends_with("/open").then(|| path.to_owned())
        });
        let opened = commune.clerk.post(&open.expect("a scan"), &[]).await;
        assert_eq!(
            (opened.status, &opened.headers[CONTENT_TYPE]),
            (StatusCode::OK, &"application/pdf".parse().unwrap())
        );
        assert_eq!(opened.headers[CACHE_CONTROL], "no-store");
        let history = commune.clerk.get(&format!("/dialogues/{}", commune.dialogue)).await;
        for act in ["minutes-taken", "session-minutes-signed", "minutes-scanned", "scan-opened", "speakers-read"] {
            assert!(history.shows(&Lang::Vi.t(&format!("act-dialogue-{act}"))), "{act}");
        }
        // From now on the words stay; what is wrong is noted beside them, and stands on the case, too.
        let desk = commune.clerk.post(&commune.desk(), &[("words", "Thêm một việc.")]).await;
        assert_eq!(desk.status, StatusCode::UNPROCESSABLE_ENTITY);
        let matter = signed.html.split("/submissions/").nth(1).and_then(|rest| rest.split('/').next()).expect("a form");
        let note = format!("/submissions/{matter}/note");
        let noted = send(&commune.clerk, &signed, &note, &[("words", "Nước có mùi, không phải đục.")]).await;
        done(&noted);
        assert!(commune.clerk.get(&commune.minutes()).await.shows("Nước có mùi, không phải đục."));
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn minutes_tell_what_became_of_the_dialogue_before_by_their_day() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let answered = commune.type_in(&[("words", "Nước đục.")]).await;
        let page = commune.clerk.get(&answered).await;
        let typed = [("result", "done"), ("answer", "Đã súc rửa bể.")];
        done(&send(&commune.clerk, &page, &format!("{answered}/answer-on-the-spot"), &typed).await);
        commune.type_in(&[("words", "Rác đầy."), ("mark", "conclusion")]).await;
        let first = commune.clerk.get(&format!("{}/paper?session={}", commune.minutes(), commune.session)).await;
        assert!(!first.shows("CUỘC ĐỐI THOẠI TRƯỚC"), "there was none before it");
        commune.hold().await;
        commune.house.store.move_today(crate::house::day("2026-10-20")).await.expect("days pass");
        let next = commune.house.dialogue(commune.by, "Đối thoại quý IV").await;
        let paper = format!("/dialogues/{}/minutes/paper?session={}", next.dialogue, next.session);
        let paper = commune.clerk.get(&paper).await;
        for words in [
            "CUỘC ĐỐI THOẠI TRƯỚC",
            "đã giải quyết 1/2 nội dung",
            "Nước đục: đã giải quyết.",
            "Rác đầy: chưa giải quyết.",
        ] {
            assert!(paper.shows(words), "{words}: {}", paper.html);
        }
        // Elsewhere and with another body nothing comes before.
        let again = commune.clerk.get(&format!("{}/paper?session={}", commune.minutes(), commune.session)).await;
        assert!(!again.shows("CUỘC ĐỐI THOẠI TRƯỚC"), "what came later is not told");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_its_page_has_no_more_tells_all_that_is_wrong_with_it() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        commune.type_in(&[("words", "Nước đục."), ("mark", "conclusion")]).await;
        let before = commune.clerk.get(&commune.minutes()).await;
        commune.hold().await;
        done(&commune.in_minutes("/sign", &[("happened_on", "11/09/2026")]).await);
        let typed = [("began", "sáng sớm"), ("ended", "gần trưa"), ("secretary", "Lê Thị Ghi, công chức")];
        let kept = send(&commune.clerk, &before, &commune.minutes(), &typed).await;
        assert_eq!(kept.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(kept.html.contains("data-kept") && kept.shows("Lê Thị Ghi, công chức"), "{}", kept.html);
        for field in ["began", "ended"] {
            assert_eq!(error(&kept.html, field), told(Lang::Vi, &Refusal::Unreadable { field }), "{field}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_form_of_the_minutes_is_shown_again() {
    let commune = Commune::open(Fresh::sqlite()).await;
    for lang in Lang::ALL {
        let clerk = commune.clerk.in_language(lang);
        let page = clerk.get(&commune.minutes()).await;
        let typed = [("began", "sáng sớm"), ("ended", "11:00"), ("secretary", "Lê Thị Ghi")];
        let answer = send(&clerk, &page, &commune.minutes(), &typed).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(error(&answer.html, "began-take"), told(lang, &Refusal::Unreadable { field: "began" }));
        assert!(shown(&answer.html).contains(&("began".to_owned(), "sáng sớm".to_owned())), "{}", answer.html);
        let late = [("began", "11:00"), ("ended", "07:30")];
        let answer = send(&clerk, &page, &commune.minutes(), &late).await;
        assert_eq!(error(&answer.html, "ended-take"), told(lang, &Refusal::EndsBeforeBegin { field: "ended" }));
    }
    commune.hold().await;
    let future = commune.in_minutes("/sign", &[("happened_on", "12/09/2026")]).await;
    assert_eq!(future.status, StatusCode::UNPROCESSABLE_ENTITY);
    let none = commune.in_minutes("/waive", &[("reason", " ")]).await;
    assert_eq!(error(&none.html, "reason-waive"), told(Lang::Vi, &Refusal::Missing { field: "reason" }));
    done(&commune.in_minutes("/sign", &[("happened_on", "11/09/2026")]).await);
    let scans = format!("{}/scans", commune.minutes());
    let text = commune.clerk.upload(&scans, "scans", &[b"<svg/>"]).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.shows(&told(Lang::Vi, &Refusal::NotAScan { field: "scans" })), "{}", text.html);
    commune.house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_supervise_see_which_sessions_have_no_minutes_and_why() {
    let commune = Commune::open(Fresh::sqlite()).await;
    commune.hold().await;
    done(&commune.in_minutes("/waive", &[("reason", "Gặp nhanh tại hiện trường")]).await);
    let supervisor = commune.colleague(Role::Supervisor).await;
    let today = supervisor.get("/").await;
    let title = Lang::Vi.t("minutes-supervised");
    assert!(today.shows(&title) && today.shows("Gặp nhanh tại hiện trường"), "{}", today.html);
    assert!(!commune.clerk.get("/").await.shows(&title), "it is no work of the clerk's");
    let page = format!("/dialogues/{}", commune.dialogue);
    assert!(supervisor.get(&page).await.shows("Gặp nhanh tại hiện trường"));
    done(&send(&commune.clerk, &commune.clerk.get(&page).await, &format!("{page}/conclude"), &[]).await);
    commune.house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_table_of_what_was_raised_lists_it_by_field_without_a_name() {
    let commune = Commune::open(Fresh::sqlite()).await;
    commune.type_in(&[("words", "Nước đục."), ("who", "Bà Hồ Thị Sim"), ("village", "Bến"), ("field", "05")]).await;
    commune.type_in(&[("words", "Rác đầy."), ("who", "Ông Lò Văn Páo"), ("mark", "beyond"), ("field", "02.01")]).await;
    let path = format!("/dialogues/{}/synthesis", commune.dialogue);
    let table = commune.clerk.get(&path).await;
    for words in ["Nước đục.", "Rác đầy.", "Môi trường", "Điện, nước sạch, viễn thông", "Vượt thẩm quyền"]
    {
        assert!(table.shows(words), "{words}: {}", table.html);
    }
    assert!(!table.html.contains("Sim") && !table.html.contains("Páo"), "nobody is named");
    let word = commune.clerk.get(&format!("{path}/word")).await;
    assert_eq!(word.status, StatusCode::OK);
    assert!(word.headers[CONTENT_DISPOSITION].to_str().expect("ASCII").ends_with(".docx\""));
    commune.house.verify().await;
}
