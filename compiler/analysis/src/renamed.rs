//! Keys of configurations in JSON that are old names of options. In Nix, inference tells of them.

use crate::database::Db;
use crate::ide::levels::{self, Level};
use crate::nixos::nixos;
use crate::project::{self, Project};
use crate::queries;
use fedic_check::Model;
use fedic_diagnostics::{FileId, Place, Problem};
use fedic_model::{Interface, Member};
use fedic_syntax::json::{Json, JsonId, JsonTree};

/// The old names in the configurations of a project, along the types of its model.
pub(crate) fn problems(db: &dyn Db, project: Project<'_>, interface: &Interface) -> Vec<Problem> {
    // Most models have none.
    let Some(ty) =
        interface.written().filter(|_| interface.options.iter().any(|it| it.renamed_to().is_some()))
    else {
        return Vec::new();
    };
    let model = Model { own: interface, nixos: nixos(db, project), trusts: false };
    let files = project::configurations(db, project).iter().filter(|file| file.ends_with(".json"));
    let mut found = Vec::new();
    for path in files {
        let file = db.files().text(db, path);
        if let Ok(tree) = &queries::json(db, file).tree {
            let top = levels::opened(model, ty, None, 0);
            Walk { model, tree, file: file.id(db) }.members(tree.root(), &top, &mut Vec::new(), &mut found);
        }
    }
    found
}

struct Walk<'w> {
    model: Model<'w>,
    tree: &'w JsonTree,
    file: FileId,
}

/// Deeper texts are no configurations.
const DEPTH: usize = 64;

impl Walk<'_> {
    fn members(&self, at: JsonId, levels: &[Level], path: &mut Vec<String>, found: &mut Vec<Problem>) {
        if levels.is_empty() || path.len() > DEPTH {
            return;
        }
        match self.tree.get(at) {
            Json::Object(members) => {
                for member in members {
                    let name = &*member.key.text;
                    let option = levels.iter().find_map(|level| levels::member(self.model, *level, name));
                    path.push(name.to_owned());
                    if let Some(Member::Option(id)) = option
                        && let Some(now) = self.model.option(id).and_then(|option| option.renamed_to())
                    {
                        let at = Place { file: self.file, node: member.at };
                        found.push(fedic_check::deprecated(at, path, now));
                    }
                    let below = levels::all_below(self.model, levels, name);
                    self.members(member.value, &below, path, found);
                    path.pop();
                }
            }
            Json::Array(items) => {
                for (nth, item) in items.iter().enumerate() {
                    path.push(nth.to_string());
                    self.members(*item, levels, path, found);
                    path.pop();
                }
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
        }
    }
}
