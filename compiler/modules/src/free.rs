//! What is defined without a declaration, where a freeform type takes it level by level.
//!
//! A freeform type of our own may have `closed`, a function of a level's path: whether that
//! level takes only declared names. All others are merged by the type, each level's by
//! themselves, so that a value can be read while the names of other levels still depend on
//! it; elsewhere any read needs all names, as it does in Nix.

use crate::Session;
use crate::def::Def;
use crate::evaluation::Evaluation;
use crate::loc::Loc;
use crate::op::Op;
use crate::session::native;
use crate::tree::Group;
use fedic_eval::{Attrs, Failure, Position, Res, SetId, Slot, State, Sym, Value};

impl<'a> Session<'a> {
    /// The freeform type's `closed`, if it has one.
    pub(crate) fn closed_levels(&'a self, freeform: &'a Slot<'a>) -> Result<Option<Value<'a>>, Failure> {
        let Value::Attrs(ty) = self.ev.force(freeform)? else { return Ok(None) };
        ty.get(self.n.closed).map(|slot| self.ev.force(slot)).transpose()
    }

    /// Whether a level takes only declared names.
    pub(crate) fn is_closed(&'a self, closed: Value<'a>, level: &'a Loc<'a>) -> Result<bool, Failure> {
        let level = self.loc_value(level)?;
        self.ev.as_bool(self.ev.call(closed, &[State::Ready(level)])?)
    }

    /// The values of a level: of its options, and of what else the level takes.
    pub(crate) fn level_config(&'a self, group: &'a Group<'a>) -> Res<'a> {
        let declared = self.level_attrs(group, Op::MemberConfig)?;
        let Some(freeform) = self.freeform_type(group.evaluation)? else { return Ok(declared) };
        let Some(closed) = self.closed_levels(freeform)? else { return Ok(declared) };
        if self.is_closed(closed, group.loc)? {
            return Ok(declared);
        }
        let mut names: Vec<Sym> = self.undeclared(group)?.into_iter().map(|(name, _)| name).collect();
        names.dedup();
        if names.is_empty() {
            return Ok(declared);
        }
        let free = self.ev.slot(native(Op::GroupFree, group.id));
        let declared = self.ev.as_attrs(declared)?;
        let own = declared.iter().map(|(name, slot)| (name, self.ev.share(slot), Position::NONE));
        let mut entries: Vec<_> = own.collect();
        for name in names {
            let number = self.pairs.next();
            let text = self.ev.slot(State::Ready(self.ev.string(self.ev.name(name))));
            self.pairs.add(self.ev, |_| (free, text));
            entries.push((name, native(Op::FreeMember, number), Position::NONE));
        }
        Ok(Value::Attrs(self.ev.attrs(&mut entries)))
    }

    /// Whether what failed for want of an attribute lacks it for certain: a level of `config` or
    /// `options` all of whose names are known. Of other sets nothing is said.
    pub fn lacks_for_certain(&'a self, failure: &Failure) -> bool {
        let Some(set) = failure.lacking else { return false };
        let is =
            |slot: &Slot<'a>| matches!(slot.state(), State::Ready(Value::Attrs(it)) if SetId::of(it) == set);
        if let Some(evaluation) = self.evaluations.latest(|it| is(&it.config) || is(&it.options)) {
            return !self.has_open_levels(evaluation);
        }
        let Some(group) = self.groups.latest(|it| is(&it.config) || is(&it.options)) else { return false };
        let closed = || {
            let Some(freeform) = self.freeform_type(group.evaluation)? else { return Ok(false) };
            match self.closed_levels(freeform)? {
                Some(closed) => self.is_closed(closed, group.loc),
                None => Ok::<bool, Failure>(false),
            }
        };
        closed().unwrap_or(false) || !self.has_open_levels(group.evaluation)
    }

    /// Whether an evaluation, or the outermost around it, takes some levels as they come.
    fn has_open_levels(&'a self, evaluation: &'a Evaluation<'a>) -> bool {
        let mut outermost = evaluation;
        while let Some(outer) = outermost.outer.and_then(|option| self.evaluation_of(option)) {
            outermost = outer;
        }
        let open = || match self.freeform_type(outermost)? {
            Some(freeform) => Ok::<bool, Failure>(self.closed_levels(freeform)?.is_some()),
            None => Ok(false),
        };
        open().unwrap_or(true)
    }

    /// What a level has beside its options, merged by the freeform type.
    pub(crate) fn make_free(&'a self, group: &'a Group<'a>) -> Res<'a> {
        let Some(freeform) = self.freeform_type(group.evaluation)? else {
            unreachable!("only levels with a freeform type have more than their options")
        };
        let defs: Vec<Def<'a>> = self.undeclared(group)?.into_iter().map(|it| self.named(it)).collect();
        let defs = self.ev.arena().alloc_slice_copy(&defs);
        let site = self.plain_site(group.loc, freeform, defs, None);
        self.merge_unchecked(self.type_in(freeform)?, site)
    }

    /// A definition of a name as one of the set that has it.
    fn named(&'a self, (name, def): (Sym, Def<'a>)) -> Def<'a> {
        let set: &'a Attrs<'a> = self.ev.attrs(&mut [(name, self.ev.share(def.value), def.at)]);
        Def { value: self.ev.slot(State::Ready(Value::Attrs(set))), ..def }
    }

    /// A name of what a level has beside its options.
    pub(crate) fn free_member(&'a self, number: u32) -> Res<'a> {
        let (free, name) = *self.pairs.get(number);
        let name = self.ev.sym(self.ev.text_of(name)?);
        self.ev.force(self.ev.member(self.ev.attrs_of(free)?, name)?)
    }
}
