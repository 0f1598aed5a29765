{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    theme = mkOption { type = types.str; default = "dark"; };
    name = mkOption { type = types.str; default = "blog"; };
  };
}
