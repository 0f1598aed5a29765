//! Names of attributes as titles for people and as names of definitions.

use fedic_model::nix;

/// Words that are written in capitals.
const ACRONYMS: [&str; 12] =
    ["API", "CPU", "DNS", "HTTP", "ID", "IP", "RAM", "S3", "SSH", "TLS", "URL", "VM"];

/// `maxUploadSize` and `max-upload-size` are "Max upload size"; known acronyms are capitals.
pub(crate) fn title(name: &str) -> String {
    let words = words(name).into_iter().enumerate().map(|(index, word)| match acronym(&word) {
        Some(capitals) => capitals.to_owned(),
        None if index == 0 => capitalised(&word),
        None => word.to_lowercase(),
    });
    let title = words.collect::<Vec<_>>().join(" ");
    if title.is_empty() { nix::attribute_name(name).into_owned() } else { title }
}

/// `max-upload-size` is "MaxUploadSize": a name that generators of code can use, of letters and
/// digits that all of them know.
#[must_use]
pub fn pascal_case(name: &str) -> String {
    let whole: String = words(name).iter().map(|word| capitalised(word)).collect();
    let known: String = whole.chars().filter(char::is_ascii_alphanumeric).collect();
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
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for letter in name.chars() {
        let starts = letter.is_uppercase() && (before.is_lowercase() || before.is_ascii_digit());
        if !letter.is_alphanumeric() || starts {
            words.push(String::new());
        }
        if letter.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.push(letter);
        }
        before = letter;
    }
    words.retain(|word| !word.is_empty());
    words
}

fn acronym(word: &str) -> Option<&'static str> {
    ACRONYMS.into_iter().find(|it| it.eq_ignore_ascii_case(word))
}

/// A text that begins with a capital.
pub(crate) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
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
