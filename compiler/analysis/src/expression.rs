//! `fedic eval`: what `nix-instantiate --eval` does, to the letter of its output.

use crate::database::Db;
use crate::loader::DatabaseLoader;
use crate::manifest::ChosenLimits;
use crate::report::{Report, reports};
use crate::setup::Setup;
use crate::{failure, paths, queries};
use fedic_diagnostics::Problem;
use fedic_eval::{
    Coercion, Counters, Error, ErrorKind, Evaluator, Failure, Limits, LoadedFile, Loader, Options, Position,
    Res, Slot, State, Store, Value,
};
use fedic_hir::Params;
use fedic_modules::Session as Modules;

/// What is to be evaluated, and how it is to be printed.
#[derive(Clone, Debug)]
pub struct EvalRequest {
    pub inputs: Vec<EvalInput>,
    /// Attribute paths; with none, the whole value.
    pub attributes: Vec<String>,
    /// Arguments for functions on the way, by name.
    pub arguments: Vec<(String, Given)>,
    /// Whether the parts of the value are evaluated too.
    pub strict: bool,
    pub form: EvalForm,
    /// Whether errors tell all that was under way.
    pub show_trace: bool,
    pub limits: ChosenLimits,
    /// Whether `builtins.traceVerbose` prints.
    pub trace_verbose: bool,
    /// Whether the first warning ends the evaluation.
    pub abort_on_warn: bool,
}

/// Where an expression comes from.
#[derive(Clone, Debug)]
pub enum EvalInput {
    /// A path, absolute or from the folder of the call, or `<name>`.
    File(String),
    /// A text, which need not be UTF-8.
    Expression(Vec<u8>),
}

/// An argument of the call.
#[derive(Clone, Debug)]
pub enum Given {
    Expression(String),
    /// A string, which need not be UTF-8.
    Text(Vec<u8>),
}

/// How a value is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvalForm {
    Nix,
    Json,
    Xml {
        positions: bool,
    },
    Raw,
    /// The expression as it was read, not evaluated.
    Parsed,
    /// The path that the search path has for each input.
    Found,
}

/// What came of it: the values printed before anything failed, and the failure.
#[derive(Clone, Debug, Default)]
pub struct Evaluated {
    pub output: Vec<u8>,
    pub reports: Vec<Report>,
    /// What the evaluation has done.
    pub counters: Counters,
}

/// Evaluates and prints.
pub(crate) fn eval(db: &dyn Db, setup: &Setup, request: &EvalRequest) -> Evaluated {
    let reach = setup.open().admitting(db);
    let loader = DatabaseLoader::new(db, &reach);
    let store = Store::new();
    let mut done = Evaluated::default();
    let options = Options {
        abort_on_warn: request.abort_on_warn,
        trace_verbose: request.trace_verbose,
        ..Options::default()
    };
    let evaluator = evaluator(&store, &loader, request.limits, options);
    let session = Session { db, folder: &setup.folder, loader: &loader, evaluator };
    if let Err(error) = session.print_all(request, &mut done.output) {
        let problem = failure::problem(db, &error, request.show_trace);
        done.reports = reports(db, [&problem]);
    }
    done.counters = evaluator.counters();
    done
}

/// An evaluation with the module system behind it, and with the options that the
/// environment sets, as it does for Nix.
pub(crate) fn evaluator<'a>(
    store: &'a Store,
    loader: &'a DatabaseLoader<'_>,
    limits: ChosenLimits,
    chosen: Options,
) -> &'a Evaluator<'a> {
    let set = |name| !matches!(loader.variable(name).as_str(), "" | "0" | "no" | "false");
    let options = Options {
        abort_on_warn: chosen.abort_on_warn || set("NIX_ABORT_ON_WARN"),
        features: loader.features(),
        pure: loader.is_pure(),
        limits: limits.over(Limits::default()),
        ..chosen
    };
    Modules::new(Evaluator::new(store, loader, options)).evaluator()
}

/// One evaluation and what it was called with.
pub(crate) struct Session<'s, 'a> {
    pub(crate) db: &'s dyn Db,
    /// Relative paths start here.
    pub(crate) folder: &'s str,
    pub(crate) loader: &'s DatabaseLoader<'s>,
    pub(crate) evaluator: &'a Evaluator<'a>,
}

impl<'a> Session<'_, 'a> {
    fn print_all(&self, request: &EvalRequest, output: &mut Vec<u8>) -> Result<(), Failure> {
        let arguments = self.arguments(&request.arguments)?;
        let whole = [String::new()];
        let attributes = if request.attributes.is_empty() { &whole[..] } else { &request.attributes };
        for input in &request.inputs {
            match (request.form, input) {
                (EvalForm::Parsed, _) => {
                    output.extend(self.parsed(input)?.into_bytes());
                    continue;
                }
                (EvalForm::Found, EvalInput::File(name)) => {
                    output.extend((self.found(name)? + "\n").into_bytes());
                    continue;
                }
                (EvalForm::Found, EvalInput::Expression(_)) => unreachable!("names are looked up"),
                (EvalForm::Nix | EvalForm::Json | EvalForm::Raw | EvalForm::Xml { .. }, _) => {}
            }
            let root = self.input(input)?;
            for path in attributes {
                let value = self.select(root, path, &arguments)?;
                let value = if arguments.is_empty() { value } else { self.auto_call(value, &arguments)? };
                output.extend(self.print(value, request)?);
            }
        }
        Ok(())
    }

    fn print(&self, value: Value<'a>, request: &EvalRequest) -> Result<Vec<u8>, Failure> {
        let evaluator = self.evaluator;
        Ok(match request.form {
            EvalForm::Nix => {
                if request.strict {
                    evaluator.deep_force(value)?;
                }
                [&evaluator.show_bytes(value)[..], b"\n"].concat()
            }
            EvalForm::Json if !request.strict => (evaluator.show_json(value)? + "\n").into_bytes(),
            EvalForm::Json => (evaluator.to_json(value, true)?.0 + "\n").into_bytes(),
            EvalForm::Xml { positions } => evaluator.to_xml(value, positions, request.strict)?.0,
            EvalForm::Raw => {
                evaluator.coerce_to_string(value, Coercion { more: false, copy: true })?.bytes.to_vec()
            }
            EvalForm::Parsed | EvalForm::Found => unreachable!("not evaluated"),
        })
    }

    /// An expression as it was read.
    fn parsed(&self, input: &EvalInput) -> Result<String, Failure> {
        let (file, folder) = match input {
            EvalInput::Expression(text) => (self.text(text), self.folder.to_owned()),
            EvalInput::File(path) => {
                let file = self.file(&self.path(path)?)?;
                let folder = paths::parent(&file.path).unwrap_or("/").to_owned();
                (file, folder)
            }
        };
        Ok(self.evaluator.parsed_text(&file, &folder)? + "\n")
    }

    /// The value of a file or an expression.
    pub(crate) fn input(&self, input: &EvalInput) -> Res<'a> {
        match input {
            EvalInput::Expression(text) => self.expression(text),
            EvalInput::File(path) => {
                let path = self.path(path)?;
                self.file(&path)?;
                self.evaluator.import(&path)
            }
        }
    }

    /// The absolute path of a file that the call names.
    fn path(&self, path: &str) -> Result<String, Failure> {
        match path.strip_prefix('<').and_then(|name| name.strip_suffix('>')) {
            Some(name) => self.found(name),
            None => Ok(paths::join(self.folder, path)),
        }
    }

    /// The path that the search path has for a name.
    fn found(&self, name: &str) -> Result<String, Failure> {
        self.loader.search(name).map_err(|_| {
            let said = "was not found in the Nix search path (add it using $NIX_PATH or -I)";
            Error::new(ErrorKind::Thrown, format!("file '{name}' {said}"))
        })
    }

    /// A file that the call names, if it can be read at all.
    fn file(&self, path: &str) -> Result<LoadedFile, Failure> {
        self.loader.nix_file(path).map_err(|reason| {
            let problem = queries::unreadable(None, path, &reason);
            let mut error = Error::new(ErrorKind::Evaluation, problem.diagnostic().message);
            error.problem = Some(Problem::Project(problem));
            error
        })
    }

    fn text(&self, text: &[u8]) -> LoadedFile {
        let text = self.db.files().virtual_text(self.db, "«string»", text);
        queries::loaded_with(self.db, text, false, queries::problems_to_nix(self.db, text).clone())
    }

    fn expression(&self, text: &[u8]) -> Res<'a> {
        self.evaluator.eval_file(self.text(text), self.folder)
    }

    /// The arguments of the call, by name; expressions stay unevaluated until they are used.
    pub(crate) fn arguments(
        &self,
        given: &[(String, Given)],
    ) -> Result<Vec<(String, &'a Slot<'a>)>, Failure> {
        let mut arguments = Vec::new();
        for (name, value) in given {
            let state = match value {
                Given::Text(text) => State::Ready(self.evaluator.bytes(text, &[])),
                Given::Expression(text) => {
                    let function = self.expression(format!("_: {text}").as_bytes())?;
                    self.evaluator.suspend_call(function, &[State::Ready(Value::Null)])
                }
            };
            // The last of a name counts.
            arguments.retain(|(it, _)| it != name);
            arguments.push((name.clone(), self.evaluator.slot(state)));
        }
        Ok(arguments)
    }

    /// Calls functions that take named arguments with those of the call, as long as there
    /// are any.
    pub(crate) fn auto_call(&self, value: Value<'a>, arguments: &[(String, &'a Slot<'a>)]) -> Res<'a> {
        let evaluator = self.evaluator;
        if let Value::Attrs(attrs) = value
            && let Some(functor) = attrs.get(fedic_eval::known::FUNCTOR)
        {
            let called = evaluator.call(evaluator.force(functor)?, &[State::Ready(value)])?;
            return self.auto_call(called, arguments);
        }
        let Some(formals) = evaluator.formals(value) else { return Ok(value) };
        let mut entries = Vec::new();
        for (name, slot) in arguments {
            let name = evaluator.sym(name);
            if takes_more(value) || formals.iter().any(|(formal, _)| *formal == name) {
                entries.push((name, slot.share(), Position::NONE));
            }
        }
        let missing =
            formals.iter().find(|(name, default)| !default && !entries.iter().any(|(it, ..)| it == name));
        if let Some((name, _)) = missing {
            return Err(missing_argument(evaluator.name(*name)));
        }
        let argument = Value::Attrs(evaluator.attrs(&mut entries));
        evaluator.call(value, &[State::Ready(argument)])
    }

    /// The value at an attribute path; functions on the way are called.
    pub(crate) fn select(
        &self,
        root: Value<'a>,
        path: &str,
        arguments: &[(String, &'a Slot<'a>)],
    ) -> Res<'a> {
        let mut value = root;
        for part in parts(path)? {
            value = self.auto_call(value, arguments)?;
            value = self.step(value, &part, path)?;
        }
        Ok(value)
    }

    fn step(&self, value: Value<'a>, part: &str, path: &str) -> Res<'a> {
        let evaluator = self.evaluator;
        let wrong = |wanted: &str| {
            let said = format!("the expression selected by the selection path '{path}' should be {wanted}");
            Error::new(ErrorKind::Type, format!("{said} but is {}", value.kind()))
        };
        let failed = |message: String| Error::new(ErrorKind::Evaluation, message);
        if let Ok(index) = part.parse::<u32>() {
            let Value::List(list) = value else { return Err(wrong("a list")) };
            return match list.items.get(index as usize) {
                Some(slot) => evaluator.force(slot),
                None => Err(failed(format!("list index {index} in selection path '{path}' is out of range"))),
            };
        }
        let Value::Attrs(attrs) = value else { return Err(wrong("a set")) };
        if part.is_empty() {
            return Err(failed(format!("empty attribute name in selection path '{path}'")));
        }
        if let Some(slot) = attrs.get(evaluator.sym(part)) {
            return evaluator.force(slot);
        }
        let mut error = failed(format!("attribute '{part}' in selection path '{path}' not found"));
        let names: Vec<&str> =
            evaluator.sorted(attrs).iter().map(|(name, _)| evaluator.name(*name)).collect();
        error.suggestions = fedic_diagnostics::similar(part, names);
        Err(error)
    }
}

/// Whether a function's pattern ends with `...`.
fn takes_more(function: Value<'_>) -> bool {
    let Value::Lambda(id, frame) = function else { return false };
    let lambda = &frame.code().body.lambdas[id.0 as usize];
    matches!(lambda.params, Params::Pattern { ellipsis: true, .. })
}

fn missing_argument(name: &str) -> Failure {
    Error::new(
        ErrorKind::MissingArgument,
        format!(
            "cannot evaluate a function that has an argument without a value ('{name}')\nNix attempted to evaluate a \
             function as a top level expression; in this case it must have its arguments supplied either by default \
             values, or passed explicitly with '--arg' or '--argstr'"
        ),
    )
}

/// The names of an attribute path such as `a."b.c".0`.
fn parts(path: &str) -> Result<Vec<String>, Failure> {
    let mut parts = Vec::new();
    let mut part = String::new();
    let mut letters = path.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '.' => parts.push(std::mem::take(&mut part)),
            '"' => loop {
                match letters.next() {
                    Some('"') => break,
                    Some(letter) => part.push(letter),
                    None => {
                        let said = format!("missing closing quote in selection path '{path}'");
                        return Err(Error::new(ErrorKind::Parse, said));
                    }
                }
            },
            _ => part.push(letter),
        }
    }
    if !part.is_empty() {
        parts.push(part);
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn attribute_paths_have_quoted_parts() {
        assert_eq!(parts("a.\"b.c\".0").ok(), Some(vec!["a".to_owned(), "b.c".to_owned(), "0".to_owned()]));
        assert_eq!(parts("").ok(), Some(Vec::new()));
        assert_eq!(parts("a..b").ok(), Some(vec!["a".to_owned(), String::new(), "b".to_owned()]));
        assert!(parts("\"a").is_err());
    }
}
