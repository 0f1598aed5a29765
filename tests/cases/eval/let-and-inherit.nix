# Bindings are recursive and shadow; `inherit (from)` is lazy in `from`.
[
  (let a = b; b = 1; in a)
  (let a = 1; in let a = 2; in a)
  (let s = { x = 1; y = 2; }; inherit (s) x y; in x + y)
  (let s = { x = 1; }; in { inherit (s) x; })
  (let x = 1; in { inherit x; })
  (let f = x: g x; g = x: x * 2; in f 4)
  (let a.b = 1; a.c = 2; in a)
  (let inherit (throw "not asked") x; y = 1; in y)
  (let "quoted" = 1; in quoted)
  (let { x = 1; body = x + 1; })
  (let x = { inherit (y) z; }; y = { z = 3; }; in x.z)
  (let a = 1; in rec { inherit a; b = a; })
]
