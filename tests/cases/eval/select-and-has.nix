# Selection with defaults, paths of names, and asking.
let
  s = {
    a.b.c = 1;
    "x y" = 2;
    n = null;
  };
  name = "a";
in
[
  s.a.b.c
  s."x y"
  s.${name}.b
  (s.a.missing or "default")
  (s.missing.deep.path or "default")
  (s.n.deep or "not a set on the way")
  (s.a.b.c.d or "not a set at the end")
  (s ? a)
  (s ? a.b.c)
  (s ? a.b.x)
  (s ? missing.x)
  (s ? n.x)
  (s ? "x y")
  (s ? ${name})
  (s.a.b or (throw "not asked"))
  ({ }.a or { }.b or 3)
  (1 ? a)
  (s.a.b.c or 1 + 1 == 2)
  (!s ? a)
]
