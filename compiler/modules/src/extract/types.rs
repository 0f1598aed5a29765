//! Option types as data, read by name, payload and nested types.

use super::{Extractor, MOST_DEPTH};
use crate::identity::Identity;
use fedic_diagnostics::{FileId, Place};
use fedic_eval::{Attrs, FileKind, Slot, State, Value};
use fedic_model::{Below, Member, OptionId, OptionTree, TreeId, Type, TypeId, TypeKind};

/// What decides which values a type takes, beside its data.
#[derive(Default)]
struct Deciding {
    /// Whether the user has put a check of his own over the type.
    checked: bool,
    /// Whether his is all there is: the type's own is not asked.
    replaced: bool,
    places: Vec<Place>,
}

impl<'a> Extractor<'a> {
    /// The type in a slot. What is none, or fails, is a type that takes anything.
    pub(super) fn ty(&mut self, slot: &'a Slot<'a>) -> TypeId {
        let Some(attrs) = self.set_in(slot) else { return self.any() };
        let name = self.text(attrs, "name").unwrap_or_default();
        let identity = self.identities.of(&name, attrs);
        if let Some(&id) = self.types.get(&identity) {
            return id;
        }
        let description = self.text(attrs, "description").unwrap_or_else(|| name.clone());
        let id = self.add(made(&name, &description, TypeKind::Any));
        self.types.insert(identity.clone(), id);
        if self.depth < MOST_DEPTH {
            self.depth += 1;
            let declaring = std::mem::replace(&mut self.declaring, true);
            let kind = match &*name {
                "submodule" => self.submodule(attrs, id, identity),
                _ => self.kind(&name, &description, attrs),
            };
            self.declaring = declaring;
            self.depth -= 1;
            let code = self.deciding(attrs, &kind);
            // What another check takes in place of the type's own, its name does not say.
            let kind = if code.replaced && kind.below() == Below::Nothing { TypeKind::Opaque } else { kind };
            let ty = &mut self.out.interface.types[id.0 as usize];
            ty.checked = code.checked;
            ty.code = code.places;
            ty.kind = kind;
        }
        id
    }

    /// What of a type its data does not say.
    fn deciding(&mut self, attrs: &'a Attrs<'a>, kind: &TypeKind) -> Deciding {
        // Of these the option's declaration tells.
        if kind.is_by_code() {
            return Deciding::default();
        }
        let check = self.slot(attrs, "check").and_then(|check| self.ev.force(check).ok());
        let check = match check {
            Some(Value::Attrs(functor)) => {
                self.slot(functor, "__functor").and_then(|it| self.ev.force(it).ok())
            }
            check => check,
        };
        let is_of_library = |file| self.is_of_library(file);
        let mut places = check.map_or_else(Vec::new, |check| self.ev.functions_around(check, &is_of_library));
        let replaced = places.first().is_some_and(|own| !self.is_of_library(own.file));
        places.retain(|place| !self.is_of_library(place.file));
        Deciding { checked: !places.is_empty(), replaced, places }
    }

    /// Whether a file is of the library, whose types say all that they check.
    fn is_of_library(&self, file: FileId) -> bool {
        let Some(path) = self.ev.loader().path(file) else { return false };
        // One beside the module system is nixpkgs'.
        let beside = |folder: &str| {
            folder.ends_with("/lib")
                && matches!(
                    self.ev.loader().kind(&format!("{folder}/modules.nix")),
                    Ok(Some(FileKind::Regular))
                )
        };
        path.starts_with("/fedic/") || path.strip_suffix("/types.nix").is_some_and(beside)
    }

    /// The type that takes anything.
    pub(super) fn any(&mut self) -> TypeId {
        if let Some(&id) = self.types.get(&Identity::Any) {
            return id;
        }
        let id = self.add(made("unspecified", "unspecified value", TypeKind::Any));
        self.types.insert(Identity::Any, id);
        id
    }

    pub(super) fn add(&mut self, ty: Type) -> TypeId {
        let types = &mut self.out.interface.types;
        types.push(ty);
        TypeId(u32::try_from(types.len() - 1).unwrap_or_else(|_| unreachable!("fewer types than memory")))
    }

    fn kind(&mut self, name: &str, description: &str, attrs: &'a Attrs<'a>) -> TypeKind {
        match name {
            "anything" | "raw" | "unspecified" | "json" | "toml" => TypeKind::Any,
            "bool" | "boolByOr" => TypeKind::Bool,
            "int" => TypeKind::Int { min: None, max: None },
            "float" => TypeKind::Float,
            "number" => TypeKind::Number { min: None, max: None, exclusive_min: false },
            "str" => TypeKind::String { separator: None },
            "separatedString" | "lines" | "commas" | "envVar" => TypeKind::String {
                separator: self
                    .attrs_at(attrs, &["functor", "payload"])
                    .and_then(|payload| self.text(payload, "sep")),
            },
            "nonEmptyStr" => TypeKind::NonEmptyString,
            "singleLineStr" => TypeKind::SingleLineString,
            "path" | "pathInStore" | "externalPath" | "pathWith" => self.path(attrs),
            "package" => self.package(attrs),
            "pkgs" | "fileset" | "luaInline" | "optionDeclaration" => TypeKind::Code,
            "enum" => self.members(attrs),
            "nullOr" => self.around(attrs, TypeKind::NullOr),
            "unique" | "uniq" => self.same_as_element(attrs),
            // `nonEmptyListOf` keeps the name and changes the words.
            "listOf" => {
                let non_empty = description.starts_with("non-empty ");
                self.around(attrs, |element| TypeKind::List { element, non_empty })
            }
            "attrsOf" | "lazyAttrsOf" | "loaOf" => self.attrs_of(name, attrs),
            "attrListOf" => self.attr_list(attrs),
            "attrs" => TypeKind::Attrs,
            "attrTag" => self.attr_tag(attrs),
            "either" => self.either(attrs),
            "coercedTo" => self.coerced(attrs),
            "functionTo" => self.around(attrs, TypeKind::FunctionTo),
            "deployment" => self.deployment(attrs),
            "deferredModule" => TypeKind::DeferredModule(self.static_options(attrs)),
            "optionType" => TypeKind::OptionType,
            _ => match name.strip_prefix("passwdEntry ") {
                Some(inner) => self.entry(inner, description, attrs),
                None => bounds::read(name, description)
                    .or_else(|| bounds::pattern(name))
                    .unwrap_or(TypeKind::Opaque),
            },
        }
    }

    /// A deployment: of one of the targets, or of several machines; or a module, which is not
    /// looked into.
    fn deployment(&mut self, attrs: &'a Attrs<'a>) -> TypeKind {
        let Some(nested) = self.attrs(attrs, "nestedTypes") else { return TypeKind::Opaque };
        let Some(targets) = self.slot(nested, "targets") else { return TypeKind::Opaque };
        let targets = self.ty(targets);
        let Some(machines) = self.slot(nested, "machines") else {
            return self.out.interface.types[targets.0 as usize].kind.clone();
        };
        let machines = self.ty(machines);
        let module = self.add(made("deferredModule", "module", TypeKind::DeferredModule(None)));
        let several = TypeKind::Either(machines, module);
        let several = self.add(made("either", "deployments by machine name, or a module", several));
        TypeKind::Either(targets, several)
    }

    pub(super) fn nested(&mut self, attrs: &'a Attrs<'a>, name: &'static str) -> TypeId {
        match self.attrs(attrs, "nestedTypes").and_then(|nested| self.slot(nested, name)) {
            Some(slot) => self.ty(slot),
            None => self.any(),
        }
    }

    fn around(&mut self, attrs: &'a Attrs<'a>, kind: impl FnOnce(TypeId) -> TypeKind) -> TypeKind {
        kind(self.nested(attrs, "elemType"))
    }

    fn same_as_element(&mut self, attrs: &'a Attrs<'a>) -> TypeKind {
        let element = self.nested(attrs, "elemType");
        self.out.interface.types[element.0 as usize].kind.clone()
    }

    /// An alternative; `number` is one of integers and floats.
    fn either(&mut self, attrs: &'a Attrs<'a>) -> TypeKind {
        let left = self.nested(attrs, "left");
        let right = self.nested(attrs, "right");
        let kind = |id: TypeId| {
            let ty = &self.out.interface.types[id.0 as usize];
            (!ty.checked).then_some(&ty.kind)
        };
        match (kind(left), kind(right)) {
            (Some(TypeKind::Int { min: None, max: None }), Some(TypeKind::Float)) => {
                TypeKind::Number { min: None, max: None, exclusive_min: false }
            }
            _ => TypeKind::Either(left, right),
        }
    }

    /// A type with the text of an entry behind its own check; its name follows the word.
    fn entry(&mut self, name: &str, description: &str, attrs: &'a Attrs<'a>) -> TypeKind {
        let words = description.strip_suffix(", not containing newlines or colons").unwrap_or(description);
        let kind = self.kind(name, words, attrs);
        TypeKind::Entry(self.add(made(name, words, kind)))
    }

    /// A package, as a store path or as code; `shellPackage` has the same name and takes no path.
    fn package(&mut self, attrs: &'a Attrs<'a>) -> TypeKind {
        let path = State::Ready(self.ev.string("/nix/store/00000000000000000000000000000000-package"));
        let takes = self.value(attrs, "check").and_then(|check| self.ev.call(check, &[path]).ok());
        if matches!(takes, Some(Value::Bool(false))) { TypeKind::Code } else { TypeKind::Package }
    }

    /// `attrListOf`: each item is a set, of which the type says all but that it has one name.
    fn attr_list(&mut self, attrs: &'a Attrs<'a>) -> TypeKind {
        let element = self.nested(attrs, "elemType");
        let words = format!("attribute set of {}", self.out.interface.types[element.0 as usize].description);
        let kind = TypeKind::AttrsOf { element, lazy: false, placeholder: "name".to_owned() };
        let item = self.add(made("attrsOf", &words, kind));
        let empty = self.attrs(attrs, "emptyValue").and_then(|empty| self.value(empty, "value"));
        TypeKind::AttrList { item, as_attrs: matches!(empty, Some(Value::Attrs(_))) }
    }

    fn path(&mut self, attrs: &'a Attrs<'a>) -> TypeKind {
        let payload = self.attrs_at(attrs, &["functor", "payload"]);
        let read = |this: &mut Self, name| payload.and_then(|payload| this.truth(payload, name));
        TypeKind::Path { in_store: read(self, "inStore"), absolute: read(self, "absolute") }
    }

    fn members(&mut self, attrs: &'a Attrs<'a>) -> TypeKind {
        let values =
            self.attrs_at(attrs, &["functor", "payload"]).and_then(|payload| self.list(payload, "values"));
        let data = values.and_then(|list| list.items.iter().map(|slot| self.data(slot)).collect());
        data.map_or(TypeKind::Opaque, TypeKind::Enum)
    }

    fn attrs_of(&mut self, name: &str, attrs: &'a Attrs<'a>) -> TypeKind {
        let payload = self.attrs_at(attrs, &["functor", "payload"]);
        let placeholder = payload.and_then(|payload| self.text(payload, "placeholder"));
        TypeKind::AttrsOf {
            element: self.nested(attrs, "elemType"),
            lazy: name == "lazyAttrsOf",
            placeholder: placeholder.unwrap_or_else(|| "name".to_owned()),
        }
    }

    /// The options below a type, as its `getSubOptions` gives them.
    pub(super) fn sub_options(&mut self, attrs: &'a Attrs<'a>) -> Option<&'a Attrs<'a>> {
        let function = self.value(attrs, "getSubOptions")?;
        let prefix = fedic_eval::State::Ready(self.ev.list(&[]));
        let options = self.ev.call(function, &[prefix]);
        match self.probe(options)? {
            Value::Attrs(options) => Some(options),
            _ => None,
        }
    }

    fn attr_tag(&mut self, attrs: &'a Attrs<'a>) -> TypeKind {
        let Some(tags) = self.sub_options(attrs) else { return TypeKind::Opaque };
        let tree = self.tree(tags, &[]);
        if !self.out.interface.trees[tree.0 as usize].closed {
            return TypeKind::Opaque;
        }
        TypeKind::AttrTag(self.options_of(tree))
    }

    fn options_of(&self, tree: TreeId) -> Vec<OptionId> {
        let members = &self.out.interface.trees[tree.0 as usize].members;
        members
            .iter()
            .filter_map(|(_, member)| match *member {
                Member::Option(option) => Some(option),
                Member::Group(_) => None,
            })
            .collect()
    }

    fn submodule(&mut self, attrs: &'a Attrs<'a>, id: TypeId, identity: Identity) -> TypeKind {
        let tree = self.new_tree();
        // The tree is in the graph before its options are, which may lead back here.
        self.out.interface.types[id.0 as usize].kind = TypeKind::Submodule(tree);
        if let Some(payload) = self.attrs_at(attrs, &["functor", "payload"]) {
            self.out.interface.trees[tree.0 as usize].class = self.text(payload, "class");
        }
        self.out.interface.trees[tree.0 as usize].takes_modules = self.identities.takes_modules(attrs);
        match self.sub_options(attrs) {
            Some(options) => {
                self.fill_tree(tree, options, &[]);
                if let Identity::Modules(parts, false) = identity {
                    self.modules.insert(parts, tree);
                }
            }
            None => self.out.interface.trees[tree.0 as usize].closed = false,
        }
        TypeKind::Submodule(tree)
    }

    /// The options of a deferred module's static part; none if it declares nothing.
    fn static_options(&mut self, attrs: &'a Attrs<'a>) -> Option<TreeId> {
        let modules = self.slot(attrs, "getSubModules")?;
        let class = self.class_of(modules);
        if class.as_deref() == Some(NIXOS) {
            return Some(self.nixos());
        }
        let tree = self.probe_modules(modules, class)?;
        (!self.out.interface.trees[tree.0 as usize].members.is_empty()).then_some(tree)
    }
}

/// The class of modules of a machine.
const NIXOS: &str = "nixos";

impl Extractor<'_> {
    /// The options of machines, which are known apart from any model.
    fn nixos(&mut self) -> TreeId {
        let tree = self.new_tree();
        self.out.interface.trees[tree.0 as usize] =
            OptionTree { class: Some(NIXOS.to_owned()), ..open_tree() };
        tree
    }

    /// Whether a tree stands for the options of machines.
    pub(super) fn is_nixos(&self, tree: TreeId) -> bool {
        self.out.interface.trees[tree.0 as usize].is_nixos()
    }
}

/// A type over which nobody has put a check of his own.
pub(super) fn made(name: &str, description: &str, kind: TypeKind) -> Type {
    Type {
        name: name.to_owned(),
        description: description.to_owned(),
        kind,
        checked: false,
        code: Vec::new(),
    }
}

/// Types whose name or description says what they take.
mod bounds {
    use fedic_model::TypeKind;

    /// Bounded numbers. The bounds stand only in the words: `integer between 1 and 5 (both
    /// inclusive)`, `positive integer, meaning >0`.
    pub(super) fn read(name: &str, description: &str) -> Option<TypeKind> {
        let numbers = between(description);
        Some(match name {
            "positiveInt" => TypeKind::Int { min: Some(1), max: None },
            "unsignedInt" => TypeKind::Int { min: Some(0), max: None },
            "numberNonnegative" => TypeKind::Number { min: Some(0.0), max: None, exclusive_min: false },
            "numberPositive" => TypeKind::Number { min: Some(0.0), max: None, exclusive_min: true },
            "numberBetween" => {
                let (low, high) = numbers?;
                let number = |text: &str| text.parse().ok();
                TypeKind::Number { min: number(low), max: number(high), exclusive_min: false }
            }
            _ if name == "intBetween" || name.starts_with("unsignedInt") || name.starts_with("signedInt") => {
                let (low, high) = numbers?;
                TypeKind::Int { min: low.parse().ok(), max: high.parse().ok() }
            }
            _ => return None,
        })
    }

    fn between(description: &str) -> Option<(&str, &str)> {
        let (_, rest) = description.split_once("between ")?;
        let (low, rest) = rest.split_once(" and ")?;
        let (high, _) = rest.split_once(" (both inclusive)")?;
        Some((low, high))
    }

    /// `strMatching "pattern"`: the pattern stands in the name, as a Nix string.
    pub(super) fn pattern(name: &str) -> Option<TypeKind> {
        let quoted = name.strip_prefix("strMatching \"")?.strip_suffix('"')?;
        let mut pattern = String::with_capacity(quoted.len());
        let mut chars = quoted.chars();
        while let Some(c) = chars.next() {
            pattern.push(if c == '\\' { unescaped(chars.next()?) } else { c });
        }
        Some(TypeKind::Pattern(pattern))
    }

    fn unescaped(c: char) -> char {
        match c {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            other => other,
        }
    }
}

/// A tree without options that takes anything: a module nothing is known of.
pub(super) fn open_tree() -> OptionTree {
    OptionTree::default()
}
