//! Values without the secrets that options inside of their type hold. A plan leaves them out by the same
//! rules, but of values as evaluated (`masked.nix`): null is shown, which says that there is none; and what
//! is a secret in one of two types is none to be seen. What a function makes of a value with secrets in it
//! is shown as far as the options of its type say what it is.

use fedic_check::Model;
use fedic_model::{Below, Member, OptionId, TreeId, TypeId, TypeKind, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Types inside each other that are looked through at most; deeper, nothing is shown.
const DEPTH: usize = 32;

/// A value of a type, with [`Value::Secret`] in the place of what an option marks as one. With `reshaped`,
/// a function of an option's has changed the value.
pub(super) fn masked(model: Model<'_>, ty: TypeId, value: Value, reshaped: bool) -> Value {
    of_type(model, ty, value, reshaped, DEPTH)
}

/// A function that has changed the value may have made a list of a set. Else each type looks at values of its own shape: of two types inside each other one goes on.
fn of_type(model: Model<'_>, id: TypeId, value: Value, reshaped: bool, depth: usize) -> Value {
    let Some(depth) = depth.checked_sub(1) else { return Value::Secret };
    let inner = |ty: TypeId, value: Value| of_type(model, ty, value, reshaped, depth);
    let kind = model.kind(id);
    if let (TypeKind::AttrList { item, .. }, Value::Set(members)) = (kind, &value)
        && let Below::Each(element, _) = model.kind(*item).below()
    {
        // The values of each name, or what is made of them.
        let of_name = |(name, value): (&String, &Value)| {
            let value = match value {
                Value::List(items) => {
                    Value::List(items.iter().map(|it| inner(element, it.clone())).collect())
                }
                value => value.clone(),
            };
            (name.clone(), inner(element, value))
        };
        return Value::Set(members.iter().map(of_name).collect());
    }
    let is_list = matches!(kind, TypeKind::List { .. });
    match (kind.below(), value) {
        (_, Value::Null) => Value::Null,
        (Below::Options(tree), Value::Set(members)) => {
            let ty = model.tree(tree).and_then(|tree| tree.freeform);
            let hidden = reshaped && holds(model, id) && !ty.is_some_and(|ty| holds(model, ty));
            let free = Free { ty, path: Vec::new(), reshaped, hidden };
            in_tree(model, tree, members, &free, depth)
        }
        (Below::Coerced { from, to }, _) if holds(model, from) && !holds(model, to) => Value::Secret,
        (Below::Coerced { from, to }, value) => {
            of_type(model, to, value, reshaped || holds(model, from), depth)
        }
        (Below::Same(ty), value) => inner(ty, value),
        (Below::Either(one, other), value) => inner(other, inner(one, value)),
        (Below::Each(element, _), Value::Set(members)) if reshaped || !is_list => {
            Value::Set(members.into_iter().map(|(name, value)| (name, inner(element, value))).collect())
        }
        (Below::Each(element, _), Value::List(items))
            if reshaped || !matches!(kind, TypeKind::AttrsOf { .. }) =>
        {
            Value::List(items.into_iter().map(|value| inner(element, value)).collect())
        }
        (Below::Tags(tags), Value::Set(members)) => {
            let tagged = |(name, value): (String, Value)| {
                let is = |id: &&OptionId| model.option(**id).is_some_and(|option| option.name == name);
                let value = match tags.iter().find(is) {
                    Some(tag) => of_option(model, *tag, value, reshaped, depth),
                    None if reshaped && holds(model, id) => hidden(value),
                    None => value,
                };
                (name, value)
            };
            Value::Set(members.into_iter().map(tagged).collect())
        }
        (Below::Options(_) | Below::Each(..) | Below::Tags(_), _) if reshaped && holds(model, id) => {
            Value::Secret
        }
        (Below::Nothing | Below::Options(_) | Below::Each(..) | Below::Tags(_), value) => value,
    }
}

fn hidden(value: Value) -> Value {
    if value == Value::Null { Value::Null } else { Value::Secret }
}

/// Whether options inside of a type are marked as secret.
pub(super) fn holds(model: Model<'_>, ty: TypeId) -> bool {
    let (mut types, mut trees) = (BTreeSet::new(), BTreeSet::new());
    let (mut rest, mut groups) = (vec![ty], Vec::new());
    let mut marked = false;
    let mut look = |id: OptionId, rest: &mut Vec<TypeId>| {
        let option = model.option(id);
        marked |= option.is_some_and(|option| option.ui.secret);
        rest.extend(option.map(|option| option.ty));
    };
    while let Some(ty) = rest.pop() {
        if !types.insert(ty) {
            continue;
        }
        match model.kind(ty).below() {
            Below::Nothing => {}
            Below::Same(inner) | Below::Each(inner, _) => rest.push(inner),
            Below::Either(one, other) | Below::Coerced { from: one, to: other } => rest.extend([one, other]),
            Below::Tags(tags) => tags.iter().for_each(|tag| look(*tag, &mut rest)),
            Below::Options(tree) => groups.push(tree),
        }
        while let Some(id) = groups.pop() {
            let Some(tree) = model.tree(id).filter(|_| trees.insert(id)) else { continue };
            rest.extend(tree.freeform);
            for (_, member) in &tree.members {
                match member {
                    Member::Option(id) => look(*id, &mut rest),
                    Member::Group(group) => groups.push(*group),
                }
            }
        }
    }
    marked
}

/// What is known of the names that a tree does not declare, and of what a function has made of a group.
struct Free {
    /// The type of a set of them: that of the tree, or of the tree that it is a group of.
    ty: Option<TypeId>,
    /// The names of the groups from there.
    path: Vec<String>,
    reshaped: bool,
    /// Whether a function has made them, of a value with secrets in it, and their type knows of none.
    hidden: bool,
}

fn in_tree(
    model: Model<'_>,
    tree: TreeId,
    members: BTreeMap<String, Value>,
    free: &Free,
    depth: usize,
) -> Value {
    let member = |(name, value): (String, Value)| {
        let value = match (model.member(tree, &name), value) {
            (Some(Member::Option(id)), value) => of_option(model, id, value, free.reshaped, depth),
            (Some(Member::Group(group)), Value::Set(members)) => {
                let path = free.path.iter().cloned().chain([name.clone()]).collect();
                in_tree(model, group, members, &Free { path, ..*free }, depth)
            }
            (Some(Member::Group(_)) | None, value) => of_free_name(model, &name, value, free, depth),
        };
        (name, value)
    };
    Value::Set(members.into_iter().map(member).collect())
}

/// The value of a name that is not declared: its type is that of a set in which it is, and the groups are.
fn of_free_name(model: Model<'_>, name: &str, value: Value, free: &Free, depth: usize) -> Value {
    if free.hidden {
        return hidden(value);
    }
    let Some(ty) = free.ty else { return value };
    let path = || free.path.iter().map(String::as_str).chain([name]);
    let whole = path().rev().fold(value, |value, name| Value::Set([(name.to_owned(), value)].into()));
    let masked = of_type(model, ty, whole, free.reshaped, depth);
    let found = path().try_fold(masked, |whole, name| match whole {
        Value::Set(mut all) => all.remove(name),
        _ => None,
    });
    found.unwrap_or(Value::Secret)
}

/// What a function has made stays so in the options below.
fn of_option(model: Model<'_>, id: OptionId, value: Value, reshaped: bool, depth: usize) -> Value {
    match model.option(id) {
        Some(option) if option.ui.secret => hidden(value),
        Some(option) => of_type(model, option.ty, value, reshaped || option.applied, depth),
        None => value,
    }
}
