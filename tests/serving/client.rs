//! A preview that runs, and a browser reduced to what tests need of one.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A preview, ended with the test.
pub struct Preview {
    process: Child,
    pub port: u16,
}

/// What was answered.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(':'));
        lines.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Preview {
    /// Starts one at a port that the machine chooses, and waits until it says where.
    pub fn start(root: &Path, words: &[&str]) -> Preview {
        let mut command = Command::new(env!("CARGO_BIN_EXE_postil"));
        command.args(["serve", "--port", "0", "-C"]).arg(root).args(words);
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim().trim_end_matches('/').rsplit(':').next().unwrap().parse().expect("it says where it is");
        Preview { process, port }
    }

    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.host()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream
    }

    /// Asks as a browser does whose user has typed the address.
    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], b"")
    }

    /// Asks with more headers.
    pub fn ask(&self, method: &str, path: &str, headers: &[&str], body: &[u8]) -> Answer {
        let host = format!("Host: {}", self.host());
        let headers: Vec<&str> = std::iter::once(host.as_str()).chain(headers.iter().copied()).collect();
        self.ask_as(method, path, &headers, body)
    }

    /// Asks with these headers alone.
    pub fn ask_as(&self, method: &str, path: &str, headers: &[&str], body: &[u8]) -> Answer {
        let mut stream = self.connect();
        let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
        let length = if body.is_empty() { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
        write!(stream, "{method} {path} HTTP/1.1\r\n{headers}{length}Connection: close\r\n\r\n").unwrap();
        stream.write_all(body).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let head = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("an answer has a head");
        let text = String::from_utf8(bytes[..head].to_vec()).unwrap();
        let status = text.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: text, body: bytes[head + 4..].to_vec() }
    }

    /// The word that its pages may write with.
    pub fn token(&self) -> String {
        let page = self.get("/").text();
        page.split("data-token=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    }

    /// What it tells of each build, the last one first; it ends when nothing was told for half a minute.
    pub fn events(&self) -> impl Iterator<Item = serde_json::Value> + use<> {
        let mut stream = self.connect();
        write!(stream, "GET /.postil/events HTTP/1.1\r\nHost: {}\r\n\r\n", self.host()).unwrap();
        let lines = BufReader::new(stream).lines().map_while(Result::ok);
        let mut silent = 0;
        let told = lines.take_while(move |line| {
            silent = if line.starts_with("data: ") { 0 } else { silent + usize::from(line == ":") };
            silent < 3
        });
        told.filter_map(|line| line.strip_prefix("data: ").map(|event| serde_json::from_str(event).unwrap()))
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

/// A page without what the preview puts behind it.
pub fn published(body: &[u8]) -> &[u8] {
    let mark = b"\n<script src=\"/.postil/preview.js\"";
    body.windows(mark.len()).rposition(|window| window == mark).map_or(body, |end| &body[..end])
}
