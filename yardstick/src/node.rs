//! The program under test, serving a commune of the demo.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::{Done, Place};

pub struct Node {
    pub address: String,
    pub id: u32,
    child: Child,
    _out: BufReader<ChildStdout>,
}

impl Node {
    /// Makes the database where it is empty, and serves it.
    pub fn start(place: &Place, url: &str) -> Done<Self> {
        let mut demo = Command::new(&place.program);
        demo.env("LANGNGHE_LOG", "error");
        demo.args(["demo", "--only-make", "--folder"]).arg(&place.folder);
        if !url.starts_with("sqlite:") {
            demo.args(["--database", url]);
        }
        let made = demo.stdout(Stdio::null()).status()?;
        if !made.success() {
            return Err("the commune could not be made".into());
        }
        let file = format!("sqlite:{}", place.folder.join("demo.db").display());
        let url = if url.starts_with("sqlite:") { &file } else { url };
        let mut serve = Command::new(&place.program);
        serve.env("LANGNGHE_LOG", "error").args(["serve", "--listen", "127.0.0.1:0", "--database", url, "--key"]);
        serve.arg(place.folder.join("langnghe.key")).stdout(Stdio::piped());
        let mut child = serve.spawn()?;
        let mut out = BufReader::new(child.stdout.take().ok_or("no output")?);
        let mut line = String::new();
        loop {
            line.clear();
            if out.read_line(&mut line)? == 0 {
                return Err("the program ended before it was ready".into());
            }
            if let Some((_, address)) = line.split_once("http://") {
                return Ok(Self { address: address.trim().to_owned(), id: child.id(), child, _out: out });
            }
        }
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
