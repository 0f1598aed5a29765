//! What editors ask: plain data in their words. Each question is a file below; all of them see
//! a file through [`view`], and the model through what was last known of it.

pub(crate) mod actions;
mod broken;
mod callers;
pub(crate) mod completion;
pub(crate) mod definition;
mod entries;
mod follow;
mod given;
pub(crate) mod hints;
pub(crate) mod hover;
mod imported;
mod inherited;
mod json;
pub(crate) mod levels;
pub(crate) mod library;
mod masked;
mod mentions;
mod option_text;
mod policies;
pub(crate) mod references;
pub(crate) mod remembered;
pub(crate) mod rename;
mod requests;
mod resolve;
pub(crate) mod signature;
pub(crate) mod structure;
mod suites;
pub(crate) mod symbols;
mod target;
pub(crate) mod tokens;
mod trial;
mod types;
mod usage;
pub(crate) mod value;
mod values;
mod view;
mod written;

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
use fedic_model::{Member, OptionId, TreeId, TypeId};
use fedic_syntax::json::Json;
use levels::Level;
use remembered::{Memory, Part, Remembered};
use std::sync::Arc;
use view::View;

/// What a file is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    Nix,
    Json,
    /// `fedic.toml`.
    Manifest,
}

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

    /// What the file is written in.
    pub(crate) fn language(&self) -> Language {
        match self.path.rsplit_once('.') {
            Some((_, "json")) => Language::Json,
            Some((_, "toml")) => Language::Manifest,
            Some(_) | None => Language::Nix,
        }
    }

    /// The file as Nix; none for data.
    pub(crate) fn view(&self) -> Option<View<'q>> {
        match self.language() {
            Language::Nix => Some(View::of(self.db, self.memory, self.project, self.file)),
            Language::Json | Language::Manifest => None,
        }
    }

    /// The file as Nix, for a question about an offset. A bracket too many can leave no tree of all that
    /// stands behind it: there the text counts in which that was not written yet.
    pub(crate) fn view_at(&self, offset: u32) -> Option<View<'q>> {
        let view = self.view()?;
        let whole = broken::whole(&view).filter(|(_, change)| !change.covers(offset));
        Some(whole.map_or(view, |(whole, _)| whole))
    }

    /// What is found in all of the file; see [`broken::everywhere`]. None in data.
    pub(crate) fn everywhere<T>(
        &self,
        find: impl Fn(&View<'q>) -> Vec<T>,
        starts_at: impl Fn(&T) -> u32,
    ) -> Vec<T> {
        self.view().map_or_else(Vec::new, |view| broken::everywhere(&view, find, starts_at))
    }

    pub(crate) fn range(&self, span: Span) -> Option<SourceRange> {
        source_range(self.db, self.file.id(self.db), span)
    }

    /// Where a place stands that the model speaks of.
    pub(crate) fn range_of(&self, place: Place) -> Option<SourceRange> {
        self.remembered().range(self.db, place)
    }

    /// The same, of an inherited name where it comes from.
    pub(crate) fn origin_of(&self, place: Place) -> Option<SourceRange> {
        self.remembered().origin(self.db, place)
    }

    /// What is remembered of the project, if it is anything.
    fn remembered(&self) -> Arc<Remembered> {
        self.project.and_then(|project| self.memory.known(self.db, project)).unwrap_or_default()
    }

    /// The line at which a configuration in JSON has some keys.
    pub(crate) fn written_at(&self, file: &str, keys: &[String]) -> Option<u32> {
        if !file.ends_with(".json") {
            return None;
        }
        let folder = &self.project?.layout(self.db).folder;
        let file = self.db.files().text(self.db, &paths::join(folder, file));
        let parsed = queries::json(self.db, file);
        let tree = parsed.tree.as_ref().ok()?;
        let (mut at, mut key) = (tree.root(), None);
        for name in keys {
            match tree.get(at) {
                Json::Object(members) => {
                    let member = members.iter().find(|member| *member.key.text == **name)?;
                    (at, key) = (member.value, Some(member.at));
                }
                Json::Array(items) => at = *items.get(name.parse::<usize>().ok()?)?,
                _ => return None,
            }
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
        Model { own: &self.part.evaluation.interface, nixos: self.nixos, trusts: true }
    }

    pub(crate) fn part(&self) -> &Part {
        &self.part
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

    /// The group of options that some keys lead to.
    pub(crate) fn group(&self, path: &[Option<String>]) -> Option<TreeId> {
        let (last, before) = path.split_last()?;
        let key = last.as_deref()?;
        let around = self.levels(before);
        around.into_iter().find_map(|level| match levels::member(self.model(), level, key)? {
            Member::Group(group) => Some(group),
            Member::Option(_) => None,
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
