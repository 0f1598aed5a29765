//! Hashes and the ways Nix writes them: base 16, base 64, its own base 32 and SRI.
//!
//! No secrets are hashed here: these digests name store paths and check downloads.

use crate::features::disabled;
use md5::Md5;
use sha1::{Digest, Sha1};
use sha2::{Sha256, Sha512};

/// A hash function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Algorithm {
    Md5,
    Sha1,
    Sha256,
    Sha512,
}

/// A way to write a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Base16,
    Nix32,
    Base64,
    Sri,
}

/// A digest and what made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hash {
    pub(crate) algorithm: Algorithm,
    pub(crate) digest: Vec<u8>,
}

impl Algorithm {
    /// By its name.
    ///
    /// # Errors
    /// Nix's words for what is no name of one.
    pub(crate) fn named(name: &str) -> Result<Algorithm, String> {
        Algorithm::if_known(name)?.ok_or_else(|| {
            format!("unknown hash algorithm '{name}', expect 'blake3', 'md5', 'sha1', 'sha256', or 'sha512'")
        })
    }

    /// The same where a name that is none is no fault.
    ///
    /// # Errors
    /// Nix's words for one that is off.
    pub(crate) fn if_known(name: &str) -> Result<Option<Algorithm>, String> {
        Ok(Some(match name {
            "md5" => Algorithm::Md5,
            "sha1" => Algorithm::Sha1,
            "sha256" => Algorithm::Sha256,
            "sha512" => Algorithm::Sha512,
            "blake3" => return Err(disabled("blake3-hashes")),
            _ => return Ok(None),
        }))
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Algorithm::Md5 => "md5",
            Algorithm::Sha1 => "sha1",
            Algorithm::Sha256 => "sha256",
            Algorithm::Sha512 => "sha512",
        }
    }

    /// The bytes of a digest.
    fn size(self) -> usize {
        match self {
            Algorithm::Md5 => 16,
            Algorithm::Sha1 => 20,
            Algorithm::Sha256 => 32,
            Algorithm::Sha512 => 64,
        }
    }

    pub(crate) fn hash(self, bytes: &[u8]) -> Hash {
        let digest = match self {
            Algorithm::Md5 => Md5::digest(bytes).to_vec(),
            Algorithm::Sha1 => Sha1::digest(bytes).to_vec(),
            Algorithm::Sha256 => Sha256::digest(bytes).to_vec(),
            Algorithm::Sha512 => Sha512::digest(bytes).to_vec(),
        };
        Hash { algorithm: self, digest }
    }
}

impl Hash {
    /// The hash that stands for one that is not known yet.
    pub(crate) fn zero(algorithm: Algorithm) -> Hash {
        Hash { algorithm, digest: vec![0; algorithm.size()] }
    }
}

impl Format {
    /// By its name.
    ///
    /// # Errors
    /// Nix's words for what is no name of one.
    pub(crate) fn named(name: &str) -> Result<Format, String> {
        Ok(match name {
            "base16" => Format::Base16,
            "nix32" | "base32" => Format::Nix32,
            "base64" => Format::Base64,
            "sri" => Format::Sri,
            _ => {
                return Err(format!(
                    "unknown hash format '{name}', expect 'base16', 'base32', 'base64', or 'sri'"
                ));
            }
        })
    }
}

impl Hash {
    /// The digest as text; only SRI says the algorithm.
    pub(crate) fn show(&self, format: Format) -> String {
        match format {
            Format::Base16 => self.digest.iter().map(|byte| format!("{byte:02x}")).collect(),
            Format::Nix32 => nix32(&self.digest),
            Format::Base64 => base64(&self.digest),
            Format::Sri => format!("{}-{}", self.algorithm.name(), base64(&self.digest)),
        }
    }

    /// A hash as users write it: SRI, with a prefix, or bare where the algorithm is known.
    ///
    /// # Errors
    /// Nix's words for what is wrong with it.
    pub(crate) fn parse(text: &str, known: Option<Algorithm>) -> Result<Hash, String> {
        let (prefix, rest, sri) = match (text.split_once(':'), text.split_once('-')) {
            (Some((prefix, rest)), _) => (Some(prefix), rest, false),
            (None, Some((prefix, rest))) => (Some(prefix), rest, true),
            (None, None) => (None, text, false),
        };
        let named = prefix.map(Algorithm::named).transpose()?;
        let algorithm = match (named, known) {
            (None, None) => {
                return Err(format!(
                    "hash '{text}' does not include a type, nor is the type otherwise known from context"
                ));
            }
            (Some(named), Some(known)) if named != known => {
                return Err(format!("hash '{text}' should have type '{}'", known.name()));
            }
            (Some(it), _) | (None, Some(it)) => it,
        };
        let format = if sri { Some(Format::Sri) } else { algorithm.format_of_length(rest.len()) };
        let (name, digest) = match format {
            Some(Format::Base16) => ("base16", from_base16(rest)),
            Some(Format::Nix32) => ("nix32", from_nix32(rest)),
            Some(Format::Base64) => ("base64", from_base64(rest)),
            Some(Format::Sri) => ("SRI", from_base64(rest)),
            None => {
                let algorithm = algorithm.name();
                return Err(format!("hash '{rest}' has wrong length for hash algorithm '{algorithm}'"));
            }
        };
        let digest = digest.unwrap_or_default();
        let (is, expected) = (digest.len(), algorithm.size());
        if is != expected {
            return Err(format!("invalid {name} hash '{rest}', length {is} != expected length {expected}"));
        }
        Ok(Hash { algorithm, digest })
    }
}

impl Algorithm {
    fn format_of_length(self, length: usize) -> Option<Format> {
        let size = self.size();
        if length == size * 2 {
            Some(Format::Base16)
        } else if length == (size * 8).div_ceil(5) {
            Some(Format::Nix32)
        } else if length == size.div_ceil(3) * 4 {
            Some(Format::Base64)
        } else {
            None
        }
    }
}

/// The letters of Nix's base 32: no e, o, t, u.
const NIX32: &[u8; 32] = b"0123456789abcdfghijklmnpqrsvwxyz";

/// Nix's base 32: least significant bits first, digits last to first.
pub(crate) fn nix32(bytes: &[u8]) -> String {
    let digits = (bytes.len() * 8).div_ceil(5);
    let digit = |index: usize| {
        let (byte, bit) = (index * 5 / 8, index * 5 % 8);
        let high = bytes.get(byte + 1).map_or(0, |&next| u16::from(next) << 8);
        char::from(NIX32[usize::from((u16::from(bytes[byte]) | high) >> bit & 31)])
    };
    (0..digits).rev().map(digit).collect()
}

fn from_nix32(text: &str) -> Option<Vec<u8>> {
    let size = text.len() * 5 / 8;
    let mut bytes = vec![0_u8; size + 2];
    for (index, letter) in text.bytes().rev().enumerate() {
        let digit = NIX32.iter().position(|&it| it == letter)?;
        let (byte, bit) = (index * 5 / 8, index * 5 % 8);
        let value = (digit as u16) << bit;
        let [low, high] = value.to_le_bytes();
        bytes[byte] |= low;
        bytes[byte + 1] |= high;
    }
    // If the first letter says more than fits, there is a byte too much.
    let full = bytes.iter().rposition(|&byte| byte != 0).map_or(0, |last| last + 1);
    bytes.truncate(size.max(full));
    Some(bytes)
}

fn from_base16(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
    text.as_bytes().chunks(2).map(|pair| Some(digit(pair[0])? << 4 | digit(*pair.get(1)?)?)).collect()
}

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let word = (0..3).fold(0_u32, |word, index| word << 8 | u32::from(*group.get(index).unwrap_or(&0)));
        for index in 0..4_usize {
            let digit = word >> (18 - 6 * index) & 63;
            text.push(if index <= group.len() { char::from(BASE64[digit as usize]) } else { '=' });
        }
    }
    text
}

/// Reads base 64 up to its padding, which may be missing; line breaks are skipped.
fn from_base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut word, mut bits) = (0_u32, 0);
    for letter in text.bytes().take_while(|&letter| letter != b'=').filter(|&letter| letter != b'\n') {
        let digit = BASE64.iter().position(|&it| it == letter)?;
        word = word << 6 | digit as u32;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((word >> bits) as u8);
            word &= (1 << bits) - 1;
        }
    }
    Some(bytes)
}
