//! A letter that was entered and is a denunciation: printed by who keeps identities, erased, a line. Whoever looks afterwards, wherever
//! they look, finds nothing of it.

use axum::http::StatusCode;
use domain::permission::Role;
use domain::refusal::Refusal;
use testing::{Fresh, holding};
use web::lang::Lang;
use web::routes::ROUTES;

use super::handled::Matter;
use super::secret::{LOGGED, backup, logged};
use super::{links, send, told};

/// Words that stand nowhere else: in the words, the name, the address, the book, the scan.
const SECRET: &str = "zqxvuong";

#[tokio::test(flavor = "multi_thread")]
async fn slow_what_was_moved_to_the_register_is_found_nowhere_by_nobody() {
    std::sync::LazyLock::force(&LOGGED);
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let commune = &matter.commune;
        let url = commune.house.url().to_owned();
        let clerk = &commune.clerk;
        let words = format!("Ông {SECRET} nhận tiền của dân khi làm giấy tờ đất.");
        let (name, address) = (format!("Bà {SECRET} Mận"), format!("Nhà {SECRET}"));
        let book = format!("Hồ sơ {SECRET}");
        let typed = [
            ("words", words.as_str()),
            ("who", name.as_str()),
            ("sender_address", address.as_str()),
            ("letter_file", book.as_str()),
            ("letter_way", "post"),
        ];
        let done = send(clerk, &clerk.get("/letters/new").await, "/letters/new", &typed).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        let listed = clerk.get("/letters").await;
        let letter = links(&listed.html).into_iter().find(|it| it.starts_with("/letters/") && it != "/letters/new");
        let letter = letter.expect("the letter");
        let scan = format!("%PDF-1.4\n1 0 obj << /Type /Catalog /Note ({SECRET}) >> endobj\nstartxref\n9\n%%EOF\n");
        let laid = clerk.upload(&format!("{letter}/scans"), "scans", &[scan.as_bytes()]).await;
        assert_eq!(laid.status, StatusCode::SEE_OTHER, "{}", laid.html);
        assert!(!holding(&url, SECRET).await.is_empty(), "it is there before");
        let page = clerk.get(&letter).await;
        let submission =
            page.html.split("/submissions/").nth(1).and_then(|it| it.split('/').next()).expect("its words");
        let form = format!("/submissions/{submission}/denunciation");
        assert_eq!(clerk.get(&form).await.status, StatusCode::FORBIDDEN, "not by whoever entered it");
        assert!(!page.html.contains(&form));

        let keeper = commune.colleague(Role::IdentityKeeper).await;
        assert!(keeper.get(&letter).await.html.contains(&form), "the way there stands on its page");
        let before = keeper.get(&form).await;
        assert!(!before.html.contains(SECRET), "it is not opened by being there: {}", before.html);
        let entry = [("letter_way", "post"), ("denunciation_number", "")];
        let early = send(&keeper, &before, &form, &entry).await;
        let said = Lang::Vi.told(Refusal::NotPrinted.code(), None, &[]).what;
        assert!(early.shows(&said), "it is printed first: {}", early.html);
        let sheet = send(&keeper, &before, &format!("{form}/print"), &[]).await;
        assert_eq!(sheet.status, StatusCode::OK);
        assert!(sheet.shows(&words) && sheet.shows(&name) && sheet.shows(&address), "{}", sheet.html);
        let wrong = [("letter_way", "post"), ("denunciation_number", "ông Quách")];
        let wrong = send(&keeper, &keeper.get(&form).await, &form, &wrong).await;
        assert!(wrong.shows(&told(Lang::Vi, &Refusal::NotANumber { field: "denunciation_number" })), "{}", wrong.html);
        let done = send(&keeper, &keeper.get(&form).await, &form, &entry).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        let line = done.location().split('?').next().unwrap_or_default().to_owned();
        assert!(keeper.get(&line).await.shows(&Lang::Vi.t("denunciation-moved")));

        assert!(!logged(SECRET), "in the log");
        // Every address that is read, as every role, for everything there is.
        for role in Role::ALL {
            let reader = if role == Role::IdentityKeeper { keeper.clone() } else { commune.colleague(role).await };
            for path in ROUTES.iter().filter(|route| route.method == "get").map(|route| route.path) {
                let id = letter.rsplit('/').next().unwrap_or_default();
                for id in [id, submission, line.rsplit('/').next().unwrap_or_default(), "1001"] {
                    let path = path.replace("{id}", id).replace("{slip}", id).replace("{code}", "x");
                    for path in [path.clone(), format!("{path}?as=csv"), format!("{path}?as=xlsx")] {
                        let answer = reader.get(&path).await;
                        assert!(!answer.html.contains(SECRET), "{role:?} {path}");
                    }
                }
            }
            let found = reader.get(&format!("/search?q={SECRET}")).await;
            let shown = found.html.matches(SECRET).count();
            let typed = reader.get("/search?q=zqxkhong").await.html.matches("zqxkhong").count();
            assert!(shown <= typed, "{role:?} finds it: {}", found.html);
        }
        commune.house.verify().await;
        assert!(!backup(&matter).await.contains(SECRET), "in a backup that is taken now");
        assert_eq!(
            holding(&url, SECRET).await,
            Vec::<String>::new(),
            "in no column of any table and no byte of the file"
        );
    }
}
