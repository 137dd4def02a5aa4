//! Opening the database of a command with the secrets that its key derives.

use acts::account::Secrets;
use store::{Opening, Store};

use crate::backups;
use crate::database::Database;
use crate::key::Key;

/// The database, opened and migrated, and its key. `simulated` counts only for a database that is not there yet.
pub(crate) async fn open(database: &Database, simulated: bool) -> anyhow::Result<(Store, Key)> {
    let key = database.key()?;
    backups::before_migration(&database.url, database.backups_before()?.as_deref()).await?;
    let opening = Opening { url: database.url.clone(), secret: key.derive("store"), simulated };
    Ok((Store::open(&opening).await?, key))
}

/// The secrets of sign-in.
pub(crate) fn secrets(key: &Key) -> Secrets {
    Secrets { codes: key.derive("one-time code"), throttle: key.derive("throttle") }
}
