//! Today: each counter opens its rows, what is under way stands before what is to come, and where there are hundreds of
//! bodies each of them can be reached.

use std::collections::BTreeSet;
use std::pin::Pin;

use acts::dialogue::{Announce, Session};
use domain::day::Day;
use domain::dialogue::{Audience, Form};
use domain::permission::Role;
use serde::Serialize;
use store::case::{DueBetween, due_count};
use store::organisation::{NewOrganisation, found};
use store::{Act, Error, Ids, Stop, Tx};
use testing::Fresh;
use web::lang::Lang;

use super::likeness::{commune, letter};
use super::{Commune, cases};
use crate::house::{Answer, Browser, FIRST, House, attribute, day, links, plain};

/// The counters of Today: what they say and where they lead.
fn counters(page: &Answer) -> Vec<(usize, String)> {
    let Some(list) = page.html.split("class=\"ln-counts").nth(1) else { return Vec::new() };
    let list = list.split("</ul>").next().expect("its end");
    let counters = list.split("<a ").skip(1).map(|counter| {
        let number = counter.split("</b>").next().and_then(|text| text.rsplit('>').next()).expect("a number");
        (
            number.parse().expect("a number"),
            plain(&attribute(counter.split('>').next().unwrap(), "href").expect("a list")),
        )
    });
    counters.collect()
}

/// The rows of a list, over all its pages.
async fn rows(browser: &Browser, path: &str) -> usize {
    let (mut count, mut path) = (0, path.to_owned());
    loop {
        let page = browser.get(&path).await;
        let main = page.html.split("<main").nth(1).expect("a page");
        count += main.matches("class=\"ln-row__title\"").count();
        match next(&page) {
            Some(next) => path = next,
            None => return count,
        }
    }
}

/// Where a list goes on.
fn next(page: &Answer) -> Option<String> {
    let link = page.html.split("<a ").skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
    link.filter(|tag| tag.contains("rel=\"next\"")).find_map(|tag| attribute(tag, "href")).map(|href| plain(&href))
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_each_counter_of_today_opens_exactly_its_rows() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        for at in 0..53 {
            commune.type_in(&[("words", &format!("Nước đục, nhà số {at}."))]).await;
        }
        commune.type_in(&[("words", "Rác đầy."), ("mark", "answered"), ("answer", "Đã dọn.")]).await;
        for (today, counted) in [("2026-09-22", 1), ("2026-09-24", 2), ("2026-10-05", 2)] {
            commune.house.store.move_today(day(today)).await.expect("its data are invented");
            let page = commune.clerk.get("/").await;
            let counters = counters(&page);
            assert_eq!(counters.len(), counted, "{today}");
            for (count, href) in counters {
                assert_eq!((count, rows(&commune.clerk, &href).await), (53, 53), "{today} {href}");
            }
        }
        // Today itself shows the first of them and says that there are more.
        for lang in Lang::ALL {
            let page = commune.clerk.in_language(lang).get("/").await;
            assert!(page.shows(&lang.ta("home-more-clocks", &[("count", &53_i64)])));
        }
        let mut read = commune.house.store.reader().await.expect("a reader");
        for (organisation, below, count) in
            [(commune.organisation, false, 53), (commune.house.first.organisation, true, 53)]
        {
            let asked = DueBetween { organisation, below, from: Day::FLOOR, to: day("2026-12-31") };
            assert_eq!(due_count(&mut read, asked, 1000).await.expect("reads"), count);
            // Clocks of bodies below take no place in the list of one body alone.
            let alone = DueBetween { organisation: commune.house.first.organisation, below: false, ..asked };
            assert_eq!(due_count(&mut read, alone, 1000).await.expect("reads"), 0);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_raised_since_the_beginning_is_said_to_be_until_today() {
    let commune = Commune::open(Fresh::sqlite()).await;
    commune.type_in(&[("words", "Nước đục.")]).await;
    for lang in Lang::ALL {
        let clerk = commune.clerk.in_language(lang);
        let (_, href) = counters(&clerk.get("/").await).remove(0);
        let page = clerk.get(&href).await;
        assert!(page.shows(&lang.t("cases-raised-until")) && !page.html.contains("01/01/0001"), "{href}");
        let form = crate::house::form(&page.html, "/cases");
        assert!(form.contains(&("from".to_owned(), String::new())), "{form:?}");
    }
}

/// Announces a dialogue of the commune on a day.
async fn announce(commune: &Commune, title: &str, on: &str) -> i64 {
    let session = Session {
        on: day(on),
        territory: None,
        place: String::new(),
        chair: Some(commune.term),
        deputy_reason: String::new(),
    };
    let act = Announce {
        organisation: commune.organisation,
        title: title.to_owned(),
        duties: Vec::new(),
        audience: Audience::Residents,
        members_of: None,
        form: Form::Conference,
        planned: None,
        sessions: vec![session],
        happened_on: day(crate::house::TODAY),
    };
    commune.house.act(commune.by, act).await.dialogue
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_under_way_stands_first_and_then_what_is_next() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let mut expected = vec![commune.dialogue];
        for (title, on) in [("Muộn hơn", "2026-11-20"), ("Sớm hơn", "2026-10-02")] {
            expected.insert(1, announce(&commune, title, on).await);
        }
        let page = commune.clerk.get("/").await;
        let part =
            page.html.split("id=\"under-way\"").nth(1).expect("a list").split("</section>").next().expect("its end");
        let shown: Vec<i64> = part
            .split("class=\"ln-row__title\" href=\"/dialogues/")
            .skip(1)
            .map(|rest| rest.split('"').next().and_then(|id| id.parse().ok()).expect("an id"))
            .collect();
        assert_eq!(shown, expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn today_leads_to_the_desk_and_to_a_letter_whoever_may_write_there() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let buttons = |page: &Answer| {
        let bar = page.html.split("class=\"ln-titlebar\"").nth(1).expect("a bar").split("<section").next();
        links(bar.expect("its end"))
    };
    let own = buttons(&commune.clerk.get("/").await);
    assert!(own.contains(&commune.desk()) && own.contains(&"/letters/new".to_owned()), "{own:?}");
    let other = buttons(&commune.colleague(Role::Supervisor).await.get("/").await);
    assert!(!other.contains(&commune.desk()) && !other.contains(&"/letters/new".to_owned()), "{other:?}");
}

/// Hundreds of bodies under one.
#[derive(Clone, Serialize)]
struct Many {
    root: i64,
    place: i64,
}

const MANY: usize = 510;

impl Act for Many {
    const NAME: &'static str = "test.many_bodies";
    /// The last of them by name.
    type Answer = i64;

    fn draw(&self, ids: &Ids) -> Result<i64, Error> {
        ids.draw()
    }

    fn run<'own, 'tx, 'answer, 'run>(
        &'own self,
        tx: &'tx mut Tx,
        last: &'answer i64,
    ) -> Pin<Box<dyn Future<Output = Result<(), Stop>> + Send + 'run>>
    where
        'own: 'run,
        'tx: 'run,
        'answer: 'run,
    {
        Box::pin(async move {
            for at in 1..=MANY {
                let id = if at == MANY { *last } else { tx.id()? };
                let name = if at == MANY {
                    "Ủy ban nhân dân xã Ỷ La".to_owned()
                } else {
                    format!("Phòng số {at:04}")
                };
                let new = NewOrganisation {
                    id,
                    territory: self.place,
                    kind: "division",
                    name: &name,
                    under: &[("authority", self.root)],
                    outside: false,
                    from: day("2026-01-01"),
                };
                found(tx, None, &new);
            }
            Ok(())
        })
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_of_five_hundred_bodies_each_is_listed_found_and_offered() {
    for database in Fresh::both().await {
        let house = House::open(database).await;
        let root = house.first.organisation;
        let row = store::organisation::find(&mut house.store.reader().await.expect("a reader"), root).await;
        let place = row.expect("reads").expect("it is there").territory;
        let done = house.office.act(house.first, "many", Many { root, place }).await;
        let last = done.unwrap_or_else(|stop| panic!("{stop}")).answer;
        let first = house.signed_in(FIRST).await;
        let (mut listed, mut path, mut pages) = (BTreeSet::new(), "/organisations".to_owned(), 0);
        loop {
            let page = first.get(&path).await;
            assert!(page.html.len() < 120_000, "{} bytes", page.html.len());
            let of_bodies = links(&page.html);
            listed
                .extend(of_bodies.iter().filter_map(|link| link.strip_prefix("/organisations/")?.parse::<i64>().ok()));
            pages += 1;
            match next(&page) {
                Some(next) => path = next,
                None => break,
            }
        }
        assert_eq!((listed.len(), pages), (MANY + 1, 6));
        assert!(listed.contains(&last));
        for lang in Lang::ALL {
            let first = first.in_language(lang);
            for (way, shown) in [("/organisations", 100_i64), ("/accounts", 40), ("/figures", 150)] {
                let page = first.get(way).await;
                assert!(page.shows(&lang.ta("finder-more", &[("count", &shown)])), "{way}");
                assert!(page.html.len() < 120_000, "{way}: {} bytes", page.html.len());
                let page = first.get(&format!("{way}?find=y+la")).await;
                assert!(page.shows(&lang.ta("finder-all", &[("count", &1_i64)])), "{way}");
                assert!(page.shows("Ủy ban nhân dân xã Ỷ La"), "{way}");
                let page = first.get(&format!("{way}?find=khong+co")).await;
                assert!(page.shows(&lang.t("finder-none")), "{way}");
            }
            let page = first.get(&format!("/organisations/{last}")).await;
            assert!(page.shows(&lang.ta("finder-more", &[("count", &200_i64)])));
        }
        // A case of the last body is found from the first page's search.
        let by = house.account("thu.ky.cuoi", last, &[Role::Clerk]).await;
        house.dialogue(by, "Đối thoại ở Ỷ La").await;
        let desk = house.signed_in("thu.ky.cuoi").await;
        let way = links(&desk.get("/").await.html).into_iter().find(|link| link.ends_with("/desk")).expect("a desk");
        let typed = desk.post(&way, &[("words", "Cầu gãy từ năm ngoái.")]).await;
        assert_eq!(typed.status, axum::http::StatusCode::SEE_OTHER, "{}", typed.html);
        let page = first.get("/search?q=cau+gay").await;
        assert!(page.shows("Cầu gãy từ năm ngoái."), "{}", page.html);
        assert!(first.get("/search?q=doi+thoai+y+la").await.shows("Đối thoại ở Ỷ La"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_for_a_signature_is_on_today_of_the_head_alone_until_it_is_signed() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let session = commune.session;
        let head = commune.colleague(Role::Head).await;
        let office = commune.colleague(Role::Office).await;
        assert!(!head.get("/").await.html.contains("id=\"to-sign\""));
        let hold = acts::dialogue::HoldSession { session, happened_on: None, attendance: Vec::new() };
        commune.house.act(commune.by, hold).await;
        let take = acts::minutes::Take {
            session,
            began: None,
            ended: None,
            secretary: "Công chức Văn phòng".to_owned(),
            conclusion: String::new(),
            read_back: true,
            seen: None,
        };
        commune.house.act(commune.by, take).await;
        let paper = format!("/dialogues/{}/minutes?session={session}", commune.dialogue);
        for lang in Lang::ALL {
            let page = head.in_language(lang).get("/").await;
            let part = page.html.split("id=\"to-sign\"").nth(1).expect("what waits").split("</section>").next();
            assert!(links(part.expect("its end")).contains(&paper), "{}", page.html);
            assert_eq!(head.get(&paper).await.status, axum::http::StatusCode::OK, "it opens that paper");
            assert!(counters(&page).contains(&(1, "/#to-sign".to_owned())), "{:?}", counters(&page));
        }
        for other in [&commune.clerk, &office] {
            assert!(!other.get("/").await.html.contains("id=\"to-sign\""), "it waits for the head alone");
        }
        let on = day(crate::house::TODAY);
        commune.house.act(commune.by, acts::minutes::Sign { session, happened_on: on }).await;
        assert!(!head.get("/").await.html.contains("id=\"to-sign\""), "and no more once it is signed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_no_head_has_an_account_the_clerk_sees_what_waits_for_a_signature() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let session = commune.session;
        let hold = acts::dialogue::HoldSession { session, happened_on: None, attendance: Vec::new() };
        commune.house.act(commune.by, hold).await;
        let take = acts::minutes::Take {
            session,
            began: None,
            ended: None,
            secretary: "Công chức Văn phòng".to_owned(),
            conclusion: String::new(),
            read_back: true,
            seen: None,
        };
        commune.house.act(commune.by, take).await;
        let paper = format!("/dialogues/{}/minutes?session={session}", commune.dialogue);
        let page = commune.clerk.get("/").await;
        let part = page.html.split("id=\"to-sign\"").nth(1).expect("what waits").split("</section>").next();
        assert!(links(part.expect("its end")).contains(&paper), "{}", page.html);
        let head = commune.colleague(Role::Head).await;
        assert!(head.get("/").await.html.contains("id=\"to-sign\""), "now a head signs in");
        assert!(!commune.clerk.get("/").await.html.contains("id=\"to-sign\""), "and it waits for the head alone");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_counter_of_what_waits_for_a_signature_counts_all_of_it_and_not_what_stands_there() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let head = commune.colleague(Role::Head).await;
    for no in 1..=12 {
        let session = commune.house.dialogue(commune.by, &format!("Đối thoại số {no}")).await.session;
        let hold = acts::dialogue::HoldSession { session, happened_on: None, attendance: Vec::new() };
        commune.house.act(commune.by, hold).await;
        let take = acts::minutes::Take {
            session,
            began: None,
            ended: None,
            secretary: "Công chức Văn phòng".to_owned(),
            conclusion: String::new(),
            read_back: true,
            seen: None,
        };
        commune.house.act(commune.by, take).await;
        let page = head.get("/").await;
        assert!(counters(&page).contains(&(no, "/#to-sign".to_owned())), "{no}: {:?}", counters(&page));
        for lang in Lang::ALL {
            let said = head.in_language(lang).get("/").await.shows(&lang.t("home-longer"));
            assert_eq!(said, no > 10, "{no}: that there are more is said");
        }
    }
}

/// The police of a commune stand in a line of their own: what its committee gave them and decides over is overdue with both.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_body_of_another_line_is_late_with_is_overdue_with_the_body_that_decides_over_it() {
    for database in Fresh::both().await {
        let house = House::open(database).await;
        let committee = commune(&house, "Cơ quan Xã Mới", "00097", "2025-07-01").await;
        let police = commune(&house, "Công an Xã Mới", "00097", "2025-07-01").await;
        let (by, officer) = (
            house.account("thu.ky.moi", committee, &[Role::Clerk]).await,
            house.account("can.bo", police, &[Role::Clerk]).await,
        );
        let case = house.act(by, letter(committee, "2026-09-10")).await.case;
        let path = format!("/cases/{case}");
        let give = acts::assignment::Assign {
            case,
            version: 1,
            lead: police,
            cooperating: Vec::new(),
            due_on: Some(day("2026-09-18")),
            evidence: String::new(),
            contact: false,
            happened_on: day("2026-09-11"),
        };
        house.act(by, give).await;
        house.store.move_today(day("2026-09-21")).await.expect("days pass");
        for (login, from) in [("thu.ky.moi", by), ("can.bo", officer)] {
            let page = house.signed_in(login).await.get("/").await;
            assert!(page.shows(&Lang::Vi.t("today-overdue")), "{login}: {}", page.html);
            assert!(cases(&page).contains(&path), "{login}");
            let list =
                DueBetween { organisation: from.organisation, below: true, from: Day::FLOOR, to: day("2026-09-20") };
            let mut read = house.store.reader().await.expect("a reader");
            assert_eq!(due_count(&mut read, list, 1000).await.expect("reads"), 1, "{login}: once");
            let above = DueBetween { organisation: house.first.organisation, ..list };
            assert_eq!(due_count(&mut read, above, 1000).await.expect("reads"), 1, "and once above both");
        }
        house.verify().await;
        let heir = house.found(house.first.organisation, "peoples_committee", "Xã Kế", Some("MP077")).await;
        let given = format!("UPDATE clocks SET decides_id = {heir} WHERE decides_id = {committee}");
        testing::run(house.url(), &given).await;
        let list = DueBetween { organisation: heir, below: true, from: Day::FLOOR, to: day("2026-09-20") };
        assert_eq!(due_count(&mut house.store.reader().await.expect("a reader"), list, 1000).await.expect("reads"), 1);
    }
}
