{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    settings = mkOption {
      type = types.submodule { freeformType = types.attrsOf types.int; };
      default = { };
    };
  };
}
