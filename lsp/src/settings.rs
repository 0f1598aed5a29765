//! What the client sets: with `initialize`, or whenever it says that its settings have changed.

use serde_json::Value;

/// Settings, below `fedic` in the client's. What it does not say is as here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Settings {
    /// Whether the workspace may name files outside of it, which are read then.
    pub(crate) trusted: bool,
    /// Whether projects of the workspace are checked of which no file is open.
    pub(crate) whole_workspace: bool,
    /// Whether the client is offered to ask for diagnostics. One that only listens has them sooner,
    /// in two waves.
    pub(crate) pull: bool,
    /// The command that formats Nix, in words.
    pub(crate) formatter: Vec<String>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { trusted: true, whole_workspace: true, pull: true, formatter: vec!["nixfmt".to_owned()] }
    }
}

impl Settings {
    /// These settings, with what a client says in place of what it says something about. What
    /// is of a wrong type is not said.
    pub(crate) fn with(&self, said: &Value) -> Settings {
        let said = said.get("fedic").unwrap_or(said);
        let flag = |name: &str, before: bool| said.get(name).and_then(Value::as_bool).unwrap_or(before);
        let formatter = said.pointer("/formatter/command").or_else(|| said.get("formatter"));
        Settings {
            trusted: flag("trusted", self.trusted),
            pull: flag("pullDiagnostics", self.pull),
            whole_workspace: match said.get("diagnostics").and_then(Value::as_str) {
                Some("open") => false,
                Some("workspace") => true,
                Some(_) | None => self.whole_workspace,
            },
            formatter: formatter.and_then(words).unwrap_or_else(|| self.formatter.clone()),
        }
    }
}

/// A command: a text, or a list of its words.
fn words(said: &Value) -> Option<Vec<String>> {
    match said {
        Value::String(text) => Some(text.split_whitespace().map(str::to_owned).collect()),
        Value::Array(words) => words.iter().map(|word| word.as_str().map(str::to_owned)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => None,
    }
}
