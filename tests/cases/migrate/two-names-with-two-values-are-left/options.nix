{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  imports = [ (lib.mkRenamedOptionModule [ "colour" ] [ "theme" ]) ];
  options = {
    theme = mkOption { type = types.str; default = "dark"; };
  };
}
