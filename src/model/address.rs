//! Addresses that a page may lead to.

use crate::source::hidden::is_hidden;

/// Whether a text is an address of the web.
pub fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/')) && stray_in_address(text).is_none()
}

/// The first character of a text that no address of the web has, if there is one.
pub fn stray_in_address(text: &str) -> Option<char> {
    text.chars().find(|character| {
        character.is_whitespace() || character.is_control() || is_hidden(*character) || "<>\"`{}|\\^".contains(*character)
    })
}
