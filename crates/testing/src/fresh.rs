//! An empty database for one test, gone when the test ends.

use std::process;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use tempfile::TempDir;
use tokio_postgres::NoTls;

/// The variable with the address of a PostgreSQL server on which tests may make databases, as
/// `scripts/test-postgres` exports it.
pub const POSTGRES: &str = "LANGNGHE_TEST_POSTGRES";

/// A database that nothing has opened yet.
#[derive(Debug)]
pub struct Fresh {
    url: String,
    home: Home,
}

/// What has to be cleared away.
#[derive(Debug)]
enum Home {
    Folder(TempDir),
    Server { address: String, name: String },
}

impl Fresh {
    /// One of each engine, to run the same test on both.
    pub async fn both() -> [Self; 2] {
        [Self::sqlite(), Self::postgres().await]
    }

    /// A file in a folder of its own.
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let url = format!("sqlite:{}", folder.path().join("langnghe.db").display());
        Self { url, home: Home::Folder(folder) }
    }

    /// A database on the server that [`POSTGRES`] names. Panics with the remedy when none is named.
    pub async fn postgres() -> Self {
        /// Databases made by this process.
        static MADE: AtomicU32 = AtomicU32::new(0);
        let address = server();
        let name = format!("langnghe_{}_{}", process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        // A process of the same number may have been killed before it could clear away.
        let gone = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        run(&address, &[&gone, &format!("CREATE DATABASE {name} TEMPLATE template0")]).await;
        let (server, _) = address.rsplit_once('/').expect("the address ends in a database");
        Self { url: format!("{server}/{name}"), home: Home::Server { address, name } }
    }

    /// What `--database` takes.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Whether it is a database of PostgreSQL.
    pub const fn is_postgres(&self) -> bool {
        matches!(self.home, Home::Server { .. })
    }

    /// The folder of an SQLite database.
    pub fn folder(&self) -> Option<&std::path::Path> {
        match &self.home {
            Home::Folder(folder) => Some(folder.path()),
            Home::Server { .. } => None,
        }
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        let Home::Server { address, name } = &self.home else {
            return;
        };
        let (address, sql) = (address.clone(), format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        // A test may end inside a runtime, which would not let its thread wait.
        let cleared = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime can be made").block_on(run(&address, &[&sql]));
        });
        // A server that was stopped meanwhile has nothing to clear away.
        drop(cleared.join());
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where tests learn of their server")]
fn server() -> String {
    std::env::var(POSTGRES).unwrap_or_else(|_| {
        panic!("{POSTGRES} is not set: run ./check, or eval \"$(scripts/test-postgres start)\" first")
    })
}

/// Runs statements on a connection of their own, each in a transaction of its own.
async fn run(address: &str, statements: &[&str]) {
    let (client, connection) = tokio_postgres::connect(address, NoTls).await.expect("the server of the tests answers");
    let connection = tokio::spawn(connection);
    for sql in statements {
        client.batch_execute(sql).await.expect("the server of the tests does what tests ask");
    }
    drop(client);
    connection.await.expect("the connection ends").expect("the connection ends in order");
}

#[cfg(test)]
mod tests {
    use super::{Fresh, NoTls, server};

    async fn databases() -> Vec<String> {
        let (client, connection) = tokio_postgres::connect(&server(), NoTls).await.unwrap();
        tokio::spawn(connection);
        let rows = client.query("SELECT datname FROM pg_database", &[]);
        rows.await.unwrap().iter().map(|row| row.get(0)).collect()
    }

    #[tokio::test]
    async fn a_database_of_its_own_is_gone_with_its_test() {
        let (one, two) = (Fresh::postgres().await, Fresh::postgres().await);
        assert_ne!(one.url(), two.url());
        let name = one.url().rsplit_once('/').unwrap().1.to_owned();
        assert!(databases().await.contains(&name));
        drop(one);
        assert!(!databases().await.contains(&name));
    }

    #[test]
    fn a_folder_of_its_own_is_gone_with_its_test() {
        let fresh = Fresh::sqlite();
        let folder = fresh.folder().unwrap().to_owned();
        assert!(folder.is_dir());
        drop(fresh);
        assert!(!folder.exists());
    }
}
