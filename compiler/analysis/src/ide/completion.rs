//! What may stand at the cursor. The text is read with a name of our own in the place of what
//! is being typed, written so that the rest reads as well as it can; what stands around that
//! name then says what is asked for.

mod data;
mod keys;
mod manifest;
mod members;
mod names;
mod paths;
mod values;
mod written;

pub(crate) use names::argument;

use super::target::is_inherited;
use super::view::View;
use super::{Asked, Language};
use crate::report::SourceRange;
use fedic_check::Model;
use fedic_diagnostics::Span;
use fedic_hir::{Expr, ExprId, KeyPart, Params};
use fedic_model::nix::attribute_name;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use written::Writer;

/// A proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    pub label: String,
    pub kind: CompletionKind,
    /// The type, in a few words.
    pub detail: Option<String>,
    /// Markdown.
    pub documentation: Option<String>,
    /// Where more is to be read, if that is not given at once.
    pub about: Option<About>,
    /// What is written in the place of `range`.
    pub text: String,
    /// Whether the text has `${1:places}` to be filled in; no other `$` in it is plain then.
    pub snippet: bool,
    pub range: SourceRange,
    /// Proposals stand in this order; of those that share it, what is used more often stands first, then
    /// they stand by label.
    pub order: u8,
    pub uses: usize,
}

impl Completion {
    /// A proposal that writes its label.
    fn new(label: &str, kind: CompletionKind, range: &SourceRange) -> Completion {
        Completion {
            label: label.to_owned(),
            kind,
            detail: None,
            documentation: None,
            about: None,
            text: label.to_owned(),
            snippet: false,
            range: range.clone(),
            order: 5,
            uses: 0,
        }
    }

    /// What it is sorted by.
    fn place(&self) -> (u8, Reverse<usize>, &str) {
        (self.order, Reverse(self.uses), &self.label)
    }
}

/// What a proposal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CompletionKind {
    Option,
    Group,
    Value,
    Variable,
    Function,
    Attribute,
    Keyword,
    File,
    Folder,
    /// The name of something that the model declares: an application, a resource …
    Reference,
}

/// Something that documentation can be asked of later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum About {
    /// A member of `lib`, by its path.
    Library(Vec<String>),
    /// A member of `builtins`.
    Builtin(String),
}

/// The name that stands for what is being typed.
pub(super) const MARK: &str = "fedicCursor";

/// What is being typed, and all proposals have in common.
pub(super) struct At<'c, 'v> {
    pub(super) view: &'c View<'v>,
    /// What a proposal replaces.
    pub(super) range: SourceRange,
    /// The text behind what is replaced.
    pub(super) behind: &'c str,
    /// Whether the editor takes snippets.
    pub(super) snippets: bool,
}

impl At<'_, '_> {
    pub(super) fn item(&self, label: &str, kind: CompletionKind) -> Completion {
        Completion::new(label, kind, &self.range)
    }

    /// A member of a set, which is written as a key.
    fn attribute(&self, name: &str) -> Completion {
        let mut item = self.item(name, CompletionKind::Attribute);
        item.text = attribute_name(name).into_owned();
        item.order = 1;
        item
    }

    fn writer<'w>(&'w self, model: Model<'w>) -> Writer<'w> {
        Writer { model, range: &self.range, snippets: self.snippets }
    }
}

/// All that may stand at an offset of a file.
pub(crate) fn completions(asked: &Asked<'_>, offset: u32, snippets: bool) -> Vec<Completion> {
    let mut found = match asked.language() {
        Language::Json => data::completions(asked, offset, snippets),
        Language::Manifest => manifest::completions(asked, offset, snippets),
        Language::Nix => nix(asked, offset, snippets).unwrap_or_default(),
    };
    found.sort_by(|left, right| left.place().cmp(&right.place()));
    let mut seen = BTreeSet::new();
    found.retain(|item| seen.insert((item.label.clone(), item.text.clone())));
    found
}

fn nix(asked: &Asked<'_>, offset: u32, snippets: bool) -> Option<Vec<Completion>> {
    let text = asked.text();
    let offset = text.floor_char_boundary(offset as usize);
    let typed = typed(&text, offset)?;
    let marked = marked(&text, &typed);
    let parsed = fedic_syntax::parse(&marked);
    let view = View::with_text(asked.db, asked.memory, asked.project, asked.file, &marked, &parsed);
    let at = At {
        view: &view,
        range: asked.range(typed.replaced)?,
        behind: text.get(typed.replaced.end as usize..).unwrap_or_default(),
        snippets,
    };
    let mark = u32::try_from(marked.find(MARK)?).ok()?;
    Some(match place(&view, mark)? {
        Place::Key { bindings, index } => keys::completions(&at, bindings, index),
        Place::Inherited { bindings, value } => names::inherited(&at, bindings, value),
        Place::Member { base, before } => members::completions(&at, base, &before),
        Place::Variable(expr) => {
            let mut found = values::completions(&at, expr);
            found.extend(names::completions(&at, expr));
            found
        }
        Place::Text(expr) => values::in_text(&at, expr),
        Place::Path(written) => paths::completions(&at, asked, &written),
        Place::Search(written) => paths::searched(&at, asked, &written),
        Place::Formal(lambda) => names::formals(&at, lambda),
    })
}

/// What is being typed at a cursor.
struct Typed {
    /// What a proposal replaces.
    replaced: Span,
    kind: TypedKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum TypedKind {
    Name,
    Text,
    Path,
    /// Between angle brackets.
    Search,
}

/// Nothing is proposed in comments and behind numbers.
fn typed(text: &str, offset: usize) -> Option<Typed> {
    use fedic_syntax::ast::{AstNode, SyntaxKind};
    let parsed = fedic_syntax::parse(text);
    let at = u32::try_from(offset).ok()?;
    let token = parsed.root().syntax().token_at_offset(at.into()).left_biased();
    let is_name = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-' | '\'');
    let back = |belongs: &dyn Fn(char) -> bool| {
        let kept = text[..offset].trim_end_matches(belongs);
        kept.len()
    };
    let span =
        |start: usize, end: usize| Some(Span::new(u32::try_from(start).ok()?, u32::try_from(end).ok()?));
    let forward =
        |belongs: &dyn Fn(char) -> bool| text.len() - text[offset..].trim_start_matches(belongs).len();
    let kind = token.as_ref().map(fedic_syntax::ast::SyntaxToken::kind);
    let inside = |kind_start: u32| kind_start < at;
    match kind {
        Some(SyntaxKind::TOKEN_COMMENT) if inside(token.as_ref()?.text_range().start().into()) => {
            let ends = u32::from(token.as_ref()?.text_range().end());
            let closed = token.as_ref()?.text().ends_with("*/") && at == ends;
            if !closed {
                return None;
            }
        }
        Some(SyntaxKind::TOKEN_STRING_CONTENT | SyntaxKind::TOKEN_STRING_START) => {
            let line = |it: char| it != '"' && it != '\n';
            return Some(Typed {
                replaced: span(back(&line), text_end(text, offset))?,
                kind: TypedKind::Text,
            });
        }
        Some(SyntaxKind::TOKEN_PATH_REL | SyntaxKind::TOKEN_PATH_ABS) => {
            let part = |it: char| it != '/' && !it.is_whitespace();
            let rest = |it: char| is_name(it) || it == '.';
            return Some(Typed { replaced: span(back(&part), forward(&rest))?, kind: TypedKind::Path });
        }
        Some(SyntaxKind::TOKEN_INTEGER | SyntaxKind::TOKEN_FLOAT) => return None,
        Some(_) | None => {}
    }
    // `./` is no path yet, but it will be one.
    let word = |it: char| is_name(it) || matches!(it, '.' | '/');
    let start = back(&word);
    let written = &text[start..offset];
    if written.starts_with("./") || written.starts_with("../") {
        let last = start + written.rfind('/').map_or(0, |slash| slash + 1);
        return Some(Typed { replaced: span(last, offset)?, kind: TypedKind::Path });
    }
    if let Some(found) = search(text, offset) {
        return Some(Typed { replaced: span(found.0, found.1)?, kind: TypedKind::Search });
    }
    let start = back(&is_name);
    if text[start..].starts_with(|it: char| it.is_ascii_digit()) {
        return None;
    }
    Some(Typed { replaced: span(start, forward(&is_name))?, kind: TypedKind::Name })
}

/// The part of a path between angle brackets that is being typed: of `<fedic/cat`, what is behind the
/// stroke. A comparison has a blank behind its sign.
fn search(text: &str, offset: usize) -> Option<(usize, usize)> {
    let belongs = |it: char| it.is_ascii_alphanumeric() || matches!(it, '.' | '_' | '-' | '+' | '/');
    let part = |it: char| belongs(it) && it != '/';
    let before = text[..offset].trim_end_matches(belongs);
    let behind = text[offset..].trim_start_matches(part);
    let written = &text[before.len()..offset];
    let is_search = before.ends_with('<') && (behind.starts_with(['>', '/']) || !written.is_empty());
    let start = offset - written.rfind('/').map_or(written, |slash| &written[slash + 1..]).len();
    is_search.then_some((start, text.len() - behind.len()))
}

/// Where a text that is being typed ends: at its quote, if that stands on the line.
fn text_end(text: &str, offset: usize) -> usize {
    let line = text[offset..].split('\n').next().unwrap_or_default();
    match line.find('"') {
        Some(quote) if !line[..quote].contains([';', '=']) => offset + quote,
        Some(_) | None => offset,
    }
}

/// The text with the mark in it, written in the way that leaves the fewest faults.
fn marked(text: &str, typed: &Typed) -> String {
    let endings: &[&str] = match typed.kind {
        TypedKind::Name => &["", " = 0;", ";", " = 0; }", ": 0", "; }"],
        TypedKind::Text => &["", "\"", "\";", "\" ]", "\"; }"],
        TypedKind::Path => &["", ";", " ]", " ];"],
        TypedKind::Search => &["", ">", ">;", "> ]", "> ];"],
    };
    let (before, behind) = (&text[..typed.replaced.start as usize], &text[typed.replaced.end as usize..]);
    let mut best: Option<(usize, String)> = None;
    for ending in endings {
        let tried = format!("{before}{MARK}{ending}{behind}");
        let faults = fedic_syntax::parse(&tried).faults.len();
        if best.as_ref().is_none_or(|(least, _)| faults < *least) {
            best = Some((faults, tried));
        }
        if faults == 0 {
            break;
        }
    }
    match best {
        Some((_, text)) => text,
        None => unreachable!("there is at least one ending"),
    }
}

/// What the mark stands for.
enum Place {
    /// A key of a set or of a `let`.
    Key {
        bindings: fedic_hir::BindingsId,
        index: usize,
    },
    /// `inherit mark;` or `inherit (source) mark;`.
    Inherited {
        bindings: fedic_hir::BindingsId,
        value: ExprId,
    },
    /// `base.before.mark`.
    Member {
        base: ExprId,
        before: Vec<String>,
    },
    Variable(ExprId),
    /// A part of a literal text.
    Text(ExprId),
    /// A path as it is written.
    Path(String),
    /// The same between angle brackets.
    Search(String),
    Formal(fedic_hir::LambdaId),
}

fn place(view: &View<'_>, mark: u32) -> Option<Place> {
    let body = &view.body;
    let is_mark = |name: fedic_hir::NameId| view.name(name) == MARK;
    for (bindings, id) in body.bindings.iter().zip(0..) {
        if let Some(index) = bindings.attrs.iter().position(|attr| is_mark(attr.name)) {
            let (value, bindings) = (bindings.attrs[index].value, fedic_hir::BindingsId(id));
            return Some(match is_inherited(view, bindings, index) {
                true => Place::Inherited { bindings, value },
                false => Place::Key { bindings, index },
            });
        }
    }
    for (expr, id) in body.exprs.iter().zip(0..) {
        let id = ExprId(id);
        match *expr {
            Expr::Select { base, path }
            | Expr::SelectOr { base, path, .. }
            | Expr::HasAttr { base, path } => {
                let parts = &body.paths[path.0 as usize];
                let at = parts
                    .iter()
                    .position(|part| matches!(part, KeyPart::Static { name, .. } if is_mark(*name)));
                if let Some(at) = at {
                    let before = parts[..at].iter().map(|part| match part {
                        KeyPart::Static { name, .. } => view.name(*name).to_owned(),
                        KeyPart::Dynamic(_) => "<name>".to_owned(),
                    });
                    return Some(Place::Member { base, before: before.collect() });
                }
            }
            Expr::Undefined(name) | Expr::Global(name) if is_mark(name) => return Some(Place::Variable(id)),
            Expr::With(with) if is_mark(body.withs[with.0 as usize].name) => {
                return Some(Place::Variable(id));
            }
            Expr::Str(text) if body.strings[text.0 as usize].contains(MARK) => return Some(Place::Text(id)),
            Expr::Path(text) if body.strings[text.0 as usize].contains(MARK) => {
                return Some(Place::Path(body.strings[text.0 as usize].to_string()));
            }
            Expr::SearchPath(text) if body.strings[text.0 as usize].contains(MARK) => {
                return Some(Place::Search(body.strings[text.0 as usize].to_string()));
            }
            _ => {}
        }
    }
    for (lambda, id) in body.lambdas.iter().zip(0..) {
        let is_formal = match &lambda.params {
            Params::Simple(params) => params.iter().any(|(name, _)| is_mark(*name)),
            Params::Pattern { formals, .. } => formals.iter().any(|formal| is_mark(formal.name)),
        };
        if is_formal {
            return Some(Place::Formal(fedic_hir::LambdaId(id)));
        }
    }
    // A name of ours that hides a variable: `rec { mark = mark; }` has none.
    view.innermost(mark).map(Place::Variable)
}
