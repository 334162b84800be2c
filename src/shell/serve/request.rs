//! Reads a request of HTTP/1.1 (RFC 9112), with limits that no browser reaches.

use std::io::{ErrorKind, Read};

use httparse::Status;

/// Bytes of the head of a request, and of what it brings with it.
const HEAD_MAX_BYTES: usize = 32 * 1024;
const BODY_MAX_BYTES: usize = 1024 * 1024;
const HEADERS_MAX: usize = 64;

/// What a request wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// To have something.
    Get,
    /// To know about it what one would have.
    Head,
    /// To have something done.
    Post,
    /// Something that is never done here.
    Other,
}

/// A request that was read whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What it wants.
    pub method: Method,
    /// Of what: the path with escapes resolved, as `/documents/a.html`.
    pub path: String,
    /// Name, in lower case, and value of each header that is text.
    headers: Vec<(String, String)>,
    /// What it brings with it.
    pub body: Vec<u8>,
    /// Whether the other side wants to go on behind it.
    pub keeps_open: bool,
}

impl Request {
    /// The values of a header.
    pub fn headers<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Why a request was not read: the status and a sentence of the answer, behind which the connection is closed.
#[derive(Debug, PartialEq, Eq)]
pub struct Unread {
    /// The status of the answer.
    pub status: u16,
    /// What is wrong.
    pub sentence: &'static str,
}

const LONG: Unread = Unread { status: 431, sentence: "the head is too long" };
const SLOW: Unread = Unread { status: 408, sentence: "the request did not come whole in time" };
const BAD: Unread = Unread { status: 400, sentence: "this is no request of HTTP/1.1" };

/// The next request of a connection; `None` where the other side has closed it or says nothing more.
///
/// `unread` holds what came behind the last request.
pub fn read(stream: &mut impl Read, unread: &mut Vec<u8>) -> Result<Option<Request>, Unread> {
    let (mut request, head_bytes, body_bytes) = loop {
        match head(unread)? {
            Some(found) => break found,
            None if unread.len() > HEAD_MAX_BYTES => return Err(LONG),
            None if more(stream, unread)? == 0 => return Ok(None),
            None => {}
        }
    };
    let end = head_bytes + body_bytes;
    while unread.len() < end {
        if more(stream, unread)? == 0 {
            return Ok(None);
        }
    }
    request.body = unread[head_bytes..end].to_vec();
    unread.drain(..end);
    Ok(Some(request))
}

/// How many bytes more have come of a request; none where the other side has left, or never began to speak.
fn more(stream: &mut impl Read, unread: &mut Vec<u8>) -> Result<usize, Unread> {
    let mut bytes = [0; 8 * 1024];
    match stream.read(&mut bytes) {
        Ok(count) => {
            unread.extend_from_slice(&bytes[..count]);
            Ok(count)
        }
        Err(error) if !unread.is_empty() && matches!(error.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock) => Err(SLOW),
        Err(_) => Ok(0),
    }
}

/// A request without its body, the bytes of its head and of its body; `None` while the head is not there whole.
fn head(bytes: &[u8]) -> Result<Option<(Request, usize, usize)>, Unread> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS_MAX];
    let mut head = httparse::Request::new(&mut headers);
    let length = match head.parse(bytes) {
        Ok(Status::Complete(length)) if length > HEAD_MAX_BYTES => return Err(LONG),
        Ok(Status::Complete(length)) => length,
        Ok(Status::Partial) => return Ok(None),
        Err(httparse::Error::TooManyHeaders) => return Err(Unread { status: 431, sentence: "there are too many headers" }),
        Err(_) => return Err(BAD),
    };
    let headers: Vec<(String, String)> = head
        .headers
        .iter()
        .map(|header| (header.name.to_ascii_lowercase(), String::from_utf8_lossy(header.value).trim().to_owned()))
        .collect();
    let target = head.path.unwrap_or_default();
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let path = path.starts_with('/').then(|| decoded(path)).flatten().ok_or(BAD)?;
    let method = match head.method.unwrap_or_default() {
        "GET" => Method::Get,
        "HEAD" => Method::Head,
        "POST" => Method::Post,
        _ => Method::Other,
    };
    let mut request = Request { method, path, headers, body: Vec::new(), keeps_open: true };
    let says_close = request.headers("connection").any(|value| value.to_ascii_lowercase().contains("close"));
    request.keeps_open = head.version == Some(1) && !says_close;
    let body_bytes = body_bytes(&request)?;
    Ok(Some((request, length, body_bytes)))
}

/// The length of a body; one of unknown length, which no browser sends, is refused.
fn body_bytes(request: &Request) -> Result<usize, Unread> {
    if request.headers("transfer-encoding").next().is_some() {
        return Err(Unread { status: 501, sentence: "a request must say how long it is" });
    }
    let mut lengths = request.headers("content-length");
    let length = match (lengths.next(), lengths.next()) {
        (None, _) => 0,
        (Some(length), None) if length.bytes().all(|byte| byte.is_ascii_digit()) => length.parse().map_err(|_| BAD)?,
        (Some(_), _) => return Err(BAD),
    };
    if length > BODY_MAX_BYTES {
        return Err(Unread { status: 413, sentence: "the request is too long" });
    }
    Ok(length)
}

/// A path with its escapes resolved; `None` where it is no text.
pub(super) fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, behind @ ..] = rest {
        rest = behind;
        bytes.push(match (first, behind) {
            (b'%', [high, low, behind @ ..]) => {
                rest = behind;
                let digit = |byte: &u8| char::from(*byte).to_digit(16);
                (digit(high)? * 16 + digit(low)?) as u8
            }
            (b'%', _) => return None,
            (byte, _) => *byte,
        });
    }
    String::from_utf8(bytes).ok().filter(|path| !path.contains('\0'))
}

#[cfg(test)]
mod tests {
    use super::{Method, Request, Unread, read};

    fn all(bytes: &[u8]) -> Result<Vec<Request>, Unread> {
        let (mut stream, mut unread, mut requests) = (bytes, Vec::new(), Vec::new());
        while let Some(request) = read(&mut stream, &mut unread)? {
            requests.push(request);
        }
        Ok(requests)
    }

    #[test]
    fn requests_are_read_one_behind_the_other() {
        let bytes = b"GET /a%20%D8%A8.html?x=1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /b HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc\
            HEAD / HTTP/1.0\r\n\r\nGET /cut";
        let requests = all(bytes).unwrap();
        let told: Vec<_> = requests.iter().map(|it| (it.method, it.path.as_str(), it.body.as_slice(), it.keeps_open)).collect();
        let expected: [(Method, &str, &[u8], bool); 3] =
            [(Method::Get, "/a ب.html", b"", true), (Method::Post, "/b", b"abc", true), (Method::Head, "/", b"", false)];
        assert_eq!(told, expected);
        assert_eq!(requests[0].headers("host").collect::<Vec<_>>(), ["a"]);
    }

    #[test]
    fn what_no_browser_sends_is_refused() {
        let long = format!("GET / HTTP/1.1\r\nA: {}", "a".repeat(40_000));
        let many = format!("GET / HTTP/1.1\r\n{}\r\n", "A: b\r\n".repeat(70));
        let long_and_whole = format!("{long}\r\n\r\n");
        let requests: [(&str, u16); 13] = [
            ("\u{1}\r\n\r\n", 400),
            ("GET http://example.org/ HTTP/1.1\r\n\r\n", 400),
            ("GET * HTTP/1.1\r\n\r\n", 400),
            ("GET /%ff HTTP/1.1\r\n\r\n", 400),
            ("GET /%00 HTTP/1.1\r\n\r\n", 400),
            ("GET /%2 HTTP/1.1\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nContent-Length: +1\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nContent-Length: 2000000\r\n\r\n", 413),
            ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 501),
            (&long, 431),
            (&long_and_whole, 431),
            (&many, 431),
        ];
        for (text, status) in requests {
            assert_eq!(all(text.as_bytes()).map_err(|unread| unread.status), Err(status), "{}", &text[..text.len().min(80)]);
        }
    }
}
