//! Pages as people use them: every test goes through the doors that a browser has, in both languages.

mod back;
mod beyond;
mod case;
mod case_clocks;
mod case_page;
mod chained;
mod channel;
mod closure;
mod complained;
mod contested;
mod declared;
mod denounced;
mod denunciation;
mod denunciation_moved;
mod desk;
mod desk_kept;
mod dialogue;
mod drafted;
mod due;
mod figures;
mod filed;
mod first_run;
mod follow;
mod gathering;
mod gathering_asked;
mod handled;
mod handover;
mod home;
mod import;
mod import_outside;
mod import_row;
mod inherited;
mod letter;
mod letter_class;
mod letter_processed;
mod likeness;
mod message;
mod minutes;
mod names;
mod notice;
mod notice_points;
mod organisation;
mod owed;
mod plan;
mod plan_asked;
mod province;
mod reception;
mod redated;
mod repeated;
mod rule;
mod rule_version;
mod searched;
mod secret;
mod signed;
mod sitting;
mod spoken;
mod supervision;
mod survey;
mod taken;
mod today;
mod transferred;
mod visited;
mod year;

use acts::By;
use acts::dialogue::Opened;
use acts::organisation::AddVillage;
use acts::term;
use axum::http::StatusCode;
use domain::permission::Role;
use domain::refusal::Refusal;
use testing::Fresh;
use web::lang::Lang;

use crate::house::{Answer, Browser, House, day, form, links};

pub(crate) use taken::{NO_FILE, table};

/// A commune under a province, with a village, a chairman, a clerk at the desk and a dialogue that is open.
struct Commune {
    house: House,
    organisation: i64,
    term: i64,
    /// The clerk, as it acts and in its browser.
    by: By,
    clerk: Browser,
    dialogue: i64,
    session: i64,
}

const CLERK: &str = "thu.ky";
const VILLAGE: &str = "Thôn Bến Sen";

impl Commune {
    async fn open(database: Fresh) -> Self {
        let house = House::open(database).await;
        let organisation = house.found(house.first.organisation, "peoples_committee", "Xã Mẫu", Some("MP001")).await;
        let (from, name) = (day("2026-01-01"), VILLAGE.to_owned());
        house.act(house.first, AddVillage { organisation, name, from }).await;
        let (person, post) = (term::Person::New("Đinh Quang Sáng".to_owned()), "chairman".to_owned());
        let term = house.act(house.first, term::Begin { organisation, person, post, from }).await.term;
        let by = house.account(CLERK, organisation, &[Role::Clerk]).await;
        let Opened { dialogue, session } = house.dialogue(by, "Đối thoại về nước sạch").await;
        let clerk = house.signed_in(CLERK).await;
        Self { house, organisation, term, by, clerk, dialogue, session }
    }

    fn desk(&self) -> String {
        format!("/dialogues/{}/desk", self.dialogue)
    }

    /// Somebody else of the commune, in a browser.
    async fn colleague(&self, role: Role) -> Browser {
        let login = format!("xa.{}", role.as_str());
        self.house.account(&login, self.organisation, &[role]).await;
        self.house.signed_in(&login).await
    }

    /// Types an opinion at the desk and says which case it became.
    async fn type_in(&self, typed: &[(&str, &str)]) -> String {
        let answer = self.clerk.post(&self.desk(), typed).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
        let rows = rows(&self.clerk.get(&self.desk()).await);
        rows.first().expect("what was typed stands first").clone()
    }

    /// Says that every row of the desk is the one it was, and that every history holds.
    async fn keeps(&self, rows_before: &[String]) {
        assert_eq!(rows(&self.clerk.get(&self.desk()).await), rows_before);
        self.house.verify().await;
    }
}

/// The addresses of the cases in the list of a desk, newest first.
fn rows(desk: &Answer) -> Vec<String> {
    assert_eq!(desk.status, StatusCode::OK);
    let list = desk.html.split("id=\"desk-list\"").nth(1).expect("a list").split("</section>").next().expect("its end");
    let links = list.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    links.filter(|link| link.starts_with("/cases/")).map(str::to_owned).collect()
}

/// The addresses of single cases that a page leads to.
fn cases(page: &Answer) -> Vec<String> {
    let number = |address: &String| address.strip_prefix("/cases/").is_some_and(|id| id.parse::<i64>().is_ok());
    links(&page.html).into_iter().filter(number).collect()
}

/// The sentence at the field of a refusal, in a language.
fn told(lang: Lang, refusal: &Refusal) -> String {
    let told = lang.told(refusal.code(), refusal.field(), &refusal.facts());
    format!("{} {}", told.what, told.remedy)
}

/// The form of a page, with some of its fields typed over.
fn filled(page: &Answer, action: &str, typed: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut pairs = form(&page.html, action);
    for (name, value) in typed {
        pairs.retain(|(own, _)| own != name);
        pairs.push(((*name).to_owned(), (*value).to_owned()));
    }
    pairs
}

/// Posts a form of a page as it stands there, with some of its fields typed over.
async fn send(browser: &Browser, page: &Answer, action: &str, typed: &[(&str, &str)]) -> Answer {
    let pairs = filled(page, action, typed);
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(action, &pairs).await
}
