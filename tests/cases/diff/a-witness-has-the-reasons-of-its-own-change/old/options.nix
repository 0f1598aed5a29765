{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    port = mkOption { type = types.port; default = 80; };
    title = mkOption { type = types.str; default = "blog"; };
  };
}
