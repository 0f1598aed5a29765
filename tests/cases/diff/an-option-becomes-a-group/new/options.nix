{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    tls.enable = mkOption { type = types.bool; default = true; };
    tls.port = mkOption { type = types.port; default = 443; };
  };
}
