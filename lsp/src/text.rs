//! Positions of the protocol in a text: lines, and columns in the units that client and server
//! agreed on. Any position is taken; one that lies outside means the nearest that does not.

use std::ops::Range as Span;
use tower_lsp::ls_types::{Position, PositionEncodingKind, Range};

/// What a column counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    /// What every client understands.
    #[default]
    Utf16,
    Utf32,
}

impl Encoding {
    /// The one that the client likes best of those known here.
    pub(crate) fn agreed(offered: &[PositionEncodingKind]) -> Encoding {
        let known = |kind: &PositionEncodingKind| match kind.as_str() {
            "utf-8" => Some(Encoding::Utf8),
            "utf-16" => Some(Encoding::Utf16),
            "utf-32" => Some(Encoding::Utf32),
            _ => None,
        };
        offered.iter().find_map(known).unwrap_or_default()
    }

    /// Its name in the protocol.
    pub(crate) fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// Columns that a text of one line takes.
    pub(crate) fn columns(self, text: &str) -> u32 {
        let columns = match self {
            Encoding::Utf8 => text.len(),
            Encoding::Utf16 => text.chars().map(char::len_utf16).sum(),
            Encoding::Utf32 => text.chars().count(),
        };
        u32::try_from(columns).unwrap_or(u32::MAX)
    }

    fn width(self, letter: char) -> u32 {
        let width = match self {
            Encoding::Utf8 => letter.len_utf8(),
            Encoding::Utf16 => letter.len_utf16(),
            Encoding::Utf32 => 1,
        };
        u32::try_from(width).unwrap_or(1)
    }
}

/// Where a position lies in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// In bytes, on the border of a character.
    pub(crate) offset: usize,
    /// Whether the position lies behind the first half of the pair of UTF-16 units that the
    /// character at the offset takes.
    pub(crate) halved: bool,
}

/// Looks a position up.
pub(crate) fn find(text: &str, position: Position, encoding: Encoding) -> Found {
    let Some(start) = line_start(text, position.line) else {
        return Found { offset: text.len(), halved: false };
    };
    let mut columns = 0;
    let mut offset = start;
    for letter in text[start..].chars() {
        if columns >= position.character || matches!(letter, '\n' | '\r') {
            break;
        }
        let next = columns + encoding.width(letter);
        if next > position.character {
            let halved = encoding == Encoding::Utf16;
            return Found { offset, halved };
        }
        columns = next;
        offset += letter.len_utf8();
    }
    Found { offset, halved: false }
}

/// The offset in bytes of a position.
pub(crate) fn offset(text: &str, position: Position, encoding: Encoding) -> u32 {
    u32::try_from(find(text, position, encoding).offset).unwrap_or(u32::MAX)
}

/// The position of an offset whose line, from zero, is known: only that line is read.
pub(crate) fn position_in(text: &str, offset: usize, line: u32, encoding: Encoding) -> Position {
    let before = &text[..text.floor_char_boundary(offset)];
    // A CR LF ends one line, behind the LF.
    let inside = text[before.len()..].starts_with('\n');
    let ended = if inside { before.strip_suffix('\r').unwrap_or(before) } else { before };
    let start = ended.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    Position { line, character: encoding.columns(&before[start..]) }
}

/// The position of an offset.
pub(crate) fn position(text: &str, offset: usize, encoding: Encoding) -> Position {
    let before = &text[..text.floor_char_boundary(offset)];
    let mut line = 0;
    let mut start = 0;
    while let Some(next) = next_line(text, start).filter(|next| *next <= before.len()) {
        line += 1;
        start = next;
    }
    Position { line, character: encoding.columns(&before[start.min(before.len())..]) }
}

/// What an edit did to a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Edited {
    /// What was replaced.
    pub(crate) old: Range,
    /// The end of what replaced it.
    pub(crate) end: Position,
}

/// Replaces a range of a text. Where it cuts a pair of UTF-16 units, a replacement character
/// stays for the half: it takes as many columns, so that later positions mean what they mean
/// to the client.
pub(crate) fn edit(text: &mut String, range: Range, new: &str, encoding: Encoding) -> Edited {
    let (start, end) = if (range.start.line, range.start.character) <= (range.end.line, range.end.character) {
        (range.start, range.end)
    } else {
        (range.end, range.start)
    };
    let (from, to) = (find(text, start, encoding), find(text, end, encoding));
    let after = if to.halved {
        to.offset + text[to.offset..].chars().next().map_or(0, char::len_utf8)
    } else {
        to.offset
    };
    let half = |it: Found| if it.halved { "\u{fffd}" } else { "" };
    let new = format!("{}{new}{}", half(from), half(to));
    replace(text, from.offset..after, &new, encoding)
}

/// Replaces a whole text by another one; as an edit of what differs.
pub(crate) fn replace_all(text: &mut String, new: &str, encoding: Encoding) -> Edited {
    let (span, changed) = difference(text, new);
    replace(text, span, changed, encoding)
}

/// What of a text is replaced, and by what, when it becomes another one.
pub(crate) fn difference<'n>(old: &str, new: &'n str) -> (Span<usize>, &'n str) {
    let same = old.bytes().zip(new.bytes()).take_while(|(old, new)| old == new).count();
    let start = old.floor_char_boundary(same).min(new.floor_char_boundary(same));
    let behind = old[start..].bytes().rev().zip(new[start..].bytes().rev());
    let tail = behind.take_while(|(old, new)| old == new).count();
    let end = old.ceil_char_boundary(old.len() - tail);
    (start..end, &new[start..new.len() - (old.len() - end)])
}

fn replace(text: &mut String, span: Span<usize>, new: &str, encoding: Encoding) -> Edited {
    let old = Range { start: position(text, span.start, encoding), end: position(text, span.end, encoding) };
    let end = span.start + new.len();
    text.replace_range(span, new);
    Edited { old, end: position(text, end, encoding) }
}

/// The offset at which a line begins.
fn line_start(text: &str, line: u32) -> Option<usize> {
    let mut start = 0;
    for _ in 0..line {
        start = next_line(text, start)?;
    }
    Some(start)
}

/// The offset behind the end of the line that goes on at an offset. Lines end in LF, CR LF or CR.
fn next_line(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let end = from + bytes[from..].iter().position(|byte| matches!(byte, b'\n' | b'\r'))?;
    let pair = bytes[end] == b'\r' && bytes.get(end + 1) == Some(&b'\n');
    Some(if pair { end + 2 } else { end + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn lines_end_in_three_ways_and_positions_outside_are_cut() {
        let text = "a\r\n\u{1f980}é = x\rb";
        let x = text.find('x').unwrap_or_default();
        for (encoding, column) in [(Encoding::Utf8, 9), (Encoding::Utf16, 6), (Encoding::Utf32, 5)] {
            assert_eq!(position(text, x, encoding), at(1, column));
            assert_eq!(position_in(text, x, 1, encoding), at(1, column));
            assert_eq!(offset(text, at(1, column), encoding) as usize, x);
        }
        assert_eq!(offset(text, at(2, 9), Encoding::Utf16) as usize, text.len());
        assert_eq!(offset(text, at(9, 0), Encoding::Utf16) as usize, text.len());
        assert_eq!(offset(text, at(0, 9), Encoding::Utf16), 1);
    }

    #[test]
    fn half_of_a_pair_leaves_a_character_of_its_width() {
        let mut text = "a\u{1f980}b".to_owned();
        let edited = edit(&mut text, Range { start: at(0, 2), end: at(0, 3) }, "", Encoding::Utf16);
        assert_eq!(text, "a\u{fffd}b");
        assert_eq!((edited.old.start, edited.old.end, edited.end), (at(0, 1), at(0, 3), at(0, 2)));
        let mut text = "a\u{1f980}b".to_owned();
        edit(&mut text, Range { start: at(0, 2), end: at(0, 2) }, "x", Encoding::Utf16);
        assert_eq!(text, "a\u{fffd}x\u{fffd}b");
    }

    #[test]
    fn a_whole_text_is_an_edit_of_what_differs() {
        let mut text = "{ a = \u{e9}; }".to_owned();
        let edited = replace_all(&mut text, "{ a = \u{e8}; }", Encoding::Utf16);
        assert_eq!(text, "{ a = \u{e8}; }");
        assert_eq!((edited.old.start, edited.old.end, edited.end), (at(0, 6), at(0, 7), at(0, 7)));
        replace_all(&mut text, "", Encoding::Utf16);
        assert_eq!(text, "");
    }
}
