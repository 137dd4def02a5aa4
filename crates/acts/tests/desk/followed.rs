//! Whoever raised a matter follows it by code and PIN, and nobody else does.

use std::net::{IpAddr, Ipv4Addr};

use acts::account::{Secrets, Visit};
use acts::case::SpotResult;
use acts::follow::{AssessByCode, Code, GiveCode, SUBMITTER, Typed, code_of, open};
use acts::submission::Withhold;
use acts::{By, Stop};
use domain::day::Instant;
use domain::event::{Assessment, Event, Subject};
use domain::permission::Role;
use domain::refusal::Refusal;
use store::follow::Followed;
use store::{Store, review};

use super::Desk;
use super::handled::House;
use crate::support::both;

const SECRETS: Secrets = Secrets { codes: [1; 32], throttle: [2; 32] };

/// Somebody at an address, at the machine's time.
fn from(host: u32, at: i64) -> Visit {
    let address = IpAddr::V4(Ipv4Addr::from(0x0a00_0000 + host));
    Visit { address, device: "test".to_owned(), at: Instant::from_ms(at) }
}

impl Desk {
    async fn follow(&self, code: &str, pin: &str, visit: &Visit) -> Result<Followed, Stop> {
        open(&self.office, &SECRETS, &Typed { code: code.to_owned(), pin: pin.to_owned() }, visit).await
    }

    async fn follows(&self, own: &Code, host: u32) -> bool {
        match self.follow(&own.code, &own.pin, &from(host, 0)).await {
            Ok(_) => true,
            Err(Stop::Refused(Refusal::FollowWrong)) => false,
            Err(stop) => panic!("{stop}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn code_and_pin_open_their_matter_and_nothing_else() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let one = desk.act("one", desk.opinion("Nước đục.")).await.expect("it is raised");
        let two = desk.act("two", desk.opinion("Rác đầy.")).await.expect("it is raised");
        desk.act("give", GiveCode { submission: one.submission }).await.expect("the slip is given");
        let (own, other) = (code_of(&SECRETS, one.submission), code_of(&SECRETS, two.submission));
        let found = desk.follow(&own.code.to_lowercase().replace('-', " "), &own.pin, &from(1, 0)).await;
        let found = found.expect("it is theirs");
        assert_eq!((found.submission, found.case, found.words.as_str()), (one.submission, one.case, "Nước đục."));
        assert!(desk.follows(&other, 2).await);
        for (host, (code, pin)) in
            (10..).zip([(own.code.as_str(), other.pin.as_str()), (other.code.as_str(), own.pin.as_str()), ("", "")])
        {
            let wrong = desk.follow(code, pin, &from(host, 0)).await;
            assert!(matches!(wrong, Err(Stop::Refused(Refusal::FollowWrong))), "{code} {pin}");
        }
        // Each giving stands in the history of the case.
        let mut read = desk.store.reader().await.expect("a reader");
        let history = store::event::history(&mut read, Subject::Case, one.case).await.expect("reads");
        drop(read);
        assert!(history.iter().any(|known| known.event.act() == "case.code_given"));
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_struck_or_is_kept_from_everybody_is_opened_by_no_code() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let mut matters = Vec::new();
        for key in ["struck", "withheld", "stays"] {
            matters.push(desk.act(key, desk.opinion(key)).await.expect("it is raised"));
        }
        let codes: Vec<Code> = matters.iter().map(|it| code_of(&SECRETS, it.submission)).collect();
        for (host, own) in (1..).zip(&codes) {
            assert!(desk.follows(own, host).await);
        }
        let strike = acts::submission::Strike { submission: matters[0].submission, reason: "Ghi nhầm".to_owned() };
        desk.act("strike", strike).await.expect("it is struck");
        let submission = Some(matters[1].submission);
        let withhold = Withhold { session: desk.session, submission, slip: None, happened_on: None };
        desk.act("withhold", withhold).await.expect("it is withheld");
        for (host, (own, opens)) in (20..).zip(codes.iter().zip([false, false, true])) {
            assert_eq!(desk.follows(own, host).await, opens);
        }
        for (key, refusal) in [(0, Refusal::CaseStruck), (1, Refusal::WordsWithheld)] {
            let given = desk.act(&format!("give-{key}"), GiveCode { submission: matters[key].submission }).await;
            assert!(matches!(given, Err(Stop::Refused(told)) if told == refusal), "{key}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_are_slowed_per_code_and_per_address() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let raised = desk.act("one", desk.opinion("Nước đục.")).await.expect("it is raised");
        let own = code_of(&SECRETS, raised.submission);
        for host in 0..5 {
            let wrong = desk.follow(&own.code, "000000", &from(host, 0)).await;
            assert!(matches!(wrong, Err(Stop::Refused(Refusal::FollowWrong))), "{host}");
        }
        let slowed = desk.follow(&own.code, &own.pin, &from(9, 1_000)).await;
        assert!(matches!(slowed, Err(Stop::Refused(Refusal::SignInThrottled { minutes: 1 }))), "from anywhere");
        let later = desk.follow(&own.code, &own.pin, &from(9, 120_000)).await;
        later.expect("once the wait is over");
        for code in 0..20 {
            let typed = code_of(&SECRETS, 500_000 + code).code;
            let wrong = desk.follow(&typed, "000000", &from(77, 200_000)).await;
            assert!(matches!(wrong, Err(Stop::Refused(Refusal::FollowWrong))), "{code}");
        }
        let slowed = desk.follow(&own.code, &own.pin, &from(77, 201_000)).await;
        assert!(matches!(slowed, Err(Stop::Refused(Refusal::SignInThrottled { .. }))), "whatever is typed");
        desk.follow(&own.code, &own.pin, &from(78, 202_000)).await.expect("others are not in its way");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_mistypes_a_code_keeps_nobody_else_waiting() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let raised = desk.act("one", desk.opinion("Nước đục.")).await.expect("it is raised");
        let own = code_of(&SECRETS, raised.submission);
        for host in 0..8 {
            let wrong = desk.follow("khong phai ma", "000000", &from(host, 0)).await;
            assert!(matches!(wrong, Err(Stop::Refused(Refusal::FollowWrong))), "{host}: {wrong:?}");
        }
        let again = desk.follow("khong phai ma", "000000", &from(9, 1_000)).await;
        assert!(matches!(again, Err(Stop::Refused(Refusal::FollowWrong))), "told that it is wrong, not to wait");
        desk.follow(&own.code, &own.pin, &from(3, 2_000)).await.expect("whoever mistyped once types it right");
    })
    .await;
}

/// Ten thousand guesses, as somebody makes them whom the throttle can't hold.
#[tokio::test(flavor = "multi_thread")]
async fn slow_ten_thousand_guesses_open_nothing() {
    const LETTERS: &[u8] = b"23456789CHKLMNPQTV";
    both(async |_, store: Store| {
        let tries = 10_000;
        let desk = Desk::open(store).await;
        let mut codes = Vec::new();
        for at in 0..20 {
            let raised = desk.act(&format!("r{at}"), desk.opinion("Nước đục.")).await.expect("it is raised");
            codes.push(code_of(&SECRETS, raised.submission));
        }
        let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = |most: u64| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            usize::try_from(seed % most).expect("small")
        };
        let (mut hits, mut guessed) = (0, 0);
        for at in 0..tries {
            // A third near what is known, with one letter changed; the rest at random; PINs at random.
            let code = if at % 3 == 0 {
                let mut near: Vec<u8> = codes[next(20)].code.bytes().collect();
                let place = [0, 1, 2, 3, 5, 6, 7, 8, 10, 11, 12, 13][next(12)];
                let other = LETTERS.iter().filter(|letter| **letter != near[place]).nth(next(17)).expect("17 others");
                near[place] = *other;
                String::from_utf8(near).expect("ASCII")
            } else {
                (0..12).map(|_| char::from(LETTERS[next(18)])).collect()
            };
            let pin = format!("{:06}", next(1_000_000));
            // Nobody waits: each comes from an address of its own, a quarter of an hour after the one before.
            let visit = from(u32::try_from(at).expect("few"), at * 1_000_000);
            match desk.follow(&code, &pin, &visit).await {
                Err(Stop::Refused(Refusal::FollowWrong)) => guessed += 1,
                Ok(_) => hits += 1,
                Err(stop) => panic!("{stop}"),
            }
        }
        assert_eq!((hits, guessed), (0, tries));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_person_says_themselves_what_they_think_and_nobody_else_says_it_in_their_place() {
    both(async |_, store| {
        let house = House::open(store).await;
        let (desk, matter) = (&house.desk, house.raise("Nước đục").await);
        let said = async |value, words: &str| AssessByCode {
            submission: matter.submission,
            case: matter.case,
            version: desk.case(matter.case).await.version,
            value,
            words: words.to_owned(),
            no_denunciation: false,
        };
        let act =
            async |by: By, key: &str, act: AssessByCode| desk.office.act(by, key, act).await.map(|done| done.answer);
        let early = act(SUBMITTER, "early", said(Assessment::Agreed, "").await).await;
        assert!(matches!(early, Err(Stop::Refused(Refusal::CaseNotEnded))));
        desk.answer("a", matter.case, SpotResult::Done).await.expect("it is answered");
        for (key, by) in [("clerk", desk.by), ("nobody", By::NOBODY)] {
            let other = act(by, key, said(Assessment::Agreed, "").await).await;
            assert!(matches!(other, Err(Stop::Refused(Refusal::NotAllowed))), "{key}");
        }
        let wordless = act(SUBMITTER, "w", said(Assessment::NotAgreed, " ").await).await;
        assert!(matches!(wordless, Err(Stop::Refused(Refusal::Missing { field: "assess_words" }))));
        let old = AssessByCode { version: 1, ..said(Assessment::Agreed, "").await };
        assert!(matches!(act(SUBMITTER, "old", old).await, Err(Stop::Refused(Refusal::Conflict))));
        act(SUBMITTER, "no", said(Assessment::NotAgreed, "Vẫn đục").await).await.expect("it is recorded");
        let again = act(SUBMITTER, "again", said(Assessment::Agreed, "").await).await;
        assert!(matches!(again, Err(Stop::Refused(Refusal::ReviewUnderWay))), "whoever else raised it waits for that");
        let mut read = desk.store.reader().await.expect("a reader");
        let events = store::event::timeline(&mut read, Subject::Case, matter.case).await.expect("reads");
        let own = events.iter().find(|row| row.recorded.event.act() == "case.assessed").expect("it was said");
        assert!(own.by_submitter && own.typist.is_empty() && own.organisation.is_empty());
        assert!(matches!(&own.recorded.event, Event::Case(it) if it.words().is_some()));
        assert_eq!(review::of_case(&mut read, matter.case).await.expect("reads").len(), 1);
        drop(read);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_is_given_by_who_writes_at_the_desk() {
    both(async |_, store| {
        let house = House::open(store).await;
        let (desk, matter) = (&house.desk, house.raise("Nước đục").await);
        let own = desk.by.organisation;
        for (login, body, role, may) in [
            ("handler", own, Role::Handler, false),
            ("supervisor", own, Role::Supervisor, false),
            ("administrator", own, Role::Administrator, false),
            ("division", house.division, Role::Clerk, false),
            ("head", own, Role::Head, true),
            ("office", own, Role::Office, true),
        ] {
            let by = house.colleague(login, body, role).await;
            let done = desk.office.act(by, login, GiveCode { submission: matter.submission }).await;
            assert_eq!(done.is_ok(), may, "{login}");
        }
    })
    .await;
}
