# A list is shown as repeated where the same variable's value stands again, and in full where
# an expression has given it anew.
let
  id = x: x;
  short = [ 1 ];
  long = [ 1 2 3 ];
  set = { x = 1; };
  fix = f: let x = f x; in x;
in
[
  { a = short; b = short; c = id short; d = if true then short else [ ]; }
  [ long (id long) long ]
  (builtins.genList (_: short) 2)
  (map id [ short short ])
  (builtins.mapAttrs (_: id) { a = long; b = long; })
  (builtins.attrValues { a = long; b = long; })
  (fix (self: { a = [ 1 ]; b = self.a; c = [ self.a ]; }))
  { a = { x = short; }.x; b = { }.y or short; inherit (rec { c = short; }) c; }
  [ (builtins.seq 1 short) (builtins.head [ short ]) (assert true; short) ]
  [ (builtins.tryEval long) (builtins.tryEval long).value ]
  (let l = [ long ]; in { inherit l; m = l ++ [ ]; n = [ ] ++ l; })
  [ set (id set) { inherit set; } ]
  (let a = { b = [ a ]; c = a.b; }; in a)
]
