//! Reads the files that were written: a zip by its directory, XML strictly, and the words in the order of reading.

use std::collections::BTreeMap;
use std::io::Read as _;

use flate2::Crc;
use flate2::read::DeflateDecoder;

/// The parts of a zip file in the order of its directory. Checks sizes and sums.
pub(crate) fn unzip(bytes: &[u8]) -> Vec<(String, String)> {
    let two = |at: usize| usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]));
    let four = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    let size = |at: usize| usize::try_from(four(at)).expect("a size");
    let end = bytes.len() - 22;
    assert_eq!(&bytes[end..end + 4], b"PK\x05\x06", "the directory ends the file");
    let mut at = size(end + 16);
    let mut parts = Vec::new();
    for _ in 0..two(end + 10) {
        assert_eq!(&bytes[at..at + 4], b"PK\x01\x02");
        assert_eq!((two(at + 12), two(at + 14)), (0, 0x21), "one fixed time");
        let (packed, whole, name, local) = (size(at + 20), size(at + 24), two(at + 28), size(at + 42));
        let begin = local + 30 + two(local + 26) + two(local + 28);
        let mut text = String::new();
        DeflateDecoder::new(&bytes[begin..begin + packed]).read_to_string(&mut text).expect("packed text");
        let mut crc = Crc::new();
        crc.update(text.as_bytes());
        assert_eq!((crc.sum(), text.len()), (four(at + 16), whole));
        parts.push((String::from_utf8(bytes[at + 46..at + 46 + name].to_vec()).expect("a name"), text));
        at += 46 + name;
    }
    parts
}

/// One part of a zip file.
pub(crate) fn part(bytes: &[u8], name: &str) -> String {
    unzip(bytes).into_iter().find(|(one, _)| one == name).map(|(_, text)| text).expect("the part")
}

/// A piece of XML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Event {
    /// An element begins, with its attributes.
    Begin(String, BTreeMap<String, String>),
    /// An element ends.
    End(String),
    /// Words.
    Words(String),
}

/// The pieces of well-formed XML; with `br` and `col` of HTML as elements that end at once.
pub(crate) fn events(text: &str) -> Vec<Event> {
    let mut events = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = text;
    if let Some(after) = rest.strip_prefix("<?xml") {
        rest = after.split_once("?>").expect("a declaration").1;
    }
    while let Some(begin) = rest.find('<') {
        if begin > 0 {
            assert!(!rest[..begin].contains('>'), "unescaped: {}", &rest[..begin]);
            events.push(Event::Words(unescape(&rest[..begin])));
        }
        let end = begin + rest[begin..].find('>').expect("a tag ends");
        let tag = &rest[begin + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "elements are nested");
            events.push(Event::End(name.to_owned()));
            continue;
        }
        let (tag, empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, mut attributes) = tag.split_once([' ', '\n']).unwrap_or((tag, ""));
        let mut map = BTreeMap::new();
        while let Some((key, after)) = attributes.split_once("=\"") {
            let (value, after) = after.split_once('"').expect("a value ends");
            assert!(map.insert(key.trim().to_owned(), unescape(value)).is_none(), "{key} twice in {tag}");
            attributes = after;
        }
        assert!(attributes.trim().is_empty(), "{tag}");
        events.push(Event::Begin(name.to_owned(), map));
        if empty || matches!(name, "br" | "col") {
            events.push(Event::End(name.to_owned()));
        } else {
            open.push(name.to_owned());
        }
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "{open:?} is open");
    events
}

fn unescape(text: &str) -> String {
    let bare = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    assert!(!bare.replace("&amp;", "").contains('&') || text.contains("&amp;"), "{text}");
    bare.replace("&amp;", "&")
}

/// The numbers that Word would show, counted by `numbering.xml`.
struct Numbers {
    /// Format and text of each level of each list.
    levels: BTreeMap<String, Vec<(String, String)>>,
    counted: BTreeMap<String, Vec<usize>>,
}

impl Numbers {
    fn read(numbering: &str) -> Self {
        let mut lists: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        let mut levels = BTreeMap::new();
        let (mut list, mut number) = (String::new(), String::new());
        for event in events(numbering) {
            let Event::Begin(name, attributes) = event else { continue };
            let value = || attributes.get("w:val").cloned().unwrap_or_default();
            match name.as_str() {
                "w:abstractNum" => list.clone_from(&attributes["w:abstractNumId"]),
                "w:numFmt" => lists.entry(list.clone()).or_default().push((value(), String::new())),
                "w:lvlText" => lists.get_mut(&list).expect("a list").last_mut().expect("a level").1 = value(),
                "w:num" => number.clone_from(&attributes["w:numId"]),
                "w:abstractNumId" => drop(levels.insert(number.clone(), lists[&value()].clone())),
                _ => {}
            }
        }
        Self { levels, counted: BTreeMap::new() }
    }

    fn next(&mut self, number: &str, level: usize) -> String {
        let levels = &self.levels[number];
        let counted = self.counted.entry(number.to_owned()).or_insert_with(|| vec![0; levels.len()]);
        counted[level] += 1;
        counted[level + 1..].fill(0);
        let mut text = levels[level].1.clone();
        for (index, value) in counted.iter().enumerate() {
            let value = if levels[index].0 == "upperRoman" { roman(*value) } else { value.to_string() };
            text = text.replace(&format!("%{}", index + 1), &value);
        }
        text
    }
}

fn roman(number: usize) -> String {
    ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"][number].to_owned()
}

/// What a Word file says, paragraph by paragraph, with the numbers that Word counts.
pub(crate) fn words_of_docx(bytes: &[u8]) -> Vec<String> {
    let mut numbers = Numbers::read(&part(bytes, "word/numbering.xml"));
    let mut paragraphs = Vec::new();
    let (mut text, mut level, mut in_words) = (String::new(), 0, false);
    for event in events(&part(bytes, "word/document.xml")) {
        match event {
            Event::Begin(name, attributes) => match name.as_str() {
                "w:ilvl" => level = attributes["w:val"].parse().expect("a level"),
                "w:numId" => text = format!("{} ", numbers.next(&attributes["w:val"], level)),
                "w:br" => text.push('\n'),
                "w:t" => in_words = true,
                _ => {}
            },
            Event::End(name) if name == "w:t" => in_words = false,
            Event::End(name) if name == "w:p" => paragraphs.push(std::mem::take(&mut text)),
            Event::Words(words) if in_words => text.push_str(&words),
            _ => {}
        }
    }
    paragraphs.retain(|text| !text.is_empty());
    paragraphs
}

/// What a preview says, paragraph by paragraph.
pub(crate) fn words_of_html(fragment: &str) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let (mut text, mut depth) = (String::new(), 0_usize);
    let is_paragraph = |name: &str| matches!(name, "p" | "h2" | "h3" | "h4");
    for event in events(fragment) {
        match event {
            Event::Begin(name, _) if is_paragraph(&name) => depth += 1,
            Event::Begin(name, _) if name == "br" => text.push('\n'),
            Event::End(name) if is_paragraph(&name) => {
                depth -= 1;
                paragraphs.push(std::mem::take(&mut text));
            }
            Event::Words(words) if depth > 0 => text.push_str(&words),
            Event::Words(words) => assert!(words.trim().is_empty(), "words outside of a paragraph: {words}"),
            _ => {}
        }
    }
    paragraphs.retain(|text| !text.is_empty());
    paragraphs
}
