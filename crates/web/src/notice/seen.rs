//! A notice as it is read: its points, what stands around them, and what is wrong with it.

use domain::notice::{Check, Fate, Fault, Listed, NoticeState, Sums, checks, fates, sums};
use domain::permission::Act;
use store::grant::{Of, may};
use store::notice::concerned::concerned;
use store::notice::listed::MatterRow;
use store::notice::signed::{Around, told};
use store::notice::{self as kept, NoticeRow, PointRow};
use store::{Read, Reader};

use crate::look::Shell;
use crate::page::{Halt, halt};
use crate::session::Visitor;
use crate::shell::Fault as Broken;

/// A notice with all that it is checked by.
pub(crate) struct Seen {
    pub(crate) row: NoticeRow,
    pub(crate) state: NoticeState,
    pub(crate) points: Vec<PointRow>,
    pub(crate) matters: Vec<MatterRow>,
    pub(crate) fates: Vec<(Fate, bool)>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) sums: Sums,
    /// What stands around its points.
    pub(crate) around: Around,
    /// The title of its dialogue.
    pub(crate) title: String,
}

/// The notice, for somebody who may read its dialogue.
pub(crate) async fn seen(read: &mut Reader<'_>, visitor: &Visitor, shell: &Shell, id: i64) -> Result<Seen, Halt> {
    let row = kept::find(read, id).await?.ok_or(Broken::NotThere)?;
    may(read, visitor.by, Act::DialogueRead, Of::Dialogue(row.dialogue)).await.map_err(halt(shell.clone()))?;
    let mut points = kept::points(read, id).await?;
    let until = row.issued_on.unwrap_or_else(|| read.today());
    // What was issued says for ever what it said.
    let told = told(read, &row, documents::issuer::line, until).await?.ok_or(Broken::NotThere)?;
    told.name(&mut points);
    let (around, title, matters) = (told.around, told.title, told.matters);
    let row = NoticeRow { body: around.body.clone(), signer: around.signer.clone(), ..row };
    let noted = kept::noted(read, id).await?;
    let listed: Vec<Listed> = matters.iter().map(|matter| matter.listed.clone()).collect();
    let checked: Vec<Check> = points.iter().map(check).collect();
    let fates = fates(&listed, &checked, &noted);
    let faults = checks(&listed, &checked, &noted, row.issued_on);
    let sums = sums(&fates);
    let state = NoticeState::parse(&row.state).unwrap_or(NoticeState::Draft);
    Ok(Seen { row, state, points, matters, fates, faults, sums, around, title })
}

/// Who gets a notice, and whether the program only proposes it: while it is drafted and nobody said so, by whom it concerns.
pub(crate) async fn receivers(read: &mut Reader<'_>, seen: &Seen) -> Result<(Vec<String>, bool), Halt> {
    let said = kept::recipients(read, seen.row.id).await?;
    if !said.is_empty() || !seen.state.is_open() {
        return Ok((said, false));
    }
    let today = read.today();
    let of = concerned(read, &seen.row, &seen.points, (documents::issuer::line, today)).await?;
    let proposed = documents::notice::receivers(documents::notice::Concerned {
        above: &of.above,
        following: &of.following,
        front: &of.front,
        cooperating: &of.cooperating,
        carrying_out: &of.carrying_out,
        villages: &of.villages,
    });
    Ok((proposed, true))
}

fn check(row: &PointRow) -> Check {
    Check {
        lead: row.lead.as_ref().map(|(id, _)| *id),
        due_on: row.due_on,
        proposed: row.proposed,
        unsaid: row.is_unsaid(),
        cases: row.cases.clone(),
    }
}
