//! Papers of every kind for every profile: small ones, long ones, and ones about nothing. All people and places are invented.

use documents::gathering::{self, Gathering, gathering};
use documents::minutes::{Answer, Came, LeftTo, Matter, Minutes, Turn, Who, minutes, signatures};
use documents::model::{Authority, Document, Issued, Issuer, Recipients, Signature};
use documents::notice::{Became, Beyond, Notice, Opinion, Point, Spot, notice};
use documents::paper::{Official, Paper, Time};
use documents::profile::System;
use documents::supervision::{Found, Result as Looked, Supervision, supervision};
use documents::synthesis::{self, Synthesis, Theme, synthesis};
use documents::transfer::{self, Passed, beyond};
use documents::urging::{Item, Owed, Urging, urging};
use domain::Day;

/// Name of the profile, who issues, the day.
pub(crate) const PROFILES: [(&str, System, &str); 4] = [
    ("nd30", System::State, "2026-03-05"),
    ("dang-hd36", System::Party, "2026-03-05"),
    ("dang-hd05", System::Party, "2026-06-12"),
    ("mttq", System::Front, "2026-03-05"),
];

/// How much there is to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    Small,
    Long,
    Empty,
}

pub(crate) const SIZES: [Size; 3] = [Size::Small, Size::Long, Size::Empty];

const LONG_WORDS: &str = "Tuyến đường từ nhà văn hóa đến trạm bơm xuống cấp nhiều năm, mùa mưa ngập sâu, học sinh và người \
    già đi lại khó khăn; đề nghị cơ quan có thẩm quyền kiểm tra, bố trí kinh phí sửa chữa trước mùa mưa bão và công khai tiến độ để Nhân dân \
    theo dõi, giám sát";

pub(crate) fn day(iso: &str) -> Day {
    Day::parse_iso(iso).expect("a day")
}

/// The frame of a paper of that system; a draft where nothing was given yet.
pub(crate) fn paper(system: System, iso: &str, size: Size) -> Paper {
    let long = size == Size::Long;
    let (superior, name, sign, authority, post) = match system {
        System::State => {
            (None, "Ủy ban nhân dân\nxã Bến Sen", "UBND", Authority::OnBehalf("Ủy ban nhân dân".into()), "Chủ tịch")
        }
        System::Party => {
            (Some("Đảng bộ tỉnh Sen Hồ"), "Đảng ủy xã Bến Sen", "ĐU", Authority::OnBehalf("Đảng ủy".into()), "Bí thư")
        }
        System::Front => (
            Some("Ủy ban MTTQ Việt Nam tỉnh Sen Hồ"),
            "Ủy ban MTTQ Việt Nam xã Bến Sen\nBan Thường trực",
            "MTTQ-BTT",
            Authority::OnBehalf("Ban Thường trực".into()),
            "Chủ tịch",
        ),
    };
    let name = if long {
        name.replace("xã Bến Sen", "xã Bến Sen Thượng và các khu dân cư dọc sông Cái Lớn")
    } else {
        name.to_owned()
    };
    let signature =
        Signature { authority, post: post.into(), name: (size != Size::Empty).then(|| "Trần Văn Mẫu".into()) };
    let bodies = ["Đảng ủy, HĐND xã (b/c)", "Ủy ban MTTQ Việt Nam xã", "Các thôn, tổ dân phố"];
    Paper {
        issuer: Issuer { system, superior: superior.map(Into::into), name: name.into() },
        number: (size != Size::Empty).then(|| "5".into()),
        sign: sign.to_owned(),
        place: "Bến Sen".to_owned(),
        day: if size == Size::Empty { Issued::Draft(day(iso)) } else { Issued::On(day(iso)) },
        about: if long {
            "kết quả Hội nghị đối thoại giữa người đứng đầu cấp ủy, chính quyền với Nhân dân các thôn về hạ tầng giao thông, môi trường \
             và chính sách đất đai năm 2026"
                .to_owned()
        } else {
            "Hội nghị đối thoại giữa người đứng đầu với Nhân dân năm 2026".to_owned()
        },
        signatures: vec![signature],
        recipients: Some(Recipients {
            bodies: bodies.iter().take(if size == Size::Empty { 0 } else { 3 }).map(|body| (*body).into()).collect(),
            unit: (size != Size::Empty).then(|| "VP".into()),
        }),
    }
}

fn official(name: &str, post: &str) -> Official {
    Official { name: name.to_owned(), post: post.to_owned() }
}

pub(crate) fn minutes_of(system: System, iso: &str, size: Size) -> Minutes {
    let mut frame = paper(system, iso, size);
    let name = |name: &'static str| (size != Size::Empty).then_some(name);
    frame.signatures = signatures(name("Lê Thị Ghi"), name("Trần Văn Mẫu"));
    let many = match size {
        Size::Small => 2,
        Size::Long => 40,
        Size::Empty => 0,
    };
    let turn = |number: u32| Turn {
        number,
        from: (!number.is_multiple_of(5)).then(|| format!("thôn {}", 1 + number % 7)),
        who: match number % 4 {
            3 => Who::Letter,
            _ => Who::Speaker,
        },
        matters: (0..=number % 3)
            .map(|matter| Matter {
                words: if size == Size::Long {
                    LONG_WORDS.to_owned()
                } else {
                    "Đề nghị sửa cống thoát nước.".to_owned()
                },
                answers: if matter == 0 {
                    vec![Answer {
                        by: "Chủ tịch UBND xã".to_owned(),
                        words: "Xã đã bố trí kinh phí, làm trong tháng 4.".to_owned(),
                        promised: None,
                    }]
                } else {
                    Vec::new()
                },
                left_to: (matter > 0).then(|| LeftTo::Body("Phòng Kinh tế xã".to_owned())),
            })
            .collect(),
    };
    let some = size != Size::Empty;
    Minutes {
        paper: frame,
        held: day(iso),
        began: Some(Time { hour: 7, minute: 30 }),
        ended: Some(Time { hour: 11, minute: 5 }),
        place: "Nhà văn hóa xã".to_owned(),
        chairs: if some { vec![official("Trần Văn Mẫu", "Chủ tịch UBND xã")] } else { Vec::new() },
        secretaries: if some { vec![official("bà Lê Thị Ghi", "công chức Văn phòng")] } else { Vec::new() },
        came: if some {
            vec![
                Came { group: "Nhân dân các thôn".to_owned(), people: 86 },
                Came { group: "Đại diện cơ quan, đơn vị".to_owned(), people: 9 },
            ]
        } else {
            Vec::new()
        },
        bodies: if size == Size::Long {
            vec!["Công an xã".to_owned(), "Trạm Y tế xã".to_owned()]
        } else {
            Vec::new()
        },
        earlier: if size == Size::Long {
            vec!["Đã giải quyết 12/14 ý kiến, kiến nghị.".to_owned()]
        } else {
            Vec::new()
        },
        turns: (1..=many).map(turn).collect(),
        conclusion: if some {
            vec!["Giao các cơ quan giải quyết đúng thời hạn.".to_owned()]
        } else {
            Vec::new()
        },
        read_back: some,
    }
}

pub(crate) fn notice_of(system: System, iso: &str, size: Size) -> Notice {
    let many = match size {
        Size::Small => 2,
        Size::Long => 40,
        Size::Empty => 0,
    };
    let point = |number: usize| Point {
        matter: format!("Nội dung thứ {number} về đường giao thông"),
        conclusion: if size == Size::Long { format!("{LONG_WORDS}.") } else { "Đồng ý sửa chữa.".to_owned() },
        lead: "Phòng Kinh tế xã".to_owned(),
        with: if number.is_multiple_of(2) { vec!["Công an xã".to_owned(), "thôn 3".to_owned()] } else { Vec::new() },
        due: Some(day(iso).plus(30)),
        form: Some("Văn bản trả lời người nêu".to_owned()),
    };
    let opinion = |number: usize| Opinion {
        number: u32::try_from(number).expect("few"),
        from: format!("thôn {number}"),
        words: if size == Size::Long {
            LONG_WORDS.to_owned()
        } else {
            "Đề nghị sửa đường.\nCống bị tắc.".to_owned()
        },
        gathered: false,
        became: match number {
            _ if number > many + 1 => Became::Beyond(0),
            _ if number > many => Became::Answered(Spot {
                words: "Đã giải thích theo quy định.".to_owned(),
                promised: None,
                shared: None,
                later: false,
            }),
            _ => Became::Point(number - 1),
        },
    };
    let some = size != Size::Empty;
    let beyond = Beyond {
        matter: "Nạo vét sông Cái Lớn".to_owned(),
        to: "Sở Nông nghiệp và Môi trường".to_owned(),
        sent: (size == Size::Long).then(|| day(iso)),
    };
    Notice {
        paper: paper(system, iso, size),
        dialogue: "Hội nghị đối thoại với Nhân dân năm 2026".to_owned(),
        channels: String::new(),
        held: day(iso).plus(-5),
        place: "Nhà văn hóa xã".to_owned(),
        chairs: vec![official("Trần Văn Mẫu", "Chủ tịch UBND xã")],
        people: 95,
        turns: u32::try_from(many).expect("few"),
        general: if some {
            vec!["Không khí dân chủ, thẳng thắn, xây dựng.".to_owned()]
        } else {
            Vec::new()
        },
        points: (1..=many).map(point).collect(),
        beyond: if some { vec![beyond] } else { Vec::new() },
        carrying_out: if some {
            vec![
                "Văn phòng theo dõi, đôn đốc, báo cáo kết quả trước ngày 15 hằng tháng.".to_owned(),
                "Đề nghị Ủy ban MTTQ Việt Nam xã giám sát việc thực hiện.".to_owned(),
            ]
        } else {
            Vec::new()
        },
        opinions: if some { (1..=many + 2).map(opinion).collect() } else { Vec::new() },
    }
}

pub(crate) fn synthesis_of(system: System, iso: &str, size: Size) -> Synthesis {
    let opinion = |number: u32| synthesis::Opinion {
        words: if size == Size::Long {
            LONG_WORDS.to_owned()
        } else {
            "Đề nghị sửa đường thôn.".to_owned()
        },
        from: "thôn 1, thôn 4".to_owned(),
        times: number,
        body: "Phòng Kinh tế xã".to_owned(),
        result: if number == 1 { "Đã trả lời".to_owned() } else { String::new() },
        promised: false,
        shared: None,
        due: (number > 1).then(|| day(iso).plus(20)),
    };
    let theme = |name: &str, many: u32| Theme { name: name.to_owned(), opinions: (1..=many).map(opinion).collect() };
    Synthesis {
        paper: paper(system, iso, size),
        goes_with: (size == Size::Small).then(|| "Báo cáo số 12/BC-MTTQ ngày 01/3/2026".to_owned()),
        themes: match size {
            Size::Small => vec![theme("Giao thông", 2)],
            Size::Long => vec![theme("Giao thông", 25), theme("Môi trường", 15), theme("Chính sách", 0)],
            Size::Empty => Vec::new(),
        },
    }
}

pub(crate) fn beyond_of(system: System, iso: &str, size: Size) -> transfer::Beyond {
    let matter = |number: usize| transfer::Matter {
        case: i64::try_from(number).expect("few"),
        words: if size == Size::Long {
            LONG_WORDS.to_owned()
        } else {
            "Đề nghị bố trí giáo viên.".to_owned()
        },
        from: "Thôn 1, 02/3/2026".to_owned(),
        sent: format!("Văn bản số {}/UBND-VP ngày 05/3/2026", 30 + number),
        due: if number == 1 { "25/3/2026".to_owned() } else { String::new() },
        answer: (number == 2).then(|| "Văn bản số 9/SGDĐT-VP ngày 12/3/2026: Sẽ bố trí trong năm học mới.".to_owned()),
        reported: if number == 1 {
            "Đã báo cáo Tỉnh ủy, văn bản số 31/BC-UBND ngày 06/3/2026".to_owned()
        } else {
            String::new()
        },
    };
    let waits = transfer::Matter { sent: String::new(), due: String::new(), answer: None, ..matter(1) };
    let to = |name: &str, many: usize| Passed { to: Some(name.to_owned()), matters: (1..=many).map(matter).collect() };
    transfer::Beyond {
        paper: paper(system, iso, size),
        bodies: match size {
            Size::Small => vec![Passed { to: None, matters: vec![waits] }, to("Sở Giáo dục và Đào tạo", 2)],
            Size::Long => vec![to("Sở Giáo dục và Đào tạo", 25), to("Sở Xây dựng", 15)],
            Size::Empty => Vec::new(),
        },
    }
}

pub(crate) fn supervision_of(system: System, iso: &str, size: Size) -> Supervision {
    let found = |number: usize| Found {
        matter: if size == Size::Long { LONG_WORDS.to_owned() } else { "Sửa cống thôn 3".to_owned() },
        lead: "Phòng Kinh tế xã".to_owned(),
        due: Some(day(iso).plus(-10)),
        result: [Looked::Done, Looked::Partly, Looked::NotDone, Looked::NotSeen][number % 4],
        seen: (number % 4 != 3).then(|| day(iso).plus(-2)),
        shown: "Đến tận nơi: cống đã thông một phần.".to_owned(),
        same: if number == 1 { "đã chủ trì cuộc đối thoại".to_owned() } else { String::new() },
    };
    let many = match size {
        Size::Small => 3,
        Size::Long => 40,
        Size::Empty => 0,
    };
    let some = size != Size::Empty;
    let words = |words: &str| if some { words.to_owned() } else { String::new() };
    Supervision {
        paper: paper(system, iso, size),
        to: "Ban Thường vụ Đảng ủy xã".to_owned(),
        notice: "Thông báo số 05/TB-UBND ngày 05/3/2026 của Ủy ban nhân dân xã".to_owned(),
        dialogue: "Hội nghị đối thoại với Nhân dân năm 2026".to_owned(),
        carried_out: some.then(|| day(iso).plus(-1)),
        form: "đến tận nơi xem".to_owned(),
        points: (0..many).map(found).collect(),
        remarks: words("Các nội dung được thực hiện cơ bản đúng hạn."),
        proposals: words("Đề nghị Ủy ban nhân dân xã chỉ đạo sửa xong cống thôn 3."),
    }
}

pub(crate) fn gathering_of(system: System, iso: &str, size: Size) -> Gathering {
    let opinion = |number: u32| gathering::Opinion {
        words: if size == Size::Long { LONG_WORDS } else { "Đề nghị sửa đường thôn." }.to_owned(),
        from: "Thôn 4".to_owned(),
        brought: if number == 1 { "Chi hội Phụ nữ thôn 4".to_owned() } else { String::new() },
        people: (number > 1).then_some(number * 3),
        kind: "Kiến nghị".to_owned(),
        pressing: false,
    };
    let theme = |name: &str, many: u32| gathering::Theme {
        name: name.to_owned(),
        loose: false,
        opinions: (1..=many).map(opinion).collect(),
    };
    Gathering {
        paper: Paper {
            about: "Ý kiến, kiến nghị trước cuộc đối thoại ngày 20/3/2026".to_owned(),
            ..paper(system, iso, size)
        },
        themes: match size {
            Size::Small => vec![theme("Giao thông", 2), theme("Nước sạch", 1)],
            Size::Long => vec![theme("Giao thông", 25), theme("Môi trường", 15), theme("Ý kiến khác", 3)],
            Size::Empty => Vec::new(),
        },
        survey: match size {
            Size::Small => Some(crate::surveys::survey()),
            Size::Long | Size::Empty => None,
        },
    }
}

pub(crate) fn urging_of(system: System, iso: &str, size: Size) -> Urging {
    let item = |case: &str, owed, due: &str| Item {
        case: case.to_owned(),
        words: if size == Size::Long { LONG_WORDS } else { "Mương tiêu sau nhà bị san lấp" }.to_owned(),
        place: "Thôn Bến Sen".to_owned(),
        owed,
        given_by: match owed {
            Owed::Settle => Some(("112/TB-UBND".to_owned(), day("2025-11-10"))),
            Owed::KeepPromise => None,
            Owed::Answer => Some(("87/UBND-KT".to_owned(), day("2025-12-02"))),
        },
        due: day(due),
    };
    let few = [
        item("VV-147", Owed::Settle, "2026-01-12"),
        item("VV-151", Owed::KeepPromise, "2026-02-20"),
        item("VV-160", Owed::Answer, "2026-03-02"),
    ];
    Urging {
        paper: Paper {
            about: "đôn đốc giải quyết, trả lời ý kiến, kiến nghị đã quá hạn".to_owned(),
            ..paper(system, iso, size)
        },
        to: "Phòng Kinh tế".to_owned(),
        items: match size {
            Size::Small => few.to_vec(),
            Size::Long => few.iter().cycle().take(60).cloned().collect(),
            Size::Empty => Vec::new(),
        },
        answer_by: (size != Size::Empty).then(|| day("2026-03-20")),
    }
}

/// Every paper, with a name for its file.
pub(crate) fn all() -> Vec<(String, &'static str, Document)> {
    let mut papers = Vec::new();
    for (profile, system, iso) in PROFILES {
        for size in SIZES {
            let name = |kind: &str| format!("{kind}-{profile}-{size:?}").to_lowercase();
            papers.push((name("minutes"), profile, minutes(&minutes_of(system, iso, size))));
            papers.push((name("notice"), profile, notice(&notice_of(system, iso, size)).expect("a notice")));
            papers.push((name("synthesis"), profile, synthesis(&synthesis_of(system, iso, size))));
            papers.push((name("beyond"), profile, beyond(&beyond_of(system, iso, size))));
            papers.push((name("urging"), profile, urging(&urging_of(system, iso, size))));
            papers.push((name("gathering"), profile, gathering(&gathering_of(system, iso, size))));
            papers.push((name("supervision"), profile, supervision(&supervision_of(system, iso, size))));
        }
    }
    papers
}
