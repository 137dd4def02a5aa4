//! What contradicts itself is refused before anything is made, and what can't be named is asked back.

use testing::Fresh;

use super::{Played, play, scenario};

/// Plays a scenario after some of its words were exchanged; the exit code and what was said.
async fn spoiled(name: &str, right: &str, wrong: &str) -> (i32, String) {
    let text = std::fs::read_to_string(scenario(name)).unwrap();
    assert!(text.contains(right), "{right}");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    std::fs::write(&file, text.replacen(right, wrong, 1)).unwrap();
    play(&Fresh::sqlite(), &folder.path().join("made"), &file).await
}

/// The number of the line in which something stands.
fn line_of(name: &str, words: &str) -> usize {
    let text = std::fs::read_to_string(scenario(name)).unwrap();
    text.lines().position(|line| line.contains(words)).unwrap() + 1
}

#[tokio::test(flavor = "multi_thread")]
async fn sums_that_contradict_each_other_are_refused_with_the_line_at_fault() {
    let name = "binh-son-2020.toml";
    let commune = format!("line {}:", line_of(name, "Bí thư Đảng ủy xã, thị trấn") - 1);
    let total = format!("line {}:", line_of(name, "[total]"));
    for (right, wrong, at, what) in [
        ("resolved = 336", "resolved = 337", &commune, "cases is stated as 422, and the parts add up to 423"),
        ("replied = 170", "replied = 171", &commune, "resolved is stated as 336, and the parts add up to 337"),
        ("units = 22", "units = 23", &commune, "units is stated as 23, and the parts add up to 22"),
        ("active = 18, sites", "active = 25, sites", &commune, "active units (25) can't be more than 22"),
        ("cases = 491", "cases = 490", &total, "cases is stated as 490, and the parts add up to 491"),
    ] {
        let (code, said) = spoiled(name, right, wrong).await;
        assert!(code == 1 && said.contains(at) && said.contains(what), "{wrong}: {code} {said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outcome_to_which_the_acts_do_not_lead_names_its_case() {
    // Too few days are left in which anything could be replied to.
    let (code, said) = spoiled("thanh-hoa-2019.toml", "to = \"2019-10-18\"", "to = \"2019-01-20\"").await;
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("\"resolved, replied\" lead to in_progress on 20/01/2019, and resolved was wanted"),
        "{said}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scope_is_found_or_asked_back() {
    let played = Played::on(Fresh::sqlite(), "thanh-hoa-2019.toml").await;
    let ask = async |scope: &str, from: &str, more: &[&str]| {
        let words = ["report", "results", "--scope", scope, "--from", from, "--to", "2019-10-18"];
        played.run(&[&words, more].concat()).await
    };
    for scope in ["district:800@2019-10-18", "district:800", "huyện Thạnh Hóa", "ban tiep cong dan"] {
        let (code, out, err) = ask(scope, "2019-01-01", &[]).await;
        assert!(code == 0 && out.contains("59/71 vụ việc, chiếm 83%"), "{scope}: {out}{err}");
    }
    let (code, _, err) = ask("thạnh hóa", "2019-01-01", &[]).await;
    assert!(code == 3 && err.contains("district:800@") && err.contains("Ban Tiếp công dân"), "{code} {err}");
    for (scope, expected) in [("nowhere", 1), ("district:999", 1), ("district:800@31/02/2019", 2), (" ", 2)] {
        let (code, _, err) = ask(scope, "2019-01-01", &[]).await;
        assert!(code == expected && err.contains("What to do:"), "{scope}: {code} {err}");
    }
    let (code, ..) = ask("district:800", "2019-12-01", &[]).await;
    assert_eq!(code, 2, "the days contradict each other");
    let (code, ..) = ask("district:800", "2019-01-01", &["--as-of", "2019-05-01", "--state-on", "2019-06-01"]).await;
    assert_eq!(code, 2, "the day whose state is read is not after what was recorded");
}
