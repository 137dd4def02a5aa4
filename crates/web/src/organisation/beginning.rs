//! What stands there before the first dialogue: the bodies that were made, their heads, and who else has an account.

use domain::permission::Act;
use store::grant::Of;
use store::{Read, Reader, account, organisation};

use super::one::lower;
use super::{href, top};
use crate::look::home::{Beginning, HeadRow};
use crate::look::{Link, Shell};
use crate::page::{Halt, granted};
use crate::session::Visitor;

/// The bodies by which the others are known, in the order of a template.
const NAMED: [&str; 4] = ["party_committee", "peoples_council", "peoples_committee", "front"];
/// Those that need a head before anybody can chair a dialogue.
const HEADED: [&str; 2] = ["party_committee", "peoples_committee"];

/// The first things to do, as far as they are done.
pub(crate) async fn beginning(read: &mut Reader<'_>, visitor: &Visitor, shell: &Shell) -> Result<Beginning, Halt> {
    let today = read.today();
    let top = top(read, visitor, Act::OrganisationRead).await?;
    let of = Of::Organisation(top);
    let mut bodies = organisation::under(read, top).await?;
    bodies.retain(|body| body.to > today);
    bodies.sort_by_key(|body| (NAMED.iter().position(|kind| *kind == body.kind).unwrap_or(NAMED.len()), body.id));
    let known = bodies.iter().filter(|body| NAMED.contains(&body.kind.as_str()));
    let names: Vec<&str> = known.take(NAMED.len()).map(|body| body.name.as_str()).collect();
    let mut heads = Vec::new();
    if granted(read, visitor.by, Act::OrganisationFound, of).await?.is_some() {
        let headed: Vec<_> =
            bodies.iter().filter(|body| HEADED.contains(&body.kind.as_str())).take(HEADED.len()).collect();
        let ids: Vec<i64> = headed.iter().map(|body| body.id).collect();
        let known = organisation::heads(read, &ids, today).await?;
        for body in headed {
            let own = known.iter().find(|row| row.organisation == body.id);
            heads.push(HeadRow {
                link: Link::new(href(body.id), body.name.clone()),
                head: own.map(|row| format!("{} {}", shell.of("post", &row.post), row.name)).unwrap_or_default(),
            });
        }
    }
    let mut others = 0;
    if let Some(grant) = granted(read, visitor.by, Act::AccountRead, of).await? {
        others =
            account::list(read, &grant, None, 2).await?.rows.iter().filter(|row| row.id != visitor.account).count();
    }
    Ok(Beginning {
        place: visitor
            .place
            .split_once(", ")
            .map_or_else(|| visitor.place.clone(), |(own, within)| format!("{own}, {}", lower(within))),
        bodies: i64::try_from(bodies.len()).unwrap_or_default(),
        names: names.join(", "),
        heads,
        others: i64::try_from(others).unwrap_or_default(),
    })
}
