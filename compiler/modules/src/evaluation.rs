//! An evaluation of modules: what `evalModules` answers, and what a submodule is an instance
//! of. Its `config` and `options` are made from one tree; both are checked for definitions
//! without a declaration before anything outside sees them.

mod answer;
mod unknown;

use crate::Session;
use crate::collect::Collected;
use crate::def::Def;
use crate::loc::{Loc, Step};
use crate::module::Module;
use crate::op::Op;
use crate::option::Opt;
use crate::session::{function, native};
use crate::tree::{Decl, Group, MemberKind, Set};
use fedic_eval::{Attrs, Failure, Memo, Position, Res, Slot, State, Sym, Value, known};
use std::cell::OnceCell;

pub(crate) use crate::module::Argument;

/// An evaluation of modules.
pub struct Evaluation<'a> {
    pub(crate) id: u32,
    /// Where its options stand: the empty path, or that of the submodule.
    pub prefix: &'a Loc<'a>,
    given: &'a [Given<'a>],
    pub(crate) special_args: &'a Slot<'a>,
    pub(crate) class: &'a Slot<'a>,
    pub(crate) lib: &'a Slot<'a>,
    /// The definitions of the submodule that it is an instance of.
    pub definitions: &'a [Def<'a>],
    /// The option whose value it is, or is part of.
    pub(crate) outer: Option<&'a Opt<'a>>,
    collected: Memo<Collected<'a>>,
    root: Memo<&'a Group<'a>>,
    arguments: Memo<&'a Attrs<'a>>,
    /// What modules see as `config`: with `_module`, unchecked.
    pub(crate) own_config: Slot<'a>,
    checked: Memo<()>,
    pub config: Slot<'a>,
    pub options: Slot<'a>,
    result: OnceCell<&'a Attrs<'a>>,
    /// Whether nobody but the module system speaks of `_module`.
    pub(crate) module_is_own: OnceCell<bool>,
}

/// Modules that an evaluation was given.
#[derive(Clone, Copy)]
pub(crate) enum Given<'a> {
    One(GivenModule<'a>),
    List(&'a Slot<'a>),
}

/// A module that an evaluation was given.
#[derive(Clone, Copy)]
pub(crate) enum GivenModule<'a> {
    Written(&'a Slot<'a>),
    /// One of definitions alone, which needs no loading.
    Defining(Defining<'a>),
}

/// A set of definitions as a module.
#[derive(Clone, Copy)]
pub(crate) struct Defining<'a> {
    pub(crate) file: &'a Slot<'a>,
    pub(crate) config: &'a Slot<'a>,
    /// Whether it is the module system's own, which speaks of nothing but `_module`.
    pub(crate) is_own: bool,
}

/// What a new evaluation is made of.
#[derive(Clone, Copy)]
pub(crate) struct Frame<'a> {
    pub(crate) prefix: &'a Loc<'a>,
    pub(crate) given: &'a [Given<'a>],
    pub(crate) special_args: &'a Slot<'a>,
    pub(crate) class: &'a Slot<'a>,
    pub(crate) lib: &'a Slot<'a>,
    pub(crate) definitions: &'a [Def<'a>],
    pub(crate) outer: Option<&'a Opt<'a>>,
}

impl<'a> Session<'a> {
    /// A new evaluation.
    pub(crate) fn evaluation(&'a self, frame: Frame<'a>) -> &'a Evaluation<'a> {
        self.new_evaluation(frame, Memo::new())
    }

    /// A new evaluation of modules that need no loading.
    pub(crate) fn evaluation_of_modules(
        &'a self,
        frame: Frame<'a>,
        modules: Collected<'a>,
    ) -> &'a Evaluation<'a> {
        self.new_evaluation(frame, Memo::made(modules))
    }

    fn new_evaluation(&'a self, frame: Frame<'a>, collected: Memo<Collected<'a>>) -> &'a Evaluation<'a> {
        self.evaluations.add(self.ev, |id| Evaluation {
            id,
            prefix: frame.prefix,
            given: frame.given,
            special_args: frame.special_args,
            class: frame.class,
            lib: frame.lib,
            definitions: frame.definitions,
            outer: frame.outer,
            collected,
            root: Memo::new(),
            arguments: Memo::new(),
            own_config: Slot::new(native(Op::OwnConfig, id)),
            checked: Memo::new(),
            config: Slot::new(native(Op::Config, id)),
            options: Slot::new(native(Op::Options, id)),
            result: OnceCell::new(),
            module_is_own: OnceCell::new(),
        })
    }

    /// The options of an evaluation, `_module` among them.
    ///
    /// # Errors
    /// What loading the modules gives.
    pub fn option_tree(&'a self, evaluation: &'a Evaluation<'a>) -> Result<&'a Group<'a>, Failure> {
        self.ev.once(&evaluation.root, || self.make_root(evaluation))
    }

    /// The modules of an evaluation that count, last first.
    ///
    /// # Errors
    /// What loading them gives.
    pub fn modules_of(&'a self, evaluation: &'a Evaluation<'a>) -> Result<&'a [&'a Module<'a>], Failure> {
        Ok(self.collected(evaluation)?.modules)
    }

    /// The modules, loaded.
    fn collected(&'a self, evaluation: &'a Evaluation<'a>) -> Result<Collected<'a>, Failure> {
        self.ev.once(&evaluation.collected, || self.collect(evaluation))
    }

    /// The modules that an evaluation was given, one by one.
    pub(crate) fn given_modules(
        &'a self,
        evaluation: &'a Evaluation<'a>,
    ) -> Result<Vec<GivenModule<'a>>, Failure> {
        let mut modules = Vec::new();
        for given in evaluation.given {
            match given {
                Given::List(list) => {
                    modules.extend(self.ev.list_of(list)?.items.iter().map(GivenModule::Written));
                }
                Given::One(module) => modules.push(*module),
            }
        }
        Ok(modules)
    }

    fn make_root(&'a self, evaluation: &'a Evaluation<'a>) -> Result<&'a Group<'a>, Failure> {
        let mut decls = Vec::new();
        for module in self.modules_of(evaluation)? {
            let Some(slot) = module.options else { continue };
            decls.push(Decl { file: module.file, at: Position::NONE, slot });
        }
        let decls = self.ev.arena().alloc_slice_copy(&decls);
        Ok(self.group(evaluation.prefix, decls, None, evaluation))
    }

    /// The definitions of all modules, properties above options pushed down.
    pub(crate) fn root_sets(&'a self, evaluation: &'a Evaluation<'a>) -> Result<&'a [Set<'a>], Failure> {
        let mut sets = Vec::new();
        let mut pushed = Vec::new();
        for module in self.modules_of(evaluation)? {
            for config in module.config {
                pushed.clear();
                self.push_down(config, &mut pushed)?;
                let set = |slot: &&'a Slot<'a>| Set {
                    file: module.file,
                    slot,
                    at: Position::NONE,
                    is_own: module.is_own,
                };
                sets.extend(pushed.iter().map(set));
            }
        }
        Ok(self.ev.arena().alloc_slice_copy(&sets))
    }

    /// What every module function receives.
    pub(crate) fn module_arguments(
        &'a self,
        evaluation: &'a Evaluation<'a>,
    ) -> Result<&'a Attrs<'a>, Failure> {
        self.ev.once(&evaluation.arguments, || self.make_arguments(evaluation))
    }

    /// The standard arguments, then `specialArgs`.
    fn make_arguments(&'a self, evaluation: &'a Evaluation<'a>) -> Result<&'a Attrs<'a>, Failure> {
        let none = Position::NONE;
        let special = self.ev.attrs_of(evaluation.special_args)?;
        let prefix = match evaluation.prefix {
            Loc { parent: None, part: Step::Given(list) } => self.ev.share(list),
            Loc { parent: None, part: Step::Root } => State::Ready(self.ev.list(&[])),
            _ => self.later(Op::LocValue, evaluation.prefix, self.unknown_file),
        };
        let mut entries = vec![
            (known::LIB, self.ev.share(evaluation.lib), none),
            (known::OPTIONS, native(Op::OwnOptions, evaluation.id), none),
            (known::CONFIG, State::Alias(&evaluation.own_config), none),
            (known::SPECIAL_ARGS, self.ev.share(evaluation.special_args), none),
            (known::UNDERSCORE_CLASS, self.ev.share(evaluation.class), none),
            (known::UNDERSCORE_PREFIX, prefix, none),
        ];
        entries.retain(|entry| special.get(entry.0).is_none());
        entries.extend(special.iter().map(|(name, slot)| (name, self.ev.share(slot), none)));
        Ok(self.ev.attrs(&mut entries))
    }

    /// The module that declares `_module` and defines what an evaluation knows of itself.
    pub(crate) fn own_module(&'a self, evaluation: &'a Evaluation<'a>) -> Module<'a> {
        let config = self.own_definitions(native(Op::OwnDefinitions, evaluation.id));
        let options = State::Ready(Value::Attrs(self.own_options(evaluation.prefix)));
        Module {
            key: crate::collect::OWN_KEY,
            options: Some(self.ev.slot(options)),
            ..self.defining_module(Defining { file: self.own_file, ..config })
        }
    }

    /// A module of definitions alone, still without a key.
    pub(crate) fn defining_module(&'a self, definitions: Defining<'a>) -> Module<'a> {
        Module {
            config: self.ev.arena().alloc_slice_copy(&[definitions.config]),
            is_own: definitions.is_own,
            ..Module::empty(self.as_file(definitions.file))
        }
    }

    /// Definitions of `_module` by the module system.
    pub(crate) fn own_definitions(&'a self, of_module: State<'a>) -> Defining<'a> {
        let config = self.ev.attrs(&mut [(known::MODULE, of_module, Position::NONE)]);
        let config = self.ev.slot(State::Ready(Value::Attrs(config)));
        Defining { file: self.unknown_file, config, is_own: true }
    }

    /// What an evaluation knows of itself, under `_module`.
    pub(crate) fn make_own_definitions(&'a self, evaluation: &'a Evaluation<'a>) -> Res<'a> {
        let none = Position::NONE;
        let args = self.ev.attrs(&mut [
            (self.n.extend_modules, State::Ready(function(Op::Extend, evaluation.id)), none),
            (self.n.module_type, native(Op::EvaluationType, evaluation.id), none),
        ]);
        Ok(Value::Attrs(self.ev.attrs(&mut [
            (known::ARGS, State::Ready(Value::Attrs(args)), none),
            (known::SPECIAL_ARGS, self.ev.share(evaluation.special_args), none),
        ])))
    }

    /// The type of what is defined without being declared, if there is one.
    pub(crate) fn freeform_type(
        &'a self,
        evaluation: &'a Evaluation<'a>,
    ) -> Result<Option<&'a Slot<'a>>, Failure> {
        let Some(option) = self.own_option(evaluation, known::FREEFORM_TYPE)? else { return Ok(None) };
        Ok(match self.ev.force(&option.value)? {
            Value::Null => None,
            _ => Some(&option.value),
        })
    }

    /// Whether definitions without a declaration are refused.
    pub(crate) fn is_checked(&'a self, evaluation: &'a Evaluation<'a>) -> Result<bool, Failure> {
        match self.own_option(evaluation, known::CHECK)? {
            Some(option) => self.ev.bool_of(&option.value),
            None => Ok(true),
        }
    }

    /// An option of `_module`; none if nobody but the module system speaks of it, so that it
    /// has its default. Most evaluations are such, and need not evaluate it.
    fn own_option(
        &'a self,
        evaluation: &'a Evaluation<'a>,
        name: Sym,
    ) -> Result<Option<&'a Opt<'a>>, Failure> {
        let root = self.option_tree(evaluation)?;
        let Some(module) = self.find_member(root, known::MODULE)? else {
            unreachable!("every evaluation declares `_module`")
        };
        let is_own = self.module_is_own(module).map_err(|error| {
            let path =
                self.shown(self.below(self.below(root.loc, Step::Name(known::MODULE)), Step::Name(name)));
            error.during(None, format!("while evaluating the option `{path}':"))
        });
        if is_own? {
            return Ok(None);
        }
        if let MemberKind::Group(group) = self.member_kind(module)?
            && let Some(member) = self.find_member(group, name)?
        {
            if self.is_default(member)? {
                return Ok(None);
            }
            if let MemberKind::Option(option) = self.member_kind(member)? {
                return Ok(Some(option));
            }
        }
        Err(self
            .thrown(format!("The option `_module.{}' is declared as something else.", self.ev.name(name))))
    }

    /// What modules see as `config`.
    pub(crate) fn own_config(&'a self, evaluation: &'a Evaluation<'a>) -> Res<'a> {
        let root = self.option_tree(evaluation)?;
        let declared = self.group_config(root)?;
        let Some(freeform) = self.freeform_type(evaluation)? else { return Ok(Value::Attrs(declared)) };
        if self.closed_levels(freeform)?.is_some() {
            return Ok(Value::Attrs(declared));
        }
        let unmatched = self.unmatched(root)?;
        if unmatched.is_empty() {
            return Ok(Value::Attrs(declared));
        }
        let mut defs = Vec::with_capacity(unmatched.len());
        for it in unmatched {
            let mut value = self.ev.share(it.def.value);
            for name in it.path.iter().rev() {
                value = State::Ready(Value::Attrs(self.ev.attrs(&mut [(*name, value, it.def.at)])));
            }
            defs.push(Def { value: self.ev.slot(value), ..it.def });
        }
        let defs = self.ev.arena().alloc_slice_copy(&defs);
        let site = self.plain_site(evaluation.prefix, freeform, defs, None);
        let free = self.ev.as_attrs(self.merge_unchecked(self.type_in(freeform)?, site)?)?;
        Ok(Value::Attrs(self.updated(free, declared)))
    }

    /// Two sets as one, also below names that both have; the right one wins.
    fn updated(&'a self, left: &'a Attrs<'a>, right: &'a Attrs<'a>) -> &'a Attrs<'a> {
        let mut entries = Vec::with_capacity(left.len() + right.len());
        for (index, (name, slot)) in left.iter().enumerate() {
            let at = left.position(index);
            match right.get(name) {
                None => entries.push((name, self.ev.share(slot), at)),
                Some(other) => {
                    let number = self.pairs.next();
                    self.pairs.add(self.ev, |_| (slot, other));
                    entries.push((name, native(Op::Updated, number), at));
                }
            }
        }
        for (name, slot) in right.iter() {
            if left.get(name).is_none() {
                entries.push((name, self.ev.share(slot), Position::NONE));
            }
        }
        self.ev.attrs(&mut entries)
    }

    /// A name that both sets have.
    pub(crate) fn make_updated(&'a self, number: u32) -> Res<'a> {
        let (left, right) = *self.pairs.get(number);
        match (self.ev.force(left)?, self.ev.force(right)?) {
            (Value::Attrs(left), Value::Attrs(right)) => Ok(Value::Attrs(self.updated(left, right))),
            (_, right) => Ok(right),
        }
    }
}
