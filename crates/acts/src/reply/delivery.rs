//! How people are told what came of the points they raised; the head chooses it for each.

use async_trait::async_trait;
use domain::correction::effective;
use domain::day::Day;
use domain::event::{CaseEvent, Delivery};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::{Act, Error, Ids, Stop, Tx, reply};

use crate::case::{found, has_point};

/// Chooses how the person is told of points: by letter, by a notice in the village, or that it was told on the spot. It takes
/// the place of what was chosen before.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChooseDelivery {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// The points; all of the case when empty.
    pub points: Vec<i64>,
    /// How.
    pub way: Delivery,
    /// Day on which it was chosen.
    pub happened_on: Day,
}

#[async_trait]
impl Act for ChooseDelivery {
    const NAME: &'static str = "reply.choose_delivery";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, Right::CaseDecide, self.case, self.version, self.happened_on).await?;
        let points = {
            let known = effective(&found.events);
            let case = found.state(&known)?;
            let there = |point: &i64| case.points.iter().any(|(id, _)| id == point) && has_point(&known, *point);
            if self.points.is_empty() {
                case.points.iter().map(|(id, _)| *id).filter(there).collect::<Vec<_>>()
            } else if self.points.iter().all(there) {
                self.points.clone()
            } else {
                return Err(Refusal::NotAChoice { field: "point" }.into());
            }
        };
        for point in &points {
            reply::choose_delivery(tx, &found.grant, found.id, *point, self.way.as_str(), found.on);
        }
        found.append(tx, CaseEvent::DeliveryChosen { points, way: self.way }).await?;
        Ok(())
    }
}
