//! Submodules as evaluations: of a type's modules together with the definitions of one value,
//! of its modules alone, and of its modules for documentation.

use crate::Session;
use crate::def::{DEFAULT_PRIORITY, Def};
use crate::evaluation::{Defining, Evaluation, Frame, Given, GivenModule};
use crate::loc::Loc;
use crate::op::Op;
use crate::site::Site;
use crate::types::Submodule;
use fedic_eval::{Failure, Position, Res, Slot, State, Value, known};
use fedic_model::NAME_STAND_IN;

impl<'a> Session<'a> {
    /// What sets the `name` argument, under `_module`.
    pub(crate) fn name_definition(&'a self, name: State<'a>) -> Value<'a> {
        let set = |name, state| Value::Attrs(self.ev.attrs(&mut [(name, state, Position::NONE)]));
        set(known::ARGS, State::Ready(set(known::NAME, name)))
    }

    /// The evaluation of a submodule's modules without a definition.
    pub(crate) fn submodule_base(
        &'a self,
        submodule: &'a Submodule<'a>,
    ) -> Result<&'a Evaluation<'a>, Failure> {
        self.ev.once(&submodule.base, || Ok(self.make_base(submodule)))
    }

    fn make_base(&'a self, submodule: &'a Submodule<'a>) -> &'a Evaluation<'a> {
        let given = [self.placeholder_module(), Given::List(submodule.modules)];
        self.evaluation(Frame {
            prefix: self.root(),
            given: self.ev.arena().alloc_slice_copy(&given),
            special_args: submodule.special_args,
            class: submodule.class,
            lib: self.lib(),
            definitions: &[],
            outer: None,
        })
    }

    /// The module that names a submodule for which there is no definition: `‹name›`.
    fn placeholder_module(&'a self) -> Given<'a> {
        Given::One(GivenModule::Defining(*self.placeholder.get_or_init(|| {
            let name = self.ev.attrs(&mut [
                (known::TYPE, self.text("override"), Position::NONE),
                (known::PRIORITY, State::Ready(Value::Int(DEFAULT_PRIORITY)), Position::NONE),
                (known::CONTENT, self.text(NAME_STAND_IN), Position::NONE),
            ]);
            self.own_definitions(State::Ready(self.name_definition(State::Ready(Value::Attrs(name)))))
        })))
    }

    /// The evaluation that definitions of a submodule make.
    pub(crate) fn instance(
        &'a self,
        submodule: &'a Submodule<'a>,
        site: &'a Site<'a>,
        defs: &'a [Def<'a>],
    ) -> Result<&'a Evaluation<'a>, Failure> {
        self.plain_definitions(defs)?;
        let shorthand = matches!(self.ev.force(submodule.shorthand)?, Value::Bool(true));
        let name = self.own_definitions(self.later(Op::NameDefinition, site.loc, self.unknown_file));
        let name = Given::One(GivenModule::Defining(name));
        let mut given = vec![self.placeholder_module(), Given::List(submodule.modules), name];
        for def in defs {
            given.push(Given::One(if shorthand && matches!(self.ev.force(def.value)?, Value::Attrs(_)) {
                GivenModule::Defining(Defining { file: def.file, config: def.value, is_own: false })
            } else {
                let module = self.located(self.ev.share(def.file), self.ev.share(def.value), def.at);
                GivenModule::Written(self.ev.slot(State::Ready(module)))
            }));
        }
        let outer = site.option;
        Ok(self.evaluation(Frame {
            prefix: site.loc,
            given: self.ev.arena().alloc_slice_copy(&given),
            special_args: submodule.special_args,
            class: submodule.class,
            lib: outer
                .and_then(|outer| self.evaluation_of(outer))
                .map_or_else(|| self.lib(), |around| around.lib),
            definitions: defs,
            outer,
        }))
    }

    /// The options of a submodule, for documentation: once for all who ask without a prefix.
    pub(crate) fn documented(&'a self, submodule: &'a Submodule<'a>, prefix: &'a Loc<'a>) -> Res<'a> {
        if !prefix.is_empty() {
            return self.documented_at(submodule, prefix);
        }
        if let Some(known) = submodule.documented.get() {
            return Ok(*known);
        }
        let made = self.documented_at(submodule, prefix)?;
        Ok(*submodule.documented.get_or_init(|| made))
    }

    fn documented_at(&'a self, submodule: &'a Submodule<'a>, prefix: &'a Loc<'a>) -> Res<'a> {
        let given = [self.placeholder_module(), Given::List(submodule.modules), self.unchecked_module()];
        let options = self.documented_options(&given, submodule.special_args, submodule.class, prefix)?;
        let Some(freeform) = self.freeform_of(submodule)? else { return Ok(options) };
        let free = self.sub_options(self.type_in(freeform)?, prefix)?;
        let free = self.ev.attrs(&mut [(self.n.freeform_options, State::Ready(free), Position::NONE)]);
        Ok(Value::Attrs(self.ev.update(self.ev.as_attrs(options)?, free)))
    }

    /// The options of a deferred module's static modules, for documentation.
    pub(crate) fn deferred_options(&'a self, modules: &'a Slot<'a>, prefix: &'a Loc<'a>) -> Res<'a> {
        let given = [self.placeholder_module(), Given::List(modules), self.unchecked_module()];
        let nothing = self.ev.slot(State::Ready(Value::Attrs(self.ev.attrs(&mut []))));
        self.documented_options(&given, nothing, self.ev.slot(State::Ready(Value::Null)), prefix)
    }

    fn documented_options(
        &'a self,
        given: &[Given<'a>],
        special_args: &'a Slot<'a>,
        class: &'a Slot<'a>,
        prefix: &'a Loc<'a>,
    ) -> Res<'a> {
        let evaluation = self.evaluation(Frame {
            prefix,
            given: self.ev.arena().alloc_slice_copy(given),
            special_args,
            class,
            lib: self.lib(),
            definitions: &[],
            outer: None,
        });
        self.ev.force(&evaluation.options)
    }

    /// A module that turns the check for unknown definitions off.
    fn unchecked_module(&'a self) -> Given<'a> {
        let none = Position::NONE;
        let off = self.ev.attrs(&mut [
            (known::TYPE, self.text("override"), none),
            (known::PRIORITY, State::Ready(Value::Int(50)), none),
            (known::CONTENT, State::Ready(Value::Bool(false)), none),
        ]);
        let set = |name, attrs| self.ev.attrs(&mut [(name, State::Ready(Value::Attrs(attrs)), none)]);
        let module = set(known::MODULE, set(known::CHECK, off));
        let module = self.ev.attrs(&mut [
            (known::UNDERSCORE_FILE, self.ev.share(self.own_file), none),
            (known::CONFIG, State::Ready(Value::Attrs(module)), none),
        ]);
        Given::One(GivenModule::Written(self.ev.slot(State::Ready(Value::Attrs(module)))))
    }
}
