//! Code as a text that can be compared: an expression with what the names in it are bound to in
//! its file. Two that read the same decide the same, as far as one file tells.

use std::collections::BTreeSet;

/// More bindings than this are not followed.
const MOST: usize = 64;

/// The text of an expression and of the bindings of the file that it names, white space apart.
pub(super) fn with_bindings(expression: &str, file: &str) -> String {
    let mut whole = squeezed(expression);
    let mut known = BTreeSet::new();
    let mut rest: Vec<String> = names(expression);
    while let Some(name) = rest.pop() {
        if known.len() >= MOST {
            // Then anything in the file may be meant.
            return squeezed(file);
        }
        if !known.insert(name.clone()) {
            continue;
        }
        for bound in bindings(file, &name) {
            // A set that holds the expression itself says nothing more of it.
            if !bound.contains(expression) {
                whole += &format!("\n{name} = {}", squeezed(bound));
                rest.extend(names(bound));
            }
        }
    }
    whole
}

/// The binding that a name at an offset begins, up to its semicolon.
pub(super) fn binding(file: &str, offset: u32) -> Option<&str> {
    Some(up_to_semicolon(file.get(offset as usize..)?))
}

fn up_to_semicolon(text: &str) -> &str {
    let (mut level, mut at) = (0i32, 0);
    while let Some(letter) = text[at..].chars().next() {
        if let Some(length) = aside(&text[at..]) {
            at += length;
            continue;
        }
        level += i32::from("([{".contains(letter)) - i32::from(")]}".contains(letter));
        if level < 0 || (level == 0 && letter == ';') {
            break;
        }
        at += letter.len_utf8();
    }
    &text[..at]
}

/// How long the string or comment is that a text begins with.
fn aside(text: &str) -> Option<usize> {
    let until =
        |from: usize, end: &str| text[from..].find(end).map_or(text.len(), |at| from + at + end.len());
    if text.starts_with('#') {
        return Some(until(1, "\n"));
    }
    if text.starts_with("/*") {
        return Some(until(2, "*/"));
    }
    let (quote, escapes): (&str, &[&str]) =
        if text.starts_with("''") { ("''", &["'''", "''$", "''\\"]) } else { ("\"", &["\\\"", "\\\\"]) };
    let mut at = text.starts_with(quote).then_some(quote.len())?;
    while let Some(letter) = text[at..].chars().next() {
        match escapes.iter().find(|escape| text[at..].starts_with(**escape)) {
            Some(escape) => at += escape.len(),
            None if text[at..].starts_with(quote) => return Some(at + quote.len()),
            None => at += letter.len_utf8(),
        }
    }
    Some(at)
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || "_-'".contains(letter)
}

/// The names in a text, without those behind a dot and those that are bound in it.
fn names(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut before = ' ';
    let mut name = String::new();
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        if is_of_name(letter) {
            name.push(letter);
            continue;
        }
        let behind = text[at..].trim_start();
        let is_bound = behind.starts_with('=') && !behind.starts_with("==");
        if !name.is_empty() && before != '.' && !is_bound && !name.starts_with(|it: char| it.is_ascii_digit())
        {
            names.push(name.clone());
        }
        if !name.is_empty() || !letter.is_whitespace() {
            before = letter;
        }
        name.clear();
    }
    names
}

/// What stands behind `name =` in a file, up to the semicolon at its level.
fn bindings<'f>(file: &'f str, name: &str) -> Vec<&'f str> {
    let mut found = Vec::new();
    for (at, _) in file.match_indices(name) {
        let starts = !file[..at].ends_with(|it: char| is_of_name(it) || it == '.');
        let behind = file[at + name.len()..].trim_start();
        if let (true, Some(bound)) = (starts, behind.strip_prefix('='))
            && !bound.starts_with('=')
        {
            found.push(up_to_semicolon(bound));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::with_bindings;

    #[test]
    fn what_a_name_is_bound_to_belongs_to_the_code() {
        let file = "{ lib }: let even = x: x > limit; limit = 3; other = 4; in lib.types.addCheck int even";
        let text = with_bindings("addCheck int even", file);
        assert!(text.contains("limit = 3") && !text.contains("other"), "{text}");
    }
    #[test]
    fn a_binding_ends_at_its_own_semicolon() {
        let ends = super::up_to_semicolon;
        assert_eq!(ends(r#""a;\";b" + 1; c"#), r#""a;\";b" + 1"#);
        assert_eq!(ends("/* ; */ f 2; c"), "/* ; */ f 2");
        assert_eq!(ends("1 # ;\n + 2; b"), "1 # ;\n + 2");
        assert_eq!(ends("''a; ''' ;''; b"), "''a; ''' ;''");
    }
}
