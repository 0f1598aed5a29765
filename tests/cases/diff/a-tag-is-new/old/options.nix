{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    storage = mkOption {
      type = types.attrTag {
        local = mkOption { type = types.str; };
      };
      default.local = "/srv";
    };
  };
}
