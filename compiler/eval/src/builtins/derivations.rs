//! `derivation` and `derivationStrict`: what would be built, and what it would be called.
//! `derivation` is written in Nix, as it is for Nix.

use super::{Arguments, BuiltinDef, fault, function};
use crate::builtins::context::Element;
use crate::derivation::{Derivation, Output};
use crate::hash::Algorithm;
use crate::internal;
use crate::json::json_string;
use crate::store_path::{self, Method};
use crate::{Attrs, Coercion, During, Evaluator, Failure, Feature, Position, Res, Slot, State, Value};
use fedic_model::nix::attribute_name;

pub(crate) const BUILTINS: &[BuiltinDef] =
    &[function("derivation", 0, derivation), function("derivationStrict", 1, strict)];

/// What each output has of its own where attributes are structured.
const OF_OUTPUTS: [&str; 6] = [
    "allowedReferences",
    "allowedRequisites",
    "disallowedReferences",
    "disallowedRequisites",
    "maxSize",
    "maxClosureSize",
];

/// What the attributes of `derivationStrict` say, while they are read.
struct Draft<'a> {
    cx: &'a Evaluator<'a>,
    name: &'a str,
    derivation: Derivation,
    outputs: Vec<String>,
    context: &'a [&'a str],
    /// The members of the JSON of structured attributes.
    structured: Option<Vec<String>>,
    hash: Option<String>,
    algorithm: Option<Algorithm>,
    method: Option<Method>,
    /// `__contentAddressed`.
    content_addressed: bool,
    /// `__impure`.
    impure: bool,
}

fn strict<'a>(cx: &'a Evaluator<'a>, arguments: Arguments<'a>) -> Res<'a> {
    let attrs = cx
        .attrs_of(&arguments[0])
        .during("while evaluating the argument passed to builtins.derivationStrict")?;
    let name = cx.wanted(attrs, "name", "in the attrset passed as argument to builtins.derivationStrict")?;
    let name = cx
        .text_of(name)
        .during("while evaluating the `name` attribute passed to builtins.derivationStrict")?;
    let draft = Draft {
        cx,
        name,
        derivation: Derivation::default(),
        outputs: vec!["out".to_owned()],
        context: &[],
        structured: None,
        hash: None,
        algorithm: None,
        method: None,
        content_addressed: false,
        impure: false,
    };
    draft.read(attrs).map_err(|error| error.during(None, format!("while evaluating derivation '{name}'")))
}

impl<'a> Draft<'a> {
    fn read(mut self, attrs: &'a Attrs<'a>) -> Res<'a> {
        if let Some(wrong) = store_path::name_fault(self.name) {
            return Err(fault(format!("invalid derivation name: {wrong}. Please pass a different 'name'.")));
        }
        if flag(self.cx, attrs, "__structuredAttrs")? {
            self.structured = Some(Vec::new());
        }
        let ignore_nulls = flag(self.cx, attrs, "__ignoreNulls")?;
        for (name, slot) in self.cx.sorted(attrs) {
            let key = self.cx.name(name);
            if key == "__ignoreNulls" || ignore_nulls && matches!(self.cx.force(slot)?, Value::Null) {
                continue;
            }
            self.attribute(attrs, key, slot).map_err(|error| {
                error.during(
                    None,
                    format!(
                        "while evaluating attribute '{}' of derivation '{}'",
                        attribute_name(key),
                        self.name
                    ),
                )
            })?;
        }
        self.finish()
    }

    fn attribute(&mut self, attrs: &'a Attrs<'a>, key: &'a str, slot: &'a Slot<'a>) -> Result<(), Failure> {
        let (feature, is_set) = match key {
            "__contentAddressed" => (Feature::CaDerivations, &mut self.content_addressed),
            "__impure" => (Feature::ImpureDerivations, &mut self.impure),
            _ => return self.ordinary_attribute(key, slot),
        };
        *is_set = flag(self.cx, attrs, key)?;
        if *is_set { self.cx.options().features.require(feature) } else { Ok(()) }
    }

    fn ordinary_attribute(&mut self, key: &'a str, slot: &'a Slot<'a>) -> Result<(), Failure> {
        match key {
            "args" => {
                for item in self.cx.list_of(slot)?.items {
                    let argument = self.text(item)?;
                    self.derivation.arguments.push(argument);
                }
                Ok(())
            }
            _ if self.structured.is_some() => self.structured_attribute(key, slot),
            _ => self.plain_attribute(key, slot),
        }
    }

    /// A value as text, which may speak of the store.
    fn text(&mut self, slot: &'a Slot<'a>) -> Result<Vec<u8>, Failure> {
        let text = self.cx.coerced(slot, Coercion { more: true, copy: true })?;
        self.context = self.cx.join_contexts(self.context, text.context());
        Ok(text.bytes.to_vec())
    }

    fn plain_attribute(&mut self, key: &str, slot: &'a Slot<'a>) -> Result<(), Failure> {
        let bytes = self.text(slot)?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        match key {
            "__json" => self.cx.loader().print(&format!(
                "warning: In derivation '{}': setting structured attributes via '__json' is deprecated, and may be disallowed in future versions of Nix. Set '__structuredAttrs = true' instead.",
                self.name
            )),
            "builder" => self.derivation.builder.clone_from(&bytes),
            "outputs" => self.set_outputs(text.split_ascii_whitespace())?,
            _ => self.set(key, text)?,
        }
        self.derivation.environment.insert(key.to_owned(), bytes);
        Ok(())
    }

    fn structured_attribute(&mut self, key: &str, slot: &'a Slot<'a>) -> Result<(), Failure> {
        if key == "__structuredAttrs" {
            return Ok(());
        }
        if OF_OUTPUTS.contains(&key) {
            self.cx.loader().print(&format!(
                "warning: In a derivation named '{}', 'structuredAttrs' disables the effect of the derivation attribute '{key}'; use 'outputChecks.<output>.{key}' instead",
                self.name
            ));
        }
        let (json, context) = self.cx.to_json(self.cx.force(slot)?, true)?;
        self.context = self.cx.join_contexts(self.context, self.cx.arena().alloc_slice_copy(&context));
        if let Some(members) = &mut self.structured {
            members.push(format!("{}:{json}", json_string(key)));
        }
        match key {
            "builder" => {
                let builder = self.cx.string_of(slot)?;
                self.context = self.cx.join_contexts(self.context, builder.context());
                self.derivation.builder = builder.bytes.to_vec();
            }
            "outputs" => {
                let mut names = Vec::new();
                for item in self.cx.list_of(slot)?.items {
                    names.push(self.cx.text_of(item)?);
                }
                self.set_outputs(names.into_iter())?;
            }
            "system" | "outputHash" | "outputHashAlgo" | "outputHashMode" => {
                self.set(key, self.cx.text_of(slot)?.to_owned())?;
            }
            _ => {}
        }
        Ok(())
    }

    fn set(&mut self, key: &str, text: String) -> Result<(), Failure> {
        match key {
            "system" => self.derivation.system = text,
            "outputHash" => self.hash = Some(text),
            // A name that is none says nothing; the hash may say it itself.
            "outputHashAlgo" => self.algorithm = Algorithm::if_known(&text).map_err(fault)?,
            "outputHashMode" => {
                self.method = Some(match text.as_str() {
                    "recursive" | "nar" => Method::Recursive,
                    "flat" => Method::Flat,
                    _ => {
                        return Err(fault(format!("invalid value '{text}' for 'outputHashMode' attribute")));
                    }
                });
            }
            _ => {}
        }
        Ok(())
    }

    fn set_outputs<'n>(&mut self, names: impl Iterator<Item = &'n str>) -> Result<(), Failure> {
        self.outputs.clear();
        for name in names {
            if self.outputs.iter().any(|it| it == name) {
                return Err(fault(format!("duplicate derivation output '{name}'")));
            }
            if name == "drvPath" {
                return Err(fault("invalid derivation output name 'drvPath'"));
            }
            self.outputs.push(name.to_owned());
        }
        if self.outputs.is_empty() {
            return Err(fault("derivation cannot have an empty set of outputs"));
        }
        Ok(())
    }

    fn finish(mut self) -> Res<'a> {
        if let Some(members) = &self.structured {
            let json = format!("{{{}}}", members.join(","));
            self.derivation.environment.insert("__json".to_owned(), json.into_bytes());
        }
        self.add_inputs();
        for (missing, attribute) in
            [(self.derivation.builder.is_empty(), "builder"), (self.derivation.system.is_empty(), "system")]
        {
            if missing {
                return Err(fault(format!("required attribute '{attribute}' missing")));
            }
        }
        if self.name.ends_with(".drv") {
            let message =
                "derivation names are allowed to end in '.drv' only if they produce a single derivation file";
            return Err(fault(message));
        }
        self.add_outputs()?;
        let mut derivations = self.cx.store.derivations.borrow_mut();
        let path = self.derivation.settle(self.name, &mut derivations).map_err(fault)?;
        let settled = derivations.get(&path).map(|known| &known.derivation.outputs);
        let entry = |name: &str, text: &str, context: String| {
            let context = self.cx.context(vec![context]);
            (self.cx.sym(name), State::Ready(self.cx.bytes(text.as_bytes(), context)), Position::NONE)
        };
        let mut entries = vec![entry("drvPath", &path, format!("={path}"))];
        for (name, output) in settled.into_iter().flatten() {
            let downstream;
            let place = match output.path() {
                Some(path) => path,
                None => {
                    self.cx.options().features.require(Feature::CaDerivations)?;
                    downstream = store_path::downstream_placeholder(&path, name, self.name);
                    &downstream
                }
            };
            entries.push(entry(name, place, format!("!{name}!{path}")));
        }
        Ok(Value::Attrs(self.cx.attrs(&mut entries)))
    }

    /// What the strings speak of is needed for building.
    fn add_inputs(&mut self) {
        let derivations = self.cx.store.derivations.borrow();
        for element in self.context {
            match Element::of(element) {
                Element::Path(path) => {
                    self.derivation.sources.insert(path.to_owned());
                }
                Element::Output { derivation, output } => {
                    self.derivation
                        .inputs
                        .entry(derivation.to_owned())
                        .or_default()
                        .insert(output.to_owned());
                }
                Element::Deep(path) => {
                    let mut todo = vec![path];
                    while let Some(path) = todo.pop() {
                        if !self.derivation.sources.insert(path.to_owned()) {
                            continue;
                        }
                        if let Some(known) = derivations.get(path) {
                            let outputs = known.derivation.outputs.keys().cloned();
                            self.derivation.inputs.entry(path.to_owned()).or_default().extend(outputs);
                            todo.extend(known.derivation.sources.iter().map(String::as_str));
                            todo.extend(known.derivation.inputs.keys().map(String::as_str));
                        }
                    }
                }
            }
        }
    }

    /// Outputs whose paths only building shows.
    fn add_floating_outputs(&mut self) -> Result<(), Failure> {
        if self.content_addressed && self.impure {
            return Err(fault("derivation cannot be both content-addressed and impure"));
        }
        let algorithm = self.algorithm.unwrap_or(Algorithm::Sha256);
        let method = self.method.unwrap_or(Method::Recursive);
        for name in &self.outputs {
            let stand_in = store_path::placeholder(name).into_bytes();
            self.derivation.environment.insert(name.clone(), stand_in);
            let output = match self.impure {
                true => Output::Impure { method, algorithm },
                false => Output::Floating { method, algorithm },
            };
            self.derivation.outputs.insert(name.clone(), output);
        }
        Ok(())
    }

    fn add_outputs(&mut self) -> Result<(), Failure> {
        let Some(hash) = &self.hash else {
            if self.content_addressed || self.impure {
                return self.add_floating_outputs();
            }
            self.derivation.outputs = self.outputs.iter().map(|name| (name.clone(), Output::Open)).collect();
            return Ok(());
        };
        if self.outputs != ["out"] {
            return Err(fault("multiple outputs are not supported in fixed-output derivations"));
        }
        let hash = self.cx.hash_or_empty(hash, self.algorithm)?;
        let method = self.method.unwrap_or(Method::Flat);
        let path = store_path::of_content(self.name, method, &hash).map_err(fault)?;
        self.derivation.environment.insert("out".to_owned(), path.clone().into_bytes());
        self.derivation.outputs.insert("out".to_owned(), Output::Fixed { path, method, hash });
        Ok(())
    }
}

/// Whether an attribute is there and true.
fn flag<'a>(cx: &'a Evaluator<'a>, attrs: &'a Attrs<'a>, name: &str) -> Result<bool, Failure> {
    let Some(slot) = attrs.get(cx.sym(name)) else { return Ok(false) };
    cx.bool_of(slot).map_err(|error| {
        let text = format!("while evaluating the `{name}` attribute passed to builtins.derivationStrict");
        error.during(None, text)
    })
}

fn derivation<'a>(cx: &'a Evaluator<'a>, _: Arguments<'a>) -> Res<'a> {
    cx.import(internal::DERIVATION)
}
