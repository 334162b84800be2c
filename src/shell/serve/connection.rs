//! One connection: request after request until the other side leaves.

use std::io::{self, ErrorKind, Read};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use super::answer::{Answer, Ending};
use super::{Answering, Method, guard, request};
use crate::shell::clock::Stopwatch;

/// How long a connection may say nothing between two requests; a browser opens another one without a word.
const IDLE: Duration = Duration::from_secs(60);

/// How long a request may take that has begun; those of this machine come at once.
const WHOLE: Duration = Duration::from_secs(10);

/// How long the other side may take nothing of an answer.
const STALLED: Duration = Duration::from_secs(30);

/// How long is still taken what comes of a request that was refused: in all, and without a word.
const LEAVING: Duration = Duration::from_secs(3);
const SILENT: Duration = Duration::from_millis(500);

/// Answers until the connection ends, which nobody need be told: it is how browsers leave.
pub fn serve(mut stream: TcpStream, port: u16, answer: &Answering) {
    // Each of these makes things better where the machine can do it, and is not needed where it cannot.
    let _ = stream.set_nodelay(true);
    let _ = stream.set_write_timeout(Some(STALLED));
    let mut unread = Vec::new();
    loop {
        let since = (!unread.is_empty()).then(Stopwatch::start);
        let (answer, method, ending) = match request::read(&mut Hurried { stream: &stream, since, whole: WHOLE }, &mut unread) {
            Ok(None) => return,
            Ok(Some(request)) => {
                let ending = if request.keeps_open { Ending::Keep } else { Ending::Close };
                let answer = match guard::refused(&request, port) {
                    Some(sentence) => Answer::text(403, sentence),
                    None => answer(&request),
                };
                (answer, request.method, ending)
            }
            Err(refused) => {
                let answer = Answer::text(refused.status, refused.sentence);
                if answer.write(Method::Get, Ending::Close, &mut stream).is_ok() {
                    take_the_rest(&mut stream);
                }
                return;
            }
        };
        match answer.write(method, ending, &mut stream) {
            Ok(Ending::Keep) => {}
            Ok(Ending::Close) | Err(_) => return,
        }
    }
}

/// A connection on which a request that has begun must come whole before long, so that nobody holds the place of others.
struct Hurried<'a> {
    stream: &'a TcpStream,
    /// Since the request has begun.
    since: Option<Stopwatch>,
    whole: Duration,
}

impl Read for Hurried<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let left = self.since.as_ref().map_or(IDLE, |since| self.whole.saturating_sub(since.elapsed()));
        if left.is_zero() {
            return Err(ErrorKind::TimedOut.into());
        }
        // Where the machine cannot do it, the request comes when it comes.
        let _ = self.stream.set_read_timeout(Some(left));
        let count = self.stream.read(bytes)?;
        self.since.get_or_insert_with(Stopwatch::start);
        Ok(count)
    }
}

/// Takes what the other side still sends: a connection that is closed before takes the answer back that is on its way.
fn take_the_rest(stream: &mut TcpStream) {
    // Whoever has left already need not be waited for.
    let _ = stream.shutdown(Shutdown::Write);
    let _ = stream.set_read_timeout(Some(SILENT));
    let (since, mut bytes) = (Stopwatch::start(), [0; 64 * 1024]);
    while since.elapsed() < LEAVING && stream.read(&mut bytes).is_ok_and(|count| count > 0) {}
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::net::{TcpListener, TcpStream};
    use std::time::Duration;

    use super::{Hurried, IDLE, request};
    use crate::shell::clock::Stopwatch;

    #[test]
    fn a_request_that_has_begun_is_not_waited_for_as_long_as_one_that_has_not() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut other = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let (stream, _) = listener.accept().unwrap();
        other.write_all(b"GET / HTTP/1.1\r\nHost:").unwrap();
        let begun = Stopwatch::start();
        let mut hurried = Hurried { stream: &stream, since: None, whole: Duration::from_millis(20) };
        assert_eq!(request::read(&mut hurried, &mut Vec::new()).map_err(|refused| refused.status), Err(408));
        assert!(begun.elapsed() < IDLE / 2);
    }
}
