//! Texts with a grammar of their own, for the builtins that read them: mostly well formed.

use super::Generator;
use std::fmt::Write as _;

impl Generator<'_> {
    /// A POSIX extended regular expression.
    pub(super) fn pattern(&mut self, depth: usize) -> String {
        let mut text = String::new();
        for _ in 0..1 + self.dice.below(3) {
            let atom = match self.dice.below(if depth == 0 { 7 } else { 10 }) {
                0..=2 => self.dice.word(&["a", "b", "c", "1", "x", "-", ",", "é"]).to_owned(),
                3 => ".".to_owned(),
                4 => self
                    .dice
                    .word(&["[ab]", "[^a]", "[a-c]", "[]a]", "[^]]", "[a-]", "[0-9.]", "[\\\\]"])
                    .to_owned(),
                5 => self
                    .dice
                    .word(&["[[:alpha:]]", "[[:space:]]", "[^[:digit:]]", "[[:alnum:]_]", "[[:punct:]]"])
                    .to_owned(),
                6 => self.dice.word(&["\\.", "\\\\", "^", "$", "\\*", "()", "\\("]).to_owned(),
                _ => format!("({})", self.pattern(depth - 1)),
            };
            text += &atom;
            text += self.dice.word(&["", "", "", "*", "+", "?", "{2}", "{1,}", "{0,2}", "|"]);
        }
        if self.dice.once_in(20) {
            text += self
                .dice
                .word(&["(", ")", "[", "*", "{", "}", "{2", "[[:x:]]", "\\", "a{3,1}", "(?:a)", "\\b"]);
        }
        text
    }

    pub(super) fn version(&mut self) -> String {
        (0..1 + self.dice.below(6))
            .map(|_| {
                self.dice.word(&[
                    "1", "2", "10", "0", ".", ".", "-", "a", "pre", "rc1", "x", "_", "+", "00", "foo",
                ])
            })
            .collect()
    }

    pub(super) fn json(&mut self, depth: usize) -> String {
        if self.dice.once_in(40) {
            return self
                .dice
                .word(&["", "[", "{\"a\":", "[1,]", "nul", "\"\\x\"", "01", "1.", "[1 2]", "NaN", "'a'"])
                .to_owned();
        }
        match self.dice.below(if depth == 0 { 4 } else { 6 }) {
            0 => self
                .dice
                .word(&[
                    "0",
                    "1",
                    "-1",
                    "12345678901234567890",
                    "9223372036854775807",
                    "-9223372036854775809",
                    "18446744073709551616",
                ])
                .to_owned(),
            1 => self.dice.word(&["1.5", "-0.0", "1e3", "1E-2", "-0", "1e400", "0.1e1"]).to_owned(),
            2 => self.dice.word(&["true", "false", "null", " null "]).to_owned(),
            3 => self
                .dice
                .word(&[
                    r#""""#,
                    r#""a""#,
                    r#""\u00e9\n""#,
                    r#""\ud83d\ude00""#,
                    r#""\"\\\/""#,
                    r#""é""#,
                    r#""\u0000""#,
                    r#""\ud800""#,
                ])
                .to_owned(),
            4 => {
                let items: Vec<String> = (0..self.dice.below(4)).map(|_| self.json(depth - 1)).collect();
                format!("[{}]", items.join(self.dice.word(&[",", ", ", " ,\n"])))
            }
            _ => {
                let mut members = Vec::new();
                for _ in 0..self.dice.below(4) {
                    let name = self.dice.word(&["a", "b", "", "x y", "i", "a", "_type", "${"]);
                    members.push(format!("\"{name}\": {}", self.json(depth - 1)));
                }
                format!("{{{}}}", members.join(","))
            }
        }
    }

    pub(super) fn toml(&mut self) -> String {
        let mut text = String::new();
        for _ in 0..self.dice.below(5) {
            match self.dice.below(6) {
                0 => {
                    let header =
                        self.dice.word(&["[a]", "[a.b]", "[[l]]", "[\"x y\"]", "[l.m]", "[ a . c ]"]);
                    let _ = writeln!(text, "{header}");
                }
                1 => text += self.dice.word(&["# remark\n", "\n", "  \n", "\r\n"]),
                _ => {
                    let key =
                        self.dice.word(&["i", "j", "a", "x", "\"q k\"", "a.b", "b.c.d", "1", "'l'", "é"]);
                    let value = self.toml_value(2);
                    let _ = writeln!(text, "{key} = {value}");
                }
            }
        }
        text
    }

    fn toml_value(&mut self, depth: usize) -> String {
        const VALUES: &[&str] = &[
            "1",
            "-17",
            "+5",
            "1_000",
            "0xff",
            "0o17",
            "0b101",
            "9223372036854775807",
            "9223372036854775808",
            "1.5",
            "-0.0",
            "1e3",
            "6.02e-2",
            "inf",
            "-inf",
            "nan",
            "true",
            "false",
            "\"\"",
            "\"a\\tb\\u00e9\"",
            "'raw \\n'",
            "\"\"\"\nlines\n\\\n  x\"\"\"",
            "'''\nraw'''",
            "1979-05-27",
            "1979-05-27T07:32:00Z",
            "07:32:00",
            "01",
            "1__0",
            "\"\\x\"",
            "a",
            "1979-05-27 07:32:00.5+01:00",
        ];
        match self.dice.below(if depth == 0 { 3 } else { 5 }) {
            3 => {
                let items: Vec<String> =
                    (0..self.dice.below(4)).map(|_| self.toml_value(depth - 1)).collect();
                format!("[ {} ]", items.join(", "))
            }
            4 => {
                let (first, second) = (self.toml_value(depth - 1), self.toml_value(depth - 1));
                format!("{{ a = {first}, b.c = {second} }}")
            }
            _ => self.dice.word(VALUES).to_owned(),
        }
    }
}
