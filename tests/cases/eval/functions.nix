# Patterns, defaults that see each other, `@`, `...`, functors and currying.
let
  plain = x: y: x - y;
  pattern = { a, b ? a + 1, c ? b + 1 }: [ a b c ];
  whole = args@{ a, ... }: args;
  after = { a ? 1, ... }@args: [ a (args ? a) ];
  lazy = { a, b ? throw "not asked" }: a;
in
[
  (plain 5 3)
  (pattern { a = 1; })
  (pattern { a = 1; c = 10; })
  (pattern { a = 1; b = 5; })
  (whole { a = 1; z = 2; })
  (after { })
  (after { a = 2; })
  (lazy { a = 1; })
  ((x: y: x) 1 (throw "not asked"))
  ((_: 3) (throw "not asked"))
  ({ __functor = self: x: x + self.n; n = 10; } 5)
  (({ x, y }@p: p.x + y) { x = 1; y = 2; })
  (builtins.functionArgs pattern)
  (builtins.functionArgs (x: x))
  (builtins.functionArgs ({ ... }: 1))
  (({ ... }: "ellipsis") { any = 1; })
  (({ }: "empty") { })
  (let f = { n ? 0 }: n; in f { } + f { n = 2; })
  ((a: (b: a + b)) 1 2)
  (map (x: x * x) [ 1 2 3 ])
  (map ({ v }: v) [ { v = 1; } ])
]
