//! What is to be done about a plan where an earlier one was carried out.

use fedic_model::{Act, Action, MachinePlan, Plan, RequestPlan, Subject, Value, pointer};
use std::collections::{BTreeMap, BTreeSet};

/// The actions that lead from the earlier plan to the later one: requests, then machines,
/// each by name. What stays as it is has an action too, to do nothing.
#[must_use]
pub fn actions(earlier: &Plan, later: &Plan) -> Vec<Action> {
    let mut actions = Vec::new();
    pair(&earlier.requests, &later.requests, |name, pair| actions.push(request(name, pair)));
    pair(&earlier.machines, &later.machines, |name, pair| actions.push(machine(name, pair)));
    actions
}

/// What two plans say of one name.
enum Pair<'p, T> {
    Gone,
    New,
    Both(&'p T, &'p T),
}

fn pair<'p, T>(
    earlier: &'p BTreeMap<String, T>,
    later: &'p BTreeMap<String, T>,
    mut each: impl FnMut(&str, Pair<'p, T>),
) {
    let names: BTreeSet<&String> = earlier.keys().chain(later.keys()).collect();
    for name in names {
        match (earlier.get(name), later.get(name)) {
            (Some(old), Some(new)) => each(name, Pair::Both(old, new)),
            (Some(_), None) => each(name, Pair::Gone),
            (None, _) => each(name, Pair::New),
        }
    }
}

fn request(name: &str, pair: Pair<'_, RequestPlan>) -> Action {
    let action = |act, reason: String, changed| Action {
        act,
        subject: Subject::Request,
        name: name.to_owned(),
        reason,
        changed,
    };
    match pair {
        Pair::Gone => action(Act::Delete, "nobody asks for it any more".to_owned(), Vec::new()),
        Pair::New => action(Act::Create, "it was not asked for before".to_owned(), Vec::new()),
        Pair::Both(old, new) if old.kind != new.kind => {
            let reason = format!("it was a `{}` and is a `{}`", old.kind, new.kind);
            action(Act::Replace, reason, vec!["/kind".to_owned()])
        }
        Pair::Both(old, new) => {
            let mut changed = under("/values", &old.values, &new.values);
            let servers: BTreeSet<&String> = old.granted.keys().chain(new.granted.keys()).collect();
            let moved = old.granted.keys().ne(new.granted.keys());
            for server in servers {
                let value = |plan: &RequestPlan| plan.granted.get(server).map(|grant| grant.value.clone());
                let root = format!("/granted/{}", pointer::part(server));
                match (value(old), value(new)) {
                    (Some(old), Some(new)) => changed.extend(under(&format!("{root}/value"), &old, &new)),
                    (_, _) => changed.push(root),
                }
            }
            if moved {
                action(Act::Replace, "another offer serves it".to_owned(), changed)
            } else if changed.is_empty() {
                action(Act::Nothing, "it is as it was".to_owned(), changed)
            } else {
                action(Act::Update, "it differs from before".to_owned(), changed)
            }
        }
    }
}

fn machine(name: &str, pair: Pair<'_, MachinePlan>) -> Action {
    let action = |act, reason: &str, changed| {
        let reason = reason.to_owned();
        Action { act, subject: Subject::Machine, name: name.to_owned(), reason, changed }
    };
    match pair {
        Pair::Gone => action(Act::Delete, "it is not part of the deployment any more", Vec::new()),
        Pair::New => action(Act::Create, "it was not part of the deployment before", Vec::new()),
        Pair::Both(old, new) => {
            let mut changed = Vec::new();
            let mut compare = |part: &str, differs: bool| {
                if differs {
                    changed.push(format!("/{part}"));
                }
            };
            compare("target", old.target != new.target);
            compare("address", old.address != new.address);
            compare("system", old.system != new.system);
            if !changed.is_empty() {
                return action(Act::Replace, "it is another machine", changed);
            }
            let changed = under("/nixos", &old.nixos, &new.nixos);
            if changed.is_empty() {
                action(Act::Nothing, "it is as it was", changed)
            } else {
                action(Act::Update, "its configuration differs", changed)
            }
        }
    }
}

/// JSON pointers to where two values below a root differ: the smallest parts of sets and lists
/// of equal length.
fn under(root: &str, earlier: &Value, later: &Value) -> Vec<String> {
    let mut found = Vec::new();
    differ(earlier, later, &mut root.to_owned(), &mut found);
    found
}

fn differ(earlier: &Value, later: &Value, at: &mut String, found: &mut Vec<String>) {
    let mut member = |key: &str, old: Option<&Value>, new: Option<&Value>| {
        let length = at.len();
        at.push('/');
        at.push_str(&pointer::part(key));
        match (old, new) {
            (Some(old), Some(new)) => differ(old, new, at, found),
            (_, _) => found.push(at.clone()),
        }
        at.truncate(length);
    };
    match (earlier, later) {
        (Value::Set(old), Value::Set(new)) => {
            let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
            keys.into_iter().for_each(|key| member(key, old.get(key), new.get(key)));
        }
        (Value::List(old), Value::List(new)) if old.len() == new.len() => {
            for (index, (old, new)) in old.iter().zip(new).enumerate() {
                member(&index.to_string(), Some(old), Some(new));
            }
        }
        // A moved line is no change.
        (Value::Source { text: old, .. }, Value::Source { text: new, .. }) if old == new => {}
        (old, new) if old == new => {}
        (_, _) => found.push(at.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_point_at_the_smallest_parts() {
        let value = |text: &str| serde_json::from_str::<Value>(text).unwrap_or(Value::Null);
        let old = value(r#"{"a": {"b/c": 1, "d": [1, 2]}, "e": 1, "f": [1]}"#);
        let new = value(r#"{"a": {"b/c": 2, "d": [1, 3]}, "f": [1, 2], "g": 0}"#);
        assert_eq!(under("/z", &old, &new), ["/z/a/b~1c", "/z/a/d/1", "/z/e", "/z/f", "/z/g"]);
        assert!(under("", &old, &old).is_empty());
    }
}
