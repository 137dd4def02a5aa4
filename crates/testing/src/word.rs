//! The words of a Word file, as tests look for them.

use std::io::Read as _;

use flate2::read::DeflateDecoder;

/// The words of a Word file, a line for each paragraph.
///
/// # Panics
/// Where it is no such file.
pub fn words_of_docx(bytes: &[u8]) -> String {
    let two = |at: usize| usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]));
    let size = |at: usize| {
        usize::try_from(u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])).expect("a size")
    };
    let end = bytes.len() - 22;
    let mut at = size(end + 16);
    for _ in 0..two(end + 10) {
        let (packed, name, local) = (size(at + 20), two(at + 28), size(at + 42));
        if &bytes[at + 46..at + 46 + name] == b"word/document.xml" {
            let begin = local + 30 + two(local + 26) + two(local + 28);
            let mut xml = String::new();
            DeflateDecoder::new(&bytes[begin..begin + packed]).read_to_string(&mut xml).expect("packed text");
            return words(&xml);
        }
        at += 46 + name;
    }
    panic!("no text in the file")
}

fn words(xml: &str) -> String {
    let mut found = String::new();
    for piece in xml.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').expect("a tag ends");
        if tag == "w:t" || tag.starts_with("w:t ") {
            found.push_str(text);
        } else if tag == "/w:p" || tag.starts_with("w:br") {
            found.push('\n');
        } else if tag.starts_with("w:tab/") {
            found.push(' ');
        }
    }
    found.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
