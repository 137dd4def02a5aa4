//! The list of accounts as a file: who, which login, which roles, and when somebody last signed in.

use sheets::Cell;
use store::account::{self, AccountRow};
use store::grant::Grant;
use store::{Error, Page, Read};

use crate::look::Shell;
use crate::page::file::{PIECE, Rows, text};

/// The accounts of a body and of those under it.
pub(super) struct Taken {
    pub(super) shell: Shell,
    pub(super) grant: Grant,
    pub(super) after: Option<i64>,
}

impl Rows for Taken {
    const TITLE: &'static str = "nav-accounts";
    const COLUMNS: &'static [(&'static str, u16)] =
        &[("field-person", 32), ("field-login", 20), ("column-body", 32), ("field-role", 44), ("column-last-seen", 16)];

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let page = account::list(read, &self.grant, self.after, PIECE).await?;
        self.after = page.rows.last().map(|last| last.id).or(self.after);
        let ids: Vec<i64> = page.rows.iter().map(|row| row.id).collect();
        let roles = account::memberships(read, &ids).await?;
        let cells = |row: AccountRow| {
            let own = || roles.iter().filter(|role| role.account == row.id);
            let mut bodies: Vec<&str> = own().map(|role| role.body.as_str()).collect();
            bodies.dedup();
            let roles: Vec<String> = own().map(|role| self.shell.of("role", role.role.as_str())).collect();
            vec![
                text(row.person.clone()),
                text(row.login.clone()),
                text(bodies.join("; ")),
                text(roles.join("; ")),
                row.signed_in_at.map_or(Cell::Empty, |at| Cell::Day(at.day())),
            ]
        };
        Ok(Page { rows: page.rows.into_iter().map(cells).collect(), more: page.more })
    }
}
