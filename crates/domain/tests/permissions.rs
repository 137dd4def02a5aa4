//! The sentences of the design about who may do what, against the table.

use domain::{Act, PERMISSIONS, Relation, Role, may};

fn allowed(role: Role, act: Act) -> Vec<Relation> {
    Relation::ALL.into_iter().filter(|relation| may(role, act, *relation)).collect()
}

#[test]
fn every_row_is_one_of_its_kind() {
    for (index, (role, act, towards)) in PERMISSIONS.iter().enumerate() {
        let again = PERMISSIONS[index + 1..].iter().any(|(who, what, _)| (who, what) == (role, act));
        assert!(!again && !towards.is_empty(), "{} {}", role.as_str(), act.as_str());
        assert_eq!(&allowed(*role, *act), towards);
    }
}

#[test]
fn every_act_is_allowed_to_somebody() {
    for act in Act::ALL.iter().copied() {
        assert!(PERMISSIONS.iter().any(|(_, what, _)| *what == act), "{}", act.as_str());
        assert_eq!(Act::parse(act.as_str()), Some(act));
    }
}

#[test]
fn towards_bodies_above_beside_or_foreign_nothing_is_allowed() {
    for (role, act, towards) in PERMISSIONS {
        for relation in [Relation::Above, Relation::Sibling, Relation::Foreign] {
            assert!(!towards.contains(&relation), "{} {}", role.as_str(), act.as_str());
        }
    }
}

#[test]
fn the_level_above_never_sees_a_name_and_never_writes_but_accounts_and_bodies() {
    for (role, act, towards) in PERMISSIONS {
        if towards.contains(&Relation::Below) {
            assert_ne!(*act, Act::CaseReadIdentity, "{}", role.as_str());
            let judges = matches!(*act, Act::PlanExcuse | Act::DeclaredRecord);
            let supervises = *role == Role::Supervisor && *act == Act::SupervisionFind;
            let may_write = judges || supervises || *role == Role::Administrator;
            assert!(!act.writes() || may_write, "{} {}", role.as_str(), act.as_str());
        }
    }
}

#[test]
fn an_administrator_sees_no_content() {
    let content = [
        Act::DialogueRead,
        Act::CaseRead,
        Act::CaseReadIdentity,
        Act::FigureRead,
        Act::HistoryRead,
        Act::SubmissionRaise,
        Act::EventCorrect,
    ];
    for act in content {
        assert_eq!(allowed(Role::Administrator, act), []);
    }
    assert_eq!(allowed(Role::Administrator, Act::AccountGrant), [Relation::Own, Relation::Below]);
}

#[test]
fn one_clerk_can_carry_what_a_head_can() {
    // Bringing back what was told in private is no step of the chain, a contest is of whose act it is, and a draft is approved
    // by somebody else than whoever types, unless the head lets them: what was signed on paper needs no approval.
    let others = [Act::SubmissionDisclose, Act::EventContest, Act::ReplyApprove, Act::OrganisationSettle];
    for act in Act::ALL.iter().copied().filter(|act| !others.contains(act)) {
        for role in [Role::Clerk, Role::Office] {
            assert_eq!(allowed(role, act), allowed(Role::Head, act), "{}", act.as_str());
        }
    }
}

#[test]
fn names_are_for_those_at_the_desk_and_their_keeper() {
    let readers: Vec<Role> =
        Role::ALL.into_iter().filter(|role| !allowed(*role, Act::CaseReadIdentity).is_empty()).collect();
    assert_eq!(readers, [Role::Head, Role::Office, Role::Clerk, Role::IdentityKeeper]);
}

#[test]
fn everybody_sees_to_their_own_sessions() {
    for role in Role::ALL {
        assert_eq!(allowed(role, Act::SessionOwn), [Relation::Own]);
    }
}

#[test]
fn the_three_powers_over_others_only_read_and_say_what_they_find() {
    for role in [Role::Supervisor, Role::Checker, Role::Inspector] {
        for act in Act::ALL.iter().copied().filter(|act| act.writes() && *act != Act::SessionOwn) {
            if role == Role::Supervisor && matches!(act, Act::SupervisionFind | Act::SupervisionIssue) {
                continue;
            }
            assert_eq!(allowed(role, act), [], "{} {}", role.as_str(), act.as_str());
        }
    }
}

/// What a body did is found by others: the own body of whoever has that role is not among those they find something of, but for
/// the Front, whose own place is meant.
#[test]
fn nobody_supervises_their_own_body() {
    for role in Role::ALL {
        let wanted: &[Relation] = match role {
            Role::Front => &[Relation::Own],
            Role::Supervisor => &[Relation::Below],
            _ => &[],
        };
        assert_eq!(allowed(role, Act::SupervisionFind), wanted, "{}", role.as_str());
    }
}

/// A figure opens its rows, and a row leads to its dialogue, plan or case.
#[test]
fn who_reads_figures_reads_what_stands_behind_them() {
    for role in Role::ALL {
        for relation in Relation::ALL.into_iter().filter(|relation| may(role, Act::FigureRead, *relation)) {
            for act in [Act::CaseRead, Act::DialogueRead, Act::PlanRead] {
                assert!(may(role, act, relation), "{} {} {}", role.as_str(), act.as_str(), relation.as_str());
            }
        }
    }
}
