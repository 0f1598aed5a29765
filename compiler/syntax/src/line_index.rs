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

    /// Line and column in characters.
    #[must_use]
    pub fn chars(&self, text: &str, offset: u32) -> LineColumn {
        let at = self.bytes(offset);
        let start = self.start(at.line) as usize;
        let end = text.floor_char_boundary(start + at.column as usize);
        let before = text.get(start..end).unwrap_or("");
        LineColumn { line: at.line, column: to_u32(before.chars().count()) }
    }
}

/// Texts are limited to 4 GB by the tree already.
fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
