{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    home = mkOption { type = types.str; default = "/srv"; };
  };
}
