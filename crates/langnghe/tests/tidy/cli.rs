//! `docs/cli.md` names every command and every option that the program has.

use std::process::Command;

use super::{Findings, root};

/// What `langnghe COMMAND --help` prints.
fn help(command: &[String]) -> String {
    let output =
        Command::new(env!("CARGO_BIN_EXE_langnghe")).args(command).arg("--help").output().expect("the program starts");
    assert!(output.status.success(), "{command:?} --help failed");
    String::from_utf8(output.stdout).expect("help is UTF-8")
}

/// The commands listed under "Commands:".
fn commands(help: &str) -> Vec<String> {
    let listed = help.lines().skip_while(|line| line.trim() != "Commands:").skip(1);
    let listed = listed.take_while(|line| !line.is_empty());
    let names = listed.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = names.filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

/// The long options of a help text.
fn options(help: &str) -> Vec<String> {
    let part = |c: char| c.is_ascii_lowercase() || c == '-';
    let lines = help.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
    let names = lines.filter_map(|line| line.find("--").map(|at| &line[at..]));
    let names = names.map(|rest| rest.split(|c| !part(c)).next().unwrap_or_default());
    names.filter(|name| !matches!(*name, "--help" | "--version")).map(str::to_owned).collect()
}

#[test]
fn the_manual_names_every_command_and_option() {
    let manual = std::fs::read_to_string(root().join("docs/cli.md")).unwrap_or_default();
    let mut findings = Findings::default();
    let mut waiting = vec![Vec::new()];
    while let Some(command) = waiting.pop() {
        let help = help(&command);
        let below = commands(&help);
        let name = command.join(" ");
        if below.is_empty() && !manual.contains(&format!("`langnghe {name}")) {
            findings.add("docs/cli.md", 0, &format!("does not say what `langnghe {name}` does"));
        }
        for option in options(&help) {
            if !super::has_word(&manual, &option) {
                findings.add("docs/cli.md", 0, &format!("does not name {option} of `langnghe {name}`"));
            }
        }
        waiting.extend(below.into_iter().map(|next| [command.clone(), vec![next]].concat()));
    }
    findings.none("The manual names every command and every option.");
}
