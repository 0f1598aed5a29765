//! Errors of the module system with their facts and places: what editors and reports show
//! instead of the text that Nix prints.

use crate::def::Def;
use crate::option::Opt;
use crate::site::Site;
use crate::tree::{Decl, Member, MemberKind, Set, Unmatched};
use crate::types::{Kind, TypeRef};
use crate::{Session, nearest};
use fedic_diagnostics::problem::options::OptionsProblem;
use fedic_diagnostics::{Place, Problem, similar};
use fedic_eval::{Error, ErrorKind, Evaluator, Failure, Slot, State, Value};
use fedic_model::nix::attribute_name;

fn with(mut error: Failure, problem: OptionsProblem, at: Option<Place>) -> Failure {
    error.problem = Some(Problem::Options(problem));
    error.at = error.at.or(at);
    error
}

fn places<'a>(cx: &'a Session<'a>, defs: &[Def<'a>]) -> Vec<Place> {
    let mut places: Vec<Place> = defs.iter().filter_map(|def| cx.place(def)).collect();
    places.dedup();
    places
}

/// A definition without a declaration.
pub(crate) fn unknown_option<'a>(
    cx: &'a Session<'a>,
    path: String,
    wrong: &str,
    unmatched: &Unmatched<'a>,
    near: &[&'a Member<'a>],
    error: Failure,
) -> Failure {
    let names: Vec<&str> = near.iter().map(|member| cx.ev.name(member.name)).collect();
    let similar: Vec<String> = nearest::nearest(wrong, &names)
        .into_iter()
        .filter(|name| *name != "_module")
        .map(str::to_owned)
        .collect();
    let mut nearby = Vec::new();
    for name in &similar {
        let Some(member) = near.iter().find(|member| cx.ev.name(member.name) == name) else { continue };
        if let Ok(MemberKind::Option(option)) = cx.member_kind(member) {
            nearby.extend(cx.option_places(option).first().map(|place| (name.clone(), *place)));
        }
    }
    let at = unmatched.def.at.place().or_else(|| cx.place(&unmatched.def));
    with(error, OptionsProblem::UnknownOption { at, path, similar, nearby }, at)
}

/// Definitions that a type refuses.
pub(crate) fn wrong_type<'a>(
    cx: &'a Session<'a>,
    site: &'a Site<'a>,
    ty: TypeRef<'a>,
    refused: &[Def<'a>],
    error: Failure,
) -> Failure {
    let path = cx.shown(site.loc);
    let at = places(cx, refused);
    let first = at.first().copied();
    let kind = innermost(cx, ty);
    if let Some(Kind::AttrTag(tags)) = kind
        && let Some(problem) = wrong_tags(cx, tags, &path, refused)
    {
        return with(error, problem, first);
    }
    let similar = match kind {
        Some(Kind::Enum(values)) => similar_choices(cx, values, refused),
        _ => Vec::new(),
    };
    let secret = site.option.is_some_and(|option| cx.is_secret(option));
    let found = refused.first().map(|def| found(cx.ev, def.value, secret)).unwrap_or_default();
    let expected = cx.describe(ty).unwrap_or_default();
    let declared = site.option.and_then(|option| cx.option_places(option).first().copied());
    with(error, OptionsProblem::WrongType { at, path, expected, found, similar, declared }, first)
}

/// What a type takes beside null. A type with other words or another check is what it was made of.
fn innermost<'a>(cx: &'a Session<'a>, ty: TypeRef<'a>) -> Option<&'a Kind<'a>> {
    let own = match ty {
        TypeRef::Native(own) => own,
        TypeRef::Foreign(attrs) => match attrs.get(cx.n.type_merge)?.settled() {
            State::Ready(Value::Native(native)) => cx.types.get(native.object),
            _ => return None,
        },
    };
    match &own.kind {
        Kind::NullOr(inner) => cx.ev.deeper(|| Ok(innermost(cx, cx.type_in(inner)?))).ok().flatten(),
        kind => Some(kind),
    }
}

/// The choices that a text may have been meant for.
fn similar_choices<'a>(cx: &'a Session<'a>, values: &'a Slot<'a>, refused: &[Def<'a>]) -> Vec<String> {
    let Some(Ok(Value::Str(text))) = refused.first().map(|def| cx.ev.force(def.value)) else {
        return Vec::new();
    };
    let Ok(values) = cx.ev.list_of(values) else { return Vec::new() };
    similar(&text.text(), values.items.iter().filter_map(|value| cx.ev.text_of(value).ok()))
}

/// What is wrong with a value of a tagged union.
fn wrong_tags<'a>(
    cx: &'a Session<'a>,
    tags: &'a fedic_eval::Attrs<'a>,
    path: &str,
    refused: &[Def<'a>],
) -> Option<OptionsProblem> {
    let def = refused.first()?;
    let Ok(Value::Attrs(attrs)) = cx.ev.force(def.value) else { return None };
    let mut known: Vec<String> = tags.names().iter().map(|name| cx.ev.name(*name).to_owned()).collect();
    known.sort_unstable();
    let path = path.to_owned();
    Some(match attrs.names() {
        [] => OptionsProblem::NoTag { at: cx.place(def), path, tags: known },
        [tag] if tags.get(*tag).is_some() => return None,
        [tag] => {
            let at = attrs.place(*tag).or_else(|| cx.place(def));
            let tag = cx.ev.name(*tag).to_owned();
            let names: Vec<&str> =
                known.iter().map(String::as_str).filter(|name| nearest::is_near(&tag, name)).collect();
            let similar = nearest::nearest(&tag, &names).into_iter().map(str::to_owned).collect();
            OptionsProblem::UnknownTag { at, path, tag, tags: known, similar }
        }
        _ => {
            let mut found: Vec<(&str, Option<Place>)> =
                attrs.names().iter().map(|name| (cx.ev.name(*name), attrs.place(*name))).collect();
            found.sort_unstable_by_key(|entry| entry.0);
            let mut at: Vec<Place> = found.iter().filter_map(|entry| entry.1).collect();
            at.sort_unstable();
            if at.is_empty() {
                at.extend(cx.place(def));
            }
            let found = found.into_iter().map(|entry| entry.0.to_owned()).collect();
            OptionsProblem::SeveralTags { at, path, found }
        }
    })
}

/// Definitions of different tags.
pub(crate) fn two_tags<'a>(
    cx: &'a Session<'a>,
    path: String,
    tags: [&str; 2],
    defs: &[Def<'a>],
    error: Failure,
) -> Failure {
    let mut at = Vec::new();
    for def in defs {
        let Ok(Value::Attrs(attrs)) = cx.ev.force(def.value) else { continue };
        at.extend(attrs.names().first().and_then(|name| attrs.place(*name)).or_else(|| cx.place(def)));
    }
    let first = at.first().copied();
    with(error, OptionsProblem::SeveralTags { at, path, found: tags.map(str::to_owned).to_vec() }, first)
}

/// A value that nobody gave: at the innermost set that should define it.
pub(crate) fn missing_value<'a>(
    cx: &'a Session<'a>,
    site: &'a Site<'a>,
    path: String,
    error: Failure,
) -> Failure {
    let texts = cx.loc_texts(site.loc).unwrap_or_default();
    let name = texts.last().map(|name| crate::loc::show_part(name)).unwrap_or_default();
    let at = site.option.and_then(|option| around(cx, option));
    let declared = site.option.and_then(|option| cx.option_places(option).first().copied());
    let expected = cx.type_in(site.ty).and_then(|ty| cx.describe(ty)).ok();
    with(error, OptionsProblem::MissingValue { at, path, name, expected, declared }, at)
}

/// The innermost set that defines the group, the submodule or the tag that an option belongs to.
fn around<'a>(cx: &'a Session<'a>, option: &'a Opt<'a>) -> Option<Place> {
    if let Some(defs) = cx.around_tag(option)
        && let Some(place) = defs.iter().rev().find_map(|def| cx.place(def))
    {
        return Some(place);
    }
    let mut evaluation = cx.evaluation_of(option);
    while let Some(at) = evaluation {
        // Definitions stand last module first; the first in the order of import reports.
        if let Some(place) = at.definitions.iter().rev().find_map(|def| cx.place(def)) {
            return Some(place);
        }
        evaluation = at.outer.and_then(|outer| cx.evaluation_of(outer));
    }
    // A machine's services are groups of one large evaluation.
    let class = cx.ev.force(cx.evaluation_of(option)?.class).ok()?;
    let is_nixos = matches!(class, Value::Str(class) if class.bytes == b"nixos");
    if is_nixos { cx.around_in_tree(option) } else { None }
}

/// Definitions of the same priority that differ.
pub(crate) fn conflict<'a>(cx: &'a Session<'a>, path: String, defs: &[Def<'a>], error: Failure) -> Failure {
    let at = places(cx, defs);
    let first = at.first().copied();
    with(error, OptionsProblem::Conflict { at, path }, first)
}

/// Several definitions where one is expected.
pub(crate) fn not_unique<'a>(cx: &'a Session<'a>, path: String, defs: &[Def<'a>], error: Failure) -> Failure {
    let at = places(cx, defs);
    let first = at.first().copied();
    with(error, OptionsProblem::NotUnique { at, path }, first)
}

/// A read-only option that is set again.
pub(crate) fn set_twice<'a>(
    cx: &'a Session<'a>,
    path: String,
    option: &'a Opt<'a>,
    defs: &[Def<'a>],
    error: Failure,
) -> Failure {
    let given: Vec<Def<'a>> = defs.iter().filter(|def| !def.is_of_default()).copied().collect();
    let at = places(cx, &given);
    let first = at.first().copied();
    let declared = cx.option_places(option).first().copied();
    with(error, OptionsProblem::ReadOnly { at, path, declared }, first)
}

/// A module of another class.
pub(crate) fn wrong_class<'a>(
    cx: &'a Session<'a>,
    class: &'a Slot<'a>,
    found: &str,
    expected: &str,
    error: Failure,
) -> Failure {
    let at = cx.ev.origin(class);
    let (found, expected) = (found.to_owned(), expected.to_owned());
    with(error, OptionsProblem::WrongClass { at, expected, found }, at)
}

/// Declarations that do not go together.
pub(crate) fn declared_twice<'a>(
    _: &'a Session<'a>,
    path: String,
    decls: &[Decl<'a>],
    error: Failure,
) -> Failure {
    let at: Vec<Place> = decls.iter().rev().filter_map(|decl| decl.at.place()).collect();
    let first = at.first().copied();
    with(error, OptionsProblem::DeclaredTwice { at, path }, first)
}

/// A path that is both an option and a group.
pub(crate) fn option_and_group<'a>(
    _: &'a Session<'a>,
    path: String,
    option: &Decl<'a>,
    groups: &[Decl<'a>],
    error: Failure,
) -> Failure {
    let option = option.at.place();
    let groups = groups.iter().filter_map(|decl| decl.at.place()).collect();
    with(error, OptionsProblem::OptionAndGroup { path, option, groups }, option)
}

/// Something else where an option must be declared.
pub(crate) fn not_an_option<'a>(
    cx: &'a Session<'a>,
    decl: &Decl<'a>,
    path: String,
    found: &str,
    error: Failure,
) -> Failure {
    let at = decl.at.place().or_else(|| cx.ev.origin(decl.slot));
    with(error, OptionsProblem::NotAnOption { at, path, found: found.to_owned() }, at)
}

/// Something else where a set of definitions is expected.
pub(crate) fn not_a_set<'a>(
    cx: &'a Session<'a>,
    path: String,
    set: &Set<'a>,
    found: &str,
    error: Failure,
) -> Failure {
    let at = cx.ev.origin(set.slot).or(set.at.place());
    with(error, OptionsProblem::NotASet { at, path, found: found.to_owned() }, at)
}

/// Something else where a module is expected.
pub(crate) fn not_a_module<'a>(
    _: &'a Session<'a>,
    at: Option<Place>,
    found: &str,
    error: Failure,
) -> Failure {
    with(error, OptionsProblem::NotAModule { at, found: found.to_owned() }, at)
}

/// Names beside `config` or `options`.
pub(crate) fn stray_attributes(found: &[(&str, Option<Place>)], error: Failure) -> Failure {
    let at: Vec<Place> = found.iter().filter_map(|entry| entry.1).collect();
    let names = found.iter().map(|entry| entry.0.to_owned()).collect();
    let first = at.first().copied();
    with(error, OptionsProblem::StrayAttributes { at, names }, first)
}

/// A module argument that nobody gives, in the evaluator's words.
pub(crate) fn missing_argument(at: Option<Place>, name: &str, given: &[&str]) -> Failure {
    let error = Error::new(ErrorKind::Evaluation, format!("attribute '{name}' missing"));
    let similar = similar(name, given.iter().copied());
    with(error, OptionsProblem::MissingArgument { at, name: name.to_owned(), similar }, at)
}

/// A deployment with names that are no targets, or with several targets.
pub(crate) fn wrong_target(
    path: String,
    found: &[(&str, Option<Place>)],
    targets: Vec<String>,
    error: Failure,
) -> Failure {
    let (known, others): (Vec<_>, Vec<_>) =
        found.iter().copied().partition(|(name, _)| targets.iter().any(|target| target == name));
    let places = |of: &[(&str, Option<Place>)]| of.iter().filter_map(|entry| entry.1).collect::<Vec<_>>();
    let names = |of: &[(&str, Option<Place>)]| of.iter().map(|entry| entry.0.to_owned()).collect::<Vec<_>>();
    let problem = match &known[..] {
        [_, _, ..] => OptionsProblem::SeveralTags { at: places(&known), path, found: names(&known) },
        _ => {
            let near = others.iter().flat_map(|(name, _)| similar(name, targets.iter().map(String::as_str)));
            let similar = if known.is_empty() { near.collect() } else { Vec::new() };
            OptionsProblem::UnknownTarget {
                at: places(&others),
                path,
                found: names(&others),
                targets,
                beside: known.first().map(|(name, _)| (*name).to_owned()),
                similar,
            }
        }
    };
    let first = problem_place(&problem);
    with(error, problem, first)
}

fn problem_place(problem: &OptionsProblem) -> Option<Place> {
    match problem.diagnostic().primary?.at {
        fedic_diagnostics::Spot::Node(place) => Some(place),
        fedic_diagnostics::Spot::Span(..) | fedic_diagnostics::Spot::File(_) => None,
    }
}

/// An attribute that a function does not take, in the evaluator's words.
pub(crate) fn unexpected_argument(name: &str) -> Failure {
    Error::new(
        ErrorKind::MissingArgument,
        format!("function 'anonymous lambda' called with unexpected argument '{}'", attribute_name(name)),
    )
}

/// A value in a word or a few: `the string "80"`. Of a secret only its kind.
pub(crate) fn found<'a>(ev: &'a Evaluator<'a>, slot: &'a Slot<'a>, secret: bool) -> String {
    let Ok(value) = ev.force(slot) else { return String::new() };
    match value {
        value if secret => value.kind().to_owned(),
        Value::Null => "null".to_owned(),
        Value::Bool(truth) => format!("the boolean {truth}"),
        Value::Int(number) => format!("the integer {number}"),
        Value::Float(_) => format!("the number {}", ev.show(value)),
        Value::Str(text) if text.bytes.len() <= 40 => {
            format!("the string {}", fedic_model::nix::quoted(&text.text()))
        }
        Value::Path(path) => format!("the path {}", path.text()),
        other => other.kind().to_owned(),
    }
}
