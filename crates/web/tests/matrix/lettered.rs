//! Letters: the forms of their routes, and letters that are so far that each can be sent.

use acts::letter::scan::{self, AddScans};
use acts::letter::{AddPart, Classify, Entry, Process, Register, Registered};
use domain::event::Kind;
use domain::event::Subject::Letter;
use domain::letter::class::{Competence, Sphere};
use domain::letter::process::Processing;
use domain::letter::{self, LetterWay};
use store::grant::Of;

use super::tree::{Body, PICTURE, Subject, Tree};
use crate::house::{TODAY, day};

/// Whether a route is one of letters.
pub(super) fn is_of(path: &str) -> bool {
    path.starts_with("/letters")
}

/// The form of a post, whole.
pub(super) fn form(path: &str) -> Vec<(&'static str, &'static str)> {
    let entry = [("letter_way", "front"), ("referrer", "Ủy ban Mặt trận xã"), ("letter_dated", TODAY)];
    let kept = [("letter_file", "Hồ sơ 12"), ("archive_box", "Hộp 3"), ("originals", "01 Giấy chứng nhận")];
    match path {
        "/letters/new" => {
            let own = [("received_on", TODAY), ("words", "Ranh giới đất."), ("village", ""), ("kind", "opinion")];
            [&own[..], &entry[..], &kept[..]].concat()
        }
        "/letters/{id}/describe" => [&[("series", "Sổ đơn"), ("number", "12")][..], &entry[..], &kept[..]].concat(),
        "/letters/{id}/classify" => {
            let people = [("letter_people", "6"), ("representatives", "2"), ("letter_lacks", "signature")];
            let class = [("kind", "complaint"), ("letter_competence", "outside"), ("letter_sphere", "judicial")];
            [&[("version", "0")][..], &class[..], &people[..]].concat()
        }
        "/letters/{id}/process" => {
            let paper = [("paper_number", "12/TB-UBND"), ("paper_signer", "Chủ tịch"), ("happened_on", TODAY)];
            let outcome = [("version", "0"), ("letter_outcome", "guide"), ("reason", "Gửi cơ quan có thẩm quyền")];
            [&outcome[..], &paper[..]].concat()
        }
        "/letters/{id}/parts" => vec![("words", "Mương tắc."), ("kind", "feedback"), ("field", "03")],
        "/letters/{id}/parts/{slip}/strike" => vec![("reason", "Tách nhầm")],
        "/letters/{id}/return-originals" => vec![("originals_receiver", "Người gửi đơn"), ("happened_on", TODAY)],
        "/letters/{id}/strike" => vec![("reason", "Gõ nhầm")],
        "/letters/{id}/complaint" => {
            let paper = [("paper_number", "15/QĐ-UBND"), ("paper_signer", "Chủ tịch"), ("happened_on", TODAY)];
            [&[("version", "0"), ("complaint_step", "accept")][..], &paper[..]].concat()
        }
        _ => Vec::new(),
    }
}

/// A letter is classified as a complaint.
fn complaint(letter: i64, competence: Competence) -> Classify {
    Classify {
        letter,
        seen: 0,
        kind: Kind::Complaint,
        mixed: false,
        lacks: Vec::new(),
        competence,
        sphere: Sphere::Administrative,
        people: 1,
        representatives: None,
    }
}

impl Tree {
    /// A letter of a body that nobody has touched, with originals.
    pub(super) async fn lettered(&self, body: &Body) -> Subject {
        let new = self.entered(body).await;
        Subject { id: new.letter, of: Of::Submission(new.submission) }
    }

    /// What a form of a letter holds that was read before: the case that it repeats, the event by which the book says what it says.
    pub(super) async fn bring_lettered(&self, path: &str, id: i64, body: &Body) -> Option<(&'static str, String)> {
        match path {
            "/letters/{id}/repeat" => Some(("letter_repeats", self.entered(body).await.case.to_string())),
            "/letters/{id}/process" => {
                self.house.act(body.clerk, complaint(id, Competence::Outside)).await;
                Some(("version", "0".to_owned()))
            }
            "/letters/{id}/complaint" => {
                self.take_up(id, body).await;
                Some(("version", "0".to_owned()))
            }
            "/letters/{id}/describe" => {
                let mut read = self.house.office.store().reader().await.expect("a reader");
                let events = store::event::history(&mut read, Letter, id).await.expect("reads");
                Some(("version", letter::Letter::by(&events).expect("it has a history").entered_by.to_string()))
            }
            _ => None,
        }
    }

    /// A letter is a complaint that is taken up.
    pub(super) async fn take_up(&self, letter: i64, body: &Body) {
        self.house.act(body.clerk, complaint(letter, Competence::Within)).await;
        let taken_up = Process {
            letter,
            seen: 0,
            outcome: Processing::Accept,
            ground: String::new(),
            to: None,
            by_word: false,
            number: String::new(),
            signer: String::new(),
            reason: String::new(),
            told: None,
            happened_on: day(TODAY),
        };
        self.house.act(body.clerk, taken_up).await;
    }

    async fn entered(&self, body: &Body) -> Registered {
        let letter = Register {
            organisation: body.organisation,
            series: "Sổ đơn".to_owned(),
            number: String::new(),
            received_on: day(TODAY),
            words: "Ranh giới đất.".to_owned(),
            no_denunciation: false,
            name: String::new(),
            contact: String::new(),
            address: String::new(),
            territory: None,
            field: "05".to_owned(),
            kind: Kind::Complaint,
            entry: Entry {
                way: Some(LetterWay::Counter),
                originals: "01 Giấy chứng nhận".to_owned(),
                ..Entry::default()
            },
        };
        self.house.act(body.clerk, letter).await
    }

    /// What was split off a letter.
    pub(super) async fn letter_part(&self, letter: i64, body: &Body) -> i64 {
        let words = "Mương tắc.".to_owned();
        let part = AddPart { letter, words, no_denunciation: false, kind: Kind::Feedback, field: String::new() };
        self.house.act(body.clerk, part).await.submission
    }

    /// A scan of a letter.
    pub(super) async fn letter_scan(&self, letter: i64, body: &Body) -> i64 {
        let file = scan::keep(&self.house.office, body.clerk, letter, PICTURE.to_vec()).await.expect("a file");
        self.house.act(body.clerk, AddScans { letter, files: vec![file] }).await[0]
    }
}
