//! Definitions of an option and the properties around them: `mkMerge`, `mkIf`, `mkOverride`,
//! `mkOrder`, `mkDefinition`. What they mean is decided here; merging what is left is not.

use crate::Session;
use fedic_diagnostics::Place;
use fedic_eval::{Attrs, Failure, Position, Slot, State, Sym, Value, known};
use std::cmp::Ordering;

/// A value that somebody gave an option.
#[derive(Clone, Copy)]
pub struct Def<'a> {
    /// The file that messages name: a string or path.
    pub file: &'a Slot<'a>,
    pub value: &'a Slot<'a>,
    /// The key it stands under.
    pub at: Position,
    pub extra: &'a Extra<'a>,
}

/// What is special about a definition; about most nothing is, so that they share it.
pub struct Extra<'a> {
    /// What else Nix code sees in its record: `priority` of an ordered definition, or the
    /// attributes of a `mkDefinition` record.
    attrs: &'a [(Sym, &'a Slot<'a>)],
    by: Giver,
}

/// Who gave a definition.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Giver {
    Module,
    /// It is the option's default.
    Default,
    /// It is an element, attribute or result of the option's default.
    InDefault,
}

impl<'a> Extra<'a> {
    pub(crate) const NOTHING: &'a Extra<'a> = &Extra { attrs: &[], by: Giver::Module };
    pub(crate) const DEFAULT: &'a Extra<'a> = &Extra { attrs: &[], by: Giver::Default };
    const IN_DEFAULT: &'a Extra<'a> = &Extra { attrs: &[], by: Giver::InDefault };
}

impl<'a> Def<'a> {
    /// Whether it is the option's default: as if under `mkOptionDefault`.
    pub(crate) fn is_default(&self) -> bool {
        self.extra.by == Giver::Default
    }

    /// Whether it is the option's default or stands in it: no module has given it.
    pub(crate) fn is_of_default(&self) -> bool {
        self.extra.by != Giver::Module
    }

    /// The definition of a part of what this one defines.
    pub(crate) fn part(&self, value: &'a Slot<'a>, at: Position) -> Def<'a> {
        let extra = if self.is_of_default() { Extra::IN_DEFAULT } else { Extra::NOTHING };
        Def { file: self.file, value, at, extra }
    }

    /// What else Nix code sees in its record.
    pub(crate) fn attrs(&self) -> &'a [(Sym, &'a Slot<'a>)] {
        self.extra.attrs
    }
}

/// The definitions that count, in their order.
#[derive(Clone, Copy)]
pub struct Merged<'a> {
    pub defs: &'a [Def<'a>],
    /// The priority that won; 9999 if there is none.
    pub priority: Value<'a>,
}

/// A record that the module system understands wherever a value may stand.
#[derive(Clone, Copy)]
pub(crate) enum Property<'a> {
    None,
    If(&'a Attrs<'a>),
    Merge(&'a Attrs<'a>),
    Override(&'a Attrs<'a>),
    Order(&'a Attrs<'a>),
    Definition(&'a Attrs<'a>),
}

/// Of definitions without `mkOverride`.
pub(crate) const PLAIN_PRIORITY: i64 = 100;
/// Of an option's default.
pub(crate) const DEFAULT_PRIORITY: i64 = 1500;
const NO_PRIORITY: i64 = 9999;
const PLAIN_ORDER: i64 = 1000;

impl<'a> Session<'a> {
    /// The text of `_type`, if the value is an attribute set that has one.
    pub(crate) fn tag_of(&'a self, value: Value<'a>) -> Result<Option<&'a [u8]>, Failure> {
        let Value::Attrs(attrs) = value else { return Ok(None) };
        let Some(slot) = attrs.get(known::TYPE) else { return Ok(None) };
        Ok(match self.ev.force(slot)? {
            Value::Str(text) => Some(text.bytes),
            _ => None,
        })
    }

    /// Which record a value is.
    pub(crate) fn property(&'a self, value: Value<'a>) -> Result<Property<'a>, Failure> {
        let Value::Attrs(attrs) = value else { return Ok(Property::None) };
        Ok(match self.tag_of(value)? {
            Some(b"if") => Property::If(attrs),
            Some(b"merge") => Property::Merge(attrs),
            Some(b"override") => Property::Override(attrs),
            Some(b"order") => Property::Order(attrs),
            Some(b"definition") => Property::Definition(attrs),
            _ => Property::None,
        })
    }

    /// An attribute that must be there.
    pub(crate) fn attribute(&'a self, attrs: &'a Attrs<'a>, name: Sym) -> Result<&'a Slot<'a>, Failure> {
        self.ev.member(attrs, name)
    }

    /// The values that are left of one after `mkMerge` and `mkIf`, outside in.
    pub(crate) fn discharge(
        &'a self,
        value: &'a Slot<'a>,
        out: &mut Vec<&'a Slot<'a>>,
    ) -> Result<(), Failure> {
        match self.property(self.ev.force(value)?)? {
            Property::Merge(record) => {
                for item in self.ev.list_of(self.attribute(record, known::CONTENTS)?)?.items {
                    self.ev.deeper(|| self.discharge(item, out))?;
                }
            }
            Property::If(record) => match self.ev.force(self.attribute(record, known::CONDITION)?)? {
                Value::Bool(true) => {
                    let content = self.attribute(record, known::CONTENT)?;
                    self.ev.deeper(|| self.discharge(content, out))?;
                }
                Value::Bool(false) => {}
                _ => return Err(self.thrown("‘mkIf’ called with a non-Boolean condition")),
            },
            Property::None | Property::Override(_) | Property::Order(_) | Property::Definition(_) => {
                out.push(value)
            }
        }
        Ok(())
    }

    /// Discharges, picks the winners by priority, sorts them by order.
    pub(crate) fn normalise(&'a self, defs: &'a [Def<'a>]) -> Result<Merged<'a>, Failure> {
        if let Some(merged) = self.plain(defs)? {
            return Ok(merged);
        }
        let mut left = Vec::with_capacity(defs.len());
        let mut values = Vec::new();
        for def in defs {
            if def.is_default() {
                left.push(*def);
                continue;
            }
            values.clear();
            self.discharge(def.value, &mut values).map_err(|error| self.while_in_file(error, def.file))?;
            for &value in &values {
                left.push(self.unwrap_definition(def, value)?);
            }
        }
        let priority = self.filter_overrides(&mut left)?;
        self.sort_by_order(&mut left)?;
        Ok(Merged { defs: self.ev.arena().alloc_slice_copy(&left), priority })
    }

    /// Definitions without any property count as they stand; a default in front of others does
    /// not count.
    fn plain(&'a self, defs: &'a [Def<'a>]) -> Result<Option<Merged<'a>>, Failure> {
        let (defs, priority) = match defs {
            [] => (defs, NO_PRIORITY),
            [only] if only.is_default() => (defs, DEFAULT_PRIORITY),
            [first, given @ ..] if first.is_default() => (given, PLAIN_PRIORITY),
            given => (given, PLAIN_PRIORITY),
        };
        for def in defs {
            let property = self.ev.force(def.value).and_then(|value| self.property(value));
            let property = match property {
                Err(error) if !def.is_default() => return Err(self.while_in_file(error, def.file)),
                property => property?,
            };
            if !matches!(property, Property::None) {
                return Ok(None);
            }
        }
        Ok(Some(Merged { defs, priority: Value::Int(priority) }))
    }

    fn while_in_file(&'a self, error: Failure, file: &'a Slot<'a>) -> Failure {
        let file = self.file_text(file).unwrap_or_default();
        error.during(None, format!("while evaluating definitions from `{file}':"))
    }

    fn extra(&self, by: Giver, attrs: &[(Sym, &'a Slot<'a>)]) -> &'a Extra<'a> {
        if attrs.is_empty() && by == Giver::Module {
            return Extra::NOTHING;
        }
        let arena = self.ev.arena();
        arena.alloc(Extra { attrs: arena.alloc_slice_copy(attrs), by })
    }

    /// A `mkDefinition` record takes the place of the definition that it is the value of.
    fn unwrap_definition(&'a self, def: &Def<'a>, value: &'a Slot<'a>) -> Result<Def<'a>, Failure> {
        let Property::Definition(record) = self.property(self.ev.force(value)?)? else {
            return Ok(Def { value, ..*def });
        };
        let extra: Vec<(Sym, &'a Slot<'a>)> =
            record.iter().filter(|(name, _)| *name != known::FILE && *name != known::VALUE).collect();
        Ok(Def {
            file: self.attribute(record, known::FILE)?,
            value: self.attribute(record, known::VALUE)?,
            at: def.at,
            extra: self.extra(def.extra.by, &extra),
        })
    }

    /// Keeps the definitions of the highest priority, one layer of `mkOverride` taken off.
    pub(crate) fn filter_overrides(&'a self, defs: &mut Vec<Def<'a>>) -> Result<Value<'a>, Failure> {
        let mut priorities = Vec::with_capacity(defs.len());
        let mut best = Value::Int(NO_PRIORITY);
        let mut any = false;
        for def in defs.iter_mut() {
            let mut priority = Value::Int(PLAIN_PRIORITY);
            if def.is_default() {
                priority = Value::Int(DEFAULT_PRIORITY);
            } else if let Property::Override(record) = self.property(self.ev.force(def.value)?)? {
                any = true;
                priority = self.ev.force(self.attribute(record, known::PRIORITY)?)?;
            }
            if self.ev.compare(priority, best)? == Ordering::Less {
                best = priority;
            }
            priorities.push(priority);
        }
        if defs.len() == 1 {
            best = priorities[0];
        }
        if any || defs.len() > 1 {
            let mut kept = Vec::with_capacity(defs.len());
            for (def, priority) in defs.iter().zip(priorities) {
                if self.ev.compare(priority, best)? == Ordering::Equal {
                    kept.push(self.without_override(def)?);
                }
            }
            *defs = kept;
        }
        Ok(best)
    }

    fn without_override(&'a self, def: &Def<'a>) -> Result<Def<'a>, Failure> {
        if def.is_default() {
            return Ok(*def);
        }
        Ok(match self.property(self.ev.force(def.value)?)? {
            Property::Override(record) => Def { value: self.attribute(record, known::CONTENT)?, ..*def },
            _ => *def,
        })
    }

    /// Sorts stably by `mkOrder`, if any definition has one; it stays visible as `priority`.
    pub(crate) fn sort_by_order(&'a self, defs: &mut [Def<'a>]) -> Result<(), Failure> {
        let mut any = false;
        for def in defs.iter() {
            any |= matches!(self.property(self.ev.force(def.value)?)?, Property::Order(_));
        }
        if !any {
            return Ok(());
        }
        let mut keyed = Vec::with_capacity(defs.len());
        for def in defs.iter() {
            let Property::Order(record) = self.property(self.ev.force(def.value)?)? else {
                let order = def.attrs().iter().find(|extra| extra.0 == known::PRIORITY);
                let order = order.map_or(Ok(Value::Int(PLAIN_ORDER)), |extra| self.ev.force(extra.1))?;
                keyed.push((order, *def));
                continue;
            };
            let order = self.attribute(record, known::PRIORITY)?;
            let mut extra: Vec<_> =
                def.attrs().iter().copied().filter(|extra| extra.0 != known::PRIORITY).collect();
            extra.push((known::PRIORITY, order));
            let value = self.attribute(record, known::CONTENT)?;
            let extra = self.extra(def.extra.by, &extra);
            keyed.push((self.ev.force(order)?, Def { value, extra, ..*def }));
        }
        let mut failed = None;
        keyed.sort_by(|left, right| {
            self.ev.compare(left.0, right.0).unwrap_or_else(|error| {
                failed.get_or_insert(error);
                Ordering::Equal
            })
        });
        for (def, (_, sorted)) in defs.iter_mut().zip(keyed) {
            *def = sorted;
        }
        failed.map_or(Ok(()), Err)
    }

    /// The values that a property above options stands for: `mkMerge` gives several, `mkIf`
    /// and `mkOverride` go down into each attribute.
    pub(crate) fn push_down(
        &'a self,
        value: &'a Slot<'a>,
        out: &mut Vec<&'a Slot<'a>>,
    ) -> Result<(), Failure> {
        match self.property(self.ev.force(value)?)? {
            Property::Merge(record) => {
                for item in self.ev.list_of(self.attribute(record, known::CONTENTS)?)?.items {
                    self.ev.deeper(|| self.push_down(item, out))?;
                }
            }
            Property::If(record) => self.push_into(record, known::CONDITION, out)?,
            Property::Override(record) => self.push_into(record, known::PRIORITY, out)?,
            Property::None | Property::Order(_) | Property::Definition(_) => out.push(value),
        }
        Ok(())
    }

    fn push_into(
        &'a self,
        record: &'a Attrs<'a>,
        parameter: Sym,
        out: &mut Vec<&'a Slot<'a>>,
    ) -> Result<(), Failure> {
        let tag = self.attribute(record, known::TYPE)?;
        let parameter = (parameter, self.attribute(record, parameter)?);
        let mut inner = Vec::new();
        let content = self.attribute(record, known::CONTENT)?;
        self.ev.deeper(|| self.push_down(content, &mut inner))?;
        for content in inner {
            let Value::Attrs(attrs) = self.ev.force(content)? else {
                // Whoever wants a set there says what is wrong.
                out.push(content);
                continue;
            };
            let slots = self.ev.arena().alloc_slice_fill_with(attrs.len(), |index| {
                let record = self.ev.attrs(&mut [
                    (known::TYPE, self.ev.share(tag), Position::NONE),
                    (parameter.0, self.ev.share(parameter.1), Position::NONE),
                    (known::CONTENT, self.ev.share(&attrs.slots()[index]), Position::NONE),
                ]);
                Slot::ready(Value::Attrs(record))
            });
            let pushed = self.ev.attrs_of_slots(attrs.names(), slots, attrs.positions());
            out.push(self.ev.slot(State::Ready(Value::Attrs(pushed))));
        }
        Ok(())
    }

    /// A definition as Nix code sees it.
    pub(crate) fn def_value(&'a self, def: &Def<'a>) -> Value<'a> {
        let mut entries = vec![
            (known::FILE, self.ev.share(def.file), Position::NONE),
            (known::VALUE, self.copied(def.value), Position::NONE),
        ];
        entries.extend(def.attrs().iter().map(|(name, slot)| (*name, self.ev.share(slot), Position::NONE)));
        Value::Attrs(self.ev.attrs(&mut entries))
    }

    /// A value for another record. Nix keeps the elements of short lists in the value itself,
    /// so that a copy of one is another list when it is printed.
    pub(crate) fn copied(&'a self, slot: &'a Slot<'a>) -> State<'a> {
        match slot.state() {
            State::Ready(Value::List(list)) if matches!(list.items.len(), 1 | 2) => {
                let items: Vec<State<'a>> = list.items.iter().map(|slot| self.ev.share(slot)).collect();
                State::Ready(self.ev.list(&items))
            }
            _ => self.ev.share(slot),
        }
    }

    /// Definitions as a Nix list.
    pub(crate) fn defs_value(&'a self, defs: &[Def<'a>]) -> Value<'a> {
        let items: Vec<State<'a>> = defs.iter().map(|def| State::Ready(self.def_value(def))).collect();
        self.ev.list(&items)
    }

    /// Definitions that Nix code gave.
    pub(crate) fn defs_from(&'a self, list: &'a Slot<'a>) -> Result<Vec<Def<'a>>, Failure> {
        let mut defs = Vec::new();
        for item in self.ev.list_of(list)?.items {
            let record = self.ev.attrs_of(item)?;
            let extra: Vec<(Sym, &'a Slot<'a>)> =
                record.iter().filter(|(name, _)| *name != known::FILE && *name != known::VALUE).collect();
            defs.push(Def {
                file: record.get(known::FILE).unwrap_or(self.unknown_file),
                value: self.attribute(record, known::VALUE)?,
                at: record.position_of(known::VALUE),
                extra: self.extra(Giver::Module, &extra),
            });
        }
        Ok(defs)
    }

    /// The best place for a definition: the expression of its value, else its key.
    pub fn place(&'a self, def: &Def<'a>) -> Option<Place> {
        self.ev.origin(def.value).or_else(|| def.at.place())
    }
}
