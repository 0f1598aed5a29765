//! Which types' values are examined to the end: each option in them is forced by itself, so that to
//! find what is wrong nobody has to look at the options of instances too. That is said of a type
//! with all that is below it.

use fedic_model::{Below, Interface, Member, TypeKind};

/// By type, whether it is one of them.
pub(super) fn followed(interface: &Interface) -> Vec<bool> {
    let below: Vec<Vec<usize>> = (0..interface.types.len()).map(|ty| children(interface, ty)).collect();
    let has_options =
        around(&below, |ty| matches!(interface.types[ty].kind.below(), Below::Options(_) | Below::Tags(_)));
    let left = around(&below, |ty| match &interface.types[ty].kind {
        // What code or a module of its own is made of, values do not tell.
        TypeKind::DeferredModule(_) | TypeKind::FunctionTo(_) | TypeKind::Opaque => true,
        TypeKind::AttrList { .. } | TypeKind::Either(..) | TypeKind::CoercedTo { .. } => has_options[ty],
        kind => has_other_values(interface, kind),
    });
    left.into_iter().map(|left| !left).collect()
}

/// Whether there are options in it that have no value of their own, or one that code has made of
/// what was defined.
fn has_other_values(interface: &Interface, kind: &TypeKind) -> bool {
    let mut found = false;
    each_option(interface, kind, &mut |option| {
        let option = &interface.options[option];
        found |= !option.visible || option.applied;
    });
    found
}

/// The types right below one.
fn children(interface: &Interface, ty: usize) -> Vec<usize> {
    let kind = &interface.types[ty].kind;
    match kind.below() {
        Below::Nothing => Vec::new(),
        Below::Same(inner) | Below::Each(inner, _) => vec![inner.0 as usize],
        Below::Either(one, other) | Below::Coerced { from: one, to: other } => {
            vec![one.0 as usize, other.0 as usize]
        }
        Below::Tags(_) | Below::Options(_) => {
            let mut types = Vec::new();
            each_option(interface, kind, &mut |option| types.push(interface.options[option].ty.0 as usize));
            types
        }
    }
}

fn each_option(interface: &Interface, kind: &TypeKind, visit: &mut dyn FnMut(usize)) {
    let mut trees = match kind.below() {
        Below::Tags(tags) => return tags.iter().for_each(|tag| visit(tag.0 as usize)),
        Below::Options(tree) => vec![tree],
        Below::Nothing | Below::Same(_) | Below::Each(..) | Below::Either(..) | Below::Coerced { .. } => {
            return;
        }
    };
    while let Some(tree) = trees.pop() {
        for (_, member) in &interface.trees[tree.0 as usize].members {
            match member {
                Member::Option(option) => visit(option.0 as usize),
                Member::Group(group) => trees.push(*group),
            }
        }
    }
}

/// The types of which something is true, with all that they are below.
fn around(below: &[Vec<usize>], is_one: impl Fn(usize) -> bool) -> Vec<bool> {
    let mut above = vec![Vec::new(); below.len()];
    for (ty, inner) in below.iter().enumerate() {
        inner.iter().for_each(|inner| above[*inner].push(ty));
    }
    let mut found: Vec<bool> = (0..below.len()).map(is_one).collect();
    let mut rest: Vec<usize> = (0..below.len()).filter(|ty| found[*ty]).collect();
    while let Some(ty) = rest.pop() {
        for &outer in &above[ty] {
            if !std::mem::replace(&mut found[outer], true) {
                rest.push(outer);
            }
        }
    }
    found
}
