//! Places as Nix code sees them: file, line, column. As in Nix the numbers are worked out when
//! somebody asks for them: whoever only passes a position on does not depend on where things
//! stand in the text.

use super::{BuiltinDef, function};
use crate::{Evaluator, Partial, Position, Res, Slot, State, Value, known};
use fedic_diagnostics::{FileId, NodeId, Place, SectionId};

pub(super) const BUILTINS: &[BuiltinDef] = &[function(LINE, 4, line), function(COLUMN, 4, column)];

const LINE: &str = "lineOfPosition";
const COLUMN: &str = "columnOfPosition";

impl<'a> Evaluator<'a> {
    /// A place as Nix code sees it: `{ file; line; column; }`, null where there is none. The
    /// origin of the numbers is the place.
    pub fn position_value(&'a self, place: Option<Place>) -> Value<'a> {
        let known = place.and_then(|place| Some((place, self.loader().path(place.file)?)));
        let Some((place, file)) = known.filter(|(_, file)| !file.starts_with('«')) else {
            return Value::Null;
        };
        let arguments = self.slots(&numbers_of(place).map(|it| State::Ready(Value::Int(it.into()))));
        let number = |which| {
            let function = self.builtins.named(which);
            State::Apply(self.arena().alloc(Partial { function, arguments }))
        };
        let entry = |name, state| (name, state, Position::NONE);
        let position = self.attrs(&mut [
            // Most places are in few files.
            entry(known::FILE, State::Ready(self.symbols.value(self.sym(&file)))),
            entry(known::LINE, number(LINE)),
            entry(known::COLUMN, number(COLUMN)),
        ]);
        for name in [known::LINE, known::COLUMN] {
            if let Some(slot) = position.get(name) {
                self.set_origin(slot, place);
            }
        }
        Value::Attrs(position)
    }

    /// Line and column of the place that these arguments stand for.
    fn line_and_column(&'a self, arguments: &'a [Slot<'a>]) -> Result<Option<(u32, u32)>, crate::Failure> {
        let mut numbers = [0; 4];
        for (number, slot) in numbers.iter_mut().zip(arguments) {
            let Value::Int(int) = self.force(slot)? else { return Ok(None) };
            *number = u32::try_from(int).unwrap_or_default();
        }
        let [file, section, kind, number] = numbers;
        let node = if kind == 0 { NodeId::expr(number) } else { NodeId::name(number) };
        let place = Place { file: FileId(file), node: node.within(SectionId(section)) };
        Ok(self.loader().position(place).map(|(_, line, column)| (line, column)))
    }
}

/// A place as the arguments of the two functions.
fn numbers_of(place: Place) -> [u32; 4] {
    let (kind, number) = match (place.node.as_expr(), place.node.as_name()) {
        (Some(number), _) => (0, number),
        (None, number) => (1, number.unwrap_or_default()),
    };
    [place.file.0, place.node.section().0, kind, number]
}

fn line<'a>(cx: &'a Evaluator<'a>, arguments: &'a [Slot<'a>]) -> Res<'a> {
    Ok(cx.line_and_column(arguments)?.map_or(Value::Null, |(line, _)| Value::Int(line.into())))
}

fn column<'a>(cx: &'a Evaluator<'a>, arguments: &'a [Slot<'a>]) -> Res<'a> {
    Ok(cx.line_and_column(arguments)?.map_or(Value::Null, |(_, column)| Value::Int(column.into())))
}
