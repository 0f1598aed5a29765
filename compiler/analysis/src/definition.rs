//! From a use to its declaration: a path to its file.

use crate::database::Db;
use crate::disk::Entry;
use crate::files::FileText;
use crate::reach::{look, resolve};
use crate::report::{SourceRange, source_range};
use crate::{paths, queries};
use fedic_diagnostics::Span;
use fedic_hir::{Expr, ExprId};

/// Where what stands at an offset is declared.
pub(crate) fn definition(db: &dyn Db, path: &str, offset: u32) -> Vec<SourceRange> {
    let Ok(path) = resolve(db, path) else { return Vec::new() };
    let file = db.files().text(db, &path);
    let Some(expr) = innermost(db, file, offset) else { return Vec::new() };
    let body = queries::body(db, file);
    let Expr::Path(text) = body.exprs[expr.0 as usize] else { return Vec::new() };
    let target = paths::join(paths::parent(&path).unwrap_or("/"), &body.strings[text.0 as usize]);
    file_start(db, &target).into_iter().collect()
}

/// The smallest expression around an offset.
fn innermost(db: &dyn Db, file: FileText, offset: u32) -> Option<ExprId> {
    let spans = queries::source_map(db, file).exprs.iter().enumerate();
    let around = spans.filter(|(_, span)| span.touches(offset));
    let (index, _) = around.min_by_key(|(_, span)| span.len())?;
    u32::try_from(index).ok().map(ExprId)
}

/// The beginning of the file at a path, or of a folder's `default.nix`.
fn file_start(db: &dyn Db, path: &str) -> Option<SourceRange> {
    let mut real = resolve(db, path).ok()?;
    if matches!(look(db, &real), Entry::Folder) {
        real = resolve(db, &paths::join(&real, "default.nix")).ok()?;
    }
    let there = matches!(look(db, &real), Entry::File { .. });
    let id = there.then(|| db.files().text(db, &real).id(db))?;
    source_range(db, id, Span::new(0, 0))
}
