//! The definitions that fall on the tree: those of a name, and those that no option is
//! declared for.

use super::{Definitions, Group, Member, Set, Unmatched};
use crate::Session;
use crate::def::{Def, Extra};
use crate::loc::Step;
use fedic_diagnostics::Place;
use fedic_eval::{Failure, Res, Slot, Sym, Value, known};

impl<'a> Session<'a> {
    /// The definitions of a name, properties and all.
    pub(crate) fn definitions_of(&'a self, member: &'a Member<'a>) -> Result<&'a [(Sym, Def<'a>)], Failure> {
        self.definitions_in(member.group, member.name)
    }

    fn definitions_in(&'a self, group: &'a Group<'a>, name: Sym) -> Result<&'a [(Sym, Def<'a>)], Failure> {
        let all = self.definitions(group)?.by_name;
        let start = all.partition_point(|entry| entry.0 < name);
        let length = all[start..].partition_point(|entry| entry.0 == name);
        Ok(&all[start..start + length])
    }

    /// Where the innermost group around a name is defined, the first time in the order of
    /// imports; none where only whole modules are around it.
    pub(crate) fn group_place(&'a self, member: &'a Member<'a>) -> Option<Place> {
        let mut group = member.group;
        while let Some((parent, name)) = group.parent {
            let definitions = self.definitions_in(parent, name).ok()?;
            if let Some(place) = definitions.iter().rev().find_map(|(_, def)| self.place(def)) {
                return Some(place);
            }
            group = parent;
        }
        None
    }

    /// Whether a name has one declaration and no definition.
    pub(crate) fn is_default(&'a self, member: &'a Member<'a>) -> Result<bool, Failure> {
        let definitions = self.definitions_of(member).map_err(|error| {
            let path = self.shown(self.below(member.group.loc, Step::Name(member.name)));
            error.during(None, format!("while evaluating the option `{path}':"))
        })?;
        Ok(member.decls.len() == 1 && definitions.is_empty())
    }

    /// Whether nobody but the module system speaks of `_module`, the name of the root of an evaluation that
    /// stands for it. Most evaluations are such: their `_module` need not be looked at.
    pub(crate) fn module_is_own(&'a self, module: &'a Member<'a>) -> Result<bool, Failure> {
        let known = &module.group.evaluation.module_is_own;
        if let Some(known) = known.get() {
            return Ok(*known);
        }
        let mut is_own = module.decls.len() == 1;
        for set in self.definitions(module.group)?.sets.iter().filter(|set| !set.is_own) {
            is_own &= self.ev.attrs_of(set.slot)?.get(known::MODULE).is_none();
        }
        Ok(*known.get_or_init(|| is_own))
    }

    /// The native `withoutUnset`: the values of options but those of which [`Self::is_unset`] holds.
    pub(crate) fn without_unset(&'a self, arguments: &'a [Slot<'a>]) -> Res<'a> {
        let options = self.ev.attrs_of(&arguments[0])?;
        let values = self.ev.attrs_of(&arguments[1])?;
        let is_unset = |name| {
            let member = options.get(name).and_then(|slot| self.unread_member(slot));
            // What cannot be known is told when the option is read.
            member.is_some_and(|member| self.is_unset(member).unwrap_or(false))
        };
        Ok(Value::Attrs(self.ev.subset(values, |name| !is_unset(name))))
    }

    /// Whether a name is an option with one declaration and no definition. Its type is evaluated
    /// all the same, as reading the option would do: what is wrong with that is told.
    fn is_unset(&'a self, member: &'a Member<'a>) -> Result<bool, Failure> {
        let unset = self.inner_group(member)?.is_none() && self.is_default(member)?;
        if unset && let Some(ty) = self.ev.attrs_of(member.decls[0].slot)?.get(known::PLAIN_TYPE) {
            self.ev.force(ty)?;
        }
        Ok(unset)
    }

    /// The definitions of a level's names that are not declared.
    pub(crate) fn undeclared(&'a self, group: &'a Group<'a>) -> Result<Vec<(Sym, Def<'a>)>, Failure> {
        let names = self.level(group)?.names;
        let all = self.definitions(group)?.by_name.iter();
        Ok(all.filter(|(name, _)| names.binary_search(name).is_err()).copied().collect())
    }

    /// The definitions that fall on a level.
    fn definitions(&'a self, group: &'a Group<'a>) -> Result<Definitions<'a>, Failure> {
        self.ev.once(&group.definitions, || self.make_definitions(group))
    }

    /// Sorts them by name.
    fn make_definitions(&'a self, group: &'a Group<'a>) -> Result<Definitions<'a>, Failure> {
        let sets = match group.parent {
            None => self.root_sets(group.evaluation)?,
            Some((parent, name)) => {
                let mut sets = Vec::new();
                let mut pushed = Vec::new();
                let definitions = self.definitions(parent)?;
                for set in definitions.sets {
                    let around = self.ev.attrs_of(set.slot)?;
                    let Some(slot) = around.get(name) else { continue };
                    let at = around.position_of(name);
                    pushed.clear();
                    self.push_down(slot, &mut pushed)?;
                    sets.extend(pushed.iter().map(|slot| Set { slot, at, ..*set }));
                }
                self.ev.arena().alloc_slice_copy(&sets)
            }
        };
        let mut by_name: Vec<(Sym, Def<'a>)> = Vec::new();
        for set in sets {
            let Value::Attrs(attrs) = self.ev.force(set.slot)? else {
                return Err(self.no_definitions(group.loc, set)?);
            };
            for (index, (name, value)) in attrs.iter().enumerate() {
                let at = attrs.position(index);
                by_name.push((name, Def { file: set.file, value, at, extra: Extra::NOTHING }));
            }
        }
        if sets.len() > 1 {
            by_name.sort_by_key(|entry| entry.0);
        }
        let by_name = self.ev.arena().alloc_slice_copy(&by_name);
        Ok(Definitions { sets, by_name })
    }

    /// The definitions at and below a level that no option is declared for, by name.
    pub(crate) fn unmatched(&'a self, group: &'a Group<'a>) -> Result<&'a [Unmatched<'a>], Failure> {
        self.ev.once(&group.unmatched, || self.make_unmatched(group))
    }

    fn make_unmatched(&'a self, group: &'a Group<'a>) -> Result<&'a [Unmatched<'a>], Failure> {
        let definitions = self.definitions(group)?;
        if definitions.sets.is_empty() {
            return Ok(&[]);
        }
        let level = self.level(group)?;
        let mut found: Vec<(&'a str, Unmatched<'a>)> = Vec::new();
        for member in level.members {
            if group.parent.is_none() && member.name == known::MODULE && self.module_is_own(member)? {
                continue;
            }
            let Some(inner) = self.inner_group(member)? else { continue };
            for unmatched in self.ev.deeper(|| self.unmatched(inner))? {
                let mut path = vec![member.name];
                path.extend_from_slice(unmatched.path);
                let path = self.ev.arena().alloc_slice_copy(&path);
                found.push((self.ev.name(member.name), Unmatched { path, ..*unmatched }));
            }
        }
        for (name, def) in definitions.by_name {
            if level.names.binary_search(name).is_err() {
                let path = self.ev.arena().alloc_slice_copy(&[*name]);
                found.push((self.ev.name(*name), Unmatched { path, def: *def, level: group }));
            }
        }
        found.sort_by_key(|entry| entry.0);
        let found: Vec<Unmatched<'a>> = found.into_iter().map(|entry| entry.1).collect();
        Ok(self.ev.arena().alloc_slice_copy(&found))
    }
}
