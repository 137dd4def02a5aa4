//! The entries of the header.

/// An entry of the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nav {
    /// Today: what waits.
    Home,
    /// The dialogues and the live desk.
    Dialogues,
    /// Reception days and their book.
    Receptions,
    /// The list of cases.
    Cases,
    /// What is planned, and what became of it.
    Plans,
    /// Figures.
    Figures,
    /// Bodies in time.
    Organisations,
    /// What ended bodies and terms leave.
    Handovers,
    /// Rules, calendar, due dates.
    Rules,
    /// The accounts of the administrator.
    Accounts,
}

impl Nav {
    /// The address of the entry.
    pub const fn href(self) -> &'static str {
        match self {
            Self::Home => "/",
            Self::Dialogues => "/dialogues",
            Self::Receptions => "/receptions",
            Self::Cases => "/cases",
            Self::Plans => "/plans",
            Self::Figures => "/figures",
            Self::Organisations => "/organisations",
            Self::Handovers => "/handovers",
            Self::Rules => "/rules",
            Self::Accounts => "/accounts",
        }
    }

    /// The key of its words.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Home => "nav-home",
            Self::Dialogues => "nav-dialogues",
            Self::Receptions => "nav-receptions",
            Self::Cases => "nav-cases",
            Self::Plans => "nav-plans",
            Self::Figures => "nav-figures",
            Self::Organisations => "nav-organisations",
            Self::Handovers => "handovers-title",
            Self::Rules => "nav-rules",
            Self::Accounts => "nav-accounts",
        }
    }
}

/// The entries of the header that fold into one: there is no room for all of them beside each other. A plan is made once a year.
pub(super) const FOLDED: [Nav; 4] = [Nav::Plans, Nav::Organisations, Nav::Rules, Nav::Accounts];
