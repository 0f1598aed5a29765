# Names bound by `let` and lambdas come before those of any `with`; the innermost `with` wins.
let
  a = "let";
in
[
  (with { a = "with"; }; a)
  (with { b = "with"; }; b)
  (with { b = 1; }; with { b = 2; }; b)
  (with { b = 1; c = 3; }; with { b = 2; }; c)
  ((b: with { b = "with"; }; b) "argument")
  (with { x = 1; }; let y = x; in y)
  (with throw "not asked"; 1)
  (with { true = "no keyword"; }; true)
  (with rec { p = q; q = 4; }; p)
  (with { f = x: x * 2; }; f 2)
  (with { a = 1; }; { inherit a; })
  (with { z = 1; }; { inherit z; })
  (builtins.attrNames (with { z = throw "lazy"; }; { inherit z; }))
]
