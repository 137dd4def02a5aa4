//! A database of a schema that has landed is brought up to date, agrees with its history, and is read by every page.
//!
//! `schema-4.*.gz` is what a program of that schema made on each engine: a province with five bodies, two dialogues with
//! eleven opinions, answers on the spot, one of them struck, corrected days, a struck submission, a body that ended and whose
//! list is not closed, and a rule confirmed for one commune. All of it is invented.

use std::collections::BTreeMap;

use domain::day::{Day, Instant};
use domain::event::Subject;
use domain::permission::Act;
use store::figure::results::{self, Asked, Mode, Scope};
use store::grant::{Of, may};
use store::{
    By, NEWEST_MIGRATION, Opening, Read as _, Reader, Store, account, assignment, case, dialogue, event, handover,
    history, organisation, plan, search, submission, transfer,
};
use testing::{Fresh, TextRow, all_rows, fill};

const SQLITE: &[u8] = include_bytes!("schema-4.sqlite.gz");
const POSTGRES: &[u8] = include_bytes!("schema-4.postgres.sql.gz");

/// A database of schema 4 that the program of today has opened.
struct Landed {
    fresh: Fresh,
    store: Store,
    /// Its rows as they were, by table.
    before: BTreeMap<String, Vec<TextRow>>,
}

impl Landed {
    async fn both() -> [Self; 2] {
        let [sqlite, postgres] = Fresh::both().await;
        [Self::of(sqlite, SQLITE).await, Self::of(postgres, POSTGRES).await]
    }

    async fn of(fresh: Fresh, packed: &[u8]) -> Self {
        fill(fresh.url(), packed).await;
        let before = all_rows(fresh.url()).await;
        assert_eq!(before["schema_migrations"].len(), 4);
        let store = open(&fresh).await;
        Self { fresh, store, before }
    }

    fn ids(&self, table: &str) -> Vec<i64> {
        self.before[table].iter().map(|row| row["id"].parse().unwrap()).collect()
    }

    async fn reader(&self) -> Reader<'_> {
        self.store.reader().await.unwrap()
    }

    async fn who(&self, login: &str) -> By {
        let login = account::by_login(&mut self.reader().await, login).await.unwrap().unwrap();
        By { account: login.account, actor: login.person, organisation: login.organisation.unwrap() }
    }
}

async fn open(fresh: &Fresh) -> Store {
    Store::open(&Opening { url: fresh.url().to_owned(), secret: [7; 32], simulated: false }).await.unwrap()
}

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_the_landed_schema_is_brought_up_to_date_and_its_history_agrees() {
    for landed in Landed::both().await {
        let rows = all_rows(landed.fresh.url()).await;
        assert_eq!(rows["schema_migrations"].len(), NEWEST_MIGRATION);
        // What was said and done stays as it was written.
        for table in ["events", "submitters", "people", "terms"] {
            assert_eq!(rows[table].len(), landed.before[table].len(), "{table}");
        }
        // Text 1 came with the migrations: what is kept from everybody is named by it.
        let texts: Vec<_> = rows["texts"].iter().filter(|row| row["id"] != "1").collect();
        assert_eq!(texts, landed.before["texts"].iter().collect::<Vec<_>>());
        let commitment = |row: &TextRow| (row["id"].clone(), row["commitment"].clone());
        let known = |rows: &[TextRow]| rows.iter().map(commitment).collect::<BTreeMap<_, _>>();
        assert_eq!(known(&rows["events"]), known(&landed.before["events"]));
        let verified = history::verify(&mut landed.store.still_reader().await.unwrap()).await.unwrap();
        assert_eq!(verified.problems, Vec::<String>::new());
        assert_eq!(usize::try_from(verified.events).unwrap(), landed.before["events"].len());
        // Opened once more, nothing is left to do.
        open(&landed.fresh).await;
        assert_eq!(all_rows(landed.fresh.url()).await["schema_migrations"], rows["schema_migrations"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_figures_of_the_landed_schema_are_those_that_its_acts_led_to() {
    for landed in Landed::both().await {
        let root = landed.who("man").await.organisation;
        let mut read = landed.reader().await;
        assert_eq!(read.today(), day("2026-09-11"));
        let asked = |state_on| Asked {
            scope: Scope::Body(root),
            mode: Mode::Raised,
            from: day("2026-01-01"),
            to: day("2026-12-31"),
            state_on: day(state_on),
            as_of: Instant::end_of(day("2026-12-31")),
        };
        let lines = results::count(&mut read, &asked("2026-09-11"), "province").await.unwrap();
        let total = &lines.iter().find(|line| line.level.is_none() && line.line.is_none()).unwrap().counts;
        // Of eleven that were raised one was struck; of four answers one was struck and one is a promise.
        let cases = total.cases;
        assert_eq!((cases.total, cases.resolved, cases.cannot), (10, 2, 1));
        assert_eq!((cases.in_progress, cases.not_taken_up), (1, 7));
        // Both dialogues are still under way: held is what is over.
        assert_eq!((total.dialogues.held, total.submissions), (0, 10));
        // One was said on the day before: its day was corrected.
        let lines = results::count(&mut read, &asked("2026-08-31"), "province").await.unwrap();
        assert_eq!(lines.last().unwrap().counts.cases.total, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_reads_what_the_landed_schema_left() {
    for landed in Landed::both().await {
        let clerk = landed.who("thu.ky.hai").await;
        let mut read = landed.reader().await;
        let r = &mut read;
        let of = Of::Organisation(clerk.organisation);
        let (grant, _) = may(r, clerk, Act::DialogueRead, of).await.unwrap();
        let talks = dialogue::list(r, &grant, None, 10).await.unwrap().rows;
        assert_eq!(talks.len(), 1);
        assert_eq!(submission::at_desk(r, talks[0].session, clerk.account, 50).await.unwrap().len(), 7);
        for id in landed.ids("dialogues") {
            assert!(dialogue::find(r, id).await.unwrap().is_some());
            assert_eq!(dialogue::session::of(r, id).await.unwrap().len(), 1);
        }
        for id in landed.ids("cases") {
            let row = case::find(r, id).await.unwrap().unwrap();
            assert_eq!(case::points(r, id).await.unwrap().len(), 1);
            let clocks = case::clocks(r, id).await.unwrap();
            assert!(clocks.iter().any(|clock| clock.kind == "citizen"), "{clocks:?}");
            let events = event::timeline(r, Subject::Case, id).await.unwrap();
            assert!(!events.is_empty() && row.version > 0);
            assert!(case::beside(r, id).await.unwrap().is_some());
            assert!(assignment::of_case(r, id).await.unwrap().is_empty());
            assert!(transfer::of_case(r, id).await.unwrap().is_empty());
        }
        for id in landed.ids("organisations") {
            assert!(organisation::find(r, id).await.unwrap().is_some());
            organisation::terms(r, id, day("2026-09-11")).await.unwrap();
            organisation::inferiors(r, id, day("2026-09-11")).await.unwrap();
        }
        let board = plan::board::year(r, &grant, 2026).await.unwrap();
        assert!(board.plans.is_empty());
        assert_eq!(board.talks.len(), 1);
        let found = search::find(r, &[clerk.organisation], "nuoc duc").await.unwrap();
        assert_eq!(found.len(), 1);
        // The titles of its dialogues, and the names of its bodies, are found as those of today.
        assert_eq!(search::dialogues(r, &grant, &talks[0].title).await.unwrap().len(), 1);
        let body = organisation::find(r, clerk.organisation).await.unwrap().unwrap();
        assert!(organisation::named(r, &body.name).await.unwrap().iter().any(|known| known.id == body.id));
        let lists = landed.ids("handovers");
        assert_eq!(lists.len(), 1);
        assert_eq!(handover::find(r, lists[0]).await.unwrap().unwrap().state, "open");
        assert!(!handover::groups(r, lists[0], false, None, 50).await.unwrap().rows.is_empty());
        let book = landed.store.rulebook().await.unwrap();
        assert!(
            book.rules.iter().any(|rule| rule.id == "TCD-NOTIFY" && rule.version > 1),
            "the confirmed rule is there"
        );
    }
}
