//! What is answered to a request, and how it is written.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::Method;

/// How often a silent stream of events says that it is still there, so that one whose reader has left is noticed.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// An answer to a request.
#[derive(Debug)]
pub struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Body,
}

/// What an answer consists of.
#[derive(Debug)]
pub enum Body {
    /// Nothing.
    Empty,
    /// Bytes that are sent whole, in pieces that stand behind one another.
    Whole(Vec<Arc<[u8]>>),
    /// Events, as they come; the answer ends when the reader leaves.
    Events(Receiver<Arc<str>>),
}

/// Headers of every answer: nothing is taken from an old copy unasked, nothing may be framed or embedded by another site.
const ALWAYS: &str = "Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\n\
    Cross-Origin-Resource-Policy: same-origin\r\nReferrer-Policy: same-origin\r\n";

impl Answer {
    /// An answer of a media type.
    pub fn new(status: u16, media_type: &str, body: Body) -> Answer {
        Answer { status, headers: vec![("Content-Type", media_type.to_owned())], body }
    }

    /// A sentence for people.
    pub fn text(status: u16, text: &str) -> Answer {
        Answer::new(status, "text/plain; charset=utf-8", Body::Whole(vec![format!("{text}\n").into_bytes().into()]))
    }

    /// A value for the scripts of the preview.
    pub fn json(status: u16, text: String) -> Answer {
        Answer::new(status, "application/json", Body::Whole(vec![text.into_bytes().into()]))
    }

    /// The same answer with a header more.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Answer {
        self.headers.push((name, value.into()));
        self
    }

    /// Writes it; gives whether the connection can take another request.
    pub fn write(self, method: Method, ending: Ending, out: &mut impl Write) -> io::Result<Ending> {
        let mut text = format!("HTTP/1.1 {} {}\r\n{ALWAYS}", self.status, reason(self.status));
        for (name, value) in &self.headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        match self.body {
            Body::Events(events) => {
                text.push_str("Connection: close\r\n\r\n");
                out.write_all(text.as_bytes())?;
                if method == Method::Get {
                    tell(&events, out)?;
                }
                return Ok(Ending::Close);
            }
            Body::Whole(pieces) => {
                let length: usize = pieces.iter().map(|piece| piece.len()).sum();
                text.push_str(&format!("Content-Length: {length}\r\n{}\r\n", ending.header()));
                let mut bytes = text.into_bytes();
                if method != Method::Head {
                    pieces.iter().for_each(|piece| bytes.extend_from_slice(piece));
                }
                out.write_all(&bytes)?;
            }
            Body::Empty => {
                // An answer without changes has no length of its own (RFC 9110, section 8.6).
                let length = if self.status == 304 { "" } else { "Content-Length: 0\r\n" };
                text.push_str(&format!("{length}{}\r\n", ending.header()));
                out.write_all(text.as_bytes())?;
            }
        }
        out.flush()?;
        Ok(ending)
    }
}

/// What becomes of a connection behind an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The next request may come.
    Keep,
    /// It is closed.
    Close,
}

impl Ending {
    fn header(self) -> &'static str {
        match self {
            Ending::Keep => "",
            Ending::Close => "Connection: close\r\n",
        }
    }
}

fn tell(events: &Receiver<Arc<str>>, out: &mut impl Write) -> io::Result<()> {
    loop {
        match events.recv_timeout(SIGN_OF_LIFE) {
            Ok(event) => out.write_all(format!("data: {event}\n\n").as_bytes())?,
            Err(RecvTimeoutError::Timeout) => out.write_all(b":\n\n")?,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
        out.flush()?;
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        301 => "Moved Permanently",
        304 => "Not Modified",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        409 => "Conflict",
        413 => "Content Too Large",
        422 => "Unprocessable Content",
        431 => "Request Header Fields Too Large",
        501 => "Not Implemented",
        503 => "Service Unavailable",
        _ => "Answer",
    }
}
