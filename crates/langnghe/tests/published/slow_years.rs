//! The three years, and what is typed about one of them afterwards.

use std::collections::BTreeSet;

use acts::case::Reopen;
use acts::plan::Amend;
use acts::{By, Office};
use domain::day::{Day, Instant};
use serde_json::json;
use store::Store;
use store::figure::results::{self, Asked, Mode, Number, Scope};
use store::figure::{self, Population};
use testing::{TextRow, all_rows};

use super::{Played, line};

const YEAR: (&str, &str) = ("2020-01-01", "2020-12-31");
const BINH_SON: &str = "district:524@2020-12-31";

/// The last moment of that year in Vietnam, in milliseconds: 31/12/2020, 23:59:59,999.
const LAST: i64 = 1_609_433_999_999;

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn binh_son_2020_counts_what_was_published() {
    for played in Played::on_both("binh-son-2020.toml").await {
        let found = played.results(BINH_SON, YEAR.0, YEAR.1, &["--as-of", "2021-02-01"]).await;
        let district = line(&found, "district", "party");
        assert_eq!(district["printed"]["dialogues"], "2/4");
        assert_eq!((&district["dialogues"]["postponed"], &district["dialogues"]["cancelled"]), (&json!(1), &json!(1)));
        assert_eq!(district["printed"]["resolved"], "64/69 vụ việc, chiếm 93%");
        assert_eq!(district["printed"]["in_progress"], "05/69 vụ việc, chiếm 7%");
        let commune = line(&found, "commune", "all");
        assert_eq!(commune["printed"]["coverage"], "18/22");
        assert_eq!(commune["coverage"]["sites"], 40);
        assert_eq!(commune["printed"]["resolved"], "336/422 vụ việc, chiếm 79,6%");
        assert_eq!(commune["printed"]["in_progress"], "83/422 vụ việc, chiếm 19,7%");
        assert_eq!(commune["printed"]["not_taken_up"], "03/422 vụ việc, chiếm 0,7%");
        assert_eq!((&commune["cases"]["waiting"], &commune["cases"]["beyond"]), (&json!(7), &json!(7)));
        assert_eq!(line(&found, "total", "all")["printed"]["resolved"], "400/491 vụ việc, chiếm 81,5%");
        // What was known on the last day of the year did not have the forty replies that were typed after it.
        let then = played.results(BINH_SON, YEAR.0, YEAR.1, &["--as-of", "2020-12-31"]).await;
        assert_eq!(line(&then, "commune", "all")["cases"]["resolved"], 296);
        assert_eq!(line(&then, "commune", "all")["cases"]["total"], 422);
        // What had to be settled: raised, and carried over from the year before.
        let workload = played.results(BINH_SON, YEAR.0, YEAR.1, &["--mode", "workload"]).await;
        let cases = &line(&workload, "commune", "all")["cases"];
        assert_eq!((&cases["carried_over"], &cases["raised"], &cases["reopened"]), (&json!(5), &json!(422), &json!(0)));
        // Three were reopened in 2021; in that year they have to be settled again.
        let next = played.results(BINH_SON, "2021-01-01", "2021-02-01", &["--mode", "workload"]).await;
        assert_eq!(line(&next, "commune", "all")["cases"]["reopened"], 3);
        // What is carried forward out of the year is carried over into the next.
        let forward = cases["in_progress"].as_u64().unwrap() + cases["not_taken_up"].as_u64().unwrap();
        assert_eq!(line(&next, "commune", "all")["cases"]["carried_over"], forward);
        // The day whose state is read is the earlier of the two where none is said.
        let early = played.results(BINH_SON, YEAR.0, YEAR.1, &["--as-of", "2020-06-30"]).await;
        assert_eq!((&early["state_on"], &early["as_of"]), (&json!("2020-06-30"), &json!("2020-06-30")));
        assert_eq!((&found["state_on"], &found["as_of"]), (&json!(YEAR.1), &json!("2021-02-01")));
        let said = ["--as-of", "2020-06-30", "--state-on", "2020-06-30"];
        assert_eq!(played.results(BINH_SON, YEAR.0, YEAR.1, &said).await, early);
        every_number_opens_exactly_its_rows(&played.store().await).await;
        played.verify().await;
    }
}

/// What stands among the cases of Bình Sơn and changes no figure of the year.
#[tokio::test(flavor = "multi_thread")]
async fn binh_son_2020_has_what_changes_no_figure_among_its_cases() {
    for played in Played::on_both("binh-son-2020.toml").await {
        let rows = all_rows(played.fresh.url()).await;
        let now = Instant::OPEN.ms().to_string();
        // Spans that hold on a day, by what is known now.
        let holding = |axis: &str, on: &str, is: &dyn Fn(&str) -> bool| {
            let holds = |span: &&TextRow| {
                span["subject"] == "case"
                    && span["axis"] == axis
                    && is(span["value"].as_str())
                    && span["known_to_at"] == now
                    && span["from_on"].as_str() <= on
                    && on < span["to_on"].as_str()
            };
            let cases = rows["spans"].iter().filter(holds).map(|span| span["subject_id"].as_str());
            cases.collect::<BTreeSet<&str>>()
        };
        let outcome = |value: &'static str| holding("outcome:kq-1", YEAR.1, &|it| it == value);
        let (merged, struck) = (outcome("merged"), outcome("struck"));
        assert_eq!((merged.len(), struck.len()), (12, 2));
        // A merged case counts in its root, and that one counts.
        assert_eq!(holding("root", YEAR.1, &|it| it != "none"), merged);
        let roots = rows["spans"].iter().filter(|span| span["axis"] == "root" && span["value"] != "none");
        for span in roots.filter(|span| span["known_to_at"] == now) {
            assert!(!merged.contains(span["value"].as_str()) && !struck.contains(span["value"].as_str()));
        }
        assert_eq!(holding("transfer", YEAR.1, &|it| it == "waiting").len(), 7);
        // Five were raised in the year before, and are not of this one.
        let raised = rows["spans"].iter().filter(|span| span["axis"] == "raised" && span["subject"] == "case");
        assert_eq!(raised.filter(|span| span["from_on"].as_str() < YEAR.0).count(), 5);
        let late =
            |event: &&TextRow, act: &str| event["act"] == act && event["recorded_at"].parse::<i64>().unwrap() > LAST;
        let typed = |act: &str| rows["events"].iter().filter(|event| late(event, act)).collect::<Vec<_>>();
        let replied = typed("case.replied");
        assert_eq!(replied.len(), 40);
        assert!(replied.iter().all(|event| event["happened_on"].as_str() <= YEAR.1));
        let reopened = typed("case.reopened");
        assert_eq!(reopened.len(), 3);
        assert!(reopened.iter().all(|event| event["happened_on"].as_str() > YEAR.1));
    }
}

/// All numbers of all lines, in both modes, on the last day and on one in the middle of the year.
async fn every_number_opens_exactly_its_rows(store: &Store) {
    let mut read = store.reader().await.unwrap();
    let place = results::place(&mut read, "district", "524", day(YEAR.1)).await.unwrap().unwrap();
    for (mode, state_on) in [(Mode::Raised, YEAR.1), (Mode::Workload, YEAR.1), (Mode::Raised, "2020-07-01")] {
        let asked = Asked {
            scope: Scope::Place(place.id),
            mode,
            from: day(YEAR.0),
            to: day(YEAR.1),
            state_on: day(state_on),
            as_of: Instant::end_of(day("2021-02-01")),
        };
        for line in results::count(&mut read, &asked, "district").await.unwrap() {
            for number in Number::ALL {
                let of = (line.level.as_deref(), line.line);
                let opened = results::open(&mut read, &asked, of, *number, None, 1000).await.unwrap().rows;
                let said = number.of(&line.counts);
                assert_eq!(i64::try_from(opened.len()).unwrap(), said, "{of:?} {} {mode:?}", number.as_str());
            }
        }
    }
    // A list goes on where its page ended.
    let asked = Asked {
        scope: Scope::Place(place.id),
        mode: Mode::Raised,
        from: day(YEAR.0),
        to: day(YEAR.1),
        state_on: day(YEAR.1),
        as_of: Instant::end_of(day("2021-02-01")),
    };
    let (mut found, mut before) = (Vec::new(), None);
    loop {
        let page =
            results::open(&mut read, &asked, (Some("commune"), None), Number::Resolved, before, 50).await.unwrap();
        before = page.rows.last().map(|last| (last.on, last.id));
        found.extend(page.rows.iter().map(|row| row.id));
        if !page.more {
            break;
        }
    }
    found.sort_unstable();
    found.dedup();
    assert_eq!(found.len(), 336);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_today_changes_no_earlier_figure() {
    for played in Played::on_both("binh-son-2020.toml").await {
        let store = played.store().await;
        let office = Office::new(&store);
        let typist = store::account::by_login(&mut store.reader().await.unwrap(), "nhap.lieu").await.unwrap().unwrap();
        let (case, body, version) = resolved_case(&store).await;
        let by = By { account: typist.account, actor: typist.person, organisation: body };
        let happened_on = day("2020-12-30");
        let (reason, due_on) = ("Chưa làm xong".to_owned(), None);
        let reopen = Reopen { case, version, reason, due_on, happened_on };
        office.act(by, "reopen", reopen).await.unwrap();
        let now = played.results(BINH_SON, YEAR.0, YEAR.1, &[]).await;
        assert_eq!(line(&now, "commune", "all")["printed"]["resolved"], "335/422 vụ việc, chiếm 79,4%");
        let yesterday = played.results(BINH_SON, YEAR.0, YEAR.1, &["--as-of", "2021-01-31"]).await;
        assert_eq!(line(&yesterday, "commune", "all")["printed"]["resolved"], "336/422 vụ việc, chiếm 79,6%");
        // The plan amended from four to two.
        let mut read = store.reader().await.unwrap();
        let bodies = store::organisation::named(&mut read, "huyen uy").await.unwrap();
        let plan = store::plan::of_post(&mut read, bodies[0].id, "secretary", 2020).await.unwrap().unwrap();
        let planned = store::plan::planned(&mut read, plan.id).await.unwrap();
        drop(read);
        let amend = Amend {
            plan: plan.id,
            version: plan.version,
            add: Vec::new(),
            dropped: planned.iter().filter(|planned| planned.state != "held").map(|planned| planned.id).collect(),
            reason: "Dịch bệnh, bão lụt".to_owned(),
            happened_on,
        };
        office.act(By { organisation: bodies[0].id, ..by }, "amend", amend).await.unwrap();
        let now = played.results(BINH_SON, YEAR.0, YEAR.1, &[]).await;
        assert_eq!(line(&now, "district", "all")["printed"]["dialogues"], "2/4 (điều chỉnh còn 2)");
        let before = played.results(BINH_SON, YEAR.0, YEAR.1, &["--state-on", "2020-12-29"]).await;
        assert_eq!(line(&before, "district", "all")["printed"]["dialogues"], "2/4");
        played.verify().await;
    }
}

/// A case of a commune that was answered on the spot, its body and its version.
async fn resolved_case(store: &Store) -> (i64, i64, i64) {
    let mut read = store.reader().await.unwrap();
    let body = store::organisation::named(&mut read, "dang uy xa binh thuan").await.unwrap().remove(0).id;
    let population = Population {
        scope: body,
        below: true,
        from: day(YEAR.0),
        to: day(YEAR.1),
        state_on: day(YEAR.1),
        as_of: Instant::end_of(day("2020-12-31")),
    };
    let cases = figure::list(&mut read, &population, &["resolved"], Some("commune"), None, 500).await.unwrap().rows;
    for case in cases {
        let row = store::case::find(&mut read, case.id).await.unwrap().unwrap();
        if row.accountable_id == body && row.handling == "answered" {
            return (case.id, body, row.version);
        }
    }
    panic!("a case was answered on the spot");
}

#[tokio::test(flavor = "multi_thread")]
async fn ha_tinh_2022_adds_up_over_three_levels() {
    for played in Played::on_both("ha-tinh-2022.toml").await {
        let found = played.results("province:42@2022-09-30", "2022-01-01", "2022-09-30", &[]).await;
        for (level, held) in [("province", 2), ("district", 26), ("commune", 259), ("total", 287)] {
            assert_eq!(line(&found, level, "all")["dialogues"]["held"], held, "{level}");
        }
        played.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn thanh_hoa_2019_counts_its_letters() {
    for played in Played::on_both("thanh-hoa-2019.toml").await {
        let found = played.results("district:800@2019-10-18", "2019-01-01", "2019-10-18", &[]).await;
        let total = line(&found, "total", "all");
        assert_eq!((&total["letters"], &total["turns"]), (&json!(71), &json!(0)));
        assert_eq!((&total["cases"]["resolved"], &total["cases"]["in_progress"]), (&json!(59), &json!(12)));
        assert_eq!(total["printed"]["resolved"], "59/71 vụ việc, chiếm 83%");
        played.verify().await;
    }
}
