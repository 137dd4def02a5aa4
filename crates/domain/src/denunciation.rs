//! Words that say that somebody is denounced. Denunciations have a register of their own and are received by those who receive
//! citizens: what looks like one is not written down as a submission unless whoever types it says that it is none. A line in the
//! register stands in [`mod@line`], its steps in [`step`].

pub mod line;
pub mod step;

use std::sync::LazyLock;

use serde::Deserialize;

use crate::fold::{fold, marked};
use crate::refusal::Refusal;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    said: Vec<String>,
}

/// A phrase with its marks and without.
static PHRASES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let file: Result<File, _> = toml::from_str(include_str!("../../../data/denunciation.toml"));
    // The file is part of the program, and a test reads it.
    file.unwrap_or_default().said.iter().map(|phrase| (marked(phrase), plain(phrase))).collect()
});

/// Folded, its punctuation spaces, one between words and one at each end.
fn plain(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |all, word| all + word + " ")
}

/// Whether a text says that somebody is denounced; where it has marks, with those marks. One that mentions it in passing, or
/// denies it, is found too: whoever types it is asked.
pub fn is_said(text: &str) -> bool {
    let with_marks = marked(text);
    // Quotes and dashes of a word processor are no marks of a letter.
    if with_marks.chars().filter(|letter| letter.is_alphabetic()).all(|letter| letter.is_ascii()) {
        let words = plain(text);
        return PHRASES.iter().any(|(_, phrase)| words.contains(phrase.as_str()));
    }
    PHRASES.iter().any(|(phrase, _)| with_marks.contains(phrase.as_str()))
}

/// Refuses words that look like a denunciation, at the `field` in which they were typed, unless whoever types them `says_none`;
/// else whether that has to be said of them in the history.
pub fn held_none(field: &'static str, text: &str, says_none: bool) -> Result<bool, Refusal> {
    match is_said(text) {
        true if says_none => Ok(true),
        true => Err(Refusal::LooksLikeDenunciation { field }),
        false => Ok(false),
    }
}

#[cfg(test)]
mod tests {
    use super::{held_none, is_said};
    use crate::refusal::Refusal;

    #[test]
    fn words_of_a_denunciation_are_found_with_marks_and_without() {
        for said in [
            "Tôi tố cáo ông trưởng thôn nhận tiền.",
            "TỐ CÁO: nhận tiền",
            "To cao truong thon nhan tien",
            "To cao truong thon – “nhan tien”…",
            "Dân tố  giác việc phá rừng",
            "Tôi không tố cáo ai, chỉ hỏi",
            "Đề nghị trả lời đơn khiếu nại, tố cáo gửi năm ngoái",
        ] {
            assert!(is_said(said), "{said}");
        }
        for other in ["", "Cây to cao che đường điện, đề nghị chặt", "Báo cáo tổ công tác", "Tổ cao su xin vay vốn"]
        {
            assert!(!is_said(other), "{other}");
        }
    }

    #[test]
    fn what_looks_like_a_denunciation_is_refused_until_it_is_said_to_be_none() {
        let words = "Đề nghị trả lời đơn tố cáo.";
        assert_eq!(held_none("words", words, false), Err(Refusal::LooksLikeDenunciation { field: "words" }));
        assert_eq!(held_none("words", words, true), Ok(true));
        assert_eq!(held_none("words", "Nước đục.", true), Ok(false), "a tick that nobody asked for says nothing");
    }
}
