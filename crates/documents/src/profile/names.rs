//! What a profile has values for: measures, parts and words. The list of each is whole, and a test holds the data to it.

use serde::Deserialize;

/// A length, distance or choice of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Millimetres from the upper edge to the text.
    MarginTop,
    /// Millimetres from the lower edge to the text.
    MarginBottom,
    /// Millimetres from the left edge to the text.
    MarginLeft,
    /// Millimetres from the right edge to the text.
    MarginRight,
    /// Millimetres from the upper edge to the page number.
    PageNumberFromEdge,
    /// Millimetres by which the first line of a paragraph is moved in.
    FirstLine,
    /// Points between paragraphs.
    ParagraphGap,
    /// Distance of lines in percent of a single line; 0 where it is exact.
    LinePercent,
    /// Exact distance of lines in points; 0 where it is a multiple.
    LineExact,
    /// Length of a rule in percent of the line above it.
    RulePercent,
    /// Millimetres left blank for the signature.
    SignatureSpace,
    /// Millimetres of the left half of the head.
    HeadLeft,
    /// 1 where the pages of an annex are numbered from 1 again.
    AnnexRestarts,
}

impl Measure {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::MarginTop,
        Self::MarginBottom,
        Self::MarginLeft,
        Self::MarginRight,
        Self::PageNumberFromEdge,
        Self::FirstLine,
        Self::ParagraphGap,
        Self::LinePercent,
        Self::LineExact,
        Self::RulePercent,
        Self::SignatureSpace,
        Self::HeadLeft,
        Self::AnnexRestarts,
    ];
}

/// A component of a paper, which is also a style of the Word file and a class of the preview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The national title, or that of the Party.
    NationalTitle,
    /// The motto under the national title.
    Motto,
    /// The body above the one that issues.
    Superior,
    /// The body that issues.
    Issuer,
    /// The asterisk of Party papers.
    Divider,
    /// Number and sign.
    Number,
    /// Place and day.
    PlaceDate,
    /// The name of the kind of paper.
    TypeName,
    /// What the paper is about, in one sentence.
    Abstract,
    /// The hyphens under the abstract of Party papers.
    AbstractEnd,
    /// What an annex belongs to.
    Reference,
    /// A paragraph.
    Body,
    /// A heading of the first level.
    Heading,
    /// A heading of the second level.
    SubHeading,
    /// For whom or in whose place is signed.
    Authority,
    /// The post of who signs.
    Post,
    /// The name of who signs.
    Signer,
    /// The label of the recipients.
    RecipientsLabel,
    /// A recipient.
    Recipient,
    /// The label of an annex.
    AnnexLabel,
    /// The title of an annex.
    AnnexTitle,
    /// A cell in the head of a table.
    TableHead,
    /// A cell of a table.
    TableCell,
    /// The number of a page.
    PageNumber,
}

impl Part {
    /// All of them, in the order of a paper.
    pub const ALL: &[Self] = &[
        Self::NationalTitle,
        Self::Motto,
        Self::Superior,
        Self::Issuer,
        Self::Divider,
        Self::Number,
        Self::PlaceDate,
        Self::TypeName,
        Self::Abstract,
        Self::AbstractEnd,
        Self::Reference,
        Self::Body,
        Self::Heading,
        Self::SubHeading,
        Self::Authority,
        Self::Post,
        Self::Signer,
        Self::RecipientsLabel,
        Self::Recipient,
        Self::AnnexLabel,
        Self::AnnexTitle,
        Self::TableHead,
        Self::TableCell,
        Self::PageNumber,
    ];
}

/// A word or sign of a profile. An empty one is not used by its system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Word {
    /// The national title, or that of the Party.
    NationalTitle,
    /// The motto.
    Motto,
    /// What stands under the issuing body; a rule where it is empty.
    Divider,
    /// What an abstract begins with.
    AbstractLead,
    /// What stands under the abstract; a rule where it is empty.
    AbstractEnd,
    /// Before the number.
    NumberLabel,
    /// Number, kind and body: `{number}`, `{type}`, `{body}`.
    Symbol,
    /// On behalf of a collective body.
    OnBehalf,
    /// A deputy for the head.
    Deputy,
    /// By order of the head.
    ByOrder,
    /// By written delegation.
    Delegated,
    /// A deputy for the head of a collective body, below the line of that body.
    DeputyOfCollective,
    /// Label of the recipients.
    RecipientsLabel,
    /// How an official is addressed, before the name.
    Address,
    /// After each recipient but the last.
    RecipientEnd,
    /// The line of the copy that is kept.
    Kept,
    /// The same with the drafting unit: `{unit}`.
    KeptWith,
    /// The end of the text.
    BodyEnd,
    /// After a Roman number.
    RomanEnd,
    /// Between the number of a cited paper and its day.
    CitedDay,
}

impl Word {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::NationalTitle,
        Self::Motto,
        Self::Divider,
        Self::AbstractLead,
        Self::AbstractEnd,
        Self::NumberLabel,
        Self::Symbol,
        Self::OnBehalf,
        Self::Deputy,
        Self::ByOrder,
        Self::Delegated,
        Self::DeputyOfCollective,
        Self::RecipientsLabel,
        Self::Address,
        Self::RecipientEnd,
        Self::Kept,
        Self::KeptWith,
        Self::BodyEnd,
        Self::RomanEnd,
        Self::CitedDay,
    ];
}
