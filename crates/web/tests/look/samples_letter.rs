//! What comes of a letter, as its page shows it.

use web::lang::Lang;
use web::look::form::Choice;
use web::look::letter::Outcomes;

/// What was recorded last, what the law allows and what it does not.
pub(super) fn outcomes(lang: Lang) -> Outcomes {
    let of = |word: &'static str| lang.of("letter-outcome", word);
    Outcomes {
        seen: 503,
        classified: true,
        open: true,
        goes_on: lang.t("letter-goes-on-others"),
        originals: true,
        facts: vec![(lang.t("field-letter-outcome"), of("complete"))],
        choices: vec![Choice {
            hint: "Điều 11 Luật Khiếu nại".to_owned(), ..Choice::new("refuse", of("refuse"))
        }],
        not: vec![(of("transfer"), lang.of("letter-competence", "outside"))],
        grounds: vec![Choice::new("KN11_6", "Điều 11 khoản 6")],
        receivers: vec![Choice::new("9", "Phòng Kinh tế")],
        by_word: vec![Choice::new("yes", lang.t("letter-by-word-yes"))],
        ways: vec![Choice::new("letter", lang.of("contact-way", "letter"))],
    }
}
