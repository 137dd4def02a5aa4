//! All days off of a year at once: proposed, pasted or brought as a file, looked at before and then taken.

use axum::http::StatusCode;
use domain::permission::Role;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, send};
use crate::house::{FIRST, error, shown};

#[tokio::test(flavor = "multi_thread")]
async fn days_off_of_a_year_are_proposed_until_they_are_announced_and_then_entered_from_a_file() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let below = commune.colleague(Role::Administrator).await;
    let first = commune.house.signed_in(FIRST).await;
    for lang in Lang::ALL {
        let administrator = first.in_language(lang);
        let page = administrator.get("/calendar?year=2028").await;
        assert!(page.shows(&lang.t("calendar-propose-do")), "nothing is known of 2028: {}", page.html);
        let page = administrator.get("/calendar?year=2028&propose=1").await;
        for words in ["26/01/2028", "04/04/2028", "03/01/2028", &lang.t("calendar-kind-day-in-lieu")] {
            assert!(page.html.contains(words), "Tết, the Hùng Kings' day, a day in lieu: {words}");
        }
        let known = administrator.get("/calendar?year=2026").await;
        assert!(!known.shows(&lang.t("calendar-propose-do")), "2026 was announced");
        let reader = below.in_language(lang).get("/calendar?year=2028&propose=1").await;
        assert!(!reader.html.contains("action=\"/calendar/year\""), "one calendar, changed above all bodies");
    }
    let page = first.get("/calendar?year=2028&propose=1").await;
    let preview = send(&first, &page, "/calendar/year", &[]).await;
    for words in ["Nghỉ lễ, tết: 11; Nghỉ bù: 4", &Lang::Vi.t("calendar-status-computed")] {
        assert!(preview.shows(words), "{words}: {}", preview.html);
    }
    assert!(!preview.shows(&Lang::Vi.t("calendar-lacks")) && !preview.shows(&Lang::Vi.t("calendar-unpaired")));
    let done = send(&first, &preview, "/calendar/set", &[]).await;
    assert_eq!(done.location(), "/calendar?year=2028&said=year-entered", "{}", done.html);
    let page = first.get("/calendar?year=2028").await;
    assert!(page.shows(&Lang::Vi.t("calendar-status-computed")) && page.html.contains("class=\"ln-month\""));

    // A day is set by itself; the year that comes does not have it, and says so before.
    let typed = [("on", "29/02/2028"), ("kind", "public_holiday"), ("name", "Nghỉ"), ("document", "Công văn 3")];
    let preview = send(&first, &page, "/calendar/preview", &typed).await;
    assert_eq!(send(&first, &preview, "/calendar/set", &[]).await.location(), "/calendar?year=2028&said=day-set");

    // The announcement comes as a file, with a swap that has no other half and without the Hùng Kings' day.
    let file = "\u{feff}date,kind,name_vi\n2028-01-01,public_holiday,Tết Dương lịch\n2028-01-26,public_holiday,Tết\n\
                2028-04-30,public_holiday,Ngày Chiến thắng\n2028-05-01,public_holiday,Ngày Quốc tế lao động\n\
                2028-09-02,public_holiday,Quốc khánh\n2028-05-02,swapped_day_off,Nghỉ hoán đổi\n";
    let fields = [
        ("year", "2028"),
        ("days", ""),
        ("year_basis", "announced"),
        ("document", "Thông báo số 99/TB-BNV, 01/12/2027"),
        ("version", "2"),
    ];
    let preview = first.upload_with("/calendar/year", &fields, ("file", file.as_bytes())).await;
    assert_eq!(preview.status, StatusCode::OK, "{}", preview.html);
    let replaced = Lang::Vi.t("calendar-replaced");
    for words in ["04/04/2028 (Ngày Giỗ Tổ Hùng Vương)", "1 ngày nghỉ hoán đổi, 0 ngày làm bù", &replaced, "29/02/2028"]
    {
        assert!(preview.shows(words), "a gap is told before it is taken: {words}: {}", preview.html);
    }
    let done = send(&first, &preview, "/calendar/set", &[]).await;
    assert_eq!(done.location(), "/calendar?year=2028&said=year-entered", "{}", done.html);
    let page = first.get("/calendar?year=2028").await;
    assert!(page.shows(&Lang::Vi.t("calendar-status-announced")) && page.shows("Thông báo số 99/TB-BNV"));
    commune.house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_of_a_year_that_cannot_be_taken_is_named_and_what_was_pasted_stays() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let first = commune.house.signed_in(FIRST).await;
    let page = first.get("/calendar?year=2028").await;
    let wrong = [
        ("01/01/2028; lễ; Tết\n31/02/2028; lễ; Không có", "date", "2"),
        ("01/01/0209; lễ; Tết", "year", "1"),
        ("01/01/2028; hội; Tết", "kind", "1"),
        ("01/01/2028; lễ", "name", "1"),
        ("01/01/2028; bù; Tết", "weekday", "1"),
        ("01/01/2028; lễ; Tết\n01/01/2028; lễ; Tết", "twice", "2"),
    ];
    for (days, why, line) in wrong {
        for lang in Lang::ALL {
            let typed = [("days", days), ("year_basis", "announced"), ("document", "Thông báo 9")];
            let refused = send(&first.in_language(lang), &page, "/calendar/year", &typed).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{days}: {}", refused.html);
            let told = error(&refused.html, "days-year");
            let text = days.lines().nth(line.parse::<usize>().unwrap() - 1).unwrap();
            let facts = [("line", line.to_owned()), ("text", text.to_owned()), ("year", "2028".to_owned())];
            let wanted = lang.told(&format!("year-line-{why}"), Some("days"), &facts).what;
            assert!(told.contains(line) && refused.shows(&wanted), "{why}: {told}");
            assert!(shown(&refused.html).iter().any(|(name, value)| name == "days" && value.trim() == days), "{why}");
        }
    }
    for (field, typed) in [("days", ""), ("year_basis", ""), ("document", " ")] {
        let mut form = vec![("days", "01/01/2028; lễ; Tết"), ("year_basis", "announced"), ("document", "Thông báo 9")];
        form.retain(|(name, _)| *name != field);
        form.push((field, typed));
        let refused = send(&first, &page, "/calendar/year", &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(!error(&refused.html, &format!("{field}-year")).is_empty(), "{field}: {}", refused.html);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_change_no_calendar_is_told_so_before_a_file_is_read() {
    let commune = Commune::open(Fresh::sqlite()).await;
    // What follows the file can't be read: whoever reads on says so.
    let file = b"01/01/2028;le;Tet\r\n--b\r\nno header\r\n\r\n";
    let refused = commune.clerk.upload_with("/calendar/year", &[("year", "2028")], ("file", file)).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.html);
    let first = commune.house.signed_in(FIRST).await;
    let read = first.upload_with("/calendar/year", &[("year", "2028")], ("file", file)).await;
    assert_ne!(read.status, StatusCode::FORBIDDEN, "{}", read.html);
}
