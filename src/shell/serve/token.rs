//! A word that nobody can guess, made anew at each start: whoever sends it has read a page that came from here.

use std::io;

use crate::shell::Failure;

/// 32 hexadecimal digits.
pub fn token() -> Result<String, Failure> {
    let mut bytes = [0_u8; 16];
    let failed = |error: getrandom::Error| Failure::new("take chance from", "the machine", io::Error::other(error.to_string()));
    getrandom::fill(&mut bytes).map_err(failed)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
