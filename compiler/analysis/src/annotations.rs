//! Annotations from outside of a model: what `fedic.toml` says of options, for forms. They are laid
//! over what the model says itself. An option is named by its path in what operators write.

use crate::database::Db;
use crate::paths;
use crate::project::{self, Project};
use fedic_diagnostics::problem::options::OptionsProblem;
use fedic_diagnostics::problem::project::ProjectProblem;
use fedic_diagnostics::{Place, Problem, similar};
use fedic_model::{Below, Interface, Member, TypeId, Ui, nix};
use std::collections::BTreeSet;

/// Lays a project's annotations over its interface.
pub(crate) fn apply(db: &dyn Db, project: Project<'_>, interface: &mut Interface) {
    for annotation in &project::manifest(db, project).annotations {
        // Those of nothing are told.
        for member in find(interface, &annotation.path).unwrap_or_default() {
            let ui = match member {
                Member::Option(id) => &mut interface.options[id.0 as usize].ui,
                Member::Group(id) => &mut interface.trees[id.0 as usize].ui,
            };
            ui.overlay(&annotation.ui);
        }
    }
}

/// The annotations of what the model does not declare.
pub(crate) fn problems(db: &dyn Db, project: Project<'_>, interface: &Interface) -> Vec<Problem> {
    let annotations = &project::manifest(db, project).annotations;
    let file = project::manifest_file(db, project);
    let Some(file) = file.filter(|_| !annotations.is_empty() && interface.written().is_some()) else {
        return Vec::new();
    };
    let orphans = annotations.iter().filter_map(|it| {
        let similar = find(interface, &it.path).err()?;
        let (file, path) = (file.id(db), it.path.clone());
        Some(ProjectProblem::OrphanAnnotation { file, span: it.span, path, similar })
    });
    orphans.map(Problem::Project).collect()
}

/// What `meta.ui` of a project's own options says that no form knows of.
pub(crate) fn unknown(db: &dyn Db, project: Project<'_>, interface: &Interface) -> Vec<Problem> {
    let folder = &project.layout(db).folder;
    let is_own =
        |place: &Place| db.files().by_id(place.file).is_some_and(|file| paths::within(file.path(db), folder));
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for option in &interface.options {
        if option.ui.unknown.is_empty() && option.ui.enum_titles.is_empty() {
            continue;
        }
        let Some(&declared) = option.declared.first().filter(|place| is_own(place)) else { continue };
        let mut tell = |at: Place, name: &str, is_value, known: Vec<String>| {
            // One declaration may be used in several places.
            if !seen.insert((at, name.to_owned())) {
                return;
            }
            found.push(Problem::Options(OptionsProblem::UnknownAnnotation {
                at,
                path: option.path.join("."),
                name: name.to_owned(),
                is_value,
                similar: similar(name, known.iter().map(String::as_str)),
            }));
        };
        for (name, at) in &option.ui.unknown {
            tell(at.unwrap_or(declared), name, false, Ui::NAMES.map(str::to_owned).into());
        }
        let Some(values) = interface.choices(option.ty).filter(|_| !option.ui.enum_titles.is_empty()) else {
            continue;
        };
        let values: Vec<String> = values.iter().map(|(_, data)| Ui::value_name(data)).collect();
        for (name, _) in option.ui.enum_titles.iter().filter(|(name, _)| !values.contains(name)) {
            tell(declared, name, true, values.clone());
        }
    }
    found
}

/// What a path names in what operators write: the option or group of each alternative that has
/// it. Else similar paths.
fn find(interface: &Interface, path: &str) -> Result<Vec<Member>, Vec<String>> {
    let parts = nix::attribute_path(path);
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let mut at = Members::of(interface, interface.written());
    let mut found = Vec::new();
    for (depth, part) in parts.iter().enumerate() {
        found = at.named(part);
        if !found.is_empty() {
            at = Members::below(interface, &found);
        } else if !at.each.is_empty() {
            // Any name of many, as documentation writes it or as it could be.
            at = Members::of(interface, at.each.iter().map(|(element, _)| *element));
        } else {
            return Err(at.similar(&parts, depth));
        }
    }
    // A name of many is no option.
    if found.is_empty() { Err(Vec::new()) } else { Ok(found) }
}

/// The paths of what operators write, each option and group once.
pub(crate) fn all_paths(interface: &Interface) -> Vec<String> {
    let mut found = Vec::new();
    let (mut seen, mut looked_into) = (BTreeSet::new(), BTreeSet::new());
    let mut rest = vec![(Members::of(interface, interface.written()), String::new())];
    while let Some((members, before)) = rest.pop() {
        for (name, member) in members.known {
            let path = format!("{before}{}", nix::attribute_name(&name));
            if seen.insert(member) {
                rest.push((Members::below(interface, &[member]), format!("{path}.")));
                found.push(path);
            }
        }
        for (element, name) in members.each {
            if looked_into.insert(element) {
                rest.push((Members::of(interface, [element]), format!("{before}{name}.")));
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// What a path may go on with.
#[derive(Default)]
struct Members {
    known: Vec<(String, Member)>,
    /// The types of each of many values, with what stands for their names.
    each: Vec<(TypeId, String)>,
}

impl Members {
    fn of(interface: &Interface, types: impl IntoIterator<Item = TypeId>) -> Members {
        let mut members = Members::default();
        for ty in types.into_iter().flat_map(|ty| interface.alternatives(ty)) {
            match interface.types[ty.0 as usize].kind.below() {
                Below::Options(tree) => {
                    members.known.extend(interface.trees[tree.0 as usize].members.iter().cloned());
                }
                Below::Tags(tags) => members.known.extend(
                    tags.iter()
                        .map(|&tag| (interface.options[tag.0 as usize].name.clone(), Member::Option(tag))),
                ),
                Below::Each(element, name) => {
                    members.each.push((element, name.map_or("*".to_owned(), |name| format!("<{name}>"))));
                }
                Below::Nothing | Below::Same(_) | Below::Either(..) | Below::Coerced { .. } => {}
            }
        }
        members
    }

    fn below(interface: &Interface, found: &[Member]) -> Members {
        let types = found.iter().filter_map(|member| match *member {
            Member::Option(option) => Some(interface.options[option.0 as usize].ty),
            Member::Group(_) => None,
        });
        let mut members = Members::of(interface, types);
        for member in found {
            if let Member::Group(group) = member {
                members.known.extend(interface.trees[group.0 as usize].members.iter().cloned());
            }
        }
        members
    }

    fn named(&self, name: &str) -> Vec<Member> {
        self.known.iter().filter(|(known, _)| known == name).map(|(_, member)| *member).collect()
    }

    /// A path with another name at one place, such as is known there.
    fn similar(&self, parts: &[&str], depth: usize) -> Vec<String> {
        let names = similar(parts[depth], self.known.iter().map(|(name, _)| name.as_str()));
        let shown = |part: &&str| match *part {
            part if nix::is_placeholder(part) => part.to_owned(),
            part => nix::attribute_name(part).into_owned(),
        };
        let whole = |name: &String| {
            let parts = [&parts[..depth], &[name.as_str()], &parts[depth + 1..]].concat();
            parts.iter().map(shown).collect::<Vec<_>>().join(".")
        };
        names.iter().map(whole).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{all_paths, find};
    use fedic_model::{Interface, Member, OptionDecl, OptionId, OptionTree, Type, TypeId, TypeKind};

    /// `two`, of names or of options; `same`, of options or of others; `users`, of many.
    fn interface() -> Interface {
        let mut found = Interface::default();
        let text = add(&mut found, TypeKind::SingleLineString);
        let [one, other] =
            [["k", "a"], ["k", "b"]].map(|names| options(&mut found, &names.map(|it| (it, text))));
        let mail = options(&mut found, &[("mail", text)]);
        let many = |element| TypeKind::AttrsOf { element, lazy: false, placeholder: "name".to_owned() };
        let texts = add(&mut found, many(text));
        let users = add(&mut found, many(mail));
        let two = add(&mut found, TypeKind::Either(texts, one));
        let same = add(&mut found, TypeKind::Either(one, other));
        found.configuration = Some(options(&mut found, &[("two", two), ("same", same), ("users", users)]));
        found
    }

    fn add(interface: &mut Interface, kind: TypeKind) -> TypeId {
        let empty = String::new;
        interface.types.push(Type {
            name: empty(),
            description: empty(),
            kind,
            checked: false,
            code: vec![],
        });
        TypeId(u32::try_from(interface.types.len()).map_or(0, |it| it - 1))
    }

    fn options(interface: &mut Interface, options: &[(&str, TypeId)]) -> TypeId {
        let mut tree = OptionTree::default();
        for (name, ty) in options {
            let id = OptionId(u32::try_from(interface.options.len()).unwrap_or_default());
            interface.options.push(OptionDecl::new(*name, vec![(*name).to_owned()], *ty));
            tree.members.push(((*name).to_owned(), Member::Option(id)));
        }
        let id = fedic_model::TreeId(u32::try_from(interface.trees.len()).unwrap_or_default());
        interface.trees.push(tree);
        interface.add_submodule(id)
    }

    /// How many members a path names.
    fn count(path: &str) -> Result<usize, Vec<String>> {
        find(&interface(), path).map(|found| found.len())
    }

    #[test]
    fn each_name_of_many_is_a_part_of_the_path() {
        assert_eq!(count("users.<name>.mail"), Ok(1));
        assert_eq!(count("users.mail"), Err(Vec::new()));
        assert_eq!(count("users.<name>"), Err(Vec::new()));
        assert_eq!(count("users.anna.mial"), Err(vec!["users.anna.mail".to_owned()]));
    }

    #[test]
    fn each_option_has_one_path() {
        // Those of `two` are some of `same`.
        let all = ["same", "same.a", "same.b", "same.k", "two", "users", "users.<name>.mail"];
        assert_eq!(all_paths(&interface()), all);
    }

    #[test]
    fn a_declared_name_comes_before_any_name() {
        assert_eq!(count("two.k"), Ok(1));
    }

    #[test]
    fn all_alternatives_that_have_a_name_are_meant() {
        assert_eq!(count("same.k"), Ok(2));
        assert_eq!(count("same.b"), Ok(1));
    }
}
