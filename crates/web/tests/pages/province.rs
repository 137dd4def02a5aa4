//! A real table of a province, through the doors that people use: brought, taken over, concluded by a notice, printed, counted.
//! The fourteen rows are shortened, the heads and signers of it are nobody's.

use acts::account::BeginPlace;
use axum::http::StatusCode;
use sheets::write::{Column, Format, Writer};
use sheets::{Cell, Table};
use testing::{Fresh, words_of_docx};
use web::lang::Lang;

use super::send;
use crate::house::{Answer, Browser, FIRST, House, links};

/// What a province was asked and answered, as a workbook.
const TUYEN_QUANG: &[u8] = include_bytes!("../../../sheets/tests/data/tuyen-quang.xlsx");
/// The words of the one row that was put off.
const PUT_OFF: &str = "Rãnh thoát nước hai bên đường đi bến Bình Ca";
/// The days of the year, as the page of figures takes them.
const YEAR: &str = "from=2021-01-01&to=2021-12-31&state_on=2021-12-31";

/// The workbook with one more column, which says when the row that was put off is looked at again.
fn brought() -> (Vec<u8>, Vec<String>) {
    let Table { rows, .. } = sheets::read(TUYEN_QUANG).expect("it opens").into_iter().next().expect("one table");
    let heading = rows.iter().position(|row| row.first() == Some(&Cell::Text("STT".to_owned()))).expect("headings");
    let width = rows[heading].len();
    let mut titles: Vec<Column> = rows[heading].iter().map(|cell| Column { title: cell.shown(), width: 20 }).collect();
    titles.push(Column { title: "Ngày xem xét lại".to_owned(), width: 14 });
    let (mut bytes, mut matters) = (Vec::new(), Vec::new());
    let mut writer = Writer::new(Format::Xlsx, &mut bytes, "Tổng hợp", &titles).expect("a workbook");
    for row in rows[heading + 1..].iter().take(14) {
        let words = row[4].shown();
        let review = if words == PUT_OFF { Cell::Text("30/06/2022".to_owned()) } else { Cell::Empty };
        let mut cells = row.clone();
        cells.resize(width, Cell::Empty);
        cells.push(review);
        writer.row(&cells).expect("a row");
        matters.push(words);
    }
    writer.finish().expect("its end");
    (bytes, matters)
}

/// The addresses of a page that begin so, each once, in their order.
fn ways(page: &Answer, start: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for link in links(&page.html).into_iter().filter(|link| link.starts_with(start)) {
        if !found.contains(&link) {
            found.push(link);
        }
    }
    found
}

/// Submissions, of these at meetings of deputies with voters, settled, in progress, not taken up, dialogues held: what the figures
/// of the year say.
async fn counted(clerk: &Browser) -> [i64; 6] {
    let page = clerk.get(&format!("/figures?{YEAR}")).await;
    assert_eq!(page.status, StatusCode::OK);
    let said = super::figures::numbers(&page.html);
    ["submissions", "voters", "resolved", "in_progress", "not_taken_up", "held"].map(|word| {
        // A number of none opens nothing; a channel is told for each level.
        let of = format!("&number={word}");
        let whole =
            |address: &str| address.split_once(&of).is_some_and(|(_, rest)| ["", "&level=province"].contains(&rest));
        said.iter().find(|(address, _)| whole(address)).map_or(0, |(_, many)| *many)
    })
}

async fn taken_over(clerk: &Browser, bytes: &[u8]) -> String {
    let typed = [("title", "Ý kiến cử tri"), ("held_on", "01/12/2021"), ("channel", "voters")];
    let answer = clerk.upload_with("/imports", &typed, ("file", bytes)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
    let look = clerk.get(answer.location()).await;
    assert!(look.shows(&Lang::Vi.ta("import-progress", &[("done", &0_i64), ("total", &14_i64)])), "{}", look.html);
    assert!(look.shows("Xã Ninh Lai") && look.shows("Xã Thanh Tương"), "communes are known: {}", look.html);
    assert!(look.shows(&Lang::Vi.ta("import-elsewhere", &[("count", &14_i64)])), "{}", look.html);
    let typed = [("table_answered", "raised"), ("table_due", "never")];
    let said = send(clerk, &look, "/imports/one", &typed).await;
    let twice = send(clerk, &look, "/imports/one", &typed).await;
    assert_eq!(twice.location(), said.location(), "who presses twice comes to the same table: {}", twice.html);
    let look = clerk.get(said.location()).await;
    let started = send(clerk, &look, "/imports/one", &[("then", "start")]).await;
    assert_eq!(started.status, StatusCode::SEE_OTHER, "{}", started.html);
    let done = clerk.get(started.location()).await;
    assert!(done.shows(&Lang::Vi.ta("import-progress", &[("done", &14_i64), ("total", &14_i64)])), "{}", done.html);
    ways(&done, "/dialogues/").into_iter().next().expect("the dialogue of the table")
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_fourteen_rows_of_a_province_go_from_the_table_to_the_notice_word_and_figures() {
    let (bytes, matters) = brought();
    assert_eq!(matters.len(), 14);
    for database in Fresh::both().await {
        let place = BeginPlace::Official { level: "province".to_owned(), code: "08".to_owned() };
        let house = House::of(database, "2021-12-31", place, "UBND tỉnh Tuyên Quang").await;
        let clerk = house.signed_in(FIRST).await;
        let dialogue = taken_over(&clerk, &bytes).await;
        assert_eq!(counted(&clerk).await, [14, 14, 2, 12, 0, 0]);
        // What was put off is looked at again on its day.
        let found = clerk.get("/search?q=b%E1%BA%BFn+B%C3%ACnh+Ca").await;
        let put_off = ways(&found, "/cases/").into_iter().next().expect("it is found");
        assert!(clerk.get(&put_off).await.shows("30/06/2022"), "the day is a promise");

        // It was no dialogue: nobody concludes it, plans it or takes its minutes.
        let page = clerk.get(&dialogue).await;
        let list = clerk.get("/dialogues").await;
        assert!(
            page.shows(&Lang::Vi.of("dialogue-state", "elsewhere"))
                && list.shows(&Lang::Vi.of("dialogue-state", "elsewhere"))
        );
        assert!(
            !page.html.contains(&format!("{dialogue}/conclude")) && !page.html.contains(&format!("{dialogue}/minutes"))
        );
        assert!(!page.shows(&Lang::Vi.t("dialogue-beside-plan")), "{}", page.html);
        let drafted = send(&clerk, &page, &format!("{dialogue}/notices"), &[]).await;
        assert_eq!(drafted.status, StatusCode::SEE_OTHER, "{}", drafted.html);
        let notice = drafted.location().to_owned();
        let page = clerk.get(&notice).await;
        let points = ways(&page, &format!("{notice}/point?point="));
        assert_eq!(points.len(), 12, "what was settled already is answered, what was promised is not: {}", page.html);
        let lead = house.first.organisation.to_string();
        for (no, point) in points.iter().enumerate() {
            let conclusion = format!("Kết luận số {}.", no + 1);
            let typed = [("lead", lead.as_str()), ("due_on", "31/03/2022"), ("conclusion", &conclusion)];
            let set = send(&clerk, &clerk.get(point).await, &format!("{notice}/point"), &typed).await;
            assert_eq!(set.status, StatusCode::SEE_OTHER, "{point}: {}", set.html);
        }
        let typed = [("number", "05/TB-UBND"), ("happened_on", "10/12/2021")];
        let issued = send(&clerk, &clerk.get(&notice).await, &format!("{notice}/issue"), &typed).await;
        assert_eq!(issued.location(), format!("{notice}?said=notice-issued"), "{}", issued.html);

        let paper = words_of_docx(&clerk.get(&format!("{notice}/word")).await.bytes);
        let table = words_of_docx(&clerk.get(&format!("{dialogue}/synthesis/word")).await.bytes);
        for told in [&paper, &table] {
            assert!(told.contains("qua tiếp xúc cử tri") && !told.contains("cuộc đối thoại"), "{told}");
        }
        for no in 1..=12 {
            assert!(paper.contains(&format!("Kết luận số {no}.")), "{no}: {paper}");
        }
        for words in &matters {
            assert!(paper.contains(words.as_str()), "{words} is not in the notice: {paper}");
            assert!(table.contains(words.as_str()), "{words} is not in the table: {table}");
        }
        assert!(table.contains("Đã rà soát và thanh toán theo quy định"), "with its answer: {table}");
        assert_eq!(counted(&clerk).await, [14, 14, 2, 12, 0, 0], "no lateness and nothing settled by a notice alone");
        house.verify().await;
    }
}
