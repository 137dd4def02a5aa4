//! Tables as the clerks of communes write them: bodies in short and without their place, what came of a matter in a column of
//! results; and bodies that somebody has to choose.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};

use acts::account::{self, BeginPlace, Beginning, Bodies, Secrets, Visit};
use acts::import::{Apply, Came, Checked, Held, Place, Undo, Ways, carry_on, check, name_bodies, take_in};
use acts::{Office, Stop, organisation, term};
use domain::dialogue::Duty;
use domain::event::Subject;
use domain::organisation::KINDS;
use domain::refusal::Refusal;
use store::dialogue::session;
use store::{Read as _, Store, assignment, import};

use super::{Desk, started};
use crate::desk::{HELD, day};
use crate::support::both;

async fn checked(desk: &Desk, (on, today): (&str, &str), text: &str) -> Checked {
    let found = sheets::recognise(&sheets::read(text.as_bytes()).unwrap(), day(on), day(today)).unwrap();
    let mut read = desk.store.reader().await.expect("a reader");
    check(&mut read, desk.by.organisation, day(on), &found, Ways::default()).await.unwrap()
}

/// Founds a body under that of the desk.
async fn body(desk: &Desk, kind: &str, name: &str) -> i64 {
    assert!(KINDS.contains(&kind), "{kind}");
    let found = organisation::Found {
        superior: desk.by.organisation,
        line: String::new(),
        kind: kind.to_owned(),
        name: name.to_owned(),
        territory: None,
        outside: false,
        from: day("2026-01-01"),
    };
    desk.act(name, found).await.expect("a body").organisation
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerks_table_finds_its_bodies_and_what_came_of_each_matter() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let economy = body(&desk, "division", "Phòng Kinh tế xã Mẫu (mô phỏng)").await;
        let police = body(&desk, "police", "Công an xã Mẫu (mô phỏng)").await;
        let front = body(&desk, "front", "Ủy ban Mặt trận Tổ quốc Việt Nam xã Mẫu (mô phỏng)").await;
        let text = "STT\tĐịa chỉ\tNội dung ý kiến, kiến nghị\tCơ quan giải quyết\tKết quả\n\
             1\tThôn Bến Sen, xã Mẫu\tSửa cầu treo\tUBND xã Mẫu\tĐã giải quyết\n\
             2\tT. Bến Sen\tNước đục\tP. Kinh tế\tĐang giải quyết, hạn 30/9/2026\n\
             3\tXã Mẫu\tChó thả rông\tCA xã\tChưa giải quyết\n\
             4\t\tChế độ người cao tuổi\tMTTQ xã\tĐã trả lời tại hội nghị\n\
             5\t\tRác thải\tPhòng Kinh tế xã\tĐang giải quyết\n";
        let told = checked(&desk, ("2026-09-01", HELD), text).await;
        assert_eq!((told.refused.as_slice(), told.notes.as_slice()), (&[][..], &[][..]));
        let own = desk.by.organisation;
        let agencies: Vec<Option<i64>> = told.rows.iter().map(|row| row.agency).collect();
        assert_eq!(agencies, [Some(own), Some(economy), Some(police), Some(front), Some(economy)]);
        let places: Vec<Place> = told.rows.iter().take(4).map(|row| row.place.clone()).collect();
        assert_eq!(places, [Place::Village(desk.village), Place::Village(desk.village), Place::Own, Place::Own]);
        assert_eq!(told.rows[3].came, Came::ExplainedThere);
        let import = started(&desk, "i", told.rows).await;
        carry_on(&desk.office, import).await.expect("all of it is written");
        let mut read = desk.store.reader().await.expect("a reader");
        let cases = import::raised_on(&mut read, own, day("2026-09-01"), 9).await.expect("reads");
        let mut seen = Vec::new();
        for (case, _) in cases.iter().rev() {
            let led = assignment::of_case(&mut read, *case).await.expect("reads");
            let line = store::case::lines(&mut read, &[*case]).await.expect("reads").remove(0);
            seen.push((line.outcome, led.first().map(|it| (it.lead, it.due_on))));
        }
        let due = Some((economy, day("2026-09-30")));
        assert_eq!(
            seen.iter().map(|(outcome, led)| (outcome.as_str(), *led)).collect::<Vec<_>>(),
            [
                ("resolved", None),
                ("in_progress", due),
                ("not_taken_up", None),
                ("resolved", None),
                ("in_progress", None)
            ]
        );
        // What was answered where it was raised is an answer on the spot, of the session itself.
        let (there, elsewhere) = (cases[1].0, cases[4].0);
        for (case, spot) in [(there, true), (elsewhere, false)] {
            let told = store::event::timeline(&mut read, Subject::Case, case).await.expect("reads");
            let kinds: Vec<String> = told.iter().map(|it| format!("{:?}", it.recorded.event)).collect();
            assert_eq!(kinds.iter().any(|kind| kind.contains("AnsweredOnTheSpot")), spot, "{kinds:?}");
        }
        drop(read);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_is_not_known_by_its_name_alone_is_chosen_and_never_guessed() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let one = body(&desk, "division", "Phòng Kinh tế xã Mẫu (mô phỏng)").await;
        let other = body(&desk, "division", "Phòng Kinh tế (cơ sở 2)").await;
        let text = "Nội dung\tNgày nêu\tCơ quan\tTình trạng\tHạn\n\
             Sửa cầu\t01/09/2026\tPhòng Kinh tế\tđang giải quyết\t01/10/2026\n\
             Nước đục\t01/09/2026\tPhòng Lạ\tđang giải quyết\t01/10/2026\n\
             Nhà rông\t01/09/2026\tPhòng Lạ\t\t\n\
             Đường lầy\t01/09/2026\tSở Xa\tđang giải quyết\t\n";
        let told = checked(&desk, (HELD, HELD), text).await;
        assert!(told.rows.iter().all(|row| row.agency.is_none()));
        let looked = told.looked();
        assert_eq!(
            looked.unnamed,
            [("Phòng Lạ".to_owned(), 2), ("Phòng Kinh tế".to_owned(), 1), ("Sở Xa".to_owned(), 1)],
            "those of most rows first"
        );
        assert_eq!(looked.notes[0], (2, "several_agencies".to_owned()));
        assert_eq!(looked.said[&2], "Sửa cầu", "a row is found by its words");
        let import = take_in(&desk.office, desk.by, "t", ("Quý III", day(HELD)), &told).await.expect("it is kept");
        let chosen = |pairs: &[(&str, i64)]| -> BTreeMap<String, i64> {
            pairs.iter().map(|(name, body)| ((*name).to_owned(), *body)).collect()
        };
        let wrong = name_bodies(&desk.office, desk.by, "w", import, &chosen(&[("Phòng Lạ", 987_654)])).await;
        assert!(matches!(wrong, Err(Stop::Refused(Refusal::NotAChoice { field: "body" }))), "{wrong:?}");
        let right = chosen(&[("Phòng Kinh tế", other), ("Phòng Lạ", one)]);
        let new = name_bodies(&desk.office, desk.by, "n", import, &right).await.expect("they are named");
        desk.act("s", acts::import::Start { import: new }).await.expect("it is started");
        carry_on(&desk.office, new).await.expect("it is written");
        let mut read = desk.store.reader().await.expect("a reader");
        let cases = import::raised_on(&mut read, desk.by.organisation, day("2026-09-01"), 9).await.expect("reads");
        let mut leads = Vec::new();
        for (case, _) in cases.iter().rev() {
            leads.push(assignment::of_case(&mut read, *case).await.expect("reads").first().map(|it| it.lead));
        }
        assert_eq!(leads, [Some(other), Some(one), None, None]);
        assert_eq!(
            import::find(&mut read, import).await.unwrap().unwrap().state,
            "dropped",
            "the old one is forgotten"
        );
        drop(read);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_says_who_chaired_its_dialogues_and_which_duty_they_fulfilled() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let (organisation, from) = (desk.by.organisation, day("2026-08-15"));
        let (person, post) = (term::Person::New("Lò Thị Mai Hạ".to_owned()), "deputy".to_owned());
        let deputy = desk.act("deputy", term::Begin { organisation, person, post, from }).await.expect("a term").term;
        let text = "Nội dung\tNgày nêu\nSửa cầu\t01/08/2026\nNước đục\t01/09/2026\n";
        let mut told = checked(&desk, (HELD, HELD), text).await;
        told.held = Held { chair: Some(deputy), deputy_reason: " ".to_owned(), duties: vec![Duty::Chairman] };
        let keep =
            async |key: &str, told: &Checked| take_in(&desk.office, desk.by, key, ("Quý III", day(HELD)), told).await;
        let refused = keep("a", &told).await;
        assert!(matches!(refused, Err(Stop::Refused(Refusal::Missing { field: "deputy_reason" }))), "{refused:?}");
        told.held.chair = Some(987_654);
        let refused = keep("b", &told).await;
        assert!(matches!(refused, Err(Stop::Refused(Refusal::NotAChoice { field: "chair" }))), "{refused:?}");
        (told.held.chair, told.held.deputy_reason) = (Some(deputy), "Chủ tịch đi công tác".to_owned());
        let import = keep("c", &told).await.expect("it is kept");
        desk.act("s", acts::import::Start { import }).await.expect("it is started");
        carry_on(&desk.office, import).await.expect("it is written");
        let mut read = desk.store.reader().await.expect("a reader");
        let mut held = Vec::new();
        for of in import::dialogues(&mut read, import).await.expect("reads") {
            let row = session::find(&mut read, of.session).await.expect("reads").expect("is there");
            let sql = "SELECT duties FROM dialogues WHERE id = $1";
            let duties: String =
                read.row(sql, &[store::Value::Int(of.dialogue)]).await.unwrap().unwrap().get(0).expect("its duties");
            held.push((row.chair, duties));
        }
        let duties = serde_json::to_string(&told.held.duties).unwrap();
        assert_eq!(held, [(None, duties.clone()), (Some(deputy), duties)], "nobody chaired before the term began");
        drop(read);
        desk.verify().await;
    })
    .await;
}

/// A body of an official place, first made on a day.
pub(super) async fn begun(store: Store, on: &str, (level, code): (&str, &str)) -> Desk {
    store.move_today(day(on)).await.expect("a simulated database");
    let office = Office::new(&store);
    let secrets = Secrets { codes: [1; 32], throttle: [2; 32] };
    let at = store::clock::machine();
    let first = account::first_code(&office, &secrets, at).await.expect("reads").expect("nobody is here");
    let typed = Beginning {
        code: first.code,
        place: BeginPlace::Official { level: level.to_owned(), code: code.to_owned() },
        bodies: Bodies::OnlyCommittee { name: "Ủy ban nhân dân".to_owned() },
        person: "Trần Thị Mận".to_owned(),
        login: "man".to_owned(),
        password: "mot-cau-du-dai-de-nho".to_owned(),
    };
    let visit = Visit { address: IpAddr::V4(Ipv4Addr::LOCALHOST), device: "test".to_owned(), at };
    let (begun, ..) = account::begin(&office, &secrets, "begin", &typed, &visit).await.expect("it begins");
    Desk { store, office, by: begun.by(), village: 0, dialogue: 0, session: 0, term: 0 }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_of_a_place_that_is_another_unit_since_is_refused_by_its_days_and_never_stands_at_a_row() {
    both(async |_, store| {
        let desk = begun(store, "2021-12-31", ("province", "08")).await;
        let text = "Nội dung\tNgày nêu\tCơ quan\tTình trạng\tHạn\tTrả lời\n\
             Sửa cầu\t01/12/2021\t\tđang giải quyết\t31/12/2021\t\n\
             Nước đục\t01/03/2019\t\tđã giải quyết\t\tĐã sửa\n\
             Đèn hỏng\t01/03/2019\tUBND tỉnh\tđang giải quyết\t30/06/2019\t\n\
             Chợ tạm\t05/12/2021\t\tđã trả lời tại hội nghị\t\tĐã giải thích\n";
        let told = checked(&desk, ("2021-12-01", "2021-12-31"), text).await;
        assert_eq!((told.rows.len(), told.refused.len()), (4, 0), "{:?}", told.refused);
        let import = take_in(&desk.office, desk.by, "t", ("Năm 2021", day("2021-12-01")), &told).await.expect("kept");
        desk.act("s", acts::import::Start { import }).await.expect("it is started");
        carry_on(&desk.office, import).await.expect("it comes to its end");
        // Years later its place is another unit of the same code.
        desk.store.move_today(day(HELD)).await.expect("a simulated database");
        let text = "Nội dung\tNgày nêu\tXã\tTình trạng\tHạn\n\
             Sửa cầu\t01/09/2026\tXã Sơn Thủy\tđang giải quyết\t30/09/2026\n\
             Nước đục\t01/09/2026\t\tchưa giải quyết\t\n\
             Đèn hỏng\t01/12/2021\tXã Ninh Lai\tđang giải quyết\t30/06/2022\n";
        let told = checked(&desk, (HELD, HELD), text).await;
        let refused: Vec<_> = told.refused.iter().map(|it| (it.row, it.problem.as_str())).collect();
        assert_eq!(refused, [(2, "own_place_not_then"), (3, "own_place_not_then")], "the check says it, not row 1");
        let text = "Nội dung\tNgày nêu\tXã\tTình trạng\tHạn\n\
             Đèn hỏng\t01/12/2021\tXã Ninh Lai\tđang giải quyết\t30/06/2022\n";
        let told = checked(&desk, (HELD, HELD), text).await;
        assert_eq!((told.rows.len(), told.refused.len()), (1, 0), "{:?}", told.refused);
        let import = take_in(&desk.office, desk.by, "t2", ("Năm 2021", day(HELD)), &told).await.expect("kept");
        desk.act("s2", acts::import::Start { import }).await.expect("it is started");
        carry_on(&desk.office, import).await.expect("what was raised while it was that unit is written");
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn replies_and_transfers_of_a_table_have_their_own_day_and_number_and_a_name_alone_is_no_progress() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let economy = body(&desk, "division", "Phòng Kinh tế xã Mẫu (mô phỏng)").await;
        let text = "Nội dung\tCơ quan\tKết quả\n\
             Sửa cầu\t\tĐã trả lời bằng văn bản số 45/UBND ngày 5 tháng 9 năm 2026\n\
             Nước đục\t\tĐã chuyển P. Kinh tế ngày 03/9/2026\n\
             Đèn hỏng\tPhòng Kinh tế\tĐang giải quyết\n\
             Rác thải\t\tĐã chuyển Sở Lạ\n";
        let told = checked(&desk, ("2026-09-01", HELD), text).await;
        assert!(told.refused.is_empty(), "{:?}", told.refused);
        assert_eq!(told.rows[0].came, Came::Explained(day("2026-09-05")));
        assert_eq!(told.rows[0].said.number, "45/UBND");
        let sent = told.rows[1].said.sent.as_ref().expect("it was sent on");
        assert_eq!((sent.to, sent.on), (economy, day("2026-09-03")));
        assert!(told.rows[2].wants_last_day() && told.rows[2].beside == "Cơ quan: Phòng Kinh tế");
        let noted: Vec<_> = told.notes.iter().map(|it| (it.row, it.problem.as_str())).collect();
        assert_eq!(noted, [(5, "sent_unclear")]);
        let import = started(&desk, "i", told.rows).await;
        carry_on(&desk.office, import).await.expect("all of it is written");
        let mut read = desk.store.reader().await.expect("a reader");
        let cases = import::raised_on(&mut read, desk.by.organisation, day("2026-09-01"), 9).await.expect("reads");
        let mut seen = Vec::new();
        for (case, _) in cases.iter().rev().take(3) {
            let told = store::event::timeline(&mut read, Subject::Case, *case).await.expect("reads");
            let last = told.first().expect("it has a history, the newest first");
            seen.push((format!("{:?}", last.recorded.event), last.recorded.happened_on, last.reason.clone()));
        }
        assert!(seen[0].0.contains("Replied") && seen[0].1 == day("2026-09-05"), "{seen:?}");
        assert!(seen[1].0.contains("SentOn") && seen[1].1 == day("2026-09-03"), "{seen:?}");
        assert!(seen[2].0.contains("Progressed") && seen[2].2.is_none(), "{seen:?}");
        drop(read);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_matters_of_one_person_are_one_turn() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let text = "Họ và tên\tNội dung\nHồ Thị Sim\t\"1. Sửa cầu\n2. Nước đục\"\nLò Văn Bách\tĐèn hỏng\n";
        let on = day("2026-09-01");
        let found = sheets::recognise(&sheets::read(text.as_bytes()).unwrap(), on, day(HELD)).unwrap();
        let told = {
            let mut read = desk.store.reader().await.expect("a reader");
            let ways = Ways { split: true, ..Ways::default() };
            check(&mut read, desk.by.organisation, on, &found, ways).await.unwrap()
        };
        assert_eq!(told.rows.len(), 3);
        let import = started(&desk, "i", told.rows).await;
        // Also where the second matter is of another batch.
        desk.act("a", Apply { import, size: 1 }).await.expect("a batch");
        carry_on(&desk.office, import).await.expect("all of it is written");
        let mut read = desk.store.reader().await.expect("a reader");
        let session = import::dialogues(&mut read, import).await.expect("reads")[0].session;
        let sql = "SELECT count(*) FROM turns WHERE source = 'session' AND source_id = $1";
        let turns: i64 = read.row(sql, &[store::Value::Int(session)]).await.unwrap().unwrap().get(0).expect("a count");
        assert_eq!(turns, 2, "two people spoke, and raised three matters");
        drop(read);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_table_sent_on_waits_with_nobody_before_all_of_it_is_written_and_after_it_was_taken_back() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let economy = body(&desk, "division", "Phòng Kinh tế xã Mẫu (mô phỏng)").await;
        let text = "Nội dung\tKết quả\nNước đục\tĐã chuyển P. Kinh tế ngày 03/9/2026\nSửa cầu\tĐang giải quyết\n";
        let told = checked(&desk, ("2026-09-01", HELD), text).await;
        let waiting = async || {
            let mut read = desk.store.reader().await.expect("a reader");
            let theirs =
                store::transfer::waiting(&mut read, (economy, false), None, 9).await.expect("reads").rows.len();
            let below =
                store::transfer::waiting(&mut read, (desk.by.organisation, true), None, 9).await.expect("reads").rows;
            (theirs, below.len())
        };
        let import = started(&desk, "i", told.rows).await;
        desk.act("a", Apply { import, size: 1 }).await.expect("a row is written");
        assert_eq!(waiting().await, (0, 0), "half of it is there and hidden");
        carry_on(&desk.office, import).await.expect("all of it is written");
        assert_eq!(waiting().await, (1, 1));
        desk.act("u", Undo { import, reason: "Nhầm bảng".to_owned() }).await.expect("it is taken back");
        assert_eq!(waiting().await, (0, 0), "nobody reads words that are nobody's any more");
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_is_sent_on_keeps_every_word_and_stops_no_table() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let police = body(&desk, "police", "Công an xã Mẫu (mô phỏng)").await;
        let long = format!("Đã chuyển Công an xã ngày 03/9/2026. {}", "Nội dung dài lắm ".repeat(80).trim());
        let text = format!(
            "Nội dung\tCơ quan\tTình trạng\tHạn\tTrả lời\n\
             Trộm chó\t\tĐã chuyển Công an xã ngày 2/9\t\t\n\
             Đánh bạc\tSở Xa\tĐang giải quyết\t02/09/2026\t{long}\n"
        );
        let told = checked(&desk, ("2026-09-01", HELD), &text).await;
        assert!(told.refused.is_empty(), "{:?}", told.refused);
        let sent: Vec<_> = told.rows.iter().map(|row| row.said.sent.as_ref().map(|sent| (sent.to, sent.on))).collect();
        assert_eq!(sent, [Some((police, day("2026-09-02"))), Some((police, day("2026-09-03")))]);
        assert_eq!(told.rows[0].answer, "Đã chuyển Công an xã ngày 2/9");
        let beside = told.rows[1].beside.clone();
        assert!(beside.starts_with("Cơ quan: Sở Xa\nHạn: 02/09/2026\nTrả lời: "), "{beside}");
        let mut empty = told.rows[0].clone();
        empty.answer.clear();
        let import = started(&desk, "i", told.rows).await;
        carry_on(&desk.office, import).await.expect("all of it is written");
        let mut read = desk.store.reader().await.expect("a reader");
        let cases = import::raised_on(&mut read, desk.by.organisation, day("2026-09-01"), 9).await.expect("reads");
        let told = store::event::timeline(&mut read, Subject::Case, cases[0].0).await.expect("reads");
        let reason = told.first().and_then(|it| it.reason.clone()).expect("it says why");
        let rest = beside.rsplit_once("Trả lời: ").expect("the rest").1;
        assert_eq!(format!("{reason} {rest}"), long, "no word is lost");
        drop(read);
        // What could not be written is refused before anything of it is.
        let head = acts::import::Begin {
            organisation: desk.by.organisation,
            title: "Bảng khác".to_owned(),
            held_on: empty.on,
            days: vec![empty.on],
            places: Vec::new(),
            looked: acts::import::Looked::default(),
            rows: 1,
            in_place_of: None,
        };
        let import = desk.act("e", head).await.expect("it is begun").import;
        let refused = desk.act("f", acts::import::AddRows { import, from: 1, rows: vec![empty] }).await;
        assert!(matches!(refused, Err(Stop::Refused(Refusal::Missing { field: "answer" }))), "{refused:?}");
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_of_another_day_is_another_turn() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let (on, mut found) = (day("2026-09-01"), {
            let text = "Nội dung\tNgày nêu\tHọ và tên\n\
                 Sửa cầu\t01/09/2026\tHồ Thị Sim\nNước đục\t02/09/2026\tHồ Thị Sim\nĐèn hỏng\t02/09/2026\tHồ Thị Sim\n";
            sheets::recognise(&sheets::read(text.as_bytes()).unwrap(), day("2026-09-01"), day(HELD)).unwrap()
        });
        for row in &mut found.rows {
            row.goes_on = true;
        }
        let mut read = desk.store.reader().await.expect("a reader");
        let told = check(&mut read, desk.by.organisation, on, &found, Ways::default()).await.unwrap();
        assert_eq!(told.rows.iter().map(|row| row.said.goes_on).collect::<Vec<_>>(), [false, false, true]);
    })
    .await;
}
