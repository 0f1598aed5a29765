//! Types of values, as people read them and as their members are followed.

use fedic_check::{Model, PatternTy, SetTy, Ty};

/// The type of a member; unknown where there is none.
pub(crate) fn member(model: Model<'_>, ty: &Ty, name: &str) -> Ty {
    match model.expand(ty) {
        Ty::Options(tree) => match model.member(tree, name) {
            Some(member) => model.member_value(member),
            None => match model.tree(tree).and_then(|tree| tree.freeform) {
                Some(freeform) => member_of_free(model, &Ty::Declared(freeform)),
                None => Ty::Unknown,
            },
        },
        Ty::Set(set) => match set.member(name) {
            Some(member) => member.ty.clone(),
            None => set.rest.clone().unwrap_or(Ty::Unknown),
        },
        Ty::Union(parts) => {
            let found = parts.iter().map(|part| member(model, part, name));
            found.into_iter().find(|ty| *ty != Ty::Unknown).unwrap_or(Ty::Unknown)
        }
        _ => Ty::Unknown,
    }
}

fn member_of_free(model: Model<'_>, ty: &Ty) -> Ty {
    match model.expand(ty) {
        Ty::Set(set) => set.rest.clone().unwrap_or(Ty::Unknown),
        _ => Ty::Unknown,
    }
}

/// A type in the notation of signatures; none if nothing is known.
pub(crate) fn words(model: Model<'_>, ty: &Ty) -> Option<String> {
    if let Ty::Options(tree) = model.expand(ty) {
        let members = model.tree(tree).map_or(&[][..], |tree| &tree.members);
        let shown: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
        if !shown.is_empty() {
            return Some(names(&shown));
        }
    }
    (*ty != Ty::Unknown).then(|| text(model, ty, 0))
}

/// What a set is whose members are known by name: `{ host; port; … }`.
pub(crate) fn names(names: &[impl AsRef<str>]) -> String {
    let shown = names.iter().take(MEMBERS).map(AsRef::as_ref);
    let more = (names.len() > MEMBERS).then_some("…");
    format!("{{ {} }}", shown.chain(more).collect::<Vec<_>>().join("; "))
}

/// More members are left out.
const MEMBERS: usize = 8;

/// Deeper parts are left out.
const DEPTH: usize = 4;

fn text(model: Model<'_>, ty: &Ty, depth: usize) -> String {
    if depth > DEPTH {
        return "…".to_owned();
    }
    let inner = |ty: &Ty| text(model, ty, depth + 1);
    match ty {
        Ty::Unknown => "Any".to_owned(),
        Ty::Never => "Never".to_owned(),
        Ty::Null => "Null".to_owned(),
        Ty::Bool => "Bool".to_owned(),
        Ty::Int => "Int".to_owned(),
        Ty::Float => "Float".to_owned(),
        Ty::Number => "Number".to_owned(),
        Ty::String => "String".to_owned(),
        Ty::Path => "Path".to_owned(),
        Ty::OptionType => "OptionType".to_owned(),
        Ty::Variable(name) => name.to_string(),
        Ty::List(element) => format!("[{}]", inner(element)),
        Ty::Set(set) => set_text(model, set, depth),
        Ty::Function(function) => {
            let argument = match &function.pattern {
                Some(pattern) => pattern_text(pattern),
                None if matches!(function.argument, Ty::Function(_)) => {
                    format!("({})", inner(&function.argument))
                }
                None => inner(&function.argument),
            };
            format!("{argument} -> {}", text(model, &function.result, depth))
        }
        Ty::Union(parts) => parts.iter().map(inner).collect::<Vec<_>>().join(" | "),
        Ty::Declared(id) => model.ty(*id).map_or_else(|| "Any".to_owned(), |ty| ty.description.clone()),
        Ty::Options(_) => "options".to_owned(),
    }
}

fn pattern_text(pattern: &PatternTy) -> String {
    let mut formals: Vec<String> = pattern
        .formals
        .iter()
        .map(|(name, optional)| if *optional { format!("{name}?") } else { name.to_string() })
        .collect();
    formals.extend(pattern.ellipsis.then(|| "...".to_owned()));
    format!("{{ {} }}", formals.join(", "))
}

fn set_text(model: Model<'_>, set: &SetTy, depth: usize) -> String {
    if let Some(name) = &set.name {
        return name.trim_matches('`').to_owned();
    }
    let mut members: Vec<String> = set
        .members
        .iter()
        .take(MEMBERS)
        .map(|member| {
            let mark = if member.optional { "?" } else { "" };
            format!("{}{mark} : {}", member.name, text(model, &member.ty, depth + 1))
        })
        .collect();
    match &set.rest {
        Some(rest) if members.is_empty() && *rest != Ty::Unknown => {
            members.push(format!("_ : {}", text(model, rest, depth + 1)));
        }
        Some(_) => members.push("...".to_owned()),
        None if set.members.len() > MEMBERS => members.push("…".to_owned()),
        None => {}
    }
    if members.is_empty() { "{ }".to_owned() } else { format!("{{ {} }}", members.join("; ")) }
}
