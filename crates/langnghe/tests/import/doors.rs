//! What is brought in at the pages: a hostile file is refused at every door of the site, by the same process that opens it.

use crate::faults::clerk::Clerk;
use crate::faults::commune::Commune;

/// The value of a hidden field of a page.
fn hidden(page: &str, name: &str) -> String {
    let after = page.split(&format!("name=\"{name}\" value=\"")).nth(1).expect("the field is there");
    after.split('"').next().expect("a value").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_every_door_of_the_site_refuses_a_hostile_file_in_two_seconds_and_serves_on() {
    let [commune, _] = Commune::on_both().await;
    let node = commune.serve().await;
    let at = node.address.clone();
    let clerk = Clerk::sign_in(&commune, &node).await;
    let new = clerk.open(&at, "/gatherings/new").await.page;
    let (body, key) = (hidden(&new, "organisation"), hidden(&new, "key"));
    let dialogue = format!("d{}", commune.dialogue);
    let round = [
        ("key", key.as_str()),
        ("organisation", &body),
        ("dialogue", &dialogue),
        ("gatherer", &body),
        ("happened_on", "11/09/2026"),
    ];
    let round = clerk.post(&at, "/gatherings", &round).await.unwrap();
    assert_eq!(round.status, 303, "{}", round.page);
    let round = round.location.split('?').next().unwrap().to_owned();
    let period = [("declared_from", "01/01/2026"), ("declared_to", "30/06/2026"), ("document_on", "05/07/2026")];
    let doors = [
        ("/imports".to_owned(), vec![("title", "Quý III"), ("held_on", "01/08/2026")]),
        (format!("{round}/table"), Vec::new()),
        ("/declared/import".to_owned(), period.to_vec()),
    ];
    for (no, (what, bytes)) in super::hostile().into_iter().enumerate() {
        for (which, (door, form)) in doors.iter().enumerate() {
            let key = format!("bring-{no}-{which}");
            let typed = [&[("key", key.as_str()), ("organisation", body.as_str())], &form[..]].concat();
            let answer = clerk.upload(&at, door, &typed, &bytes).await.unwrap();
            assert_eq!(answer.status, 422, "{what} at {door}: {}", answer.page);
            assert!(answer.page.contains("id=\"import-report\""), "{what} at {door}: {}", answer.page);
        }
        assert_eq!(clerk.open(&at, &round).await.status, 200, "{what}: the site serves on");
    }
}
