{ lib, ... }:
let
  inherit (lib) mkOptoin types;
  unused = 1;
  _meant = 2;
in
{
  a = lib.concatStringSep ", " [ "a" ];
  b = lib.concatStringsSep ", " "a";
  c = lib.strings.escapee [ ] "";
  d = with lib; mapp (x: x) [ ];
  e = builtins.lenght [ ];
  f = mkOptoin { type = types.str; };
  g = lib.optional true 1 ++ lib.attrNames [ ];
}
