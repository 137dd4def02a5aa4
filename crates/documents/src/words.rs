//! The sentences of the papers, from `data/words.toml`. Official papers are in Vietnamese, whatever language a reader chose.

use std::sync::LazyLock;

use domain::Day;
use serde::Deserialize;

/// A kind of paper.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Kind {
    pub(crate) name: String,
    pub(crate) sign: String,
}

/// Words of several papers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Common {
    pub(crate) place_date: String,
    pub(crate) day: String,
    pub(crate) time: String,
    pub(crate) annex: String,
    pub(crate) annex_of: String,
    pub(crate) cited: String,
    pub(crate) letters: Vec<String>,
    pub(crate) official: String,
    pub(crate) concerning: String,
    pub(crate) to_write: String,
    pub(crate) conference: String,
    pub(crate) conference_about: String,
    pub(crate) conference_is: Vec<String>,
    pub(crate) conference_meets: Vec<String>,
    pub(crate) conference_other: Vec<String>,
    pub(crate) titles: Vec<String>,
    pub(crate) places: Vec<String>,
}

/// Words of the minutes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Minutes {
    pub(crate) opening: String,
    pub(crate) present: String,
    pub(crate) chair: String,
    pub(crate) secretary: String,
    pub(crate) came: String,
    pub(crate) group: String,
    pub(crate) nobody_counted: String,
    pub(crate) bodies: String,
    pub(crate) no_time: String,
    pub(crate) unnamed: String,
    pub(crate) group_speaker: String,
    pub(crate) left_notice: String,
    pub(crate) left_beyond: String,
    pub(crate) left_nobody: String,
    pub(crate) promised: String,
    pub(crate) promised_by: String,
    pub(crate) signs_secretary: String,
    pub(crate) signs_chair: String,
    pub(crate) earlier: String,
    pub(crate) opinions: String,
    pub(crate) spoken: String,
    pub(crate) spoken_unanswered: String,
    pub(crate) no_opinions: String,
    pub(crate) speaker: String,
    pub(crate) speaker_from: String,
    pub(crate) letter: String,
    pub(crate) letter_from: String,
    pub(crate) answered: String,
    pub(crate) left: String,
    pub(crate) conclusion: String,
    pub(crate) no_conclusion: String,
    pub(crate) closed: String,
    pub(crate) closed_read: String,
}

/// Words of the conclusion notice.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Notice {
    pub(crate) opening: String,
    pub(crate) opening_uncounted: String,
    pub(crate) heard: String,
    pub(crate) general: String,
    pub(crate) counted: String,
    pub(crate) counted_none: String,
    pub(crate) among: String,
    pub(crate) counted_spot: String,
    pub(crate) counted_gathered: String,
    pub(crate) counted_gathered_alone: String,
    pub(crate) counted_later: String,
    pub(crate) counted_written: String,
    pub(crate) counted_given: String,
    pub(crate) counted_beyond: String,
    pub(crate) counted_noted: String,
    pub(crate) points: String,
    pub(crate) no_points: String,
    pub(crate) concluded: String,
    pub(crate) lead: String,
    pub(crate) with: String,
    pub(crate) due: String,
    pub(crate) form: String,
    pub(crate) beyond: String,
    pub(crate) no_beyond: String,
    pub(crate) sent: String,
    pub(crate) to_send: String,
    pub(crate) carrying_out: String,
    pub(crate) annex: String,
    pub(crate) columns: Vec<String>,
    pub(crate) no_opinions: String,
    pub(crate) on_the_spot: String,
    pub(crate) later: String,
    pub(crate) written: String,
    pub(crate) gathered: String,
    pub(crate) promised: String,
    pub(crate) shared: String,
    pub(crate) to_report: String,
    pub(crate) to_supervise: String,
    pub(crate) to_follow: String,
    pub(crate) to_cooperate: String,
    pub(crate) to_carry_out: String,
    pub(crate) to_make_known: String,
    pub(crate) noted: String,
    pub(crate) see_point: String,
    pub(crate) sent_on: String,
    pub(crate) sent_on_day: String,
    pub(crate) closing: String,
}

/// Words of the conclusion notice of what was raised elsewhere than at a dialogue, in place of those that name one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoticeElsewhere {
    pub(crate) opening: String,
    pub(crate) heard: String,
    pub(crate) counted: String,
    pub(crate) counted_none: String,
    pub(crate) counted_later: String,
    pub(crate) no_points: String,
    pub(crate) later: String,
    pub(crate) closing: String,
}

/// Words of the report of a supervision.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Supervision {
    pub(crate) dear: String,
    pub(crate) general: String,
    pub(crate) held: String,
    pub(crate) not_held: String,
    pub(crate) found: String,
    pub(crate) counted: String,
    pub(crate) columns: Vec<String>,
    pub(crate) done: String,
    pub(crate) partly: String,
    pub(crate) not_done: String,
    pub(crate) not_seen: String,
    pub(crate) seen: String,
    pub(crate) same: String,
    pub(crate) no_points: String,
    pub(crate) remarks: String,
    pub(crate) no_remarks: String,
    pub(crate) proposals: String,
    pub(crate) no_proposals: String,
}

/// Words of the synthesis table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Synthesis {
    pub(crate) counted: String,
    pub(crate) raised: String,
    pub(crate) handled: String,
    pub(crate) columns: Vec<String>,
    pub(crate) no_opinions: String,
    pub(crate) total: String,
    pub(crate) shared: String,
    pub(crate) promised: String,
}

/// Words of the table of what is beyond competence.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Beyond {
    pub(crate) counted: String,
    pub(crate) answered_none: String,
    pub(crate) answered_some: String,
    pub(crate) answered_all: String,
    pub(crate) waits: String,
    pub(crate) waits_alone: String,
    pub(crate) nothing: String,
    pub(crate) columns: Vec<String>,
    pub(crate) to: String,
    pub(crate) to_send: String,
    pub(crate) no_answer: String,
    pub(crate) none: String,
}

/// Words of the synthesis of what was gathered.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Gathering {
    pub(crate) counted: String,
    pub(crate) counted_loose: String,
    pub(crate) counted_pressing: String,
    pub(crate) pressing: String,
    pub(crate) columns: Vec<String>,
    pub(crate) no_opinions: String,
}

/// Words of what a survey comes to.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Survey {
    pub(crate) about: String,
    pub(crate) named: String,
    pub(crate) begins: String,
    pub(crate) columns: Vec<String>,
    pub(crate) valid: String,
    pub(crate) written: String,
    pub(crate) more: String,
    pub(crate) shares: String,
}

/// Words of a letter that urges.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Urging {
    pub(crate) dear: String,
    pub(crate) opening: String,
    pub(crate) opening_annex: String,
    pub(crate) annex: String,
    pub(crate) columns: Vec<String>,
    pub(crate) settle: String,
    pub(crate) keep_promise: String,
    pub(crate) answer: String,
    pub(crate) asked: String,
    pub(crate) asked_by: String,
    pub(crate) by_notice: String,
    pub(crate) by_letter: String,
}

/// All of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    pub(crate) common: Common,
    pub(crate) kind_minutes: Kind,
    pub(crate) kind_notice: Kind,
    pub(crate) kind_synthesis: Kind,
    pub(crate) kind_beyond: Kind,
    pub(crate) kind_gathering: Kind,
    pub(crate) kind_survey: Kind,
    pub(crate) kind_supervision: Kind,
    pub(crate) kind_urging: Kind,
    pub(crate) minutes: Minutes,
    pub(crate) notice: Notice,
    pub(crate) notice_elsewhere: NoticeElsewhere,
    pub(crate) synthesis: Synthesis,
    pub(crate) beyond: Beyond,
    pub(crate) gathering: Gathering,
    pub(crate) survey: Survey,
    pub(crate) supervision: Supervision,
    pub(crate) urging: Urging,
}

/// The words of the papers.
pub(crate) fn words() -> &'static Words {
    static WORDS: LazyLock<Words> =
        LazyLock::new(|| toml::from_str(include_str!("../data/words.toml")).expect("the words are read by every test"));
    &WORDS
}

/// The form with its places filled. What is put in is not read again: braces that somebody typed stay as they are.
pub(crate) fn fill(form: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(form.len() + 64);
    let mut rest = form;
    while let Some(begin) = rest.find('{') {
        filled.push_str(&rest[..begin]);
        let end = rest[begin..].find('}').map_or(rest.len(), |length| begin + length);
        let name = &rest[begin + 1..end];
        let value = values.iter().find(|(key, _)| *key == name).map(|(_, value)| *value);
        filled.push_str(value.expect("every place of a form has its value"));
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    filled.push_str(rest);
    filled
}

/// The name of a person without what it begins with where the form says "ông (bà)" already.
pub fn without_title(name: &str) -> &str {
    let name = name.trim();
    let title = words().common.titles.iter().find_map(|title| name.strip_prefix(title.as_str())?.strip_prefix(' '));
    title.map(str::trim).filter(|rest| !rest.is_empty()).unwrap_or(name)
}

/// A dialogue within a sentence, by its title: `Đối thoại với Nhân dân` is `Hội nghị đối thoại với Nhân dân` there. What is called
/// otherwise keeps its name, and a title that says only of what was spoken stands behind the word.
pub fn conference(title: &str) -> String {
    let said = &words().common;
    let title = title.trim();
    let begins = |with: &[String]| {
        let of =
            |word: &String| title.get(..word.len()).is_some_and(|start| start.to_lowercase() == word.to_lowercase());
        with.iter().any(of)
    };
    if title.is_empty() || begins(&said.conference_is) {
        return title.to_owned();
    }
    let mut letters = title.chars();
    let small: String = letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default();
    if begins(&said.conference_meets) {
        fill(&said.conference, &[("title", &small)])
    } else if begins(&said.conference_other) {
        small
    } else {
        fill(&said.conference_about, &[("title", title)])
    }
}

/// The name of a place within a sentence: what kind of place it is begins with a small letter, its own name stays.
pub fn in_sentence(place: &str) -> String {
    let kind =
        |kind: &&String| place.strip_prefix(kind.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    if !words().common.places.iter().any(|of| kind(&of)) {
        return place.to_owned();
    }
    let mut letters = place.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// Day and month as decree 30 writes them: a zero before a day below 10 and before January and February alone.
fn day_and_month(day: Day) -> (String, String) {
    let month = if day.month() < 3 { format!("{:02}", day.month()) } else { day.month().to_string() };
    (format!("{:02}", day.day()), month)
}

/// The day in words: day 07, month 02, year 2026.
pub(crate) fn day_in_words(day: Day) -> String {
    let (of_month, month) = day_and_month(day);
    fill(&words().common.day, &[("day", &of_month), ("month", &month), ("year", &day.year().to_string())])
}

/// The day in figures within a sentence: `05/3/2026`.
pub(crate) fn day_in_figures(day: Day) -> String {
    let (of_month, month) = day_and_month(day);
    format!("{of_month}/{month}/{}", day.year())
}

#[cfg(test)]
mod tests {
    use super::{day_in_figures, day_in_words, fill, in_sentence, without_title};
    use domain::Day;

    #[test]
    fn days_have_their_zeros() {
        let day = |iso| Day::parse_iso(iso).expect("a day");
        assert_eq!(day_in_words(day("2026-02-07")), "ngày 07 tháng 02 năm 2026");
        assert_eq!(day_in_words(day("2026-03-28")), "ngày 28 tháng 3 năm 2026");
        assert_eq!(day_in_figures(day("2026-03-05")), "05/3/2026");
        assert_eq!(day_in_figures(day("2026-12-15")), "15/12/2026");
    }

    #[test]
    fn a_name_is_called_by_one_title_and_a_place_by_its_own_name() {
        assert_eq!(without_title("Bà Hồ Thị Sim"), "Hồ Thị Sim");
        assert_eq!(without_title("Anh Vũ"), "Vũ");
        assert_eq!(without_title("Bàn Văn Sinh"), "Bàn Văn Sinh", "a name that only begins so");
        assert_eq!(without_title("Ông "), "Ông");
        assert_eq!(in_sentence("Thôn Bến Sen"), "thôn Bến Sen");
        assert_eq!(in_sentence("Tổ dân phố Chợ Mới"), "tổ dân phố Chợ Mới");
        assert_eq!(in_sentence("Xãng Xao"), "Xãng Xao");
        assert_eq!(in_sentence("Gò Mây"), "Gò Mây", "a name without a kind keeps its capital");
    }

    #[test]
    fn what_is_put_into_a_form_is_not_read_as_one() {
        assert_eq!(fill("{a} và {b}.", &[("a", "{b}"), ("b", "#{c}")]), "{b} và #{c}.");
    }
}
