//! The tree of declared options, and the definitions that fall on it. A level of the tree is
//! made when its names are asked for, a name of it when that name is.

mod definitions;
mod faults;

use crate::Session;
use crate::def::Def;
use crate::evaluation::Evaluation;
use crate::loc::{Loc, Step};
use crate::op::Op;
use crate::option::Opt;
use crate::session::native;
use fedic_eval::{Attrs, Failure, Memo, Position, Res, Slot, State, Sym, Value, known};
use std::cell::OnceCell;

/// A level of the tree.
pub struct Group<'a> {
    pub(crate) id: u32,
    pub loc: &'a Loc<'a>,
    /// Attribute sets of declarations, one for each module that has one here.
    decls: &'a [Decl<'a>],
    /// The group around it and its name there; none for the root of an evaluation.
    parent: Option<(&'a Group<'a>, Sym)>,
    pub(crate) evaluation: &'a Evaluation<'a>,
    level: Memo<Level<'a>>,
    definitions: Memo<Definitions<'a>>,
    unmatched: Memo<&'a [Unmatched<'a>]>,
    /// The values of its options, as `config` shows them.
    pub(crate) config: Slot<'a>,
    pub(crate) options: Slot<'a>,
}

/// The names of a level, sorted by symbol.
#[derive(Clone, Copy)]
struct Level<'a> {
    names: &'a [Sym],
    members: &'a [Member<'a>],
}

/// A name of a level.
pub struct Member<'a> {
    id: u32,
    pub name: Sym,
    pub(crate) group: &'a Group<'a>,
    decls: &'a [Decl<'a>],
    kind: Memo<Kind<'a>>,
    /// The option that it is, once somebody asked more than that.
    option: OnceCell<&'a Opt<'a>>,
}

/// What a name stands for.
#[derive(Clone, Copy)]
pub enum MemberKind<'a> {
    Option(&'a Opt<'a>),
    Group(&'a Group<'a>),
}

/// The same, with no option made: of most options nobody asks more.
#[derive(Clone, Copy)]
enum Kind<'a> {
    Option,
    Group(&'a Group<'a>),
}

/// A declaration: of an option, or of a set of them.
#[derive(Clone, Copy)]
pub struct Decl<'a> {
    pub file: &'a Slot<'a>,
    /// The key it stands under.
    pub at: Position,
    pub slot: &'a Slot<'a>,
}

/// What modules define at a level: sets, one a module (or several, of a `mkMerge`).
#[derive(Clone, Copy)]
struct Definitions<'a> {
    sets: &'a [Set<'a>],
    /// By name, those of one name in the order of the sets.
    by_name: &'a [(Sym, Def<'a>)],
}

/// A set of definitions with the file of its module.
#[derive(Clone, Copy)]
pub(crate) struct Set<'a> {
    pub(crate) file: &'a Slot<'a>,
    pub(crate) slot: &'a Slot<'a>,
    /// The key it stands under.
    pub(crate) at: Position,
    /// Whether it is the module system's own, which speaks of nothing but `_module`.
    pub(crate) is_own: bool,
}

/// A definition for which no option is declared.
#[derive(Clone, Copy)]
pub struct Unmatched<'a> {
    /// The path below the root of the evaluation.
    pub path: &'a [Sym],
    pub def: Def<'a>,
    /// The level at which nothing matched any more.
    pub(crate) level: &'a Group<'a>,
}

impl<'a> Session<'a> {
    /// A level of the tree.
    pub(crate) fn group(
        &'a self,
        loc: &'a Loc<'a>,
        decls: &'a [Decl<'a>],
        parent: Option<(&'a Group<'a>, Sym)>,
        evaluation: &'a Evaluation<'a>,
    ) -> &'a Group<'a> {
        self.groups.add(self.ev, |id| Group {
            id,
            loc,
            decls,
            parent,
            evaluation,
            level: Memo::new(),
            definitions: Memo::new(),
            unmatched: Memo::new(),
            config: Slot::new(native(Op::GroupConfig, id)),
            options: Slot::new(native(Op::GroupOptions, id)),
        })
    }

    /// The names of a level, in the order of the alphabet.
    ///
    /// # Errors
    /// A declaration is no attribute set, or what evaluating them gives.
    pub fn members(&'a self, group: &'a Group<'a>) -> Result<Vec<&'a Member<'a>>, Failure> {
        let mut members: Vec<_> = self.level(group)?.members.iter().collect();
        members.sort_unstable_by_key(|member| self.ev.name(member.name));
        Ok(members)
    }

    /// What a name of a level stands for.
    ///
    /// # Errors
    /// It is declared both as an option and as a group, or as something else.
    pub fn member_kind(&'a self, member: &'a Member<'a>) -> Result<MemberKind<'a>, Failure> {
        match self.kind(member)? {
            Kind::Option => Ok(MemberKind::Option(self.option_of(member)?)),
            Kind::Group(group) => Ok(MemberKind::Group(group)),
        }
    }

    /// The group that a name of a level stands for, if it is none of an option.
    fn inner_group(&'a self, member: &'a Member<'a>) -> Result<Option<&'a Group<'a>>, Failure> {
        match self.kind(member)? {
            Kind::Option => Ok(None),
            Kind::Group(group) => Ok(Some(group)),
        }
    }

    /// The option that a name stands for whose declarations all are of options.
    fn option_of(&'a self, member: &'a Member<'a>) -> Result<&'a Opt<'a>, Failure> {
        if let Some(option) = member.option.get() {
            return Ok(option);
        }
        let loc = self.below(member.group.loc, Step::Name(member.name));
        Ok(member.option.get_or_init(|| self.declared_option(loc, member.decls, member)))
    }

    /// A name of a level.
    pub(crate) fn find_member(
        &'a self,
        group: &'a Group<'a>,
        name: Sym,
    ) -> Result<Option<&'a Member<'a>>, Failure> {
        let level = self.level(group)?;
        Ok(level.names.binary_search(&name).ok().map(|index| &level.members[index]))
    }

    /// The names of a level.
    fn level(&'a self, group: &'a Group<'a>) -> Result<Level<'a>, Failure> {
        self.ev.once(&group.level, || self.make_level(group))
    }

    fn make_level(&'a self, group: &'a Group<'a>) -> Result<Level<'a>, Failure> {
        let mut entries: Vec<(Sym, Decl<'a>)> = Vec::new();
        for decl in group.decls {
            let Value::Attrs(subtree) = self.ev.force(decl.slot)? else {
                return Err(self.no_declarations(group.loc, decl)?);
            };
            entries.reserve(subtree.len());
            for (index, (name, slot)) in subtree.iter().enumerate() {
                let at = subtree.position(index);
                entries.push((name, Decl { file: decl.file, at, slot }));
            }
        }
        if group.decls.len() > 1 {
            entries.sort_by_key(|entry| entry.0);
        }
        let arena = self.ev.arena();
        let decls: &'a [Decl<'a>] = arena.alloc_slice_fill_with(entries.len(), |index| entries[index].1);
        let mut spans: Vec<(Sym, usize, usize)> = Vec::with_capacity(entries.len());
        for (index, (name, _)) in entries.iter().enumerate() {
            match spans.last_mut() {
                Some(span) if span.0 == *name => span.2 = index + 1,
                _ => spans.push((*name, index, index + 1)),
            }
        }
        let first = self.members.next();
        let members: &'a [Member<'a>] = arena.alloc_slice_fill_with(spans.len(), |index| {
            let (name, start, end) = spans[index];
            let id = first + u32::try_from(index).unwrap_or_else(|_| unreachable!("fewer names than memory"));
            let (kind, option) = (Memo::new(), OnceCell::new());
            Member { id, name, group, decls: &decls[start..end], kind, option }
        });
        members.iter().for_each(|member| self.members.push(self.ev, member));
        let names = arena.alloc_slice_fill_with(spans.len(), |index| spans[index].0);
        Ok(Level { names, members })
    }

    fn kind(&'a self, member: &'a Member<'a>) -> Result<Kind<'a>, Failure> {
        self.ev.once(&member.kind, || self.make_kind(member))
    }

    /// Finds out what a name stands for.
    fn make_kind(&'a self, member: &'a Member<'a>) -> Result<Kind<'a>, Failure> {
        let loc = || self.below(member.group.loc, Step::Name(member.name));
        let mut options = 0;
        for decl in member.decls {
            let Value::Attrs(attrs) = self.ev.force(decl.slot)? else { continue };
            let Some(tag) = attrs.get(known::TYPE) else { continue };
            match self.ev.force(tag)? {
                Value::Str(text) if text.bytes == b"option" => options += 1,
                other => return Err(self.no_option(loc(), decl, other)?),
            }
        }
        if options == 0 && !member.decls.is_empty() {
            let parent = Some((member.group, member.name));
            let group = self.group(loc(), member.decls, parent, member.group.evaluation);
            return Ok(Kind::Group(group));
        }
        if options < member.decls.len() {
            let decls = self.joined_groups(loc(), member.decls)?;
            member.option.get_or_init(|| self.declared_option(loc(), decls, member));
        }
        Ok(Kind::Option)
    }

    /// Declarations of a name among which are options and groups: these become parts of the
    /// options, which must be of submodule types.
    fn joined_groups(&'a self, loc: &'a Loc<'a>, decls: &'a [Decl<'a>]) -> Result<&'a [Decl<'a>], Failure> {
        let decls = self.ev.arena().alloc_slice_copy(decls);
        let mut are_options = Vec::with_capacity(decls.len());
        for decl in &*decls {
            are_options.push(self.tag_of(self.ev.force(decl.slot)?)? == Some(b"option"));
        }
        let mut first = None;
        for (decl, _) in decls.iter().zip(&are_options).filter(|(_, is_option)| **is_option) {
            let first = first.get_or_insert(*decl);
            if !self.is_submodule_option(decl)? {
                return Err(self.option_and_group(loc, first, decls)?);
            }
        }
        for (decl, is_option) in decls.iter_mut().zip(are_options) {
            if !is_option {
                decl.slot = self.group_as_option(decl);
            }
        }
        Ok(decls)
    }

    fn is_submodule_option(&'a self, decl: &Decl<'a>) -> Result<bool, Failure> {
        let Some(ty) = self.ev.attrs_of(decl.slot)?.get(known::PLAIN_TYPE) else { return Ok(false) };
        let Some(name) = self.ev.attrs_of(ty)?.get(known::NAME) else { return Ok(false) };
        Ok(matches!(self.ev.force(name)?, Value::Str(text) if text.bytes == b"submodule"))
    }

    /// A group beside an option of submodule type is one more module of it.
    fn group_as_option(&'a self, decl: &Decl<'a>) -> &'a Slot<'a> {
        let none = Position::NONE;
        let module = self.ev.attrs(&mut [(known::OPTIONS, self.ev.share(decl.slot), none)]);
        let modules = self.ev.list(&[State::Ready(Value::Attrs(module))]);
        let parameters = self.ev.attrs(&mut [
            (known::MODULES, State::Ready(modules), none),
            (self.n.shorthand, State::Ready(Value::Null), none),
        ]);
        let ty = self
            .submodule_type(parameters)
            .unwrap_or_else(|_| unreachable!("only missing modules fail, and they stand above"));
        let option = self.ev.attrs(&mut [
            (known::TYPE, self.text("option"), none),
            (known::PLAIN_TYPE, State::Ready(self.type_value(ty)), none),
        ]);
        self.ev.slot(State::Ready(Value::Attrs(option)))
    }

    /// The values of a group's options.
    pub(crate) fn group_config(&'a self, group: &'a Group<'a>) -> Result<&'a Attrs<'a>, Failure> {
        self.ev.attrs_of(&group.config)
    }

    pub(crate) fn group_options_slot(&self, group: &'a Group<'a>) -> &'a Slot<'a> {
        &group.options
    }

    /// The name that a slot of a set of options stands for, if nobody has read what it holds.
    pub(crate) fn unread_member(&'a self, slot: &'a Slot<'a>) -> Option<&'a Member<'a>> {
        match slot.state() {
            State::Native(it) if Op::of(it.operation) == Op::MemberOptions => {
                Some(self.members.get(it.object))
            }
            _ => None,
        }
    }

    /// Makes the set of a level, each name by this operation on the member.
    pub(crate) fn level_attrs(&'a self, group: &'a Group<'a>, each: Op) -> Res<'a> {
        let level = self.level(group)?;
        let slots = self.ev.arena().alloc_slice_fill_with(level.names.len(), |index| {
            Slot::new(native(each, level.members[index].id))
        });
        Ok(Value::Attrs(self.ev.attrs_named(level.names, slots)))
    }

    /// `config.<name>`
    pub(crate) fn member_config(&'a self, member: &'a Member<'a>) -> Res<'a> {
        match self.member_kind(member)? {
            MemberKind::Option(option) => self.ev.force(&option.value),
            MemberKind::Group(group) => self.ev.force(&group.config),
        }
    }

    /// `options.<name>`
    pub(crate) fn member_options(&'a self, member: &'a Member<'a>) -> Res<'a> {
        match self.member_kind(member)? {
            MemberKind::Option(option) => self.ev.force(&option.full),
            MemberKind::Group(group) => self.ev.force(&group.options),
        }
    }
}
