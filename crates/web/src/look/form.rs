//! Forms: what was typed, what was wrong with it, and the fields of the kit.
//!
//! The label of a field is the sentence `field-<name>`, here and in every refusal about it: a field has one name.

mod rows;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use askama::Template;
use askama::filters::HtmlSafe;
use domain::refusal::Refusal;

use super::shell::Shell;
use crate::lang::{Lang, Told};

/// What a form carries and nobody types: wrong with it is told above the form.
const UNSEEN: [&str; 8] = ["version", "submission", "copied", "rule", "key", "turn", "slip", "visit"];

/// A choice of a list, of radio buttons or of check boxes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// What is posted.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A second line, or empty.
    pub hint: String,
}

impl Choice {
    /// A choice without a second line.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: String::new() }
    }
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The name of the field.
    pub field: String,
    /// What is wrong and how to mend it, one or two sentences.
    pub text: String,
}

/// A form as it was posted, raw, or as it is proposed: the typed values by field name, and what was wrong.
#[derive(Debug, Clone, Default)]
pub struct FormState {
    /// The typed values, as typed. A field that may have several (check boxes) has them in order.
    pub values: BTreeMap<String, Vec<String>>,
    /// What was wrong, in the order of the fields.
    pub errors: Vec<FieldError>,
    /// A refusal that is about no single field.
    pub refused: Option<Told>,
    /// What else can't be read in it, in the order of the page; told with the first refusal.
    pub also: Vec<Refusal>,
    /// All that can't be read in it, for a page that shows by itself what was typed; shared by every copy of the form.
    pub unread: Arc<Mutex<Vec<Refusal>>>,
}

impl FormState {
    /// A form from posted pairs, in any order.
    pub fn posted<N: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (N, V)>) -> Self {
        let mut form = Self::default();
        for (name, value) in pairs {
            form.values.entry(name.into()).or_default().push(value.into());
        }
        form
    }

    /// The same form with a value proposed for a field that has none.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.entry(name.to_owned()).or_insert_with(|| vec![value.into()]);
        self
    }

    /// The first value of a field, or nothing.
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// All values of a field.
    pub fn values(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a choice of a field is taken.
    pub fn chosen(&self, name: &str, value: &str) -> bool {
        self.values(name).iter().any(|taken| taken == value)
    }

    /// What is wrong with a field.
    pub fn error(&self, name: &str) -> Option<&FieldError> {
        self.errors.iter().find(|error| error.field == name)
    }

    /// Whether anything is wrong.
    pub fn is_refused(&self) -> bool {
        self.refused.is_some() || !self.errors.is_empty()
    }

    /// Takes a refusal in: at its field where the form shows that field, else above the form. `code`, `field` and `facts` are
    /// those of `domain::refusal::Refusal`.
    pub fn refuse(&mut self, lang: Lang, code: &str, field: Option<&str>, facts: &[(&str, String)]) {
        self.told(lang, code, field, facts);
        self.rest(lang);
    }

    /// Tells what else was wrong, each field once.
    fn rest(&mut self, lang: Lang) {
        for other in std::mem::take(&mut self.also) {
            if other.field().is_none_or(|field| self.error(field).is_none()) {
                self.told(lang, other.code(), other.field(), &other.facts());
            }
        }
    }

    /// Takes a refusal in at a field that the page calls otherwise: `called` is the field whose label the sentence has.
    pub fn refuse_called(&mut self, lang: Lang, refusal: &Refusal, field: &str, called: &str) {
        self.ask_of_denunciation(refusal.code());
        let facts: Vec<_> = refusal.facts().into_iter().filter(|(name, _)| *name != "field").collect();
        let told = lang.told(refusal.code(), Some(called), &facts);
        self.errors.push(FieldError { field: field.to_owned(), text: format!("{} {}", told.what, told.remedy) });
        self.rest(lang);
    }

    fn ask_of_denunciation(&mut self, code: &str) {
        if code == (Refusal::LooksLikeDenunciation { field: "words" }).code() {
            self.values.entry("no_denunciation".to_owned()).or_default();
        }
    }

    fn told(&mut self, lang: Lang, code: &str, field: Option<&str>, facts: &[(&str, String)]) {
        self.ask_of_denunciation(code);
        let told = lang.told(code, field, facts);
        match field.filter(|field| !UNSEEN.contains(field)) {
            Some(field) => {
                let text = format!("{} {}", told.what, told.remedy);
                let places = rows::places(self, code, field, facts);
                self.errors.extend(places.into_iter().map(|field| FieldError { field, text: text.clone() }));
            }
            None => self.refused = self.refused.take().or(Some(told)),
        }
    }

    /// The summary above the form; it prints nothing where nothing is wrong.
    pub fn summary<'a>(&'a self, shell: &'a Shell, title: &'a str) -> Summary<'a> {
        Summary { shell, form: self, title, suffix: String::new() }
    }

    /// A field of one line.
    pub fn input<'a>(&'a self, shell: &'a Shell, name: &'a str) -> Input<'a> {
        Input {
            shell,
            form: self,
            name,
            kind: "text",
            called: "",
            hint: "",
            class: "",
            autocomplete: "off",
            mode: "",
            list: "",
            id: "",
            least: 0,
        }
    }

    /// A field of a date, dd/mm/yyyy in one box.
    pub fn date<'a>(&'a self, shell: &'a Shell, name: &'a str) -> Input<'a> {
        self.input(shell, name).mode("numeric").class("ln-w-date").hint("hint-date")
    }

    /// A field of several lines.
    pub fn area<'a>(&'a self, shell: &'a Shell, name: &'a str, rows: &'a str) -> Area<'a> {
        Area { shell, form: self, name, rows, called: "", hint: "", class: "", id: "" }
    }

    /// A list of choices of which one is taken; the first line of the list is empty where `empty` names a sentence.
    pub fn select<'a>(&'a self, shell: &'a Shell, name: &'a str, choices: &'a [Choice]) -> Select<'a> {
        Select { shell, form: self, name, choices, called: "", hint: "", empty: "", id: "", class: "" }
    }

    /// Whether the form asks if its words are a denunciation: it was refused because they look like one, or it was ticked.
    pub fn asks_of_denunciation(&self) -> bool {
        self.values.contains_key("no_denunciation")
    }

    /// The box by which whoever types says that the words are no denunciation; it prints nothing where that is not asked.
    pub fn no_denunciation<'a>(&'a self, shell: &'a Shell, id: &'a str) -> NoDenunciation<'a> {
        NoDenunciation { shell, form: self, id }
    }

    /// Radio buttons.
    pub fn radios<'a>(&'a self, shell: &'a Shell, name: &'a str, choices: &'a [Choice]) -> Picks<'a> {
        Picks { shell, form: self, name, choices, called: "", hint: "", kind: "radio", id: "" }
    }

    /// Check boxes.
    pub fn checks<'a>(&'a self, shell: &'a Shell, name: &'a str, choices: &'a [Choice]) -> Picks<'a> {
        Picks { shell, form: self, name, choices, called: "", hint: "", kind: "checkbox", id: "" }
    }
}

/// The error summary of the kit.
#[derive(Debug, Template)]
#[template(path = "parts/summary.html")]
pub struct Summary<'a> {
    shell: &'a Shell,
    form: &'a FormState,
    title: &'a str,
    suffix: String,
}

impl Summary<'_> {
    /// The form belongs to a row: its fields have ids that end in a dash and this id.
    #[must_use]
    pub fn of_row(mut self, id: &i64) -> Self {
        self.suffix = format!("-{id}");
        self
    }

    /// The form is one of several: its fields have ids that end in a dash and this word.
    #[must_use]
    pub fn within(mut self, form: &str) -> Self {
        self.suffix = format!("-{form}");
        self
    }
}

macro_rules! setters {
    ($name:ident: $($setter:ident),*) => {
        impl<'a> $name<'a> {
            $(
                /// Sets the attribute of this name; a hint is the key of a sentence.
                #[must_use]
                pub fn $setter(mut self, value: &'a str) -> Self {
                    self.$setter = value;
                    self
                }
            )*

            /// The id of the control: unique in the page, the name where none was set.
            pub fn control(&self) -> &str {
                if self.id.is_empty() { self.name } else { self.id }
            }

            /// The label of the field; where the page says more exactly what it is, the sentence it named.
            pub fn label(&self) -> String {
                if self.called.is_empty() { self.shell.lang.label(Some(self.name)) } else { self.shell.t(self.called) }
            }

            /// The ids of hint and error, for `aria-describedby`; empty where there are none.
            pub fn described(&self) -> String {
                let id = self.control();
                match (!self.hint.is_empty(), self.form.error(self.name).is_some()) {
                    (true, true) => format!("{id}-hint {id}-error"),
                    (true, false) => format!("{id}-hint"),
                    (false, true) => format!("{id}-error"),
                    (false, false) => String::new(),
                }
            }
        }

        impl HtmlSafe for $name<'_> {}
    };
}

/// A field of one line with its label, hint and error.
#[derive(Debug, Template)]
#[template(path = "parts/input.html")]
pub struct Input<'a> {
    shell: &'a Shell,
    form: &'a FormState,
    name: &'a str,
    called: &'a str,
    kind: &'a str,
    hint: &'a str,
    class: &'a str,
    autocomplete: &'a str,
    mode: &'a str,
    list: &'a str,
    id: &'a str,
    least: i64,
}
setters!(Input: called, kind, hint, class, autocomplete, mode, list, id);

impl Input<'_> {
    /// The least number of letters, said in the hint as `least`.
    #[must_use]
    pub fn least(mut self, least: &i64) -> Self {
        self.least = *least;
        self
    }
}

/// A field of several lines.
#[derive(Debug, Template)]
#[template(path = "parts/area.html")]
pub struct Area<'a> {
    shell: &'a Shell,
    form: &'a FormState,
    name: &'a str,
    rows: &'a str,
    called: &'a str,
    hint: &'a str,
    class: &'a str,
    id: &'a str,
}
setters!(Area: called, hint, class, id);

/// A list of choices.
#[derive(Debug, Template)]
#[template(path = "parts/select.html")]
pub struct Select<'a> {
    shell: &'a Shell,
    form: &'a FormState,
    name: &'a str,
    choices: &'a [Choice],
    called: &'a str,
    hint: &'a str,
    empty: &'a str,
    id: &'a str,
    class: &'a str,
}
setters!(Select: called, hint, empty, id, class);

/// Radio buttons or check boxes.
#[derive(Debug, Template)]
#[template(path = "parts/picks.html")]
pub struct Picks<'a> {
    shell: &'a Shell,
    form: &'a FormState,
    name: &'a str,
    choices: &'a [Choice],
    called: &'a str,
    hint: &'a str,
    kind: &'a str,
    id: &'a str,
}
setters!(Picks: called, hint, id);

/// The box that says that words are no denunciation.
#[derive(Debug, Template)]
#[template(path = "parts/no-denunciation.html")]
pub struct NoDenunciation<'a> {
    shell: &'a Shell,
    form: &'a FormState,
    id: &'a str,
}

impl HtmlSafe for NoDenunciation<'_> {}

impl HtmlSafe for Summary<'_> {}
