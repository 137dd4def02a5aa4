//! The templates of bodies.

use std::collections::BTreeSet;

use domain::day::Day;
use domain::organisation::{COMMITTEE, KINDS, LINES, Of, Proposed, ROOT, template, templates};
use domain::territory::{Level, units};

fn day(text: &str) -> Day {
    Day::parse_iso(text).expect("a day")
}

fn of(level: Level, kind: &str, on: &str) -> Vec<Proposed> {
    let of = Of { kind, bare: "Bến Sen", above: Some("tỉnh Thanh Giang") };
    template(level, day(on)).expect("a template").bodies_of(of, day(on))
}

fn names(bodies: &[Proposed]) -> Vec<&str> {
    bodies.iter().map(|body| body.name.as_str()).collect()
}

#[test]
fn every_template_makes_one_tree_for_every_type_on_every_day() {
    let days = ["2020-06-30", "2025-02-28", "2025-03-01", "2025-06-30", "2025-07-01", "2026-09-11"].map(day);
    for on in days {
        let levels = [Level::Province, Level::District, Level::Commune];
        for level in levels.into_iter().filter(|level| units().in_force(*level, on).next().is_some()) {
            let kinds: BTreeSet<&str> = units().in_force(level, on).map(|unit| unit.kind).collect();
            for kind in kinds {
                let made = of(level, kind, &on.to_iso());
                assert_eq!(made[0].kind, ROOT, "{kind} on {on}");
                assert_eq!(made.iter().filter(|body| body.kind == COMMITTEE).count(), 1);
                let mut known: BTreeSet<&str> = BTreeSet::new();
                for body in &made {
                    assert!(KINDS.contains(&body.kind), "{}", body.kind);
                    assert!(!body.name.contains(['{', '}']), "{}", body.name);
                    for (line, key) in &body.under {
                        assert!(LINES.contains(line) && known.contains(key), "{} under {key}", body.key);
                    }
                    let roots = usize::from(body.under.is_empty());
                    assert_eq!(roots, usize::from(body.kind == ROOT || body.above), "{}", body.name);
                    assert!(known.insert(body.key), "{} twice for {kind} on {on}", body.key);
                }
            }
        }
    }
    assert!(template(Level::District, day("2025-07-01")).is_none());
    assert!(template(Level::Village, day("2026-01-01")).is_none());
    assert_eq!(templates().len(), 5);
}

#[test]
fn a_commune_of_the_two_tier_set_has_the_bodies_of_the_law() {
    let made = of(Level::Commune, "xã", "2026-01-01");
    for name in [
        "Đảng ủy xã Bến Sen",
        "Văn phòng Đảng ủy xã Bến Sen",
        "Ban Xây dựng Đảng Đảng ủy xã Bến Sen",
        "Ủy ban Kiểm tra Đảng ủy xã Bến Sen",
        "Hội đồng nhân dân xã Bến Sen",
        "Ủy ban nhân dân xã Bến Sen",
        "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã Bến Sen",
        "Phòng Kinh tế xã Bến Sen",
        "Phòng Văn hóa - Xã hội xã Bến Sen",
        "Trung tâm Phục vụ hành chính công xã Bến Sen",
        "Ủy ban Mặt trận Tổ quốc Việt Nam xã Bến Sen",
        "Ban Chỉ huy Quân sự xã Bến Sen",
        "Công an xã Bến Sen",
        "Công an tỉnh Thanh Giang",
    ] {
        assert!(names(&made).contains(&name), "{name}");
    }
    for kind in ["phường", "đặc khu"] {
        let made = of(Level::Commune, kind, "2026-01-01");
        assert!(names(&made).contains(&format!("Phòng Kinh tế, Hạ tầng và Đô thị {kind} Bến Sen").as_str()));
        assert!(!names(&made).contains(&format!("Phòng Kinh tế {kind} Bến Sen").as_str()));
    }
    assert_eq!(made.iter().filter(|body| body.kind == "outside" && body.outside).count(), 3);
    for key in ["clinic", "school"] {
        let body = made.iter().find(|body| body.key == key).expect("a body");
        assert!(!body.outside, "{key} is a body of the commune, and can be given something to do");
    }
    let under = |key: &str| made.iter().find(|body| body.key == key).expect("a body").under.clone();
    assert_eq!(under(COMMITTEE), [("party", "party_committee")]);
    assert_eq!(under("economy"), [("authority", "peoples_committee")]);
    assert_eq!(under("farmers"), [("front", "front")]);
    assert_eq!(under("police"), [("authority", "police_above"), ("party", "party_committee")]);
}

#[test]
fn an_earlier_day_has_the_bodies_of_then() {
    assert!(names(&of(Level::Commune, "xã", "2020-01-01")).iter().all(|name| !name.starts_with("Phòng")));
    let before = of(Level::District, "huyện", "2020-01-01");
    assert_eq!(before[0].name, "Huyện ủy Bến Sen");
    assert!(names(&before).contains(&"Ban Dân vận Huyện ủy Bến Sen"));
    assert!(names(&of(Level::District, "quận", "2025-04-01")).contains(&"Ban Tuyên giáo và Dân vận Quận ủy Bến Sen"));
    assert_eq!(of(Level::Province, "thành phố", "2026-01-01")[0].name, "Thành ủy Bến Sen");
}

#[test]
fn a_body_of_the_place_above_is_left_out_where_that_is_not_known() {
    let of = Of { kind: "xã", bare: "Bến Sen (mô phỏng)", above: None };
    let made = template(Level::Commune, day("2026-01-01")).expect("a template").bodies_of(of, day("2026-01-01"));
    let police = made.iter().find(|body| body.key == "police").expect("the police");
    assert_eq!(police.name, "Công an xã Bến Sen (mô phỏng)");
    assert_eq!(police.under, [("party", "party_committee")]);
    assert!(made.iter().all(|body| !body.above));
}
