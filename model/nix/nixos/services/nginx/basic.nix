# What virtual hosts of nginx and places in them have in common.
{ lib }:
let
  inherit (lib) mkOption types;
in
{
  basicAuth = mkOption {
    description = "Passwords by user. Everybody can read them.";
    type = types.attrsOf types.str;
    default = { };
  };
  basicAuthFile = mkOption {
    description = "A file with users and hashes of their passwords.";
    type = types.nullOr types.path;
    default = null;
  };
  extraConfig = mkOption {
    description = "Further lines of the configuration.";
    type = types.lines;
    default = "";
  };
}
