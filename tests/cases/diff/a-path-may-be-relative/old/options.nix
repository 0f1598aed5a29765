{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    home = mkOption { type = types.path; default = "/srv"; };
  };
}
