//! The inner functions of the module system that nixpkgs' `lib.modules` shows too: for code
//! that builds something of its own on them. Evaluation itself goes none of these ways.

use crate::Session;
use crate::collect::Collected;
use crate::evaluation::{Frame, Given};
use crate::module::Module;
use crate::op::Op;
use crate::session::native;
use fedic_eval::{Attrs, Failure, Position, Res, Slot, State, Value, known};

impl<'a> Session<'a> {
    /// `dischargeProperties value`
    pub(crate) fn discharged(&'a self, value: &'a Slot<'a>) -> Res<'a> {
        let mut left = Vec::new();
        self.discharge(value, &mut left)?;
        Ok(self.slots_value(&left))
    }

    /// `pushDownProperties value`
    pub(crate) fn pushed_down(&'a self, value: &'a Slot<'a>) -> Res<'a> {
        let mut pushed = Vec::new();
        self.push_down(value, &mut pushed)?;
        Ok(self.slots_value(&pushed))
    }

    /// `unifyModuleSyntax`, of `{ file; key; module; }`
    pub(crate) fn unified(&'a self, parameters: &'a Slot<'a>) -> Res<'a> {
        let parameters = self.ev.attrs_of(parameters)?;
        let file = self.attribute(parameters, known::FILE)?;
        let key = self.ev.text_of(self.attribute(parameters, known::KEY)?)?;
        let slot = self.attribute(parameters, self.n.module)?;
        let module = self.unify(file, key, self.ev.force(slot)?, slot)?;
        Ok(Value::Attrs(self.module_attrs(&module)?))
    }

    /// `collectModules`, of `{ class; modulesPath; modules; arguments; }`
    pub(crate) fn collected_modules(&'a self, parameters: &'a Slot<'a>) -> Res<'a> {
        let parameters = self.ev.attrs_of(parameters)?;
        let given = Given::List(self.attribute(parameters, known::MODULES)?);
        let evaluation = self.evaluation(Frame {
            class: self.attribute(parameters, known::CLASS)?,
            special_args: self.attribute(parameters, self.n.arguments)?,
            ..self.bare_frame(self.ev.arena().alloc_slice_copy(&[given]))
        });
        let own = crate::collect::OWN_KEY;
        let mut modules = Vec::new();
        for module in self.modules_of(evaluation)?.iter().rev().filter(|module| module.key != own) {
            modules.push(State::Ready(Value::Attrs(self.module_attrs(module)?)));
        }
        Ok(self.ev.list(&modules))
    }

    /// `mergeModules' prefix modules configs`
    pub(crate) fn merged_modules(&'a self, arguments: &'a [Slot<'a>]) -> Res<'a> {
        let [prefix, modules, configs] = arguments else { unreachable!("it takes three arguments") };
        let mut all: Vec<&'a Module<'a>> = Vec::new();
        for item in self.ev.list_of(modules)?.items {
            let record = self.ev.attrs_of(item)?;
            let file = self.attribute(record, known::UNDERSCORE_FILE)?;
            all.push(
                self.ev.arena().alloc(Module { options: record.get(known::OPTIONS), ..Module::empty(file) }),
            );
        }
        for item in self.ev.list_of(configs)?.items {
            let record = self.ev.attrs_of(item)?;
            let config = self.ev.arena().alloc_slice_copy(&[self.attribute(record, known::CONFIG)?]);
            let file = self.attribute(record, known::FILE)?;
            all.push(self.ev.arena().alloc(Module { config, ..Module::empty(file) }));
        }
        let frame = Frame { prefix: self.given_loc(prefix), ..self.bare_frame(&[]) };
        let evaluation =
            self.evaluation_of_modules(frame, Collected::of(self.ev.arena().alloc_slice_copy(&all)));
        Ok(Value::Attrs(self.ev.attrs(&mut [
            (self.n.matched_options, native(Op::OwnOptions, evaluation.id), Position::NONE),
            (self.n.unmatched_defns, native(Op::UnmatchedList, evaluation.id), Position::NONE),
        ])))
    }

    /// Definitions without a declaration as Nix code sees them, each with its path.
    pub(crate) fn unmatched_list(&'a self, number: u32) -> Res<'a> {
        let root = self.option_tree(self.evaluations.get(number))?;
        let mut items = Vec::new();
        for unmatched in self.unmatched(root)? {
            let path: Vec<State<'a>> =
                unmatched.path.iter().map(|name| self.text(self.ev.name(*name))).collect();
            items.push(State::Ready(Value::Attrs(self.ev.attrs(&mut [
                (known::FILE, unmatched.def.file.share(), Position::NONE),
                (known::VALUE, unmatched.def.value.share(), Position::NONE),
                (known::PREFIX, State::Ready(self.ev.list(&path)), Position::NONE),
            ]))));
        }
        Ok(self.ev.list(&items))
    }

    fn bare_frame(&'a self, given: &'a [Given<'a>]) -> Frame<'a> {
        Frame {
            prefix: self.root(),
            given,
            special_args: self.ev.slot(State::Ready(Value::Attrs(self.ev.attrs(&mut [])))),
            class: self.ev.slot(State::Ready(Value::Null)),
            lib: self.lib(),
            definitions: &[],
            outer: None,
        }
    }

    /// A module's parts under their names.
    fn module_attrs(&'a self, module: &Module<'a>) -> Result<&'a Attrs<'a>, Failure> {
        let none = Position::NONE;
        let share =
            |slot: Option<&'a Slot<'a>>, absent: Value<'a>| slot.map_or(State::Ready(absent), Slot::share);
        let mut imports = Vec::new();
        for list in module.imports.into_iter().flatten() {
            imports.extend(self.ev.list_of(list)?.items.iter().map(Slot::share));
        }
        let config = match module.config {
            [] => State::Ready(Value::Attrs(self.ev.attrs(&mut []))),
            [config] => config.share(),
            several => {
                let contents = self.slots_value(several);
                State::Ready(Value::Attrs(self.ev.attrs(&mut [
                    (known::TYPE, self.text("merge"), none),
                    (known::CONTENTS, State::Ready(contents), none),
                ])))
            }
        };
        Ok(self.ev.attrs(&mut [
            (known::UNDERSCORE_CLASS, share(module.class, Value::Null), none),
            (known::UNDERSCORE_FILE, module.file.share(), none),
            (known::KEY, self.text(module.key), none),
            (known::DISABLED_MODULES, share(module.disabled, self.ev.list(&[])), none),
            (known::IMPORTS, State::Ready(self.ev.list(&imports)), none),
            (known::OPTIONS, share(module.options, Value::Attrs(self.ev.attrs(&mut []))), none),
            (known::CONFIG, config, none),
        ]))
    }

    fn slots_value(&'a self, slots: &[&'a Slot<'a>]) -> Value<'a> {
        let items: Vec<State<'a>> = slots.iter().map(|slot| slot.share()).collect();
        self.ev.list(&items)
    }
}
