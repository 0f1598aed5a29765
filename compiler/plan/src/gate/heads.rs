//! Which types a value may be for, told by its head alone: as the module system asks them, one
//! after the other, up to the first that takes it. What lies inside the value is not looked at.

use fedic_eval::Patterns;
use fedic_model::{Interface, TypeId, TypeKind, Value};

/// What of a value decides which type takes it.
pub(super) enum Head<'v> {
    Text(&'v str),
    List,
    /// The names of a set.
    Set(&'v [&'v str]),
}

/// Whether a type takes a head.
#[derive(Clone, Copy, PartialEq)]
enum Takes {
    Yes,
    /// Only evaluation knows.
    Maybe,
    No,
}

/// Alternatives that nest deeper are all asked.
const DEPTH: usize = 64;

/// The types that may take a value, none of them a choice itself. Where the model defines the same
/// option (`alone` is false), the first that takes all definitions is the one: each may be.
pub(super) fn candidates(
    interface: &Interface,
    patterns: &Patterns,
    types: &[TypeId],
    head: &Head<'_>,
    alone: bool,
) -> Vec<TypeId> {
    let mut asked = Asked { interface, patterns, head, alone, found: Vec::new() };
    for &ty in types {
        asked.ask(ty, DEPTH);
    }
    asked.found
}

/// Whether a type's values are modules.
pub(super) fn is_module(interface: &Interface, ty: TypeId) -> bool {
    matches!(interface.types[ty.0 as usize].kind, TypeKind::Submodule(_) | TypeKind::DeferredModule(_))
}

struct Asked<'t> {
    interface: &'t Interface,
    patterns: &'t Patterns,
    head: &'t Head<'t>,
    alone: bool,
    found: Vec<TypeId>,
}

impl Asked<'_> {
    fn ask(&mut self, id: TypeId, depth: usize) -> Takes {
        let Some(depth) = depth.checked_sub(1) else {
            self.found.extend(self.interface.alternatives(id));
            return Takes::Maybe;
        };
        let ty = &self.interface.types[id.0 as usize];
        let takes = match &ty.kind {
            TypeKind::NullOr(inner) => self.ask(*inner, depth),
            TypeKind::Either(one, other) => match self.ask(*one, depth) {
                Takes::Yes if self.alone && !ty.checked => Takes::Yes,
                Takes::No => self.ask(*other, depth),
                Takes::Yes | Takes::Maybe => match self.ask(*other, depth) {
                    Takes::No => Takes::Maybe,
                    takes => takes,
                },
            },
            // What is made of it may be refused by the final type.
            TypeKind::CoercedTo { from, to, .. } => match self.ask(*from, depth) {
                Takes::No => self.ask(*to, depth),
                Takes::Yes | Takes::Maybe => {
                    self.ask(*to, depth);
                    Takes::Maybe
                }
            },
            kind => {
                // A check of the model's own may take other values than the type would.
                let takes = if ty.checked { Takes::Maybe } else { self.takes(kind, depth) };
                if takes != Takes::No {
                    self.found.push(id);
                }
                takes
            }
        };
        if ty.checked && takes == Takes::Yes { Takes::Maybe } else { takes }
    }

    fn takes(&self, kind: &TypeKind, depth: usize) -> Takes {
        if let TypeKind::Any = kind {
            return Takes::Yes;
        }
        if let TypeKind::Opaque = kind {
            return Takes::Maybe;
        }
        match self.head {
            Head::Text(text) => match kind {
                TypeKind::Entry(_) if text.contains([':', '\n']) => Takes::No,
                // It is one type to those around it, whatever it is made of.
                TypeKind::Entry(inner) => Asked { found: Vec::new(), ..*self }.ask(*inner, depth),
                kind => self.takes_text(kind, text),
            },
            Head::List => sure(matches!(kind, TypeKind::List { .. } | TypeKind::AttrList { .. })),
            Head::Set(names) => self.takes_set(kind, names),
        }
    }

    fn takes_set(&self, kind: &TypeKind, names: &[&str]) -> Takes {
        match kind {
            TypeKind::AttrsOf { .. }
            | TypeKind::AttrList { .. }
            | TypeKind::Attrs
            | TypeKind::Submodule(_)
            | TypeKind::DeferredModule(_) => Takes::Yes,
            TypeKind::AttrTag(tags) => {
                let is_tag =
                    |name: &str| tags.iter().any(|tag| self.interface.options[tag.0 as usize].name == name);
                sure(matches!(names, [name] if is_tag(name)))
            }
            TypeKind::Enum(values) => {
                if values.iter().any(|it| matches!(it, Value::Set(_))) {
                    Takes::Maybe
                } else {
                    Takes::No
                }
            }
            // These look at single members.
            TypeKind::Path { .. } | TypeKind::Package | TypeKind::FunctionTo(_) | TypeKind::OptionType => {
                Takes::Maybe
            }
            _ => Takes::No,
        }
    }

    fn takes_text(&self, kind: &TypeKind, text: &str) -> Takes {
        let is_absolute = text.starts_with('/');
        match kind {
            TypeKind::String { .. } => Takes::Yes,
            TypeKind::NonEmptyString => sure(text.contains(|letter| !matches!(letter, ' ' | '\t' | '\n'))),
            TypeKind::SingleLineString => {
                sure(!text.strip_suffix('\n').unwrap_or(text).contains(['\n', '\r']))
            }
            TypeKind::Pattern(pattern) => self.patterns.matches(pattern, text).map_or(Takes::Maybe, sure),
            TypeKind::Path { in_store: None, absolute } => sure(absolute.is_none_or(|it| it == is_absolute)),
            TypeKind::Path { .. } | TypeKind::Package if is_absolute => Takes::Maybe,
            TypeKind::Enum(values) => {
                sure(values.iter().any(|it| matches!(it, Value::String(it) if it == text)))
            }
            // The file of a module.
            TypeKind::Submodule(_) | TypeKind::DeferredModule(_) => sure(is_absolute),
            _ => Takes::No,
        }
    }
}

fn sure(takes: bool) -> Takes {
    if takes { Takes::Yes } else { Takes::No }
}
