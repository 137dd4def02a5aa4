//! Numbers, days and figures as Vietnamese reports print them: `336/422`, `05/69`, `79,6%`, `13.124`, `31/12/2020`.

use domain::Day;
use domain::figure::share;

/// Below this many, a percentage with a decimal says more than the cases do.
const FINE_FROM: i64 = 100;

/// Counts below this are printed with a zero before them, so that a digit can't be added by hand.
const PADDED_BELOW: i64 = 10;

/// The words of a line that prints a share, in the language of the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words<'a> {
    /// The unit that is counted.
    pub unit: &'a str,
    /// What stands between the count and its percentage, such as "making up".
    pub share: &'a str,
}

/// `dd/mm/yyyy`.
pub fn date_vn(day: Day) -> String {
    day.vn()
}

/// The number with a point between each three digits: `13.124`.
pub fn number_vn(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        text.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// The number as in [`number_vn`], with a zero before it when it has one digit: `05`.
pub fn count(number: i64) -> String {
    if (0..PADDED_BELOW).contains(&number) { format!("0{number}") } else { number_vn(number) }
}

/// So many of so many, each as a [`count`]: `05/69`, `02/04`, `336/422`.
pub fn fraction(part: i64, whole: i64) -> String {
    format!("{}/{}", count(part), count(whole))
}

/// So many of so many without zeros before them: `2/4`.
pub fn plain_fraction(part: i64, whole: i64) -> String {
    format!("{}/{}", number_vn(part), number_vn(whole))
}

/// The decimals that suit a share of so many: none below 100, else one. The reports seen print `93%` of 69 and
/// `79,6%` of 422 on one page, so it is a choice of the line; this is the choice when nobody makes one.
pub fn precision(whole: i64) -> u32 {
    u32::from(whole >= FINE_FROM)
}

/// The decimals that suit the shares of parts that are all of so many: one more where without it what is printed adds to something
/// else than a hundred.
pub fn precision_of(parts: &[i64], whole: i64) -> u32 {
    let whole_percents = |part: &i64| share(*part, whole, 0).and_then(|share| share.parse::<i64>().ok());
    let printed: Option<i64> = parts.iter().map(whole_percents).sum();
    if printed == Some(100) { precision(whole) } else { 1 }
}

/// The share with a decimal comma and a percent sign, rounded half up: `79,6%`. None when there is nothing to share.
pub fn percent(part: i64, whole: i64, precision: u32) -> Option<String> {
    share(part, whole, precision).map(|share| share + "%")
}

/// A share as a report prints it: the fraction, the unit, and after a comma the percentage. Without a percentage
/// when there is nothing to share.
pub fn printed(part: i64, whole: i64, words: Words<'_>, precision: u32) -> String {
    let counted = format!("{} {}", fraction(part, whole), words.unit);
    match percent(part, whole, precision) {
        Some(percent) => format!("{counted}, {} {percent}", words.share),
        None => counted,
    }
}

#[cfg(test)]
mod tests {
    use super::{Words, date_vn, fraction, number_vn, percent, plain_fraction, precision, precision_of, printed};
    use domain::Day;

    const CASES: Words<'_> = Words { unit: "vụ việc", share: "chiếm" };

    #[track_caller]
    fn check(part: i64, whole: i64, expected: &str) {
        assert_eq!(printed(part, whole, CASES, precision(whole)), expected);
    }

    #[test]
    fn the_lines_of_the_published_reports() {
        check(64, 69, "64/69 vụ việc, chiếm 93%");
        check(5, 69, "05/69 vụ việc, chiếm 7%");
        check(336, 422, "336/422 vụ việc, chiếm 79,6%");
        check(83, 422, "83/422 vụ việc, chiếm 19,7%");
        check(3, 422, "03/422 vụ việc, chiếm 0,7%");
        check(400, 491, "400/491 vụ việc, chiếm 81,5%");
        check(335, 422, "335/422 vụ việc, chiếm 79,4%");
        check(1_336, 13_124, "1.336/13.124 vụ việc, chiếm 10,2%");
        check(0, 0, "00/00 vụ việc");
    }

    #[test]
    fn a_line_may_choose_its_precision() {
        assert_eq!(percent(59, 71, 1).as_deref(), Some("83,1%"));
        assert_eq!(percent(18, 22, 1).as_deref(), Some("81,8%"));
        assert_eq!(percent(64, 69, 0).as_deref(), Some("93%"));
        assert_eq!(percent(1, 0, 0), None);
    }

    #[test]
    fn shares_of_all_of_it_that_do_not_add_to_a_hundred_have_a_decimal() {
        let shares = |parts: &[i64]| {
            let whole = parts.iter().sum();
            let precision = precision_of(parts, whole);
            parts.iter().map(|part| percent(*part, whole, precision).expect("a share")).collect::<Vec<_>>()
        };
        assert_eq!(shares(&[64, 5]), ["93%", "7%"], "as the published report has it");
        assert_eq!(shares(&[10, 9, 2]), ["47,6%", "42,9%", "9,5%"]);
        assert_eq!(shares(&[5, 14, 3]), ["22,7%", "63,6%", "13,6%"]);
        assert_eq!(shares(&[7, 0, 0]), ["100%", "0%", "0%"]);
        assert_eq!(shares(&[336, 83, 3]), ["79,6%", "19,7%", "0,7%"]);
    }

    #[test]
    fn fractions() {
        assert_eq!(fraction(2, 4), "02/04");
        assert_eq!(fraction(9, 10), "09/10");
        assert_eq!(plain_fraction(2, 4), "2/4");
        assert_eq!(plain_fraction(1_000, 2_500), "1.000/2.500");
    }

    #[test]
    fn numbers_and_days() {
        for (number, expected) in [
            (0, "0"),
            (7, "7"),
            (999, "999"),
            (1_000, "1.000"),
            (13_124, "13.124"),
            (1_234_567, "1.234.567"),
            (-4_200, "-4.200"),
            (i64::MIN, "-9.223.372.036.854.775.808"),
        ] {
            assert_eq!(number_vn(number), expected);
        }
        assert_eq!(Day::parse_iso("2020-12-31").map(date_vn).as_deref(), Some("31/12/2020"));
    }
}
