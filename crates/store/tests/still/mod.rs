//! A reader that holds still: what is written meanwhile does not come into what it adds up.

use store::By;

use crate::batch::{AddPlace, subjects};
use crate::support::both;

#[tokio::test(flavor = "multi_thread")]
async fn a_still_reader_sees_one_moment() {
    both(async |at, store| {
        let door = store.door();
        door.write(By::NOBODY, "1", AddPlace("one".to_owned())).await.expect("it is done");
        let mut still = store.still_reader().await.expect("a reader");
        assert_eq!(store::history::verify(&mut still).await.expect("it reads").subjects, 1);
        door.write(By::NOBODY, "2", AddPlace("two".to_owned())).await.expect("writing goes on");
        let seen = store::history::verify(&mut still).await.expect("it reads").subjects;
        assert_eq!(seen, 1, "{}: the second came later", at.engine());
        drop(still);
        for n in 0..30 {
            assert_eq!(subjects(&store).await, 2 + n, "{}: the next reader sees all there is", at.engine());
            let key = format!("later {n}");
            door.write(By::NOBODY, &key, AddPlace(key.clone())).await.expect("it is done");
        }
    })
    .await;
}
