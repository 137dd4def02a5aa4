//! Bodies: the trees of the lines, and founding one. A single body stands in `one`, what is done to it in `change`.

mod beginning;
mod change;
mod offered;
mod one;
mod taken;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use acts::organisation::Found;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::organisation::{KINDS, LINES};
use domain::permission::Act;
use domain::refusal::Refusal;
use store::grant::{Of, may};
use store::organisation::{self, Asked, LinkRow, OrganisationRow};
use store::{Read, Reader};

use crate::app::App;
use crate::lang::Lang;
use crate::look::form::{Choice, FormState};
use crate::look::organisation::{EndedRow, Finder, Line, Node, Organisations};
use crate::look::{Link, Nav, Shell};
use crate::page::{Halt, Reading, Sent, draw, file, frame, go, granted, halt, query, query_as, redraw};
use crate::session::{SignedIn, Visitor};

pub(crate) use beginning::beginning;
pub(crate) use change::{add_schools, add_village, begin_term, end, end_term, place, rename, settle_approval};
pub(crate) use offered::offered;
pub(crate) use one::{settled, show};

/// Bodies that have ended, of a page.
const ENDED: usize = 50;
/// Bodies that stand in trees as a whole; more of them are a list by name.
const IN_TREES: i64 = 200;
/// Bodies of a page of such a list.
const PAGE: usize = 100;

/// An answer of the type that handlers give.
type Answer = Result<Response, Halt>;

/// The address of a body's page.
pub(crate) fn href(id: i64) -> String {
    format!("/organisations/{id}")
}

/// The highest body to which the reader may do something, going up from their own.
pub(crate) async fn top(read: &mut Reader<'_>, visitor: &Visitor, act: Act) -> Result<i64, Halt> {
    let today = read.today();
    let (mut top, mut known) = (visitor.organisation, BTreeSet::from([visitor.organisation]));
    'up: loop {
        for (_, above) in organisation::superiors(read, top, today).await? {
            let of = Of::Organisation(above.id);
            if known.insert(above.id) && granted(read, visitor.by, act, of).await?.is_some() {
                top = above.id;
                continue 'up;
            }
        }
        return Ok(top);
    }
}

/// `GET /organisations`: of the body named by `of=`, else of the highest that the reader may read.
pub(crate) async fn list(State(app): State<Arc<App>>, SignedIn(visitor): SignedIn, uri: OriginalUri) -> Answer {
    if let Some(format) = file::wanted(&uri)? {
        let shell = frame(&app, &visitor, &uri, Nav::Organisations);
        let mut read = app.office.store().reader().await?;
        let scope = match query_as(&uri, "of") {
            Some(asked) => asked,
            None => top(&mut read, &visitor, Act::OrganisationRead).await?,
        };
        let right = may(&mut read, visitor.by, Act::OrganisationRead, Of::Organisation(scope)).await;
        let below = right.map_err(halt(shell.clone()))?.0.below;
        let find = query(&uri, "find").unwrap_or_default().trim().to_owned();
        let rows = taken::Taken { shell: shell.clone(), scope, below, find, after: None };
        return file::file(&app, &shell, format, read, rows).await;
    }
    Ok(draw(&page(&app, &visitor, &uri, None).await?))
}

async fn page(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    wrong: Option<(i64, FormState)>,
) -> Result<Organisations, Halt> {
    let shell = frame(app, visitor, uri, Nav::Organisations);
    let mut read = app.office.store().reader().await?;
    let today = read.today();
    let asked = wrong.as_ref().map(|wrong| wrong.0).or_else(|| query_as(uri, "of"));
    let scope = match asked {
        Some(asked) => asked,
        None => top(&mut read, visitor, Act::OrganisationRead).await?,
    };
    let of = Of::Organisation(scope);
    let right = may(&mut read, visitor.by, Act::OrganisationRead, of).await;
    // Whoever reads one body alone sees no other in the list.
    let below = right.map_err(halt(shell.clone()))?.0.below;
    let may_found = granted(&mut read, visitor.by, Act::OrganisationFound, of).await?.is_some();
    let find = query(uri, "find").unwrap_or_default().trim().to_owned();
    let all = Asked { below, ..Asked::in_force(scope, today, "") };
    let count = organisation::count(&mut read, &all).await?;
    let whole = count <= IN_TREES && find.is_empty();
    let (lasting, next) = if whole {
        let mut rows = organisation::under(&mut read, scope).await?;
        rows.retain(|row| row.to > today && (below || row.id == scope));
        (rows, None)
    } else {
        let asked = Asked { find: &find, ..all.clone() };
        let page = organisation::listed(&mut read, &asked, query_as(uri, "after"), PAGE).await?;
        let next = page.rows.last().filter(|_| page.more).map(|last| last.id);
        (page.rows, next)
    };
    let here = address(scope, &find);
    let ids: Vec<i64> = lasting.iter().map(|row| row.id).collect();
    let links = if whole { organisation::links(&mut read, scope, today).await? } else { Vec::new() };
    let mut heads: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for head in organisation::heads(&mut read, &ids, today).await? {
        let said = format!("{} {}", shell.of("post", &head.post), head.name);
        heads.entry(head.organisation).or_default().push(said);
    }
    let over = Asked { ended: true, find: &find, ..all };
    let over = organisation::listed(&mut read, &over, query_as(uri, "ended_after"), ENDED).await?;
    let ended_next =
        over.rows.last().filter(|_| over.more).map(|last| format!("{here}&ended_after={}#ended-bodies", last.id));
    let mut ended = Vec::new();
    for row in over.rows {
        let successors = organisation::successors(&mut read, row.id).await?;
        ended.push(EndedRow {
            link: Link::new(href(row.id), row.name),
            last: row.to.plus(-1).vn(),
            successors: successors.into_iter().map(|next| Link::new(href(next.body.id), next.body.name)).collect(),
        });
    }
    let tree = Trees { lang: shell.lang, bodies: &lasting, links: &links, heads: &heads };
    let form = wrong.map(|wrong| wrong.1).unwrap_or_default();
    let mut superiors: Vec<Choice> = lasting
        .iter()
        .filter(|body| !body.outside)
        .map(|body| Choice::new(body.id.to_string(), body.name.clone()))
        .collect();
    // The head of the scope is offered whatever was looked for.
    if !ids.contains(&scope)
        && let Some(body) = organisation::find(&mut read, scope).await?
    {
        superiors.insert(0, Choice::new(scope.to_string(), body.name));
    }
    let own = if ids.contains(&visitor.organisation) { visitor.organisation } else { scope };
    let (trees, stationed, outside, listed) = if whole {
        (tree.lines(), tree.stationed(), tree.outside(), Vec::new())
    } else {
        (
            Vec::new(),
            Vec::new(),
            Vec::new(),
            lasting.iter().map(|body| tree.node(body, &[], &mut BTreeSet::new())).collect(),
        )
    };
    let finder = (count > IN_TREES || !find.is_empty()).then(|| Finder {
        action: "/organisations".to_owned(),
        find: find.clone(),
        of: scope,
        shown: i64::try_from(ids.len()).unwrap_or_default(),
        more: next.is_some(),
    });
    Ok(Organisations {
        count,
        lines: trees,
        outside,
        stationed,
        listed,
        next: next.map(|last| format!("{here}&after={last}")),
        first: query(uri, "after").or_else(|| query(uri, "ended_after")).map(|_| here.clone()),
        finder,
        ended,
        ended_next,
        form: form.with("organisation", own.to_string()).with("from_on", today.vn()),
        may_found,
        superiors,
        line_choices: line_choices(&shell),
        kinds: kinds(&shell),
        outside_choice: outside_choice(&shell),
        shell,
    })
}

/// The list of a scope, of the bodies that a part of their name finds.
fn address(scope: i64, find: &str) -> String {
    format!("/organisations?of={scope}&find={}", encoded(find))
}

/// What was typed as a value of an address.
fn encoded(typed: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    typed.bytes().map(byte).collect()
}

/// The bodies of a list with what stands under what.
struct Trees<'a> {
    lang: Lang,
    bodies: &'a [OrganisationRow],
    links: &'a [LinkRow],
    heads: &'a BTreeMap<i64, Vec<String>>,
}

impl Trees<'_> {
    /// The trees of the lines, bodies outside the program left out. A body that stands in no line has the first one.
    fn lines(&self) -> Vec<Line> {
        let inside: Vec<&OrganisationRow> = self.bodies.iter().filter(|body| !body.outside).collect();
        let is_inside = |id: i64| inside.iter().any(|body| body.id == id);
        let within = |link: &&LinkRow| is_inside(link.organisation) && is_inside(link.superior);
        let known: BTreeSet<i64> =
            self.links.iter().filter(within).flat_map(|link| [link.organisation, link.superior]).collect();
        let line = |code: &'static str| {
            let own: Vec<&LinkRow> = self.links.iter().filter(within).filter(|link| link.line == code).collect();
            let is_root = |body: &&&OrganisationRow| {
                let over = own.iter().any(|link| link.superior == body.id);
                let alone = code == LINES[0] && !known.contains(&body.id);
                (over || alone) && !own.iter().any(|link| link.organisation == body.id)
            };
            let roots = inside.iter().filter(is_root).map(|body| self.node(body, &own, &mut BTreeSet::new()));
            Line { code: code.to_owned(), roots: roots.collect() }
        };
        LINES.map(line).into_iter().filter(|line| !line.roots.is_empty()).collect()
    }

    /// The bodies outside the program that are stationed in the places of the tree: they stand under nobody of it.
    fn stationed(&self) -> Vec<Node> {
        let outside = self.bodies.iter().filter(|body| body.outside);
        outside.map(|body| self.node(body, &[], &mut BTreeSet::new())).collect()
    }

    /// Bodies outside the program above those of the tree, with those under them.
    fn outside(&self) -> Vec<Node> {
        let mut nodes: Vec<Node> = Vec::new();
        // A body above those of the tree that is no part of it, such as the police of the province.
        let beyond = |link: &&LinkRow| !self.bodies.iter().any(|body| body.id == link.superior);
        for link in self.links.iter().filter(beyond) {
            let Some(under) = self.bodies.iter().find(|body| body.id == link.organisation) else { continue };
            let under = self.node(under, &[], &mut BTreeSet::new());
            match nodes.iter_mut().find(|node| node.link.href.is_empty() && node.link.text == link.name) {
                Some(node) => node.under.push(under),
                None => nodes.push(Node {
                    link: Link::new("", link.name.clone()),
                    kind: self.lang.of("body-kind", &link.kind),
                    heads: Vec::new(),
                    under: vec![under],
                }),
            }
        }
        nodes
    }

    fn node(&self, body: &OrganisationRow, links: &[&LinkRow], above: &mut BTreeSet<i64>) -> Node {
        // There is no circle in a line; should there be one, it is drawn once.
        let mut under = Vec::new();
        if above.insert(body.id) {
            for child in self.bodies {
                if links.iter().any(|link| link.superior == body.id && link.organisation == child.id) {
                    under.push(self.node(child, links, above));
                }
            }
            above.remove(&body.id);
        }
        Node {
            link: Link::new(href(body.id), body.name.clone()),
            kind: kind_beside(self.lang, &body.kind, &body.name),
            heads: self.heads.get(&body.id).cloned().unwrap_or_default(),
            under,
        }
    }
}

/// What a body is, where its name does not say so itself.
fn kind_beside(lang: Lang, kind: &str, name: &str) -> String {
    let said = lang.of("body-kind", kind);
    if kind == "outside" || name.contains(&said) { String::new() } else { said }
}

fn line_choices(shell: &Shell) -> Vec<Choice> {
    LINES.map(|line| Choice::new(line, shell.of("group", line))).into()
}

fn kinds(shell: &Shell) -> Vec<Choice> {
    KINDS.map(|kind| Choice::new(kind, shell.of("body-kind", kind))).into()
}

fn outside_choice(shell: &Shell) -> Vec<Choice> {
    vec![Choice::new("yes", shell.t("outside-choice"))]
}

/// `POST /organisations`: a body under the one named by `organisation`. From the page of that body (`at`) a wrong form goes
/// back there.
pub(crate) async fn found(mut sent: Sent) -> Answer {
    let superior = sent.body();
    let done = sent.act((Act::OrganisationFound, Of::Organisation(superior)), |form| typed(form, superior)).await;
    let refusal = match done {
        Ok(made) => return Ok(go(&format!("{}?said=founded", href(made.organisation)))),
        Err(stop) => sent.refused(Nav::Organisations, stop)?,
    };
    let Sent { app, visitor, uri, mut form, .. } = sent;
    refuse_as(&mut form, visitor.lang, &refusal);
    if form.value("at").is_empty() {
        return Ok(redraw(&refusal, &page(&app, &visitor, &uri, Some((superior, form))).await?));
    }
    let wrong = Some(("found".to_owned(), form));
    Ok(redraw(&refusal, &one::page(&app, &visitor, &uri, superior, wrong).await?))
}

fn typed(form: &mut Reading<'_>, superior: i64) -> Found {
    let name = form.words("body_name");
    let kind = form.one_of("body_kind", |typed| Some(typed.to_owned()), String::new());
    Found {
        superior,
        line: form.text("line"),
        kind,
        name,
        territory: None,
        outside: form.text("outside") == "yes",
        from: form.day("from_on"),
    }
}

/// What the acts call a field, and what the forms of these pages call it, because each has its own label. The first name
/// that the form has is taken.
const NAMES: [(&str, &[&str]); 5] = [
    ("name", &["body_name", "new_name", "village_name", "person"]),
    ("kind", &["body_kind"]),
    ("from", &["from_on"]),
    ("on", &["ended_on", "left_on"]),
    ("happened_on", &["from_on", "ended_on", "left_on"]),
];

/// Takes a refusal into a form at the field as the page calls it.
fn refuse_as(form: &mut FormState, lang: Lang, refusal: &Refusal) {
    let field = refusal.field().map(|field| {
        if form.values.contains_key(field) {
            return field;
        }
        let own = NAMES.iter().find(|(act, _)| *act == field).map_or(&[] as &[&str], |(_, own)| own);
        own.iter().copied().find(|name| form.values.contains_key(*name)).or(own.first().copied()).unwrap_or(field)
    });
    form.refuse(lang, refusal.code(), field, &refusal.facts());
}
