# What is known of the options of NixOS, for those who write modules. Only what is needed is
# read: `words` are names that they use, as attributes of a set; null stands for all names.
{
  words,
  pkgs,
  # As `declared.nix` takes them.
  listed ? null,
}:
let
  lib = import <fedic/lib>;
  known = import ./known.nix;

  isNamed = group: name: words == null || words ? ${group} && (name == null || words ? ${name});
  isPart =
    group: name:
    known ? ${group}.${name} || listed != null && builtins.isAttrs (listed.${group} or null) && listed.${group} ? ${name};
  evaluation = lib.evalModules {
    class = "nixos";
    modules = [
      (import ./declared.nix { inherit lib listed; } isNamed)
      { _module.args = { inherit pkgs; }; }
    ];
  };
in
{
  # Without the parts that nobody speaks of.
  options = lib.mapAttrs (
    group: options:
    if lib.isOption options then
      options
    else
      lib.filterAttrs (name: _: !(isPart group name) || isNamed group name) options
  ) (removeAttrs evaluation.options [ "_module" ]);

  # The levels, two names deep, that take no others than the declared ones.
  closed = lib.mapAttrs (_: builtins.attrNames) known;
}
