//! Whose figures can be chosen on the page.

use std::collections::BTreeMap;

use store::figure::results::{self, SeenRow};
use store::{Read as _, Reader};

use crate::look::Shell;
use crate::look::form::Choice;
use crate::look::organisation::Finder;
use crate::page::Halt;
use crate::session::Visitor;

/// Bodies whose figures are offered at a time.
const SCOPES: usize = 150;

/// Whose figures the reader may choose: bodies, and places that hold several of them; with what finds others by name, where
/// these are not all.
pub(super) async fn scopes(
    read: &mut Reader<'_>,
    shell: &Shell,
    visitor: &Visitor,
    find: String,
) -> Result<(Vec<Choice>, Option<Finder>), Halt> {
    let today = read.today();
    let page = results::seen(read, visitor.account, today, &find, SCOPES).await?;
    let mut seen = page.rows;
    let finder = (page.more || !find.is_empty()).then(|| Finder {
        action: "/figures".to_owned(),
        find,
        of: visitor.organisation,
        shown: i64::try_from(seen.len()).unwrap_or_default(),
        more: page.more,
    });
    seen.sort_by_key(|body| body.id != visitor.organisation);
    let mut places: BTreeMap<i64, (usize, &SeenRow)> = BTreeMap::new();
    for body in &seen {
        places.entry(body.territory).or_insert((0, body)).0 += 1;
    }
    let bodies =
        seen.iter().map(|body| Choice::new(format!("of-{}", body.id), format!("{}, {}", body.name, body.place)));
    let places = places.iter().filter(|(_, (bodies, _))| *bodies > 1).map(|(id, (_, body))| {
        Choice::new(format!("place-{id}"), shell.ta("figures-scope-place", &[("place", &body.place)]))
    });
    Ok((bodies.chain(places).collect(), finder))
}
