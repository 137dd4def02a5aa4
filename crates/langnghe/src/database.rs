//! Which database a command works on, and where its key is.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::key::Key;
use crate::refused::Refused;

/// The name of the key file beside an SQLite file.
const KEY_FILE: &str = "langnghe.key";

/// The database of a command, and the key that belongs to it.
#[derive(Debug, Clone, Args)]
pub(crate) struct Database {
    /// The database: an SQLite file or a PostgreSQL database. A password is better kept in the environment than on the
    /// command line, where every account of the machine can read it.
    #[arg(
        id = "database",
        long = "database",
        value_name = "sqlite:PATH|postgres://…",
        env = "LANGNGHE_DATABASE",
        default_value = "sqlite:langnghe.db",
        hide_env_values = true
    )]
    pub(crate) url: String,
    /// The key file; without it, langnghe.key beside the SQLite file.
    #[arg(id = "key", long = "key", value_name = "FILE", env = "LANGNGHE_KEY")]
    key: Option<PathBuf>,
    /// The folder for backups, a USB stick too: `serve` makes one there each day and keeps the last fourteen. Before a database is
    /// brought up to date one is made there, or in the folder backups beside the SQLite file.
    #[arg(id = "backups", long = "backups", value_name = "FOLDER", env = "LANGNGHE_BACKUPS")]
    pub(crate) backups: Option<PathBuf>,
}

impl Database {
    /// A database by its address, with its key in this folder.
    pub(crate) fn of(url: String, folder: &Path) -> Self {
        Self { url, key: Some(folder.join(KEY_FILE)), backups: None }
    }

    /// A database that a command may do without, by its address and its key file if one is named.
    pub(crate) fn named(url: String, key: Option<PathBuf>) -> Self {
        Self { url, key, backups: None }
    }

    /// Where the database is kept as it was before it is brought up to date.
    pub(crate) fn backups_before(&self) -> Result<Option<PathBuf>, Refused> {
        let beside = self.sqlite_file()?.map(|file| file.with_file_name("backups"));
        Ok(self.backups.clone().or(beside))
    }

    /// The key that has to be there: it was made with another database.
    pub(crate) fn own_key(&self) -> anyhow::Result<Key> {
        Key::open(&self.key_file()?, true)
    }

    /// The path of the key file.
    pub(crate) fn key_file(&self) -> Result<PathBuf, Refused> {
        match (&self.key, self.sqlite_file()?) {
            (Some(file), _) => Ok(file.clone()),
            (None, Some(database)) => Ok(database.with_file_name(KEY_FILE)),
            (None, None) => Err(Refused::wrong_use(
                "a PostgreSQL database has no folder where its key could stand.",
                format!(
                    "name the key file with --key FILE, the same key on every node, for example --key /etc/langnghe/{KEY_FILE}"
                ),
            )),
        }
    }

    /// The key, made on first use. A database without its key is refused: what was derived from it could not be read.
    pub(crate) fn key(&self) -> anyhow::Result<Key> {
        let file = self.key_file()?;
        let used = self.sqlite_file()?.is_some_and(|path| path.metadata().is_ok_and(|file| file.len() > 0));
        Key::open(&file, used)
    }

    /// The path of an SQLite database; nothing for PostgreSQL.
    fn sqlite_file(&self) -> Result<Option<&Path>, Refused> {
        let url = self.url.as_str();
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(None);
        }
        match url.strip_prefix("sqlite:").map(|path| path.strip_prefix("//").unwrap_or(path)) {
            Some(path) if !path.is_empty() => Ok(Some(Path::new(path))),
            _ => Err(Refused::wrong_use(
                "the database is named neither as an SQLite file nor as a PostgreSQL database.",
                "write --database sqlite:PATH or --database postgres://USER:PASSWORD@HOST/NAME",
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::Database;

    fn key_file(url: &str, key: Option<&str>) -> Option<PathBuf> {
        Database { url: url.to_owned(), key: key.map(PathBuf::from), backups: None }.key_file().ok()
    }

    #[test]
    fn the_key_stands_beside_the_file_or_is_named() {
        assert_eq!(key_file("sqlite:langnghe.db", None), Some(PathBuf::from("langnghe.key")));
        assert_eq!(key_file("sqlite:/var/lib/a.db", None), Some(PathBuf::from("/var/lib/langnghe.key")));
        assert_eq!(key_file("sqlite:///var/lib/a.db", None), Some(PathBuf::from("/var/lib/langnghe.key")));
        assert_eq!(key_file("sqlite:/var/lib/a.db", Some("k")), Some(PathBuf::from("k")));
        assert_eq!(key_file("postgres://host/name", Some("k")), Some(PathBuf::from("k")));
        assert_eq!(key_file("postgres://host/name", None), None);
        assert_eq!(key_file("mysql://host/name", None), None);
        assert_eq!(key_file("sqlite:", Some("k")), None);
    }
}
