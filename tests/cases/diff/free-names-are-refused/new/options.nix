{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    settings = mkOption {
      type = types.submodule { };
      default = { };
    };
  };
}
