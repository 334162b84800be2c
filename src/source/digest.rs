//! The fingerprint of a file: SHA-256, as `sha256sum` writes it.

use sha2::{Digest, Sha256};

/// SHA-256 as it is computed.
pub type Fingerprint = [u8; 32];

/// SHA-256 of bytes.
pub fn fingerprint(bytes: &[u8]) -> Fingerprint {
    Sha256::digest(bytes).into()
}

/// SHA-256 of bytes in lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&fingerprint(bytes))
}

/// A fingerprint as it is written in hexadecimal; nothing if it is none.
pub fn from_hexadecimal(written: &str) -> Option<Fingerprint> {
    let mut bytes = Fingerprint::default();
    if written.len() != 2 * bytes.len() {
        return None;
    }
    let digit = |digit: u8| char::from(digit).to_digit(16);
    for (byte, pair) in bytes.iter_mut().zip(written.as_bytes().chunks_exact(2)) {
        *byte = (digit(pair[0])? << 4 | digit(pair[1])?) as u8;
    }
    Some(bytes)
}

/// Bytes in lower-case hexadecimal.
pub fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves.map(|half| char::from(DIGITS[usize::from(half)])).collect()
}
