//! The board: twelve months by posts, with counters that open what they count.

use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use documents::print;
use domain::day::Day;
use domain::permission::Act;
use domain::plan::{Bounds, Conference, Fate, Forecast};
use store::grant::{Of, may};
use store::plan::board;
use store::{Read, Reader};

use super::fate::{mark, shape, spoken};
use super::heads::{Head, Item, heads};
use super::taken::Taken;
use super::{Answer, href, month};
use crate::app::App;
use crate::look::plan::{Attention, Count, HeadRow, ItemRow, Mark, Month, PlaceRows, Plans};
use crate::look::{Link, Nav, Shape, Shell, Status};
use crate::page::{Halt, draw, file, frame, granted, halt, query, query_as, short};
use crate::session::{SignedIn, Visitor};

/// Places of a page.
const PLACES: usize = 30;
/// Places that are said to need a word.
const WORDS: usize = 3;
/// Places named in a text that urges.
const URGED: usize = 40;

/// `GET /plans`: `of=` a body, `year=`, `show=` what a counter counts, `after=` the last place of the page before.
pub(crate) async fn board(State(app): State<Arc<App>>, SignedIn(visitor): SignedIn, uri: OriginalUri) -> Answer {
    let shell = frame(&app, &visitor, &uri, Nav::Plans);
    let mut read = app.office.store().reader().await?;
    let today = read.today();
    let scope = match query_as(&uri, "of") {
        Some(scope) => scope,
        None => crate::organisation::top(&mut read, &visitor, Act::PlanRead).await?,
    };
    let right = may(&mut read, visitor.by, Act::PlanRead, Of::Organisation(scope)).await;
    let (grant, _) = right.map_err(halt(shell.clone()))?;
    let number = query_as(&uri, "year").filter(|year| (1900..=2999).contains(year)).unwrap_or(today.year());
    let book = app.office.store().rulebook().await?;
    let year = board::year(&mut read, &grant, number).await?;
    let heads = heads(&year, number, &book, today);
    let may_draft = drafts(&mut read, &visitor, &heads).await?;
    if let Some(format) = file::wanted(&uri)? {
        let rows = Taken::new(&shell, number, &heads);
        return file::file(&app, &shell, format, read, rows).await;
    }
    let show = query(&uri, "show").unwrap_or_default();
    let base = format!("/plans?of={scope}&year={number}");
    let view = View { shell: &shell, today, number, base: &base, show: &show, may_draft: &may_draft };
    let opened = view.opened(&heads, &show);
    let shown: Vec<&Head<'_>> = heads.iter().filter(|head| stays(head, &show)).collect();
    let after: Option<i64> = query_as(&uri, "after");
    let (mut places, next) = view.places(&shown, after);
    let notes = numbered(&mut places);
    let below = |head: &Head<'_>| head.body.id != visitor.organisation;
    let behind: Vec<(&Head<'_>, Attention)> =
        heads.iter().filter_map(|head| Some((head, view.attention(head)?))).collect();
    let urged: Vec<String> = behind
        .iter()
        .filter(|(head, _)| below(head))
        .map(|(_, attention)| format!("- {}: {}", attention.who, attention.why))
        .take(URGED)
        .collect();
    let urge = if grant.below && !urged.is_empty() {
        format!("{}\n{}", shell.ta("plan-urge-begin", &[("year", &number.to_string())]), urged.join("\n"))
    } else {
        String::new()
    };
    let territories = heads.iter().map(|head| head.body.territory).collect::<std::collections::BTreeSet<_>>().len();
    // From last year back while anything stands there, and nothing is planned beyond the next one.
    let beside = |year: i16| Link::new(format!("/plans?of={scope}&year={year}"), year.to_string());
    let earlier =
        (number >= today.year() || board::reaches_back(&mut read, &grant, number).await?).then(|| beside(number - 1));
    let later = (number <= today.year()).then(|| beside(number + 1));
    Ok(draw(&Plans {
        year: number.to_string(),
        eyebrow: shell.ta("plan-eyebrow", &[("places", &territories), ("heads", &heads.len()), ("day", &today.vn())]),
        earlier,
        later,
        counts: view.counts(&heads),
        rules: view.rules(&heads),
        now: if today.year() == number { i64::from(today.month()) } else { 0 },
        places,
        notes,
        opened,
        all: if show.is_empty() { String::new() } else { base.clone() },
        attention: behind.into_iter().map(|(_, attention)| attention).take(WORDS).collect(),
        urge,
        next,
        draft: may_draft.first().map(|own| format!("/plans/new?of={own}&year={number}")),
        shell: shell.clone(),
    }))
}

/// The bodies of the board for which the reader may change plans.
async fn drafts(read: &mut Reader<'_>, visitor: &Visitor, heads: &[Head<'_>]) -> Result<Vec<i64>, Halt> {
    // Plans are changed for one's own body alone, so no other has to be asked about.
    let own = visitor.organisation;
    let listed = heads.iter().any(|head| head.body.id == own && head.body.to == Day::OPEN);
    let may = listed && granted(read, visitor.by, Act::PlanChange, Of::Organisation(own)).await?.is_some();
    Ok(if may { vec![own] } else { Vec::new() })
}

/// The notes of the marks of a board, each under the number that its mark then bears.
fn numbered(places: &mut [PlaceRows]) -> Vec<String> {
    let heads = places.iter_mut().flat_map(|place| &mut place.heads);
    let marks = heads.flat_map(|head| &mut head.months).flat_map(|month| &mut month.marks);
    let mut notes = Vec::new();
    for mark in marks.filter(|mark| !mark.note.is_empty()) {
        let number = format!("({})", notes.len() + 1);
        notes.push(format!("{number} {}", std::mem::replace(&mut mark.note, number.clone())));
    }
    notes
}

/// What the rows of a board are made with.
struct View<'a> {
    shell: &'a Shell,
    today: Day,
    number: i16,
    base: &'a str,
    /// What a counter that was opened counts, or empty.
    show: &'a str,
    may_draft: &'a [i64],
}

/// What the counters count, by the word in `show=`.
fn counted(show: &str, fate: Fate) -> bool {
    match show {
        "held" => fate.is_held(),
        "late" => fate.is_late(),
        "missed" => matches!(fate, Fate::Missed(_)),
        "off" => matches!(fate, Fate::PutOff(_) | Fate::CalledOff),
        "added" => matches!(fate, Fate::Added(_)),
        _ => false,
    }
}

const ITEMS: [(&str, Shape); 5] = [
    ("held", Shape::Done),
    ("late", Shape::Soon),
    ("missed", Shape::Over),
    ("off", Shape::Void),
    ("added", Shape::Flag),
];

/// Whether a post stands on the board while something is shown.
fn stays(head: &Head<'_>, show: &str) -> bool {
    match show {
        "without" => !head.is_issued() && head.has_duty(),
        "lacking" => matches!(head.forecast(), Forecast::MayLack(_) | Forecast::Lacks(_) | Forecast::Excused(_)),
        "conference" => head.conference.is_some_and(|conference| conference.stands != Conference::Held),
        _ => ITEMS.iter().all(|(own, _)| *own != show),
    }
}

impl View<'_> {
    fn who(&self, head: &Head<'_>) -> String {
        format!("{}, {}", self.shell.of("post", head.post), head.body.name)
    }

    fn counts(&self, heads: &[Head<'_>]) -> Vec<Count> {
        let planned: i64 = heads.iter().map(|head| head.tally.planned).sum();
        let count = |show: &str, number: String, shape| {
            let href = format!("{}&show={show}", self.base);
            Count { number, link: Link::new(href, self.counted_as(heads, show)), shape }
        };
        let mut counts = Vec::new();
        for (show, shape) in ITEMS {
            let items = heads.iter().flat_map(|head| &head.items).filter(|item| counted(show, item.fate)).count();
            let items = i64::try_from(items).unwrap_or(i64::MAX);
            match show {
                "held" => counts.push(count(show, print::plain_fraction(items, planned), shape)),
                "late" if items == 0 => {}
                _ => counts.push(count(show, items.to_string(), if items > 0 { shape } else { Shape::Todo })),
            }
        }
        let without = heads.iter().filter(|head| stays(head, "without")).count();
        let late = heads.iter().any(|head| stays(head, "without") && head.is_late());
        counts.push(count("without", without.to_string(), if late { Shape::Over } else { Shape::Todo }));
        if heads.iter().any(|head| head.bounds.quota.is_some()) {
            let lacking = heads.iter().filter(|head| stays(head, "lacking")).count();
            let over = heads.iter().any(|head| matches!(head.forecast(), Forecast::Lacks(_)));
            counts.push(count("lacking", lacking.to_string(), if over { Shape::Over } else { Shape::Soon }));
        }
        if heads.iter().any(|head| head.conference.is_some()) {
            let open = heads.iter().filter(|head| stays(head, "conference")).count();
            let missed = |head: &Head<'_>| head.conference.is_some_and(|own| own.stands == Conference::Missed);
            let over = heads.iter().any(missed);
            counts.push(count("conference", open.to_string(), if over { Shape::Over } else { Shape::Todo }));
        }
        counts
    }

    /// What a counter counts, in words: those under way are said to be so.
    fn counted_as(&self, heads: &[Head<'_>], show: &str) -> String {
        let items = heads.iter().flat_map(|head| &head.items);
        let open = items.filter(|item| counted(show, item.fate) && item.fate.is_under_way()).count();
        let words = self.shell.of("plan-count", show);
        if open == 0 { words } else { self.shell.ta("plan-count-with-open", &[("words", &words), ("count", &open)]) }
    }

    fn opened(&self, heads: &[Head<'_>], show: &str) -> Option<(String, Vec<ItemRow>)> {
        ITEMS.iter().find(|(own, _)| *own == show)?;
        let rows = heads.iter().flat_map(|head| {
            let items = head.items.iter().filter(|item| counted(show, item.fate));
            items.map(|item| self.item(head, item)).collect::<Vec<_>>()
        });
        Some((self.counted_as(heads, show), rows.collect()))
    }

    fn item(&self, head: &Head<'_>, item: &Item<'_>) -> ItemRow {
        let shell = self.shell;
        let mark = mark(self.shell, item);
        let topic = match (item.planned, item.talk) {
            (Some(planned), _) => planned.topic.clone(),
            (None, talk) => talk.and_then(|talk| talk.title.clone()),
        };
        let when = match item.talk.map(|talk| talk.held_on.unwrap_or(talk.first_on)) {
            Some(on) => on.vn(),
            None => month(shell, item.month),
        };
        let excuse = item.planned.and_then(|row| row.excuse.as_deref());
        ItemRow {
            who: self.who(head),
            when,
            link: Link::new(mark.href, short(&topic.unwrap_or_default(), 90)),
            status: Status::new(shape(item.fate), mark.spoken),
            reason: item.planned.and_then(|row| row.reason.clone()).unwrap_or_default(),
            excuse: excuse.map(|excuse| shell.of("excuse", excuse)).unwrap_or_default(),
        }
    }

    fn rules(&self, heads: &[Head<'_>]) -> String {
        let dated = |head: &&Head<'_>| head.bounds.plan_by.or(head.bounds.done_by).is_some();
        let bound = heads.iter().find(dated).map(|head| head.bounds).unwrap_or_default();
        let conference = heads.iter().find_map(|head| head.bounds.conference);
        super::bounds(self.shell, &Bounds { conference, ..bound }).join(" ")
    }

    /// The places after one, and the page that follows.
    fn places(&self, heads: &[&Head<'_>], after: Option<i64>) -> (Vec<PlaceRows>, Option<String>) {
        let mut groups: Vec<(i64, PlaceRows)> = Vec::new();
        for head in heads {
            let row = self.head(head);
            match groups.last_mut() {
                Some((place, group)) if *place == head.body.territory => group.heads.push(row),
                _ => {
                    let group = PlaceRows { place: head.body.place.clone(), heads: vec![row] };
                    groups.push((head.body.territory, group));
                }
            }
        }
        let begin = after.and_then(|after| groups.iter().position(|(place, _)| *place == after)).map_or(0, |at| at + 1);
        let rest = groups.split_off(begin.min(groups.len()));
        let more = rest.len() > PLACES;
        let shown: Vec<(i64, PlaceRows)> = rest.into_iter().take(PLACES).collect();
        let show = if self.show.is_empty() { String::new() } else { format!("&show={}", self.show) };
        let next = shown.last().filter(|_| more).map(|(place, _)| format!("{}{show}&after={place}", self.base));
        (shown.into_iter().map(|(_, group)| group).collect(), next)
    }

    fn head(&self, head: &Head<'_>) -> HeadRow {
        let shell = self.shell;
        let mut months: Vec<Month> = (1..=12)
            .map(|number: i8| Month {
                now: self.today.year() == self.number && self.today.month() == number,
                limit: head.bounds.done_by.is_some_and(|by| by.month() == number),
                marks: Vec::new(),
            })
            .collect();
        for item in &head.items {
            let at = usize::try_from(item.month - 1).ok().and_then(|at| months.get_mut(at));
            if let Some(month) = at {
                month.marks.push(Mark { note: self.note(head, item), ..mark(self.shell, item) });
            }
        }
        let tally = head.tally;
        let of_plan = if head.is_issued() {
            print::fraction(head.held(), tally.planned)
        } else {
            format!("{}/–", print::count(head.held()))
        };
        let mut beside = Vec::new();
        beside.extend(tally.adjusted_to().map(|adjusted| shell.ta("plan-adjusted", &[("count", &adjusted)])));
        let under_way = head.items.iter().filter(|item| item.fate.is_under_way()).count();
        if under_way > 0 {
            beside.push(shell.ta("plan-under-way", &[("count", &under_way)]));
        }
        if head.added() > 0 {
            beside.push(shell.ta("plan-beside", &[("count", &head.added())]));
        }
        let may_draft = head.plan.is_none() && self.may_draft.contains(&head.body.id);
        HeadRow {
            post: shell.of("post", head.post),
            body: head.body.name.clone(),
            plan: match head.plan {
                Some(plan) => Link::new(href(plan.id), self.plan_words(head, plan.issued_on, &plan.state)),
                None => Link::new("", shell.t("plan-none")),
            },
            plan_over: head.is_late(),
            draft: if may_draft {
                format!("/plans/new?of={}&post={}&year={}", head.body.id, head.post, self.number)
            } else {
                String::new()
            },
            months,
            held: of_plan,
            beside: beside.join("; "),
            forecast: self.forecast(head),
            conference: self.conference(head),
            no_rule: if head.has_duty() { shell.t("plan-no-rule") } else { String::new() },
        }
    }

    /// Why one was put off or called off, as it stands below the board on paper; empty where it was not.
    fn note(&self, head: &Head<'_>, item: &Item<'_>) -> String {
        let off = matches!(item.fate, Fate::PutOff(_) | Fate::CalledOff);
        let Some(row) = item.planned.filter(|_| off) else { return String::new() };
        let Some(reason) = row.reason.as_deref() else { return String::new() };
        let shell = self.shell;
        let excuse = row.excuse.as_deref().map(|excuse| shell.of("excuse", excuse)).unwrap_or_default();
        let what = format!("{}, {}", month(shell, i64::from(row.planned_on.month())), spoken(shell, item));
        let of = self.who(head);
        shell.ta("plan-note", &[("of", &of), ("what", &what), ("reason", &reason), ("excuse", &excuse)])
    }

    fn plan_words(&self, head: &Head<'_>, issued_on: Option<Day>, state: &str) -> String {
        let Some(on) = issued_on else { return self.shell.of("plan-state", state) };
        let day = on.vn();
        let key = if head.is_late() { "plan-issued-late" } else { "plan-issued" };
        self.shell.ta(key, &[("day", &day)])
    }

    fn forecast(&self, head: &Head<'_>) -> Option<Status> {
        let shell = self.shell;
        let quota = head.bounds.quota.map_or(0, |(quota, _)| quota);
        Some(match head.forecast() {
            Forecast::NoRule => return None,
            Forecast::Done(0) => Status::new(Shape::Done, shell.ta("plan-done", &[("count", &quota)])),
            Forecast::Done(more) => Status::new(Shape::Done, shell.ta("plan-done-more", &[("more", &more)])),
            Forecast::Enough => Status::new(Shape::Done, shell.ta("plan-enough", &[("count", &quota)])),
            Forecast::MayLack(count) => Status::new(Shape::Soon, shell.ta("plan-may-lack", &[("count", &count)])),
            Forecast::Lacks(count) => Status::new(Shape::Over, shell.ta("plan-lacks", &[("count", &count)])),
            Forecast::Excused(count) => {
                Status::new(Shape::Undone, shell.ta("plan-lacks-excused", &[("count", &count)]))
            }
        })
    }

    /// How the commune's conference stands, where it is a duty of the body.
    fn conference(&self, head: &Head<'_>) -> Option<Status> {
        let own = head.conference?;
        let shape = match own.stands {
            Conference::Held => Shape::Done,
            Conference::Announced => Shape::Doing,
            Conference::Open => Shape::Todo,
            Conference::Missed => Shape::Over,
        };
        let fraction = print::plain_fraction(own.held, own.quota);
        Some(Status::new(shape, self.shell.ta("plan-conference", &[("fraction", &fraction)])))
    }

    /// Why a post needs a word today.
    fn attention(&self, head: &Head<'_>) -> Option<Attention> {
        let shell = self.shell;
        let who = self.who(head);
        let plan = head.plan.map(|plan| href(plan.id));
        if let Some(by) = head.bounds.plan_by.filter(|_| !head.is_issued() && head.is_late()) {
            let why = shell.ta("plan-word-without", &[("day", &by.vn())]);
            let link = Link::new(plan.unwrap_or_default(), shell.t("plan-word-open"));
            return Some(Attention { who, why, link });
        }
        let missed = head.items.iter().filter(|item| matches!(item.fate, Fate::Missed(_))).count();
        if missed > 0 {
            let why = shell.ta("plan-word-missed", &[("count", &missed)]);
            return Some(Attention { who, why, link: Link::new(plan?, shell.t("plan-word-reason")) });
        }
        let open = head.items.iter().filter(|item| {
            let excuse = item.planned.and_then(|row| row.excuse.as_deref());
            matches!(item.fate, Fate::PutOff(_) | Fate::CalledOff) && matches!(excuse, Some("stated" | "questioned"))
        });
        let open = open.count();
        if open > 0 {
            let why = shell.ta("plan-word-excuse", &[("count", &open)]);
            return Some(Attention { who, why, link: Link::new(plan?, shell.t("plan-word-excuse-open")) });
        }
        match head.forecast() {
            Forecast::MayLack(count) | Forecast::Lacks(count) => {
                let why = shell.ta("plan-word-lacking", &[("count", &count)]);
                Some(Attention { who, why, link: Link::new(plan?, shell.t("plan-word-open")) })
            }
            _ => None,
        }
    }
}
