//! Every route, every role, every relation of the subject's body: what the table says is what a browser is answered.
//!
//! It is generated from `routes::ROUTES` and `domain`'s `PERMISSIONS`; a test fails until the form of a new route stands here.

mod contested;
mod declared;
mod denounced;
mod form;
mod gathered;
mod handled;
mod imported;
mod job;
mod left;
mod lettered;
mod meanwhile;
mod notices;
mod own;
mod planned;
mod received;
mod supervised;
mod surveyed;
mod table;
mod taken;
mod talk;
mod told;
mod tree;
mod within;

use std::collections::BTreeSet;

use axum::http::StatusCode;
use domain::permission::{Act, Relation, Role, may};
use domain::refusal::Refusal;
use store::{Stop, grant};
use testing::Fresh;
use web::routes::{Access, ROUTES, Route, Target};

use crate::house::{Browser, House};
use form::{Typed, form};
use table::reading;
pub(crate) use tree::PICTURE;
use tree::{Body, Reader, Tree, address};

/// What the table says of a subject that somebody asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// It may be done.
    Allowed,
    /// It may be known of and not done: 403.
    NotAllowed,
    /// Not even known of: 404, as if it were not there.
    NotThere,
}

/// By the table alone: no database is asked.
fn verdict(role: Role, act: Act, target: Target, relation: Relation) -> Verdict {
    // The Front of the place reaches all that is raised there, also with a body under the one in the middle.
    let of_the_place = role == Role::Front && supervised::is_supervised(target) && relation == Relation::Below;
    let relation = if of_the_place { Relation::Own } else { relation };
    if may(role, act, relation) {
        Verdict::Allowed
    } else if may(role, reading(target), relation) {
        Verdict::NotAllowed
    } else {
        Verdict::NotThere
    }
}

/// Walks over the routes that ask for a right, for the roles and relations chosen, and says what was answered otherwise
/// than the table says.
async fn walk(tree: &Tree, chosen: impl Fn(Role, Relation) -> bool) -> Vec<String> {
    let mut wrong = Vec::new();
    for route in ROUTES {
        let Access::To(act, target) = route.access else { continue };
        for (relation, body) in &tree.bodies {
            let subject = match tree.brought(route.path, body).await {
                Some(subject) => subject,
                None => tree.subject(target, body).await,
            };
            for reader in tree.readers.iter().filter(|reader| chosen(reader.role, *relation)) {
                let reader = tree.reader(target, reader);
                let wanted = verdict(reader.role, act, target, *relation);
                let asked =
                    format!("{} {} as {} to {}", route.method, route.path, reader.role.as_str(), relation.as_str());
                let mut read = tree.house.store.reader().await.expect("a reader");
                let granted = match grant::may(&mut read, reader.by, act, subject.of).await {
                    Ok(_) => Verdict::Allowed,
                    Err(Stop::Refused(Refusal::NotAllowed)) => Verdict::NotAllowed,
                    Err(Stop::Refused(Refusal::NotThere)) => Verdict::NotThere,
                    Err(stop) => panic!("{asked}: {stop}"),
                };
                drop(read);
                if granted != wanted {
                    wrong.push(format!("{asked}: the table says {wanted:?}, the database {granted:?}"));
                }
                // One calendar dates the cases of all bodies: nobody below another body changes it, whatever their role.
                let for_all = wanted == Verdict::Allowed && route.path.starts_with("/calendar/");
                let wanted = if for_all { Verdict::NotAllowed } else { wanted };
                let mut answers = Vec::new();
                let path = address(route, subject.id, tree.slip(route.path, (subject.id, body)).await);
                if route.method == "get" {
                    answers.push((Typed::Whole, reader.browser.get(&path).await.status));
                } else {
                    for typed in [Typed::Nothing, Typed::Odd] {
                        let form = form(route.path, body, typed);
                        answers.push((typed, reader.browser.post(&path, &pairs(&form)).await.status));
                    }
                    // What is allowed is really done, to a subject of its own.
                    let Asking { path, form, browser } = if wanted == Verdict::Allowed {
                        ready(tree, route, target, *relation, body, reader).await
                    } else {
                        let mut form = form(route.path, body, Typed::Whole);
                        if route.path == "/dialogues/{id}/together" {
                            form.push(("submission", tree.pick(body).await));
                        }
                        let path = address(route, subject.id, tree.slip(route.path, (subject.id, body)).await);
                        Asking { path, form, browser: reader.browser.clone() }
                    };
                    let answer = match route.path {
                        "/dialogues/{id}/slips" => browser.upload(&path, "photos", &[PICTURE]).await,
                        "/declared/{id}/scans"
                        | "/dialogues/{id}/minutes/scans"
                        | "/letters/{id}/scans"
                        | "/notices/{id}/scans"
                        | "/cases/{id}/files" => browser.upload(&path, "scans", &[PICTURE]).await,
                        _ => browser.post(&path, &pairs(&form)).await,
                    };
                    answers.push((Typed::Whole, answer.status));
                }
                for (typed, status) in answers {
                    if !fits(wanted, status, typed) {
                        wrong.push(format!("{asked}, {typed:?} typed: {wanted:?}, and the answer is {status}"));
                    }
                }
            }
        }
    }
    wrong
}

/// A post that is done when it is sent so.
struct Asking {
    path: String,
    form: Vec<(&'static str, String)>,
    browser: Browser,
}

/// A subject of its own, brought so far that what is allowed can be done to it.
async fn ready(tree: &Tree, route: &Route, target: Target, relation: Relation, body: &Body, reader: &Reader) -> Asking {
    let subject = match tree.brought(route.path, body).await {
        Some(subject) => subject,
        None => tree.subject_for(target, body, reader).await,
    };
    let mut form = form(route.path, body, Typed::Whole);
    let (mut id, mut browser) = (subject.id, reader.browser.clone());
    if route.path.starts_with("/organisations/{id}") {
        let apart = tree.apart(relation, reader).await;
        (id, browser) = (apart.body, apart.browser);
        form.push(("superior", apart.other.to_string()));
    }
    if route.path.starts_with("/handovers/{id}/") {
        form.extend(tree.hand_over(route.path, id).await);
    }
    if talk::SITTING.contains(&route.path) {
        let (dialogue, sitting) = tree.announced(route.path, body).await;
        id = dialogue;
        form.push(("sitting", sitting.to_string()));
    }
    if route.path == "/dialogues/{id}/together" {
        form.push(("submission", tree.pick(body).await));
    }
    if route.path == "/submissions/{id}/withdraw" {
        tree.release(id, body).await;
    }
    let ours = ["/dialogues/{id}/notices", "/dialogues/{id}/duty"].contains(&route.path);
    if ours || (target == Target::ANotice && route.method == "post") {
        let noticed = tree.bring_notice(route.path, body).await;
        id = noticed.id;
        form.extend(noticed.form);
    }
    if matches!(target, Target::APlan | Target::APlanned) {
        tree.bring_plan(route.path, id, body).await;
    }
    if route.path.starts_with("/urging") {
        form.extend(tree.urging(route.path, body).await);
    }
    if route.path == "/closures/lift" {
        let mut read = tree.house.store.reader().await.expect("a reader");
        let closures = store::rulebook::closures(&mut read).await.expect("reads");
        let closure = closures.first().map_or(0, |row| row.closure.id);
        form.push(("closure", closure.to_string()));
    }
    if route.path == "/beyond/report" {
        form.extend(tree.reported_up(body).await);
    }
    if route.path.starts_with("/on-behalf/") {
        form.push(("event", tree.recorded_for(route.path, body, reader).await.to_string()));
    }
    if route.path == "/jobs/retry" {
        form.push(("job", tree.failing_job().await.to_string()));
    }
    if route.path == "/events/{id}/answer-contest" {
        id = tree.contested(body).await;
    }
    if route.path.starts_with("/imports/") {
        form.push(("import", tree.imported(route.path, body).await.to_string()));
    }
    if supervised::is_of(route.path) {
        let needed = tree.bring_supervised(route.path, (id, reader.by), body, &form).await;
        form.retain(|(name, _)| !needed.iter().any(|(needed, _)| needed == name));
        form.extend(needed);
    }
    form.extend(tree.bring_gathered(route.path, id, body).await);
    form.extend(tree.bring_received(route.path, id).await);
    form.extend(tree.bring_lettered(route.path, id, body).await);
    form.extend(tree.bring_denounced(route.path, id, body, reader.by).await);
    if handled::is_of(route.path) {
        let ready = tree.ready(route.path, id, body, reader).await;
        (form, browser) = (ready.form, ready.browser);
    }
    if route.path == "/dialogues/{id}/minutes/names" {
        form.push(("sitting", Tree::desk(body).to_string()));
    }
    Asking { path: address(route, id, tree.slip(route.path, (id, body)).await), form, browser }
}

/// Whether an answer is the one of a verdict. A form that isn't whole may be refused for that, once it is allowed.
fn fits(verdict: Verdict, status: StatusCode, typed: Typed) -> bool {
    match verdict {
        Verdict::Allowed => {
            matches!(status, StatusCode::OK | StatusCode::SEE_OTHER)
                || (typed != Typed::Whole && matches!(status, StatusCode::UNPROCESSABLE_ENTITY | StatusCode::CONFLICT))
        }
        Verdict::NotAllowed => status == StatusCode::FORBIDDEN,
        Verdict::NotThere => status == StatusCode::NOT_FOUND,
    }
}

fn pairs<'a>(form: &'a [(&'static str, String)]) -> Vec<(&'static str, &'a str)> {
    form.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_every_route_is_open_to_whom_the_table_says_and_to_nobody_else() {
    let tree = Tree::grow(Fresh::sqlite(), &Role::ALL).await;
    let wrong = walk(&tree, |_, _| true).await;
    assert!(wrong.is_empty(), "{} answers are not what the table says:\n{}", wrong.len(), wrong.join("\n"));
    tree.house.verify().await;
}

/// One role per relation: PostgreSQL tells bodies apart as SQLite does.
#[tokio::test(flavor = "multi_thread")]
async fn slow_every_route_is_open_to_the_same_on_postgresql() {
    let chosen = [
        (Role::Clerk, Relation::Own),
        (Role::Administrator, Relation::Below),
        (Role::Head, Relation::Above),
        (Role::Administrator, Relation::Sibling),
        (Role::Inspector, Relation::Foreign),
    ];
    let tree = Tree::grow(Fresh::postgres().await, &chosen.map(|(role, _)| role)).await;
    let wrong = walk(&tree, |role, relation| chosen.contains(&(role, relation))).await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    tree.house.verify().await;
}

/// Every form comes back, where what was typed can't be meant, or where its thing changed meanwhile, with what is wrong, a
/// way to each control, and what was typed.
#[tokio::test(flavor = "multi_thread")]
async fn slow_a_wrong_form_says_what_is_wrong_and_keeps_what_was_typed() {
    let tree = Tree::grow(Fresh::sqlite(), &Role::ALL).await;
    let (mut wrong, mut refused) = (BTreeSet::new(), BTreeSet::new());
    for route in ROUTES.iter().filter(|route| route.method == "post" && !route.path.starts_with("/calendar/")) {
        let Access::To(act, target) = route.access else { continue };
        let of = |(relation, body)| tree.readers.iter().map(move |reader| (reader, relation, body));
        let mut all = tree.bodies.iter().map(|(relation, body)| (*relation, body)).flat_map(of);
        let (reader, relation, body) =
            all.find(|(reader, relation, _)| may(reader.role, act, *relation)).expect("somebody may do it");
        let reader = tree.reader(target, reader);
        for typed in [Typed::Nothing, Typed::Odd] {
            let asking = ready(&tree, route, target, relation, body, reader).await;
            let mut form = asking.form;
            form.retain(|(name, _)| typed == Typed::Odd || told::KEPT.contains(name));
            for (_, value) in form.iter_mut().filter(|(name, _)| !told::KEPT.contains(name)) {
                told::ODD.clone_into(value);
            }
            let mut answer = asking.browser.post(&asking.path, &pairs(&form)).await;
            if answer.status == StatusCode::UNPROCESSABLE_ENTITY {
                refused.insert(route.path);
                let mut lacking = told::lacks(&answer.html, &form);
                // A browser sends what stands in the form: then it comes back there.
                if let Some(offered) = meanwhile::offered(&asking.browser, &asking.path, Some(&answer)).await {
                    form.retain(|(name, _)| offered.contains(*name));
                    answer = asking.browser.post(&asking.path, &pairs(&form)).await;
                    lacking.extend(told::lacks(&answer.html, &form));
                    if answer.html.contains("data-kept") {
                        lacking.push("the form is on its page and is shown apart from it".to_owned());
                    }
                }
                wrong.extend(lacking.into_iter().map(|what| format!("{}, {typed:?} typed: {what}", route.path)));
            }
        }
    }
    assert!(refused.len() > 50, "only {} forms were refused: {refused:?}", refused.len());
    // So does every form whose thing changed while it was being typed.
    let (lost, kept) = meanwhile::walk(&tree).await;
    wrong.extend(lost);
    let wrong: Vec<_> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "{} times a form came back wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(kept.len() > 20, "only {} forms were on their page no more: {kept:?}", kept.len());
}

/// A visitor who is not signed in is sent to sign in, and what they post is refused, whatever it names.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_comes_in_without_signing_in() {
    let tree = Tree::grow(Fresh::sqlite(), &[]).await;
    let visitor = tree.house.visitor();
    let stale = visitor.with_token(&"0".repeat(64));
    let (_, body) = &tree.bodies[0];
    for route in ROUTES {
        let subject = match route.access {
            Access::Anybody => continue,
            Access::SignedIn => 1,
            Access::To(_, target) => tree.subject(target, body).await.id,
        };
        for browser in [&visitor, &stale] {
            let path = address(route, subject, 0);
            if route.method == "get" {
                let answer = browser.get(&path).await;
                assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
                assert!(answer.location().starts_with("/sign-in"), "{path}: {}", answer.location());
            } else {
                let whole =
                    if matches!(route.access, Access::To(..)) { form(route.path, body, Typed::Whole) } else { vec![] };
                assert_eq!(browser.post(&path, &pairs(&whole)).await.status, StatusCode::UNAUTHORIZED, "{path}");
            }
        }
    }
    tree.house.verify().await;
}

/// What needs no signing in, and what it answers when the form is empty.
const OPEN: [(&str, &str, StatusCode, &str); 19] = [
    ("get", "/health", StatusCode::OK, ""),
    ("post", "/language/{code}", StatusCode::SEE_OTHER, "/"),
    ("get", "/sign-in", StatusCode::OK, ""),
    ("post", "/sign-in", StatusCode::UNPROCESSABLE_ENTITY, ""),
    ("post", "/sign-in/pin", StatusCode::UNPROCESSABLE_ENTITY, ""),
    ("get", "/sign-in/code", StatusCode::SEE_OTHER, "/sign-in"),
    ("post", "/sign-in/code", StatusCode::SEE_OTHER, "/sign-in"),
    ("post", "/sign-out", StatusCode::SEE_OTHER, "/sign-in?said=signed-out"),
    // Nothing is locked where nobody is signed in.
    ("get", "/unlock", StatusCode::SEE_OTHER, "/"),
    ("post", "/unlock", StatusCode::UNAUTHORIZED, ""),
    // Once there is a body nobody can begin again.
    ("get", "/first-run", StatusCode::NOT_FOUND, ""),
    ("post", "/first-run", StatusCode::NOT_FOUND, ""),
    ("get", "/first-run/places", StatusCode::NOT_FOUND, ""),
    ("get", "/reset", StatusCode::OK, ""),
    ("post", "/reset", StatusCode::UNPROCESSABLE_ENTITY, ""),
    ("get", "/due-date", StatusCode::OK, ""),
    ("get", "/follow", StatusCode::OK, ""),
    ("post", "/follow", StatusCode::UNPROCESSABLE_ENTITY, ""),
    ("post", "/follow/assess", StatusCode::UNPROCESSABLE_ENTITY, ""),
];

#[tokio::test(flavor = "multi_thread")]
async fn what_is_open_to_anybody_answers_without_signing_in() {
    let house = House::open(Fresh::sqlite()).await;
    for route in ROUTES.iter().filter(|route| route.access == Access::Anybody) {
        let found = OPEN.iter().find(|(method, path, ..)| *method == route.method && *path == route.path);
        let (.., status, location) =
            found.unwrap_or_else(|| panic!("{} {} stands in no row", route.method, route.path));
        let answer = plainly(&house.visitor(), route.method, &route.path.replace("{code}", "en")).await;
        assert_eq!((answer.status, answer.location()), (*status, *location), "{} {}", route.method, route.path);
    }
}

async fn plainly(browser: &Browser, method: &str, path: &str) -> crate::house::Answer {
    if method == "get" { browser.get(path).await } else { browser.post(path, &[]).await }
}
