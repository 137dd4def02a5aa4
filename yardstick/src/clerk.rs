//! A clerk at a desk of its own, over one connection that stays open.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::Done;

/// A clerk of the demo, and the password of everybody in it.
const LOGIN: &str = "thu.ky";
const PASSWORD: &str = "ben-sen-mo-phong";

pub struct Clerk {
    address: String,
    cookie: String,
    desk: String,
    /// The dialogue of the desk.
    pub dialogue: i64,
    /// Keys that were used, so that none is used twice.
    keys: AtomicU64,
}

/// What came back.
struct Answer {
    status: u16,
    head: Vec<(String, String)>,
    body: String,
}

impl Answer {
    fn head(&self, name: &str) -> Option<&str> {
        self.head.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

impl Clerk {
    /// Signs in and opens a dialogue.
    pub fn sign_in(address: &str, at: usize) -> Done<Self> {
        let now = u64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_nanos())?;
        let mut clerk = Self {
            address: address.to_owned(),
            cookie: String::new(),
            desk: String::new(),
            dialogue: 0,
            keys: AtomicU64::new(now),
        };
        let mut line = clerk.connect()?;
        let form = format!("login={LOGIN}&password={PASSWORD}&back=/");
        let answer = clerk.post(&mut line, "/sign-in", &form)?;
        let cookie = answer.head("set-cookie").ok_or_else(|| format!("not signed in: {}", answer.body))?;
        clerk.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        let page = clerk.get(&mut line, "/dialogues/new")?;
        let day = value_of(&page, "happened_on").ok_or("the page of a new dialogue has no day")?;
        let body = value_of(&page, "organisation").unwrap_or_default();
        let form = format!("key={}&organisation={body}&title=Do-{at}&happened_on={day}", clerk.key());
        let answer = clerk.post(&mut line, "/dialogues/new", &form)?;
        let desk = answer.head("location").ok_or_else(|| format!("no dialogue was opened: {}", answer.body))?;
        clerk.desk = desk.split('?').next().unwrap_or_default().to_owned();
        clerk.dialogue = clerk.desk.split('/').nth(2).unwrap_or_default().parse()?;
        Ok(clerk)
    }

    /// Records one opinion under a fresh key.
    pub fn raise(&self, line: &mut BufReader<TcpStream>) -> Done<()> {
        let key = self.key();
        let words = format!("De+nghi+sua+duong+lien+thon+doan+qua+xom+{}", &key[24..]);
        let form = format!("key={key}&words={words}&who=Nguoi+neu&field=03&kind=recommendation&then=next");
        let answer = self.post(line, &self.desk, &form)?;
        if answer.status != 303 {
            return Err(format!("{} instead of 303: {}", answer.status, answer.body).into());
        }
        Ok(())
    }

    pub fn connect(&self) -> Done<BufReader<TcpStream>> {
        let line = TcpStream::connect(&self.address)?;
        line.set_nodelay(true)?;
        Ok(BufReader::new(line))
    }

    /// A key as pages carry them.
    fn key(&self) -> String {
        let mut bits = self.keys.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        bits ^= bits >> 29;
        format!("0199e2a0-0000-7000-8000-{:012x}", bits & 0xffff_ffff_ffff)
    }

    fn get(&self, line: &mut BufReader<TcpStream>, path: &str) -> Done<String> {
        self.send(line, &format!("GET {path}"), "").map(|answer| answer.body)
    }

    fn post(&self, line: &mut BufReader<TcpStream>, path: &str, form: &str) -> Done<Answer> {
        self.send(line, &format!("POST {path}"), form)
    }

    fn send(&self, line: &mut BufReader<TcpStream>, what: &str, form: &str) -> Done<Answer> {
        let request = format!(
            "{what} HTTP/1.1\r\nhost: {}\r\ncookie: {}\r\nsec-fetch-site: same-origin\r\naccept-language: en\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
            self.address,
            self.cookie,
            form.len()
        );
        line.get_mut().write_all(request.as_bytes())?;
        let mut text = String::new();
        line.read_line(&mut text)?;
        let status = text.split(' ').nth(1).ok_or("no answer")?.parse()?;
        let mut head = Vec::new();
        loop {
            text.clear();
            line.read_line(&mut text)?;
            let Some((name, value)) = text.trim().split_once(':') else { break };
            head.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let mut answer = Answer { status, head, body: String::new() };
        let mut body = Vec::new();
        if let Some(length) = answer.head("content-length") {
            body.resize(length.parse()?, 0);
            line.read_exact(&mut body)?;
        } else if answer.head("transfer-encoding").is_some() {
            loop {
                text.clear();
                line.read_line(&mut text)?;
                let size = usize::from_str_radix(text.trim(), 16)?;
                let mut chunk = vec![0; size + 2];
                line.read_exact(&mut chunk)?;
                if size == 0 {
                    break;
                }
                body.extend_from_slice(&chunk[..size]);
            }
        }
        answer.body = String::from_utf8_lossy(&body).into_owned();
        Ok(answer)
    }
}

/// The value of a field of a page.
fn value_of(page: &str, name: &str) -> Option<String> {
    let at = page.find(&format!("name=\"{name}\""))?;
    let from = page[..at].rfind('<')?;
    let tag = &page[from..page[from..].find('>')? + from];
    let value = tag.split_once("value=\"")?.1;
    value.split('"').next().map(str::to_owned)
}
