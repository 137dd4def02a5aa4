//! Handovers for the matrix: what an official left, and a form that gives it or closes the list.

use acts::handover::Give;
use acts::{By, dialogue, term};
use domain::permission::Act;
use store::grant::{Of, may};
use store::{Page, handover};

use super::tree::Tree;
use crate::house::{TODAY, day};

impl Tree {
    /// An official of a body who left, and left the dialogue that they chair: the list of it.
    pub(super) async fn left(&self, organisation: i64, clerk: By) -> i64 {
        let term = self.official(organisation, "Lò Văn Cũ").await;
        let chair = Some(term);
        let (title, held_on, place) = ("Đường thôn".to_owned(), day(TODAY), String::new());
        self.house
            .act(
                clerk,
                dialogue::Open {
                    organisation,
                    title,
                    chair,
                    deputy_reason: String::new(),
                    held_on,
                    territory: None,
                    place,
                },
            )
            .await;
        self.house.act(self.house.first, term::End { term, on: day(TODAY) }).await;
        let mut read = self.house.store.reader().await.expect("a reader");
        let right = may(&mut read, self.house.first, Act::HandoverRead, Of::Organisation(organisation)).await;
        let (grant, _) = right.expect("an administrator above");
        let Page { rows, .. } = handover::list(&mut read, &grant, None, 50).await.expect("reads");
        rows.iter().find(|row| row.organisation == organisation).expect("the list was opened").id
    }

    async fn official(&self, organisation: i64, name: &str) -> i64 {
        let person = term::Person::New(name.to_owned());
        let begin = term::Begin { organisation, person, post: "chairman".to_owned(), from: day(TODAY) };
        self.house.act(self.house.first, begin).await.term
    }

    /// What gives the whole list to another official, or closes it once all is given.
    pub(super) async fn hand_over(&self, path: &str, id: i64) -> Vec<(&'static str, String)> {
        let row = self.handover(id).await;
        let heir = self.official(row.organisation, "Lò Văn Mới").await;
        let mut read = self.house.store.reader().await.expect("a reader");
        let groups = handover::groups(&mut read, id, true, None, 50).await.expect("reads").rows;
        drop(read);
        if path.ends_with("/close") {
            let groups = groups.into_iter().map(|row| row.group).collect();
            let (items, receiver, term) = (Vec::new(), row.organisation, Some(heir));
            let give = Give { handover: id, items, groups, receiver, term, version: row.version };
            self.house.act(self.house.first, give).await;
            return vec![("version", self.handover(id).await.version.to_string())];
        }
        let group = &groups[0].group;
        let code = format!("{}.{}.{}", group.kind.as_str(), group.territory, group.field);
        vec![("version", row.version.to_string()), ("group", code), ("term", heir.to_string())]
    }

    async fn handover(&self, id: i64) -> handover::HandoverRow {
        let mut read = self.house.store.reader().await.expect("a reader");
        handover::find(&mut read, id).await.expect("reads").expect("a list")
    }
}
