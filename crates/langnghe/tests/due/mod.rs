//! `langnghe due` as a process: what it prints, what it refuses, and its exit codes.

mod batch;
mod database;

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

/// What the program did: exit code, standard output, standard error.
struct Done {
    code: i32,
    out: String,
    err: String,
}

fn due_with(arguments: &[&str], input: &[u8]) -> Done {
    let mut command = Command::new(env!("CARGO_BIN_EXE_langnghe"));
    command.arg("due").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.env_remove("LANGNGHE_DATABASE").env_remove("LANGNGHE_KEY").env_remove("LANGNGHE_LOG");
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let typed = std::thread::spawn(move || {
        // The program may refuse before it has read everything.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    typed.join().unwrap();
    Done {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn due(arguments: &[&str]) -> Done {
    due_with(arguments, b"")
}

fn json(arguments: &[&str]) -> Value {
    let done = due(&[arguments, &["--json"]].concat());
    assert_eq!(done.code, 0, "{}", done.err);
    serde_json::from_str(&done.out).unwrap()
}

#[test]
fn a_date_explains_itself() {
    let done = due(&["--from", "2026-08-20", "--amount", "10", "--unit", "wd"]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    let expected = "\
Mon 07/09/2026: 10 working days after Thu 20/08/2026

        0  Thu 20/08/2026                   the day of the event, not counted
        1  Fri 21/08/2026                   counted
        2  Sat 22/08/2026                   counted, a Saturday that is worked: Làm bù thứ Bảy (thay cho ngày 31/08/2026) (Working Saturday in exchange for 2026-08-31)
           Sun 23/08/2026                   not counted, weekend
      3-7  Mon 24/08/2026 - Fri 28/08/2026  counted
           Sat 29/08/2026 - Sun 30/08/2026  not counted, weekend
           Mon 31/08/2026                   not counted, day off that is made up for: Nghỉ hoán đổi (làm bù ngày 22/08/2026) (Day off swapped with 2026-08-22)
           Tue 01/09/2026                   not counted, public holiday: Quốc khánh (National Day)
           Wed 02/09/2026                   not counted, public holiday: Quốc khánh (National Day)
      8-9  Thu 03/09/2026 - Fri 04/09/2026  counted
           Sat 05/09/2026 - Sun 06/09/2026  not counted, weekend
       10  Mon 07/09/2026                   counted, DUE

How it is counted:
";
    assert!(done.out.starts_with(expected), "{}", done.out);
    assert!(done.out.contains("Civil Code 2015, article 147"), "{}", done.out);
    assert!(!done.out.contains("COMPUTED"), "{}", done.out);
}

#[test]
fn a_period_that_moves_says_where_and_why() {
    let done = due(&["--from", "09/07/2021", "--amount", "30", "--unit", "cd"]);
    assert!(done.out.starts_with("Mon 09/08/2021: 30 calendar days after Fri 09/07/2021\n"), "{}", done.out);
    for line in [
        "     1-29  Sat 10/07/2021 - Sat 07/08/2021  counted\n",
        "       30  Sun 08/08/2021                   counted, but it can't end on a weekend\n",
        "           Mon 09/08/2021                   the next working day, DUE\n",
        "article 148, clause 5",
    ] {
        assert!(done.out.contains(line), "{line}\n{}", done.out);
    }
    let stays = due(&["--from", "09/07/2021", "--amount", "30", "--unit", "cd", "--no-roll"]);
    assert!(stays.out.starts_with("Sun 08/08/2021: "), "{}", stays.out);
    assert!(stays.out.contains("stays, as was asked") && !stays.out.contains("article 148"), "{}", stays.out);
}

#[test]
fn counted_back_the_first_line_is_due() {
    let done = due(&["--from", "2026-09-08", "--amount", "5", "--unit", "wd", "--before"]);
    assert!(done.out.starts_with("Thu 27/08/2026: 5 working days before Tue 08/09/2026\n"), "{}", done.out);
    let lines: Vec<&str> = done.out.lines().skip(2).take_while(|line| !line.is_empty()).collect();
    assert!(lines.first().unwrap().ends_with("counted, DUE"), "{}", done.out);
    assert!(lines.last().unwrap().contains("the day of the event"), "{}", done.out);
    let sunday = due(&["--from", "2026-09-20", "--amount", "7", "--unit", "cd", "--before"]);
    assert!(sunday.out.starts_with("Sun 13/09/2026: 7 calendar days before"), "{}", sunday.out);
}

#[test]
fn a_program_gets_every_day_with_its_mark() {
    let found = json(&["--from", "2024-04-26", "--amount", "1", "--unit", "wd"]);
    assert_eq!(
        found,
        json!({
            "from": "2024-04-26", "due": "2024-05-02", "unit": "wd", "amount": 1, "direction": "after", "roll": false,
            "policy": false, "computed": false,
            "days": [
                {"on": "2024-04-26", "mark": "start", "number": null, "name": null, "name_en": null},
                {"on": "2024-04-27", "mark": "weekend", "number": null, "name": null, "name_en": null},
                {"on": "2024-04-28", "mark": "weekend", "number": null, "name": null, "name_en": null},
                {"on": "2024-04-29", "mark": "swapped_off", "number": null,
                 "name": "Nghỉ hoán đổi (làm bù ngày 04/05/2024)", "name_en": "Day off swapped with 2024-05-04"},
                {"on": "2024-04-30", "mark": "holiday", "number": null,
                 "name": "Ngày Chiến thắng", "name_en": "Liberation Day/Reunification Day"},
                {"on": "2024-05-01", "mark": "holiday", "number": null,
                 "name": "Ngày Quốc tế Lao động", "name_en": "International Labor Day"},
                {"on": "2024-05-02", "mark": "counted", "number": 1, "name": null, "name_en": null},
            ],
        })
    );
}

#[test]
fn twenty_fourth_of_november_is_off_only_with_policy() {
    let asked = ["--from", "2026-11-23", "--amount", "2", "--unit", "wd"];
    assert_eq!(json(&asked)["due"], "2026-11-25");
    assert_eq!(json(&[&asked[..], &["--policy"]].concat())["due"], "2026-11-26");
    let said = due(&asked).out;
    assert!(said.contains("Tue 24/11/2026 is taken for a working day: Ngày Văn hóa Việt Nam"), "{said}");
    let with = due(&[&asked[..], &["--policy"]].concat()).out;
    assert!(with.contains("not counted, public holiday: Ngày Văn hóa Việt Nam"), "{with}");
    assert!(!with.contains("is taken for a working day"), "{with}");
}

#[test]
fn a_year_without_a_calendar_is_refused_and_a_computed_one_marked() {
    let refused = due(&["--from", "2027-12-30", "--amount", "5", "--unit", "wd"]);
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    assert!(refused.err.contains("no calendar of the year 2028 is known"), "{}", refused.err);
    assert!(refused.err.contains("What to do: "), "{}", refused.err);
    let computed = ["--from", "2027-02-01", "--amount", "5", "--unit", "wd"];
    assert_eq!(json(&computed)["computed"], true);
    assert_eq!(json(&computed)["due"], "2027-02-15");
    assert!(due(&computed).out.contains("\nCOMPUTED: the calendar of 2027 "));
}

#[test]
fn wrong_use_is_told_apart_and_says_what_to_write() {
    for (arguments, remedy) in [
        (&["--from", "2026-02-30", "--amount", "5", "--unit", "wd"][..], "write it as 2026-09-11 or 11/09/2026"),
        (&["--from", "2026-02-03", "--amount", "0", "--unit", "wd"], "from 1 to 3660"),
        (&["--from", "2026-02-03", "--amount", "-1", "--unit", "wd"], "from 1 to 3660"),
        (&["--from", "2026-02-03", "--amount", "99999999999", "--unit", "wd"], "from 1 to 3660"),
        (&["--from", "2026-02-03", "--amount", "5", "--unit", "days"], "wd for working days"),
        (&["--from", "2026-02-03", "--amount", "5"], "--unit"),
        (&["--amount", "5", "--unit", "wd"], "--from"),
        (&["--batch", "--from", "2026-02-03"], "--batch"),
        (&["--batch", "--json"], "--batch"),
        (&[], "--from"),
    ] {
        let done = due(arguments);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{arguments:?}: {}", done.err);
        assert!(done.err.contains(remedy), "{arguments:?}: {}", done.err);
    }
}
