# Twenty types each of which may contain any of them, and a function of one: whether it holds a secret takes
# no more steps than there are types and options.
{
  lib ? import <nixpkgs/lib>,
}:
let
  inherit (lib) mkOption types;
  names = map (number: "kind${toString number}") (lib.range 1 20);
  kinds = lib.genAttrs names (
    name:
    types.submodule {
      options = lib.genAttrs names (
        other:
        mkOption {
          type = types.nullOr kinds.${other};
          default = null;
        }
      );
    }
  );
in
lib.evalModules {
  modules = [
    {
      options.first = mkOption {
        type = kinds.kind1;
        apply = it: "${toString (builtins.length (builtins.attrNames it))} kinds";
      };
    }
  ];
}
