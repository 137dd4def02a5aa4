//! Letters: the forms of their routes, and letters that are so far that each can be sent.

use acts::letter::scan::{self, AddScans};
use acts::letter::{Entry, Register};
use domain::event::Kind;
use domain::letter::LetterWay;
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
        "/letters/{id}/return-originals" => vec![("originals_receiver", "Người gửi đơn"), ("happened_on", TODAY)],
        "/letters/{id}/strike" => vec![("reason", "Gõ nhầm")],
        _ => Vec::new(),
    }
}

impl Tree {
    /// A letter of a body that nobody has touched, with originals.
    pub(super) async fn lettered(&self, body: &Body) -> Subject {
        let letter = Register {
            organisation: body.organisation,
            series: "Sổ đơn".to_owned(),
            number: String::new(),
            received_on: day(TODAY),
            words: "Ranh giới đất.".to_owned(),
            no_denunciation: false,
            name: String::new(),
            contact: String::new(),
            territory: None,
            field: "05".to_owned(),
            kind: Kind::Complaint,
            entry: Entry {
                way: Some(LetterWay::Counter),
                originals: "01 Giấy chứng nhận".to_owned(),
                ..Entry::default()
            },
        };
        let new = self.house.act(body.clerk, letter).await;
        Subject { id: new.letter, of: Of::Submission(new.submission) }
    }

    /// A scan of a letter.
    pub(super) async fn letter_scan(&self, letter: i64, body: &Body) -> i64 {
        let file = scan::keep(&self.house.office, body.clerk, letter, PICTURE.to_vec()).await.expect("a file");
        self.house.act(body.clerk, AddScans { letter, files: vec![file] }).await[0]
    }
}
