//! A school of a commune: a body inside, known by its short name in a table, that can be given a task.

use acts::import::{Answers, Due, Start, Ways, carry_on, check, settle, take_in};
use acts::organisation::AddSchools;
use store::{Read as _, assignment, import};

use super::Desk;
use crate::desk::{HELD, day};
use crate::support::both;

#[tokio::test(flavor = "multi_thread")]
async fn a_school_is_given_what_a_table_names_it_for_by_its_short_name() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let lines = ["Trường Trung học cơ sở Bến Sen", "", "Trường Mầm non Hoa Sen"].map(str::to_owned).to_vec();
        let schools = AddSchools { superior: desk.by.organisation, lines, from: day("2026-01-01") };
        desk.act("schools", schools).await.expect("they are founded");
        let on = day("2026-09-01");
        let text = "Nội dung\tCơ quan\tHạn\nMái trường dột\tTrường THCS Bến Sen\t30/10/2026\n\
                    Thiếu chỗ học\tTrường MN Hoa Sen xã Mẫu\t30/10/2026\n";
        let found = sheets::recognise(&sheets::read(text.as_bytes()).unwrap(), on, day(HELD)).unwrap();
        let told = {
            let mut read = desk.store.reader().await.expect("a reader");
            check(&mut read, desk.by.organisation, on, &found, Ways::default()).await.unwrap()
        };
        assert!(told.notes.is_empty() && told.unnamed.is_empty(), "{:?}", told.notes);
        let import = take_in(&desk.office, desk.by, "t", ("Quý III", on), &told).await.expect("kept");
        let said = Answers { due: Some(Due::Never), ..Answers::default() };
        let import = settle(&desk.office, desk.by, "d", import, &said).await.expect("it is said");
        desk.act("s", Start { import }).await.expect("it is started");
        carry_on(&desk.office, import).await.expect("it is written");
        let mut read = desk.store.reader().await.expect("a reader");
        let mut schools = Vec::new();
        for (case, _) in import::raised_on(&mut read, desk.by.organisation, on, 9).await.expect("reads") {
            let lead = assignment::of_case(&mut read, case).await.expect("reads")[0].lead;
            let sql = "SELECT name FROM organisations WHERE id = $1 AND outside = 0 AND kind = 'school'";
            schools.push(
                read.row(sql, &[store::Value::Int(lead)]).await.unwrap().expect("a school").get::<String>(0).unwrap(),
            );
        }
        assert_eq!(schools, ["Trường Mầm non Hoa Sen", "Trường Trung học cơ sở Bến Sen"]);
        drop(read);
        desk.verify().await;
    })
    .await;
}
