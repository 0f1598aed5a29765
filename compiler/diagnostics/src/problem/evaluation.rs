//! Faults met while evaluating the language itself.

use crate::words::listed;
use crate::{Code, Diagnostic, Place, Spot};

/// A fault of evaluation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum EvaluationProblem {
    /// What Nix would say, where the user's own code brought it about.
    Failed {
        at: Option<Place>,
        message: String,
        similar: Vec<String>,
        /// What was under way, innermost first.
        trace: Vec<(Option<Place>, String)>,
    },
    /// The evaluation costs more than it may.
    Limit {
        /// What was under way, innermost first.
        at: Vec<Place>,
        message: String,
        /// What the manifest calls the limit.
        limit: &'static str,
    },
    /// A path at which nothing is.
    MissingPath {
        at: Option<Place>,
        /// As seen from the file at fault.
        path: String,
        /// Paths of what is there.
        similar: Vec<String>,
    },
    /// A value that needs itself.
    InfiniteRecursion {
        /// The expressions that need each other in turn.
        cycle: Vec<Place>,
        /// The options among what needs each other, with the place that defines each.
        options: Vec<(String, Option<Place>)>,
        /// Whether what is imported depends on the values of options.
        imports: bool,
    },
}

impl EvaluationProblem {
    /// The problem in words.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            EvaluationProblem::Failed { at, message, similar, trace } => {
                let mut said = Diagnostic::new(Code::EvaluationFailed, at.map(Spot::Node), message.clone())
                    .meant(similar, None);
                for (place, text) in trace {
                    said = match place {
                        Some(place) => said.also(Spot::Node(*place), text.clone()),
                        None => said.note(text.clone()),
                    };
                }
                said
            }
            EvaluationProblem::MissingPath { at, path, similar } => {
                let message = format!("there is no file `{path}`");
                Diagnostic::new(Code::MissingImport, at.map(Spot::Node), message).meant(similar, None)
            }
            EvaluationProblem::Limit { at, message, limit } => limit_reached(at, message, limit),
            EvaluationProblem::InfiniteRecursion { cycle, options, imports: true } => {
                recursive_imports(cycle, options)
            }
            EvaluationProblem::InfiniteRecursion { cycle, options, imports: false } => {
                if options.is_empty() {
                    infinite_recursion(cycle)
                } else {
                    recursive_options(cycle, options)
                }
            }
        }
    }
}

fn limit_reached(at: &[Place], message: &str, limit: &str) -> Diagnostic {
    let mut places = at.iter().copied().map(Spot::Node);
    let message = format!("a limit was reached: {message}");
    let said = Diagnostic::new(Code::LimitReached, places.next(), message).here("this was being evaluated");
    places
        .fold(said, |said, at| said.also(at, "because of this"))
        .help("does something here call itself without a case that ends it?")
        .note(format!(
            "a project that needs more raises `{limit}` below `[limits]` in `fedic.toml`, and `fedic eval` has \
             `--limit {limit}=NUMBER`"
        ))
}

fn infinite_recursion(cycle: &[Place]) -> Diagnostic {
    let mut places = cycle.iter().copied().map(Spot::Node);
    let said = Diagnostic::new(Code::InfiniteRecursion, places.next(), "infinite recursion encountered")
        .here("this value is needed to compute itself");
    places.fold(said, |said, at| said.also(at, "through this"))
}

fn recursive_imports(cycle: &[Place], options: &[(String, Option<Place>)]) -> Diagnostic {
    let message = match options.first() {
        Some((path, _)) => {
            format!("what is imported depends on the option `{path}`, which depends on all imports")
        }
        None => "what is imported depends on `config`, which depends on all imports".to_owned(),
    };
    let at = cycle.first().copied().map(Spot::Node);
    Diagnostic::new(Code::RecursiveOption, at, message).here("this is needed to know the modules").help(
        "import the module in any case, and let it define things under `lib.mkIf`; what decides imports can come \
         from `specialArgs`",
    )
}

fn recursive_options(cycle: &[Place], options: &[(String, Option<Place>)]) -> Diagnostic {
    let names: Vec<String> = options.iter().map(|(path, _)| path.clone()).collect();
    let message = match &names[..] {
        [_] => format!("the option {} needs its own value", listed(&names)),
        _ => format!("the options {} need each other's values", listed(&names)),
    };
    let mut said: Option<Diagnostic> = None;
    let defined =
        options.iter().filter_map(|(path, at)| Some((*at.as_ref()?, format!("`{path}` is defined here"))));
    let turn = if cycle.len() == 1 { "this is needed to compute itself" } else { "this is needed in turn" };
    let needed = cycle.iter().map(|at| (*at, turn.to_owned()));
    let mut seen: Vec<Place> = Vec::new();
    for (at, text) in needed.chain(defined) {
        if seen.contains(&at) {
            continue;
        }
        seen.push(at);
        said = Some(match said {
            None => Diagnostic::new(Code::RecursiveOption, Spot::Node(at), message.clone()).here(text),
            Some(said) => said.also(Spot::Node(at), text),
        });
    }
    said.unwrap_or_else(|| Diagnostic::new(Code::RecursiveOption, None, message))
        .help("give one of them a value that does not depend on the others")
}
