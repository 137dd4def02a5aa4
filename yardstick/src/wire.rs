//! Requests over one connection that stays open.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::Done;

/// How long an answer may take before whoever waits gives up.
const PATIENCE: Duration = Duration::from_secs(300);

/// Keys that were used, so that none is used twice.
static KEYS: AtomicU64 = AtomicU64::new(0);

/// What came back.
pub struct Answer {
    pub status: u16,
    head: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    pub fn head(&self, name: &str) -> Option<&str> {
        self.head.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Somebody who is signed in, or nobody yet.
#[derive(Clone)]
pub struct Visitor {
    pub address: String,
    cookie: String,
}

impl Visitor {
    pub fn nobody(address: &str) -> Self {
        Self { address: address.to_owned(), cookie: String::new() }
    }

    pub fn sign_in(address: &str, login: &str, password: &str) -> Done<Self> {
        let mut visitor = Self::nobody(address);
        let mut line = visitor.connect()?;
        let form = format!("login={login}&password={password}&back=/");
        let answer = visitor.post(&mut line, "/sign-in", &form)?;
        let cookie = answer.head("set-cookie").ok_or_else(|| format!("not signed in: {}", answer.body))?;
        visitor.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        Ok(visitor)
    }

    pub fn connect(&self) -> Done<BufReader<TcpStream>> {
        let line = TcpStream::connect(&self.address)?;
        line.set_nodelay(true)?;
        line.set_read_timeout(Some(PATIENCE))?;
        Ok(BufReader::new(line))
    }

    pub fn get(&self, line: &mut BufReader<TcpStream>, path: &str) -> Done<Answer> {
        self.send(line, &format!("GET {path}"), "")
    }

    pub fn post(&self, line: &mut BufReader<TcpStream>, path: &str, form: &str) -> Done<Answer> {
        self.send(line, &format!("POST {path}"), form)
    }

    /// Takes a file as somebody with a slow line does, so many bytes a second: `look` is called after each piece. Says how many bytes
    /// it has.
    pub fn take(&self, path: &str, per_second: u64, mut look: impl FnMut() -> Done<()>) -> Done<u64> {
        let mut line = self.connect()?;
        let answer = self.ask(&mut line, &format!("GET {path}"), "")?;
        if answer.status != 200 || answer.head("transfer-encoding").is_none() {
            return Err(format!("{path}: {} and no file in pieces", answer.status).into());
        }
        let (mut text, mut all, mut chunk) = (String::new(), 0_u64, Vec::new());
        loop {
            text.clear();
            if line.read_line(&mut text)? == 0 {
                return Err(format!("{path}: cut off after {all} bytes").into());
            }
            let size = usize::from_str_radix(text.trim(), 16)?;
            chunk.resize(size + 2, 0);
            line.read_exact(&mut chunk)?;
            if size == 0 {
                return Ok(all);
            }
            all += size as u64;
            look()?;
            std::thread::sleep(Duration::from_micros(size as u64 * 1_000_000 / per_second));
        }
    }

    fn send(&self, line: &mut BufReader<TcpStream>, what: &str, form: &str) -> Done<Answer> {
        let (mut answer, mut text, mut body) = (self.ask(line, what, form)?, String::new(), Vec::new());
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

    /// Sends a request; what comes back has no body yet.
    fn ask(&self, line: &mut BufReader<TcpStream>, what: &str, form: &str) -> Done<Answer> {
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
            if line.read_line(&mut text)? == 0 {
                return Err("cut off".into());
            }
            let Some((name, value)) = text.trim().split_once(':') else { break };
            head.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        Ok(Answer { status, head, body: String::new() })
    }
}

/// A key as pages carry them.
pub fn key() -> Done<String> {
    if KEYS.load(Ordering::Relaxed) == 0 {
        let now = u64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_nanos())?;
        // Who comes second keeps what the first one set.
        let _ = KEYS.compare_exchange(0, now, Ordering::Relaxed, Ordering::Relaxed);
    }
    let mut bits = KEYS.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits ^= bits >> 29;
    Ok(format!("0199e2a0-0000-7000-8000-{:012x}", bits & 0xffff_ffff_ffff))
}

/// The value of a field of a page.
pub fn value_of(page: &str, name: &str) -> Option<String> {
    let at = page.find(&format!("name=\"{name}\""))?;
    let from = page[..at].rfind('<')?;
    let tag = &page[from..page[from..].find('>')? + from];
    let value = tag.split_once("value=\"")?.1;
    value.split('"').next().map(str::to_owned)
}
