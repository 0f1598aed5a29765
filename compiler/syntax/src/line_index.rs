//! Byte offsets of a text as lines and columns. Lines end at LF, CR LF or a lone CR, as
//! Nix counts them.

/// A line and a column, both counted from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineColumn {
    pub line: u32,
    pub column: u32,
}

/// The beginnings of a text's lines. It does not hold the text: the questions that need it
/// are given it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
    len: u32,
}

impl LineIndex {
    /// The index of a text.
    #[must_use]
    pub fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, &byte) in bytes.iter().enumerate() {
            let ends = byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends {
                starts.push(to_u32(at + 1));
            }
        }
        LineIndex { starts, len: to_u32(text.len()) }
    }

    /// The number of lines; a text that ends with a line end has an empty last one.
    #[must_use]
    pub fn lines(&self) -> u32 {
        to_u32(self.starts.len())
    }

    /// Where a line begins; the end of the text for a line that is not there.
    #[must_use]
    pub fn start(&self, line: u32) -> u32 {
        self.starts.get(line as usize).copied().unwrap_or(self.len)
    }

    /// Line and column in bytes. An offset behind the end counts as the end.
    #[must_use]
    pub fn bytes(&self, offset: u32) -> LineColumn {
        let offset = offset.min(self.len);
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        LineColumn { line: to_u32(line), column: offset - self.starts[line] }
    }

    /// Line and column in UTF-16 code units.
    #[must_use]
    pub fn utf16(&self, text: &str, offset: u32) -> LineColumn {
        self.measured(text, offset, char::len_utf16)
    }

    /// Line and column in characters.
    #[must_use]
    pub fn chars(&self, text: &str, offset: u32) -> LineColumn {
        self.measured(text, offset, |_| 1)
    }

    /// The offset of a line and a column in bytes, moved back to a character's beginning and
    /// to the line's end if the column is behind it.
    #[must_use]
    pub fn offset_of_bytes(&self, text: &str, at: LineColumn) -> u32 {
        self.offset_measured(text, at, char::len_utf8)
    }

    /// The offset of a line and a column in UTF-16 code units, moved likewise.
    #[must_use]
    pub fn offset_of_utf16(&self, text: &str, at: LineColumn) -> u32 {
        self.offset_measured(text, at, char::len_utf16)
    }

    fn measured(&self, text: &str, offset: u32, width: impl Fn(char) -> usize) -> LineColumn {
        let at = self.bytes(offset);
        let start = self.start(at.line) as usize;
        let end = floor_char_boundary(text, start + at.column as usize);
        let before = text.get(start..end).unwrap_or("");
        LineColumn { line: at.line, column: to_u32(before.chars().map(width).sum()) }
    }

    fn offset_measured(&self, text: &str, at: LineColumn, width: impl Fn(char) -> usize) -> u32 {
        let start = self.start(at.line);
        let line = text.get(start as usize..self.start(at.line + 1) as usize).unwrap_or("");
        let line = line.trim_end_matches(['\n', '\r']);
        let mut left = at.column as usize;
        let mut offset = start as usize;
        for c in line.chars() {
            let wide = width(c);
            if left < wide {
                break;
            }
            left -= wide;
            offset += c.len_utf8();
        }
        to_u32(offset)
    }
}

fn floor_char_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Texts are limited to 4 GB by the tree already.
fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
