//! Reading a posted form field by field, so that whoever typed it is told at once of all that is wrong with it.

use std::str::FromStr;
use std::sync::PoisonError;

use domain::day::Day;
use domain::refusal::Refusal;

use super::typed_day;
use crate::look::form::FormState;

/// A form that is being read, in the order of the page. A field that can't be read gives a value that never leaves: the act
/// read from such a form is dropped, and its refusals are told.
pub(crate) struct Reading<'a> {
    form: &'a FormState,
    wrong: Vec<Refusal>,
}

/// Reads an act from a form. Refused is what is wrong first; the form keeps the others and tells them beside it.
pub(crate) fn read<A>(form: &mut FormState, read: impl FnOnce(&mut Reading<'_>) -> A) -> Result<A, Refusal> {
    let mut reading = Reading { form, wrong: Vec::new() };
    let act = read(&mut reading);
    form.unread.lock().unwrap_or_else(PoisonError::into_inner).extend(reading.wrong.iter().cloned());
    let mut wrong = reading.wrong.into_iter();
    let first = wrong.next();
    form.also = wrong.collect();
    first.map_or(Ok(act), Err)
}

impl Reading<'_> {
    /// What was typed.
    pub(crate) const fn typed(&self) -> &FormState {
        self.form
    }

    /// Says that something is wrong.
    pub(crate) fn refuse(&mut self, refusal: Refusal) {
        self.wrong.push(refusal);
    }

    /// What another reader made of fields, or a value in its place.
    pub(crate) fn take<T>(&mut self, read: Result<T, Refusal>, instead: T) -> T {
        read.unwrap_or_else(|refusal| {
            self.refuse(refusal);
            instead
        })
    }

    /// A text, which may be empty.
    pub(crate) fn text(&self, field: &str) -> String {
        self.form.value(field).to_owned()
    }

    /// A text that has to be typed.
    pub(crate) fn words(&mut self, field: &'static str) -> String {
        if self.form.value(field).trim().is_empty() {
            self.refuse(Refusal::Missing { field });
        }
        self.text(field)
    }

    /// A day that has to be typed.
    pub(crate) fn day(&mut self, field: &'static str) -> Day {
        let day = typed_day(field, self.form.value(field)).and_then(|day| day.ok_or(Refusal::Missing { field }));
        self.take(day, Day::FLOOR)
    }

    /// A day that may be left out.
    pub(crate) fn day_if_any(&mut self, field: &'static str) -> Option<Day> {
        let day = typed_day(field, self.form.value(field));
        self.take(day, None)
    }

    /// The id that was chosen, which may be none.
    pub(crate) fn choice(&mut self, field: &'static str) -> Option<i64> {
        let chosen = match self.form.value(field) {
            "" => Ok(None),
            typed => typed.parse().map(Some).map_err(|_| Refusal::NotAChoice { field }),
        };
        self.take(chosen, None)
    }

    /// The ids that were chosen.
    pub(crate) fn choices(&mut self, field: &'static str) -> Vec<i64> {
        self.each(field, |typed| typed.parse().ok())
    }

    /// All that was chosen, each as what it stands for.
    pub(crate) fn each<T>(&mut self, field: &'static str, parse: impl Fn(&str) -> Option<T>) -> Vec<T> {
        let chosen: Option<Vec<T>> = self.form.values(field).iter().map(|typed| parse(typed)).collect();
        self.take(chosen.ok_or(Refusal::NotAChoice { field }), Vec::new())
    }

    /// What was chosen among the values of a list, and has to be.
    pub(crate) fn one_of<T>(&mut self, field: &'static str, parse: impl Fn(&str) -> Option<T>, instead: T) -> T {
        let chosen = match self.form.value(field) {
            "" => Err(Refusal::Missing { field }),
            typed => parse(typed).ok_or(Refusal::NotAChoice { field }),
        };
        self.take(chosen, instead)
    }

    /// What was chosen among the values of a list, which may be nothing.
    pub(crate) fn one_of_any<T>(&mut self, field: &'static str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let chosen = match self.form.value(field) {
            "" => Ok(None),
            typed => parse(typed).map(Some).ok_or(Refusal::NotAChoice { field }),
        };
        self.take(chosen, None)
    }

    /// A number that has to be typed.
    pub(crate) fn number<T: FromStr + Default>(&mut self, field: &'static str) -> T {
        let number = match self.form.value(field).trim() {
            "" => Err(Refusal::Missing { field }),
            typed => typed.parse().map_err(|_| Refusal::Unreadable { field }),
        };
        self.take(number, T::default())
    }

    /// The version that the page showed. A form without one is of a page that is too old.
    pub(crate) fn version(&mut self) -> i64 {
        let version = self.form.value("version").parse().map_err(|_| Refusal::Conflict);
        self.take(version, 0)
    }
}
