//! Fields of work (lĩnh vực) by which submissions and cases are sorted.
//!
//! Codes are hierarchical, parts joined by a dot; the names stand in the catalogues under `field-` and the code
//! with a dash in place of the dot.

/// All codes, parents before children.
pub const CODES: [&str; 26] = [
    "01", "01.01", "01.02", "01.03", "02", "02.01", "02.02", "03", "03.01", "04", "05", "06", "07", "08", "09", "10",
    "11", "12", "13", "14", "15", "16", "16.01", "17", "18", "99",
];
