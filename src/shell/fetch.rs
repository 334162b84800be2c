//! Fetches a text from the web with the program curl; no command but `postil inventory update` ever does.
//!
//! Why curl and no library: the smallest that speaks TLS (ureq with rustls) brings 13 crates that we do not have, one of them in C and
//! assembly, and a list of authorities that ages with the program; all for a request that an editor makes now and then. curl is on nearly
//! every machine, takes the authorities of the machine, and knows its proxies.

use crate::source::word::on_one_line;

use std::io::{self, ErrorKind, Read};
use std::process::{Command, Stdio};

use super::{Failure, Refusal, WrongUse};

/// Bytes that may come: as many as a text of an archive may have.
const SIZE_MAX_BYTES: u64 = 64 * 1024 * 1024;

/// What curl is told before anything else: not to read settings of its own, and when to give up.
const ALWAYS: &[&str] = &["-q", "--silent", "--show-error", "--fail", "--globoff", "--connect-timeout", "15", "--max-time", "60"];

/// From the web: encrypted, also where it is moved to.
const FROM_THE_WEB: &[&str] = &["--proto", "=https", "--location", "--max-redirs", "5", "--proto-redir", "=https"];

/// From this machine itself, which nobody else hears: without a proxy, and nowhere else.
const FROM_HERE: &[&str] = &["--proto", "=http", "--noproxy", "*"];

/// The text at an address: over https, or over http from this machine itself.
///
/// Errors: wrong use for another address; no curl; whatever curl says; more than 64 MiB; something that is not text in UTF-8.
pub fn fetch(address: &str) -> Result<String, Refusal> {
    let way = match address.strip_prefix("http://") {
        None => FROM_THE_WEB,
        Some(rest) if is_this_machine(rest) => FROM_HERE,
        Some(_) => {
            let message = format!("`{address}` is not fetched: whoever is on the way could change what comes");
            return Err(WrongUse::new(message, "write its address with https:// in archive.yaml").into());
        }
    };
    let failed = |error: io::Error| Failure::new("fetch", address, error);
    let mut command = Command::new("curl");
    command.args(ALWAYS).args(way).args(["--max-filesize", &SIZE_MAX_BYTES.to_string(), "--url", address]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| {
        let is_missing = error.kind() == ErrorKind::NotFound;
        failed(if is_missing { io::Error::other("curl is not installed: apt-get install curl") } else { error })
    })?;
    let mut bytes = Vec::new();
    let output = child.stdout.take().expect("the standard output was asked for");
    // An answer need not say how long it will be: then curl itself does not stop it.
    let read = output.take(SIZE_MAX_BYTES + 1).read_to_end(&mut bytes);
    if bytes.len() as u64 > SIZE_MAX_BYTES {
        // It has ended by itself, or is ended here.
        let _ = child.kill();
    }
    let ended = child.wait_with_output().map_err(failed)?;
    read.map_err(failed)?;
    if bytes.len() as u64 > SIZE_MAX_BYTES {
        return Err(Failure::because("fetch", address, "it is larger than 64 MiB").into());
    }
    if !ended.status.success() {
        let said = String::from_utf8_lossy(&ended.stderr);
        return Err(failed(io::Error::other(on_one_line(&said))).into());
    }
    String::from_utf8(bytes).map_err(|_| Failure::because("fetch", address, "what came is not text in UTF-8").into())
}

/// Whether an address, without its `http://`, is one of this machine.
fn is_this_machine(rest: &str) -> bool {
    let server = rest.split(['/', '?', '#']).next().unwrap_or_default();
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|name| {
        let port = server.strip_prefix(name).map(|port| port.strip_prefix(':').unwrap_or(port));
        port.is_some_and(|port| port.bytes().all(|digit| digit.is_ascii_digit()))
    })
}

#[cfg(test)]
mod tests {
    use super::{fetch, is_this_machine};
    use crate::shell::Refusal;

    #[test]
    fn without_encryption_only_this_machine_is_asked() {
        for own in ["localhost/x", "127.0.0.1:4000/data/inventory.json", "[::1]:80", "localhost:1?x"] {
            assert!(is_this_machine(own), "{own}");
        }
        for other in ["localhost@example.org/", "localhost:x@example.org/", "localhost.example.org", "127.0.0.1.example.org/", ""]
        {
            assert!(!is_this_machine(other), "{other}");
        }
        assert!(matches!(fetch("http://example.org/inventory.json"), Err(Refusal::WrongUse(_))));
    }
}
