//! What is kept of a table for whoever looks at it: it quotes words, and goes when nobody looks any more.

use acts::import::{AddRows, Apply, Begin, Discard, Looked, Row, Start, Undo, carry_on};
use domain::day::Day;
use domain::permission::Act as Right;
use store::behalf::{For, TypedFor, recorded_for, typed_by, typed_for};
use store::grant::{Of, may};
use testing::holding;

use super::{rows, started};
use crate::desk::{Desk, day};
use crate::support::{Place, both};

impl Desk {
    /// A table whose title, and what was seen of it, quote a word that stands nowhere else.
    async fn quoted(&self, key: &str, word: &str) -> i64 {
        let kept: Vec<Row> = rows(self, 40).into_iter().map(|row| Row { beside: String::new(), ..row }).collect();
        let said = (2..90).map(|row| (row, format!("Dòng {row}: bà {word} kể rằng nước đục từ lâu, đã hỏi nhiều lần")));
        let begin = Begin {
            organisation: self.by.organisation,
            title: "Tổng hợp".to_owned(),
            held_on: day("2026-08-01"),
            days: vec![day("2026-08-01"), day("2026-08-15")],
            places: Vec::new(),
            looked: Looked { said: said.collect(), ..Looked::default() },
            rows: 40,
            in_place_of: None,
        };
        let import = self.act(&format!("{key}-b"), begin).await.expect("it is begun").import;
        self.act(&format!("{key}-r"), AddRows { import, from: 1, rows: kept }).await.expect("rows are kept");
        import
    }
}

async fn found(place: &Place, word: &str) -> Vec<String> {
    holding(place.fresh.url(), word).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_seen_of_a_table_goes_with_it() {
    both(async |place, store| {
        let desk = Desk::open(store).await;
        // One that is forgotten by who brought it.
        let import = desk.quoted("dropped", "Kookaburra").await;
        assert!(!found(&place, "Kookaburra").await.is_empty(), "the test looks where it stands");
        desk.act("drop", Discard { import }).await.expect("it is forgotten");
        assert_eq!(found(&place, "Kookaburra").await, Vec::<String>::new());
        // One that is written, and one that is taken back before all of it was.
        let import = desk.quoted("written", "Echidna").await;
        desk.act("start", Start { import }).await.expect("it is started");
        carry_on(&desk.office, import).await.expect("it is written");
        assert_eq!(found(&place, "Echidna").await, Vec::<String>::new());
        let import = desk.quoted("undone", "Numbat").await;
        desk.act("start-2", Start { import }).await.expect("it is started");
        desk.act("undo", Undo { import, reason: "Nhầm tệp".to_owned() }).await.expect("it is taken back");
        assert_eq!(found(&place, "Numbat").await, Vec::<String>::new());
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_that_nobody_looked_at_again_leaves_no_word_of_it() {
    both(async |place, store| {
        let desk = Desk::open(store).await;
        let import = desk.quoted("old", "Bilby").await;
        let sql = format!("UPDATE imports SET begun_at = begun_at - 700000000 WHERE id = {import}");
        testing::run(place.fresh.url(), &sql).await;
        desk.quoted("new", "Wallaroo").await;
        assert_eq!(found(&place, "Bilby").await, Vec::<String>::new());
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_that_is_still_written_stands_in_no_list_of_what_was_typed_for_others() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let listed = async || {
            let mut read = desk.store.reader().await.expect("a reader");
            let of = Of::Organisation(desk.by.organisation);
            let (grant, _) = may(&mut read, desk.by, Right::CaseRead, of).await.expect("a grant");
            let asked = TypedFor { account: desk.by.account, whose: None, days: (Day::FLOOR, Day::OPEN) };
            let typed = typed_by(&mut read, &grant, asked, None, 500).await.expect("reads").rows.len();
            let (people, more) = typed_for(&mut read, &grant, desk.by.account, 3).await.expect("reads");
            let other = For { account: -7, head: true };
            let recorded = recorded_for(&mut read, &grant, other, None, 500).await.expect("reads").rows.len();
            (typed, recorded, people.iter().map(|row| row.count).sum::<i64>(), more)
        };
        let before = listed().await;
        let import = started(&desk, "i", rows(&desk, 20)).await;
        desk.act("a", Apply { import, size: 10 }).await.expect("some are written");
        assert_eq!(listed().await, before, "nobody is shown what may yet be refused");
        carry_on(&desk.office, import).await.expect("it is written");
        let (typed, recorded, counted, more) = listed().await;
        assert!(typed > before.0 + 3 && recorded > before.1, "{typed} {recorded}");
        assert_eq!((counted, more), (4, true), "counted up to a bound, which is said");
        desk.verify().await;
    })
    .await;
}
