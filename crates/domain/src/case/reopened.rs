//! What a reopening does to a case: earlier answers are no longer in force, and its last day is set anew.

use super::{Case, Standing, Work};
use crate::day::Day;
use crate::event::ReviewResult;

impl Case<'_> {
    pub(super) fn reopen(&mut self) {
        self.points.iter_mut().for_each(|(_, standing)| *standing = Standing::Open);
        (self.ended, self.work) = (None, Work::Untouched);
        (self.assessment, self.confirmed_by, self.contradicted_by) = (None, None, None);
        self.assessed.clear();
        self.reviews.clear();
    }

    /// A review that is upheld is a reopening.
    pub(super) fn decide(&mut self, id: i64, result: ReviewResult, on: Day) {
        let Some(review) = self.reviews.iter_mut().find(|review| review.id == id) else { return };
        review.decided = Some((result, on));
        if result == ReviewResult::Upheld {
            self.reopen();
        }
    }

    /// The assignment in force has to be done anew by that day.
    pub(super) fn reopen_until(&mut self, due_on: Day, on: Day) {
        self.reopen();
        if self.assignment.is_some() {
            self.date(Some(due_on), on);
        }
    }

    /// A review is upheld, with the day by which the assignment in force is done anew.
    pub(super) fn uphold(&mut self, id: i64, due_on: Day, on: Day) {
        if self.reviews.iter().any(|review| review.id == id) {
            self.decide(id, ReviewResult::Upheld, on);
            self.reopen_until(due_on, on);
        }
    }
}
