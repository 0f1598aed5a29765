# Deep structures do not end the stack.
let
  nest = n: if n == 0 then null else { next = nest (n - 1); };
  depth = s: if s == null then 0 else 1 + depth s.next;
  sum = n: if n == 0 then 0 else n + sum (n - 1);
in
[
  (depth (nest 3000))
  (sum 4000)
  (builtins.foldl' (a: b: a + b) 0 (builtins.genList (i: i) 20000))
  (builtins.length (builtins.foldl' (a: b: [ b ] ++ a) [ ] (builtins.genList (i: i) 500)))
]
