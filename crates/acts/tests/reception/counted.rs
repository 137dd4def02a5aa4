//! What is counted of receptions: visits as visits, matters as matters, and what was said there among the submissions.

use acts::reception::{Bind, End, Record, StrikeVisit, Way};
use domain::day::{Day, Instant};
use domain::permission::Act as Right;
use domain::reception::Receiver;
use store::figure::results::{self, Asked, Mode, Number, Scope};
use store::grant::{Grant, Of, may};
use store::reception::count::{self, Counted};
use store::reception::visit::{self, Part, Which};

use super::{Received, day, end};
use crate::support::both;

const YEAR: (&str, &str) = ("2026-01-01", "2026-12-31");

impl Received {
    async fn counted(&self) -> Counted {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        let grant = self.reads(&mut read).await;
        let counted = count::count(&mut read, &grant, days()).await.expect("reads");
        let [head] = counted.as_slice() else { panic!("{counted:?}") };
        head.clone()
    }

    async fn reads(&self, read: &mut store::Reader<'_>) -> Grant {
        let of = Of::Organisation(self.house.desk.by.organisation);
        may(read, self.house.desk.by, Right::ReceptionRead, of).await.expect("a grant").0
    }

    /// The visits that a number opens.
    async fn opened(&self, which: Which) -> Vec<i64> {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        let grant = self.reads(&mut read).await;
        let book = visit::book(&mut read, &grant, days(), which, None, 50).await.expect("reads");
        book.rows.into_iter().map(|it| it.id).collect()
    }

    /// Every number opens as many visits as it says.
    async fn opens_what_it_says(&self) {
        let head = self.counted().await;
        let of = Which { receiver: Some(Receiver::Head), ..Which::default() };
        let many = async |which| i64::try_from(self.opened(which).await.len()).expect("few");
        for (groups, visits) in [(false, head.all), (true, head.groups)] {
            let of = Which { groups, ..of };
            assert_eq!(many(Which { part: Part::Received, ..of }).await, visits.visits);
            assert_eq!(many(Which { part: Part::Matters, again: Some(false), ..of }).await, visits.first);
            assert_eq!(many(Which { part: Part::Matters, again: Some(true), ..of }).await, visits.again);
        }
        assert_eq!(many(Which { part: Part::Refused, ..of }).await, head.refused);
        assert_eq!(many(of).await, head.all.visits + head.refused, "the book has all of them");
    }
}

fn days() -> (Day, Day) {
    (day(YEAR.0), day(YEAR.1))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_matter_counts_once_however_often_it_is_received_and_whenever_that_is_typed() {
    both(async |_, store| {
        let at = Received::open(store).await;
        let case = at.house.raise("Nước đục").await.case;
        let existing = || End { case: Some(case), ..end(Way::Existing) };
        let matter = |key: &str| Record { end: existing(), ..at.came(key, Way::Existing) };
        let first = at.act("first", matter("Hỏi việc nước")).await.expect("recorded").visit;
        let later = at.record("Hỏi lại", Way::Open).await.visit;
        let third = at.act("third", matter("Hỏi nữa")).await.expect("recorded").visit;
        assert!(!at.visit(first).await.again, "it had not been received at a reception");
        assert!(at.visit(third).await.again);
        let bind = Bind { visit: later, end: existing(), no_denunciation: false, happened_on: day("2026-09-12") };
        at.act("bind", bind).await.expect("it is bound");
        assert!(at.visit(later).await.again, "as if it had been said at once");
        let head = at.counted().await;
        assert_eq!((head.all.visits, head.all.first, head.all.again), (3, 1, 1), "one case, received first and again");
        at.opens_what_it_says().await;
        let strike = StrikeVisit { visit: first, reason: "Nhập nhầm".to_owned() };
        at.act("strike", strike).await.expect("taken out");
        assert!(!at.visit(later).await.again, "now it is the first");
        at.opens_what_it_says().await;
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_refused_was_not_received_and_each_number_opens_its_visits() {
    both(async |_, store| {
        let at = Received::open(store).await;
        at.record("Một người", Way::Open).await;
        let many = Record { people: 12, again: true, ..at.came("Đoàn", Way::Recorded) };
        at.act("many", many).await.expect("recorded");
        let refused = Record {
            people: 7,
            end: End { ground: "9.1".to_owned(), ..end(Way::Refused) },
            ..at.came("Say rượu", Way::Refused)
        };
        at.act("refused", refused).await.expect("recorded");
        let head = at.counted().await;
        assert_eq!((head.all.visits, head.all.people, head.refused), (2, 13, 1));
        assert_eq!((head.all.first, head.all.again), (1, 1));
        assert_eq!((head.groups.visits, head.groups.people, head.groups.again), (1, 12, 1));
        at.opens_what_it_says().await;
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_at_a_reception_is_among_the_submissions_of_the_body_that_received() {
    both(async |_, store| {
        let at = Received::open(store).await;
        at.house.raise("Tại đối thoại").await;
        at.record("Nước đục", Way::Recorded).await;
        at.record("Sửa đường", Way::Recorded).await;
        at.record("Đơn xin sửa cầu", Way::Letter).await;
        let guided = End { said: "Đến Bộ phận Một cửa".to_owned(), ..end(Way::Guided) };
        at.act("guided", Record { end: guided, ..at.came("Hỏi", Way::Guided) }).await.expect("recorded");
        let as_of = Instant::end_of(day(YEAR.1));
        let (from, to) = days();
        for scope in [Scope::Alone(at.house.desk.by.organisation), Scope::Body(at.house.desk.by.organisation)] {
            let asked = Asked { scope, mode: Mode::Raised, from, to, state_on: to, as_of };
            let mut read = at.house.desk.store.reader().await.expect("a reader");
            let lines = results::count(&mut read, &asked, "commune").await.expect("reads");
            let total = &lines.last().expect("a total").counts;
            assert_eq!((total.turns, total.letters, total.submissions, total.elsewhere), (1, 1, 4, 2));
            assert_eq!(total.cases.total, 4);
            for (number, many) in [(Number::Submissions, 4), (Number::Elsewhere, 2), (Number::Voters, 0)] {
                let rows = results::open(&mut read, &asked, (None, None), number, None, 10).await.expect("reads").rows;
                assert_eq!(rows.len(), many, "{number:?}");
                let counted = results::how_many(&mut read, &asked, (None, None), number).await.expect("reads");
                assert_eq!(counted, i64::try_from(many).expect("few"), "{number:?}");
            }
        }
    })
    .await;
}
