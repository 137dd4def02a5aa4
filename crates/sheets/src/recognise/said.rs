//! What single cells of a row say: its field, its kind, by which way it was raised, what was answered.

use domain::denunciation;

use super::{Group, Reading};
use crate::cells::{field, fields};
use crate::row::{Column, Problem, SheetRow};
use crate::words::{WORDS, has_phrase, plain};

impl Reading<'_> {
    pub(super) fn read_field(&self, at: usize, group: &Group, row: &mut SheetRow) {
        let text = self.text(at, Column::Field);
        if text.is_empty() {
            row.section.clone_from(&group.section);
            row.field.clone_from(&group.field);
            // Of several fields that of the row's own words, where they are of one of them alone.
            let said: Vec<String> = if group.fields.is_empty() { Vec::new() } else { fields(&row.words) };
            if let [one] = &group.fields.iter().filter(|field| said.contains(field)).collect::<Vec<_>>()[..] {
                row.field.clone_from(one);
            }
            return;
        }
        row.field = field(&text);
        if row.field.is_empty() {
            row.problems.push(Problem::UnknownField);
        }
    }

    /// What was answered, in one column or in several: no word of it is lost.
    pub(super) fn answers(&self, at: usize) -> String {
        let columns =
            self.head.columns.iter().filter(|(_, known, _)| *known == Column::Answer).map(|(column, ..)| *column);
        let mut texts: Vec<String> = Vec::new();
        for column in columns {
            let text = self.text_at(at, column);
            if !text.is_empty() && !texts.contains(&text) {
                texts.push(text);
            }
        }
        texts.join("\n")
    }

    pub(super) fn read_kind(&self, at: usize, row: &mut SheetRow) {
        let text = self.text(at, Column::Kind);
        if denunciation::is_said(&text) {
            row.problems.push(Problem::Denunciation);
            return;
        }
        let text = plain(&text);
        let kind = WORDS.kind.iter().find(|(says, _)| has_phrase(&text, says));
        row.kind = kind.map(|(_, kind)| kind.clone()).unwrap_or_default();
    }

    pub(super) fn read_channel(&self, at: usize, row: &mut SheetRow) {
        let text = plain(&self.text(at, Column::Channel));
        if text.is_empty() {
            return;
        }
        match WORDS.channel.iter().find(|(says, _)| has_phrase(&text, says)) {
            Some((_, channel)) => row.channel.clone_from(channel),
            None => row.problems.push(Problem::UnknownChannel),
        }
    }
}
