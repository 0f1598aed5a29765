{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options.limits = mkOption {
    type = types.either (types.submodule { options.size = mkOption { type = types.int; description = "How large."; default = 1; }; }) (types.attrsOf types.int);
    description = "What may be used.";
    default = { };
  };
}
