//! Definitions held against the options that they define.
//!
//! The problems are those that evaluation reports, as the same facts, so that one fault met
//! by both is one report.

use super::{Checker, Definition, Env, Tree, Want};
use crate::ty::Ty;
use fedic_diagnostics::{NodeId, Place, Problem, problem::options::OptionsProblem, similar};
use fedic_hir::{BindingsId, Expr, ExprId, UnaryOp};
use fedic_model::{Member, OptionId, TypeId, TypeKind, Value};

/// Names that have a meaning of their own in a module.
const MODULE_SYNTAX: &[&str] =
    &["_class", "_file", "_module", "config", "disabledModules", "freeformType", "imports", "key", "options"];

impl Checker<'_> {
    /// Reports a value that certainly is not of the wanted option type.
    pub(super) fn compare(&mut self, id: ExprId, ty: &Ty, want: &Want) {
        let (Want::Value(definition) | Want::Result(definition)) = want else { return };
        if matches!(self.model.expand(ty), Ty::Set(_) | Ty::Unknown) && self.takes_sets(definition.ty) {
            return;
        }
        if is_mark(ty) {
            return;
        }
        if self.refuses(id, ty, definition.ty, 0) {
            let found = self.model.expand(ty).words();
            self.wrong_type(id, definition, found);
        }
    }

    fn wrong_type(&mut self, id: ExprId, definition: &Definition, found: String) {
        let at = self.place_of(id);
        let expected = self.model.ty(definition.ty).map_or_else(String::new, |ty| ty.description.clone());
        self.problem(
            at,
            OptionsProblem::WrongType {
                at: vec![at],
                path: definition.path.join("."),
                expected,
                found,
                similar: self.similar_choices(id, definition.ty),
                declared: definition.declared,
            },
        );
    }

    /// The choices that a literal text may have been meant for.
    fn similar_choices(&self, id: ExprId, wanted: TypeId) -> Vec<String> {
        let (Some(Value::String(text)), TypeKind::Enum(values)) = (self.literal(id), self.model.kind(wanted))
        else {
            return Vec::new();
        };
        let texts = values.iter().filter_map(|value| match value {
            Value::String(text) => Some(text.as_str()),
            _ => None,
        });
        similar(&text, texts)
    }

    fn problem(&mut self, at: Place, problem: OptionsProblem) {
        self.problems.push((at, Problem::Options(problem)));
    }

    /// Whether a type certainly refuses the value of an expression.
    fn refuses(&self, id: ExprId, ty: &Ty, wanted: TypeId, depth: usize) -> bool {
        if depth > 8 {
            return false;
        }
        match self.model.kind(wanted) {
            TypeKind::NullOr(inner) => !may_be_null(ty) && self.refuses(id, ty, *inner, depth + 1),
            TypeKind::Either(left, right) => {
                self.refuses(id, ty, *left, depth + 1) && self.refuses(id, ty, *right, depth + 1)
            }
            TypeKind::CoercedTo { from, to, .. } => {
                self.refuses(id, ty, *from, depth + 1) && self.refuses(id, ty, *to, depth + 1)
            }
            TypeKind::Enum(values) => match self.literal(id) {
                Some(literal) => !values.contains(&literal),
                None => self.model.clash(ty, &Ty::Declared(wanted)),
            },
            TypeKind::Int { min, max } => match self.literal(id) {
                Some(Value::Int(n)) => min.is_some_and(|min| n < min) || max.is_some_and(|max| n > max),
                _ => self.model.clash(ty, &Ty::Int),
            },
            TypeKind::NonEmptyString => match self.literal(id) {
                Some(Value::String(text)) => text.trim_matches([' ', '\t', '\n']).is_empty(),
                _ => self.strict_clash(ty, &Ty::String),
            },
            TypeKind::String { .. } | TypeKind::Pattern(_) | TypeKind::SingleLineString => {
                self.strict_clash(ty, &Ty::String)
            }
            TypeKind::Float => self.model.clash(ty, &Ty::Float) || matches!(ty, Ty::Int),
            TypeKind::Entry(inner) => self.refuses(id, ty, *inner, depth + 1),
            TypeKind::AttrList { .. } => {
                self.model.clash(ty, &Ty::open_set()) && self.model.clash(ty, &Ty::list(Ty::Unknown))
            }
            TypeKind::Any
            | TypeKind::Opaque
            | TypeKind::Code
            | TypeKind::Package
            | TypeKind::DeferredModule(_)
            | TypeKind::Path { .. } => false,
            // A set (or a function that is a module) is held against these on its own.
            TypeKind::Submodule(_) => {
                self.model.clash(ty, &Ty::open_set())
                    && !matches!(ty, Ty::Function(_) | Ty::Path | Ty::String)
            }
            TypeKind::AttrTag(_) | TypeKind::AttrsOf { .. } | TypeKind::Attrs => {
                self.model.clash(ty, &Ty::open_set())
            }
            TypeKind::List { .. } => self.model.clash(ty, &Ty::list(Ty::Unknown)),
            TypeKind::Bool | TypeKind::Number { .. } | TypeKind::FunctionTo(_) | TypeKind::OptionType => {
                self.model.clash(ty, &Ty::Declared(wanted))
            }
        }
    }

    /// Option types of strings take no paths, and no sets that could be made strings.
    fn strict_clash(&self, ty: &Ty, wanted: &Ty) -> bool {
        matches!(ty, Ty::Path) || self.model.clash(ty, wanted)
    }

    fn literal(&self, id: ExprId) -> Option<Value> {
        Some(match self.body.exprs[id.0 as usize] {
            Expr::Int(n) => Value::Int(n),
            Expr::Float(n) => Value::Float(n),
            Expr::Str(text) => Value::String(self.body.strings[text.0 as usize].to_string()),
            Expr::Global(name) => match self.text(name) {
                "true" => Value::Bool(true),
                "false" => Value::Bool(false),
                "null" => Value::Null,
                _ => return None,
            },
            Expr::Unary { op: UnaryOp::Negate, operand } => match self.literal(operand)? {
                Value::Int(n) => Value::Int(n.checked_neg()?),
                _ => return None,
            },
            _ => return None,
        })
    }

    fn takes_sets(&self, ty: TypeId) -> bool {
        match self.model.kind(ty) {
            TypeKind::NullOr(inner) => self.takes_sets(*inner),
            TypeKind::Either(left, right) => self.takes_sets(*left) || self.takes_sets(*right),
            TypeKind::CoercedTo { from, to, .. } => self.takes_sets(*from) || self.takes_sets(*to),
            TypeKind::AttrTag(_)
            | TypeKind::AttrsOf { .. }
            | TypeKind::Attrs
            | TypeKind::AttrList { .. }
            | TypeKind::Submodule(_)
            | TypeKind::Any
            | TypeKind::Opaque
            | TypeKind::Code
            | TypeKind::Package
            | TypeKind::DeferredModule(_)
            | TypeKind::OptionType
            | TypeKind::FunctionTo(_)
            | TypeKind::Path { .. } => true,
            _ => false,
        }
    }

    /// What each side of `//` is wanted to be: definitions, of which there may be more.
    pub(super) fn parts(&self, definition: &Definition) -> Want {
        match self.model.kind(definition.ty) {
            TypeKind::AttrTag(_) => Want::Nothing,
            _ => Want::Value(definition.clone()),
        }
    }

    /// A set that defines an option.
    pub(super) fn define_set(
        &mut self,
        id: ExprId,
        bindings: BindingsId,
        env: &Env,
        definition: &Definition,
    ) -> Ty {
        let model = self.model;
        if let Some(id) = model.module(definition.ty) {
            return self.module_set(bindings, env, &Tree { id, path: [].into(), returned: true });
        }
        match model.kind(definition.ty) {
            TypeKind::Submodule(id) if definition.returned => {
                let tree = Tree { id: *id, path: definition.path.clone(), returned: true };
                self.module_set(bindings, env, &tree)
            }
            TypeKind::Submodule(_) => self.any_members(bindings, env),
            TypeKind::AttrsOf { element, .. } if !self.is_marked(bindings) => {
                self.each_member(bindings, env, definition, *element)
            }
            TypeKind::AttrTag(options) => self.tagged(id, bindings, env, options, definition),
            TypeKind::NullOr(inner) => {
                self.define_set(id, bindings, env, &Definition { ty: *inner, ..definition.clone() })
            }
            TypeKind::Either(left, right) | TypeKind::CoercedTo { from: left, to: right, .. } => {
                match (self.takes_sets(*left), self.takes_sets(*right)) {
                    (true, false) => {
                        self.define_set(id, bindings, env, &Definition { ty: *left, ..definition.clone() })
                    }
                    (false, true) => {
                        self.define_set(id, bindings, env, &Definition { ty: *right, ..definition.clone() })
                    }
                    _ => self.any_members(bindings, env),
                }
            }
            _ => {
                let ty = self.any_members(bindings, env);
                if !self.takes_sets(definition.ty) && !self.is_marked(bindings) && !is_mark(&ty) {
                    self.wrong_type(id, definition, "an attribute set".to_owned());
                }
                ty
            }
        }
    }

    /// Whether a set says by itself what it is (`_type`), or has names that nobody knows yet.
    fn is_marked(&self, bindings: BindingsId) -> bool {
        let bindings = &self.body.bindings[bindings.0 as usize];
        !bindings.dynamic.is_empty() || bindings.attrs.iter().any(|attr| self.text(attr.name) == "_type")
    }

    /// Exactly one of the tags.
    fn tagged(
        &mut self,
        id: ExprId,
        bindings: BindingsId,
        env: &Env,
        options: &[OptionId],
        definition: &Definition,
    ) -> Ty {
        let tags: Vec<(String, OptionId)> =
            options.iter().filter_map(|&id| Some((self.model.option(id)?.name.clone(), id))).collect();
        if !self.is_marked(bindings) {
            self.count_tags(id, bindings, &tags, definition);
        }
        let definition = definition.clone();
        self.named_members(bindings, env, &mut |this, name, _| match tags.iter().find(|(tag, _)| tag == name)
        {
            Some((tag, option)) => this.option_want(*option, &definition.path, tag, definition.returned),
            None => Want::Nothing,
        })
    }

    fn count_tags(
        &mut self,
        id: ExprId,
        bindings: BindingsId,
        tags: &[(String, OptionId)],
        definition: &Definition,
    ) {
        let body = self.body;
        let attrs = &body.bindings[bindings.0 as usize].attrs;
        let path = definition.path.join(".");
        let names: Vec<String> = tags.iter().map(|(tag, _)| tag.clone()).collect();
        let at = self.place_of(id);
        if attrs.is_empty() {
            self.problem(at, OptionsProblem::NoTag { at: Some(at), path, tags: names });
            return;
        }
        let known = |name: &str| tags.iter().any(|(tag, _)| tag == name);
        if let Some(attr) = attrs.iter().find(|attr| !known(self.text(attr.name))) {
            let tag = self.text(attr.name).to_owned();
            let at = self.place(attr.at);
            let similar = similar(&tag, names.iter().map(String::as_str));
            self.problem(at, OptionsProblem::UnknownTag { at: Some(at), path, tag, tags: names, similar });
        } else if attrs.len() > 1 {
            // In the order of evaluation's own report, so that both are one.
            let mut at: Vec<Place> = attrs.iter().map(|attr| self.place(attr.at)).collect();
            at.sort_unstable();
            let mut found: Vec<String> = attrs.iter().map(|attr| self.text(attr.name).to_owned()).collect();
            found.sort_unstable();
            self.problem(at[1], OptionsProblem::SeveralTags { at, path, found });
        }
    }

    fn option_want(&self, option: OptionId, path: &[String], name: &str, returned: bool) -> Want {
        let Some(option) = self.model.option(option) else { return Want::Nothing };
        let mut path = path.to_vec();
        path.push(name.to_owned());
        let declared = option.declared.first().copied();
        Want::Value(Definition { ty: option.ty, path: path.into(), declared, returned })
    }

    /// A set that is a module: definitions, or `config` and `options`.
    pub(super) fn module_set(&mut self, bindings: BindingsId, env: &Env, tree: &Tree) -> Ty {
        let body = self.body;
        let attrs = &body.bindings[bindings.0 as usize].attrs;
        let has = |name: &str| attrs.iter().any(|attr| self.text(attr.name) == name);
        let declared = |name: &str| self.model.member(tree.id, name).is_some();
        let structured = ["config", "options"].into_iter().any(|name| has(name) && !declared(name));
        // What is imported or declared here may have options of its own.
        let complete = !has("imports") && !has("options") && !has("freeformType") && !has("_type");
        if !structured {
            return self.definitions(bindings, env, tree, complete);
        }
        let (tree, nixos) = (tree.clone(), self.model.is_nixos(tree.id));
        self.named_members(bindings, env, &mut |_, name, _| match name {
            "config" if complete => Want::Definitions(tree.clone()),
            "imports" if nixos => Want::Module(tree.clone()),
            _ => Want::Nothing,
        })
    }

    /// Definitions by name. Undeclared ones are reported if the options are all known.
    pub(super) fn definitions(&mut self, bindings: BindingsId, env: &Env, tree: &Tree, complete: bool) -> Ty {
        let tree = tree.clone();
        let complete = complete && !self.is_marked(bindings);
        self.named_members(bindings, env, &mut |this, name, at| match this.model.member(tree.id, name) {
            Some(Member::Option(option)) => {
                this.renamed(option, &tree.path, name, at);
                this.option_want(option, &tree.path, name, tree.returned)
            }
            Some(Member::Group(group)) => {
                let mut path = tree.path.to_vec();
                path.push(name.to_owned());
                Want::Definitions(Tree { id: group, path: path.into(), returned: tree.returned })
            }
            None if name == "imports" && this.model.is_nixos(tree.id) => Want::Module(tree.clone()),
            None if MODULE_SYNTAX.contains(&name) => Want::Nothing,
            None => this.undeclared(&tree, name, at, complete),
        })
    }

    /// Reports an old name of an option.
    fn renamed(&mut self, option: OptionId, path: &[String], name: &str, at: NodeId) {
        let Some(now) = self.model.option(option).and_then(|option| option.renamed_to()) else { return };
        let mut path = path.to_vec();
        path.push(name.to_owned());
        let at = self.place(at);
        self.problems.push((at, crate::deprecated(at, &path, now)));
    }

    fn undeclared(&mut self, tree: &Tree, name: &str, at: NodeId, complete: bool) -> Want {
        let mut full = tree.path.to_vec();
        full.push(name.to_owned());
        let Some(options) = self.model.tree(tree.id) else { return Want::Nothing };
        if let Some(freeform) = options.freeform {
            return match self.model.kind(freeform) {
                TypeKind::AttrsOf { element, .. } => Want::Value(Definition {
                    ty: *element,
                    path: full.into(),
                    declared: None,
                    returned: tree.returned,
                }),
                _ => Want::Nothing,
            };
        }
        if complete && self.model.lacks(tree.id, name) {
            let (similar, nearby) = self.model.similar(tree.id, name);
            let at = self.place(at);
            self.problem(
                at,
                OptionsProblem::UnknownOption { at: Some(at), path: full.join("."), similar, nearby },
            );
        }
        Want::Nothing
    }
}

/// A set that says what it is, or how it is read as a string.
fn is_mark(ty: &Ty) -> bool {
    matches!(ty, Ty::Set(set) if ["_type", "outPath", "__toString", "__functor"].iter().any(|name| set.may_have(name)))
}

fn may_be_null(ty: &Ty) -> bool {
    matches!(ty, Ty::Null | Ty::Unknown | Ty::Never)
        || matches!(ty, Ty::Union(parts) if parts.iter().any(may_be_null))
}
