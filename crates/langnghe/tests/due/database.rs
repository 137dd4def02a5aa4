//! With the calendar of a database.

use acts::Office;
use acts::calendar::SetDay;
use domain::{Day, Role};
use serde_json::Value;
use store::{By, account};

use super::{due, json};
use crate::faults::commune::Commune;

#[test]
fn a_database_in_which_nothing_was_set_has_the_embedded_calendar() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("a.db").display());
    for amount in ["1", "10", "45"] {
        let asked = ["--from", "2026-11-20", "--amount", amount, "--unit", "wd"];
        let with = [&asked[..], &["--database", &url]].concat();
        assert_eq!(json(&with), json(&asked));
        assert_eq!(json(&[&with[..], &["--policy"]].concat()), json(&[&asked[..], &["--policy"]].concat()));
    }
}

#[test]
fn a_database_that_is_none_is_wrong_use() {
    let done = due(&["--from", "2026-08-20", "--amount", "10", "--unit", "wd", "--database", "mysql://host/name"]);
    assert_eq!(done.code, 2, "{}", done.err);
    assert!(done.err.contains("--database sqlite:PATH"), "{}", done.err);
}

/// Makes 4 September 2026, a Friday, a day off in the database, as its administrator does.
async fn set_a_day(commune: &Commune) {
    let store = commune.store().await;
    let by = {
        let mut read = store.reader().await.unwrap();
        let administrator = account::by_login(&mut read, "quan.tri").await.unwrap().unwrap();
        let roles = account::memberships(&mut read, &[administrator.account]).await.unwrap();
        let organisation = roles.iter().find(|row| row.role == Role::Administrator).unwrap().organisation;
        By { account: administrator.account, actor: administrator.person, organisation }
    };
    let day = SetDay {
        organisation: by.organisation,
        on: Day::new(2026, 9, 4).unwrap(),
        kind: "swapped_day_off".to_owned(),
        name: "Nghỉ hoán đổi".to_owned(),
        document: "Thông báo số 01/TB-UBND".to_owned(),
        version: store.rulebook().await.unwrap().version,
    };
    Office::new(&store).act(by, "the fourth of September", day).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_was_set_counts_in_its_database_alone() {
    let asked = ["due", "--from", "2026-08-20", "--amount", "10", "--unit", "wd", "--json"];
    for commune in Commune::on_both().await {
        set_a_day(&commune).await;
        let found: Value = serde_json::from_str(&commune.run(&asked).await).unwrap();
        assert_eq!(found["due"], "2026-09-08");
        let days = found["days"].as_array().unwrap();
        let set = days.iter().find(|day| day["on"] == "2026-09-04").unwrap();
        assert_eq!((set["mark"].as_str(), set["name"].as_str()), (Some("swapped_off"), Some("Nghỉ hoán đổi")));
    }
    assert_eq!(json(&asked[1..7])["due"], "2026-09-07");
}
