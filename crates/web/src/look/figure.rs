//! Figures: each number stands with its fraction, its date and a link to exactly its cases.

use askama::Template;

use super::form::FormState;
use super::shell::Shell;

/// A headline figure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Headline {
    /// The large number: a share (`79,6%`) or a count.
    pub number: String,
    /// Its cases.
    pub href: String,
    /// The fraction in words: `336/422 …`.
    pub fraction: String,
    /// The rest, small, or empty.
    pub detail: String,
}

/// A number in a table or a bar, with the cases behind it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counted {
    /// The count, for the length of a bar.
    pub count: i64,
    /// The fraction as printed: `336/422`; a dash for none.
    pub fraction: String,
    /// The share as printed: `79,6%`; a dash for none.
    pub share: String,
    /// The cases; empty where the count is nought.
    pub href: String,
}

/// One line of the table and one bar of the chart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FigureLine {
    /// Whose line it is.
    pub label: String,
    /// All cases of the line.
    pub total: i64,
    /// The cases of the total.
    pub total_href: String,
    /// Settled.
    pub resolved: Counted,
    /// Under way.
    pub in_progress: Counted,
    /// Not yet taken up.
    pub not_taken_up: Counted,
    /// Whether it is the sum of the lines above.
    pub sum: bool,
}

/// A sub-line ("of these"): a count below one of the three outcomes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfThese {
    /// What is counted.
    pub label: String,
    /// How many.
    pub counted: Counted,
}

/// `GET /figures`.
#[derive(Debug, Clone, Template)]
#[template(path = "figures.html")]
pub struct Figures {
    /// The frame.
    pub shell: Shell,
    /// Whose figures these are.
    pub scope: String,
    /// From when: dd/mm/yyyy.
    pub from: String,
    /// Until when: dd/mm/yyyy.
    pub to: String,
    /// The day whose state is read: dd/mm/yyyy.
    pub state_on: String,
    /// What was recorded by the end of that day is counted: dd/mm/yyyy.
    pub as_of: String,
    /// The version of the function (`kq-1`).
    pub version: String,
    /// Two to four headline figures.
    pub headlines: Vec<Headline>,
    /// The lines; the last is the sum.
    pub lines: Vec<FigureLine>,
    /// The sub-lines.
    pub of_these: Vec<OfThese>,
    /// The sentence a report would print, or empty.
    pub sentence: String,
    /// The form: `from`, `to`, `state_on`, `as_of`.
    pub form: FormState,
}

/// The place of one part of a bar, in units of the drawing (the whole bar is 520 wide).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Where it begins.
    pub x: i64,
    /// How long it is: at least 3 where the count is not nought.
    pub width: i64,
    /// The middle, for a label below.
    pub middle: i64,
    /// Where a label inside begins.
    pub inner: i64,
}

impl Segment {
    /// Whether there is anything to draw.
    pub fn is_drawn(&self) -> bool {
        self.width > 0
    }

    /// Whether count and share fit inside.
    pub fn is_wide(&self) -> bool {
        self.width > 110
    }
}

impl FigureLine {
    /// The left edge of the bars.
    pub const LEFT: i64 = 196;
    /// The length of a whole bar.
    pub const WHOLE: i64 = 520;

    /// The three parts of the bar in the order settled, under way, not taken up. A part that is not nought is at least 3
    /// long, taken from the longest.
    pub fn segments(&self) -> [Segment; 3] {
        let counts = [self.resolved.count, self.in_progress.count, self.not_taken_up.count];
        let total: i64 = counts.iter().sum::<i64>().max(1);
        let mut widths = counts.map(|count| {
            let exact = (count * Self::WHOLE + total / 2) / total;
            if count > 0 { exact.max(3) } else { 0 }
        });
        let over = widths.iter().sum::<i64>() - Self::WHOLE;
        let longest = (0..3).max_by_key(|at| widths[*at]).unwrap_or_default();
        if counts.iter().any(|count| *count > 0) {
            widths[longest] -= over;
        }
        let mut x = Self::LEFT;
        widths.map(|width| {
            let segment = Segment { x, width, middle: x + width / 2, inner: x + 10 };
            x += width;
            segment
        })
    }
}

impl Figures {
    /// The height of the drawing: 74 for a bar, and the legend.
    pub fn height(&self) -> usize {
        self.lines.len() * 74 + 18
    }

    /// The upper edge of a bar, by its place.
    pub fn top(&self, at: &usize) -> usize {
        at * 74 + 6
    }
}

#[cfg(test)]
mod tests {
    use super::{Counted, FigureLine};

    fn line(resolved: i64, in_progress: i64, not_taken_up: i64) -> FigureLine {
        let counted = |count| Counted { count, ..Counted::default() };
        FigureLine {
            resolved: counted(resolved),
            in_progress: counted(in_progress),
            not_taken_up: counted(not_taken_up),
            ..FigureLine::default()
        }
    }

    #[test]
    fn a_bar_is_whole_and_shows_the_smallest_part() {
        for (a, b, c) in [(336, 83, 3), (64, 5, 0), (1, 0, 0), (9999, 1, 1), (0, 0, 7)] {
            let parts = line(a, b, c).segments();
            assert_eq!(parts.iter().map(|part| part.width).sum::<i64>(), FigureLine::WHOLE);
            assert!(parts.iter().zip([a, b, c]).all(|(part, count)| (count > 0) == (part.width >= 3)));
        }
        assert!(line(0, 0, 0).segments().iter().all(|part| part.width == 0));
    }
}
