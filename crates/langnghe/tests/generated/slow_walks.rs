//! Lists of many bodies at once are walked in another way than those of one: both find the same cases in the same order.

use std::collections::BTreeMap;

use domain::day::{Day, Instant};
use store::Store;
use store::figure::{self, Population};
use testing::{Fresh, all_rows};

use super::Filled;
use crate::faults::commune::open;

/// So many that their communes are more bodies than are asked one by one.
const CASES: &str = "2600";
/// Rows of a page: there are several of each list.
const PAGE: usize = 300;

/// A list whole, page after page: day, case and outcome.
async fn listed(store: &Store, population: &Population, outcomes: &[&str]) -> Vec<(Day, i64, String)> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let mut read = store.reader().await.unwrap();
        let page = figure::list(&mut read, population, outcomes, None, after, PAGE).await.unwrap();
        after = page.rows.last().map(|row| (row.raised_on, row.id));
        all.extend(page.rows.into_iter().map(|row| (row.raised_on, row.id, row.outcome)));
        if !page.more {
            return all;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_a_list_of_many_bodies_holds_those_of_each_in_one_order() {
    for fresh in Fresh::both().await {
        let filled = Filled::new(fresh, CASES, &[]).await;
        let mut scopes: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
        for row in &all_rows(filled.fresh.url()).await["organisation_scope"] {
            let id = |column: &str| row[column].parse::<i64>().unwrap();
            scopes.entry(id("ancestor_id")).or_default().push(id("organisation_id"));
        }
        let (root, bodies) = scopes.into_iter().max_by_key(|(_, bodies)| bodies.len()).unwrap();
        let store = open(filled.fresh.url(), &filled.folder.path().join("langnghe.key")).await;
        for (on, outcomes) in [("2026-06-30", &[][..]), ("2026-03-31", &["in_progress.overdue", "not_taken_up"])] {
            let state_on = Day::parse_iso(on).unwrap();
            let as_of = Instant::end_of(state_on);
            let of = |scope, below| Population { scope, below, from: Day::FLOOR, to: state_on, state_on, as_of };
            let together = listed(&store, &of(root, true), outcomes).await;
            let mut each = Vec::new();
            for body in &bodies {
                each.extend(listed(&store, &of(*body, false), outcomes).await);
            }
            each.sort_by(|one, other| other.cmp(one));
            assert_eq!(together, each, "{on}");
            assert!(together.len() > PAGE, "several pages: {}", together.len());
            let mut read = store.reader().await.unwrap();
            let counted = figure::cases(&mut read, &of(root, true)).await.unwrap();
            let counts = |word: &str| outcomes.is_empty() || outcomes.contains(&word);
            let all: i64 = counted.iter().filter(|count| counts(&count.outcome)).map(|count| count.n).sum();
            assert_eq!(usize::try_from(all).unwrap(), together.len());
            let most = figure::count_to(&mut read, &of(root, true), outcomes, None, PAGE).await.unwrap();
            assert_eq!(most, PAGE, "counted no further");
            drop(read);
        }
    }
}
