//! How types of one kind become one: `functor` and `typeMerge`. A type merged from two is made
//! from its functor, so it loses what was laid over it (an added check, another description).

use super::{Kind, Simple, Submodule, Type, TypeRef};
use crate::Session;
use crate::op::Op;
use crate::session::{function, native};
use fedic_eval::{Attrs, Error, ErrorKind, Failure, Memo, Position, Res, Slot, State, Sym, Value, known};
use std::cell::OnceCell;

/// How the messages about submodule types that do not go together begin.
const DECLARED_OFTEN: &str = "A submoduleWith option is declared multiple times";

impl<'a> Session<'a> {
    /// `{ name; type; payload; binOp; }`
    pub(crate) fn functor(&'a self, ty: &'a Type<'a>) -> Res<'a> {
        let merged = match &ty.kind {
            Kind::Simple(_) | Kind::Int(_) | Kind::CoercedTo { .. } => State::Ready(self.merged_plain(ty)),
            _ => State::Ready(function(Op::FunctorType, ty.id)),
        };
        let payload =
            if has_payload(ty) { native(Op::TypePayload, ty.id) } else { State::Ready(Value::Null) };
        Ok(Value::Attrs(self.ev.attrs(&mut [
            (known::NAME, self.text(&self.functor_name(ty)), Position::NONE),
            (known::PLAIN_TYPE, merged, Position::NONE),
            (known::PAYLOAD, payload, Position::NONE),
            (self.n.bin_op, State::Ready(function(Op::FunctorBinary, ty.id)), Position::NONE),
        ])))
    }

    /// What two declarations of a type without payload merge to.
    fn merged_plain(&'a self, ty: &'a Type<'a>) -> Value<'a> {
        match ty.kind {
            Kind::Int(_) => self.type_value(self.simple_type(Simple::Int)),
            _ => self.type_value(ty),
        }
    }

    fn functor_name(&'a self, ty: &'a Type<'a>) -> String {
        match ty.kind {
            Kind::Int(_) => "int".to_owned(),
            Kind::AttrsOf { .. } => "attrsWith".to_owned(),
            Kind::Deferred(_) => "deferredModuleWith".to_owned(),
            _ => self.native_name(ty),
        }
    }

    /// The parameters of a type, as its functor shows them.
    pub(crate) fn payload(&'a self, ty: &'a Type<'a>) -> Res<'a> {
        let n = &self.n;
        let entry = |name: Sym, slot: &'a Slot<'a>| (name, self.ev.share(slot), Position::NONE);
        let mut entries = match &ty.kind {
            Kind::Enum(values) => vec![entry(n.values, values)],
            Kind::Separated(separator) => vec![entry(n.sep, separator)],
            Kind::NullOr(part)
            | Kind::ListOf(part)
            | Kind::FunctionTo(part)
            | Kind::Unique { element: part, .. } => {
                vec![entry(n.elem_type, part)]
            }
            Kind::AttrsOf { element, lazy, placeholder } => {
                vec![entry(n.elem_type, element), entry(n.lazy, lazy), entry(n.placeholder, placeholder)]
            }
            Kind::AttrTag(tags) => vec![(n.tags, State::Ready(Value::Attrs(tags)), Position::NONE)],
            Kind::Submodule(submodule) => vec![
                entry(known::MODULES, submodule.modules),
                entry(known::CLASS, submodule.class),
                entry(known::SPECIAL_ARGS, submodule.special_args),
                entry(n.shorthand, submodule.shorthand),
                entry(known::DESCRIPTION, submodule.description),
            ],
            Kind::Deferred(modules) => vec![entry(n.static_modules, modules)],
            Kind::Either(left, right) => {
                let both = self.ev.list(&[self.ev.share(left), self.ev.share(right)]);
                vec![(n.elem_type, State::Ready(both), Position::NONE)]
            }
            Kind::Simple(_) | Kind::Int(_) | Kind::CoercedTo { .. } => return Ok(Value::Null),
        };
        Ok(Value::Attrs(self.ev.attrs(&mut entries)))
    }

    /// `typeMerge`: the one type that a type and the functor of another make, or null.
    pub(crate) fn type_merge(
        &'a self,
        ty: TypeRef<'a>,
        functor: &'a Slot<'a>,
    ) -> Result<Option<&'a Slot<'a>>, Failure> {
        let own = match ty {
            TypeRef::Native(own) => own,
            TypeRef::Foreign(attrs) => {
                let merge = self.ev.force(self.attribute(attrs, self.n.type_merge)?)?;
                return Ok(match self.ev.call(merge, &[self.ev.share(functor)])? {
                    Value::Null => None,
                    merged => Some(self.ev.slot(State::Ready(merged))),
                });
            }
        };
        let functor = self.ev.attrs_of(functor)?;
        let name = self.ev.string_of(self.attribute(functor, known::NAME)?)?;
        if name.bytes != self.functor_name(own).as_bytes() || matches!(own.kind, Kind::CoercedTo { .. }) {
            return Ok(None);
        }
        let theirs = self.ev.force(self.attribute(functor, known::PAYLOAD)?)?;
        let ours = self.payload(own)?;
        match (ours, theirs) {
            (Value::Null, Value::Null) => Ok(Some(self.ev.slot(State::Ready(self.merged_plain(own))))),
            (Value::Attrs(ours), Value::Attrs(theirs)) => match self.merge_payloads(own, ours, theirs)? {
                Some(payload) => Ok(Some(self.ev.slot(State::Ready(self.of_payload(own, payload)?)))),
                None => Ok(None),
            },
            _ => Err(Error::new(ErrorKind::Assertion, "assertion failed")),
        }
    }

    /// `functor.binOp`
    pub(crate) fn bin_op(&'a self, ty: &'a Type<'a>, left: &'a Slot<'a>, right: &'a Slot<'a>) -> Res<'a> {
        if !has_payload(ty) {
            return Ok(Value::Null);
        }
        let (left, right) = (self.ev.attrs_of(left)?, self.ev.attrs_of(right)?);
        Ok(self.merge_payloads(ty, left, right)?.map_or(Value::Null, Value::Attrs))
    }

    fn merge_payloads(
        &'a self,
        ty: &'a Type<'a>,
        left: &'a Attrs<'a>,
        right: &'a Attrs<'a>,
    ) -> Result<Option<&'a Attrs<'a>>, Failure> {
        let n = &self.n;
        let one = |name: Sym, state: State<'a>| Some(self.ev.attrs(&mut [(name, state, Position::NONE)]));
        let get = |attrs: &'a Attrs<'a>, name| self.attribute(attrs, name);
        match &ty.kind {
            Kind::Enum(_) => {
                self.merge_enum(get(left, n.values)?, get(right, n.values)?).map(|list| one(n.values, list))
            }
            Kind::Separated(_) => {
                let (left, right) = (get(left, n.sep)?, get(right, n.sep)?);
                let equal = self.ev.equal(self.ev.force(left)?, self.ev.force(right)?)?;
                Ok(if equal { one(n.sep, self.ev.share(left)) } else { None })
            }
            Kind::NullOr(_) | Kind::ListOf(_) | Kind::FunctionTo(_) | Kind::Unique { .. } => {
                let merged = self.merge_two(get(left, n.elem_type)?, get(right, n.elem_type)?)?;
                Ok(merged.and_then(|merged| one(n.elem_type, self.ev.share(merged))))
            }
            Kind::AttrsOf { .. } => self.merge_attrs_of(left, right),
            Kind::Deferred(_) => {
                let mut all = Vec::new();
                for side in [left, right] {
                    all.extend(
                        self.ev
                            .list_of(get(side, n.static_modules)?)?
                            .items
                            .iter()
                            .map(|slot| self.ev.share(slot)),
                    );
                }
                Ok(one(n.static_modules, State::Ready(self.ev.list(&all))))
            }
            Kind::AttrTag(_) => self.merge_tag_sets(left, right),
            Kind::Either(..) => {
                let (left, right) =
                    (self.ev.list_of(get(left, n.elem_type)?)?, self.ev.list_of(get(right, n.elem_type)?)?);
                let mut merged = Vec::with_capacity(2);
                for (left, right) in left.items.iter().zip(right.items) {
                    let Some(both) = self.merge_two(left, right)? else { return Ok(None) };
                    merged.push(self.ev.share(both));
                }
                Ok(one(n.elem_type, State::Ready(self.ev.list(&merged))))
            }
            Kind::Submodule(_) => Ok(Some(self.merge_submodules(left, right)?)),
            Kind::Simple(_) | Kind::Int(_) | Kind::CoercedTo { .. } => Ok(None),
        }
    }

    /// Two types as one, if they go together.
    pub(crate) fn merge_two(
        &'a self,
        left: &'a Slot<'a>,
        right: &'a Slot<'a>,
    ) -> Result<Option<&'a Slot<'a>>, Failure> {
        let other = self.type_attrs(self.type_in(right)?);
        let functor = self.attribute(other, known::FUNCTOR_PLAIN)?;
        self.ev.deeper(|| self.type_merge(self.type_in(left)?, functor))
    }

    /// The values of both, each once, in order.
    fn merge_enum(&'a self, left: &'a Slot<'a>, right: &'a Slot<'a>) -> Result<State<'a>, Failure> {
        let mut values: Vec<State<'a>> = Vec::new();
        let mut seen: Vec<Value<'a>> = Vec::new();
        for list in [left, right] {
            'values: for item in self.ev.list_of(list)?.items {
                let value = self.ev.force(item)?;
                for other in &seen {
                    if self.ev.equal(*other, value)? {
                        continue 'values;
                    }
                }
                seen.push(value);
                values.push(self.ev.share(item));
            }
        }
        Ok(State::Ready(self.ev.list(&values)))
    }

    fn merge_attrs_of(
        &'a self,
        left: &'a Attrs<'a>,
        right: &'a Attrs<'a>,
    ) -> Result<Option<&'a Attrs<'a>>, Failure> {
        let n = &self.n;
        let lazy = self.attribute(left, n.lazy)?;
        if self.ev.bool_of(lazy)? != self.ev.bool_of(self.attribute(right, n.lazy)?)? {
            return Ok(None);
        }
        let (one, other) = (self.attribute(left, n.placeholder)?, self.attribute(right, n.placeholder)?);
        let placeholder = match (self.ev.string_of(one)?.bytes, self.ev.string_of(other)?.bytes) {
            (left, right) if left == right => one,
            (b"name", _) => other,
            (_, b"name") => one,
            _ => return Ok(None),
        };
        let merged =
            self.merge_two(self.attribute(left, n.elem_type)?, self.attribute(right, n.elem_type)?)?;
        Ok(merged.map(|merged| {
            self.ev.attrs(&mut [
                (n.elem_type, self.ev.share(merged), Position::NONE),
                (n.lazy, self.ev.share(lazy), Position::NONE),
                (n.placeholder, self.ev.share(placeholder), Position::NONE),
            ])
        }))
    }

    /// The tags of both; a tag of both is an option declared twice.
    fn merge_tag_sets(
        &'a self,
        left: &'a Attrs<'a>,
        right: &'a Attrs<'a>,
    ) -> Result<Option<&'a Attrs<'a>>, Failure> {
        let left = self.ev.attrs_of(self.attribute(left, self.n.tags)?)?;
        let right = self.ev.attrs_of(self.attribute(right, self.n.tags)?)?;
        let mut entries = Vec::new();
        for (index, (name, slot)) in left.iter().enumerate() {
            let at = left.position(index);
            match right.get(name) {
                None => entries.push((name, self.ev.share(slot), at)),
                Some(other) => {
                    let call = self.ev.suspend_call(
                        function(Op::MergeTagOptions, 0),
                        &[self.text(self.ev.name(name)), self.ev.share(slot), self.ev.share(other)],
                    );
                    entries.push((name, call, at));
                }
            }
        }
        for (index, (name, slot)) in right.iter().enumerate() {
            if left.get(name).is_none() {
                entries.push((name, self.ev.share(slot), right.position(index)));
            }
        }
        let tags = self.ev.attrs(&mut entries);
        Ok(Some(self.ev.attrs(&mut [(self.n.tags, State::Ready(Value::Attrs(tags)), Position::NONE)])))
    }

    /// The modules of both; what else they say must agree when it is read.
    fn merge_submodules(
        &'a self,
        left: &'a Attrs<'a>,
        right: &'a Attrs<'a>,
    ) -> Result<&'a Attrs<'a>, Failure> {
        let mut modules = Vec::new();
        for side in [left, right] {
            modules.extend(
                self.ev
                    .list_of(self.attribute(side, known::MODULES)?)?
                    .items
                    .iter()
                    .map(|slot| self.ev.share(slot)),
            );
        }
        let mut entries = vec![(known::MODULES, State::Ready(self.ev.list(&modules)), Position::NONE)];
        for name in [known::CLASS, known::SPECIAL_ARGS, self.n.shorthand, known::DESCRIPTION] {
            let agree = function(Op::Agree, u32::from(name == known::SPECIAL_ARGS));
            let arguments = [
                self.text(self.ev.name(name)),
                self.ev.share(self.attribute(left, name)?),
                self.ev.share(self.attribute(right, name)?),
            ];
            entries.push((name, self.ev.suspend_call(agree, &arguments), Position::NONE));
        }
        Ok(self.ev.attrs(&mut entries))
    }

    /// A parameter of two submodule types that are merged: `null` gives way, else they must be
    /// the same; `specialArgs` of both are joined unless they share a name.
    pub(crate) fn agree(&'a self, special_args: bool, arguments: &'a [Slot<'a>]) -> Res<'a> {
        let (left, right) = (self.ev.force(&arguments[1])?, self.ev.force(&arguments[2])?);
        if special_args {
            return self.join_special_args(self.ev.as_attrs(left)?, self.ev.as_attrs(right)?);
        }
        let name = self.ev.string_of(&arguments[0])?.text();
        match (left, right) {
            (Value::Null, other) | (other, Value::Null) => Ok(other),
            _ if self.ev.equal(left, right)? => Ok(left),
            _ => {
                let values = match &*name {
                    "class" => format!("class values {} and {}.", self.ev.show(left), self.ev.show(right)),
                    "shorthandOnlyDefinesConfig" => "shorthandOnlyDefinesConfig values".to_owned(),
                    _ => "descriptions".to_owned(),
                };
                Err(self.thrown(format!("{DECLARED_OFTEN} with conflicting {values}")))
            }
        }
    }

    fn join_special_args(&'a self, left: &'a Attrs<'a>, right: &'a Attrs<'a>) -> Res<'a> {
        let mut common: Vec<String> = left
            .names()
            .iter()
            .filter(|name| right.get(**name).is_some())
            .map(|name| crate::loc::quoted(self.ev.name(*name)))
            .collect();
        if !common.is_empty() {
            common.sort_unstable();
            let common = common.join(" ");
            return Err(self.thrown(format!("{DECLARED_OFTEN} with the same specialArgs {common}")));
        }
        Ok(Value::Attrs(self.ev.update(left, right)))
    }

    /// `functor.type payload`: a type of the same kind with these parameters.
    pub(crate) fn of_payload(&'a self, ty: &'a Type<'a>, payload: &'a Attrs<'a>) -> Res<'a> {
        let n = &self.n;
        let get = |name| self.attribute(payload, name);
        let kind = match &ty.kind {
            Kind::Enum(_) => Kind::Enum(get(n.values)?),
            Kind::Separated(_) => Kind::Separated(get(n.sep)?),
            Kind::NullOr(_) => Kind::NullOr(get(n.elem_type)?),
            Kind::ListOf(_) => Kind::ListOf(get(n.elem_type)?),
            Kind::FunctionTo(_) => Kind::FunctionTo(get(n.elem_type)?),
            Kind::Unique { message, .. } => Kind::Unique { message, element: get(n.elem_type)? },
            Kind::AttrsOf { .. } => Kind::AttrsOf {
                element: get(n.elem_type)?,
                lazy: get(n.lazy)?,
                placeholder: get(n.placeholder)?,
            },
            Kind::AttrTag(_) => Kind::AttrTag(self.ev.attrs_of(get(n.tags)?)?),
            Kind::Deferred(_) => Kind::Deferred(get(n.static_modules)?),
            Kind::Either(..) => {
                let both = self.ev.list_of(get(n.elem_type)?)?;
                let [left, right] = both.items else {
                    return Err(Error::new(
                        ErrorKind::Evaluation,
                        "the payload of `either` is a list of two types",
                    ));
                };
                Kind::Either(left, right)
            }
            Kind::Submodule(_) => return self.submodule_type(payload).map(|ty| self.type_value(ty)),
            Kind::Simple(_) | Kind::Int(_) | Kind::CoercedTo { .. } => return Ok(self.merged_plain(ty)),
        };
        Ok(self.type_value(self.new_type(kind)))
    }

    /// The type with these parameters of `submoduleWith`.
    pub(crate) fn submodule_type(&'a self, parameters: &'a Attrs<'a>) -> Result<&'a Type<'a>, Failure> {
        let get = |name, absent: Value<'a>| {
            parameters.get(name).unwrap_or_else(|| self.ev.slot(State::Ready(absent)))
        };
        let nothing = Value::Attrs(self.ev.attrs(&mut []));
        let (modules, special_args) =
            (self.attribute(parameters, known::MODULES)?, get(known::SPECIAL_ARGS, nothing));
        let (shorthand, class) = (get(self.n.shorthand, Value::Bool(false)), get(known::CLASS, Value::Null));
        let description = get(known::DESCRIPTION, Value::Null);
        let (base, documented) = (Memo::new(), OnceCell::new());
        let like = Submodule { modules, special_args, shorthand, description, class, base, documented };
        Ok(self.new_submodule(modules, &like))
    }
}

/// Whether a type has parameters that its functor shows.
fn has_payload(ty: &Type<'_>) -> bool {
    !matches!(ty.kind, Kind::Simple(_) | Kind::Int(_) | Kind::CoercedTo { .. })
}
