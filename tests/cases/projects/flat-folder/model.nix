# Every module that lies in this folder.
let
  lib = import <nixpkgs/lib>;
  isModule = name: lib.hasSuffix ".nix" name && name != "model.nix";
in
map (name: ./. + "/${name}") (lib.filter isModule (lib.attrNames (builtins.readDir ./.)))
