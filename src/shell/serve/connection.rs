//! One connection: request after request until the other side leaves.

use std::io::Read;
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use super::answer::{Answer, Ending};
use super::{Answering, Method, guard, request};
use crate::shell::clock::Stopwatch;

/// How long a connection may say nothing between two requests; a browser opens another one without a word.
const IDLE: Duration = Duration::from_secs(60);

/// How long the other side may take nothing of an answer.
const STALLED: Duration = Duration::from_secs(30);

/// How long is still taken what comes of a request that was refused: in all, and without a word.
const LEAVING: Duration = Duration::from_secs(3);
const SILENT: Duration = Duration::from_millis(500);

/// Answers until the connection ends, which nobody need be told: it is how browsers leave.
pub fn serve(mut stream: TcpStream, port: u16, answer: &Answering) {
    // Each of these makes things better where the machine can do it, and is not needed where it cannot.
    let _ = stream.set_nodelay(true);
    let _ = stream.set_read_timeout(Some(IDLE));
    let _ = stream.set_write_timeout(Some(STALLED));
    let mut unread = Vec::new();
    loop {
        let (answer, method, ending) = match request::read(&mut stream, &mut unread) {
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

/// Takes what the other side still sends: a connection that is closed before takes the answer back that is on its way.
fn take_the_rest(stream: &mut TcpStream) {
    // Whoever has left already need not be waited for.
    let _ = stream.shutdown(Shutdown::Write);
    let _ = stream.set_read_timeout(Some(SILENT));
    let (since, mut bytes) = (Stopwatch::start(), [0; 64 * 1024]);
    while since.elapsed() < LEAVING && stream.read(&mut bytes).is_ok_and(|count| count > 0) {}
}
