//! Option types and options as types of values: what code sees that reads an option.

use crate::Nixos;
use crate::ty::{MemberTy, Ty};
use fedic_diagnostics::{Place, similar};
use fedic_model::{
    Interface, Member, OptionDecl, OptionId, OptionTree, TreeId, Type, TypeId, TypeKind, Value,
};

/// Looking up in an interface, and in the options of machines. Ids that they do not have are
/// unknown types.
#[derive(Clone, Copy)]
pub struct Model<'i> {
    /// The model's own.
    pub own: &'i Interface,
    /// Those of machines.
    pub nixos: &'i Nixos,
    /// Whether what an option's `apply` gives is taken to be of its type, as it most often is: for who
    /// guesses, and reports nothing.
    pub trusts: bool,
}

impl<'i> Model<'i> {
    /// Whose id it is, and its index there.
    fn table(self, id: u32) -> (&'i Interface, usize) {
        match id.checked_sub(Nixos::IDS) {
            Some(index) => (&self.nixos.interface, index as usize),
            None => (self.own, id as usize),
        }
    }

    /// A type of either table.
    #[must_use]
    pub fn ty(self, id: TypeId) -> Option<&'i Type> {
        let (interface, index) = self.table(id.0);
        interface.types.get(index)
    }

    /// What values a type takes.
    #[must_use]
    pub fn kind(self, id: TypeId) -> &'i TypeKind {
        self.ty(id).map_or(&TypeKind::Opaque, |ty| &ty.kind)
    }

    /// A tree of options; for that of a machine, the options that are known of machines.
    #[must_use]
    pub fn tree(self, id: TreeId) -> Option<&'i OptionTree> {
        let (interface, index) = self.table(id.0);
        let tree = interface.trees.get(index)?;
        match self.nixos.interface.root {
            Some(root) if tree.is_nixos() => self.tree(root),
            Some(_) | None => Some(tree),
        }
    }

    /// An option of either table.
    #[must_use]
    pub fn option(self, id: OptionId) -> Option<&'i OptionDecl> {
        let (interface, index) = self.table(id.0);
        interface.options.get(index)
    }

    /// Whether there is certainly no such name in a tree that does not list it. Modules of a
    /// machine may declare more names, wherever they are.
    #[must_use]
    pub fn lacks(self, id: TreeId, name: &str) -> bool {
        let declared = id.0 >= Nixos::IDS && self.nixos.declared.contains(name);
        self.tree(id).is_some_and(|tree| tree.closed) && !declared
    }

    /// Whether a tree is that of all options of a machine.
    #[must_use]
    pub fn is_nixos(self, id: TreeId) -> bool {
        let (interface, index) = self.table(id.0);
        interface.trees.get(index).is_some_and(OptionTree::is_nixos)
    }

    /// The options that a module of this type is about: those of a machine.
    #[must_use]
    pub fn module(self, ty: TypeId) -> Option<TreeId> {
        match self.kind(ty) {
            TypeKind::DeferredModule(Some(tree)) => self.is_nixos(*tree).then_some(*tree),
            _ => None,
        }
    }

    /// The member of a tree.
    #[must_use]
    pub fn member(self, tree: TreeId, name: &str) -> Option<Member> {
        let tree = self.tree(tree)?;
        tree.members.iter().find(|(member, _)| member == name).map(|(_, member)| *member)
    }

    /// Where a member of a tree is declared.
    #[must_use]
    pub fn declared(self, member: Member) -> Option<Place> {
        match member {
            Member::Option(id) => self.option(id)?.declared.first().copied(),
            Member::Group(_) => None,
        }
    }

    /// The names of a tree that may be meant by another one, and where they are declared.
    pub(crate) fn similar(self, tree: TreeId, name: &str) -> (Vec<String>, Vec<(String, Place)>) {
        let members = self.tree(tree).into_iter().flat_map(|tree| &tree.members);
        let similar = similar(name, members.map(|(name, _)| name.as_str()));
        let declared = |near: &String| Some((near.clone(), self.declared(self.member(tree, near)?)?));
        let nearby = similar.iter().filter_map(declared).collect();
        (similar, nearby)
    }

    /// The value that a member of a tree has when read.
    #[must_use]
    pub fn member_value(self, member: Member) -> Ty {
        match member {
            Member::Group(tree) => Ty::Options(tree),
            Member::Option(id) => match self.option(id) {
                Some(option) if self.trusts || !option.applied => Ty::Declared(option.ty),
                Some(_) | None => Ty::Unknown,
            },
        }
    }

    /// A value of an option type, one level deep.
    #[must_use]
    pub fn expand(self, ty: &Ty) -> Ty {
        match ty {
            Ty::Declared(id) => self.value(*id, 0),
            other => other.clone(),
        }
    }

    /// The types on both sides of a function, if what it returns is kept as `{ input; output; }`.
    #[must_use]
    pub fn sides(self, result: TypeId) -> Option<(TypeId, TypeId)> {
        let TypeKind::Submodule(tree) = self.kind(result) else { return None };
        if self.tree(*tree)?.members.len() != 2 {
            return None;
        }
        let of = |name| match self.member(*tree, name)? {
            Member::Option(option) => Some(self.option(option)?.ty),
            Member::Group(_) => None,
        };
        Some((of("input")?, of("output")?))
    }

    fn value(self, id: TypeId, depth: usize) -> Ty {
        if depth > 8 {
            return Ty::Unknown;
        }
        match self.kind(id) {
            TypeKind::Any
            | TypeKind::Opaque
            | TypeKind::Code
            | TypeKind::Package
            | TypeKind::DeferredModule(_) => Ty::Unknown,
            TypeKind::Entry(inner) => self.value(*inner, depth + 1),
            TypeKind::AttrList { as_attrs: true, .. } => Ty::open_set(),
            TypeKind::AttrList { item, .. } => Ty::list(Ty::Declared(*item)),
            TypeKind::CoercedTo { to, .. } => self.value(*to, depth + 1),
            TypeKind::Attrs => Ty::open_set(),
            TypeKind::Bool => Ty::Bool,
            TypeKind::Int { .. } => Ty::Int,
            TypeKind::Float => Ty::Float,
            TypeKind::Number { .. } => Ty::Number,
            TypeKind::String { .. }
            | TypeKind::Pattern(_)
            | TypeKind::NonEmptyString
            | TypeKind::SingleLineString => Ty::String,
            // Strings, paths and packages are all taken.
            TypeKind::Path { .. } => Ty::Unknown,
            TypeKind::Enum(values) => Ty::union(values.iter().map(value_ty)),
            TypeKind::NullOr(inner) => Ty::union([Ty::Null, self.value(*inner, depth + 1)]),
            TypeKind::List { element, .. } => Ty::list(Ty::Declared(*element)),
            TypeKind::AttrsOf { element, .. } => Ty::set(Vec::new(), Some(Ty::Declared(*element))),
            TypeKind::AttrTag(options) => Ty::set(self.tags(options), None),
            TypeKind::Submodule(tree) => Ty::Options(*tree),
            TypeKind::Either(left, right) => {
                Ty::union([self.value(*left, depth + 1), self.value(*right, depth + 1)])
            }
            TypeKind::FunctionTo(result) => Ty::function(Ty::Unknown, Ty::Declared(*result)),
            TypeKind::OptionType => Ty::OptionType,
        }
    }

    fn tags(self, options: &[OptionId]) -> Vec<MemberTy> {
        let members = options.iter().filter_map(|&id| {
            let option = self.option(id)?;
            Some(MemberTy {
                name: option.name.as_str().into(),
                ty: self.member_value(Member::Option(id)),
                optional: true,
                at: option.declared.first().copied(),
            })
        });
        members.collect()
    }
}

fn value_ty(value: &Value) -> Ty {
    match value {
        Value::Null => Ty::Null,
        Value::Bool(_) => Ty::Bool,
        Value::Int(_) => Ty::Int,
        Value::Float(_) => Ty::Float,
        Value::String(_) => Ty::String,
        Value::Path(_) => Ty::Path,
        Value::List(_) => Ty::list(Ty::Unknown),
        Value::Set(_) => Ty::open_set(),
        Value::Function | Value::Package(_) | Value::Source { .. } | Value::Secret => Ty::Unknown,
    }
}
