//! `docs/tables/routes.md`, printed from the table of routes. `UPDATE_TABLES=1 cargo test -p web` writes it anew.

use std::fmt::Write as _;
use std::path::Path;

use domain::permission::{Act, Relation, Role, may};
use web::routes::{Access, ROUTES, Route, Target};

/// Cargo compiles this file again when the variable changes.
const UPDATE: bool = option_env!("UPDATE_TABLES").is_some();

fn cell(route: &Route, role: Role) -> String {
    match route.access {
        Access::Anybody => "yes".to_owned(),
        Access::SignedIn => "own".to_owned(),
        Access::To(act, _) => {
            let towards = Relation::ALL.into_iter().filter(|relation| may(role, act, *relation));
            towards.map(Relation::as_str).collect::<Vec<_>>().join(", ")
        }
    }
}

fn needed(route: &Route) -> (&'static str, &'static str) {
    match route.access {
        Access::Anybody => ("", "nothing"),
        Access::SignedIn => (Act::SessionOwn.as_str(), "one's own account"),
        Access::To(act, target) => (act.as_str(), named(target)),
    }
}

fn named(target: Target) -> &'static str {
    match target {
        Target::ABody => "a body",
        Target::ATerm => "a term in a body",
        Target::AHandover => "a handover",
        Target::ADevice => "a registered machine",
        Target::ADialogue => "a dialogue",
        Target::ANotice => "a notice",
        Target::AGathering => "a round of gathering",
        Target::AReception => "a reception day",
        Target::ALetter => "a letter",
        Target::ADenunciation => "a line in the register of denunciations",
        Target::ADeclared => "declared figures",
        Target::ACase => "a case",
        Target::ASubmission => "a submission",
        Target::AnEvent => "an event of a case",
        Target::APlan => "a plan",
        Target::APlanned => "a dialogue that a plan names",
        Target::ASupervisedCase => "a case as it is supervised",
        Target::ASupervisedNotice => "a notice as it is supervised",
        Target::AFinding => "what was found",
        Target::ASupervision => "a supervision",
        Target::AnAccount => "an account",
    }
}

/// The right to know that a subject exists.
pub(super) fn reading(target: Target) -> Act {
    match target {
        Target::ADeclared
        | Target::ABody
        | Target::ATerm
        | Target::AHandover
        | Target::ADevice
        | Target::APlan
        | Target::APlanned => Act::OrganisationRead,
        Target::ADialogue | Target::ANotice => Act::DialogueRead,
        Target::ACase | Target::ASubmission | Target::AnEvent | Target::ALetter => Act::CaseRead,
        Target::ASupervisedCase | Target::ASupervisedNotice | Target::AFinding | Target::ASupervision => {
            Act::SupervisionRead
        }
        Target::ADenunciation => Act::DenunciationRead,
        Target::AGathering => Act::GatheringRead,
        Target::AReception => Act::ReceptionRead,
        Target::AnAccount => Act::AccountRead,
    }
}

#[test]
fn the_printed_table_of_routes_is_current() {
    let mut page = String::from(
        "# Who may come to which address\n\n\
        Printed from `ROUTES` of the crate `web` and `PERMISSIONS` of the crate `domain`; the matrix of the tests asks each\n\
        cell. A row is an address with the act it needs and the thing it names, a column a role, and a cell says of which\n\
        bodies that thing may be: `own`, one's own; `below`, those under it in the line of authority. An empty cell is\n\
        answered 403 where the thing may be read, else 404. Who is not signed in is sent to sign in (303), and a post is\n\
        answered 401, but for the rows that need nothing.\n\n\
        | address | act | names |",
    );
    for role in Role::ALL {
        write!(page, " {} |", role.as_str()).unwrap();
    }
    page.push_str("\n|");
    page.push_str(&" --- |".repeat(Role::ALL.len() + 3));
    for route in ROUTES {
        let (act, names) = needed(route);
        write!(page, "\n| `{} {}` | {act} | {names} |", route.method.to_uppercase(), route.path).unwrap();
        for role in Role::ALL {
            write!(page, " {} |", cell(route, role)).unwrap();
        }
    }
    page.push('\n');
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/tables/routes.md");
    if UPDATE {
        std::fs::write(&path, &page).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == page, "docs/tables/routes.md is not current: UPDATE_TABLES=1 cargo test -p web");
}

/// A row that stands twice would be answered by one of the two.
#[test]
fn an_address_stands_in_the_table_once() {
    for (at, route) in ROUTES.iter().enumerate() {
        let again = ROUTES[..at].iter().any(|other| other.method == route.method && other.path == route.path);
        assert!(!again, "{} {}", route.method, route.path);
    }
}
