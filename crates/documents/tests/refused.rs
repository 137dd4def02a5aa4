//! Papers that would be wrong are refused, with what is wrong.

use documents::minutes::minutes;
use documents::model::{Authority, Block, Cell, Column, Document, Row, Table};
use documents::notice::{Became, notice};
use documents::profile::{Profile, System, Word};
use documents::{Error, compose};

use super::samples::{Size, day, minutes_of, notice_of};

fn made(document: &Document, profile: &str) -> Result<(), Error> {
    compose(document, Profile::named(profile).expect("a profile")).map(drop)
}

fn of(system: System) -> Document {
    minutes(&minutes_of(system, "2026-03-05", Size::Small))
}

#[test]
fn a_head_of_another_system_is_refused() {
    for (system, profile) in [(System::State, "dang-hd36"), (System::Party, "nd30"), (System::Front, "nd30")] {
        assert_eq!(made(&of(system), profile), Err(Error::MixedHead { profile: profile.to_owned(), system }));
    }
}

#[test]
fn a_layout_of_other_days_is_refused() {
    let refused = Error::NotInForce { profile: "dang-hd05".to_owned(), day: day("2026-03-05") };
    assert_eq!(made(&of(System::Party), "dang-hd05"), Err(refused));
}

#[test]
fn nobody_signs_in_a_way_that_the_system_has_not() {
    let sign = |system, authority| {
        let mut document = of(system);
        document.signatures[0].authority = authority;
        let profile = if system == System::Party { "dang-hd36" } else { "nd30" };
        made(&document, profile)
    };
    let as_deputy = || Authority::OnBehalfAsDeputy { body: "Đảng ủy".into(), head: "Bí thư".into() };
    let refused = |word| Err(Error::NotSignedSo { profile: "dang-hd36".to_owned(), word });
    assert_eq!(sign(System::Party, Authority::Delegated("Bí thư".into())), refused(Word::Delegated));
    assert_eq!(sign(System::Party, as_deputy()), refused(Word::DeputyOfCollective));
    assert_eq!(sign(System::State, Authority::Delegated("Chủ tịch".into())), Ok(()));
    assert_eq!(sign(System::State, as_deputy()), Ok(()));
    assert_eq!(sign(System::Party, Authority::ByOrder("Ban Thường vụ".into())), Ok(()));
}

#[test]
fn a_paper_without_what_it_needs_is_refused() {
    let mut document = of(System::State);
    document.about = "\u{202e} \n".into();
    assert_eq!(made(&document, "nd30"), Err(Error::Missing { field: "subject" }));
    let mut document = of(System::State);
    document.signatures[1].post = "".into();
    assert_eq!(made(&document, "nd30"), Err(Error::Missing { field: "post of who signs" }));
}

#[test]
fn a_notice_that_contradicts_itself_is_refused() {
    let sample = || notice_of(System::State, "2026-03-05", Size::Small);
    let mut data = sample();
    data.opinions[1].number = 1;
    assert_eq!(notice(&data), Err(Error::ListedTwice { number: 1 }));
    let mut data = sample();
    data.opinions[0].became = Became::Point(2);
    assert_eq!(notice(&data), Err(Error::NoSuchPoint { number: 1 }));
    let mut data = sample();
    data.points[1].lead = " ".to_owned();
    assert_eq!(notice(&data), Err(Error::NoLead { point: 2 }));
    let mut data = sample();
    data.points[0].due = None;
    assert_eq!(notice(&data), Err(Error::NoDue { point: 1 }));
    let mut data = sample();
    data.points[0].due = Some(day("2026-03-04"));
    assert_eq!(notice(&data), Err(Error::DueBeforeIssue { point: 1 }));
}

#[test]
fn a_table_whose_cells_leave_a_gap_or_overlap_is_refused() {
    let table = |rows: Vec<Vec<Cell>>| {
        let mut document = of(System::State);
        let rows = rows.into_iter().map(Row).collect();
        let columns = vec![Column::Number, Column::Wide, Column::Short];
        document.body.push(Block::Table(Table { columns, head: Vec::new(), rows }));
        made(&document, "nd30")
    };
    let one = || Cell::of("x");
    assert_eq!(table(vec![vec![one().down(2), one().across(2)], vec![one(), one()]]), Ok(()));
    assert_eq!(table(vec![vec![one(), one()]]), Err(Error::TableNotFilled { row: 0 }));
    assert_eq!(table(vec![vec![one(), one().across(3)]]), Err(Error::TableNotFilled { row: 0 }));
    assert_eq!(
        table(vec![vec![one(), one().down(2), one()], vec![one().across(3)]]),
        Err(Error::TableNotFilled { row: 1 })
    );
    assert_eq!(table(vec![vec![one(), one(), one().down(2)]]), Err(Error::TableNotFilled { row: 1 }));
    assert_eq!(table(vec![vec![one(), one(), one().across(0)]]), Err(Error::TableNotFilled { row: 0 }));
}

#[test]
fn a_point_under_no_heading_is_refused() {
    let mut document = of(System::State);
    document.body.insert(0, Block::Point { runs: vec!["x".into()], heads: false });
    assert_eq!(made(&document, "nd30"), Err(Error::PointUnderNothing));
}
