# What code can know of where it stands.
let
  set = {
    a = 1;
    inherit (set) b;
    c.d = 2;
  } // {
    b = 3;
  };
  strip = p: if p == null then null else { inherit (p) line column; file = baseNameOf p.file; };
in
[
  (strip (builtins.unsafeGetAttrPos "a" set))
  (strip (builtins.unsafeGetAttrPos "b" set))
  (strip (builtins.unsafeGetAttrPos "c" set))
  (strip (builtins.unsafeGetAttrPos "d" set.c))
  (builtins.unsafeGetAttrPos "missing" set)
  (strip __curPos)
  (strip (builtins.unsafeGetAttrPos "x" (builtins.listToAttrs [ { name = "x"; value = 1; } ])))
  (strip (builtins.unsafeGetAttrPos "a" (builtins.mapAttrs (n: v: v) set)))
  (strip (builtins.unsafeGetAttrPos "x" (builtins.functionArgs ({ x, y ? 1 }: x))))
]
