//! From an evaluated model to the owned graph of what it declares, and to what it expects
//! of places in the source: `Interface` and `Facts`.
//!
//! Everything is read through the attributes that Nix code sees of options and types, so a
//! project's own library is read like ours. Each read is a probe of its own: what fails is
//! left out and kept in [`Extracted::failures`], and hides nothing else. No configuration is
//! looked at; what needs a value that nobody gave is unknown.

mod coerced;
mod data;
mod examine;
mod extent;
mod facts;
mod followed;
mod instances;
mod model;
mod options;
mod reading;
mod types;

use crate::Session;
use crate::identity::{Identities, Identity, Modules};
pub use extent::Extent;
use fedic_diagnostics::Place;
use fedic_eval::{Attrs, Evaluator, Failure, Position, Sym, Value};
use fedic_model::{Facts, Interface, Member, TreeId, TypeId, TypeKind};
pub use model::is_data_model;
use rustc_hash::FxHashMap;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What an evaluation declares.
#[derive(Debug, Default)]
pub struct Extracted {
    pub interface: Interface,
    pub facts: Facts,
    /// By option: the key that declares it, if origins are kept. People read options in the
    /// order of the source, which is no matter of the model.
    pub keys: Vec<Option<Place>>,
    /// What went wrong in probes, in the order of the options; each fault once.
    pub failures: Vec<Failure>,
}

/// Reads an evaluation, the result of `evalModules`. `eval_modules` is that function, for
/// the modules inside that nobody has evaluated.
pub fn extract<'a>(ev: &'a Evaluator<'a>, evaluation: &'a Attrs<'a>, eval_modules: Value<'a>) -> Extracted {
    extract_extent(ev, evaluation, eval_modules, &Extent::Whole)
}

/// Names that are asked for. Of the options that have others no more is said than that they are
/// there and where they are declared.
pub type Asked = BTreeSet<Arc<str>>;

/// Reads a tree of options alone: all of it, or what is asked for.
pub fn extract_options<'a>(
    session: &'a Session<'a>,
    options: &'a Attrs<'a>,
    eval_modules: Value<'a>,
    asked: Option<&Asked>,
) -> Interface {
    let mut extractor = Extractor::new(session.evaluator(), eval_modules, &Extent::Whole);
    extractor.ask(session, asked);
    extractor.root(options);
    extractor.out.interface
}

/// Reads the type of what operators write in an evaluation, as far as it is asked for.
pub fn extract_written<'a>(
    session: &'a Session<'a>,
    evaluation: &'a Attrs<'a>,
    eval_modules: Value<'a>,
    asked: &Asked,
) -> Interface {
    let mut extractor = Extractor::new(session.evaluator(), eval_modules, &Extent::Front);
    extractor.ask(session, Some(asked));
    if let (Some(config), Some(options)) =
        (extractor.attrs(evaluation, "config"), extractor.attrs(evaluation, "options"))
    {
        if !is_data_model(extractor.ev, options) {
            extractor.root(options);
        }
        extractor.configuration_types(config, options);
    }
    extractor.out.interface
}

/// Reads a part of an evaluation. What is found refers to an interface of its own, that of
/// the options in this part.
pub fn extract_extent<'a>(
    ev: &'a Evaluator<'a>,
    evaluation: &'a Attrs<'a>,
    eval_modules: Value<'a>,
    extent: &Extent,
) -> Extracted {
    let mut extractor = Extractor::new(ev, eval_modules, extent);
    if matches!(extent, Extent::Whole | Extent::Declared) {
        extractor.out.interface.options.reserve(USUAL_OPTIONS);
    }
    if let Some(options) = extractor.attrs(evaluation, "options") {
        let options = extractor.options_in_extent(options);
        extractor.root(options);
    }
    extractor.model(evaluation);
    extractor.declaring = false;
    if let Some(options) = extractor.attrs(evaluation, "options") {
        extractor.strict = is_data_model(ev, options);
        if *extent == Extent::Declared {
            extractor.followed = followed::followed(&extractor.out.interface);
        }
        extractor.expectations(options, &[]);
        extractor.front(options);
    }
    extractor.mark_required();
    extractor.out.failures.extend(ev.take_aside());
    extractor.out
}

/// Types and groups that nest deeper are not looked into, so that whoever walks the graph needs
/// no more than an ordinary stack.
const MOST_DEPTH: usize = 200;

/// For so many options of a whole model there is room from the start: they are large, and a list
/// that grows is copied.
const USUAL_OPTIONS: usize = 1_000;

/// The extraction under way.
struct Extractor<'a> {
    ev: &'a Evaluator<'a>,
    eval_modules: Value<'a>,
    extent: Extent,
    /// Whether types are being read, with placeholders in place of values: then a value that
    /// is missing is no fault.
    declaring: bool,
    /// Whether the evaluation is of the data model: then every value must be there, else only
    /// those that something reads.
    strict: bool,
    /// By type: whether what is wrong in its values is found without a look at instances.
    followed: Vec<bool>,
    /// How many types and groups are being read inside each other.
    depth: usize,
    /// Symbols of names that are written here, by where these stand.
    symbols: [Cell<Option<(&'static str, Sym)>>; 256],
    /// Types seen, so that shared and recursive ones stand in the graph once.
    types: FxHashMap<Identity, TypeId>,
    /// The options of modules that were evaluated alone or as a submodule.
    modules: FxHashMap<Modules, TreeId>,
    identities: Identities<'a>,
    /// The names that are asked for, sorted by symbol, if not all are.
    asked: Option<(&'a Session<'a>, Vec<Sym>)>,
    out: Extracted,
}

impl<'a> Extractor<'a> {
    fn new(ev: &'a Evaluator<'a>, eval_modules: Value<'a>, extent: &Extent) -> Extractor<'a> {
        Extractor {
            ev,
            eval_modules,
            extent: extent.clone(),
            declaring: true,
            strict: false,
            followed: Vec::new(),
            depth: 0,
            symbols: [const { Cell::new(None) }; 256],
            types: FxHashMap::default(),
            modules: FxHashMap::default(),
            identities: Identities::new(ev),
            asked: None,
            out: Extracted::default(),
        }
    }

    fn ask(&mut self, session: &'a Session<'a>, asked: Option<&Asked>) {
        self.asked = asked.map(|names| {
            let mut names: Vec<Sym> = names.iter().map(|name| self.ev.sym(name)).collect();
            names.sort_unstable();
            (session, names)
        });
    }

    fn root(&mut self, options: &'a Attrs<'a>) {
        self.out.interface.root = Some(self.tree(options, &[]));
    }

    /// The options at the top that are read, with what they carry beside. In a tree of modules
    /// that is not the data model, the type of configurations has them all.
    fn options_in_extent(&self, options: &'a Attrs<'a>) -> &'a Attrs<'a> {
        let all = match self.extent {
            Extent::Whole | Extent::Declared => true,
            Extent::Front => !is_data_model(self.ev, options),
            Extent::Frame | Extent::Applications(_) | Extent::Environments(_) => false,
        };
        if all {
            return options;
        }
        let mut entries = Vec::new();
        for (name, slot) in self.ev.sorted(options) {
            let text = self.ev.name(name);
            if text.starts_with('_') || self.extent.has(&[text.to_owned()]) {
                entries.push((name, self.ev.share(slot), Position::NONE));
            }
        }
        self.ev.attrs(&mut entries)
    }

    /// Options of submodules are required if something inside is, which is known only when
    /// all trees are.
    fn mark_required(&mut self) {
        let interface = &mut self.out.interface;
        loop {
            let changed: Vec<usize> = (0..interface.options.len())
                .filter(|&index| {
                    let option = &interface.options[index];
                    let waits = option.default.is_none() && option.defined.is_empty() && !option.relaxed;
                    !option.required && waits && requires(interface, option.ty)
                })
                .collect();
            if changed.is_empty() {
                return;
            }
            for index in changed {
                interface.options[index].required = true;
            }
        }
    }
}

/// Whether the empty value of a type lacks something that must be defined.
fn requires(interface: &Interface, ty: TypeId) -> bool {
    match interface.types[ty.0 as usize].kind {
        TypeKind::Submodule(tree) => tree_requires(interface, tree),
        _ => false,
    }
}

fn tree_requires(interface: &Interface, tree: TreeId) -> bool {
    interface.trees[tree.0 as usize].members.iter().any(|(_, member)| match *member {
        Member::Option(option) => interface.options[option.0 as usize].required,
        Member::Group(group) => tree_requires(interface, group),
    })
}
