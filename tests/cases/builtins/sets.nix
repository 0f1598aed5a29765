# Builtins on attribute sets.
[
  (builtins.attrNames { b = 1; a = 2; "A" = 3; })
  (builtins.attrValues { b = 1; a = 2; })
  (builtins.getAttr "a" { a = 1; })
  (builtins.hasAttr "b" { a = 1; })
  (builtins.intersectAttrs { a = 1; b = 2; } { b = 3; c = 4; })
  (builtins.isAttrs { })
  (builtins.listToAttrs [ { name = "a"; value = 1; } { name = "b"; value = 2; } { name = "a"; value = 3; } ])
  (builtins.mapAttrs (n: v: "${n}${toString v}") { a = 1; b = 2; })
  (builtins.removeAttrs { a = 1; b = 2; c = 3; } [ "a" "c" "zz" ])
  (builtins.zipAttrsWith (n: vs: { inherit n vs; }) [ { a = 1; } { a = 2; b = 3; } ])
  (builtins.functionArgs ({ a, b ? 1, ... }: 1))
  (builtins.genericClosure {
    startSet = [ { key = 1; } { key = 5; } ];
    operator = { key }: if key < 4 then [ { key = key + 1; } { key = key * 2; } ] else [ ];
  })
  (builtins.attrNames (builtins.mapAttrs (n: v: throw "lazy") { a = 1; }))
]
