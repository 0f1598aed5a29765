{ lib, ... }:
let
  inherit (lib) mkOption types;
  reserved = 7000;
in
{
  options = {
    port = mkOption { type = types.addCheck types.port (it: it != reserved); default = 80; };
    name = mkOption { type = types.addCheck types.str (it: !lib.hasPrefix "abcd" it); default = "a"; };
  };
}
