//! Shares, computed on exact fractions and rounded once.

/// `part` of `whole` in percent with so many decimals, rounded half up, with a decimal comma: 336 of 422 is `79,6`.
///
/// None where there is nothing to share (`whole` is not positive), or the part is negative.
pub fn share(part: i64, whole: i64, decimals: u32) -> Option<String> {
    if whole <= 0 || part < 0 {
        return None;
    }
    let (part, whole) = (i128::from(part), i128::from(whole));
    let unit = 10_i128.checked_pow(decimals.min(9)).expect("ten to the ninth fits");
    let scaled = (part * 200 * unit + whole) / (whole * 2);
    let (integer, fraction) = (scaled / unit, scaled % unit);
    Some(match decimals.min(9) {
        0 => integer.to_string(),
        places => format!("{integer},{fraction:0width$}", width = places as usize),
    })
}

/// What the numbers of a report count; printed after the definitions of the outcome.
pub const REPORTED: &str = "
# What a report counts

`report results` counts, for a scope and a range of days, by what was recorded up to an instant. A line is that of a level,
or of all; of each, those of the Party head, of the State head, and joint ones. A joint dialogue counts with both heads and
once in the whole: place = Party + State − joint.

| number | unit | what is counted |
| --- | --- | --- |
| planned | dialogue | those of the first issued plan of a post and year, in the month for which they were planned first; a plan is issued when it is approved, by the day on the paper |
| adjusted | dialogue | those that stand in the plan as amended |
| held | dialogue | those whose first session began in the range and that were held or concluded on the day whose state is read; one still under way is not; of the level of the highest chair |
| added | dialogue | those held that stand in no plan |
| postponed, cancelled | dialogue | planned ones that were put off, or called off, by the day whose state is read |
| units | place | places that have a body of their own |
| active | place | places whose body held a dialogue |
| idle | place | places that have a body of their own and none that held a dialogue |
| sites | village | distinct villages in which a session of a dialogue held began |
| turns | turn | people or groups that raised something in a session, of a dialogue still under way too |
| letters | letter | letters received |
| submissions | submission | matters raised in both and by other channels, but those recorded by mistake |
| voters | submission | of these, those raised at meetings of deputies with their voters |
| elsewhere | submission | of these, those raised by any other channel than a dialogue, a letter or such a meeting: those of receptions, whether typed visit by visit or taken from a table, by telephone, by the public pages |
| cases | case | by outcome, as above. In the mode `raised`: first raised in the range. In the mode `workload`: unsettled on the day before the range, raised in it, or settled before and reopened in it |

In the mode `workload`: carried over + raised + reopened = resolved + unsettled, and what is unsettled is carried forward.

What the Front and organisations gathered before a dialogue counts among the cases, each first raised on the day of the synthesis
by which it was sent, with the dialogue for which it was gathered; with the body that holds it, as a letter does, where that is
only planned. Its opinions are no turns and no submissions of a session or a letter and stand in neither number, so what is
spoken of again at the desk and joined to it is one case and one submission. One that was put to a case that is there makes no
other, and thanks make none.

What a table says was raised elsewhere than at a dialogue - at a meeting of deputies with their voters, by telephone - is kept together
by its day. That is no dialogue: it stands in no number of dialogues, villages or turns, fulfils no duty and starts none. Its
submissions and cases count as others do, and by their channel.

What is said at a reception counts among the submissions, with the body that received, on the day on which it was said, and its case
with the others; a letter that is taken there counts as a letter. A visit that was answered, guided or refused made no submission.

Declared figures are what units say of a period on a paper. They stand in columns of their own beside what is counted, are
never added to it, and open no cases. Of a range count the papers whose period lies within it, dated on the day whose state is
read or before, as recorded up to the instant; of periods of one unit that hold each other, the longest alone. They are of the
level of the unit's place and of the line of duty of the unit. A unit declares, and has no case record, where it has neither a
dialogue held nor a case raised in the range. Each declared number opens its papers.

Each number of the page opens its rows: the same text counts and lists, as of the same days.

Of the resolved: what the person and the Front say of the answers in force. Beyond competence is a case with a point that was said
to be so, sent on, or answered by the body to which it was sent; waiting is one to which another body still owes an answer.

What was raised after the day whose state is read does not count. A case is of the level of the dialogue in which it was first
raised, one that came by letter of that of the body that got it. Shares are rounded half up on exact fractions, with no decimal
below 100 and one from there on; parts of a whole that would not add to 100% without a decimal have one.

# What is counted of receptions

Of a body, from a day to a day; only of days on which citizens were received, and without what was recorded by mistake.

| number | unit | what is counted |
| --- | --- | --- |
| days | reception day | days on which citizens were received, by kind of reception and by who received |
| visits | visit | who was received: a visit is one person or group that came once. Who was refused was not received: such visits stand in the book with their number and their ground, and in the number of those refused alone |
| people | person | people who came on these visits |
| first, again | matter | cases, and visits without one, of these visits. A matter is received again where who came said so, or its case stands with an earlier visit of the body; a case that was merged is the one in which it counts. Of one kind of reception and one receiver each matter counts once among those of the first time and once among those received again; the total is the sum over kinds and receivers, as in form 01/TCD |
| groups | visit | visits of so many people that they are a large group by the rule of the day, with people, first and again as above |
| refused | visit | visits of who was refused |

Visits and matters are never computed from each other. Each number opens its visits: that of matters one visit for each.
";

#[cfg(test)]
mod tests {
    use super::share;

    #[track_caller]
    fn check(part: i64, whole: i64, decimals: u32, expected: &str) {
        assert_eq!(share(part, whole, decimals).as_deref(), Some(expected));
    }

    #[test]
    fn shares_of_the_published_reports() {
        check(64, 69, 0, "93");
        check(5, 69, 0, "7");
        check(336, 422, 1, "79,6");
        check(83, 422, 1, "19,7");
        check(3, 422, 1, "0,7");
        check(400, 491, 1, "81,5");
        check(335, 422, 1, "79,4");
        check(59, 71, 1, "83,1");
        check(2, 287, 1, "0,7");
        check(26, 287, 1, "9,1");
        check(259, 287, 1, "90,2");
    }

    #[test]
    fn halves_go_up_and_edges_hold() {
        check(1, 200, 0, "1");
        check(1, 201, 0, "0");
        check(1, 8, 1, "12,5");
        check(1, 16, 1, "6,3");
        check(0, 5, 2, "0,00");
        check(5, 5, 1, "100,0");
        check(1, 3, 9, "33,333333333");
        check(i64::MAX, i64::MAX, 9, "100,000000000");
        check(i64::MAX, 1, 0, "922337203685477580700");
    }

    #[test]
    fn of_nothing_there_is_no_share() {
        assert_eq!(share(0, 0, 1), None);
        assert_eq!(share(-1, 5, 1), None);
        assert_eq!(share(1, -5, 1), None);
    }
}
