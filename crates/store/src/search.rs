//! Search: folded words for finding, words with their marks for ranking, the bodies that may see a row in the index. In
//! `number`: what bears a number; in `paged`: the order in which rows are found, page by page.

mod number;
mod paged;

pub use number::{Numbered, numbered};
pub use paged::After;

use paged::{Hit, matching};

use domain::fold::{fold, marked};

use crate::conn::Conn;
use crate::grant::Grant;
use crate::import::known;
use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, Value, args};

/// Results at most.
const MOST: usize = 25;

/// A scope of more bodies than these is no longer looked up in the index: most of what the words find lies in it, so each
/// row that they find is asked.
const MOST_TOKENS: usize = 250;

/// The rows of so few bodies are each asked for the beginning of the last word: PostgreSQL puts together all rows that hold any word
/// with that beginning, of whatever body, before it looks whose they are.
const FEW_TOKENS: usize = 8;

/// The letter with which a body begins in the index: [`fold`] leaves none, so that it is the beginning of no word of a row or of a
/// question.
const APART: char = '\u{111}';

/// What a search finds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Subject {
    Case,
    Dialogue,
}

impl Subject {
    /// The token by which a row of this kind belongs to a body; letters and digits only, so that both engines take it as one
    /// word, and no word that somebody types.
    fn token(self, organisation: i64) -> String {
        match self {
            Self::Case => token(organisation),
            Self::Dialogue => format!("{APART}t{organisation}"),
        }
    }

    /// What finds this kind whatever its body, where it is the rarer one and has no index of its own.
    fn rare(self, embedded: bool) -> Vec<String> {
        match self {
            Self::Dialogue if embedded => vec![format!("{APART}t*")],
            _ => Vec::new(),
        }
    }

    /// What leads `PostgreSQL` to the index of this kind, where it has one.
    const fn own_index(self) -> &'static str {
        match self {
            Self::Case => "",
            Self::Dialogue => "r.subject = 'dialogue' AND ",
        }
    }

    /// Whether what a row `r` of this kind is of is known: not of a table that is being imported.
    const fn known(self) -> &'static str {
        match self {
            Self::Case => {
                "NOT EXISTS (SELECT 1 FROM import_dialogues hidden JOIN cases z ON z.origin_dialogue_id = hidden.dialogue_id
                   WHERE hidden.shown = 0 AND z.id = r.subject_id)"
            }
            Self::Dialogue => known!("r.subject_id"),
        }
    }

    /// Whether a row `r` of this kind lies under body `$2`.
    const fn lies_under(self) -> &'static str {
        match self {
            Self::Case => {
                "r.subject = 'case' AND EXISTS (
                   SELECT 1 FROM cases c WHERE c.id = r.subject_id AND (
                     (SELECT count(*) FROM organisation_scope s
                      WHERE s.ancestor_id = $2 AND s.organisation_id = c.accountable_id) > 0
                     OR (SELECT count(*) FROM organisation_scope s
                         WHERE s.ancestor_id = $2 AND s.organisation_id = c.decides_id) > 0))"
            }
            Self::Dialogue => {
                "r.subject = 'dialogue' AND EXISTS (
                   SELECT 1 FROM dialogues d WHERE d.id = r.subject_id AND (SELECT count(*) FROM organisation_scope s
                     WHERE s.ancestor_id = $2 AND s.organisation_id = d.organisation_id) > 0)"
            }
        }
    }
}

/// The token by which a row of a case belongs to a body.
pub(crate) fn token(organisation: i64) -> String {
    format!("{APART}{organisation}")
}

/// Makes the words of a case findable by the bodies above it in the line of authority.
pub fn add(tx: &mut Tx, grant: &Grant, id: i64, case: i64, words: &str) {
    tx.put_late(
        "INSERT INTO search_rows (id, subject, subject_id, scope_tokens, folded, marked)
         VALUES ($1, 'case', $2, $3, $4, $5)",
        args![id, case, token(grant.organisation), fold(words), marked(words)],
    );
}

/// Puts new words in the place of old ones.
pub fn replace(tx: &mut Tx, _: &Grant, case: i64, words: &str) {
    tx.put_late(
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
    tx.put_late("DELETE FROM search_rows WHERE subject = 'case' AND subject_id = $1", args![case]);
}

/// Makes a case findable by the body that decides over it and the one that answers for it, and by those above them. One that
/// is so already is not written anew: its words would be indexed again.
pub fn set_scope(tx: &mut Tx, _: &Grant, case: i64, organisations: &[i64]) {
    let tokens: Vec<String> = organisations.iter().map(|id| token(*id)).collect();
    tx.put_late(
        "UPDATE search_rows SET scope_tokens = $2 WHERE subject = 'case' AND subject_id = $1
           AND scope_tokens <> $2",
        args![case, tokens.join(" ")],
    );
}

/// Makes the title of a dialogue findable by the body that holds it and those above that one.
pub fn add_dialogue(tx: &mut Tx, grant: &Grant, id: i64, dialogue: i64, title: &str) {
    tx.put_late(INSERT_DIALOGUE, dialogue_row(id, dialogue, grant.organisation, title).to_vec());
}

const INSERT_DIALOGUE: &str = "INSERT INTO search_rows (id, subject, subject_id, scope_tokens, folded, marked)
     VALUES ($1, 'dialogue', $2, $3, $4, $5)";

fn dialogue_row(id: i64, dialogue: i64, organisation: i64, title: &str) -> [Value; 5] {
    args![id, dialogue, Subject::Dialogue.token(organisation), fold(title), marked(title)]
}

/// Makes a dialogue findable by the body that holds it now, where that has changed.
pub(crate) fn set_holder(tx: &mut Tx, dialogue: i64, organisation: i64) {
    tx.put_late(
        "UPDATE search_rows SET scope_tokens = $2
         WHERE subject = 'dialogue' AND subject_id = $1 AND scope_tokens <> $2",
        args![dialogue, Subject::Dialogue.token(organisation)],
    );
}

/// After a migration: makes every dialogue findable that an older program announced. Runs within its transaction.
pub(crate) async fn rebuild_dialogues(conn: &mut Conn) -> Result<(), Error> {
    const STEP: i64 = 500;
    let mut after = 0;
    loop {
        let rows = conn
            .rows(
                "SELECT d.id, d.organisation_id, x.body FROM dialogues d JOIN texts x ON x.id = d.title_text_id
                 WHERE d.id > $1 AND NOT EXISTS (
                   SELECT 1 FROM search_rows r WHERE r.subject = 'dialogue' AND r.subject_id = d.id)
                 ORDER BY d.id LIMIT $2",
                &args![after, STEP],
            )
            .await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.get(0)?;
        let size = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        let next = conn
            .rows("UPDATE id_blocks SET next = next + $1 WHERE name = 'ids' RETURNING next", &args![size])
            .await?
            .first()
            .ok_or_else(|| Error::Corrupt("no block of ids".to_owned()))?
            .get::<i64>(0)?;
        for (id, row) in (next - size..).zip(&rows) {
            // A title that was erased has no words; its row is there all the same, as that of such a case is.
            let title: Option<String> = row.get(2)?;
            let row = dialogue_row(id, row.get(0)?, row.get(1)?, title.as_deref().unwrap_or_default());
            conn.run(INSERT_DIALOGUE, &row).await?;
        }
    }
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
    let scope = organisations.iter().map(|id| token(*id)).collect();
    Ok(cases(matching(read, Subject::Case, &Where::Tokens(scope), query, (None, MOST)).await?.0))
}

/// As [`find`], the cases of the body of a right and, where the right reaches so far, of all those under it, however many.
pub async fn find_for(read: &mut dyn Read, grant: &Grant, query: &str) -> Result<Vec<Found>, Error> {
    let scope = scope(read, grant, Subject::Case).await?;
    Ok(cases(matching(read, Subject::Case, &scope, query, (None, MOST)).await?.0))
}

fn cases(hits: Vec<Hit>) -> Vec<Found> {
    hits.into_iter().map(|hit| Found { case: hit.subject, marked: hit.marked, exact: hit.exact }).collect()
}

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
    let scope = scope(read, grant, Subject::Dialogue).await?;
    let (hits, _) = matching(read, Subject::Dialogue, &scope, query, (None, MOST)).await?;
    Ok(talks(hits))
}

/// A page of [`find_for`], from a place on, and where the next one begins, if there may be one.
pub async fn page_for(
    read: &mut dyn Read,
    grant: &Grant,
    query: &str,
    from: (Option<After>, usize),
) -> Result<(Vec<Found>, Option<After>), Error> {
    let scope = scope(read, grant, Subject::Case).await?;
    let (hits, next) = matching(read, Subject::Case, &scope, query, from).await?;
    Ok((cases(hits), next))
}

/// A page of [`dialogues`], as [`page_for`].
pub async fn page_of_dialogues(
    read: &mut dyn Read,
    grant: &Grant,
    query: &str,
    from: (Option<After>, usize),
) -> Result<(Vec<FoundDialogue>, Option<After>), Error> {
    let scope = scope(read, grant, Subject::Dialogue).await?;
    let (hits, next) = matching(read, Subject::Dialogue, &scope, query, from).await?;
    Ok((talks(hits), next))
}

fn talks(hits: Vec<Hit>) -> Vec<FoundDialogue> {
    hits.into_iter().map(|hit| FoundDialogue { dialogue: hit.subject, exact: hit.exact }).collect()
}

/// Whose rows are looked for.
enum Where {
    /// Those with one of these tokens.
    Tokens(Vec<String>),
    /// Those of all bodies under one, too many to name.
    Under(i64),
}

async fn scope(read: &mut dyn Read, grant: &Grant, subject: Subject) -> Result<Where, Error> {
    if !grant.below {
        return Ok(Where::Tokens(vec![subject.token(grant.organisation)]));
    }
    let rows = read
        .rows(
            "SELECT organisation_id FROM organisation_scope WHERE ancestor_id = $1 ORDER BY organisation_id LIMIT $2",
            &args![grant.organisation, i64::try_from(MOST_TOKENS + 1).unwrap_or(i64::MAX)],
        )
        .await?;
    if rows.len() > MOST_TOKENS {
        return Ok(Where::Under(grant.organisation));
    }
    let tokens = rows.iter().map(|row| Ok(subject.token(row.get(0)?))).collect::<Result<_, Error>>()?;
    Ok(Where::Tokens(tokens))
}

/// What is asked for the rows of a scope that hold the words, and its values; below which place, and how many at
/// most, are two values more.
fn question(embedded: bool, subject: Subject, scope: &Where, whole: &[&str], last: &str) -> (String, Vec<Value>) {
    let sql = match (embedded, scope) {
        (true, Where::Tokens(_)) => {
            format!(
                "SELECT w.rowid AS place, r.subject_id AS subject_id, r.marked AS marked FROM search_words w JOIN search_rows r ON r.id = w.rowid
                 WHERE search_words MATCH $1 AND w.rowid < $2 AND {} ORDER BY w.rowid DESC LIMIT $3",
                subject.known()
            )
        }
        (true, Where::Under(_)) => format!(
            "SELECT w.rowid AS place, r.subject_id AS subject_id, r.marked AS marked FROM search_words w JOIN search_rows r ON r.id = w.rowid
             WHERE search_words MATCH $1 AND w.rowid < $3 AND {} AND {} ORDER BY w.rowid DESC LIMIT $4",
            subject.known(),
            subject.lies_under()
        ),
        (false, Where::Tokens(_)) => format!(
            "SELECT r.subject_id AS place, r.subject_id AS subject_id, r.marked AS marked FROM search_rows r WHERE r.words @@ to_tsquery('simple', $1)
               AND ($2 = '' OR COALESCE(r.words, '') @@ to_tsquery('simple', $2)) AND r.subject_id < $3 AND {}{}
             ORDER BY r.subject_id DESC LIMIT $4",
            if matches!(scope, Where::Tokens(tokens) if tokens.len() > FEW_TOKENS) { subject.own_index() } else { "" },
            subject.known()
        ),
        (false, Where::Under(_)) => format!(
            "SELECT r.subject_id AS place, r.subject_id AS subject_id, r.marked AS marked FROM search_rows r WHERE r.words @@ to_tsquery('simple', $1)
               AND r.subject_id < $3 AND {} AND {}
             ORDER BY r.subject_id DESC LIMIT $4",
            subject.known(),
            subject.lies_under()
        ),
    };
    let values = match scope {
        Where::Tokens(tokens) if embedded => args![pattern(true, whole, Some(last), tokens)].to_vec(),
        Where::Tokens(tokens) if tokens.len() <= FEW_TOKENS => {
            args![pattern(false, whole, None, tokens), format!("{last}:*")].to_vec()
        }
        Where::Tokens(tokens) => args![pattern(false, whole, Some(last), tokens), ""].to_vec(),
        Where::Under(body) => {
            let kind = subject.rare(embedded);
            args![pattern(embedded, whole, Some(last), &kind), *body].to_vec()
        }
    };
    (sql, values)
}

/// What the index is asked: all words, the last one as a prefix if it is given, and one of the tokens where there are any.
fn pattern(embedded: bool, whole: &[&str], last: Option<&str>, tokens: &[String]) -> String {
    if embedded {
        let mut text: Vec<String> = whole.iter().map(|word| format!("\"{word}\"")).collect();
        text.extend(last.map(|last| format!("\"{last}\"*")));
        let words = format!("folded : ({})", text.join(" AND "));
        if tokens.is_empty() { words } else { format!("{words} AND scope_tokens : ({})", tokens.join(" OR ")) }
    } else {
        let mut text: Vec<String> = whole.iter().map(|word| (*word).to_owned()).collect();
        text.extend(last.map(|last| format!("{last}:*")));
        text.extend((!tokens.is_empty()).then(|| format!("({})", tokens.join(" | "))));
        text.join(" & ")
    }
}

#[cfg(test)]
mod tests;
