//! A survey, as the papers of these tests have it.

use documents::survey::{Question, Survey};

/// A survey with a question of choices and one in somebody's own words.
pub(crate) fn survey() -> Survey {
    let question = |words: &str, valid, choices: &[(&str, i64)], written: &[&str], more| Question {
        words: words.to_owned(),
        valid,
        choices: choices.iter().map(|(words, count)| ((*words).to_owned(), *count)).collect(),
        written: written.iter().map(|words| (*words).to_owned()).collect(),
        more,
    };
    Survey {
        title: "Khảo sát về nước sạch".to_owned(),
        period: ("01/3/2026".to_owned(), "10/3/2026".to_owned()),
        handed_out: 120,
        returned: 98,
        questions: vec![
            question("Gia đình có nước sạch chưa?", 90, &[("Đã có", 31), ("Chưa có", 59)], &[], 0),
            question("Ý kiến khác", 3, &[], &["Nước đục vào mùa mưa.", "Mong sớm có đường ống."], 1),
        ],
    }
}
