//! The values of string and path literals: escapes resolved, indentation taken away, exactly
//! as Nix does it, lexeme by lexeme.

use crate::ast::{self, AstNode, NodeOrToken, SyntaxKind};

/// A piece of a string or path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Never empty, and never two beside each other.
    Text(String),
    Interpolation(ast::Interpol),
}

/// The pieces of a string, none for an empty one.
#[must_use]
pub fn string_pieces(string: &ast::Str) -> Vec<Piece> {
    let indented = string
        .syntax()
        .first_token()
        .is_some_and(|token| token.kind() == SyntaxKind::TOKEN_STRING_START && token.text() == "''");
    if indented { indented_pieces(string.syntax()) } else { plain_pieces(string.syntax()) }
}

/// The pieces of a path as they are written. Search paths are given without their brackets.
#[must_use]
pub fn path_pieces(path: &ast::Path) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for child in path.syntax().children_with_tokens() {
        match child {
            NodeOrToken::Token(token) => {
                let text = token.text();
                let inner = text.strip_prefix('<').and_then(|text| text.strip_suffix('>'));
                push_text(&mut pieces, inner.unwrap_or(text));
            }
            NodeOrToken::Node(node) => pieces.extend(ast::Interpol::cast(node).map(Piece::Interpolation)),
        }
    }
    pieces
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    match pieces.last_mut() {
        Some(Piece::Text(last)) => last.push_str(text),
        _ if text.is_empty() => {}
        _ => pieces.push(Piece::Text(text.to_owned())),
    }
}

fn plain_pieces(string: &ast::SyntaxNode) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for child in string.children_with_tokens() {
        match child {
            NodeOrToken::Token(token) if token.kind() == SyntaxKind::TOKEN_STRING_CONTENT => {
                push_text(&mut pieces, &unescape(token.text()));
            }
            NodeOrToken::Token(_) => {}
            NodeOrToken::Node(node) => pieces.extend(ast::Interpol::cast(node).map(Piece::Interpolation)),
        }
    }
    pieces
}

/// Resolves backslashes, and makes each CR LF and lone CR one LF.
fn unescape(raw: &str) -> String {
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
    text
}

/// A lexeme of an indented string.
enum Lexeme {
    /// Text as it stands, the only kind whose blanks count as indentation.
    Raw(String),
    Escaped(String),
    Interpolation(ast::Interpol),
}

fn indented_pieces(string: &ast::SyntaxNode) -> Vec<Piece> {
    let mut lexemes = Vec::new();
    for child in string.children_with_tokens() {
        match child {
            NodeOrToken::Token(token) if token.kind() == SyntaxKind::TOKEN_STRING_CONTENT => {
                let text = token.text();
                let first =
                    token.prev_token().is_some_and(|before| before.kind() == SyntaxKind::TOKEN_STRING_START);
                indented_lexemes(if first { without_first_line(text) } else { text }, &mut lexemes);
            }
            NodeOrToken::Token(_) => {}
            NodeOrToken::Node(node) => lexemes.extend(ast::Interpol::cast(node).map(Lexeme::Interpolation)),
        }
    }
    dedent(&lexemes)
}

/// Blanks up to a line end directly behind the opening quotes belong to the quotes.
fn without_first_line(text: &str) -> &str {
    text.trim_start_matches(' ').strip_prefix('\n').unwrap_or(text)
}

fn indented_lexemes(text: &str, lexemes: &mut Vec<Lexeme>) {
    let mut rest = text;
    while !rest.is_empty() {
        let run = raw_run(rest);
        if run > 0 {
            lexemes.push(Lexeme::Raw(rest[..run].to_owned()));
            rest = &rest[run..];
        } else if let Some(after) = rest.strip_prefix("''$") {
            lexemes.push(Lexeme::Escaped("$".to_owned()));
            rest = after;
        } else if let Some(after) = rest.strip_prefix("'''") {
            lexemes.push(Lexeme::Escaped("''".to_owned()));
            rest = after;
        } else if rest.starts_with("''\\") {
            let len = 3 + rest[3..].chars().next().map_or(0, char::len_utf8);
            lexemes.push(Lexeme::Escaped(unescape(&rest[2..len])));
            rest = &rest[len..];
        } else {
            // A single `$` or `'` that the run could not take along with what follows it.
            let len = rest.chars().next().map_or(rest.len(), char::len_utf8);
            lexemes.push(Lexeme::Escaped(rest[..len].to_owned()));
            rest = &rest[len..];
        }
    }
}

/// The length of the longest text that is one lexeme: characters that are neither `$` nor
/// `'`; a `$` with what follows unless that is `{` or `'`; a `'` with what follows unless
/// that is `$` or `'`.
fn raw_run(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let refused = match c {
            '$' => ['{', '\''],
            '\'' => ['$', '\''],
            _ => continue,
        };
        match chars.peek() {
            Some((_, next)) if !refused.contains(next) => {
                chars.next();
            }
            _ => return at,
        }
    }
    text.len()
}

fn dedent(lexemes: &[Lexeme]) -> Vec<Piece> {
    let indent = common_indent(lexemes);
    let mut pieces = Vec::new();
    let mut line_start = true;
    let mut dropped = 0;
    for (at, lexeme) in lexemes.iter().enumerate() {
        let text = match lexeme {
            Lexeme::Raw(text) | Lexeme::Escaped(text) => text,
            Lexeme::Interpolation(interpolation) => {
                line_start = false;
                dropped = 0;
                pieces.push(Piece::Interpolation(interpolation.clone()));
                continue;
            }
        };
        let mut kept = String::with_capacity(text.len());
        for c in text.chars() {
            if !line_start {
                line_start = c == '\n';
            } else if c == ' ' {
                dropped += 1;
                if dropped <= indent {
                    continue;
                }
            } else {
                line_start = c == '\n';
                dropped = 0;
            }
            kept.push(c);
        }
        if at + 1 == lexemes.len() {
            drop_last_blank_line(&mut kept);
        }
        push_text(&mut pieces, &kept);
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
        for c in text.chars() {
            match c {
                '\n' => {
                    line_start = true;
                    current = 0;
                }
                ' ' if line_start => current += 1,
                _ if line_start => {
                    line_start = false;
                    least = least.min(current);
                }
                _ => {}
            }
        }
    }
    least
}

fn drop_last_blank_line(text: &mut String) {
    if let Some(end) = text.rfind('\n')
        && text[end + 1..].bytes().all(|byte| byte == b' ')
    {
        text.truncate(end + 1);
    }
}
