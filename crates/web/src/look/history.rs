//! What happened to something, step by step, with the forms that correct and strike a step.

use askama::Template;
use askama::filters::HtmlSafe;

use super::case::{Step, WrongStep};
use super::form::FormState;
use super::shell::Shell;

static EMPTY: std::sync::LazyLock<FormState> = std::sync::LazyLock::new(FormState::default);

/// The steps of a history, newest first, as a part of a page.
#[derive(Debug, Template)]
#[template(path = "parts/steps.html")]
pub struct Steps<'a> {
    shell: &'a Shell,
    rows: &'a [Step],
    wrong: Option<&'a WrongStep>,
}

impl HtmlSafe for Steps<'_> {}

impl<'a> Steps<'a> {
    /// The steps, and the form of one of them that was wrong; its summary stands above the page.
    pub fn new(shell: &'a Shell, steps: &'a [Step], wrong: Option<&'a WrongStep>) -> Self {
        Self { shell, rows: steps, wrong }
    }

    /// The form of a step: the wrong one where it is this step's, else an empty one.
    fn form(&self, step: &Step) -> &FormState {
        match self.wrong {
            Some(wrong) if wrong.id == step.id => &wrong.form,
            _ => &EMPTY,
        }
    }
}

/// The id of the reason of a striking: an error leads to it where the page offers no correction beside it.
fn strike_reason(step: &Step) -> String {
    let name = if step.may_correct { "strike-reason" } else { "reason" };
    format!("{name}-{}", step.id)
}
