//! Names of attributes as titles for people and as names of definitions.

use fedic_model::nix;

/// Words that are written in capitals.
const ACRONYMS: [&str; 12] =
    ["API", "CPU", "DNS", "HTTP", "ID", "IP", "RAM", "S3", "SSH", "TLS", "URL", "VM"];

/// `maxUploadSize` and `max-upload-size` are "Max upload size"; known acronyms are capitals.
pub(crate) fn title(name: &str) -> String {
    let mut title = String::with_capacity(name.len() + 8);
    for (index, word) in words(name).into_iter().enumerate() {
        title += if index == 0 { "" } else { " " };
        match acronym(word) {
            Some(capitals) => title += capitals,
            None if index == 0 => title.extend(capital_first(word)),
            None => title += &word.to_lowercase(),
        }
    }
    if title.is_empty() { nix::attribute_name(name).into_owned() } else { title }
}

/// `max-upload-size` is "MaxUploadSize": a name that generators of code can use, of letters and
/// digits that all of them know.
#[must_use]
pub fn pascal_case(name: &str) -> String {
    let mut known = String::with_capacity(name.len());
    known.extend(words(name).into_iter().flat_map(capital_first).filter(char::is_ascii_alphanumeric));
    match known.chars().next() {
        None => "Value".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("_{known}"),
        Some(_) => known,
    }
}

/// `users` is "user": the name of one of them, as far as spelling tells.
pub(crate) fn singular(name: &str) -> String {
    if let Some(stem) = name.strip_suffix("ies").filter(|stem| !stem.is_empty()) {
        return format!("{stem}y");
    }
    for ending in ["sses", "xes", "ches", "shes"] {
        if name.ends_with(ending) {
            return name[..name.len() - 2].to_owned();
        }
    }
    match name.strip_suffix('s') {
        Some(stem) if !stem.is_empty() && !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        Some(_) | None => name.to_owned(),
    }
}

/// Splits at anything but letters and digits, and where a capital follows a small letter.
fn words(name: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut before) = (None, ' ');
    for (at, letter) in name.char_indices() {
        let starts = letter.is_uppercase() && (before.is_lowercase() || before.is_ascii_digit());
        if (starts || !letter.is_alphanumeric())
            && let Some(from) = start.take()
        {
            words.push(&name[from..at]);
        }
        if letter.is_alphanumeric() {
            start = start.or(Some(at));
        }
        before = letter;
    }
    words.extend(start.map(|from| &name[from..]));
    words
}

fn acronym(word: &str) -> Option<&'static str> {
    ACRONYMS.into_iter().find(|it| it.eq_ignore_ascii_case(word))
}

/// A text that begins with a capital.
pub(crate) fn capitalised(word: &str) -> String {
    capital_first(word).collect()
}

fn capital_first(word: &str) -> impl Iterator<Item = char> {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_definitions_are_names_everywhere() {
        let names = ["users", "größe", "1st", "", "日本", "a.b c"];
        assert_eq!(names.map(pascal_case), ["Users", "Gre", "_1st", "Value", "Value", "ABC"]);
    }

    #[test]
    fn names_become_words() {
        let pairs = [
            ("enable", "Enable"),
            ("maxUploadSize", "Max upload size"),
            ("initial-user", "Initial user"),
            ("s3_endpoint-url", "S3 endpoint URL"),
            ("sshKey", "SSH key"),
        ];
        assert_eq!(pairs.map(|(name, _)| title(name)), pairs.map(|(_, words)| words.to_owned()));
    }

    #[test]
    fn plurals_become_one() {
        let pairs =
            [("users", "user"), ("entries", "entry"), ("boxes", "box"), ("status", "status"), ("s", "s")];
        assert_eq!(pairs.map(|(name, _)| singular(name)), pairs.map(|(_, one)| one.to_owned()));
    }
}
