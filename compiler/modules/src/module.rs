//! One module: a value made into a set of declarations, definitions and imports, whatever
//! form it was written in (a function, a path, a set with or without `config`).

use crate::def::{Def, Extra};
use crate::evaluation::Evaluation;
use crate::op::Op;
use crate::session::native;
use crate::{Session, problems};
use fedic_diagnostics::Place;
use fedic_eval::{Attrs, Coercion, Failure, Position, Res, Slot, State, Sym, Value, known};

/// A module of an evaluation.
pub struct Module<'a> {
    pub key: &'a str,
    /// A string.
    pub file: &'a Slot<'a>,
    pub(crate) loading: &'a Loading<'a>,
    pub(crate) options: Option<&'a Slot<'a>>,
    /// Sets of definitions, each with properties perhaps.
    pub(crate) config: &'a [&'a Slot<'a>],
    /// Whether it is the module system's own, which speaks of nothing but `_module`.
    pub(crate) is_own: bool,
}

impl<'a> Module<'a> {
    /// A module of a file without anything in it.
    pub(crate) fn empty(file: &'a Slot<'a>) -> Module<'a> {
        Module { key: "", file, loading: Loading::NOTHING, options: None, config: &[], is_own: false }
    }
}

/// What a module says of being loaded. Most say nothing, and share that.
pub(crate) struct Loading<'a> {
    pub(crate) class: Option<&'a Slot<'a>>,
    pub(crate) disabled: Option<&'a Slot<'a>>,
    /// Lists of modules.
    pub(crate) imports: [Option<&'a Slot<'a>>; 2],
}

impl<'a> Loading<'a> {
    const NOTHING: &'a Loading<'a> = &Loading { class: None, disabled: None, imports: [None, None] };
}

/// An argument of a module function that is found by name.
pub(crate) struct Argument<'a> {
    pub(crate) evaluation: &'a Evaluation<'a>,
    pub(crate) name: Sym,
    pub(crate) key: &'a str,
    /// The function that names it.
    pub(crate) function: Value<'a>,
}

impl<'a> Session<'a> {
    /// Loads a module: calls it if it is a function, imports it if it is a path.
    pub(crate) fn load_module(
        &'a self,
        evaluation: &'a Evaluation<'a>,
        file: &'a Slot<'a>,
        key: &'a str,
        slot: &'a Slot<'a>,
    ) -> Result<Module<'a>, Failure> {
        let value = self.ev.force(slot)?;
        if self.is_callable(value) {
            let module = self.call_module(evaluation, key, value)?;
            return self.unify(file, key, module, slot);
        }
        match value {
            Value::Attrs(attrs) => match self.module_tag(attrs)? {
                None => self.unify(file, key, value, slot),
                Some(tag) if tag == "module" => self.unify(file, key, value, slot),
                Some(tag) if tag == "if" || tag == "override" => {
                    let config = self.ev.attrs(&mut [(known::CONFIG, State::Ready(value), Position::NONE)]);
                    self.unify(file, key, Value::Attrs(config), slot)
                }
                Some(tag) => Err(self.no_module(evaluation, slot, &tag)?),
            },
            Value::List(_) => {
                let def = Def { file, value: slot, at: Position::NONE, extra: Extra::NOTHING };
                let shown = self.show_defs(&[def])?;
                let message = format!(
                    "Module imports can't be nested lists. Perhaps you meant to remove one level of lists? \
                     Definitions: {shown}"
                );
                Err(problems::not_a_module(self, self.ev.origin(slot), "list", self.thrown(message)))
            }
            path => {
                let path = self.ev.coerce_to_string(path, Coercion::SHOWN)?;
                let text = self.ev.utf8(path);
                let mut module = self.ev.import(text).map_err(|error| error.at(self.ev.origin(slot)))?;
                if self.is_callable(module) {
                    module = self.call_module(evaluation, text, module)?;
                }
                let file = self.ev.slot(State::Ready(Value::Str(path)));
                self.unify(file, text, module, slot)
            }
        }
    }

    fn module_tag(&'a self, attrs: &'a Attrs<'a>) -> Result<Option<String>, Failure> {
        let Some(tag) = attrs.get(known::TYPE) else { return Ok(None) };
        Ok(Some(self.ev.string_of(tag)?.text().into_owned()))
    }

    /// Calls a module function with the arguments that it names.
    pub(crate) fn call_module(
        &'a self,
        evaluation: &'a Evaluation<'a>,
        key: &'a str,
        function: Value<'a>,
    ) -> Res<'a> {
        let given = self.module_arguments(evaluation)?;
        let formals = self.formals_of(function)?.unwrap_or_default();
        let looked_up = |name: &Sym| *name == known::CONFIG || given.get(*name).is_none();
        let mut found: Vec<Sym> = formals.iter().map(|formal| formal.0).filter(looked_up).collect();
        if found.is_empty() {
            return self.ev.call(function, &[State::Ready(Value::Attrs(given))]);
        }
        found.sort_unstable();
        let mut entries = Vec::with_capacity(given.len() + found.len());
        for (name, slot) in given.iter() {
            if found.binary_search(&name).is_err() {
                entries.push((name, self.ev.share(slot), Position::NONE));
            }
        }
        for name in found {
            let number = self.arguments.next();
            self.arguments.add(self.ev, |_| Argument { evaluation, name, key, function });
            entries.push((name, native(Op::ModuleArgument, number), Position::NONE));
        }
        let arguments = self.ev.attrs(&mut entries);
        self.ev.call(function, &[State::Ready(Value::Attrs(arguments))])
    }

    /// An argument that a module function names: given, or from `_module.args`.
    pub(crate) fn module_argument(&'a self, argument: &'a Argument<'a>) -> Res<'a> {
        let Argument { evaluation, name, key, function } = argument;
        let given = self.module_arguments(evaluation)?;
        let value = match given.get(*name) {
            Some(slot) => self.ev.force(slot).map_err(|mut error| {
                if *name != known::CONFIG {
                    return error;
                }
                self.ev.recursive_imports(&mut error);
                error.during(None, IMPORTS_ON_CONFIG)
            }),
            None => self.argument_from_config(evaluation, *name, self.ev.formal_place(*function, *name)),
        };
        let name = self.ev.name(*name);
        value.map_err(|error| {
            error.during(None, format!("while evaluating the module argument `{name}' in \"{key}\":"))
        })
    }

    fn argument_from_config(
        &'a self,
        evaluation: &'a Evaluation<'a>,
        name: Sym,
        at: Option<Place>,
    ) -> Res<'a> {
        let text = self.ev.name(name);
        let note = || {
            format!(
                "noting that argument `{text}` is not externally provided, so querying `_module.args` instead, \
                 requiring `config`"
            )
        };
        let found = || {
            let config = self.ev.attrs_of(&evaluation.own_config).map_err(|mut error| {
                self.ev.recursive_imports(&mut error);
                error.during(None, IMPORTS_ON_CONFIG)
            })?;
            let module = self.ev.attrs_of(self.attribute(config, known::MODULE)?)?;
            let arguments = self.ev.attrs_of(self.attribute(module, known::ARGS)?)?;
            match arguments.get(name) {
                Some(slot) => self.ev.force(slot),
                None => {
                    let given = self.module_arguments(evaluation)?;
                    let names = given.names().iter().chain(arguments.names());
                    let names: Vec<&str> = names.map(|name| self.ev.name(*name)).collect();
                    Err(problems::missing_argument(at, text, &names))
                }
            }
        };
        found().map_err(|mut error: Failure| {
            self.ev.recursive_option(&mut error, || format!("_module.args.{text}"), None);
            error.during(None, note())
        })
    }

    /// Reads the parts of a module.
    pub(crate) fn unify(
        &'a self,
        file: &'a Slot<'a>,
        key: &'a str,
        module: Value<'a>,
        slot: &'a Slot<'a>,
    ) -> Result<Module<'a>, Failure> {
        let Value::Attrs(attrs) = module else {
            let message = format!("module {} ({key}) does not look like a module.", self.file_text(file)?);
            return Err(problems::not_a_module(
                self,
                self.ev.origin(slot),
                module.type_name(),
                self.thrown(message),
            ));
        };
        let full = attrs.get(known::CONFIG).is_some() || attrs.get(known::OPTIONS).is_some();
        let mut config: Vec<&'a Slot<'a>> = Vec::with_capacity(1);
        if full {
            self.no_other_attributes(key, attrs)?;
            config.extend(attrs.get(known::CONFIG));
            if attrs.get(known::META).is_some() {
                config.push(self.one_definition(attrs, known::META, known::META));
            }
        } else {
            config.push(self.shorthand_config(attrs));
        }
        if attrs.get(known::FREEFORM_TYPE).is_some() {
            let freeform = self.one_definition(attrs, known::FREEFORM_TYPE, known::FREEFORM_TYPE);
            let record = self.ev.attrs(&mut [(
                known::MODULE,
                self.ev.share(freeform),
                attrs.position_of(known::FREEFORM_TYPE),
            )]);
            config.push(self.ev.slot(State::Ready(Value::Attrs(record))));
        }
        let key = match attrs.get(known::KEY) {
            Some(own) => self.ev.utf8(self.ev.coerce_to_string(self.ev.force(own)?, Coercion::SHOWN)?),
            None => key,
        };
        Ok(Module {
            key,
            file: attrs.get(known::UNDERSCORE_FILE).map_or(file, |file| self.as_file(file)),
            loading: self.loading(attrs, full),
            options: if full { attrs.get(known::OPTIONS) } else { None },
            config: self.ev.arena().alloc_slice_copy(&config),
            is_own: false,
        })
    }

    fn loading(&'a self, attrs: &'a Attrs<'a>, full: bool) -> &'a Loading<'a> {
        let class = attrs.get(known::UNDERSCORE_CLASS);
        let disabled = attrs.get(known::DISABLED_MODULES);
        let imports = [if full { None } else { attrs.get(known::REQUIRE) }, attrs.get(known::IMPORTS)];
        if class.is_none() && disabled.is_none() && imports.iter().all(Option::is_none) {
            return Loading::NOTHING;
        }
        self.ev.arena().alloc(Loading { class, disabled, imports })
    }

    /// A set with one attribute of another, where it was written.
    fn one_definition(&'a self, attrs: &'a Attrs<'a>, name: Sym, as_name: Sym) -> &'a Slot<'a> {
        let state = attrs.get(name).map_or(State::Ready(Value::Null), |slot| self.ev.share(slot));
        let at = attrs.position_of(name);
        let set = self.ev.attrs(&mut [(as_name, state, at)]);
        self.ev.slot(State::Ready(Value::Attrs(set)))
    }

    /// A file name as a string, once it is asked for.
    pub(crate) fn as_file(&'a self, slot: &'a Slot<'a>) -> &'a Slot<'a> {
        if let State::Ready(Value::Str(_)) = slot.state() {
            return slot;
        }
        self.ev.slot(self.later(Op::FileText, self.root(), slot))
    }

    /// Makes it one.
    pub(crate) fn make_file_text(&'a self, number: u32) -> Res<'a> {
        let value = self.ev.force(self.locs.get(number).1)?;
        Ok(Value::Str(self.ev.coerce_to_string(value, Coercion::SHOWN)?))
    }

    /// What a module without `config` and `options` defines: all but the module's own names.
    fn shorthand_config(&'a self, attrs: &'a Attrs<'a>) -> &'a Slot<'a> {
        const OWN: [Sym; 7] = [
            known::UNDERSCORE_CLASS,
            known::UNDERSCORE_FILE,
            known::KEY,
            known::DISABLED_MODULES,
            known::REQUIRE,
            known::IMPORTS,
            known::FREEFORM_TYPE,
        ];
        self.ev.slot(State::Ready(Value::Attrs(self.ev.subset(attrs, |name| !OWN.contains(&name)))))
    }

    fn no_other_attributes(&'a self, key: &str, attrs: &'a Attrs<'a>) -> Result<(), Failure> {
        const ALLOWED: [Sym; 9] = [
            known::UNDERSCORE_CLASS,
            known::UNDERSCORE_FILE,
            known::KEY,
            known::DISABLED_MODULES,
            known::IMPORTS,
            known::OPTIONS,
            known::CONFIG,
            known::META,
            known::FREEFORM_TYPE,
        ];
        if attrs.names().iter().all(|name| ALLOWED.contains(name)) {
            return Ok(());
        }
        let mut bad: Vec<(&str, Option<Place>)> = attrs
            .names()
            .iter()
            .filter(|name| !ALLOWED.contains(name))
            .map(|name| (self.ev.name(*name), attrs.place(*name)))
            .collect();
        bad.sort_unstable_by_key(|entry| entry.0);
        let names: Vec<&str> = bad.iter().map(|entry| entry.0).collect();
        let message = format!(
            "Module `{key}' has an unsupported attribute `{}'. This is caused by introducing a top-level `config' or \
             `options' attribute. Add configuration attributes immediately on the top level instead, or move all of \
             them (namely: {}) into the explicit `config' attribute.",
            names[0],
            names.join(" ")
        );
        self.ev.set_aside(problems::stray_attributes(&bad, self.thrown(message)))
    }

    fn no_module(
        &'a self,
        evaluation: &'a Evaluation<'a>,
        slot: &'a Slot<'a>,
        tag: &str,
    ) -> Result<Failure, Failure> {
        let mut message = format!(
            "Expected a module, but found a value of type {}.\n\
             A module is typically loaded by adding it to the imports = [ ... ]; attribute of an existing module, \
             or in the modules = [ ... ]; argument of various functions.\n\
             Please make sure that each of the list items is a module, and not a different kind of value.\n",
            crate::loc::quoted(tag)
        );
        if tag == "configuration" {
            message.push_str(
                "\nIf you really mean to import this configuration, instead please only import the modules that make \
                 up the configuration.\nYou may have to create a `let` binding, file or attribute to give yourself \
                 access to the relevant modules.\nWhile loading a configuration into the module system is a very \
                 sensible idea, it can not be done cleanly in practice.\n",
            );
        }
        if tag == "flake" {
            let class = match self.ev.force(evaluation.class)? {
                Value::Str(class) => Some(class.text().into_owned()),
                _ => None,
            };
            let attribute = class.as_deref().unwrap_or("someApp");
            message.push_str(&format!(
                "\nPerhaps you forgot to select an attribute name?\nInstead of, for example,\n    inputs.someflake\n\
                 you need to write something like\n    inputs.someflake.modules.{attribute}.default\n"
            ));
            if let Some(class) = class {
                message.push_str(&format!("or\n    inputs.someflake.{class}Modules.default\n"));
            }
        }
        let message = message.trim_end().to_owned();
        Ok(problems::not_a_module(self, self.ev.origin(slot), tag, self.thrown(message)))
    }
}

/// Why the values of options cannot decide what is imported.
const IMPORTS_ON_CONFIG: &str = "if you get an infinite recursion here, you probably reference `config` in `imports`. \
     If you are trying to achieve a conditional import behavior dependent on `config`, consider importing \
     unconditionally, and using `mkEnableOption` and `mkIf` to control its effect.";
