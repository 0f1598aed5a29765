//! Attribute sets, and how two become one.
//!
//! A set is three slices beside each other, sorted by symbol. A large set that was updated
//! with a few attributes is not copied: it keeps them in front of the old one, until somebody
//! wants to see the whole, or they have become many. So a set that grows name by name costs
//! little more than what is added.

use crate::{Position, Slot, State, Sym};
use bumpalo::Bump;
use bumpalo::collections::Vec as ArenaVec;
use fedic_diagnostics::Place;
use std::cell::Cell;
use std::ops::Range;

/// An attribute set: names sorted by symbol, which is not the order of their texts.
pub struct Attrs<'a> {
    /// All of it, or what stands in front of `behind`.
    front: Cell<Flat<'a>>,
    behind: Cell<Option<&'a Behind<'a>>>,
}

/// Attributes beside each other.
#[derive(Clone, Copy)]
struct Flat<'a> {
    names: &'a [Sym],
    slots: &'a [Slot<'a>],
    /// Empty where none is known, else as long as `names`.
    positions: &'a [Position],
}

/// The large set behind a few newer attributes.
struct Behind<'a> {
    arena: &'a Bump,
    set: Flat<'a>,
    /// How many names there are in all.
    len: usize,
    links: bool,
}

impl<'a> Attrs<'a> {
    /// A set of parts that exist already: names sorted by symbol, each once; positions as many,
    /// or none.
    #[must_use]
    pub fn new(names: &'a [Sym], slots: &'a [Slot<'a>], positions: &'a [Position]) -> Attrs<'a> {
        debug_assert!(names.len() == slots.len() && names.is_sorted());
        Attrs { front: Cell::new(Flat { names, slots, positions }), behind: Cell::new(None) }
    }

    /// The names. Shared between sets of the same names where that is cheap.
    #[must_use]
    pub fn names(&self) -> &'a [Sym] {
        self.flat().names
    }

    /// The slots, by the index of the name.
    #[must_use]
    pub fn slots(&self) -> &'a [Slot<'a>] {
        self.flat().slots
    }

    /// Where each attribute was written; empty where none is known, else as many as names.
    #[must_use]
    pub fn positions(&self) -> &'a [Position] {
        self.flat().positions
    }

    /// The index of a name.
    #[must_use]
    pub fn index(&self, name: Sym) -> Option<usize> {
        self.flat().index(name)
    }

    /// The slot of a name.
    #[must_use]
    #[inline]
    pub fn get(&self, name: Sym) -> Option<&'a Slot<'a>> {
        let front = self.front.get();
        match (front.index(name), self.behind.get()) {
            (Some(index), _) => Some(&front.slots[index]),
            (None, None) => None,
            (None, Some(behind)) => behind.set.index(name).map(|index| &behind.set.slots[index]),
        }
    }

    /// The slot of a name that may well stand at this index, where it stood in another set.
    #[inline]
    pub(crate) fn get_near(&self, name: Sym, hint: &Cell<u32>) -> Option<&'a Slot<'a>> {
        let front = self.front.get();
        if front.names.len() > 4 {
            if front.names.get(hint.get() as usize) == Some(&name) {
                return Some(&front.slots[hint.get() as usize]);
            }
            if let Some(index) = front.index(name) {
                hint.set(u32::try_from(index).unwrap_or(0));
                return Some(&front.slots[index]);
            }
        }
        self.get(name)
    }

    /// Where a name was written.
    #[must_use]
    pub fn place(&self, name: Sym) -> Option<Place> {
        let flat = self.flat();
        flat.index(name).and_then(|index| flat.positions.get(index)?.place())
    }

    /// All attributes, in the order of symbols.
    pub fn iter(&self) -> impl Iterator<Item = (Sym, &'a Slot<'a>)> + use<'a> {
        let flat = self.flat();
        flat.names.iter().copied().zip(flat.slots)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.behind.get().map_or(self.front.get().names.len(), |behind| behind.len)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// `left // right`, neither of them empty. With `links`, slots are linked where they
    /// might be copied.
    pub(crate) fn updated(
        left: &'a Attrs<'a>,
        right: &'a Attrs<'a>,
        arena: &'a Bump,
        links: bool,
    ) -> Attrs<'a> {
        let right = right.flat();
        if left.len() < LARGE || right.names.len() * 4 > left.len() {
            return Attrs::of(merged(arena, left.flat(), right, links));
        }
        let (front, set) = match left.behind.get() {
            None => (right, left.front.get()),
            Some(behind) => (merged(arena, left.front.get(), right, links), behind.set),
        };
        if front.names.len() > 16 + set.names.len() / 32 {
            return Attrs::of(merged(arena, set, front, links));
        }
        let len = set.names.len() + front.names.len() - common(set.names, front.names);
        let behind = Some(&*arena.alloc(Behind { arena, set, len, links }));
        Attrs { front: Cell::new(front), behind: Cell::new(behind) }
    }

    fn of(flat: Flat<'a>) -> Attrs<'a> {
        Attrs { front: Cell::new(flat), behind: Cell::new(None) }
    }

    #[inline]
    fn flat(&self) -> Flat<'a> {
        if let Some(behind) = self.behind.get() {
            self.front.set(merged(behind.arena, behind.set, self.front.get(), behind.links));
            self.behind.set(None);
        }
        self.front.get()
    }
}

/// Sets below this many names are copied whole.
const LARGE: usize = 64;

impl<'a> Flat<'a> {
    #[inline]
    fn index(self, name: Sym) -> Option<usize> {
        if self.names.len() <= 8 {
            self.names.iter().position(|&it| it == name)
        } else {
            self.names.binary_search(&name).ok()
        }
    }
}

/// The attributes of both, of a name in both those of the right.
fn merged<'a>(arena: &'a Bump, left: Flat<'a>, right: Flat<'a>, links: bool) -> Flat<'a> {
    let common = common(left.names, right.names);
    let len = left.names.len() + right.names.len() - common;
    let is_placed = !left.positions.is_empty() || !right.positions.is_empty();
    let mut names = ArenaVec::with_capacity_in(if common < right.names.len() { len } else { 0 }, arena);
    let mut slots = ArenaVec::with_capacity_in(len, arena);
    let mut positions = ArenaVec::with_capacity_in(if is_placed { len } else { 0 }, arena);
    let mut take = |from: Flat<'a>, range: Range<usize>| {
        if common < right.names.len() {
            names.extend_from_slice_copy(&from.names[range.clone()]);
        }
        if is_placed && from.positions.is_empty() {
            positions.resize(positions.len() + range.len(), Position::NONE);
        } else if is_placed {
            positions.extend_from_slice_copy(&from.positions[range.clone()]);
        }
        slots.extend(
            from.slots[range]
                .iter()
                .map(|slot| Slot::new(if links { State::Alias(slot) } else { slot.share() })),
        );
    };
    let mut at = 0;
    for (index, &name) in right.names.iter().enumerate() {
        let next = at + before(&left.names[at..], name);
        take(left, at..next);
        take(right, index..index + 1);
        at = next + usize::from(left.names.get(next) == Some(&name));
    }
    take(left, at..left.names.len());
    let names = if common < right.names.len() { names.into_bump_slice() } else { left.names };
    Flat { names, slots: slots.into_bump_slice(), positions: positions.into_bump_slice() }
}

/// How many names are in both.
fn common(left: &[Sym], right: &[Sym]) -> usize {
    let mut at = 0;
    let is_common = |&&name: &&Sym| {
        at += before(&left[at..], name);
        left.get(at) == Some(&name)
    };
    right.iter().filter(is_common).count()
}

/// How many of the names come before this one: looked for near the start first.
#[inline]
fn before(names: &[Sym], name: Sym) -> usize {
    let mut step = 1;
    while names.get(step - 1).is_some_and(|&it| it < name) {
        step *= 2;
    }
    let start = step / 2;
    start + names[start..names.len().min(step)].partition_point(|&it| it < name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Value;
    use std::collections::BTreeMap;

    fn int(slot: &Slot<'_>) -> i64 {
        match slot.state() {
            State::Ready(Value::Int(number)) => number,
            _ => unreachable!("the test puts numbers in"),
        }
    }

    /// Updates of all sizes, in a chain, against a map of the standard library.
    #[test]
    fn updates_are_those_of_a_map() {
        let arena = Bump::new();
        let mut random = 1_u32;
        let mut next = |limit: u32| {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (random >> 8) % limit
        };
        let mut map = BTreeMap::new();
        let mut set: &Attrs<'_> = arena.alloc(Attrs::new(&[], &[], &[]));
        for round in 0..400_i64 {
            let size = 1 + if round % 40 == 39 { next(300) } else { next(4) };
            let entries: BTreeMap<Sym, i64> = (0..size).map(|_| (Sym(next(1000)), round)).collect();
            let names = arena.alloc_slice_fill_iter(entries.keys().copied());
            let slots = arena.alloc_slice_fill_iter(entries.values().map(|&it| Slot::ready(Value::Int(it))));
            let right = arena.alloc(Attrs::new(names, slots, &[]));
            set = arena.alloc(Attrs::updated(set, right, &arena, false));
            map.extend(entries);
            assert_eq!(set.len(), map.len());
            for name in (0..1000).map(Sym) {
                assert_eq!(set.get(name).map(int), map.get(&name).copied());
            }
            if round % 7 == 0 {
                assert!(
                    set.iter().map(|(name, slot)| (name, int(slot))).eq(map.iter().map(|(&n, &v)| (n, v)))
                );
            }
        }
    }
}
