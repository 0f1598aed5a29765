//! Store derivations: their text, and the hash that names their outputs.
//!
//! A derivation's outputs are named by a hash of its text in which the paths of derivations
//! it needs have been replaced by *their* hashes, so that two ways to the same fixed output
//! give the same name. Nothing is written; what was computed is remembered for its users.

use crate::hash::{Algorithm, Format, Hash};
use crate::store_path::{self, Method};
use std::collections::{BTreeMap, BTreeSet};

/// A derivation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Derivation {
    pub(crate) outputs: BTreeMap<String, Output>,
    /// Derivations that it needs, with the outputs of each.
    pub(crate) inputs: BTreeMap<String, BTreeSet<String>>,
    pub(crate) sources: BTreeSet<String>,
    pub(crate) system: String,
    pub(crate) builder: Vec<u8>,
    pub(crate) arguments: Vec<Vec<u8>>,
    pub(crate) environment: BTreeMap<String, Vec<u8>>,
}

/// An output of a derivation.
#[derive(Clone, Debug)]
pub(crate) enum Output {
    /// Its path has not been worked out yet.
    Open,
    /// Named by the hash of the derivation.
    Named(String),
    /// Named by its content.
    Fixed { path: String, method: Method, hash: Hash },
    /// Named by its content, which only building shows.
    Floating { method: Method, algorithm: Algorithm },
    /// The same, and different each time.
    Impure { method: Method, algorithm: Algorithm },
    /// Named by the hash of the derivation, once what it needs is named.
    Deferred,
}

impl Output {
    /// Its path, if it can be told without building.
    pub(crate) fn path(&self) -> Option<&str> {
        match self {
            Output::Named(path) | Output::Fixed { path, .. } => Some(path),
            Output::Open | Output::Floating { .. } | Output::Impure { .. } | Output::Deferred => None,
        }
    }

    /// What its derivation's text says of it: path, method and hash.
    fn words(&self) -> (&str, String, String) {
        let method = |method: Method, algorithm: Algorithm| {
            format!("{}{}", if method == Method::Recursive { "r:" } else { "" }, algorithm.name())
        };
        match self {
            Output::Open | Output::Deferred => ("", String::new(), String::new()),
            Output::Named(path) => (path, String::new(), String::new()),
            Output::Fixed { path, method: how, hash } => {
                (path, method(*how, hash.algorithm), hash.show(Format::Base16))
            }
            Output::Floating { method: how, algorithm } => ("", method(*how, *algorithm), String::new()),
            Output::Impure { method: how, algorithm } => ("", method(*how, *algorithm), "impure".to_owned()),
        }
    }
}

/// What users of a derivation need to know of it.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) derivation: Derivation,
    /// What stands for each output in the text of a user, in base 16.
    hashes: BTreeMap<String, String>,
    /// Whether what it is depends on what must be built first.
    deferred: bool,
}

/// All derivations of an evaluation, by path.
pub(crate) type Derivations = BTreeMap<String, Known>;

impl Derivation {
    /// Names the outputs that are still open, and the derivation itself. It is then known.
    ///
    /// # Errors
    /// Nix's words for what no name may be, or a needed derivation that is not known.
    pub(crate) fn settle(mut self, name: &str, known: &mut Derivations) -> Result<String, String> {
        let is_fixed = self.outputs.values().any(|output| matches!(output, Output::Fixed { .. }));
        let (inputs, deferred) = if is_fixed { Default::default() } else { self.input_hashes(known)? };
        if self.outputs.values().any(|output| matches!(output, Output::Open)) {
            for output in self.outputs.keys() {
                self.environment.insert(output.clone(), Vec::new());
            }
            let masked = Algorithm::Sha256.hash(&self.text(&inputs));
            for (output, place) in &mut self.outputs {
                if deferred {
                    *place = Output::Deferred;
                    continue;
                }
                let path = store_path::of_output(output, &masked, name)?;
                self.environment.insert(output.clone(), path.clone().into_bytes());
                *place = Output::Named(path);
            }
        }
        let hashes = self.output_hashes(&inputs);
        let floats = |output: &Output| matches!(output, Output::Floating { .. } | Output::Impure { .. });
        let deferred = deferred || self.outputs.values().any(floats);
        let inputs = self.inputs.iter().map(|(path, outputs)| (path.clone(), outputs.clone())).collect();
        let text = self.text(&inputs);
        let references: BTreeSet<&str> =
            self.sources.iter().chain(self.inputs.keys()).map(String::as_str).collect();
        let path =
            store_path::of_text(&format!("{name}.drv"), &text, &references.into_iter().collect::<Vec<_>>())?;
        known.insert(path.clone(), Known { derivation: self, hashes, deferred });
        Ok(path)
    }

    /// What stands for each output in the text of a user.
    fn output_hashes(&self, inputs: &BTreeMap<String, BTreeSet<String>>) -> BTreeMap<String, String> {
        let hash = |output: &Output| match output {
            Output::Fixed { path, method, hash } => {
                Algorithm::Sha256.hash(format!("{}{path}", store_path::fixed_text(*method, hash)).as_bytes())
            }
            Output::Open
            | Output::Named(_)
            | Output::Floating { .. }
            | Output::Impure { .. }
            | Output::Deferred => Algorithm::Sha256.hash(&self.text(inputs)),
        };
        self.outputs.iter().map(|(name, output)| (name.clone(), hash(output).show(Format::Base16))).collect()
    }

    /// The inputs by what stands for them, and whether one of them is deferred.
    fn input_hashes(
        &self,
        known: &Derivations,
    ) -> Result<(BTreeMap<String, BTreeSet<String>>, bool), String> {
        let mut deferred = false;
        let mut inputs = BTreeMap::<String, BTreeSet<String>>::new();
        for (path, outputs) in &self.inputs {
            let input = known.get(path).ok_or_else(|| {
                format!("the derivation '{path}' is not one of this evaluation, and no store is read")
            })?;
            deferred |= input.deferred;
            for output in outputs {
                let hash = input
                    .hashes
                    .get(output)
                    .ok_or_else(|| format!("derivation '{path}' does not have an output named '{output}'"))?;
                inputs.entry(hash.clone()).or_default().insert(output.clone());
            }
        }
        Ok((inputs, deferred))
    }

    /// The text of the derivation with these inputs.
    fn text(&self, inputs: &BTreeMap<String, BTreeSet<String>>) -> Vec<u8> {
        let mut text = b"Derive(".to_vec();
        put_list(&mut text, &self.outputs, |text, (name, output)| {
            let (path, method, hash) = output.words();
            put_tuple(text, &[name.as_bytes(), path.as_bytes(), method.as_bytes(), hash.as_bytes()]);
        });
        text.push(b',');
        put_list(&mut text, inputs, |text, (path, outputs)| {
            text.push(b'(');
            put_string(text, path.as_bytes());
            text.push(b',');
            put_list(text, outputs, |text, output| put_string(text, output.as_bytes()));
            text.push(b')');
        });
        text.push(b',');
        put_list(&mut text, &self.sources, |text, source| put_string(text, source.as_bytes()));
        // Nix escapes nothing in the system, whatever is in it.
        text.extend_from_slice(b",\"");
        text.extend_from_slice(self.system.as_bytes());
        text.extend_from_slice(b"\",");
        put_string(&mut text, &self.builder);
        text.push(b',');
        put_list(&mut text, &self.arguments, |text, argument| put_string(text, argument));
        text.push(b',');
        put_list(&mut text, &self.environment, |text, (name, value)| {
            put_tuple(text, &[name.as_bytes(), value]);
        });
        text.push(b')');
        text
    }
}

fn put_list<T>(text: &mut Vec<u8>, items: impl IntoIterator<Item = T>, put: impl Fn(&mut Vec<u8>, T)) {
    text.push(b'[');
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            text.push(b',');
        }
        put(text, item);
    }
    text.push(b']');
}

fn put_tuple(text: &mut Vec<u8>, parts: &[&[u8]]) {
    text.push(b'(');
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            text.push(b',');
        }
        put_string(text, part);
    }
    text.push(b')');
}

fn put_string(text: &mut Vec<u8>, bytes: &[u8]) {
    text.push(b'"');
    for &byte in bytes {
        match byte {
            b'"' | b'\\' => text.extend_from_slice(&[b'\\', byte]),
            b'\n' => text.extend_from_slice(b"\\n"),
            b'\r' => text.extend_from_slice(b"\\r"),
            b'\t' => text.extend_from_slice(b"\\t"),
            _ => text.push(byte),
        }
    }
    text.push(b'"');
}
