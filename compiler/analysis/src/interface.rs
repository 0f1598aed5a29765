//! The interface of a project as people read it: options in the order of the source. What an
//! evaluation finds has no such order, so that a line that moved evaluates nothing.

use crate::annotations;
use crate::database::Db;
use crate::evaluate::evaluate;
use crate::project::Project;
use crate::queries;
use fedic_diagnostics::Place;
use fedic_model::{Interface, Member, OptionTree, TypeKind};
use fedic_modules::Extent;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a project declares, all of it.
#[salsa::tracked(returns(ref))]
pub(crate) fn interface<'db>(db: &'db dyn Db, project: Project<'db>) -> Arc<Interface> {
    let evaluation = evaluate(db, project, Extent::Declared);
    let keys: Vec<Position> = evaluation.keys.iter().map(|key| position(db, *key)).collect();
    let mut interface = (*evaluation.interface).clone();
    let mut trees = std::mem::take(&mut interface.trees);
    let orders: Vec<Vec<(bool, Position)>> = trees
        .iter()
        .map(|tree| {
            let home = home(tree, &keys);
            tree.members.iter().map(|(_, member)| first(&trees, &keys, *member, home)).collect()
        })
        .collect();
    for (tree, order) in trees.iter_mut().zip(orders) {
        let mut members: Vec<_> = order.into_iter().zip(std::mem::take(&mut tree.members)).collect();
        members.sort_by(|left, right| left.0.cmp(&right.0));
        tree.members = members.into_iter().map(|(_, member)| member).collect();
    }
    interface.trees = trees;
    for ty in &mut interface.types {
        if let TypeKind::AttrTag(tags) = &mut ty.kind {
            tags.sort_by(|left, right| keys.get(left.0 as usize).cmp(&keys.get(right.0 as usize)));
        }
    }
    annotations::apply(db, project, &mut interface);
    Arc::new(interface)
}

/// A path and an offset in its text; nothing comes before anything.
type Position = Option<(Arc<str>, u32)>;

fn position(db: &dyn Db, key: Option<Place>) -> Position {
    let key = key?;
    let path = db.files().by_id(key.file)?.path(db).clone();
    Some((path, queries::offset(db, key)?))
}

/// The file that declares most of a tree's own options.
fn home<'k>(tree: &OptionTree, keys: &'k [Position]) -> Option<&'k str> {
    let mut files: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, member) in &tree.members {
        if let Member::Option(option) = member
            && let Some((file, _)) = keys.get(option.0 as usize).and_then(Option::as_ref)
        {
            *files.entry(file).or_default() += 1;
        }
    }
    files.into_iter().rev().max_by_key(|(_, count)| *count).map(|(file, _)| file)
}

/// Where a member stands: a group, where the first of its members does. What stands in the
/// tree's home comes before what was brought from other files.
fn first(trees: &[OptionTree], keys: &[Position], member: Member, home: Option<&str>) -> (bool, Position) {
    let mut found = Vec::new();
    let mut rest = vec![member];
    while let Some(member) = rest.pop() {
        match member {
            Member::Option(option) => found.push(keys.get(option.0 as usize).cloned().flatten()),
            Member::Group(group) => rest.extend(trees[group.0 as usize].members.iter().map(|it| it.1)),
        }
    }
    let is_foreign =
        |at: &Position| at.as_ref().is_some_and(|(file, _)| home.is_some_and(|home| **file != *home));
    found.into_iter().map(|at| (is_foreign(&at), at)).min().unwrap_or_default()
}
