//! The program under test: making databases, serving them.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::{Done, Place};

pub struct Node {
    pub address: String,
    pub id: u32,
    child: Child,
    _out: BufReader<ChildStdout>,
}

impl Node {
    /// Makes a commune of the demo where the database is empty, and serves it.
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
        Self::serve(place, url, &place.folder.join("langnghe.key"))
    }

    /// Serves a database that is there.
    pub fn serve(place: &Place, url: &str, key: &Path) -> Done<Self> {
        let mut serve = Command::new(&place.program);
        serve.env("LANGNGHE_LOG", "error").args(["serve", "--listen", "127.0.0.1:0", "--database", url, "--key"]);
        serve.arg(key).stdout(Stdio::piped());
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

impl Node {
    /// As `kill -9` does.
    pub fn end(&mut self) {
        // One that has ended already is gone as well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.end();
    }
}
