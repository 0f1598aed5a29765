{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  imports = [ (lib.mkRenamedOptionModule [ "look" "colour" ] [ "web" "theme" "name" ]) ];
  options = {
    web.theme.name = mkOption { type = types.str; default = "dark"; };
  };
}
