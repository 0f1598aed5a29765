//! Where in the tree of options something stands: what may be written at a key, found from the
//! nearest expression around it that anything is expected of, along the keys in between.

use super::requests;
use super::view::{Guided, View};
use fedic_check::{Model, Ty};
use fedic_hir::{BinaryOp, BindingsId, Expr, ExprId};
use fedic_model::{Expectation, Member, OptionId, OptionTree, TreeId, TypeId, TypeKind};

/// Types inside each other that are looked through at most: they may contain themselves.
const DEPTH: usize = 32;

/// A place at which definitions may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// A module with these options.
    Module(TreeId),
    /// Definitions of these options.
    Tree(TreeId),
    /// A value of this type, some option's if it is known whose.
    Type(TypeId, Option<OptionId>),
    /// One of these tags.
    Tags(TypeId),
}

/// A name that may be written at a level.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) member: Member,
    /// Whether it is one of several of which exactly one may be written.
    pub(crate) is_tag: bool,
}

/// The levels that an expectation opens.
pub(crate) fn expected(model: Model<'_>, expectation: &Expectation) -> Vec<Level> {
    match expectation {
        Expectation::Value { ty, .. } => opened(model, *ty, None, 0),
        Expectation::Module { options } => vec![Level::Module(*options)],
        Expectation::Definitions { options, .. } => vec![Level::Tree(*options)],
        Expectation::Function { result, .. } => {
            let Some(result) = *result else { return Vec::new() };
            match model.sides(result) {
                Some((_, output)) => opened(model, output, None, 0),
                None => opened(model, result, None, 0),
            }
        }
    }
}

/// The levels of a type: those that a value of it can be written at.
pub(crate) fn opened(model: Model<'_>, ty: TypeId, of: Option<OptionId>, depth: usize) -> Vec<Level> {
    if depth > DEPTH {
        return Vec::new();
    }
    let inner = |ty: TypeId| opened(model, ty, of, depth + 1);
    match model.kind(ty) {
        // What has `config` is a module only where modules are taken.
        TypeKind::Submodule(tree) if !model.tree(*tree).is_some_and(|tree| tree.takes_modules) => {
            vec![Level::Tree(*tree)]
        }
        TypeKind::Submodule(tree) | TypeKind::DeferredModule(Some(tree)) => vec![Level::Module(*tree)],
        TypeKind::AttrTag(_) => vec![Level::Tags(ty)],
        TypeKind::NullOr(element) | TypeKind::List { element, .. } | TypeKind::FunctionTo(element) => {
            inner(*element)
        }
        TypeKind::Either(left, right) | TypeKind::CoercedTo { from: left, to: right, .. } => {
            let mut levels = inner(*left);
            levels.extend(inner(*right));
            levels
        }
        _ => vec![Level::Type(ty, of)],
    }
}

/// The levels below a key.
fn below(model: Model<'_>, level: Level, key: &str) -> Vec<Level> {
    match level {
        Level::Module(tree) => match key {
            "config" if model.member(tree, key).is_none() => vec![Level::Tree(tree)],
            "imports" if model.member(tree, key).is_none() => vec![Level::Module(tree)],
            _ => below(model, Level::Tree(tree), key),
        },
        Level::Tree(tree) => match model.member(tree, key) {
            Some(member) => of_member(model, member),
            None => {
                let freeform = model.tree(tree).and_then(|tree| tree.freeform);
                let levels = freeform.map(|ty| opened(model, ty, None, 0)).unwrap_or_default();
                levels.into_iter().flat_map(|level| below(model, level, key)).collect()
            }
        },
        Level::Type(ty, _) => match model.kind(ty) {
            TypeKind::AttrsOf { element, .. } => opened(model, *element, None, 0),
            _ => Vec::new(),
        },
        Level::Tags(ty) => {
            let tag = names(model, Level::Tags(ty)).into_iter().find(|it| it.name == key);
            tag.map(|tag| of_member(model, tag.member)).unwrap_or_default()
        }
    }
}

/// The levels below a key of several. A name that one of them declares is none of the free names
/// that others take.
pub(crate) fn all_below(model: Model<'_>, levels: &[Level], key: &str) -> Vec<Level> {
    let declares = |level: &&Level| member(model, **level, key).is_some();
    match levels.iter().find(declares) {
        Some(level) => below(model, *level, key),
        None => levels.iter().flat_map(|level| below(model, *level, key)).collect(),
    }
}

/// Whether values of a type are sets, so that an option may be defined in parts.
pub(crate) fn opens(model: Model<'_>, ty: TypeId) -> bool {
    opened(model, ty, None, 0).iter().any(|level| match level {
        Level::Module(_) | Level::Tree(_) | Level::Tags(_) => true,
        Level::Type(ty, _) => matches!(model.kind(*ty), TypeKind::AttrsOf { .. } | TypeKind::Attrs),
    })
}

fn of_member(model: Model<'_>, member: Member) -> Vec<Level> {
    match member {
        Member::Group(group) => vec![Level::Tree(group)],
        Member::Option(id) => match model.option(id) {
            Some(option) => opened(model, option.ty, Some(id), 0),
            None => Vec::new(),
        },
    }
}

/// What is declared at a level, in the order of the tree.
pub(crate) fn names(model: Model<'_>, level: Level) -> Vec<Named> {
    match level {
        Level::Module(tree) | Level::Tree(tree) => {
            let members = model.tree(tree).into_iter().flat_map(|tree| &tree.members);
            members
                .map(|(name, member)| Named { name: name.clone(), member: *member, is_tag: false })
                .collect()
        }
        Level::Tags(ty) => {
            let TypeKind::AttrTag(tags) = model.kind(ty) else { return Vec::new() };
            let tags = tags.iter().filter_map(|tag| {
                let name = model.option(*tag)?.name.clone();
                Some(Named { name, member: Member::Option(*tag), is_tag: true })
            });
            tags.collect()
        }
        Level::Type(..) => Vec::new(),
    }
}

/// The member that a key names at a level, if it is declared.
pub(crate) fn member(model: Model<'_>, level: Level, key: &str) -> Option<Member> {
    match level {
        Level::Module(tree) | Level::Tree(tree) => match model.member(tree, key) {
            Some(member) => Some(member),
            None => {
                let freeform = model.tree(tree)?.freeform?;
                opened(model, freeform, None, 0).into_iter().find_map(|it| member(model, it, key))
            }
        },
        Level::Tags(_) => names(model, level).into_iter().find(|it| it.name == key).map(|it| it.member),
        Level::Type(..) => None,
    }
}

/// The levels at which the keys of a set stand, and the path to it from what was expected. The
/// nearest expectation that leads there counts.
pub(crate) fn of_set(view: &View<'_>, guided: &Guided<'_>, bindings: BindingsId) -> Vec<Level> {
    match view.scopes.owner(bindings) {
        Some(set) if matches!(view.expr(set), Expr::Set(_)) => of_value(view, guided, set),
        Some(_) | None => Vec::new(),
    }
}

/// The levels of an expression.
pub(crate) fn of_value(view: &View<'_>, guided: &Guided<'_>, expr: ExprId) -> Vec<Level> {
    let levels = where_expected(view, guided, expr);
    if levels.is_empty() { in_own_config(view, guided, expr) } else { levels }
}

/// The levels of an expression by what is expected around it.
fn where_expected(view: &View<'_>, guided: &Guided<'_>, expr: ExprId) -> Vec<Level> {
    let model = guided.model();
    let mut keys: Vec<&str> = Vec::new();
    let mut child = expr;
    loop {
        if let Some(expectation) = &guided.expected[child.0 as usize] {
            let start = expected(model, expectation);
            let levels = keys.iter().rev().fold(start, |levels, key| all_below(model, &levels, key));
            if !levels.is_empty() {
                return levels;
            }
        }
        let Some(parent) = view.scopes.parent(child) else { return Vec::new() };
        match view.expr(parent) {
            Expr::Set(_) => match view.key_of(parent, child) {
                Some(key) => keys.push(view.name(key)),
                // A computed name is one of an `attrsOf`.
                None if is_dynamic(view, parent, child) => keys.push("<name>"),
                None => return Vec::new(),
            },
            _ if !gives(view, parent, child) => return Vec::new(),
            _ => {}
        }
        child = parent;
    }
}

/// The levels of an expression in the `config` of a module that declares its options itself, as that of a
/// submodule: `types.submodule { options.a = …; config.a = …; }`.
fn in_own_config(view: &View<'_>, guided: &Guided<'_>, expr: ExprId) -> Vec<Level> {
    let model = guided.model();
    let mut keys: Vec<&str> = Vec::new();
    let mut child = expr;
    while let Some(parent) = view.scopes.parent(child) {
        match view.expr(parent) {
            Expr::Set(bindings) => {
                let Some(key) = view.key_of(parent, child).map(|key| view.name(key)) else {
                    return Vec::new();
                };
                if let ("config", Some(tree)) = (key, options_of(view, guided, bindings)) {
                    let start = vec![Level::Tree(tree)];
                    return keys.iter().rev().fold(start, |levels, key| all_below(model, &levels, key));
                }
                keys.push(key);
            }
            _ if !gives(view, parent, child) => return Vec::new(),
            _ => {}
        }
        child = parent;
    }
    Vec::new()
}

/// The options that a module declares as it is written, as they were when it was last right.
fn options_of(view: &View<'_>, guided: &Guided<'_>, module: BindingsId) -> Option<TreeId> {
    let attrs = &view.body.bindings[module.0 as usize].attrs;
    let options = attrs.iter().find(|attr| view.name(attr.name) == "options")?;
    match view.expr(options.value) {
        Expr::Set(bindings) => declared_tree(view, guided, bindings),
        _ => None,
    }
}

/// The tree of options that a set declares: `{ a = mkOption { … }; b.c = mkOption { … }; }`.
fn declared_tree(view: &View<'_>, guided: &Guided<'_>, set: BindingsId) -> Option<TreeId> {
    let trees = &guided.model().own.trees;
    view.body.bindings[set.0 as usize].attrs.iter().find_map(|attr| {
        let member = match guided.declared_at(view.map.span(attr.at)?) {
            Some(id) => Member::Option(id),
            None => match view.expr(attr.value) {
                Expr::Set(group) => Member::Group(declared_tree(view, guided, group)?),
                _ => return None,
            },
        };
        let name = view.name(attr.name);
        let has = |tree: &OptionTree| tree.members.iter().any(|(it, other)| it == name && *other == member);
        (0..).zip(trees).find(|(_, tree)| has(tree)).map(|(id, _)| TreeId(id))
    })
}

/// Whether what stands around an expression gives its value, as a part or as a definition.
fn gives(view: &View<'_>, parent: ExprId, child: ExprId) -> bool {
    match view.expr(parent) {
        Expr::Let { body, .. } | Expr::WithIn { body, .. } | Expr::Assert { body, .. } => body == child,
        Expr::If { condition, .. } => condition != child,
        Expr::List(_) | Expr::Binary { .. } => true,
        Expr::Lambda(lambda) => view.body.lambdas[lambda.0 as usize].body == child,
        Expr::Call { function, arguments } => {
            view.body.run(arguments).last() == Some(&child) && passes(view, function)
        }
        _ => false,
    }
}

fn is_dynamic(view: &View<'_>, set: ExprId, value: ExprId) -> bool {
    let Expr::Set(bindings) = view.expr(set) else { return false };
    view.body.bindings[bindings.0 as usize].dynamic.iter().any(|attr| attr.value == value)
}

/// Functions that give their last argument back as a definition.
const PASSING: &[&str] = &[
    "mkIf",
    "mkMerge",
    "mkForce",
    "mkDefault",
    "mkOptionDefault",
    "mkOverride",
    "mkOrder",
    "mkBefore",
    "mkAfter",
    "optionalAttrs",
    "optionals",
    "optional",
];

/// Whether a function gives its last argument back as a definition.
fn passes(view: &View<'_>, function: ExprId) -> bool {
    called(view, function).is_some_and(|name| PASSING.contains(&name))
}

/// The function that an expression calls which gives its last argument back as a definition.
pub(crate) fn passed<'v>(view: &'v View<'_>, call: ExprId) -> Option<&'v str> {
    let Expr::Call { function, .. } = view.expr(call) else { return None };
    called(view, function).filter(|name| PASSING.contains(name))
}

/// The name by which a function is called.
fn called<'v>(view: &'v View<'_>, function: ExprId) -> Option<&'v str> {
    match view.expr(function) {
        Expr::Select { path, .. } => view.static_names(path).last().copied(),
        Expr::With(with) => Some(view.name(view.body.withs[with.0 as usize].name)),
        Expr::Local { .. } => {
            let binder = view.scopes.binder(&view.body, function).and_then(|it| it.name(&view.body));
            binder.map(|(name, _)| view.name(name))
        }
        _ => None,
    }
}

/// The levels of the value of the attribute with an index in bindings, and the member it is.
pub(crate) fn of_key(
    view: &View<'_>,
    guided: &Guided<'_>,
    bindings: BindingsId,
    index: usize,
) -> (Vec<Level>, Option<Member>) {
    let Some(attr) = view.body.bindings[bindings.0 as usize].attrs.get(index) else {
        return (Vec::new(), None);
    };
    let around = of_set(view, guided, bindings);
    let name = view.name(attr.name);
    let model = guided.model();
    let named = around.iter().find_map(|level| member(model, *level, name));
    (all_below(model, &around, name), named)
}

/// The type that is wanted of a value, and the option whose it is: what stands at its key, or
/// an element of that.
pub(crate) fn wanted(
    view: &View<'_>,
    guided: &Guided<'_>,
    expr: ExprId,
) -> Option<(TypeId, Option<OptionId>)> {
    at_key(view, guided, expr).or_else(|| match guided.expected[expr.0 as usize] {
        Some(Expectation::Value { ty, .. }) => Some((ty, None)),
        Some(_) | None => None,
    })
}

fn at_key(view: &View<'_>, guided: &Guided<'_>, expr: ExprId) -> Option<(TypeId, Option<OptionId>)> {
    let model = guided.model();
    let (mut child, mut lists) = (expr, 0);
    let found = loop {
        let parent = view.scopes.parent(child);
        // What stands at a key, and what passes through to one, is known better by the key.
        let leads_on = parent.is_some_and(|parent| {
            view.key_of(parent, child).is_some() || passed(view, parent).is_some() || is_merged(view, parent)
        });
        if let Some(Expectation::Value { ty, .. }) = &guided.expected[child.0 as usize]
            && !leads_on
        {
            break (*ty, None);
        }
        let parent = parent?;
        match view.expr(parent) {
            Expr::Set(bindings) => {
                let name = view.key_of(parent, child).map(|key| view.name(key));
                let around = of_set(view, guided, bindings);
                let defined = around.into_iter().find_map(|level| type_at(model, level, name));
                break defined.or_else(|| Some((declared(view, guided, parent, name?)?, None)))?;
            }
            Expr::Let { body, .. } | Expr::WithIn { body, .. } | Expr::Assert { body, .. }
                if body == child => {}
            Expr::If { condition, .. } if condition != child => {}
            Expr::Lambda(_) => {}
            Expr::Binary { op: BinaryOp::Concat | BinaryOp::Update, .. } => {}
            Expr::List(_) if !is_merged(view, parent) => lists += 1,
            Expr::List(_) => {}
            Expr::Call { function, arguments }
                if view.body.run(arguments).last() == Some(&child) && passes(view, function) => {}
            _ => return None,
        }
        child = parent;
    };
    let mut ty = found.0;
    for _ in 0..lists {
        ty = element(model, ty, 0)?;
    }
    Some((ty, found.1.filter(|_| lists == 0)))
}

/// The type of a default or an example that a declaration gives: that of the option which was declared
/// there when the file was last right.
fn declared(view: &View<'_>, guided: &Guided<'_>, arguments: ExprId, name: &str) -> Option<TypeId> {
    let call = view.scopes.parent(arguments)?;
    let Expr::Call { function, .. } = view.expr(call) else { return None };
    if called(view, function) != Some("mkOption") || !matches!(name, "default" | "example") {
        return None;
    }
    // `mkOption { … } // { meta… }` declares as much.
    let updated = |expr: ExprId| {
        let parent = view.scopes.parent(expr)?;
        matches!(view.expr(parent), Expr::Binary { op: BinaryOp::Update, .. }).then_some(parent)
    };
    let whole = std::iter::successors(Some(call), |expr| updated(*expr)).last()?;
    let (bindings, index) = view.scopes.attr(whole)?;
    let key = view.map.span(view.body.bindings[bindings.0 as usize].attrs[index].at)?;
    Some(guided.model().option(guided.declared_at(key)?)?.ty)
}

/// Whether something stands in `mkOption { … }`.
pub(crate) fn in_declaration(view: &View<'_>, expr: ExprId) -> bool {
    view.scopes.around(expr).any(|it| match view.expr(it) {
        Expr::Call { function, .. } => called(view, function) == Some("mkOption"),
        _ => false,
    })
}

/// The type of what a value is compared with: of `settings.size` in `settings.size == "small"`.
pub(crate) fn compared(view: &View<'_>, guided: &Guided<'_>, expr: ExprId) -> Option<TypeId> {
    let Expr::Binary { op: BinaryOp::Equal | BinaryOp::NotEqual, left, right } =
        view.expr(view.scopes.parent(expr)?)
    else {
        return None;
    };
    let other = if left == expr { right } else { left };
    let known = guided.types.get(other.0 as usize).filter(|ty| **ty != Ty::Unknown).cloned();
    match known.or_else(|| requests::type_of(view, guided, other, &[]))? {
        Ty::Declared(id) => Some(id),
        _ => None,
    }
}

/// Whether a list is the argument of `mkMerge`.
fn is_merged(view: &View<'_>, list: ExprId) -> bool {
    view.scopes.parent(list).is_some_and(|parent| match view.expr(parent) {
        Expr::Call { function, .. } => passes(view, function),
        _ => false,
    })
}

pub(crate) fn element(model: Model<'_>, ty: TypeId, depth: usize) -> Option<TypeId> {
    match model.kind(ty) {
        _ if depth > DEPTH => None,
        TypeKind::List { element, .. } => Some(*element),
        TypeKind::NullOr(inner) | TypeKind::FunctionTo(inner) => element(model, *inner, depth + 1),
        TypeKind::Either(left, right) | TypeKind::CoercedTo { from: left, to: right, .. } => {
            element(model, *left, depth + 1).or_else(|| element(model, *right, depth + 1))
        }
        _ => None,
    }
}

/// The type of what stands at a key of a level; of a computed key, if there is none.
fn type_at(model: Model<'_>, level: Level, name: Option<&str>) -> Option<(TypeId, Option<OptionId>)> {
    if let Some(Member::Option(id)) = name.and_then(|name| member(model, level, name)) {
        return Some((model.option(id)?.ty, Some(id)));
    }
    let free = match level {
        Level::Type(ty, _) => ty,
        Level::Module(tree) | Level::Tree(tree) => model.tree(tree)?.freeform?,
        Level::Tags(_) => return None,
    };
    match model.kind(free) {
        TypeKind::AttrsOf { element, .. } => Some((*element, None)),
        _ => None,
    }
}

/// The type of what stands at a key of a level.
pub(crate) fn type_of_key(model: Model<'_>, level: Level, name: &str) -> Option<(TypeId, Option<OptionId>)> {
    type_at(model, level, Some(name))
}
