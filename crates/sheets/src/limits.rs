//! How large a table may be: more is refused by name before it is held in memory.

/// Bytes of a file.
pub const FILE: usize = 10 * 1024 * 1024;
/// Bytes that a packed file may unpack to, all its parts together.
pub const UNPACKED: u64 = 96 * 1024 * 1024;
/// Parts of a packed file.
pub const PARTS: usize = 2_000;
/// Rows of a table.
pub const ROWS: usize = 100_100;
/// Columns of a table.
pub const COLUMNS: usize = 128;
/// Cells of all tables of a file, with the empty ones before one that holds something.
pub const CELLS: usize = 2_000_000;
/// Bytes of text in all cells of a workbook; one text may stand in many of them.
pub const TEXT: usize = 64 * 1024 * 1024;
/// Cells that were joined into larger ones, counted where each begins.
pub const JOINS: usize = CELLS / 64;
/// Columns that all joined cells cover together.
pub const JOINED_COLUMNS: usize = CELLS / 4;
/// Numbered matters in all cells of a table.
pub const ITEMS: usize = 200_000;
/// Units, and cells that are no number, of a table of units: three times the communes of the country.
pub const UNITS: usize = 10_000;
/// Characters of one cell; longer ones are refused with their row when they are to be kept.
pub const CHARACTERS: usize = 40_000;
/// Tables of one file.
pub const TABLES: usize = 64;
