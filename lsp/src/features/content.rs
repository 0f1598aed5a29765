//! The texts that fedic brings along, for a client that opens one: a library file that a jump
//! led to, or the page of a code that a diagnostic names. They cannot be edited.

use crate::convert;
use crate::snapshot::Snapshot;
use fedic_analysis::codes;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::TextDocumentIdentifier;

/// The text at an address such as `fedic:/lib/strings.nix` or `fedic:/codes/F0301.md`.
///
/// # Errors
/// There is none.
pub(crate) fn content(snapshot: &Snapshot<'_>, document: &TextDocumentIdentifier) -> Result<Value> {
    let name =
        document.uri.as_str().strip_prefix(convert::OWN).and_then(|rest| rest.strip_prefix(":/codes/"));
    let page = name.and_then(|name| codes::page(name.strip_suffix(".md")?).ok());
    let file = || Some(snapshot.analysis.text(&convert::path(&document.uri)?)?.to_string());
    let text = page.map(str::to_owned).or_else(file);
    text.map(|text| json!({ "text": text })).ok_or_else(|| Error::invalid_params("nothing is there"))
}
