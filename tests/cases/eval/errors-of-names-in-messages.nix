# Names in messages are written as attribute names are, and what is not evaluated is not shown.
let
  show = builtins.hashFile;
in
{
  dynamic-twice = { ${"a" + " b"} = 1; ${"a" + " b"} = 2; };
  context-key = builtins.appendContext "" { "$" = 1; };
  context-keyword = builtins.appendContext "" { "if" = 1; };
  path-argument = builtins.path { path = ./.; "x y" = 1; };
  flake-attribute = builtins.flakeRefToString { "if" = { }; };
  beside-overrides = show rec { a = 1; b = a; c = 5; d = "s"; e = [ ]; __overrides = { a = 2; }; } 1;
  beside-none = show rec { a = 1; b = a; c = 5; d = "s"; e = [ ]; f = x: x; } 1;
  inherited-beside-overrides = (x: show rec { inherit x; inherit (builtins) add; __overrides = { }; } 1) 1;
  hash-of-unknown-kind = (derivation { name = "n"; system = "s"; builder = "b"; outputHash = 1; outputHashAlgo = 1; }).outPath;
  empty-hash-of-unknown-kind = (derivation { name = "n"; system = "s"; builder = "b"; outputHash = ""; outputHashAlgo = "x"; }).outPath;
  of-the-language = <nix/fetchurl.nix> { };
  of-the-language-too = show [ <nix/fetchurl.nix> (dirOf <nix/fetchurl.nix>) ] 1;
  folder-of-the-language = show (dirOf <nix/fetchurl.nix>) 1;
}
