//! What must not be kept: the words of a denunciation that was refused stand nowhere, in no table, file, log, list or backup; and
//! what was given over to private reception goes into no log, letter or message.

use std::fmt::{Debug, Write as _};
use std::sync::{LazyLock, Mutex, PoisonError};

use acts::gathering::{ForDialogue, Open};
use acts::reception::{Schedule, Typed};
use axum::http::StatusCode;
use domain::permission::Role;
use domain::reception::{Receiver, ReceptionKind};
use testing::{Fresh, holding, unpacked};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::follow::slip;
use super::handled::Matter;
use super::send;
use crate::house::{Answer, TODAY, day, key};

/// Everything that the program logs while these tests run.
struct Log;

pub(super) static LOGGED: LazyLock<Mutex<String>> = LazyLock::new(|| {
    // Whoever set another one first would hide what is logged.
    tracing::subscriber::set_global_default(Log).expect("nobody else listens");
    Mutex::default()
});

struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {field}={value:?}");
    }
}

impl Subscriber for Log {
    fn enabled(&self, of: &Metadata<'_>) -> bool {
        ["web", "acts", "store", "domain"].iter().any(|ours| of.target().starts_with(ours))
    }

    fn new_span(&self, of: &Attributes<'_>) -> Id {
        of.record(&mut Line(&mut LOGGED.lock().unwrap_or_else(PoisonError::into_inner)));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut Line(&mut LOGGED.lock().unwrap_or_else(PoisonError::into_inner)));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut Line(&mut LOGGED.lock().unwrap_or_else(PoisonError::into_inner)));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

pub(super) fn logged(words: &str) -> bool {
    LOGGED.lock().unwrap_or_else(PoisonError::into_inner).contains(words)
}

/// The backup of a house, unpacked.
pub(super) async fn backup(matter: &Matter) -> String {
    let mut packed = Vec::new();
    store::backup::take(&matter.commune.house.store, &mut packed).await.expect("it is written");
    String::from_utf8_lossy(&unpacked(&packed)).into_owned()
}

/// Lists as they are taken away.
async fn taken(matter: &Matter) -> String {
    let mut all = String::new();
    for list in ["/cases", "/letters", "/receptions/book", "/search?q=quenda"] {
        let at = if list.contains('?') { format!("{list}&as=csv") } else { format!("{list}?as=csv") };
        let list = matter.commune.clerk.get(&at).await;
        assert_eq!(list.status, StatusCode::OK, "{at}");
        all.push_str(&String::from_utf8_lossy(&list.bytes));
    }
    all
}

fn refused(at: &str, answer: &Answer) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{at}: {}", answer.html);
}

/// Words and a name that stand nowhere else.
const SECRET: &str = "Tôi tố cáo ông Quenda trưởng thôn bớt tiền.";
const NAME: &str = "Bà Bettong";

/// Types the words at every door at which somebody may; each refuses them.
async fn typed_everywhere(matter: &Matter) {
    let commune = &matter.commune;
    let (clerk, desk) = (&commune.clerk, commune.desk());
    // What somebody raised and what came of it, so that there is a result to speak of and minutes to correct.
    let (code, pin) = slip(matter).await;
    let form = clerk.get(&format!("{}/reply", matter.case)).await;
    let point = Matter::point(&form);
    let (answer, result) = (format!("answer-{point}"), format!("result-{point}"));
    let typed = [("number", "12/PKT"), ("signer", "unsaid"), (&*answer, "Đã khơi xong."), (&*result, "done")];
    matter.does("reply", &typed).await;

    let typed = [("who", NAME), ("words", SECRET)];
    refused("the desk", &send(clerk, &clerk.get(&desk).await, &desk, &typed).await);
    let draft = [("key", &*key()), ("who", NAME), ("words", SECRET)];
    let draft = clerk.post(&format!("/dialogues/{}/draft", commune.dialogue), &draft).await;
    assert_eq!(draft.status, StatusCode::NO_CONTENT, "no draft is kept");
    let letter = "/letters/new";
    refused("a letter", &send(clerk, &clerk.get(letter).await, letter, &typed).await);
    let (on, organisation) = (day(TODAY), commune.organisation);
    let (kind, receiver) = (ReceptionKind::Regular, Receiver::Staff);
    let set = Typed { on, term: None, kind, receiver, online: false, place: String::new(), announced_on: None };
    let reception = commune.house.act(commune.by, Schedule { organisation, day: set }).await;
    let visits = format!("/receptions/{reception}");
    let page = clerk.get(&visits).await;
    refused("a visit", &send(clerk, &page, &format!("{visits}/visits"), &typed).await);
    let said = [("words", "Hỏi thủ tục"), ("visit_way", "guided"), ("visit_said", SECRET)];
    refused("what a visitor is told", &send(clerk, &page, &format!("{visits}/visits"), &said).await);
    let by = commune.house.account("mat.tran", matter.front, &[Role::Front]).await;
    let dialogue = Some(ForDialogue::Announced(commune.dialogue));
    let open = Open { round: None, gatherer: matter.front, dialogue, happened_on: day(TODAY) };
    let round = format!("/gatherings/{}", commune.house.act(by, open).await);
    let front = commune.house.signed_in("mat.tran").await;
    let add = format!("{round}/opinions");
    refused("a round", &send(&front, &front.get(&round).await, &add, &[("words", SECRET)]).await);
    let table = format!("STT\tNội dung kiến nghị\tHọ tên\n1\t{SECRET}\t{NAME}\n");
    let typed = [("title", "Đối thoại quý III"), ("held_on", "01/08/2026"), ("table", &*table)];
    refused("a table", &send(clerk, &clerk.get("/imports").await, "/imports", &typed).await);
    let page = matter.followed(web::lang::Lang::Vi, (&code, &pin)).await;
    let said = [("assessment", "not_agreed"), ("assess_words", SECRET)];
    refused("the public page", &send(&commune.house.visitor(), &page, "/follow/assess", &said).await);
    let at = format!("{}/assess", matter.case);
    let said = [("assessment", "not_agreed"), ("assess_words", SECRET), ("happened_on", "11/09/2026")];
    refused("what somebody says of a result", &send(clerk, &clerk.get(&at).await, &at, &said).await);
    commune.hold().await;
    let signed = [("happened_on", "11/09/2026"), ("session", &*commune.session.to_string())];
    let sign = format!("{}/sign", commune.minutes());
    let done = send(clerk, &clerk.get(&commune.minutes()).await, &sign, &signed).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
    let page = clerk.get(&commune.minutes()).await;
    let note = page.html.split("action=\"").filter_map(|rest| rest.split('"').next());
    let note = note.into_iter().find(|it| it.ends_with("/note")).expect("a form of a correction").to_owned();
    let said = [("words", SECRET), ("happened_on", "11/09/2026")];
    refused("a correction", &send(clerk, &page, &note, &said).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_words_of_a_denunciation_that_was_refused_stand_nowhere() {
    LazyLock::force(&LOGGED);
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let house = &matter.commune.house;
        let before = holding(house.url(), "Mương bị lấp.").await;
        assert!(before.contains(&"texts.body".to_owned()), "the test looks where words stand: {before:?}");
        typed_everywhere(&matter).await;
        let (kept, lists) = (backup(&matter).await, taken(&matter).await);
        assert!(kept.contains("Mương bị lấp."), "the test reads the backup");
        for word in ["Quenda", "quenda", "Bettong", "bettong"] {
            assert_eq!(holding(house.url(), word).await, Vec::<String>::new(), "{word}");
            assert!(!kept.contains(word), "{word} in a backup");
            assert!(!lists.contains(word), "{word} in a list");
            assert!(!logged(word), "{word} in the log");
        }
        house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_told_in_private_goes_into_no_log_and_no_message() {
    LazyLock::force(&LOGGED);
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let commune = &matter.commune;
        commune.type_in(&[("who", "Bà Pademelon"), ("words", "Chuyện Potoroo nhà hàng xóm."), ("field", "05")]).await;
        let page = commune.clerk.get(&commune.desk()).await;
        let own = page.html.split("data-submission=\"").nth(1).and_then(|rest| rest.split('"').next());
        let own = own.expect("the newest").to_owned();
        let typed = [("submission", &*own)];
        let hidden = send(&commune.clerk, &page, &format!("/dialogues/{}/withhold", commune.dialogue), &typed).await;
        assert_eq!(hidden.status, StatusCode::SEE_OTHER, "{}", hidden.html);
        for word in ["Potoroo", "Pademelon"] {
            let found = holding(commune.house.url(), word).await;
            let elsewhere = |at: &&String| {
                let own = ["texts.", "submitters."].iter().any(|table| at.starts_with(table));
                // Files of an engine: what was typed stands in them, since it is kept.
                let file = [".db", "-wal"].iter().any(|ending| at.ends_with(ending));
                !own && !file
            };
            assert_eq!(found.iter().filter(elsewhere).collect::<Vec<_>>(), Vec::<&String>::new(), "{word}");
            assert!(!logged(word), "{word} in the log");
        }
        commune.house.verify().await;
    }
}
