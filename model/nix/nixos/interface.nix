# What is known of the options of NixOS, for those who write modules. Only what is needed is
# read: `words` are names that they use, as attributes of a set.
{ words, pkgs }:
let
  lib = import <fedic/lib>;
  known = import ./known.nix;

  isNamed = group: name: words ? ${group} && words ? ${name};
  evaluation = lib.evalModules {
    class = "nixos";
    modules = [
      (import ./declared.nix { inherit lib; } isNamed)
      { _module.args = { inherit pkgs; }; }
    ];
  };
in
{
  # Without the parts that nobody speaks of.
  options = lib.mapAttrs (
    group: options:
    if known ? ${group} then
      lib.filterAttrs (name: _: !(known.${group} ? ${name}) || isNamed group name) options
    else
      options
  ) (removeAttrs evaluation.options [ "_module" ]);

  # The levels, two names deep, that take no others than the declared ones.
  closed = lib.mapAttrs (_: builtins.attrNames) known;
}
