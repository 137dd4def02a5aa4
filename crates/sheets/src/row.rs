//! What a row of a table says, and what is wrong with it.

use domain::day::Day;
use serde::{Deserialize, Serialize};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// The running number.
    Number,
    /// The words of the matter; the one column that has to be there.
    Words,
    /// Who raised it.
    Name,
    /// Telephone or address.
    Contact,
    /// Village, commune or district.
    Place,
    /// The day on which it was raised.
    Date,
    /// Field of work.
    Field,
    /// The body that has to settle it.
    Agency,
    /// What was answered.
    Answer,
    /// How far it has come.
    Status,
    /// Kind of submission.
    Kind,
    /// The last day by which it is to be settled.
    Due,
    /// The day on which it is looked at again.
    Review,
    /// The day of the answer.
    Answered,
    /// By which way it was raised.
    Channel,
    /// What was noted of the matter.
    Note,
    /// A column that is known and not taken over.
    Other,
}

impl Column {
    /// Every one.
    pub const ALL: &[Self] = &[
        Self::Number,
        Self::Words,
        Self::Name,
        Self::Contact,
        Self::Place,
        Self::Date,
        Self::Field,
        Self::Agency,
        Self::Answer,
        Self::Status,
        Self::Kind,
        Self::Due,
        Self::Review,
        Self::Answered,
        Self::Channel,
        Self::Note,
        Self::Other,
    ];

    /// Its word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Words => "words",
            Self::Name => "name",
            Self::Contact => "contact",
            Self::Place => "place",
            Self::Date => "date",
            Self::Field => "field",
            Self::Agency => "agency",
            Self::Answer => "answer",
            Self::Status => "status",
            Self::Kind => "kind",
            Self::Due => "due",
            Self::Review => "review",
            Self::Answered => "answered",
            Self::Channel => "channel",
            Self::Note => "note",
            Self::Other => "other",
        }
    }

    /// The one of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|column| column.as_str() == word)
    }
}

/// How far a matter has come, as a table says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Settled: what was asked was done.
    Done,
    /// Settled: it was explained or answered.
    Explained,
    /// Being settled.
    InProgress,
    /// Put off to a later day: being settled.
    Deferred,
    /// Nobody took it up yet.
    NotTakenUp,
}

impl Status {
    /// Every one.
    pub const ALL: &[Self] = &[Self::Done, Self::Explained, Self::InProgress, Self::Deferred, Self::NotTakenUp];

    /// Its word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Explained => "explained",
            Self::InProgress => "in_progress",
            Self::Deferred => "deferred",
            Self::NotTakenUp => "not_taken_up",
        }
    }

    /// The one of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|status| status.as_str() == word)
    }

    /// Whether it was settled, which needs the words of an answer.
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Done | Self::Explained)
    }
}

/// What is wrong with a row, or worth a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// No words stand in it.
    NoWords,
    /// A day can't be read.
    NotADate(Column),
    /// A day lies after today.
    InTheFuture(Column),
    /// The status can't be read.
    UnknownStatus,
    /// It is settled, and no answer stands in it.
    NoAnswer,
    /// It is a denunciation, which no table may hold here.
    Denunciation,
    /// A cell holds more than may be kept.
    TooLong(Column),
    /// The answer is dated before the matter was raised.
    AnsweredBefore,
    /// The field of work is not known; it is left open.
    UnknownField,
    /// By which way it was raised can't be read; that of the table is taken.
    UnknownChannel,
    /// The place is not known. The row is taken over as of the body's own place only where somebody says so.
    UnknownPlace,
    /// The body is not known; the body that takes the table over answers for it.
    UnknownAgency,
    /// Several bodies are called so; the body that takes the table over answers for it until somebody says which is meant.
    SeveralAgencies,
    /// The place is known and was none of that day, or has ended; the row is taken over as of the body's own place.
    PlaceNotThen,
    /// The place of the body that takes the table over was not in use on that day, or is another unit since.
    OwnPlaceNotThen,
    /// The body is known and could not be given anything on that day; the body that takes the table over answers for it.
    AgencyNotThen,
    /// It was sent on, and to whom or when can't be told; what the table says of it is kept in its own words.
    SentUnclear,
}

impl Problem {
    /// Whether the row can't be taken over as it is.
    pub const fn refuses(self) -> bool {
        !matches!(
            self,
            Self::UnknownField
                | Self::UnknownChannel
                | Self::UnknownAgency
                | Self::SeveralAgencies
                | Self::PlaceNotThen
                | Self::AgencyNotThen
                | Self::SentUnclear
        )
    }

    /// Its word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoWords => "no_words",
            Self::NotADate(_) => "not_a_date",
            Self::InTheFuture(_) => "in_the_future",
            Self::UnknownStatus => "unknown_status",
            Self::NoAnswer => "no_answer",
            Self::Denunciation => "denunciation",
            Self::TooLong(_) => "too_long",
            Self::AnsweredBefore => "answered_before",
            Self::UnknownField => "unknown_field",
            Self::UnknownChannel => "unknown_channel",
            Self::UnknownPlace => "unknown_place",
            Self::UnknownAgency => "unknown_agency",
            Self::SeveralAgencies => "several_agencies",
            Self::PlaceNotThen => "place_not_then",
            Self::OwnPlaceNotThen => "own_place_not_then",
            Self::AgencyNotThen => "agency_not_then",
            Self::SentUnclear => "sent_unclear",
        }
    }

    /// The column it is about.
    pub const fn column(self) -> Column {
        match self {
            Self::NoWords | Self::Denunciation => Column::Words,
            Self::NotADate(column) | Self::InTheFuture(column) | Self::TooLong(column) => column,
            Self::OwnPlaceNotThen => Column::Date,
            Self::UnknownStatus => Column::Status,
            Self::NoAnswer | Self::SentUnclear => Column::Answer,
            Self::AnsweredBefore => Column::Answered,
            Self::UnknownField => Column::Field,
            Self::UnknownChannel => Column::Channel,
            Self::UnknownPlace | Self::PlaceNotThen => Column::Place,
            Self::UnknownAgency | Self::SeveralAgencies | Self::AgencyNotThen => Column::Agency,
        }
    }
}

/// A row that holds a matter. What is empty in it is not written out: a table has a hundred thousand of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SheetRow {
    /// Its number in the file, from 1.
    pub row: usize,
    /// What stands in the column of numbers.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// The words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// Who raised it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Telephone or address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub contact: String,
    /// The place as it is written.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// Where the meeting was held at which it was raised, by the title of its rows.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub held_at: String,
    /// What its title calls that meeting, which tells it from others of its day: where it was held, else with whom; empty where
    /// the row stands below no such title, or has another day.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub meeting: String,
    /// Its own day, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
    /// Code of the field of work; empty while it is not known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub field: String,
    /// The body as it is written.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub agency: String,
    /// What was answered.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub answer: String,
    /// The day of the answer, where the row has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_on: Option<Day>,
    /// The number of the paper with which it was answered, where the row says one.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub paper: String,
    /// To whom it was sent on, where the row says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent: Option<SentOn>,
    /// How far it has come, where the row says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Whether what settled it was said where it was raised.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub on_the_spot: bool,
    /// The word of its kind of submission; empty where the row does not say.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// The last day, where the row has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Day>,
    /// The day on which it is looked at again, where the row has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_on: Option<Day>,
    /// The numbered matters in its words, where there are two at least.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    /// The words as they stood, where they were in an old encoding and were converted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original: Option<String>,
    /// Whether who raised the row above it raised this one too: their name is joined over both.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub goes_on: bool,
    /// The title of the rows among which it stands, where its field is taken from there or that title names several.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub section: String,
    /// The word of the way by which it was raised; empty where the row does not say.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub channel: String,
    /// What was noted of it and is neither answer nor state, line by line, each with the heading of its column.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub notes: String,
    /// The words by which its state was understood, where they name none themselves.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub by_words: String,
    /// Whether it says that another body decides.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub beyond: bool,
    /// What is wrong with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Problem>,
}

/// To whom a matter was sent on, as a cell says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentOn {
    /// The body as it is written.
    pub to: String,
    /// The day, where the cell says one that can be.
    pub on: Option<Day>,
    /// The number of the paper, where the cell says one.
    pub number: String,
}

impl SheetRow {
    /// Whether it can't be taken over as it is.
    pub fn is_refused(&self) -> bool {
        self.problems.iter().any(|problem| problem.refuses())
    }
}
