//! Annotations from outside of a model: what `fedic.toml` says of options, for forms. They are laid
//! over what the model says itself. An option is named by its path in what operators write.

use crate::database::Db;
use crate::paths;
use crate::project::{self, Project};
use fedic_diagnostics::problem::project::ProjectProblem;
use fedic_diagnostics::{Problem, similar};
use fedic_model::{Below, Interface, Member, OptionId, TreeId, TypeId};

/// What an annotation is of.
#[derive(Clone, Copy)]
enum Target {
    Option(OptionId),
    Group(TreeId),
}

/// Lays a project's annotations over its interface.
pub(crate) fn apply(db: &dyn Db, project: Project<'_>, interface: &mut Interface) {
    for annotation in &project::manifest(db, project).annotations {
        match find(interface, &annotation.path) {
            Ok(Target::Option(id)) => interface.options[id.0 as usize].ui.overlay(&annotation.ui),
            Ok(Target::Group(id)) => interface.trees[id.0 as usize].ui.overlay(&annotation.ui),
            // These are told.
            Err(_) => {}
        }
    }
}

/// The annotations of what the model does not declare.
pub(crate) fn problems(db: &dyn Db, project: Project<'_>, interface: &Interface) -> Vec<Problem> {
    let annotations = &project::manifest(db, project).annotations;
    if annotations.is_empty() || interface.written().is_none() {
        return Vec::new();
    }
    let manifest = paths::join(&project.layout(db).folder, "fedic.toml");
    let file = db.files().text(db, &manifest).id(db);
    let orphans = annotations.iter().filter_map(|it| {
        let similar = find(interface, &it.path).err()?;
        Some(ProjectProblem::OrphanAnnotation { file, span: it.span, path: it.path.clone(), similar })
    });
    orphans.map(Problem::Project).collect()
}

/// What a path names, in the front for operators or in configurations themselves; else similar
/// paths.
fn find(interface: &Interface, path: &str) -> Result<Target, Vec<String>> {
    let parts: Vec<&str> = path.split('.').collect();
    let tops = interface.operator.into_iter().chain(interface.configuration);
    let mut meant = Vec::new();
    for top in tops {
        match below(interface, top, &parts) {
            Ok(target) => return Ok(target),
            Err(Unknown { depth, similar }) => meant.extend(similar.into_iter().map(|name| {
                let mut parts = parts.clone();
                parts[depth] = &name;
                parts.join(".")
            })),
        }
    }
    Err(meant)
}

/// A name that is not there: which of the path, and names like it.
struct Unknown {
    depth: usize,
    similar: Vec<String>,
}

fn below(interface: &Interface, top: TypeId, parts: &[&str]) -> Result<Target, Unknown> {
    let mut at = Members::of(interface, top);
    let mut target = Err(Unknown { depth: 0, similar: Vec::new() });
    for (depth, part) in parts.iter().enumerate() {
        // Any name of many, as documentation writes it or as it could be.
        if let Some(element) = at.each {
            at = Members::of(interface, element);
            if depth + 1 < parts.len() {
                continue;
            }
        }
        let Some((_, found)) = at.known.iter().find(|(name, _)| name == part) else {
            let names = at.known.iter().map(|(name, _)| name.as_str());
            return Err(Unknown { depth, similar: similar(part, names) });
        };
        target = Ok(*found);
        at = match *found {
            Target::Group(tree) => Members::of_tree(interface, tree),
            Target::Option(option) => Members::of(interface, interface.options[option.0 as usize].ty),
        };
    }
    target
}

/// What a path may go on with.
#[derive(Default)]
struct Members {
    known: Vec<(String, Target)>,
    /// The type of each of many values.
    each: Option<TypeId>,
}

impl Members {
    fn of(interface: &Interface, ty: TypeId) -> Members {
        let mut members = Members::default();
        for ty in interface.alternatives(ty) {
            match interface.types[ty.0 as usize].kind.below() {
                Below::Options(tree) => members.known.extend(Members::of_tree(interface, tree).known),
                Below::Tags(tags) => members.known.extend(
                    tags.iter()
                        .map(|&tag| (interface.options[tag.0 as usize].name.clone(), Target::Option(tag))),
                ),
                Below::Each(element, _) => members.each = Some(element),
                Below::Nothing | Below::Same(_) | Below::Either(..) | Below::Coerced { .. } => {}
            }
        }
        members
    }

    fn of_tree(interface: &Interface, tree: TreeId) -> Members {
        let known = interface.trees[tree.0 as usize].members.iter().map(|(name, member)| {
            let target = match *member {
                Member::Option(option) => Target::Option(option),
                Member::Group(group) => Target::Group(group),
            };
            (name.clone(), target)
        });
        Members { known: known.collect(), each: None }
    }
}
