//! `fedic init`: a project to begin with, which checks, plans and passes its tests at once.

use super::folder;
use crate::output::{self, Status};
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// The name in the starter's files that the project's own stands for.
const NAME: &str = "starter";

/// The files of the project that new ones are made from.
const FILES: [(&str, &str); 9] = [
    ("fedic.toml", include_str!("../../starter/fedic.toml")),
    ("model.nix", include_str!("../../starter/model.nix")),
    ("applications/starter.nix", include_str!("../../starter/applications/starter.nix")),
    ("environments/production.nix", include_str!("../../starter/environments/production.nix")),
    ("configuration.json", include_str!("../../starter/configuration.json")),
    ("tests.nix", include_str!("../../starter/tests.nix")),
    ("README.md", include_str!("../../starter/README.md")),
    (".gitignore", include_str!("../../starter/.gitignore")),
    (".github/workflows/fedic.yml", include_str!("../../starter/.github/workflows/fedic.yml")),
];

/// Writes a project to a folder, named after it. Nothing that is there is touched.
pub(crate) fn run(named: Option<&str>) -> Status {
    let here = match folder() {
        Ok(folder) => folder,
        Err(status) => return status,
    };
    let top = Path::new(&here).join(named.unwrap_or("."));
    if let Err(error) = fs::create_dir_all(&top) {
        output::say(&format!("fedic: cannot make the folder `{}`: {error}", top.display()));
        return Status::Usage;
    }
    let top = fs::canonicalize(&top).unwrap_or(top);
    let name = name(&top.file_name().unwrap_or_default().to_string_lossy());
    let files: Vec<(String, String)> =
        FILES.iter().map(|(path, text)| (path.replace(NAME, &name), text.replace(NAME, &name))).collect();
    let there: Vec<&str> =
        files.iter().map(|(path, _)| path.as_str()).filter(|path| top.join(path).exists()).collect();
    if !there.is_empty() {
        output::say(&format!(
            "fedic: `{}` has {} already; a new project needs a folder of its own, such as `fedic init blog`",
            top.display(),
            there.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", ")
        ));
        return Status::Usage;
    }
    for (path, text) in &files {
        if let Err(error) = write(&top.join(path), text) {
            output::say(&format!("fedic: cannot write `{}`: {error}", top.join(path).display()));
            return Status::Usage;
        }
    }
    output::answer(&told(&name, named.filter(|it| *it != "."), &files))
}

/// Writes a file that is not there yet.
fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::File::create_new(path)?.write_all(text.as_bytes())
}

/// What was made, and what to try next.
fn told(name: &str, folder: Option<&str>, files: &[(String, String)]) -> String {
    let list: String = files.iter().map(|(path, _)| format!("  {path}\n")).collect();
    let enter = folder.map_or_else(String::new, |folder| format!("  cd {}\n", quoted(folder)));
    format!(
        "The project `{name}`:\n{list}\nTry next:\n{enter}  fedic check\n  fedic plan\n  fedic test --watch\n\n\
         To see how a mistake is told, write `domian` for `domain` in configuration.json, and check again.\n"
    )
}

/// A word for a shell.
fn quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "/._-+,@".contains(letter);
    if word.chars().all(plain) { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

/// The name of a folder as one that Nix, JSON and domains take: small letters, digits and
/// hyphens, a letter first.
fn name(folder: &str) -> String {
    let letters = folder.to_lowercase();
    let parts: Vec<&str> =
        letters.split(|it: char| !it.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let name: String = parts.join("-").chars().take(40).collect();
    let name = name.trim_end_matches('-');
    let is_word = |word: &str| {
        ["assert", "else", "if", "in", "inherit", "let", "or", "rec", "then", "with"].contains(&word)
    };
    match name.chars().next() {
        None => "service".to_owned(),
        Some(first) if first.is_ascii_digit() || is_word(name) => format!("service-{name}"),
        Some(_) => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_folder_gives_a_name() {
        let named = ["blog", "My Blog (2)", "2nd", "übung", "in", "…", ""].map(name);
        assert_eq!(named, ["blog", "my-blog-2", "service-2nd", "bung", "service-in", "service", "service"]);
    }
}
