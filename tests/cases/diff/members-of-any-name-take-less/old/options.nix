{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    users = mkOption {
      type = types.attrsOf (types.submodule { options.quota = mkOption { type = types.int; default = 1; }; });
      default = { };
    };
  };
}
