# Corners, one a line.
[
  ({} == { a = throw "x"; })
  (true || throw "x")
  (false && throw "x")
  (false -> throw "x")
  (builtins.tryEval (throw "x"))
  (builtins.tryEval (assert false; 1))
  (let x = throw "x"; in [ (builtins.tryEval x) (builtins.tryEval x) ])
  ([ 1 (throw "x") ] == [ 2 (throw "x") ])
  ({ a = 1; b = throw "x"; } == { a = 2; b = throw "x"; })
]
