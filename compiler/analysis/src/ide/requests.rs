//! Requests where code speaks of them: all that are required, by application; the same by kind; and
//! what they are granted. Their ids and values are known from the last plans, what has no plan from
//! the model's types.

use super::remembered::Remembered;
use super::resolve;
use super::types;
use super::view::{Guided, View};
use crate::paths;
use fedic_check::Ty;
use fedic_hir::{Binder, Expr, ExprId, Params};
use fedic_model::{Expectation, Interface, Member, RequestPlan, TypeKind, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What an expression is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spoken {
    /// `granted`: what the application's other requests are granted, by their ids.
    Granted,
    /// `required-resources`: the requests of each application.
    Required,
    /// `config.by-kind required-resources`: all requests, as `apply` takes them.
    ByKind,
    /// `config.grants required-resources`: what they are granted, by kind and name.
    Grants,
}

/// What may follow.
pub(crate) enum Names {
    /// These names, and what each is.
    Known(Vec<(String, Option<String>)>),
    /// The members of values of a type.
    Of(Ty),
}

/// Variables that are followed at most.
const STEPS: usize = 16;

/// What an expression of a file is about, if that is requests, and the path that leads from there to
/// it: of `media` in `let inherit (granted) media; in media`, `granted` and `media`.
pub(crate) fn spoken<'v>(
    view: &'v View<'_>,
    guided: &Guided<'_>,
    expr: ExprId,
) -> Option<(Spoken, Vec<&'v str>)> {
    let (mut expr, mut path): (ExprId, Vec<&str>) = (expr, Vec::new());
    for _ in 0..STEPS {
        match view.expr(expr) {
            Expr::Local { depth, slot } => match view.scopes.binder(&view.body, expr) {
                Some(Binder::Name { bindings, index }) => {
                    expr = view.body.bindings[bindings.0 as usize].attrs[index as usize].value;
                }
                Some(binder @ Binder::Parameter { .. }) => {
                    return Some((of_parameter(view, guided, binder)?, path));
                }
                None => expr = resolve::hidden_source(&view.body, &view.scopes, expr, depth, slot)?,
            },
            Expr::Select { base, path: below } => {
                let names = view.static_names(below);
                if names.len() < view.body.paths[below.0 as usize].len() {
                    return None;
                }
                path.splice(0..0, names);
                expr = base;
            }
            Expr::Call { function, .. } => {
                let Expr::Select { path: called, .. } = view.expr(function) else { return None };
                let spoken = match view.static_names(called).last().copied() {
                    Some("by-kind") => Spoken::ByKind,
                    Some("grants") => Spoken::Grants,
                    Some(_) | None => return None,
                };
                return Some((spoken, path));
            }
            _ => return None,
        }
    }
    None
}

fn of_parameter(view: &View<'_>, guided: &Guided<'_>, binder: Binder) -> Option<Spoken> {
    match view.name(binder.name(&view.body)?.0) {
        "granted" => return Some(Spoken::Granted),
        "required-resources" => return Some(Spoken::Required),
        _ => {}
    }
    // `implementation = requests: …;` of an environment.
    let Binder::Parameter { lambda, slot: 0 } = binder else { return None };
    let is_simple = matches!(view.body.lambdas[lambda.0 as usize].params, Params::Simple(_));
    let function = view.scopes.lambda(lambda).filter(|_| is_simple)?;
    let Some(Expectation::Function { path, .. }) = &guided.expected[function.0 as usize] else { return None };
    let is_environment =
        matches!(path.as_slice(), [table, _, name] if table == "environments" && name == "implementation");
    is_environment.then_some(Spoken::Required)
}

/// What may follow a path into that.
pub(crate) fn names(view: &View<'_>, guided: &Guided<'_>, spoken: Spoken, path: &[&str]) -> Names {
    let known = Known { view, guided, interface: interface(guided), remembered: remembered(view) };
    let constant = |name: &str, about: &str| Names::Known(vec![(name.to_owned(), Some(about.to_owned()))]);
    match (spoken, path) {
        (Spoken::Granted, [id, path @ ..]) => known.granted(path, |it| it.id == *id),
        (Spoken::Granted, []) => known.ids(),
        (Spoken::Required, []) => known.applications(),
        (Spoken::Required, [_]) => constant("resources", "the requests, by id"),
        (Spoken::Required, [application, _]) => known.listed(
            |it| it.application == *application,
            |it| (it.id.clone(), format!("a request for `{}`", it.kind)),
        ),
        (Spoken::Required, [application, _, id]) => known.listed(
            |it| it.application == *application && it.id == *id,
            |it| (it.kind.clone(), "its kind".to_owned()),
        ),
        (Spoken::ByKind | Spoken::Grants, []) => known.kinds(),
        (Spoken::ByKind, [_]) => constant("resources", "the requests of that kind, by name"),
        (Spoken::ByKind, [kind, _]) | (Spoken::Grants, [kind]) => known.listed(
            |it| it.kind == *kind,
            |it| (format!("{}/{}", it.application, it.id), format!("a request for `{}`", it.kind)),
        ),
        (Spoken::ByKind, [kind, _, _]) => constant(kind, "its kind"),
        (Spoken::Grants, [kind, name, path @ ..]) => {
            known.granted_as(kind, path, |it| format!("{}/{}", it.application, it.id) == *name)
        }
        (Spoken::Required | Spoken::ByKind, [_, _, _, kind, path @ ..]) => known.requested(kind, path),
    }
}

/// The type of what a path from an expression leads to, where that is known of requests: of
/// `granted.media`.
pub(crate) fn type_of(view: &View<'_>, guided: &Guided<'_>, expr: ExprId, below: &[&str]) -> Option<Ty> {
    let (spoken, mut path) = spoken(view, guided, expr)?;
    path.extend(below);
    match names(view, guided, spoken, &path) {
        Names::Of(ty) => Some(ty),
        Names::Known(_) => {
            let (last, before) = path.split_last()?;
            let Names::Of(ty) = names(view, guided, spoken, before) else { return None };
            Some(types::member(guided.model(), &ty, last)).filter(|ty| *ty != Ty::Unknown)
        }
    }
}

/// What the last name of a path is, in a few words or as a type.
pub(crate) fn about(view: &View<'_>, guided: &Guided<'_>, spoken: Spoken, path: &[&str]) -> Option<String> {
    let (last, before) = path.split_last()?;
    match names(view, guided, spoken, before) {
        Names::Known(names) => {
            let (name, about) = names.into_iter().find(|(name, _)| name == last)?;
            Some(format!("`{name}`: {}", about?))
        }
        Names::Of(ty) => {
            let model = guided.model();
            let words = types::words(model, &types::member(model, &ty, last))?;
            Some(format!("```nix\n{last} : {words}\n```"))
        }
    }
}

struct Known<'k, 'v, 'g> {
    view: &'k View<'v>,
    guided: &'k Guided<'g>,
    interface: Option<&'k Interface>,
    remembered: Option<Arc<Remembered>>,
}

fn interface<'g>(guided: &'g Guided<'_>) -> Option<&'g Interface> {
    guided.part.as_ref().map(|part| &*part.evaluation.interface)
}

fn remembered(view: &View<'_>) -> Option<Arc<Remembered>> {
    Some(view.memory.of(view.db, view.project?))
}

impl Known<'_, '_, '_> {
    /// The requests of the last plans.
    fn plans(&self) -> impl Iterator<Item = &RequestPlan> {
        let plans = self.remembered.iter().flat_map(|it| &it.plans);
        plans.flat_map(|(.., plan)| plan.requests.values())
    }

    /// The requests of the applications that make some in the file, else beside it, else of all.
    fn own(&self) -> impl Iterator<Item = &RequestPlan> {
        let own = applications_of(self.view, self.plans());
        self.plans().filter(move |it| own.is_empty() || own.contains(it.application.as_str()))
    }

    fn ids(&self) -> Names {
        let ids: BTreeMap<&str, &str> = self.own().map(|it| (it.id.as_str(), it.kind.as_str())).collect();
        let name = |(id, kind): (&str, &str)| (id.to_owned(), Some(format!("granted for `{kind}`")));
        Names::Known(ids.into_iter().map(name).collect())
    }

    fn applications(&self) -> Names {
        let declared = self.interface.into_iter().flat_map(|it| &it.applications).map(|it| it.name.clone());
        let planned = self.plans().map(|it| it.application.clone());
        let all: BTreeSet<String> = declared.chain(planned).collect();
        Names::Known(all.into_iter().map(|name| (name, Some("an application".to_owned()))).collect())
    }

    fn kinds(&self) -> Names {
        let declared = self.interface.into_iter().flat_map(|it| &it.resources);
        let described = declared.map(|it| (it.kind.clone(), it.description.clone()));
        let planned = self.plans().map(|it| (it.kind.clone(), None));
        // What is declared says more, and comes last.
        let all: BTreeMap<String, Option<String>> = planned.chain(described).collect();
        let said = |about: Option<String>| about.unwrap_or_else(|| "a kind of resource".to_owned());
        Names::Known(all.into_iter().map(|(name, about)| (name, Some(said(about)))).collect())
    }

    fn listed(
        &self,
        is: impl Fn(&RequestPlan) -> bool,
        said: impl Fn(&RequestPlan) -> (String, String),
    ) -> Names {
        let found: BTreeMap<String, String> = self.plans().filter(|it| is(it)).map(said).collect();
        Names::Known(found.into_iter().map(|(name, about)| (name, Some(about))).collect())
    }

    /// What may follow in what requests are granted: the members that some have, else those of the type.
    fn granted(&self, path: &[&str], is: impl Fn(&RequestPlan) -> bool) -> Names {
        match self.kind_of(&is) {
            Some(kind) => self.granted_as(&kind, path, is),
            None => Names::Known(Vec::new()),
        }
    }

    fn granted_as(&self, kind: &str, path: &[&str], is: impl Fn(&RequestPlan) -> bool) -> Names {
        if let Some(ty) = self.type_granted(kind) {
            let model = self.guided.model();
            let ty = path.iter().fold(ty, |ty, name| types::member(model, &ty, name));
            if matches!(model.expand(&ty), Ty::Options(_) | Ty::Set(_)) {
                return Names::Of(ty);
            }
        }
        let granted = self.plans().filter(|it| it.kind == kind && is(it)).flat_map(|it| it.granted.values());
        let values = granted.filter_map(|it| path.iter().try_fold(&it.value, |it, name| it.get(name)));
        let mut found = BTreeSet::new();
        for value in values {
            if let Value::Set(members) = value {
                found.extend(members.keys().cloned());
            }
        }
        Names::Known(found.into_iter().map(|name| (name, None)).collect())
    }

    fn requested(&self, kind: &str, path: &[&str]) -> Names {
        let resource = self.interface.into_iter().flat_map(|it| &it.resources).find(|it| it.kind == kind);
        let Some(tree) = resource.and_then(|it| it.request) else { return Names::Known(Vec::new()) };
        let model = self.guided.model();
        Names::Of(path.iter().fold(Ty::Options(tree), |ty, name| types::member(model, &ty, name)))
    }

    /// The kind of requests: of the own application's, if it makes such ones.
    fn kind_of(&self, is: impl Fn(&RequestPlan) -> bool) -> Option<String> {
        let found = self.own().find(|it| is(it)).or_else(|| self.plans().find(|it| is(it)));
        Some(found?.kind.clone())
    }

    /// What the policy of a kind gives.
    fn type_granted(&self, kind: &str) -> Option<Ty> {
        let resource = self.interface?.resources.iter().find(|it| it.kind == kind)?;
        let model = self.guided.model();
        let Some(Member::Option(apply)) = model.member(resource.policy?, "apply") else { return None };
        match model.kind(model.option(apply)?.ty) {
            TypeKind::FunctionTo(result) => Some(Ty::Declared(*result)),
            _ => None,
        }
    }
}

/// The applications that make requests in the file, else those that do so beside it.
pub(crate) fn applications_of<'p>(
    view: &View<'_>,
    requests: impl Iterator<Item = &'p RequestPlan>,
) -> BTreeSet<&'p str> {
    let path = view.input.path(view.db);
    let (mut here, mut beside) = (BTreeSet::new(), BTreeSet::new());
    for request in requests {
        let Some(fedic_model::At::Node(place)) = &request.at else { continue };
        let Some(file) = view.db.files().by_id(place.file) else { continue };
        if place.file == view.file {
            here.insert(request.application.as_str());
        }
        if paths::parent(file.path(view.db)) == paths::parent(path) {
            beside.insert(request.application.as_str());
        }
    }
    if here.is_empty() { beside } else { here }
}
