//! How alike two matters are: by hand, and measured on planted repeats and near misses.

mod planted;

use std::fmt::Write as _;

use domain::likeness::{Likeness, Matter, PROPOSED, Place};

use planted::{Pair, Planted};

fn alike(one: &str, two: &str) -> Likeness {
    let read = |said: &str| Matter::new(said, "03", "thôn An Khê");
    read(one).likeness(&read(two), Place::Same)
}

const ROAD: &str = "Kính gửi UBND xã. Tuyến đường đê đoạn qua thôn An Khê nhiều ổ gà, đề nghị sửa chữa.";

#[test]
fn the_same_said_without_marks_and_in_another_order_is_proposed() {
    let found = alike(ROAD, "de nghi sua chua, tuyen duong de qua An Khe nhieu o ga. Xin cam on!");
    assert!(found.is_proposed(), "{found:?}");
    assert!(found.common.contains(&"tuyến đường".to_owned()), "{found:?}");
    assert!(found.apart.is_empty());
}

#[test]
fn another_matter_of_the_place_is_not() {
    assert!(!alike(ROAD, "Kính gửi UBND xã. Đề nghị lắp đèn tín hiệu ở ngã ba thôn An Khê.").is_proposed());
}

#[test]
fn the_same_words_about_another_road_say_what_keeps_them_apart() {
    let found = alike(ROAD, &ROAD.replace("đường đê", "đường liên thôn"));
    assert!(!found.is_proposed(), "{found:?}");
    assert_eq!(found.apart, [("đường đê".to_owned(), "đường liên".to_owned())]);
}

#[test]
fn a_plot_is_named_by_its_number_and_a_day_by_what_is_said_of_it() {
    let plot = |no: &str| format!("Tôi khiếu nại việc trả hồ sơ cấp sổ đỏ thửa đất số {no} ngày 05/3/2024.");
    assert!(!alike(&plot("12"), &plot("120")).is_proposed());
    assert!(alike(&plot("12"), "Khiếu nại việc trả hồ sơ cấp GCN thửa số 12 ngày 5/3").is_proposed());
}

#[test]
fn courtesy_and_the_place_count_nothing() {
    let said =
        "Kính gửi UBND xã. Thay mặt nhân dân thôn An Khê, tôi xin trân trọng cảm ơn. Đề nghị xem xét, giải quyết.";
    assert_eq!(alike(said, said).percent, 0);
    assert_eq!(alike("", "").percent, 0);
}

#[test]
fn another_place_or_branch_of_fields_is_never_proposed_and_a_predecessor_is() {
    let read = |field: &str| Matter::new(ROAD, field, "");
    let percent = |one: &str, two: &str, place| read(one).likeness(&read(two), place).percent;
    assert_eq!(percent("03", "03", Place::Same), 100);
    assert_eq!(percent("03", "03.01", Place::Predecessor), 100);
    assert_eq!(percent("03", "", Place::Same), 100);
    assert_eq!(percent("03", "04", Place::Same), 0);
    assert_eq!(percent("03", "03", Place::Other), 0);
}

/// The name of a place that took another one.
const TAKEN_BY: &str = "Vĩnh Lạc";

/// How many of so many pairs are proposed.
fn proposed(count: usize, mut pair: impl FnMut() -> Pair) -> usize {
    (0..count)
        .filter(|_| {
            let pair = pair();
            let (one, two) = pair.read();
            let found = one.likeness(&two, Place::Same);
            assert_eq!(found.percent, two.likeness(&one, Place::Same).percent, "{} / {}", pair.one, pair.two);
            found.is_proposed()
        })
        .count()
}

/// Precision and recall of the half that was not used to choose the threshold, and its table.
#[test]
fn slow_planted_repeats_are_told_from_near_misses() {
    let mut planted = Planted::new(true);
    let rows = [
        (
            "the same sentence: other order, courtesy, numbers, words, short forms, errors, without marks, more said",
            true,
            700,
        ),
        ("the same matter in a sentence written anew by hand", true, 300),
        ("another matter of the same place and branch of fields", false, 400),
        ("the same sentence about another road, river, hamlet, project, plot or day", false, 300),
        ("nearly the same words about something else, written by hand", false, 300),
    ];
    let mut page = String::from(include_str!("likeness.md"));
    let (mut right, mut wrong, mut repeats) = (0, 0, 0);
    for (no, (name, repeat, count)) in rows.into_iter().enumerate() {
        let found = proposed(count, || match no {
            0 => planted.repeat(),
            1 => planted.away(),
            2 => planted.other_matter(),
            3 => planted.other_object(),
            _ => planted.near(),
        });
        let what = if repeat { "repeat" } else { "near miss" };
        writeln!(page, "| {what} | {name} | {count} | {found} |").unwrap();
        if repeat {
            right += found;
            repeats += count;
        } else {
            wrong += found;
        }
    }
    let permille = |part: usize, whole: usize| 1000 * part / whole;
    let (precision, recall) = (permille(right, right + wrong), permille(right, repeats));
    write!(
        page,
        "\nPrecision: {right} of {} proposed are repeats, 0.{precision:03}. Recall: {right} of {repeats} repeats are proposed, \
         0.{recall:03}.\nThreshold: {PROPOSED} of 100.\n",
        right + wrong
    )
    .unwrap();
    assert!(precision >= 900 && recall >= 900, "{page}");
    page.push_str(&moved(&mut Planted::new(true)));
    crate::tables::check("likeness.md", &page);
}

/// The same pairs, the second said of a place before another one took it, with the name of then: their table, where both numbers
/// are right.
fn moved(planted: &mut Planted) -> String {
    let proposed = |count: usize, pair: &mut dyn FnMut() -> Pair| {
        let read = |pair: Pair| {
            let (kind, bare) = pair.place.split_once(' ').expect("a place has a kind");
            let now = Matter::new(&pair.one.replace(bare, TAKEN_BY), &pair.field, &format!("{kind} {TAKEN_BY}"));
            now.likeness(&Matter::new(&pair.two, &pair.field, &pair.place), Place::Predecessor)
        };
        (0..count).filter(|_| read(pair()).is_proposed()).count()
    };
    let right = proposed(700, &mut || planted.repeat()) + proposed(300, &mut || planted.away());
    let wrong = proposed(400, &mut || planted.other_matter())
        + proposed(300, &mut || planted.other_object())
        + proposed(300, &mut || planted.near());
    let permille = |part: usize, whole: usize| 1000 * part / whole;
    let (precision, recall) = (permille(right, right + wrong), permille(right, 1000));
    assert!(precision >= 900 && recall >= 900, "{right} {wrong}");
    format!(
        "\nOf the same pairs, the second said of a place before another one took it, {right} repeats \
         and {wrong}\nnear misses are proposed. Precision 0.{precision:03}, recall 0.{recall:03}.\n"
    )
}

/// The half by which the threshold was chosen.
#[test]
fn slow_the_half_that_the_threshold_was_chosen_by_does_as_well() {
    let mut planted = Planted::new(false);
    let right = proposed(350, || planted.repeat()) + proposed(150, || planted.away());
    let wrong = proposed(250, || planted.other_matter()) + proposed(250, || planted.other_object());
    assert!(right >= 450 && wrong <= 50, "{right} of 500 repeats, {wrong} of 500 near misses");
}
