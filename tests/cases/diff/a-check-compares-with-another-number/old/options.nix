{ lib, ... }:
let
  inherit (lib) mkOption types;
  reserved = 5000;
in
{
  options = {
    port = mkOption { type = types.addCheck types.port (it: it != reserved); default = 80; };
    name = mkOption { type = types.addCheck types.str (it: !lib.hasPrefix "abcdefgh" it); default = "a"; };
  };
}
