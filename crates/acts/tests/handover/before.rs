//! What came to a body before the one that writes it down was there.

use acts::dialogue;
use acts::letter::Register;
use domain::dialogue::{Audience, Form};
use domain::event::{Kind, Subject};
use domain::permission::{Act, Role};
use domain::refusal::Refusal;

use super::{House, TODAY, day, place, refused};
use crate::support::both;

fn letter(organisation: i64, on: &str) -> Register {
    Register {
        organisation,
        series: String::new(),
        number: "12".to_owned(),
        received_on: day(on),
        words: "Ranh giới đất chưa rõ.".to_owned(),
        no_denunciation: false,
        name: String::new(),
        contact: String::new(),
        address: String::new(),
        territory: None,
        field: "01".to_owned(),
        kind: Kind::Recommendation,
        entry: acts::letter::Entry::default(),
    }
}

/// A commune that took the place of another on the first of July, and its clerk.
async fn successor(house: &House, old: &[&str]) -> (Vec<i64>, i64, acts::By) {
    let mut ended = Vec::new();
    for name in old {
        ended.push(house.found(house.root(), &format!("UBND {name}"), Some(place("commune", name))).await);
    }
    let new = Some(place("commune", "Xã Mới"));
    let new = house.found_as(house.root(), "peoples_committee", "UBND Xã Mới", new, "2026-07-01").await;
    for old in &ended {
        house.end(*old, "2026-07-01", &[new]).await;
    }
    let clerk = house.account("thu.ky.moi", new, &[Role::Clerk]).await;
    (ended, new, clerk)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_of_before_is_raised_with_the_body_before_and_the_one_of_today_answers_for_it() {
    both(async |_, store| {
        let house = House::open(store).await;
        let (old, new, clerk) = successor(&house, &["Xã Cũ"]).await;
        let before = house.act(clerk, letter(new, "2026-06-30")).await.expect("it is entered");
        let since = house.act(clerk, letter(new, "2026-07-01")).await.expect("it is entered");
        let mut read = house.store.reader().await.expect("a reader");
        let row = store::case::find(&mut read, before.case).await.expect("reads").expect("it is there");
        assert_eq!((row.origin_id, row.accountable_id, row.place.as_str()), (old[0], new, "Xã Cũ"));
        assert_eq!((row.origin.as_str(), row.channel.as_str()), ("UBND Xã Cũ", "letter"));
        let row = store::case::find(&mut read, since.case).await.expect("reads").expect("it is there");
        assert_eq!((row.origin_id, row.accountable_id), (new, new));
        // A figure counts each where it was raised.
        for (scope, expected) in [(old[0], before.case), (new, since.case)] {
            let population = store::figure::Population {
                scope,
                below: true,
                from: day("2026-01-01"),
                to: day(TODAY),
                state_on: day(TODAY),
                as_of: domain::day::Instant::end_of(day(TODAY)),
            };
            let list = store::figure::list(&mut read, &population, &[], None, None, 10).await.expect("reads");
            assert_eq!(list.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [expected]);
        }
        // Who answers for it finds it by its words.
        let found = store::search::find(&mut read, &[new], "ranh giới").await.expect("reads");
        assert_eq!(found.len(), 2);
        drop(read);
        house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_of_before_stands_in_the_book_of_the_body_that_enters_it_with_every_right_to_it() {
    both(async |_, store| {
        let house = House::open(store).await;
        let (old, new, clerk) = successor(&house, &["Xã Cũ"]).await;
        let entered = house.act(clerk, letter(new, "2026-06-30")).await.expect("it is entered");
        let mistaken = house.act(clerk, letter(new, "2026-06-29")).await.expect("it is entered");
        let mut read = house.store.reader().await.expect("a reader");
        let row = store::letter::find(&mut read, entered.letter).await.expect("reads").expect("it is there");
        assert_eq!(row.organisation, new);
        let case = store::case::find(&mut read, entered.case).await.expect("reads").expect("it is there");
        assert_eq!((case.origin_id, case.accountable_id), (old[0], new), "it was raised with the one of before");
        let of = store::grant::Of::Organisation(new);
        let (grant, _) = store::grant::may(&mut read, clerk, Act::CaseRead, of).await.expect("a grant");
        let which = store::letter::list::Which::default();
        let listed = store::letter::list::page(&mut read, &grant, &which, None, 9).await.expect("reads").rows;
        assert_eq!(listed.iter().map(|it| it.letter).collect::<Vec<_>>(), [entered.letter, mistaken.letter]);
        let found = store::search::numbered(&mut read, &grant, "12").await.expect("reads");
        assert_eq!(found.len(), 2, "found by its number: {found:?}");
        drop(read);
        let (series, number) = (String::new(), "13".to_owned());
        let entry = acts::letter::Entry { archive_box: "Hộp 3".to_owned(), ..acts::letter::Entry::default() };
        let mut read = house.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Letter, entered.letter).await.expect("reads");
        let seen = domain::letter::Letter::by(&events).expect("it has a history").entered_by;
        drop(read);
        let describe = acts::letter::Describe { letter: entered.letter, seen, series, number, entry };
        house.act(clerk, describe).await.expect("the book is mended");
        let slip = acts::follow::GiveCode { submission: entered.submission };
        house.act(clerk, slip).await.expect("the citizen gets a slip");
        let reason = "Nhập nhầm".to_owned();
        let strike = acts::letter::Strike { letter: mistaken.letter, reason };
        house.act(clerk, strike).await.expect("it is taken out");
        house.verify().await;
        house.act(clerk, acts::letter::Withhold { letter: entered.letter }).await.expect("it is kept from everybody");
        house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_known_body_of_before_could_have_got_is_refused_with_the_first_day() {
    both(async |_, store| {
        let house = House::open(store).await;
        let (_, new, clerk) = successor(&house, &[]).await;
        let from = day("2026-07-01");
        let early = refused(house.act(clerk, letter(new, "2026-06-30")).await);
        assert_eq!(early, Refusal::BeforeBody { field: "received_on", from });
        let announce = dialogue::Announce {
            organisation: new,
            title: "Nước sạch".to_owned(),
            duties: Vec::new(),
            audience: Audience::Residents,
            members_of: None,
            form: Form::Conference,
            planned: None,
            sessions: vec![dialogue::Session {
                on: day("2026-06-30"),
                territory: None,
                place: String::new(),
                chair: None,
                deputy_reason: String::new(),
            }],
            happened_on: day("2026-06-20"),
        };
        assert_eq!(refused(house.act(clerk, announce).await), Refusal::BeforeBody { field: "session", from });
        house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_bodies_before_one_the_village_says_which_got_the_letter() {
    both(async |_, store| {
        let house = House::open(store).await;
        let (old, new, clerk) = successor(&house, &["Xã Trên", "Xã Dưới"]).await;
        let from = day("2026-07-01");
        let unclear = refused(house.act(clerk, letter(new, "2026-06-30")).await);
        assert_eq!(unclear, Refusal::BeforeBody { field: "received_on", from });
        let mut read = house.store.reader().await.expect("a reader");
        let lower = store::organisation::find(&mut read, old[1]).await.expect("reads").expect("it is there").territory;
        drop(read);
        let named = Register { territory: Some(lower), ..letter(new, "2026-06-30") };
        let entered = house.act(clerk, named).await.expect("it is entered");
        let mut read = house.store.reader().await.expect("a reader");
        let row = store::case::find(&mut read, entered.case).await.expect("reads").expect("it is there");
        assert_eq!((row.origin_id, row.accountable_id), (old[1], new));
        drop(read);
        house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_more_bodies_before_one_than_are_looked_through_none_is_taken_for_the_only_one() {
    both(async |_, store| {
        let house = House::open(store).await;
        let names: Vec<String> = (1..=26).map(|number| format!("Xã Số {number:02}")).collect();
        let called: Vec<&str> = names.iter().map(String::as_str).collect();
        let (old, new, clerk) = successor(&house, &called).await;
        let mut read = house.store.reader().await.expect("a reader");
        let first = store::organisation::find(&mut read, old[0]).await.expect("reads").expect("it is there").territory;
        drop(read);
        let asked = Register { territory: Some(first), ..letter(new, "2026-06-30") };
        let from = day("2026-07-01");
        let refusal = refused(house.act(clerk, asked).await);
        assert_eq!(refusal, Refusal::BeforeBody { field: "received_on", from });
        house.verify().await;
    })
    .await;
}
