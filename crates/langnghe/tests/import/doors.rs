//! What is brought in at the pages: a hostile file is refused at every door of the site, by the same process that opens it.

use crate::faults::clerk::Clerk;
use crate::faults::commune::Commune;

use super::hostile::{Hostile, ordinary};

/// The value of a hidden field of a page.
fn hidden(page: &str, name: &str) -> String {
    let after = page.split(&format!("name=\"{name}\" value=\"")).nth(1).expect("the field is there");
    after.split('"').next().expect("a value").to_owned()
}

/// The most memory that a process has held so far, in KiB.
fn most_held(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.split_whitespace().next().unwrap().parse().unwrap()
}

/// Posts what is made by the same hand and means no harm, then every hostile file, at every door.
async fn at_every_door(commune: &Commune, files: &[Hostile]) {
    let node = commune.serve().await;
    let at = node.address.clone();
    let clerk = Clerk::sign_in(commune, &node).await;
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
    let send = async |door: usize, key: &str, bytes: &[u8]| {
        let (path, form) = &doors[door];
        let typed = [&[("key", key), ("organisation", body.as_str())], &form[..]].concat();
        clerk.upload(&at, path, &typed, bytes).await.unwrap()
    };
    let taken = send(0, "bring-ordinary", &ordinary()).await;
    assert_eq!(taken.status, 303, "{}", taken.page);
    for (no, (what, bytes, meets)) in files.iter().enumerate() {
        for (door, (path, _)) in doors.iter().enumerate() {
            // Without a file there is nothing to be opened: the form is refused, and another one where there are no figures.
            let answer = send(door, &format!("bring-{no}-{door}"), bytes).await;
            assert_eq!(answer.status, 422, "{what} at {path}: {}", answer.page);
            if !bytes.is_empty() {
                assert!(answer.page.contains("id=\"import-report\""), "{what} at {path}: {}", answer.page);
            }
            if !bytes.is_empty() && door < 2 {
                assert!(answer.page.contains(meets.says()), "{what} at {path}: {}", answer.page);
            }
        }
        assert_eq!(clerk.open(&at, &round).await.status, 200, "{what}: the site serves on");
    }
    // Several at once add nothing up: each is opened away from the site, and they wait for each other.
    let (_, wide, _) = files.iter().max_by_key(|(_, bytes, _)| bytes.len()).unwrap();
    let (one, two, three, four) = tokio::join!(
        send(0, "bring-many-1", wide),
        send(0, "bring-many-2", wide),
        send(0, "bring-many-3", wide),
        send(0, "bring-many-4", wide)
    );
    assert_eq!([one, two, three, four].map(|answer| answer.status), [422; 4]);
    let held = most_held(node.id());
    assert!(held < 256 * 1024, "the program that serves held {held} KiB");
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_every_door_of_the_site_refuses_a_hostile_file_and_serves_on_within_its_memory() {
    let files = super::hostile::files();
    for commune in Commune::on_both().await {
        at_every_door(&commune, &files).await;
    }
}
