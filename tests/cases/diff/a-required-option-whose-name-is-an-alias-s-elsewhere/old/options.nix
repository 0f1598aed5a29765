{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  imports = [ (lib.mkAliasOptionModule [ "p" ] [ "port" ]) ];
  options.port = mkOption { type = types.port; description = "Where it listens."; default = 80; };
}
