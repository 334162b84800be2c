//! The address under which a site is published, as given on the command line.

use crate::model::stray_in_address;

/// An address that begins with http:// or https:// and names a folder; a `/` is put at its end.
pub fn web_address(text: &str) -> Result<String, String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let rest = rest.ok_or("an address begins with https:// or http://")?;
    if rest.is_empty() || rest.starts_with('/') {
        return Err("the address names no host".to_owned());
    }
    if let Some(stray) = stray_in_address(rest).or_else(|| rest.chars().find(|letter| "?#".contains(*letter))) {
        return Err(format!("the address of a site has no {stray:?}"));
    }
    if rest.split('/').next().is_some_and(|host| host.contains('@')) {
        return Err("everybody could read the name before the `@`".to_owned());
    }
    Ok(format!("{}/", text.trim_end_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::web_address;

    #[test]
    fn an_address_of_a_site_is_that_of_a_folder_on_the_web() {
        assert_eq!(web_address("https://example.org/a").as_deref(), Ok("https://example.org/a/"));
        assert_eq!(web_address("http://localhost:4000/").as_deref(), Ok("http://localhost:4000/"));
        for text in
            ["", "example.org", "ftp://example.org", "https://", "https:///a", "https://a b", "https://a/?b", "https://a:b@c/"]
        {
            assert!(web_address(text).is_err(), "{text}");
        }
    }
}
