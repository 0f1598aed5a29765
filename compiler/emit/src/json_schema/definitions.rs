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
use std::borrow::Cow;
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
            chains: Chains::default(),
        };
        let whole = walk.chains.add(None, part.title.into());
        match part.top {
            Top::Tree(tree) => {
                walk.count(Key::Tree(tree), true, whole);
                walk.tree(tree, whole);
            }
            Top::Type(ty) => walk.visit(ty, whole),
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

/// The names on the way to something, as the last of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Chain(usize);

/// A name, and those around it.
struct Link<'a> {
    around: Option<Chain>,
    name: Cow<'a, str>,
    /// How many names there are, this one among them.
    length: usize,
}

/// Names inside each other: what has the same around it shares that.
#[derive(Default)]
struct Chains<'a>(Vec<Link<'a>>);

impl<'a> Chains<'a> {
    fn add(&mut self, around: Option<Chain>, name: Cow<'a, str>) -> Chain {
        let length = around.map_or(0, |around| self.length(around)) + 1;
        self.0.push(Link { around, name, length });
        Chain(self.0.len() - 1)
    }

    /// The chain with another name at its end.
    fn ending(&mut self, chain: Chain, name: String) -> Chain {
        self.add(self.0[chain.0].around, name.into())
    }

    fn length(&self, chain: Chain) -> usize {
        self.0[chain.0].length
    }

    /// The last name.
    fn last(&self, chain: Chain) -> &str {
        &self.0[chain.0].name
    }

    /// The last names as one name.
    fn end(&self, chain: Chain, length: usize) -> String {
        let around = |chain: &Chain| self.0[chain.0].around;
        let last: Vec<Chain> = std::iter::successors(Some(chain), around).take(length).collect();
        last.into_iter().rev().map(|chain| pascal_case(self.last(chain))).collect()
    }
}

struct Use {
    count: usize,
    /// Whether it becomes a definition.
    wanted: bool,
    /// The names on the way to its first use.
    chain: Chain,
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
    chains: Chains<'a>,
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

impl<'a> Walk<'a> {
    fn visit(&mut self, ty: TypeId, chain: Chain) {
        let Type { kind, description, .. } = &self.interface.types[ty.0 as usize];
        let enumeration = matches!(kind, TypeKind::Enum(_));
        // What has no parts is written in place.
        if (enumeration && self.titled) || (!enumeration && kind.below() == Below::Nothing) {
            return;
        }
        let key = match kind {
            TypeKind::Submodule(tree) => Key::Tree(*tree),
            _ => Key::Type(ty),
        };
        let again = self.open.contains(&ty);
        let always = matches!(kind, TypeKind::Submodule(_) | TypeKind::AttrTag(_));
        let known = self.count(key, always, chain);
        known.wanted |= again || (enumeration && known.count > 1);
        let walked = known.count > 1 && (always || again);
        if again && !always && is_name(description) {
            let own = self.chains.add(None, description.into());
            self.uses.entry(key).and_modify(|known| known.chain = own);
        }
        if walked || self.chains.length(chain) > DEPTH || !self.open.insert(ty) {
            return;
        }
        self.below(kind, chain);
        self.open.remove(&ty);
    }

    /// Counts one more use.
    fn count(&mut self, key: Key, always: bool, chain: Chain) -> &mut Use {
        let known = self.uses.entry(key).or_insert_with(|| {
            self.order.push(key);
            Use { count: 0, wanted: always, chain }
        });
        known.count += 1;
        known
    }

    fn below(&mut self, kind: &'a TypeKind, chain: Chain) {
        match kind.below() {
            Below::Nothing => {}
            Below::Same(inner) => self.visit(inner, chain),
            Below::Each(element, _) => {
                let one = singular(self.chains.last(chain));
                let one = self.chains.ending(chain, one);
                self.visit(element, one);
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

    fn tree(&mut self, tree: TreeId, chain: Chain) {
        let tree = &self.interface.trees[tree.0 as usize];
        for (name, member) in &tree.members {
            match member {
                Member::Option(option) => self.option(*option, chain),
                Member::Group(group) => {
                    let inner = self.chains.add(Some(chain), name.into());
                    self.tree(*group, inner);
                }
            }
        }
        if let Some(freeform) = tree.freeform {
            // What has no option has no titles.
            let around = std::mem::take(&mut self.titled);
            let whole = self.chains.last(chain);
            // One of several could not be told from the whole.
            let value = (singular(whole) == whole).then(|| format!("{whole} value"));
            let free = value.map_or(chain, |value| self.chains.ending(chain, value));
            self.visit(freeform, free);
            self.titled = around;
        }
    }

    fn option(&mut self, option: OptionId, chain: Chain) {
        let option = &self.interface.options[option.0 as usize];
        if self.profile.shows(self.interface, option) {
            let around = std::mem::replace(&mut self.titled, self.profile.titles_choices(option));
            let own = self.chains.add(Some(chain), (&option.name).into());
            self.visit(option.ty, own);
            self.titled = around;
        }
    }

    /// Gives every wanted definition the shortest end of its chain that is its own, and not what the
    /// whole is called.
    fn named(&self, whole: &str) -> Definitions {
        let wanted: Vec<(Key, Chain)> = self.order.iter().filter_map(|key| self.wanted(*key)).collect();
        let mut lengths = vec![1; wanted.len()];
        let mut ends: Vec<String> = wanted.iter().map(|(_, chain)| self.chains.end(*chain, 1)).collect();
        loop {
            let mut by_name = BTreeMap::<&str, Vec<usize>>::new();
            for (index, end) in ends.iter().enumerate() {
                by_name.entry(end).or_default().push(index);
            }
            // What is called like the whole is the whole, or has more names.
            let is_inner = |index: usize| self.chains.length(wanted[index].1) > 1;
            let is_shared = |name: &str, all: &[usize]| {
                all.len() > 1 || ((name == whole || RESERVED.contains(&name)) && is_inner(all[0]))
            };
            let shared = by_name.iter().filter(|(name, all)| is_shared(name, all)).flat_map(|it| it.1);
            let is_longer = |index: &&usize| lengths[**index] < self.chains.length(wanted[**index].1);
            let longer: Vec<usize> = shared.filter(is_longer).copied().collect();
            if longer.is_empty() {
                let names = numbered(&by_name).into_iter().map(|(index, name)| (wanted[index].0, name));
                return Definitions {
                    names: names.collect(),
                    order: wanted.into_iter().map(|(key, _)| key).collect(),
                };
            }
            for index in longer {
                lengths[index] += 1;
                ends[index] = self.chains.end(wanted[index].1, lengths[index]);
            }
        }
    }

    /// What becomes a definition, with the names on the way to it.
    fn wanted(&self, key: Key) -> Option<(Key, Chain)> {
        self.uses.get(&key).filter(|it| it.wanted).map(|it| (key, it.chain))
    }
}

/// A name for each: where several could have one, all but the first a number behind it that makes
/// no name of another.
fn numbered(by_name: &BTreeMap<&str, Vec<usize>>) -> Vec<(usize, String)> {
    let mut names = Vec::new();
    let mut numbers = BTreeSet::new();
    for (name, all) in by_name {
        for (index, one) in all.iter().enumerate() {
            let mut own = (*name).to_owned();
            let mut number = 2;
            while index > 0 && (by_name.contains_key(own.as_str()) || !numbers.insert(own.clone())) {
                own = format!("{name}{number}");
                number += 1;
            }
            names.push((*one, own));
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
