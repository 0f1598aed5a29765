//! The smallest expressions of each kind: literals, edges of ranges first.

use super::{Generator, Kind};

const INTS: &[&str] = &[
    "0",
    "1",
    "2",
    "3",
    "5",
    "7",
    "10",
    "64",
    "(-1)",
    "(-7)",
    "255",
    "1000000",
    "9223372036854775807",
    "(-9223372036854775807 - 1)",
    "4611686018427387904",
    "2147483648",
];
const COUNTS: &[&str] = &["0", "1", "2", "3", "4", "(-1)", "6"];
const FLOATS: &[&str] = &[
    "0.0",
    "1.0",
    "1.5",
    "(-2.25)",
    "1.0e10",
    "0.1",
    "3.14159",
    ".5",
    "1.0e-7",
    "1.0e300",
    "123456.7",
    "1.0e6",
    "100000.0",
    "(-0.0)",
    "9007199254740993.0",
    "9.2233720368547758e18",
    "2.5e-308",
    "1.0e15",
    "0.30000000000000004",
];
const TEXTS: &[&str] = &[
    r#""""#,
    r#""a""#,
    r#""b""#,
    r#""ab""#,
    r#""abc""#,
    r#""x y""#,
    r#""1""#,
    r#""-12""#,
    r#""é""#,
    r#""a,b,,c""#,
    r#""\n""#,
    r#""a\nb\t\"c\\""#,
    r#""$a $$ \${x}""#,
    r#"''a b''"#,
    "''\n    x\n      y\n  ''",
    r#""/nix/store/a""#,
    r#""foo-1.2.3""#,
    r#""日本""#,
    r#""<&>'""#,
    r#""out""#,
    r#""{}""#,
    r#""a.b/c.d""#,
    r#""/a//b/""#,
    r#"''''${x} ''$ ''\n''"#,
    "http://example.org/a?b=c",
];
const CONTEXTS: &[&str] = &[
    r#""${./fixtures/data.json}""#,
    r#"(builtins.toFile "n" "text")"#,
    r#""${derivation { name = "d"; system = "s"; builder = "b"; }}""#,
    r#"(derivation { name = "d"; system = "s"; builder = "b"; }).drvPath"#,
    r#"(derivation { name = "e"; system = "s"; builder = "b"; outputs = [ "out" "dev" ]; }).dev.outPath"#,
    r#"(builtins.placeholder "out")"#,
];
const NAMES: &[&str] = &[
    r#""i""#,
    r#""j""#,
    r#""s""#,
    r#""a""#,
    r#""b""#,
    r#""is""#,
    r#""v""#,
    r#""a-b""#,
    r#""""#,
    r#""if""#,
    r#""1""#,
    r#""x y""#,
    r#""name""#,
    r#""value""#,
    r#""é""#,
];
const PATHS: &[&str] = &[
    "./.",
    "./fixtures",
    "./fixtures/data.json",
    "./fixtures/tree",
    "./fixtures/tree/l",
    "./fixtures/tree/dang",
    "./fixtures/absent",
    "/etc/../a",
    "./fixtures/../x/y",
    "/a/b.c",
    "./fixtures/tree/dl",
    "./fixtures/tree/a.txt",
    "./fixtures/tree/dl/../x.sh",
];
const SETS: &[&str] = &[
    "{ }",
    "{ i = 1; }",
    "{ i = 1; s = \"b\"; }",
    "{ a.b = { }; }",
    "{ a.i = 1; a.j = 2; }",
    "rec { i = 1; j = i; }",
    "{ \"a-b\" = 1; v = null; }",
    "{ name = \"n\"; value = 1; }",
    "{ ${null} = 1; is = [ 1 ]; }",
    "{ p = true; x = 1.5; }",
    "{ inherit (builtins) true; }",
];

impl Generator<'_> {
    /// An expression without choices left, or nearly.
    pub(super) fn leaf(&mut self, kind: Kind, depth: usize) -> String {
        match kind {
            Kind::Int => self.dice.word(INTS).to_owned(),
            Kind::Count => self.dice.word(COUNTS).to_owned(),
            Kind::Float if self.dice.once_in(3) => self.digits(),
            Kind::Float => self.dice.word(FLOATS).to_owned(),
            Kind::Bool => self.dice.word(&["true", "false"]).to_owned(),
            Kind::Text if self.dice.once_in(12) => self.dice.word(CONTEXTS).to_owned(),
            Kind::Text => self.dice.word(TEXTS).to_owned(),
            Kind::Name => self.dice.word(NAMES).to_owned(),
            Kind::Path => self.dice.word(PATHS).to_owned(),
            Kind::Pattern => quoted(&self.pattern(3)),
            Kind::Version => quoted(&self.version()),
            Kind::Json => quoted(&self.json(3)),
            Kind::Toml => quoted(&self.toml()),
            Kind::List => self
                .dice
                .word(&["[ ]", "[ 1 ]", "[ null true ]", "[ [ ] { } ]", "[ 1 1.0 \"1\" ]"])
                .to_owned(),
            Kind::Ints => self
                .dice
                .word(&["[ ]", "[ 1 ]", "[ 3 1 2 ]", "[ 1 2 3 ]", "[ 2 2 ]", "[ 1 (-1) ]"])
                .to_owned(),
            Kind::Texts => self
                .dice
                .word(&["[ ]", "[ \"a\" ]", "[ \"b\" \"a\" ]", "[ \"i\" \"s\" \"i\" ]", "[ \"\" ]"])
                .to_owned(),
            Kind::Sets => self
                .dice
                .word(&[
                    "[ ]",
                    "[ { } { i = 1; } ]",
                    "[ { name = \"a\"; value = 1; } { name = \"b\"; value = { }; } ]",
                    "[ { key = 1; } { key = 2; } ]",
                ])
                .to_owned(),
            Kind::Set => self.dice.word(SETS).to_owned(),
            Kind::Derivation => self.derivation(),
            Kind::Function(from, to) => self.function(from, *to, depth),
            Kind::Any => {
                let kind = self.plain();
                if self.dice.once_in(8) { "null".to_owned() } else { self.leaf(kind, depth) }
            }
        }
    }

    /// A float with digits of its own, of any size.
    fn digits(&mut self) -> String {
        let digits: String =
            (0..1 + self.dice.below(17)).map(|_| char::from(b'0' + self.dice.below(10) as u8)).collect();
        match self.dice.below(3) {
            0 => format!("{}.{digits}", 1 + self.dice.below(1_000_000)),
            1 => format!("0.0{digits}1"),
            _ => format!(
                "1.{digits}e{}",
                ["", "-"][self.dice.below(2)].to_owned() + &self.dice.below(300).to_string()
            ),
        }
    }

    fn derivation(&mut self) -> String {
        let more = *self.dice.pick(&[
            "",
            "args = [ \"a\" 1 ./fixtures/data.json ];",
            "outputs = [ \"out\" \"bin\" ];",
            "a = true; b = [ 1 [ 2 null ] ]; c = 1.5;",
            "__structuredAttrs = true; a = { b = [ 1 null \"x\" ]; }; ",
            "__ignoreNulls = true; n = null;",
            "outputHash = \"\"; outputHashAlgo = \"sha256\";",
            "outputHashMode = \"recursive\"; outputHash = \"sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\";",
            "__contentAddressed = true; outputHashMode = \"recursive\"; outputHashAlgo = \"sha256\";",
            "preferLocalBuild = true; passAsFile = [ \"t\" ]; t = \"x\";",
        ]);
        let name = self.dice.word(&["d", "a-1.0", "x_y", "d", "e.drv", "a b", "-"]);
        format!(
            "derivation {{ name = \"{name}\"; system = \"x86_64-linux\"; builder = \"/bin/sh\"; {more} }}"
        )
    }
}

/// The text as a literal.
fn quoted(text: &str) -> String {
    fedic_model::nix::quoted(text)
}
