//! What may be the same matter is shown while it is typed, brought and read: of the same place or one that went before.

use acts::account::BeginPlace;
use acts::handover::Give;
use acts::letter::{Entry, Register};
use acts::organisation::{End, Found};
use acts::submission::{Mark, Mode, Raise};
use axum::http::StatusCode;
use domain::event::Kind;
use domain::permission::Role;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, send};
use crate::house::{Answer, FIRST, House, day, links, shown};

const FLOODED: &str = "Đường vào thôn ngập nước mỗi khi mưa to, đề nghị xã thay cống thoát nước đầu ngõ.";
const AGAIN: &str = "Mưa to là đường vào thôn ngập nước, cống thoát nước đầu ngõ tắc, xin xã cho thay.";

/// The cases that stand on a part of the desk as perhaps the same, up to what was only raised before.
fn near(page: &Answer) -> Vec<String> {
    assert_eq!(page.status, StatusCode::OK);
    let Some((_, rest)) = page.html.split_once("id=\"near\"") else { return Vec::new() };
    let part = rest.split("id=\"before\"").next().expect("its end");
    links(part).into_iter().filter(|link| link.starts_with("/cases/")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_clerks_who_type_nearly_the_same_both_see_it() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let other = commune.colleague(Role::Clerk).await;
        let (desk, earlier) = (commune.desk(), format!("/dialogues/{}/earlier?field=&village=", commune.dialogue));
        let first = commune.type_in(&[("words", FLOODED), ("field", "03"), ("village", "Ben Sen")]).await;
        assert!(near(&commune.clerk.get(&desk).await).is_empty(), "nothing is like it yet");
        commune.type_in(&[("words", "Đèn đường hỏng cả tuần."), ("field", "05"), ("village", "Ben Sen")]).await;
        // While it is typed: the words are those of the draft, which nobody else reads.
        let draft = format!("/dialogues/{}/draft", commune.dialogue);
        let typed = [("words", AGAIN), ("village", "Bến Sen")];
        let kept = other.post(&draft, &typed).await;
        assert_eq!(kept.status, StatusCode::OK, "{}", kept.html);
        let village = "/dialogues/".to_owned() + &commune.dialogue.to_string() + "/earlier?field=&village=Ben+Sen";
        assert_eq!(
            near(&other.get(&village).await),
            std::slice::from_ref(&first),
            "before it is saved, and without a field"
        );
        assert!(near(&other.get(&earlier).await).is_empty(), "of another place it is another matter");
        assert!(!commune.clerk.get(&village).await.html.contains("tắc"), "a draft is read by who types it");
        // After it was saved, without script: each of the two sees the other's.
        let saved =
            other.post(&desk, &[("words", AGAIN), ("field", "03"), ("village", "Ben Sen"), ("drafted", "yes")]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.html);
        for lang in Lang::ALL {
            let page = other.in_language(lang).get(saved.location()).await;
            assert_eq!(near(&page), std::slice::from_ref(&first));
            assert!(page.shows(&lang.t("desk-near")) && page.shows(&lang.t("desk-near-line")));
            assert_eq!(
                near(&commune.clerk.in_language(lang).get(&desk).await),
                std::slice::from_ref(&first),
                "whoever looks"
            );
        }
        let merge = commune.clerk.get(&format!("{first}/merge")).await;
        assert!(merge.shows("đầu ngõ tắc"), "{}", merge.html);
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_shown_what_may_be_the_same_by_a_press_before_it_is_entered_and_after() {
    const NEW: &str = "/letters/new";
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let first = commune.type_in(&[("words", FLOODED), ("field", "03"), ("village", "Ben Sen")]).await;
        let page = commune.clerk.get(NEW).await;
        assert!(near(&page).is_empty(), "nothing is typed yet");
        let village = page.html.split("<option value=\"").find(|it| it.contains(super::VILLAGE));
        let village = village.and_then(|it| it.split('"').next()).expect("the village").to_owned();
        let typed = [("words", AGAIN), ("who", "Bà Ngoạn"), ("field", "03"), ("village", &*village), ("then", "near")];
        for lang in Lang::ALL {
            let clerk = commune.clerk.in_language(lang);
            let found = send(&clerk, &clerk.get(NEW).await, NEW, &typed).await;
            assert_eq!(near(&found), std::slice::from_ref(&first), "{}", found.html);
            assert!(found.shows(AGAIN) && found.html.contains("Bà Ngoạn"), "what was typed is still there");
            let other = [("words", "Đèn đường hỏng cả tuần rồi."), ("then", "near")];
            let none = send(&clerk, &clerk.get(NEW).await, NEW, &other).await;
            assert!(none.status == StatusCode::OK && none.shows(&lang.t("near-none")));
        }
        assert!(super::cases(&commune.clerk.get("/letters").await).is_empty(), "looking enters nothing");
        // Without that press it is shown before a second case is made; the next press enters the letter.
        let held = send(&commune.clerk, &commune.clerk.get(NEW).await, NEW, &typed[..4]).await;
        assert_eq!(near(&held), std::slice::from_ref(&first), "{}", held.html);
        assert!(held.shows(&Lang::Vi.t("letter-near-held")) && held.shows(AGAIN));
        assert!(super::cases(&commune.clerk.get("/letters").await).is_empty(), "nothing is entered yet");
        let seen = [&typed[..4], &[("near_seen", "yes")]].concat();
        assert!(shown(&held.html).contains(&("near_seen".to_owned(), "yes".to_owned())));
        // Entered all the same, it is a case of its own, and the page says what may be the same.
        let entered = send(&commune.clerk, &held, NEW, &seen).await;
        assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.html);
        assert_eq!(near(&commune.clerk.get(entered.location()).await), std::slice::from_ref(&first));
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_leads_to_what_may_be_the_same_and_nothing_is_merged() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let first = commune.type_in(&[("words", FLOODED), ("field", "03"), ("village", "Ben Sen")]).await;
        let alone = commune.clerk.get(&format!("{first}/near")).await;
        assert!(near(&alone).is_empty() && alone.shows(&Lang::Vi.t("near-none")));
        let second = commune.type_in(&[("words", AGAIN), ("field", "03"), ("village", "Ben Sen")]).await;
        for lang in Lang::ALL {
            let clerk = commune.clerk.in_language(lang);
            let page = clerk.get(&second).await;
            assert!(links(&page.html).contains(&format!("{second}/near")), "the case leads there");
            let page = clerk.get(&format!("{second}/near")).await;
            assert_eq!(near(&page), std::slice::from_ref(&first));
            assert!(page.shows(&lang.t("desk-near-line")), "it is a proposal");
        }
        assert!(!commune.clerk.get(&first).await.shows(&Lang::Vi.t("case-counts-here")), "nothing was merged");
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_of_a_place_that_is_another_unit_since_is_refused_before_anything_is_kept() {
    for database in Fresh::both().await {
        let place = BeginPlace::Official { level: "province".to_owned(), code: "08".to_owned() };
        let house = House::of(database, "2021-12-31", place, "UBND tỉnh Tuyên Quang").await;
        let clerk = house.signed_in(FIRST).await;
        let typed = async |on: &str, row: &str| {
            let table = format!("Nội dung kiến nghị\tĐịa phương\tLĩnh vực\n{row}\n");
            let typed = [("title", "Ý kiến cử tri"), ("held_on", on), ("table", &table)];
            let clerk = house.signed_in(FIRST).await;
            send(&clerk, &clerk.get("/imports").await, "/imports", &typed).await
        };
        let answer = typed("01/12/2021", "Nâng cấp cầu Suối Gai đã yếu\tXã Ninh Lai\t03").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
        let look = clerk.get(answer.location()).await;
        let started = send(&clerk, &look, "/imports/one", &[("then", "start")]).await;
        let done = Lang::Vi.ta("import-progress", &[("done", &1_i64), ("total", &1_i64)]);
        let page = clerk.get(started.location()).await;
        assert!(page.shows(&done), "{}", page.html);
        // The province of that code is another one since.
        house.store.move_today(day("2026-09-11")).await.expect("years pass");
        let answer = typed("01/09/2026", "Đề nghị sửa cầu Suối Gai\tXã Sơn Thủy\t03").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.html);
        assert!(answer.html.contains("Suối Gai"), "what was sent is kept: {}", answer.html);
        house.verify().await;
    }
}

/// A letter to a commune, as its clerk enters it.
pub(super) fn letter(organisation: i64, received_on: &str) -> Register {
    Register {
        organisation,
        series: String::new(),
        number: String::new(),
        received_on: day(received_on),
        words: FLOODED.to_owned(),
        no_denunciation: false,
        name: String::new(),
        contact: String::new(),
        address: String::new(),
        territory: None,
        field: "03".to_owned(),
        kind: Kind::Recommendation,
        entry: Entry::default(),
    }
}

/// A commune of a code among the official units, under the first body, from a day on.
pub(super) async fn commune(house: &House, name: &str, code: &str, from: &str) -> i64 {
    let place = BeginPlace::Official { level: "commune".to_owned(), code: code.to_owned() };
    let found = Found {
        superior: house.first.organisation,
        line: String::new(),
        kind: "peoples_committee".to_owned(),
        name: name.to_owned(),
        territory: Some(place),
        outside: false,
        from: day(from),
    };
    house.act(house.first, found).await.organisation
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_raised_with_a_commune_of_before_and_handed_over_is_proposed_at_desk_letter_and_case() {
    for database in Fresh::both().await {
        let house = House::open(database).await;
        // 00001 went on whole in 00097.
        let old = commune(&house, "Cơ quan Xã Cũ", "00001", "2025-01-01").await;
        let new = commune(&house, "Cơ quan Xã Mới", "00097", "2025-07-01").await;
        let before = house.account("thu.ky.cu", old, &[Role::Clerk]).await;
        let first = format!("/cases/{}", house.act(before, letter(old, "2025-06-20")).await.case);
        let mut read = house.store.reader().await.expect("a reader");
        let row = store::organisation::find(&mut read, old).await.expect("reads").expect("a body");
        drop(read);
        let (on, basis) = (day("2025-07-01"), "Nghị quyết 1".to_owned());
        let end = End { organisation: old, on, successors: vec![new], basis, version: row.version };
        house.act(house.first, end).await;
        let mut read = house.store.reader().await.expect("a reader");
        let right = domain::permission::Act::HandoverRead;
        let of = store::grant::Of::Organisation(house.first.organisation);
        let (grant, _) = store::grant::may(&mut read, house.first, right, of).await.expect("it may be read");
        let list = store::handover::list(&mut read, &grant, None, 1).await.expect("reads").rows.remove(0);
        let groups = store::handover::groups(&mut read, list.id, false, None, 50).await.expect("reads").rows;
        drop(read);
        let groups = groups.into_iter().map(|row| row.group).collect();
        let (items, receiver, term, version) = (Vec::new(), new, None, list.version);
        house.act(house.first, Give { handover: list.id, items, groups, receiver, term, version }).await;

        let by = house.account("thu.ky.moi", new, &[Role::Clerk]).await;
        let talk = house.dialogue(by, "Đối thoại về đường").await;
        let clerk = house.signed_in("thu.ky.moi").await;
        let typed = clerk.post(&format!("/dialogues/{}/draft", talk.dialogue), &[("words", AGAIN)]).await;
        assert_eq!(typed.status, StatusCode::OK, "{}", typed.html);
        let page = clerk.get(&format!("/dialogues/{}/earlier?field=&village=", talk.dialogue)).await;
        assert_eq!(near(&page), std::slice::from_ref(&first), "at the desk: {}", page.html);
        let written = [("words", AGAIN), ("who", "Bà Ngoạn"), ("field", "03"), ("then", "near")];
        let page = send(&clerk, &clerk.get("/letters/new").await, "/letters/new", &written).await;
        assert_eq!(near(&page), std::slice::from_ref(&first), "in the form of a letter");
        let said = [("words", AGAIN), ("field", "03"), ("drafted", "yes")];
        let saved = clerk.post(&format!("/dialogues/{}/desk", talk.dialogue), &said).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.html);
        let second = super::rows(&clerk.get(&format!("/dialogues/{}/desk", talk.dialogue)).await).remove(0);
        for (one, other) in [(&second, &first), (&first, &second)] {
            // The other way round nothing is like it: a place of today is none of before.
            let expected = if one == &second { std::slice::from_ref(other) } else { &[] };
            for lang in Lang::ALL {
                let page = clerk.in_language(lang).get(&format!("{one}/near")).await;
                assert_eq!(near(&page), expected, "{one}");
            }
        }
        house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_matter_of_a_place_is_proposed_however_many_came_since_from_elsewhere() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let first = commune.type_in(&[("words", FLOODED), ("field", "03"), ("village", "Ben Sen")]).await;
        for number in 0..160 {
            let elsewhere = Raise {
                session: commune.session,
                turn: None,
                words: format!("Trạm y tế thiếu thuốc lần {number}."),
                no_denunciation: false,
                name: String::new(),
                contact: String::new(),
                represents: String::new(),
                mode: Mode::Named,
                head_count: None,
                territory: None,
                field: "08".to_owned(),
                kind: Kind::Recommendation,
                mark: Mark::None,
                answer: None,
                slip: None,
                draft: false,
            };
            commune.house.act(commune.by, elsewhere).await;
        }
        let draft = format!("/dialogues/{}/draft", commune.dialogue);
        let kept = commune.clerk.post(&draft, &[("words", AGAIN), ("village", "Bến Sen")]).await;
        assert_eq!(kept.status, StatusCode::OK, "{}", kept.html);
        for field in ["", "03"] {
            let asked = format!("/dialogues/{}/earlier?field={field}&village=Ben+Sen", commune.dialogue);
            for lang in Lang::ALL {
                let page = commune.clerk.in_language(lang).get(&asked).await;
                assert_eq!(near(&page), std::slice::from_ref(&first), "with the field {field:?}");
            }
        }
    }
}
