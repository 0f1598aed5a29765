//! Single tokens at the beginning of some bytes: how long, and of which kind.

use crate::ast::SyntaxKind::{self, *};

/// What a byte can be part of: bits of [`BYTES`].
const PATH: u8 = 1;
const NAME: u8 = 2;
const NAME_START: u8 = 4;
const URI: u8 = 8;
const SCHEME: u8 = 16;
const BLANK: u8 = 32;

/// What each byte can be part of: it is asked of each byte of a text, often more than once.
static BYTES: [u8; 256] = {
    let mut table = [0; 256];
    let mut at = 0;
    while at < table.len() {
        #[expect(clippy::cast_possible_truncation, reason = "there are 256 bytes")]
        let byte = at as u8;
        let name = if byte.is_ascii_alphanumeric() { NAME } else { 0 };
        let common = if name == 0 { 0 } else { PATH | URI | SCHEME };
        let start = if byte.is_ascii_alphabetic() { NAME_START } else { 0 };
        let sign = match byte {
            b'_' => PATH | NAME | NAME_START | URI,
            b'-' => PATH | NAME | URI | SCHEME,
            b'.' | b'+' => PATH | URI | SCHEME,
            b'\'' => NAME | URI,
            b'%' | b'/' | b'?' | b':' | b'@' | b'&' | b'=' | b'$' | b',' | b'!' | b'~' | b'*' => URI,
            b' ' | b'\t' | b'\r' | b'\n' => BLANK,
            _ => 0,
        };
        table[at] = name | common | start | sign;
        at += 1;
    }
    table
};

/// White space or a comment. A comment that is not closed is an error to the end.
pub(super) fn blank(bytes: &[u8]) -> Option<(SyntaxKind, usize)> {
    match bytes {
        [b' ' | b'\t' | b'\r' | b'\n', ..] => Some((TOKEN_WHITESPACE, run_of(bytes, BLANK))),
        [b'#', ..] => Some((TOKEN_COMMENT, run(bytes, |byte| !matches!(byte, b'\r' | b'\n')))),
        [b'/', b'*', inner @ ..] => Some(match inner.windows(2).position(|pair| pair == b"*/") {
            Some(len) => (TOKEN_COMMENT, len + 4),
            None => (TOKEN_ERROR, bytes.len()),
        }),
        _ => None,
    }
}

/// The length of a run at the beginning in which no path and no URI can begin, because
/// neither a slash nor a colon stands behind it.
pub(super) fn plain_run(bytes: &[u8]) -> usize {
    let len = run_of(bytes, PATH);
    if matches!(bytes.get(len), Some(b'/' | b':')) { 0 } else { len }
}

/// A path, up to its end or its first interpolation, unless a URI is the longer match.
pub(super) fn path_start(bytes: &[u8]) -> Option<(SyntaxKind, usize)> {
    let (kind, head) = match bytes {
        [b'~', b'/', ..] => (TOKEN_PATH_HOME, 1),
        [b'/', ..] => (TOKEN_PATH_ABS, 0),
        _ => (TOKEN_PATH_REL, run_of(bytes, PATH)),
    };
    let tail = &bytes[head..];
    let begins = match tail {
        [b'/', b'$', b'{', ..] => true,
        [b'/', next, ..] => is_path_byte(*next),
        _ => false,
    };
    if !begins {
        return None;
    }
    let len = head + segments(tail);
    (uri(bytes).is_none_or(|uri| uri <= len)).then_some((kind, len))
}

/// The length of `/a/b/c`, with a slash behind it or alone.
fn segments(bytes: &[u8]) -> usize {
    let mut len = 0;
    while bytes.get(len) == Some(&b'/') {
        match run_of(&bytes[len + 1..], PATH) {
            0 => return len + 1,
            name => len += 1 + name,
        }
    }
    len
}

/// A name, a keyword, a number, a URI (not where the text is `plain`), or a search path.
pub(super) fn word(bytes: &[u8], plain: bool) -> Option<(SyntaxKind, usize)> {
    match *bytes.first()? {
        b'0'..=b'9' | b'.' => number(bytes),
        b'<' => Some((TOKEN_PATH_SEARCH, search_path(bytes)?)),
        first if BYTES[first as usize] & NAME_START != 0 => {
            let (kind, len) = name(bytes);
            let uri = if plain { None } else { uri(bytes) };
            Some(uri.filter(|uri| *uri > len).map_or((kind, len), |uri| (TOKEN_URI, uri)))
        }
        _ => None,
    }
}

/// An operator, a bracket, or another sign.
pub(super) fn sign(bytes: &[u8]) -> Option<(SyntaxKind, usize)> {
    let found = match bytes {
        [b'.', b'.', b'.', ..] => (TOKEN_ELLIPSIS, 3),
        [b'=', b'=', ..] => (TOKEN_EQUAL, 2),
        [b'!', b'=', ..] => (TOKEN_NOT_EQUAL, 2),
        [b'<', b'=', ..] => (TOKEN_LESS_OR_EQ, 2),
        [b'>', b'=', ..] => (TOKEN_MORE_OR_EQ, 2),
        [b'&', b'&', ..] => (TOKEN_AND_AND, 2),
        [b'|', b'|', ..] => (TOKEN_OR_OR, 2),
        [b'|', b'>', ..] => (TOKEN_PIPE_RIGHT, 2),
        [b'<', b'|', ..] => (TOKEN_PIPE_LEFT, 2),
        [b'-', b'>', ..] => (TOKEN_IMPLICATION, 2),
        [b'/', b'/', ..] => (TOKEN_UPDATE, 2),
        [b'+', b'+', ..] => (TOKEN_CONCAT, 2),
        [b'$', b'{', ..] => (TOKEN_INTERPOL_START, 2),
        [b'\'', b'\'', ..] => (TOKEN_STRING_START, 2),
        [b'"', ..] => (TOKEN_STRING_START, 1),
        [b'{', ..] => (TOKEN_L_BRACE, 1),
        [b'}', ..] => (TOKEN_R_BRACE, 1),
        [b'[', ..] => (TOKEN_L_BRACK, 1),
        [b']', ..] => (TOKEN_R_BRACK, 1),
        [b'(', ..] => (TOKEN_L_PAREN, 1),
        [b')', ..] => (TOKEN_R_PAREN, 1),
        [b'=', ..] => (TOKEN_ASSIGN, 1),
        [b'@', ..] => (TOKEN_AT, 1),
        [b':', ..] => (TOKEN_COLON, 1),
        [b',', ..] => (TOKEN_COMMA, 1),
        [b';', ..] => (TOKEN_SEMICOLON, 1),
        [b'.', ..] => (TOKEN_DOT, 1),
        [b'?', ..] => (TOKEN_QUESTION, 1),
        [b'!', ..] => (TOKEN_INVERT, 1),
        [b'<', ..] => (TOKEN_LESS, 1),
        [b'>', ..] => (TOKEN_MORE, 1),
        [b'+', ..] => (TOKEN_ADD, 1),
        [b'-', ..] => (TOKEN_SUB, 1),
        [b'*', ..] => (TOKEN_MUL, 1),
        [b'/', ..] => (TOKEN_DIV, 1),
        _ => return None,
    };
    Some(found)
}

/// What to say of a character that begins no token.
pub(super) fn stray(c: char) -> (String, Option<&'static str>) {
    let code = u32::from(c);
    match c {
        '\0' => ("a NUL byte stands in the text".to_owned(), None),
        '\u{feff}' => {
            ("a byte order mark stands in the text".to_owned(), Some("save the file as UTF-8 without it"))
        }
        _ if c.is_whitespace() || is_invisible(c) => (
            format!("U+{code:04X} is not white space to Nix, though it may look like it"),
            Some("replace it with a plain space"),
        ),
        '“' | '”' | '„' | '‘' | '’' | '«' | '»' | '`' | '\'' => {
            (format!("unexpected character `{c}`"), Some("write strings in straight double quotes: `\"…\"`"))
        }
        '&' => ("Nix has no operator `&`".to_owned(), Some("the logical and is `&&`")),
        '|' => ("Nix has no operator `|`".to_owned(), Some("the logical or is `||`")),
        '%' => ("Nix has no operator `%`".to_owned(), Some("the remainder is `lib.mod a b`")),
        '^' => {
            ("Nix has no operator `^`".to_owned(), Some("the exclusive or of bits is `builtins.bitXor a b`"))
        }
        '$' => ("unexpected character `$`".to_owned(), Some("a variable is written without `$`")),
        _ if c.is_control() => (format!("the control character U+{code:04X} stands in the text"), None),
        _ => (format!("unexpected character `{c}`"), None),
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
}

/// The bytes of names in paths.
pub(super) fn is_path_byte(byte: u8) -> bool {
    BYTES[byte as usize] & PATH != 0
}

/// How many bytes at the beginning are such.
pub(super) fn run(bytes: &[u8], belongs: impl Fn(u8) -> bool) -> usize {
    bytes.iter().position(|&byte| !belongs(byte)).unwrap_or(bytes.len())
}

/// How many bytes at the beginning can be part of something.
fn run_of(bytes: &[u8], part: u8) -> usize {
    run(bytes, |byte| BYTES[byte as usize] & part != 0)
}

/// A name or a keyword, of which the first byte is known to begin one.
fn name(bytes: &[u8]) -> (SyntaxKind, usize) {
    let len = run_of(bytes, NAME);
    let kind = match &bytes[..len] {
        b"if" => TOKEN_IF,
        b"then" => TOKEN_THEN,
        b"else" => TOKEN_ELSE,
        b"assert" => TOKEN_ASSERT,
        b"with" => TOKEN_WITH,
        b"let" => TOKEN_LET,
        b"in" => TOKEN_IN,
        b"rec" => TOKEN_REC,
        b"inherit" => TOKEN_INHERIT,
        b"or" => TOKEN_OR,
        _ => TOKEN_IDENT,
    };
    (kind, len)
}

/// An integer or a float: `1.`, `1.5`, `0.5`, `.5`, each with an exponent or not; `0.` is none.
fn number(bytes: &[u8]) -> Option<(SyntaxKind, usize)> {
    let whole = run(bytes, |byte| byte.is_ascii_digit());
    let fraction = match bytes.get(whole) {
        Some(b'.') => Some(run(&bytes[whole + 1..], |byte| byte.is_ascii_digit())),
        _ => None,
    };
    let is_float = match (fraction, bytes.first()) {
        (Some(_), Some(b'1'..=b'9')) => true,
        (Some(digits), _) => digits > 0 && (whole == 0 || &bytes[..whole] == b"0"),
        (None, _) => false,
    };
    match fraction {
        Some(digits) if is_float => {
            let mantissa = whole + 1 + digits;
            Some((TOKEN_FLOAT, mantissa + exponent(&bytes[mantissa..])))
        }
        _ => (whole > 0).then_some((TOKEN_INTEGER, whole)),
    }
}

fn exponent(bytes: &[u8]) -> usize {
    let sign = match bytes {
        [b'e' | b'E', b'+' | b'-', ..] => 2,
        [b'e' | b'E', ..] => 1,
        _ => return 0,
    };
    match run(&bytes[sign..], |byte| byte.is_ascii_digit()) {
        0 => 0,
        digits => sign + digits,
    }
}

fn uri(bytes: &[u8]) -> Option<usize> {
    if !bytes.first()?.is_ascii_alphabetic() {
        return None;
    }
    let scheme = run_of(bytes, SCHEME);
    if bytes.get(scheme) != Some(&b':') {
        return None;
    }
    let rest = run_of(&bytes[scheme + 1..], URI);
    (rest > 0).then_some(scheme + 1 + rest)
}

fn search_path(bytes: &[u8]) -> Option<usize> {
    let len = bracketed(bytes)?;
    let mut parts = bytes[1..len - 1].split(|&byte| byte == b'/');
    parts.all(|part| !part.is_empty()).then_some(len)
}

/// The length of something between `<` and `>` that looks like a path, right or wrong.
pub(super) fn bracketed(bytes: &[u8]) -> Option<usize> {
    if bytes.first() != Some(&b'<') {
        return None;
    }
    let len = run(&bytes[1..], |byte| byte == b'/' || is_path_byte(byte));
    (len > 0 && bytes.get(len + 1) == Some(&b'>')).then_some(len + 2)
}
