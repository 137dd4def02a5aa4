//! The first minutes: one code, one body, one account.

use acts::account::{FIRST_CODE_MS, begin, first_code};
use acts::{Office, Stop};
use domain::day::Instant;
use domain::refusal::Refusal;
use futures_util::future::join_all;
use store::{Store, clock, history};

use super::{Beginning, House, LOGIN, PASSWORD, beginning, from, own_place, refused, secrets};
use crate::support::both;

async fn try_to_begin(store: &Store, key: &str, typed: &Beginning, address: u8, at: Instant) -> Result<i64, Stop> {
    let done = begin(&Office::new(store), &secrets(), key, typed, &from(address, at)).await;
    done.map(|(begun, ..)| begun.organisation)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_is_the_same_until_it_is_over_or_used() {
    both(async |place, store| {
        let (office, secrets, at) = (Office::new(&store), secrets(), clock::machine());
        let one = first_code(&office, &secrets, at).await.unwrap().unwrap();
        let beside = Office::new(&place.open().await);
        let two = first_code(&beside, &secrets, at).await.unwrap().unwrap();
        assert_eq!((&one.code, one.until), (&two.code, two.until));
        let tomorrow = Instant::from_ms(at.ms() + FIRST_CODE_MS);
        assert_eq!(refused(try_to_begin(&store, "late", &beginning(&one.code), 1, tomorrow).await), Refusal::CodeWrong);
        let new = first_code(&office, &secrets, tomorrow).await.unwrap().unwrap();
        assert_ne!(one.code, new.code);
        assert_eq!(refused(try_to_begin(&store, "old", &beginning(&one.code), 1, tomorrow).await), Refusal::CodeWrong);
        try_to_begin(&store, "new", &beginning(&new.code.to_lowercase()), 1, tomorrow).await.unwrap();
        assert!(first_code(&office, &secrets, tomorrow).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_said_and_nothing_is_kept() {
    both(async |_, store| {
        let (office, secrets, at) = (Office::new(&store), secrets(), clock::machine());
        let code = first_code(&office, &secrets, at).await.unwrap().unwrap().code;
        let right = beginning(&code);
        let wrong = [
            (Beginning { code: "2222-2222-2222-2222".to_owned(), ..right.clone() }, Refusal::CodeWrong),
            (Beginning { code: String::new(), ..right.clone() }, Refusal::CodeWrong),
            (Beginning { place: own_place("commune", " "), ..right.clone() }, Refusal::Missing { field: "territory" }),
            (
                Beginning { place: own_place("village", "Thôn Mẫu"), ..right.clone() },
                Refusal::NotAChoice { field: "level" },
            ),
            (Beginning { login: "Mận".to_owned(), ..right.clone() }, Refusal::Unreadable { field: "login" }),
            (Beginning { password: "ngắn".to_owned(), ..right.clone() }, Refusal::PasswordTooShort { least: 15 }),
            (Beginning { password: "123456789012345".to_owned(), ..right.clone() }, Refusal::PasswordTooCommon),
        ];
        for (typed, refusal) in wrong {
            assert_eq!(refused(try_to_begin(&store, "one", &typed, 1, at).await), refusal);
        }
        try_to_begin(&store, "one", &right, 1, at).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_all_who_begin_at_once_one_does() {
    both(async |place, store| {
        let (other, at) = (place.open().await, clock::machine());
        let code = first_code(&Office::new(&store), &secrets(), at).await.unwrap().unwrap().code;
        let typed: Vec<Beginning> =
            (0..8).map(|n| Beginning { login: format!("first{n}"), ..beginning(&code) }).collect();
        let keys: Vec<String> = (0..8).map(|n| format!("key{n}")).collect();
        let tries = (0..8_u8).map(|n| {
            let node = if n % 2 == 0 { &store } else { &other };
            try_to_begin(node, &keys[usize::from(n)], &typed[usize::from(n)], n, at)
        });
        let answers = join_all(tries).await;
        let (begun, refusals): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
        assert_eq!(begun.len(), 1);
        for answer in refusals {
            // One form of eight shares its subject with the others: some are slowed before they are refused.
            let refusal = refused(answer);
            assert!(matches!(refusal, Refusal::NotThere | Refusal::SignInThrottled { .. }), "{refusal:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_form_twice_is_answered_twice_and_begins_once() {
    both(async |_, store| {
        let house = House::open(&store).await;
        let typed = beginning("whatever");
        assert_eq!(refused(try_to_begin(&store, "other", &typed, 1, house.at).await), Refusal::NotThere);
        let (office, secrets) = (Office::new(&store), secrets());
        // The code in the form is the same, although it has been used.
        let code = house.code.clone();
        let again = begin(&office, &secrets, "begin", &beginning(&code), &from(1, house.at)).await.unwrap();
        assert_eq!((&again.0, &again.1), (&house.begun, &house.recovery));
        assert_ne!(again.2.token, house.first.token);
        let other = Beginning { password: "mười người mười ý khác nhau".to_owned(), ..beginning(&code) };
        assert_eq!(refused(try_to_begin(&store, "begin", &other, 1, house.at).await), Refusal::KeyReused);
        house.sign_in(LOGIN, PASSWORD, &from(1, house.at)).await.unwrap();
        let verified = history::verify(&mut store.reader().await.unwrap()).await.unwrap();
        assert_eq!(verified.problems, Vec::<String>::new());
        assert_eq!((verified.subjects, verified.events), (2, 6));
    })
    .await;
}
