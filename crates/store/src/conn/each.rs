//! Rows that are heard one after the other and kept by nobody.

use super::crossing::from_sqlite;
use super::{Conn, Engine};
use crate::reader::Hear;
use crate::{Error, Row, Value};

impl Conn {
    /// Each row of a query as it comes; on `PostgreSQL` all rows are there before the first is heard.
    pub(crate) async fn each(&mut self, sql: &str, args: &[Value], hear: Hear<'_>) -> Result<(), Error> {
        let Engine::Sqlite(conn) = &mut self.engine else {
            return self.rows(sql, args).await?.iter().try_for_each(hear);
        };
        self.sent.statements(1);
        let mut statement = conn.prepare_cached(&sql.replace('$', "?"))?;
        let columns = statement.column_count();
        let mut rows = statement.query(rusqlite::params_from_iter(args))?;
        let mut one = Row(Vec::with_capacity(columns));
        while let Some(row) = rows.next()? {
            one.0.clear();
            for index in 0..columns {
                one.0.push(from_sqlite(row.get_ref(index)?)?);
            }
            hear(&one)?;
        }
        Ok(())
    }
}
