//! What the desk keeps beside the words: drafts, photographed slips, slips to private reception, neutral titles; and several
//! matters settled at once.

use axum::http::StatusCode;
use domain::permission::Role;
use domain::refusal::Refusal;
use testing::Fresh;
use web::lang::Lang;

use super::{CLERK, Commune, VILLAGE, form, links, rows, send, told};
use crate::house::{Answer, error, key, shown};
use crate::matrix::PICTURE;

const WORDS: &str = "Ông trưởng thôn nhận tiền của tôi.";
const NAME: &str = "Hồ Thị Kín";

/// What can be chosen in the list of a desk, newest first.
fn picks(desk: &Answer) -> Vec<String> {
    let open = |part: &str| part.split('"').next().map(str::to_owned);
    desk.html.split("data-open=\"").skip(1).filter_map(open).filter(|pick| !pick.is_empty()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_open_to_whoever_types_it_and_goes_with_the_entry() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let draft = format!("/dialogues/{}/draft", commune.dialogue);
        let once = key();
        let typed = [("key", once.as_str()), ("who", NAME), ("words", "Đang nói dở"), ("mark", "conclusion")];
        assert_eq!(commune.clerk.post(&draft, &typed).await.status, StatusCode::OK);
        let again = [("key", once.as_str()), ("who", NAME), ("words", "Đang nói dở, chưa xong"), ("mark", "beyond")];
        assert_eq!(commune.clerk.post(&draft, &again).await.status, StatusCode::OK);
        for lang in Lang::ALL {
            let page = commune.clerk.in_language(lang).get(&commune.desk()).await;
            let restored = shown(&page.html);
            for (name, value) in [("who", NAME), ("words", "Đang nói dở, chưa xong"), ("mark", "beyond")] {
                assert!(restored.iter().any(|(own, kept)| own == name && kept == value), "{name}: {restored:?}");
            }
        }
        // A colleague at the same desk, and the level above, see nothing of it.
        let office = commune.colleague(Role::Office).await;
        let province = commune.house.signed_in(crate::house::FIRST).await;
        for reader in [&office, &province] {
            for path in [commune.desk(), format!("/dialogues/{}/slips", commune.dialogue)] {
                assert!(!reader.get(&path).await.shows("Đang nói dở"), "{path}");
            }
        }
        let page = commune.clerk.get(&commune.desk()).await;
        let answer = send(&commune.clerk, &page, &commune.desk(), &[("key", once.as_str())]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert!(
            !shown(&commune.clerk.get(&commune.desk()).await.html).iter().any(|(_, value)| value.contains("nói dở"))
        );
        // One that comes late, of what was recorded meanwhile, is none any more.
        commune.clerk.post(&draft, &again).await;
        assert!(
            !shown(&commune.clerk.get(&commune.desk()).await.html).iter().any(|(_, value)| value.contains("nói dở"))
        );
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_told_in_private_is_on_no_page_and_its_case_stays() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let case = commune.type_in(&[("who", NAME), ("words", WORDS), ("village", VILLAGE), ("field", "05")]).await;
        let revise = links(&commune.clerk.get(&case).await.html).into_iter().find(|link| link.contains("?revise="));
        let revise = revise.expect("a way to it");
        let submission = revise.rsplit_once('=').expect("its id").1.to_owned();
        commune.clerk.post(&format!("/submissions/{submission}/release"), &[("neutral", "Thu chi ở thôn")]).await;
        let withhold = format!("/dialogues/{}/withhold", commune.dialogue);
        let page = commune.clerk.get(&revise).await;
        let answer = send(&commune.clerk, &page, &withhold, &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
        let slip = answer.location().to_owned();
        let head = commune.colleague(Role::Head).await;
        let projector = format!("/dialogues/{}/projector", commune.dialogue);
        for lang in Lang::ALL {
            for reader in [&commune.clerk.in_language(lang), &head.in_language(lang)] {
                for path in ["/", "/cases", &case, &commune.desk(), &slip, &projector, "/figures"] {
                    let page = reader.get(path).await;
                    assert_eq!(page.status, StatusCode::OK, "{path}");
                    for hidden in ["trưởng thôn nhận tiền", NAME, "Thu chi ở thôn"] {
                        assert!(!page.shows(hidden), "{path} shows {hidden}");
                    }
                }
                assert!(reader.get(&commune.desk()).await.shows(&lang.t("desk-private")));
                assert!(reader.get(&case).await.shows(&lang.of("outcome", "not_taken_up")), "it is accounted for");
            }
        }
        assert_eq!(commune.clerk.get(&revise).await.status, StatusCode::NOT_FOUND, "nothing there to write anew");
        // By mistake: whoever may says why, and it is there again.
        let strike = format!("{}/strike", slip.split('?').next().expect("a path"));
        // Who gave it takes it back within the minute; another clerk does not.
        let other = commune.colleague(Role::Clerk).await;
        assert_eq!(other.post(&strike, &[("reason", "Nhầm")]).await.status, StatusCode::FORBIDDEN);
        let page = head.get(&slip).await;
        let empty = send(&head, &page, &strike, &[("reason", " ")]).await;
        assert_eq!(error(&empty.html, "reason"), told(Lang::Vi, &Refusal::Missing { field: "reason" }));
        assert_eq!(send(&head, &page, &strike, &[("reason", "Bấm nhầm")]).await.status, StatusCode::SEE_OTHER);
        assert!(commune.clerk.get(&case).await.shows(WORDS));
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_recorded_leaves_only_a_number() {
    let commune = Commune::open(Fresh::sqlite()).await;
    commune.clerk.post(&format!("/dialogues/{}/draft", commune.dialogue), &[("words", WORDS)]).await;
    let page = commune.clerk.get(&commune.desk()).await;
    let answer = send(&commune.clerk, &page, &format!("/dialogues/{}/withhold", commune.dialogue), &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let slip = commune.clerk.get(answer.location()).await;
    assert!(slip.shows(&Lang::Vi.ta("private-slip-number", &[("number", &1_i64)])) && !slip.shows("nhận tiền"));
    let desk = commune.clerk.get(&commune.desk()).await;
    assert!(!desk.html.contains("nhận tiền") && rows(&desk).is_empty());
    let path = answer.location().split('?').next().expect("a path").to_owned();
    assert!(links(&desk.html).contains(&path), "it can be printed again");
    commune.house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn chosen_matters_are_marked_or_answered_together() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        for words in ["Nước yếu.", "Nước đục.", "Nước mất."] {
            commune.type_in(&[("words", words), ("field", "05")]).await;
        }
        let chosen = picks(&commune.clerk.get(&commune.desk()).await);
        assert_eq!(chosen.len(), 3);
        let together = format!("/dialogues/{}/together", commune.dialogue);
        let mut marked: Vec<(&str, &str)> = chosen.iter().map(|pick| ("submission", pick.as_str())).collect();
        marked.push(("then", "conclusion"));
        assert_eq!(commune.clerk.post(&together, &marked).await.status, StatusCode::SEE_OTHER);
        let counted = Lang::Vi.ta("desk-filter-conclusion", &[("count", &3_i64)]);
        assert!(commune.clerk.get(&commune.desk()).await.shows(&counted));

        let query: Vec<String> = chosen.iter().map(|pick| format!("submission={pick}")).collect();
        let page = commune.clerk.get(&format!("{together}?{}", query.join("&"))).await;
        let mut typed: Vec<(String, String)> = form(&page.html, &together);
        assert_eq!(typed.iter().filter(|(name, _)| name == "submission").count(), 3);
        assert!(!typed.iter().any(|(name, _)| name == "result"), "nobody chose a result before");
        let without = send_all(&commune, &page, &together, &[("answer", "Xã sẽ sửa."), ("then", "answer")]).await;
        assert_eq!(error(&without.html, "result"), told(Lang::Vi, &Refusal::Missing { field: "result" }));
        typed.retain(|(name, _)| !["result", "answer", "by_on", "then"].contains(&name.as_str()));
        for (name, value) in [("result", "promised"), ("answer", "Xã sẽ sửa."), ("then", "answer"), ("by_on", "")]
        {
            typed.push((name.to_owned(), value.to_owned()));
        }
        let pairs: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = commune.clerk.post(&together, &pairs).await;
        assert_eq!(error(&answer.html, "by_on"), told(Lang::Vi, &Refusal::Missing { field: "by_on" }));
        assert!(answer.shows("Xã sẽ sửa.") && answer.shows("Nước mất."), "what was typed and chosen is kept");
        let again = send_all(&commune, &answer, &together, &[("by_on", "30/09/2026"), ("then", "answer")]).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.html);
        for case in rows(&commune.clerk.get(&commune.desk()).await) {
            let page = commune.clerk.get(&case).await;
            assert!(page.shows("Xã sẽ sửa.") && page.shows("30/09/2026"), "{case}");
        }
        // Answered by somebody else meanwhile: nothing is done to any of them.
        let late = commune.clerk.post(&together, &pairs).await;
        assert!(late.status.is_client_error());
        commune.house.verify().await;
    }
}

/// Sends a form in which a field stands several times.
async fn send_all(commune: &Commune, page: &Answer, action: &str, typed: &[(&str, &str)]) -> Answer {
    let mut pairs = form(&page.html, action);
    pairs.retain(|(name, _)| !typed.iter().any(|(own, _)| own == name));
    pairs.extend(typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    commune.clerk.post(action, &pairs).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_is_seen_by_who_types_and_settled_by_typing() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let slips = format!("/dialogues/{}/slips", commune.dialogue);
        let refused = commune.clerk.upload(&slips, "photos", &[b"%PDF-1.7"]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(error(&refused.html, "photos"), told(Lang::Vi, &Refusal::NotAPicture { field: "photos" }));
        let none = commune.clerk.upload(&slips, "photos", &[]).await;
        assert_eq!(error(&none.html, "photos"), told(Lang::Vi, &Refusal::Missing { field: "photos" }));
        let added = commune.clerk.upload(&slips, "photos", &[PICTURE, PICTURE, PICTURE]).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.html);
        let page = commune.clerk.get(&slips).await;
        let to = |page: &Answer| {
            let mut to: Vec<String> = links(&page.html).into_iter().filter(|link| link.contains("slip=")).collect();
            to.dedup();
            to
        };
        assert_eq!(to(&page).len(), 3);
        let picture = page.html.split("src=\"").find(|part| part.starts_with(&slips)).expect("a picture");
        let picture = picture.split('"').next().expect("its address").to_owned();
        assert_eq!(commune.clerk.get(&picture).await.status, StatusCode::OK);
        let supervisor = commune.colleague(Role::Supervisor).await;
        let province = commune.house.signed_in(crate::house::FIRST).await;
        assert_eq!(supervisor.get(&picture).await.status, StatusCode::FORBIDDEN);
        assert_eq!(province.get(&picture).await.status, StatusCode::FORBIDDEN, "handwriting is identity");

        let desk = commune.clerk.get(&to(&page)[0]).await;
        let typed = send(&commune.clerk, &desk, &commune.desk(), &[("words", "Cầu hỏng.")]).await;
        assert!(typed.location().contains("slip="), "it goes on with the next: {}", typed.location());
        let next = commune.clerk.get(typed.location()).await;
        let aside = links_of_forms(&next).into_iter().find(|action| action.ends_with("/set-aside")).expect("a form");
        assert_eq!(send(&commune.clerk, &next, &aside, &[("reason", "Trắng")]).await.status, StatusCode::SEE_OTHER);
        let page = commune.clerk.get(&slips).await;
        assert!(page.shows("Trắng") && page.shows(&Lang::Vi.t("slip-typed")));
        assert_eq!(to(&page).len(), 1);
        // What was set aside is taken up again.
        let up = links_of_forms(&page).into_iter().find(|action| action.ends_with("/take-up")).expect("a button");
        let taken = send(&commune.clerk, &page, &up, &[]).await;
        assert!(taken.location().contains("slip="), "{}", taken.location());
        assert!(commune.clerk.get(taken.location()).await.html.contains("id=\"desk-photo\""), "it waits again");
        assert_eq!(to(&commune.clerk.get(&slips).await).len(), 2);
        // What was typed from is not typed from again.
        let twice = send(&commune.clerk, &desk, &commune.desk(), &[("words", "Lần nữa."), ("key", &key())]).await;
        assert!(twice.status.is_client_error() && twice.shows(&Lang::Vi.told("slip-not-waiting", None, &[]).what));
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_draft_of_one_speaker_never_comes_up_beside_the_slip_of_another() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let slips = format!("/dialogues/{}/slips", commune.dialogue);
        commune.clerk.upload(&slips, "photos", &[PICTURE, PICTURE]).await;
        let page = commune.clerk.get(&slips).await;
        let mut to: Vec<String> = links(&page.html).into_iter().filter(|link| link.contains("slip=")).collect();
        to.dedup();
        let draft = format!("/dialogues/{}/draft", commune.dialogue);
        let number = |link: &str| link.rsplit_once('=').expect("its id").1.to_owned();
        let first = number(&to[0]);
        for typed in [vec![("words", "Người ở bàn")], vec![("words", "Người viết phiếu"), ("slip", first.as_str())]]
        {
            assert_eq!(commune.clerk.post(&draft, &typed).await.status, StatusCode::OK);
        }
        let words = async |path: &str| {
            let page = commune.clerk.get(path).await;
            shown(&page.html).into_iter().find(|(name, _)| name == "words").expect("a field").1
        };
        assert_eq!(words(&commune.desk()).await, "Người ở bàn");
        assert_eq!(words(&to[0]).await, "Người viết phiếu");
        assert_eq!(words(&to[1]).await, "", "nothing was typed from this one");
        let desk = commune.clerk.get(&to[0]).await;
        assert_eq!(send(&commune.clerk, &desk, &commune.desk(), &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(words(&commune.desk()).await, "Người ở bàn", "it is typed on");
        let gone = commune.clerk.post(&draft, &[("words", "Lạc"), ("slip", "999999")]).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
        commune.house.verify().await;
    }
}

fn links_of_forms(page: &Answer) -> Vec<String> {
    page.html.split("action=\"").skip(1).filter_map(|part| part.split('"').next()).map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_neutral_title_names_nobody() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let case = commune.type_in(&[("who", NAME), ("words", WORDS), ("field", "05")]).await;
    let revise = links(&commune.clerk.get(&case).await.html).into_iter().find(|link| link.contains("?revise="));
    let revise = revise.expect("a way to it");
    let release = format!("/submissions/{}/release", revise.rsplit_once('=').expect("its id").1);
    let page = commune.clerk.get(&revise).await;
    for (title, code) in [(" ", "missing"), ("Việc của bà Thị Kín", "names-the-person")] {
        let answer = send(&commune.clerk, &page, &release, &[("neutral", title)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let said = Lang::Vi.told(code, Some("neutral"), &[]);
        assert_eq!(error(&answer.html, "neutral"), format!("{} {}", said.what, said.remedy));
        assert!(shown(&answer.html).iter().any(|(name, value)| name == "neutral" && value == title));
    }
    assert_eq!(send(&commune.clerk, &page, &release, &[("neutral", "Nước sạch")]).await.status, StatusCode::SEE_OTHER);
    let front = commune.colleague(Role::Front).await;
    for reader in [&front, &commune.house.signed_in(CLERK).await] {
        let hall = reader.get(&format!("/dialogues/{}/projector", commune.dialogue)).await;
        assert!(hall.shows("Nước sạch") && !hall.shows("Kín") && !hall.shows("nhận tiền"));
    }
    commune.house.verify().await;
}
