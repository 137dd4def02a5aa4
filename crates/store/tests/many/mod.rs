//! Where there are hundreds of bodies and thousands of dialogues nothing is cut off: lists go on page by page, and search
//! finds what is of the last body and the first day.

use async_trait::async_trait;
use domain::day::Day;
use domain::permission::{Act as Right, Relation, Role};
use domain::territory::Level;
use serde::Serialize;
use store::account::{self, NewAccount};
use store::case::{self, NewCase};
use store::dialogue::{self, NewDialogue};
use store::grant::Grant;
use store::organisation::{self, Asked, NewOrganisation};
use store::submission::{self, NewSubmission, NewTurn};
use store::territory::{self, NewTerritory};
use store::{Act, By, Error, Ids, Read, Stop, Store, Tx, search};

use crate::support::both;

/// Bodies under the root, more than fit any page.
const BODIES: usize = 601;
/// Dialogues of the root, each after the other.
const DIALOGUES: usize = 3_000;

fn day(text: &str) -> Day {
    Day::parse_iso(text).expect("a day")
}

/// A right of the root over itself and all under it, or over one body alone.
fn right(act: Right, organisation: i64, below: bool) -> Grant {
    Grant { act, organisation, role: Role::Clerk, relation: Relation::Own, below }
}

/// Somebody who types.
#[derive(Clone, Serialize)]
struct Clerk;

#[async_trait]
impl Act for Clerk {
    const NAME: &'static str = "test.clerk";
    /// The account and the person.
    type Answer = [i64; 2];

    fn draw(&self, ids: &Ids) -> Result<[i64; 2], Error> {
        Ok([ids.draw()?, ids.draw()?])
    }

    async fn run(&self, tx: &mut Tx, [account, person]: &[i64; 2]) -> Result<(), Stop> {
        organisation::add_person(tx, None, *person, "Trần Thị Mận", "man");
        let new = NewAccount { id: *account, person: *person, login: "man", secret: None, at: tx.now(), demo: false };
        account::add(tx, None, &new);
        Ok(())
    }
}

/// A province with many bodies; the last of them by name has a case of its own.
#[derive(Clone, Serialize)]
struct Province;

#[async_trait]
impl Act for Province {
    const NAME: &'static str = "test.many_bodies";
    /// The place, the root, the last body and its case.
    type Answer = [i64; 4];

    fn draw(&self, ids: &Ids) -> Result<[i64; 4], Error> {
        Ok([ids.draw()?, ids.draw()?, ids.draw()?, ids.draw()?])
    }

    async fn run(&self, tx: &mut Tx, [place, root, last, case]: &[i64; 4]) -> Result<(), Stop> {
        let from = day("2026-01-01");
        let new =
            NewTerritory { id: *place, level: Level::Province, code: "MP", name: "Tỉnh Mẫu", parent: None, from };
        territory::add(tx, None, &new);
        for at in 0..=BODIES {
            let (name, id) = match at {
                0 => ("Ủy ban nhân dân tỉnh Mẫu".to_owned(), *root),
                BODIES => ("Ủy ban nhân dân xã Ỷ La".to_owned(), *last),
                _ => (format!("Phòng số {at:04}"), tx.id()?),
            };
            let above = [("authority", *root)];
            let under = if at == 0 { &above[..0] } else { &above[..] };
            let new =
                NewOrganisation { id, territory: *place, kind: "division", name: &name, under, outside: false, from };
            organisation::found(tx, None, &new);
        }
        let grant = right(Right::SubmissionRaise, *last, false);
        let [talk, session, turn, submission, point, row] =
            [tx.id()?, tx.id()?, tx.id()?, tx.id()?, tx.id()?, tx.id()?];
        let words = "Nước đục ở xóm Bãi";
        let text = tx.text(words)?;
        let on = day("2026-09-11");
        talk_of(tx, &grant, [talk, session, *place], "Đối thoại ở Ỷ La", on)?;
        let new = NewTurn {
            id: turn,
            source: "session",
            source_id: session,
            spoken_on: on,
            mode: "unnamed",
            head_count: None,
        };
        submission::add_turn(tx, &grant, &new);
        let new = NewSubmission {
            id: submission,
            turn,
            channel: "spoken",
            kind: "opinion",
            mark: "",
            text: &text,
            territory: *place,
            field: "",
            happened_on: on,
        };
        submission::add(tx, &grant, &new);
        let new = NewCase {
            id: *case,
            point,
            submission,
            text: &text,
            territory: *place,
            field: "",
            origin: grant.organisation,
            dialogue: Some(talk),
            raised_on: on,
        };
        case::open(tx, &grant, &new);
        search::add(tx, &grant, row, *case, words);
        Ok(())
    }
}

/// A dialogue of the grant's body with its session and its place in the index.
fn talk_of(tx: &mut Tx, grant: &Grant, [id, session, territory]: [i64; 3], title: &str, on: Day) -> Result<(), Error> {
    let (text, public_id, row) = (tx.text(title)?, tx.public_id(), tx.id()?);
    let new = NewDialogue {
        id,
        session,
        public_id,
        chair: None,
        level: "province",
        line: "authority",
        title: &text,
        held_on: on,
        territory,
        place: None,
    };
    dialogue::add(tx, grant, &new);
    search::add_dialogue(tx, grant, row, id, title);
    Ok(())
}

/// Many dialogues of a body; the first one has a title of its own.
#[derive(Clone, Serialize)]
struct Dialogues {
    body: i64,
    place: i64,
}

#[async_trait]
impl Act for Dialogues {
    const NAME: &'static str = "test.many_dialogues";
    /// The oldest dialogue.
    type Answer = i64;

    fn draw(&self, ids: &Ids) -> Result<i64, Error> {
        ids.draw()
    }

    async fn run(&self, tx: &mut Tx, oldest: &i64) -> Result<(), Stop> {
        let grant = right(Right::DialogueOpen, self.body, false);
        let mut on = day("2016-01-01");
        for at in 0..DIALOGUES {
            let (id, session) = (if at == 0 { *oldest } else { tx.id()? }, tx.id()?);
            let title =
                if at == 0 { "Đường làng Đồng Xoan".to_owned() } else { format!("Đường thôn số {at}") };
            talk_of(tx, &grant, [id, session, self.place], &title, on)?;
            on = on.next();
        }
        Ok(())
    }
}

async fn province(store: &Store) -> [i64; 4] {
    let [account, actor] = store.door().write(By::NOBODY, "clerk", Clerk).await.expect("it is made").answer;
    let by = By { account, actor, organisation: 0 };
    store.door().write(by, "province", Province).await.expect("it is made").answer
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_a_list_of_six_hundred_bodies_goes_on_page_by_page_and_loses_none() {
    both(async |at, store| {
        let [_, root, last, _] = province(&store).await;
        let mut read = store.reader().await.expect("a reader");
        let on = day("2026-09-11");
        let all = Asked::in_force(root, on, "");
        assert_eq!(organisation::count(&mut read, &all).await.expect("reads"), 602, "{}", at.engine());
        let (mut found, mut after) = (Vec::new(), None);
        loop {
            let page = organisation::listed(&mut read, &all, after, 100).await.expect("reads");
            found.extend(page.rows.iter().map(|row| row.id));
            if !page.more {
                break;
            }
            after = found.last().copied();
        }
        assert_eq!((found.len(), found.last()), (602, Some(&last)));
        let distinct: std::collections::BTreeSet<i64> = found.iter().copied().collect();
        assert_eq!(distinct.len(), 602);
        // A part of the name is enough, with or without marks, and a letter that means something to the engine means none.
        for (typed, count) in [("y la", 1), ("Ỷ La", 1), ("phong so 00", 99), ("số 0600", 1), ("100%", 0), ("xx", 0)]
        {
            let asked = Asked::in_force(root, on, typed);
            assert_eq!(organisation::count(&mut read, &asked).await.expect("reads"), count, "{typed}");
            let page = organisation::listed(&mut read, &asked, None, 200).await.expect("reads");
            assert_eq!(i64::try_from(page.rows.len()).expect("few"), count, "{typed}");
        }
        let alone = Asked { below: false, ..all.clone() };
        assert_eq!(organisation::count(&mut read, &alone).await.expect("reads"), 1);
        let others = Asked { not_under: last, ..all };
        assert_eq!(organisation::count(&mut read, &others).await.expect("reads"), 601);
        assert_eq!(organisation::named(&mut read, "y la").await.expect("reads").len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_search_finds_the_case_of_the_last_of_six_hundred_bodies() {
    both(async |at, store| {
        let [_, root, last, case] = province(&store).await;
        let mut read = store.reader().await.expect("a reader");
        for (grant, count) in [
            (right(Right::CaseRead, root, true), 1),
            (right(Right::CaseRead, last, true), 1),
            (right(Right::CaseRead, last, false), 1),
            // Who reads one body alone finds nothing of those under it.
            (right(Right::CaseRead, root, false), 0),
        ] {
            for typed in ["nuoc duc", "Nước đục", "bai nuoc xo"] {
                let found = search::find_for(&mut read, &grant, typed).await.expect("reads");
                let found: Vec<i64> = found.iter().map(|one| one.case).collect();
                assert_eq!(found, vec![case; count], "{} {grant:?} {typed}", at.engine());
            }
            let talks = search::dialogues(&mut read, &grant, "doi thoai y la").await.expect("reads");
            assert_eq!(talks.len(), count, "{} {grant:?}", at.engine());
            // A word of a dialogue finds no case, and the other way round.
            assert!(search::find_for(&mut read, &grant, "doi thoai").await.expect("reads").is_empty());
            assert!(search::dialogues(&mut read, &grant, "nuoc duc").await.expect("reads").is_empty());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_of_three_thousand_dialogues_the_oldest_is_found_and_exact_marks_stand_first() {
    both(async |at, store| {
        let [place, root, ..] = province(&store).await;
        let oldest = store.door().write(By::NOBODY, "talks", Dialogues { body: root, place }).await;
        let oldest = oldest.expect("it is made").answer;
        let mut read = store.reader().await.expect("a reader");
        for below in [true, false] {
            let grant = right(Right::DialogueRead, root, below);
            for typed in ["dong xoan", "Đường làng", "duong lang dong xo"] {
                let found = search::dialogues(&mut read, &grant, typed).await.expect("reads");
                assert_eq!(found.iter().map(|one| one.dialogue).collect::<Vec<_>>(), [oldest], "{}", at.engine());
            }
            let found = search::dialogues(&mut read, &grant, "duong").await.expect("reads");
            assert_eq!(found.len(), 25, "of many, the newest");
            assert!(found.is_sorted_by(|one, next| one.dialogue > next.dialogue));
            let found = search::dialogues(&mut read, &grant, "Đường thôn số 2999").await.expect("reads");
            assert!(found.len() == 1 && found[0].exact);
        }
    })
    .await;
}
