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
    /// Its path is not known yet.
    Open,
    /// Named by the hash of the derivation.
    Named(String),
    /// Named by its content.
    Fixed { path: String, method: Method, hash: Hash },
}

/// What users of a derivation need to know of it.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) derivation: Derivation,
    /// What stands for each output in the text of a user, in base 16.
    hashes: BTreeMap<String, String>,
}

/// All derivations of an evaluation, by path.
pub(crate) type Derivations = BTreeMap<String, Known>;

impl Derivation {
    /// Names the outputs that are still open, and the derivation itself. It is then known.
    ///
    /// # Errors
    /// Nix's words for what no name may be, or a needed derivation that is not known.
    pub(crate) fn settle(mut self, name: &str, known: &mut Derivations) -> Result<String, String> {
        if self.outputs.values().any(|output| matches!(output, Output::Open)) {
            for output in self.outputs.keys() {
                self.environment.insert(output.clone(), Vec::new());
            }
            let masked = Algorithm::Sha256.hash(&self.text(&self.input_hashes(known)?));
            for (output, place) in &mut self.outputs {
                let path = store_path::of_output(output, &masked, name)?;
                self.environment.insert(output.clone(), path.clone().into_bytes());
                *place = Output::Named(path);
            }
        }
        let inputs = self.inputs.iter().map(|(path, outputs)| (path.clone(), outputs.clone())).collect();
        let text = self.text(&inputs);
        let references: BTreeSet<&str> =
            self.sources.iter().chain(self.inputs.keys()).map(String::as_str).collect();
        let path =
            store_path::of_text(&format!("{name}.drv"), &text, &references.into_iter().collect::<Vec<_>>())?;
        let hashes = self.output_hashes(known)?;
        known.insert(path.clone(), Known { derivation: self, hashes });
        Ok(path)
    }

    /// What stands for each output in the text of a user.
    fn output_hashes(&self, known: &Derivations) -> Result<BTreeMap<String, String>, String> {
        let mut hashes = BTreeMap::new();
        for (name, output) in &self.outputs {
            let hash = match output {
                Output::Fixed { path, method, hash } => Algorithm::Sha256
                    .hash(format!("{}{path}", store_path::fixed_text(*method, hash)).as_bytes()),
                Output::Open | Output::Named(_) => {
                    Algorithm::Sha256.hash(&self.text(&self.input_hashes(known)?))
                }
            };
            hashes.insert(name.clone(), hash.show(Format::Base16));
        }
        Ok(hashes)
    }

    fn input_hashes(&self, known: &Derivations) -> Result<BTreeMap<String, BTreeSet<String>>, String> {
        let mut inputs = BTreeMap::<String, BTreeSet<String>>::new();
        for (path, outputs) in &self.inputs {
            let input = known.get(path).ok_or_else(|| {
                format!("the derivation '{path}' is not one of this evaluation, and no store is read")
            })?;
            for output in outputs {
                let hash = input
                    .hashes
                    .get(output)
                    .ok_or_else(|| format!("derivation '{path}' does not have an output named '{output}'"))?;
                inputs.entry(hash.clone()).or_default().insert(output.clone());
            }
        }
        Ok(inputs)
    }

    /// The text of the derivation with these inputs.
    fn text(&self, inputs: &BTreeMap<String, BTreeSet<String>>) -> Vec<u8> {
        let mut text = b"Derive(".to_vec();
        put_list(&mut text, &self.outputs, |text, (name, output)| {
            let (path, method, hash) = match output {
                Output::Open => (String::new(), String::new(), String::new()),
                Output::Named(path) => (path.clone(), String::new(), String::new()),
                Output::Fixed { path, method, hash } => {
                    let recursive = if *method == Method::Recursive { "r:" } else { "" };
                    let method = format!("{recursive}{}", hash.algorithm.name());
                    (path.clone(), method, hash.show(Format::Base16))
                }
            };
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
        for part in [self.system.as_bytes(), &self.builder] {
            text.push(b',');
            put_string(&mut text, part);
        }
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
