//! What something is once it is evaluated: an option of the model as all its definitions make it,
//! a setting as the plans have it, any other expression where it stands. What a function would be
//! called with is not known, so that what needs it has no value.

use super::option_text::{json as json_text, nix};
use super::target::{Target, target};
use super::view::{Guided, View};
use super::{Asked, Language, json, levels};
use crate::evaluate::{Kind, Traces, in_session, kind, member, model};
use crate::{failure, paths, queries};
use fedic_eval::{Attrs, Error, ErrorKind, Evaluator, Failure, Position, Res, Slot, State, Value};
use fedic_hir::{Expr, ExprId, FrameKind, LambdaId, Params};
use fedic_model::{Expectation, Value as Plain};
use fedic_modules::Session;

/// The name of what the functions of a module are called with, in the text that is evaluated.
const ARGUMENTS: &str = "fedicArguments";

/// The value of what stands at an offset of a file, as Nix shows it.
///
/// # Errors
/// Why it has none, in words.
pub(crate) fn value(asked: &Asked<'_>, offset: u32) -> Result<String, String> {
    let Some(view) = asked.view() else {
        return setting(asked, offset).ok_or_else(|| "no plan has a setting of that name".to_owned());
    };
    let nothing = || "nothing that has a value stands there".to_owned();
    let target = target(&view, offset).ok_or_else(nothing)?;
    let attr = |bindings: fedic_hir::BindingsId, index: usize| {
        view.body.bindings[bindings.0 as usize].attrs[index].value
    };
    let expr = match target {
        Target::Key { bindings, index } | Target::Inherited { bindings, index } => attr(bindings, index),
        Target::Part { expr, .. } | Target::Variable(expr) | Target::Other(expr) => expr,
        Target::Parameter { .. } => return Err("what a function is called with is not known".to_owned()),
    };
    // Of a function that is called, what it gives.
    let calls = |expr: &ExprId| {
        let call = view.scopes.parent(*expr)?;
        matches!(view.expr(call), Expr::Call { function, .. } if function == *expr).then_some(call)
    };
    let expr = calls(&expr).unwrap_or(expr);
    let project = asked.project.ok_or_else(|| "the file belongs to no project".to_owned())?;
    let path = view.guided().iter().find_map(|guided| option_path(&view, guided, expr));
    let text = in_scope(&view, expr);
    let is_module = view.body.root.is_some_and(|root| is_of_the_model(&view, root));
    let file = text.map(|text| {
        queries::loaded(asked.db, asked.db.files().virtual_text(asked.db, "«value»", text.as_bytes()), false)
    });
    let folder = paths::parent(&asked.path).unwrap_or("/");
    let found = in_session(asked.db, project, false, &mut Traces::default(), |session| {
        let ev = session.evaluator();
        let model = model(asked.db, session, project);
        if let (Some(path), Ok(model)) = (&path, &model)
            && let Some(value) = at_path(ev, member(ev, model, "config")?, path)?
        {
            return Ok(shown(ev, value));
        }
        let Some(file) = file else { return Err(Error::new(ErrorKind::Evaluation, nothing())) };
        let function = ev.eval_file(file, folder)?;
        let model = model.ok().filter(|_| is_module && kind(asked.db, project) != Kind::Tree);
        let arguments = Value::Attrs(arguments(session, model)?);
        Ok(shown(ev, ev.call(function, &[State::Ready(arguments)])?))
    });
    found.map_err(|error| failure::problem(asked.db, &error, false).diagnostic().message)
}

/// What stands at an offset of a configuration, as its plan for some environment has it: as it was
/// written, with all defaults.
fn setting(asked: &Asked<'_>, offset: u32) -> Option<String> {
    if asked.language() != Language::Json {
        return None;
    }
    let text = asked.text();
    let keys: Vec<String> = json::place(&text, offset)?.keys(&text).into_iter().collect::<Option<_>>()?;
    let remembered = asked.memory.of(asked.db, asked.project?);
    remembered.plans.iter().filter(|(file, ..)| *file == asked.path).find_map(|(.., plan)| {
        let written = || keys.iter().try_fold(&plan.configuration, |value, name| value.get(name));
        // The settings of an application have the defaults that only they know.
        let set = match keys.as_slice() {
            [table, application, path @ ..] if table == "applications" => {
                let settings = plan.applications.get(application).map(|it| &it.settings);
                settings.and_then(|it| path.iter().try_fold(it, |value, name| value.get(name)))
            }
            _ => None,
        };
        json_text(set.or_else(written)?)
    })
}

/// The path of the option that an expression is a definition of, from the top of the model.
fn option_path(view: &View<'_>, guided: &Guided<'_>, expr: ExprId) -> Option<Vec<String>> {
    let mut keys: Vec<String> = Vec::new();
    let mut child = expr;
    loop {
        match &guided.expected[child.0 as usize] {
            Some(Expectation::Value { path, .. } | Expectation::Definitions { path, .. })
                if !path.is_empty() =>
            {
                keys.reverse();
                return Some(path.iter().cloned().chain(keys).collect());
            }
            // What a function gives is no option's value.
            Some(Expectation::Function { .. }) => return None,
            Some(_) | None => {}
        }
        let parent = view.scopes.parent(child)?;
        if let Expr::Set(_) = view.expr(parent) {
            keys.push(view.name(view.key_of(parent, child)?).to_owned());
        } else if levels::passed(view, parent).is_none() {
            return None;
        }
        child = parent;
    }
}

/// The member at a path; none where there is no such one, or where a function is in the way.
fn at_path<'a>(
    ev: &'a Evaluator<'a>,
    config: &'a Attrs<'a>,
    path: &[String],
) -> Result<Option<Value<'a>>, Failure> {
    let mut value = Value::Attrs(config);
    for name in path {
        let Value::Attrs(attrs) = value else { return Ok(None) };
        let Some(slot) = attrs.get(ev.sym(name)) else { return Ok(None) };
        value = ev.force(slot)?;
    }
    Ok(Some(value))
}

/// Whether a file is a module of the model itself, so that its `config` is the model's.
fn is_of_the_model(view: &View<'_>, root: ExprId) -> bool {
    view.guided().iter().any(|guided| match &guided.expected[root.0 as usize] {
        Some(Expectation::Module { options }) => guided.model().own.root == Some(*options),
        Some(_) | None => false,
    })
}

/// What functions of modules are called with: `lib` and `pkgs`, and of the model what it gives.
fn arguments<'a>(session: &'a Session<'a>, model: Option<&'a Attrs<'a>>) -> Result<&'a Attrs<'a>, Failure> {
    let ev = session.evaluator();
    let entry = |name: &str, value| (ev.sym(name), State::Ready(value), Position::NONE);
    let mut entries = vec![entry("lib", library(ev)?), entry("pkgs", session.packages())];
    for name in ["config", "options"] {
        if let Some(model) = model {
            entries.push(entry(name, Value::Attrs(member(ev, model, name)?)));
        }
    }
    Ok(ev.attrs(&mut entries))
}

fn library<'a>(ev: &'a Evaluator<'a>) -> Res<'a> {
    ev.import("/fedic/lib")
}

/// An expression inside all that is bound where it stands, as a function of the arguments that
/// modules get.
fn in_scope(view: &View<'_>, expr: ExprId) -> Option<String> {
    let mut text = format!("({})", view.written(expr)?);
    for frame in view.scopes.frames_of(expr) {
        text = match frame {
            FrameKind::With(scope) => format!("with ({}); {text}", view.written(scope)?),
            FrameKind::Bindings(bindings) => match view.body.bindings[bindings.0 as usize].recursive {
                true => format!("let {} in {text}", bindings_text(view, bindings)?),
                false => text,
            },
            FrameKind::Lambda(lambda) => called(view, lambda, &text)?,
        };
    }
    Some(format!("{ARGUMENTS}: {text}"))
}

/// What is written between two offsets, without parentheses that open there and blanks.
fn between<'v>(view: &'v View<'_>, start: u32, end: u32) -> Option<&'v str> {
    let text = view.text.get(start as usize..end as usize)?;
    Some(text.trim_end_matches(|it: char| it == '(' || it.is_whitespace()))
}

/// The bindings of a `let` or of a recursive set.
fn bindings_text<'v>(view: &'v View<'_>, bindings: fedic_hir::BindingsId) -> Option<&'v str> {
    let owner = view.scopes.owner(bindings)?;
    let span = view.span_of(owner)?;
    match view.expr(owner) {
        Expr::Let { body, .. } => {
            let head = between(view, span.start, view.span_of(body)?.start)?;
            head.strip_prefix("let")?.strip_suffix("in")
        }
        _ => view.written(owner)?.strip_prefix("rec")?.trim_start().strip_prefix('{')?.strip_suffix('}'),
    }
}

/// A function with another body, called: with what is known of its arguments.
fn called(view: &View<'_>, lambda: LambdaId, body: &str) -> Option<String> {
    let expr = view.scopes.lambda(lambda)?;
    let function = view.span_of(expr)?;
    let lambda = &view.body.lambdas[lambda.0 as usize];
    let head = between(view, function.start, view.span_of(lambda.body)?.start)?;
    let unknown = |name: &str| format!("(throw \"nobody says what `{name}` is\")");
    let argument = match &lambda.params {
        Params::Simple(params) => {
            let each: Vec<String> = params.iter().map(|(name, _)| unknown(view.name(*name))).collect();
            each.join(" ")
        }
        Params::Pattern { formals, .. } => {
            let environment = environment(view, expr);
            let formal = |formal: &fedic_hir::Formal| {
                let name = view.name(formal.name);
                match (formal.default, &environment, name) {
                    (_, Some(own), "name") => format!("name = {own};"),
                    (_, Some(own), "config") => {
                        format!("config = {ARGUMENTS}.config.environments.${{{own}}};")
                    }
                    (Some(_), ..) => {
                        format!(
                            "${{if {ARGUMENTS} ? {name} then \"{name}\" else null}} = {ARGUMENTS}.{name};"
                        )
                    }
                    (None, ..) => format!("{name} = {ARGUMENTS}.{name} or {};", unknown(name)),
                }
            };
            format!("{{ {} }}", formals.iter().map(formal).collect::<String>())
        }
    };
    Some(format!("({head} {body}) {argument}"))
}

/// The environment whose module a function is, its name as Nix writes it: it sees its own `config`.
fn environment(view: &View<'_>, function: ExprId) -> Option<String> {
    let (keys, is_outermost) = view.keys_from(function, view.body.root?);
    match keys.as_slice() {
        [table, name] if is_outermost && table == "environments" => Some(nix(&Plain::String(name.clone()))),
        _ => None,
    }
}

/// More members than these are left out, and what is deeper.
const SHOWN: usize = 500;
const DEPTH: usize = 8;

fn shown<'a>(ev: &'a Evaluator<'a>, value: Value<'a>) -> String {
    nix(&copied(ev, value, DEPTH, &mut SHOWN.clone()))
}

/// A value with what is inside of it, evaluated as far as it is shown. What fails is told in its
/// place.
pub(crate) fn copied<'a>(ev: &'a Evaluator<'a>, value: Value<'a>, depth: usize, left: &mut usize) -> Plain {
    let said = |text: String| Plain::Source { text, at: None };
    let inner = |slot: &'a Slot<'a>, left: &mut usize| {
        if depth == 0 || *left == 0 {
            return said("…".to_owned());
        }
        *left -= 1;
        match ev.force(slot) {
            Ok(inner) => copied(ev, inner, depth - 1, left),
            Err(error) => said(format!("error: {}", error.message)),
        }
    };
    match value {
        Value::Null => Plain::Null,
        Value::Bool(it) => Plain::Bool(it),
        Value::Int(it) => Plain::Int(it),
        Value::Float(it) => Plain::Float(it),
        Value::Str(text) => Plain::String(String::from_utf8_lossy(text.bytes).into_owned()),
        Value::Path(path) => Plain::Path(String::from_utf8_lossy(path.bytes).into_owned()),
        Value::List(list) => Plain::List(list.items.iter().map(|slot| inner(slot, left)).collect()),
        Value::Attrs(attrs) => match attrs.get(ev.sym("_type")).map(|slot| ev.force(slot)) {
            // Options, types and their kind are more than anybody reads.
            Some(Ok(Value::Str(name))) => said(String::from_utf8_lossy(name.bytes).into_owned()),
            // A package is no set to be looked into.
            None if attrs.slots().is_empty() && ev.show(value) != "{ }" => said(ev.show(value)),
            Some(_) | None => {
                let members = ev.sorted(attrs).into_iter();
                Plain::Set(
                    members.map(|(name, slot)| (ev.name(name).to_owned(), inner(slot, left))).collect(),
                )
            }
        },
        Value::Lambda(..) | Value::Builtin(_) | Value::Partial(_) | Value::Native(_) => Plain::Function,
    }
}
