{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    size = mkOption { type = types.enum [ "small" ]; default = "small"; };
  };
}
