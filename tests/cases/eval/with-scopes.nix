# Corners, one a line.
[
  (with {a=1;}; let a = 2; in a)
  (with { a = 1; }; { inherit a; })
  (with throw "x"; let a = 1; in a)
  (with { a = 1; }; with { a = 2; }; a)
  (with builtins; [ (length [1]) (head [2]) ])
  (with { a = 1; }; let b = a; in with { a = 2; c = b; }; [ a b c ])
  (let a = 1; in with { a = 2; }; a)
]
