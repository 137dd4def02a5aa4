//! What a draft begins with: one point for each matter that is neither answered nor goes elsewhere, and one for each theme under which
//! such matters were gathered, with the lead and the day that the program proposes and marks as proposed. What is concluded is empty: the chair says it, not the program, and the
//! words of the citizen are no conclusion.

use std::collections::BTreeSet;

use domain::day::Day;
use domain::event::{Delivery, NoticeEvent, NoticePoint, Subject};
use domain::notice::{self as rules, Body};
use store::assignment::BodyRow;
use store::gathering::shown::{Themed, themed};
use store::grant::Grant;
use store::notice::listed::{self, MatterRow};
use store::notice::{NoticeRow, PointRow};
use store::rulebook;
use store::{Read, Stop, Tx, assignment, duty, notice};

use super::{BODIES, LINE, POINTS};
use domain::refusal::Refusal;

/// The trigger of the rule that gives an assignment its last day.
const GIVEN: &str = "assignment_given";

/// Appends the points that a draft begins with.
pub(super) async fn points(tx: &mut Tx, grant: &Grant, id: i64, on: Day, dialogue: i64) -> Result<(), Stop> {
    let matters = listed::matters(tx, dialogue, on).await?;
    let number = rulebook::number(tx).await?;
    let book = tx.rulebook(number).await?;
    let (place, ..) = duty::place(tx, dialogue).await?.ok_or(Refusal::NotThere)?;
    let due_on = rules::due(book.last_day(GIVEN, &place, on).map(|last| last.due.on), on);
    let speaking = speaking(tx, (grant.organisation, &place.level), on).await?;
    for group in together(&matters, &themed(tx, dialogue).await?) {
        let lead = speaking.lead(&group.matters);
        let title = group.theme.map_or_else(|| short(group.matters[0]), cut);
        let texts = tx.texts(&[&title, ""])?;
        let point = NoticePoint {
            point: tx.id()?,
            matter: texts[0].clone(),
            conclusion: texts[1].clone(),
            lead,
            cooperating: Vec::new(),
            due_on,
            evidence: None,
            // Nobody can write to whoever gave neither name nor contact.
            delivery: if group.matters.iter().all(|matter| matter.reachable) {
                Delivery::Letter
            } else {
                Delivery::Village
            },
            contact: false,
            proposed: lead.is_some() || due_on.is_some(),
            cases: group.cases(),
        };
        tx.append(Subject::Notice, id, on, NoticeEvent::PointSet { point }.into())?;
    }
    Ok(())
}

/// The matters of one point.
struct Group<'a> {
    /// The title of the theme under which they were gathered; none for what was raised at the desk.
    theme: Option<&'a str>,
    /// The theme itself.
    id: Option<i64>,
    /// The first of each case.
    matters: Vec<&'a MatterRow>,
}

impl Group<'_> {
    fn cases(&self) -> Vec<i64> {
        let mut cases: Vec<i64> = self.matters.iter().map(|matter| matter.listed.case).collect();
        cases.sort_unstable();
        cases
    }
}

/// The matters that want a point, those of one theme together, in the order of the first of each; what would go beyond the most
/// points that a notice has waits in the list of what is left.
fn together<'a>(matters: &'a [MatterRow], themes: &'a [Themed]) -> Vec<Group<'a>> {
    let mut seen = BTreeSet::new();
    let mut groups: Vec<Group> = Vec::new();
    for matter in matters {
        let listed = &matter.listed;
        if listed.answered || listed.beyond || listed.ended || !seen.insert(listed.case) {
            continue;
        }
        let theme = themes.iter().find(|theme| matter.gathered.is_some() && theme.submission == listed.submission);
        let id = theme.map(|theme| theme.theme);
        match groups.iter().position(|group| id.is_some() && group.id == id) {
            Some(at) => groups[at].matters.push(matter),
            None if groups.len() < POINTS => {
                let theme = theme.map(|theme| theme.title.as_deref().unwrap_or_default());
                groups.push(Group { theme, id, matters: vec![matter] });
            }
            None => {}
        }
    }
    groups
}

/// By what a lead body is proposed.
struct Speaking<'a> {
    bodies: Vec<BodyRow>,
    /// What was led before: field of work, body, how often.
    before: Vec<(String, i64, i64)>,
    /// The body that asks: it proposes others.
    own: i64,
    level: &'a str,
    on: Day,
}

impl Speaking<'_> {
    fn proposal(&self, matter: &MatterRow) -> Option<rules::Proposal> {
        let field = matter.field.as_str();
        // Nothing is known of a matter that nobody has sorted.
        let duty = rules::duty(field, self.level, self.on);
        let led = |body: i64| {
            let led = self.before.iter().filter(|(of, lead, _)| !field.is_empty() && of == field && *lead == body);
            led.map(|(_, _, many)| many).sum()
        };
        let could = self.bodies.iter().filter(|body| body.leads && body.id != self.own).map(|body| Body {
            id: body.id,
            name: body.name.clone(),
            led: led(body.id),
            on_duty: duty.is_some_and(|duty| rules::on_duty(duty, &body.name)),
        });
        rules::lead(matter.words.as_deref().unwrap_or_default(), &could.collect::<Vec<_>>())
    }

    /// The body that is proposed to lead: one that all the matters of a point lead to.
    fn lead(&self, matters: &[&MatterRow]) -> Option<i64> {
        let one = |matter: &MatterRow| self.proposal(matter).map(rules::Proposal::body);
        let first = one(matters[0])?;
        // Of a theme hundreds spoke: the first that leads elsewhere ends the search.
        matters[1..].iter().all(|matter| one(matter) == Some(first)).then_some(first)
    }
}

async fn speaking<'a>(
    read: &mut dyn Read,
    (organisation, level): (i64, &'a str),
    on: Day,
) -> Result<Speaking<'a>, store::Error> {
    let before = notice::led(read, organisation).await?;
    let bodies = assignment::bodies(read, organisation, on, BODIES).await?;
    Ok(Speaking { bodies, before, own: organisation, level, on })
}

/// Why the lead of each point is proposed, in the order of the points; nothing where none is, or where nothing speaks for it now.
///
/// # Errors
///
/// The database could not be read.
pub async fn reasons(
    read: &mut dyn Read,
    organisation: i64,
    row: &NoticeRow,
    (matters, points): (&[MatterRow], &[PointRow]),
) -> Result<Vec<Option<rules::Proposal>>, store::Error> {
    let Some((place, ..)) = duty::place(read, row.dialogue).await? else { return Ok(vec![None; points.len()]) };
    if !points.iter().any(|point| point.proposed && point.lead.is_some()) {
        return Ok(vec![None; points.len()]);
    }
    let today = read.today();
    let speaking = speaking(read, (organisation, &place.level), today).await?;
    let reason = |point: &PointRow| {
        let (lead, _) = point.lead.as_ref().filter(|_| point.proposed)?;
        let matter = matters.iter().find(|matter| point.cases.contains(&matter.listed.case))?;
        speaking.proposal(matter).filter(|proposal| proposal.body() == *lead)
    };
    Ok(points.iter().map(reason).collect())
}

/// The matter in short: its neutral title, else the beginning of its words up to the end of a sentence or of a word.
fn short(matter: &MatterRow) -> String {
    if let Some(title) = matter.title.as_deref().filter(|title| !title.trim().is_empty()) {
        return title.trim().to_owned();
    }
    cut(matter.words.as_deref().unwrap_or_default())
}

/// The beginning of words up to the end of a sentence or of a word.
fn cut(words: &str) -> String {
    let sentence = words.trim().split(['.', '?', '!', '\n']).next().unwrap_or_default().trim();
    if sentence.chars().count() <= LINE {
        return filled(sentence);
    }
    let mut cut: String = sentence.chars().take(LINE - 2).collect();
    if let Some(at) = cut.rfind(' ') {
        cut.truncate(at);
    }
    cut.push('…');
    cut
}

/// Words that are kept from everybody or were erased leave a mark that somebody has to write here.
fn filled(words: &str) -> String {
    if words.is_empty() { "…".to_owned() } else { words.to_owned() }
}

#[cfg(test)]
mod tests {
    use domain::day::Day;
    use domain::notice::Listed;
    use store::gathering::shown::Themed;
    use store::notice::listed::{MatterRow, Texts};

    use super::{POINTS, together};

    fn matter(id: i64, gathered: Option<i64>) -> MatterRow {
        let listed =
            Listed { submission: id, case: id, no: id, answered: false, later: false, beyond: false, ended: false };
        MatterRow {
            listed,
            turn: 1,
            place: String::new(),
            words: None,
            title: None,
            field: String::new(),
            kind: String::new(),
            mark: String::new(),
            answer: None,
            promised_on: None,
            shared: None,
            reachable: false,
            sent_to: None,
            sent_on: None,
            held_on: Day::FLOOR,
            texts: Texts { words: 1, title: None, answer: None },
            gathered,
        }
    }

    #[test]
    fn a_draft_has_no_more_points_than_a_notice_and_themes_that_have_one_take_theirs_still() {
        let most = i64::try_from(POINTS).expect("few");
        let mut matters: Vec<MatterRow> = vec![matter(1, Some(9))];
        matters.extend((2..=most + 5).map(|id| matter(id, None)));
        matters.push(matter(most + 6, Some(9)));
        let themed = |submission| Themed { submission, theme: 4, title: Some("T".to_owned()) };
        let under = [themed(1), themed(most + 6)];
        let groups = together(&matters, &under);
        assert_eq!(groups.len(), POINTS);
        assert_eq!(groups[0].cases(), [1, most + 6]);
        assert_eq!(groups[POINTS - 1].cases(), [most]);
    }
}
