# Elements are lazy; application needs parentheses inside brackets.
let
  f = x: x + 1;
in
[
  [ ]
  [ 1 2 3 ]
  [ (f 1) ]
  [ f 1 ]
  ([ 1 ] ++ [ 2 ] ++ [ ])
  (builtins.length [ (throw "a") (throw "b") ])
  (builtins.head [ 1 (throw "tail") ])
  (builtins.elemAt [ 1 2 3 ] 2)
  ([ [ 1 ] [ [ 2 ] ] ])
  [ (-1) ]
  [ { a = 1; } ]
  [ "a" "b" ]
  (builtins.length [ f f ])
]
