//! Rust source told apart: code, comments, string literals, and what of it is tests.

use std::ops::Range;

/// A Rust file with its parts told apart. All three texts are as long as the file, so that a
/// position in one is the same position in the others.
pub(super) struct Rust {
    /// Code; comments and the insides of literals are blanks.
    pub(super) code: String,
    /// Literals without their quotes, and where they begin.
    literals: Vec<(usize, String)>,
    /// Where the lines begin.
    lines: Vec<usize>,
    /// What `#[cfg(test)]` covers.
    tests: Vec<Range<usize>>,
}

impl Rust {
    /// Tells the parts of a file apart.
    pub(super) fn read(text: &str) -> Self {
        let mut reader = Reader { text, at: 0, code: String::with_capacity(text.len()), literals: Vec::new() };
        reader.read();
        let (code, literals) = (reader.code, reader.literals);
        let tests = test_regions(&code);
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { code, literals, lines, tests }
    }

    /// The number of the line that holds a position, from 1.
    pub(super) fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|&begin| begin <= at)
    }

    /// Whether a position lies in what `#[cfg(test)]` covers.
    pub(super) fn in_test(&self, at: usize) -> bool {
        self.tests.iter().any(|region| region.contains(&at))
    }

    /// String literals outside tests, with their line.
    pub(super) fn literals(&self) -> impl Iterator<Item = (usize, &str)> {
        let outside = self.literals.iter().filter(|(at, _)| !self.in_test(*at));
        outside.map(|(at, text)| (self.line(*at), text.as_str()))
    }

    /// Lines of code outside tests, with their number.
    pub(super) fn code_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let begins = self.lines.iter().enumerate();
        begins.filter(|(_, begin)| !self.in_test(**begin)).map(|(index, &begin)| {
            let end = self.lines.get(index + 1).map_or(self.code.len(), |next| next - 1);
            (index + 1, &self.code[begin..end])
        })
    }
}

/// Walks once over a file.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    code: String,
    literals: Vec<(usize, String)>,
}

impl Reader<'_> {
    fn read(&mut self) {
        while let Some(c) = self.text[self.at..].chars().next() {
            let rest = &self.text[self.at..];
            if rest.starts_with("//") {
                let end = rest.find('\n').unwrap_or(rest.len());
                self.blank(end);
            } else if rest.starts_with("/*") {
                self.blank(block_comment(rest));
            } else if let Some((inside, end)) = literal(rest, self.in_word()) {
                let text = rest[inside.clone()].to_owned();
                if !rest.starts_with('\'') && !rest.starts_with("b'") {
                    self.literals.push((self.at, text));
                }
                self.keep(inside.start);
                self.blank(inside.len());
                self.keep(end - inside.end);
            } else {
                self.keep(c.len_utf8());
            }
        }
    }

    /// Whether the position is inside a name: `r` of `for"` begins no raw string.
    fn in_word(&self) -> bool {
        self.text[..self.at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_')
    }

    fn keep(&mut self, length: usize) {
        self.code.push_str(&self.text[self.at..self.at + length]);
        self.at += length;
    }

    fn blank(&mut self, length: usize) {
        for byte in self.text[self.at..self.at + length].bytes() {
            self.code.push(if byte == b'\n' { '\n' } else { ' ' });
        }
        self.at += length;
    }
}

/// How long the (nested) block comment is that `rest` begins with.
fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// The literal that `rest` begins with: where its inside is, and where it ends.
fn literal(rest: &str, in_word: bool) -> Option<(Range<usize>, usize)> {
    if rest.starts_with('"') {
        return Some(quoted(rest, 1, '"'));
    }
    if let Some(inside) = rest.strip_prefix('\'') {
        // `'a` is a lifetime, `'a'` and `'\n'` are characters.
        let mut chars = inside.chars();
        let first = chars.next()?;
        let is_char = first == '\\' || chars.next() == Some('\'');
        return is_char.then(|| quoted(rest, 1, '\''));
    }
    if in_word {
        return None;
    }
    let prefix = rest.len() - rest.trim_start_matches(['b', 'c', 'r']).len();
    if prefix == 0 || prefix > 2 {
        return None;
    }
    if rest[..prefix].contains('r') {
        let hashes = rest[prefix..].bytes().take_while(|byte| *byte == b'#').count();
        let inside = prefix + hashes + 1;
        if rest.as_bytes().get(inside - 1) != Some(&b'"') {
            return None;
        }
        let close = format!("\"{}", "#".repeat(hashes));
        let end = rest[inside..].find(&close).map_or(rest.len(), |length| inside + length);
        return Some((inside..end, (end + close.len()).min(rest.len())));
    }
    match rest.as_bytes().get(prefix) {
        Some(b'"') => Some(quoted(rest, prefix + 1, '"')),
        Some(b'\'') => Some(quoted(rest, prefix + 1, '\'')),
        _ => None,
    }
}

/// A literal with escapes whose inside begins at `inside`.
fn quoted(rest: &str, inside: usize, quote: char) -> (Range<usize>, usize) {
    let mut escaped = false;
    for (at, c) in rest[inside..].char_indices() {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == quote {
            return (inside..inside + at, inside + at + 1);
        }
    }
    (inside..rest.len(), rest.len())
}

/// What each `#[cfg(test)]` covers: up to the end of the item's braces, or to its semicolon.
fn test_regions(code: &str) -> Vec<Range<usize>> {
    let begins = code.match_indices("#[cfg(test)]").map(|(at, _)| at);
    begins.map(|begin| begin..item_end(code, begin)).collect()
}

fn item_end(code: &str, begin: usize) -> usize {
    let mut depth = 0;
    for (at, byte) in code.bytes().enumerate().skip(begin) {
        match byte {
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            b';' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    code.len()
}

#[cfg(test)]
mod tests {
    use super::Rust;

    #[test]
    fn code_comments_literals_and_tests_are_told_apart() {
        let rust = Rust::read(
            "let a = \"SELECT \\\" // no\"; // \"comment\"\n\
             /* \"x\" /* y */ */ fn f<'a>(c: &'a str) { r#\"raw \"q\" \"#; '\"'; b\"bytes\"; }\n\
             #[cfg(test)]\nmod tests { const T: &str = \"in a test\"; }\nconst Z: &str = \"z\";\n",
        );
        let found: Vec<_> = rust.literals().collect();
        assert_eq!(found, [(1, "SELECT \\\" // no"), (2, "raw \"q\" "), (2, "bytes"), (5, "z")]);
        let code: Vec<_> = rust.code_lines().map(|(line, text)| (line, text.trim())).collect();
        assert_eq!(code[0], (1, "let a = \"               \";"));
        assert_eq!(code.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 2, 5, 6]);
    }
}
