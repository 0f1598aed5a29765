//! Attribute sets, and how two become one.
//!
//! A set is a shape (its names and where they are written) and a slot for each name, sorted by
//! symbol. All sets of one literal have one shape, and the shape of an update that is met
//! again is remembered, with the way to make it: so a set of a common kind costs little more
//! than its slots.
//!
//! A large set that was updated with a few attributes is not copied: it keeps them in front
//! of the old one, until somebody wants to see the whole, or they have become many. So a set
//! that grows name by name costs little more than what is added.

use crate::{Position, Slot, State, Sym};
use bumpalo::Bump;
use bumpalo::collections::Vec as ArenaVec;
use fedic_diagnostics::Place;
use std::cell::Cell;
use std::ops::Range;

/// An attribute set: names sorted by symbol, which is not the order of their texts.
pub struct Attrs<'a> {
    parts: Cell<Parts<'a>>,
}

const _: () = assert!(size_of::<Attrs<'_>>() == 24);

#[derive(Clone, Copy)]
enum Parts<'a> {
    Flat(Flat<'a>),
    Layered(&'a Layered<'a>),
}

/// Attributes beside each other.
#[derive(Clone, Copy)]
struct Flat<'a> {
    shape: &'a Shape<'a>,
    slots: &'a [Slot<'a>],
}

/// A few newer attributes in front of a large set.
struct Layered<'a> {
    front: Flat<'a>,
    back: Flat<'a>,
    arena: &'a Bump,
    /// How many names there are in all.
    len: usize,
    links: bool,
}

/// What sets may have in common: their names, sorted, and where each is written.
pub(crate) struct Shape<'a> {
    names: &'a [Sym],
    /// Empty where none is known, else as long as `names`.
    positions: &'a [Position],
    /// The indices of the names in the order of their texts, once somebody wanted it.
    by_text: Cell<Option<&'a [u32]>>,
}

impl<'a> Shape<'a> {
    /// The shape of these names (sorted by symbol, each once) at these positions (as many, or none).
    pub(crate) fn new(names: &'a [Sym], positions: &'a [Position]) -> Shape<'a> {
        debug_assert!(names.is_sorted() && (positions.is_empty() || positions.len() == names.len()));
        Shape { names, positions, by_text: Cell::new(None) }
    }

    /// The names, sorted.
    pub(crate) fn names(&self) -> &'a [Sym] {
        self.names
    }

    #[inline]
    fn index(&self, name: Sym) -> Option<usize> {
        if self.names.len() <= 8 {
            self.names.iter().position(|&it| it == name)
        } else {
            self.names.binary_search(&name).ok()
        }
    }
}

impl<'a> Attrs<'a> {
    /// A set of a shape, with a slot for each of its names.
    #[must_use]
    pub(crate) fn new(shape: &'a Shape<'a>, slots: &'a [Slot<'a>]) -> Attrs<'a> {
        debug_assert!(shape.names.len() == slots.len());
        Attrs::of(Flat { shape, slots })
    }

    /// Its names, and where they are written.
    pub(crate) fn shape(&self) -> &'a Shape<'a> {
        self.flat().shape
    }

    /// The names. Shared between sets of the same names where that is cheap.
    #[must_use]
    pub fn names(&self) -> &'a [Sym] {
        self.flat().shape.names
    }

    /// The slots, by the index of the name.
    #[must_use]
    pub fn slots(&self) -> &'a [Slot<'a>] {
        self.flat().slots
    }

    /// Where the attribute of this index is written.
    #[must_use]
    pub fn position(&self, index: usize) -> Position {
        self.flat().shape.positions.get(index).copied().unwrap_or(Position::NONE)
    }

    /// Where each attribute was written; empty where none is known, else as many as names.
    #[must_use]
    pub fn positions(&self) -> &'a [Position] {
        self.flat().shape.positions
    }

    /// The index of a name.
    #[must_use]
    pub fn index(&self, name: Sym) -> Option<usize> {
        self.flat().shape.index(name)
    }

    /// The indices of the names in the order of their texts, which `order` works out where
    /// nobody has before.
    pub(crate) fn by_text(&self, order: impl FnOnce(&'a [Sym]) -> &'a [u32]) -> &'a [u32] {
        let shape = self.flat().shape;
        shape.by_text.get().unwrap_or_else(|| {
            let indices = order(shape.names);
            shape.by_text.set(Some(indices));
            indices
        })
    }

    /// The slot of a name.
    #[must_use]
    #[inline]
    pub fn get(&self, name: Sym) -> Option<&'a Slot<'a>> {
        match self.parts.get() {
            Parts::Flat(flat) => flat.get(name),
            Parts::Layered(layered) => layered.front.get(name).or_else(|| layered.back.get(name)),
        }
    }

    /// The slot of a name that may well stand at this index, where it stood in another set.
    #[inline]
    pub(crate) fn get_near(&self, name: Sym, hint: &Cell<u32>) -> Option<&'a Slot<'a>> {
        match self.parts.get() {
            Parts::Flat(flat) if flat.slots.len() > 4 => {
                let near = hint.get() as usize;
                if flat.shape.names.get(near) == Some(&name) {
                    return flat.slots.get(near);
                }
                let index = flat.shape.index(name)?;
                hint.set(u32::try_from(index).unwrap_or(0));
                flat.slots.get(index)
            }
            Parts::Flat(_) | Parts::Layered(_) => self.get(name),
        }
    }

    /// Where the attribute of this name is written; nowhere if there is none.
    #[must_use]
    pub fn position_of(&self, name: Sym) -> Position {
        self.index(name).map_or(Position::NONE, |index| self.position(index))
    }

    /// Where a name was written.
    #[must_use]
    pub fn place(&self, name: Sym) -> Option<Place> {
        self.position_of(name).place()
    }

    /// All attributes, in the order of symbols.
    pub fn iter(&self) -> impl Iterator<Item = (Sym, &'a Slot<'a>)> + use<'a> {
        let flat = self.flat();
        flat.shape.names.iter().copied().zip(flat.slots)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match self.parts.get() {
            Parts::Flat(flat) => flat.slots.len(),
            Parts::Layered(layered) => layered.len,
        }
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
        merges: &Merges<'a>,
        links: bool,
    ) -> Attrs<'a> {
        let right = right.flat();
        if left.len() < LARGE || right.slots.len() * 4 > left.len() {
            let left = left.flat();
            return Attrs::of(match merges.known(left.shape, right.shape, arena) {
                Some(merge) => merge.apply(arena, left.slots, right.slots, links),
                None => merged(arena, left, right, links),
            });
        }
        let (front, back) = match left.parts.get() {
            Parts::Flat(flat) => (right, flat),
            Parts::Layered(layered) => (merged(arena, layered.front, right, links), layered.back),
        };
        if front.slots.len() > 16 + back.slots.len() / 32 {
            return Attrs::of(merged(arena, back, front, links));
        }
        let len = back.slots.len() + front.slots.len() - common(back.shape.names, front.shape.names);
        let layered = arena.alloc(Layered { front, back, arena, len, links });
        Attrs { parts: Cell::new(Parts::Layered(layered)) }
    }

    fn of(flat: Flat<'a>) -> Attrs<'a> {
        Attrs { parts: Cell::new(Parts::Flat(flat)) }
    }

    #[inline]
    fn flat(&self) -> Flat<'a> {
        match self.parts.get() {
            Parts::Flat(flat) => flat,
            Parts::Layered(layered) => self.flatten(layered),
        }
    }

    #[cold]
    fn flatten(&self, layered: &Layered<'a>) -> Flat<'a> {
        let flat = merged(layered.arena, layered.back, layered.front, layered.links);
        self.parts.set(Parts::Flat(flat));
        flat
    }
}

impl<'a> Flat<'a> {
    #[inline]
    fn get(self, name: Sym) -> Option<&'a Slot<'a>> {
        self.slots.get(self.shape.index(name)?)
    }
}

/// Shapes without positions that were met before: sets that natives make again and again share
/// theirs, which is more than what they share it for.
pub(crate) struct Shapes<'a> {
    places: [Cell<Option<&'a Shape<'a>>>; 128],
}

impl<'a> Shapes<'a> {
    pub(crate) fn new() -> Shapes<'a> {
        Shapes { places: [const { Cell::new(None) }; 128] }
    }

    /// The shape of so many names (sorted, each once).
    pub(crate) fn of(
        &self,
        names: impl ExactSizeIterator<Item = Sym> + Clone,
        arena: &'a Bump,
    ) -> &'a Shape<'a> {
        let hash = names.clone().fold(names.len(), |hash, name| hash.wrapping_mul(31) ^ name.0 as usize);
        let place = &self.places[hash % self.places.len()];
        if let Some(shape) = place.get()
            && shape.names.len() == names.len()
            && shape.names.iter().copied().eq(names.clone())
        {
            return shape;
        }
        let shape = &*arena.alloc(Shape::new(arena.alloc_slice_fill_iter(names), &[]));
        place.set(Some(shape));
        shape
    }
}

/// Sets below this many names are copied whole.
const LARGE: usize = 64;

/// Updates that were met before, by the shapes of both sides.
pub(crate) struct Merges<'a> {
    places: [Cell<Option<Met<'a>>>; 64],
}

/// An update of sets of these shapes was met before; from the second time on, how it is done
/// is known: what happens once costs nothing.
#[derive(Clone, Copy)]
struct Met<'a> {
    left: &'a Shape<'a>,
    right: &'a Shape<'a>,
    merge: Option<&'a Merge<'a>>,
}

/// How sets of two shapes become one.
struct Merge<'a> {
    shape: &'a Shape<'a>,
    /// For each name the index of its slot, those of the right set counted after the left's.
    sources: &'a [u32],
}

impl<'a> Merges<'a> {
    pub(crate) fn new() -> Merges<'a> {
        Merges { places: [const { Cell::new(None) }; 64] }
    }

    /// How sets of these shapes become one, if they have done so before.
    fn known(&self, left: &'a Shape<'a>, right: &'a Shape<'a>, arena: &'a Bump) -> Option<&'a Merge<'a>> {
        if left.names.len() + right.names.len() > LARGE {
            return None;
        }
        let address = |shape: &Shape<'a>| std::ptr::from_ref(shape).addr() / align_of::<Shape<'_>>();
        let place = &self.places[(address(left) ^ (address(right) * 5)) % self.places.len()];
        let is_met = |met: &Met<'a>| std::ptr::eq(met.left, left) && std::ptr::eq(met.right, right);
        let merge = match place.get().filter(is_met) {
            Some(Met { merge: Some(merge), .. }) => return Some(merge),
            Some(_) => Some(&*arena.alloc(Merge::new(left, right, arena))),
            None => None,
        };
        place.set(Some(Met { left, right, merge }));
        merge
    }
}

impl<'a> Merge<'a> {
    fn new(left: &'a Shape<'a>, right: &'a Shape<'a>, arena: &'a Bump) -> Merge<'a> {
        // The indices themselves are merged, as if they were the slots.
        let numbers = |from: usize, len: usize| {
            let number = |at| Slot::ready(crate::Value::Int((from + at) as i64));
            arena.alloc_slice_fill_with(len, number)
        };
        let left_len = left.names.len();
        let left = Flat { shape: left, slots: numbers(0, left_len) };
        let right = Flat { shape: right, slots: numbers(left_len, right.names.len()) };
        let whole = merged(arena, left, right, false);
        let source = |slot: &Slot<'a>| match slot.state() {
            State::Ready(crate::Value::Int(source)) => u32::try_from(source).unwrap_or(0),
            _ => unreachable!("numbers were put in"),
        };
        Merge { shape: whole.shape, sources: arena.alloc_slice_fill_iter(whole.slots.iter().map(source)) }
    }

    fn apply(&self, arena: &'a Bump, left: &'a [Slot<'a>], right: &'a [Slot<'a>], links: bool) -> Flat<'a> {
        let slots = arena.alloc_slice_fill_with(self.sources.len(), |at| {
            let source = self.sources[at] as usize;
            shared(left.get(source).unwrap_or_else(|| &right[source - left.len()]), links)
        });
        Flat { shape: self.shape, slots }
    }
}

fn shared<'a>(slot: &'a Slot<'a>, links: bool) -> Slot<'a> {
    Slot::new(if links { State::Alias(slot) } else { slot.share() })
}

/// The attributes of both, of a name in both those of the right.
fn merged<'a>(arena: &'a Bump, left: Flat<'a>, right: Flat<'a>, links: bool) -> Flat<'a> {
    let (known, added) = (left.shape.names, right.shape.names);
    let common = common(known, added);
    let len = known.len() + added.len() - common;
    let is_placed = !left.shape.positions.is_empty() || !right.shape.positions.is_empty();
    let mut names = ArenaVec::with_capacity_in(if common < added.len() { len } else { 0 }, arena);
    let mut slots = ArenaVec::with_capacity_in(len, arena);
    let mut positions = ArenaVec::with_capacity_in(if is_placed { len } else { 0 }, arena);
    let mut take = |from: Flat<'a>, range: Range<usize>| {
        if common < added.len() {
            names.extend_from_slice_copy(&from.shape.names[range.clone()]);
        }
        if is_placed && from.shape.positions.is_empty() {
            positions.resize(positions.len() + range.len(), Position::NONE);
        } else if is_placed {
            positions.extend_from_slice_copy(&from.shape.positions[range.clone()]);
        }
        slots.extend(from.slots[range].iter().map(|slot| shared(slot, links)));
    };
    let mut at = 0;
    for (index, &name) in added.iter().enumerate() {
        let next = at + before(&known[at..], name);
        take(left, at..next);
        take(right, index..index + 1);
        at = next + usize::from(known.get(next) == Some(&name));
    }
    take(left, at..known.len());
    let names = if common < added.len() { names.into_bump_slice() } else { known };
    let shape = arena.alloc(Shape::new(names, positions.into_bump_slice()));
    Flat { shape, slots: slots.into_bump_slice() }
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

/// The indices, among names, of those that are among `wanted` too; both are sorted.
pub(crate) fn indices_of(names: &[Sym], wanted: &[Sym]) -> Vec<usize> {
    let mut indices = Vec::with_capacity(names.len().min(wanted.len()));
    let mut at = 0;
    if names.len() < wanted.len() {
        for (index, &name) in names.iter().enumerate() {
            at += before(&wanted[at..], name);
            if wanted.get(at) == Some(&name) {
                indices.push(index);
            }
        }
    } else {
        for &name in wanted {
            at += before(&names[at..], name);
            if names.get(at) == Some(&name) {
                indices.push(at);
            }
        }
    }
    indices
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
        let merges = Merges::new();
        let mut set: &Attrs<'_> = arena.alloc(Attrs::new(arena.alloc(Shape::new(&[], &[])), &[]));
        for round in 0..400_i64 {
            let size = 1 + if round % 40 == 39 { next(300) } else { next(4) };
            let entries: BTreeMap<Sym, i64> = (0..size).map(|_| (Sym(next(1000)), round)).collect();
            let names = arena.alloc_slice_fill_iter(entries.keys().copied());
            let slots = arena.alloc_slice_fill_iter(entries.values().map(|&it| Slot::ready(Value::Int(it))));
            let right = arena.alloc(Attrs::new(arena.alloc(Shape::new(names, &[])), slots));
            set = arena.alloc(Attrs::updated(set, right, &arena, &merges, false));
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

    /// Sets of a few shapes again and again, as calls of one function make them.
    #[test]
    fn updates_that_were_met_before_are_those_of_a_map() {
        let arena = Bump::new();
        let merges = Merges::new();
        let names = [&[1, 3, 5][..], &[3], &[2, 4], &[1, 2, 3, 4, 5, 6], &[7]].map(|names: &[u32]| {
            let shape = Shape::new(arena.alloc_slice_fill_iter(names.iter().map(|&it| Sym(it))), &[]);
            &*arena.alloc(shape)
        });
        for round in 0..500_usize {
            let made = |shape: &'static str, from: usize| {
                let shape = names[if shape == "left" { round % 5 } else { round / 5 % 5 }];
                let number = |at| Slot::ready(Value::Int((from + at) as i64));
                &*arena.alloc(Attrs::new(shape, arena.alloc_slice_fill_with(shape.names().len(), number)))
            };
            let (left, right) = (made("left", round), made("right", 1000 + round));
            let both = Attrs::updated(left, right, &arena, &merges, false);
            let map: BTreeMap<Sym, i64> =
                left.iter().chain(right.iter()).map(|(name, slot)| (name, int(slot))).collect();
            assert!(both.iter().map(|(name, slot)| (name, int(slot))).eq(map));
        }
    }
}
