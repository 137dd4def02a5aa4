//! `langnghe serve` as a process: where it listens, what it refuses, how it stops.

mod demo;
mod folders;
mod proxy;
mod tls;

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Output, Stdio};
use std::time::Duration;

use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, BufReader, Lines};
use tokio::net::TcpStream;
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;

/// Time after which a test gives up; far beyond what anything here takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program with these arguments, on a database in `folder`.
fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_langnghe"));
    command.arg("serve").arg("--database").arg(format!("sqlite:{}", folder.join("a.db").display())).args(arguments);
    command.env_remove("LANGNGHE_DATABASE").env_remove("LANGNGHE_KEY").env_remove("LANGNGHE_LOG");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    command
}

/// The demo in `folder`, on a free port.
fn demo(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_langnghe"));
    command.args(["demo", "--port", "0", "--folder"]).arg(folder);
    command.env_remove("LANGNGHE_DATABASE").env_remove("LANGNGHE_KEY").env("LANGNGHE_LOG", "error");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).kill_on_drop(true);
    command
}

/// The demo at work in `folder`, for as long as what this returns is kept.
pub(crate) async fn demo_in(folder: &Path) -> Child {
    Server::printed(demo(folder), "langnghe: open ").await.child
}

/// Runs the program to its end: exit code, and what it said on standard error.
async fn refused(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let Output { status, stderr, .. } = timeout(PATIENCE, program(folder, arguments).output()).await.unwrap().unwrap();
    (status.code().unwrap(), String::from_utf8(stderr).unwrap())
}

/// A serving program.
struct Server {
    child: Child,
    out: Lines<BufReader<ChildStdout>>,
    /// What it printed before it was ready.
    said: Vec<String>,
    /// `http` or `https`.
    scheme: String,
    /// Its address, with the port the system chose.
    address: String,
    /// The folder to remove with it.
    folder: Option<TempDir>,
}

impl Server {
    /// Starts on a new database, on a free port of this machine.
    async fn start(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut server = Self::start_in(folder.path(), arguments).await;
        server.folder = Some(folder);
        server
    }

    async fn start_in(folder: &Path, arguments: &[&str]) -> Self {
        Self::ready(program(folder, arguments)).await
    }

    /// Starts the command on a free port of this machine, and waits for its line.
    async fn ready(mut command: Command) -> Self {
        command.args(["--listen", "127.0.0.1:0"]);
        Self::printed(command, "langnghe: ").await
    }

    /// Starts the command, and waits for the line that says after `before` where it serves.
    async fn printed(mut command: Command, before: &str) -> Self {
        let mut child = command.stderr(Stdio::inherit()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut said = Vec::new();
        loop {
            let line =
                timeout(PATIENCE, out.next_line()).await.unwrap().unwrap().expect("it ended before it was ready");
            if let Some((scheme, address)) = line.strip_prefix(before).and_then(|line| line.split_once("://")) {
                let (scheme, address) = (scheme.to_owned(), address.to_owned());
                return Self { child, out, said, scheme, address, folder: None };
            }
            said.push(line);
        }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.address).await.unwrap()
    }

    /// Asks for the health of the program with these further header lines; the whole answer.
    async fn health(&self, lines: &str) -> String {
        ask(self.connect().await, "GET", lines).await
    }

    fn signal(&self, name: &str) {
        let id = self.child.id().unwrap();
        assert!(
            std::process::Command::new("kill").arg(format!("-{name}")).arg(id.to_string()).status().unwrap().success()
        );
    }

    /// Waits for the end: the exit code, and what was still printed.
    async fn ended(mut self) -> (Option<i32>, Vec<String>) {
        let status = timeout(PATIENCE, self.child.wait()).await.unwrap().unwrap();
        let mut rest = Vec::new();
        while let Some(line) = self.out.next_line().await.unwrap() {
            rest.push(line);
        }
        (status.code(), rest)
    }
}

/// Sends one request for `/health` and reads the answer to the end of the connection.
async fn ask(mut stream: impl AsyncRead + AsyncWrite + Unpin, method: &str, lines: &str) -> String {
    let request = format!("{method} /health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{lines}\r\n");
    // The server may answer and close before all of it is sent.
    let _ = stream.write_all(request.as_bytes()).await;
    read(stream).await
}

async fn read(mut stream: impl AsyncRead + Unpin) -> String {
    let mut answer = Vec::new();
    let _ = timeout(PATIENCE, stream.read_to_end(&mut answer)).await.unwrap();
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn it_serves_this_machine_and_stops_when_told() {
    for signal in ["TERM", "INT"] {
        let server = Server::start(&[]).await;
        assert_eq!(server.scheme, "http");
        let answer = server.health("").await;
        assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
        assert!(answer.contains("content-security-policy: default-src 'none'"), "{answer}");
        assert!(!answer.contains("strict-transport-security"), "{answer}");
        server.signal(signal);
        assert_eq!(server.ended().await, (Some(0), Vec::new()), "{signal}");
    }
}

#[tokio::test]
async fn what_is_being_answered_may_end() {
    let server = Server::start(&[]).await;
    let mut slow = server.connect().await;
    let head = "POST /health HTTP/1.1\r\nhost: localhost\r\nsec-fetch-site: same-origin\r\ncontent-length: 4\r\n\r\nab";
    slow.write_all(head.as_bytes()).await.unwrap();
    let idle = server.connect().await;
    assert!(server.health("").await.starts_with("HTTP/1.1 200 "), "both connections are known by now");

    server.signal("TERM");
    assert_eq!(read(idle).await, "", "a connection without a request is closed");
    slow.write_all(b"cd").await.unwrap();
    let answer = read(slow).await;
    assert!(answer.starts_with("HTTP/1.1 405 "), "{answer}");
    assert_eq!(server.ended().await.0, Some(0));
}

#[tokio::test]
async fn a_second_signal_does_not_wait() {
    let server = Server::start(&[]).await;
    let mut slow = server.connect().await;
    slow.write_all(b"POST /health HTTP/1.1\r\nhost: localhost\r\nsec-fetch-site: none\r\ncontent-length: 4\r\n\r\nab")
        .await
        .unwrap();
    let idle = server.connect().await;
    assert!(server.health("").await.starts_with("HTTP/1.1 200 "));
    server.signal("TERM");
    assert_eq!(read(idle).await, "", "the first signal was heard");
    server.signal("TERM");
    assert_eq!(server.ended().await.0, Some(0));
}

#[tokio::test]
async fn another_address_needs_protection() {
    let folder = tempfile::tempdir().unwrap();
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:8080"] {
        let (code, said) = refused(folder.path(), &["--listen", address]).await;
        assert_eq!(code, 1, "{said}");
        assert!(said.contains(&format!("refused to listen on {address}")), "{said}");
        for remedy in ["--tls CERT,KEY", "--tls-self", "--behind-proxy ADDRESS", "--listen 127.0.0.1:"] {
            assert!(said.contains(remedy), "{said}");
        }
    }
    assert!(!folder.path().join("langnghe.key").exists(), "what is refused leaves nothing behind");
}

#[tokio::test]
async fn wrong_use_is_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [
        &["--tls-self", "--behind-proxy", "10.0.0.1"][..],
        &["--tls", "one-file"][..],
        &["--listen", "here"][..],
        &["--name", "host.example"][..],
        &["--log", "langnghe=loud"][..],
        &["--unknown"][..],
    ] {
        let (code, said) = refused(folder.path(), arguments).await;
        assert_eq!(code, 2, "{arguments:?}: {said}");
    }
}

#[tokio::test]
async fn an_address_in_use_is_named() {
    let server = Server::start(&[]).await;
    let folder = tempfile::tempdir().unwrap();
    let (code, said) = refused(folder.path(), &["--listen", &server.address]).await;
    assert_eq!(code, 1);
    assert!(said.contains(&format!("can't listen on {}", server.address)), "{said}");
}

#[tokio::test]
async fn the_key_is_made_once_and_kept_secret() {
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("langnghe.key");
    let server = Server::start_in(folder.path(), &[]).await;
    let made = std::fs::read_to_string(&key).unwrap();
    assert_eq!((made.len(), made.trim().len()), (65, 64));
    assert_eq!(std::fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    drop(server);
    drop(Server::start_in(folder.path(), &[]).await);
    assert_eq!(std::fs::read_to_string(&key).unwrap(), made, "the second start reads the same key");
    let beside: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert!(beside.iter().all(|name| !name.to_string_lossy().contains(".new-")), "{beside:?}");
}

#[tokio::test]
async fn a_key_that_others_can_read_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("shared.key");
    std::fs::write(&key, "07".repeat(32)).unwrap();
    for mode in [0o644, 0o640, 0o602] {
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(mode)).unwrap();
        let (code, said) = refused(folder.path(), &["--key", key.to_str().unwrap(), "--listen", "127.0.0.1:0"]).await;
        assert_eq!(code, 1);
        assert!(said.contains(&format!("chmod 600 {}", key.display())), "{said}");
        assert!(!said.contains("0707"), "{said}");
    }
}

#[tokio::test]
async fn a_lost_or_broken_key_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.db"), "a database").unwrap();
    let (code, said) = refused(folder.path(), &["--listen", "127.0.0.1:0"]).await;
    assert_eq!(code, 1);
    assert!(said.contains("put back the key"), "{said}");

    let broken = folder.path().join("langnghe.key");
    std::fs::write(&broken, "not a key").unwrap();
    std::fs::set_permissions(&broken, std::fs::Permissions::from_mode(0o600)).unwrap();
    let (code, said) = refused(folder.path(), &["--listen", "127.0.0.1:0"]).await;
    assert_eq!(code, 1);
    assert!(said.contains("is not a key"), "{said}");
    assert!(!said.contains("not a key\n"), "what the file holds is not shown: {said}");
}

#[tokio::test]
async fn headers_have_their_limits() {
    let server = Server::start(&[]).await;
    let lines = |count| "x-more: 1\r\n".repeat(count);
    let long = format!("x-long: {}\r\n", "a".repeat(20 * 1024));
    for many in [lines(80), long] {
        let answer = server.health(&many).await;
        assert!(answer.starts_with("HTTP/1.1 431 "), "{answer}");
    }
    assert!(server.health(&lines(40)).await.starts_with("HTTP/1.1 200 "));
}

#[tokio::test]
async fn slow_a_visitor_who_never_finishes_the_headers_is_left() {
    let server = Server::start(&[]).await;
    let mut slow = server.connect().await;
    slow.write_all(b"GET /health HTTP/1.1\r\nhost: lo").await.unwrap();
    let answer = read(slow).await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408 "), "{answer}");
}

#[tokio::test]
async fn more_connections_than_the_system_allows_are_turned_away() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -n 128; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_langnghe"), "serve", "--database"]);
    command.arg(format!("sqlite:{}", folder.path().join("a.db").display())).stdout(Stdio::piped()).kill_on_drop(true);
    let server = Server::ready(command).await;
    let mut held = Vec::new();
    for _ in 0..96 {
        held.push(server.connect().await);
    }
    let answer = server.health("").await;
    assert!(answer.starts_with("HTTP/1.1 503 ") && answer.contains("retry-after: 5"), "{answer}");
    drop(held);
    while !server.health("").await.starts_with("HTTP/1.1 200 ") {}
}

#[tokio::test]
async fn headers_of_proxies_are_not_believed_from_anybody() {
    let server = Server::start(&[]).await;
    let answer = server.health("x-forwarded-proto: https\r\nx-forwarded-for: 203.0.113.9\r\n").await;
    assert!(!answer.contains("strict-transport-security"), "{answer}");
}

#[tokio::test]
async fn the_version_is_told() {
    let output = Command::new(env!("CARGO_BIN_EXE_langnghe")).arg("--version").output().await.unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), format!("langnghe {}\n", env!("CARGO_PKG_VERSION")));
}
