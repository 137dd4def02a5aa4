//! Bodies: the words for what they are, the lines in which one stands above another, posts, and the dated templates
//! from which the bodies of a place are made (`data/bodies.toml`).

use std::sync::LazyLock;

use serde::Deserialize;

use crate::day::Day;
use crate::territory::Level;

/// The line of authority: who instructs whom.
pub const AUTHORITY: &str = "authority";
/// The line of the Party.
pub const PARTY: &str = "party";
/// The line of the Front.
pub const FRONT: &str = "front";
/// The lines in which a body can stand under another; in each it has at most one superior.
pub const LINES: [&str; 3] = [AUTHORITY, PARTY, FRONT];

/// What a body can be.
pub const KINDS: [&str; 15] = [
    "party_committee",
    "party_office",
    "party_board",
    "party_check",
    "peoples_council",
    "peoples_committee",
    "office",
    "division",
    "service_centre",
    "front",
    "organisation",
    "military",
    "police",
    "school",
    "outside",
];

/// The posts an official can hold in a body, heads first.
pub const POSTS: [&str; 7] =
    ["secretary", "standing_deputy_secretary", "deputy_secretary", "chairman", "deputy", "head", "deputy_head"];

/// The posts of a body of that kind, its head's first.
pub fn posts_of(kind: &str) -> &'static [&'static str] {
    match kind {
        "party_committee" => &["secretary", "standing_deputy_secretary", "deputy_secretary"],
        "peoples_council" | "peoples_committee" | "front" | "organisation" => &["chairman", "deputy"],
        _ => &["head", "deputy_head"],
    }
}

/// The kind of the body over all bodies of a place.
pub const ROOT: &str = "party_committee";
/// The kind of the body for which the first account works when it signs in.
pub const COMMITTEE: &str = "peoples_committee";

/// The bodies that a place of one level has while the template is in force.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Its name in the data.
    pub id: String,
    /// The level of the places it is for.
    pub level: Level,
    /// First day.
    pub from: Day,
    /// The day after the last.
    #[serde(default = "open")]
    pub to: Day,
    /// The bodies; one that stands under another comes after it.
    #[serde(rename = "body")]
    pub bodies: Vec<TemplateBody>,
}

/// A body of a template.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateBody {
    /// Its name within the template.
    pub key: String,
    /// One of [`KINDS`].
    pub kind: String,
    /// Its name, with `{name}` for the place as it stands in a sentence, `{bare}` for it without its type, `{party}` for
    /// the name of the Party committee, `{above}` for the place above.
    pub name: String,
    /// The bodies it stands under, by line: line and key.
    #[serde(default)]
    pub under: Vec<(String, String)>,
    /// Outside the program: it has no accounts.
    #[serde(default)]
    pub outside: bool,
    /// A body of the place above, not of this one; left out where that is not known.
    #[serde(default)]
    pub above: bool,
    /// Only for units of these types; for all when empty.
    #[serde(default)]
    pub units: Vec<String>,
    /// First day, where it is later than the template's.
    #[serde(default = "floor")]
    pub from: Day,
    /// The day after the last, where it is earlier than the template's.
    #[serde(default = "open")]
    pub to: Day,
}

fn open() -> Day {
    Day::OPEN
}

fn floor() -> Day {
    Day::FLOOR
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Templates {
    template: Vec<Template>,
}

static TEMPLATES: LazyLock<Vec<Template>> = LazyLock::new(|| {
    let data: Result<Templates, _> = toml::from_str(include_str!("../../../data/bodies.toml"));
    data.expect("bodies.toml holds templates").template
});

/// All templates.
pub fn templates() -> &'static [Template] {
    &TEMPLATES
}

/// The template for a place of that level on a day.
pub fn template(level: Level, on: Day) -> Option<&'static Template> {
    templates().iter().find(|template| template.level == level && template.from <= on && on < template.to)
}

/// The place for which bodies are made.
#[derive(Clone, Copy, Debug)]
pub struct Of<'a> {
    /// The type of the unit in small letters, such as "xã".
    pub kind: &'a str,
    /// Its name without the type.
    pub bare: &'a str,
    /// The unit above it as it stands in a sentence, where it is known.
    pub above: Option<&'a str>,
}

/// A body as a template proposes it for a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// Its name within the template.
    pub key: &'static str,
    /// One of [`KINDS`].
    pub kind: &'static str,
    /// Its full name.
    pub name: String,
    /// The bodies it stands under: line and key. They come before it.
    pub under: Vec<(&'static str, &'static str)>,
    /// Outside the program.
    pub outside: bool,
    /// A body of the place above.
    pub above: bool,
}

impl Template {
    /// The bodies for one place on a day, the root first. A link to a body that is left out is left out as well.
    pub fn bodies_of(&'static self, of: Of<'_>, on: Day) -> Vec<Proposed> {
        let is_there = |body: &&TemplateBody| {
            (body.units.is_empty() || body.units.iter().any(|unit| unit == of.kind))
                && (body.from <= on && on < body.to)
                && (!body.above || of.above.is_some())
        };
        let bodies: Vec<&TemplateBody> = self.bodies.iter().filter(is_there).collect();
        let name = format!("{} {}", of.kind, of.bare);
        let filled = |text: &str, party: &str| {
            let text = text.replace("{party}", party).replace("{name}", &name).replace("{bare}", of.bare);
            text.replace("{above}", of.above.unwrap_or_default())
        };
        let party = bodies.iter().find(|body| body.kind == ROOT);
        let party = party.map(|body| filled(&body.name, "")).unwrap_or_default();
        let known = |key: &String| bodies.iter().any(|body| body.key == *key);
        let proposed = |body: &&'static TemplateBody| Proposed {
            key: &body.key,
            kind: &body.kind,
            name: filled(&body.name, &party),
            under: body.under.iter().filter(|(_, key)| known(key)).map(|(l, k)| (l.as_str(), k.as_str())).collect(),
            outside: body.outside,
            above: body.above,
        };
        bodies.iter().map(proposed).collect()
    }
}
