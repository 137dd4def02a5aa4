//! A digest as a letter that mail programs read (RFC 5322): what an account was told and has not read. It names bodies, numbers
//! of cases and days, and nobody who raised anything.

use acts::job::Digest;
use domain::day::Instant;
use domain::event::Subject;
use jiff::Timestamp;

use crate::case::number;
use crate::lang::Lang;

/// The letter, ready to be sent, from an address; `installation` makes its id one of its own among those of other offices.
pub fn letter(digest: &Digest, from: &str, installation: &str) -> String {
    let lang = Lang::Vi;
    let count = i64::try_from(digest.rows.len()).unwrap_or(i64::MAX);
    let subject = lang.ta("digest-subject", &[("count", &count), ("day", &digest.day.vn())]);
    let mut lines = vec![
        format!("Date: {}", date(digest.at)),
        format!("From: {from}"),
        format!("To: {}", digest.address),
        format!("Subject: {}", encoded(&subject)),
        format!("Message-ID: <{}.{installation}@langnghe.invalid>", digest.name),
        "Auto-Submitted: auto-generated".to_owned(),
        "MIME-Version: 1.0".to_owned(),
        "Content-Type: text/plain; charset=utf-8".to_owned(),
        "Content-Transfer-Encoding: 8bit".to_owned(),
        String::new(),
        lang.ta("digest-head", &[("day", &digest.day.vn())]),
        String::new(),
    ];
    for row in &digest.rows {
        let what = lang.of("message", row.kind.as_str());
        let mut parts = vec![format!("- {what}")];
        if row.subject == Subject::Case {
            parts.push(lang.ta("on-behalf-case", &[("number", &number(row.of))]));
        }
        if let Some(day) = row.due_on {
            parts.push(lang.ta("message-due", &[("day", &day.vn())]));
        }
        parts.push(row.body.clone());
        parts.push(row.at.day().vn());
        lines.push(parts.join("; "));
    }
    if digest.more {
        lines.push(lang.t("digest-more"));
    }
    lines.extend([String::new(), lang.t("digest-foot"), String::new()]);
    let plain = |line: &String| line.replace(['\r', '\n'], " ");
    lines.iter().map(plain).collect::<Vec<_>>().join("\r\n")
}

/// A moment as a head has it, in Vietnam.
fn date(at: Instant) -> String {
    let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(7));
    let stamp = Timestamp::from_millisecond(at.ms()).unwrap_or_default();
    stamp.to_zoned(zone).strftime("%a, %d %b %Y %H:%M:%S %z").to_string()
}

/// A line of a head whose letters are not plain ones (RFC 2047), in words of at most 75 letters.
fn encoded(text: &str) -> String {
    let mut words = Vec::new();
    let mut word = String::new();
    for letter in text.chars() {
        // 45 bytes are 60 letters of Base64, with 12 around them.
        if word.len() + letter.len_utf8() > 45 {
            words.push(std::mem::take(&mut word));
        }
        word.push(letter);
    }
    words.push(word);
    let words: Vec<String> = words.iter().map(|word| format!("=?utf-8?B?{}?=", base64(word.as_bytes()))).collect();
    words.join("\r\n ")
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let value = chunk.iter().fold(0_u32, |value, byte| value << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let letter = LETTERS[(value >> (18 - 6 * place) & 63) as usize];
            text.push(if place <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use acts::job::Digest;
    use domain::day::{Day, Instant};
    use domain::event::Subject;
    use domain::message::Kind;
    use store::message::MessageRow;

    use super::{base64, encoded, letter};

    #[test]
    fn a_head_in_vietnamese_is_encoded_in_words_of_75_letters() {
        assert_eq!(base64(b""), "");
        assert_eq!(
            (base64(b"f"), base64(b"fo"), base64(b"foo")),
            ("Zg==".to_owned(), "Zm8=".to_owned(), "Zm9v".to_owned())
        );
        let long = encoded(&"Tin báo trong ngày ".repeat(8));
        assert!(
            long.split("\r\n ").all(|word| word.len() <= 75 && word.starts_with("=?utf-8?B?") && word.ends_with("?="))
        );
    }

    #[test]
    fn a_letter_has_its_heads_and_no_line_that_somebody_else_could_add() {
        let row = MessageRow {
            id: 1,
            kind: Kind::Assigned,
            subject: Subject::Case,
            of: 147,
            event: Some(9),
            due_on: Day::parse_iso("2026-09-14"),
            at: Instant::from_ms(1_789_000_000_000),
            organisation: 7,
            body: "Phòng\r\nBcc: a@b".to_owned(),
            by: String::new(),
            act: "case.assigned".to_owned(),
            read: false,
        };
        let day = Day::parse_iso("2026-09-11").expect("a day");
        let at = Instant::from_ms(1_789_000_000_000);
        let (name, address) = ("digest-5-2026-09-11".to_owned(), "van.thu@xa.example".to_owned());
        let digest = Digest { name, day, at, address, rows: vec![row], more: true };
        let text = letter(&digest, "langnghe@localhost", "0190");
        let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
        assert!(head.contains("To: van.thu@xa.example\r\n") && !text.contains("\r\nBcc"), "{text}");
        assert!(head.contains("Message-ID: <digest-5-2026-09-11.0190@langnghe.invalid>"), "{head}");
        assert!(head.starts_with("Date: Thu, 10 Sep 2026 ") && head.contains(" +0700\r\n"), "{head}");
        assert!(head.is_ascii() && body.contains("VV-147") && body.contains("14/09/2026"), "{text}");
        assert!(text.lines().all(|line| line.len() < 998) && !text.replace("\r\n", "").contains('\n'));
    }
}
