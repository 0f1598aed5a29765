{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options.place = mkOption {
    description = "Where.";
    default = { here = true; };
    type = types.attrTag {
      here = mkOption { type = types.bool; description = "Here."; };
    };
  };
}
