//! Bodies outside the program that a table names in short: the ones that are there, each with the day of its own letter, and none a
//! second time.

use std::collections::BTreeMap;

use acts::import::{Answers, Checked, Meant, Ways, carry_on, check, settle, take_in};
use acts::{Stop, organisation};
use domain::refusal::Refusal;
use store::{Read as _, import, transfer};

use super::Desk;
use super::named::begun;
use crate::desk::{HELD, day};
use crate::support::both;

/// Bodies as the template of a commune makes them.
const POWER: &str = "Điện lực phụ trách xã Mẫu (mô phỏng)";
const LAND: &str = "Chi nhánh Văn phòng Đăng ký đất đai phụ trách xã Mẫu (mô phỏng)";
const FOREST: &str = "Hạt Kiểm lâm phụ trách xã Mẫu (mô phỏng)";

async fn outside(desk: &Desk, name: &str) -> i64 {
    let found = organisation::Found {
        superior: desk.by.organisation,
        line: String::new(),
        kind: "outside".to_owned(),
        name: name.to_owned(),
        territory: None,
        outside: true,
        from: day("2026-01-01"),
    };
    desk.act(name, found).await.expect("a body").organisation
}

async fn checked(desk: &Desk, text: &str) -> Checked {
    let found = sheets::recognise(&sheets::read(text.as_bytes()).unwrap(), day("2026-09-01"), day(HELD)).unwrap();
    let mut read = desk.store.reader().await.expect("a reader");
    check(&mut read, desk.by.organisation, day("2026-09-01"), &found, Ways::default()).await.unwrap()
}

async fn bodies(desk: &Desk) -> i64 {
    let mut read = desk.store.reader().await.expect("a reader");
    read.row("SELECT count(*) FROM organisations", &[]).await.unwrap().unwrap().get(0).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_outside_the_program_is_known_by_its_short_names_and_waits_for_the_day_of_its_letter() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let (power, land, forest) =
            (outside(&desk, POWER).await, outside(&desk, LAND).await, outside(&desk, FOREST).await);
        let text = "Nội dung\tCơ quan\tKết quả\n\
             Dây điện thấp\tĐiện lực\tĐang giải quyết\n\
             Cột điện nghiêng\tChi nhánh Điện lực\tĐang giải quyết\n\
             Cấp sổ chậm\tVPĐKĐĐ\tĐang giải quyết\n\
             Tách thửa\tChi nhánh VPĐK đất đai\tĐang giải quyết\n\
             Phá rừng\tKiểm lâm\tĐã chuyển Kiểm lâm ngày 03/9/2026\n\
             Thay đồng hồ\tĐiện lực\tĐã giải quyết\n";
        let told = checked(&desk, text).await;
        let known: Vec<Option<i64>> = told.rows.iter().map(|row| row.said.receiver).collect();
        assert_eq!(known, [Some(power), Some(power), Some(land), Some(land), Some(forest), Some(power)]);
        assert!(told.notes.is_empty(), "{:?}", told.notes);
        assert_eq!(
            told.rows[4].said.sent.as_ref().map(|sent| sent.to),
            Some(forest),
            "it was sent on as the table says"
        );
        let looked = told.looked();
        let asked: Vec<&str> = looked.unnamed.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(asked, ["Chi nhánh VPĐK đất đai", "Chi nhánh Điện lực", "VPĐKĐĐ", "Điện lực"], "each of one row");
        assert_eq!(looked.receivers["Điện lực"], power);
        let import = take_in(&desk.office, desk.by, "t", ("Quý III", day("2026-09-01")), &told).await.expect("kept");
        let say = async |key: &str, import: i64, name: &str, meant: Meant| {
            let bodies = BTreeMap::from([(name.to_owned(), meant)]);
            let outside_reason = "Chuyển theo bảng".to_owned();
            settle(&desk.office, desk.by, key, import, &Answers { bodies, outside_reason, ..Answers::default() }).await
        };
        let early = say("a", import, "VPĐKĐĐ", Meant::Receiver(land, Some(day("2026-08-31")))).await;
        assert!(matches!(early, Err(Stop::Refused(Refusal::TooEarly { field: "outside_on", .. }))), "{early:?}");
        let own = say("b", import, "VPĐKĐĐ", Meant::Receiver(desk.by.organisation, None)).await;
        assert!(matches!(own, Err(Stop::Refused(Refusal::NotAChoice { field: "body" }))), "{own:?}");
        let sent = Some(day("2026-09-02"));
        let import = say("c", import, "VPĐKĐĐ", Meant::Receiver(land, sent)).await.expect("it is said");
        let import = say("d", import, "Điện lực", Meant::Receiver(power, None)).await.expect("without a day");
        let import = say("e", import, "Chi nhánh Điện lực", Meant::Unknown).await.expect("it is taken back");
        desk.act("s", acts::import::Start { import }).await.expect("it is started");
        carry_on(&desk.office, import).await.expect("it is written");
        let mut read = desk.store.reader().await.expect("a reader");
        let cases = import::raised_on(&mut read, desk.by.organisation, day("2026-09-01"), 9).await.expect("reads");
        let mut to = Vec::new();
        for (case, _) in cases.iter().rev() {
            to.push(transfer::of_case(&mut read, *case).await.expect("reads").first().map(|it| it.to));
        }
        assert_eq!(to, [None, None, Some(land), None, Some(forest), None], "no day, no letter");
        drop(read);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_one_of_a_body_outside_the_program_in_short_makes_no_second_body() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let power = outside(&desk, POWER).await;
        let before = bodies(&desk).await;
        let told = checked(&desk, "Nội dung\tCơ quan\tKết quả\nDây điện thấp\tĐiện lực\tĐang giải quyết\n").await;
        let import = take_in(&desk.office, desk.by, "t", ("Quý III", day("2026-09-01")), &told).await.expect("kept");
        let meant = Meant::Outside("commune".to_owned(), Some(day("2026-09-02")));
        let bodies_said = BTreeMap::from([("Điện lực".to_owned(), meant)]);
        let said = Answers { bodies: bodies_said, outside_reason: "Chuyển".to_owned(), ..Answers::default() };
        let import = settle(&desk.office, desk.by, "o", import, &said).await.expect("it is said");
        desk.act("s", acts::import::Start { import }).await.expect("it is started");
        carry_on(&desk.office, import).await.expect("it is written");
        assert_eq!(bodies(&desk).await, before);
        let mut read = desk.store.reader().await.expect("a reader");
        let cases = import::raised_on(&mut read, desk.by.organisation, day("2026-09-01"), 9).await.expect("reads");
        let sent = transfer::of_case(&mut read, cases[0].0).await.expect("reads");
        assert_eq!(sent.first().map(|it| it.to), Some(power));
        drop(read);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_meant_for_a_body_of_the_province_goes_to_none_of_the_commune() {
    both(async |_, store| {
        let desk = begun(store, HELD, ("commune", "00004")).await;
        let power = outside(&desk, "Điện lực phụ trách phường Ba Đình").await;
        let before = bodies(&desk).await;
        let told = checked(&desk, "Nội dung\tCơ quan\tKết quả\nDây điện thấp\tĐiện lực\tĐang giải quyết\n").await;
        let import = take_in(&desk.office, desk.by, "t", ("Quý III", day("2026-09-01")), &told).await.expect("kept");
        let meant = Meant::Outside("province".to_owned(), Some(day("2026-09-02")));
        let said = BTreeMap::from([("Điện lực".to_owned(), meant)]);
        let said = Answers { bodies: said, outside_reason: "Chuyển".to_owned(), ..Answers::default() };
        let import = settle(&desk.office, desk.by, "o", import, &said).await.expect("it is said");
        desk.act("s", acts::import::Start { import }).await.expect("it is started");
        carry_on(&desk.office, import).await.expect("it is written");
        assert_eq!(bodies(&desk).await, before + 1);
        let mut read = desk.store.reader().await.expect("a reader");
        let cases = import::raised_on(&mut read, desk.by.organisation, day("2026-09-01"), 9).await.expect("reads");
        let sent = transfer::of_case(&mut read, cases[0].0).await.expect("reads");
        assert!(sent.first().is_some_and(|it| it.to != power), "{sent:?}");
        drop(read);
        desk.verify().await;
    })
    .await;
}
