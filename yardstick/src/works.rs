//! What is asked of a large archive: pages whose addresses are drawn from what stands in it, so that words come as often as
//! people say them.

use crate::Done;
use crate::base::Base;
use crate::wire::Visitor;

/// A page, asked for with other addresses in turn.
pub struct Work {
    pub name: &'static str,
    /// Who asks: 0 the clerk of a commune, 1 the one of the province.
    pub who: usize,
    pub paths: Vec<String>,
}

/// Addresses of a work, where there are so many.
const DRAWN: u64 = 300;
/// The page of a list that is neither the first nor deep.
const TENTH: usize = 9;
/// What everything is drawn from.
const SEED: u64 = 20_260_701;

/// Numbers that only look like chance.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n.max(1)
    }

    fn one<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let at = self.below(list.len() as u64);
        list.get(usize::try_from(at).ok()?)
    }
}

/// Everything that is asked.
pub fn works(base: &Base, clerk: &str, visitors: &[Visitor; 2]) -> Done<Vec<Work>> {
    let mut chance = Chance(SEED);
    let mut works = Vec::new();
    for (who, login) in [(0, clerk), (1, "mo.phong")] {
        let body = base.one(&format!(
            "SELECT m.organisation_id FROM accounts a JOIN memberships m ON m.account_id = a.id
             JOIN organisation_scope s ON s.ancestor_id = m.organisation_id
             WHERE a.login = '{login}' AND m.role = 'clerk'
             GROUP BY m.organisation_id ORDER BY count(*) DESC, m.organisation_id LIMIT 1"
        ))?;
        let of = |rest: &str| format!("/cases?of={body}{rest}");
        let fixed = |name, path| Work { name, who, paths: vec![path] };
        works.push(fixed("today", "/".to_owned()));
        let overdue = of("&outcome=in_progress.overdue&from=");
        works.push(fixed("list of the year", of("")));
        works.push(fixed("list, overdue", overdue.clone()));
        for (name, first) in [("list of the year, 10th", of("")), ("list, overdue, 10th", overdue.clone())] {
            works.push(fixed(name, further(&visitors[who], first)?));
        }
        let middle = base.rows(
            "SELECT raised_on, id FROM cases ORDER BY raised_on LIMIT 1 OFFSET (SELECT count(*) / 10 FROM cases)",
        )?;
        let key = middle.first().map(|row| format!("&after={}.{}", row[0], row[1])).unwrap_or_default();
        works.push(fixed("list, overdue, deep", format!("{overdue}{key}")));
        works.push(fixed("list of what it answers for", of("&part=borne")));
        works.push(fixed("list of what it answers for, deep", format!("{}{key}", of("&part=borne&state=all"))));
        let cases = drawn(base, &mut chance, &body)?;
        works.push(Work {
            name: "case page",
            who,
            paths: cases.iter().map(|case| format!("/cases/{}", case.0)).collect(),
        });
        works.push(fixed("case page, longest history", longest(base, &body)?));
        let mut search = |name, folded: bool, words: u64| {
            let mut paths = Vec::new();
            for case in &cases {
                let text = if folded { &case.1 } else { &case.2 };
                if let Some(phrase) = phrase(&mut chance, text, words) {
                    paths.push(format!("/search?of={body}&q={phrase}"));
                }
            }
            works.push(Work { name, who, paths });
        };
        search("search, one word", true, 1);
        search("search, with marks", false, 3);
        search("search, without marks", true, 3);
        let mut spans = Vec::new();
        for _ in 0..DRAWN {
            let from = (2025 * 12 + 7 + chance.below(9), chance.below(28) + 1);
            let to = (from.0 + 1 + chance.below(2), chance.below(28) + 1);
            let day = |(month, day): (u64, u64)| format!("{}-{:02}-{day:02}", month / 12, month % 12 + 1);
            let (from, to) = (day(from), day(to));
            spans.push(format!("/figures?of={body}&from={from}&to={to}&state_on={to}"));
        }
        works.push(Work { name: "figures of one or two months", who, paths: spans });
        let all = ["2026-06-30", "2026-05-31", "2026-03-31"]
            .map(|on| format!("/figures?of={body}&from=2025-07-01&to={on}&state_on={on}"));
        works.push(Work { name: "figures of all", who, paths: all.into() });
    }
    Ok(works)
}

/// The address of a page further on in a list, by its links; the last there is.
fn further(visitor: &Visitor, first: String) -> Done<String> {
    let (mut line, mut path) = (visitor.connect()?, first);
    for _ in 0..TENTH {
        let page = visitor.get(&mut line, &path)?.body;
        let Some(at) = page.find("rel=\"next\"") else { break };
        let Some((_, link)) = page[..at].rsplit_once("href=\"") else { break };
        path = link.split('"').next().unwrap_or_default().replace("&#38;", "&");
    }
    Ok(path)
}

/// Cases first raised with a body or under it: id, words without marks, words with them.
fn drawn(base: &Base, chance: &mut Chance, body: &str) -> Done<Vec<(String, String, String)>> {
    let ids = base.rows(&format!(
        "SELECT c.id FROM organisation_scope s CROSS JOIN cases c
         WHERE s.ancestor_id = {body} AND c.origin_id = s.organisation_id ORDER BY c.id"
    ))?;
    let mut found = Vec::new();
    for _ in 0..DRAWN {
        let id = chance.one(&ids).and_then(|row| row.first()).ok_or("a body without a case")?;
        let words = base.rows(&format!(
            "SELECT c.id, r.folded, r.marked FROM cases c
             JOIN search_rows r ON r.subject = 'case' AND r.subject_id = c.id WHERE c.id = {id}"
        ))?;
        found
            .extend(words.into_iter().filter_map(|row| <[String; 3]>::try_from(row).ok()).map(|[id, a, b]| (id, a, b)));
    }
    Ok(found)
}

/// The case with the most events.
fn longest(base: &Base, body: &str) -> Done<String> {
    let id = base.one(&format!(
        "SELECT e.subject_id FROM events e JOIN cases c ON c.id = e.subject_id
         JOIN organisation_scope s ON s.ancestor_id = {body} AND s.organisation_id = c.origin_id
         WHERE e.subject = 'case' AND e.seq > 4 ORDER BY e.seq DESC, e.subject_id LIMIT 1"
    ))?;
    Ok(format!("/cases/{id}"))
}

/// Some words that stand one after the other, as an address holds them.
fn phrase(chance: &mut Chance, text: &str, words: u64) -> Option<String> {
    let all: Vec<&str> = text.split_whitespace().collect();
    let words = usize::try_from(words).ok()?.min(all.len());
    let starts: Vec<usize> = (0..=all.len() - words).collect();
    let from = *chance.one(&starts)?;
    let phrase = all[from..from + words].join(" ");
    let letters = phrase
        .bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") });
    Some(letters.collect())
}
