//! Types without parts, as sets of values: which are lost, which are gained, and whether that
//! is certain.

use crate::samples::{said, samples};
use crate::ty;
use fedic_model::{Interface, OptionDecl, TypeId, TypeKind, Verdict};
use serde_json::{Value as Json, json};

/// What one type takes beside another.
#[derive(Debug, Default)]
pub(crate) struct Leaf {
    /// Values that the first takes and the second refuses.
    pub(crate) values: Vec<Json>,
    /// Values of which that is likely: patterns and paths are not read here.
    pub(crate) likely: Vec<Json>,
    /// Whether it is certain that there are none.
    pub(crate) none: bool,
}

/// What a type takes that another does not; the options that have these types say more values
/// to try.
pub(crate) fn beyond(
    (one, one_id, said_by_one): (&Interface, TypeId, Option<&OptionDecl>),
    (other, other_id, said_by_other): (&Interface, TypeId, Option<&OptionDecl>),
) -> Leaf {
    let (first, second) = (ty(one, one_id), ty(other, other_id));
    let none = all_within((one, one_id), (other, other_id), crate::DEPTH);
    if none {
        return Leaf { none, ..Leaf::default() };
    }
    let mut all: Vec<Json> = said_by_one.into_iter().flat_map(said).collect();
    all.extend(samples(one, one_id));
    all.extend(edges(&second.kind));
    all.extend(samples(other, other_id));
    all.extend(said_by_other.into_iter().flat_map(said));
    all.push(json!("text"));
    let (mut values, mut likely) = (Vec::new(), Vec::new());
    for value in all {
        if values.contains(&value) || likely.contains(&value) {
            continue;
        }
        match (one.judge(one_id, &value), other.judge(other_id, &value)) {
            (Verdict::Takes, Verdict::Refuses) => values.push(value),
            (Verdict::Takes | Verdict::Unknown, Verdict::Refuses | Verdict::Unknown) => likely.push(value),
            (Verdict::Refuses, _) | (_, Verdict::Takes) => {}
        }
    }
    // Finite types are known whole.
    let finite = matches!(first.kind, TypeKind::Bool | TypeKind::Enum(_)) && !first.checked;
    let none = values.is_empty() && likely.is_empty() && finite;
    Leaf { values, likely, none }
}

/// Whether it is certain that every value of the one is one of the other. Of alternatives the
/// first whose head fits decides: one behind another is certain only if that is its head alone.
fn all_within(one: (&Interface, TypeId), other: (&Interface, TypeId), depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    let (first, second) = (ty(one.0, one.1), ty(other.0, other.1));
    let of = |interface, id| (interface, id);
    match (&first.kind, &second.kind) {
        (TypeKind::Either(left, right), _) => {
            all_within(of(one.0, *left), other, depth) && all_within(of(one.0, *right), other, depth)
        }
        (TypeKind::Entry(inner), _) => all_within(of(one.0, *inner), other, depth),
        _ if second.checked => false,
        (_, TypeKind::Either(left, right)) => {
            all_within(one, of(other.0, *left), depth)
                || ty(other.0, *left).kind.is_scalar()
                    && !ty(other.0, *left).checked
                    && all_within(one, of(other.0, *right), depth)
        }
        (_, TypeKind::NullOr(inner)) => all_within(one, of(other.0, *inner), depth),
        (one, other) => within(one, other),
    }
}

/// The same of kinds.
fn within(one: &TypeKind, other: &TypeKind) -> bool {
    let above = |one: Option<f64>, other: Option<f64>| match (one, other) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(one), Some(other)) => other <= one,
    };
    #[expect(clippy::cast_precision_loss, reason = "bounds of options are far below that")]
    let float = |bound: &Option<i64>| bound.map(|it| it as f64);
    let negated = |bound: Option<f64>| bound.map(|it| -it);
    match (one, other) {
        (one, other) if one == other => one.is_scalar(),
        (_, TypeKind::Any) => true,
        (one, TypeKind::String { .. }) => one.is_text(),
        (TypeKind::Path { in_store: None, absolute: Some(true) }, TypeKind::NonEmptyString) => true,
        (
            TypeKind::Path { absolute: Some(true), .. },
            TypeKind::Path { in_store: None, absolute: Some(true) },
        )
        | (TypeKind::Package, TypeKind::Path { in_store: None, absolute: Some(true) })
        | (TypeKind::Path { .. }, TypeKind::Path { in_store: None, absolute: None })
        | (TypeKind::Int { .. }, TypeKind::Float)
        | (TypeKind::AttrsOf { .. } | TypeKind::Submodule(_) | TypeKind::AttrTag(_), TypeKind::Attrs) => true,
        (TypeKind::Int { min, max }, TypeKind::Int { min: least, max: most }) => {
            above(float(min), float(least)) && above(negated(float(max)), negated(float(most)))
        }
        (TypeKind::Int { min, max }, TypeKind::Number { min: least, max: most, exclusive_min }) => {
            above(float(min), *least)
                && above(negated(float(max)), negated(*most))
                && !(*exclusive_min && float(min) == *least)
        }
        (TypeKind::Float, TypeKind::Number { min: None, max: None, .. })
        | (TypeKind::Number { .. }, TypeKind::Float) => true,
        (
            TypeKind::Number { min, max, exclusive_min: open },
            TypeKind::Number { min: least, max: most, exclusive_min },
        ) => {
            above(*min, *least)
                && above(negated(*max), negated(*most))
                && (*open || !*exclusive_min || min > least)
        }
        _ => false,
    }
}

/// Values just outside of a kind.
fn edges(kind: &TypeKind) -> Vec<Json> {
    match kind {
        TypeKind::Int { min, max } => {
            let below = min.and_then(|it| it.checked_sub(1));
            let above = max.and_then(|it| it.checked_add(1));
            below.into_iter().chain(above).map(Json::from).chain([json!(1.5)]).collect()
        }
        TypeKind::Number { min, max, exclusive_min } => {
            let below = min.map(|it| if *exclusive_min { it } else { it - 1.0 });
            below.into_iter().chain(max.map(|it| it + 1.0)).map(Json::from).collect()
        }
        TypeKind::Path { .. } => vec![json!("some/path"), json!("/some/path")],
        TypeKind::NonEmptyString | TypeKind::SingleLineString => vec![json!(""), json!("two\nlines")],
        _ => Vec::new(),
    }
}
