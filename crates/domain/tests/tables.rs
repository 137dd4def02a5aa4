//! The pages printed from this crate are current. `UPDATE_TABLES=1 cargo test -p domain` writes them anew.

use std::fmt::Write as _;
use std::path::Path;

use domain::{Act, DEFINITIONS, Group, Outcome, PERMISSIONS, Relation, Role};

/// Cargo compiles this file again when the variable changes.
const UPDATE: bool = option_env!("UPDATE_TABLES").is_some();

#[track_caller]
pub(crate) fn check(page: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(page);
    if UPDATE {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, expected).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == expected, "docs/{page} is not current: UPDATE_TABLES=1 cargo test -p domain");
}

#[test]
fn definitions() {
    check("definitions.md", &format!("{DEFINITIONS}{}", domain::figure::REPORTED));
}

#[test]
fn the_definitions_name_every_value_and_its_line() {
    for outcome in Outcome::ALL {
        let line = outcome.group().as_str().replace('_', " ").replace("not taken", "not yet taken");
        let row = format!("| `{}` | {line} |\n", outcome.as_str());
        assert!(DEFINITIONS.contains(&row), "{row}");
        assert_eq!(Outcome::parse(outcome.as_str()), Some(outcome));
        assert!(outcome.group().outcomes().any(|counted| counted == outcome));
    }
    for group in Group::ALL {
        assert_eq!(Group::parse(group.as_str()), Some(group));
    }
}

fn towards(role: Role, act: Act) -> String {
    let row = PERMISSIONS.iter().find(|(who, what, _)| *who == role && *what == act);
    let relations = row.map_or(&[][..], |(_, _, relations)| relations);
    let words: Vec<&str> = relations.iter().copied().map(Relation::as_str).collect();
    words.join(", ")
}

#[test]
fn permissions() {
    let mut page = String::from(
        "# Who may do what\n\n\
        Printed from `PERMISSIONS` of the crate `domain`. A row is an act, a column a role, and a cell says towards\n\
        which bodies: `own`, one's own; `below`, those under it in the line of authority. Towards bodies above, beside\n\
        or foreign nothing is allowed to anybody. What isn't here is refused, and what one may not see answers 404.\n\n\
        For `supervision.find` of the role front, `own` is a body of the Front or of an organisation, and what is found\n\
        is of the bodies of its place. A body finds nothing of itself: neither role gives that within it.\n\n\
        | act |",
    );
    for role in Role::ALL {
        write!(page, " {} |", role.as_str()).unwrap();
    }
    page.push_str("\n|");
    page.push_str(&" --- |".repeat(Role::ALL.len() + 1));
    for act in Act::ALL.iter().copied() {
        write!(page, "\n| {} |", act.as_str()).unwrap();
        for role in Role::ALL {
            write!(page, " {} |", towards(role, act)).unwrap();
        }
    }
    page.push('\n');
    check("tables/permissions.md", &page);
}
