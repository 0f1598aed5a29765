//! What a set in the data is for, and which of its names would be more than data there.

use super::heads::is_module;
use fedic_model::{Beside, Interface, Member, OptionDecl, OptionId, OptionTree, TreeId, TypeId, TypeKind};
use fedic_syntax::json::Json;

/// Names that act in any set: the module system, or whatever is done with a value, reads them.
const ACTING: [&str; 7] =
    ["_type", "_module", "__functor", "__toString", "__functionArgs", "outPath", "drvPath"];

/// Names that act in a set that is taken for a module.
const SYNTAX: [&str; 9] =
    ["imports", "options", "config", "disabledModules", "freeformType", "require", "_file", "_class", "key"];

/// Values of `_type` that something looks for in every set: merging, and what copies values.
const MARKS: [&str; 9] =
    ["if", "merge", "override", "order", "definition", "option-type", "secret", "undefined", "defined"];

/// Freeform types around each other, at most, through which is looked for a name.
const DEPTH: usize = 8;

/// What sets there may be at a place.
pub(super) struct Shape<'t> {
    interface: &'t Interface,
    trees: Vec<&'t OptionTree>,
    tags: Vec<&'t [OptionId]>,
    /// Types of the values of free names.
    free: Vec<TypeId>,
    is_module: bool,
    /// Whether some of the modules may be written in full: then not even a declared option
    /// makes its name data.
    takes_modules: bool,
    /// Whether a type there takes a set for what it is not, by single names in it.
    reads_names: bool,
    is_package: bool,
}

/// What a member of a set is for.
#[derive(Default)]
pub(super) struct Found {
    pub(super) types: Vec<TypeId>,
    pub(super) groups: Vec<TreeId>,
    /// Whether the model may define it too.
    pub(super) shared: bool,
}

impl<'t> Shape<'t> {
    /// A set for one of these types.
    pub(super) fn of_types(interface: &'t Interface, types: &[TypeId]) -> Shape<'t> {
        let mut shape = Shape {
            interface,
            trees: Vec::new(),
            tags: Vec::new(),
            free: Vec::new(),
            is_module: types.iter().any(|&ty| is_module(interface, ty)),
            takes_modules: false,
            reads_names: false,
            is_package: false,
        };
        for &ty in types {
            match &interface.types[ty.0 as usize].kind {
                TypeKind::Submodule(id) => shape.trees.push(&interface.trees[id.0 as usize]),
                TypeKind::AttrTag(tags) => shape.tags.push(tags),
                TypeKind::AttrsOf { element, .. } => shape.free.push(*element),
                // Written as a set, it is one of all items.
                TypeKind::AttrList { item, .. } => {
                    if let TypeKind::AttrsOf { element, .. } = interface.types[item.0 as usize].kind {
                        shape.free.push(element);
                    }
                }
                TypeKind::Package => (shape.is_package, shape.reads_names) = (true, true),
                TypeKind::Any
                | TypeKind::Opaque
                | TypeKind::Path { .. }
                | TypeKind::FunctionTo(_)
                | TypeKind::OptionType => shape.reads_names = true,
                _ => {}
            }
        }
        shape.takes_modules = shape.trees.iter().any(|tree| tree.takes_modules);
        shape
    }

    /// A group of options, and what free names around it are for.
    pub(super) fn of_group(interface: &'t Interface, found: &Found) -> Shape<'t> {
        let free: Vec<TypeId> = found.types.iter().flat_map(|&ty| interface.alternatives(ty)).collect();
        let mut shape = Shape::of_types(interface, &free);
        shape.trees.extend(found.groups.iter().map(|group| &interface.trees[group.0 as usize]));
        shape
    }

    /// Whether a member would be more than data to the module system.
    pub(super) fn acts(&self, name: &str, value: &Json) -> bool {
        let (acting, syntax) = (ACTING.contains(&name), SYNTAX.contains(&name));
        if self.takes_modules && (acting || syntax) {
            return true;
        }
        if name == "type" && self.is_package {
            return true;
        }
        if self.declares(name) {
            let is_mark = matches!(value, Json::String(text) if MARKS.contains(&&*text.text));
            return acting && (self.reads_names || (name == "_type" && is_mark));
        }
        acting || (syntax && self.is_module)
    }

    fn declares(&self, name: &str) -> bool {
        self.trees.iter().any(|tree| tree.members.iter().any(|(it, _)| it == name))
            || self.tags.iter().any(|tags| tags.iter().any(|&tag| self.option(tag).name == name))
    }

    /// What a member is for. Free names reach into groups as into any other attribute.
    pub(super) fn member(&self, name: &str) -> Found {
        let mut found = Found::default();
        self.find(name, DEPTH, &mut found);
        found
    }

    fn find(&self, name: &str, depth: usize, found: &mut Found) {
        found.types.extend(&self.free);
        for tree in &self.trees {
            let declared = tree.members.iter().find(|(it, _)| it == name).map(|(_, member)| *member);
            match declared {
                Some(Member::Option(option)) => {
                    match self.option(option).beside {
                        Beside::Alone => found.types.push(self.option(option).ty),
                        Beside::Merged => {
                            found.types.push(self.option(option).ty);
                            found.shared = true;
                        }
                        // Nobody looks at it.
                        Beside::Dropped => {}
                    }
                    continue;
                }
                Some(Member::Group(group)) => found.groups.push(group),
                None => {}
            }
            // Nothing tells whether the model defines a free name.
            if let (Some(freeform), Some(depth)) = (tree.freeform, depth.checked_sub(1)) {
                found.shared = true;
                let freeform = self.interface.alternatives(freeform);
                Shape::of_types(self.interface, &freeform).find(name, depth, found);
            }
        }
        for tag in self.tags.iter().flat_map(|tags| tags.iter()) {
            let tag = self.option(*tag);
            if tag.name == name {
                found.types.push(tag.ty);
            }
        }
    }

    fn option(&self, id: OptionId) -> &'t OptionDecl {
        &self.interface.options[id.0 as usize]
    }
}
