//! The opinions of a round as a file, in the order of its synthesis: by theme, what people are aggrieved by first.

use sheets::Cell;
use store::gathering::{self, opinion};
use store::{Error, Page, Read};

use crate::case::{field, number};
use crate::look::{Shell, Status};
use crate::page::file::{Rows, count, text};

/// The opinions of one round: it has no more than are read at once.
pub(super) struct Taken {
    shell: Shell,
    round: i64,
}

impl Taken {
    pub(super) fn new(shell: &Shell, round: i64) -> Self {
        Self { shell: shell.clone(), round }
    }
}

impl Rows for Taken {
    const TITLE: &'static str = "gathering-opinions-file";
    const COLUMNS: &'static [(&'static str, u16)] = &[
        ("column-number", 8),
        ("column-theme", 32),
        ("column-words", 70),
        ("gathering-pressing", 12),
        ("column-place", 22),
        ("column-field", 22),
        ("column-kind", 18),
        ("column-people", 12),
        ("column-brought", 32),
        ("column-case", 14),
        ("column-accountable", 32),
        ("column-outcome", 24),
        ("column-answer", 60),
        ("column-answered-on", 13),
    ];

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let shell = &self.shell;
        let themes = gathering::themes(read, self.round).await?;
        let today = read.today();
        let mut opinions = opinion::of_round(read, self.round, today).await?;
        opinions.retain(|it| !it.struck);
        // Those without a theme come last, as in the synthesis.
        let place = |theme: Option<i64>| themes.iter().position(|it| Some(it.id) == theme).unwrap_or(themes.len());
        opinions.sort_by_key(|it| (place(it.theme), !it.pressing, it.no));
        let cells = |it: opinion::OpinionRow| {
            let theme = themes.get(place(it.theme)).and_then(|theme| theme.title.clone()).unwrap_or_default();
            let kind = if it.noted { shell.t("field-noted") } else { shell.of("kind", &it.kind) };
            let pressing = if it.pressing { shell.t("column-yes") } else { String::new() };
            let outcome = it.outcome.as_ref().map(|(outcome, _)| Status::outcome(shell.lang, outcome).text);
            let (answer, answered_on) = it.answer.unzip();
            vec![
                count(it.no),
                text(theme),
                text(it.words.unwrap_or_else(|| shell.t("words-kept"))),
                text(pressing),
                text(it.place.1),
                text(field(shell, &it.field)),
                text(kind),
                it.people.map_or(Cell::Empty, count),
                text(it.brought.unwrap_or_default()),
                text(it.case.map(number).unwrap_or_default()),
                text(it.bearer.unwrap_or_default()),
                text(outcome.unwrap_or_default()),
                text(answer.unwrap_or_default()),
                answered_on.map_or(Cell::Empty, Cell::Day),
            ]
        };
        Ok(Page { rows: opinions.into_iter().map(cells).collect(), more: false })
    }
}
