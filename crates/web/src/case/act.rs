//! The acts of a case: one page with one form for each, so that the page of the case stays calm.

mod fields;
mod near;
mod proposed;
mod reopened;
mod transferred;
mod typed;
mod within;

pub(super) use proposed::GIVEN;

use std::sync::Arc;

use acts::assignment::{
    Accept, AnswerAsk, AskBack, Assign, Extend, GiveBack, GivePart, PartDone, Progress, Resume, Suspend,
};
use acts::case::{Assess, Confirm, End, Link, Merge, Reopen, Split, Tell, Unmerge};
use acts::reply::{Approve, ChooseDelivery, Draft, Issue, KeepPromise, Reply, SendBack, Submit};
use acts::review::Decide;
use acts::transfer::{AnswerTransfer, DateTransfer, Receive, Return, SendOn, SendOutside};
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::Stop;
use store::grant::{Of, rights};

use super::number;
use super::standing::facts;
use crate::app::App;
use crate::look::case_act::{CaseAct, Field};
use crate::look::form::FormState;
use crate::look::{Nav, Shell};
use crate::page::{Halt, Posted, attempt, draw, frame, go, halt, paper_day, query, redraw, refuse, short};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// An act of a case that has a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doing {
    /// Reply on paper.
    Reply,
    /// Make a body lead it.
    Assign,
    /// Accept the assignment.
    Accept,
    /// Tell how far it has come.
    Progress,
    /// What was promised was done.
    KeepPromise,
    /// Send points on.
    SendOn,
    /// Move the due date.
    Extend,
    /// Let work stand still.
    Suspend,
    /// Take it up again.
    Resume,
    /// The person was told how it is handled.
    Tell,
    /// What the person says of the result.
    Assess,
    /// A review of the result is decided.
    Review,
    /// The Front confirms the result.
    Confirm,
    /// End it without an answer.
    End,
    /// Take it up once more after it was closed.
    Reopen,
    /// Make it a point of another one.
    Link,
    /// Give points back their own case.
    Split,
    /// Let it count in another one.
    Merge,
    /// Let it stand for itself again.
    Unmerge,
    /// The receiver of a transfer has it.
    Receive,
    /// The receiver of a transfer answered.
    AnswerTransfer,
    /// The day by which the receiver of a transfer has to answer.
    DateTransfer,
    /// The receiver of a transfer gave it back.
    Return,
    /// Write a reply that is approved before it goes out.
    DraftReply,
    /// Submit a draft.
    SubmitReply,
    /// Approve a draft.
    ApproveReply,
    /// Send a draft back.
    SendBackReply,
    /// Issue a draft.
    IssueReply,
    /// Choose how the person is told.
    Deliver,
    /// The body that leads asks back.
    AskBack,
    /// Answer what it asked.
    AnswerAsk,
    /// The body that leads gives it back.
    GiveBack,
    /// The body that leads gives a part to a body under it.
    GivePart,
    /// A part was done.
    PartDone,
}

impl Doing {
    /// All of them, in the order in which they are offered.
    pub(crate) const ALL: [Self; 34] = [
        Self::Reply,
        Self::Assign,
        Self::Accept,
        Self::Progress,
        Self::KeepPromise,
        Self::SendOn,
        Self::Extend,
        Self::Suspend,
        Self::Resume,
        Self::Tell,
        Self::Assess,
        Self::Review,
        Self::Confirm,
        Self::End,
        Self::Reopen,
        Self::Link,
        Self::Split,
        Self::Merge,
        Self::Unmerge,
        Self::Receive,
        Self::AnswerTransfer,
        Self::DateTransfer,
        Self::Return,
        Self::DraftReply,
        Self::SubmitReply,
        Self::ApproveReply,
        Self::SendBackReply,
        Self::IssueReply,
        Self::Deliver,
        Self::AskBack,
        Self::AnswerAsk,
        Self::GiveBack,
        Self::GivePart,
        Self::PartDone,
    ];

    /// The last part of its address.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Assign => "assign",
            Self::Accept => "accept",
            Self::Progress => "progress",
            Self::KeepPromise => "keep-promise",
            Self::SendOn => "send-on",
            Self::Extend => "extend",
            Self::Suspend => "suspend",
            Self::Resume => "resume",
            Self::Tell => "tell",
            Self::Assess => "assess",
            Self::Review => "review",
            Self::Confirm => "confirm",
            Self::End => "end",
            Self::Reopen => "reopen",
            Self::Link => "link",
            Self::Split => "split",
            Self::Merge => "merge",
            Self::Unmerge => "unmerge",
            Self::Receive => "receive",
            Self::AnswerTransfer => "answer-transfer",
            Self::DateTransfer => "date-transfer",
            Self::Return => "return",
            Self::DraftReply => "draft-reply",
            Self::SubmitReply => "submit-reply",
            Self::ApproveReply => "approve-reply",
            Self::SendBackReply => "send-back-reply",
            Self::IssueReply => "issue-reply",
            Self::Deliver => "delivery",
            Self::AskBack => "ask-back",
            Self::AnswerAsk => "answer-ask",
            Self::GiveBack => "give-back",
            Self::GivePart => "give-part",
            Self::PartDone => "part-done",
        }
    }

    /// The right to do it; the table of routes says the same, and a test compares them.
    pub(crate) const fn right(self) -> Act {
        match self {
            Self::Reply | Self::DraftReply | Self::SubmitReply | Self::IssueReply => Act::CaseReply,
            Self::ApproveReply | Self::SendBackReply => Act::ReplyApprove,
            Self::PartDone => Act::CasePart,
            Self::Accept
            | Self::Progress
            | Self::KeepPromise
            | Self::Tell
            | Self::AskBack
            | Self::GiveBack
            | Self::GivePart => Act::CaseWork,
            Self::SendOn | Self::Receive | Self::AnswerTransfer | Self::DateTransfer | Self::Return => {
                Act::CaseTransfer
            }
            Self::Assess => Act::CaseAssess,
            Self::Review => Act::CaseReview,
            Self::Confirm => Act::CaseConfirm,
            Self::Assign
            | Self::Deliver
            | Self::AnswerAsk
            | Self::Extend
            | Self::Suspend
            | Self::Resume
            | Self::End
            | Self::Reopen
            | Self::Link
            | Self::Split
            | Self::Merge
            | Self::Unmerge => Act::CaseDecide,
        }
    }

    /// Whether it can be done with a draft in that state.
    pub(super) fn is_of_draft(self, state: &str) -> bool {
        match self {
            Self::DraftReply | Self::SubmitReply => matches!(state, "draft" | "sent_back"),
            Self::ApproveReply => state == "submitted",
            Self::SendBackReply => matches!(state, "submitted" | "approved"),
            Self::IssueReply => matches!(state, "draft" | "sent_back" | "submitted" | "approved"),
            _ => false,
        }
    }

    fn of(uri: &OriginalUri) -> Result<Self, Halt> {
        let word = uri.path().rsplit('/').next().unwrap_or_default();
        let known = Self::ALL.into_iter().find(|doing| doing.word() == word);
        known.ok_or_else(|| Fault::NotThere.into())
    }
}

/// `GET /cases/{id}/…`: the form of an act.
pub(crate) async fn form(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let doing = Doing::of(&uri)?;
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    let mut form = FormState::default();
    for name in ["q", "transfer", "root", "draft", "part"] {
        if let Some(value) = query(&uri, name).filter(|value| !value.is_empty()) {
            form = form.with(name, value);
        }
    }
    Ok(draw(&page(&app, shell, &visitor, (id, doing), form).await?))
}

/// `POST /cases/{id}/…`: does the act.
pub(crate) async fn done(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Result<Response, Halt> {
    let doing = Doing::of(&uri)?;
    let wrong = typed::wrong_rows(doing, &form);
    let act = if wrong.is_empty() {
        run(&app, &visitor, &key, (id, doing), &form).await
    } else {
        Err(crate::page::unreadable(&app, visitor.by, doing.right(), Of::Case(id), wrong[0].1.clone()).await)
    };
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    match act {
        Ok(()) => {
            let owed = if typed::promises(doing, &form) { "-promised" } else { "" };
            Ok(go(&format!("/cases/{id}?said=case-{}{owed}", doing.word())))
        }
        Err(Stop::Refused(refusal)) if refusal != Refusal::NotThere && refusal != Refusal::NotAllowed => {
            if wrong.is_empty() {
                refuse(&mut form, visitor.lang, &refusal);
            }
            for (field, refusal) in &wrong {
                form.refuse(visitor.lang, refusal.code(), refusal.field(), &refusal.facts());
                if let Some(error) = form.errors.last_mut() {
                    error.field.clone_from(field);
                }
            }
            super::renew(&mut form, &refusal);
            Ok(redraw(&refusal, &page(&app, shell, &visitor, (id, doing), form).await?))
        }
        Err(stop) => Err(halt(shell)(stop)),
    }
}

async fn run(app: &App, visitor: &Visitor, key: &str, (id, doing): (i64, Doing), form: &FormState) -> Result<(), Stop> {
    let (by, asked) = (visitor.by, (doing.right(), Of::Case(id)));
    macro_rules! attempt {
        ($act:ty, $read:ident) => {
            attempt::<$act>(app, by, key, asked, typed::$read(id, form)).await.map(drop)
        };
    }
    macro_rules! transferred {
        ($act:ty, $read:ident) => {
            attempt::<$act>(app, by, key, asked, transferred::$read(id, form)).await.map(drop)
        };
    }
    macro_rules! reopened {
        ($act:ty, $read:ident) => {
            attempt::<$act>(app, by, key, asked, reopened::$read(id, form)).await.map(drop)
        };
    }
    macro_rules! within {
        ($act:ty, $read:ident) => {
            attempt::<$act>(app, by, key, asked, within::$read(id, form)).await.map(drop)
        };
    }
    match doing {
        Doing::Reply => attempt!(Reply, reply),
        Doing::Assign => attempt!(Assign, assign),
        Doing::Accept => attempt!(Accept, accept),
        Doing::Progress => attempt!(Progress, progress),
        Doing::KeepPromise => attempt!(KeepPromise, keep_promise),
        Doing::SendOn if typed::names_another(form) => attempt!(SendOutside, send_outside),
        Doing::SendOn => attempt!(SendOn, send_on),
        Doing::Extend => attempt!(Extend, extend),
        Doing::Suspend => attempt!(Suspend, suspend),
        Doing::Resume => attempt!(Resume, resume),
        Doing::Tell => attempt!(Tell, tell),
        Doing::Assess => attempt!(Assess, assess),
        Doing::Review => reopened!(Decide, review),
        Doing::Confirm => attempt!(Confirm, confirm),
        Doing::End => attempt!(End, end),
        Doing::Reopen => reopened!(Reopen, reopen),
        Doing::Link => attempt!(Link, link),
        Doing::Split => attempt!(Split, split),
        Doing::Merge => attempt!(Merge, merge),
        Doing::Unmerge => attempt!(Unmerge, unmerge),
        Doing::Receive => attempt!(Receive, receive),
        Doing::AnswerTransfer => transferred!(AnswerTransfer, answer),
        Doing::DateTransfer => transferred!(DateTransfer, date),
        Doing::Return => attempt!(Return, give_back),
        Doing::DraftReply => within!(Draft, draft),
        Doing::SubmitReply => within!(Submit, submit),
        Doing::ApproveReply => within!(Approve, approve),
        Doing::SendBackReply => within!(SendBack, send_back),
        Doing::IssueReply => within!(Issue, issue),
        Doing::Deliver => within!(ChooseDelivery, deliver),
        Doing::AskBack => within!(AskBack, ask_back),
        Doing::AnswerAsk => within!(AnswerAsk, answer_ask),
        Doing::GiveBack => within!(GiveBack, give_back),
        Doing::GivePart => within!(GivePart, give_part),
        Doing::PartDone => within!(PartDone, part_done),
    }
}

async fn page(
    app: &App,
    shell: Shell,
    visitor: &Visitor,
    (id, doing): (i64, Doing),
    form: FormState,
) -> Result<CaseAct, Halt> {
    let shell = Shell { path: format!("/cases/{id}/{}", doing.word()), ..shell };
    let book = app.office.store().rulebook().await?;
    let mut read = app.office.store().reader().await?;
    let rights = rights(&mut read, visitor.by, Of::Case(id)).await?;
    let grant = rights.may(doing.right()).map_err(halt(shell.clone()))?;
    let facts = facts(&mut read, rights, id).await?;
    let on = if doing == Doing::Reply { paper_day(facts.row.raised_on, facts.today) } else { facts.today.vn() };
    let form = form.with("happened_on", on).with("version", facts.row.version.to_string());
    let (mut form, mut fields) = fields::of(&mut read, &shell, visitor, (doing, &grant), &facts, form).await?;
    if let Some(asked) = proposed::asked(doing, &facts, &form) {
        proposed::day(&mut read, &shell, &book, &facts, &asked, (&mut form, &mut fields)).await?;
    }
    let clock = match doing {
        Doing::Suspend => Some(proposed::suspended(&mut read, &book, &facts).await?),
        Doing::Resume => Some(if facts.stands.paused { "resume-clock-moves" } else { "resume-clock-ran-on" }),
        _ => None,
    };
    if let Some(words) = clock {
        fields.insert(1, Field::Said(shell.t(words)));
    }
    let words = facts.points.first().map(|point| super::said(&shell, point)).unwrap_or_default();
    Ok(CaseAct {
        id,
        number: number(id),
        matter: short(&words, 160),
        word: doing.word(),
        finds: matches!(doing, Doing::Merge | Doing::Link),
        form,
        fields,
        shell,
    })
}
