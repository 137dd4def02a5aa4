//! What kind of letter one is, on its page: how it is classified, what was split off it, which case raises the same.

use acts::letter::{AddPart, Classify, Repeat};
use acts::submission::Strike;
use axum::extract::Path;
use axum::response::Response;
use domain::event::Kind;
use domain::letter::Letter;
use domain::letter::class::{Class, Competence, Content, Lack, Sphere, lack, lacks_of};
use domain::permission::Act;
use domain::reception::{GROUP, REPRESENTATIVES, REPRESENTATIVES_MOST, REPRESENTATIVES_UP_TO, representatives};
use domain::refusal::Refusal;
use domain::rule::Provenance;
use store::letter::{self, LetterRow, PartRow, Said};
use store::rulebook::{Rulebook, Whereabouts};

use super::done::{answered, asked};
use crate::case::{field, number, numbered};
use crate::desk::fields;
use crate::lang::Lang;
use crate::look::form::{Choice, FormState};
use crate::look::letter::{ClassChoices, Classified, PartLine};
use crate::look::{Link, Shell};
use crate::page::{Halt, Reading, Sent};
use crate::shell::Fault;

/// What the forms of a letter offer.
pub(super) fn choices(shell: &Shell, row: &LetterRow) -> ClassChoices {
    let of = |family: &str, word: &'static str| Choice::new(word, shell.of(family, word));
    ClassChoices {
        kinds: Kind::ALL.iter().map(|it| of("kind", it.as_str())).collect(),
        mixed: vec![Choice::new("yes", shell.t("letter-mixed-yes"))],
        competences: Competence::ALL.iter().map(|it| of("letter-competence", it.as_str())).collect(),
        spheres: Sphere::ALL.iter().map(|it| of("letter-sphere", it.as_str())).collect(),
        // What each kind needs is told apart by the act; the page has one list.
        lacks: lacks_of(Content::Mixed, row.received_on).map(|it| choice(shell, it)).collect(),
        fields: fields(shell),
    }
}

fn choice(shell: &Shell, it: &Lack) -> Choice {
    let source = shell.ta("letter-lack-source", &[("article", &it.article), ("source", &it.source)]);
    Choice { hint: source, ..Choice::new(it.code.clone(), title(shell, it)) }
}

/// In the reader's language; one that was read in a single copy says so.
fn title(shell: &Shell, it: &Lack) -> String {
    let title = if shell.lang == Lang::Vi { &it.title } else { &it.title_en };
    if it.provenance == Provenance::Verified {
        title.clone()
    } else {
        shell.ta("letter-lack-unsure", &[("title", title)])
    }
}

/// What the forms begin with: as it is classified, else what its words are, by one person.
pub(super) fn proposed(form: FormState, now: Option<&Letter>, said: &Said) -> FormState {
    let class = now.and_then(|now| now.class.as_ref()).map(|(class, _)| class);
    let word = |word: Option<&'static str>| word.unwrap_or_default();
    let mixed = class.is_some_and(|class| class.content == Content::Mixed);
    let mut form = form
        .with("kind", said.kind.clone())
        .with("field", said.field.clone())
        .with("letter_mixed", if mixed { "yes" } else { "" })
        .with("letter_competence", word(class.map(|class| class.competence.as_str())))
        .with("letter_sphere", class.map_or(Sphere::Administrative, |class| class.sphere).as_str())
        .with("letter_people", class.map_or(1, |class| class.people).to_string());
    if let Some(many) = class.and_then(|class| class.representatives) {
        form = form.with("representatives", many.to_string());
    }
    if let Some(class) = class {
        form.values.insert("letter_lacks".to_owned(), class.lacks.clone());
    }
    form
}

/// How a letter is classified, as the page shows it.
pub(super) fn classified(
    shell: &Shell,
    (row, said): (&LetterRow, &Said),
    now: Option<&Letter>,
    (book, at): (&Rulebook, Option<&Whereabouts>),
) -> Option<Classified> {
    let (class, on) = now?.class.as_ref()?;
    let attached = if said.originals.is_some() { "letter-attached" } else { "letter-not-attached" };
    let people = shell.ta("people-count", &[("count", &class.people)]);
    let speak = class.representatives.map(|many| shell.ta("visit-represented", &[("count", &many)]));
    let many = class.many.then(|| shell.t("letter-many"));
    let people = [Some(people), speak, many].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let eligible = if class.is_eligible() { "letter-eligible" } else { "letter-ineligible" };
    let fact = |label: &str, value: String| (shell.t(label), value);
    Some(Classified {
        facts: vec![
            fact("letter-content-label", shell.of("letter-content", class.content.as_str())),
            fact("letter-eligibility", shell.t(eligible)),
            fact("field-letter-competence", shell.of("letter-competence", class.competence.as_str())),
            fact("field-letter-sphere", shell.of("letter-sphere", class.sphere.as_str())),
            fact("field-letter-people", people),
            fact("letter-attachments", shell.t(attached)),
            fact("letter-classified-on", on.vn()),
        ],
        lacks: class.lacks.iter().filter_map(|code| lack(code)).map(|it| title(shell, it)).collect(),
        warning: at.and_then(|at| too_many(shell, class, row, (book, at))).unwrap_or_default(),
    })
}

/// That more speak for them than the rule of the day gives so many people.
fn too_many(shell: &Shell, class: &Class, row: &LetterRow, (book, at): (&Rulebook, &Whereabouts)) -> Option<String> {
    let amount = |rule: &str| book.rule(rule, at, row.received_on).map(|rule| i64::from(rule.amount));
    let few = (amount(REPRESENTATIVES)?, amount(REPRESENTATIVES_UP_TO)?, amount(REPRESENTATIVES_MOST)?);
    let most = representatives(class.people, amount(GROUP)?, few)?;
    class.representatives.filter(|many| *many > most).map(|_| shell.ta("visit-speak-too-many", &[("most", &most)]))
}

/// What was split off, as its line.
pub(super) fn part(shell: &Shell, it: &PartRow, may_strike: bool) -> PartLine {
    let words =
        if it.struck { shell.t("letter-part-struck") } else { crate::page::words(shell, it.words.as_deref(), 600) };
    let why = [shell.of("kind", &it.kind), field(shell, &it.field)];
    PartLine {
        id: it.submission,
        words,
        why: why.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        case: Link::new(format!("/cases/{}", it.case), number(it.case)),
        to_strike: may_strike && !it.struck && !it.kept,
    }
}

fn kind(form: &mut Reading<'_>) -> Kind {
    form.one_of("kind", |typed| Kind::ALL.into_iter().find(|kind| kind.as_str() == typed), Kind::Recommendation)
}

/// `POST /letters/{id}/classify`: what kind of letter it is.
pub(crate) async fn classify(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let asked = asked(&sent, id, Act::LetterRegister).await?;
    let done = sent
        .act(asked, |form| {
            let speak = match form.typed().value("representatives").trim() {
                "" => Ok(None),
                typed => typed.parse().map(Some).map_err(|_| Refusal::Unreadable { field: "representatives" }),
            };
            Classify {
                letter: id,
                seen: form.version(),
                kind: kind(form),
                mixed: form.typed().chosen("letter_mixed", "yes"),
                lacks: form.typed().values("letter_lacks").to_vec(),
                competence: form.one_of("letter_competence", Competence::parse, Competence::Within),
                sphere: form.one_of("letter_sphere", Sphere::parse, Sphere::Administrative),
                people: form.number("letter_people"),
                representatives: form.take(speak, None),
            }
        })
        .await;
    answered(sent, id, "classify", done, "letter-classified").await
}

/// `POST /letters/{id}/parts`: one of its contents gets its own case.
pub(crate) async fn add_part(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let asked = asked(&sent, id, Act::LetterRegister).await?;
    let done = sent
        .act(asked, |form| AddPart {
            letter: id,
            words: form.words("words"),
            no_denunciation: form.typed().chosen("no_denunciation", "yes"),
            kind: kind(form),
            field: form.text("field"),
        })
        .await;
    answered(sent, id, "part", done.map(drop), "letter-part-added").await
}

/// `POST /letters/{id}/parts/{slip}/strike`: that was a mistake.
pub(crate) async fn strike_part(Path((id, part)): Path<(i64, i64)>, mut sent: Sent) -> Result<Response, Halt> {
    let (act, of) = asked(&sent, id, Act::SubmissionStrike).await?;
    let mut read = sent.app.office.store().reader().await?;
    let split = letter::parts(&mut read, id).await?;
    drop(read);
    if !split.iter().any(|it| it.submission == part) {
        return Err(Fault::NotThere.into());
    }
    let done = sent.act((act, of), |form| Strike { submission: part, reason: form.words("reason") }).await;
    answered(sent, id, &format!("strike-{part}"), done, "letter-part-struck").await
}

/// `POST /letters/{id}/repeat`: a case that is there raises the same; none where that was a mistake.
pub(crate) async fn repeat(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let asked = asked(&sent, id, Act::LetterRegister).await?;
    let done = sent.act(asked, |form| Repeat { letter: id, root: repeats(form) }).await;
    answered(sent, id, "repeat", done.map(drop), "letter-repeated").await
}

/// The case that raises the same, as it is typed.
pub(super) fn repeats(form: &mut Reading<'_>) -> Option<i64> {
    let read = match form.typed().value("letter_repeats").trim() {
        "" => Ok(None),
        typed => numbered(typed).map(Some).ok_or(Refusal::Unreadable { field: "letter_repeats" }),
    };
    form.take(read, None)
}
