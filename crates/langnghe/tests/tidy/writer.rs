//! What happens inside the writer: on SQLite everybody waits behind it, on PostgreSQL rows are held meanwhile.

use super::{Findings, Rust, has_word, rust_files};

/// What is slow, or waits for something that is no database, and what to do in its place.
const SLOW: &[(&str, &str)] = &[
    ("password::hash", "hash before the act and give it the Secret"),
    ("password::verify", "verify before the act"),
    ("hash", "hash before the act and give it the Secret"),
    ("verify", "verify before the act"),
    ("Argon2", "hash before the act"),
    ("Picture", "clean pictures before the act and give it their ids"),
    ("clean", "clean pictures before the act and give it their ids"),
    ("fs", "read and write files before or after the act"),
    ("File", "read and write files before or after the act"),
    ("TcpStream", "send before or after the act"),
    ("mail", "send mail after the act"),
    ("Command", "start programs before or after the act"),
    ("spawn", "an act waits for the database and nothing else"),
    ("spawn_blocking", "an act waits for the database and nothing else"),
    ("sleep", "an act waits for the database and nothing else"),
];

/// The bodies of the functions that hold a transaction of the door, each with where it begins.
fn inside_the_writer(rust: &Rust) -> Vec<(usize, &str)> {
    let mut bodies = Vec::new();
    for (at, _) in rust.code.match_indices("fn ") {
        let code = &rust.code[at..];
        let (Some(open), semicolon) = (code.find('{'), code.find(';').unwrap_or(code.len())) else { continue };
        // A declaration without a body, or a function that gets no transaction.
        if semicolon < open || !code[..open].contains("&mut Tx") || rust.in_test(at) {
            continue;
        }
        let mut depth = 0;
        let end = code[open..].bytes().position(|byte| {
            depth += match byte {
                b'{' => 1,
                b'}' => -1,
                _ => 0,
            };
            depth == 0
        });
        bodies.push((at + open, &code[open..end.map_or(code.len(), |end| open + end)]));
    }
    bodies
}

/// The slow calls of a body: each with its line and the remedy.
fn slow(rust: &Rust) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (begin, body) in inside_the_writer(rust) {
        for (number, line) in body.lines().enumerate() {
            for (word, remedy) in SLOW {
                // A field or a module of that name is none: only what is called, or reached into.
                let used = line.match_indices(word).any(|(at, _)| {
                    let after = &line[at + word.len()..];
                    has_word(&line[at..at + word.len()], word) && (after.starts_with('(') || after.starts_with("::"))
                });
                if used && has_word(line, word) {
                    found.push((rust.line(begin) + number, format!("{word}: {remedy}")));
                }
            }
        }
    }
    found
}

#[test]
fn nothing_slow_happens_inside_the_writer() {
    let (mut findings, mut bodies) = (Findings::default(), 0);
    for (file, rust) in rust_files().iter().filter(|(file, _)| file.under("crates/acts/src/") && !file.is_test()) {
        bodies += inside_the_writer(rust).len();
        for (line, what) in slow(rust) {
            findings.add(&file.path, line, &what);
        }
    }
    assert!(bodies > 100, "{bodies} functions hold a transaction: the test reads the code no longer");
    findings.none("Hashing, files and mail never happen inside the writer.");
}

#[test]
fn what_is_slow_is_found_where_it_stands_in_a_transaction_and_nowhere_else() {
    let rust = Rust::read(
        "async fn run(&self, tx: &mut Tx, new: &i64) -> Result<(), Stop> {\n\
             let Secret(hash) = &self.secret;\n\
             // hash(words)\n\
             if self.typed {\n    let kept = password::verify(&self.typed, hash).await?;\n}\n\
             std::fs::read(\"a\")?;\n\
         }\n\
         pub async fn change(office: &Office) {\n    password::hash(1).await;\n}\n\
         fn declared(tx: &mut Tx);\n\
         fn other() { picture::clean(1); }\n\
         async fn beside(tx: &mut Tx) { let kept = picture::clean(1); }\n",
    );
    let lines: Vec<usize> = slow(&rust).into_iter().map(|(line, _)| line).collect();
    assert_eq!(lines, [5, 5, 7, 14]);
}
