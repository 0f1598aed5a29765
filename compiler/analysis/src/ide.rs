//! What editors ask: plain data in their words. Each question is a file below; all of them see
//! a file through [`view`], and the model through what was last known of it.

pub(crate) mod completion;
mod json;
mod levels;
mod library;
mod option_text;
pub(crate) mod remembered;
pub(crate) mod signature;
mod types;
mod view;

use crate::database::Db;
use crate::files::FileText;
use crate::nixos::nixos;
use crate::project::{self, Project};
use crate::queries;
use crate::reach::resolve;
use crate::report::{SourceRange, source_range};
use crate::setup::Setup;
use fedic_check::{Model, Nixos};
use fedic_diagnostics::Span;
use fedic_model::{Interface, OptionId, TypeId};
use levels::Level;
use remembered::Memory;
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

    pub(crate) fn view(&self) -> View<'q> {
        View::of(self.db, self.memory, self.project, self.file)
    }

    pub(crate) fn range(&self, span: Span) -> Option<SourceRange> {
        source_range(self.db, self.file.id(self.db), span)
    }

    /// What configurations of the project are made of, as far as the model says.
    pub(crate) fn configured(&self) -> Option<Configured<'q>> {
        let project = self.project?;
        let remembered = self.memory.of(self.db, project);
        let interfaces = remembered.parts.iter().map(|part| &part.evaluation.interface);
        let interface = interfaces.filter(|it| it.written().is_some()).next_back()?.clone();
        Some(Configured { interface, nixos: nixos(self.db, project) })
    }
}

/// The type of configurations.
pub(crate) struct Configured<'q> {
    pub(crate) interface: Arc<Interface>,
    nixos: &'q Nixos,
}

impl Configured<'_> {
    pub(crate) fn model(&self) -> Model<'_> {
        Model { own: &self.interface, nixos: self.nixos }
    }

    /// What may be written below some keys; elements of arrays have none.
    pub(crate) fn levels(&self, path: &[Option<String>]) -> Vec<Level> {
        let model = self.model();
        let Some(ty) = self.interface.written() else { return Vec::new() };
        path.iter().flatten().fold(levels::opened(model, ty, None, 0), |levels, key| {
            levels.into_iter().flat_map(|level| levels::below(model, level, key)).collect()
        })
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
