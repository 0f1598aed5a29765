//! `inherit (source) name;` where one of its two meanings gets a new name: the key that it writes, or
//! the member that it reads. It is written out then: `new = source.name;` or `name = source.new;`.

use super::Asked;
use crate::queries;
use crate::report::{SourceRange, TextEdit, source_range};
use fedic_diagnostics::Span;
use fedic_model::nix::attribute_name;
use fedic_syntax::ast::{AstNode, Expr, Inherit};

/// What gets the new name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Key,
    Member,
}

/// The edits that give a name in an `inherit` another one, in one of its meanings; none if it stands in
/// no such place.
pub(super) fn edits(asked: &Asked<'_>, at: &SourceRange, role: Role, new: &str) -> Option<Vec<TextEdit>> {
    if !at.path.ends_with(".nix") {
        return None;
    }
    let file = asked.db.files().text(asked.db, &at.path);
    let text = queries::text(asked.db, file).as_deref().ok()?;
    let parsed = fedic_syntax::parse(text);
    let token = parsed.root().syntax().token_at_offset(at.start.offset.into()).right_biased()?;
    let node = token.parent_ancestors().find_map(Inherit::cast)?;
    let name = node.attrs().find(|it| u32::from(it.syntax().text_range().start()) == at.start.offset)?;
    let old = name.to_string();
    let source = node.from().and_then(|it| it.expr()).map(|expr| match expr {
        Expr::Ident(_) => format!("{expr}."),
        // What stands in for a missing attribute would take the name as its own.
        Expr::Select(ref select) if select.default_expr().is_none() => format!("{expr}."),
        _ => format!("({expr})."),
    });
    let source = source.unwrap_or_default();
    let new = attribute_name(new);
    let written = match role {
        Role::Key => format!("{new} = {source}{old};"),
        Role::Member if source.is_empty() => return None,
        Role::Member => format!("{old} = {source}{new};"),
    };
    let edit = |start: u32, end: u32, text: String| {
        let range = source_range(asked.db, file.id(asked.db), Span::new(start, end))?;
        Some(TextEdit { range, text })
    };
    let range = node.syntax().text_range();
    let (start, end) = (u32::from(range.start()), u32::from(range.end()));
    if node.attrs().count() == 1 {
        return Some(vec![edit(start, end, written)?]);
    }
    let before = text.get(..at.start.offset as usize)?;
    let gap = u32::try_from(before.trim_end().len()).ok()?;
    let line = text.get(..start as usize)?.rsplit('\n').next().unwrap_or_default();
    let apart = if line.trim().is_empty() { format!("\n{line}") } else { " ".to_owned() };
    Some(vec![edit(gap, at.end.offset, String::new())?, edit(end, end, format!("{apart}{written}"))?])
}
