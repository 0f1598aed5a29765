//! Texts with bytes that are no characters. To Nix a text is bytes, and strings and comments may
//! hold any; here a text is UTF-8. So each byte that is part of no character is written as one of
//! the last 128 private characters of Unicode, and a string is turned back where its value is made.
//!
//! Only a text that is not UTF-8 is written so, and in such a text those private characters are
//! taken apart into their bytes themselves: what is read back is what stood there.

use std::borrow::Cow;

/// The character that stands for the byte 0.
const FIRST: u32 = 0x10_FF00;

/// A text of bytes as UTF-8; none if it is that already.
#[must_use]
pub fn written(bytes: &[u8]) -> Option<String> {
    let mut text = String::with_capacity(bytes.len() + 16);
    let mut other = false;
    for chunk in bytes.utf8_chunks() {
        other |= !chunk.invalid().is_empty();
        for letter in chunk.valid().chars() {
            if byte(letter).is_some() {
                letter.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| text.push(stand_in(byte)));
            } else {
                text.push(letter);
            }
        }
        chunk.invalid().iter().for_each(|&byte| text.push(stand_in(byte)));
    }
    other.then_some(text)
}

/// What stood there.
#[must_use]
pub fn read_back(text: &str) -> Cow<'_, [u8]> {
    if !text.chars().any(|letter| byte(letter).is_some()) {
        return Cow::Borrowed(text.as_bytes());
    }
    let mut bytes = Vec::with_capacity(text.len());
    for letter in text.chars() {
        match byte(letter) {
            Some(byte) => bytes.push(byte),
            None => bytes.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    Cow::Owned(bytes)
}

fn stand_in(byte: u8) -> char {
    char::from_u32(FIRST + u32::from(byte)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

fn byte(letter: char) -> Option<u8> {
    let byte = u8::try_from(u32::from(letter).checked_sub(FIRST)?).ok()?;
    (byte >= 0x80).then_some(byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_back() {
        let texts: [&[u8]; 4] =
            [b"a\xff\xe9", b"\xc3\xa9\x80", b"\xf4\x8f\xbe\x80\xff", b"\xf0\x9f\x98 \xf4\x8f\xbf\xbf\x9f"];
        for text in texts {
            assert_eq!(written(text).map(|text| read_back(&text).into_owned()).as_deref(), Some(text));
        }
        assert_eq!(written("é \u{10ff80}".as_bytes()), None);
    }
}
