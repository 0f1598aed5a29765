//! A file as an editor asks about it: its body, what stands around what, and what each part of
//! the model expects of it. Types and expectations are found by the same inference that checks.

use super::callers::{self, Calls};
use super::imported::imported;
use super::policies;
use super::remembered::{Memory, Part, Remembered};
use crate::database::Db;
use crate::evaluate::{Kind, kind};
use crate::files::FileText;
use crate::inference::library;
use crate::nixos::{nixos_to_read, nixos_whole};
use crate::project::{self, Project};
use crate::{embedded, queries};
use fedic_check::{Input, Library, Model, Nixos, Others, Ty};
use fedic_diagnostics::{FileId, Place, Span};
use fedic_hir::{
    Binder, Body, Dialect, Expr, ExprId, FrameKind, KeyPart, Lowered, NameId, Params, Scopes, SourceMap,
};
use fedic_model::{Expectation, Facts, Interface, OptionId};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// A Nix file, or the text that it would be.
pub(crate) struct View<'v> {
    pub(crate) db: &'v dyn Db,
    pub(crate) input: FileText,
    pub(crate) file: FileId,
    pub(crate) text: Arc<str>,
    pub(crate) body: Arc<Body>,
    pub(crate) map: Arc<SourceMap>,
    pub(crate) scopes: Scopes,
    pub(crate) project: Option<Project<'v>>,
    pub(crate) memory: &'v Memory,
    pub(crate) library: &'v Library,
    guided: OnceLock<Vec<Guided<'v>>>,
    whole: bool,
    /// How many files outwards are asked what they make of this one.
    steps: usize,
}

/// What a part of the model makes of a file.
pub(crate) struct Guided<'v> {
    pub(crate) part: Option<Arc<Part>>,
    pub(super) remembered: Arc<Remembered>,
    interface: Arc<Interface>,
    pub(crate) nixos: &'v Nixos,
    pub(crate) types: Vec<Ty>,
    pub(crate) expected: Vec<Option<Expectation>>,
    /// What functions are called with by those that they are given to.
    pub(super) handed: BTreeMap<ExprId, Ty>,
    /// The options that the file declares, by where their keys begin.
    declared: FxHashMap<u32, OptionId>,
}

impl Guided<'_> {
    pub(crate) fn model(&self) -> Model<'_> {
        Model { own: &self.interface, nixos: self.nixos, trusts: true }
    }

    /// The part, beside the others.
    pub(crate) fn known(&self) -> Option<(&Part, &Remembered)> {
        Some((self.part.as_deref()?, &self.remembered))
    }

    /// The option that the key with a span declares.
    pub(crate) fn declared_at(&self, key: Span) -> Option<OptionId> {
        self.declared.get(&key.start).copied()
    }

    /// The key that declares an option.
    pub(crate) fn key(&self, option: OptionId) -> Option<Place> {
        self.part.as_ref()?.key(option)
    }
}

static NOTHING: Nixos = Nixos {
    interface: Interface {
        types: Vec::new(),
        options: Vec::new(),
        trees: Vec::new(),
        root: None,
        configuration: None,
        operator: None,
        applications: Vec::new(),
        resources: Vec::new(),
        environments: Vec::new(),
    },
    declared: std::collections::BTreeSet::new(),
};
static NO_LIBRARY: OnceLock<Library> = OnceLock::new();

impl<'v> View<'v> {
    /// A file as it is.
    pub(crate) fn of(
        db: &'v dyn Db,
        memory: &'v Memory,
        project: Option<Project<'v>>,
        input: FileText,
    ) -> View<'v> {
        let text = queries::text(db, input).as_ref().cloned().unwrap_or_default();
        let (body, map) = (queries::body(db, input).clone(), queries::source_map(db, input).clone());
        View::new(db, memory, project, input, text, body, map, false)
    }

    /// A file as it is, asked by one that it imports.
    pub(super) fn of_caller(
        db: &'v dyn Db,
        memory: &'v Memory,
        project: Option<Project<'v>>,
        input: FileText,
        steps: usize,
    ) -> View<'v> {
        View { steps, ..View::of(db, memory, project, input) }
    }

    /// A file as it would be with another text, with all that is known of machines.
    pub(crate) fn with_text(
        db: &'v dyn Db,
        memory: &'v Memory,
        project: Option<Project<'v>>,
        input: FileText,
        text: &str,
        parsed: &fedic_syntax::Parsed<'_>,
    ) -> View<'v> {
        let dialect = Dialect { embedded: embedded::owns(input.path(db)), ..Dialect::default() };
        let Lowered { body, source_map, .. } = fedic_hir::lower(input.id(db), parsed, dialect);
        View::new(db, memory, project, input, text.into(), Arc::new(body), Arc::new(source_map), true)
    }

    #[expect(clippy::too_many_arguments, reason = "it only puts them together")]
    fn new(
        db: &'v dyn Db,
        memory: &'v Memory,
        project: Option<Project<'v>>,
        input: FileText,
        text: Arc<str>,
        body: Arc<Body>,
        map: Arc<SourceMap>,
        whole: bool,
    ) -> View<'v> {
        let library = match project {
            Some(project) if kind(db, project) == Kind::Modules => library(db, project),
            Some(_) | None => NO_LIBRARY.get_or_init(Library::default),
        };
        let (file, scopes) = (input.id(db), Scopes::new(&body));
        let guided = OnceLock::new();
        let steps = callers::STEPS;
        View { db, input, file, text, body, map, scopes, project, memory, library, guided, whole, steps }
    }

    /// What each part of the model that has to do with the file makes of it; at least one.
    pub(crate) fn guided(&self) -> &[Guided<'v>] {
        self.guided.get_or_init(|| {
            let Some(project) = self.project else {
                return vec![self.guided_by(None, Arc::default(), &NOTHING, &Others::default(), &[])];
            };
            let remembered = self.memory.of(self.db, project);
            let nixos =
                if self.whole { nixos_whole(self.db, project) } else { nixos_to_read(self.db, project) };
            let mut parts: Vec<_> =
                remembered.parts.iter().filter(|part| part.concerns(self.file)).cloned().collect();
            let calls = match parts.iter().any(|part| part.expects(self.file)) {
                true => Vec::new(),
                false => callers::calls(self, self.steps),
            };
            parts.retain(|part| calls.iter().all(|it| !Arc::ptr_eq(&it.part, part)));
            if parts.is_empty() && calls.is_empty() {
                parts.extend(remembered.parts.first().cloned());
            }
            // Who is asked on behalf of another file is asked for a few parts only.
            if self.steps < callers::STEPS {
                parts.truncate(callers::PARTS);
            }
            let imported = imported(self.db, project, self.input, &self.body);
            let of_calls = calls.into_iter().map(|Calls { part, called, expected }| {
                let others = Others { called, imported: imported.clone() };
                self.guided_with_requests(part, &remembered, nixos, others, &expected)
            });
            let plain = parts.into_iter().map(|part| {
                let others = Others { imported: imported.clone(), ..Others::default() };
                self.guided_with_requests(part, &remembered, nixos, others, &[])
            });
            of_calls.chain(plain).collect()
        })
    }

    /// What a part makes of the file, with what policies call its functions with: of that something is known
    /// only once it is known where options are defined.
    fn guided_with_requests(
        &self,
        part: Arc<Part>,
        remembered: &Arc<Remembered>,
        nixos: &'v Nixos,
        mut others: Others,
        expected: &[(Place, Expectation)],
    ) -> Guided<'v> {
        let guided = self.guided_by(Some(part.clone()), remembered.clone(), nixos, &others, expected);
        let called = policies::called(self, &guided);
        if called.is_empty() {
            return guided;
        }
        others.called.extend(called);
        self.guided_by(Some(part), remembered.clone(), nixos, &others, expected)
    }

    fn guided_by(
        &self,
        part: Option<Arc<Part>>,
        remembered: Arc<Remembered>,
        nixos: &'v Nixos,
        others: &Others,
        expected: &[(Place, Expectation)],
    ) -> Guided<'v> {
        let mut facts = match &part {
            Some(part) => part.facts(self.file, &self.text, &self.body, &self.map),
            None => Facts::default(),
        };
        for (place, expectation) in expected {
            facts.at.entry(*place).or_insert_with(|| vec![expectation.clone()]);
        }
        let interface = part.as_ref().map(|part| part.evaluation.interface.clone()).unwrap_or_default();
        if let (Some(root), Some(place)) = (interface.root, self.module_of_the_model(&facts)) {
            facts.at.entry(place).or_insert_with(|| vec![Expectation::Module { options: root }]);
        }
        if let Some(machine) = nixos.interface.root {
            for place in self.machines() {
                facts.at.entry(place).or_insert_with(|| vec![Expectation::Module { options: machine }]);
            }
        }
        let input = Input {
            file: self.file,
            body: &self.body,
            facts: &facts,
            interface: &interface,
            library: self.library,
            nixos,
        };
        let fedic_check::Guess { types, expected, handed } = fedic_check::guess(&input, others);
        let declared = part.as_ref().map(|part| part.declared_in(self.file, &self.text)).unwrap_or_default();
        Guided { part, remembered, interface, nixos, types, expected, handed, declared }
    }

    /// The modules of machines in deployments, whose type only evaluation knows.
    fn machines(&self) -> impl Iterator<Item = Place> {
        let attrs = self.body.bindings.iter().flat_map(|bindings| &bindings.attrs);
        let machines = attrs.filter(|attr| self.name(attr.name) == "nixos-configuration");
        machines.map(|attr| Place { file: self.file, node: self.body.node(attr.value) })
    }

    /// The outermost expression of a file that is a module of the model itself: one whose
    /// definitions stand where they do in the model, or one that has none yet.
    fn module_of_the_model(&self, facts: &Facts) -> Option<Place> {
        let root = self.body.root?;
        let place = Place { file: self.file, node: self.body.node(root) };
        let is_module = match self.body.exprs[root.0 as usize] {
            Expr::Lambda(lambda) => {
                let lambda = &self.body.lambdas[lambda.0 as usize];
                matches!(lambda.params, Params::Pattern { ellipsis: true, .. })
            }
            Expr::Set(_) => true,
            _ => false,
        };
        let path_of = |expectations: &Vec<Expectation>| match expectations.first() {
            Some(Expectation::Value { path, .. } | Expectation::Function { path, .. }) => Some(path.clone()),
            Some(Expectation::Module { .. } | Expectation::Definitions { .. }) | None => None,
        };
        let stands = facts.at.iter().any(|(at, expectations)| {
            let (Some(expr), Some(path)) = (self.map.expr(at.node), path_of(expectations)) else {
                return false;
            };
            let (keys, outermost) = self.keys_from(expr, root);
            outermost && strip(&keys) == path.as_slice()
        });
        (is_module && (stands || facts.at.is_empty() && self.is_imported())).then_some(place)
    }

    /// The keys on the way from an expression outwards, and whether they lead to the root.
    pub(crate) fn keys_from(&self, expr: ExprId, root: ExprId) -> (Vec<String>, bool) {
        let mut keys = Vec::new();
        let mut child = expr;
        for parent in self.scopes.around(expr).skip(1) {
            if let Expr::Set(_) = self.body.exprs[parent.0 as usize] {
                match self.key_of(parent, child) {
                    Some(name) => keys.insert(0, self.name(name).to_owned()),
                    None => return (keys, false),
                }
            }
            child = parent;
        }
        (keys, child == root)
    }

    /// Whether a module of the model imports the file.
    fn is_imported(&self) -> bool {
        let Some(project) = self.project else { return false };
        let path = self.input.path(self.db);
        if *project::model_file(self.db, project) == **path {
            return true;
        }
        let names = |file: &String| {
            let file = self.db.files().text(self.db, file);
            let folder = crate::paths::parent(file.path(self.db)).unwrap_or("/").to_owned();
            let body = queries::body(self.db, file);
            let listed = body.exprs.iter().filter_map(|expr| match expr {
                Expr::List(items) => Some(body.run(*items)),
                _ => None,
            });
            listed.flatten().any(|item| match body.exprs[item.0 as usize] {
                Expr::Path(text) => crate::paths::join(&folder, &body.strings[text.0 as usize]) == **path,
                _ => false,
            })
        };
        project::nix_files(self.db, project).iter().any(names)
    }

    /// What a scope binds, in its order.
    pub(crate) fn binders(&self, frame: FrameKind) -> Vec<Binder> {
        let slots = |count: usize| 0..u32::try_from(count).unwrap_or(u32::MAX);
        match frame {
            FrameKind::Lambda(lambda) => {
                let count = match &self.body.lambdas[lambda.0 as usize].params {
                    Params::Simple(params) => params.len(),
                    Params::Pattern { formals, .. } => formals.len() + 1,
                };
                slots(count).map(|slot| Binder::Parameter { lambda, slot }).collect()
            }
            FrameKind::Bindings(bindings) => {
                let these = &self.body.bindings[bindings.0 as usize];
                let count = if these.recursive { these.attrs.len() } else { 0 };
                slots(count).map(|index| Binder::Name { bindings, index }).collect()
            }
            FrameKind::With(_) => Vec::new(),
        }
    }

    /// Whether a scope binds a name.
    pub(crate) fn binds(&self, frame: FrameKind, name: &str) -> bool {
        let names = self.binders(frame).into_iter().filter_map(|binder| binder.name(&self.body));
        names.into_iter().any(|(it, _)| self.name(it) == name)
    }

    /// The key of a set whose value an expression is.
    pub(crate) fn key_of(&self, set: ExprId, value: ExprId) -> Option<NameId> {
        let Expr::Set(own) = self.body.exprs[set.0 as usize] else { return None };
        let (bindings, index) = self.scopes.attr(value).filter(|(bindings, _)| *bindings == own)?;
        Some(self.body.bindings[bindings.0 as usize].attrs[index].name)
    }

    pub(crate) fn name(&self, name: NameId) -> &str {
        &self.body.names[name.0 as usize]
    }

    pub(crate) fn expr(&self, expr: ExprId) -> Expr {
        self.body.exprs[expr.0 as usize]
    }

    pub(crate) fn span_of(&self, expr: ExprId) -> Option<Span> {
        self.map.exprs.get(expr.0 as usize).copied()
    }

    /// The text of an expression; none for a set that `a.b = …` makes, which has none of its own.
    pub(crate) fn written(&self, expr: ExprId) -> Option<&str> {
        let span = self.span_of(expr)?;
        let text = self.text.get(span.start as usize..span.end as usize)?;
        let braces = text.strip_prefix("rec").map_or(text, str::trim_start);
        let is_written = !matches!(self.expr(expr), Expr::Set(_)) || braces.starts_with('{');
        is_written.then_some(text)
    }

    /// The static names that a path begins with.
    pub(crate) fn static_names(&self, path: fedic_hir::PathId) -> Vec<&str> {
        let parts = self.body.paths[path.0 as usize].iter();
        let names = parts.map_while(|part| match part {
            KeyPart::Static { name, .. } => Some(self.name(*name)),
            KeyPart::Dynamic(_) => None,
        });
        names.collect()
    }

    /// The smallest expression around an offset.
    pub(crate) fn innermost(&self, offset: u32) -> Option<ExprId> {
        let around = self.map.exprs.iter().zip(0..).filter(|(span, _)| span.touches(offset));
        around.min_by_key(|(span, id)| (span.len(), u32::MAX - *id)).map(|(_, id)| ExprId(id))
    }
}

/// A path without the `config` that definitions may stand below.
fn strip(keys: &[String]) -> &[String] {
    match keys {
        [first, rest @ ..] if first == "config" => rest,
        _ => keys,
    }
}
