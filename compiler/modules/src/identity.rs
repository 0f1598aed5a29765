//! Which option types are one: the object in the evaluation; of submodules, which options rebuild wherever
//! they stand, the modules they are made of. It tells nothing of what types take.

use fedic_eval::{Attrs, Evaluator, Slot, Sym, Value, known};

/// What makes two types one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Identity {
    Object(usize),
    /// Where there is no type: what takes anything.
    Any,
    /// And whether they may be written in full.
    Modules(Modules, bool),
}

/// What modules are made of, each a function's code and frame, a set, a path.
pub(crate) type Modules = Vec<([usize; 3], u32)>;

/// Looks at types for what they are. Nothing is moved while the evaluation lives, so that addresses tell.
#[derive(Clone, Copy)]
pub(crate) struct Identities<'a> {
    ev: &'a Evaluator<'a>,
    sub_modules: Sym,
    shorthand: Sym,
}

impl<'a> Identities<'a> {
    pub(crate) fn new(ev: &'a Evaluator<'a>) -> Identities<'a> {
        Identities {
            ev,
            sub_modules: ev.sym("getSubModules"),
            shorthand: ev.sym("shorthandOnlyDefinesConfig"),
        }
    }

    /// What a type of this name is.
    pub(crate) fn of(self, name: &str, ty: &'a Attrs<'a>) -> Identity {
        if name == "submodule"
            && let Some(modules) = ty.get(self.sub_modules)
            && matches!(self.ev.force(modules), Ok(Value::List(_)))
        {
            return Identity::Modules(self.of_modules(modules), self.takes_modules(ty));
        }
        Identity::Object(std::ptr::from_ref(ty) as usize)
    }

    /// What the modules of a list are made of.
    pub(crate) fn of_modules(self, modules: &'a Slot<'a>) -> Modules {
        let mut parts = Vec::new();
        if let Ok(Value::List(modules)) = self.ev.force(modules) {
            for module in modules.items {
                self.of_module(module, &mut parts);
            }
        }
        parts
    }

    /// A module looked at through the wrappers that say which file it is from.
    fn of_module(self, module: &'a Slot<'a>, parts: &mut Modules) {
        match self.ev.force(module) {
            Ok(Value::Lambda(lambda, frame)) => parts.push((frame.identity(), lambda.0)),
            Ok(Value::Path(path)) => parts.push(([path.bytes.as_ptr() as usize, 0, 0], 0)),
            Ok(Value::Attrs(attrs)) => {
                let wrapper = 1 + usize::from(attrs.get(known::UNDERSCORE_FILE).is_some());
                match attrs.get(known::IMPORTS).map(|imports| self.ev.force(imports)) {
                    Some(Ok(Value::List(imports))) if attrs.len() == wrapper => {
                        for module in imports.items {
                            self.of_module(module, parts);
                        }
                    }
                    _ => parts.push(([std::ptr::from_ref(attrs) as usize, 0, 0], 0)),
                }
            }
            _ => parts.push(([std::ptr::from_ref(module) as usize, 0, 0], 0)),
        }
    }

    /// Whether a submodule's definitions may be modules in full.
    pub(crate) fn takes_modules(self, ty: &'a Attrs<'a>) -> bool {
        let path = [known::FUNCTOR_PLAIN, known::PAYLOAD];
        let payload = path.iter().try_fold(ty, |attrs, name| match self.ev.force(attrs.get(*name)?) {
            Ok(Value::Attrs(attrs)) => Some(attrs),
            _ => None,
        });
        let shorthand = payload.and_then(|payload| payload.get(self.shorthand));
        matches!(shorthand.map(|it| self.ev.force(it)), Some(Ok(Value::Bool(false))))
    }
}
