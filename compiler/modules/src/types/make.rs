//! Types made by Nix code: the natives that the embedded library binds by name.

use super::{Kind, Range, Type};
use crate::Session;
use crate::op::Op;
use fedic_eval::{Failure, Res, Slot, State, Value};

/// Integer types with bounds: name, description, class of the description, bounds.
const RANGES: &[(&str, &str, &str, i64, i64)] = &[
    ("positiveInt", "positive integer, meaning >0", CLAUSE, 1, i64::MAX),
    ("unsignedInt", "unsigned integer, meaning >=0", CLAUSE, 0, i64::MAX),
    ("unsignedInt8", "8 bit unsigned integer; between 0 and 255 (both inclusive)", NOUN, 0, 255),
    ("unsignedInt16", "16 bit unsigned integer; between 0 and 65535 (both inclusive)", NOUN, 0, 65_535),
    (
        "unsignedInt32",
        "32 bit unsigned integer; between 0 and 4294967295 (both inclusive)",
        NOUN,
        0,
        4_294_967_295,
    ),
    ("signedInt8", "8 bit signed integer; between -128 and 127 (both inclusive)", NOUN, -128, 127),
    (
        "signedInt16",
        "16 bit signed integer; between -32768 and 32767 (both inclusive)",
        NOUN,
        -32_768,
        32_767,
    ),
    (
        "signedInt32",
        "32 bit signed integer; between -2147483648 and 2147483647 (both inclusive)",
        NOUN,
        -2_147_483_648,
        2_147_483_647,
    ),
];
const NOUN: &str = "noun";
const CLAUSE: &str = "nonRestrictiveClause";

impl<'a> Session<'a> {
    /// The integer types with names of their own.
    pub(crate) fn named_ranges(&'a self) -> Vec<(&'static str, Value<'a>)> {
        RANGES
            .iter()
            .map(|&(name, description, class, low, high)| {
                let range = Range { name, description, class, low, high };
                (name, self.type_value(self.new_type(Kind::Int(range))))
            })
            .collect()
    }

    /// The `attrsOf` of an element type.
    pub(crate) fn attrs_of_type(&'a self, element: &'a Slot<'a>) -> &'a Type<'a> {
        let lazy = self.ev.slot(State::Ready(Value::Bool(false)));
        let placeholder = self.ev.slot(self.text("name"));
        self.new_type(Kind::AttrsOf { element, lazy, placeholder })
    }

    /// A type from the arguments of its function.
    pub(crate) fn make_type(&'a self, op: Op, arguments: &'a [Slot<'a>]) -> Res<'a> {
        let first = &arguments[0];
        let kind = match op {
            Op::MakeEnum => Kind::Enum(first),
            Op::MakeSeparated => Kind::Separated(first),
            Op::MakeIntBetween => self.int_between(first, &arguments[1])?,
            Op::MakeNullOr => Kind::NullOr(first),
            Op::MakeListOf => Kind::ListOf(first),
            Op::MakeAttrsWith => {
                let parameters = self.ev.attrs_of(first)?;
                let get = |name| self.attribute(parameters, name);
                Kind::AttrsOf {
                    element: get(self.n.elem_type)?,
                    lazy: get(self.n.lazy)?,
                    placeholder: get(self.n.placeholder)?,
                }
            }
            Op::MakeAttrTag => Kind::AttrTag(self.ev.attrs_of(first)?),
            Op::MakeDeferredWith => Kind::Deferred(first),
            Op::MakeFunctionTo => Kind::FunctionTo(first),
            Op::MakeEither => Kind::Either(first, &arguments[1]),
            Op::MakeCoercedTo => Kind::CoercedTo { from: first, function: &arguments[1], to: &arguments[2] },
            Op::MakeUnique => Kind::Unique { message: first, element: &arguments[1] },
            Op::MakeSubmoduleWith => {
                let ty = self.submodule_type(self.ev.attrs_of(first)?)?;
                return Ok(self.type_value(ty));
            }
            _ => unreachable!("the dispatch sends only the operations above"),
        };
        Ok(self.type_value(self.new_type(kind)))
    }

    fn int_between(&'a self, low: &'a Slot<'a>, high: &'a Slot<'a>) -> Result<Kind<'a>, Failure> {
        let (low, high) = (self.ev.int_of(low)?, self.ev.int_of(high)?);
        let description =
            self.ev.arena().alloc_str(&format!("integer between {low} and {high} (both inclusive)"));
        Ok(Kind::Int(Range { name: "intBetween", description, class: NOUN, low, high }))
    }
}
