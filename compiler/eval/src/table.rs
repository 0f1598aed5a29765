//! A hash table from texts to small values, wholly in the arena, so that nothing of it
//! needs dropping.

use bumpalo::Bump;
use rustc_hash::FxHasher;
use std::cell::Cell;
use std::hash::Hasher;

type Entries<'a, V> = &'a [Cell<Option<(&'a str, V)>>];

/// Texts, each with a value.
pub(crate) struct TextTable<'a, V: Copy> {
    arena: &'a Bump,
    /// A power of two of places, at most three quarters of them full.
    entries: Cell<Entries<'a, V>>,
    len: Cell<usize>,
}

impl<'a, V: Copy> TextTable<'a, V> {
    /// An empty table.
    pub(crate) fn new(arena: &'a Bump, capacity: usize) -> TextTable<'a, V> {
        let entries = arena.alloc_slice_fill_with(capacity.next_power_of_two(), |_| Cell::new(None));
        TextTable { arena, entries: Cell::new(entries), len: Cell::new(0) }
    }

    /// The value of a text.
    pub(crate) fn get(&self, text: &str) -> Option<V> {
        let entries = self.entries.get();
        entries[place(entries, text)].get().map(|(_, value)| value)
    }

    /// Gives a text a value, in place of the one it may have had.
    pub(crate) fn insert(&self, text: &'a str, value: V) {
        if (self.len.get() + 1) * 4 > self.entries.get().len() * 3 {
            self.grow();
        }
        let entries = self.entries.get();
        let place = place(entries, text);
        if entries[place].replace(Some((text, value))).is_none() {
            self.len.set(self.len.get() + 1);
        }
    }

    fn grow(&self) {
        let old = self.entries.get();
        let entries: Entries<'a, V> = self.arena.alloc_slice_fill_with(old.len() * 2, |_| Cell::new(None));
        for (text, value) in old.iter().filter_map(Cell::get) {
            entries[place(entries, text)].set(Some((text, value)));
        }
        self.entries.set(entries);
    }
}

/// Where a text stands, or where it would.
fn place<V: Copy>(entries: Entries<'_, V>, text: &str) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    let mask = entries.len() - 1;
    let mut place = hasher.finish() as usize & mask;
    while entries[place].get().is_some_and(|(it, _)| it != text) {
        place = (place + 1) & mask;
    }
    place
}
