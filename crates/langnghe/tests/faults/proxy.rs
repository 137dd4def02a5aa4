//! A proxy between the program and PostgreSQL that cuts connections at a chosen moment of a commit.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// The statement that ends a transaction of the write door, as the simple query it is.
const COMMIT: &[u8] = b"Q\0\0\0\x0bCOMMIT\0";
/// The end of an answer of the server outside a transaction.
const READY: &[u8] = b"Z\0\0\0\x05I";

/// When a connection is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// The server never hears of the commit.
    BeforeCommit,
    /// The server has been told; whether it commits before it notices is its own affair.
    InCommit,
    /// The server has committed, and nobody hears of it.
    BeforeAnswer,
    /// The program has heard of it.
    AfterAnswer,
    /// With any message that the program sends.
    Anywhere,
}

/// A proxy that cuts every `every`th time, and a certain number of times, once it is armed.
pub(super) struct Proxy {
    /// The address of the database by way of the proxy.
    pub(super) url: String,
    plan: Arc<Plan>,
}

struct Plan {
    server: String,
    cut: Cut,
    every: usize,
    times: usize,
    seen: AtomicUsize,
    cuts: AtomicUsize,
    armed: AtomicBool,
}

impl Proxy {
    /// Stands before the database of `url`, which is a `postgres://USER@HOST:PORT/NAME`.
    pub(super) async fn before(url: &str, cut: Cut, every: usize, times: usize) -> Self {
        let (user, place) = url.split_once('@').unwrap();
        let (server, name) = place.split_once('/').unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("{user}@{}/{name}", listener.local_addr().unwrap());
        let (seen, cuts) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let (server, armed) = (server.to_owned(), AtomicBool::new(false));
        let plan = Arc::new(Plan { server, cut, every, times, seen, cuts, armed });
        let carrying = plan.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(carry(client, carrying.clone()));
            }
        });
        Self { url, plan }
    }

    /// Begins to count and to cut.
    pub(super) fn arm(&self) {
        self.plan.armed.store(true, Ordering::SeqCst);
    }

    /// How often it has cut.
    pub(super) fn cuts(&self) -> usize {
        self.plan.cuts.load(Ordering::SeqCst)
    }
}

impl Plan {
    /// Whether this message is where the connection is cut.
    fn cuts_at(&self, message: &[u8]) -> bool {
        // The first message of a connection, and the one that closes it, end nothing that was asked for.
        let counts = if self.cut == Cut::Anywhere { !matches!(message[0], 0 | b'X') } else { message == COMMIT };
        if !counts
            || !self.armed.load(Ordering::SeqCst)
            || !(self.seen.fetch_add(1, Ordering::SeqCst) + 1).is_multiple_of(self.every)
        {
            return false;
        }
        self.cuts
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |cuts| (cuts < self.times).then_some(cuts + 1))
            .is_ok()
    }
}

/// Carries a connection to its end, or to the cut: both sides find it closed.
async fn carry(mut client: TcpStream, plan: Arc<Plan>) -> Option<()> {
    let mut server = TcpStream::connect(&plan.server).await.ok()?;
    client.set_nodelay(true).ok()?;
    server.set_nodelay(true).ok()?;
    let (mut sent, mut answered) = (Vec::new(), Vec::new());
    let mut started = false;
    loop {
        tokio::select! {
            read = client.read_buf(&mut sent) => {
                if read.ok()? == 0 {
                    return None;
                }
                while let Some(message) = first_message(&mut sent, &mut started) {
                    let cut = plan.cuts_at(&message);
                    if cut && matches!(plan.cut, Cut::BeforeCommit | Cut::Anywhere) {
                        return None;
                    }
                    server.write_all(&message).await.ok()?;
                    if cut {
                        return cut_after(plan.cut, &mut server, &mut client).await;
                    }
                }
            }
            read = server.read_buf(&mut answered) => {
                if read.ok()? == 0 {
                    return None;
                }
                client.write_all(&answered).await.ok()?;
                answered.clear();
            }
        }
    }
}

/// What still happens after the server was told to commit.
async fn cut_after(cut: Cut, server: &mut TcpStream, client: &mut TcpStream) -> Option<()> {
    if cut == Cut::InCommit {
        return None;
    }
    let mut answer = Vec::new();
    while !answer.ends_with(READY) {
        if server.read_buf(&mut answer).await.ok()? == 0 {
            return None;
        }
    }
    if cut == Cut::AfterAnswer {
        client.write_all(&answer).await.ok()?;
    }
    None
}

/// Takes the first whole message: a length and what it says, and before it, except in the first, a letter.
fn first_message(sent: &mut Vec<u8>, started: &mut bool) -> Option<Vec<u8>> {
    let letter = usize::from(*started);
    let length = sent.get(letter..letter + 4)?;
    let end = letter + usize::try_from(u32::from_be_bytes(length.try_into().unwrap())).unwrap();
    if sent.len() < end {
        return None;
    }
    *started = true;
    Some(sent.drain(..end).collect())
}
