//! The two languages of the interface and the catalogues that hold every word of it.
//!
//! No sentence stands in Rust or in a template: both ask here by key. The catalogues are Fluent files under `locales/`,
//! embedded in the program; a test keeps their keys and arguments equal, and the glossary keeps their terms.

mod chosen;

use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

pub use chosen::CHOSEN;

/// A catalogue file: its name without the ending, its Vietnamese text, its English text.
pub type Catalogue = (&'static str, &'static str, &'static str);

macro_rules! catalogues {
    ($($name:literal),* $(,)?) => {
        &[$((
            $name,
            include_str!(concat!("../locales/vi/", $name, ".ftl")),
            include_str!(concat!("../locales/en/", $name, ".ftl")),
        )),*]
    };
}

/// Every catalogue, in the order in which they are loaded. A key stands in one of them only.
pub const CATALOGUES: &[Catalogue] = catalogues![
    "common",
    "fields",
    "entry",
    "account",
    "dialogue",
    "notice",
    "desk",
    "case",
    "case-act",
    "plan",
    "figure",
    "declared",
    "denunciation",
    "gathering",
    "survey",
    "refusal",
    "fault",
    "work",
    "organisation",
    "rule",
    "closure",
    "handover",
    "letter",
    "complaint",
    "reception",
    "import",
    "urging",
    "follow",
    "on-behalf",
    "supervision",
    "message",
    "paper",
];

/// A language of the interface. Official papers are in Vietnamese whatever the reader chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Vietnamese, the first language and the default.
    #[default]
    Vi,
    /// English, for guests and for those who read the code.
    En,
}

/// Something that can stand in a sentence of a catalogue: text as it is, or a whole number, which is grouped (13.124) and
/// chooses the plural form.
pub trait Arg {
    /// The value handed to Fluent.
    fn value(&self) -> FluentValue<'_>;
}

impl Arg for str {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(self)
    }
}

impl Arg for String {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(self.as_str())
    }
}

impl Arg for i64 {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(*self)
    }
}

impl Arg for usize {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(*self)
    }
}

impl<T: Arg + ?Sized> Arg for &T {
    fn value(&self) -> FluentValue<'_> {
        (**self).value()
    }
}

/// A refusal in the reader's language: what was refused, why, and what one can do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Told {
    /// What did not happen, in one sentence.
    pub what: String,
    /// The rule behind it, in one sentence.
    pub why: String,
    /// What the reader can do now.
    pub remedy: String,
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.what, self.why, self.remedy)
    }
}

impl Lang {
    /// Both languages, Vietnamese first.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The code of BCP 47: `vi` or `en`, also the value of the language cookie.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The language of a code; nothing for any other code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The other language, to which the header offers to switch.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Vi => Self::En,
            Self::En => Self::Vi,
        }
    }

    /// Whether the catalogue of this language has the key.
    pub fn has(self, key: &str) -> bool {
        bundle(self).has_message(key)
    }

    /// The sentence of a key without arguments. A key that is missing is shown between double brackets, and a test fails.
    pub fn t(self, key: &str) -> String {
        self.ta(key, &[])
    }

    /// The sentence of a key with its arguments.
    pub fn ta(self, key: &str, args: &[(&str, &dyn Arg)]) -> String {
        let mut named = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            named.set(*name, value.value());
        }
        self.format(key, None, &named)
    }

    /// A refusal told to the reader. `field` is the name of the form field it is about; its label is given to the sentence
    /// as `label`. `facts` are those of `domain::refusal::Refusal::facts`, by the names the catalogue uses.
    pub fn told(self, code: &str, field: Option<&str>, facts: &[(&str, String)]) -> Told {
        let mut args = FluentArgs::with_capacity(facts.len() + 1);
        for (name, value) in facts {
            // What somebody typed stays as it was typed, even where it looks like a number; a year has no thousands.
            let value = if matches!(*name, "typed" | "year") { value.value() } else { FluentValue::try_number(value) };
            args.set(*name, value);
        }
        args.set("label", FluentValue::from(self.label(field)));
        self.parts(&self.telling(code, field), &args)
    }

    /// The key of the words of a refusal: those of its field where the catalogue has such, because "cannot be read" helps
    /// nobody who is not told what is; else those of its code. What is chosen from a list is not typed.
    fn telling(self, code: &str, field: Option<&str>) -> String {
        let field = field.unwrap_or_default();
        let own = format!("told-{code}-{}", field.replace('_', "-"));
        let own = own.trim_end_matches('-').to_owned();
        if self.has(&own) {
            return own;
        }
        if code == "missing" && CHOSEN.contains(&field) {
            return "told-missing-choice".to_owned();
        }
        format!("refusal-{code}")
    }

    /// A fault told to the reader, by its code: what broke or what the shell refused.
    pub fn fault(self, code: &str) -> Told {
        self.parts(&format!("fault-{code}"), &FluentArgs::new())
    }

    fn parts(self, key: &str, args: &FluentArgs<'_>) -> Told {
        Told {
            what: self.format(key, None, args),
            why: self.format(key, Some("why"), args),
            remedy: self.format(key, Some("remedy"), args),
        }
    }

    /// The label of a form field, as it stands above the field; "this field" where the catalogue has no label of that name.
    pub fn label(self, field: Option<&str>) -> String {
        let key = field.map(|name| format!("field-{}", name.replace('_', "-")));
        match key {
            Some(key) if self.has(&key) => self.t(&key),
            _ => self.t("field-unnamed"),
        }
    }

    /// The key of an enumerated value: the family, then the value with hyphens, so that `outcome` and `resolved.cannot`
    /// give `outcome-resolved-cannot`.
    pub fn of(self, family: &str, value: &str) -> String {
        self.t(&format!("{family}-{}", value.replace(['_', '.'], "-")))
    }

    fn format(self, key: &str, attribute: Option<&str>, args: &FluentArgs<'_>) -> String {
        let bundle = bundle(self);
        let message = bundle.get_message(key);
        let pattern = message.and_then(|message| match attribute {
            None => message.value(),
            Some(name) => message.get_attribute(name).map(|found| found.value()),
        });
        let Some(pattern) = pattern else {
            tracing::error!(key, attribute, lang = self.code(), "a sentence is missing from the catalogue");
            return format!("⟦{key}{}{}⟧", if attribute.is_some() { "." } else { "" }, attribute.unwrap_or_default());
        };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(args), &mut errors);
        if !errors.is_empty() {
            tracing::error!(key, lang = self.code(), ?errors, "a sentence lacks an argument");
        }
        text.into_owned()
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

fn bundle(lang: Lang) -> &'static FluentBundle<FluentResource> {
    static VI: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| load("vi", |file| file.1));
    static EN: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| load("en", |file| file.2));
    match lang {
        Lang::Vi => &VI,
        Lang::En => &EN,
    }
}

fn load(code: &str, text: fn(&Catalogue) -> &'static str) -> FluentBundle<FluentResource> {
    let id: LanguageIdentifier = code.parse().expect("the code of a language of ours is an identifier");
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(|value, _| match value {
        FluentValue::Number(number) => Some(grouped(number.value)),
        _ => None,
    }));
    for file in CATALOGUES {
        let resource = match FluentResource::try_new(text(file).to_owned()) {
            Ok(resource) => resource,
            // What can be read is kept; the catalogue test fails on the rest.
            Err((resource, errors)) => {
                tracing::error!(file = file.0, ?errors, "a catalogue can't be read whole");
                resource
            }
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// A whole number with a point between thousands, as Vietnamese papers print it; both languages print it so, because the
/// figures beside it come from one printer.
fn grouped(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut out = String::with_capacity(digits.len() + 4);
    if value < 0.0 {
        out.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Lang, grouped};

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(7.0), "7");
        assert_eq!(grouped(422.0), "422");
        assert_eq!(grouped(13_124.0), "13.124");
        assert_eq!(grouped(-1_000_000.0), "-1.000.000");
    }

    #[test]
    fn a_year_has_no_thousands() {
        let told = Lang::En.told("no-calendar", None, &[("year", "2028".to_owned())]);
        assert!(told.what.contains("2028") && told.remedy.contains("2028"), "{told:?}");
    }

    #[test]
    fn a_missing_key_is_shown() {
        assert_eq!(Lang::Vi.t("no-such-key"), "⟦no-such-key⟧");
    }
}
