# `derivation` is a function of the language: it shows as one, and its attributes have places.
let
  one = derivation { name = "one"; system = "s"; builder = "b"; };
  two = derivation { name = "two"; system = "s"; builder = "b"; outputs = [ "x" "y" ]; };
in
[
  derivation
  (builtins.functionArgs derivation)
  (builtins.unsafeGetAttrPos "outputs" (builtins.functionArgs derivation))
  (builtins.toXML derivation)
  (map (name: builtins.unsafeGetAttrPos name two) [ "outPath" "all" "drvAttrs" "drvPath" "type" "outputName" "x" "y" ])
  { inherit (two) x y outPath outputName all; }
  one
  (derivation { name = "unused"; system = "s"; builder = "b"; __contentAddressed = false; __impure = false; }).outPath
  (import <nix/fetchurl.nix> { url = "http://example.org/a.tgz"; hash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="; }).drvPath
]
