//! What the data model itself says of machines, as inference needs it. It is the same for every
//! project, so it is made once and kept beside the data model, where a test compares the two: to
//! evaluate it again would cost a check more than anything else that it does with machines.

use crate::database::Db;
use crate::embedded;
use fedic_diagnostics::{NodeId, Place};
use fedic_model::{Interface, OptionDecl, OptionTree, TreeId, Type, TypeId};
use serde::{Deserialize, Serialize};

/// Where it is kept.
pub(super) const PATH: &str = "/fedic/model/nixos/interface.json";

#[derive(Serialize, Deserialize)]
struct Kept {
    /// The files that declare options.
    files: Vec<String>,
    root: Option<TreeId>,
    trees: Vec<OptionTree>,
    types: Vec<Type>,
    options: Vec<KeptOption>,
}

/// An option, without what only people read.
#[derive(Serialize, Deserialize)]
struct KeptOption {
    name: String,
    #[serde(rename = "type")]
    ty: TypeId,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    applied: bool,
    /// The number of a file, and a node of it.
    declared: Option<(usize, NodeId)>,
}

/// The options of machines that the data model knows.
pub(super) fn interface(db: &dyn Db) -> Interface {
    let Some(text) = embedded::file(PATH).map(|file| file.text) else { return Interface::default() };
    let Ok(Kept { files, root, trees, types, options }) = serde_json::from_str(text) else {
        return Interface::default();
    };
    let files: Vec<_> = files.iter().map(|path| db.files().text(db, path).id(db)).collect();
    let option = |it: KeptOption| OptionDecl {
        applied: it.applied,
        declared: it.declared.iter().map(|&(file, node)| Place { file: files[file], node }).collect(),
        ..OptionDecl::new(it.name, Vec::new(), it.ty)
    };
    let options = options.into_iter().map(option).collect();
    Interface { root, trees, types, options, ..Interface::default() }
}

/// The same as it is to be kept, of what the data model was found to say; each part on its line.
pub(super) fn text(db: &dyn Db, interface: Interface) -> String {
    let mut files: Vec<String> = Vec::new();
    let mut number = |place: &Place| {
        let path = db.files().by_id(place.file)?.path(db).to_string();
        let known = files.iter().position(|it| *it == path);
        Some((known.unwrap_or_else(|| (files.len(), files.push(path)).0), place.node))
    };
    let options: Vec<KeptOption> = interface
        .options
        .iter()
        .map(|it| KeptOption {
            name: it.name.clone(),
            ty: it.ty,
            applied: it.applied,
            declared: it.declared.first().and_then(&mut number),
        })
        .collect();
    let (root, files) = (lines(&interface.root), lines(&files));
    let [trees, types, options] = [each(&interface.trees), each(&interface.types), each(&options)];
    format!(
        "{{\n\"files\":{files},\n\"root\":{root},\n\"trees\":[\n{trees}\n],\n\"types\":[\n{types}\n],\n\
         \"options\":[\n{options}\n]\n}}\n"
    )
}

fn each<T: Serialize>(parts: &[T]) -> String {
    parts.iter().map(lines).collect::<Vec<_>>().join(",\n")
}

fn lines<T: Serialize>(part: &T) -> String {
    serde_json::to_string(part).unwrap_or_else(|_| unreachable!("it has only keys that are texts"))
}
