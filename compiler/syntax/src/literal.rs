//! The values of string and path literals: escapes resolved, indentation taken away, exactly
//! as Nix does it, lexeme by lexeme.

use crate::ast::SyntaxKind;
use crate::view::{Interpol, Node, Part, Str, View};
use std::borrow::Cow;

/// A piece of a string or path.
#[derive(Clone, Debug)]
pub enum Piece<'t> {
    /// Never empty. Two beside each other are lexemes of an indented string: Nix joins them when
    /// it evaluates the string.
    Text(Cow<'t, str>),
    Interpolation(Interpol<'t>),
}

/// The pieces of a string, none for an empty one.
#[must_use]
pub fn string_pieces(string: Str<'_>) -> Vec<Piece<'_>> {
    let mut parts = string.node().parts();
    parts.next();
    if string.is_indented() { indented_pieces(parts) } else { plain_pieces(parts) }
}

/// The pieces of a path as they are written. Search paths are given without their brackets.
#[must_use]
pub fn path_pieces(path: Node<'_>) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    for part in path.parts() {
        match part {
            Part::Token(_, text) => {
                let inner = text.strip_prefix('<').and_then(|text| text.strip_suffix('>'));
                push_text(&mut pieces, Cow::Borrowed(inner.unwrap_or(text)));
            }
            Part::Interpolation(interpolation) => pieces.push(Piece::Interpolation(interpolation)),
        }
    }
    pieces
}

fn push_text<'t>(pieces: &mut Vec<Piece<'t>>, text: Cow<'t, str>) {
    match pieces.last_mut() {
        Some(Piece::Text(last)) => last.to_mut().push_str(&text),
        _ if text.is_empty() => {}
        _ => pieces.push(Piece::Text(text)),
    }
}

fn plain_pieces<'t>(parts: impl Iterator<Item = Part<'t>>) -> Vec<Piece<'t>> {
    let mut pieces = Vec::new();
    for part in parts {
        match part {
            Part::Token(SyntaxKind::TOKEN_STRING_CONTENT, text) => push_text(&mut pieces, unescape(text)),
            Part::Token(..) => {}
            Part::Interpolation(interpolation) => pieces.push(Piece::Interpolation(interpolation)),
        }
    }
    pieces
}

/// Resolves backslashes, and makes each CR LF and lone CR one LF.
fn unescape(raw: &str) -> Cow<'_, str> {
    if !raw.bytes().any(|byte| matches!(byte, b'\\' | b'\r')) {
        return Cow::Borrowed(raw);
    }
    let mut text = String::with_capacity(raw.len());
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => text.push('\n'),
                Some('r') => text.push('\r'),
                Some('t') => text.push('\t'),
                Some(other) => text.push(other),
                None => {}
            },
            '\r' => {
                text.push('\n');
                if chars.peek() == Some(&'\n') {
                    chars.next();
                }
            }
            _ => text.push(c),
        }
    }
    Cow::Owned(text)
}

/// A lexeme of an indented string.
enum Lexeme<'t> {
    /// Text as it stands, the only kind whose blanks count as indentation.
    Raw(&'t str),
    Escaped(Cow<'t, str>),
    Interpolation(Interpol<'t>),
}

fn indented_pieces<'t>(parts: impl Iterator<Item = Part<'t>>) -> Vec<Piece<'t>> {
    let mut lexemes = Vec::new();
    for (number, part) in parts.enumerate() {
        match part {
            Part::Token(SyntaxKind::TOKEN_STRING_CONTENT, text) => {
                let first = number == 0;
                indented_lexemes(if first { without_first_line(text) } else { text }, &mut lexemes);
            }
            Part::Token(..) => {}
            Part::Interpolation(interpolation) => lexemes.push(Lexeme::Interpolation(interpolation)),
        }
    }
    dedent(&lexemes)
}

/// Blanks up to a line end directly behind the opening quotes belong to the quotes.
fn without_first_line(text: &str) -> &str {
    text.trim_start_matches(' ').strip_prefix('\n').unwrap_or(text)
}

fn indented_lexemes<'t>(text: &'t str, lexemes: &mut Vec<Lexeme<'t>>) {
    let mut rest = text;
    while !rest.is_empty() {
        let run = raw_run(rest);
        if run > 0 {
            lexemes.push(Lexeme::Raw(&rest[..run]));
            rest = &rest[run..];
        } else if let Some(after) = rest.strip_prefix("''$") {
            lexemes.push(Lexeme::Escaped(Cow::Borrowed("$")));
            rest = after;
        } else if let Some(after) = rest.strip_prefix("'''") {
            lexemes.push(Lexeme::Escaped(Cow::Borrowed("''")));
            rest = after;
        } else if rest.starts_with("''\\") {
            let len = 3 + rest[3..].chars().next().map_or(0, char::len_utf8);
            lexemes.push(Lexeme::Escaped(unescape(&rest[2..len])));
            rest = &rest[len..];
        } else {
            // A single `$` or `'` that the run could not take along with what follows it.
            let len = rest.chars().next().map_or(rest.len(), char::len_utf8);
            lexemes.push(Lexeme::Escaped(Cow::Borrowed(&rest[..len])));
            rest = &rest[len..];
        }
    }
}

/// The length of the longest text that is one lexeme: characters that are neither `$` nor
/// `'`; a `$` with what follows unless that is `{` or `'`; a `'` with what follows unless
/// that is `$` or `'`.
fn raw_run(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(sign) = bytes[at..].iter().position(|byte| matches!(byte, b'$' | b'\'')) {
        at += sign;
        let refused = if bytes[at] == b'$' { [b'{', b'\''] } else { [b'$', b'\''] };
        match bytes.get(at + 1) {
            // In the middle of a longer character no sign can be found by mistake.
            Some(next) if !refused.contains(next) => at += 2,
            _ => return at,
        }
    }
    text.len()
}

fn dedent<'t>(lexemes: &[Lexeme<'t>]) -> Vec<Piece<'t>> {
    let indent = common_indent(lexemes);
    let mut pieces = Vec::new();
    let mut line_start = true;
    let mut dropped = 0;
    for (at, lexeme) in lexemes.iter().enumerate() {
        let text = match lexeme {
            Lexeme::Raw(text) => text,
            Lexeme::Escaped(text) => &**text,
            Lexeme::Interpolation(interpolation) => {
                line_start = false;
                dropped = 0;
                pieces.push(Piece::Interpolation(*interpolation));
                continue;
            }
        };
        let mut kept = String::with_capacity(text.len());
        let mut rest = text;
        while !rest.is_empty() {
            if line_start {
                let spaces = leading_spaces(rest);
                kept.push_str(&rest[spaces.min(indent.saturating_sub(dropped))..spaces]);
                dropped += spaces;
                rest = &rest[spaces..];
                if rest.is_empty() {
                    break;
                }
                dropped = 0;
            }
            let end = rest.find('\n');
            line_start = end.is_some();
            let (line, behind) = rest.split_at(end.map_or(rest.len(), |end| end + 1));
            kept.push_str(line);
            rest = behind;
        }
        if at + 1 == lexemes.len() {
            drop_last_blank_line(&mut kept);
        }
        if !kept.is_empty() {
            pieces.push(Piece::Text(Cow::Owned(kept)));
        }
    }
    pieces
}

/// The fewest spaces that a line with something on it begins with.
fn common_indent(lexemes: &[Lexeme]) -> usize {
    let mut least = usize::MAX;
    let mut line_start = true;
    let mut current = 0;
    for lexeme in lexemes {
        let Lexeme::Raw(text) = lexeme else {
            if line_start {
                line_start = false;
                least = least.min(current);
            }
            continue;
        };
        let mut rest = *text;
        while !rest.is_empty() {
            if line_start {
                let spaces = leading_spaces(rest);
                current += spaces;
                rest = &rest[spaces..];
                if !rest.is_empty() && !rest.starts_with('\n') {
                    line_start = false;
                    least = least.min(current);
                }
            }
            let Some(end) = rest.find('\n') else { break };
            line_start = true;
            current = 0;
            rest = &rest[end + 1..];
        }
    }
    least
}

fn leading_spaces(text: &str) -> usize {
    text.bytes().take_while(|byte| *byte == b' ').count()
}

fn drop_last_blank_line(text: &mut String) {
    if let Some(end) = text.rfind('\n')
        && text[end + 1..].bytes().all(|byte| byte == b' ')
    {
        text.truncate(end + 1);
    }
}
