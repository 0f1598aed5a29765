# Members see each other, and inherited names come from around.
let
  x = "outer";
in
[
  (rec { a = b + 1; b = 1; })
  (rec { x = "inner"; y = x; })
  (rec { inherit x; y = x; })
  (rec { a.b = 1; c = a.b; })
  (rec { f = n: if n == 0 then 1 else n * f (n - 1); r = f 5; }).r
  (rec { a = 1; b = { a = 2; c = a; }; })
  (rec { a = 1; b = rec { a = 2; c = a; }; })
  (rec { ${"dyn"} = 1; a = 2; b = a; })
  (let inherit (rec { p = 1; q = p + 1; }) q; in q)
]
