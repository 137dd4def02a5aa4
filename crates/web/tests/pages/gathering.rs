//! Gathering before a dialogue as people use it: asked for, typed and brought as a table, sent, decided on, linked at the desk,
//! answered, and seen by who gathered it.

use axum::http::StatusCode;
use domain::permission::Role;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, rows, send};
use crate::house::{Answer, House, TODAY, day, form, links};

const TABLE: &str = "STT\tNội dung kiến nghị\tThôn\n1\tĐường thôn Bến Sen lầy lội khi mưa\tBến Sen\n2\tThiếu đèn đường ở ngã ba\tBến Sen\n";

fn field(page: &Answer, action: &str, name: &str) -> String {
    form(&page.html, action).into_iter().find(|(own, _)| own == name).expect("the field is there").1
}

fn vn(on: &str) -> String {
    day(on).vn()
}

/// How many points a case has.
async fn points_of(house: &House, case: i64) -> usize {
    let mut read = house.store.reader().await.expect("a reader");
    store::case::points(&mut read, case).await.expect("reads").len()
}

#[expect(clippy::too_many_lines, reason = "one journey from its beginning to its end")]
#[tokio::test(flavor = "multi_thread")]
async fn what_the_front_gathers_goes_from_the_request_to_the_answer_that_it_reads() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let house = &commune.house;
        let front = house.found(commune.organisation, "front", "Ủy ban MTTQ xã Mẫu", None).await;
        house.account("mat.tran", front, &[Role::Front]).await;
        let theirs = house.signed_in("mat.tran").await;
        let clerk = &commune.clerk;
        let today = vn(TODAY);

        // The office asks, the Front opens.
        let new = clerk.get("/gatherings/new").await;
        let dialogue = format!("d{}", commune.dialogue);
        let gatherer = front.to_string();
        let typed = [
            ("dialogue", dialogue.as_str()),
            ("gatherer", gatherer.as_str()),
            ("happened_on", today.as_str()),
            ("document", "12/UBND"),
        ];
        let key = field(&new, "/gatherings", "key");
        let mut pairs = typed.to_vec();
        pairs.push(("key", key.as_str()));
        let asked = clerk.post("/gatherings/ask", &pairs).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.html);
        assert!(theirs.get("/").await.shows(&Lang::Vi.t("today-gathering-asked")), "Today says that it was asked for");
        let list = theirs.get("/gatherings").await;
        let round = links(&list.html)
            .into_iter()
            .find(|link| link.strip_prefix("/gatherings/").is_some_and(|id| id.parse::<i64>().is_ok()));
        let round = round.expect("the round is listed");
        let open = format!("{round}/open");
        send(&theirs, &theirs.get(&round).await, &open, &[("happened_on", &today)]).await;

        // Typed one after the other, and a table.
        let page = theirs.get(&round).await;
        let opinions = format!("{round}/opinions");
        let words =
            [("words", "Nước sinh hoạt đục ba tháng nay, đề nghị xã kiểm tra"), ("field", "05"), ("people", "12")];
        let added = send(&theirs, &page, &opinions, &words).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.html);
        let wrong =
            send(&theirs, &theirs.get(&round).await, &opinions, &[("words", " "), ("people", "mười hai")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.html.contains("mười hai"), "what was typed comes back");
        let page = theirs.get(&round).await;
        assert_eq!(field(&page, &opinions, "field"), "05", "the next one begins as the last one was");
        let table = format!("{round}/table");
        let key = field(&page, &table, "key");
        let read = theirs.post(&table, &[("key", &key), ("table", TABLE)]).await;
        assert_eq!(read.status, StatusCode::SEE_OTHER, "{}", read.html);
        let page = theirs.get(&round).await;
        assert!(page.shows("Thiếu đèn đường ở ngã ba"), "the rows are looked at first");
        let taken = send(&theirs, &page, &format!("{round}/take"), &[("happened_on", &today)]).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.html);
        let page = theirs.get(&round).await;
        let themes = format!("{round}/themes");
        send(&theirs, &page, &themes, &[("new_themes", "Nước sạch\nĐường, đèn")]).await;
        let page = theirs.get(&round).await;
        let water =
            page.html.split("name=\"theme_title-").nth(1).and_then(|rest| rest.split('"').next()).expect("a theme");
        let water = water.to_owned();
        let first = page.html.split("id=\"pick-").nth(1).and_then(|rest| rest.split('"').next()).expect("an opinion");
        let first = first.to_owned();
        send(&theirs, &page, &format!("{round}/move"), &[("opinions", &first), ("theme", &water)]).await;

        // Until it is sent the office reads no word, only that there are three.
        assert_eq!(clerk.get(&round).await.status, StatusCode::NOT_FOUND);
        let shown = clerk.get(&format!("/dialogues/{}", commune.dialogue)).await;
        assert!(shown.shows(&Lang::Vi.ta("gathering-count", &[("count", &3_i64)])), "{}", shown.html);
        assert!(!shown.html.contains("Nước sinh hoạt đục"));
        assert!(!clerk.get("/gatherings").await.html.contains("Nước sinh hoạt đục"));
        assert!(theirs.get(&format!("{round}/paper")).await.shows("Nước sinh hoạt đục ba tháng nay"));
        let page = theirs.get(&round).await;
        let sent =
            send(&theirs, &page, &format!("{round}/send"), &[("number", "31/TH-MTTQ"), ("happened_on", &today)]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);

        // The office decides, and links what is spoken to what was gathered.
        assert!(clerk.get("/").await.shows(&Lang::Vi.t("today-gathering-come")));
        let page = clerk.get(&round).await;
        assert!(page.shows(&Lang::Vi.ta("gathering-unanswered", &[("count", &3_i64)])), "{}", page.html);
        let placed = [("of_theme", water.as_str()), ("theme_way", "agenda"), ("happened_on", &today)];
        let placed = send(clerk, &page, &format!("{round}/place"), &placed).await;
        assert_eq!(placed.status, StatusCode::SEE_OTHER, "{}", placed.html);
        let shown = clerk.get(&format!("/dialogues/{}", commune.dialogue)).await;
        assert!(shown.shows("Nước sinh hoạt đục ba tháng nay"), "under its line of the agenda");
        let spoken = clerk
            .post(
                &commune.desk(),
                &[("key", "spoken"), ("words", "Nước sinh hoạt đục ba tháng nay rồi"), ("field", "05")],
            )
            .await;
        assert_eq!(spoken.status, StatusCode::SEE_OTHER, "{}", spoken.html);
        let desk = clerk.get(spoken.location()).await;
        let case = rows(&desk).remove(0);
        let action = format!("{case}/link-gathered");
        assert!(desk.html.contains(&action), "the gathered matter is beside what was spoken");
        let linked = send(clerk, &desk, &action, &[]).await;
        assert_eq!(linked.status, StatusCode::SEE_OTHER, "{}", linked.html);

        // Another one is chosen before a word is typed: the form is filled from it, and what is recorded joins its case.
        let desk = clerk.get(&commune.desk()).await;
        let lamp = |rest: &&str| {
            let (link, words) = rest.split_once('>').unwrap_or_default();
            link.contains("gathered=") && words.starts_with("Thiếu đèn đường")
        };
        let pick = desk.html.split("<a href=\"").find(lamp).and_then(|rest| rest.split('"').next());
        let pick = pick.expect("what was gathered stands beside the form").replace("&amp;", "&").replace("&#38;", "&");
        let root: i64 = pick.rsplit('=').next().and_then(|id| id.parse().ok()).expect("a case");
        let filled = clerk.get(&pick).await;
        assert_eq!(field(&filled, &commune.desk(), "words"), "Thiếu đèn đường ở ngã ba");
        let said = form(&filled.html, &commune.desk());
        assert!(!said.contains(&("field".to_owned(), "05".to_owned())), "its field, and not that of the last entry");
        let before = points_of(house, root).await;
        let joined = send(clerk, &filled, &commune.desk(), &[]).await;
        assert_eq!(joined.status, StatusCode::SEE_OTHER, "{}", joined.html);
        assert_eq!(points_of(house, root).await, before + 1, "one case, a point more");
        let after = clerk.get(joined.location()).await;
        assert!(after.shows(&Lang::Vi.t("said-gathering-linked")), "{}", after.html);
        assert!(
            !form(&after.html, &commune.desk()).iter().any(|(name, _)| name == "gathered"),
            "the next one is its own"
        );

        // Unticked, or over what somebody typed already, it changes nothing: what is recorded stands for itself.
        let desk = clerk.get(&commune.desk()).await;
        let of_session = form(&desk.html, &commune.desk());
        let session =
            of_session.iter().find(|(name, _)| name == "session").map(|(_, id)| id.clone()).expect("a session");
        let draft = format!("/dialogues/{}/draft", commune.dialogue);
        let own = [("key", "own-draft"), ("session", &*session), ("words", "Chợ tạm lấn đường"), ("field", "05")];
        assert_eq!(clerk.post(&draft, &own).await.status, StatusCode::OK);
        let over = clerk.get(&pick).await;
        assert_eq!(field(&over, &commune.desk(), "words"), "Chợ tạm lấn đường");
        assert!(over.html.contains("id=\"joins\"") && over.shows("Thiếu đèn đường ở ngã ba"), "it says what it joins");
        let before = points_of(house, root).await;
        let unticked = [("key", "unticked"), ("session", &*session), ("words", "Chợ tạm lấn đường"), ("field", "05")];
        let alone = clerk.post(&commune.desk(), &unticked).await;
        assert_eq!(points_of(house, root).await, before, "{}", alone.html);
        // What can't be joined is said.
        let nowhere = [&unticked[1..], &[("key", "nowhere"), ("gathered", "999999999")]].concat();
        let alone = clerk.post(&commune.desk(), &nowhere).await;
        let after = clerk.get(alone.location()).await;
        assert!(after.shows(&Lang::Vi.t("said-gathering-not-linked")), "{}", after.html);

        // What became of it is read by who gathered it; what nobody answers stands first.
        let page = clerk.get(&round).await;
        let its_case = links(&page.html).into_iter().find(|link| link.starts_with("/cases/")).expect("a case");
        let file = clerk.get(&its_case).await;
        assert!(file.html.contains(&round), "the case says in which round it was raised");
        let answer = format!("{its_case}/answer-on-the-spot");
        let answered = [("answer", "Xã đã cho kiểm tra đường ống."), ("result", "explained"), ("happened_on", &*today)];
        let answered = send(clerk, &file, &answer, &answered).await;
        assert_eq!(answered.status, StatusCode::SEE_OTHER, "{}", answered.html);
        let page = theirs.get(&round).await;
        assert!(page.shows("Xã đã cho kiểm tra đường ống."), "{}", page.html);
        assert!(page.shows(&Lang::Vi.ta("gathering-unanswered", &[("count", &2_i64)])), "{}", page.html);
        // Its history says every step to both, opinions that were typed together in one line.
        for reader in [&theirs, clerk] {
            let page = reader.get(&round).await;
            let steps = page.html.split("id=\"timeline\"").nth(1).expect("its history");
            for act in ["asked", "opened", "opinion-added", "themes-set", "opinions-moved", "sent", "theme-placed"] {
                let act = format!("act-gathering-{act}");
                assert_eq!(steps.matches(&format!(">{}<", Lang::Vi.t(&act))).count(), 1, "{act}: {steps}");
            }
            assert!(steps.contains(&Lang::Vi.ta("gathering-count", &[("count", &3_i64)])), "{steps}");
            let amended = ["/correct\"", "/strike\""].into_iter().find(|form| steps.contains(form));
            assert_eq!(amended, None, "no step is amended by itself: {steps}");
        }
        // What the clerk recorded for the head rests on a paper.
        let page = clerk.get(&round).await;
        let step = page.html.split("action=\"/events/").nth(1).and_then(|rest| rest.split('/').next());
        let step = format!("/events/{}/paper", step.expect("a step that was recorded for somebody else"));
        let paper = [("number", "7/TB-UBND"), ("dated_on", today.as_str()), ("issuer", "UBND xã Mẫu")];
        let wrong = send(clerk, &page, &step, &[("number", ""), ("dated_on", &today), ("issuer", "UBND xã Mẫu")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.html);
        let named = send(clerk, &page, &step, &paper).await;
        assert_eq!(named.status, StatusCode::SEE_OTHER, "{}", named.html);
        assert!(clerk.get(&round).await.shows("7/TB-UBND"));
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_are_aggrieved_by_stands_first_is_counted_and_the_opinions_are_taken_as_a_file() {
    const RATED: &str = "STT\tNội dung kiến nghị\tThôn\tMức độ\n1\tThiếu đèn đường ở ngã ba\tBến Sen\tBình thường\n\
                         2\tBãi rác bốc mùi cả thôn\tBến Sen\tBức xúc\n";
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let house = &commune.house;
        let front = house.found(commune.organisation, "front", "Ủy ban MTTQ xã Mẫu", None).await;
        house.account("mat.tran", front, &[Role::Front]).await;
        let theirs = house.signed_in("mat.tran").await;
        let today = vn(TODAY);
        let new = theirs.get("/gatherings/new").await;
        let dialogue = format!("d{}", commune.dialogue);
        let opened = send(&theirs, &new, "/gatherings", &[("dialogue", &dialogue), ("happened_on", &today)]).await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.html);
        let round = opened.location().split('?').next().expect("a path").to_owned();

        // Of a table who takes it in says which rows are so.
        let page = theirs.get(&round).await;
        let table = format!("{round}/table");
        let read = theirs.post(&table, &[("key", &field(&page, &table, "key")), ("table", RATED)]).await;
        assert_eq!(read.status, StatusCode::SEE_OTHER, "{}", read.html);
        let page = theirs.get(&round).await;
        let early = [("happened_on", "01/01/2020"), ("pressing", "2")];
        let wrong = send(&theirs, &page, &format!("{round}/take"), &early).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.html.contains("value=\"2\" checked"), "what was marked stays so: {}", wrong.html);
        let typed = [("happened_on", &*today), ("pressing", "2")];
        let taken = send(&theirs, &page, &format!("{round}/take"), &typed).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.html);
        let typed = [("words", "Nước giếng nhiễm mặn"), ("pressing", "yes"), ("happened_on", &*today)];
        let added = send(&theirs, &theirs.get(&round).await, &format!("{round}/opinions"), &typed).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.html);

        let order = ["Bãi rác bốc mùi", "Nước giếng nhiễm mặn", "Thiếu đèn đường"];
        let in_order = |text: &str| {
            let at: Vec<Option<usize>> = order.iter().map(|words| text.rfind(words)).collect();
            at.iter().all(Option::is_some) && at.is_sorted()
        };
        for lang in Lang::ALL {
            let reader = theirs.in_language(lang);
            let page = reader.get(&round).await;
            assert!(page.shows(&lang.ta("gathering-pressing-count", &[("count", &2_i64)])), "{}", page.html);
            let listed = page.html.split("id=\"opinions\"").nth(1).expect("the opinions");
            assert!(in_order(listed.split("id=\"move\"").next().expect("the list")), "{listed}");
            for ending in ["csv", "xlsx"] {
                let file = super::table(&reader.get(&format!("{round}?as={ending}")).await);
                let words: Vec<String> = file.rows[1..].iter().map(|row| row[2].shown()).collect();
                assert_eq!(words.len(), 3, "{ending}");
                assert!(in_order(&words.join("\n")), "{words:?}");
                let marks: Vec<String> = file.rows[1..].iter().map(|row| row[3].shown()).collect();
                assert_eq!(marks, [lang.t("column-yes"), lang.t("column-yes"), String::new()]);
            }
        }
        let paper = theirs.get(&format!("{round}/paper")).await;
        assert!(in_order(&paper.html) && paper.shows("(bức xúc, phức tạp)"), "{}", paper.html);
        assert!(paper.shows("Trong đó có 02 ý kiến, kiến nghị về vấn đề bức xúc, phức tạp"), "{}", paper.html);
        // Nobody else takes the words before they are sent.
        assert_eq!(commune.clerk.get(&format!("{round}?as=csv")).await.status, StatusCode::NOT_FOUND);
        house.verify().await;
    }
}
