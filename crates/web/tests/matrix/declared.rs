//! Declared figures: the forms of their routes, and papers to which they are sent.

use std::sync::atomic::{AtomicI32, Ordering};

use acts::declared::scan::{AddScans, keep};
use acts::declared::{Record, UnitFigures};
use domain::declared::{DeclaredCell, DeclaredNumber};

use super::tree::{Body, PICTURE, Tree};
use crate::house::{TODAY, day};

/// Whether a route is one of declared figures.
pub(super) fn is_of(path: &str) -> bool {
    path == "/declared" || path.starts_with("/declared/")
}

/// What is typed into the form of a route; periods and rows are filled in by their names.
pub(super) fn form(path: &str) -> Vec<(&'static str, &'static str)> {
    let period = [("declared_from", ""), ("declared_to", ""), ("declared_number", "12/BC"), ("document_on", TODAY)];
    match path {
        "/declared" => [&period[..], &[("declared_held", "4")]].concat(),
        "/declared/import" => [&period[..], &[("table", "Đơn vị\tSố cuộc\nXã Mẫu\t4")]].concat(),
        "/declared/import/take" => [&period[..], &[("row", "")]].concat(),
        "/declared/{id}/correct" => vec![
            ("declared_number", "13/BC"),
            ("document_on", TODAY),
            ("declared_held", "5"),
            ("reason", "Chép nhầm"),
            ("version", "1"),
        ],
        "/declared/{id}/strike" => vec![("reason", "Của xã khác"), ("version", "1")],
        _ => Vec::new(),
    }
}

/// A day after all that were asked for before: no two periods overlap.
pub(super) fn next_day() -> String {
    static NEXT: AtomicI32 = AtomicI32::new(0);
    day("1990-01-01").plus(i64::from(NEXT.fetch_add(1, Ordering::Relaxed))).to_iso()
}

impl Tree {
    /// Figures that a body declares of a period of their own.
    pub(super) async fn declared(&self, body: &Body) -> i64 {
        let record = Record {
            from_on: day(&next_day()),
            to_on: day(&next_day()),
            number: String::new(),
            document_on: day(TODAY),
            units: vec![UnitFigures {
                organisation: body.organisation,
                cells: vec![DeclaredCell { number: DeclaredNumber::Held, count: 4 }],
            }],
        };
        self.house.act(body.clerk, record).await[0]
    }

    /// A scan of the paper of declared figures.
    pub(super) async fn declared_scan(&self, declared: i64, body: &Body) -> i64 {
        let file = keep(&self.house.office, body.clerk, declared, PICTURE.to_vec()).await.expect("a scan");
        self.house.act(body.clerk, AddScans { declared, files: vec![file] }).await[0]
    }
}
