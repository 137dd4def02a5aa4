//! Pages: their words, their marks, their weight, the files they load.

mod catalogue;
mod glossary;
mod html;
mod rendering;
mod rows;
mod samples;
mod samples_account;
mod samples_calendar;
mod samples_case;
mod samples_case_act;
mod samples_declared;
mod samples_denunciation;
mod samples_desk;
mod samples_dialogue;
mod samples_figure;
mod samples_follow;
mod samples_gathering;
mod samples_import;
mod samples_letter;
mod samples_message;
mod samples_minutes;
mod samples_notice;
mod samples_organisation;
mod samples_plan;
mod samples_reception;
mod samples_rule;
mod samples_supervision;
mod samples_survey;
mod samples_urging;
mod styles;
mod vendored;

use std::path::{Path, PathBuf};

/// The folder of the crate.
fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder, in the order of names.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of the crate can be read") {
            let path = entry.expect("an entry of a folder can be read").path();
            if path.is_dir() { waiting.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}
