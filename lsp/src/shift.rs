//! Diagnostics of a text that was edited: until they are looked for again, they move along, as
//! an editor moves what it shows.

use crate::text::Edited;
use tower_lsp::ls_types::{Diagnostic, Position, Range};

/// Moves diagnostics as an edit moves what they are about. What it replaced as a whole is gone.
pub(crate) fn shift(diagnostics: &mut Vec<Diagnostic>, edited: &Edited) {
    diagnostics.retain_mut(|diagnostic| {
        let range = &mut diagnostic.range;
        if range.start != range.end && edited.old.start <= range.start && range.end <= edited.old.end {
            return false;
        }
        *range = Range { start: moved(range.start, edited), end: moved(range.end, edited) };
        true
    });
}

/// Where a position is after an edit: what lay in the middle of it is at its end.
fn moved(position: Position, edited: &Edited) -> Position {
    let (old, end) = (edited.old, edited.end);
    if position <= old.start && position != old.end {
        return position;
    }
    if position < old.end {
        return end;
    }
    if position.line > old.end.line {
        return Position { line: position.line - old.end.line + end.line, ..position };
    }
    Position { line: end.line, character: position.character - old.end.character + end.character }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn what_stands_behind_moves_and_what_is_replaced_goes() {
        let edited = Edited { old: Range { start: at(1, 2), end: at(1, 4) }, end: at(2, 1) };
        let places = [(at(0, 5), at(0, 6)), (at(1, 5), at(1, 6)), (at(3, 0), at(3, 1)), (at(1, 2), at(1, 4))];
        let mut told: Vec<Diagnostic> = places
            .iter()
            .map(|(start, end)| Diagnostic {
                range: Range { start: *start, end: *end },
                ..Diagnostic::default()
            })
            .collect();
        shift(&mut told, &edited);
        let left: Vec<_> = told.iter().map(|it| (it.range.start, it.range.end)).collect();
        assert_eq!(left, [(at(0, 5), at(0, 6)), (at(2, 2), at(2, 3)), (at(4, 0), at(4, 1))]);
    }
}
