//! A process of the program that serves.

use std::process::Stdio;

use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::net::TcpStream;
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;

use super::PATIENCE;

/// A node. It ends with the value.
pub(crate) struct Node {
    /// Its address, with the port the system chose.
    pub(crate) address: String,
    /// What it printed before it was ready.
    pub(super) said: Vec<String>,
    child: Child,
    _out: Lines<BufReader<ChildStdout>>,
}

impl Node {
    /// Starts what `command` says, and waits for the line that says it is ready.
    pub(crate) async fn ready(mut command: Command) -> Self {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).kill_on_drop(true);
        let mut child = command.spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut said = Vec::new();
        loop {
            let line =
                timeout(PATIENCE, out.next_line()).await.unwrap().unwrap().expect("it ended before it was ready");
            if let Some((_, address)) = line.split_once("http://") {
                return Self { address: address.to_owned(), said, child, _out: out };
            }
            said.push(line);
        }
    }

    /// The number of its process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id().expect("it runs")
    }

    /// Ends it in the middle of whatever it does, as `kill -9`.
    pub(super) async fn kill(mut self) {
        timeout(PATIENCE, self.child.kill()).await.unwrap().unwrap();
    }

    /// A connection to it.
    pub(super) async fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.address).await.unwrap()
    }
}
