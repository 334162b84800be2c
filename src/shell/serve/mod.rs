//! A web server for one person at their own machine: it answers from memory, to programs of this machine alone.
//!
//! Why our own on `httparse`: `tiny_http`, the small crate for this, sends what is long in several packets without `TCP_NODELAY`
//! (40 ms by the clock of the other side) and cannot keep an answer open for events; `hyper` brings an async runtime and some
//! twenty crates for what a thread for each connection does as well.

mod answer;
mod connection;
mod events;
mod guard;
mod request;
mod shelf;
mod site;
mod token;

use std::io::ErrorKind;
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::{Failure, Refusal, WrongUse};

pub use answer::{Answer, Body};
pub use events::Events;
pub use request::{Method, Request};
pub use shelf::Shelf;
pub use site::{Maker, Site};
pub use token::token;

/// The port that is tried first where none is asked for, and how many after it.
const FIRST_PORT: u16 = 4000;
const PORTS: u16 = 20;

/// Connections that are served at once; a browser opens six, and nobody has more than a few.
const CONNECTIONS_MAX: usize = 256;

/// What answers requests that were let in.
pub type Answering = dyn Fn(&Request) -> Answer + Send + Sync;

/// Addresses of this machine at which somebody may knock.
#[derive(Debug)]
pub struct Doors {
    listeners: Vec<TcpListener>,
    port: u16,
}

impl Doors {
    /// Opens a port of 127.0.0.1, and the same of ::1 where there is one; without a wish the first free one from 4000 on.
    ///
    /// Errors: wrong use if the port is taken; a failure if the machine gives none out.
    pub fn open(wanted: Option<u16>) -> Result<Doors, Refusal> {
        let ports = match wanted {
            Some(port) => port..=port,
            None => FIRST_PORT..=FIRST_PORT + PORTS - 1,
        };
        for port in ports.clone() {
            match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
                Ok(listener) => return Doors::with(listener),
                Err(error) if error.kind() == ErrorKind::AddrInUse => {}
                Err(error) => return Err(Failure::new("listen at", format!("127.0.0.1:{port}"), error).into()),
            }
        }
        let (first, last) = (ports.start(), ports.end());
        let taken = if first == last { format!("port {first} is") } else { format!("all ports from {first} to {last} are") };
        let other = last.checked_add(1).unwrap_or(FIRST_PORT);
        let help = format!("end what runs there, or take another port: postil serve --port {other}");
        Err(WrongUse::new(format!("{taken} taken by another program"), help).into())
    }

    fn with(listener: TcpListener) -> Result<Doors, Refusal> {
        let address = listener.local_addr().map_err(|error| Failure::new("listen at", "127.0.0.1", error))?;
        let port = address.port();
        // A machine without IPv6, or with another program at this port of it, is reached as 127.0.0.1 all the same.
        let other = TcpListener::bind((Ipv6Addr::LOCALHOST, port)).ok();
        Ok(Doors { listeners: std::iter::once(listener).chain(other).collect(), port })
    }

    /// The address to type into a browser.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Lets requests in, from now on until the program ends; each connection has a thread of its own.
    pub fn serve(self, answer: Arc<Answering>) {
        let open = Arc::new(AtomicUsize::new(0));
        for listener in self.listeners {
            let (answer, open, port) = (Arc::clone(&answer), Arc::clone(&open), self.port);
            thread::spawn(move || accept(&listener, port, &answer, &open));
        }
    }
}

fn accept(listener: &TcpListener, port: u16, answer: &Arc<Answering>, open: &Arc<AtomicUsize>) {
    for stream in listener.incoming() {
        let Ok(stream) = stream else {
            // The machine has no room for another connection; it will when one of those that are open has ended.
            thread::sleep(Duration::from_millis(20));
            continue;
        };
        if open.fetch_add(1, Ordering::Relaxed) >= CONNECTIONS_MAX {
            open.fetch_sub(1, Ordering::Relaxed);
            continue;
        }
        let (answer, ending) = (Arc::clone(answer), Arc::clone(open));
        let started = thread::Builder::new().spawn(move || {
            connection::serve(stream, port, &*answer);
            ending.fetch_sub(1, Ordering::Relaxed);
        });
        if started.is_err() {
            // No thread, no connection: the browser sees it closed and tries again.
            open.fetch_sub(1, Ordering::Relaxed);
        }
    }
}
