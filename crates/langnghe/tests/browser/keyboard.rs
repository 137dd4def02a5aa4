//! Somebody who has a keyboard and no mouse.

use std::collections::BTreeSet;

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;

use super::driver::Browser;
use super::program::PASSWORD;

/// Tab stops after which somebody gives up.
const FAR: usize = 80;

/// Two hands, and what they did.
pub(super) struct Hands<'a> {
    browser: &'a Browser,
    /// Keys pressed, those with others counted each, without the words that were spoken.
    pub(super) keys: usize,
    /// Names of the fields that were changed, without the words.
    pub(super) fields: BTreeSet<String>,
}

impl<'a> Hands<'a> {
    /// Hands that have done nothing yet.
    pub(super) fn on(browser: &'a Browser) -> Self {
        Self { browser, keys: 0, fields: BTreeSet::new() }
    }

    /// Presses a key, the last, while the others are held.
    pub(super) async fn press(&mut self, keys: &[Key]) {
        let keys: Vec<char> = keys.iter().map(|key| (*key).into()).collect();
        self.chord(&keys).await;
    }

    /// Presses the key of a letter or digit.
    pub(super) async fn letter(&mut self, letter: char) {
        self.chord(&[letter]).await;
    }

    /// Presses the key of a letter while Control is held.
    pub(super) async fn control(&mut self, letter: char) {
        self.chord(&[Key::Control.into(), letter]).await;
    }

    /// Presses the key that puts what is told in private away.
    pub(super) async fn private(&mut self) {
        self.chord(&[Key::Alt.into(), 'k']).await;
    }

    /// Presses the key that locks the screen.
    pub(super) async fn lock(&mut self) {
        self.chord(&[Key::Alt.into(), 'l']).await;
    }

    /// Presses a key that changes a field wherever the focus is.
    pub(super) async fn mark(&mut self, key: Key, field: &str) {
        self.fields.insert(field.to_owned());
        self.press(&[key]).await;
    }

    /// Types into the field that has the focus.
    pub(super) async fn types(&mut self, text: &str) {
        let field = self.browser.js("return document.activeElement.name || ''").await;
        self.fields.insert(field.as_str().unwrap().to_owned());
        self.keys += text.chars().count();
        self.send(text).await;
    }

    /// Types what somebody says; that is the work itself, and is not counted.
    pub(super) async fn says(&mut self, text: &str) {
        self.send(text).await;
    }

    /// Goes from field to field until the focus is there.
    pub(super) async fn tab_to(&mut self, css: &str) {
        let there = format!("return document.activeElement.matches({css:?})");
        for _ in 0..FAR {
            if self.browser.js(&there).await == true {
                return;
            }
            self.press(&[Key::Tab]).await;
        }
        panic!("no Tab leads to {css}");
    }

    /// Fills in the sign-in page and sends it.
    pub(super) async fn sign_in(&mut self, login: &str) {
        self.tab_to("#login").await;
        self.types(login).await;
        self.tab_to("#password").await;
        self.types(PASSWORD).await;
        self.press(&[Key::Enter]).await;
        self.browser.arrive("nav.ln-top__nav").await;
    }

    async fn chord(&mut self, keys: &[char]) {
        self.keys += keys.len();
        let down = keys.iter().map(|value| KeyAction::Down { value: *value });
        let up = keys.iter().rev().map(|value| KeyAction::Up { value: *value });
        self.act(down.chain(up)).await;
    }

    async fn send(&self, text: &str) {
        self.act(text.chars().flat_map(|value| [KeyAction::Down { value }, KeyAction::Up { value }])).await;
    }

    async fn act(&self, actions: impl Iterator<Item = KeyAction>) {
        let keyboard = KeyActions::new("keyboard".to_owned());
        let all = actions.fold(keyboard, InputSource::then);
        self.browser.client().perform_actions(all).await.unwrap();
    }
}
