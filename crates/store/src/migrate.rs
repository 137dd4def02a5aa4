//! Migrations: one text for both engines, only added, each in its own transaction.

use domain::day::Instant;
use sha2::{Digest, Sha256};

use crate::conn::Conn;
use crate::{Error, args, clock, duty, history, notice, organisation, search};

/// Number, name and text, in order; only added once a stage has landed.
const MIGRATIONS: &[(i64, &str, &str)] = &[
    (1, "one_sentence", include_str!("../migrations/0001_one_sentence.sql")),
    (2, "places_and_bodies", include_str!("../migrations/0002_places_and_bodies.sql")),
    (3, "handovers", include_str!("../migrations/0003_handovers.sql")),
    (4, "rulebook", include_str!("../migrations/0004_rulebook.sql")),
    (5, "cases_and_plans", include_str!("../migrations/0005_cases_and_plans.sql")),
    (6, "desk", include_str!("../migrations/0006_desk.sql")),
    (7, "devices", include_str!("../migrations/0007_devices.sql")),
    (8, "rest_of_the_chain", include_str!("../migrations/0008_rest_of_the_chain.sql")),
    (9, "notices", include_str!("../migrations/0009_notices.sql")),
    (10, "minutes", include_str!("../migrations/0010_minutes.sql")),
    (11, "replies", include_str!("../migrations/0011_replies.sql")),
    (12, "follow", include_str!("../migrations/0012_follow.sql")),
    (13, "imports", include_str!("../migrations/0013_imports.sql")),
    (14, "on_behalf", include_str!("../migrations/0014_on_behalf.sql")),
    (15, "gatherings", include_str!("../migrations/0015_gatherings.sql")),
    (16, "findings", include_str!("../migrations/0016_findings.sql")),
    (17, "declared", include_str!("../migrations/0017_declared.sql")),
    (18, "jobs", include_str!("../migrations/0018_jobs.sql")),
    (19, "at_scale", include_str!("../migrations/0019_at_scale.sql")),
    (20, "standings", include_str!("../migrations/0020_standings.sql")),
    (21, "answered", include_str!("../migrations/0021_answered.sql")),
    (22, "attached", include_str!("../migrations/0022_attached.sql")),
    (23, "evidence", include_str!("../migrations/0023_evidence.sql")),
    (24, "raisings", include_str!("../migrations/0024_raisings.sql")),
    (25, "numbers", include_str!("../migrations/0025_numbers.sql")),
    (26, "receptions", include_str!("../migrations/0026_receptions.sql")),
    (27, "papers", include_str!("../migrations/0027_papers.sql")),
    (28, "words_overwritten", include_str!("../migrations/0028_words_overwritten.sql")),
    (29, "reception_papers", include_str!("../migrations/0029_reception_papers.sql")),
    (30, "standings_of_body_by_outcome", include_str!("../migrations/0030_standings_of_body_by_outcome.sql")),
    (31, "surveys", include_str!("../migrations/0031_surveys.sql")),
    (32, "letters", include_str!("../migrations/0032_letters.sql")),
    (33, "reported_up", include_str!("../migrations/0033_reported_up.sql")),
    (34, "letter_classes", include_str!("../migrations/0034_letter_classes.sql")),
    (35, "decides", include_str!("../migrations/0035_decides.sql")),
    (36, "titles", include_str!("../migrations/0036_titles.sql")),
    (37, "answers_in_order", include_str!("../migrations/0037_answers_in_order.sql")),
    (38, "senders", include_str!("../migrations/0038_senders.sql")),
    (39, "letter_outcomes", include_str!("../migrations/0039_letter_outcomes.sql")),
    (40, "entered_years", include_str!("../migrations/0040_entered_years.sql")),
    (41, "typed_for_others", include_str!("../migrations/0041_typed_for_others.sql")),
    (42, "speakers", include_str!("../migrations/0042_speakers.sql")),
    (43, "meetings", include_str!("../migrations/0043_meetings.sql")),
    (44, "sender_addresses", include_str!("../migrations/0044_sender_addresses.sql")),
    (45, "words_by_half", include_str!("../migrations/0045_words_by_half.sql")),
    (46, "clocks_decided", include_str!("../migrations/0046_clocks_decided.sql")),
    (47, "scopes_apart", include_str!("../migrations/0047_scopes_apart.sql")),
    (48, "denunciations", include_str!("../migrations/0048_denunciations.sql")),
    (49, "complaints", include_str!("../migrations/0049_complaints.sql")),
    (50, "closures_and_recounts", include_str!("../migrations/0050_closures_and_recounts.sql")),
    (51, "answers_by_point", include_str!("../migrations/0051_answers_by_point.sql")),
];

/// The schema this program knows.
pub const NEWEST: usize = MIGRATIONS.len();

/// Key of the advisory lock under which one node migrates while the others wait.
const MIGRATING: i64 = 0x006c_616e_676e_6768;

/// Brings the database to [`NEWEST`]; refuses a schema it does not know and a migration that was changed.
pub(crate) async fn migrate(conn: &mut Conn) -> Result<(), Error> {
    conn.begin_writing().await?;
    if !conn.is_sqlite() {
        // A session of its own, so READ COMMITTED sees what the node before us has done.
        conn.batch(&format!("SELECT pg_advisory_xact_lock({MIGRATING})")).await?;
    }
    match step(conn).await {
        Ok(()) => conn.batch("COMMIT").await,
        Err(error) => {
            // The first error is the one to tell; a failed rollback ends with the connection.
            let _ = conn.batch("ROLLBACK").await;
            Err(error)
        }
    }
}

/// The number of the last migration of a database; 0 where there is none.
pub(crate) async fn schema(conn: &mut Conn) -> Result<i64, Error> {
    let rows = conn.rows("SELECT COALESCE(MAX(number), 0) FROM schema_migrations", &[]).await?;
    rows.first().map_or(Ok(0), |row| row.get(0))
}

/// The tables that migrations up to that number make, in the order in which they make them.
pub(crate) fn tables(upto: i64) -> impl Iterator<Item = &'static str> {
    let texts = MIGRATIONS.iter().filter(move |known| known.0 <= upto).map(|known| known.2);
    texts.flat_map(str::lines).filter_map(|line| line.strip_prefix("CREATE TABLE ")?.split([' ', '(']).next())
}

/// Makes the tables of a schema in an empty database, within the transaction that is open.
pub(crate) async fn create(conn: &mut Conn, upto: i64) -> Result<(), Error> {
    begin(conn).await?;
    for known in MIGRATIONS.iter().filter(|known| known.0 <= upto) {
        apply(conn, known).await?;
    }
    Ok(())
}

async fn begin(conn: &mut Conn) -> Result<(), Error> {
    conn.batch(&for_engine(
        "CREATE TABLE IF NOT EXISTS schema_migrations (
           number {int} PRIMARY KEY, name TEXT NOT NULL, hash {bytes} NOT NULL, at {int} NOT NULL){strict};
         CREATE TABLE IF NOT EXISTS id_blocks (name TEXT PRIMARY KEY, next {int} NOT NULL){strict};
         INSERT INTO id_blocks (name, next) VALUES ('ids', 1000) ON CONFLICT DO NOTHING;",
        conn.is_sqlite(),
    ))
    .await
}

async fn apply(conn: &mut Conn, (number, name, text): &(i64, &str, &str)) -> Result<(), Error> {
    conn.batch(&for_engine(text, conn.is_sqlite())).await?;
    let at: Instant = clock::machine();
    conn.run(
        "INSERT INTO schema_migrations (number, name, hash, at) VALUES ($1, $2, $3, $4)",
        &args![*number, *name, Sha256::digest(text).as_slice(), at],
    )
    .await?;
    Ok(())
}

async fn step(conn: &mut Conn) -> Result<(), Error> {
    begin(conn).await?;
    let applied = conn.rows("SELECT number, name, hash FROM schema_migrations ORDER BY number", &[]).await?;
    for row in &applied {
        let (number, name, hash): (i64, String, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let Some((_, _, text)) = MIGRATIONS.iter().find(|known| known.0 == number) else {
            return Err(Error::Schema(format!(
                "the database has migration {number} ({name}), this program knows {NEWEST}: \
                 start the newer program that wrote it, or restore an older backup"
            )));
        };
        if Sha256::digest(text).as_slice() != hash {
            return Err(Error::Schema(format!(
                "migration {number} ({name}) is not the one that made this database: start the program that made it"
            )));
        }
    }
    for known in &MIGRATIONS[applied.len()..] {
        apply(conn, known).await?;
    }
    // A database that was there before may lack what the new schema derives from its events.
    if !applied.is_empty() && applied.len() < NEWEST {
        history::rebuild(conn).await?;
        search::rebuild_dialogues(conn).await?;
        organisation::fold_names(conn).await?;
        duty::landed::begin(conn).await?;
        notice::landed::follow(conn).await?;
    }
    Ok(())
}

/// The text of a migration for one engine.
fn for_engine(text: &str, sqlite: bool) -> String {
    let mut lines = String::with_capacity(text.len());
    for line in text.lines() {
        let line = match (line.strip_prefix("sqlite: "), line.strip_prefix("postgres: ")) {
            (Some(own), _) if sqlite => own,
            (_, Some(own)) if !sqlite => own,
            (None, None) => line,
            _ => continue,
        };
        lines.push_str(line);
        lines.push('\n');
    }
    let words: [(&str, &str); 4] = if sqlite {
        [("{int}", "INTEGER"), ("{bytes}", "BLOB"), ("{key}", "TEXT"), ("{strict}", " STRICT")]
    } else {
        [("{int}", "BIGINT"), ("{bytes}", "BYTEA"), ("{key}", "TEXT COLLATE \"C\""), ("{strict}", "")]
    };
    words.iter().fold(lines, |text, (word, own)| text.replace(word, own))
}
