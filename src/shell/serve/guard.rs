//! Who is let in: browsers of this machine, on pages that came from here.
//!
//! Any web page can make a browser ask a server of its own machine. What it may not do is say so: `Host` is the name in the
//! address bar, `Origin` and `Sec-Fetch-Site` come from the browser and not from the page.

use super::Request;

/// Why a request is not let in; `None` where it is.
pub fn refused(request: &Request, port: u16) -> Option<&'static str> {
    let mut hosts = request.headers("host");
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return Some("a request names one host") };
    let host = host.to_ascii_lowercase();
    let names = ["localhost", "127.0.0.1", "[::1]"];
    let is_own = |name: &&str| host == format!("{name}:{port}") || (port == 80 && host == **name);
    if !names.iter().any(is_own) {
        return Some("this preview answers under localhost, 127.0.0.1 and [::1] only");
    }
    let own = format!("http://{host}");
    if request.headers("origin").any(|origin| origin.to_ascii_lowercase() != own) {
        return Some("this preview does not answer other sites");
    }
    let is_foreign = |from: &str| !matches!(from, "same-origin" | "none");
    if request.headers("sec-fetch-site").any(is_foreign) {
        return Some("this preview does not answer other sites; to come from a link, type its address instead");
    }
    None
}
