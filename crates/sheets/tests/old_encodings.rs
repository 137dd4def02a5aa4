use sheets::{Encoding, converted, recognise};

use crate::headings::{table, today};

#[test]
fn tcvn3_is_recognised_and_converted() {
    assert_eq!(converted("Néi dung kiÕn nghÞ", Encoding::Tcvn3), "Nội dung kiến nghị");
    let sheet = table(&[
        &["STT", "Néi dung kiÕn nghÞ", "§Þa ph\u{ad}¬ng"],
        &["1", "§Ò nghÞ söa ®\u{ad}êng th«n 3", "X· Ninh Lai"],
    ]);
    let found = recognise(&[sheet], today(), today()).unwrap();
    assert_eq!(found.encoding, Some(Encoding::Tcvn3));
    assert_eq!(found.rows[0].words, "Đề nghị sửa đường thôn 3");
    assert_eq!(found.rows[0].place, "Xã Ninh Lai");
    assert_eq!(found.rows[0].original.as_deref(), Some("§Ò nghÞ söa ®\u{ad}êng th«n 3"), "shown beside it");
}

#[test]
fn vni_is_recognised_and_converted() {
    assert_eq!(converted("Noäi dung kieán nghò", Encoding::Vni), "Nội dung kiến nghị");
    let sheet = table(&[
        &["STT", "Noäi dung kieán nghò", "Ñòa phöông"],
        &["1", "Ñeà nghò söûa ñöôøng thoân 3", "Xaõ Ninh Lai"],
    ]);
    let found = recognise(&[sheet], today(), today()).unwrap();
    assert_eq!(found.encoding, Some(Encoding::Vni));
    assert_eq!(found.rows[0].words, "Đề nghị sửa đường thôn 3");
    assert_eq!(found.rows[0].place, "Xã Ninh Lai");
}

#[test]
fn text_of_unicode_is_left_as_it_is() {
    for words in ["Đề nghị sửa đường thôn 3", "Cho toi hoi ve duong thon 3", "Ông Hùng hỏi về đất", "à á â ã è é ê"]
    {
        let sheet = table(&[&["STT", "Nội dung"], &["1", words]]);
        let found = recognise(&[sheet], today(), today()).unwrap();
        assert_eq!((found.encoding, found.rows[0].words.as_str()), (None, words));
    }
}
