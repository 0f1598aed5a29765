//! Where a cursor stands in a JSON text, whatever is wrong with it: read from its beginning up
//! to the cursor, and on to the end of the object around it.

use fedic_diagnostics::Span;

/// What is at a cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct JsonPlace {
    /// The keys that lead to it; none for an element of an array. The last one is the key
    /// itself, where the cursor is in a value.
    pub(crate) path: Vec<Option<String>>,
    pub(crate) kind: JsonKind,
    /// What is written there, its quotes included.
    pub(crate) written: Span,
    /// The other keys of the object around it.
    pub(crate) siblings: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JsonKind {
    Key,
    Value,
}

impl JsonPlace {
    /// The keys that lead to it, its own included where it is a key.
    pub(crate) fn keys(&self, text: &str) -> Vec<Option<String>> {
        let mut keys = self.path.clone();
        if self.kind == JsonKind::Key {
            let key = text.get(self.written.start as usize..self.written.end as usize).unwrap_or_default();
            keys.push(Some(key.trim_matches('"').to_owned()));
        }
        keys
    }
}

enum Container {
    Object { keys: Vec<String>, key: Option<String>, value: bool },
    Array,
}

/// A piece of a text: a string, a word, or a sign by itself.
#[derive(Clone, Copy)]
struct Piece<'t> {
    start: usize,
    text: &'t str,
}

/// What is at an offset; none in front of everything.
pub(crate) fn place(text: &str, offset: u32) -> Option<JsonPlace> {
    let offset = offset as usize;
    let mut open: Vec<Container> = Vec::new();
    let mut at: Option<(usize, JsonPlace)> = None;
    for piece in pieces(text) {
        let end = piece.start + piece.text.len();
        let is_sign = matches!(piece.text, "{" | "}" | "[" | "]" | "," | ":");
        let around = if is_sign { piece.start >= offset } else { end >= offset };
        if at.is_none() && around {
            let on = !is_sign && piece.start <= offset;
            // A string without its end ends at the cursor.
            let open_string =
                piece.text.starts_with('"') && (piece.text.len() == 1 || !piece.text.ends_with('"'));
            let written = match on {
                true if open_string => (piece.start, offset),
                true => (piece.start, end),
                false => (offset, offset),
            };
            at = Some((open.len(), here(&open, written)?));
            if !on && matches!(piece.text, ":") {
                at.as_mut()?.1.kind = JsonKind::Key;
            }
        }
        let before = open.len();
        step(&mut open, piece);
        if let Some((depth, place)) = &mut at {
            if before == *depth && open.len() < before {
                break;
            }
            if let Some(Container::Object { keys, .. }) = open.get(depth.wrapping_sub(1)) {
                place.siblings.clone_from(keys);
            }
        }
    }
    let mut found = match at {
        Some((_, place)) => place,
        None => here(&open, (offset, offset))?,
    };
    if found.kind == JsonKind::Key {
        let own = text[found.written.start as usize..found.written.end as usize].trim_matches('"').to_owned();
        if let Some(index) = found.siblings.iter().position(|it| *it == own) {
            found.siblings.remove(index);
        }
    }
    Some(found)
}

fn here(open: &[Container], (start, end): (usize, usize)) -> Option<JsonPlace> {
    let (last, around) = open.split_last()?;
    let mut path: Vec<Option<String>> = around.iter().map(key_of).collect();
    let (kind, siblings) = match last {
        Container::Object { value: true, keys, .. } => {
            path.push(key_of(last));
            (JsonKind::Value, keys.clone())
        }
        Container::Object { keys, .. } => (JsonKind::Key, keys.clone()),
        Container::Array => {
            path.push(None);
            (JsonKind::Value, Vec::new())
        }
    };
    let written = Span::new(u32::try_from(start).ok()?, u32::try_from(end).ok()?);
    Some(JsonPlace { path, kind, written, siblings })
}

fn key_of(container: &Container) -> Option<String> {
    match container {
        Container::Object { key, .. } => key.clone(),
        Container::Array => None,
    }
}

fn step(open: &mut Vec<Container>, piece: Piece<'_>) {
    match piece.text {
        "{" => open.push(Container::Object { keys: Vec::new(), key: None, value: false }),
        "[" => open.push(Container::Array),
        "}" | "]" => {
            open.pop();
        }
        ":" => {
            if let Some(Container::Object { value, .. }) = open.last_mut() {
                *value = true;
            }
        }
        "," => {
            if let Some(Container::Object { value, .. }) = open.last_mut() {
                *value = false;
            }
        }
        text => {
            if let Some(Container::Object { keys, key, value: false }) = open.last_mut()
                && text.starts_with('"')
            {
                let name = text.trim_matches('"').to_owned();
                keys.push(name.clone());
                *key = Some(name);
            }
        }
    }
}

fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += text[at..].len() - text[at..].trim_start().len();
        let rest = &text[at..];
        let first = rest.chars().next()?;
        let len = match first {
            '{' | '}' | '[' | ']' | ',' | ':' => 1,
            '"' => string_len(rest),
            _ => rest.find(|it: char| it.is_whitespace() || "{}[],:\"".contains(it)).unwrap_or(rest.len()),
        };
        let piece = Piece { start: at, text: &rest[..len] };
        at += len;
        Some(piece)
    })
}

/// A string ends at its quote, or with its line.
fn string_len(rest: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            '\n' => return at,
            '"' if !escaped => return at + 1,
            _ => escaped = letter == '\\' && !escaped,
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> (Vec<String>, JsonKind, Vec<String>) {
        let offset = u32::try_from(text.find('|').unwrap_or_default()).unwrap_or(0);
        let Some(place) = place(&text.replace('|', ""), offset) else { unreachable!("there is an object") };
        let path = place.path.into_iter().map(|key| key.unwrap_or_else(|| "*".to_owned()));
        (path.collect(), place.kind, place.siblings)
    }

    #[test]
    fn keys_and_values_are_told_apart_in_broken_texts() {
        assert_eq!(at(r#"{ "a": 1, | }"#), (vec![], JsonKind::Key, vec!["a".to_owned()]));
        assert_eq!(at(r#"{ "a": { "b|" } }"#), (vec!["a".to_owned()], JsonKind::Key, vec![]));
        assert_eq!(at(r#"{ "a": | }"#).1, JsonKind::Value);
        assert_eq!(at(r#"{ "a": [ "|"#), (vec!["a".to_owned(), "*".to_owned()], JsonKind::Value, vec![]));
        assert_eq!(at("{ \"a\": tr|\n \"c\": 2 }").0, vec!["a".to_owned()]);
        assert_eq!(at(r#"{ | "c": 2 }"#).2, vec!["c".to_owned()]);
    }
}
