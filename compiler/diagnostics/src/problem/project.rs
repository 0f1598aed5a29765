//! Faults of a project as a whole: its files, its manifest, what was asked of it.

use crate::words::listed;
use crate::{Code, Diagnostic, FileId, Span, Spot, similar};

/// A fault of a project.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ProjectProblem {
    /// A file that was named but cannot be read; `file` if it has a number already.
    MissingFile {
        file: Option<FileId>,
        path: String,
        reason: String,
    },
    /// A text whose first bytes that are not UTF-8 stand at `offset`.
    NotUtf8 {
        file: FileId,
        offset: u32,
    },
    TooLarge {
        file: FileId,
        bytes: u64,
        limit: u64,
    },
    /// A manifest that is not TOML.
    ManifestSyntax {
        file: FileId,
        span: Span,
        message: String,
    },
    UnknownKey {
        file: FileId,
        span: Span,
        key: String,
        table: String,
        similar: Vec<String>,
    },
    /// An annotation of what the model does not declare.
    OrphanAnnotation {
        file: FileId,
        span: Span,
        path: String,
        similar: Vec<String>,
    },
    WrongValue {
        file: FileId,
        span: Span,
        key: String,
        wanted: String,
    },
    /// A file that should list the options of NixOS and does not.
    NotOptions {
        file: FileId,
        span: Span,
        message: String,
    },
    /// Nothing upwards of the folder is a project.
    NoProject {
        folder: String,
    },
    /// Several to choose from and none named: `what` is `environment` or `configuration`.
    NotChosen {
        what: &'static str,
        option: &'static str,
        known: Vec<String>,
    },
    /// One was named that is not there.
    NotKnown {
        what: &'static str,
        name: String,
        known: Vec<String>,
        similar: Vec<String>,
    },
    /// `model.nix` or `default.nix` does not give what a project needs.
    NotAModel {
        file: FileId,
        found: String,
    },
    /// A file that was named as an earlier plan holds none.
    NotAPlan {
        file: FileId,
        span: Span,
        message: String,
    },
    /// An earlier plan in a format that this version does not read.
    OtherPlanFormat {
        file: FileId,
        found: u64,
        known: u32,
    },
}

impl ProjectProblem {
    /// That one was named that is not there, with those that are.
    #[must_use]
    pub fn not_known<'n>(
        what: &'static str,
        name: &str,
        known: impl Iterator<Item = &'n str> + Clone,
    ) -> ProjectProblem {
        ProjectProblem::NotKnown {
            what,
            name: name.to_owned(),
            known: known.clone().map(str::to_owned).collect(),
            similar: similar(name, known),
        }
    }

    /// The problem in words.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            ProjectProblem::MissingFile { file, path, reason } => Diagnostic::new(
                Code::MissingFile,
                file.map(Spot::File),
                format!("cannot read `{path}`: {reason}"),
            ),
            ProjectProblem::NotUtf8 { file, offset } => Diagnostic::new(
                Code::NotUtf8,
                Spot::Span(*file, Span::new(*offset, *offset)),
                "the file is not UTF-8",
            )
            .here("these bytes are no text")
            .help("save the file as UTF-8"),
            ProjectProblem::TooLarge { file, bytes, limit } => Diagnostic::new(
                Code::FileTooLarge,
                Spot::File(*file),
                format!(
                    "the file has {} MB, more than the {} MB that are read",
                    bytes / 1_000_000,
                    limit / 1_000_000
                ),
            ),
            ProjectProblem::ManifestSyntax { file, span, message } => Diagnostic::new(
                Code::ManifestSyntax,
                Spot::Span(*file, *span),
                format!("not TOML: {message}"),
            ),
            ProjectProblem::NotOptions { file, span, message } => Diagnostic::new(
                Code::NotOptions,
                Spot::Span(*file, *span),
                format!("not a list of NixOS's options: {message}"),
            )
            .help("make it with `nixosOptionsDoc` of nixpkgs: `optionsJSON`, the file `options.json` in it"),
            ProjectProblem::UnknownKey { .. } => self.unknown_key(),
            ProjectProblem::OrphanAnnotation { file, span, path, similar } => {
                let at = Spot::Span(*file, *span);
                let message = format!("operators write no option `{path}`");
                Diagnostic::new(Code::OrphanAnnotation, at, message).meant(similar, None)
            }
            ProjectProblem::WrongValue { file, span, key, wanted } => Diagnostic::new(
                Code::WrongManifestValue,
                Spot::Span(*file, *span),
                format!("the value of `{key}` is not {wanted}"),
            ),
            ProjectProblem::NoProject { folder } => Diagnostic::new(
                Code::NoProject,
                None,
                format!("`{folder}` and the folders above it hold no project"),
            )
            .help("write a `model.nix`, or name the folder that has one"),
            ProjectProblem::NotChosen { .. } | ProjectProblem::NotKnown { .. } => self.choice(),
            ProjectProblem::NotAModel { file, found } => Diagnostic::new(
                Code::NotAModel,
                Spot::File(*file),
                format!("the file gives {found}, which is no model"),
            )
            .help("a model is a module, a list of modules, or the result of `lib.evalModules`"),
            ProjectProblem::NotAPlan { .. } | ProjectProblem::OtherPlanFormat { .. } => self.earlier_plan(),
        }
    }

    fn earlier_plan(&self) -> Diagnostic {
        match self {
            ProjectProblem::NotAPlan { file, span, message } => Diagnostic::new(
                Code::NotAPlan,
                Spot::Span(*file, *span),
                format!("this is no plan: {message}"),
            )
            .help("name a file that `fedic plan --format json` has written"),
            ProjectProblem::OtherPlanFormat { file, found, known } => Diagnostic::new(
                Code::NotAPlan,
                Spot::File(*file),
                format!("this plan has format {found}, and format {known} is what is read"),
            )
            .help("make the earlier plan again with this version of fedic, from the configuration of then"),
            _ => unreachable!("asked of plans only"),
        }
    }

    fn unknown_key(&self) -> Diagnostic {
        let ProjectProblem::UnknownKey { file, span, key, table, similar } = self else {
            unreachable!("asked of unknown keys only")
        };
        let place = if table.is_empty() { "the manifest".to_owned() } else { format!("`[{table}]`") };
        let at = Spot::Span(*file, *span);
        let found = Diagnostic::new(Code::UnknownManifestKey, at, format!("{place} has no key `{key}`"));
        if (table.as_str(), key.as_str()) == ("annotations", "secret") {
            return found.help("say it where the option is declared: `meta.ui.secret = true`");
        }
        found.meant(similar, Some(at))
    }

    fn choice(&self) -> Diagnostic {
        match self {
            ProjectProblem::NotChosen { what, known, .. } if known.is_empty() => {
                Diagnostic::new(Code::NotChosen, None, format!("the project has no {what}"))
            }
            ProjectProblem::NotChosen { what, option, known } => Diagnostic::new(
                Code::NotChosen,
                None,
                format!("the project has several {what}s and none is named: {}", listed(known)),
            )
            .help(format!("name one with `{option}`, or in `fedic.toml`")),
            ProjectProblem::NotKnown { what, name, known, similar } => {
                let known =
                    if known.is_empty() { String::new() } else { format!(", only {}", listed(known)) };
                let message = format!("the project has no {what} `{name}`{known}");
                Diagnostic::new(Code::NotKnown, None, message).meant(similar, None)
            }
            _ => unreachable!("asked of choices only"),
        }
    }
}
