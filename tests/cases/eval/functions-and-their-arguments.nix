# Corners, one a line.
[
  (({__functor = self: x: x + 1;}) 1)
  (let f = { a ? 1, b ? a, ... }@args: args; in f { c = 1; })
  ({ a ? b, b ? a }: 1)
  (builtins.functionArgs ({a, b ? 1}: 1))
  ((x: y: z: x) 1 2)
  ({ x = [ 1 2 { y = 3; } ]; z = x: x; w = map; v = map (x: x); })
  (let xs = builtins.genList (i: i) 10; in builtins.foldl' (a: b: a + b) 0 xs)
  (let inf = x: { next = inf (x + 1); }; in (inf 0).next.next ? next)
  ((a: { b ? a, ... }: b) 1 { })
  ((a: { b ? a, ... }@c: [ b c ]) 1 { d = 2; })
  (((a: b: c: [ a b c ]) 1) 2 3)
  (let f = a: b: [ a b ]; g = f 1; in [ (g 2) (g 3) ])
  (let f = { a, b ? a * 2 }: a + b; in [ (f { a = 1; }) (f { a = 1; b = 1; }) ])
  (({ a, ... }: a) { a = 1; b = 2; })
  (({ ... }: 1) { b = 2; })
  ((x@{ a, ... }: x) { a = 1; })
]
