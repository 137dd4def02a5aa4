//! Tables of what was raised elsewhere than at a dialogue: no dialogue of anybody, and submissions by their channel.

use acts::Stop;
use acts::dialogue::Conclude;
use acts::import::{Start, Ways, carry_on, check, take_in};
use domain::dialogue::Duty;
use domain::event::{Channel, Subject};
use domain::handover::Kind;
use domain::permission::{Act as Right, Role};
use domain::refusal::Refusal;
use store::figure::results::{self, Asked, Counts, Mode, Number, Scope, Which, open};
use store::grant::{Of, may};
use store::handover::left;
use store::plan::board;
use store::{Read as _, dialogue, follow, import, minutes};

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
