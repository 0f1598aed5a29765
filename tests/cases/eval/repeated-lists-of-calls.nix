# What a call gives is a list of its own, also where a builtin makes the call.
let
  l = [ 1 2 3 ];
  id = x: x;
in
[
  (id l)
  (map id [ l l ])
  (builtins.mapAttrs (_: id) { a = l; b = l; })
  (builtins.genList (_: l) 2)
  (builtins.zipAttrsWith (_: builtins.head) [ { a = l; b = l; } ])
  l
  l
]
