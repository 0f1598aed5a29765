//! The inner functions of the module system that nixpkgs' `lib.modules` shows too: for code
//! that builds something of its own on them. Evaluation itself goes none of these ways.

use crate::Session;
use crate::collect::Collected;
use crate::evaluation::{Frame, Given};
use crate::module::Module;
use crate::op::Op;
use crate::session::native;
use crate::tree::Decl;
use crate::types::Simple;
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
                (known::FILE, self.ev.share(unmatched.def.file), Position::NONE),
                (known::VALUE, self.ev.share(unmatched.def.value), Position::NONE),
                (known::PREFIX, State::Ready(self.ev.list(&path)), Position::NONE),
            ]))));
        }
        Ok(self.ev.list(&items))
    }

    /// `mergeDefinitions loc type defs`
    pub(crate) fn merge_definitions(&'a self, arguments: &'a [Slot<'a>]) -> Res<'a> {
        let [loc, ty, defs] = arguments else { unreachable!("it takes three arguments") };
        let site = self.site(self.given_loc(loc), ty, self.given_defs(defs)?, None);
        let own = |op| native(op, site.id);
        let none = Position::NONE;
        let n = &self.n;
        let prime = self.ev.attrs(&mut [
            (n.values, own(Op::SiteDefsFinal), none),
            (n.highest_prio, own(Op::SitePriority), none),
        ]);
        let checked = self.ev.attrs(&mut [
            (n.head_error, own(Op::SiteHeadError), none),
            (known::VALUE, own(Op::SiteUnchecked), none),
            (n.value_meta, own(Op::SiteMeta), none),
        ]);
        Ok(Value::Attrs(self.ev.attrs(&mut [
            (n.defs_final, own(Op::SiteDefsFinal), none),
            (n.defs_final_prime, State::Ready(Value::Attrs(prime)), none),
            (n.merged_value, own(Op::SiteValue), none),
            (n.is_defined, own(Op::SiteIsDefined), none),
            (n.optional_value, own(Op::SiteOptional), none),
            (n.checked_and_merged, State::Ready(Value::Attrs(checked)), none),
        ])))
    }

    /// `evalOptionValue loc option defs`
    pub(crate) fn eval_option_value(&'a self, arguments: &'a [Slot<'a>]) -> Res<'a> {
        let [loc, option, defs] = arguments else { unreachable!("it takes three arguments") };
        let record = self.ev.attrs_of(option)?;
        let option = self.given_option(self.given_loc(loc), record, self.given_defs(defs)?)?;
        self.ev.force(&option.full)
    }

    /// `mergeOptionDecls loc declarations`
    pub(crate) fn merge_option_decls(&'a self, arguments: &'a [Slot<'a>]) -> Res<'a> {
        let mut decls = Vec::new();
        for item in self.ev.list_of(&arguments[1])?.items {
            let record = self.ev.attrs_of(item)?;
            let slot = self.attribute(record, known::OPTIONS)?;
            let file = record.get(known::UNDERSCORE_FILE).unwrap_or(self.unknown_file);
            let at = record.position_of(known::OPTIONS);
            decls.push(Decl { file, at, slot });
        }
        let decls = self.ev.arena().alloc_slice_copy(&decls);
        self.merged_record(self.given_loc(&arguments[0]), decls)
    }

    /// `fixupOptionType loc option`
    pub(crate) fn fixup_option_type(&'a self, option: &'a Slot<'a>) -> Res<'a> {
        let record = self.ev.attrs_of(option)?;
        let (ty, options) = match record.get(known::PLAIN_TYPE) {
            None => (self.type_slot(self.simple_type(Simple::Unspecified)), None),
            Some(slot) => match self.sub_modules(self.type_in(slot)?)? {
                Value::Null => (slot, None),
                _ => {
                    let modules = self.attribute(record, known::OPTIONS)?;
                    (self.subst(self.type_in(slot)?, modules)?, Some(State::Ready(self.ev.list(&[]))))
                }
            },
        };
        let mut entries = vec![(known::PLAIN_TYPE, self.ev.share(ty), Position::NONE)];
        entries.extend(options.map(|options| (known::OPTIONS, options, Position::NONE)));
        Ok(Value::Attrs(self.ev.update(record, self.ev.attrs(&mut entries))))
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
        let share = |slot: Option<&'a Slot<'a>>, absent: Value<'a>| {
            slot.map_or(State::Ready(absent), |slot| self.ev.share(slot))
        };
        let mut imports = Vec::new();
        for list in module.loading.imports.into_iter().flatten() {
            imports.extend(self.ev.list_of(list)?.items.iter().map(|slot| self.ev.share(slot)));
        }
        let config = match module.config {
            [] => State::Ready(Value::Attrs(self.ev.attrs(&mut []))),
            [config] => self.ev.share(config),
            several => {
                let contents = self.slots_value(several);
                State::Ready(Value::Attrs(self.ev.attrs(&mut [
                    (known::TYPE, self.text("merge"), none),
                    (known::CONTENTS, State::Ready(contents), none),
                ])))
            }
        };
        Ok(self.ev.attrs(&mut [
            (known::UNDERSCORE_CLASS, share(module.loading.class, Value::Null), none),
            (known::UNDERSCORE_FILE, self.ev.share(module.file), none),
            (known::KEY, self.text(module.key), none),
            (known::DISABLED_MODULES, share(module.loading.disabled, self.ev.list(&[])), none),
            (known::IMPORTS, State::Ready(self.ev.list(&imports)), none),
            (known::OPTIONS, share(module.options, Value::Attrs(self.ev.attrs(&mut []))), none),
            (known::CONFIG, config, none),
        ]))
    }

    fn slots_value(&'a self, slots: &[&'a Slot<'a>]) -> Value<'a> {
        let items: Vec<State<'a>> = slots.iter().map(|slot| self.ev.share(slot)).collect();
        self.ev.list(&items)
    }
}
