# Nothing is evaluated before it is needed, and nothing twice.
let
  counted = builtins.trace "once" 1;
  forever = x: forever x;
  numbers = n: { head = n; tail = numbers (n + 1); };
in
[
  (counted + counted)
  (let x = throw "not asked"; in 1)
  ({ a = throw "not asked"; b = 2; }.b)
  (builtins.length [ (forever 1) ])
  (numbers 0).tail.tail.tail.head
  (let xs = [ 1 ] ++ xs'; xs' = [ 2 ]; in xs)
  (builtins.seq 1 2)
  (builtins.seq { a = throw "not deep"; } 3)
  (let s = { a = 1; b = s.a; }; in s.b)
  (if false then throw "x" else 1)
  (builtins.isAttrs { a = throw "x"; })
  (builtins.attrNames { b = throw "x"; a = throw "y"; })
]
