//! Strings that match a POSIX regular expression, made along it: a short one, a long one, one
//! for each alternative. What it cannot read gives none.

/// Strings that most likely match as a whole.
pub(crate) fn matching(posix: &str) -> Vec<String> {
    let letters: Vec<char> = posix.chars().collect();
    let mut found = Vec::new();
    for (choice, more) in [(0, 0), (0, 2), (1, 1), (2, 3), (3, 1)] {
        let mut maker = Maker { text: &letters, at: 0, choice, more, depth: 0 };
        if let Some(made) = maker.alternatives()
            && maker.at == letters.len()
            && !found.contains(&made)
        {
            found.push(made);
        }
    }
    found
}

struct Maker<'t> {
    text: &'t [char],
    at: usize,
    /// Which alternative, and which member of a class, is taken.
    choice: usize,
    /// How often is repeated what may be repeated, beyond what must be.
    more: usize,
    depth: usize,
}

/// Groups that nest deeper are nobody's pattern.
const DEPTH: usize = 64;

/// A string stays shorter than this.
const LENGTH: usize = 4096;

impl Maker<'_> {
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
        let mut all = vec![self.sequence()?];
        while self.eat('|') {
            all.push(self.sequence()?);
        }
        let chosen = self.choice % all.len();
        Some(all.swap_remove(chosen))
    }

    fn sequence(&mut self) -> Option<String> {
        let mut text = String::new();
        while let Some(next) = self.peek() {
            if next == '|' || (next == ')' && self.depth > 0) {
                break;
            }
            let atom = self.atom()?;
            let count = self.count()?;
            if text.len() + atom.len() * count > LENGTH {
                return None;
            }
            text += &atom.repeat(count);
        }
        Some(text)
    }

    fn atom(&mut self) -> Option<String> {
        Some(match self.next()? {
            '(' => {
                self.depth += 1;
                let body = if self.depth > DEPTH { return None } else { self.alternatives()? };
                self.depth -= 1;
                if !self.eat(')') {
                    return None;
                }
                body
            }
            '.' => ["x", "7", "-"][self.choice % 3].to_owned(),
            '[' => self.class()?.to_string(),
            '^' | '$' => String::new(),
            '\\' => self.next()?.to_string(),
            '*' | '+' | '?' | '{' => return None,
            letter => letter.to_string(),
        })
    }

    /// How often an atom stands here.
    fn count(&mut self) -> Option<usize> {
        let mut count = 1;
        loop {
            count *= match self.peek() {
                Some('*') => self.more,
                Some('+') => self.more.max(1),
                Some('?') => self.more.min(1),
                Some('{') => {
                    self.at += 1;
                    let least = self.number()?;
                    let most = match (self.eat(','), self.peek()) {
                        (false, _) => least,
                        (true, Some('}')) => usize::MAX,
                        (true, _) => self.number()?,
                    };
                    if self.peek() != Some('}') {
                        return None;
                    }
                    (least + self.more).min(most)
                }
                _ => return Some(count),
            };
            self.at += 1;
        }
    }

    fn number(&mut self) -> Option<usize> {
        let start = self.at;
        while self.peek().is_some_and(|it| it.is_ascii_digit()) {
            self.at += 1;
        }
        self.text[start..self.at].iter().collect::<String>().parse().ok().filter(|it| *it <= LENGTH)
    }

    /// A member of a bracket expression, behind its `[`.
    fn class(&mut self) -> Option<char> {
        let negated = self.eat('^');
        let mut ranges = Vec::new();
        loop {
            match self.next()? {
                ']' if !ranges.is_empty() => break,
                '[' if self.eat(':') => ranges.extend(self.named()?),
                first => {
                    let mut last = first;
                    if self.peek() == Some('-') && self.text.get(self.at + 1).is_some_and(|&it| it != ']') {
                        self.at += 1;
                        last = self.next()?;
                    }
                    ranges.push((first, last));
                }
            }
        }
        let inside = |letter: char| ranges.iter().any(|(first, last)| (*first..=*last).contains(&letter));
        if negated {
            let all: Vec<char> = ('a'..='z').chain('0'..='9').chain("-_.@ /".chars()).collect();
            let outside: Vec<char> = all.into_iter().filter(|it| !inside(*it)).collect();
            return outside.get(self.choice % outside.len().max(1)).copied();
        }
        let (first, last) = ranges[self.choice % ranges.len()];
        Some(if self.more > 1 { last } else { first })
    }

    fn named(&mut self) -> Option<Vec<(char, char)>> {
        let start = self.at;
        while self.next()? != ':' {}
        let name: String = self.text[start..self.at - 1].iter().collect();
        if !self.eat(']') {
            return None;
        }
        Some(match name.as_str() {
            "alpha" | "lower" => vec![('a', 'z')],
            "upper" => vec![('A', 'Z')],
            "digit" | "xdigit" => vec![('0', '9')],
            "alnum" => vec![('a', 'z'), ('0', '9')],
            "space" | "blank" => vec![(' ', ' ')],
            "punct" => vec![('!', '/')],
            "print" | "graph" => vec![('!', '~')],
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::matching;

    #[test]
    fn strings_are_made_along_the_pattern() {
        assert_eq!(matching("a|b"), ["a", "b"]);
        assert_eq!(matching("[a-z]+@[0-9]{2}"), ["a@00", "zz@99", "zzz@99"]);
        assert_eq!(matching("x?y*"), ["", "xyy", "xy", "xyyy"]);
        assert_eq!(matching("(a"), Vec::<String>::new());
    }
}
