//! Messages of an account, and the jobs of the program.

use askama::Template;
use domain::message::Kind;
use web::lang::Lang;
use web::look::behalf::{BehalfRow, SeenBy, TypedPage};
use web::look::form::{Choice, FormState};
use web::look::job::{Backup, FailingLine, Jobs};
use web::look::message::{MessageLine, Messages};
use web::look::{Link, Nav, Shape, Status};

use super::samples::{administrator, shell};

/// The daily backup, as it should be or not.
pub(super) fn backup(lang: Lang, over: bool) -> Backup {
    if !over {
        let args: [(&str, &dyn web::lang::Arg); 2] = [("at", &"03:10 10/09/2026"), ("days", &0_i64)];
        return Backup { line: lang.ta("backup-taken", &args), ..Backup::default() };
    }
    let (fault, remedy) = (lang.t("job-fault-full"), lang.t("job-remedy-full"));
    let args: [(&str, &dyn web::lang::Arg); 3] = [("at", &"03:10 10/09/2026"), ("fault", &fault), ("remedy", &remedy)];
    Backup { line: lang.t("backup-none"), fault: lang.ta("backup-failed", &args), over }
}

/// Their pages, filled and empty.
pub(super) fn messages(lang: Lang) -> Vec<(&'static str, askama::Result<String>)> {
    let line = |id: i64, kind: Kind, read| MessageLine {
        id,
        link: Link::new("/cases/147#event-9", lang.of("message", kind.as_str())),
        why: format!(
            "{} · {} · {}",
            lang.ta("on-behalf-case", &[("number", &"VV-147")]),
            lang.ta("message-by", &[("body", &"Ủy ban nhân dân xã Sông Trầm")]),
            lang.ta("message-due", &[("day", &"14/09/2026")])
        ),
        body: "Phòng Kinh tế".to_owned(),
        at: "10/09/2026 08:05".to_owned(),
        read,
    };
    let all = Kind::ALL.iter().enumerate();
    let rows: Vec<MessageLine> =
        all.map(|(at, kind)| line(i64::try_from(at).unwrap_or(0) + 5, *kind, at > 2)).collect();
    let kinds = || Kind::ALL.iter().map(|kind| Choice::new(kind.as_str(), lang.of("message", kind.as_str()))).collect();
    let mut wrong = FormState::default().with("mail_address", "không phải").with("digest", "yes");
    wrong.refuse(lang, "unreadable", Some("mail_address"), &[("field", "mail_address".to_owned())]);
    let page = |rows, newest, form| Messages {
        shell: shell(lang, None),
        rows,
        next: Some("/messages?after=5".to_owned()),
        newest,
        form,
        kinds: kinds(),
    };
    let failing = |id, again: bool| FailingLine {
        id,
        what: lang.of("job", "digest"),
        fault: lang.t("job-fault-folder"),
        remedy: lang.t("job-remedy-folder"),
        state: lang.ta("job-attempts", &[("count", &8_i64)]),
        stopped: !again,
    };
    let jobs =
        |rows, over| Jobs { shell: administrator(lang, Some(Nav::Home)), backup: backup(lang, over), rows, next: None };
    vec![
        ("messages", page(rows, Some(30), FormState::default().with("kinds", "urged")).render()),
        ("messages-wrong", page(Vec::new(), None, wrong).render()),
        ("jobs", jobs(vec![failing(5, true), failing(6, false)], true).render()),
        ("jobs-none", jobs(Vec::new(), false).render()),
        ("on-behalf-typed", typed(lang, false).render()),
        ("on-behalf-typed-wrong", typed(lang, true).render()),
    ]
}

/// What the reader recorded for a head, to be printed; or with a day that is none.
fn typed(lang: Lang, wrong: bool) -> TypedPage {
    let facts: [(&str, &dyn web::lang::Arg); 3] =
        [("name", &"Lò Văn Sáng"), ("post", &lang.of("post", "chairman")), ("body", &"UBND xã Sông Trầm")];
    let row = BehalfRow {
        event: 501,
        link: Link::new("/cases/77#event-501", lang.of("act", "case.answered_on_the_spot")),
        what: format!("{} · {}", lang.ta("on-behalf-case", &[("number", &"VV-77")]), lang.t("on-behalf-head")),
        on: "04/09/2026".to_owned(),
        typed: "05/09/2026".to_owned(),
        paper: lang.ta("on-behalf-paper", &[("words", &"12/UBND"), ("day", &"04/09/2026")]),
        words: "Chưa trả lời như vậy.".to_owned(),
        state: Some(Status::new(Shape::People, lang.t("on-behalf-contest-waits"))),
        ..BehalfRow::default()
    };
    let mut form = FormState::default().with("whose", "7.head").with("from", "01/01/2026").with("to", "11/09/2026");
    if wrong {
        form.refuse(lang, "not-a-date", Some("from"), &[("field", "from".to_owned()), ("typed", "mai".to_owned())]);
    }
    TypedPage {
        shell: shell(lang, Some(Nav::Home)),
        scope: 7,
        form,
        choices: vec![Choice::new("7.head", lang.ta("on-behalf-typed-head", &[("body", &"UBND xã Sông Trầm")]))],
        whole: true,
        seen_by: (!wrong).then(|| SeenBy {
            title: lang.ta("on-behalf-typed-of-head", &facts),
            signs: lang.ta("on-behalf-typed-post", &facts),
            name: "Lò Văn Sáng".to_owned(),
        }),
        rows: if wrong { Vec::new() } else { vec![row] },
        next: (!wrong).then(|| "/on-behalf/typed?whose=7.head&after=501".to_owned()),
    }
}
