//! Long work says how far it is.

use std::io::Write as _;
use std::pin::pin;
use std::time::Duration;

use tokio::time::timeout;

/// Work that takes longer says how far it is, and again each time.
pub(crate) const LONG: Duration = Duration::from_secs(2);

/// Waits for long work, and tells `say` after each span of `every` how long it has been at it.
pub(crate) async fn patiently<T>(work: impl Future<Output = T>, every: Duration, say: impl Fn(Duration)) -> T {
    let mut work = pin!(work);
    let mut passed = Duration::ZERO;
    loop {
        if let Ok(done) = timeout(every, &mut work).await {
            return done;
        }
        passed += every;
        say(passed);
    }
}

/// Says on standard error how far it is: standard output is for what was asked for.
pub(crate) fn tell(line: &str) {
    // Who closed standard error does not want to know.
    let _ = writeln!(std::io::stderr(), "langnghe: {line}");
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};
    use std::time::Duration;

    use tokio::sync::Notify;

    use super::patiently;

    #[tokio::test]
    async fn long_work_says_how_far_it_is_and_short_work_nothing() {
        let said = Cell::new(0);
        let short = patiently(async { 7 }, Duration::from_secs(600), |_| said.set(said.get() + 1));
        assert_eq!((short.await, said.get()), (7, 0));
        // Work that ends when it was told of for the third time.
        let (enough, told) = (Notify::new(), RefCell::new(Vec::new()));
        let work = async {
            enough.notified().await;
            8
        };
        let say = |passed| {
            told.borrow_mut().push(passed);
            if told.borrow().len() == 3 {
                enough.notify_one();
            }
        };
        assert_eq!(patiently(work, Duration::from_millis(1), say).await, 8);
        assert_eq!(told.borrow()[..3], [1, 2, 3].map(Duration::from_millis));
    }
}
