//! Bodies in each relation to one, somebody of each role in it, and subjects of each kind in each body.

use acts::account::{GrantRole, RegisterDevice};
use acts::case::{Answer, SpotResult};
use acts::reply::file::{AddFiles, keep};
use acts::submission::{Mark, Mode, Raise, Raised, Release, Withhold};
use acts::{By, slip, term};
use domain::day::Day;
use domain::event::{Kind, Subject as Kept};
use domain::permission::{Act, Relation, Role, may};
use store::grant::Of;
use testing::Fresh;
use web::routes::{Route, Target};

use crate::house::{Browser, House, TODAY, day, key};

/// A picture of one pixel.
pub(crate) const PICTURE: &[u8] = &[
    0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0,
    0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9c, 0x63, 0x60, 0, 0, 0, 2, 0, 1, 0x48, 0xaf,
    0xa4, 0x71, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

/// A body with somebody who types for it, and an open dialogue.
pub(super) struct Body {
    pub(super) organisation: i64,
    pub(super) clerk: By,
    pub(super) dialogue: i64,
    session: i64,
}

/// Somebody of one role in the body in the middle.
pub(super) struct Reader {
    pub(super) role: Role,
    pub(super) by: By,
    pub(super) browser: Browser,
}

/// What an address names.
#[derive(Clone, Copy)]
pub(super) struct Subject {
    pub(super) id: i64,
    pub(super) of: Of,
}

/// A body that may be changed without spoiling the tree, who changes it, and another one to stand under.
pub(super) struct Apart {
    pub(super) body: i64,
    pub(super) other: i64,
    pub(super) browser: Browser,
}

/// A province with two communes and a division under each: one's own commune stands to the five in every relation.
pub(super) struct Tree {
    pub(super) house: House,
    pub(super) bodies: Vec<(Relation, Body)>,
    pub(super) readers: Vec<Reader>,
    /// Somebody of the Front of the commune in the middle.
    front: Reader,
}

impl Tree {
    pub(super) async fn grow(database: Fresh, roles: &[Role]) -> Self {
        let house = House::open(database).await;
        let province = house.first.organisation;
        let own = house.found(province, "peoples_committee", "Xã Mẫu", Some("MP001")).await;
        let sibling = house.found(province, "peoples_committee", "Xã Bạn", Some("MP002")).await;
        let below = house.found(own, "division", "Phòng Kinh tế xã Mẫu", None).await;
        let foreign = house.found(sibling, "division", "Phòng Kinh tế xã Bạn", None).await;
        let mut bodies = Vec::new();
        for relation in Relation::ALL {
            let organisation = match relation {
                Relation::Own => own,
                Relation::Below => below,
                Relation::Above => province,
                Relation::Sibling => sibling,
                Relation::Foreign => foreign,
            };
            let login = format!("clerk.{}", relation.as_str());
            let clerk = house.account(&login, organisation, &[Role::Clerk]).await;
            let opened = house.dialogue(clerk, "Nước sạch").await;
            bodies.push((relation, Body { organisation, clerk, dialogue: opened.dialogue, session: opened.session }));
        }
        let mut readers = Vec::new();
        for role in Role::ALL.into_iter().filter(|role| roles.contains(role)) {
            let login = format!("own.{}", role.as_str());
            let by = house.account(&login, own, &[role]).await;
            readers.push(Reader { role, by, browser: house.signed_in(&login).await });
        }
        let front = house.found(own, "front", "Mặt trận xã Mẫu", None).await;
        let by = house.account("mat.tran", front, &[Role::Front]).await;
        let front = Reader { role: Role::Front, by, browser: house.signed_in("mat.tran").await };
        Self { house, bodies, readers, front }
    }

    /// Who asks in a role: what is supervised is asked for by the Front from its own body, everything else from the one in the
    /// middle.
    pub(super) fn reader<'a>(&'a self, target: Target, reader: &'a Reader) -> &'a Reader {
        if reader.role == Role::Front && super::supervised::is_supervised(target) { &self.front } else { reader }
    }

    /// A subject of a body that nobody has touched.
    pub(super) async fn subject(&self, target: Target, body: &Body) -> Subject {
        self.subject_of(target, body, body.clerk).await
    }

    /// The same for somebody who may do something to it: where they may type, it is they who typed it.
    pub(super) async fn subject_for(&self, target: Target, body: &Body, reader: &Reader) -> Subject {
        let types =
            reader.by.organisation == body.organisation && may(reader.role, Act::SubmissionRaise, Relation::Own);
        let supervises = matches!(target, Target::AFinding | Target::ASupervision);
        self.subject_of(target, body, if types || supervises { reader.by } else { body.clerk }).await
    }

    /// Two new bodies under the one in the middle. Where the reader changes what is their own, it is somebody of the same
    /// role in both of them.
    pub(super) async fn apart(&self, relation: Relation, reader: &Reader) -> Apart {
        let own = reader.by.organisation;
        let body = self.house.found(own, "division", "Phòng Mẫu", None).await;
        let other = self.house.found(own, "division", "Phòng Bạn", None).await;
        let mut browser = reader.browser.clone();
        if relation == Relation::Own {
            let login = key();
            let account = self.house.account(&login, body, &[reader.role]).await.account;
            let (role, from, to) = (reader.role, day(TODAY), Day::OPEN);
            self.house.act(self.house.first, GrantRole { account, organisation: other, role, from, to }).await;
            browser = self.house.signed_in(&login).await;
        }
        Apart { body, other, browser }
    }

    async fn subject_of(&self, target: Target, body: &Body, typist: By) -> Subject {
        match target {
            Target::ABody => Subject { id: body.organisation, of: Of::Organisation(body.organisation) },
            Target::ATerm => {
                let (organisation, post, from) = (body.organisation, "deputy".to_owned(), day(TODAY));
                let person = term::Person::New("Lò Văn Mới".to_owned());
                let begin = term::Begin { organisation, person, post, from };
                let term = self.house.act(self.house.first, begin).await.term;
                Subject { id: term, of: Of::Organisation(organisation) }
            }
            Target::AHandover => {
                let organisation = body.organisation;
                Subject { id: self.left(organisation, body.clerk).await, of: Of::Organisation(organisation) }
            }
            Target::ADevice => {
                let (organisation, name) = (body.organisation, "Máy bàn một cửa".to_owned());
                let register = RegisterDevice { organisation, name, secrets: self.house.secrets() };
                let device = self.house.act(self.house.first, register).await;
                Subject { id: device, of: Of::Organisation(organisation) }
            }
            Target::ADeclared => Subject { id: self.declared(body).await, of: Of::Organisation(body.organisation) },
            Target::ANotice => {
                let (id, dialogue) = self.drafted(body).await;
                Subject { id, of: Of::Dialogue(dialogue) }
            }
            Target::ADialogue => Subject { id: body.dialogue, of: Of::Dialogue(body.dialogue) },
            Target::ACase => {
                let case = self.raised(body, typist, None).await.case;
                Subject { id: case, of: Of::Case(case) }
            }
            Target::ASubmission => {
                let submission = self.raised(body, typist, None).await.submission;
                Subject { id: submission, of: Of::Submission(submission) }
            }
            Target::AnEvent => {
                let answer = explained();
                let case = self.raised(body, typist, Some(answer)).await.case;
                let mut read = self.house.store.reader().await.expect("a reader");
                let history = store::event::history(&mut read, Kept::Case, case).await.expect("reads");
                Subject { id: history.last().expect("its answer").id, of: Of::Case(case) }
            }
            Target::APlan => Subject { id: self.planned(body).await.0, of: Of::Organisation(body.organisation) },
            Target::APlanned => Subject { id: self.planned(body).await.1, of: Of::Organisation(body.organisation) },
            Target::ASupervisedCase => {
                let case = self.raised(body, body.clerk, Some(explained())).await.case;
                Subject { id: case, of: Of::Supervised(body.dialogue) }
            }
            Target::ASupervisedNotice => {
                let (id, dialogue) = self.issued_notice(body).await;
                Subject { id, of: Of::Supervised(dialogue) }
            }
            Target::AFinding => {
                let case = self.raised(body, body.clerk, Some(explained())).await.case;
                Subject { id: self.found(body, case, typist).await, of: Of::Supervised(body.dialogue) }
            }
            Target::ASupervision => {
                let (id, dialogue) = self.supervised(body, typist).await;
                Subject { id, of: Of::Supervised(dialogue) }
            }
            Target::AGathering => self.gathered("", body).await,
            Target::AReception => self.received("", body).await,
            Target::ALetter => self.lettered(body).await,
            Target::ADenunciation => self.denounced(body).await,
            Target::AnAccount => {
                let account = self.house.account(&key(), body.organisation, &[Role::Clerk]).await.account;
                Subject { id: account, of: Of::Account(account) }
            }
        }
    }

    /// The session at the desk of a body.
    pub(super) fn desk(body: &Body) -> i64 {
        body.session
    }

    /// What a route names beside its dialogue: a photographed slip, a slip to private reception, a scan of its minutes; nothing
    /// else.
    pub(super) async fn slip(&self, path: &str, (dialogue, body): (i64, &Body)) -> i64 {
        if path.starts_with("/declared/{id}/scans/") {
            return self.declared_scan(dialogue, body).await;
        }
        if path.contains("/cases/{id}/files/") {
            return self.case_file(dialogue, body).await;
        }
        if path.contains("/letters/{id}/parts/") {
            return self.letter_part(dialogue, body).await;
        }
        if path.contains("/letters/{id}/scans/") {
            return self.letter_scan(dialogue, body).await;
        }
        if path.contains("/notices/{id}/scans/") {
            return self.notice_scan(dialogue, body).await;
        }
        if path.contains("/minutes/scans/") {
            return self.scanned(dialogue, body).await;
        }
        let (office, by, session) = (&self.house.office, body.clerk, body.session);
        if !path.contains("{slip}") {
            return 0;
        }
        if path.contains("/private-slips/") {
            let withhold = Withhold { session, submission: None, slip: None, happened_on: None };
            return self.house.act(by, withhold).await.private_slip;
        }
        let pictures = vec![slip::keep(office, by, session, PICTURE.to_vec()).await.expect("a picture")];
        let slip = self.house.act(by, slip::Add { session, pictures }).await.slips[0];
        if path.ends_with("/take-up") {
            self.house.act(by, slip::SetAside { slip, reason: "Mờ".to_owned() }).await;
        }
        slip
    }

    /// A submission as the desk offers it to be chosen.
    pub(super) async fn pick(&self, body: &Body) -> String {
        let raised = self.raised(body, body.clerk, None).await;
        format!("{}.1.{}.1", raised.submission, raised.case)
    }

    /// Releases a neutral title.
    pub(super) async fn release(&self, submission: i64, body: &Body) {
        self.house.act(body.clerk, Release { submission, title: "Nước sạch".to_owned() }).await;
    }

    /// A case of a body that nobody has touched.
    pub(super) async fn case_of(&self, body: &Body) -> i64 {
        self.raised(body, body.clerk, None).await.case
    }

    /// A case of a body that was answered on the spot.
    pub(super) async fn answered(&self, body: &Body) -> i64 {
        self.raised(body, body.clerk, Some(explained())).await.case
    }

    /// A file beside what was answered in a case.
    async fn case_file(&self, case: i64, body: &Body) -> i64 {
        let file = keep(&self.house.office, body.clerk, case, PICTURE.to_vec()).await.expect("a file");
        let mut read = self.house.store.reader().await.expect("a reader");
        let point = store::case::points(&mut read, case).await.expect("reads").remove(0);
        drop(read);
        let (reply, _) = point.reply.expect("it was answered");
        let add = AddFiles { case, reply, point: point.id, files: vec![file] };
        self.house.act(body.clerk, add).await[0]
    }

    async fn raised(&self, body: &Body, typist: By, answer: Option<Answer>) -> Raised {
        self.raised_at(body.session, typist, answer).await
    }

    /// Something raised at a session.
    pub(super) async fn raised_at(&self, session: i64, typist: By, answer: Option<Answer>) -> Raised {
        let raise = Raise {
            session,
            turn: None,
            words: "Nước đục.".to_owned(),
            no_denunciation: false,
            name: "Bà Hồ Thị Sim".to_owned(),
            contact: String::new(),
            represents: String::new(),
            mode: Mode::Named,
            head_count: None,
            territory: None,
            field: "05".to_owned(),
            kind: Kind::Recommendation,
            mark: if answer.is_some() { Mark::Answered } else { Mark::None },
            answer,
            slip: None,
            draft: false,
        };
        self.house.act(typist, raise).await
    }
}

/// An answer on the spot.
fn explained() -> Answer {
    Answer {
        answered_by: None,
        speaker: String::new(),
        result: SpotResult::Explained,
        by_on: None,
        words: "Xã đã kiểm tra.".to_owned(),
        ground: String::new(),
    }
}

/// The address of a route for a subject and what stands beside it; a list names its body in the query.
pub(super) fn address(route: &Route, id: i64, slip: i64) -> String {
    let path = route.path.replace("{rule}", "TCD-NOTIFY").replace("{slip}", &slip.to_string());
    if path.contains("{id}") {
        path.replace("{id}", &id.to_string())
    } else if route.method == "get" {
        format!("{path}?of={id}")
    } else {
        path
    }
}
