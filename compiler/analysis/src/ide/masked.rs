//! Values without the secrets that options inside of their type hold. A plan leaves them out by the same
//! rules, but of values as evaluated (`masked.nix`): null is shown, which says that there is none; and what
//! is a secret in one of two types is none to be seen.

use fedic_check::Model;
use fedic_model::{Below, Member, OptionId, TreeId, TypeId, TypeKind, Value};
use std::collections::BTreeMap;

/// Types inside each other that are looked through at most; deeper, nothing is shown.
const DEPTH: usize = 32;

/// A value of a type, with [`Value::Secret`] in the place of what an option marks as one.
pub(super) fn masked(model: Model<'_>, ty: TypeId, value: Value) -> Value {
    of_type(model, ty, value, false, DEPTH)
}

/// With `reshaped`, a function of the option's has changed the value, which may have made a list of a
/// set. Else each type looks at values of its own shape: of two types inside each other one goes on.
fn of_type(model: Model<'_>, ty: TypeId, value: Value, reshaped: bool, depth: usize) -> Value {
    let Some(depth) = depth.checked_sub(1) else { return Value::Secret };
    let inner = |ty: TypeId, value: Value| of_type(model, ty, value, reshaped, depth);
    let kind = model.kind(ty);
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
        (Below::Options(tree), Value::Set(members)) => in_tree(model, tree, members, reshaped, depth),
        (Below::Same(ty) | Below::Coerced { to: ty, .. }, value) => inner(ty, value),
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
                    Some(tag) => of_option(model, *tag, value, depth),
                    None => value,
                };
                (name, value)
            };
            Value::Set(members.into_iter().map(tagged).collect())
        }
        (Below::Nothing | Below::Options(_) | Below::Each(..) | Below::Tags(_), value) => value,
    }
}

fn in_tree(
    model: Model<'_>,
    tree: TreeId,
    members: BTreeMap<String, Value>,
    reshaped: bool,
    depth: usize,
) -> Value {
    let freeform = model.tree(tree).and_then(|tree| tree.freeform);
    let member = |(name, value): (String, Value)| {
        let value = match (model.member(tree, &name), value) {
            (Some(Member::Option(id)), value) => of_option(model, id, value, depth),
            (Some(Member::Group(group)), Value::Set(members)) => {
                in_tree(model, group, members, reshaped, depth)
            }
            (Some(Member::Group(_)), value) => value,
            // The type of the free names is that of a set of them.
            (None, value) => match freeform {
                Some(ty) => {
                    let whole = Value::Set([(name.clone(), value)].into());
                    match of_type(model, ty, whole, reshaped, depth) {
                        Value::Set(mut all) => all.remove(&name).unwrap_or(Value::Secret),
                        other => other,
                    }
                }
                None => value,
            },
        };
        (name, value)
    };
    Value::Set(members.into_iter().map(member).collect())
}

fn of_option(model: Model<'_>, id: OptionId, value: Value, depth: usize) -> Value {
    match model.option(id) {
        Some(option) if option.ui.secret && value != Value::Null => Value::Secret,
        Some(option) => of_type(model, option.ty, value, option.applied, depth),
        None => value,
    }
}
