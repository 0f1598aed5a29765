//! Option types: what they are, how one is recognised in a value, the attribute set that Nix
//! code sees of one. What they take, how they merge and how they are called stands in the
//! files below.

mod check;
mod describe;
mod functions;
mod functor;
mod make;
mod merge;
mod nested;
mod untyped;

use crate::Session;
use crate::evaluation::Evaluation;
use crate::names::Names;
use crate::op::Op;
use crate::session::{function, native};
use fedic_eval::{Attrs, Evaluator, Failure, Memo, Position, Slot, State, Sym, Value, known};
use std::cell::OnceCell;

/// A type of our own. Parts that are types are slots, so that a type may depend on itself.
pub struct Type<'a> {
    pub(crate) id: u32,
    pub kind: Kind<'a>,
    attrs: OnceCell<&'a Attrs<'a>>,
}

/// What a type takes, and how it merges.
pub enum Kind<'a> {
    Simple(Simple),
    /// Integers from one bound to the other.
    Int(Range<'a>),
    /// One of a list of values.
    Enum(&'a Slot<'a>),
    /// Strings joined by this one.
    Separated(&'a Slot<'a>),
    NullOr(&'a Slot<'a>),
    ListOf(&'a Slot<'a>),
    AttrsOf {
        element: &'a Slot<'a>,
        lazy: &'a Slot<'a>,
        placeholder: &'a Slot<'a>,
    },
    /// An attribute set of options, by tag.
    AttrTag(&'a Attrs<'a>),
    Submodule(Submodule<'a>),
    /// The list of static modules.
    Deferred(&'a Slot<'a>),
    FunctionTo(&'a Slot<'a>),
    Either(&'a Slot<'a>, &'a Slot<'a>),
    CoercedTo {
        from: &'a Slot<'a>,
        function: &'a Slot<'a>,
        to: &'a Slot<'a>,
    },
    Unique {
        message: &'a Slot<'a>,
        element: &'a Slot<'a>,
    },
}

/// Types without parts, and those that all evaluations share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Simple {
    Bool,
    Int,
    Float,
    Str,
    Raw,
    Anything,
    Attrs,
    Unspecified,
    OptionType,
}

impl Simple {
    pub(crate) const ALL: [Simple; 9] = [
        Simple::Bool,
        Simple::Int,
        Simple::Float,
        Simple::Str,
        Simple::Raw,
        Simple::Anything,
        Simple::Attrs,
        Simple::Unspecified,
        Simple::OptionType,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Simple::Bool => "bool",
            Simple::Int => "int",
            Simple::Float => "float",
            Simple::Str => "str",
            Simple::Raw => "raw",
            Simple::Anything => "anything",
            Simple::Attrs => "attrs",
            Simple::Unspecified => "unspecified",
            Simple::OptionType => "optionType",
        }
    }

    pub(crate) fn description(self) -> &'static str {
        match self {
            Simple::Bool => "boolean",
            Simple::Int => "signed integer",
            Simple::Float => "floating point number",
            Simple::Str => "string",
            Simple::Raw => "raw value",
            Simple::Anything => "anything",
            Simple::Attrs => "attribute set",
            Simple::Unspecified => "unspecified value",
            Simple::OptionType => "optionType",
        }
    }
}

/// Bounds of integers, both inclusive.
pub struct Range<'a> {
    pub name: &'a str,
    pub description: &'a str,
    /// The class of its description: a noun, or `nonRestrictiveClause`.
    pub class: &'a str,
    pub low: i64,
    pub high: i64,
}

/// The parameters of `submoduleWith`.
pub struct Submodule<'a> {
    pub modules: &'a Slot<'a>,
    pub special_args: &'a Slot<'a>,
    pub shorthand: &'a Slot<'a>,
    pub description: &'a Slot<'a>,
    pub class: &'a Slot<'a>,
    /// The evaluation of its modules without a definition.
    pub(crate) base: Memo<&'a Evaluation<'a>>,
    /// Its options for documentation, without a prefix.
    pub(crate) documented: OnceCell<Value<'a>>,
}

/// A type in a value: one of ours, or any attribute set that acts as one.
#[derive(Clone, Copy)]
pub enum TypeRef<'a> {
    Native(&'a Type<'a>),
    Foreign(&'a Attrs<'a>),
}

/// The types that all evaluations share, made at first use.
pub(crate) struct TypeTable<'a>([OnceCell<&'a Type<'a>>; Simple::ALL.len()]);

impl<'a> TypeTable<'a> {
    pub(crate) fn new() -> TypeTable<'a> {
        TypeTable([const { OnceCell::new() }; Simple::ALL.len()])
    }
}

impl<'a> TypeRef<'a> {
    /// Whether two are the same object.
    #[must_use]
    pub fn same(self, other: TypeRef<'a>) -> bool {
        match (self, other) {
            (TypeRef::Native(left), TypeRef::Native(right)) => std::ptr::eq(left, right),
            (TypeRef::Foreign(left), TypeRef::Foreign(right)) => std::ptr::eq(left, right),
            (TypeRef::Native(_), TypeRef::Foreign(_)) | (TypeRef::Foreign(_), TypeRef::Native(_)) => false,
        }
    }
}

impl<'a> Session<'a> {
    pub(crate) fn sorted_type_names(ev: &Evaluator<'a>, n: &Names) -> &'a [Sym] {
        let names = ev.arena().alloc_slice_copy(&[
            known::TYPE,
            known::NAME,
            known::DESCRIPTION,
            known::CHECK,
            known::MERGE,
            known::FUNCTOR_PLAIN,
            known::NESTED_TYPES,
            n.description_class,
            n.empty_value,
            n.sub_options,
            n.sub_modules,
            n.subst,
            n.type_merge,
            n.deprecation,
        ]);
        names.sort_unstable();
        names
    }

    /// A new type.
    pub(crate) fn new_type(&'a self, kind: Kind<'a>) -> &'a Type<'a> {
        self.types.add(self.ev, |id| Type { id, kind, attrs: OnceCell::new() })
    }

    /// A submodule type of these modules, in all else like another.
    pub(crate) fn new_submodule(&'a self, modules: &'a Slot<'a>, like: &Submodule<'a>) -> &'a Type<'a> {
        self.types.add(self.ev, |id| {
            let (base, documented) = (Memo::new(), OnceCell::new());
            let own = Submodule { modules, base, documented, ..*like };
            Type { id, kind: Kind::Submodule(own), attrs: OnceCell::new() }
        })
    }

    /// A type that all evaluations share.
    pub fn simple_type(&'a self, simple: Simple) -> &'a Type<'a> {
        self.simple.0[simple as usize].get_or_init(|| self.new_type(Kind::Simple(simple)))
    }

    /// A type as Nix code sees it.
    pub fn type_value(&'a self, ty: &'a Type<'a>) -> Value<'a> {
        Value::Attrs(ty.attrs.get_or_init(|| {
            let slots = self.ev.arena().alloc_slice_fill_with(self.type_names.len(), |index| {
                Slot::new(self.type_member(ty, self.type_names[index]))
            });
            match self.any_type.get() {
                Some(any) => self.ev.attrs_like(any, slots),
                None => self.any_type.get_or_init(|| self.ev.attrs_of_slots(self.type_names, slots, &[])),
            }
        }))
    }

    /// The same, in a slot.
    pub(crate) fn type_slot(&'a self, ty: &'a Type<'a>) -> &'a Slot<'a> {
        self.ev.slot(State::Ready(self.type_value(ty)))
    }

    /// The type in a slot. A value that lacks members of a type fails where they are asked for.
    ///
    /// # Errors
    /// What evaluating it gives; it is no attribute set.
    pub fn type_in(&'a self, slot: &'a Slot<'a>) -> Result<TypeRef<'a>, Failure> {
        Ok(self.type_of(self.ev.attrs_of(slot)?))
    }

    /// The type that an attribute set is.
    pub fn type_of(&'a self, attrs: &'a Attrs<'a>) -> TypeRef<'a> {
        if std::ptr::eq(attrs.names(), self.type_names)
            && let Some(State::Ready(Value::Native(native))) = attrs.get(self.n.type_merge).map(Slot::state)
        {
            let ty = self.types.get(native.object);
            if ty.attrs.get().is_some_and(|own| std::ptr::eq(*own, attrs)) {
                return TypeRef::Native(ty);
            }
        }
        TypeRef::Foreign(attrs)
    }

    /// The attribute set that Nix code sees of a type.
    pub fn type_attrs(&'a self, ty: TypeRef<'a>) -> &'a Attrs<'a> {
        match ty {
            TypeRef::Foreign(attrs) => attrs,
            TypeRef::Native(ty) => {
                let _ = self.type_value(ty);
                ty.attrs.get().copied().unwrap_or_else(|| unreachable!("made in the line above"))
            }
        }
    }

    fn type_member(&'a self, ty: &'a Type<'a>, name: Sym) -> State<'a> {
        let n = &self.n;
        let id = ty.id;
        let ready = |value| State::Ready(value);
        match name {
            known::TYPE => State::Ready(self.option_type),
            known::NAME => native(Op::TypeName, id),
            known::DESCRIPTION => native(Op::TypeDescription, id),
            known::CHECK if Session::merges_by_v2(ty) => native(Op::TypeCheckRecord, id),
            known::CHECK => ready(function(Op::TypeCheck, id)),
            known::MERGE if Session::merges_by_v2(ty) => native(Op::TypeMergeRecord, id),
            known::MERGE => ready(function(Op::TypeMerge, id)),
            known::FUNCTOR_PLAIN => native(Op::TypeFunctor, id),
            known::NESTED_TYPES => native(Op::TypeNested, id),
            it if it == n.description_class => native(Op::TypeDescriptionClass, id),
            it if it == n.empty_value => native(Op::TypeEmptyValue, id),
            it if it == n.sub_options => ready(function(Op::TypeSubOptions, id)),
            it if it == n.sub_modules => native(Op::TypeSubModules, id),
            it if it == n.subst => ready(function(Op::TypeSubst, id)),
            it if it == n.type_merge => ready(function(Op::TypeTypeMerge, id)),
            it if it == n.deprecation => ready(Value::Null),
            _ => unreachable!("all names of a type stand above"),
        }
    }

    /// Whether a type merges by the second protocol, which tells a wrong head from the value.
    pub(crate) fn merges_by_v2(ty: &Type<'a>) -> bool {
        match ty.kind {
            Kind::ListOf(_)
            | Kind::AttrsOf { .. }
            | Kind::Submodule(_)
            | Kind::Either(..)
            | Kind::CoercedTo { .. } => true,
            Kind::Simple(_)
            | Kind::Int(_)
            | Kind::Enum(_)
            | Kind::Separated(_)
            | Kind::NullOr(_)
            | Kind::AttrTag(_)
            | Kind::Deferred(_)
            | Kind::FunctionTo(_)
            | Kind::Unique { .. } => false,
        }
    }

    /// `{ __functor; isV2MergeCoherent = true; }`
    pub(crate) fn check_record(&'a self, ty: &Type<'a>) -> Value<'a> {
        Value::Attrs(self.ev.attrs(&mut [
            (known::FUNCTOR, State::Ready(function(Op::TypeCheckSelf, ty.id)), Position::NONE),
            (self.n.coherent, State::Ready(Value::Bool(true)), Position::NONE),
        ]))
    }

    /// `{ __functor; v2; }`
    pub(crate) fn merge_record(&'a self, ty: &Type<'a>) -> Value<'a> {
        Value::Attrs(self.ev.attrs(&mut [
            (known::FUNCTOR, State::Ready(function(Op::TypeMergeSelf, ty.id)), Position::NONE),
            (known::V2, State::Ready(function(Op::TypeMergeV2, ty.id)), Position::NONE),
        ]))
    }
}
