//! An account on a line.

use async_trait::async_trait;
use domain::day::Instant;
use domain::permission::Role;
use serde::{Deserialize, Serialize};
use store::{Act, Error, Ids, Stop, Tx};

use crate::account::{self, Create, Created, Secret, Secrets};

/// Makes an account that has its password already; only in a simulated database.
#[derive(Serialize, Deserialize)]
#[serde(from = "NewTypist")]
pub(super) struct Typist(Create);

/// What a line says of an account, and the password that it gets.
#[derive(Deserialize)]
struct NewTypist {
    person: String,
    login: String,
    organisation: i64,
    roles: Vec<Role>,
    secret: String,
    at: Instant,
}

impl From<NewTypist> for Typist {
    fn from(new: NewTypist) -> Self {
        Self(Create {
            person: account::Person::New(new.person),
            login: new.login,
            organisation: new.organisation,
            roles: new.roles,
            demo: Some(Secret(new.secret)),
            // Only a slip needs them, and it gets none.
            secrets: Secrets { codes: [0; 32], throttle: [0; 32] },
            at: new.at,
        })
    }
}

#[async_trait]
impl Act for Typist {
    const NAME: &'static str = Create::NAME;
    type Answer = Created;

    fn draw(&self, ids: &Ids) -> Result<Created, Error> {
        self.0.draw(ids)
    }

    async fn run(&self, tx: &mut Tx, new: &Created) -> Result<(), Stop> {
        self.0.run(tx, new).await
    }
}
