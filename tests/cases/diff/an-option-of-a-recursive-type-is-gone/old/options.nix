{ lib, ... }:
let
  inherit (lib) mkOption types;
  value = types.oneOf [ (types.listOf value) (types.attrsOf value) types.str ] // { description = "value"; };
in
{
  options.settings = mkOption { type = value; description = "Anything."; default = "none"; };
  options.name = mkOption { type = types.str; description = "Its name."; default = "a"; };
}
