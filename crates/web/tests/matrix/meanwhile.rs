//! Forms whose thing changed while they were being typed: whatever became of it, what was typed is on the page that refuses.

use std::collections::{BTreeMap, BTreeSet};

use acts::By;
use acts::case::{End, Merge, SpotResult};
use acts::dialogue::{BeginSession, Conclude, HoldSession};
use acts::organisation::End as EndBody;
use acts::plan::{Cancel, Postpone, Restore};
use acts::submission::Strike;
use domain::event::EndGround;
use domain::permission::may;
use store::Stop;
use web::lang::Lang;
use web::routes::{Access, ROUTES, Route};

use super::handled::reply_of;
use super::told::KEPT;
use super::tree::{Body, Reader, Tree};
use super::{Asking, pairs, ready, told};
use crate::house::{Answer, Browser, TODAY, attribute, day, key, plain, tag};

/// What can become of the thing of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// Somebody sent the same form before.
    Done,
    /// A case was ended.
    Ended,
    /// A case was merged into another one.
    Merged,
    /// A case was answered on paper.
    Answered,
    /// A planned dialogue was put off.
    Postponed,
    /// A planned dialogue was called off.
    Cancelled,
    /// A planned dialogue that was called off stands again.
    Restored,
    /// A session began.
    Begun,
    /// A session was held.
    Held,
    /// A dialogue was concluded.
    Concluded,
    /// A body was ended.
    BodyEnded,
    /// A submission was struck.
    Struck,
}

/// What can become of the thing of a route.
fn changes(path: &str) -> &'static [Change] {
    match path {
        path if path.starts_with("/cases/{id}/") => &[Change::Done, Change::Ended, Change::Merged, Change::Answered],
        path if path.starts_with("/planned/{id}/") => {
            &[Change::Done, Change::Postponed, Change::Cancelled, Change::Restored]
        }
        "/dialogues/{id}/desk" => &[Change::Concluded],
        path if is_of_a_dialogue(path) => &[Change::Done, Change::Begun, Change::Held, Change::Concluded],
        path if path.starts_with("/organisations/{id}/") => &[Change::Done, Change::BodyEnded],
        path if path.starts_with("/submissions/{id}/") => &[Change::Done, Change::Struck],
        _ => &[Change::Done],
    }
}

/// Routes of a dialogue that need one of their own, because it is concluded.
fn is_of_a_dialogue(path: &str) -> bool {
    path.starts_with("/dialogues/{id}/") && path.matches('{').count() == 1 && !path.ends_with("/together")
}

/// What every form lacks that is sent after its thing changed, and which were answered by a page of what was typed.
pub(super) async fn walk(tree: &Tree) -> (BTreeSet<String>, BTreeMap<&'static str, BTreeSet<String>>) {
    let (mut wrong, mut kept) = (BTreeSet::new(), BTreeMap::<&str, BTreeSet<String>>::new());
    for route in ROUTES.iter().filter(|route| route.method == "post" && !route.path.starts_with("/calendar/")) {
        let Access::To(act, target) = route.access else { continue };
        let of = |(relation, body)| tree.readers.iter().map(move |reader| (reader, relation, body));
        let mut all = tree.bodies.iter().map(|(relation, body)| (*relation, body)).flat_map(of);
        let (reader, relation, body) =
            all.find(|(reader, relation, _)| may(reader.role, act, *relation)).expect("somebody may do it");
        let reader = tree.reader(target, reader);
        for change in changes(route.path) {
            let mut asking = ready(tree, route, target, relation, body, reader).await;
            prepare(tree, route, body, &mut asking).await;
            if let Some(offered) = offered(&asking.browser, &asking.path, None).await {
                asking.form.retain(|(name, _)| offered.contains(*name));
            }
            happen(tree, route, *change, body, reader, &asking).await;
            for lang in Lang::ALL {
                let answer = asking.browser.in_language(lang).post(&asking.path, &pairs(&asking.form)).await;
                if !answer.status.is_client_error() {
                    break;
                }
                let typed: Vec<_> = asking.form.iter().filter(|(name, _)| !KEPT.contains(name)).cloned().collect();
                let lacking = told::loses(&answer.html, &typed);
                let asked = format!("{} {change:?} in {lang:?}, {}", route.path, answer.status);
                wrong.extend(lacking.into_iter().map(|what| format!("{asked}: {what}")));
                if answer.html.contains("data-kept") {
                    kept.entry(route.path).or_default().insert(format!("{change:?}"));
                }
            }
        }
    }
    (wrong, kept)
}

/// The names of what can be typed or chosen in the form that posts to an address, where it stands on its own page or on the
/// one that its refusal leads back to.
pub(super) async fn offered(browser: &Browser, action: &str, refusal: Option<&Answer>) -> Option<BTreeSet<String>> {
    let back = refusal.and_then(|it| it.html.split_once("name=\"back\" value=\""));
    let back = back.and_then(|(_, rest)| Some(plain(rest.split('"').next()?)));
    // A rule is confirmed from its preview, whose form stands on the page of the rule.
    let actions = [action.to_owned(), action.replace("/confirm", "/preview")];
    for page in [Some(action.to_owned()), Some(format!("{action}/new")), back].into_iter().flatten() {
        let page = browser.get(&page).await;
        let mut forms = page.html.split("<form ").skip(1).map(|form| form.split("</form>").next().expect("a part"));
        let own = forms.find(|form| attribute(tag(form), "action").is_some_and(|own| actions.contains(&own)));
        if let Some(form) = own {
            return Some(form.split('<').filter_map(|part| attribute(tag(part), "name")).collect());
        }
    }
    None
}

/// A form in which something is typed, of a thing that may be changed.
async fn prepare(tree: &Tree, route: &Route, body: &Body, asking: &mut Asking) {
    if route.path == "/dialogues/{id}/together" {
        asking.form.retain(|(name, _)| *name == "submission");
        let typed = [("then", "answer"), ("result", "explained"), ("answer", "Đã giải thích <tại chỗ>.")];
        asking.form.extend(typed.map(|(name, value)| (name, value.to_owned())));
    } else if is_of_a_dialogue(route.path) && !super::talk::SITTING.contains(&route.path) {
        let (dialogue, _) = tree.announced("/dialogues/{id}/attend", body).await;
        asking.path = route.path.replace("{id}", &dialogue.to_string());
    }
    for (name, value) in &mut asking.form {
        if ["reason", "note", "words", "place"].contains(name) {
            value.push_str(" <gõ & \"giữ\">");
        }
    }
}

impl Tree {
    /// Does an act where it can be done.
    async fn perhaps<A: store::Act>(&self, by: By, act: A) {
        if let Err(Stop::Failed(error)) = self.house.office.act(by, &key(), act).await {
            panic!("{}: {error}", A::NAME);
        }
    }
}

async fn happen(tree: &Tree, route: &Route, change: Change, body: &Body, reader: &Reader, asking: &Asking) {
    let id: i64 = asking.path.split('/').nth(2).and_then(|id| id.parse().ok()).unwrap_or_default();
    let (house, reason, happened_on) = (&tree.house, "Việc đã khác".to_owned(), day(TODAY));
    let by = body.clerk;
    match change {
        Change::Done => {
            asking.browser.post(&asking.path, &pairs(&asking.form)).await;
        }
        Change::Ended => {
            let (ground, basis, version) = (EndGround::Withdrawn, String::new(), tree.version(id).await);
            tree.perhaps(by, End { case: id, version, ground, basis, reason, happened_on }).await;
        }
        Change::Merged => {
            let (root, version) = (tree.case_of(body).await, tree.version(id).await);
            tree.perhaps(by, Merge { case: id, version, root, reason, happened_on }).await;
        }
        Change::Answered => {
            let point = tree.point(id).await;
            if route.path.ends_with("/keep-promise") || route.path.ends_with("/assess") {
                return;
            }
            tree.perhaps(by, reply_of(id, tree.version(id).await, point, SpotResult::Explained)).await;
        }
        Change::Postponed => tree.perhaps(by, Postpone { planned: id, month: None, reason, happened_on }).await,
        Change::Cancelled => tree.perhaps(by, Cancel { planned: id, reason, happened_on }).await,
        Change::Restored => {
            tree.perhaps(by, Cancel { planned: id, reason: reason.clone(), happened_on }).await;
            tree.perhaps(by, Restore { planned: id, reason, happened_on }).await;
        }
        Change::Begun | Change::Held | Change::Concluded => {
            let sessions = {
                let mut read = house.store.reader().await.expect("a reader");
                store::dialogue::session::of(&mut read, id).await.expect("reads")
            };
            for session in sessions.into_iter().map(|row| row.id) {
                tree.perhaps(by, BeginSession { session }).await;
                if change != Change::Begun {
                    tree.perhaps(by, HoldSession { session, happened_on: None, attendance: Vec::new() }).await;
                }
            }
            if change == Change::Concluded {
                let (minutes_signed_on, no_minutes) = (Some(happened_on), String::new());
                tree.perhaps(by, Conclude { dialogue: id, happened_on, minutes_signed_on, no_minutes }).await;
            }
        }
        Change::BodyEnded => {
            let (basis, version) = ("QĐ 9".to_owned(), 1);
            let end = EndBody { organisation: id, on: happened_on, successors: Vec::new(), basis, version };
            tree.perhaps(house.first, end).await;
        }
        Change::Struck => tree.perhaps(reader.by, Strike { submission: id, reason }).await,
    }
}
