//! `fedic eval`: the value of an expression.

use super::{folder, observed, setup, show_reports, status};
use crate::arguments::{EvalArguments, GivenArgument, StatsForm, When};
use crate::output::{self, Status, Stream};
use fedic_analysis::{ChosenLimits, Counters, EvalForm, EvalInput, EvalRequest, Given, Rule};
use std::io::Read;

/// Prints values to standard output, errors to standard error.
pub(crate) fn run(arguments: &EvalArguments, color: When) -> Status {
    let (folder, request) = match folder().and_then(|folder| Ok((folder, request(arguments)?))) {
        Ok(it) => it,
        Err(status) => return status,
    };
    let features =
        setting(arguments, "experimental-features").chain(setting(arguments, "extra-experimental-features"));
    let mut setup = setup(&folder, &arguments.search);
    setup.enable(
        arguments.features.iter().map(String::as_str).chain(features).flat_map(str::split_whitespace),
    );
    if is_on(arguments, "pure-eval", arguments.pure_eval) {
        setup.restrict(Rule::Pure);
    } else if is_on(arguments, "restrict-eval", arguments.restrict_eval) {
        setup.restrict(Rule::Restricted);
    }
    if let Some(entries) = arguments.nix_path.as_deref().or(setting(arguments, "nix-path").last()) {
        setup.search_in(entries);
    }
    let chosen = setting(arguments, "eval-system").last().or(setting(arguments, "system").last());
    if let Some(system) = arguments.system.as_deref().or(chosen) {
        setup.choose_system(system);
    }
    setup.ask_once();
    setup.spare_places();
    setup.order_names();
    let analysis = observed(setup);
    let done = analysis.eval(&request);
    let written = output::answer_bytes(&done.output);
    show_reports(&analysis, &done.reports, Stream::Err, color, None);
    if let Some(form) = arguments.stats {
        output::say(&stats(done.counters, form));
    }
    status(&done.reports).max(written)
}

fn request(arguments: &EvalArguments) -> Result<EvalRequest, Status> {
    let inputs = match (&arguments.inputs[..], arguments.expr) {
        ([], true) => {
            output::say("fedic: `-E` wants an expression");
            return Err(Status::Usage);
        }
        ([], false) if arguments.find_file => Vec::new(),
        ([], false) => vec![EvalInput::File("default.nix".to_owned())],
        // Each is a name to look up, `-` too.
        (names, _) if arguments.find_file => names.iter().cloned().map(EvalInput::File).collect(),
        (inputs, expr) => inputs.iter().map(|input| self::input(input, expr)).collect::<Result<_, _>>()?,
    };
    let given = arguments.given.0.iter().map(given).collect::<Result<_, _>>()?;
    let form = match arguments {
        EvalArguments { find_file: true, .. } => EvalForm::Found,
        EvalArguments { parse: true, .. } => EvalForm::Parsed,
        EvalArguments { json: true, .. } => EvalForm::Json,
        EvalArguments { raw: true, .. } => EvalForm::Raw,
        EvalArguments { xml: true, no_location, .. } => EvalForm::Xml { positions: !no_location },
        EvalArguments { .. } => EvalForm::Nix,
    };
    Ok(EvalRequest {
        inputs,
        attributes: arguments.attributes.clone(),
        arguments: given,
        strict: arguments.strict,
        form,
        show_trace: arguments.show_trace,
        limits: limits(&arguments.limit)?,
        trace_verbose: is_on(arguments, "trace-verbose", arguments.trace_verbose),
        abort_on_warn: is_on(arguments, "abort-on-warn", arguments.abort_on_warn),
    })
}

/// An argument for functions on the way, and its name.
fn given(argument: &GivenArgument) -> Result<(String, Given), Status> {
    let (name, given) = match argument {
        GivenArgument::Expression(name, text) => (name, Given::Expression(text.clone())),
        GivenArgument::Text(name, text) => (name, Given::Text(text.clone().into_bytes())),
        GivenArgument::File(name, path) => {
            let bytes = std::fs::read(path).map_err(|error| {
                output::say(&format!("fedic: cannot read `{path}`: {error}"));
                Status::Usage
            })?;
            (name, Given::Text(bytes))
        }
    };
    Ok((name.clone(), given))
}

fn input(text: &str, expr: bool) -> Result<EvalInput, Status> {
    if expr {
        return Ok(EvalInput::Expression(text.as_bytes().to_vec()));
    }
    if text != "-" {
        return Ok(EvalInput::File(text.to_owned()));
    }
    let mut read = Vec::new();
    match std::io::stdin().lock().read_to_end(&mut read) {
        Ok(_) => Ok(EvalInput::Expression(read)),
        Err(error) => {
            output::say(&format!("fedic: cannot read standard input: {error}"));
            Err(Status::Usage)
        }
    }
}

/// What the call's options of this name say, in their order.
fn setting<'s>(arguments: &'s EvalArguments, name: &'s str) -> impl Iterator<Item = &'s str> {
    let pairs = arguments.setting.chunks_exact(2).filter(move |pair| pair[0] == name);
    pairs.map(|pair| pair[1].as_str())
}

/// Whether the call turns this on, by its own option or by `--option`.
fn is_on(arguments: &EvalArguments, name: &str, option: bool) -> bool {
    option || setting(arguments, name).last() == Some("true")
}

/// Limits as they are given: `steps=1000000`.
fn limits(given: &[String]) -> Result<ChosenLimits, Status> {
    let mut limits = ChosenLimits::default();
    for text in given {
        let read = text.split_once('=').and_then(|(name, number)| {
            let limit = limits.named(name)?;
            *limit = number.parse().ok().filter(|it| *it > 0);
            *limit
        });
        if read.is_none() {
            output::say(&format!(
                "fedic: `--limit` wants `steps`, `memory-mib` or `stack-mib`, `=` and a whole number above zero, not `{text}`"
            ));
            return Err(Status::Usage);
        }
    }
    Ok(limits)
}

/// What an evaluation took, in a form for people or for programs.
fn stats(counters: Counters, form: StatsForm) -> String {
    let Counters { thunks, calls, lookups, bytes } = counters;
    match form {
        StatsForm::Text => {
            let rows = [
                ("thunks forced", thunks),
                ("calls", calls),
                ("attributes looked up", lookups),
                ("bytes", bytes),
            ];
            rows.map(|(what, number)| format!("{what:<20} {number:>14}")).join("\n")
        }
        StatsForm::Json => {
            format!("{{\"thunks\":{thunks},\"calls\":{calls},\"lookups\":{lookups},\"bytes\":{bytes}}}")
        }
    }
}
