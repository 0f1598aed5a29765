//! The part of a source that a report shows: the lines near its labels, in full width only
//! where a label is, without characters that act on terminals. All other lines are empty,
//! so that lines keep their numbers.

use super::steers;
use fedic_analysis::{Point, SourceRange};
use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use std::ops::Range;

/// Characters that are shown of a long line.
const LINE: usize = 160;
/// Of these, how many in front of the first label.
const BEFORE: usize = 50;

/// An excerpt of one file.
#[derive(Debug)]
pub(super) struct Excerpt {
    name: String,
    text: String,
    /// The ranges asked for, in offsets of the excerpt, cut to their first lines; none is empty.
    pub(super) spans: Vec<Range<usize>>,
    starts: Vec<Point>,
}

impl Excerpt {
    /// The excerpt of a text around ranges of it.
    pub(super) fn new(name: String, source: &str, ranges: &[&SourceRange]) -> Excerpt {
        let mut excerpt = Excerpt {
            name,
            text: String::new(),
            spans: vec![0..0; ranges.len()],
            starts: ranges.iter().map(|range| range.start).collect(),
        };
        for (line, (start, content)) in (1_u32..).zip(lines(source)) {
            if ranges.iter().any(|range| range.start.line.abs_diff(line) <= 1) {
                excerpt.show(line, start, content, ranges);
            }
            excerpt.text.push('\n');
        }
        // What follows the last line end is a line only if something is to be shown there.
        if excerpt.text.ends_with("\n\n") {
            excerpt.text.pop();
        }
        excerpt
    }

    fn show(&mut self, line: u32, start: usize, content: &str, ranges: &[&SourceRange]) {
        let here = || ranges.iter().enumerate().filter(|(_, range)| range.start.line == line);
        let first = here().map(|(_, range)| range.start.offset as usize).min().unwrap_or(start);
        let window = window(content, first.saturating_sub(start));
        if window.start > 0 {
            self.text.push('…');
        }
        let mut offsets: Vec<(usize, usize)> = Vec::new();
        for (at, letter) in content[window.clone()].char_indices() {
            offsets.push((start + window.start + at, self.text.len()));
            self.text.push(if steers(letter) && letter != '\t' { '?' } else { letter });
        }
        let end = self.text.len();
        if window.end < content.len() {
            self.text.push('…');
        }
        let place = |offset: usize| {
            let index = offsets.partition_point(|(original, _)| *original < offset);
            offsets.get(index).map_or(end, |(_, shown)| *shown)
        };
        for (index, range) in here() {
            let from = place(range.start.offset as usize);
            let to = place(range.end.offset as usize).max(from + 1);
            self.spans[index] = from..to;
        }
        // A label behind the last character needs one to stand under.
        let last = here().map(|(index, _)| self.spans[index].end).max().unwrap_or(0);
        while self.text.len() < last {
            self.text.push(' ');
        }
    }
}

/// The part of a line that is shown, by bytes, if something at `focus` matters.
fn window(content: &str, focus: usize) -> Range<usize> {
    let ends: Vec<usize> = content.char_indices().map(|(at, _)| at).chain([content.len()]).collect();
    let letters = ends.len() - 1;
    if letters <= LINE {
        return 0..content.len();
    }
    let focus = ends.partition_point(|&at| at < focus);
    let from = focus.saturating_sub(BEFORE).min(letters - LINE);
    ends[from]..ends[from + LINE]
}

/// The lines with their offsets; a line ends at LF, CR LF or a lone CR.
fn lines(source: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = Some(0);
    std::iter::from_fn(move || {
        let start = rest?;
        let tail = &source[start..];
        let len = tail.find(['\n', '\r']).unwrap_or(tail.len());
        let end = &tail[len..];
        let gap = if end.starts_with("\r\n") { 2 } else { usize::from(!end.is_empty()) };
        rest = (gap > 0).then_some(start + len + gap);
        Some((start, &tail[..len]))
    })
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let contents = self.text.read_span(span, before, after)?;
        let known =
            self.spans.iter().position(|it| it.start == span.offset()).map(|index| self.starts[index]);
        let column = match known {
            Some(start) if before == 0 => start.column as usize - 1,
            Some(_) | None => contents.column(),
        };
        // The lines of these contents, not those in front of them too: labels that are far from
        // each other are shown apart.
        let lines = contents.data().iter().filter(|byte| **byte == b'\n').count();
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            contents.data(),
            *contents.span(),
            contents.line(),
            column,
            lines,
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(source: &str, start: u32, end: u32) -> (String, String) {
        let line = u32::try_from(lines(source).filter(|(at, _)| *at <= start as usize).count()).unwrap_or(0);
        let point = |offset| Point { offset, line, column: 1 };
        let range = SourceRange { path: String::new(), start: point(start), end: point(end) };
        let excerpt = Excerpt::new(String::new(), source, &[&range]);
        let shown = excerpt.text[excerpt.spans[0].clone()].to_owned();
        (excerpt.text, shown)
    }

    #[test]
    fn lines_keep_their_numbers_and_lose_what_steers_terminals() {
        let (text, shown) = excerpt("a\nb\nc\u{1b}[1m = 1;\nd\n", 4, 5);
        assert_eq!((text.as_str(), shown.as_str()), ("\nb\nc?[1m = 1;\nd\n", "c"));
    }

    #[test]
    fn a_label_at_the_end_of_the_file_has_something_to_stand_under() {
        assert_eq!(excerpt("", 0, 0), (" \n".to_owned(), " ".to_owned()));
        assert_eq!(excerpt("{", 1, 1).1, " ");
    }

    #[test]
    fn a_range_over_several_lines_is_cut_to_the_first() {
        assert_eq!(excerpt("{\n  a = 1;\n}", 0, 12).1, "{");
    }

    #[test]
    fn a_long_line_is_shown_around_the_label() {
        let source = format!("{}é needle {}", "x".repeat(5000), "y".repeat(5000));
        let (text, shown) = excerpt(&source, 5003, 5009);
        assert_eq!(shown, "needle");
        assert!(text.starts_with("…xxx") && text.ends_with("y…\n") && text.chars().count() < 200);
    }
}
