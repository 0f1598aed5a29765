{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    tls = mkOption {
      type = types.submodule { options.port = mkOption { type = types.port; default = 443; }; };
      default = { };
    };
  };
}
