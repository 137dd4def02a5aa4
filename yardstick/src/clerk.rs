//! A clerk at a desk of its own, over one connection that stays open.

use std::io::BufReader;
use std::net::TcpStream;

use crate::Done;
use crate::wire::{Visitor, key, value_of};

/// A clerk of the demo, and the password of everybody in it.
const LOGIN: &str = "thu.ky";
const PASSWORD: &str = "ben-sen-mo-phong";

pub struct Clerk {
    visitor: Visitor,
    desk: String,
    /// The dialogue of the desk.
    pub dialogue: i64,
}

impl Clerk {
    /// Signs in to the demo and opens a dialogue.
    pub fn sign_in(address: &str, at: usize) -> Done<Self> {
        Self::of(Visitor::sign_in(address, LOGIN, PASSWORD)?, at)
    }

    /// Opens a dialogue for somebody who is signed in.
    pub fn of(visitor: Visitor, at: usize) -> Done<Self> {
        let mut line = visitor.connect()?;
        let page = visitor.get(&mut line, "/dialogues/new")?.body;
        let day = value_of(&page, "happened_on").ok_or("the page of a new dialogue has no day")?;
        let body = value_of(&page, "organisation").unwrap_or_default();
        let form = format!("key={}&organisation={body}&title=Do-{at}&happened_on={day}", key()?);
        let answer = visitor.post(&mut line, "/dialogues/new", &form)?;
        let desk = answer.head("location").ok_or_else(|| format!("no dialogue was opened: {}", answer.body))?;
        let desk = desk.split('?').next().unwrap_or_default().to_owned();
        let dialogue = desk.split('/').nth(2).unwrap_or_default().parse()?;
        Ok(Self { visitor, desk, dialogue })
    }

    /// Records one opinion under a fresh key.
    pub fn raise(&self, line: &mut BufReader<TcpStream>) -> Done<()> {
        let key = key()?;
        let words = format!("De+nghi+sua+duong+lien+thon+doan+qua+xom+{}", &key[24..]);
        self.raise_as(line, &key, &words).map(|_| ())
    }

    /// Records one opinion under a key, and says where it is.
    pub fn raise_as(&self, line: &mut BufReader<TcpStream>, key: &str, words: &str) -> Done<String> {
        let form = format!("key={key}&words={words}&who=Nguoi+neu&field=03&kind=recommendation&then=next");
        let answer = self.visitor.post(line, &self.desk, &form)?;
        if answer.status != 303 {
            return Err(format!("{} instead of 303: {}", answer.status, answer.body).into());
        }
        Ok(answer.head("location").unwrap_or_default().to_owned())
    }

    /// The same clerk where the program listens now.
    pub fn move_to(&mut self, address: &str) {
        address.clone_into(&mut self.visitor.address);
    }

    pub fn connect(&self) -> Done<BufReader<TcpStream>> {
        self.visitor.connect()
    }
}
