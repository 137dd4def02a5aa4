//! Many lines at once.

use super::{due, due_with};

fn batch(input: &str) -> String {
    let done = due_with(&["--batch"], input.as_bytes());
    assert_eq!(done.code, 0, "{}", done.err);
    done.out
}

#[test]
fn each_line_gets_its_date_or_its_error_and_none_stops_the_rest() {
    let out = batch(
        "from,amount,unit,direction\n\
         2021-07-09,5,wd,after\n\
         2021-07-09,30,cd,after\n\
         2026-09-08,5,wd,before\n\
         2027-12-30,5,wd,after\n\
         30/02/2026,5,wd,after\n\
         2026-02-03,0,wd,after\n\
         2026-02-03,five,wd,after\n\
         2026-02-03,5,days,after\n\
         2026-02-03,5,wd,later\n\
         2026-02-03,5\n\
         12/02/2026,10,wd,\n",
    );
    assert_eq!(
        out,
        "from,amount,unit,direction,due,error\n\
         2021-07-09,5,wd,after,2021-07-16,\n\
         2021-07-09,30,cd,after,2021-08-09,\n\
         2026-09-08,5,wd,before,2026-08-27,\n\
         2027-12-30,5,wd,after,,no calendar of the year 2028 is known\n\
         30/02/2026,5,wd,after,,no such day: 30/02/2026; write it as 2026-09-11 or 11/09/2026\n\
         2026-02-03,0,wd,after,,no such amount: 0; write a whole number from 1 to 3660\n\
         2026-02-03,five,wd,after,,no such amount: five; write a whole number from 1 to 3660\n\
         2026-02-03,5,days,after,,no such unit: days; write wd for working days or cd for calendar days\n\
         2026-02-03,5,wd,later,,no such direction: later; write after or before\n\
         2026-02-03,5,,,,2 columns where 4 belong\n\
         12/02/2026,10,wd,,2026-03-05,\n"
    );
}

#[test]
fn columns_are_found_by_their_names_and_others_pass_through() {
    let out = batch(
        "\u{feff}no,unit,from,amount,direction,note\r\n1,wd,2021-07-09,5,after,\"a, \"\"b\"\"\"\r\n\r\n2,cd,x,5,after,\r\n",
    );
    assert_eq!(
        out,
        "no,unit,from,amount,direction,note,due,error\n\
         1,wd,2021-07-09,5,after,\"a, \"\"b\"\"\",2021-07-16,\n\
         2,cd,x,5,after,,,no such day: x; write it as 2026-09-11 or 11/09/2026\n"
    );
}

#[test]
fn lines_without_a_header_are_lines() {
    assert_eq!(batch("2021-07-09,5,wd,after"), "2021-07-09,5,wd,after,2021-07-16,\n");
    assert_eq!(batch(""), "");
}

#[test]
fn a_header_without_its_columns_is_wrong_use() {
    let done = due_with(&["--batch"], b"day,number\n2021-07-09,5\n");
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    assert!(done.err.contains("no column from") && done.err.contains("from,amount,unit,direction"), "{}", done.err);
}

#[test]
fn broken_lines_are_errors_of_their_own() {
    let done = due_with(
        &["--batch"],
        b"from,amount,unit,direction\n2021-07-09,\"5,wd,after\n\xff\xfe,5,wd,after\n,,,\n2021-07-09,5,wd,after\n",
    );
    assert_eq!(done.code, 0);
    let lines: Vec<&str> = done.out.lines().skip(1).collect();
    assert_eq!(lines.len(), 4, "{}", done.out);
    assert!(lines[0].ends_with("a quote is opened and not closed"), "{}", done.out);
    assert!(lines[1].contains("no such day: \u{fffd}\u{fffd};"), "{}", done.out);
    assert!(lines[2].starts_with(",,,,,no such day: ;"), "{}", done.out);
    assert!(lines[3].ends_with(",2021-07-16,"), "{}", done.out);
}

#[test]
fn settings_hold_for_all_lines_and_computed_ones_are_named() {
    let input = b"from,amount,unit,direction\n2026-11-23,2,wd,after\n2021-07-09,30,cd,after\n2027-02-01,5,wd,after\n";
    let done = due_with(&["--batch", "--policy", "--no-roll"], input);
    let due_on: Vec<&str> = done.out.lines().skip(1).filter_map(|line| line.split(',').nth(4)).collect();
    assert_eq!(due_on, ["2026-11-26", "2021-08-08", "2027-02-15"]);
    assert_eq!(done.err, "langnghe: 1 date rests on a calendar that is computed and not announced yet: line 4\n");
    assert_eq!(due(&["--batch"]).err, "");
}

#[test]
fn ten_thousand_lines_keep_their_order() {
    let line = |n: u32| format!("2024-{:02}-{:02},{},wd,after", n % 12 + 1, n % 28 + 1, n % 90 + 1);
    let input = (0..10_000).map(line).collect::<Vec<_>>().join("\n");
    let out = batch(&input);
    assert_eq!(out.lines().count(), 10_000);
    for (line, given) in out.lines().zip(input.lines()) {
        assert!(line.starts_with(given) && line.len() == given.len() + ",2024-01-01,".len(), "{line}");
    }
}
