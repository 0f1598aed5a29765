# Escapes, interpolation, concatenation.
[
  "plain"
  "tab\tnewline\nreturn\rquote\"backslash\\dollar\$"
  "unknown \q escape"
  "a\${b}c"
  "$"
  "$$"
  "$${1}"
  "$\{x}"
  "a${"b"}c"
  "${toString 1}${toString 2}"
  "nested ${"x${"y"}z"}"
  ("a" + "b" + "c")
  "multi
  line"
  "unicode: é ∀ 𝕏"
  "${"interpolated"} and ${let x = "let"; in x}"
  "${{ outPath = "/from-out-path"; }}"
  "${{ __toString = self: "from ${self.name}"; name = "toString"; }}"
  ''single''
  "'' not special"
  "trailing dollar $"
]
