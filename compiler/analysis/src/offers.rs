//! What offers of environments make of a policy's own options. That is the same for every configuration,
//! so no plan says it; it is evaluated when somebody asks, and kept as long as the model is what it was.

use crate::database::Db;
use crate::evaluate::{Traces, in_session, member, model, tables};
use crate::ide::value::copied;
use crate::project::Project;
use fedic_diagnostics::Place;
use fedic_eval::{Attrs, Evaluator, Slot, Value as Evaluated};
use fedic_model::Value;
use fedic_modules::Session;

/// A value of an offer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Offered {
    pub(crate) environment: String,
    pub(crate) offer: String,
    /// The names that lead to it from the policy.
    pub(crate) path: Vec<String>,
    pub(crate) value: Value,
    /// Where it is defined, an element of a list where the list is; none if nobody defines it.
    pub(crate) at: Option<Place>,
}

/// Members that are copied at most, and how deep.
const SHOWN: usize = 100;
const DEPTH: usize = 6;

/// What all offers of a kind have at the end of a way into their policy, where no name stands for every
/// member of a set or element of a list. What cannot be evaluated is told of elsewhere.
#[salsa::tracked(returns(ref))]
pub(crate) fn offered<'db>(
    db: &'db dyn Db,
    project: Project<'db>,
    kind: String,
    way: Vec<Option<String>>,
) -> Vec<Offered> {
    db.runs("offered", &kind);
    let environments = &tables(db, project).environments;
    // What the model prints is printed where it is checked.
    let mut traces = Traces { quiet: true, ..Traces::default() };
    let found = in_session(db, project, false, &mut traces, |session| {
        let config = member(session.evaluator(), model(db, session, project)?, "config")?;
        let of = |environment: &String| in_environment(session, config, environment, &kind, &way);
        Ok(environments.iter().filter_map(of).flatten().collect::<Vec<_>>())
    });
    found.unwrap_or_default()
}

fn in_environment<'a>(
    session: &'a Session<'a>,
    config: &'a Attrs<'a>,
    environment: &str,
    kind: &str,
    way: &[Option<String>],
) -> Option<Vec<Offered>> {
    let ev = session.evaluator();
    let path = ["environments", environment, "resources"];
    let offers = path.iter().try_fold(config, |attrs, name| member(ev, attrs, name).ok())?;
    let mut found = Vec::new();
    for (name, slot) in ev.sorted(offers) {
        let policy = ev.attrs_of(slot).ok().and_then(|offer| offer.get(ev.sym(kind)));
        for Found { path, slot, named } in policy.map(|policy| along(ev, policy, way)).unwrap_or_default() {
            let Ok(value) = ev.force(slot) else { continue };
            let (environment, offer) = (environment.to_owned(), ev.name(name).to_owned());
            let value = copied(ev, value, DEPTH, &mut SHOWN.clone());
            found.push((Offered { environment, offer, path, value, at: None }, named));
        }
    }
    let places = {
        let whole = |(it, named): &'_ (Offered, usize)| -> Vec<String> {
            let offer = ["environments", environment, "resources", &it.offer, kind].map(str::to_owned);
            offer.into_iter().chain(it.path[..*named].iter().cloned()).collect()
        };
        let paths: Vec<Vec<String>> = found.iter().map(whole).collect();
        let paths: Vec<Vec<&str>> =
            paths.iter().map(|path| path.iter().map(String::as_str).collect()).collect();
        session.places(&paths)
    };
    Some(found.into_iter().zip(places).map(|((it, _), at)| Offered { at, ..it }).collect())
}

/// A slot at the end of a way.
struct Found<'a> {
    path: Vec<String>,
    slot: &'a Slot<'a>,
    /// As much of the path as is names: elements of lists have none.
    named: usize,
}

fn along<'a>(ev: &'a Evaluator<'a>, slot: &'a Slot<'a>, way: &[Option<String>]) -> Vec<Found<'a>> {
    let mut found = vec![Found { path: Vec::new(), slot, named: 0 }];
    for step in way {
        let mut next = Vec::new();
        for Found { path, slot, named } in found {
            let is_named = named == path.len();
            let below = |name: &str, slot: &'a Slot<'a>, is_named: bool| Found {
                path: path.iter().cloned().chain([name.to_owned()]).collect(),
                slot,
                named: if is_named { named + 1 } else { named },
            };
            match (step, ev.force(slot)) {
                (Some(name), Ok(Evaluated::Attrs(attrs))) => {
                    next.extend(attrs.get(ev.sym(name)).map(|slot| below(name, slot, is_named)));
                }
                (None, Ok(Evaluated::Attrs(attrs))) => {
                    let members = ev.sorted(attrs).into_iter();
                    next.extend(members.map(|(name, slot)| below(ev.name(name), slot, is_named)));
                }
                (None, Ok(Evaluated::List(list))) => {
                    let items = list.items.iter().enumerate();
                    next.extend(items.map(|(nth, slot)| below(&nth.to_string(), slot, false)));
                }
                (Some(_) | None, _) => {}
            }
        }
        found = next;
    }
    found
}
