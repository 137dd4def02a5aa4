//! The pages in a real browser: journeys by keyboard alone, what each page must hold, and their pictures.
//!
//! Every test starts the program and a browser of its own, and ends both. Pictures of every page go to `target/pictures`.

mod cases;
mod declared;
mod desk;
mod desk_many;
mod desk_net;
mod dialogue;
mod driver;
mod gathering;
mod header;
mod keyboard;
mod letter;
mod organisation;
mod page;
mod plan;
mod program;
mod reception;
mod rule;
mod script_off;
mod seat;
mod slow_pages;
mod supervision;
mod today;
mod work;

use driver::Browser;
use program::Program;

/// Somebody at the keyboard of the demo, signed in.
async fn signed_in(login: &str, language: &str) -> (Program, Browser) {
    let program = Program::demo().await;
    let browser = Browser::open(&program, language).await;
    browser.goto("/sign-in").await;
    browser.arrive("#login").await;
    keyboard::Hands::on(&browser).sign_in(login).await;
    (program, browser)
}
