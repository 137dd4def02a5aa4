//! Messages: counted in the header, read one by one, chosen by kind; and what the administrator sees of jobs and backups.

use std::sync::Arc;

use acts::assignment::Assign;
use acts::job::{Digest, Fault, Hands, Runner};
use async_trait::async_trait;
use axum::http::StatusCode;
use domain::day::{Day, Instant};
use domain::permission::Role;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, send};
use crate::house::{FIRST, TODAY, day};

/// Words of a citizen.
const SECRET: &str = "Nước đục 4711";

/// A disk that is full until it is said otherwise.
struct Disk(std::sync::atomic::AtomicBool);

#[async_trait]
impl Hands for Disk {
    fn backs_up(&self) -> bool {
        true
    }

    fn delivers(&self) -> bool {
        false
    }

    async fn back_up(&self, _: Day) -> Result<i64, Fault> {
        if self.0.load(std::sync::atomic::Ordering::SeqCst) { Err(Fault::Full) } else { Ok(1) }
    }

    async fn deliver(&self, _: Digest) -> Result<(), Fault> {
        Err(Fault::Folder)
    }
}

impl Commune {
    /// Somebody else of the commune makes it lead a case.
    async fn assigned(&self) -> i64 {
        let desk = format!("/dialogues/{}/desk", self.dialogue);
        let page = self.clerk.get(&desk).await;
        let raised = send(&self.clerk, &page, &desk, &[("words", SECRET)]).await;
        assert_eq!(raised.status, StatusCode::SEE_OTHER, "{}", raised.html);
        let mut read = self.house.store.reader().await.expect("a reader");
        let rows = store::submission::at_desk(&mut read, self.session, 0, 10).await.expect("reads");
        let case = rows[0].case;
        let version = store::case::find(&mut read, case).await.expect("reads").expect("is there").version;
        drop(read);
        let office = self.house.account("van.phong", self.organisation, &[Role::Office]).await;
        let assign = Assign {
            case,
            version,
            lead: self.organisation,
            cooperating: Vec::new(),
            due_on: Some(day("2026-10-01")),
            evidence: SECRET.to_owned(),
            contact: false,
            happened_on: day(TODAY),
        };
        self.house.act(office, assign).await;
        case
    }
}

async fn run(runner: &Runner, now: Instant) {
    while runner.step(now, &|| false).await.expect("jobs are done") > 0 {}
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_counted_in_the_header_leads_to_its_case_and_is_read() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let case = commune.assigned().await;
        let runner = Runner::new(commune.house.office.clone(), Arc::new(acts::job::NoHands));
        run(&runner, store::clock::machine()).await;
        let page = commune.clerk.get("/messages").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(
            page.html.contains("<b>1</b>") && page.html.contains(&format!("href=\"/cases/{case}#event-")),
            "{}",
            page.html
        );
        assert!(page.shows(&Lang::Vi.t("message-assigned")) && page.shows("01/10/2026"), "{}", page.html);
        assert!(!page.html.contains("4711"), "no word of anybody: {}", page.html);
        let read = send(&commune.clerk, &page, "/messages/read", &[]).await;
        assert_eq!(read.status, StatusCode::SEE_OTHER, "{}", read.html);
        let page = commune.clerk.get("/messages").await;
        assert!(!page.html.contains("<b>1</b>") && page.shows(&Lang::Vi.t("message-assigned")), "{}", page.html);
        let wrong = send(&commune.clerk, &page, "/messages/settings", &[("mail_address", "thu ky")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            wrong.html.contains("value=\"thu ky\"") && wrong.html.contains("id=\"mail_address-error\""),
            "{}",
            wrong.html
        );
        let set = send(&commune.clerk, &page, "/messages/settings", &[("mail_address", "thu.ky@xa.example")]).await;
        assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.html);
        assert!(commune.clerk.get("/messages").await.html.contains("thu.ky@xa.example"));
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_administrator_sees_the_backup_and_lets_what_stands_still_go_on() {
    let commune = Commune::open(Fresh::sqlite()).await;
    commune.assigned().await;
    let administrator = commune.house.signed_in(FIRST).await;
    let today = administrator.get("/").await;
    assert!(today.shows(&Lang::Vi.t("backup-none")), "{}", today.html);
    assert!(!commune.clerk.get("/").await.shows(&Lang::Vi.t("backup-none")), "others see nothing of it");
    let disk = Arc::new(Disk(true.into()));
    let runner = Runner::new(commune.house.office.clone(), Arc::clone(&disk) as Arc<dyn Hands>).of_backups();
    let now = store::clock::machine();
    runner.plan(now).await.expect("it is planned");
    run(&runner, now).await;
    let today = administrator.get("/").await;
    assert!(today.shows(&Lang::Vi.t("job-fault-full")) && today.shows(&Lang::Vi.t("today-jobs")), "{}", today.html);
    let page = administrator.get("/jobs").await;
    assert!(page.shows(&Lang::Vi.t("job-again")) && page.shows(&Lang::Vi.t("job-backup")), "{}", page.html);
    disk.0.store(false, std::sync::atomic::Ordering::SeqCst);
    let retried = send(&administrator, &page, "/jobs/retry", &[]).await;
    assert_eq!(retried.status, StatusCode::SEE_OTHER, "{}", retried.html);
    run(&runner, now).await;
    let page = administrator.get("/jobs").await;
    assert!(page.shows(&Lang::Vi.t("jobs-none")) && !page.shows(&Lang::Vi.t("backup-none")), "{}", page.html);
    assert!(!page.html.contains("ln-status--over"), "{}", page.html);
    assert_eq!(commune.clerk.get("/jobs").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn today_says_how_old_the_last_backup_is_and_from_when_it_is_too_old() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let administrator = commune.house.signed_in(FIRST).await;
        let runner =
            Runner::new(commune.house.office.clone(), Arc::new(Disk(false.into())) as Arc<dyn Hands>).of_backups();
        for (days, late) in [(9_i64, true), (3, true), (2, false), (0, false)] {
            let then = Instant::from_ms(store::clock::machine().ms() - days * 86_400_000);
            runner.plan(then).await.expect("it is planned");
            run(&runner, then).await;
            for path in ["/", "/jobs"] {
                let page = administrator.get(path).await;
                let at = format!("{} {}", then.vn_time(), then.day().vn());
                let line = Lang::Vi.ta("backup-taken", &[("at", &at), ("days", &days)]);
                assert!(page.shows(&line), "{path}, {days}: {}", page.html);
                assert_eq!(page.html.contains("ln-status--over"), late, "{path}, {days}: {}", page.html);
            }
        }
    }
}
