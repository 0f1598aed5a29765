//! All modules of an evaluation: those given and, breadth first, what they import, each key
//! once, without those that some module disables.

use crate::evaluation::{Evaluation, GivenModule};
use crate::module::Module;
use crate::{Session, problems};
use fedic_eval::{Attrs, Coercion, Error, ErrorKind, Failure, Position, Res, Slot, State, Value, known};
use rustc_hash::FxHashSet;

/// A module with what it imports.
pub(crate) struct Node<'a> {
    pub(crate) module: Module<'a>,
    pub(crate) imports: &'a [&'a Node<'a>],
}

/// The lists of modules to be disabled, each with the file that has it.
type Disabled<'a> = Vec<(&'a Slot<'a>, &'a Slot<'a>)>;

/// The modules of an evaluation.
#[derive(Clone, Copy)]
pub(crate) struct Collected<'a> {
    /// As they were given, with their imports; the module system's own is the last.
    pub(crate) roots: &'a [&'a Node<'a>],
    /// Those that count, the last first: the order in which everything is merged.
    pub(crate) modules: &'a [&'a Module<'a>],
    disabled: &'a [&'a str],
}

/// File and key of the module that declares `_module`.
pub(crate) const OWN_KEY: &str = "lib/modules.nix";

impl<'a> Collected<'a> {
    /// Modules that need no loading, in the order in which they are merged.
    pub(crate) fn of(modules: &'a [&'a Module<'a>]) -> Collected<'a> {
        Collected { roots: &[], modules, disabled: &[] }
    }
}

impl<'a> Session<'a> {
    /// Loads all modules.
    pub(crate) fn collect(&'a self, evaluation: &'a Evaluation<'a>) -> Result<Collected<'a>, Failure> {
        let mut disabled = Vec::new();
        let given = self.given_modules(evaluation)?;
        let mut roots = Vec::with_capacity(given.len() + 1);
        for (index, given) in given.iter().enumerate() {
            let key = self.anonymous_key("", index + 1);
            let module = match given {
                GivenModule::Defining(it) => Module { key, ..self.defining_module(*it) },
                GivenModule::Written(slot) => self.load_module(evaluation, self.unknown_file, key, slot)?,
            };
            roots.push(self.node(evaluation, module, &mut disabled)?);
        }
        roots.push(self.node(evaluation, self.own_module(evaluation), &mut disabled)?);
        let mut disabled_keys = Vec::new();
        for (file, list) in disabled {
            for item in self.ev.list_of(list)?.items {
                disabled_keys.push(self.disabled_key(evaluation, file, item)?);
            }
        }
        let modules = breadth_first(&roots, &disabled_keys);
        let arena = self.ev.arena();
        Ok(Collected {
            roots: arena.alloc_slice_copy(&roots),
            modules: arena.alloc_slice_copy(&modules),
            disabled: arena.alloc_slice_copy(&disabled_keys),
        })
    }

    fn load_all(
        &'a self,
        evaluation: &'a Evaluation<'a>,
        file: &'a Slot<'a>,
        key: &str,
        slots: &[&'a Slot<'a>],
        disabled: &mut Disabled<'a>,
    ) -> Result<Vec<&'a Node<'a>>, Failure> {
        let mut nodes = Vec::with_capacity(slots.len());
        for (index, slot) in slots.iter().enumerate() {
            let anonymous = self.anonymous_key(key, index + 1);
            let module = self.load_module(evaluation, file, anonymous, slot)?;
            nodes.push(self.node(evaluation, module, disabled)?);
        }
        Ok(nodes)
    }

    /// A module with what it imports.
    fn node(
        &'a self,
        evaluation: &'a Evaluation<'a>,
        module: Module<'a>,
        disabled: &mut Disabled<'a>,
    ) -> Result<&'a Node<'a>, Failure> {
        self.check_class(evaluation, &module)?;
        if let Some(list) = module.loading.disabled
            && !self.ev.list_of(list)?.items.is_empty()
        {
            disabled.push((module.file, list));
        }
        let mut imports: Vec<&'a Slot<'a>> = Vec::new();
        for list in module.loading.imports.into_iter().flatten() {
            imports.extend(self.ev.list_of(list)?.items);
        }
        let imports = if imports.is_empty() {
            &[]
        } else {
            let nodes =
                self.ev.deeper(|| self.load_all(evaluation, module.file, module.key, &imports, disabled))?;
            &*self.ev.arena().alloc_slice_copy(&nodes)
        };
        Ok(self.ev.arena().alloc(Node { module, imports }))
    }

    /// The key of a module without one, by the key of who imports it. Most are the first or the
    /// second of a few, and every submodule has some: no formatting for these.
    fn anonymous_key(&self, importer: &str, number: usize) -> &'a str {
        const FIRST: [&str; 4] = [":anon-1", ":anon-2", ":anon-3", ":anon-4"];
        let arena = self.ev.arena();
        match FIRST.get(number - 1) {
            Some(own) if importer.is_empty() => own,
            Some(own) => arena.alloc_str(&[importer, own].concat()),
            None => arena.alloc_str(&format!("{importer}:anon-{number}")),
        }
    }

    /// A module of another class must not be part of an evaluation that has one.
    fn check_class(&'a self, evaluation: &'a Evaluation<'a>, module: &Module<'a>) -> Result<(), Failure> {
        let expected = self.ev.force(evaluation.class)?;
        let Some(class) = module.loading.class else { return Ok(()) };
        if matches!(expected, Value::Null) {
            return Ok(());
        }
        let found = self.ev.force(class)?;
        if matches!(found, Value::Null) || self.ev.equal(found, expected)? {
            return Ok(());
        }
        let file = self.file_text(module.file)?;
        let (found, expected) = (self.ev.to_json(found, false)?.0, self.ev.to_json(expected, false)?.0);
        let message = format!(
            "The module `{file}` (class: {found}) cannot be imported into a module evaluation that expects class \
             {expected}.\n\nHelp:\n- Ensure that you are importing the correct module.\n- Verify that the module's \
             `_class`, {found} matches the expected `class` {expected}.\n- If you are using a custom class, make sure \
             it is correctly defined and used consistently across your modules."
        );
        self.ev.set_aside(problems::wrong_class(self, class, &found, &expected, self.thrown(message)))
    }

    /// The key that an item of `disabledModules` stands for.
    fn disabled_key(
        &'a self,
        evaluation: &'a Evaluation<'a>,
        file: &'a Slot<'a>,
        item: &'a Slot<'a>,
    ) -> Result<&'a str, Failure> {
        let value = self.ev.force(item)?;
        if let Value::Str(text) = value {
            return self.key_of_name(evaluation, self.ev.utf8(text));
        }
        let attrs = match value {
            Value::Attrs(attrs) => Some(attrs),
            _ => None,
        };
        let stringlike = attrs.is_none_or(|attrs| {
            attrs.get(known::OUT_PATH).is_some() || attrs.get(known::TO_STRING).is_some()
        });
        let name = || self.file_text(file);
        if stringlike && !value.is_function() {
            let text = self.ev.utf8(self.ev.coerce_to_string(value, Coercion::SHOWN)?);
            if let Some(key) = attrs.and_then(|attrs| attrs.get(known::KEY)) {
                let key = self.ev.string_of(key)?.text();
                if key != text {
                    return Err(self.thrown(format!(
                        "Module `{}` contains a disabledModules item that is an attribute set that can be converted to \
                         a string ({text}) but also has a `.key` attribute ({key}) with a different value. This makes \
                         it ambiguous which module should be disabled.",
                        name()?
                    )));
                }
            }
            return Ok(text);
        }
        match attrs {
            Some(attrs) => match attrs.get(known::KEY) {
                Some(key) => Ok(self.ev.utf8(self.ev.coerce_to_string(self.ev.force(key)?, Coercion::SHOWN)?)),
                None => Err(self.thrown(format!(
                    "Module `{}` contains a disabledModules item that is an attribute set, presumably a module, that \
                     does not have a `key` attribute. This means that the module system doesn't have any means to \
                     identify the module that should be disabled. Make sure that you've put the correct value in \
                     disabledModules: a string path relative to modulesPath, a path value, or an attribute set with a \
                     `key` attribute.",
                    name()?
                ))),
            },
            None => Err(Error::new(
                ErrorKind::Thrown,
                format!(
                    "Each disabledModules item must be a path, string, or a attribute set with a key attribute, or a \
                     value supported by toString. However, one of the disabledModules items in `{}` is none of that, \
                     but is of type {}.",
                    name()?,
                    value.type_name()
                ),
            )),
        }
    }

    /// The key of a module that is disabled by its name: below `modulesPath`, unless absolute.
    fn key_of_name(&'a self, evaluation: &'a Evaluation<'a>, name: &'a str) -> Result<&'a str, Failure> {
        if name.starts_with('/') {
            return Ok(name);
        }
        let base = match self.ev.attrs_of(evaluation.special_args)?.get(self.n.modules_path) {
            Some(base) => {
                self.ev.coerce_to_string(self.ev.force(base)?, Coercion::SHOWN)?.text().into_owned()
            }
            None => String::new(),
        };
        Ok(self.ev.arena().alloc_str(&format!("{base}/{name}")))
    }

    /// The modules as Nix code sees them: key, file, imports, whether disabled.
    pub(crate) fn graph(&'a self, collected: &Collected<'a>) -> Res<'a> {
        let given = collected.roots.len().saturating_sub(1);
        self.graph_nodes(&collected.roots[..given], collected.disabled)
    }

    fn graph_nodes(&'a self, nodes: &[&'a Node<'a>], disabled: &[&str]) -> Res<'a> {
        let mut items = Vec::with_capacity(nodes.len());
        for node in nodes {
            let none = Position::NONE;
            let imports = self.ev.deeper(|| self.graph_nodes(node.imports, disabled))?;
            let attrs: &'a Attrs<'a> = self.ev.attrs(&mut [
                (known::KEY, self.text(node.module.key), none),
                (known::FILE, self.ev.share(node.module.file), none),
                (known::IMPORTS, State::Ready(imports), none),
                (self.n.disabled, State::Ready(Value::Bool(disabled.contains(&node.module.key))), none),
            ]);
            items.push(State::Ready(Value::Attrs(attrs)));
        }
        Ok(self.ev.list(&items))
    }
}

/// The modules that count, last first. The first one of a key stays.
fn breadth_first<'a>(roots: &[&'a Node<'a>], disabled: &[&str]) -> Vec<&'a Module<'a>> {
    let mut queue: Vec<&'a Node<'a>> = roots.to_vec();
    let mut seen = FxHashSet::default();
    let mut modules = Vec::with_capacity(roots.len());
    let mut next = 0;
    while next < queue.len() {
        let node = queue[next];
        next += 1;
        if disabled.contains(&node.module.key) || !seen.insert(node.module.key) {
            continue;
        }
        modules.push(&node.module);
        queue.extend(node.imports);
    }
    modules.reverse();
    modules
}
