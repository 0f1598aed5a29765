//! What editors ask: plain data in their words. Each question is a file below; all of them see
//! a file through [`view`], and the model through what was last known of it.

pub(crate) mod actions;
pub(crate) mod completion;
pub(crate) mod definition;
pub(crate) mod hints;
pub(crate) mod hover;
mod json;
mod levels;
pub(crate) mod library;
mod mentions;
mod option_text;
pub(crate) mod references;
pub(crate) mod remembered;
pub(crate) mod rename;
mod resolve;
pub(crate) mod signature;
pub(crate) mod structure;
pub(crate) mod symbols;
mod target;
pub(crate) mod tokens;
mod types;
pub(crate) mod value;
mod view;

use crate::database::Db;
use crate::files::FileText;
use crate::nixos::nixos;
use crate::project::{self, Project};
use crate::reach::resolve;
use crate::report::{SourceRange, range, source_range};
use crate::setup::Setup;
use crate::{paths, queries};
use definition::{Declared, declaration};
use fedic_check::{Model, Nixos};
use fedic_diagnostics::{Place, Span, Spot};
use fedic_model::{OptionId, TypeId};
use fedic_syntax::json::Json;
use levels::Level;
use remembered::{Memory, Part, Remembered};
use std::sync::Arc;
use view::View;

/// A file about which something is asked.
pub(crate) struct Asked<'q> {
    pub(crate) db: &'q dyn Db,
    pub(crate) memory: &'q Memory,
    /// Free of symlinks.
    pub(crate) path: String,
    pub(crate) file: FileText,
    pub(crate) project: Option<Project<'q>>,
}

impl<'q> Asked<'q> {
    pub(crate) fn new(db: &'q dyn Db, setup: &Setup, memory: &'q Memory, path: &str) -> Asked<'q> {
        let path = resolve(db, path).unwrap_or_else(|_| path.to_owned());
        let file = db.files().text(db, &path);
        let project = project::find(db, &path, &setup.include);
        Asked { db, memory, path, file, project }
    }

    pub(crate) fn text(&self) -> Arc<str> {
        queries::text(self.db, self.file).as_ref().cloned().unwrap_or_default()
    }

    /// Whether it is data, and no Nix.
    pub(crate) fn is_data(&self) -> bool {
        self.path.ends_with(".json")
    }

    /// The file as Nix; none for data.
    pub(crate) fn view(&self) -> Option<View<'q>> {
        (!self.is_data()).then(|| View::of(self.db, self.memory, self.project, self.file))
    }

    pub(crate) fn range(&self, span: Span) -> Option<SourceRange> {
        source_range(self.db, self.file.id(self.db), span)
    }

    /// The line at which a configuration sets something of an application.
    pub(crate) fn written_at(&self, file: &str, application: &str, path: &[String]) -> Option<u32> {
        let folder = &self.project?.layout(self.db).folder;
        let file = self.db.files().text(self.db, &paths::join(folder, file));
        let parsed = queries::json(self.db, file);
        let tree = parsed.tree.as_ref().ok()?;
        let (mut at, mut key) = (tree.root(), None);
        let names = ["applications", application].into_iter().chain(path.iter().map(String::as_str));
        for name in names {
            let Json::Object(members) = tree.get(at) else { return None };
            let member = members.iter().find(|member| *member.key.text == *name)?;
            (at, key) = (member.value, Some(member.at));
        }
        let place = Place { file: file.id(self.db), node: key? };
        Some(range(self.db, Spot::Node(place))?.start.line)
    }

    /// What configurations of the project are made of, as far as the model says.
    pub(crate) fn configured(&self) -> Option<Configured<'q>> {
        let project = self.project?;
        let remembered = self.memory.of(self.db, project);
        let part = remembered.parts.iter().rfind(|it| it.evaluation.interface.written().is_some())?;
        let part = part.clone();
        Some(Configured { part, remembered, nixos: nixos(self.db, project) })
    }
}

/// The type of configurations.
pub(crate) struct Configured<'q> {
    part: Arc<Part>,
    remembered: Arc<Remembered>,
    nixos: &'q Nixos,
}

impl Configured<'_> {
    pub(crate) fn model(&self) -> Model<'_> {
        Model { own: &self.part.evaluation.interface, nixos: self.nixos }
    }

    /// What declares an option.
    pub(crate) fn declared(&self, db: &dyn Db, option: OptionId) -> Option<Declared> {
        declaration(db, Some((&self.part, &self.remembered)), self.model(), option)
    }

    /// What may be written below some keys; elements of arrays have none.
    pub(crate) fn levels(&self, path: &[Option<String>]) -> Vec<Level> {
        let model = self.model();
        let Some(ty) = self.part.evaluation.interface.written() else { return Vec::new() };
        path.iter()
            .flatten()
            .fold(levels::opened(model, ty, None, 0), |levels, key| levels::all_below(model, &levels, key))
    }

    /// The type of what stands at some keys, and the option that it is.
    pub(crate) fn wanted(&self, path: &[Option<String>]) -> Option<(TypeId, Option<OptionId>)> {
        let model = self.model();
        let last = path.iter().rposition(Option::is_some)?;
        let key = path[last].as_deref()?;
        let around = self.levels(&path[..last]);
        let (mut ty, option) = around.into_iter().find_map(|level| levels::type_of_key(model, level, key))?;
        let elements = path.len() - last - 1;
        for _ in 0..elements {
            ty = levels::element(model, ty, 0)?;
        }
        Some((ty, option.filter(|_| elements == 0)))
    }
}
