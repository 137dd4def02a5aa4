//! Who issues a paper: from a kind of body, its name and its place to the head of its papers, its sign in a number, and how
//! its officials sign. Data in `data/issuers.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::{Authority, Issuer, Signature};
use crate::profile::System;
use crate::typed::Text;
use crate::words::fill;

/// A body as its papers name it, on the day of the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Body<'a> {
    /// Its kind, one of [`domain::organisation::KINDS`].
    pub kind: &'a str,
    /// The level of its place.
    pub level: &'a str,
    /// Its name.
    pub name: &'a str,
    /// The name of its place, with its type.
    pub place: &'a str,
}

/// What the head of a paper takes from the body that issues it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The body, and what stands above it.
    pub issuer: Issuer,
    /// Its sign in a number.
    pub sign: String,
    /// Where it issues its papers: its place without the type.
    pub place: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Above {
    #[default]
    Nothing,
    Name,
    Area,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    #[serde(rename = "kind")]
    word: String,
    system: System,
    #[serde(default)]
    breaks: String,
    #[serde(default)]
    superior: Above,
    sign: BTreeMap<String, String>,
    #[serde(default)]
    after: bool,
    collective: Option<String>,
    #[serde(default)]
    second: String,
    #[serde(default)]
    posts: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    types: Vec<String>,
    short: Vec<(String, String)>,
    short_above: Vec<(String, String)>,
    party_area: String,
    posts: BTreeMap<String, String>,
    issuer: Vec<Kind>,
}

fn file() -> &'static File {
    static FILE: LazyLock<File> = LazyLock::new(|| {
        toml::from_str(include_str!("../data/issuers.toml")).expect("the issuers are read by every test of theirs")
    });
    &FILE
}

/// What is known of a kind of body. One that the data do not know issues as a body outside.
fn known(kind: &str) -> &'static Kind {
    let kinds = &file().issuer;
    kinds.iter().find(|known| known.word == kind).or(kinds.last()).expect("the last kind is that of bodies outside")
}

/// The system to which papers of that kind of body belong: it alone decides the head.
pub fn system(kind: &str) -> System {
    known(kind).system
}

/// Whether the body over one of that kind stands above it on paper by the line of the Party, the Front or the authority.
pub fn line(kind: &str) -> &'static str {
    match system(kind) {
        System::Party => domain::organisation::PARTY,
        System::Front => domain::organisation::FRONT,
        System::State => domain::organisation::AUTHORITY,
    }
}

/// The head of the papers of a body; `superior` is the one right over it in the line of [`line()`].
pub fn head(body: Body<'_>, superior: Option<Body<'_>>) -> Head {
    let kind = known(body.kind);
    let mut name = shortened(body.name, &file().short);
    if let Some(rest) = name.strip_prefix(&kind.breaks).filter(|_| !kind.breaks.is_empty()) {
        name = format!("{}\n{}", kind.breaks, rest.trim_start());
    }
    if !kind.second.is_empty() {
        name = format!("{name}\n{}", kind.second);
    }
    let above = superior.and_then(|over| match kind.superior {
        Above::Nothing => None,
        Above::Name => Some(shortened(&shortened(over.name, &file().short), &file().short_above)),
        Above::Area => Some(fill(&file().party_area, &[("place", &in_sentence(over.place))])),
    });
    let mut sign = signed(body, kind);
    if let Some(over) = superior.filter(|_| kind.after) {
        sign.push_str(&signed(over, known(over.kind)));
    }
    Head {
        issuer: Issuer { system: kind.system, superior: above.map(Text::from), name: Text::from(name) },
        sign,
        place: bare(body.place).to_owned(),
    }
}

/// The name by which a sentence of a paper calls a body.
pub fn in_words(name: &str) -> String {
    shortened(name, &file().short)
}

/// The words of a post in a body of that kind; the post's own word where nothing is known of it.
pub fn post(kind: &str, post: &str) -> String {
    let words = known(kind).posts.get(post).or_else(|| file().posts.get(post));
    words.cloned().unwrap_or_else(|| post.to_owned())
}

/// The words of a post with the name of its body: that of a division begins with a word that the post ends with.
pub fn post_of(kind: &str, held: &str, body: &str) -> String {
    let (words, body) = (post(kind, held), in_words(body));
    let ends = words.rsplit(' ').take(2).collect::<Vec<_>>();
    for many in [2, 1] {
        let tail = ends.iter().take(many).rev().copied().collect::<Vec<_>>().join(" ");
        if ends.len() >= many && body.to_lowercase().starts_with(&tail.to_lowercase()) && words.len() > tail.len() {
            return format!("{}{body}", &words[..words.len() - tail.len()]);
        }
    }
    format!("{words} {body}")
}

/// How the holder of a post signs a paper of a body: on behalf of one that decides together, for its head as a deputy.
pub fn signature(body: Body<'_>, held: &str, name: Option<&str>) -> Signature {
    let kind = known(body.kind);
    let is_deputy = held.contains("deputy");
    let first = domain::organisation::posts_of(body.kind).first().copied().unwrap_or(held);
    let over = || Text::from(post(body.kind, first));
    let collective = kind.collective.as_ref().map(|words| {
        Text::from(if words.is_empty() { without_place(body.name, body.place).to_owned() } else { words.clone() })
    });
    let authority = match collective {
        Some(of) if is_deputy && kind.system != System::Party => Authority::OnBehalfAsDeputy { body: of, head: over() },
        Some(of) => Authority::OnBehalf(of),
        None if is_deputy => Authority::Deputy(over()),
        None => Authority::Own,
    };
    Signature { authority, post: Text::from(post(body.kind, held)), name: name.map(Text::from) }
}

fn shortened(name: &str, pairs: &[(String, String)]) -> String {
    pairs.iter().fold(name.to_owned(), |name, (whole, short)| name.replace(whole.as_str(), short))
}

fn signed(body: Body<'_>, kind: &Kind) -> String {
    let sign = kind.sign.get(body.level).or_else(|| kind.sign.get("any")).or_else(|| kind.sign.values().next());
    match sign.map(String::as_str) {
        Some("initials") => without_place(body.name, body.place)
            .split(|c: char| !c.is_alphanumeric())
            .filter_map(|word| word.chars().next())
            .flat_map(char::to_uppercase)
            .collect(),
        Some(sign) => sign.to_owned(),
        None => String::new(),
    }
}

/// The name of a place without its type.
fn bare(place: &str) -> &str {
    let types = file().types.iter();
    types.filter_map(|kind| place.strip_prefix(kind.as_str())).map(str::trim_start).next().unwrap_or(place)
}

/// The name of a place within a sentence: its type in small letters.
fn in_sentence(place: &str) -> String {
    let bare = bare(place);
    let kind = place[..place.len() - bare.len()].to_lowercase();
    format!("{kind}{bare}")
}

/// The name of a body without that of its place at the end.
fn without_place<'a>(name: &'a str, place: &str) -> &'a str {
    let whole = in_sentence(place);
    let without = name.strip_suffix(&whole).or_else(|| name.strip_suffix(bare(place)));
    without.map_or(name, |rest| rest.trim_end_matches([' ', '-']))
}

#[cfg(test)]
mod tests {
    use super::{Body, head, known, line, post, post_of, signature, system};
    use crate::model::Authority;
    use crate::profile::System;

    const COMMITTEE: Body<'_> =
        Body {
            kind: "peoples_committee", level: "commune", name: "Ủy ban nhân dân xã Bến Sen", place: "Xã Bến Sen"
        };
    const PARTY: Body<'_> =
        Body { kind: "party_committee", level: "commune", name: "Đảng ủy xã Bến Sen", place: "Xã Bến Sen" };

    #[test]
    fn every_kind_of_body_is_known() {
        for kind in domain::organisation::KINDS {
            assert_eq!(known(kind).word, kind);
            assert!(!known(kind).sign.is_empty(), "{kind}");
            for held in domain::organisation::posts_of(kind) {
                assert_ne!(post(kind, held), *held, "{kind}");
            }
        }
        assert_eq!((system("front"), line("party_board")), (System::Front, domain::organisation::PARTY));
    }

    #[test]
    fn a_peoples_committee_has_nothing_above_it_and_its_divisions_have_it() {
        let of = head(COMMITTEE, Some(PARTY));
        assert_eq!((of.issuer.superior, of.issuer.name.as_str()), (None, "Ủy ban nhân dân\nxã Bến Sen"));
        assert_eq!((of.sign.as_str(), of.place.as_str()), ("UBND", "Bến Sen"));
        let division =
            Body { kind: "division", level: "commune", name: "Phòng Kinh tế xã Bến Sen", place: "Xã Bến Sen" };
        let of = head(division, Some(COMMITTEE));
        assert_eq!(of.issuer.superior.expect("its committee").as_str(), "UBND xã Bến Sen");
        assert_eq!(of.sign, "PKT");
    }

    #[test]
    fn a_party_committee_stands_under_the_area_above_it() {
        let over = Body { level: "province", name: "Tỉnh ủy Sen Hồ", place: "Tỉnh Sen Hồ", ..PARTY };
        let of = head(PARTY, Some(over));
        assert_eq!(of.issuer.superior.expect("the province").as_str(), "Đảng bộ tỉnh Sen Hồ");
        assert_eq!(of.sign, "ĐU");
        let office = Body { kind: "party_office", name: "Văn phòng Tỉnh ủy Sen Hồ", ..over };
        assert_eq!(head(office, Some(over)).sign, "VPTU");
    }

    #[test]
    fn a_post_and_its_body_say_no_word_twice() {
        assert_eq!(post_of("division", "head", "Phòng Kinh tế xã Bến Sen"), "Trưởng Phòng Kinh tế xã Bến Sen");
        assert_eq!(post_of("office", "head", "Văn phòng Đảng ủy"), "Chánh Văn phòng Đảng ủy");
        assert_eq!(post_of("peoples_committee", "chairman", COMMITTEE.name), "Chủ tịch Ủy ban nhân dân xã Bến Sen");
    }

    #[test]
    fn a_deputy_signs_for_the_head_and_in_the_party_on_behalf_of_the_committee() {
        let of = |body, held| signature(body, held, Some("Trần Văn Mẫu")).authority;
        let committee = || "Ủy ban nhân dân".into();
        assert_eq!(of(COMMITTEE, "chairman"), Authority::OnBehalf(committee()));
        assert_eq!(of(COMMITTEE, "deputy"), Authority::OnBehalfAsDeputy { body: committee(), head: "Chủ tịch".into() });
        assert_eq!(of(PARTY, "deputy_secretary"), Authority::OnBehalf("Đảng ủy".into()));
        let division = Body { kind: "division", name: "Phòng Kinh tế", ..COMMITTEE };
        assert_eq!(of(division, "deputy_head"), Authority::Deputy("Trưởng phòng".into()));
        assert_eq!(of(division, "head"), Authority::Own);
    }
}
