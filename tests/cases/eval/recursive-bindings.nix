# Corners, one a line.
[
  (rec { __overrides = { a = 2; c = 3; }; a = 1; b = a; })
  (let a = { b = a; }; in a)
  (let inherit ({a=1;b=2;}) a b; in [a b])
  (let a = 1; in rec { inherit a; b = a; })
  (let a.b = 1; a.c = 2; in a)
  (let { body = a; a = 1; })
  (let e = {}; l = []; in [ e e l l { a = e; b = l; } ])
  (let s = { x = 1; }; in [ s s { inherit s; } ])
  (rec { a = 1; b = { inherit a; c = { inherit b; }; }; })
  (let x = 1; in { inherit x; y = x; z.w = x; })
  (let k = "z"; in { ${k} = 1; ${k + "y"} = 2; })
  (let k = null; in { a = 1; ${k} = 2; ${if true then "c" else null} = 3; })
  (rec { ${"a"} = 1; b = 2; c = b; })
]
