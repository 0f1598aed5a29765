//! Strings that match a POSIX regular expression, made along it: one that people can read, a short
//! one, a long one, one for each alternative. What it cannot read gives none.

/// Strings that most likely match as a whole.
pub(crate) fn matching(posix: &str) -> Vec<String> {
    let letters: Vec<char> = posix.chars().collect();
    let mut found = Vec::new();
    let plain = [(0, 0), (0, 2), (1, 1), (2, 3), (3, 1)].map(|(choice, more)| (choice, more, false));
    for (choice, more, readable) in [(0, 0, true)].into_iter().chain(plain) {
        let mut maker = Maker { text: &letters, at: 0, choice, more, depth: 0, word: readable.then_some(0) };
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
    /// In a string for people: how many letters of a word stand already where the next one is chosen.
    word: Option<usize>,
}

/// What a repetition repeats.
enum Atom {
    Text(String),
    Letter(Class),
}

/// How often something stands where it may stand more often than it must.
#[derive(Clone, Copy)]
enum More {
    /// So often beyond what must be.
    Beyond(usize),
    InAll(usize),
}

/// The letters of which one stands in a place.
struct Class {
    ranges: Vec<(char, char)>,
    negated: bool,
}

/// What strings for people are made of, where these are letters of a class.
const WORDS: [&str; 3] = ["example", "EXAMPLE", "1234567890"];

/// So many letters stand at most where any number may.
const WORD: usize = 7;

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
            let more = match (&atom, self.word) {
                (Atom::Letter(class), Some(done)) if class.word().is_some() => {
                    More::InAll(WORD.saturating_sub(done))
                }
                (Atom::Letter(_) | Atom::Text(_), _) => More::Beyond(self.more),
            };
            let count = self.count(more)?;
            match atom {
                Atom::Text(atom) if text.len() + atom.len() * count <= LENGTH => {
                    text += &atom.repeat(count);
                    self.word = self.word.map(|_| 0);
                }
                Atom::Letter(class) if text.len() + count <= LENGTH => {
                    for _ in 0..count {
                        text.push(self.letter(&class)?);
                    }
                }
                Atom::Text(_) | Atom::Letter(_) => return None,
            }
        }
        Some(text)
    }

    fn atom(&mut self) -> Option<Atom> {
        let text = match self.next()? {
            '(' => {
                self.depth += 1;
                let body = if self.depth > DEPTH { return None } else { self.alternatives()? };
                self.depth -= 1;
                if !self.eat(')') {
                    return None;
                }
                body
            }
            '.' if self.word.is_some() => {
                return Some(Atom::Letter(Class { ranges: Vec::new(), negated: true }));
            }
            '.' => ["x", "7", "-"][self.choice % 3].to_owned(),
            '[' => return self.class().map(Atom::Letter),
            '^' | '$' => String::new(),
            '\\' => self.next()?.to_string(),
            '*' | '+' | '?' | '{' => return None,
            letter => letter.to_string(),
        };
        Some(Atom::Text(text))
    }

    /// How often an atom stands here.
    fn count(&mut self, wanted: More) -> Option<usize> {
        let (More::Beyond(more) | More::InAll(more)) = wanted;
        let mut count = 1;
        loop {
            count *= match self.peek() {
                Some('*') => more,
                Some('+') => more.max(1),
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
                    let wanted = if let More::Beyond(more) = wanted { least + more } else { more.max(least) };
                    wanted.min(most)
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

    /// A bracket expression, behind its `[`.
    fn class(&mut self) -> Option<Class> {
        let negated = self.eat('^');
        let mut ranges = Vec::new();
        loop {
            match self.next()? {
                ']' if !ranges.is_empty() => return Some(Class { ranges, negated }),
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
    }

    /// A letter of a class.
    fn letter(&mut self, class: &Class) -> Option<char> {
        if let Some(done) = &mut self.word
            && let Some(word) = class.word()
        {
            *done += 1;
            return word.chars().cycle().nth(*done - 1);
        }
        if class.negated {
            let all = ('a'..='z').chain('0'..='9').chain("-_.@ /".chars());
            let outside: Vec<char> = all.filter(|it| class.holds(*it)).collect();
            return outside.get(self.choice % outside.len().max(1)).copied();
        }
        let (first, last) = class.ranges[self.choice % class.ranges.len()];
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

impl Class {
    /// The word that can be written in its letters.
    fn word(&self) -> Option<&'static str> {
        WORDS.into_iter().find(|word| word.chars().all(|letter| self.holds(letter)))
    }

    fn holds(&self, letter: char) -> bool {
        self.negated != self.ranges.iter().any(|(first, last)| (*first..=*last).contains(&letter))
    }
}

#[cfg(test)]
mod tests {
    use super::matching;

    #[test]
    fn strings_are_made_along_the_pattern() {
        assert_eq!(matching("a|b"), ["a", "b"]);
        assert_eq!(matching("[a-z]+@[0-9]{2}"), ["example@12", "a@00", "zz@99", "zzz@99"]);
        assert_eq!(matching("x?y*"), ["", "xyy", "xy", "xyyy"]);
        assert_eq!(matching("(a"), Vec::<String>::new());
    }

    #[test]
    fn the_first_string_can_be_read() {
        let patterns = [
            "[A-Z][a-z0-9]*",
            "[^@ ]+@([a-z0-9-]+\\.)+[a-z]{2,3}",
            "https?://.+",
            "#[0-9a-f]{6}",
            "[A-Z]{2}-[0-9]+",
            "[a-z]+[ ]*=[ ]*[-_]*[g-m]+",
        ];
        let strings =
            ["Example", "example@example.exa", "http://example", "#123456", "EX-1234567", "example=g"];
        assert_eq!(patterns.map(|it| matching(it)[0].clone()), strings);
    }
}
