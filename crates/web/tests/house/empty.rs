//! An installation in which nothing has begun.

use acts::Office;
use acts::account::{self, Secrets};
use axum::Router;
use store::{Opening, Store};
use testing::Fresh;
use web::App;

use super::{Browser, TODAY, day};

/// A database without a body, and the code with which the first account is made.
pub(crate) struct Empty {
    pub(crate) store: Store,
    pub(crate) code: String,
    router: Router,
    _database: Fresh,
}

impl Empty {
    pub(crate) async fn open(database: Fresh) -> Self {
        let opening = Opening { url: database.url().to_owned(), secret: [7; 32], simulated: true };
        let store = Store::open(&opening).await.expect("the database opens");
        store.move_today(day(TODAY)).await.expect("its data are invented");
        let office = Office::new(&store);
        let secrets = Secrets { codes: [1; 32], throttle: [2; 32] };
        let code = account::first_code(&office, &secrets, store::clock::machine()).await;
        let code = code.expect("reads").expect("nobody is here").code;
        let app = App {
            office,
            secrets,
            secure_cookies: false,
            tables: web::Tables::of_text(),
            demo: Vec::new(),
            public: None,
        };
        Self { store, code, router: web::router(app), _database: database }
    }

    /// A browser of nobody.
    pub(crate) fn visitor(&self) -> Browser {
        Browser::new(self.router.clone())
    }
}
