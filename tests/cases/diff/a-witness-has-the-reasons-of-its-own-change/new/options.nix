{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    port = mkOption { type = types.str; default = "80"; };
    title = mkOption { type = types.strMatching "[a-z]+"; default = "blog"; };
  };
}
