{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    colour = mkOption { type = types.enum [ "dark" "light" ]; default = "dark"; };
  };
}
