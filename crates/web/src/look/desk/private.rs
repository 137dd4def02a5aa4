//! The slip with which somebody is led from the hall to a private reception. It says nothing of the matter.

use askama::Template;

use crate::look::form::FormState;
use crate::look::shell::Shell;

/// `GET /dialogues/{id}/private-slips/{no}`.
#[derive(Debug, Clone, Template)]
#[template(path = "private-slip.html")]
pub struct PrivateSlip {
    /// The frame.
    pub shell: Shell,
    /// The dialogue.
    pub dialogue: i64,
    /// The slip, by its id.
    pub id: i64,
    /// Its number in the session.
    pub number: i64,
    /// The body that receives.
    pub body: String,
    /// Day on which it was given: dd/mm/yyyy.
    pub given_on: String,
    /// The case of a matter that had been recorded before; nothing where it left the screen unrecorded.
    pub case: Option<i64>,
    /// Whether it was struck as given by mistake.
    pub struck: bool,
    /// Whether the reader may strike it.
    pub may_strike: bool,
    /// The form of the striking: `reason`.
    pub form: FormState,
}
