//! The commune of the demo goes to the other engine and back: every row of every table is the same.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use acts::calendar::SetDay;
use acts::case::SpotResult;
use acts::declared::scan as declared;
use acts::letter::scan as letter;
use acts::message::SetMessages;
use acts::minutes::NoteCorrection;
use acts::notice::scan as notice;
use acts::reply::file;
use acts::rule::Confirm;
use acts::transfer::{AnswerTransfer, PointTold, ReportUp};
use acts::{Office, term};
use domain::day::Day;
use store::{By, Store, clock};
use testing::{Fresh, TextRow, all_rows};

use super::{done, figures, word};
use crate::faults::commune::{self, open, program};
use crate::faults::slow_jobs::finish;

/// Tables that no backup has: that of the schema, drafts, what opens an account now, and rows that wait to be taken over. The index
/// of words, which each engine has in its own way, is made anew.
const LEFT_OUT: [&str; 7] = [
    "schema_migrations",
    "drafts",
    "account_sessions",
    "one_time_codes",
    "sign_in_failures",
    "import_rows",
    "gathering_rows",
];

/// Tables of the others in which nothing stands in that commune.
const EMPTY: [&str; 12] = [
    "assignment_parts",
    "backups",
    "calendar_years",
    "closures",
    "devices",
    "notice_noted",
    "organisation_successions",
    "pins",
    "recounts",
    "submission_versions",
    "totps",
    "withheld_texts",
];

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\nstartxref\n9\n%%EOF\n";
const TABLE: &str = "STT,Nội dung kiến nghị,Ngày,Tình trạng\n1,Sửa cầu Vượn,01/08/2026,Chưa giải quyết\n";

async fn by(store: &Store, login: &str) -> By {
    let mut read = store.reader().await.unwrap();
    let known = store::account::by_login(&mut read, login).await.unwrap().unwrap();
    By { account: known.account, actor: known.person, organisation: known.organisation.unwrap() }
}

/// The commune of the demo with what nobody does there: a table that was taken over, an official who left, scans and files, what a
/// receiver answered, what was reported upward and what was noted beside words.
async fn worked_in(url: &str, folder: &Path) {
    let mut demo = program();
    demo.args(["demo", "--only-make", "--database", url, "--folder"]).arg(folder);
    commune::done(demo).await;
    let (key, table) = (folder.join("langnghe.key"), folder.join("bang.csv"));
    std::fs::write(&table, TABLE).unwrap();
    let import =
        ["import", "submissions", word(&table), "--date", "2026-08-01", "--title", "Quý III", "--as", "thu.ky"];
    let import = [&import[..], &["--place", "MP001", "--body", "uy ban", "--database", url, "--key", word(&key)]];
    done(&import.concat()).await;

    let rows = all_rows(url).await;
    let store = open(url, &key).await;
    let (office, clerk, first) = (Office::new(&store), by(&store, "thu.ky").await, by(&store, "quan.tri").await);
    let found = |table: &str, column: &str, value: &str| {
        let row = rows[table].iter().find(|row| row[column] == value);
        row.unwrap_or_else(|| panic!("{table} has no {column} {value}"))
    };
    let number = |row: &TextRow, column: &str| row[column].parse::<i64>().unwrap();

    let issued = number(found("notices", "number", "05/TB-UBND"), "id");
    let files = vec![notice::keep(&office, clerk, issued, PDF.to_vec()).await.unwrap()];
    office.act(clerk, "notice", notice::AddScans { notice: issued, files }).await.unwrap();
    let book = number(&rows["letters"][0], "id");
    let files = vec![letter::keep(&office, clerk, book, PDF.to_vec()).await.unwrap()];
    office.act(clerk, "letter", letter::AddScans { letter: book, files }).await.unwrap();
    let paper = number(&rows["declared_figures"][0], "id");
    let files = vec![declared::keep(&office, clerk, paper, PDF.to_vec()).await.unwrap()];
    office.act(clerk, "declared", declared::AddScans { declared: paper, files }).await.unwrap();
    let reply = found("replies", "number", "104/UBND-VHXH");
    let (case, point) =
        (number(reply, "case_id"), number(found("reply_points", "reply_id", &reply["id"]), "case_point_id"));
    let files = vec![file::keep(&office, clerk, case, PDF.to_vec()).await.unwrap()];
    let add = file::AddFiles { case, reply: number(reply, "id"), point, files };
    office.act(clerk, "reply", add).await.unwrap();
    let chairman = |row: &&TextRow| row["post"] == "chairman" && number(row, "organisation_id") == clerk.organisation;
    let left = number(rows["terms"].iter().find(chairman).unwrap(), "id");
    let today = store.clock().now().today;
    office.act(first, "left", term::End { term: left, on: today }).await.unwrap();

    let said = found("submissions", "happened_on", "2026-03-17");
    let note = NoteCorrection {
        submission: number(said, "id"),
        words: "Đúng ra là thôn bên.".to_owned(),
        no_denunciation: false,
        happened_on: today,
    };
    office.act(clerk, "note", note).await.unwrap();
    let sent = &rows["transfers"][0];
    let (transfer, case) = (number(sent, "id"), number(sent, "case_id"));
    let point = number(found("transfer_points", "transfer_id", &sent["id"]), "case_point_id");
    let (result, by_on, ground) = (Some(SpotResult::Done), None, String::new());
    let answer = AnswerTransfer {
        case,
        version: number(found("cases", "id", &sent["case_id"]), "version"),
        transfer,
        points: vec![PointTold { point, result, by_on, words: "Đã sửa.".to_owned(), ground }],
        number: "12/CV".to_owned(),
        signer: String::new(),
        words: String::new(),
        told: None,
        happened_on: today,
    };
    office.act(clerk, "answer", answer).await.unwrap();
    let to = number(found("organisations", "kind", "party_committee"), "id");
    let (organisation, number_of_paper) = (clerk.organisation, "40/BC-UBND".to_owned());
    let report = ReportUp { organisation, cases: vec![case], to, number: number_of_paper, happened_on: today };
    office.act(clerk, "report", report).await.unwrap();
    let organisation = number(found("memberships", "role", "administrator"), "organisation_id");
    is_set(&store, &office, (clerk, By { organisation, ..first })).await;
}

/// A rule is confirmed, a day of the calendar is set, and everybody is told what they are to be told.
async fn is_set(store: &Store, office: &Office, (clerk, first): (By, By)) {
    let day = |text: &str| Day::parse_iso(text).unwrap();
    let version = async || store::rulebook::number(&mut store.reader().await.unwrap()).await.unwrap();
    let confirm = Confirm {
        organisation: first.organisation,
        rule: "DT-TRANSFER".to_owned(),
        copied: 1,
        level: None,
        amount: 10,
        unit: "working_day".to_owned(),
        bound: "at_most".to_owned(),
        month: None,
        day: None,
        valid_from: day("2026-01-01"),
        valid_to: None,
        document: "Quy chế đối thoại của xã".to_owned(),
        on: day("2026-01-05"),
        version: version().await,
    };
    office.act(first, "rule", confirm).await.unwrap();
    let off = SetDay {
        organisation: first.organisation,
        on: day("2026-12-24"),
        kind: "public_holiday".to_owned(),
        name: "Ngày nghỉ của xã".to_owned(),
        document: "Thông báo số 1".to_owned(),
        version: version().await,
    };
    office.act(first, "calendar", off).await.unwrap();
    let kinds = vec!["assigned".to_owned()];
    let set = SetMessages { digest: true, address: "thu.ky@ben-sen.example.vn".to_owned(), kinds };
    office.act(clerk, "messages", set).await.unwrap();
    finish(store, clock::machine()).await;
}

/// The rows that a backup has, as both engines tell them.
async fn kept(url: &str) -> BTreeMap<String, Vec<TextRow>> {
    let mut tables = all_rows(url).await;
    tables.retain(|table, _| !LEFT_OUT.contains(&table.as_str()) && !table.starts_with("search_words"));
    for row in tables.get_mut("search_rows").into_iter().flatten() {
        // The index of PostgreSQL is a column.
        row.remove("words");
    }
    tables
}

/// Says table by table that nothing is lost, added or changed.
fn are_the_same(before: &BTreeMap<String, Vec<TextRow>>, after: &BTreeMap<String, Vec<TextRow>>, place: &str) {
    assert_eq!(after.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>(), "the tables {place}");
    for (table, rows) in before {
        assert_eq!(after[table], *rows, "{table} {place}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_every_row_of_the_demo_goes_from_one_engine_to_the_other_and_back() {
    let home = tempfile::tempdir().unwrap();
    let [sqlite, postgres] = Fresh::both().await;
    worked_in(sqlite.url(), home.path()).await;
    let (first, second) = (home.path().join("first.jsonl.gz"), home.path().join("second.jsonl.gz"));
    let key = home.path().join("langnghe.key");
    let key = word(&key);
    let counted = figures(sqlite.url(), key).await;
    let before = kept(sqlite.url()).await;
    let empty: BTreeSet<&str> = before.iter().filter(|(_, rows)| rows.is_empty()).map(|(table, _)| &**table).collect();
    assert_eq!(empty, BTreeSet::from(EMPTY), "nothing is proved of a table without a row");

    done(&["backup", word(&first), "--database", sqlite.url(), "--key", key]).await;
    done(&["restore", word(&first), "--database", postgres.url(), "--key", key]).await;
    are_the_same(&before, &kept(postgres.url()).await, "on PostgreSQL");
    assert_eq!(figures(postgres.url(), key).await, counted);

    let back = Fresh::sqlite();
    done(&["backup", word(&second), "--database", postgres.url(), "--key", key]).await;
    done(&["restore", word(&second), "--database", back.url(), "--key", key]).await;
    are_the_same(&before, &kept(back.url()).await, "on the way back");
    assert_eq!(figures(back.url(), key).await, counted);
    for url in [postgres.url(), back.url()] {
        done(&["history", "verify", "--database", url, "--key", key]).await;
    }
}
