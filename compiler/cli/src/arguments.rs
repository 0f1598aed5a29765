//! The command line as clap reads it: help, manual pages and completions are made from this
//! table alone. The doc comments here are the help texts.

mod examples;
mod given;

use clap::{Args, ColorChoice, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use std::ffi::OsString;

pub(crate) use given::{GivenArgument, GivenArguments};

/// Compiles descriptions of hosted services, written in Nix, into deployment plans.
#[derive(Debug, Parser)]
#[command(name = "fedic", version, max_term_width = 100, propagate_version = false)]
#[command(
    after_help = "Exit status: 0 fine, 1 the model or configuration is wrong, 2 the call is wrong or a \
                        file cannot be read, 3 a limit was reached."
)]
pub(crate) struct Arguments {
    /// When to colour what is printed
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_default_value = true)]
    pub(crate) color: When,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The call, read. One that is wrong is told of, and ends the process; so does one for help.
pub(crate) fn read() -> Arguments {
    let words: Vec<OsString> = std::env::args_os().collect();
    let command = Arguments::command().color(color(&words));
    let read = Arguments::from_arg_matches(&command.get_matches_from(words));
    read.unwrap_or_else(|error| error.exit())
}

/// The colour of help and of what is said about a call that is wrong: it is needed before the
/// call is read.
fn color(words: &[OsString]) -> ColorChoice {
    let mut words = words.iter().filter_map(|word| word.to_str()).take_while(|word| *word != "--");
    let mut named = None;
    while let Some(word) = words.next() {
        match word.strip_prefix("--color") {
            Some("") => named = words.next(),
            Some(rest) => named = rest.strip_prefix('=').or(named),
            None => {}
        }
    }
    match named {
        Some("always") => ColorChoice::Always,
        Some("never") => ColorChoice::Never,
        Some(_) | None => ColorChoice::Auto,
    }
}

/// When something is done that suits terminals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Report everything that is wrong with a project
    #[command(after_help = examples::CHECK)]
    Check(CheckArguments),
    /// Make the deployment plan of a configuration
    #[command(after_help = examples::PLAN)]
    Plan(PlanArguments),
    /// Print schemas of configurations, for forms, clients and validators
    #[command(after_help = examples::SCHEMA)]
    Schema(SchemaArguments),
    /// Document what a model declares: options, applications, resources, environments
    #[command(after_help = examples::DOCS)]
    Docs(DocsArguments),
    /// Say what changed between two versions of a model, for whom, and what breaks
    #[command(after_help = examples::DIFF)]
    Diff(DiffArguments),
    /// Move a stored configuration forward over options that were renamed, changed or removed
    #[command(after_help = examples::MIGRATE_CONFIG)]
    MigrateConfig(MigrateConfigArguments),
    /// Print the value of a Nix expression, as `nix-instantiate --eval` does
    #[command(args_override_self = true, after_help = examples::EVAL)]
    Eval(EvalArguments),
    /// Run nix-unit tests
    #[command(after_help = examples::TEST)]
    Test(TestArguments),
    /// Make a project to begin with
    #[command(after_help = examples::INIT)]
    Init {
        /// The folder, which names the project (default: this one)
        #[arg(value_name = "FOLDER", value_hint = ValueHint::DirPath)]
        folder: Option<String>,
    },
    /// Serve an editor, over standard input and output
    #[command(after_help = examples::LSP)]
    Lsp,
    /// Say what a diagnostic means and how to mend its cause
    #[command(after_help = examples::EXPLAIN)]
    Explain {
        /// The code or the name of a diagnostic, such as `F0301` or `unknown-option`; without one, all are listed
        code: Option<String>,
    },
    /// Print what makes a shell complete commands of fedic
    #[command(after_help = examples::COMPLETIONS)]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual, or write all its pages to a folder
    #[command(after_help = examples::MAN)]
    Man(ManArguments),
}

#[derive(Args, Debug)]
pub(crate) struct SearchArguments {
    /// Add an entry to the search path, which `<name>` is looked up in
    #[arg(short = 'I', long, value_name = "[NAME=]PATH", action = clap::ArgAction::Append, value_hint = ValueHint::AnyPath)]
    pub(crate) include: Vec<String>,
}

#[derive(Args, Debug)]
pub(crate) struct CheckArguments {
    /// Projects, or folders and files of them: they narrow what is reported
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<String>,
    /// The form of the reports (default: pretty on a terminal, else short)
    #[arg(long, value_name = "FORM")]
    pub(crate) format: Option<ReportFormat>,
    /// Let warnings fail the check too
    #[arg(long)]
    pub(crate) deny_warnings: bool,
    /// Use so many threads (default: as many as there are processors); the answer is the same
    #[arg(long, value_name = "NUMBER")]
    pub(crate) jobs: Option<std::num::NonZeroUsize>,
    #[command(flatten)]
    pub(crate) search: SearchArguments,
}

#[derive(Args, Debug)]
pub(crate) struct PlanArguments {
    /// The configuration, in JSON or Nix (default: the only one of the project)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) config: Option<String>,
    /// The environment to deploy to (default: that of `fedic.toml`, else the only one)
    #[arg(long, value_name = "NAME")]
    pub(crate) environment: Option<String>,
    /// The form of the plan
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) format: PlanFormat,
    /// An earlier plan, in JSON: the new one then says what is to be done, and why
    #[arg(long, value_name = "PLAN", value_hint = ValueHint::FilePath)]
    pub(crate) previous: Option<String>,
    /// Write the plan to a file, whole or not at all, instead of standard output
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) out: Option<String>,
    /// Use so many threads (default: as many as there are processors); the answer is the same
    #[arg(long, value_name = "NUMBER")]
    pub(crate) jobs: Option<std::num::NonZeroUsize>,
    #[command(flatten)]
    pub(crate) search: SearchArguments,
}

/// The form of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PlanFormat {
    /// For people
    Text,
    /// For programs: its shape is stable
    Json,
    /// As a diagram: who asks for what, who grants it, where it runs
    Mermaid,
}

#[derive(Args, Debug)]
pub(crate) struct SchemaArguments {
    /// What the schema is of: configuration, application.NAME, resource.NAME (what applications
    /// ask of it), resource.NAME.policy (what environments say of it), plan, diagnostics
    #[arg(long, value_name = "WHAT", default_value = "configuration")]
    pub(crate) of: String,
    /// The form of the schema
    #[arg(long, value_name = "FORM", default_value = "json-schema")]
    pub(crate) format: SchemaFormat,
    /// For whom it is
    #[arg(long, value_name = "PROFILE", default_value = "input")]
    pub(crate) profile: SchemaProfile,
    /// The dialect of JSON Schema
    #[arg(long, value_name = "DIALECT", default_value = "2020-12")]
    pub(crate) dialect: SchemaDialect,
    /// Fail if the schema does not describe every option in full, and say which
    #[arg(long)]
    pub(crate) strict: bool,
    #[command(flatten)]
    pub(crate) search: SearchArguments,
}

/// The form of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaFormat {
    JsonSchema,
    /// How react-jsonschema-form shows it, beside the schema of the profile `form`
    UiSchema,
    /// How JSON Forms shows it, beside the schema of the profile `form`
    JsonForms,
    /// Components of an OpenAPI 3.1 document
    Openapi,
    /// Declarations of types
    Typescript,
    /// Models of Pydantic 2
    Pydantic,
    /// All that the model declares, as a file to compare later versions with
    Interface,
}

/// For whom a schema is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaProfile {
    /// For who writes a configuration
    Input,
    /// For who reads one as evaluated, such as that of a plan
    Output,
    /// For forms: without what is hidden from people
    Form,
    /// For generators of code: titles on definitions alone
    Codegen,
}

/// A dialect of JSON Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaDialect {
    #[value(name = "2020-12")]
    Newest,
    #[value(name = "draft-07")]
    Draft07,
}

#[derive(Args, Debug)]
pub(crate) struct DocsArguments {
    /// The form of the documentation
    #[arg(long, value_name = "FORM", default_value = "markdown")]
    pub(crate) format: DocsFormat,
    /// Write it to a file, whole or not at all, instead of standard output
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) out: Option<String>,
    #[command(flatten)]
    pub(crate) search: SearchArguments,
}

/// The form of documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DocsFormat {
    Markdown,
    /// One page that needs nothing beside it
    Html,
    /// In the shape of nixpkgs' option documentation
    Json,
}

#[derive(Args, Debug)]
pub(crate) struct DiffArguments {
    /// The old version: the folder of a model, a file that `fedic schema --format interface`
    /// wrote, or a revision of git, `REVISION` or `REVISION:FOLDER`
    #[arg(value_name = "OLD", value_hint = ValueHint::AnyPath)]
    pub(crate) old: String,
    /// The new version, likewise (default: the model of this folder)
    #[arg(value_name = "NEW", value_hint = ValueHint::AnyPath)]
    pub(crate) new: Option<String>,
    /// The form of the answer
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) format: DiffFormat,
    /// Tell only what concerns them
    #[arg(long = "for", value_name = "WHOM", action = clap::ArgAction::Append)]
    pub(crate) audiences: Vec<DiffFor>,
    /// Do not fail for what nobody could decide
    #[arg(long)]
    pub(crate) allow_possible: bool,
    #[command(flatten)]
    pub(crate) search: SearchArguments,
}

#[derive(Args, Debug)]
pub(crate) struct MigrateConfigArguments {
    /// The configuration, in JSON
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: String,
    /// Write it to a file, whole or not at all, instead of standard output
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) out: Option<String>,
    #[command(flatten)]
    pub(crate) search: SearchArguments,
}

/// The form of differences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For people
    Text,
    /// For programs: its shape is stable
    Json,
    /// For release notes
    Markdown,
}

/// Whom a change concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFor {
    /// Who writes configurations
    Operator,
    /// Who reads them as evaluated
    Panel,
    /// Who writes applications
    Author,
}

#[derive(Args, Debug)]
pub(crate) struct EvalArguments {
    /// Files to evaluate, `-` for standard input (default: `default.nix`); with -E, expressions
    #[arg(value_name = "FILE", allow_negative_numbers = true, value_hint = ValueHint::FilePath)]
    pub(crate) inputs: Vec<String>,
    /// Take the arguments as expressions instead of files
    #[arg(short = 'E', long)]
    pub(crate) expr: bool,
    /// Evaluate the parts of lists and attribute sets too
    #[arg(long)]
    pub(crate) strict: bool,
    /// Print the value as JSON
    #[arg(long, overrides_with_all = ["xml", "raw"])]
    pub(crate) json: bool,
    /// Print the value as XML
    #[arg(long, overrides_with_all = ["json", "raw"])]
    pub(crate) xml: bool,
    /// Print a string as it is, without quotes or a line end
    #[arg(long, overrides_with_all = ["json", "xml"])]
    pub(crate) raw: bool,
    /// Print the expression as it is read, not evaluated
    #[arg(long)]
    pub(crate) parse: bool,
    /// Print the path that the search path has for each name, not its value
    #[arg(long, conflicts_with_all = ["expr", "parse"])]
    pub(crate) find_file: bool,
    /// Leave positions out of XML
    #[arg(long)]
    pub(crate) no_location: bool,
    /// Say what was under way when an error happened
    #[arg(long)]
    pub(crate) show_trace: bool,
    /// Select an attribute, such as `applications.hello`
    #[arg(short = 'A', long = "attr", value_name = "ATTRPATH", action = clap::ArgAction::Append)]
    pub(crate) attributes: Vec<String>,
    #[command(flatten)]
    pub(crate) given: GivenArguments,
    /// Turn experimental features of Nix on, such as `pipe-operators`
    #[arg(long = "extra-experimental-features", alias = "experimental-features", value_name = "NAMES", action = clap::ArgAction::Append)]
    pub(crate) features: Vec<String>,
    /// Say that the system is another one
    #[arg(long, alias = "eval-system", value_name = "SYSTEM")]
    pub(crate) system: Option<String>,
    /// Read only what the search path names, and no environment variables
    #[arg(long)]
    pub(crate) restrict_eval: bool,
    /// Read nothing of the machine
    #[arg(long)]
    pub(crate) pure_eval: bool,
    /// Say on standard error what the evaluation took
    #[arg(long, value_name = "FORM", num_args = 0..=1, require_equals = true, default_missing_value = "text")]
    pub(crate) stats: Option<StatsForm>,
    /// Set an option of Nix: `experimental-features`, `system`, `pure-eval`, `restrict-eval`, `nix-path`, `abort-on-warn` and `trace-verbose` change something
    #[arg(long = "option", num_args = 2, value_names = ["NAME", "VALUE"], action = clap::ArgAction::Append)]
    pub(crate) setting: Vec<String>,
    /// Let `builtins.traceVerbose` print
    #[arg(long)]
    pub(crate) trace_verbose: bool,
    /// End with the first warning
    #[arg(long)]
    pub(crate) abort_on_warn: bool,
    /// The search path in place of `NIX_PATH`, with blanks between its entries
    #[arg(long, value_name = "ENTRIES", hide = true)]
    pub(crate) nix_path: Option<String>,
    /// What is always so here; taken for the sake of scripts written for `nix-instantiate`
    #[arg(
        long,
        alias = "impure",
        alias = "read-write-mode",
        alias = "readonly-mode",
        alias = "eval-only",
        hide = true
    )]
    pub(crate) eval: bool,
    /// What concerns building alone; taken for the same reason
    #[arg(
        long = "dry-run",
        aliases = ["no-gc-warning", "indirect", "no-build-output", "keep-going", "keep-failed", "fallback", "repair", "debug"],
        short_aliases = ['Q', 'k', 'K'],
        hide = true,
        action = clap::ArgAction::Count
    )]
    pub(crate) building: u8,
    /// The same with a value; the limits of the stack stand in the place of `max-call-depth`
    #[arg(
        long = "eval-store",
        aliases = ["store", "timeout", "max-jobs", "cores", "builders", "log-format", "max-call-depth", "add-root", "tarball-ttl", "max-silent-time"],
        short_alias = 'j',
        hide = true,
        action = clap::ArgAction::Append
    )]
    pub(crate) building_with: Vec<String>,
    /// How much Nix would say; taken for the same reason
    #[arg(short, long, alias = "quiet", hide = true, action = clap::ArgAction::Count)]
    pub(crate) verbose: u8,
    /// Set a limit, as `[limits]` of `fedic.toml` does for projects: steps=NUMBER, memory-mib=NUMBER, stack-mib=NUMBER
    #[arg(long, value_name = "NAME=NUMBER", action = clap::ArgAction::Append)]
    pub(crate) limit: Vec<String>,
    #[command(flatten)]
    pub(crate) search: SearchArguments,
}

/// The form in which counters are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum StatsForm {
    /// For people
    Text,
    /// For programs, on one line
    Json,
}

#[derive(Args, Debug)]
pub(crate) struct TestArguments {
    /// Files of tests, or folders to look for them in (default: this one)
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<String>,
    /// Start at an attribute: a test or a tree of tests
    #[arg(short = 'A', long = "attr", value_name = "ATTRPATH")]
    pub(crate) attribute: Option<String>,
    /// Report failures only
    #[arg(long)]
    pub(crate) quiet: bool,
    /// The form of the results
    #[arg(long, value_name = "FORM", default_value = "pretty")]
    pub(crate) format: TestFormat,
    /// Stay, and run again what an edit touches, until Ctrl-C
    #[arg(long, conflicts_with = "format")]
    pub(crate) watch: bool,
    #[command(flatten)]
    pub(crate) search: SearchArguments,
}

/// The form of test results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TestFormat {
    /// A line a test, for people
    Pretty,
    /// The XML that continuous integration reads
    Junit,
    /// All that is known, for tools
    Json,
}

#[derive(Args, Debug)]
pub(crate) struct ManArguments {
    /// The command whose page is printed; without one, the page of fedic itself
    #[arg(conflicts_with = "out")]
    pub(crate) command: Option<String>,
    /// Write the pages of fedic and of all its commands to this folder
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) out: Option<String>,
}

/// The form of a list of diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// Source excerpts, for people (the default on a terminal)
    Pretty,
    /// One line each, for logs and problem matchers (the default elsewhere)
    Short,
    /// All that is known, for tools
    Json,
    /// SARIF 2.1.0, which code scanners and editors read
    Sarif,
    /// Annotations in the workflows of GitHub and Forgejo
    Github,
}
