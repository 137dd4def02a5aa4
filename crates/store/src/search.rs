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

/// Makes the index hold the words that the points of a case show now, those of several one after the other. A case all of
/// whose words are withheld keeps its row without a word, so that nothing finds it and it comes back as it was.
pub async fn rebuild(tx: &mut Tx, grant: &Grant, case: i64) -> Result<(), Error> {
    let rows = tx
        .query(
            "SELECT x.body FROM case_points q JOIN texts x ON x.id = q.text_id
             LEFT JOIN submissions b ON b.id = q.submission_id
             WHERE q.case_id = $1 AND b.struck_event_id IS NULL AND x.body IS NOT NULL ORDER BY q.no",
            &args![case],
        )
        .await?;
    let words = rows.iter().map(|row| row.get(0)).collect::<Result<Vec<String>, Error>>()?;
    replace(tx, grant, case, &words.join("\n"));
    Ok(())
}

/// Takes a case out of the index.
pub fn remove(tx: &mut Tx, _: &Grant, case: i64) {
    tx.put("DELETE FROM search_rows WHERE subject = 'case' AND subject_id = $1", args![case]);
}

/// Makes a case findable by the body with which it was raised and the one that answers for it, and by those above them.
pub fn set_scope(tx: &mut Tx, _: &Grant, case: i64, organisations: &[i64]) {
    let tokens: Vec<String> = organisations.iter().map(|id| token(*id)).collect();
    tx.put(
        "UPDATE search_rows SET scope_tokens = $2 WHERE subject = 'case' AND subject_id = $1",
        args![case, tokens.join(" ")],
    );
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
pub async fn find(read: &mut dyn Read, organisations: &[i64], query: &str) -> Result<Vec<Found>, Error> {
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

/// Dialogues whose titles are looked at: of the newest, so many.
const MOST_TITLES: i64 = 2_000;

/// A dialogue found.
#[derive(Clone, Debug)]
pub struct FoundDialogue {
    /// The dialogue.
    pub dialogue: i64,
    /// Its title holds the query with its marks.
    pub exact: bool,
}

/// Dialogues of a body and, where the right reaches so far, of those under it, whose titles hold all words of `query`, the
/// last one as a prefix: exact marks first, then newest.
pub async fn dialogues(read: &mut dyn Read, grant: &Grant, query: &str) -> Result<Vec<FoundDialogue>, Error> {
    let (folded, exact) = (fold(query), marked(query));
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(8).collect();
    let Some((last, whole)) = words.split_last() else { return Ok(Vec::new()) };
    let alone = if grant.below { 0 } else { grant.organisation };
    let rows = read
        .rows(
            "SELECT d.id, x.body FROM organisation_scope s
             JOIN dialogues d ON d.organisation_id = s.organisation_id JOIN texts x ON x.id = d.title_text_id
             WHERE s.ancestor_id = $1 AND ($2 = 0 OR s.organisation_id = $2) ORDER BY d.first_on DESC, d.id DESC LIMIT $3",
            &args![grant.organisation, alone, MOST_TITLES],
        )
        .await?;
    let mut found = Vec::new();
    for row in rows {
        let Some(title) = row.get::<Option<String>>(1)? else { continue };
        let said = fold(&title);
        let said: Vec<&str> = said.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let begins = said.iter().any(|word| word.starts_with(last));
        if begins && whole.iter().all(|word| said.contains(word)) {
            found.push(FoundDialogue { dialogue: row.get(0)?, exact: marked(&title).contains(&exact) });
        }
    }
    // Stable: within each half the newest stay first.
    found.sort_by_key(|one| !one.exact);
    found.truncate(MOST);
    Ok(found)
}
