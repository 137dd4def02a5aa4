//! What a survey comes to, as its page shows it.

use domain::survey::{QuestionKind, shown};
use store::Reader;
use store::survey::sheet::{self, Down, PartOf, Summed, WordsRow};
use store::survey::{self, QuestionRow, SurveyRow};

use crate::look::Shell;
use crate::look::survey::{Breakdown, ChoiceLine, QuestionBlock, WordsLine};
use crate::page::{Halt, words};

/// Written answers of a question on the page.
const WRITTEN: usize = 20;

/// How often a choice was chosen, and out of how many: by hand where that was counted.
pub(super) fn of_choice(question: &QuestionRow, summed: &Summed, choice: i64) -> (i64, i64) {
    match &question.counted {
        Some(counted) => (counted.cells.get(&choice).copied().unwrap_or_default(), counted.valid),
        None => (
            summed.chosen.get(&choice).copied().unwrap_or_default(),
            summed.valid.get(&question.id).copied().unwrap_or_default(),
        ),
    }
}

/// A share with its denominator, as reports print it: `12/40 = 30%`; nothing of none.
pub(super) fn share(part: i64, whole: i64) -> String {
    let percent = documents::print::percent(part, whole, documents::print::precision(whole));
    percent.map(|percent| format!("{} = {percent}", documents::print::plain_fraction(part, whole))).unwrap_or_default()
}

/// The questions as the page shows them, and the answers by group and by village. `more` is the question of which more was asked
/// for, and the text after which; the numbers of sheets are for who may record.
pub(super) async fn blocks(
    read: &mut Reader<'_>,
    shell: &Shell,
    (round, row): (i64, &SurveyRow),
    (more, record): (Option<(i64, i64)>, bool),
) -> Result<(Vec<QuestionBlock>, Vec<Breakdown>), Halt> {
    let questions = survey::questions(read, round).await?;
    let summed = sheet::summed(read, round).await?;
    let mut blocks = Vec::with_capacity(questions.len());
    for question in &questions {
        let mut block = block(shell, question, &summed);
        if block.open {
            let after = more.filter(|(of, _)| *of == question.id).map_or(0, |(_, after)| after);
            let page = sheet::words(read, (round, question.id), after, WRITTEN).await?;
            let last = page.rows.last().map(|row| row.text).filter(|_| page.more);
            block.more = last
                .map(|last| format!("{}?of={}&after={last}#question-{}", super::href(round), question.id, question.id));
            block.written = page.rows.iter().map(|row| written(shell, row, record)).collect();
        }
        blocks.push(block);
    }
    let mut breakdowns = Vec::new();
    if row.sheets > 0 {
        for (down, title) in [(Down::Group, "survey-by-group"), (Down::Village, "survey-by-village")] {
            let parts = sheet::parts(read, round, down).await?;
            breakdowns.extend(breakdown(shell, (down, title), parts, row.sheets, &questions));
        }
    }
    Ok((blocks, breakdowns))
}

pub(super) fn block(shell: &Shell, question: &QuestionRow, summed: &Summed) -> QuestionBlock {
    let valid = summed.valid.get(&question.id).copied().unwrap_or_default();
    let answered = match &question.counted {
        Some(counted) => shell.ta(
            "survey-answered-counted",
            &[
                ("returned", &counted.returned),
                ("valid", &counted.valid),
                ("document", &counted.document.clone().unwrap_or_default()),
                ("day", &counted.counted_on.vn()),
            ],
        ),
        None => shell.ta("survey-answered", &[("count", &valid)]),
    };
    let choices = question.choices.iter().map(|(id, said)| {
        let (count, whole) = of_choice(question, summed, *id);
        ChoiceLine { id: *id, words: words(shell, said.as_deref(), 200), count, share: share(count, whole) }
    });
    QuestionBlock {
        id: question.id,
        words: words(shell, question.words.as_deref(), 1_000),
        kind: shell.of("survey-kind", &question.kind),
        open: question.kind == QuestionKind::Open.as_str(),
        single: question.kind == QuestionKind::One.as_str(),
        answered,
        counted: question.counted.is_some(),
        choices: choices.collect(),
        written: Vec::new(),
        more: None,
    }
}

pub(super) fn written(shell: &Shell, row: &WordsRow, record: bool) -> WordsLine {
    let opinion = row.opinion.map(|number| shell.ta("survey-taken", &[("number", &number)])).unwrap_or_default();
    WordsLine {
        sheet: row.sheet,
        number: record.then_some(row.no),
        words: words(shell, row.words.as_deref(), 600),
        stands: row.words.is_some(),
        opinion,
    }
}

/// The parts that may be shown; nothing where no sheet names one.
fn breakdown(
    shell: &Shell,
    (down, title): (Down, &str),
    parts: Vec<PartOf>,
    all: i64,
    questions: &[QuestionRow],
) -> Option<Breakdown> {
    if parts.is_empty() {
        return None;
    }
    let sizes: Vec<i64> = parts.iter().map(|part| part.sheets).collect();
    let may: Vec<bool> = shown(&sizes, all);
    let total = parts.len();
    let parts: Vec<PartOf> = parts.into_iter().zip(may).filter(|(_, may)| *may).map(|(part, _)| part).collect();
    let kept_back = total - parts.len();
    let mut rows = Vec::new();
    for question in questions.iter().filter(|it| it.counted.is_none()) {
        for (id, said) in &question.choices {
            let label =
                format!("{}: {}", words(shell, question.words.as_deref(), 80), words(shell, said.as_deref(), 200));
            rows.push((label, parts.iter().map(|part| part.chosen.get(id).copied().unwrap_or_default()).collect()));
        }
    }
    let name = |part: &PartOf| match down {
        Down::Group => shell.of("people-group", &part.name),
        Down::Village => part.name.clone(),
    };
    Some(Breakdown {
        title: shell.t(title),
        rows: if parts.is_empty() { Vec::new() } else { rows },
        parts: parts.iter().map(|part| (name(part), part.sheets)).collect(),
        kept_back: if kept_back == 0 {
            String::new()
        } else {
            shell.ta("survey-kept-back", &[("count", &kept_back), ("fewest", &domain::survey::FEWEST_SHOWN)])
        },
    })
}
