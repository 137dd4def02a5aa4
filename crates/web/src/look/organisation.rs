//! Bodies: the tree of those one may read, and one body with its names, superiors, terms and villages in time.

use askama::Template;
use askama::filters::HtmlSafe;

use super::form::{Choice, FormState};
use super::parts::{Link, Status};
use super::shell::Shell;

/// A body in the tree of a line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Node {
    /// Its page and its name.
    pub link: Link,
    /// The kind of body, in the reader's language.
    pub kind: String,
    /// Who heads it, post and name, one line each.
    pub heads: Vec<String>,
    /// The bodies under it in this line, in the order of their names.
    pub under: Vec<Node>,
}

/// The bodies of one line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// The line: `authority`, `party`, `front`.
    pub code: String,
    /// Those over which nobody stands here.
    pub roots: Vec<Node>,
}

/// A body that has ended.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EndedRow {
    /// Its page and its last name.
    pub link: Link,
    /// Its last day, dd/mm/yyyy.
    pub last: String,
    /// The bodies that took its place; none where it was dissolved.
    pub successors: Vec<Link>,
}

/// A form that finds bodies by a part of their name, where there are too many to show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Finder {
    /// The page that it asks for.
    pub action: String,
    /// What was looked for; may be empty.
    pub find: String,
    /// The body in whose scope they are.
    pub of: i64,
    /// How many are shown.
    pub shown: i64,
    /// Whether there are more.
    pub more: bool,
}

/// A [`Finder`] with the words of a language.
#[derive(Debug, Template)]
#[template(path = "parts/finder.html")]
pub struct FinderForm<'a> {
    shell: &'a Shell,
    finder: &'a Finder,
}

impl HtmlSafe for FinderForm<'_> {}

impl Finder {
    /// As a form of a page.
    pub fn form<'a>(&'a self, shell: &'a Shell) -> FinderForm<'a> {
        FinderForm { shell, finder: self }
    }
}

/// `GET /organisations`, and the answer to a wrong `POST /organisations`.
#[derive(Debug, Clone, Template)]
#[template(path = "organisations.html")]
pub struct Organisations {
    /// The frame.
    pub shell: Shell,
    /// How many bodies are in force.
    pub count: i64,
    /// The trees.
    pub lines: Vec<Line>,
    /// Bodies outside the program.
    pub outside: Vec<Node>,
    /// A page of the bodies in force by name, where they are too many for trees, or were looked for.
    pub listed: Vec<Node>,
    /// The address of the next page of them, where there is one.
    pub next: Option<String>,
    /// The address of the first page, where this is another one.
    pub first: Option<String>,
    /// What finds bodies by name, where there are too many for trees.
    pub finder: Option<Finder>,
    /// Bodies outside the program that are stationed in the places of the scope.
    pub stationed: Vec<Node>,
    /// Bodies that have ended, by name.
    pub ended: Vec<EndedRow>,
    /// The address of the next page of them, where there is one.
    pub ended_next: Option<String>,
    /// The form of a new body, where the reader may found one: `organisation` (the superior), `line`, `kind`, `name`,
    /// `outside`, `from_on`.
    pub form: FormState,
    /// Whether the reader may found a body.
    pub may_found: bool,
    /// The bodies one may choose as the superior.
    pub superiors: Vec<Choice>,
    /// The lines.
    pub line_choices: Vec<Choice>,
    /// The kinds.
    pub kinds: Vec<Choice>,
    /// The box that says that a body is outside the program.
    pub outside_choice: Vec<Choice>,
}

impl Organisations {
    /// A tree as nested lists.
    pub fn tree<'a>(&'a self, nodes: &'a [Node]) -> Tree<'a> {
        Tree::of(nodes)
    }
}

/// Bodies of one height with those under them.
#[derive(Debug, Template)]
#[template(path = "parts/bodies.html")]
pub struct Tree<'a> {
    nodes: &'a [Node],
}

impl<'a> Tree<'a> {
    fn of(nodes: &'a [Node]) -> Self {
        Self { nodes }
    }
}

impl HtmlSafe for Tree<'_> {}

/// A name of a body for a time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NameRow {
    /// The name.
    pub name: String,
    /// The first day, dd/mm/yyyy; empty where it is not known.
    pub from: String,
    /// The last day, dd/mm/yyyy; empty while it is in use.
    pub until: String,
    /// The paper it rests on; may be empty.
    pub basis: String,
}

/// A body under or over another one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Related {
    /// Its page and its name; an empty address where the reader may not open it.
    pub link: Link,
    /// The lines in which it is so, in the reader's language.
    pub lines: String,
}

/// A term of an official in a post.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TermRow {
    /// The term; the form posts to `/terms/{id}/end`.
    pub id: i64,
    /// The official.
    pub name: String,
    /// The post, in the reader's language.
    pub post: String,
    /// The first day, dd/mm/yyyy.
    pub from: String,
    /// The last day, dd/mm/yyyy; empty while it lasts.
    pub until: String,
}

/// What the form of an act of this page is called; its fields have ids that end in a dash and this word.
#[derive(Debug, Clone)]
pub struct Wrong {
    /// `rename`, `place`, `found`, `end`, `villages`, `schools`, `terms`, or `term-7`.
    pub form: String,
    /// What was typed and what is wrong with it.
    pub state: FormState,
}

/// `GET /organisations/{id}`, and the answer to a wrong form of that page.
#[derive(Debug, Clone, Template)]
#[template(path = "organisation.html")]
#[expect(clippy::struct_excessive_bools, reason = "each is a right or a fact of its own")]
pub struct Organisation {
    /// The frame.
    pub shell: Shell,
    /// The body.
    pub id: i64,
    /// Its name in force, or its last one.
    pub name: String,
    /// The kind, in the reader's language.
    pub kind: String,
    /// Its place.
    pub place: String,
    /// Outside the program, or ended; may be empty.
    pub states: Vec<Status>,
    /// The first day on which it is no more, dd/mm/yyyy; empty while it stands.
    pub last: String,
    /// The bodies that took its place.
    pub successors: Vec<Link>,
    /// Lists of what an ended body or term left, which wait for receivers.
    pub handovers: Vec<Link>,
    /// The version that the forms post.
    pub version: i64,
    /// Names in time, the latest first.
    pub names: Vec<NameRow>,
    /// What it stands under.
    pub superiors: Vec<Related>,
    /// What stands under it.
    pub inferiors: Vec<Related>,
    /// Bodies outside the program that are stationed in its place and stand under nobody of it.
    pub stationed: Vec<Related>,
    /// Terms in force.
    pub terms: Vec<TermRow>,
    /// Terms that have ended, the latest first.
    pub past_terms: Vec<TermRow>,
    /// The villages of its place, where it is a commune.
    pub villages: Vec<String>,
    /// Whether its place has villages at all.
    pub has_villages: bool,
    /// Whether it is the committee of a commune, which keeps its schools.
    pub keeps_schools: bool,
    /// Whether the reader may found bodies, add villages and enter terms here.
    pub may_found: bool,
    /// Whether the reader may rename, place and end it.
    pub may_change: bool,
    /// Whether the reader may settle who approves its replies.
    pub may_settle: bool,
    /// Whether who drafts a reply of it may approve it as well.
    pub own_approval: bool,
    /// Who settled that last, from when on and why; empty where nobody ever did.
    pub approval: String,
    /// The form that was wrong.
    pub wrong: Option<Wrong>,
    /// What the forms propose.
    pub proposed: FormState,
    /// What the forms of villages and schools propose: they are there as long as the body, while nobody says otherwise.
    pub proposed_villages: FormState,
    /// What the form of posts proposes: no day, since nobody came into a post on the day on which it is typed.
    pub proposed_terms: FormState,
    /// The posts.
    pub posts: Vec<Choice>,
    /// Officials who are known already.
    pub people: Vec<Choice>,
    /// The kinds of body.
    pub kinds: Vec<Choice>,
    /// The lines.
    pub lines: Vec<Choice>,
    /// The bodies one may place it under.
    pub bodies: Vec<Choice>,
    /// What finds them by name, where these are not all.
    pub place_finder: Option<Finder>,
    /// The bodies that may take its place.
    pub candidates: Vec<Choice>,
    /// What was looked for among them.
    pub find: String,
    /// The box that says that a body is outside the program.
    pub outside_choice: Vec<Choice>,
}

impl Organisation {
    /// The form of an act: the wrong one where it is this one, else the proposed one.
    pub fn form(&self, form: &str) -> &FormState {
        match &self.wrong {
            Some(wrong) if wrong.form == form => &wrong.state,
            _ if form == "villages" || form == "schools" => &self.proposed_villages,
            _ if form == "terms" => &self.proposed_terms,
            _ => &self.proposed,
        }
    }

    /// Whether a body was looked for among those one may place it under.
    pub fn looks_above(&self) -> bool {
        self.place_finder.as_ref().is_some_and(|finder| !finder.find.is_empty())
    }

    /// The same for the form that ends a term.
    pub fn term_form(&self, id: &i64) -> &FormState {
        self.form(&format!("term-{id}"))
    }

    /// Whether any act may be done here.
    pub fn may_act(&self) -> bool {
        self.last.is_empty() && (self.may_found || self.may_change)
    }
}
