//! How wide words are in Times New Roman: for the rules under them, and for what has to stay on one line.

use unicode_normalization::UnicodeNormalization;

/// Advance of the printable ASCII characters in thousandths of the size, upright (as in Liberation Serif, whose metrics
/// are those of Times New Roman).
const UPRIGHT: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889,
    722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500,
    444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480,
    200, 480, 541,
];

/// The same, bold.
const BOLD: [u16; 95] = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944,
    722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556,
    444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394,
    220, 394, 520,
];

/// What a character outside of both tables takes, about a digit.
const OTHER: u16 = 500;

/// How much wider a letter with a horn is than without.
const HORN: u16 = 50;

/// The width of one line in twips (twentieths of a point). A mark above or below a letter adds nothing.
pub(crate) fn width(line: &str, bold: bool, size: u16) -> u32 {
    let table = if bold { &BOLD } else { &UPRIGHT };
    let thousandths: u32 = line.nfd().map(|c| u32::from(advance(c, table))).sum();
    thousandths * u32::from(size) * 20 / 1000
}

/// The width of the longest line in twips.
pub(crate) fn widest(words: &str, bold: bool, size: u16) -> u32 {
    words.lines().map(|line| width(line, bold, size)).max().unwrap_or_default()
}

fn advance(c: char, table: &[u16; 95]) -> u16 {
    match c {
        ' '..='~' => table[c as usize - 0x20],
        '\u{a0}' => table[0],
        '\u{110}' => table['D' as usize - 0x20],
        '\u{111}' => table['d' as usize - 0x20],
        '\u{31b}' => HORN,
        '\u{300}'..='\u{36f}' => 0,
        '\u{2026}' => 1000,
        _ => OTHER,
    }
}

#[cfg(test)]
mod tests {
    use super::{widest, width};

    #[test]
    fn marks_take_no_room_and_horns_a_little() {
        assert_eq!(width("Độc", true, 13), width("Doc", true, 13));
        assert!(width("ơ", false, 14) > width("o", false, 14));
        assert_eq!(widest("một\nmột dòng dài", false, 14), width("một dòng dài", false, 14));
    }
}
