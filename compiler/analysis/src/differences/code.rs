//! Code as a text that can be compared: an expression with what the variables in it are bound to
//! in its file. Two that read the same decide the same, as far as one file tells.

use crate::database::Db;
use crate::queries;
use fedic_diagnostics::Place;
use fedic_hir::{Binder, Body, ExprId, Scopes, SourceMap};
use std::collections::BTreeSet;

/// What stands for the code at a place: an expression, or the key of a binding.
pub(super) fn code_at(db: &dyn Db, place: Place) -> Option<String> {
    let file = db.files().by_id(place.file)?;
    let text = queries::text(db, file).as_ref().ok()?;
    let (body, map) = (queries::body(db, file), queries::source_map(db, file));
    let expr = match place.node.as_name() {
        Some(_) => {
            let mut attrs = body.bindings.iter().flat_map(|it| &it.attrs);
            attrs.find(|attr| attr.at == place.node)?.value
        }
        None => map.expr(place.node)?,
    };
    with_bindings(body, map, text, expr)
}

/// The text of an expression and of the bindings that it uses, white space apart.
fn with_bindings(body: &Body, map: &SourceMap, text: &str, expr: ExprId) -> Option<String> {
    let scopes = Scopes::new(body);
    let is_within = |inner: ExprId, outer: ExprId| scopes.around(inner).any(|around| around == outer);
    let mut whole = String::new();
    let (mut seen, mut rest) = (BTreeSet::new(), vec![expr]);
    while let Some(next) = rest.pop() {
        // What holds the expression itself says nothing more of it.
        if !seen.insert(next) || next != expr && is_within(expr, next) {
            continue;
        }
        let span = map.span(body.node(next))?;
        let words = text.get(span.start as usize..span.end as usize)?.split_whitespace();
        whole.extend(words.flat_map(|word| [word, " "]));
        whole.push('\n');
        let inside = (0_u32..).take(body.exprs.len()).map(ExprId).filter(|it| is_within(*it, next));
        let bound = inside.filter_map(|it| match scopes.binder(body, it)? {
            Binder::Name { bindings, index } => {
                Some(body.bindings[bindings.0 as usize].attrs.get(index as usize)?.value)
            }
            Binder::Parameter { .. } => None,
        });
        rest.extend(bound.filter(|value| !is_within(*value, next)));
    }
    Some(whole)
}

#[cfg(test)]
mod tests {
    use super::with_bindings;
    use fedic_diagnostics::FileId;
    use fedic_hir::{Dialect, Expr, ExprId, lower};

    /// The code of the first call in a file.
    fn code(file: &str) -> Option<String> {
        let lowered = lower(FileId(0), &fedic_syntax::parse(file), Dialect::default());
        let calls = lowered.body.exprs.iter().position(|it| matches!(it, Expr::Call { .. }))?;
        let call = ExprId(u32::try_from(calls).ok()?);
        with_bindings(&lowered.body, &lowered.source_map, file, call)
    }

    #[test]
    fn what_a_variable_is_bound_to_belongs_to_the_code() {
        let file = "{ f }: let even = x: x > limit; limit = 3; other = 4; in f even";
        let text = code(file).unwrap_or_default();
        assert!(text.contains("x > limit") && text.contains("3 \n") && !text.contains('4'), "{text}");
    }

    #[test]
    fn text_and_comments_are_no_code() {
        let file = r#"{ f }: let re = "a;b.*"; other = 4; in f /* other; */ re"#;
        let text = code(file).unwrap_or_default();
        assert!(text.contains("a;b.*") && !text.contains('4'), "{text}");
    }
}
