//! By which index the statements of the results are walked, on both engines.

use domain::day::Day;
use testing::Fresh;

use super::rows::{Way, counted_turns, counted_voters, in_range};
use super::{Asked, Mode, Scope};
use crate::reader::Read;
use crate::{Opening, Store, Value};

/// The plan of a statement, a line for each step. The tables are empty: PostgreSQL is told not to read them whole.
async fn plan(read: &mut dyn Read, sql: &str, values: &[Value]) -> String {
    let (word, column) = if read.embedded() { ("EXPLAIN QUERY PLAN", 3) } else { ("EXPLAIN", 0) };
    if !read.embedded() {
        read.rows("SET enable_seqscan = off", &[]).await.expect("a setting");
    }
    let rows = read.rows(&format!("{word} {sql}"), values).await.expect("a plan");
    rows.iter().map(|row| row.get::<String>(column).expect("a step")).collect::<Vec<_>>().join("\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn turns_and_submissions_are_counted_by_the_index_of_where_they_were_raised() {
    for fresh in Fresh::both().await {
        let opening = Opening { url: fresh.url().to_owned(), secret: [7; 32], simulated: true };
        let store = Store::open(&opening).await.expect("the database opens");
        let mut read = store.reader().await.expect("a reader");
        let day = |text| Day::parse_iso(text).expect("a day");
        let (from, to) = (day("2026-01-01"), day("2026-12-31"));
        for scope in [Scope::Alone(1), Scope::Body(1), Scope::Place(1)] {
            let asked = Asked { scope, mode: Mode::Raised, from, to, state_on: to, as_of: read.now() };
            let sql = counted_voters(&read, &asked);
            let voters = plan(&mut read, &sql, &in_range(&asked)).await;
            assert!(voters.contains("raised_in"), "{}: {voters}", fresh.url());
            for (way, index) in [(Way::Spoken, "raised_in"), (Way::Written, "raised_with"), (Way::Visited, "raised_at")]
            {
                let sql = counted_turns(&read, &asked, way);
                let plan = plan(&mut read, &sql, &in_range(&asked)).await;
                assert!(plan.contains(index), "{}: {plan}", fresh.url());
                let other = ["submissions", "turns", "letters", "sessions", "visits"];
                let read_too: Vec<&&str> = other.iter().filter(|table| plan.contains(**table)).collect();
                assert!(read_too.is_empty(), "{read_too:?} of {}: {plan}", fresh.url());
            }
        }
    }
}
