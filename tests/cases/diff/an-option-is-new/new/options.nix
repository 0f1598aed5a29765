{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    name = mkOption { type = types.str; default = "blog"; };
    theme = mkOption { type = types.str; default = "dark"; };
  };
}
