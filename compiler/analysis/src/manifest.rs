//! `fedic.toml`: what a project says of itself. All keys are optional, unknown ones errors.

use fedic_diagnostics::problem::project::ProjectProblem;
use fedic_diagnostics::{Code, FileId, Span, similar};
use fedic_eval::Limits;
use fedic_model::Ui;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The manifest of a project. Paths are as written, relative to its folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Manifest {
    pub(crate) model: Option<String>,
    /// Globs.
    pub(crate) configurations: Vec<String>,
    pub(crate) environment: Option<String>,
    /// The options of the project's NixOS, as nixpkgs' documentation lists them.
    pub(crate) nixos_options: Option<String>,
    /// Entries of the search path, in the order of the file.
    pub(crate) paths: Vec<(String, String)>,
    pub(crate) inputs: BTreeMap<String, String>,
    pub(crate) lints: BTreeMap<Code, Lint>,
    /// How forms show options of a model that one cannot edit.
    pub(crate) annotations: Vec<Annotation>,
    pub(crate) limits: ChosenLimits,
}

/// What is said of an option, or of a group of options, by its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Annotation {
    pub(crate) path: String,
    pub(crate) span: Span,
    pub(crate) ui: Ui,
}

/// What becomes of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lint {
    Allow,
    Warn,
    Deny,
}

/// Bounds of an evaluation, where they are not the defaults.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChosenLimits {
    pub steps: Option<u64>,
    pub memory_mib: Option<u64>,
    pub stack_mib: Option<u64>,
}

impl ChosenLimits {
    /// What limits are called.
    pub const NAMES: [&str; 3] = ["steps", "memory-mib", "stack-mib"];

    /// The limit of this name.
    pub fn named(&mut self, name: &str) -> Option<&mut Option<u64>> {
        let all = [&mut self.steps, &mut self.memory_mib, &mut self.stack_mib];
        all.into_iter().zip(ChosenLimits::NAMES).find(|(_, it)| *it == name).map(|(limit, _)| limit)
    }

    /// The limits that are chosen here, the others as they are.
    pub(crate) fn over(self, limits: Limits) -> Limits {
        let bytes =
            |it: Option<u64>| it.map(|it| usize::try_from(it).unwrap_or(usize::MAX).saturating_mul(1 << 20));
        Limits {
            steps: self.steps.unwrap_or(limits.steps),
            depth_bytes: bytes(self.stack_mib).unwrap_or(limits.depth_bytes),
            bytes: bytes(self.memory_mib).unwrap_or(limits.bytes),
        }
    }
}

/// What the value of a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Text,
    Texts,
    Table,
}

/// All keys.
pub(crate) const KEYS: [(&str, Form); 9] = [
    ("model", Form::Text),
    ("configurations", Form::Texts),
    ("environment", Form::Text),
    ("nixos-options", Form::Text),
    ("paths", Form::Table),
    ("inputs", Form::Table),
    ("lints", Form::Table),
    ("limits", Form::Table),
    ("annotations", Form::Table),
];
/// What is said of an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    Text,
    Number,
    /// A title for each value.
    Titles,
}

/// What an annotation may say, as `meta.ui` does. That a value is a secret is for the model to say:
/// whatever handles the value has to know.
pub(crate) const ANNOTATIONS: [(&str, Said); 8] = [
    ("title", Said::Text),
    ("help", Said::Text),
    ("placeholder", Said::Text),
    ("widget", Said::Text),
    ("group", Said::Text),
    ("order", Said::Number),
    ("unit", Said::Text),
    ("enumTitles", Said::Titles),
];
/// What may be said of a diagnostic.
pub(crate) const LEVELS: [(&str, Lint); 3] =
    [("allow", Lint::Allow), ("warn", Lint::Warn), ("deny", Lint::Deny)];

/// Reads a manifest as far as it can be read.
pub(crate) fn read(file: FileId, text: &str) -> (Manifest, Vec<ProjectProblem>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { file, manifest: Manifest::default(), problems: Vec::new() };
    for error in errors {
        let span = error.span().map_or(Span::new(0, 0), to_span);
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        reader.problems.push(ProjectProblem::ManifestSyntax { file, span, message });
    }
    reader.table(table.get_ref());
    (reader.manifest, reader.problems)
}

struct Reader {
    file: FileId,
    manifest: Manifest,
    problems: Vec<ProjectProblem>,
}

const PATHS: &str = "a table of names and paths";

type Key<'i> = Spanned<std::borrow::Cow<'i, str>>;
type Item<'i> = Spanned<DeValue<'i>>;

impl Reader {
    fn table(&mut self, table: &DeTable<'_>) {
        for (key, value) in in_order(table) {
            match key.get_ref().as_ref() {
                "model" => self.manifest.model = self.text(key, value),
                "environment" => self.manifest.environment = self.text(key, value),
                "nixos-options" => self.manifest.nixos_options = self.text(key, value),
                "configurations" => self.manifest.configurations = self.texts(key, value),
                "paths" => self.manifest.paths = self.named(key, value, PATHS),
                "inputs" => self.manifest.inputs = self.named(key, value, PATHS).into_iter().collect(),
                "lints" => self.lints(key, value),
                "limits" => self.limits(key, value),
                "annotations" => self.annotations(key, value),
                _ => self.unknown(key, "", &KEYS.map(|(name, _)| name)),
            }
        }
    }

    fn text(&mut self, key: &Key<'_>, value: &Item<'_>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.wrong(key, value, "a string");
        }
        text
    }

    fn texts(&mut self, key: &Key<'_>, value: &Item<'_>) -> Vec<String> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(key, value, "a list of strings");
            return Vec::new();
        };
        items.iter().filter_map(|item| self.text(key, item)).collect()
    }

    /// A table of texts.
    fn named(&mut self, key: &Key<'_>, value: &Item<'_>, wanted: &str) -> Vec<(String, String)> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(key, value, wanted);
            return Vec::new();
        };
        in_order(table)
            .into_iter()
            .filter_map(|(name, text)| Some((name.get_ref().to_string(), self.text(name, text)?)))
            .collect()
    }

    fn lints(&mut self, key: &Key<'_>, value: &Item<'_>) {
        let Some(table) = value.get_ref().as_table() else {
            return self.wrong(key, value, "a table of names of diagnostics and levels");
        };
        for (name, level) in in_order(table) {
            let Some(code) = Code::find(name.get_ref()) else {
                let known: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
                self.unknown(name, "lints", &known);
                continue;
            };
            let said = level.get_ref().as_str();
            match LEVELS.iter().find(|(name, _)| said == Some(*name)) {
                Some((_, lint)) => {
                    self.manifest.lints.insert(code, *lint);
                }
                None => self.wrong(name, level, "`\"allow\"`, `\"warn\"` or `\"deny\"`"),
            }
        }
    }

    fn limits(&mut self, key: &Key<'_>, value: &Item<'_>) {
        let Some(table) = value.get_ref().as_table() else {
            return self.wrong(key, value, "a table of numbers");
        };
        for (name, number) in in_order(table) {
            let found = number
                .get_ref()
                .as_integer()
                .and_then(|it| u64::from_str_radix(it.as_str(), it.radix()).ok());
            let Some(limit) = self.manifest.limits.named(name.get_ref()) else {
                self.unknown(name, "limits", &ChosenLimits::NAMES);
                continue;
            };
            *limit = found.filter(|&it| it > 0);
            if limit.is_none() {
                self.wrong(name, number, "a whole number above zero");
            }
        }
    }

    fn annotations(&mut self, key: &Key<'_>, value: &Item<'_>) {
        let Some(table) = value.get_ref().as_table() else {
            return self.wrong(key, value, "a table of options and what is said of them");
        };
        for (path, said) in in_order(table) {
            let Some(table) = said.get_ref().as_table() else {
                self.wrong(path, said, "a table such as `{ title = \"…\" }`");
                continue;
            };
            let mut ui = Ui::default();
            for (name, value) in in_order(table) {
                self.annotation(&mut ui, name, value);
            }
            let annotation = Annotation { path: path.get_ref().to_string(), span: to_span(path.span()), ui };
            self.manifest.annotations.push(annotation);
        }
    }

    fn annotation(&mut self, ui: &mut Ui, name: &Key<'_>, value: &Item<'_>) {
        match name.get_ref().as_ref() {
            "title" => ui.title = self.text(name, value),
            "help" => ui.help = self.text(name, value),
            "placeholder" => ui.placeholder = self.text(name, value),
            "widget" => ui.widget = self.text(name, value),
            "group" => ui.group = self.text(name, value),
            "unit" => ui.unit = self.text(name, value),
            "enumTitles" => ui.enum_titles = self.named(name, value, "a table of values and titles"),
            "order" => {
                let number = value.get_ref().as_integer();
                ui.order = number.and_then(|it| i64::from_str_radix(it.as_str(), it.radix()).ok());
                if ui.order.is_none() {
                    self.wrong(name, value, "a whole number");
                }
            }
            _ => self.unknown(name, "annotations", &ANNOTATIONS.map(|(name, _)| name)),
        }
    }

    fn unknown(&mut self, key: &Key<'_>, table: &str, known: &[&str]) {
        self.problems.push(ProjectProblem::UnknownKey {
            file: self.file,
            span: to_span(key.span()),
            key: key.get_ref().to_string(),
            table: table.to_owned(),
            similar: similar(key.get_ref(), known.iter().copied()),
        });
    }

    fn wrong(&mut self, key: &Key<'_>, value: &Item<'_>, wanted: &str) {
        self.problems.push(ProjectProblem::WrongValue {
            file: self.file,
            span: to_span(value.span()),
            key: key.get_ref().to_string(),
            wanted: wanted.to_owned(),
        });
    }
}

/// The members of a table in the order of the text.
fn in_order<'t, 'i>(table: &'t DeTable<'i>) -> Vec<(&'t Key<'i>, &'t Item<'i>)> {
    let mut members: Vec<_> = table.iter().collect();
    members.sort_by_key(|(key, _)| key.span().start);
    members
}

fn to_span(range: std::ops::Range<usize>) -> Span {
    let offset = |it| u32::try_from(it).unwrap_or(u32::MAX);
    Span::new(offset(range.start), offset(range.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<String> {
        read(FileId(0), text).1.iter().map(|problem| problem.diagnostic().message).collect()
    }

    #[test]
    fn every_key_is_read() {
        let (manifest, problems) = read(
            FileId(0),
            "model = \"m.nix\"\nconfigurations = [\"*.json\"]\nenvironment = \"e\"\n[paths]\nb = \"x\"\na = \"y\"\n\
             [inputs]\nnixpkgs = \"../n\"\n[lints]\nunused-binding = \"deny\"\n[limits]\nsteps = 1_000\n",
        );
        assert_eq!(problems, []);
        assert_eq!(manifest.model.as_deref(), Some("m.nix"));
        assert_eq!(manifest.paths, [("b".to_owned(), "x".to_owned()), ("a".to_owned(), "y".to_owned())]);
        assert_eq!(manifest.lints, [(Code::UnusedBinding, Lint::Deny)].into());
        assert_eq!(manifest.limits.steps, Some(1000));
    }

    #[test]
    fn all_faults_are_found_in_one_reading() {
        assert_eq!(
            problems("enviroment = 'e'\nmodel = 1\n[lints]\nunused-bindin = 'deny'\n[limits]\nsteps = -1\n"),
            [
                "the manifest has no key `enviroment`",
                "the value of `model` is not a string",
                "`[lints]` has no key `unused-bindin`",
                "the value of `steps` is not a whole number above zero",
            ]
        );
        assert!(problems("model = \n")[0].starts_with("not TOML: "));
    }

    #[test]
    fn annotations_say_what_forms_show() {
        assert_eq!(
            problems("[annotations.a]\nenumTitles = 1\norder = 'x'\nsecret = true\n"),
            [
                "the value of `enumTitles` is not a table of values and titles",
                "the value of `order` is not a whole number",
                "`[annotations]` has no key `secret`",
            ]
        );
    }

    /// Whether it is a secret is for the option to say.
    #[test]
    fn all_that_an_option_says_of_itself_can_be_said_here_but_secrecy() {
        let here = ANNOTATIONS.map(|(name, _)| name);
        let of_options = Ui::NAMES.into_iter().filter(|name| *name != "secret");
        assert_eq!(of_options.collect::<Vec<_>>(), here);
    }
}
