# Sets by builtins: which of two wins, what stays lazy, in which order names come.
let
  set = { b = 2; a = 1; "é" = 3; "" = 4; B = 5; "a-b" = 6; };
  lazy = { a = throw "a"; b = 2; };
in
[
  (builtins.attrNames set)
  (builtins.attrValues set)
  (builtins.attrNames lazy)
  (builtins.length (builtins.attrValues lazy))
  (builtins.getAttr "b" lazy)
  (builtins.hasAttr "a" lazy)
  (removeAttrs lazy [ "a" ])
  (removeAttrs lazy [ "a" "zz" "a" ])
  (removeAttrs { } [ ])
  (builtins.attrNames (removeAttrs lazy [ ]))
  (builtins.intersectAttrs { a = 1; c = 2; } { a = 3; b = 4; c = 5; })
  (builtins.attrNames (builtins.intersectAttrs lazy lazy))
  (builtins.intersectAttrs { } { a = 1; })
  (builtins.catAttrs "a" [ { a = 1; } { } { a = 2; b = 3; } ])
  (builtins.length (builtins.catAttrs "a" [ lazy ]))
  (builtins.listToAttrs [ { name = "a"; value = 1; } { name = "b"; value = 2; } { name = "a"; value = throw "second"; } ])
  (builtins.listToAttrs [ { name = "a"; value = 1; extra = 2; } ])
  (builtins.attrNames (builtins.listToAttrs [ { name = "x"; value = throw "lazy"; } ]))
  (builtins.mapAttrs (n: v: "${n}=${toString v}") { a = 1; b = 2; })
  (builtins.attrNames (builtins.mapAttrs (throw "f") lazy))
  (builtins.mapAttrs (throw "f") { })
  ((builtins.mapAttrs (n: v: v) lazy).b)
  (builtins.zipAttrsWith (n: vs: vs) [ { a = 1; } { a = 2; b = 3; } { b = 4; } ])
  (builtins.zipAttrsWith (n: vs: n) [ ])
  (builtins.zipAttrsWith (n: vs: builtins.length vs) [ lazy lazy ])
  (builtins.functionArgs ({ a, b ? throw "default", ... }@all: 1))
  (builtins.functionArgs (x: x))
  (builtins.functionArgs (builtins.map 1))
  (let s = builtins.listToAttrs (builtins.genList (i: { name = "k${toString i}"; value = i; }) 50); in
   [ s.k0 s.k49 (s ? k50) (builtins.length (builtins.attrNames s)) (removeAttrs s (map (i: "k${toString i}") (builtins.genList (i: i + 2) 48))) ])
  (builtins.genericClosure { startSet = [ { key = 1; } { key = 2; } { key = 1; } ]; operator = x: if x.key > 10 then [ ] else [ { key = x.key * 2; } { key = x.key * 3; from = x.key; } ]; })
  (map (x: x.key) (builtins.genericClosure { startSet = [ { key = "a"; } ]; operator = x: if builtins.stringLength x.key > 2 then [ ] else [ { key = x.key + "b"; } { key = "a"; } ]; }))
  (builtins.unsafeGetAttrPos "x" (builtins.fromJSON "{\"x\":1}"))
  (builtins.hasAttr "" set)
  (builtins.getAttr "é" set)
]
