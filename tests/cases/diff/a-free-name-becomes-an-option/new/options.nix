{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    settings = mkOption {
      type = types.submodule {
        freeformType = types.attrsOf types.int;
        options.depth = mkOption { type = types.ints.positive; default = 1; };
      };
      default = { };
    };
  };
}
