{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    tls.port = mkOption { type = types.port; default = 443; };
  };
}
