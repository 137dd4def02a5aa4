//! Search: folded words for finding, words with their marks for ranking, the bodies that may see a row in the index.

use domain::fold::{fold, marked};

use crate::grant::Grant;
use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, args};

/// Results at most.
const MOST: usize = 25;

/// The token by which a row belongs to a body; letters and digits only, so that both engines take it as one word.
pub(crate) fn token(organisation: i64) -> String {
    format!("org{organisation}")
}

/// Makes the words of a case findable by the bodies above it in the line of authority.
pub fn add(tx: &mut Tx, grant: &Grant, id: i64, case: i64, words: &str) {
    tx.put(
        "INSERT INTO search_rows (id, subject, subject_id, scope_tokens, folded, marked)
         VALUES ($1, 'case', $2, $3, $4, $5)",
        args![id, case, token(grant.organisation), fold(words), marked(words)],
    );
}

/// Puts new words in the place of old ones.
pub fn replace(tx: &mut Tx, _: &Grant, case: i64, words: &str) {
    tx.put(
        "UPDATE search_rows SET folded = $2, marked = $3 WHERE subject = 'case' AND subject_id = $1",
        args![case, fold(words), marked(words)],
    );
}

/// Takes a case out of the index.
pub fn remove(tx: &mut Tx, _: &Grant, case: i64) {
    tx.put("DELETE FROM search_rows WHERE subject = 'case' AND subject_id = $1", args![case]);
}

/// A case found.
#[derive(Clone, Debug)]
pub struct Found {
    /// The case.
    pub case: i64,
    /// The words with the marks that were typed.
    pub marked: String,
    /// It holds the query with its marks.
    pub exact: bool,
}

/// Cases of `organisations` whose words hold all of `query`, the last one as a prefix: exact marks first, then newest.
pub async fn find(read: &mut impl Read, organisations: &[i64], query: &str) -> Result<Vec<Found>, Error> {
    let folded = fold(query);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(8).collect();
    if words.is_empty() || organisations.is_empty() {
        return Ok(Vec::new());
    }
    let scope: Vec<String> = organisations.iter().map(|id| token(*id)).collect();
    let last = words.len() - 1;
    let (sql, pattern) = if read.embedded() {
        let text: Vec<String> = words
            .iter()
            .enumerate()
            .map(|(at, word)| format!("\"{word}\"{}", if at == last { "*" } else { "" }))
            .collect();
        (
            "SELECT r.subject_id, r.marked FROM search_words w JOIN search_rows r ON r.id = w.rowid
             WHERE search_words MATCH $1 ORDER BY r.subject_id DESC LIMIT 500",
            format!("folded : ({}) AND scope_tokens : ({})", text.join(" AND "), scope.join(" OR ")),
        )
    } else {
        let text: Vec<String> = words
            .iter()
            .enumerate()
            .map(|(at, word)| format!("{word}{}", if at == last { ":*" } else { "" }))
            .collect();
        (
            "SELECT subject_id, marked FROM search_rows WHERE words @@ to_tsquery('simple', $1)
             ORDER BY subject_id DESC LIMIT 500",
            format!("{} & ({})", text.join(" & "), scope.join(" | ")),
        )
    };
    let exact = marked(query);
    let rows = read.rows(sql, &args![pattern]).await?;
    let mut found = rows
        .iter()
        .map(|row| {
            let words: String = row.get(1)?;
            Ok(Found { case: row.get(0)?, exact: words.contains(&exact), marked: words })
        })
        .collect::<Result<Vec<_>, Error>>()?;
    // Stable: within each half the newest stay first.
    found.sort_by_key(|one| !one.exact);
    found.truncate(MOST);
    Ok(found)
}
