//! `langnghe account reset`: the way back in for the last administrator, from the machine itself.

use clap::{Args, Subcommand};

use crate::database::Database;
use crate::opened::{open, secrets};
use crate::say;

/// What can be done with accounts.
#[derive(Debug, Subcommand)]
pub(crate) enum Account {
    /// Prints a one-time code with which an account sets a new password at /reset.
    Reset(Reset),
    /// Prints the code for the first account again, while nobody has one.
    FirstCode(FirstCode),
}

/// Settings of `account reset`.
#[derive(Debug, Args)]
pub(crate) struct Reset {
    #[command(flatten)]
    database: Database,
    /// The login of the account.
    login: String,
}

/// Settings of `account first-code`.
#[derive(Debug, Args)]
pub(crate) struct FirstCode {
    #[command(flatten)]
    database: Database,
}

impl Account {
    /// Refused when there is no such account, or when somebody has one already.
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let now = store::clock::machine();
        match self {
            Self::Reset(reset) => {
                let (store, key) = open(&reset.database, false).await?;
                let office = acts::Office::new(&store);
                let slip = acts::account::reset_by_command(&office, &secrets(&key), &reset.login, now).await?;
                say(&format!("open /reset and type the code {} before {}", slip.code, slip.until.day().vn()));
            }
            Self::FirstCode(first) => {
                let (store, key) = open(&first.database, false).await?;
                let office = acts::Office::new(&store);
                match acts::account::first_code(&office, &secrets(&key), now).await? {
                    Some(first) => say(&format!("open /first-run and type the code {}", first.code)),
                    None => say("somebody has an account already: they sign in at /sign-in"),
                }
            }
        }
        Ok(())
    }
}
