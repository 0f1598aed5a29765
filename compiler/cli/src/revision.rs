//! A revision of a git repository as a disk: what it holds lies where the repository lies, and
//! nothing else is there. Git itself is asked, once for the names and then for each file.

use fedic_analysis::{Disk, Entry, FileKind, LoadError};
use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

/// A revision that can be read.
pub(crate) struct Revision {
    /// The folder of the repository.
    pub(crate) root: PathBuf,
    pub(crate) disk: Arc<dyn Disk>,
}

/// Opens a revision of the repository that a folder lies in.
///
/// # Errors
/// What git says against it, in words.
pub(crate) fn open(folder: &str, revision: &str) -> Result<Revision, String> {
    let no_model = format!("`{revision}` is no folder, no file and no revision");
    if revision.is_empty() || revision.starts_with('-') {
        return Err(no_model);
    }
    let root = git(folder, &["rev-parse", "--show-toplevel"]).map_err(|_| no_model.clone())?;
    let root = PathBuf::from(String::from_utf8_lossy(&root).trim_end_matches('\n'));
    let commit = format!("{revision}^{{commit}}");
    let commit = git(folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]);
    let commit = commit.map_err(|_| no_model)?;
    let commit = String::from_utf8_lossy(&commit).trim().to_owned();
    let listed = git(folder, &["ls-tree", "-r", "-z", "--full-tree", &commit])?;
    let mut files = BTreeMap::new();
    for line in listed.split(|it| *it == 0) {
        let line = String::from_utf8_lossy(line);
        let Some((about, name)) = line.split_once('\t') else { continue };
        let mut about = about.split(' ');
        let (Some(mode), Some(_), Some(id)) = (about.next(), about.next(), about.next()) else { continue };
        if let Some(path) = root.join(name).to_str() {
            files.insert(path.to_owned(), Blob { mode: mode.to_owned(), id: id.to_owned() });
        }
    }
    let disk = Arc::new(Tree { files, objects: Mutex::new(Objects::start(folder)?) });
    Ok(Revision { root, disk })
}

fn git(folder: &str, arguments: &[&str]) -> Result<Vec<u8>, String> {
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).output();
    let output = output.map_err(|error| format!("git cannot be started: {error}"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    Err(format!("git: {}", String::from_utf8_lossy(&output.stderr).trim_end()))
}

struct Blob {
    mode: String,
    id: String,
}

/// The files of a revision, by their paths.
struct Tree {
    files: BTreeMap<String, Blob>,
    objects: Mutex<Objects>,
}

impl Tree {
    fn below<'t>(&'t self, path: &'t str) -> impl Iterator<Item = &'t str> {
        let prefix = format!("{}/", path.trim_end_matches('/'));
        let start = prefix.clone();
        let files = self.files.range(start..).map(|(file, _)| file.as_str());
        let length = prefix.len();
        files.take_while(move |file| file.starts_with(&prefix)).map(move |file| &file[length..])
    }

    fn blob(&self, blob: &Blob) -> Result<Vec<u8>, LoadError> {
        let mut objects = self.objects.lock().unwrap_or_else(PoisonError::into_inner);
        objects.read(&blob.id).map_err(|error| LoadError::Unreadable(error.to_string()))
    }
}

impl Disk for Tree {
    fn entry(&self, path: &str) -> Entry {
        match self.files.get(path) {
            Some(blob) if blob.mode == "120000" => match self.blob(blob) {
                Ok(target) => Entry::Symlink(String::from_utf8_lossy(&target).into_owned()),
                Err(_) => Entry::Other,
            },
            Some(blob) if blob.mode == "160000" => Entry::Other,
            Some(blob) => Entry::File { executable: blob.mode == "100755" },
            None if path == "/" || self.below(path).next().is_some() => Entry::Folder,
            None => Entry::Missing,
        }
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        self.files.get(path).map_or(Err(LoadError::Missing), |blob| self.blob(blob))
    }

    fn list(&self, path: &str) -> Result<Vec<(String, FileKind)>, LoadError> {
        let mut names = BTreeMap::new();
        for rest in self.below(path) {
            let (name, kind) = match rest.split_once('/') {
                Some((name, _)) => (name, FileKind::Directory),
                None => match self.files.get(&format!("{}/{rest}", path.trim_end_matches('/'))) {
                    Some(blob) if blob.mode == "120000" => (rest, FileKind::Symlink),
                    Some(_) | None => (rest, FileKind::Regular),
                },
            };
            names.insert(name.to_owned(), kind);
        }
        if names.is_empty() { Err(LoadError::Missing) } else { Ok(names.into_iter().collect()) }
    }
}

/// `git cat-file --batch`, which gives one object after the other.
struct Objects {
    child: Child,
    ask: ChildStdin,
    answer: BufReader<ChildStdout>,
}

impl Objects {
    fn start(folder: &str) -> Result<Objects, String> {
        let child = Command::new("git")
            .args(["-C", folder, "cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        let mut child = child.map_err(|error| format!("git cannot be started: {error}"))?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(ask), Some(answer)) => Ok(Objects { child, ask, answer: BufReader::new(answer) }),
            _ => Err("git gives no answers".to_owned()),
        }
    }

    fn read(&mut self, id: &str) -> std::io::Result<Vec<u8>> {
        writeln!(self.ask, "{id}")?;
        self.ask.flush()?;
        let mut head = String::new();
        self.answer.read_line(&mut head)?;
        let length = head.trim_end().rsplit(' ').next().and_then(|it| it.parse().ok());
        let length: usize = length.ok_or_else(|| std::io::Error::other(head.trim_end().to_owned()))?;
        // Behind each object stands a line end.
        let mut bytes = vec![0; length + 1];
        self.answer.read_exact(&mut bytes)?;
        bytes.truncate(length);
        Ok(bytes)
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        let _ = self.child.kill().and_then(|()| self.child.wait().map(drop));
    }
}

#[cfg(test)]
mod tests {
    use super::open;

    #[test]
    fn an_option_of_git_is_no_revision() {
        assert!(open("/", "--upload-pack").is_err());
    }
}
