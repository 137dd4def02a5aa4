//! The catalogues: the same keys and arguments in both languages, none missing, none left over, every refusal told.

use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::EntryKind;
use domain::complaint;
use domain::dialogue::{Audience, Duty, Form};
use domain::due::Mark;
use domain::duty::{Addressee, AfterDuty};
use domain::event::{ContactWay, Kind};
use domain::handover::Kind as Left;
use domain::letter::class::{Competence, Content, Sphere};
use domain::letter::process::Processing;
use domain::notice::{NoticeState, Series};
use domain::organisation::{KINDS, LINES, POSTS};
use domain::outcome::Outcome;
use domain::permission::Role;
use domain::plan::{Excuse, PlannedState};
use domain::reception::{Receiver, ReceptionKind, VisitOutcome};
use domain::refusal::Refusal;
use domain::rule::{Bound, Per, Provenance, RuleUnit, shipped};
use domain::supervision::{FindingResult, Looked, SamePerson};
use domain::survey::PeopleGroup;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use store::figure::results::Number;
use web::lang::{CATALOGUES, Lang};
use web::shell::fault::Fault;

use super::{files, here};

/// Families of keys that are put together from a word, with the words that they must have.
#[expect(clippy::too_many_lines, reason = "one row for each family")]
fn families() -> Vec<(&'static str, Vec<String>)> {
    let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    vec![
        ("refusal", words(Refusal::ALL_CODES)),
        ("fault", Fault::ALL.iter().map(|fault| fault.code().to_owned()).collect()),
        ("outcome", Outcome::ALL.iter().map(|outcome| outcome.as_str().to_owned()).collect()),
        ("minutes-earlier", Outcome::ALL[2..].iter().map(|outcome| outcome.as_str().to_owned()).collect()),
        ("numbering-title", Series::ALL.iter().map(|series| series.as_str().to_owned()).collect()),
        ("kind", Kind::ALL.iter().map(|kind| kind.as_str().to_owned()).collect()),
        ("role", Role::ALL.iter().map(|role| role.as_str().to_owned()).collect()),
        ("work-field", words(&domain::field::CODES)),
        ("mark", words(&["answered", "conclusion", "beyond", "none", "struck", "private"])),
        ("desk-filter", store::submission::Filter::ALL.iter().map(|filter| filter.as_str().to_owned()).collect()),
        ("result", words(&["done", "explained", "promised", "cannot_be_done", "beyond_competence"])),
        ("draft-state", words(&["draft", "submitted", "approved", "sent_back"])),
        ("finding", FindingResult::ALL.iter().map(|it| it.as_str().to_owned()).collect()),
        ("looked", Looked::ALL.iter().map(|it| it.as_str().to_owned()).collect()),
        ("looked-in-text", Looked::ALL.iter().map(|it| it.as_str().to_owned()).collect()),
        ("same-person", SamePerson::ALL.iter().map(|it| it.as_str().to_owned()).collect()),
        ("supervision-why", store::supervision::Why::ALL.iter().map(|it| it.as_str().to_owned()).collect()),
        ("supervision", words(&["planned", "issued", "carried_out", "reported"])),
        ("home-drafts", words(&["submitted", "approved", "sent_back"])),
        ("home", words(&["questions", "to_sign", "to_inspect", "came_back", "parts"])),
        ("delivery", words(&["letter", "village", "spot"])),
        ("delivery-state", words(&["waiting", "to_tell", "told"])),
        ("hop", words(&["received", "assigned", "sent_on", "came_back", "handed_over"])),
        ("owed", words(&["assignment", "promise", "transfer", "part"])),
        ("part-state", words(&["open", "done", "ended"])),
        ("urged", words(&["assignment", "promise", "transfer"])),
        ("dialogue-state", words(&["announced", "open", "held", "concluded", "elsewhere"])),
        ("survey-kind", words(&["one", "several", "open"])),
        ("people-group", PeopleGroup::ALL.iter().map(|it| it.as_str().to_owned()).collect()),
        ("gathering-state", words(&["asked", "open", "closed", "sent", "struck"])),
        ("gathering-way", words(&["agenda", "written", "passed", "left_out"])),
        ("letter-content", Content::ALL.iter().map(|it| it.as_str()).chain(["none"]).map(str::to_owned).collect()),
        ("letter-competence", Competence::ALL.iter().map(|it| it.as_str().to_owned()).collect()),
        ("letter-sphere", Sphere::ALL.iter().map(|it| it.as_str().to_owned()).collect()),
        ("letter-outcome", Processing::ALL.iter().map(|it| it.as_str().to_owned()).collect()),
        ("complaint-phase", complaint::Phase::ALL.iter().map(|it| it.as_str().to_owned()).collect()),
        ("complaint-step", complaint::Step::ALL.iter().map(|it| it.as_str().to_owned()).collect()),
        ("complaint-instance", complaint::Instance::ALL.iter().map(|it| it.as_str().to_owned()).collect()),
        ("complaint-finding", complaint::Finding::ALL.iter().map(|it| it.as_str().to_owned()).collect()),
        ("complaint-ruling", complaint::Ruling::ALL.iter().map(|it| it.as_str().to_owned()).collect()),
        ("complaint-variant", words(&["normal", "complex", "remote", "remote_complex"])),
        ("complaint-differs", words(&["yes", "no"])),
        ("complaint-decides-first", words(&["commune", "district", "province"])),
        ("complaint-decides-second", words(&["commune", "district", "province"])),
        ("clock-kind", complaint::ComplaintClock::ALL.iter().map(|it| it.as_str().to_owned()).collect()),
        ("denunciation-source", words(&["letter", "session", "visit", "gathering"])),
        ("letter-way", domain::letter::LetterWay::ALL.iter().map(|it| it.as_str().to_owned()).collect()),
        ("reception-kind", ReceptionKind::ALL.iter().map(|it| it.as_str().to_owned()).collect()),
        ("reception-state", words(&["scheduled", "held", "cancelled"])),
        ("reception-book", domain::reception::form::books().iter().flat_map(|it| it.columns.clone()).collect()),
        ("receiver", Receiver::ALL.iter().map(|it| it.as_str().to_owned()).collect()),
        (
            "visit-outcome",
            VisitOutcome::ALL.iter().map(|it| it.as_str()).chain(["struck", "withheld"]).map(str::to_owned).collect(),
        ),
        ("import-state", words(&["staged", "applying", "complete", "undone", "dropped"])),
        ("import-stands-as", acts::import::Stands::ALL.iter().map(|it| it.as_str().to_owned()).collect()),
        ("import-column", sheets::Column::ALL.iter().map(|column| column.as_str().to_owned()).collect()),
        (
            "import-problem",
            words(&[
                "no_words",
                "not_a_date",
                "in_the_future",
                "unknown_status",
                "no_answer",
                "denunciation",
                "too_long",
                "answered_before",
            ]),
        ),
        ("today", words(&["overdue", "soon"])),
        ("today-order", words(&["overdue", "soon"])),
        ("number", Number::ALL.iter().map(|number| number.as_str().to_owned()).collect()),
        ("figures-count", Number::ALL.iter().map(|number| number.rows().to_owned()).collect()),
        ("figures-day", words(&["dialogue", "planned", "turn", "submission", "case"])),
        ("figures-means", Number::ALL.iter().map(|number| number.as_str().to_owned()).collect()),
        ("figures-rule", words(&["1", "2", "3", "4", "5"])),
        (
            "figures-word",
            words(&["in-force", "bearer", "due", "overdue", "beyond", "assessment", "level", "joint", "share"]),
        ),
        ("figures-unit", words(&["dialogue", "planned", "territory", "turn", "letter", "submission", "case"])),
        ("figures-line", words(&["party", "authority", "joint"])),
        ("figures-mode", words(&["raised", "workload"])),
        ("notice-state", NoticeState::ALL.iter().map(|state| state.as_str().to_owned()).collect()),
        ("after-duty", AfterDuty::ALL.iter().map(|duty| duty.as_str().to_owned()).collect()),
        ("report-to", Addressee::ALL.iter().map(|to| to.as_str().to_owned()).collect()),
        ("plan-state", words(&["draft", "submitted", "approved", "published", "struck"])),
        ("plan-step", words(&["submitted", "approved", "published"])),
        ("plan-month", (1..=12).map(|month| month.to_string()).collect()),
        ("plan-count", words(&["held", "late", "missed", "off", "added", "without", "lacking", "conference"])),
        ("excuse", Excuse::ALL.iter().map(|excuse| excuse.as_str().to_owned()).collect()),
        ("excuse-choice", words(&["accepted", "questioned"])),
        ("planned-state", PlannedState::ALL.iter().map(|state| state.as_str().to_owned()).collect()),
        ("paper-units", words(&["province", "district", "commune", "village"])),
        ("sitting-state", words(&["announced", "open", "held"])),
        ("audience", Audience::ALL.iter().map(|audience| audience.as_str().to_owned()).collect()),
        ("channel", domain::event::Channel::ALL.iter().map(|way| way.as_str().to_owned()).collect()),
        ("channel-said", domain::event::Channel::ALL.iter().map(|way| way.as_str().to_owned()).collect()),
        ("talk-form", Form::ALL.iter().map(|form| form.as_str().to_owned()).collect()),
        ("duty", Duty::ALL.iter().map(|duty| duty.as_str().to_owned()).collect()),
        ("message", domain::message::Kind::ALL.iter().map(|kind| kind.as_str().to_owned()).collect()),
        ("job", words(&["tell", "posted", "due", "digests", "digest", "backup", "recount"])),
        ("job-fault", acts::job::Fault::ALL.iter().map(|fault| fault.as_str().to_owned()).collect()),
        ("job-remedy", acts::job::Fault::ALL.iter().map(|fault| fault.as_str().to_owned()).collect()),
        ("weekday", (1..=7).map(|day| day.to_string()).collect()),
        ("due-mark", Mark::ALL.iter().map(|mark| mark.as_str().to_owned()).filter(|word| word != "counted").collect()),
        (
            "due-spoken",
            Mark::ALL.iter().map(|mark| mark.as_str().to_owned()).filter(|word| word != "counted").collect(),
        ),
        ("due-unit", words(&["wd", "cd"])),
        ("due-direction", words(&["after", "before"])),
        ("weekday-short", (1..=7).map(|day| day.to_string()).collect()),
        ("month", (1..=12).map(|month| month.to_string()).collect()),
        (
            "rule-unit",
            RuleUnit::ALL
                .iter()
                .filter(|unit| **unit != RuleUnit::FixedDate)
                .map(|unit| unit.as_str().to_owned())
                .collect(),
        ),
        ("rule-side", Bound::ALL.iter().map(|bound| bound.as_str().to_owned()).collect()),
        ("rule-per", Per::ALL.iter().map(|per| per.as_str().to_owned()).collect()),
        ("rule-provenance", Provenance::ALL.iter().map(|provenance| provenance.as_str().to_owned()).collect()),
        ("rule-subject", shipped().iter().map(|rule| rule.subject.clone()).chain(["other".to_owned()]).collect()),
        ("calendar-called", EntryKind::ALL.iter().map(|kind| kind.as_str().to_owned()).collect()),
        (
            "calendar-kind",
            EntryKind::ALL.iter().map(|kind| kind.as_str()).chain(["working_day"]).map(str::to_owned).collect(),
        ),
        ("calendar-status", words(&["announced", "computed", "policy", "none"])),
        ("clock-kind", words(&[store::case::NOTIFY, store::assignment::AGENCY, store::assignment::PROMISE])),
        ("case-do", Vec::new()),
        ("case-why", Vec::new()),
        ("case-assessed", words(&["agreed", "not_agreed", "none"])),
        ("review-level", words(&["1", "2"])),
        ("review-state", words(&["open", "upheld", "not_upheld", "withdrawn", "struck"])),
        ("review-result", words(&["upheld", "not_upheld"])),
        ("follow-line", words(&["now", "who", "due", "next"])),
        ("follow-now-ended", words(&["withdrawn", "guided", "refused"])),
        ("follow-next", words(&["answer", "say", "review", "ways"])),
        ("follow-you", words(&["agreed", "not_agreed", "none"])),
        ("follow-said", words(&["agreed", "not_agreed"])),
        ("follow-review", words(&["open", "upheld", "not_upheld", "withdrawn", "reason"])),
        ("follow-did", Vec::new()),
        ("assessment", words(&["agreed", "not_agreed", "none"])),
        ("end-ground", words(&["withdrawn", "guided", "refused"])),
        ("contact-way", ContactWay::ALL.iter().map(|way| way.as_str().to_owned()).collect()),
        ("assignment-state", words(&["open", "accepted", "closed"])),
        ("transfer-mode", words(&["order", "offer", "letter"])),
        ("beyond-mode", words(&["order", "offer", "letter"])),
        ("transfer-state", words(&["sent", "received", "answered", "returned", "struck"])),
        ("handover-kind", Left::ALL.iter().map(|kind| kind.as_str().to_owned()).collect()),
        ("act", Vec::new()),
        ("post", words(&POSTS)),
        ("body-kind", words(&KINDS)),
        ("line", words(&LINES)),
        ("group", words(&["authority", "party", "front", "outside"])),
        ("level", Vec::new()),
        ("chair-level", Vec::new()),
        ("said", Vec::new()),
        ("told", Vec::new()),
        ("field", Vec::new()),
    ]
}

/// The messages of a language: key (with `.attribute`), and the arguments it takes.
pub(super) fn messages(lang: Lang) -> BTreeMap<String, (BTreeSet<String>, String)> {
    let mut all = BTreeMap::new();
    for (file, vi, en) in CATALOGUES {
        let source = if lang == Lang::Vi { vi } else { en };
        let resource =
            fluent_syntax::parser::parse(*source).unwrap_or_else(|(_, errors)| panic!("{file}-{lang}: {errors:?}"));
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut add = |key: String, pattern: &Pattern<&str>| {
                let mut read = (BTreeSet::new(), String::new());
                walk(pattern, &mut read);
                assert!(all.insert(key.clone(), read).is_none(), "{key} stands twice in {lang}");
            };
            if let Some(value) = &message.value {
                add(message.id.name.to_owned(), value);
            }
            for attribute in &message.attributes {
                add(format!("{}.{}", message.id.name, attribute.id.name), &attribute.value);
            }
        }
    }
    all
}

fn walk(pattern: &Pattern<&str>, read: &mut (BTreeSet<String>, String)) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => read.1.push_str(value),
            PatternElement::Placeable { expression } => match expression {
                Expression::Inline(inline) => argument(inline, read),
                Expression::Select { selector, variants } => {
                    argument(selector, read);
                    for variant in variants {
                        walk(&variant.value, read);
                        read.1.push(' ');
                    }
                }
            },
        }
    }
}

fn argument(inline: &InlineExpression<&str>, read: &mut (BTreeSet<String>, String)) {
    if let InlineExpression::VariableReference { id } = inline {
        read.0.insert(id.name.to_owned());
        read.1.push_str("{}");
    }
}

#[test]
fn both_languages_have_the_same_keys_and_arguments() {
    let (vi, en) = (messages(Lang::Vi), messages(Lang::En));
    let only = |a: &BTreeMap<String, _>, b: &BTreeMap<String, _>| {
        a.keys().filter(|key| !b.contains_key(*key)).cloned().collect::<Vec<_>>()
    };
    assert_eq!((only(&vi, &en), only(&en, &vi)), (Vec::new(), Vec::new()));
    let differ = vi.iter().filter(|(key, (arguments, _))| en[*key].0 != *arguments);
    assert_eq!(differ.map(|(key, _)| key).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn every_family_is_whole() {
    let known = messages(Lang::Vi);
    for (family, words) in families() {
        for word in words {
            let key = format!("{family}-{}", word.replace(['_', '.'], "-"));
            assert!(known.contains_key(&key), "{key} is missing");
            if ["refusal", "fault"].contains(&family) {
                for part in ["why", "remedy"] {
                    assert!(known.contains_key(&format!("{key}.{part}")), "{key}.{part} is missing");
                }
            }
        }
    }
}

#[test]
fn every_refusal_is_told_whole_in_both_languages() {
    for lang in Lang::ALL {
        for refusal in Refusal::samples() {
            let told = lang.told(refusal.code(), refusal.field(), &refusal.facts());
            for part in [&told.what, &told.why, &told.remedy] {
                assert!(!part.is_empty() && !part.contains(['⟦', '$']), "{}: {part}", refusal.code());
                assert!(part.ends_with(['.', '?']), "{}: {part}", refusal.code());
            }
        }
        for fault in Fault::ALL {
            let told = lang.fault(fault.code());
            assert!(!told.to_string().contains('⟦'), "{told}");
        }
    }
}

/// Keys that templates and Rust name whole.
fn named() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let sources = files(&here().join("templates")).into_iter().chain(files(&here().join("src")));
    for path in sources {
        let text = std::fs::read_to_string(&path).expect("a source can be read");
        for part in text.split('"').skip(1) {
            let is_key = part.contains('-') || part.chars().all(|c| c.is_ascii_lowercase());
            if is_key && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
                keys.insert(part.to_owned());
            }
        }
        for call in [
            ".input(shell, \"",
            ".date(shell, \"",
            ".area(shell, \"",
            ".select(shell, \"",
            ".radios(shell, \"",
            ".checks(shell, \"",
        ] {
            for (_, after) in text.match_indices(call).map(|(at, _)| text.split_at(at + call.len())) {
                let name = after.split('"').next().unwrap_or_default();
                keys.insert(format!("field-{}", name.replace('_', "-")));
            }
        }
    }
    keys
}

/// Keys that are asked for by `t`, `ta` or a builder.
fn asked() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let calls = [".t(\"", ".ta(\"", ".ta(\n        \"", ".hint(\"", ".called(\"", ".empty(\"", "summary(shell, \""];
    for path in files(&here().join("templates")).into_iter().chain(files(&here().join("src"))) {
        let text = std::fs::read_to_string(&path).expect("a source can be read");
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for call in calls {
            for (_, after) in text.match_indices(call).map(|(at, _)| text.split_at(at + call.len())) {
                keys.insert(after.split('"').next().unwrap_or_default().to_owned());
            }
        }
    }
    keys
}

#[test]
fn every_key_that_is_asked_for_is_there() {
    let known = messages(Lang::Vi);
    let fields = named().into_iter().filter(|key| key.starts_with("field-"));
    let missing: Vec<_> = asked().into_iter().chain(fields).filter(|key| !known.contains_key(key)).collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn no_key_is_left_over() {
    let named = named();
    let families = families();
    let of_family = |key: &str| {
        families.iter().any(|(family, _)| key.strip_prefix(family).is_some_and(|rest| rest.starts_with('-')))
    };
    let left: Vec<_> = messages(Lang::Vi)
        .into_keys()
        .filter(|key| !key.contains('.') && !named.contains(key) && !of_family(key))
        .collect();
    assert_eq!(left, Vec::<String>::new());
}
