{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options.limits = mkOption {
    type = types.either (types.attrsOf types.int) (types.submodule { options.size = mkOption { type = types.int; description = "How large."; default = 1; }; });
    description = "What may be used.";
    default = { };
  };
}
