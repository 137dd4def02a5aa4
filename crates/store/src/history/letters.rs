//! The rows of letters beside their events.

use domain::day::Day;
use domain::event::Recorded;
use domain::letter::{Letter, LetterWay};
use domain::text::TextRef;

use crate::reader::Read;
use crate::{Error, args};

/// What of the row of a letter is not what its events say.
pub(super) async fn letter(read: &mut dyn Read, id: i64, events: &[Recorded]) -> Result<Vec<String>, Error> {
    let row = read
        .row(
            "SELECT l.organisation_id, l.number, l.received_on, l.way, l.drawn, l.dated_on, l.referrer_text_id, l.file_text_id,
                    l.box_text_id, l.originals_text_id, l.returned_on, l.returned_to_text_id, l.withheld, l.struck, t.id, b.id,
                    n.body, COALESCE(l.raised_with_id, l.organisation_id), l.content, l.competence, l.sphere, l.lacks, l.people,
                    l.representatives, l.many, l.classified_on, l.repeats_case_id,
                    l.outcome, l.processed_on, l.ground, l.paper_number_text_id, l.signer_text_id, l.outcome_words_text_id,
                    l.kept_until
             FROM letters l JOIN turns t ON t.source = 'letter' AND t.source_id = l.id
             JOIN submissions b ON b.turn_id = t.id AND b.no = 1 LEFT JOIN texts n ON n.id = $2 WHERE l.id = $1",
            &args![id, Letter::by(events).and_then(|now| now.entry.number.map(|text| text.id))],
        )
        .await?;
    let (Some(row), Some(now)) = (row, Letter::by(events)) else {
        return Ok(vec![format!("letter {id}: has no row or no founding event")]);
    };
    let mut problems = Vec::new();
    let mut same = |column: &str, agrees: bool| {
        if !agrees {
            problems.push(format!("letter {id}: {column} is not that of its events"));
        }
    };
    let text = |text: &Option<TextRef>| text.as_ref().map(|text| text.id);
    same("organisation_id", row.get::<i64>(0)? == now.organisation);
    same("raised_with_id", row.get::<i64>(17)? == now.raised_with);
    same("number", row.get::<String>(1)? == row.get::<Option<String>>(16)?.unwrap_or_default());
    same("received_on", row.get::<Day>(2)? == now.received_on);
    same("way", row.get::<String>(3)? == now.entry.way.map_or("", LetterWay::as_str));
    same("drawn", row.get::<bool>(4)? == now.entry.drawn);
    same("dated_on", row.get::<Option<Day>>(5)? == now.entry.dated_on);
    same("referrer_text_id", row.get::<Option<i64>>(6)? == text(&now.entry.referrer));
    same("file_text_id", row.get::<Option<i64>>(7)? == text(&now.entry.file));
    same("box_text_id", row.get::<Option<i64>>(8)? == text(&now.entry.archive_box));
    same("originals_text_id", row.get::<Option<i64>>(9)? == text(&now.entry.originals));
    same("returned_on", row.get::<Option<Day>>(10)? == now.returned.as_ref().map(|(on, _)| *on));
    same("returned_to_text_id", row.get::<Option<i64>>(11)? == now.returned.as_ref().map(|(_, to)| to.id));
    same("withheld", row.get::<bool>(12)? == now.withheld);
    same("struck", row.get::<bool>(13)? == now.struck);
    same("its turn", row.get::<i64>(14)? == now.turn);
    same("its words", row.get::<i64>(15)? == now.submission);
    let class = now.class.as_ref().map(|(class, _)| class);
    same("content", row.get::<String>(18)? == class.map_or("", |class| class.content.as_str()));
    same("competence", row.get::<String>(19)? == class.map_or("", |class| class.competence.as_str()));
    same("sphere", row.get::<String>(20)? == class.map_or("", |class| class.sphere.as_str()));
    same("lacks", row.get::<String>(21)? == class.map(|class| class.lacks.join(" ")).unwrap_or_default());
    same("people", row.get::<Option<i64>>(22)? == class.map(|class| class.people));
    same("representatives", row.get::<Option<i64>>(23)? == class.and_then(|class| class.representatives));
    same("many", row.get::<bool>(24)? == class.is_some_and(|class| class.many));
    same("classified_on", row.get::<Option<Day>>(25)? == now.class.as_ref().map(|(_, on)| *on));
    same("repeats_case_id", row.get::<Option<i64>>(26)? == now.repeats);
    let processed = now.processed.as_ref().map(|(it, _)| it);
    same("outcome", row.get::<String>(27)? == processed.map_or("", |it| it.outcome.as_str()));
    same("processed_on", row.get::<Option<Day>>(28)? == now.processed.as_ref().map(|(_, on)| *on));
    same("ground", row.get::<String>(29)? == processed.and_then(|it| it.ground.clone()).unwrap_or_default());
    same("paper_number_text_id", row.get::<Option<i64>>(30)? == processed.and_then(|it| text(&it.number)));
    same("signer_text_id", row.get::<Option<i64>>(31)? == processed.and_then(|it| text(&it.signer)));
    same("outcome_words_text_id", row.get::<Option<i64>>(32)? == processed.and_then(|it| text(&it.words)));
    same("kept_until", row.get::<Option<Day>>(33)? == processed.and_then(|it| it.kept_until));
    let rows =
        read.rows("SELECT id FROM submissions WHERE turn_id = $1 AND no > 1 ORDER BY no", &args![now.turn]).await?;
    let split = rows.iter().map(|row| row.get(0)).collect::<Result<Vec<i64>, Error>>()?;
    same("what was split off it", split == now.parts);
    let rows = read.rows("SELECT id FROM letter_scans WHERE letter_id = $1 ORDER BY no", &args![id]).await?;
    let kept = rows.iter().map(|row| row.get(0)).collect::<Result<Vec<i64>, Error>>()?;
    same("its scans", kept == now.scans);
    Ok(problems)
}
