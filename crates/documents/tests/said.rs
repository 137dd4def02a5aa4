//! What papers say in their own words: letters, what there is none of, what nobody typed.

use documents::gathering::gathering;
use documents::minutes::minutes;
use documents::notice::{Became, Spot, notice};
use documents::profile::{Profile, System};
use documents::synthesis::synthesis;
use documents::transfer::{Passed, beyond};
use documents::urging::urging;
use documents::{compose, html};

use super::samples::{Size, beyond_of, day, gathering_of, minutes_of, notice_of, synthesis_of, urging_of};

fn said(document: &documents::model::Document, profile: &str) -> String {
    let html = html(&compose(document, Profile::named(profile).expect("a profile")).expect("a paper"));
    let words = html.split('<').filter_map(|part| part.split_once('>')).map(|(_, words)| words.trim());
    words.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_letter_has_no_title_and_says_under_its_number_what_it_is_about() {
    let of = |system, iso| urging(&urging_of(system, iso, Size::Small));
    let state = said(&of(System::State, "2026-03-05"), "nd30");
    assert!(state.contains("Số: 05/UBND V/v đôn đốc giải quyết"), "{state}");
    assert!(!state.contains("THÔNG BÁO"), "{state}");
    assert!(state.contains("Giải quyết, trả lời theo Thông báo số 112/TB-UBND ngày 10/11/2025"), "{state}");
    assert!(state.contains("Trả lời văn bản chuyển đến (văn bản số 87/UBND-KT ngày 02/12/2025)"), "{state}");
    assert!(said(&of(System::Party, "2026-06-12"), "dang-hd05").contains("05-CV/ĐU V/v đôn đốc"));
    assert!(said(&of(System::Front, "2026-03-05"), "mttq").contains("05/MTTQ-BTT V/v đôn đốc"));
}

#[test]
fn what_there_is_none_of_is_said_in_a_sentence_and_not_counted_as_00() {
    let (system, iso) = (System::State, "2026-03-05");
    let mut data = notice_of(system, iso, Size::Small);
    data.opinions.retain(|opinion| matches!(opinion.became, Became::Point(_)));
    let some = said(&notice(&data).expect("a notice"), "nd30");
    assert!(!some.contains("00 ý kiến") && some.contains("được giao giải quyết"), "{some}");
    let none = said(&notice(&notice_of(system, iso, Size::Empty)).expect("a notice"), "nd30");
    assert!(none.contains("không có ý kiến, kiến nghị nào") && !none.contains("00 "), "{none}");
    let mut data = minutes_of(system, iso, Size::Small);
    for matter in data.turns.iter_mut().flat_map(|turn| &mut turn.matters) {
        matter.answers.clear();
    }
    let spoken = said(&minutes(&data), "nd30");
    assert!(spoken.contains("không có ý kiến, kiến nghị nào được trả lời tại chỗ"), "{spoken}");
}

#[test]
fn what_was_raised_by_another_channel_is_called_no_dialogue_and_named_as_what_it_was() {
    for size in [Size::Small, Size::Empty] {
        let mut data = notice_of(System::State, "2026-03-05", size);
        data.dialogue = "Ý kiến quý III".to_owned();
        data.paper.about = "Kết luận về ý kiến, kiến nghị".to_owned();
        data.channels = "tiếp xúc cử tri; điện thoại, đường dây nóng".to_owned();
        data.points.clear();
        for opinion in &mut data.opinions {
            opinion.became = match &opinion.became {
                Became::Answered(spot) => Became::Answered(Spot { later: true, ..spot.clone() }),
                _ => Became::Noted,
            };
        }
        let told = said(&notice(&data).expect("a notice"), "nd30");
        assert!(
            told.contains("Nhân dân nêu ý kiến, kiến nghị qua tiếp xúc cử tri; điện thoại, đường dây nóng"),
            "{told}"
        );
        assert!(!told.to_lowercase().contains("đối thoại") && !told.contains("gười chủ trì"), "{told}");
    }
}

#[test]
fn a_secretary_whom_nobody_typed_is_written_by_hand() {
    let mut data = minutes_of(System::State, "2026-03-05", Size::Small);
    data.secretaries.clear();
    let spoken = said(&minutes(&data), "nd30");
    assert!(spoken.contains("Thư ký: ……"), "{spoken}");
}

#[test]
fn an_official_is_addressed_as_papers_of_the_system_do_and_as_the_name_was_typed() {
    let chaired = |system, iso, profile| {
        let data = notice_of(system, iso, Size::Small);
        said(&notice(&data).expect("a notice"), profile)
    };
    assert!(chaired(System::State, "2026-03-05", "nd30").contains("ông (bà) Trần Văn Mẫu, Chủ tịch UBND xã chủ trì"));
    assert!(
        chaired(System::Party, "2026-06-12", "dang-hd05").contains("đồng chí Trần Văn Mẫu, Chủ tịch UBND xã chủ trì")
    );
    let mut data = minutes_of(System::Party, "2026-06-12", Size::Small);
    data.chairs[0].name = "Đồng chí Trần Văn Mẫu".to_owned();
    let spoken = said(&minutes(&data), "dang-hd05");
    assert!(spoken.contains("Đồng chí Trần Văn Mẫu") && !spoken.contains("đồng chí Đồng chí"), "{spoken}");
    assert!(spoken.contains("Bà Lê Thị Ghi") && !spoken.to_lowercase().contains("đồng chí bà"), "{spoken}");
}

#[test]
fn a_promise_has_its_day_and_what_was_merged_says_whose_answer_it_shares() {
    let (system, iso) = (System::State, "2026-03-05");
    let mut data = notice_of(system, iso, Size::Small);
    let spot =
        |shared| Spot { words: "Sẽ thay đèn.".to_owned(), promised: Some(day("2026-04-09")), shared, later: false };
    data.opinions[0].became = Became::Answered(spot(None));
    data.opinions[1].became = Became::Answered(spot(Some(1)));
    let annex = said(&notice(&data).expect("a notice"), "nd30");
    let promised = "Sẽ thay đèn. Ủy ban nhân dân xã Bến Sen 09/4/2026 Đã trả lời tại chỗ, cam kết thực hiện";
    assert!(annex.contains(promised) && annex.contains(&format!("{promised}, chung với ý kiến số 1")), "{annex}");

    let mut data = synthesis_of(system, iso, Size::Small);
    let theme = &mut data.themes[0].opinions;
    theme.truncate(1);
    let mut merged = theme[0].clone();
    (theme[0].result, theme[0].promised, theme[0].due) = ("Thay đèn.".to_owned(), true, Some(day("2026-04-09")));
    merged.shared = Some((0, 0));
    theme.push(merged);
    let table = said(&synthesis(&data), "nd30");
    assert!(table.contains("Cam kết thực hiện: Thay đèn. 09/4/2026"), "{table}");
    assert!(table.contains("Giải quyết, trả lời chung với ý kiến số 1."), "{table}");
}

#[test]
fn what_is_beyond_competence_stands_under_the_body_that_got_it_and_what_waits_is_said() {
    let table = said(&beyond(&beyond_of(System::State, "2026-03-05", Size::Small)), "nd30");
    let (waits, to) = (table.find("Chưa chuyển").expect("a line"), table.find("Chuyển Sở Giáo dục").expect("a line"));
    assert!(waits < to, "{table}");
    assert!(table.contains("Văn bản số 31/UBND-VP ngày 05/3/2026 25/3/2026 Chưa có trả lời"), "{table}");
    assert!(table.contains("Sẽ bố trí trong năm học mới."), "{table}");
    let counted = "Có 02 nội dung vượt thẩm quyền đã chuyển 01 cơ quan, trong đó 01 nội dung đã có trả lời, 01 nội dung chưa \
                   có trả lời; 01 nội dung chưa chuyển.";
    assert!(table.contains(counted), "{table}");
    let none = said(&beyond(&beyond_of(System::State, "2026-03-05", Size::Empty)), "nd30");
    assert!(none.contains("Không có nội dung vượt thẩm quyền."), "{none}");
}

#[test]
fn what_was_gathered_before_the_dialogue_is_counted_apart_and_says_so_in_the_annex() {
    let mut data = notice_of(System::State, "2026-03-05", Size::Small);
    let plain = said(&notice(&data).expect("a notice"), "nd30");
    assert!(!plain.contains("tổng hợp trước"), "{plain}");
    let all = data.opinions.len();
    data.opinions[all - 1].gathered = true;
    data.opinions[all - 1].became = Became::Answered(Spot {
        words: "Đã chi trả ngày 20/02.".to_owned(),
        promised: None,
        shared: None,
        later: true,
    });
    let paper = said(&notice(&data).expect("a notice"), "nd30");
    let counted = format!(
        "tổng số {all:02} ý kiến, kiến nghị, gồm {:02} ý kiến, kiến nghị nêu tại cuộc đối thoại và 01 ý kiến, kiến nghị \
         được tổng hợp trước cuộc đối thoại",
        all - 1
    );
    assert!(paper.contains(&counted), "{paper}");
    assert!(
        paper.contains("01 ý kiến, kiến nghị tổng hợp trước cuộc đối thoại đã được trả lời bằng văn bản"),
        "{paper}"
    );
    assert!(paper.contains("(tổng hợp trước đối thoại)") && paper.contains("Đã trả lời bằng văn bản"), "{paper}");
}

#[test]
fn a_notice_of_what_was_gathered_alone_says_that_nobody_spoke_at_the_dialogue() {
    let mut data = notice_of(System::State, "2026-03-05", Size::Small);
    data.opinions.iter_mut().for_each(|opinion| opinion.gathered = true);
    let paper = said(&notice(&data).expect("a notice"), "nd30");
    let all = data.opinions.len();
    let counted =
        format!("Có {all:02} ý kiến, kiến nghị được tổng hợp trước cuộc đối thoại; tại cuộc đối thoại không có");
    assert!(paper.contains(&counted) && !paper.contains("gồm 00"), "{paper}");
}

#[test]
fn a_matter_that_was_sent_to_two_bodies_is_counted_once_and_is_answered_by_both() {
    let mut data = beyond_of(System::State, "2026-03-05", Size::Small);
    let mut twice = data.bodies[1].matters[1].clone();
    twice.answer = None;
    data.bodies.push(Passed { to: Some("Sở Nội vụ".to_owned()), matters: vec![twice] });
    let table = said(&beyond(&data), "nd30");
    let counted =
        "Có 02 nội dung vượt thẩm quyền đã chuyển 02 cơ quan, chưa nội dung nào có trả lời; 01 nội dung chưa chuyển.";
    assert!(table.contains(counted), "{table}");
}

#[test]
fn what_is_beyond_competence_is_counted_in_words_where_a_number_would_be_none() {
    let mut data = beyond_of(System::State, "2026-03-05", Size::Small);
    for matter in &mut data.bodies[1].matters {
        matter.answer = Some("Đã bố trí.".to_owned());
    }
    let all = said(&beyond(&data), "nd30");
    assert!(all.contains("đã chuyển 01 cơ quan, tất cả đã có trả lời; 01 nội dung chưa chuyển."), "{all}");
    data.bodies.truncate(1);
    let waits = said(&beyond(&data), "nd30");
    assert!(waits.contains("Có 01 nội dung vượt thẩm quyền, chưa chuyển nội dung nào."), "{waits}");
    let none = said(&beyond(&beyond_of(System::State, "2026-03-05", Size::Empty)), "nd30");
    for table in [all, waits, none] {
        assert!(!table.contains(" 00 "), "{table}");
    }
}

#[test]
fn the_annex_says_who_owes_what_was_promised_and_on_which_day_a_matter_was_sent_on() {
    let mut data = notice_of(System::State, "2026-03-05", Size::Small);
    let issuer = documents::issuer::in_words(&data.paper.issuer.name.as_str().replace('\n', " "));
    let promised =
        Spot { words: "Sẽ sửa".to_owned(), promised: Some(day("2026-11-19")), shared: None, later: false };
    data.opinions[0].became = Became::Answered(promised);
    let paper = said(&notice(&data).expect("a notice"), "nd30");
    assert!(paper.contains(&format!("Sẽ sửa {issuer} 19/11/2026")), "{paper}");
    data.beyond[0].sent = Some(day("2026-03-04"));
    data.opinions[0].became = Became::Beyond(0);
    let paper = said(&notice(&data).expect("a notice"), "nd30");
    let to = data.beyond[0].to.trim();
    assert!(paper.contains(&format!("Không thuộc thẩm quyền, chuyển {to} ngày 04/3/2026")), "{paper}");
}

#[test]
fn what_people_are_aggrieved_by_is_marked_and_counted_in_the_synthesis_of_a_round() {
    let mut data = gathering_of(System::Front, "2026-03-05", Size::Small);
    let calm = said(&gathering(&data), "mttq");
    assert!(!calm.contains("bức xúc"), "{calm}");
    data.themes[0].opinions[0].pressing = true;
    let paper = said(&gathering(&data), "mttq");
    assert!(paper.contains("Kiến nghị (bức xúc, phức tạp)"), "{paper}");
    assert!(paper.contains("Trong đó có 01 ý kiến, kiến nghị về vấn đề bức xúc, phức tạp"), "{paper}");
}

#[test]
fn the_table_of_what_is_beyond_competence_says_what_was_reported_to_a_body_above() {
    let table = said(&beyond(&beyond_of(System::State, "2026-03-05", Size::Small)), "nd30");
    assert!(table.contains("Báo cáo cấp trên"), "{table}");
    assert!(table.contains("Đã báo cáo Tỉnh ủy, văn bản số 31/BC-UBND ngày 06/3/2026"), "{table}");
}

#[test]
fn a_promise_at_the_desk_is_printed_in_the_minutes_with_its_day_and_what_nobody_settled_says_so() {
    let mut data = minutes_of(System::State, "2026-03-05", Size::Small);
    let turn = &mut data.turns[0];
    turn.matters.truncate(1);
    turn.matters[0].answers[0].promised = Some(day("2026-11-19"));
    let mut open = turn.matters[0].clone();
    (open.answers, open.left_to) = (Vec::new(), Some(documents::minutes::LeftTo::Nobody));
    turn.matters.push(open);
    let spoken = said(&minutes(&data), "nd30");
    assert!(spoken.contains("Cam kết thực hiện: chậm nhất ngày 19/11/2026."), "{spoken}");
    assert!(spoken.contains("Chưa có kết luận tại Hội nghị."), "{spoken}");
}

#[test]
fn a_single_matter_has_no_letter_and_a_single_paragraph_no_number_before_it() {
    let mut data = minutes_of(System::State, "2026-03-05", Size::Small);
    data.turns.truncate(1);
    data.turns[0].matters.truncate(1);
    let one = said(&minutes(&data), "nd30");
    assert!(!one.contains("a)"), "{one}");
    let more = data.turns[0].matters[0].clone();
    data.turns[0].matters.push(more);
    let two = said(&minutes(&data), "nd30");
    assert!(two.contains("a)") && two.contains("b)"), "{two}");
    let mut data = notice_of(System::State, "2026-03-05", Size::Small);
    data.carrying_out = vec!["Văn phòng theo dõi.".to_owned()];
    let one = said(&notice(&data).expect("a notice"), "nd30");
    assert!(!one.contains("4.1."), "{one}");
    data.carrying_out.push("Mặt trận giám sát.".to_owned());
    assert!(said(&notice(&data).expect("a notice"), "nd30").contains("4.1."));
}

#[test]
fn a_dialogue_is_called_a_conference_within_a_sentence() {
    let called = documents::conference;
    assert_eq!(called("Đối thoại với Nhân dân ấp Hưng Phú"), "Hội nghị đối thoại với Nhân dân ấp Hưng Phú");
    assert_eq!(called("Hội nghị đối thoại quý III"), "Hội nghị đối thoại quý III");
    assert_eq!(called("Diễn đàn lắng nghe dân"), "diễn đàn lắng nghe dân");
    assert_eq!(called("Nước sạch"), "Hội nghị đối thoại “Nước sạch”");
    assert_eq!(called(""), "");
}

#[test]
fn a_body_to_which_nothing_was_sent_yet_leads_nothing_in_the_annex() {
    let mut data = notice_of(System::State, "2026-03-05", Size::Small);
    for beyond in &mut data.beyond {
        (beyond.sent, beyond.to) = (None, "cơ quan có thẩm quyền".to_owned());
    }
    let count = |data: &documents::notice::Notice| {
        said(&notice(data).expect("a notice"), "nd30").matches("cơ quan có thẩm quyền").count()
    };
    let unsent = count(&data);
    for beyond in &mut data.beyond {
        beyond.sent = Some(day("2026-03-04"));
    }
    let cells = data.opinions.iter().filter(|opinion| matches!(opinion.became, Became::Beyond(_))).count();
    assert!(cells > 0 && count(&data) == unsent + cells, "{cells}");
}

#[test]
fn a_letter_that_urges_for_much_names_it_in_its_annex() {
    let few = urging(&urging_of(System::State, "2026-03-05", Size::Small));
    assert!(few.annexes.is_empty() && said(&few, "nd30").contains("VV-147"), "a few stand in the letter itself");
    let much = urging(&urging_of(System::State, "2026-03-05", Size::Long));
    let [annex] = much.annexes.as_slice() else { panic!("one annex: {:?}", much.annexes) };
    let [documents::model::Block::Table(table)] = annex.body.as_slice() else { panic!("a table: {:?}", annex.body) };
    assert_eq!(table.rows.len(), 60, "all of it");
    assert!(!much.body.iter().any(|block| matches!(block, documents::model::Block::Table(_))), "and once");
    let words = said(&much, "nd30");
    assert!(words.contains("60 việc của Phòng Kinh tế đã quá hạn mà chưa có kết quả (phụ lục kèm theo)."), "{words}");
}
