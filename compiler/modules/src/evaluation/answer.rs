//! `evalModules`, what it answers, and `extendModules` of the answer.

use super::{Evaluation, Frame, Given, GivenModule};
use crate::op::Op;
use crate::session::{function, native};
use crate::{Session, problems};
use fedic_eval::{Position, Res, Slot, State, Value, known};

impl<'a> Session<'a> {
    /// `evalModules { modules; prefix; specialArgs; class; }`, given `lib` first.
    pub(crate) fn eval_modules(&'a self, lib: &'a Slot<'a>, parameters: &'a Slot<'a>) -> Res<'a> {
        let parameters = self.ev.attrs_of(parameters)?;
        let get = |name, absent| parameters.get(name).unwrap_or_else(|| self.ev.slot(State::Ready(absent)));
        let modules = self.attribute(parameters, known::MODULES)?;
        let prefix = match parameters.get(known::PREFIX) {
            Some(prefix) => self.given_loc(prefix),
            None => self.root(),
        };
        let evaluation = self.evaluation(Frame {
            prefix,
            given: self.ev.arena().alloc_slice_copy(&[Given::List(modules)]),
            special_args: get(known::SPECIAL_ARGS, Value::Attrs(self.ev.attrs(&mut []))),
            class: get(known::CLASS, Value::Null),
            lib,
            definitions: &[],
            outer: None,
        });
        Ok(self.result_value(evaluation))
    }

    /// What `evalModules` answers.
    pub fn result_value(&'a self, evaluation: &'a Evaluation<'a>) -> Value<'a> {
        Value::Attrs(evaluation.result.get_or_init(|| {
            let own = |op| native(op, evaluation.id);
            let none = Position::NONE;
            self.ev.attrs(&mut [
                (known::TYPE, self.text("configuration"), none),
                (known::CONFIG, State::Alias(&evaluation.config), none),
                (known::OPTIONS, State::Alias(&evaluation.options), none),
                (known::MODULE, own(Op::ModulePart), none),
                (self.n.extend_modules, State::Ready(function(Op::Extend, evaluation.id)), none),
                (known::PLAIN_TYPE, own(Op::EvaluationType), none),
                (known::CLASS, self.ev.share(evaluation.class), none),
                (self.n.graph, own(Op::Graph), none),
            ])
        }))
    }

    /// `config` as the answer shows it.
    pub(crate) fn make_config(&'a self, evaluation: &'a Evaluation<'a>) -> Res<'a> {
        self.checked(evaluation)?;
        let own = self.ev.attrs_of(&evaluation.own_config)?;
        Ok(Value::Attrs(match own.names() {
            // Most sets of options begin with it: the slots behind it are enough.
            [known::MODULE, names @ ..] if own.positions().is_empty() => {
                self.ev.attrs_named(names, &own.slots()[1..])
            }
            _ => self.ev.subset(own, |name| name != known::MODULE),
        }))
    }

    /// `options` as modules see it.
    pub(crate) fn own_options_value(&'a self, evaluation: &'a Evaluation<'a>) -> Res<'a> {
        self.ev.force(self.group_options_slot(self.option_tree(evaluation)?))
    }

    /// `options` as the answer shows it.
    pub(crate) fn make_options(&'a self, evaluation: &'a Evaluation<'a>) -> Res<'a> {
        self.checked(evaluation)?;
        self.own_options_value(evaluation)
    }

    /// `_module` of the answer.
    pub(crate) fn module_part(&'a self, evaluation: &'a Evaluation<'a>) -> Res<'a> {
        self.checked(evaluation)?;
        let own = self.ev.attrs_of(&evaluation.own_config)?;
        self.ev.force(self.attribute(own, known::MODULE)?)
    }

    /// `graph` of the answer.
    pub(crate) fn make_graph(&'a self, evaluation: &'a Evaluation<'a>) -> Res<'a> {
        self.graph(&self.collected(evaluation)?)
    }

    /// The evaluation as the type of a submodule.
    pub(crate) fn evaluation_type(&'a self, evaluation: &'a Evaluation<'a>) -> Res<'a> {
        let given = self.given_modules(evaluation)?;
        let modules: Vec<State<'a>> = given.into_iter().map(|given| self.module_state(given)).collect();
        let parameters = self.ev.attrs(&mut [
            (known::MODULES, State::Ready(self.ev.list(&modules)), Position::NONE),
            (known::SPECIAL_ARGS, self.ev.share(evaluation.special_args), Position::NONE),
            (known::CLASS, self.ev.share(evaluation.class), Position::NONE),
        ]);
        Ok(self.type_value(self.submodule_type(parameters)?))
    }

    /// A module that an evaluation was given, as Nix code sees it.
    fn module_state(&'a self, given: GivenModule<'a>) -> State<'a> {
        match given {
            GivenModule::Written(slot) => self.ev.share(slot),
            GivenModule::Defining(it) => State::Ready(Value::Attrs(self.ev.attrs(&mut [
                (known::UNDERSCORE_FILE, self.ev.share(it.file), Position::NONE),
                (known::CONFIG, self.ev.share(it.config), Position::NONE),
            ]))),
        }
    }

    /// `extendModules { modules; specialArgs; prefix; }`
    pub(crate) fn extend(&'a self, evaluation: &'a Evaluation<'a>, parameters: &'a Slot<'a>) -> Res<'a> {
        let parameters = self.ev.attrs_of(parameters)?;
        let allowed = [known::MODULES, known::SPECIAL_ARGS, known::PREFIX];
        if let Some(name) = parameters.names().iter().find(|name| !allowed.contains(name)) {
            return Err(problems::unexpected_argument(self.ev.name(*name)));
        }
        let mut given = evaluation.given.to_vec();
        given.extend(parameters.get(known::MODULES).map(Given::List));
        let special_args = match parameters.get(known::SPECIAL_ARGS) {
            None => evaluation.special_args,
            Some(more) => {
                let (old, more) = (self.ev.attrs_of(evaluation.special_args)?, self.ev.attrs_of(more)?);
                self.ev.slot(State::Ready(Value::Attrs(self.ev.update(old, more))))
            }
        };
        let extended = self.evaluation(Frame {
            prefix: parameters.get(known::PREFIX).map_or(evaluation.prefix, |prefix| self.given_loc(prefix)),
            given: self.ev.arena().alloc_slice_copy(&given),
            special_args,
            class: evaluation.class,
            lib: evaluation.lib,
            definitions: evaluation.definitions,
            outer: evaluation.outer,
        });
        Ok(self.result_value(extended))
    }
}
