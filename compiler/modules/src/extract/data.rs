//! Defaults, examples and members of enums as data: what is no data, fails or is too much to
//! show has none.

use super::Extractor;
use fedic_eval::{Attrs, Slot, Value as Live};
use fedic_model::{Text, Value};
use std::collections::BTreeMap;

/// More than anybody wants to read of a default.
const MOST_NODES: usize = 2_000;
const MOST_DEPTH: usize = 32;

impl<'a> Extractor<'a> {
    /// The value of a slot as data. A failure is none of the model's: a default may ask for
    /// what only a configuration gives.
    pub(super) fn data(&self, slot: &'a Slot<'a>) -> Option<Value> {
        let mut left = MOST_NODES;
        self.copy(slot, MOST_DEPTH, &mut left)
    }

    fn copy(&self, slot: &'a Slot<'a>, depth: usize, left: &mut usize) -> Option<Value> {
        *left = left.checked_sub(1)?;
        let depth = depth.checked_sub(1)?;
        Some(match self.ev.force(slot).ok()? {
            Live::Null => Value::Null,
            Live::Bool(truth) => Value::Bool(truth),
            Live::Int(number) => Value::Int(number),
            Live::Float(number) => Value::Float(number),
            Live::Str(text) => Value::String(text.text().into_owned()),
            Live::Path(path) => Value::Path(path.text().into_owned()),
            Live::List(list) => Value::List(
                list.items.iter().map(|item| self.copy(item, depth, left)).collect::<Option<_>>()?,
            ),
            Live::Attrs(attrs) => {
                let mut members = BTreeMap::new();
                for (name, slot) in self.ev.sorted(attrs) {
                    members.insert(self.ev.name(name).to_owned(), self.copy(slot, depth, left)?);
                }
                Value::Set(members)
            }
            native @ Live::Native(_) => match self.ev.copy_out(native).ok()? {
                package @ Value::Package(_) => package,
                _ => return None,
            },
            Live::Lambda(..) | Live::Builtin(_) | Live::Partial(_) => return None,
        })
    }

    /// What an option carries as its default or example: a text in its place counts more.
    pub(super) fn shown(
        &mut self,
        option: &'a Attrs<'a>,
        text: &'static str,
        value: &'static str,
    ) -> Option<Text> {
        if let Some(slot) = self.slot(option, text)
            && let Some(text) = self.literal(slot)
        {
            return Some(text);
        }
        let slot = self.slot(option, value)?;
        self.literal(slot).or_else(|| self.data(slot).map(Text::Value))
    }

    /// `literalExpression` and its kind; a plain string as `defaultText` is one too.
    fn literal(&self, slot: &'a Slot<'a>) -> Option<Text> {
        let Ok(Live::Attrs(attrs)) = self.ev.force(slot) else { return None };
        let markdown = self.is(attrs, "literalMD");
        if !markdown && !self.is(attrs, "literalExpression") {
            return None;
        }
        let Ok(Live::Str(text)) = self.ev.force(self.slot(attrs, "text")?) else { return None };
        let text = text.text().into_owned();
        Some(if markdown { Text::Markdown(text) } else { Text::Source(text) })
    }
}
