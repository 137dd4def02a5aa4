//! Who is told what, and how it reaches them.

use acts::assignment::AskBack;
use acts::message::MarkRead;
use store::message::Settings;

use super::{
    Arc, Hands, House, Kind, MINUTE, NoHands, Office, Refusal, Role, Runner, SECRET, SetMessages, Stop, TODAY,
    TestDisk, at, both, clock, day, house, kinds, later, list, mail, message, run,
};

async fn told(house: &House) {
    let node = Runner::new(Office::new(&house.desk.store), Arc::new(NoHands));
    run(&node, later(clock::machine(), MINUTE)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn those_concerned_are_told_and_whoever_did_it_is_not() {
    both(|place, store| async move {
        let _place = place;
        let (house, handler) = house(store).await;
        let head = house.colleague("chu.tich", house.desk.by.organisation, Role::Head).await;
        let case = house.give(SECRET, house.division, "2027-01-29").await;
        told(&house).await;
        let rows = list(&house.desk.store, handler.account).await;
        assert_eq!(rows.iter().map(|row| (row.kind, row.of)).collect::<Vec<_>>(), [(Kind::Assigned, case)]);
        assert_eq!(rows[0].due_on, Some(day("2027-01-29")));
        assert!(!format!("{rows:?}").contains("4711"), "no word of anybody is told: {rows:?}");
        assert_eq!(kinds(&house.desk.store, head.account).await, [Kind::Recorded], "the decision is the head's");
        assert!(list(&house.desk.store, house.desk.by.account).await.is_empty(), "nobody is told of their own act");
        // What the handler does is told to the commune, and not to the handler.
        let version = {
            let mut read = house.desk.store.reader().await.expect("a reader");
            store::case::find(&mut read, case).await.expect("reads").expect("is there").version
        };
        let asked = AskBack { case, version, words: SECRET.to_owned(), on_behalf_of: None, happened_on: day(TODAY) };
        house.desk.office.act(handler, "ask", asked).await.expect("it asks back");
        told(&house).await;
        assert_eq!(kinds(&house.desk.store, house.desk.by.account).await, [Kind::AskedBack]);
        assert_eq!(list(&house.desk.store, handler.account).await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_cooperates_is_told_of_the_assignment_with_its_last_day() {
    both(|place, store| async move {
        let _place = place;
        let (house, handler) = house(store).await;
        let other = house.colleague("phoi.hop", house.sister, Role::Handler).await;
        let case = house.give_with("m-1", house.division, &[house.sister], "2027-01-29").await;
        told(&house).await;
        assert_eq!(kinds(&house.desk.store, handler.account).await, [Kind::Assigned]);
        let rows = list(&house.desk.store, other.account).await;
        assert_eq!(rows.iter().map(|row| (row.kind, row.of)).collect::<Vec<_>>(), [(Kind::Cooperates, case)]);
        assert_eq!((rows[0].due_on, rows[0].organisation), (Some(day("2027-01-29")), house.sister));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_last_day_of_the_next_working_day_is_told_once_on_working_days_in_working_hours() {
    both(|place, store| async move {
        let _place = place;
        let (house, handler) = house(store).await;
        // Thursday; Friday is a day off, and the next working day is Monday.
        let due = house.give("m-1", house.division, "2027-01-04").await;
        house.give("m-2", house.division, "2027-01-05").await;
        told(&house).await;
        let node = Runner::new(Office::new(&house.desk.store), Arc::new(NoHands));
        let due_told = async || {
            node.plan(clock::machine()).await.expect("it is planned");
            run(&node, later(clock::machine(), MINUTE)).await;
            let rows = list(&house.desk.store, handler.account).await;
            rows.iter().filter(|row| row.kind == Kind::DueTomorrow).map(|row| row.of).collect::<Vec<_>>()
        };
        at(&house.desk.store, day("2026-12-31"), 6);
        assert!(due_told().await.is_empty(), "before the office opens");
        at(&house.desk.store, day("2026-12-31"), 18);
        assert!(due_told().await.is_empty(), "after it has closed");
        at(&house.desk.store, day("2027-01-03"), 9);
        assert!(due_told().await.is_empty(), "on a Sunday");
        at(&house.desk.store, day("2026-12-31"), 9);
        assert_eq!(due_told().await, [due]);
        assert_eq!(due_told().await, [due], "once");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_digest_a_day_has_what_is_unread_and_none_of_it_twice() {
    both(|place, store| async move {
        let _place = place;
        let (house, handler) = house(store).await;
        mail(&house, handler).await;
        let disk = Arc::new(TestDisk::default());
        let node = Runner::new(Office::new(&house.desk.store), Arc::clone(&disk) as Arc<dyn Hands>);
        let digests = async || {
            node.plan(clock::machine()).await.expect("it is planned");
            run(&node, later(clock::machine(), MINUTE)).await;
            let delivered = disk.delivered.lock().expect("whole");
            delivered.iter().map(|digest| (digest.name.clone(), digest.rows.len())).collect::<Vec<_>>()
        };
        house.give(SECRET, house.division, "2027-01-29").await;
        told(&house).await;
        at(&house.desk.store, day(TODAY), 9);
        let first = format!("digest-{}-2026-12-30", handler.account);
        assert_eq!(digests().await, [(first.clone(), 1)]);
        house.give("m-2", house.division, "2027-01-29").await;
        assert_eq!(digests().await, [(first.clone(), 1)], "one a day");
        at(&house.desk.store, day("2026-12-31"), 9);
        let second = format!("digest-{}-2026-12-31", handler.account);
        assert_eq!(digests().await, [(first, 1), (second, 1)], "what the first had does not come again");
        let delivered = format!("{:?}", disk.delivered.lock().expect("whole"));
        assert!(!delivered.contains("4711") && delivered.contains("can.bo@xa.example"), "{delivered}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_reads_their_own_and_chooses_of_what_they_are_told() {
    both(|place, store| async move {
        let _place = place;
        let (house, handler) = house(store).await;
        let office = &house.desk.office;
        let unread = async |account| {
            message::unread(&mut house.desk.store.reader().await.expect("a reader"), account).await.expect("reads")
        };
        for no in 0..3 {
            house.give(&format!("m-{no}"), house.division, "2027-01-29").await;
        }
        told(&house).await;
        let rows = list(&house.desk.store, handler.account).await;
        let read = MarkRead { message: rows[1].id, all: false };
        let theirs = house.desk.act("read", read).await;
        assert!(matches!(theirs, Err(Stop::Refused(Refusal::NotThere))), "{theirs:?}");
        office.act(handler, "read", read).await.expect("it is read");
        assert_eq!(unread(handler.account).await, 2);
        office.act(handler, "all", MarkRead { message: rows[0].id, all: true }).await.expect("all are read");
        assert_eq!(unread(handler.account).await, 0);
        for (address, word) in [("không phải", "plain"), ("a@b\r\nBcc: c@d", "one line")] {
            let set = SetMessages { digest: true, address: address.to_owned(), kinds: Vec::new() };
            let refused = office.act(handler, word, set).await;
            let expected = Refusal::Unreadable { field: "mail_address" };
            assert!(matches!(&refused, Err(Stop::Refused(refusal)) if *refusal == expected), "{word}: {refused:?}");
        }
        let set = SetMessages { digest: false, address: String::new(), kinds: vec!["urged".to_owned()] };
        office.act(handler, "set", set).await.expect("it is kept");
        let kept = message::settings(&mut house.desk.store.reader().await.expect("a reader"), handler.account).await;
        let Settings { digest, address, off } = kept.expect("reads");
        assert_eq!((digest, address.as_str(), off.len()), (false, "", Kind::ALL.len() - 1));
        house.give("m-9", house.division, "2027-01-29").await;
        told(&house).await;
        assert_eq!(unread(handler.account).await, 0, "they want not to be told of it");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_head_is_told_what_waits_for_their_signature_and_it_waits_until_it_is_signed() {
    both(|place, store| async move {
        let _place = place;
        let (house, handler) = house(store).await;
        let body = house.desk.by.organisation;
        let head = house.colleague("chu.tich", body, Role::Head).await;
        let waits = async || {
            let mut read = house.desk.store.reader().await.expect("a reader");
            store::minutes::to_sign(&mut read, body, 10).await.expect("reads").len()
        };
        let session = house.desk.session;
        let hold = acts::dialogue::HoldSession { session, happened_on: None, attendance: Vec::new() };
        house.desk.act("hold", hold).await.expect("it ends");
        let take = |read_back| acts::minutes::Take {
            session,
            began: None,
            ended: None,
            secretary: SECRET.to_owned(),
            conclusion: SECRET.to_owned(),
            read_back,
            seen: None,
        };
        house.desk.act("take", take(false)).await.expect("they are taken");
        told(&house).await;
        assert_eq!((kinds(&house.desk.store, head.account).await.len(), waits().await), (0, 0));
        for key in ["read-back", "again"] {
            house.desk.act(key, take(true)).await.expect("they are read back");
            told(&house).await;
        }
        let rows = list(&house.desk.store, head.account).await;
        let mine: Vec<_> = rows.iter().map(|row| (row.kind, row.of)).collect();
        assert_eq!(mine, [(Kind::MinutesToSign, house.desk.dialogue)], "once");
        assert!(!format!("{rows:?}").contains("4711"), "no word of anybody is told: {rows:?}");
        assert!(list(&house.desk.store, handler.account).await.is_empty(), "nobody else is called");
        assert_eq!(waits().await, 1);
        house.desk.act("sign", acts::minutes::Sign { session, happened_on: day(TODAY) }).await.expect("signed");
        assert_eq!(waits().await, 0);
    })
    .await;
}
