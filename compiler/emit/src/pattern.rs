//! Patterns of option types as patterns of JSON Schema: POSIX extended expressions, which Nix
//! matches as a whole and byte by byte, to ECMA-262 over code points.
//!
//! The translation is never narrower. Where only ASCII can match, it is exact. What it does
//! not know how to say (collating symbols, counts that could split a character) has none.

/// A translated pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Translated {
    pub(crate) pattern: String,
    /// Whether it takes exactly what Nix takes.
    pub(crate) exact: bool,
}

/// The pattern for a POSIX expression; none where there is no safe one.
pub(crate) fn translate(posix: &str) -> Option<Translated> {
    let mut reader = Reader { text: posix.chars().collect(), at: 0, exact: true, depth: 0 };
    let body = reader.alternatives()?;
    if reader.at < reader.text.len() {
        return None;
    }
    Some(Translated { pattern: format!("^(?:{body})$"), exact: reader.exact })
}

struct Reader {
    text: Vec<char>,
    at: usize,
    exact: bool,
    depth: usize,
}

/// Something that can be repeated.
struct Atom {
    text: String,
    /// Whether one byte of a longer character could be what it matched.
    wide: bool,
}

/// Nested groups beyond this are nobody's pattern.
const DEPTH: usize = 64;

impl Reader {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += 1;
        Some(next)
    }

    fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn alternatives(&mut self) -> Option<String> {
        let mut text = self.sequence()?;
        while self.eat('|') {
            text = format!("{text}|{}", self.sequence()?);
        }
        Some(text)
    }

    fn sequence(&mut self) -> Option<String> {
        let mut text = String::new();
        let mut after_wide = false;
        while let Some(next) = self.peek() {
            if next == '|' || (next == ')' && self.depth > 0) {
                break;
            }
            let atom = self.atom()?;
            // Two such atoms side by side could share one character.
            if atom.wide && after_wide {
                return None;
            }
            after_wide = atom.wide;
            text += &self.repeated(atom)?;
        }
        Some(text)
    }

    fn atom(&mut self) -> Option<Atom> {
        let narrow = |text: String| Atom { text, wide: false };
        Some(match self.next()? {
            '(' => {
                self.depth += 1;
                let before = std::mem::replace(&mut self.exact, true);
                let body = if self.depth > DEPTH { return None } else { self.alternatives()? };
                self.depth -= 1;
                let wide = !std::mem::replace(&mut self.exact, before);
                self.exact &= !wide;
                if !self.eat(')') {
                    return None;
                }
                Atom { text: format!("(?:{body})"), wide }
            }
            '.' => {
                self.exact = false;
                Atom { text: "[\\s\\S]".into(), wide: true }
            }
            '[' => self.class()?,
            '^' => narrow("^".into()),
            '$' => narrow("$".into()),
            '\\' => match self.next()? {
                letter if letter.is_ascii_punctuation() => narrow(escaped(letter)),
                _ => return None,
            },
            '*' | '+' | '?' | '{' => return None,
            letter => Atom { text: escaped(letter), wide: !letter.is_ascii() },
        })
    }

    /// The repetitions behind an atom.
    fn repeated(&mut self, atom: Atom) -> Option<String> {
        let mut text = atom.text;
        let mut first = true;
        while let Some(next) = self.peek() {
            let count = match next {
                '*' => "*".to_owned(),
                '+' => "+".to_owned(),
                '?' => "?".to_owned(),
                '{' => self.count(atom.wide)?,
                _ => break,
            };
            if next != '{' {
                self.at += 1;
            }
            // A repeated character of several bytes repeats its last byte only.
            if atom.wide && !text.is_ascii() {
                return None;
            }
            text = if first { text + &count } else { format!("(?:{text}){count}") };
            first = false;
        }
        Some(text)
    }

    /// `{m}`, `{m,}`, `{m,n}`: of bytes, so that up to four make one character.
    fn count(&mut self, wide: bool) -> Option<String> {
        self.at += 1;
        let least = self.number()?;
        let most = if self.eat(',') {
            if self.peek() == Some('}') { None } else { Some(self.number()?) }
        } else {
            Some(least)
        };
        if !self.eat('}') || most.is_some_and(|most| most < least) {
            return None;
        }
        let least = if wide { least.div_ceil(4) } else { least };
        Some(match most {
            Some(most) if most == least => format!("{{{least}}}"),
            Some(most) => format!("{{{least},{most}}}"),
            None => format!("{{{least},}}"),
        })
    }

    fn number(&mut self) -> Option<u32> {
        let start = self.at;
        while self.peek().is_some_and(|digit| digit.is_ascii_digit()) {
            self.at += 1;
        }
        self.text[start..self.at].iter().collect::<String>().parse().ok()
    }

    /// A bracket expression behind its `[`: `]` is a member if it comes first, and a
    /// backslash is one like any other.
    fn class(&mut self) -> Option<Atom> {
        let negated = self.eat('^');
        let mut members = String::new();
        let mut wide = negated;
        let mut first = true;
        loop {
            match self.next()? {
                ']' if !first => break,
                '[' if matches!(self.peek(), Some('.' | '=')) => return None,
                '[' if self.eat(':') => members += self.named_class()?,
                letter => {
                    wide |= !letter.is_ascii();
                    members += &in_class(letter);
                    if self.peek() == Some('-') && self.text.get(self.at + 1).is_some_and(|&it| it != ']') {
                        self.at += 1;
                        let last = self.next()?;
                        wide |= !last.is_ascii();
                        members = format!("{members}-{}", in_class(last));
                    }
                }
            }
            first = false;
        }
        self.exact &= !wide;
        Some(Atom { text: format!("[{}{members}]", if negated { "^" } else { "" }), wide })
    }

    /// The members of `[:name:]`, behind its `[:`, as bytes of ASCII.
    fn named_class(&mut self) -> Option<&'static str> {
        let start = self.at;
        while self.next()? != ':' {}
        let name: String = self.text[start..self.at - 1].iter().collect();
        if !self.eat(']') {
            return None;
        }
        Some(match name.as_str() {
            "alpha" => "A-Za-z",
            "digit" => "0-9",
            "alnum" => "0-9A-Za-z",
            "upper" => "A-Z",
            "lower" => "a-z",
            "space" => " \\t\\n\\v\\f\\r",
            "blank" => " \\t",
            "punct" => "!-\\/:-@\\[-`{-~",
            "print" => " -~",
            "graph" => "!-~",
            "cntrl" => "\\x00-\\x1f\\x7f",
            "xdigit" => "0-9A-Fa-f",
            _ => return None,
        })
    }
}

fn escaped(letter: char) -> String {
    if "\\^$.*+?()[]{}|/".contains(letter) { format!("\\{letter}") } else { letter.to_string() }
}

fn in_class(letter: char) -> String {
    if "\\]^[-".contains(letter) { format!("\\{letter}") } else { letter.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(posix: &str, pattern: &str) {
        let expected = Translated { pattern: pattern.into(), exact: true };
        assert_eq!(translate(posix), Some(expected), "{posix}");
    }

    #[test]
    fn what_is_ascii_is_exact() {
        exact("[a-z]+", "^(?:[a-z]+)$");
        exact("a|b", "^(?:a|b)$");
        exact("[]a\\]*", "^(?:[\\]a\\\\]*)$");
        exact("[[:digit:]]{2,3}", "^(?:[0-9]{2,3})$");
        exact("(a|b)c?", "^(?:(?:a|b)c?)$");
        exact("a\\.b", "^(?:a\\.b)$");
        exact("[a-]", "^(?:[a\\-])$");
        exact("a**", "^(?:(?:a*)*)$");
    }

    #[test]
    fn counted_bytes_become_fewer_characters() {
        let wider = |pattern: &str| Some(Translated { pattern: pattern.into(), exact: false });
        assert_eq!(translate(".{2,8}"), wider("^(?:[\\s\\S]{1,8})$"));
        assert_eq!(translate("[^@ ]+@[^@ ]+"), wider("^(?:[^@ ]+@[^@ ]+)$"));
    }

    #[test]
    fn what_could_be_narrower_has_no_pattern() {
        for posix in ["..", "é{1,2}", "[[.a.]]", "(a", "a{2,1}", "\\d", "*a"] {
            assert_eq!(translate(posix), None, "{posix}");
        }
    }
}
