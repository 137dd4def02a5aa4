//! What is found, and by which way.

use testing::{Fresh, run};

use super::paged::NEWEST;
use super::{After, Subject, Where, find, matching, question, token};
use crate::reader::Read;
use crate::{Opening, Store};

/// Cases of a body from a number on, all with the same words.
fn rows(from: i64, count: i64, folded: &str, marked: &str) -> String {
    format!(
        "INSERT INTO search_rows (id, subject, subject_id, scope_tokens, folded, marked)
         WITH RECURSIVE n (i) AS (SELECT {from} UNION ALL SELECT i + 1 FROM n WHERE i < {from} + {count} - 1)
         SELECT 1000000 + i, 'case', i, '\u{111}7', '{folded}', '{marked}' FROM n"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_the_marks_stands_before_any_number_of_newer_ones_without() {
    for fresh in Fresh::both().await {
        let opening = Opening { url: fresh.url().to_owned(), secret: [7; 32], simulated: true };
        let store = Store::open(&opening).await.expect("the database opens");
        run(fresh.url(), &rows(1, 3, "cong bi tac", "cống bị tắc")).await;
        run(fresh.url(), &rows(10, 700, "cong bi tac", "công bị tắc")).await;
        let mut read = store.reader().await.expect("a reader");
        let found = find(&mut read, &[7], "Cống bị").await.expect("searches");
        let first: Vec<(i64, bool)> = found.iter().take(4).map(|one| (one.case, one.exact)).collect();
        assert_eq!(first, [(3, true), (2, true), (1, true), (709, false)]);
        let found = find(&mut read, &[7], "cong bi").await.expect("searches");
        assert_eq!(found.first().map(|one| one.case), Some(709), "without marks the newest stand first");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_beginning_of_the_last_word_finds_the_rows_of_few_bodies_and_of_many() {
    for fresh in Fresh::both().await {
        let opening = Opening { url: fresh.url().to_owned(), secret: [7; 32], simulated: true };
        let store = Store::open(&opening).await.expect("the database opens");
        run(fresh.url(), &rows(1, 3, "cong bi tac", "cống bị tắc")).await;
        run(fresh.url(), &rows(10, 2, "duong hong", "đường hỏng")).await;
        let mut read = store.reader().await.expect("a reader");
        let many: Vec<i64> = (1..=20).collect();
        for bodies in [&[7][..], &many] {
            for (query, held) in
                [("cong bi t", 3), ("con", 3), ("cong t", 3), ("bi cong", 3), ("cong h", 0), ("h", 2), ("7", 0)]
            {
                let found = find(&mut read, bodies, query).await.expect("searches");
                assert_eq!(found.len(), held, "{query} of {} bodies on {}", bodies.len(), fresh.url());
            }
        }
        assert!(find(&mut read, &[8], "cong").await.expect("searches").is_empty(), "another body's");
    }
}

/// All rows that hold a word with that beginning would be put together for it, of whatever body.
#[tokio::test(flavor = "multi_thread")]
async fn the_index_is_not_asked_for_a_beginning_where_the_bodies_are_few() {
    let fresh = Fresh::postgres().await;
    let opening = Opening { url: fresh.url().to_owned(), secret: [7; 32], simulated: true };
    let store = Store::open(&opening).await.expect("the database opens");
    run(fresh.url(), &rows(1, 30, "cong bi tac", "cống bị tắc")).await;
    let mut read = store.reader().await.expect("a reader");
    read.rows("SET enable_seqscan = off", &[]).await.expect("a setting");
    for subject in [Subject::Case, Subject::Dialogue] {
        let scope = Where::Tokens(vec![token(7)]);
        let (sql, mut values) = question(false, subject, &scope, &["cong"], "ta");
        values.extend([i64::MAX.into(), NEWEST.into()]);
        let plan = read.rows_planned(&format!("EXPLAIN {sql}"), &values).await.expect("a plan");
        let plan: Vec<String> = plan.iter().map(|row| row.get(0).expect("a step")).collect();
        let steps: Vec<&String> = plan.iter().filter(|step| step.contains("Index Cond: (words")).collect();
        assert!(!steps.is_empty() && steps.iter().all(|step| !step.contains(":*")), "{plan:#?}");
    }
}

/// The index of all words would put together every case that holds the word, to find a few titles.
#[tokio::test(flavor = "multi_thread")]
async fn titles_of_dialogues_are_found_by_their_own_index_and_no_case_is_looked_at() {
    let fresh = Fresh::postgres().await;
    let opening = Opening { url: fresh.url().to_owned(), secret: [7; 32], simulated: true };
    let store = Store::open(&opening).await.expect("the database opens");
    let titles = |sql: String| sql.replace("'case'", "'dialogue'").replace("\u{111}7", "\u{111}t7");
    run(fresh.url(), &rows(1, 6_000, "duong hong", "đường hỏng")).await;
    run(fresh.url(), &titles(rows(10_000, 3_000, "hop dan", "họp dân"))).await;
    run(fresh.url(), &titles(rows(20_000, 3, "duong lang", "đường làng"))).await;
    run(fresh.url(), "ANALYZE search_rows").await;
    let mut read = store.reader().await.expect("a reader");
    let many: Vec<String> = (1..=20).map(|body| Subject::Dialogue.token(body)).collect();
    let (found, _) = matching(&mut read, Subject::Dialogue, &Where::Tokens(many.clone()), "đường", (None, 20))
        .await
        .expect("searches");
    assert_eq!(found.iter().map(|hit| hit.subject).collect::<Vec<_>>(), [20_002, 20_001, 20_000]);
    for scope in [Where::Under(7), Where::Tokens(many)] {
        let (sql, mut values) = question(false, Subject::Dialogue, &scope, &[], "duong");
        values.extend([i64::MAX.into(), NEWEST.into()]);
        let plan = read.rows_planned(&format!("EXPLAIN {sql}"), &values).await.expect("a plan");
        let plan: Vec<String> = plan.iter().map(|row| row.get(0).expect("a step")).collect();
        assert!(!plan.iter().any(|step| step.contains("search_rows_words")), "{plan:#?}");
        assert!(plan.iter().any(|step| step.contains("search_rows_titles")), "{plan:#?}");
    }
}

/// Every row once, those with the marks first, however far down they stand.
#[tokio::test(flavor = "multi_thread")]
async fn every_row_is_found_once_page_by_page_and_old_ones_with_the_marks_are_reached() {
    for fresh in Fresh::both().await {
        let opening = Opening { url: fresh.url().to_owned(), secret: [7; 32], simulated: true };
        let store = Store::open(&opening).await.expect("the database opens");
        // Older than the ten thousand that one page looks at.
        run(fresh.url(), &rows(1, 45, "cong bi tac", "cống bị tắc")).await;
        run(fresh.url(), &rows(1000, 10_200, "cong bi tac", "công bị tắc")).await;
        run(fresh.url(), &rows(20_000, 30, "cong bi tac", "cống bị tắc")).await;
        let mut read = store.reader().await.expect("a reader");
        let scope = Where::Tokens(vec![token(7)]);
        let (mut after, mut pages, mut exact, mut others): (Option<After>, _, Vec<i64>, Vec<i64>) =
            (None, 0, Vec::new(), Vec::new());
        loop {
            let from = (after, 20);
            let (hits, next) = matching(&mut read, Subject::Case, &scope, "Cống bị", from).await.expect("searches");
            assert!(hits.len() <= 20, "a page is bounded");
            if pages == 0 {
                assert!(hits.iter().all(|hit| hit.exact), "the newest with the marks begin");
            }
            for hit in hits {
                if hit.exact { exact.push(hit.subject) } else { others.push(hit.subject) }
            }
            (after, pages) = (next, pages + 1);
            if after.is_none() || pages > 600 {
                break;
            }
        }
        let all: Vec<i64> = (20_000..20_030).rev().chain((1..46).rev()).collect();
        assert_eq!(exact, all, "each once, the newest first, on {}", fresh.url());
        assert_eq!(others, (1000..11_200).rev().collect::<Vec<i64>>(), "and each other once");
        assert!(pages <= (10_275 / 20) + 3, "{pages}");
    }
}

/// The index holds words and bodies of a row beside each other.
#[tokio::test(flavor = "multi_thread")]
async fn no_word_and_no_beginning_of_one_is_taken_for_the_body_of_a_row() {
    for fresh in Fresh::both().await {
        let opening = Opening { url: fresh.url().to_owned(), secret: [7; 32], simulated: true };
        let store = Store::open(&opening).await.expect("the database opens");
        run(fresh.url(), &rows(1, 3, "cong bi tac", "cống bị tắc")).await;
        run(fresh.url(), &rows(10, 1, "org8 talk8 d8 dt8", "org8 talk8 đ8 đt8")).await;
        let titles = rows(20, 2, "hoi dan", "hội dân").replace("'case'", "'dialogue'");
        run(fresh.url(), &titles.replace("'\u{111}7'", "'\u{111}t7'")).await;
        let mut read = store.reader().await.expect("a reader");
        let many: Vec<i64> = (1..=20).collect();
        for bodies in [&[7][..], &many] {
            for (query, held) in [
                ("o", 1),
                ("or", 1),
                ("org", 1),
                ("org7", 0),
                ("org8", 1),
                ("talk", 1),
                ("đ", 1),
                ("đ7", 0),
                ("đ8", 1),
                ("cong o", 0),
                ("cong org7", 0),
                ("cong \u{111}7", 0),
            ] {
                let found = find(&mut read, bodies, query).await.expect("searches");
                assert_eq!(found.len(), held, "{query} of {} bodies on {}", bodies.len(), fresh.url());
            }
        }
        assert!(find(&mut read, &[8], "d8").await.expect("searches").is_empty(), "a word is no body");
        let scope = |body| Where::Tokens(vec![Subject::Dialogue.token(body)]);
        for (body, query, held) in [(7, "hoi", 2), (7, "t", 0), (7, "talk7", 0), (8, "hoi", 0), (8, "dt8", 0)] {
            let found =
                matching(&mut read, Subject::Dialogue, &scope(body), query, (None, 20)).await.expect("searches");
            assert_eq!(found.0.len(), held, "{query} in titles of body {body} on {}", fresh.url());
        }
    }
}

/// Of a row that other bodies answer for only that is written anew, and nothing of its words is lost with what is taken out: neither
/// one that begins as the bodies do nor one in the title of a dialogue. The index says of itself that it holds what the rows hold.
#[tokio::test(flavor = "multi_thread")]
async fn where_one_half_of_a_row_changes_the_other_is_found_as_before() {
    for fresh in Fresh::both().await {
        let opening = Opening { url: fresh.url().to_owned(), secret: [7; 32], simulated: true };
        let store = Store::open(&opening).await.expect("the database opens");
        run(fresh.url(), &rows(1, 20, "cong bi tac", "cống bị tắc")).await;
        run(fresh.url(), &rows(101, 6, "xin cap dat o", "xin cấp đất ở")).await;
        run(fresh.url(), &rows(201, 6, "org7 (o) orga", "org7 (ở) orga")).await;
        let titles = rows(301, 6, "hoi tai lang ta", "hội tại làng ta").replace("'case'", "'dialogue'");
        run(fresh.url(), &titles.replace("'\u{111}7'", "'\u{111}t7'")).await;
        let found = async |body: i64, words: &str| {
            let mut read = store.reader().await.expect("a reader");
            find(&mut read, &[body], words).await.expect("searches").len()
        };
        let dialogues = async |body: i64, words: &str| {
            let mut read = store.reader().await.expect("a reader");
            let scope = Where::Tokens(vec![Subject::Dialogue.token(body)]);
            matching(&mut read, Subject::Dialogue, &scope, words, (None, 20)).await.expect("searches").0.len()
        };
        let whole = async || {
            if fresh.url().starts_with("sqlite") {
                run(fresh.url(), "INSERT INTO search_words (search_words, rank) VALUES ('integrity-check', 1)").await;
            }
        };
        let scope = "UPDATE search_rows SET scope_tokens =";
        run(fresh.url(), &format!("{scope} '\u{111}7 \u{111}71' WHERE subject_id % 100 <= 4 AND subject = 'case'"))
            .await;
        whole().await;
        assert_eq!((found(7, "cong").await, found(71, "cong t").await), (20, 4), "{}", fresh.url());
        assert_eq!((found(7, "dat o").await, found(71, "cap dat o").await), (6, 4), "a word as short as a beginning");
        let orgs = (found(7, "(o) orga").await, found(71, "orga").await, found(71, "dat o").await);
        assert_eq!(orgs, (6, 4, 4), "{}", fresh.url());
        run(fresh.url(), &format!("{scope} '\u{111}8' WHERE subject_id % 100 <= 2 AND subject = 'case'")).await;
        run(fresh.url(), &format!("{scope} '\u{111}t8' WHERE subject_id <= 302 AND subject = 'dialogue'")).await;
        whole().await;
        assert_eq!((found(7, "tac").await, found(71, "tac").await, found(8, "ta").await), (18, 2, 2));
        assert_eq!((found(8, "dat o").await, found(7, "dat o").await, found(8, "orga org7").await), (2, 4, 2));
        assert_eq!((dialogues(8, "lang ta").await, dialogues(8, "t").await, dialogues(7, "ta").await), (2, 2, 4));
        let words = "UPDATE search_rows SET folded = 'duong ong', marked = 'đường ống'";
        run(fresh.url(), &format!("{words} WHERE subject_id IN (1, 201)")).await;
        run(fresh.url(), &format!("{words}, scope_tokens = '\u{111}9' WHERE subject_id = 3")).await;
        run(fresh.url(), "UPDATE search_rows SET marked = marked").await;
        whole().await;
        assert_eq!((found(8, "cong").await, found(8, "duong").await, found(8, "duong ong").await), (1, 2, 2));
        assert_eq!((found(9, "duong o").await, found(9, "cong").await, found(7, "duong").await), (1, 0, 0));
        run(fresh.url(), &format!("{scope} '\u{111}7' WHERE subject_id = 201")).await;
        run(fresh.url(), "DELETE FROM search_rows WHERE subject_id IN (1, 20)").await;
        whole().await;
        assert_eq!((found(8, "duong").await, found(7, "duong").await, found(7, "cong").await), (0, 1, 16));
    }
}
