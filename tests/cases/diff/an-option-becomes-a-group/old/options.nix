{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    tls = mkOption { type = types.bool; default = true; };
  };
}
