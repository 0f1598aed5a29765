//! Types inside types: the parts of a merged value, and the members through which the module
//! system and its readers see what lies below a type (`getSubOptions`, `getSubModules`,
//! `substSubModules`, `nestedTypes`).

use super::{Kind, Type, TypeRef};
use crate::def::Def;
use crate::loc::{Loc, Step};
use crate::site::{Parts, Site};
use crate::{Session, problems};
use fedic_eval::{Attrs, Failure, Position, Res, Slot, State, Sym, Value, known};

/// Why a type refuses the heads of definitions. The words are made when somebody wants them:
/// they show the values, which a choice between types must not force.
pub(crate) enum Refusal<'a> {
    /// The definitions that do not pass the type's check.
    Values(Vec<Def<'a>>),
    /// The two sides of an `either` that refuse the definitions.
    Neither([TypeRef<'a>; 2], &'a Loc<'a>, &'a [Def<'a>]),
    /// The `headError` of somebody's own type.
    Own(&'a Attrs<'a>),
}

impl<'a> Session<'a> {
    /// Why a type refuses the heads of definitions, by the second protocol; `None` if it takes
    /// them.
    pub(crate) fn head_error(
        &'a self,
        ty: TypeRef<'a>,
        loc: &'a Loc<'a>,
        defs: &'a [Def<'a>],
    ) -> Result<Option<Refusal<'a>>, Failure> {
        let own = match ty {
            TypeRef::Native(own) => own,
            TypeRef::Foreign(_) => {
                return match self.foreign_v2(ty, loc, defs)? {
                    Some(result) => self.own_refusal(result),
                    None => self.refusal(ty, defs),
                };
            }
        };
        match &own.kind {
            Kind::Either(left, right) => {
                let sides = [self.type_in(left)?, self.type_in(right)?];
                for side in sides {
                    if self.head_error(side, loc, defs)?.is_none() {
                        return Ok(None);
                    }
                }
                Ok(Some(Refusal::Neither(sides, loc, defs)))
            }
            Kind::CoercedTo { to, .. } => {
                let to = self.type_in(to)?;
                let second = match to {
                    TypeRef::Native(to) => Session::merges_by_v2(to),
                    TypeRef::Foreign(to) => self.has_v2(to)?,
                };
                if second {
                    self.head_error(to, loc, self.coerced_defs(own, loc, defs)?)
                } else {
                    self.refusal(ty, defs)
                }
            }
            _ => self.refusal(ty, defs),
        }
    }

    fn refusal(&'a self, ty: TypeRef<'a>, defs: &'a [Def<'a>]) -> Result<Option<Refusal<'a>>, Failure> {
        let refused = self.refused(ty, defs)?;
        Ok(if refused.is_empty() { None } else { Some(Refusal::Values(refused)) })
    }

    /// The `headError` of what a `merge.v2` answered, if there is one.
    pub(crate) fn own_refusal(&'a self, result: &'a Attrs<'a>) -> Result<Option<Refusal<'a>>, Failure> {
        match self.ev.force(self.attribute(result, self.n.head_error)?)? {
            Value::Null => Ok(None),
            error => Ok(Some(Refusal::Own(self.ev.as_attrs(error)?))),
        }
    }

    /// A refusal in nixpkgs' words.
    pub(crate) fn reason(&'a self, refusal: &Refusal<'a>) -> Result<String, Failure> {
        match refusal {
            Refusal::Values(refused) => Ok(format!("Definition values: {}", self.show_defs(refused)?)),
            Refusal::Neither([left, right], loc, defs) => {
                let (path, shown) = (self.show_loc(loc)?, self.show_defs(defs)?);
                let (left, right) = (self.describe(*left)?, self.describe(*right)?);
                Ok(format!(
                    "The option `{path}` is neither a value of type `{left}` nor `{right}`, \
                     Definition values: {shown}"
                ))
            }
            Refusal::Own(error) => {
                let message = self.ev.string_of(self.attribute(error, self.n.message)?)?;
                Ok(message.text().into_owned())
            }
        }
    }

    /// Whether the `merge` of somebody's own type knows the second protocol.
    pub(crate) fn has_v2(&'a self, ty: &'a Attrs<'a>) -> Result<bool, Failure> {
        let merge = self.ev.force(self.attribute(ty, known::MERGE)?)?;
        Ok(matches!(merge, Value::Attrs(merge) if merge.get(known::V2).is_some()))
    }

    /// What the `merge.v2` of somebody's own type answers; `None` if it has none.
    pub(crate) fn foreign_v2(
        &'a self,
        ty: TypeRef<'a>,
        loc: &'a Loc<'a>,
        defs: &'a [Def<'a>],
    ) -> Result<Option<&'a Attrs<'a>>, Failure> {
        let attrs = self.type_attrs(ty);
        let merge = self.ev.force(self.attribute(attrs, known::MERGE)?)?;
        let Value::Attrs(merge) = merge else { return Ok(None) };
        let Some(second) = merge.get(known::V2) else { return Ok(None) };
        let check = self.ev.force(self.attribute(attrs, known::CHECK)?)?;
        let coherent = match check {
            Value::Attrs(check) => match check.get(self.n.coherent) {
                Some(mark) => self.ev.bool_of(mark)?,
                None => false,
            },
            _ => false,
        };
        if !coherent {
            return Err(self.incoherent(ty, loc)?);
        }
        let argument = self.ev.attrs(&mut [
            (known::LOC, State::Ready(self.loc_value(loc)?), Position::NONE),
            (known::DEFS, State::Ready(self.defs_value(defs)), Position::NONE),
        ]);
        let second = self.ev.force(second)?;
        let result = self.ev.call(second, &[State::Ready(Value::Attrs(argument))])?;
        Ok(Some(self.ev.as_attrs(result)?))
    }

    fn incoherent(&'a self, ty: TypeRef<'a>, loc: &'a Loc<'a>) -> Result<Failure, Failure> {
        let (path, description) = (self.show_loc(loc)?, self.describe(ty)?);
        Ok(self.thrown(format!(
            "The option `{path}' has a type `{description}' that uses\n\
             an ad-hoc `type // {{ check = ...; }}' override, which is incompatible with\n\
             the v2 merge mechanism.\n\n\
             Please use `lib.types.addCheck` instead of `type // {{ check }}' to add\n\
             custom validation. For example:\n\n  \
             lib.types.addCheck baseType (value: /* your check */)\n\n\
             instead of:\n\n  \
             baseType // {{ check = value: /* your check */; }}\n\n\
             Alternatively, this message may also occur as false positive when mixing Nixpkgs\n\
             versions, if one Nixpkgs is between 83fed2e6..58696117 (Aug 28 - Oct 28 2025)"
        )))
    }

    /// What the value of a merge consists of.
    pub(crate) fn make_parts(&'a self, site: &'a Site<'a>) -> Result<&'a Parts<'a>, Failure> {
        let defs = self.site_defs(site)?;
        let TypeRef::Native(ty) = self.type_in(site.ty)? else { return Ok(&Parts::None) };
        let parts = match &ty.kind {
            Kind::ListOf(element) => self.list_parts(element, site, defs)?,
            Kind::AttrsOf { element, lazy, .. } => {
                self.attrs_parts(element, self.ev.bool_of(lazy)?, site, defs)?
            }
            Kind::Submodule(submodule) => Parts::Submodule(self.instance(submodule, site, defs)?),
            Kind::Either(left, right) => {
                let fits = |side: &'a Slot<'a>| {
                    Ok::<bool, Failure>(self.head_error(self.type_in(side)?, site.loc, defs)?.is_none())
                };
                let side = if fits(left)? { Some(left) } else { fits(right)?.then_some(right) };
                match side {
                    Some(side) => Parts::Inner(self.plain_site(site.loc, side, defs, site.option)),
                    None => Parts::None,
                }
            }
            Kind::CoercedTo { to, .. } => {
                let defs = self.coerced_defs(ty, site.loc, defs)?;
                Parts::Inner(self.plain_site(site.loc, to, defs, site.option))
            }
            Kind::Simple(_)
            | Kind::Int(_)
            | Kind::Enum(_)
            | Kind::Separated(_)
            | Kind::NullOr(_)
            | Kind::AttrTag(_)
            | Kind::Deferred(_)
            | Kind::FunctionTo(_)
            | Kind::Unique { .. } => return Ok(&Parts::None),
        };
        Ok(self.ev.arena().alloc(parts))
    }

    fn list_parts(
        &'a self,
        element: &'a Slot<'a>,
        site: &'a Site<'a>,
        defs: &'a [Def<'a>],
    ) -> Result<Parts<'a>, Failure> {
        let mut sites = Vec::new();
        for (number, def) in (1u32..).zip(defs) {
            for (entry, item) in (1u32..).zip(self.ev.list_of(def.value)?.items) {
                let raw = self.ev.arena().alloc_slice_copy(&[def.part(item, Position::NONE)]);
                let loc = self.below(site.loc, Step::Entry(number, entry));
                let part = self.site(loc, element, raw, site.option);
                if self.is_defined(part)? {
                    sites.push(part);
                }
            }
        }
        Ok(Parts::List(self.ev.arena().alloc_slice_copy(&sites)))
    }

    fn attrs_parts(
        &'a self,
        element: &'a Slot<'a>,
        lazy: bool,
        site: &'a Site<'a>,
        defs: &'a [Def<'a>],
    ) -> Result<Parts<'a>, Failure> {
        let mut entries: Vec<(Sym, Def<'a>)> = Vec::new();
        for def in defs {
            let attrs = self.ev.attrs_of(def.value)?;
            for (index, (name, value)) in attrs.iter().enumerate() {
                let at = attrs.position(index);
                entries.push((name, def.part(value, at)));
            }
        }
        if defs.len() > 1 {
            entries.sort_by_key(|entry| entry.0);
        }
        let all: Vec<Def<'a>> = entries.iter().map(|entry| entry.1).collect();
        let all: &'a [Def<'a>] = self.ev.arena().alloc_slice_copy(&all);
        let (mut names, mut sites) = (Vec::new(), Vec::new());
        let mut start = 0;
        while start < entries.len() {
            let name = entries[start].0;
            let end = start + entries[start..].iter().take_while(|entry| entry.0 == name).count();
            let part =
                self.site(self.below(site.loc, Step::Name(name)), element, &all[start..end], site.option);
            if lazy || self.is_defined(part)? {
                names.push(name);
                sites.push(part);
            }
            start = end;
        }
        let arena = self.ev.arena();
        Ok(Parts::Attrs(arena.alloc_slice_copy(&names), arena.alloc_slice_copy(&sites)))
    }

    /// Definitions with those of the coerced type coerced.
    fn coerced_defs(
        &'a self,
        ty: &Type<'a>,
        loc: &'a Loc<'a>,
        defs: &'a [Def<'a>],
    ) -> Result<&'a [Def<'a>], Failure> {
        let Kind::CoercedTo { from, function, .. } = ty.kind else {
            unreachable!("the caller knows it is one")
        };
        let from = self.type_in(from)?;
        let mut out = Vec::with_capacity(defs.len());
        for def in defs {
            let one = self.ev.arena().alloc_slice_copy(&[*def]);
            let fits = self.head_error(from, loc, one)?.is_none();
            out.push(if fits { Def { value: self.coerced(function, def.value)?, ..*def } } else { *def });
        }
        Ok(self.ev.arena().alloc_slice_copy(&out))
    }

    /// The list of modules below a type, `null` if it has none: `getSubModules`.
    pub(crate) fn sub_modules(&'a self, ty: TypeRef<'a>) -> Res<'a> {
        let own = match ty {
            TypeRef::Native(own) => own,
            TypeRef::Foreign(attrs) => {
                return attrs.get(self.n.sub_modules).map_or(Ok(Value::Null), |slot| self.ev.force(slot));
            }
        };
        match &own.kind {
            Kind::Submodule(submodule) => self.ev.force(submodule.modules),
            Kind::Deferred(modules) => self.ev.force(modules),
            Kind::NullOr(part)
            | Kind::ListOf(part)
            | Kind::AttrsOf { element: part, .. }
            | Kind::FunctionTo(part)
            | Kind::CoercedTo { to: part, .. }
            | Kind::Unique { element: part, .. } => self.sub_modules(self.type_in(part)?),
            Kind::Simple(_)
            | Kind::Int(_)
            | Kind::Enum(_)
            | Kind::Separated(_)
            | Kind::AttrTag(_)
            | Kind::Either(..) => Ok(Value::Null),
        }
    }

    /// The type built anew over other modules: `substSubModules`.
    pub(crate) fn subst(&'a self, ty: TypeRef<'a>, modules: &'a Slot<'a>) -> Result<&'a Slot<'a>, Failure> {
        let own = match ty {
            TypeRef::Native(own) => own,
            TypeRef::Foreign(attrs) => {
                let subst = self.ev.force(self.attribute(attrs, self.n.subst)?)?;
                return Ok(self.ev.slot(State::Ready(self.ev.call(subst, &[self.ev.share(modules)])?)));
            }
        };
        let part = |part: &'a Slot<'a>| self.subst(self.type_in(part)?, modules);
        let kind = match &own.kind {
            Kind::Submodule(submodule) => return Ok(self.type_slot(self.new_submodule(modules, submodule))),
            Kind::Deferred(_) => Kind::Deferred(modules),
            Kind::NullOr(element) => Kind::NullOr(part(element)?),
            Kind::ListOf(element) => Kind::ListOf(part(element)?),
            Kind::AttrsOf { element, lazy, placeholder } => {
                Kind::AttrsOf { element: part(element)?, lazy, placeholder }
            }
            Kind::FunctionTo(element) => Kind::FunctionTo(part(element)?),
            Kind::CoercedTo { from, function, to } => Kind::CoercedTo { from, function, to: part(to)? },
            Kind::Unique { message, element } => Kind::Unique { message, element: part(element)? },
            Kind::Simple(_)
            | Kind::Int(_)
            | Kind::Enum(_)
            | Kind::Separated(_)
            | Kind::AttrTag(_)
            | Kind::Either(..) => return Ok(self.ev.slot(State::Ready(Value::Null))),
        };
        Ok(self.type_slot(self.new_type(kind)))
    }

    /// The options below a type at a path, for documentation: `getSubOptions`.
    pub(crate) fn sub_options(&'a self, ty: TypeRef<'a>, prefix: &'a Loc<'a>) -> Res<'a> {
        let own = match ty {
            TypeRef::Native(own) => own,
            TypeRef::Foreign(attrs) => {
                let Some(slot) = attrs.get(self.n.sub_options) else {
                    return Ok(Value::Attrs(self.ev.attrs(&mut [])));
                };
                let prefix = self.loc_value(prefix)?;
                return self.ev.call(self.ev.force(slot)?, &[State::Ready(prefix)]);
            }
        };
        match &own.kind {
            Kind::Submodule(submodule) => self.documented(submodule, prefix),
            Kind::Deferred(modules) => self.deferred_options(modules, prefix),
            Kind::AttrTag(tags) => self.tag_options(tags, prefix),
            Kind::ListOf(part) => {
                let prefix = self.below(prefix, Step::Name(self.n.wildcard));
                self.sub_options(self.type_in(part)?, prefix)
            }
            Kind::AttrsOf { element, placeholder, .. } => {
                let placeholder = format!("<{}>", self.ev.string_of(placeholder)?.text());
                let prefix = self.below(prefix, Step::Name(self.ev.sym(&placeholder)));
                self.sub_options(self.type_in(element)?, prefix)
            }
            Kind::FunctionTo(part) => {
                let prefix = self.below(prefix, Step::Body);
                self.sub_options(self.type_in(part)?, prefix)
            }
            Kind::NullOr(part) | Kind::CoercedTo { to: part, .. } | Kind::Unique { element: part, .. } => {
                self.sub_options(self.type_in(part)?, prefix)
            }
            Kind::Simple(_) | Kind::Int(_) | Kind::Enum(_) | Kind::Separated(_) | Kind::Either(..) => {
                Ok(Value::Attrs(self.ev.attrs(&mut [])))
            }
        }
    }

    /// The types that a type is made of, by name: `nestedTypes`.
    pub(crate) fn nested_types(&'a self, ty: &'a Type<'a>) -> Res<'a> {
        let n = &self.n;
        let one = |name, slot: &'a Slot<'a>| vec![(name, self.ev.share(slot), Position::NONE)];
        let mut entries = match &ty.kind {
            Kind::NullOr(part)
            | Kind::ListOf(part)
            | Kind::AttrsOf { element: part, .. }
            | Kind::FunctionTo(part)
            | Kind::Unique { element: part, .. } => one(n.elem_type, part),
            Kind::Either(left, right) => {
                vec![
                    (n.left, self.ev.share(left), Position::NONE),
                    (n.right, self.ev.share(right), Position::NONE),
                ]
            }
            Kind::CoercedTo { from, to, .. } => {
                vec![
                    (n.coerced_type, self.ev.share(from), Position::NONE),
                    (n.final_type, self.ev.share(to), Position::NONE),
                ]
            }
            Kind::Submodule(submodule) => match self.freeform_of(submodule)? {
                Some(freeform) => one(n.freeform, freeform),
                None => Vec::new(),
            },
            Kind::AttrTag(tags) => return Ok(Value::Attrs(tags)),
            Kind::Simple(_) | Kind::Int(_) | Kind::Enum(_) | Kind::Separated(_) | Kind::Deferred(_) => {
                Vec::new()
            }
        };
        Ok(Value::Attrs(self.ev.attrs(&mut entries)))
    }

    /// Whether a submodule's definitions carry what it does not understand: `mkBefore` and
    /// `mkDefinition` do not work directly on a submodule.
    pub(crate) fn plain_definitions(&'a self, defs: &[Def<'a>]) -> Result<(), Failure> {
        for def in defs {
            let mut names: Vec<&str> = def.attrs().iter().map(|extra| self.ev.name(extra.0)).collect();
            names.sort_unstable();
            if let Some(name) = names.first() {
                return Err(problems::unexpected_argument(name));
            }
        }
        Ok(())
    }
}
