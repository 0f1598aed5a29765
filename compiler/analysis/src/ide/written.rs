//! Functions as a project writes them: what they take, by the names of their parameters, and the comment
//! above them. For those whose types nobody knows.

use super::resolve::{self, Located};
use crate::database::Db;
use crate::queries;
use fedic_diagnostics::Place;
use fedic_hir::{Body, Params};

/// The parameters of a function, one by one; none if it is no function as it is written.
pub(crate) fn parameters(db: &dyn Db, at: Located) -> Vec<String> {
    let body = queries::body(db, at.file);
    let (mut found, mut expr) = (Vec::new(), at.expr);
    while let Some(lambda) = resolve::lambda(body, expr) {
        match &lambda.params {
            Params::Simple(params) => {
                found.extend(params.iter().map(|(name, _)| body.names[name.0 as usize].to_string()));
            }
            Params::Pattern { .. } => found.push(pattern(body, &lambda.params)),
        }
        expr = lambda.body;
    }
    found
}

fn pattern(body: &Body, params: &Params) -> String {
    let Params::Pattern { formals, ellipsis, .. } = params else { return String::new() };
    let mut names: Vec<String> = formals
        .iter()
        .map(|formal| {
            let mark = if formal.default.is_some() { "?" } else { "" };
            format!("{}{mark}", body.names[formal.name.0 as usize])
        })
        .collect();
    names.extend(ellipsis.then(|| "...".to_owned()));
    if names.is_empty() { "{ }".to_owned() } else { format!("{{ {} }}", names.join(", ")) }
}

/// `bucket : name -> settings -> …`
pub(crate) fn signature(name: &str, parameters: &[String]) -> String {
    format!("{name} : {} -> …", parameters.join(" -> "))
}

/// The comment right above a key.
pub(crate) fn comment(db: &dyn Db, key: Place) -> Option<String> {
    let file = db.files().by_id(key.file)?;
    let start = queries::span(db, key)?.start;
    let before = queries::text(db, file).as_deref().ok()?.get(..start as usize)?;
    // The key begins its line.
    let (above, indent) = before.rsplit_once('\n')?;
    if !indent.trim().is_empty() {
        return None;
    }
    let lines = above.lines().rev().map_while(|line| line.trim_start().strip_prefix('#'));
    let mut lines: Vec<&str> = lines.map(str::trim).collect();
    lines.reverse();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
