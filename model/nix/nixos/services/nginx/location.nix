# A place below a virtual host of nginx.
{ lib, ... }:
let
  inherit (lib) types;
  inherit (import ../../option.nix { inherit lib; }) option;

  text = option (types.nullOr types.str) null;
in
{
  options = import ./basic.nix { inherit lib; } // {
    proxyPass = text "Where requests are passed to.";
    proxyWebsockets = option types.bool false "Whether websockets are passed too.";
    uwsgiPass = text "The uwsgi server that requests are passed to.";
    index = text "Files that answer for a folder.";
    tryFiles = text "Files that are tried in turn.";
    root = option (types.nullOr types.path) null "The folder that paths are looked up in.";
    alias = option (types.nullOr types.path) null "The folder that stands for this place.";
    return = option (types.nullOr (
      types.oneOf [
        types.str
        types.int
      ]
    )) null "What is answered at once.";
    fastcgiParams = option (types.attrsOf (types.either types.str types.path)) { } "Parameters of FastCGI.";
    priority = option types.int 1000 "Places with smaller numbers come first.";
    recommendedProxySettings = option types.bool false "Whether the usual headers are passed.";
    recommendedUwsgiSettings = option types.bool false "Whether the usual parameters are passed.";
  };
}
