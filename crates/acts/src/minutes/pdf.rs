//! What a PDF says of itself outside its streams: whether something in it would run, or carries another file.
//!
//! Pictures of a scan stand in streams, and three given letters stand somewhere in any few megabytes of them; names of actions
//! stand in dictionaries. What a stream of objects holds is not looked at: a scan is sent to be saved, never to be shown in a page.

/// Names of what a scan may not have.
const RUNS: [&[u8]; 8] =
    [b"JavaScript", b"JS", b"Launch", b"EmbeddedFile", b"EmbeddedFiles", b"RichMedia", b"XFA", b"SubmitForm"];

/// The most letters of a name (ISO 32000-1, annex C.2).
const NAME: usize = 127;

/// Whether something in it would run.
pub(super) fn runs(file: &[u8]) -> bool {
    let mut at = 0;
    while let Some(byte) = file.get(at) {
        if *byte == b'/' {
            let (name, end) = name(file, at + 1);
            if RUNS.contains(&name.as_slice()) {
                return true;
            }
            at = end;
        } else if begins_stream(file, at) {
            at = end_of_stream(file, at + b"stream".len());
        } else {
            at += 1;
        }
    }
    false
}

/// The name that begins there, `#61` read as the letter that it is, and where it ends.
fn name(file: &[u8], from: usize) -> (Vec<u8>, usize) {
    let mut name = Vec::new();
    let mut at = from;
    while let Some(byte) = file.get(at).filter(|byte| !ends_name(**byte) && at - from < NAME) {
        let spelled = (*byte == b'#').then(|| file.get(at + 1..at + 3)).flatten();
        let spelled =
            spelled.and_then(|two| std::str::from_utf8(two).ok()).and_then(|two| u8::from_str_radix(two, 16).ok());
        name.push(spelled.unwrap_or(*byte));
        at += if spelled.is_some() { 3 } else { 1 };
    }
    (name, at)
}

/// White space and delimiters.
fn ends_name(byte: u8) -> bool {
    matches!(
        byte,
        0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ' | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

/// Whether the bytes of a stream begin there: the word stands behind a dictionary and ends its line.
fn begins_stream(file: &[u8], at: usize) -> bool {
    let Some(behind) = file[at..].strip_prefix(b"stream") else { return false };
    let dictionary = file[..at].trim_ascii_end().ends_with(b">>");
    dictionary && (behind.starts_with(b"\n") || behind.starts_with(b"\r"))
}

/// Where the bytes of a stream end; the end of the file where nothing says it.
fn end_of_stream(file: &[u8], from: usize) -> usize {
    const END: &[u8] = b"endstream";
    file[from..].windows(END.len()).position(|here| here == END).map_or(file.len(), |at| from + at + END.len())
}
