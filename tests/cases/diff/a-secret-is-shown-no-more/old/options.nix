{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    token = mkOption { type = types.str; default = "x"; };
  };
}
