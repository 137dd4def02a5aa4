//! Tables of what was raised elsewhere than at a dialogue: no dialogue of anybody, and submissions by their channel.

use acts::Stop;
use acts::behalf::Contest;
use acts::dialogue::Conclude;
use acts::event::Strike;
use acts::import::{Start, Ways, carry_on, check, take_in};
use acts::notice::{Draft, Issue, Place, PlaceCase};
use domain::dialogue::Duty;
use domain::event::{Channel, Subject};
use domain::handover::Kind;
use domain::permission::{Act as Right, Role};
use domain::refusal::Refusal;
use store::behalf::{self, For};
use store::figure::results::{self, Asked, Counts, Mode, Number, Scope, Which, open};
use store::figure::{self, Population, Wanted};
use store::grant::{Of, may};
use store::handover::left;
use store::notice::signed::told;
use store::organisation::Bodies;
use store::plan::board;
use store::{Read as _, dialogue, follow, import, minutes, notice};

use crate::desk::handled::House;
use crate::desk::{Desk, HELD, day};
use crate::support::both;

const TABLE: &str = "Nội dung\tNgày nêu\tKênh\n\
     Sửa cầu quokka\t01/08/2026\t\n\
     Nước đục quokka\t01/08/2026\tTXCT\n\
     Đèn đường quokka\t01/08/2026\tĐường dây nóng\n\
     Lát đường quokka\t01/08/2026\tHội nghị đối thoại\n\
     Rác thải quokka\t02/08/2026\tQuán nước\n";

fn asked(desk: &Desk) -> Asked {
    Asked {
        scope: Scope::Body(desk.by.organisation),
        mode: Mode::Raised,
        from: day("2026-08-01"),
        to: day("2026-08-31"),
        state_on: day(HELD),
        as_of: domain::day::Instant::end_of(day("2026-12-31")),
    }
}

async fn counts(desk: &Desk) -> Counts {
    let mut read = desk.store.reader().await.expect("a reader");
    let lines = results::count(&mut read, &asked(desk), "commune").await.expect("counts");
    lines.iter().find(|line| line.level.is_none() && line.line.is_none()).expect("a total").counts.clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_raised_elsewhere_is_no_dialogue_of_a_head_and_counts_by_its_channel() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let before = counts(&desk).await;
        let on = day("2026-08-01");
        let found = sheets::recognise(&sheets::read(TABLE.as_bytes()).unwrap(), on, day(HELD)).unwrap();
        let mut checked = {
            let mut read = desk.store.reader().await.expect("a reader");
            let ways = Ways { channel: Some(Channel::Voters), ..Ways::default() };
            check(&mut read, desk.by.organisation, on, &found, ways).await.expect("it is checked")
        };
        checked.held.duties = vec![Duty::Chairman];
        let channels: Vec<Channel> = checked.rows.iter().map(acts::import::Row::channel).collect();
        let own = [Channel::Voters, Channel::Voters, Channel::Call, Channel::Spoken, Channel::Voters];
        assert_eq!(channels, own, "that of a row wins");
        assert_eq!(checked.notes.iter().map(|told| told.problem.as_str()).collect::<Vec<_>>(), ["unknown_channel"]);
        assert_eq!(checked.looked().elsewhere, 4);
        let import = take_in(&desk.office, desk.by, "t", ("Quý III", on), &checked).await.expect("it is kept");
        desk.act("s", Start { import }).await.expect("it is started");
        carry_on(&desk.office, import).await.expect("it is written");
        let after = counts(&desk).await;
        assert_eq!(after.dialogues.held, before.dialogues.held + 1, "the one that says it was a dialogue");
        assert_eq!(after.turns, before.turns + 1);
        assert_eq!(after.submissions, before.submissions + 5);
        assert_eq!((after.voters, after.elsewhere), (before.voters + 3, before.elsewhere + 1));
        assert_eq!(after.cases.total, before.cases.total + 5);
        let mut read = desk.store.reader().await.expect("a reader");
        for (number, rows) in [(Number::Voters, 3), (Number::Elsewhere, 1), (Number::Turns, after.turns)] {
            let page = open(&mut read, &asked(&desk), Which::default(), number, None, 50).await.expect("opens");
            assert_eq!(i64::try_from(page.rows.len()).unwrap(), rows, "{number:?} opens its rows");
        }
        let made = import::dialogues(&mut read, import).await.expect("reads");
        assert_eq!(made.iter().filter(|of| of.elsewhere).count(), 2, "one for each day");
        for of in made {
            let sql = "SELECT duties FROM dialogues WHERE id = $1";
            let duties: String =
                read.row(sql, &[store::Value::Int(of.dialogue)]).await.unwrap().unwrap().get(0).expect("its duties");
            assert_eq!(duties == "[]", of.elsewhere, "it fulfils no duty");
        }
        // Before what was raised on 02/08 the minutes name the dialogue of 01/08, and not the hearing of that day.
        let made = import::dialogues(&mut read, import).await.expect("reads");
        let spoken = made.iter().find(|of| !of.elsewhere).expect("one was a dialogue").dialogue;
        let mut earlier = Vec::new();
        for of in &made {
            for session in dialogue::session::of(&mut read, of.dialogue).await.expect("reads") {
                let found = store::synthesis::earlier(&mut read, session.id).await.expect("reads");
                earlier.extend(found.map(|it| (it.held_on, it.dialogue)));
            }
        }
        assert_eq!(earlier, [(on, spoken)]);
        let elsewhere = import::dialogues(&mut read, import).await.expect("reads").into_iter().find(|of| of.elsewhere);
        let elsewhere = elsewhere.expect("is there").dialogue;
        drop(read);
        let conclude = Conclude {
            dialogue: elsewhere,
            happened_on: day(HELD),
            minutes_signed_on: None,
            no_minutes: String::new(),
        };
        let conclude = desk.act("c", conclude).await;
        assert!(matches!(conclude, Err(Stop::Refused(Refusal::AlreadyDone))), "the table concluded it: {conclude:?}");
        let mut read = desk.store.reader().await.expect("a reader");
        let told = store::event::timeline(&mut read, Subject::Dialogue, elsewhere).await.expect("reads");
        assert!(told.iter().all(|it| !format!("{:?}", it.recorded.event).contains("DutiesStarted")), "it starts none");
        drop(read);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_table_concludes_is_no_act_of_the_head_and_is_not_struck_alone() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let on = day("2026-08-01");
        let found = sheets::recognise(&sheets::read(TABLE.as_bytes()).unwrap(), on, day(HELD)).unwrap();
        let checked = {
            let mut read = desk.store.reader().await.expect("a reader");
            let ways = Ways { channel: Some(Channel::Voters), ..Ways::default() };
            check(&mut read, desk.by.organisation, on, &found, ways).await.expect("it is checked")
        };
        let import = take_in(&desk.office, desk.by, "t", ("Quý III", on), &checked).await.expect("it is kept");
        desk.act("s", Start { import }).await.expect("it is started");
        carry_on(&desk.office, import).await.expect("it is written");
        let mut read = desk.store.reader().await.expect("a reader");
        let (grant, _) =
            may(&mut read, desk.by, Right::CaseRead, Of::Organisation(desk.by.organisation)).await.expect("may");
        let whose = For { account: 0, head: true };
        let listed = behalf::recorded_for(&mut read, &grant, whose, None, 50).await.expect("reads");
        let elsewhere: Vec<i64> = import::dialogues(&mut read, import)
            .await
            .expect("reads")
            .into_iter()
            .filter_map(|of| of.elsewhere.then_some(of.dialogue))
            .collect();
        assert_eq!(elsewhere.len(), 2);
        let listed = |id| listed.rows.iter().any(|row| (row.subject, row.id) == (Subject::Dialogue, id));
        let (mut concluded, mut held) = (Vec::new(), Vec::new());
        for dialogue in elsewhere {
            assert!(!listed(dialogue), "nothing of it was decided by the head");
            let row = dialogue::find(&mut read, dialogue).await.expect("reads").expect("is there");
            assert_eq!(row.state, "concluded", "and nobody has to conclude it");
            let told = store::event::timeline(&mut read, Subject::Dialogue, dialogue).await.expect("reads");
            let of = |act: &str| told.iter().find(|it| it.recorded.event.act() == act).expect("is there").recorded.id;
            concluded.push(of("dialogue.import_concluded"));
            held.push(of("dialogue.held"));
        }
        drop(read);
        for (at, event) in held.into_iter().enumerate() {
            let strike = Strike { event, reason: "Nhầm".to_owned() };
            let struck = desk.act(&format!("h{at}"), strike).await;
            assert!(
                matches!(struck, Err(Stop::Refused(Refusal::LaterStands))),
                "what is concluded was held: {struck:?}"
            );
        }
        for (at, event) in concluded.into_iter().enumerate() {
            let strike = Strike { event, reason: "Nhầm".to_owned() };
            let struck = desk.act(&format!("x{at}"), strike).await;
            assert!(matches!(struck, Err(Stop::Refused(Refusal::NotAllowed))), "only with the table: {struck:?}");
            let contest = Contest { event, reason: "Không phải".to_owned() };
            let contested = desk.act(&format!("y{at}"), contest).await;
            assert!(matches!(contested, Err(Stop::Refused(Refusal::NotThere))), "it is nobody's act: {contested:?}");
        }
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_raised_by_no_dialogue_is_left_to_nobody_and_asks_for_no_minutes_whatever_its_channel() {
    both(async |_, store| {
        let house = House::open(store).await;
        let desk = &house.desk;
        let clerk = house.colleague("division.clerk", house.division, Role::Clerk).await;
        let on = day("2026-08-01");
        for channel in Channel::OF_TABLES {
            let key = channel.as_str();
            let table = format!("Nội dung\tNgày nêu\nViệc của kênh {key}\t01/08/2026\n");
            let found = sheets::recognise(&sheets::read(table.as_bytes()).unwrap(), on, day(HELD)).unwrap();
            let checked = {
                let mut read = desk.store.reader().await.expect("a reader");
                let ways = Ways { channel: Some(channel), ..Ways::default() };
                check(&mut read, clerk.organisation, on, &found, ways).await.expect("it is checked")
            };
            let import = take_in(&desk.office, clerk, key, ("Quý III", on), &checked).await.expect("it is kept");
            desk.office.act(clerk, &format!("s-{key}"), Start { import }).await.expect("it is started");
            carry_on(&desk.office, import).await.expect("it is written");
            let mut read = desk.store.reader().await.expect("a reader");
            let made = import::dialogues(&mut read, import).await.expect("reads").remove(0).dialogue;
            let (state, channels) =
                if channel.is_of_dialogue() { ("held", Vec::new()) } else { ("elsewhere", vec![key.to_owned()]) };
            let row = dialogue::find(&mut read, made).await.expect("reads").expect("is there");
            assert_eq!((row.shown_state(), row.elsewhere), (state, !channel.is_of_dialogue()), "{key}");
            assert_eq!(dialogue::channels(&mut read, made).await.expect("reads"), channels);
            let (case, _) = import::raised_on(&mut read, clerk.organisation, on, 1).await.expect("reads").remove(0);
            let submission = follow::of_case(&mut read, case).await.expect("reads")[0].0;
            let followed = follow::find(&mut read, submission).await.expect("reads").expect("is there");
            assert_eq!(followed.channel, key, "whoever follows it reads by which channel it came");
            let left = left::of_body(&mut read, clerk.organisation, day(HELD)).await.expect("reads");
            let left: Vec<i64> = left.iter().filter(|it| it.kind == Kind::Dialogue).map(|it| it.subject).collect();
            assert_eq!(left.contains(&made), channel.is_of_dialogue(), "{key}: no dialogue is left to anybody");
            let own = Of::Organisation(clerk.organisation);
            let (grant, _) = may(&mut read, clerk, Right::DialogueRead, own).await.expect("their own");
            let without = minutes::without(&mut read, &grant, day("2026-01-01"), 20).await.expect("reads");
            assert_eq!(without.len(), 0, "{key}: nobody asks why it has no minutes");
            let year = board::year(&mut read, &grant, 2026).await.expect("reads");
            assert_eq!(year.bodies.len(), usize::from(channel.is_of_dialogue()), "{key}: no row of the board");
            let back = board::reaches_back(&mut read, &grant, 2027).await.expect("reads");
            assert_eq!(back, channel.is_of_dialogue(), "{key}: no year to go back to");
            drop(read);
            let undo = acts::import::Undo { import, reason: "Làm lại".to_owned() };
            desk.office.act(clerk, &format!("u-{key}"), undo).await.expect("it is taken back");
        }
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_issued_notice_keeps_by_which_channels_it_was_raised_and_a_draft_names_none_that_was_struck() {
    both(async |place, store| {
        let desk = Desk::open(store).await;
        let on = day("2026-08-01");
        let table = "Nội dung\tNgày nêu\tKênh\nNước đục\t01/08/2026\tTXCT\nĐèn tối\t01/08/2026\tĐường dây nóng\n";
        let found = sheets::recognise(&sheets::read(table.as_bytes()).unwrap(), on, day(HELD)).unwrap();
        let checked = {
            let mut read = desk.store.reader().await.expect("a reader");
            check(&mut read, desk.by.organisation, on, &found, Ways::default()).await.expect("it is checked")
        };
        let import = take_in(&desk.office, desk.by, "t", ("Quý III", on), &checked).await.expect("it is kept");
        desk.act("s", Start { import }).await.expect("it is started");
        carry_on(&desk.office, import).await.expect("it is written");
        let mut read = desk.store.reader().await.expect("a reader");
        let dialogue = import::dialogues(&mut read, import).await.expect("reads").remove(0).dialogue;
        drop(read);
        let draft = Draft { dialogue, organisation: None, replaces: None, happened_on: day(HELD) };
        let id = desk.act("d", draft).await.expect("it is drafted");
        let named = async || {
            let mut read = desk.store.reader().await.expect("a reader");
            let row = notice::find(&mut read, id).await.expect("reads").expect("is there");
            let told = told(&mut read, &row, documents::issuer::line, day(HELD)).await.expect("reads");
            told.expect("it stands").around.channels.expect("they are told")
        };
        assert_eq!(named().await, ["call", "voters"]);
        // A mistake that was struck is no channel, and it stays none in what is issued.
        let strike = |channel: &str, event: &str| {
            format!("UPDATE submissions SET struck_event_id = {event} WHERE channel = '{channel}'")
        };
        let some = "(SELECT min(id) FROM events)";
        testing::run(place.fresh.url(), &strike("call", some)).await;
        assert_eq!(named().await, ["voters"]);
        testing::run(place.fresh.url(), &strike("voters", some)).await;
        assert_eq!(named().await, ["call", "voters"], "where all was struck it still was no dialogue");
        for channel in ["call", "voters"] {
            testing::run(place.fresh.url(), &strike(channel, "NULL")).await;
        }
        let cases: Vec<i64> = {
            let mut read = desk.store.reader().await.expect("a reader");
            let points = notice::points(&mut read, id).await.expect("reads");
            points.iter().flat_map(|point| point.cases.clone()).collect()
        };
        for (at, case) in cases.into_iter().enumerate() {
            let mut read = desk.store.reader().await.expect("a reader");
            let version = notice::find(&mut read, id).await.expect("reads").expect("is there").version;
            drop(read);
            let place = PlaceCase { notice: id, version, case, place: Place::Noted, happened_on: day(HELD) };
            desk.act(&format!("n{at}"), place).await.expect("it is noted");
        }
        let mut read = desk.store.reader().await.expect("a reader");
        let version = notice::find(&mut read, id).await.expect("reads").expect("is there").version;
        drop(read);
        let (number, signer) = ("05".to_owned(), Some(desk.term));
        let issue = Issue { notice: id, version, number, signer, happened_on: day(HELD) };
        desk.act("i", issue).await.expect("it is issued");
        desk.verify().await;
        testing::run(place.fresh.url(), "UPDATE submissions SET channel = 'web'").await;
        assert_eq!(named().await, ["call", "voters"], "as it was signed");
        // What was kept before channels were kept with it was printed with those that there are.
        let kept = r#"UPDATE texts SET body = replace(body, ',"channels":["call","voters"]', '')"#;
        testing::run(place.fresh.url(), kept).await;
        assert_eq!(named().await, ["web"], "it still was no dialogue");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_by_a_rare_channel_looks_at_so_many_cases_at_once_and_goes_on_until_all_are_found() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let on = day("2026-08-01");
        let found = sheets::recognise(&sheets::read(TABLE.as_bytes()).unwrap(), on, day(HELD)).unwrap();
        let checked = {
            let mut read = desk.store.reader().await.expect("a reader");
            check(&mut read, desk.by.organisation, on, &found, Ways::default()).await.expect("it is checked")
        };
        let import = take_in(&desk.office, desk.by, "t", ("Quý III", on), &checked).await.expect("it is kept");
        desk.act("s", Start { import }).await.expect("it is started");
        carry_on(&desk.office, import).await.expect("it is written");
        let Asked { from, to, state_on, as_of, .. } = asked(&desk);
        let population = Population { scope: desk.by.organisation, below: false, from, to, state_on, as_of };
        let mut read = desk.store.reader().await.expect("a reader");
        let bodies = Bodies::read(&mut read, desk.by.organisation, false).await.expect("reads");
        for channel in ["call", "voters", "spoken"] {
            let list = async |read: &mut store::Reader<'_>, looked, before| {
                let wanted = Wanted { channel: Some((channel, looked)), ..Wanted::default() };
                let page = figure::counted_list(read, &population, &bodies, wanted, before, 2, 9).await.expect("reads");
                let file = figure::list_wanted(read, &population, wanted, before, 2).await.expect("reads");
                let ids: Vec<i64> = page.0.rows.iter().map(|row| row.id).collect();
                assert_eq!(ids, file.0.rows.iter().map(|row| row.id).collect::<Vec<_>>(), "the file is the page");
                assert_eq!((page.1, page.0.more, file.0.more), (file.1, file.1.is_some(), file.1.is_some()));
                assert!(page.0.rows.iter().all(|row| row.channel == channel));
                (ids, page.1, page.2)
            };
            let (mut whole, mut next, count) = list(&mut read, 100, None).await;
            while next.is_some() {
                let page = list(&mut read, 100, next).await;
                assert_eq!(page.2, count, "all are counted on each page");
                whole.extend(page.0);
                next = page.1;
            }
            assert_eq!(count, Some(whole.len()), "{channel}");
            assert!(!whole.is_empty(), "{channel}");
            let (mut found, mut next, mut pages) = (Vec::new(), None, 0);
            loop {
                let (ids, after, count) = list(&mut read, 1, next).await;
                assert_eq!(count, None, "what is not looked at is not counted");
                assert!(ids.len() <= 1, "one was looked at");
                found.extend(ids);
                pages += 1;
                next = after;
                if next.is_none() {
                    break;
                }
            }
            assert_eq!((found, pages), (whole, 5), "one page for each of the five cases");
        }
    })
    .await;
}
