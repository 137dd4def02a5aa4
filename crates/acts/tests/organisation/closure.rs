//! The closure over the lines equals what can be reached over the links, whatever was founded, placed and ended.

use std::collections::{BTreeMap, BTreeSet};

use domain::organisation::LINES;

use super::*;
use crate::support::both;

/// Numbers that look like chance and are the same every time.
struct Drawn(u64);

impl Drawn {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % bound
    }
}

/// What the bodies are to each other, kept by the test.
#[derive(Default)]
struct Model {
    bodies: Vec<i64>,
    ended: BTreeSet<i64>,
    links: BTreeMap<(i64, &'static str), i64>,
}

impl Model {
    fn over(&self, id: i64) -> BTreeSet<i64> {
        let (mut reached, mut waiting) = (BTreeSet::new(), vec![id]);
        while let Some(id) = waiting.pop() {
            if reached.insert(id) {
                waiting.extend(LINES.iter().filter_map(|line| self.links.get(&(id, *line))));
            }
        }
        reached
    }

    fn under(&self, id: i64) -> Vec<i64> {
        let mut under: Vec<i64> = self.bodies.iter().copied().filter(|body| self.over(*body).contains(&id)).collect();
        under.sort_unstable();
        under
    }
}

async fn play(house: &House, seed: u64, steps: usize) {
    let mut drawn = Drawn(seed);
    let mut model = Model { bodies: vec![house.begun.organisation], ..Model::default() };
    for step in 0..steps {
        let one = model.bodies[drawn.below(model.bodies.len())];
        let other = model.bodies[drawn.below(model.bodies.len())];
        let line = LINES[drawn.below(LINES.len())];
        let (one_ended, other_ended) = (model.ended.contains(&one), model.ended.contains(&other));
        match drawn.below(10) {
            0..=3 => {
                let found = Found { line: line.to_owned(), ..division(one, &format!("Ban {step}")) };
                match house.act(found).await {
                    Ok(new) => {
                        assert!(!one_ended);
                        model.bodies.push(new.organisation);
                        model.links.insert((new.organisation, line), one);
                    }
                    Err(Stop::Refused(Refusal::BodyEnded { .. })) => assert!(one_ended),
                    Err(stop) => panic!("{stop}"),
                }
            }
            // The first body is never ended: everything would be.
            4 if one != house.begun.organisation => {
                let act = house.end(one, &[], TODAY).await;
                match house.act(act).await {
                    Ok(()) => assert!(model.ended.insert(one)),
                    Err(Stop::Refused(Refusal::BodyEnded { .. })) => assert!(one_ended),
                    Err(stop) => panic!("{stop}"),
                }
            }
            kind => {
                let superior = (kind < 9).then_some(other);
                let act = house.place(one, line, superior, "2026-02-01").await;
                let circle = superior.is_some_and(|superior| model.over(superior).contains(&one));
                match house.act(act).await {
                    Ok(()) => {
                        assert!(!(circle || one_ended || superior.is_some() && other_ended));
                        match superior {
                            Some(superior) => model.links.insert((one, line), superior),
                            None => model.links.remove(&(one, line)),
                        };
                    }
                    Err(Stop::Refused(Refusal::Circle)) => assert!(circle),
                    Err(Stop::Refused(Refusal::BodyEnded { .. })) => assert!(one_ended || other_ended),
                    Err(Stop::Refused(Refusal::AlreadyDone)) => {
                        assert_eq!(model.links.get(&(one, line)).copied(), superior);
                    }
                    // Nobody would administer it any longer.
                    Err(Stop::Refused(Refusal::LastAdministrator)) => assert!(one != house.begun.organisation),
                    Err(stop) => panic!("{stop}"),
                }
            }
        }
    }
    assert!(model.bodies.len() > 5);
    for body in &model.bodies {
        assert_eq!(house.under(*body).await, model.under(*body), "under {body} of seed {seed}");
    }
    house.verify().await;
}

/// Each is allowed, and both together would be a circle.
#[tokio::test(flavor = "multi_thread")]
async fn two_who_place_at_once_make_no_circle() {
    both(async |place, store| {
        let house = House::province(store).await;
        let other = Office::new(&place.open().await);
        let root = house.begun.organisation;
        for round in 0..4 {
            let a = house.division(root, &format!("Ban {round} A")).await;
            let b = house.division(root, &format!("Ban {round} B")).await;
            let (one, two) = (
                house.place(a, "party", Some(b), "2026-02-01").await,
                house.place(b, "party", Some(a), "2026-02-01").await,
            );
            let keys = [format!("a{round}"), format!("b{round}")];
            let (one, two) =
                tokio::join!(house.office.act(house.by(), &keys[0], one), other.act(house.by(), &keys[1], two));
            let refused = [one.err(), two.err()].into_iter().flatten().collect::<Vec<_>>();
            assert!(matches!(refused[..], [Stop::Refused(Refusal::Circle)]), "{refused:?}");
        }
        house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_closure_is_what_can_be_reached_over_the_links() {
    for seed in [1, 2, 3] {
        both(async |_, store| play(&House::province(store).await, seed, 60).await).await;
    }
}
