//! Changes that can be made where somebody stands: what mends a problem, and what writes the
//! same in another way.

use super::Asked;
use super::levels::{self, Level};
use super::target::{Target, option, target};
use super::view::View;
use crate::checking::{diagnose_file, reports_in};
use crate::edits;
use crate::report::{Report, TextEdit};
use crate::setup::Setup;
use fedic_check::Model;
use fedic_diagnostics::{Code, Place, Span};
use fedic_hir::{Expr, ExprId, FrameKind};
use fedic_model::Member;

/// A change on offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    pub title: String,
    pub kind: ActionKind,
    pub edits: Vec<TextEdit>,
    /// The code and the message of the problem that it mends.
    pub mends: Option<(&'static str, String)>,
}

/// What sort of change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKind {
    QuickFix,
    Rewrite,
    FixAll,
}

/// The changes on offer for a range of a file.
pub(crate) fn actions(asked: &Asked<'_>, setup: &Setup, start: u32, end: u32) -> Vec<Action> {
    let reports = match asked.project {
        Some(project) => reports_in(asked.db, project, asked.file.id(asked.db)),
        None => diagnose_file(asked.db, setup, &asked.path),
    };
    let touches = |report: &&Report| {
        let at = report.primary.as_ref().map(|label| (label.range.start.offset, label.range.end.offset));
        at.is_some_and(|(from, to)| from <= end && start <= to)
    };
    let here: Vec<&Report> = reports.iter().filter(touches).collect();
    let mut found: Vec<Action> = here.iter().filter(|it| !it.edits.is_empty()).map(|it| mended(it)).collect();
    if let Some(view) = asked.view() {
        found.extend(rewrites(asked, &view, start, &here));
    }
    let all = every_edit(&reports);
    if all.len() > 1 {
        found.push(Action {
            title: "mend everything that can be mended here".to_owned(),
            kind: ActionKind::FixAll,
            edits: all,
            mends: None,
        });
    }
    found
}

fn mended(report: &Report) -> Action {
    let removes = report.edits.iter().all(|edit| edit.text.is_empty());
    Action {
        title: match &report.help {
            Some(help) if !removes => help.clone(),
            Some(_) | None if removes => format!("remove it: {}", report.message),
            Some(_) | None => report.message.clone(),
        },
        kind: ActionKind::QuickFix,
        edits: report.edits.clone(),
        mends: Some((report.code, report.message.clone())),
    }
}

/// The edits of all problems of a file, those left out that overlap earlier ones, and those that
/// leave something to be written.
fn every_edit(reports: &[Report]) -> Vec<TextEdit> {
    let whole = reports.iter().filter(|report| report.code != Code::MissingValue.number());
    let mut all: Vec<TextEdit> = whole.flat_map(|report| report.edits.iter().cloned()).collect();
    all.sort_by(|left, right| left.range.cmp(&right.range));
    let mut end = 0;
    all.retain(|edit| {
        let is_free = edit.range.start.offset >= end;
        if is_free {
            end = edit.range.end.offset.max(edit.range.start.offset + 1);
        }
        is_free
    });
    all
}

fn rewrites(asked: &Asked<'_>, view: &View<'_>, offset: u32, here: &[&Report]) -> Vec<Action> {
    let Some(at) = target(view, offset) else { return Vec::new() };
    let mut found = Vec::new();
    if let Target::Key { bindings, index } = at
        && let Some(option) = option(view, at)
    {
        let attr = view.body.bindings[bindings.0 as usize].attrs[index];
        let is_declaration =
            option.guided.key(option.option) == Some(Place { file: view.file, node: attr.at });
        match is_declaration {
            true => found.extend(described(asked, view, attr.value)),
            false => {
                found.extend(wrapped(asked, view, attr.value, "mkDefault", ""));
                found.extend(wrapped(asked, view, attr.value, "mkIf", " true"));
            }
        }
    }
    if let Some(expr) = view.innermost(offset) {
        found.extend(conditional(asked, view, expr));
        found.extend(chosen(asked, view, expr, here));
        let is_told = here.iter().any(|report| report.code == Code::MissingValue.number());
        found.extend(completed(asked, view, expr, is_told));
    }
    found
}

fn rewrite(title: String, edit: Option<TextEdit>) -> Option<Action> {
    Some(Action { title, kind: ActionKind::Rewrite, edits: vec![edit?], mends: None })
}

fn replaced(asked: &Asked<'_>, span: Span, text: String) -> Option<TextEdit> {
    Some(TextEdit { range: asked.range(span)?, text })
}

/// An expression as it is written as an argument of a function.
fn argument(view: &View<'_>, expr: ExprId) -> Option<String> {
    let text = view.written(expr)?;
    let is_simple = matches!(
        view.expr(expr),
        Expr::Set(_)
            | Expr::List(_)
            | Expr::Int(_)
            | Expr::Float(_)
            | Expr::Str(_)
            | Expr::Interpolated(_)
            | Expr::Path(_)
            | Expr::Local { .. }
            | Expr::With(_)
            | Expr::Global(_)
            | Expr::Select { .. }
    );
    Some(if is_simple { text.to_owned() } else { format!("({text})") })
}

/// How a function of `lib` is called at an expression; none if it is out of reach there.
fn library_name(view: &View<'_>, at: ExprId, name: &str) -> Option<String> {
    let binds = |name: &str| view.scopes.frames_of(at).any(|frame: FrameKind| view.binds(frame, name));
    match (binds(name), binds("lib")) {
        (true, _) => Some(name.to_owned()),
        (false, true) => Some(format!("lib.{name}")),
        (false, false) => None,
    }
}

/// `value` as `lib.mkDefault value`; not what is such a call already.
fn wrapped(asked: &Asked<'_>, view: &View<'_>, value: ExprId, name: &str, before: &str) -> Option<Action> {
    if levels::passed(view, value) == Some(name) {
        return None;
    }
    let text = format!("{}{before} {}", library_name(view, value, name)?, argument(view, value)?);
    rewrite(format!("wrap in `{name}`"), replaced(asked, view.span_of(value)?, text))
}

/// `if c then x else { }` as `lib.mkIf c x`.
fn conditional(asked: &Asked<'_>, view: &View<'_>, inner: ExprId) -> Option<Action> {
    let is_if = |expr: &ExprId| matches!(view.expr(*expr), Expr::If { .. });
    let expr = view.scopes.around(inner).take(3).find(is_if)?;
    let Expr::If { condition, then, otherwise } = view.expr(expr) else { return None };
    let is_empty = match view.expr(otherwise) {
        Expr::Set(bindings) => {
            let bindings = &view.body.bindings[bindings.0 as usize];
            bindings.attrs.is_empty() && bindings.dynamic.is_empty()
        }
        Expr::List(items) => items.len == 0,
        _ => false,
    };
    let defines = view.guided().iter().any(|guided| {
        levels::wanted(view, guided, expr).is_some() || !levels::of_value(view, guided, expr).is_empty()
    });
    // A default is taken as it is, `mkIf` and all.
    if !is_empty || !defines || levels::in_declaration(view, expr) {
        return None;
    }
    let function = library_name(view, expr, "mkIf")?;
    let text = format!("{function} {} {}", argument(view, condition)?, argument(view, then)?);
    rewrite("write it with `mkIf`".to_owned(), replaced(asked, view.span_of(expr)?, text))
}

/// A description for the declaration of an option that has none.
fn described(asked: &Asked<'_>, view: &View<'_>, value: ExprId) -> Option<Action> {
    let Expr::Call { arguments, .. } = view.expr(value) else { return None };
    let set = *view.body.run(arguments).last()?;
    let Expr::Set(bindings) = view.expr(set) else { return None };
    let attrs = &view.body.bindings[bindings.0 as usize].attrs;
    if attrs.iter().any(|attr| view.name(attr.name) == "description") {
        return None;
    }
    rewrite("add a description".to_owned(), member(asked, view, set, "description = \"\";"))
}

/// The tags of which a set needs one and has none.
fn chosen(asked: &Asked<'_>, view: &View<'_>, inner: ExprId, here: &[&Report]) -> Vec<Action> {
    let Expr::Set(bindings) = view.expr(inner) else { return Vec::new() };
    let these = &view.body.bindings[bindings.0 as usize];
    if !these.attrs.is_empty() || !these.dynamic.is_empty() {
        return Vec::new();
    }
    let tags = view.guided().iter().find_map(|guided| {
        let levels = levels::of_set(view, guided, bindings).into_iter();
        let tags = levels.filter(|level| matches!(level, Level::Tags(_)));
        let names = tags.flat_map(|level| levels::names(guided.model(), level));
        let names: Vec<(String, bool)> =
            names.map(|it| (it.name, opens(guided.model(), it.member))).collect();
        (!names.is_empty()).then_some(names)
    });
    let told = here.iter().find(|report| report.code == Code::NoTag.number());
    let action = |(tag, opens): (String, bool)| {
        let edit = match opens {
            true => member(asked, view, inner, &format!("{} = {{ }};", edits::name_in(&asked.path, &tag))),
            false => missing(asked, view, inner, std::slice::from_ref(&tag)),
        };
        let mut action = rewrite(format!("choose `{tag}`"), edit)?;
        if let Some(report) = told {
            (action.kind, action.mends) = (ActionKind::QuickFix, Some((report.code, report.message.clone())));
        }
        Some(action)
    };
    tags.unwrap_or_default().into_iter().filter_map(action).collect()
}

fn opens(model: Model<'_>, member: Member) -> bool {
    match member {
        Member::Group(_) => true,
        Member::Option(id) => model.option(id).is_some_and(|option| levels::opens(model, option.ty)),
    }
}

/// The required options that a set does not define yet; not a single one that is told of anyway.
fn completed(asked: &Asked<'_>, view: &View<'_>, inner: ExprId, is_told: bool) -> Option<Action> {
    let Expr::Set(bindings) = view.expr(inner) else { return None };
    let written: Vec<&str> =
        view.body.bindings[bindings.0 as usize].attrs.iter().map(|attr| view.name(attr.name)).collect();
    let lacking = view.guided().iter().find_map(|guided| {
        let model = guided.model();
        let named = levels::of_set(view, guided, bindings);
        let names =
            named.into_iter().flat_map(|level| levels::names(model, level)).filter(|named| !named.is_tag);
        let required = names.filter(|named| match named.member {
            Member::Option(id) => {
                model.option(id).is_some_and(|it| it.required && !it.internal && !it.read_only)
            }
            Member::Group(_) => false,
        });
        let lacking: Vec<String> =
            required.map(|it| it.name).filter(|name| !written.contains(&name.as_str())).collect();
        (lacking.len() > usize::from(is_told)).then_some(lacking)
    })?;
    let names: Vec<String> = lacking.iter().map(|name| format!("`{name}`")).collect();
    rewrite(format!("define {}", names.join(", ")), missing(asked, view, inner, &lacking))
}

/// Members whose values are still to be written.
fn missing(asked: &Asked<'_>, view: &View<'_>, set: ExprId, names: &[String]) -> Option<TextEdit> {
    let members: Vec<String> = names.iter().map(|name| edits::unfinished(&asked.path, name)).collect();
    member(asked, view, set, &members.join(" "))
}

fn member(asked: &Asked<'_>, view: &View<'_>, set: ExprId, text: &str) -> Option<TextEdit> {
    edits::member(asked.db, Place { file: view.file, node: view.body.node(set) }, text)
}
