//! The digest of a plan's inputs.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// A hash over files, each by its name and its bytes, in the order given: `sha256:` and
/// sixty-four hexadecimal digits.
pub fn digest<'f>(files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> String {
    let mut hash = Sha256::new();
    for (name, bytes) in files {
        // Lengths keep apart what would run together.
        for part in [name.as_bytes(), bytes] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    let mut text = String::from("sha256:");
    for byte in hash.finalize() {
        write!(text, "{byte:02x}").unwrap_or_else(|_| unreachable!("strings take every text"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_bytes_do_not_run_together() {
        let one = digest([("ab", &b"c"[..])]);
        assert_ne!(one, digest([("a", &b"bc"[..])]));
        assert_eq!(one.len(), "sha256:".len() + 64);
    }
}
