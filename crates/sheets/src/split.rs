//! Several numbered matters in one cell.

/// The matters of a cell whose lines, or parts of one line, begin with 1, 2, 3 …, or with dashes; empty where there are not two
/// at least. What stands before the first is left in each of them by nobody: it is a matter of its own where it is long.
pub fn items(text: &str) -> Vec<String> {
    let numbered = numbered(text);
    if numbered.len() >= 2 {
        return numbered;
    }
    let dashed: Vec<String> = text
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix(['-', '–', '•', '+']))
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    if dashed.len() >= 2 && dashed.len() == lines { dashed } else { Vec::new() }
}

fn numbered(text: &str) -> Vec<String> {
    let mut starts = Vec::new();
    let mut next = 1;
    let mut from = 0;
    while let Some((at, after)) = marker(text, next, from) {
        starts.push((at, after));
        from = after;
        next += 1;
    }
    let Some((first, _)) = starts.first() else { return Vec::new() };
    // A number deep in a sentence is no list.
    if text[..*first].chars().count() > 200 {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    let parts = starts.iter().zip(ends).map(|((_, after), end)| text[*after..end].trim());
    parts.map(|part| part.trim_end_matches([';', ',']).trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// Where `3.`, `3)`, `(3)` or `3/` begins and ends, at the start of a line or after a space; what follows is no digit.
fn marker(text: &str, number: usize, from: usize) -> Option<(usize, usize)> {
    let digits = number.to_string();
    let mut at = from;
    while let Some(found) = text[at..].find(&digits) {
        let start = at + found;
        let end = start + digits.len();
        at = end;
        let before = text[..start].chars().next_back();
        let after = text[end..].chars().next();
        let further = text[end..].chars().nth(1);
        let open = before == Some('(');
        let outer = if open { text[..start - 1].chars().next_back() } else { before };
        let begins = outer.is_none_or(|letter| letter.is_whitespace() || letter == ';');
        let closes = match after {
            Some(')') => true,
            Some('.' | '/' | ':') => further.is_some_and(|letter| !letter.is_ascii_digit()) && !open,
            _ => false,
        };
        // The first stands at the start of the cell or of a line; a number in a sentence begins no list.
        let lead = if open { start - 1 } else { start };
        let head = text[..lead].trim_end_matches([' ', '\t']);
        let placed = number > 1 || head.is_empty() || head.ends_with(['\n', ':', '.']);
        if begins && closes && placed {
            return Some((lead, end + 1));
        }
    }
    None
}
