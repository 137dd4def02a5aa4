//! The office: where acts are done.

use store::{Act, By, Done, Door, Stop, Store};

/// Does acts on one database.
#[derive(Clone)]
pub struct Office(Door);

impl Office {
    /// The office over a database.
    pub fn new(store: &Store) -> Self {
        Self(store.door())
    }

    /// Does an act once per key, as `by`; see [`Door::write`].
    pub async fn act<A: Act>(&self, by: By, key: &str, act: A) -> Result<Done<A::Answer>, Stop> {
        self.0.write(by, key, act).await
    }

    pub(crate) fn door(&self) -> &Door {
        &self.0
    }

    /// The database, for reading.
    pub fn store(&self) -> &Store {
        self.0.store()
    }
}
