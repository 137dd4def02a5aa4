//! Databases for tests: the same test on both engines, each in a database of its own.

use std::future::Future;

use store::{Opening, Store};

/// Where a test's database is, and how another node opens it.
pub(crate) struct Place {
    /// `sqlite` or `postgres`.
    pub(crate) engine: &'static str,
    /// How it was opened.
    pub(crate) opening: Opening,
    folder: Option<tempfile::TempDir>,
}

impl Place {
    /// Opens the database once more, as another node or process would.
    pub(crate) async fn open(&self) -> Store {
        Store::open(&self.opening).await.expect("the database opens")
    }

    /// The folder of an SQLite database.
    pub(crate) fn folder(&self) -> Option<&std::path::Path> {
        self.folder.as_ref().map(tempfile::TempDir::path)
    }
}

fn opening(url: String) -> Opening {
    Opening { url, secret: [7; 32], simulated: true }
}

/// An empty SQLite database.
pub(crate) async fn sqlite() -> (Place, Store) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let url = format!("sqlite:{}", folder.path().join("test.db").display());
    let place = Place { engine: "sqlite", opening: opening(url), folder: Some(folder) };
    let store = place.open().await;
    (place, store)
}

/// An empty database on the cluster that `LANGNGHE_TEST_POSTGRES` names.
pub(crate) async fn postgres() -> (Place, Store) {
    let base = std::env::var("LANGNGHE_TEST_POSTGRES").expect(
        "LANGNGHE_TEST_POSTGRES names no cluster: run ./check, or eval \"$(scripts/test-postgres start)\" first",
    );
    let name = format!("langnghe_test_{}", store::clock::public_id(store::clock::machine()).simple());
    let (client, connection) =
        tokio_postgres::connect(&base, tokio_postgres::NoTls).await.expect("the cluster answers");
    let serving = tokio::spawn(connection);
    client.batch_execute(&format!("CREATE DATABASE {name}")).await.expect("a database for the test");
    drop(client);
    serving.await.expect("the connection ends").expect("and ends well");
    let (front, _) = base.rsplit_once('/').expect("the address names a database");
    let place = Place { engine: "postgres", opening: opening(format!("{front}/{name}")), folder: None };
    let store = place.open().await;
    (place, store)
}

/// Runs a test on both engines.
pub(crate) async fn both<F: Future<Output = ()>>(test: impl Fn(Place, Store) -> F) {
    let (place, store) = sqlite().await;
    test(place, store).await;
    let (place, store) = postgres().await;
    test(place, store).await;
}
