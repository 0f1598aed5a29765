//! Copying values out of the arena, as owned data.

use crate::{Evaluator, Failure, Value};
use fedic_model::Value as Data;

impl<'a> Evaluator<'a> {
    /// The value as owned data, evaluated wholly.
    ///
    /// # Errors
    /// What evaluating a part of it gives.
    pub fn copy_out(&'a self, value: Value<'a>) -> Result<Data, Failure> {
        self.deeper(|| {
            self.tick()?;
            Ok(match value {
                Value::Null => Data::Null,
                Value::Bool(truth) => Data::Bool(truth),
                Value::Int(number) => Data::Int(number),
                Value::Float(number) => Data::Float(number),
                Value::Str(text) => Data::String(text.text().into_owned()),
                Value::Path(path) => Data::Path(path.text().into_owned()),
                Value::List(list) => Data::List(
                    list.items
                        .iter()
                        .map(|item| self.copy_out(self.force(item)?))
                        .collect::<Result<_, Failure>>()?,
                ),
                Value::Attrs(attrs) => Data::Set(
                    self.sorted(attrs)
                        .into_iter()
                        .map(|(name, slot)| {
                            Ok((self.name(name).to_owned(), self.copy_out(self.force(slot)?)?))
                        })
                        .collect::<Result<_, Failure>>()?,
                ),
                Value::Native(native) if native.is_open() => {
                    Data::Package(self.host().label(native).to_owned())
                }
                Value::Lambda(..) | Value::Builtin(_) | Value::Partial(_) | Value::Native(_) => {
                    Data::Function
                }
            })
        })
    }
}
