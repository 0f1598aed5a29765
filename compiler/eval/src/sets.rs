//! Attribute sets: literals, `let`, `rec`, and the update operator.

use crate::attrs::{Shape, indices_of};
use crate::value::Literal;
use crate::{
    Attrs, Code, During, Error, ErrorKind, Evaluator, Failure, Frame, Position, Res, Slot, State, Sym, Value,
    known,
};
use fedic_diagnostics::Place;
use fedic_hir::{Attr, Bindings, BindingsId};
use fedic_model::nix::attribute_name;

impl<'a> Evaluator<'a> {
    /// The frame of a `let`.
    pub(crate) fn bind(&'a self, id: BindingsId, frame: &'a Frame<'a>) -> &'a Frame<'a> {
        let bindings = &frame.code().body.bindings[id.0 as usize];
        let inner = self.empty_frame(frame, bindings.attrs.len() + bindings.sources.len());
        self.fill(bindings, inner, frame);
        inner
    }

    /// An attribute set as written.
    pub(crate) fn set(&'a self, id: BindingsId, frame: &'a Frame<'a>) -> Res<'a> {
        let code = frame.code();
        let bindings = &code.body.bindings[id.0 as usize];
        let literal = self.literal(code, id, bindings);
        let (slots, inner, overrides) = if bindings.recursive {
            let inner = self.bind(id, frame);
            let overrides = self.overrides(bindings, literal, inner)?;
            (self.slots_of_frame(literal.order, inner), inner, overrides)
        } else {
            (self.plain_slots(bindings, literal.order, frame), frame, None)
        };
        let mut attrs = &*self.arena().alloc(Attrs::new(&literal.shape, slots));
        if let Some(overrides) = overrides {
            attrs = self.update(attrs, overrides);
        }
        if !bindings.dynamic.is_empty() {
            attrs = self.add_dynamic(attrs, bindings, inner)?;
        }
        Ok(Value::Attrs(attrs))
    }

    /// `left // right`.
    pub fn update(&self, left: &'a Attrs<'a>, right: &'a Attrs<'a>) -> &'a Attrs<'a> {
        if right.is_empty() {
            return left;
        }
        if left.is_empty() {
            return right;
        }
        self.arena().alloc(Attrs::updated(left, right, self.arena(), &self.merges, self.keeps_origins()))
    }

    /// The attributes with the wanted names; the set itself if that is all.
    pub fn subset(&self, attrs: &'a Attrs<'a>, wanted: impl Fn(Sym) -> bool) -> &'a Attrs<'a> {
        let names = attrs.names().iter().enumerate();
        let kept = names.filter(|(_, name)| wanted(**name)).map(|(index, _)| index).collect::<Vec<_>>();
        self.selected(attrs, &kept)
    }

    /// The attributes that have one of these names (sorted).
    pub(crate) fn with_names(&self, attrs: &'a Attrs<'a>, names: &[Sym]) -> &'a Attrs<'a> {
        self.selected(attrs, &indices_of(attrs.names(), names))
    }

    /// The attributes that have none of these names (sorted).
    pub(crate) fn without_names(&self, attrs: &'a Attrs<'a>, names: &[Sym]) -> &'a Attrs<'a> {
        let mut removed = indices_of(attrs.names(), names).into_iter().peekable();
        let kept = (0..attrs.len()).filter(|at| removed.next_if_eq(at).is_none()).collect::<Vec<_>>();
        self.selected(attrs, &kept)
    }

    /// The attributes of these indices; the set itself if those are all.
    fn selected(&self, attrs: &'a Attrs<'a>, kept: &[usize]) -> &'a Attrs<'a> {
        if kept.len() == attrs.len() {
            return attrs;
        }
        let arena = self.arena();
        let len = if attrs.positions().is_empty() { 0 } else { kept.len() };
        self.attrs_of_slots(
            arena.alloc_slice_fill_with(kept.len(), |at| attrs.names()[kept[at]]),
            arena.alloc_slice_fill_with(kept.len(), |at| Slot::new(self.share(&attrs.slots()[kept[at]]))),
            arena.alloc_slice_fill_with(len, |at| attrs.position(kept[at])),
        )
    }

    fn empty_frame(&self, parent: &'a Frame<'a>, len: usize) -> &'a Frame<'a> {
        let slots = self.arena().alloc_slice_fill_with(len, |_| Slot::new(State::Running));
        self.frame(parent, slots)
    }

    /// Puts the suspended values of `let` or `rec` into their frame. A variable that stands
    /// for one of the same frame, not filled yet, becomes a link to its slot.
    fn fill(&'a self, bindings: &'a Bindings, inner: &'a Frame<'a>, outer: &'a Frame<'a>) {
        for (attr, slot) in bindings.attrs.iter().zip(inner.slots()) {
            slot.set(self.delay(attr.value, if attr.inner { inner } else { outer }));
        }
        for (&source, slot) in bindings.sources.iter().zip(&inner.slots()[bindings.attrs.len()..]) {
            slot.set(self.delay(source, inner));
        }
    }

    /// The slots of a recursive set: those of its frame, if they are in the right order.
    fn slots_of_frame(&self, order: &'a [u32], inner: &'a Frame<'a>) -> &'a [Slot<'a>] {
        if order.iter().enumerate().all(|(sorted, &written)| sorted == written as usize) {
            return &inner.slots()[..order.len()];
        }
        self.arena().alloc_slice_fill_with(order.len(), |at| {
            Slot::new(self.share(&inner.slots()[order[at] as usize]))
        })
    }

    fn plain_slots(
        &'a self,
        bindings: &'a Bindings,
        order: &'a [u32],
        frame: &'a Frame<'a>,
    ) -> &'a [Slot<'a>] {
        let inner = if bindings.sources.is_empty() {
            frame
        } else {
            let inner = self.empty_frame(frame, bindings.sources.len());
            for (&source, slot) in bindings.sources.iter().zip(inner.slots()) {
                slot.set(self.delay(source, frame));
            }
            inner
        };
        self.arena().alloc_slice_fill_with(order.len(), |at| {
            let attr = &bindings.attrs[order[at] as usize];
            Slot::new(self.delay(attr.value, if attr.inner { inner } else { frame }))
        })
    }

    /// The sorted names of a literal, worked out once.
    fn literal(&self, code: &'a Code<'a>, id: BindingsId, bindings: &'a Bindings) -> &'a Literal<'a> {
        let cell = &code.literals[id.0 as usize];
        if let Some(literal) = cell.get() {
            return literal;
        }
        let symbol = |at: &u32| code.symbols[bindings.attrs[*at as usize].name.0 as usize];
        let order = self
            .arena()
            .alloc_slice_fill_with(bindings.attrs.len(), |at| u32::try_from(at).unwrap_or(u32::MAX));
        order.sort_unstable_by_key(symbol);
        let names = self.arena().alloc_slice_fill_iter(order.iter().map(symbol));
        let positions = self.arena().alloc_slice_fill_iter(
            order
                .iter()
                .map(|&at| Position::at(Place { file: code.file, node: bindings.attrs[at as usize].at })),
        );
        let literal = self.arena().alloc(Literal { shape: Shape::new(names, positions), order });
        cell.set(Some(literal));
        literal
    }

    /// `rec { __overrides = { … }; … }`: its attributes replace those of the same name, for
    /// the others to see too, and add the rest.
    fn overrides(
        &'a self,
        bindings: &'a Bindings,
        literal: &'a Literal<'a>,
        inner: &'a Frame<'a>,
    ) -> Result<Option<&'a Attrs<'a>>, Failure> {
        let Ok(at) = literal.shape.names().binary_search(&known::OVERRIDES) else { return Ok(None) };
        let overrides = self
            .attrs_of(&inner.slots()[literal.order[at] as usize])
            .during("while evaluating the `__overrides` attribute")?;
        let symbol = |attr: &Attr| inner.code().symbols[attr.name.0 as usize];
        for (attr, slot) in bindings.attrs.iter().zip(inner.slots()) {
            if let Some(replacement) = overrides.get(symbol(attr)) {
                slot.set(State::Alias(replacement));
            }
        }
        // Beside overrides nothing is evaluated early: variables would hold what was there before.
        for (attr, slot) in bindings.attrs.iter().zip(inner.slots()) {
            let is_early = Evaluator::is_early(&inner.code().exprs[attr.value.0 as usize]);
            if is_early && attr.inner && overrides.get(symbol(attr)).is_none() {
                slot.set(inner.suspend(attr.value));
            }
        }
        Ok(Some(overrides))
    }

    /// Adds the attributes whose names are computed.
    fn add_dynamic(
        &'a self,
        attrs: &'a Attrs<'a>,
        bindings: &'a Bindings,
        frame: &'a Frame<'a>,
    ) -> Result<&'a Attrs<'a>, Failure> {
        let mut entries: Vec<(Sym, State<'a>, Position)> = (0..attrs.len())
            .map(|at| (attrs.names()[at], self.share(&attrs.slots()[at]), attrs.position(at)))
            .collect();
        let mut added: rustc_hash::FxHashMap<Sym, Position> = rustc_hash::FxHashMap::default();
        for dynamic in &bindings.dynamic {
            let place = frame.place(dynamic.name);
            let during = "while evaluating the name of a dynamic attribute";
            let name = match self.eval(dynamic.name, frame)? {
                Value::Null => continue,
                name => self.as_name(name, dynamic.name, frame, during)?,
            };
            let before = attrs.index(name).map(|at| attrs.position(at)).or_else(|| added.get(&name).copied());
            if let Some(before) = before {
                return Err(self.defined_twice(name, before, place));
            }
            let position = Position::at(Place { file: frame.code().file, node: dynamic.at });
            added.insert(name, position);
            entries.push((name, self.delay(dynamic.value, frame), position));
        }
        Ok(self.attrs(&mut entries))
    }

    #[cold]
    fn defined_twice(&self, name: Sym, before: Position, place: Place) -> Failure {
        let before = match before.place() {
            Some(before) => format!(" at {}", self.position_text(before)),
            None => String::new(),
        };
        let message =
            format!("dynamic attribute '{}' already defined{before}", attribute_name(self.name(name)));
        Error::new(ErrorKind::Evaluation, message).at(place)
    }
}
