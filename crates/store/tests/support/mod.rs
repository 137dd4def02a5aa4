//! Open databases for tests: the same test on both engines, each in a fresh one.

use std::future::Future;

use store::{Opening, Store};
use testing::Fresh;

/// Where a test's database is, and how another node opens it.
pub(crate) struct Place {
    /// How it was opened.
    pub(crate) opening: Opening,
    /// The database itself, cleared away with the place.
    pub(crate) fresh: Fresh,
}

impl Place {
    /// Opens the database, once more for another node or process.
    pub(crate) async fn open(&self) -> Store {
        Store::open(&self.opening).await.expect("the database opens")
    }

    /// The engine's name, for what a failing test says.
    pub(crate) fn engine(&self) -> &'static str {
        if self.fresh.is_postgres() { "postgres" } else { "sqlite" }
    }
}

/// A fresh database, opened.
pub(crate) async fn opened(fresh: Fresh) -> (Place, Store) {
    let opening = Opening { url: fresh.url().to_owned(), secret: [7; 32], simulated: true };
    let place = Place { opening, fresh };
    let store = place.open().await;
    (place, store)
}

/// Runs a test on both engines.
pub(crate) async fn both<F: Future<Output = ()>>(test: impl Fn(Place, Store) -> F) {
    for fresh in Fresh::both().await {
        let (place, store) = opened(fresh).await;
        test(place, store).await;
    }
}
