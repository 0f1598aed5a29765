//! `fedic diff`: what changed between two versions of a model.

use super::{once, setup, show_reports, status, threaded};
use crate::arguments::{DiffArguments, DiffFor, DiffFormat, SearchArguments, When};
use crate::output::{self, Status, Stream};
use crate::revision;
use fedic_analysis::{Analysis, DiffAudience, DiffForm, DiffRequest, DiffSide, SavedInterface, diff};
use std::mem::ManuallyDrop;
use std::path::Path;

/// A version that was named in the call.
enum Named {
    Model(ManuallyDrop<Analysis>),
    Saved(Box<SavedInterface>),
}

impl Named {
    fn side(&self) -> DiffSide<'_> {
        match self {
            Named::Model(analysis) => DiffSide::Model(analysis),
            Named::Saved(saved) => DiffSide::Saved(saved),
        }
    }
}

/// Prints what changed; fails if something breaks.
pub(crate) fn run(arguments: &DiffArguments, color: When) -> Status {
    let folder = match super::folder() {
        Ok(folder) => folder,
        Err(status) => return status,
    };
    let named = |text: &str| named(&folder, text, &arguments.search);
    let new = arguments.new.as_deref().unwrap_or(".");
    let (old, new) = match (named(&arguments.old), named(new)) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(words), _) | (_, Err(words)) => {
            output::say(&format!("fedic: {words}"));
            return Status::Usage;
        }
    };
    let request = DiffRequest {
        form: match arguments.format {
            DiffFormat::Text => DiffForm::Text,
            DiffFormat::Json => DiffForm::Json,
            DiffFormat::Markdown => DiffForm::Markdown,
        },
        audiences: arguments.audiences.iter().map(|it| audience(*it)).collect(),
    };
    let answer = diff(old.side(), new.side(), &request);
    for (named, reports) in [(&old, &answer.old), (&new, &answer.new)] {
        if let Named::Model(analysis) = named {
            show_reports(analysis, reports, Stream::Err, color, None);
        }
    }
    let Some(text) = answer.text else {
        return status(&answer.old).max(status(&answer.new)).max(Status::Wrong);
    };
    let fails = answer.breaking > 0 || (answer.possibly_breaking > 0 && !arguments.allow_possible);
    output::answer(&text).max(if fails { Status::Wrong } else { Status::Fine })
}

fn audience(named: DiffFor) -> DiffAudience {
    match named {
        DiffFor::Operator => DiffAudience::Operator,
        DiffFor::Panel => DiffAudience::Panel,
        DiffFor::Author => DiffAudience::Author,
    }
}

/// The version that a word of the call means: a folder or a file that is there, else a revision.
fn named(folder: &str, text: &str, search: &SearchArguments) -> Result<Named, String> {
    let path = Path::new(folder).join(text);
    if path.is_dir() {
        let path = path.to_str().ok_or_else(|| format!("the name of `{text}` is not UTF-8"))?;
        return model(once(path, search), text);
    }
    if path.is_file() {
        let read = std::fs::read_to_string(&path).map_err(|error| format!("{text}: {error}"))?;
        let saved = fedic_analysis::read_saved(&read);
        let saved = saved.map_err(|error| format!("{text} is no saved interface: {error}"))?;
        return Ok(Named::Saved(Box::new(saved)));
    }
    let (revision, below) = text.split_once(':').map_or((text, None), |(it, below)| (it, Some(below)));
    let tree = revision::open(folder, revision)?;
    let folder = match below {
        Some(below) => tree.root.join(below),
        None => Path::new(folder).to_owned(),
    };
    let folder = folder.to_str().ok_or_else(|| format!("the name of `{text}` is not UTF-8"))?;
    let mut setup = setup(folder, search);
    setup.read_from(tree.disk);
    setup.ask_once();
    model(threaded(setup, None), text)
}

fn model(analysis: ManuallyDrop<Analysis>, text: &str) -> Result<Named, String> {
    match analysis.project_of(analysis.folder()) {
        Some(_) => Ok(Named::Model(analysis)),
        None => Err(format!("there is no model in `{text}`")),
    }
}
