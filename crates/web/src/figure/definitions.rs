//! `GET /figures/definitions`: how each number is counted, as `domain` says it.

use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use store::figure::results::Number;

use crate::app::App;
use crate::look::Nav;
use crate::look::figure::{Definition, Definitions};
use crate::page::{Halt, draw, frame};
use crate::session::SignedIn;

/// The lines of the function, of which the first that holds decides.
const LINES: [&str; 5] = ["1", "2", "3", "4", "5"];

/// Words whose meaning is told beside them.
const WORDS: [&str; 9] = ["in-force", "bearer", "due", "overdue", "beyond", "assessment", "level", "joint", "share"];

/// In what a number is counted.
const fn unit(number: Number) -> &'static str {
    match number {
        Number::Letters => "letter",
        other => other.rows(),
    }
}

/// `GET /figures/definitions`.
pub(crate) async fn definitions(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Figures);
    let number = |number: &Number| Definition {
        id: number.as_str().to_owned(),
        label: shell.of("number", number.as_str()),
        unit: shell.of("figures-unit", unit(*number)),
        means: shell.of("figures-means", number.as_str()),
    };
    Ok(draw(&Definitions {
        version: shell.t("figures-version-kq-1"),
        lines: LINES.iter().map(|line| shell.of("figures-rule", line)).collect(),
        words: WORDS.iter().map(|word| shell.of("figures-word", word)).collect(),
        numbers: Number::ALL
            .iter()
            .map(number)
            .chain([Definition {
                id: "declared".to_owned(),
                label: shell.t("declared-title"),
                unit: shell.t("declared-unit-any"),
                means: shell.t("declared-means"),
            }])
            .collect(),
        shell,
    }))
}
