//! Gated data as a value of the evaluator. Each attribute has the position of its key, so that
//! what the module system says of it points into the JSON text.

use crate::Gated;
use fedic_diagnostics::{FileId, Place};
use fedic_eval::{Evaluator, Position, State, Value};

/// The data as a value; it is of the file that it was read from.
pub fn ingest<'a>(ev: &'a Evaluator<'a>, file: FileId, data: &Gated) -> Value<'a> {
    match data {
        Gated::Null => Value::Null,
        Gated::Bool(truth) => Value::Bool(*truth),
        Gated::Int(number) => Value::Int(*number),
        Gated::Float(number) => Value::Float(*number),
        Gated::String(text) => ev.string(text),
        Gated::List(items) => {
            let items: Vec<State<'a>> =
                items.iter().map(|item| State::Ready(ingest(ev, file, item))).collect();
            ev.list(&items)
        }
        Gated::Set(members) => {
            let mut entries: Vec<_> = members
                .iter()
                .map(|(name, node, value)| {
                    let position = Position::at(Place { file, node: *node });
                    (ev.sym(name), State::Ready(ingest(ev, file, value)), position)
                })
                .collect();
            Value::Attrs(ev.attrs(&mut entries))
        }
    }
}
