//! Faults against the declared options, found by the module system.

use crate::words::listed;
use crate::{Code, Diagnostic, Edit, Place, Spot};

/// A fault against the options. Paths are as messages show them: `services.web.port`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum OptionsProblem {
    /// A definition for which nothing is declared.
    UnknownOption {
        at: Option<Place>,
        path: String,
        /// Names on the same level that are near, best first.
        similar: Vec<String>,
        /// Where those are declared.
        nearby: Vec<(String, Place)>,
    },
    /// A value of a kind that the option does not take.
    WrongType {
        /// The values that are refused.
        at: Vec<Place>,
        path: String,
        expected: String,
        found: String,
        /// Choices that may have been meant, best first.
        similar: Vec<String>,
        /// Where the option is declared.
        declared: Option<Place>,
    },
    /// A value that was needed and that nobody gave.
    MissingValue {
        /// The innermost set that should define it.
        at: Option<Place>,
        path: String,
        /// The option's name, as it would be written in that set.
        name: String,
        expected: Option<String>,
        declared: Option<Place>,
    },
    /// Definitions of the same priority that cannot be merged.
    Conflict { at: Vec<Place>, path: String },
    /// Several definitions of an option that takes one.
    NotUnique { at: Vec<Place>, path: String },
    /// A read-only option that is set again.
    ReadOnly { at: Vec<Place>, path: String, declared: Option<Place> },
    /// A module of one class in an evaluation of another.
    WrongClass { at: Option<Place>, expected: String, found: String },
    /// A tagged union with a tag that it does not know.
    UnknownTag { at: Option<Place>, path: String, tag: String, tags: Vec<String>, similar: Vec<String> },
    /// A tagged union with several tags at once.
    SeveralTags { at: Vec<Place>, path: String, found: Vec<String> },
    /// A tagged union without any tag.
    NoTag { at: Option<Place>, path: String, tags: Vec<String> },
    /// Declarations of one option that do not go together.
    DeclaredTwice { at: Vec<Place>, path: String },
    /// A path that is an option and a group of options.
    OptionAndGroup { path: String, option: Option<Place>, groups: Vec<Place> },
    /// Something else where an option must be declared.
    NotAnOption { at: Option<Place>, path: String, found: String },
    /// Something else where a set of definitions is expected.
    NotASet { at: Option<Place>, path: String, found: String },
    /// Something else where a module is expected.
    NotAModule { at: Option<Place>, found: String },
    /// Names beside `config` or `options` that belong inside `config`.
    StrayAttributes { at: Vec<Place>, names: Vec<String> },
    /// A module function names an argument that nobody gives.
    MissingArgument { at: Option<Place>, name: String, similar: Vec<String> },
    /// A deployment of no target that there is, or with names beside its target.
    UnknownTarget {
        /// The names that are no targets.
        at: Vec<Place>,
        path: String,
        found: Vec<String>,
        targets: Vec<String>,
        /// The target beside which they stand.
        beside: Option<String>,
        similar: Vec<String>,
    },
    /// An assertion of a machine's configuration that does not hold, in its own words.
    FailedAssertion { at: Option<Place>, message: String },
    /// A warning of a machine's configuration, in its own words.
    ConfigurationWarning { at: Option<Place>, message: String },
    /// A definition by an old name of an option.
    DeprecatedOption {
        at: Place,
        path: String,
        /// The path of the option, from the module that renames it.
        now: String,
        /// The new name, where nothing else of the path is new.
        name: Option<String>,
    },
    /// An alternative of an option's type that no value reaches, and the one that takes them all.
    UnreachableAlternative { at: Place, path: String, alternative: String, first: String },
    /// What `meta.ui` says that no form knows of: a name, or a value in `enumTitles`.
    UnknownAnnotation { at: Place, path: String, name: String, is_value: bool, similar: Vec<String> },
}

impl OptionsProblem {
    /// The problem in words.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            OptionsProblem::UnknownOption { at, path, similar, nearby } => {
                let said = Diagnostic::new(
                    Code::UnknownOption,
                    at.map(Spot::Node),
                    format!("the option `{path}` does not exist"),
                );
                let near = |said: Diagnostic, (name, place): &(String, Place)| {
                    said.also(Spot::Node(*place), format!("`{name}` is declared here"))
                };
                nearby.iter().fold(said, near).meant(similar, at.map(Spot::Node))
            }
            OptionsProblem::WrongType { at, path, expected, found, similar, declared } => {
                let said = at_first(
                    Code::WrongType,
                    at,
                    format!("the value of `{path}` has the wrong type"),
                    "also wrong",
                )
                .here(format!("this is {found}"));
                declared_at(said, *declared, &format!("declared as {expected}"))
                    .note(format!("expected {expected}"))
                    .meant(similar, None)
            }
            OptionsProblem::MissingValue { at, path, name, expected, declared } => {
                missing_value(*at, path, name, expected.as_deref(), *declared)
            }
            OptionsProblem::Conflict { at, path } => at_first(
                Code::ConflictingDefinitions,
                at,
                format!("the definitions of `{path}` conflict"),
                "conflicts with this",
            )
            .help("keep one of them, or set its priority with `lib.mkForce` or `lib.mkDefault`"),
            OptionsProblem::NotUnique { at, path } => at_first(
                Code::NotUnique,
                at,
                format!("the option `{path}` is defined more than once"),
                "also defined here",
            )
            .help("keep one of them, or set its priority with `lib.mkForce` or `lib.mkDefault`"),
            OptionsProblem::ReadOnly { at, path, declared } => {
                let said = at_first(
                    Code::ReadOnly,
                    at,
                    format!("the read-only option `{path}` is set more than once"),
                    "also set here",
                );
                declared_at(said, *declared, "declared read-only here")
            }
            OptionsProblem::UnknownTag { .. }
            | OptionsProblem::SeveralTags { .. }
            | OptionsProblem::NoTag { .. } => self.tags(),
            OptionsProblem::FailedAssertion { .. }
            | OptionsProblem::ConfigurationWarning { .. }
            | OptionsProblem::DeprecatedOption { .. } => self.of_configurations(),
            _ => self.of_modules(),
        }
    }

    fn of_configurations(&self) -> Diagnostic {
        match self {
            OptionsProblem::FailedAssertion { at, message } => said(Code::FailedAssertion, *at, message),
            OptionsProblem::ConfigurationWarning { at, message } => {
                said(Code::ConfigurationWarning, *at, message)
            }
            OptionsProblem::DeprecatedOption { at, path, now, name } => {
                deprecated(*at, path, now, name.as_deref())
            }
            _ => unreachable!("the caller has matched what configurations are told"),
        }
    }

    fn tags(&self) -> Diagnostic {
        match self {
            OptionsProblem::UnknownTag { at, path, tag, tags, similar } => {
                Diagnostic::new(Code::UnknownTag, at.map(Spot::Node), format!("`{path}` has no tag `{tag}`"))
                    .note(one_of(tags))
                    .meant(similar, None)
            }
            OptionsProblem::SeveralTags { at, path, found } => {
                let message = format!("`{path}` has several tags at once: {}", listed(found));
                at_first(Code::SeveralTags, at, message, "another tag").help("keep exactly one of the tags")
            }
            OptionsProblem::NoTag { at, path, tags } => {
                Diagnostic::new(Code::NoTag, at.map(Spot::Node), format!("`{path}` has no tag"))
                    .note(one_of(tags))
            }
            _ => unreachable!("the caller has matched the tags"),
        }
    }

    fn target(&self) -> Diagnostic {
        let OptionsProblem::UnknownTarget { at, path, found, targets, beside, similar } = self else {
            unreachable!("asked of unknown targets only")
        };
        let names = listed(found);
        let message = match (beside, found.is_empty()) {
            (Some(target), _) => format!("the deployment `{path}` has {names} beside its target `{target}`"),
            (None, true) => format!("the deployment `{path}` is empty"),
            (None, false) => format!("the deployment `{path}` has no known target, but {names}"),
        };
        let only = if let [only] = at[..] { Some(Spot::Node(only)) } else { None };
        at_first(Code::UnknownTarget, at, message, "and this").note(one_of(targets)).meant(similar, only)
    }

    fn argument(&self) -> Diagnostic {
        let OptionsProblem::MissingArgument { at, name, similar } = self else {
            unreachable!("asked of arguments only")
        };
        let said = Diagnostic::new(
            Code::MissingModuleArgument,
            at.map(Spot::Node),
            format!("the module argument `{name}` is given by nobody"),
        )
        .note("module arguments come from `_module.args` of the same evaluation, and from its `specialArgs`");
        said.help(format!(
            "define `_module.args.{name}`, or pass it in `specialArgs`; a default in the function is never used"
        ))
        .meant(similar, at.map(Spot::Node))
    }

    fn of_modules(&self) -> Diagnostic {
        match self {
            OptionsProblem::UnreachableAlternative { at, path, alternative, first } => {
                unreachable_alternative(*at, path, alternative, first)
            }
            OptionsProblem::UnknownAnnotation { at, path, name, is_value, similar } => {
                unknown_annotation(*at, path, name, *is_value).meant(similar, None)
            }
            OptionsProblem::DeclaredTwice { at, path } => at_first(
                Code::DeclaredTwice,
                at,
                format!("the declarations of the option `{path}` do not go together"),
                "also declared here",
            ),
            OptionsProblem::OptionAndGroup { path, option, groups } => {
                let said = Diagnostic::new(
                    Code::OptionAndGroup,
                    option.map(Spot::Node),
                    format!("`{path}` is declared both as an option and as a group of options"),
                )
                .here("an option here");
                groups.iter().fold(said, |said, at| said.also(Spot::Node(*at), "a group here"))
            }
            OptionsProblem::NotAnOption { at, path, found } => {
                let what = if found == "option-type" { "a type".to_owned() } else { format!("`{found}`") };
                let said = Diagnostic::new(
                    Code::NotAnOption,
                    at.map(Spot::Node),
                    format!("`{path}` is declared as {what} instead of an option"),
                );
                if found == "option-type" {
                    said.help("wrap the type: `lib.mkOption { type = …; }`")
                } else {
                    said
                }
            }
            OptionsProblem::NotASet { at, path, found } => {
                let path = if path.is_empty() { "the configuration".to_owned() } else { format!("`{path}`") };
                let message = format!("{path} is a group of options, but is set to a value of kind {found}");
                Diagnostic::new(Code::NotASet, at.map(Spot::Node), message)
            }
            OptionsProblem::NotAModule { at, found } => Diagnostic::new(
                Code::NotAModule,
                at.map(Spot::Node),
                format!("this is no module, but `{found}`"),
            ),
            OptionsProblem::StrayAttributes { at, names } => {
                let message = format!("{} beside `config` or `options`", listed(names));
                at_first(Code::StrayAttribute, at, message, "and this").help("move it into `config`")
            }
            OptionsProblem::WrongClass { at, expected, found } => Diagnostic::new(
                Code::WrongClass,
                at.map(Spot::Node),
                format!("a module of class {found} stands where class {expected} is expected"),
            )
            .help("import it where modules of its class belong, or change its `_class`"),
            OptionsProblem::MissingArgument { .. } => self.argument(),
            OptionsProblem::UnknownTarget { .. } => self.target(),
            _ => unreachable!("all others are matched by the callers"),
        }
    }
}

/// What a configuration says itself: the first line is the message, others are a note.
fn said(code: Code, at: Option<Place>, text: &str) -> Diagnostic {
    let (first, rest) = text.trim().split_once('\n').unwrap_or((text.trim(), ""));
    let said = Diagnostic::new(code, at.map(Spot::Node), first.trim_end_matches(['.', ':']).to_owned());
    if rest.trim().is_empty() { said } else { said.note(rest.trim().to_owned()) }
}

fn deprecated(at: Place, path: &str, now: &str, name: Option<&str>) -> Diagnostic {
    let message = format!("`{path}` is an old name of the option `{now}`");
    let said =
        Diagnostic::new(Code::DeprecatedOption, Spot::Node(at), message).help(format!("write `{now}`"));
    match name {
        Some(name) => said.edit(Edit::Rename { at: Spot::Node(at), name: name.to_owned() }),
        None => said,
    }
}

fn unknown_annotation(at: Place, path: &str, name: &str, is_value: bool) -> Diagnostic {
    let message = if is_value {
        format!("`enumTitles` has words for `{name}`, which is no value of `{path}`")
    } else {
        format!("`meta.ui` of the option `{path}` says `{name}`, which no form knows of")
    };
    Diagnostic::new(Code::UnknownAnnotation, Spot::Node(at), message)
}

fn unreachable_alternative(at: Place, path: &str, alternative: &str, first: &str) -> Diagnostic {
    let message = format!("no value of `{path}` is ever a {alternative}");
    Diagnostic::new(Code::UnreachableAlternative, Spot::Node(at), message)
        .here("declared here")
        .note(format!("the first alternative that fits decides, whatever is inside: {first}"))
        .help("make one type of both, or, where its kind alone takes fewer values, put this one first")
}

fn missing_value(
    at: Option<Place>,
    path: &str,
    name: &str,
    expected: Option<&str>,
    declared: Option<Place>,
) -> Diagnostic {
    let said =
        Diagnostic::new(Code::MissingValue, at.map(Spot::Node), format!("the option `{path}` has no value"))
            .here(format!("`{name}` is missing here"));
    let mut said =
        declared_at(said, declared, "declared here, without a default").help(format!("define `{name}`"));
    if let Some(expected) = expected {
        said = said.note(format!("expected {expected}"));
    }
    match at {
        Some(of) => said.edit(Edit::Member { of, name: name.to_owned() }),
        None => said,
    }
}

/// A diagnostic at the first place, with the same label at all others.
fn at_first(code: Code, places: &[Place], message: String, others: &str) -> Diagnostic {
    let mut places = places.iter().copied().map(Spot::Node);
    let said = Diagnostic::new(code, places.next(), message);
    places.fold(said, |said, at| said.also(at, others))
}

fn declared_at(said: Diagnostic, at: Option<Place>, text: &str) -> Diagnostic {
    match at {
        Some(at) => said.also(Spot::Node(at), text),
        None => said,
    }
}

fn one_of(tags: &[String]) -> String {
    format!("expected one of {}", listed(tags))
}
