//! Which types have a definition of their own, and its name.
//!
//! Submodules and choices of tags always, enumerations where they are used twice, and any type
//! that contains itself. A definition is named after the attribute that first uses it (one
//! member's name below `attrsOf` and `listOf`); one that contains itself without options of its own
//! after what it is, as `JsonValue`. Where two would have one name, both are
//! prefixed by what stands around them: so a name depends on its own surroundings alone.

use super::Profile;
use crate::part::{Part, Top};
use crate::title::{pascal_case, singular};
use fedic_model::{Below, Interface, Member, OptionId, TreeId, Type, TypeId, TypeKind};
use std::collections::{BTreeMap, BTreeSet};
use std::slice::SliceIndex;

/// What a definition defines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// The object of all submodules with these options.
    Tree(TreeId),
    Type(TypeId),
}

/// The definitions of a schema.
pub(super) struct Definitions {
    names: BTreeMap<Key, String>,
    order: Vec<Key>,
}

impl Definitions {
    /// The definitions below the top, whose own object is one only if it is used below.
    pub(super) fn collect(part: &Part<'_>, profile: Profile) -> Definitions {
        let mut walk = Walk {
            interface: part.interface,
            profile,
            uses: BTreeMap::new(),
            order: Vec::new(),
            open: BTreeSet::new(),
            titled: false,
        };
        let mut chain = vec![part.title.to_owned()];
        match part.top {
            Top::Tree(tree) => {
                walk.count(Key::Tree(tree), true, &chain);
                walk.tree(tree, &mut chain);
            }
            Top::Type(ty) => walk.visit(ty, &mut chain),
        }
        let key = part.tree().map(Key::Tree);
        if let Some(used) = key.and_then(|key| walk.uses.get_mut(&key)) {
            used.wanted = used.count > 1;
        }
        walk.named(part.title)
    }

    pub(super) fn is_named(&self, key: Key) -> bool {
        self.names.contains_key(&key)
    }

    /// The reference to a definition, if there is one.
    pub(super) fn reference(&self, key: Key) -> Option<String> {
        self.names.get(&key).map(|name| format!("#/$defs/{name}"))
    }

    /// Some of them, in the order in which they were met.
    pub(super) fn in_order(
        &self,
        which: impl SliceIndex<[Key], Output = [Key]>,
    ) -> impl Iterator<Item = (Key, &str)> {
        self.order[which].iter().filter_map(|key| Some((*key, self.names.get(key)?.as_str())))
    }

    pub(super) fn len(&self) -> usize {
        self.order.len()
    }
}

struct Use {
    count: usize,
    /// Whether it becomes a definition.
    wanted: bool,
    /// The names on the way to its first use, outermost first.
    chain: Vec<String>,
}

struct Walk<'a> {
    interface: &'a Interface,
    profile: Profile,
    uses: BTreeMap<Key, Use>,
    order: Vec<Key>,
    /// Types that are being walked: met again, they contain themselves.
    open: BTreeSet<TypeId>,
    /// Whether the option that is walked has titles for what is chosen from: such enumerations stand
    /// in place.
    titled: bool,
}

/// What generated code calls by these names itself.
pub(crate) const RESERVED: [&str; 12] = [
    "Annotated",
    "Any",
    "BaseModel",
    "ConfigDict",
    "False",
    "Field",
    "Literal",
    "Never",
    "None",
    "Record",
    "True",
    "TypeAliasType",
];

/// A graph that is deeper is not a model.
const DEPTH: usize = 400;

impl Walk<'_> {
    fn visit(&mut self, ty: TypeId, chain: &mut Vec<String>) {
        let Type { kind, description, .. } = &self.interface.types[ty.0 as usize];
        if self.titled && matches!(kind, TypeKind::Enum(_)) {
            return;
        }
        let key = match kind {
            TypeKind::Submodule(tree) => Key::Tree(*tree),
            _ => Key::Type(ty),
        };
        let again = self.open.contains(&ty);
        let always = matches!(kind, TypeKind::Submodule(_) | TypeKind::AttrTag(_));
        let enumeration = matches!(kind, TypeKind::Enum(_));
        let known = self.count(key, always, chain);
        known.wanted |= again || (enumeration && known.count > 1);
        if again && !always && is_name(description) {
            known.chain = vec![description.clone()];
        }
        let walked = known.count > 1 && (always || again);
        if walked || chain.len() > DEPTH || !self.open.insert(ty) {
            return;
        }
        self.below(kind, chain);
        self.open.remove(&ty);
    }

    /// Counts one more use.
    fn count(&mut self, key: Key, always: bool, chain: &[String]) -> &mut Use {
        let known = self.uses.entry(key).or_insert_with(|| {
            self.order.push(key);
            Use { count: 0, wanted: always, chain: chain.to_vec() }
        });
        known.count += 1;
        known
    }

    fn below(&mut self, kind: &TypeKind, chain: &mut Vec<String>) {
        match kind.below() {
            Below::Nothing => {}
            Below::Same(inner) => self.visit(inner, chain),
            Below::Each(element, _) => {
                let last = chain.len() - 1;
                let whole = std::mem::take(&mut chain[last]);
                chain[last] = singular(&whole);
                self.visit(element, chain);
                chain[last] = whole;
            }
            // What was coerced is of the final type.
            Below::Coerced { to, .. } if self.profile == Profile::Output => self.visit(to, chain),
            Below::Either(one, other) | Below::Coerced { from: one, to: other } => {
                self.visit(one, chain);
                self.visit(other, chain);
            }
            Below::Tags(tags) => tags.iter().for_each(|tag| self.option(*tag, chain)),
            Below::Options(tree) => self.tree(tree, chain),
        }
    }

    fn tree(&mut self, tree: TreeId, chain: &mut Vec<String>) {
        let tree = &self.interface.trees[tree.0 as usize];
        for (name, member) in &tree.members {
            match member {
                Member::Option(option) => self.option(*option, chain),
                Member::Group(group) => {
                    chain.push(name.clone());
                    self.tree(*group, chain);
                    chain.pop();
                }
            }
        }
        if let Some(freeform) = tree.freeform {
            // What has no option has no titles.
            let around = std::mem::take(&mut self.titled);
            self.visit(freeform, chain);
            self.titled = around;
        }
    }

    fn option(&mut self, option: OptionId, chain: &mut Vec<String>) {
        let option = &self.interface.options[option.0 as usize];
        if self.profile.shows(self.interface, option) {
            let around = std::mem::replace(&mut self.titled, self.profile.titles_choices(option));
            chain.push(option.name.clone());
            self.visit(option.ty, chain);
            chain.pop();
            self.titled = around;
        }
    }

    /// Gives every wanted definition the shortest end of its chain that is its own, and not what the
    /// whole is called.
    fn named(&self, whole: &str) -> Definitions {
        let wanted: Vec<Key> = self.order.iter().copied().filter(|key| self.uses[key].wanted).collect();
        let mut lengths: BTreeMap<Key, usize> = wanted.iter().map(|key| (*key, 1)).collect();
        loop {
            let mut by_name = BTreeMap::<String, Vec<Key>>::new();
            for key in &wanted {
                by_name.entry(end(&self.uses[key].chain, lengths[key])).or_default().push(*key);
            }
            let mut longer = false;
            let is_shared = |name: &str, keys: &[Key]| {
                keys.len() > 1 || ((name == whole || RESERVED.contains(&name)) && self.is_inner(keys[0]))
            };
            for key in by_name.iter().filter(|(name, keys)| is_shared(name, keys)).flat_map(|it| it.1) {
                if lengths[key] < self.uses[key].chain.len() {
                    lengths.entry(*key).and_modify(|length| *length += 1);
                    longer = true;
                }
            }
            if longer {
                continue;
            }
            return Definitions { names: numbered(&by_name), order: wanted };
        }
    }

    /// Whether a definition is of something else than the whole.
    fn is_inner(&self, key: Key) -> bool {
        self.uses[&key].chain.len() > 1
    }
}

/// A name for each: where several could have one, all but the first a number behind it that makes
/// no name of another.
fn numbered(by_name: &BTreeMap<String, Vec<Key>>) -> BTreeMap<Key, String> {
    let mut names = BTreeMap::new();
    let mut taken: BTreeSet<String> = by_name.keys().cloned().collect();
    for (name, keys) in by_name {
        for (index, key) in keys.iter().enumerate() {
            let mut own = name.clone();
            let mut number = 2;
            while index > 0 && !taken.insert(own.clone()) {
                own = format!("{name}{number}");
                number += 1;
            }
            names.insert(*key, own);
        }
    }
    names
}

/// Whether a description is what a type is called, not what it is made of: `JSON value`, but not
/// `list of text`.
fn is_name(description: &str) -> bool {
    let words: Vec<&str> = description.split(' ').collect();
    words.len() <= 3 && !words.iter().any(|word| ["of", "or", "and"].contains(word) || word.contains('('))
}

/// The last names of a chain as one name.
fn end(chain: &[String], length: usize) -> String {
    chain[chain.len() - length..].iter().map(|name| pascal_case(name)).collect()
}
