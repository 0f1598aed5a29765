//! A merge of definitions under one type at one path: of an option, of an element of a list,
//! of an attribute of `attrsOf`, of a function's result. What it needs is found when asked
//! for: the definitions that count, then the value, then the metadata.

use crate::def::{Def, Merged};
use crate::evaluation::Evaluation;
use crate::loc::Loc;
use crate::op::Op;
use crate::option::Opt;
use crate::session::native;
use crate::types::{Kind, TypeRef};
use crate::{Session, problems};
use fedic_eval::{Failure, Memo, Position, Res, Slot, State, Sym, Value, known};

/// Definitions to be merged.
pub struct Site<'a> {
    pub(crate) id: u32,
    pub loc: &'a Loc<'a>,
    pub ty: &'a Slot<'a>,
    /// As they were given, properties and all.
    pub raw: &'a [Def<'a>],
    merged: Memo<Merged<'a>>,
    /// Apart from it: most values have none.
    parts: Memo<&'a Parts<'a>>,
    /// The option whose value this is, or is part of.
    pub(crate) option: Option<&'a Opt<'a>>,
}

/// What a merged value consists of.
#[derive(Clone, Copy)]
pub(crate) enum Parts<'a> {
    List(&'a [&'a Site<'a>]),
    Attrs(&'a [Sym], &'a [&'a Site<'a>]),
    Submodule(&'a Evaluation<'a>),
    /// The same under another type: the chosen side of `either`, the target of a coercion.
    Inner(&'a Site<'a>),
    None,
}

impl<'a> Session<'a> {
    /// A merge whose definitions may still carry properties.
    pub(crate) fn site(
        &'a self,
        loc: &'a Loc<'a>,
        ty: &'a Slot<'a>,
        raw: &'a [Def<'a>],
        option: Option<&'a Opt<'a>>,
    ) -> &'a Site<'a> {
        self.sites.add(self.ev, |id| Site {
            id,
            loc,
            ty,
            raw,
            merged: Memo::new(),
            parts: Memo::new(),
            option,
        })
    }

    /// A merge of definitions that are what counts already.
    pub(crate) fn plain_site(
        &'a self,
        loc: &'a Loc<'a>,
        ty: &'a Slot<'a>,
        defs: &'a [Def<'a>],
        option: Option<&'a Opt<'a>>,
    ) -> &'a Site<'a> {
        let merged = Merged { defs, priority: Value::Int(crate::def::PLAIN_PRIORITY) };
        self.sites.add(self.ev, |id| Site {
            id,
            loc,
            ty,
            raw: defs,
            merged: Memo::made(merged),
            parts: Memo::new(),
            option,
        })
    }

    /// The definitions that count, and their priority.
    pub(crate) fn site_merged(&'a self, site: &'a Site<'a>) -> Result<Merged<'a>, Failure> {
        self.ev.once(&site.merged, || self.normalise(site.raw))
    }

    /// The definitions that count.
    pub(crate) fn site_defs(&'a self, site: &'a Site<'a>) -> Result<&'a [Def<'a>], Failure> {
        Ok(self.site_merged(site)?.defs)
    }

    /// What the value consists of.
    pub(crate) fn site_parts(&'a self, site: &'a Site<'a>) -> Result<Parts<'a>, Failure> {
        Ok(*self.ev.once(&site.parts, || self.make_parts(site))?)
    }

    /// Whether any definition counts.
    pub(crate) fn is_defined(&'a self, site: &'a Site<'a>) -> Result<bool, Failure> {
        Ok(!self.site_defs(site)?.is_empty())
    }

    /// The merged value: type-checked; without definition the type's empty value.
    ///
    /// # Errors
    /// A wrong type, a conflict, no definition, or what evaluating them gives.
    pub(crate) fn merged_value(&'a self, site: &'a Site<'a>) -> Res<'a> {
        let defs = self.site_defs(site)?;
        let ty = self.type_in(site.ty)?;
        if defs.is_empty() {
            return match self.empty_value(ty)? {
                Some(value) => self.ev.force(self.ev.slot(value)),
                None => Err(self.missing_value(site)),
            };
        }
        match ty {
            TypeRef::Native(own) if Session::merges_by_v2(own) => {
                if let Some(refusal) = self.head_error(ty, site.loc, defs)? {
                    let reason = self.reason(&refusal)?;
                    return Err(self.wrong_type(site, ty, Some(reason)));
                }
            }
            TypeRef::Native(_) => {
                if !self.check_all(ty, defs)? {
                    return Err(self.wrong_type(site, ty, None));
                }
            }
            TypeRef::Foreign(_) => return self.merge_foreign(site, ty, defs),
        }
        self.merge_unchecked(ty, site)
    }

    /// A type of somebody's own: by the second protocol if it knows it.
    fn merge_foreign(&'a self, site: &'a Site<'a>, ty: TypeRef<'a>, defs: &'a [Def<'a>]) -> Res<'a> {
        let Some(result) = self.foreign_v2(ty, site.loc, defs)? else {
            if !self.check_all(ty, defs)? {
                return Err(self.wrong_type(site, ty, None));
            }
            return self.merge_unchecked(ty, site);
        };
        if let Some(refusal) = self.own_refusal(result)? {
            let reason = self.reason(&refusal)?;
            return Err(self.wrong_type(site, ty, Some(reason)));
        }
        self.ev.force(self.attribute(result, known::VALUE)?)
    }

    /// The metadata of a merged value.
    pub(crate) fn value_meta(&'a self, site: &'a Site<'a>) -> Res<'a> {
        let defs = self.site_defs(site)?;
        let ty = self.type_in(site.ty)?;
        let empty = Value::Attrs(self.ev.attrs(&mut []));
        if defs.is_empty() {
            return Ok(empty);
        }
        if let TypeRef::Foreign(_) = ty {
            return match self.foreign_v2(ty, site.loc, defs)? {
                Some(result) => self.ev.force(self.attribute(result, self.n.value_meta)?),
                None => Ok(empty),
            };
        }
        let meta = |name, value| {
            let attrs = self.ev.attrs(&mut [(name, State::Ready(value), Position::NONE)]);
            Ok(Value::Attrs(attrs))
        };
        match self.site_parts(site)? {
            Parts::None => Ok(empty),
            Parts::List(sites) => {
                let items: Vec<State<'a>> = sites.iter().map(|site| native(Op::SiteMeta, site.id)).collect();
                meta(self.n.list, self.ev.list(&items))
            }
            Parts::Attrs(names, sites) => {
                let slots = self.ev.arena().alloc_slice_fill_with(sites.len(), |index| {
                    Slot::new(native(Op::SiteMeta, sites[index].id))
                });
                meta(self.n.attrs, Value::Attrs(self.ev.attrs_of_slots(names, slots, &[])))
            }
            Parts::Submodule(evaluation) => meta(self.n.configuration, self.result_value(evaluation)),
            Parts::Inner(site) => self.value_meta(site),
        }
    }

    /// The metadata with what only options and elements add: the type it was merged under.
    pub(crate) fn checked_meta(&'a self, site: &'a Site<'a>) -> Res<'a> {
        let meta = self.ev.as_attrs(self.value_meta(site)?)?;
        let second = match self.type_in(site.ty)? {
            TypeRef::Native(ty) => Session::merges_by_v2(ty),
            TypeRef::Foreign(attrs) => self.has_v2(attrs)?,
        };
        if !second || !self.is_defined(site)? {
            return Ok(Value::Attrs(meta));
        }
        let internal = self.ev.attrs(&mut [(self.n.type_, self.ev.share(site.ty), Position::NONE)]);
        let mut entries: Vec<_> =
            meta.iter().map(|(name, slot)| (name, self.ev.share(slot), Position::NONE)).collect();
        entries.retain(|entry| entry.0 != self.n.internal);
        entries.push((self.n.internal, State::Ready(Value::Attrs(internal)), Position::NONE));
        Ok(Value::Attrs(self.ev.attrs(&mut entries)))
    }

    /// The value of a type where there is no definition, if it has one.
    pub(crate) fn empty_value(&'a self, ty: TypeRef<'a>) -> Result<Option<State<'a>>, Failure> {
        let own = match ty {
            TypeRef::Native(own) => own,
            TypeRef::Foreign(attrs) => {
                let Some(empty) = attrs.get(self.n.empty_value) else { return Ok(None) };
                let Value::Attrs(empty) = self.ev.force(empty)? else { return Ok(None) };
                return Ok(empty.get(known::VALUE).map(|slot| self.ev.share(slot)));
            }
        };
        let ready = |value| Ok(Some(State::Ready(value)));
        match &own.kind {
            Kind::NullOr(_) => ready(Value::Null),
            Kind::ListOf(_) => ready(self.ev.list(&[])),
            Kind::AttrsOf { .. } | Kind::Simple(crate::types::Simple::Attrs) => {
                ready(Value::Attrs(self.ev.attrs(&mut [])))
            }
            Kind::Submodule(submodule) => {
                let base = self.submodule_base(submodule)?;
                Ok(Some(State::Alias(&base.config)))
            }
            Kind::CoercedTo { to: part, .. } | Kind::Unique { element: part, .. } => {
                self.empty_value(self.type_in(part)?)
            }
            Kind::Simple(_)
            | Kind::Int(_)
            | Kind::Enum(_)
            | Kind::Separated(_)
            | Kind::AttrTag(_)
            | Kind::Deferred(_)
            | Kind::FunctionTo(_)
            | Kind::Either(..) => Ok(None),
        }
    }

    fn missing_value(&'a self, site: &'a Site<'a>) -> Failure {
        let path = self.shown(site.loc);
        let message =
            format!("The option `{path}' was accessed but has no value defined. Try setting the option.");
        problems::missing_value(self, site, path, self.thrown(message))
    }

    /// The definitions that a type refuses, in nixpkgs' words.
    fn wrong_type(&'a self, site: &'a Site<'a>, ty: TypeRef<'a>, reason: Option<String>) -> Failure {
        match self.wrong_type_message(site, ty, reason) {
            Ok((message, refused)) => problems::wrong_type(self, site, ty, &refused, self.thrown(message)),
            Err(error) => error,
        }
    }

    fn wrong_type_message(
        &'a self,
        site: &'a Site<'a>,
        ty: TypeRef<'a>,
        reason: Option<String>,
    ) -> Result<(String, Vec<Def<'a>>), Failure> {
        let defs = self.site_defs(site)?;
        let mut refused = self.refused(ty, defs)?;
        let (path, description) = (self.show_loc(site.loc)?, self.describe(ty)?);
        let start = format!("A definition for option `{path}' is not of type `{description}'.");
        let message = match reason {
            Some(reason) => format!("{start} TypeError: {reason}"),
            None => format!("{start} Definition values:{}", self.show_defs(&refused)?),
        };
        if refused.is_empty() {
            refused.extend_from_slice(defs);
        }
        Ok((message, refused))
    }
}
