//! A reader of HTML that knows enough to check our pages: tags, attributes, text.

/// A tag that begins an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    /// The name of the element.
    pub(super) name: String,
    /// Its attributes in order; one without a value has an empty one.
    pub(super) attributes: Vec<(String, String)>,
    /// The elements around it, outermost first.
    pub(super) around: Vec<String>,
}

impl Tag {
    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

const VOID: [&str; 9] = ["area", "base", "br", "hr", "img", "input", "link", "meta", "wbr"];

/// The tags of a page, and what is wrong with their nesting.
pub(super) fn read(page: &str) -> (Vec<Tag>, Vec<String>) {
    let (mut tags, mut wrong, mut open) = (Vec::new(), Vec::new(), Vec::<String>::new());
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with('!') {
            rest = rest.split_once('>').map_or("", |(_, after)| after);
        } else if let Some(closing) = rest.strip_prefix('/') {
            let (name, after) = closing.split_once('>').unwrap_or((closing, ""));
            match open.pop() {
                Some(last) if last == name.trim() => {}
                last => wrong.push(format!("</{name}> closes {last:?}")),
            }
            rest = after;
        } else {
            let (tag, closed, after) = tag(rest, &open);
            if !closed && !VOID.contains(&tag.name.as_str()) {
                open.push(tag.name.clone());
            }
            tags.push(tag);
            rest = after;
        }
    }
    wrong.extend(open.iter().map(|name| format!("<{name}> is never closed")));
    (tags, wrong)
}

fn tag<'a>(text: &'a str, open: &[String]) -> (Tag, bool, &'a str) {
    let end = text.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(text.len());
    let mut tag = Tag { name: text[..end].to_lowercase(), attributes: Vec::new(), around: open.to_vec() };
    let mut rest = text[end..].trim_start();
    loop {
        if let Some(after) = rest.strip_prefix('>') {
            return (tag, false, after);
        }
        if let Some(after) = rest.strip_prefix("/>") {
            return (tag, true, after);
        }
        let end = rest.find(|c: char| c.is_whitespace() || c == '>' || c == '=' || c == '/').unwrap_or(rest.len());
        if end == 0 {
            return (tag, false, rest.get(1..).unwrap_or_default());
        }
        let name = rest[..end].to_lowercase();
        rest = &rest[end..];
        let mut value = String::new();
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let (inside, after) = quoted.split_once('"').unwrap_or((quoted, ""));
            value = inside.replace("&#38;", "&").replace("&amp;", "&");
            rest = after;
        }
        tag.attributes.push((name, value));
        rest = rest.trim_start();
    }
}

#[test]
fn nesting_and_attributes_are_read() {
    let (tags, wrong) = read("<p class=\"a b\">x<br><svg><use href=\"#i\"/></svg></p>");
    assert!(wrong.is_empty(), "{wrong:?}");
    assert_eq!(tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(), ["p", "br", "svg", "use"]);
    assert_eq!(tags[0].get("class"), Some("a b"));
    assert_eq!(tags[3].around, ["p", "svg"]);
    assert_eq!(read("<p><b></p></b>").1.len(), 2);
    assert_eq!(read("<input disabled value=\"1\">").0[0].get("disabled"), Some(""));
}
