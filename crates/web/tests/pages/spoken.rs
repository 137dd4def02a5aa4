//! Who answered on the spot where that is nobody of the posts that are recorded: the name that was typed stands wherever the answer
//! does.

use axum::http::StatusCode;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, send};
use crate::house::{key, shown};

const WHO: &str = "Nguyễn Văn Bình, Phó Trưởng phòng Kinh tế";

#[tokio::test(flavor = "multi_thread")]
async fn whoever_answered_and_is_in_no_list_is_typed_and_stands_in_the_minutes_and_on_the_case() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let once = key();
        let draft = format!("/dialogues/{}/draft", commune.dialogue);
        let kept = [("key", once.as_str()), ("words", "Bao giờ có nước?"), ("mark", "answered"), ("speaker", WHO)];
        assert_eq!(commune.clerk.post(&draft, &kept).await.status, StatusCode::OK);
        for lang in Lang::ALL {
            let page = commune.clerk.in_language(lang).get(&commune.desk()).await;
            assert!(page.shows(&lang.t("desk-speaker")), "{lang}");
            assert!(shown(&page.html).contains(&("speaker".to_owned(), WHO.to_owned())), "{lang}: it is in the draft");
        }
        // The chair is proposed: what was typed says who it was.
        let term = commune.term.to_string();
        let page = commune.clerk.get(&commune.desk()).await;
        let typed = [("answer", "Trong tháng này."), ("answered_by", term.as_str())];
        let done = send(&commune.clerk, &page, &commune.desk(), &typed).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        let case = super::rows(&commune.clerk.get(&commune.desk()).await).remove(0);
        // On the page of a case, where an answer is recorded anew after it was struck.
        let other = commune.type_in(&[("words", "Chợ có mở lại không?")]).await;
        let page = commune.clerk.get(&other).await;
        for lang in Lang::ALL {
            assert!(commune.clerk.in_language(lang).get(&other).await.shows(&lang.t("field-speaker")), "{lang}");
        }
        let typed = [("answer", "Có."), ("result", "explained"), ("speaker", "Bà Trần Thị Lụa, chủ nhiệm hợp tác xã")];
        let done = send(&commune.clerk, &page, &format!("{other}/answer-on-the-spot"), &typed).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        for lang in Lang::ALL {
            let clerk = commune.clerk.in_language(lang);
            for (path, who) in
                [(&case, WHO), (&other, "Bà Trần Thị Lụa, chủ nhiệm hợp tác xã"), (&commune.minutes(), WHO)]
            {
                let page = clerk.get(path).await;
                assert!(page.shows(who), "{lang} {path}: {}", page.html);
            }
            assert!(!clerk.get(&case).await.shows("Đinh Quang Sáng, "), "{lang}: not the chair");
        }
        let paper = format!("{}/paper?session={}", commune.minutes(), commune.session);
        assert!(commune.clerk.get(&paper).await.shows(WHO), "on paper");
        commune.hold().await;
        let page = commune.clerk.get(&commune.minutes()).await;
        let sign = format!("{}/sign", commune.minutes());
        let signed = send(&commune.clerk, &page, &sign, &[("happened_on", "11/09/2026")]).await;
        assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.html);
        assert!(commune.clerk.get(&paper).await.shows(WHO), "and in what was signed");
        commune.house.verify().await;
    }
}
