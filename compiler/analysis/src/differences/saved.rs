//! Interfaces as files, to be compared with later ones.

use super::{DiffSide, codes, with_version, wrong};
use crate::Analysis;
use crate::report::Report;
use fedic_diagnostics::Place;
use fedic_model::{SAVED_VERSION, Saved};
use std::collections::BTreeSet;

/// The interface of the project as a file; what is wrong with the project instead.
///
/// # Errors
/// Half a model has no interface that could be kept.
pub fn save(analysis: &Analysis) -> Result<String, Vec<Report>> {
    let side = DiffSide::Model(analysis);
    let reports = wrong(side);
    if !reports.is_empty() {
        return Err(reports);
    }
    let saved = with_version(side, codes(side).as_ref(), &mut |version| {
        let interface = version.interface.clone();
        let (mut places, mut code) = (BTreeSet::new(), BTreeSet::new());
        for option in &interface.options {
            places.extend(option.declared.iter().chain(&option.defined).copied());
            code.extend(option.code.iter().chain(&option.defined).copied());
        }
        code.extend(interface.types.iter().flat_map(|ty| ty.code.iter().copied()));
        let defined = interface.applications.iter().map(|it| &it.defined);
        let defined = defined.chain(interface.resources.iter().map(|it| &it.defined));
        let defined = defined.chain(interface.environments.iter().map(|it| &it.defined));
        let defined: Vec<Place> = defined.flatten().copied().collect();
        places.extend(&defined);
        code.extend(defined);
        let offers = interface.environments.iter().flat_map(|it| &it.offers);
        places.extend(offers.flat_map(|it| it.defined.iter().copied()));
        let told = |places: BTreeSet<Place>, tell: &dyn Fn(Place) -> Option<String>| {
            places.into_iter().filter_map(|place| Some((place, tell(place)?))).collect()
        };
        Saved {
            format_version: SAVED_VERSION,
            fedic: env!("CARGO_PKG_VERSION").to_owned(),
            places: told(places, version.locate),
            code: told(code, version.code),
            interface,
        }
    });
    let json = serde_json::to_string(&saved);
    Ok(json.unwrap_or_else(|_| unreachable!("interfaces are data")) + "\n")
}

/// Reads an interface that was kept.
///
/// # Errors
/// Why the text is none.
pub fn read_saved(text: &str) -> Result<Saved, String> {
    let head: serde_json::Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    match head.get("formatVersion").and_then(serde_json::Value::as_u64) {
        None => Err("it has no `formatVersion`".to_owned()),
        Some(version) if version != u64::from(SAVED_VERSION) => {
            Err(format!("its format is {version}, and {SAVED_VERSION} is known here"))
        }
        Some(_) => {
            let saved: Saved = serde_json::from_value(head).map_err(|error| error.to_string())?;
            if !saved.interface.is_whole() {
                return Err("it speaks of types or options that it does not hold".to_owned());
            }
            Ok(saved)
        }
    }
}
